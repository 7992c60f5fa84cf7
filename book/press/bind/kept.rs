//! The pages that were computed last: who edits prose waits for no chapter, who
//! edits a chapter for that one alone.

use super::Project;
use super::compute::compute;
use super::unchanged::{files, hex, stamped};
use crate::{Page, Program};
use anyhow::{Context, Result};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

#[derive(Serialize, Deserialize)]
struct Kept<Pages> {
    /// The program that computed them: its path, size and time of change.
    program: String,
    /// What each page was computed from; none if that is not known.
    sources: Vec<String>,
    pages: Pages,
}

/// The pages of all chapters. Those in the file `kept` are taken if this very
/// program has put them there, or if the sources of their chapters are still
/// the same; the others are computed and kept.
///
/// # Errors
/// If a chapter refuses its own settings. A file that cannot be read or is
/// damaged is as good as none; one that cannot be written costs only time.
pub fn kept_or_computed(
    project: &Project,
    kept: &Path,
    progress: impl FnMut(&str),
) -> Result<Vec<Page>> {
    let program = std::env::current_exe().context("this program has no file")?;
    let stamp = stamped(&program)?;
    let last = match read(kept) {
        Some(last) if last.program == stamp => {
            // What a run killed while writing has left.
            let _ = fs::remove_file(beside(kept));
            return Ok(last.pages);
        }
        last => last,
    };
    let chapters = project.chapters;
    let sources = sources(project).unwrap_or_default();
    let still = last.map_or_else(Vec::new, |last| unchanged(last, &sources));
    let known = |name: &str| still.iter().find(|page| page.name == name);
    let edited: Vec<&dyn Program> =
        chapters.iter().copied().filter(|chapter| known(chapter.name()).is_none()).collect();
    let mut anew = compute(&edited, progress)?.into_iter();
    let page = |chapter: &&dyn Program| known(chapter.name()).cloned().or_else(|| anew.next());
    let pages: Vec<Page> =
        chapters.iter().map(page).collect::<Option<_>>().context("a page for each chapter")?;
    if write(kept, &Kept { program: stamp, sources, pages: &pages }).is_err() {
        let _ = fs::remove_file(beside(kept));
    }
    Ok(pages)
}

/// The pages of the last run whose sources are among those of this one.
fn unchanged(last: Kept<Vec<Page>>, sources: &[String]) -> Vec<Page> {
    let pages = last.sources.iter().zip(last.pages);
    pages.filter(|(source, _)| sources.contains(source)).map(|(_, page)| page).collect()
}

/// A digest of all that the page of each chapter is computed from: its own
/// files and those that it shares with others, which are all but the programs
/// of other chapters. None if a file has changed since the compilation began:
/// the program may have been made from another text.
fn sources(project: &Project) -> Result<Vec<String>> {
    let (root, chapters) = (&project.root, project.chapters);
    let folder = root.join("chapters");
    let mut shared = Sha256::new();
    let mut own: Vec<Sha256> = chapters.iter().map(|_| Sha256::new()).collect();
    let mut all = vec![root.join("Cargo.toml"), root.join("Cargo.lock")];
    for part in ["src", "book/press", "chapters"] {
        all.extend(files(&root.join(part))?);
    }
    // A loop in Python is shown, and nothing is computed from it.
    all.retain(|file| file.extension().is_none_or(|ending| ending != "py"));
    for file in all {
        let owner = file.strip_prefix(&folder).ok().filter(|_| is_rust(&file)).and_then(|path| {
            let name = path.iter().next()?.to_str()?;
            chapters.iter().position(|chapter| chapter.name() == name)
        });
        let digest = owner.map_or(&mut shared, |place| &mut own[place]);
        digest.update(file.to_string_lossy().as_bytes());
        digest.update(fs::read(&file)?);
        // Asked after it was read: what is saved in between is not missed.
        if fs::metadata(&file)?.modified()? >= began(project, &file).context("no package")? {
            return Ok(Vec::new());
        }
    }
    shared.update(project.compiler);
    let shared = hex(shared);
    let digest = |own: Sha256| hex(own.chain_update(&shared));
    Ok(own.into_iter().map(digest).collect())
}

/// When the compilation of a file's package began.
fn began(project: &Project, file: &Path) -> Option<SystemTime> {
    let own = project.began.iter().find(|(folder, _)| file.starts_with(project.root.join(folder)));
    own.or(project.began.last()).map(|(_, began)| *began)
}

fn is_rust(file: &Path) -> bool {
    file.extension().is_some_and(|ending| ending == "rs")
}

/// Where the pages of the book in `out` are kept: beside it.
pub fn kept(out: &Path) -> PathBuf {
    out.with_extension("pages")
}

fn read(kept: &Path) -> Option<Kept<Vec<Page>>> {
    postcard::from_bytes(&fs::read(kept).ok()?).ok()
}

