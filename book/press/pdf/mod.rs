//! `cargo run -- pdf`: the whole book as a PDF, printed by a Chromium that is
//! already there.
//!
//! No browser knows on which page a link ends while it sets the line with the
//! link. So the book is printed with room for the numbers, then with those that
//! the last PDF tells (`places`), until it tells what is written in it
//! (`numbers`): mostly it is two or three times.

mod numbers;
mod places;
mod same;

use anyhow::{Context, Result, bail};
use numbers::Numbers;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_encode, utf8_percent_encode};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// What the program is called on a search path.
const NAMES: [&str; 7] = [
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "microsoft-edge",
    "msedge",
];

/// Where it stands where there is no search path to find it on.
const PLACES: [&str; 5] = [
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    r"C:\Program Files\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
];

/// Lets `browser` print the book whose start page is `index` into `file`, telling
/// `progress` what it is about to do.
///
/// # Errors
/// If there is no book, or the browser does not print. `file` is then as it was.
pub fn pdf(browser: &Path, index: &Path, file: &Path, progress: impl FnMut(&str)) -> Result<()> {
    let book = index.parent().unwrap_or(Path::new(""));
    let html = fs::read_to_string(book.join("print.html"))
        .context("the book has no page to print: bind it with `cargo run`")?;
    let parent = file.parent().filter(|folder| !folder.as_os_str().is_empty());
    if let Some(folder) = parent {
        fs::create_dir_all(folder)
            .with_context(|| format!("cannot create the folder {}", folder.display()))?;
    }
    // A copy, for the book is to stay as it was bound; not by a `<base>`, for then
    // no link is one within the page.
    let kept = tempfile::tempdir().context("cannot create a temporary folder")?;
    let copy = fs::canonicalize(kept.path()).context("cannot find the temporary folder")?;
    for folder in ["figures", "fonts", "theme"] {
        copied(&book.join(folder), &copy.join(folder))
            .with_context(|| format!("cannot copy {folder}"))?;
    }
    // A reader's text must not move when a font comes late; here nobody reads yet.
    let fonts = copy.join("fonts/fonts.css");
    let faces = fs::read_to_string(&fonts).context("the book has no fonts")?;
    fs::write(fonts, faces.replace("font-display: optional", "font-display: block"))?;
    let mut printed = settled(browser, &html, &copy, progress)?;
    same::renumbered(&mut printed);
    same::undated(&mut printed, &html);
    // Beside, then into place: a rename from a temporary folder might cross disks.
    let beside = file.with_extension("pdf.new");
    let written = fs::write(&beside, printed).and_then(|()| fs::rename(&beside, file));
    written.with_context(|| format!("cannot write {}", file.display()))
}

/// Prints the page in the folder until the numbers in it are those of its pages.
fn settled(
    browser: &Path,
    html: &str,
    folder: &Path,
    mut progress: impl FnMut(&str),
) -> Result<Vec<u8>> {
    // Twice or three times, while the browser sets the same lines the same way.
    const MOST: usize = 12;
    let (page, pass) = (folder.join("print.html"), folder.join("print.pdf"));
    let mut numbers = Numbers::of(html);
    for time in 1..=MOST {
        progress(&format!("printing, time {time}"));
        fs::write(&page, numbers.written_in(html)).context("cannot write a temporary file")?;
        let printed = print(browser, &page, &pass)?;
        if numbers.are(&places::places(&printed)?) {
            return Ok(printed);
        }
    }
    bail!("{} has set the same pages in {MOST} different ways", browser.display())
}

/// What `browser` makes of a page.
fn print(browser: &Path, page: &Path, to: &Path) -> Result<Vec<u8>> {
    let profile = tempfile::tempdir().context("cannot create a temporary folder")?;
    let _ = fs::remove_file(to);
    let mut command = Command::new(browser);
    command
        .args(["--headless", "--disable-gpu", "--disable-quic", "--no-first-run"])
        .args(["--disable-background-networking", "--disable-component-update", "--disable-sync"])
        .args(["--no-pdf-header-footer", "--generate-pdf-document-outline"])
        .arg(format!("--user-data-dir={}", profile.path().display()))
        .arg(format!("--print-to-pdf={}", to.display()));
    // Its sandbox refuses to start for the superuser, as whom containers run.
    #[cfg(unix)]
    if rustix::process::geteuid().is_root() {
        command.arg("--no-sandbox");
    }
    let output = command
        .arg(address(page))
        .output()
        .with_context(|| format!("cannot start {}", browser.display()))?;
    let printed = fs::read(to).unwrap_or_default();
    if !output.status.success() || !printed.starts_with(b"%PDF") {
        let said = String::from_utf8_lossy(&output.stderr);
        bail!("{} did not print: {}\n{}", browser.display(), output.status, said.trim_end());
    }
    Ok(printed)
}

/// A folder and all that is in it.
fn copied(from: &Path, to: &Path) -> std::io::Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let to = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copied(&entry.path(), &to)?;
        } else {
            fs::copy(entry.path(), to)?;
        }
    }
    Ok(())
}

/// What stands for itself in an address: letters, digits, and what parts a path.
const PLAIN: &AsciiSet =
    &NON_ALPHANUMERIC.remove(b'/').remove(b'.').remove(b'-').remove(b'_').remove(b'~').remove(b':');

/// The address of a file, whose folders may be called `C# é` or `what?`.
fn address(file: &Path) -> String {
    let path = file.as_os_str().as_encoded_bytes();
    if cfg!(windows) {
        // `\\?\C:\book` as Windows writes a whole path.
        let path = String::from_utf8_lossy(path).replace('\\', "/");
        let path = path.strip_prefix("//?/").unwrap_or(&path);
        return format!("file:///{}", utf8_percent_encode(path, PLAIN));
    }
    format!("file://{}", percent_encode(path, PLAIN))
}

/// The first Chromium found: the one that `CHROMIUM` names, one on the search
/// path, or one in a usual place.
///
/// # Errors
/// If there is none, with what to do about it.
pub fn browser() -> Result<PathBuf> {
    if let Some(named) = std::env::var_os("CHROMIUM") {
        let named = PathBuf::from(named);
        if !named.is_file() {
            bail!("CHROMIUM names {}, but there is no such program", named.display());
        }
        return Ok(named);
    }
    let path = std::env::var_os("PATH").unwrap_or_default();
    let on_path = std::env::split_paths(&path).flat_map(|folder| {
        NAMES.map(|name| folder.join(format!("{name}{}", std::env::consts::EXE_SUFFIX)))
    });
    on_path.chain(PLACES.map(PathBuf::from)).find(|file| file.is_file()).context(
        "a PDF is printed by Chromium, Chrome or Edge, and none was found: install one (on Debian \
         `apt-get install chromium`), or name it in the variable CHROMIUM. Any browser prints \
         print.html as well.",
    )
}

#[cfg(all(test, unix))]
mod tests {
    use super::address;
    use std::path::Path;

    #[test]
    fn a_folder_may_have_any_name() {
        for (file, is) in [
            ("/a/b-c_1.html", "file:///a/b-c_1.html"),
            ("/C# é/what?/100%", "file:///C%23%20%C3%A9/what%3F/100%25"),
            ("/a\\b[1];'\"", "file:///a%5Cb%5B1%5D%3B%27%22"),
        ] {
            assert_eq!(address(Path::new(file)), is);
        }
    }
}