fn beside(kept: &Path) -> PathBuf {
    kept.with_extension("pages.new")
}

/// Beside, then into place: a killed run leaves no half of a file.
fn write(kept: &Path, pages: &Kept<&Vec<Page>>) -> Result<()> {
    let beside = beside(kept);
    // The first book of a project has no folder to stand in yet.
    fs::create_dir_all(kept.parent().context("pages are kept beside a book")?)?;
    fs::write(&beside, postcard::to_stdvec(pages)?)?;
    Ok(fs::rename(&beside, kept)?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chapter::{Chapter, Nothing};
    use crate::number;
    use std::time::Duration;

    #[test]
    fn pages_come_back_as_they_were() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let file = kept(&folder.path().join("not/there/yet/book"));
        let page = Page::new("a")
            .number("x", number::exact(0.1 + 0.2))
            .number("never", number::steps(None));
        let pages = vec![page.claim("c", "it holds", true)];
        let sources = vec!["its sources".to_owned()];
        write(&file, &Kept { program: "this".into(), sources, pages: &pages }).expect("writable");
        let read_again = || read(&file).expect("what was written");
        assert_eq!(read_again().program, "this");
        assert_eq!(read_again().pages, pages);
        assert_eq!(unchanged(read_again(), &["other".into(), "its sources".into()]), pages);
        assert_eq!(unchanged(read_again(), &["other sources".into()]), []);
        let whole = fs::read(&file).expect("what was written");
        for length in 0..whole.len() {
            fs::write(&file, &whole[..length]).expect("a writable folder");
            assert!(read(&file).is_none(), "{length} of {} bytes are no pages", whole.len());
        }
    }

    #[test]
    fn what_a_killed_run_has_left_is_gone_after_the_next() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let file = kept(&folder.path().join("book"));
        let program = stamped(&std::env::current_exe().expect("a program")).expect("a file");
        let pages = vec![Page::new("a")];
        write(&file, &Kept { program, sources: vec![], pages: &pages }).expect("writable");
        fs::write(beside(&file), "half a").expect("a writable folder");
        let read =
            kept_or_computed(&project(folder.path(), &[]), &file, |_| ()).expect("kept pages");
        assert_eq!(read, pages);
        assert!(!beside(&file).exists(), "half a file is left behind");
    }

    /// A project all of whose packages were compiled after each edit.
    fn project(root: &Path, chapters: &'static [&'static dyn Program]) -> Project {
        let began = vec![("src", later()), ("chapters", later())];
        Project { root: root.into(), chapters, began, compiler: "" }
    }

    fn later() -> SystemTime {
        SystemTime::now() + Duration::from_secs(1)
    }

    static A: Chapter<Nothing> = chapter("a");
    static B: Chapter<Nothing> = chapter("b");
    static BOTH: [&dyn Program; 2] = [&A, &B];

    const fn chapter(name: &'static str) -> Chapter<Nothing> {
        let (title, about, invitation) = ("", "", "");
        Chapter {
            name,
            title,
            about,
            invitation,
            book: Nothing,
            sections: &[],
            own: None,
            live: &[],
        }
    }

    #[test]
    fn an_edit_of_a_chapter_is_its_own_and_one_of_the_library_is_everybodys() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let root = folder.path();
        let put = |name: &str, text: &str| {
            let file = root.join(name);
            fs::create_dir_all(file.parent().expect("a folder")).expect("writable");
            fs::write(file, text).expect("writable");
        };
        for name in ["Cargo.toml", "Cargo.lock", "src/lib.rs", "book/press/lib.rs"] {
            put(name, "");
        }
        for name in ["a/mod.rs", "a/x.rs", "b/mod.rs", "b/data.csv", "mod.rs"] {
            put(&format!("chapters/{name}"), "");
        }
        let digests = || sources(&project(root, &BOTH)).expect("readable");
        let before = digests();
        put("chapters/a/x.rs", "edited");
        let own = digests();
        assert!(own[0] != before[0] && own[1] == before[1], "{before:?} {own:?}");
        for shared in [
            "src/lib.rs",
            "book/press/lib.rs",
            "chapters/mod.rs",
            "chapters/b/data.csv",
            "Cargo.lock",
        ] {
            let before = digests();
            put(shared, "edited");
            let after = digests();
            assert!(after[0] != before[0] && after[1] != before[1], "{shared}");
        }
        // Edited since the compilation began: who knows what is in the program.
        let at = |file: &str| fs::metadata(root.join(file)).and_then(|about| about.modified());
        let [lock, library] = ["Cargo.lock", "src/lib.rs"].map(|file| at(file).expect("a file"));
        for began in
            [[("src", later()), ("chapters", lock)], [("src", library), ("chapters", later())]]
        {
            let late = Project { began: began.to_vec(), ..project(root, &BOTH) };
            assert_eq!(sources(&late).expect("readable"), Vec::<String>::new());
        }
    }
}
