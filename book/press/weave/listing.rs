//! Listings: pieces of the real, compiled sources, cut out by anchors.
//!
//! A piece stands between the comments `ANCHOR: name` and `ANCHOR_END: name`.

use super::hint;
use std::path::{Component, Path};

/// What fits on a page beside the contents without scrolling.
const LONGEST: usize = 80;

/// The lines of a file, or of the piece of it that an anchor marks, without
/// anchor comments and without common indentation.
pub(super) fn cut(root: &Path, target: &str) -> Result<String, String> {
    let (file, anchor) = match target.split_once(':') {
        Some((file, anchor)) => (file, Some(anchor)),
        None => (target, None),
    };
    // The path stands on the page: it must mean the same to every reader.
    if Path::new(file).components().any(|part| !matches!(part, Component::Normal(_))) {
        return Err(format!("`{file}` must be a path from the project's root, without `..`"));
    }
    let source = std::fs::read_to_string(root.join(file))
        .map_err(|error| format!("cannot include `{file}`: {error}"))?;
    let lines: Vec<&str> = match anchor {
        None => source.lines().collect(),
        Some(anchor) => piece(&source, anchor).map_err(|why| format!("`{file}` {why}"))?,
    };
    let lines: Vec<&str> = lines.into_iter().filter(|line| anchor_in(line).is_none()).collect();
    let indent =
        lines.iter().filter(|l| !l.trim().is_empty()).map(|l| l.len() - l.trim_start().len()).min();
    let Some(indent) = indent else { return Err(format!("`{target}` is empty")) };
    let dedented: Vec<&str> =
        lines.iter().map(|line| line.get(indent..).unwrap_or("").trim_end()).collect();
    if let Some(long) = dedented.iter().find(|line| line.chars().count() > LONGEST) {
        return Err(format!(
            "`{target}` has a line of more than {LONGEST} characters, too long for the page: {long}"
        ));
    }
    Ok(dedented.join("\n").trim_matches('\n').to_string())
}

/// The first line of a file with these words, counted from 1.
pub(super) fn line_of(root: &Path, file: &str, words: &str) -> Result<u32, String> {
    let source = std::fs::read_to_string(root.join(file))
        .map_err(|error| format!("cannot read `{file}`: {error}"))?;
    let line = source.lines().zip(1..).find(|(line, _)| line.contains(words));
    line.map(|(_, n)| n).ok_or_else(|| format!("`{file}` has no line with `{words}`"))
}

fn piece<'a>(source: &'a str, anchor: &str) -> Result<Vec<&'a str>, String> {
    let marks: Vec<(usize, &str, bool)> = source
        .lines()
        .enumerate()
        .filter_map(|(i, line)| anchor_in(line).map(|(name, end)| (i, name, end)))
        .collect();
    let find = |ends: bool| {
        marks.iter().find(|(_, name, end)| *name == anchor && *end == ends).map(|(i, ..)| *i)
    };
    let Some(start) = find(false) else {
        let names = marks.iter().filter(|(.., end)| !end).map(|(_, name, _)| *name);
        return Err(format!("has no anchor `{anchor}`{}", hint(anchor, names)));
    };
    let end = find(true)
        .filter(|end| *end > start)
        .ok_or_else(|| format!("never ends its anchor `{anchor}`"))?;
    Ok(source.lines().skip(start + 1).take(end - start - 1).collect())
}

/// The name in a line that is an anchor comment, and whether it ends the piece.
pub(super) fn anchor_in(line: &str) -> Option<(&str, bool)> {
    let comment = line.trim().strip_prefix("//")?.trim_start();
    let start = comment.strip_prefix("ANCHOR:").map(|name| (name.trim(), false));
    start.or_else(|| comment.strip_prefix("ANCHOR_END:").map(|name| (name.trim(), true)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_piece_is_cut_out_and_moved_to_the_margin() {
        let start = "    // ANCHOR: a\n";
        let source = format!(
            "fn f() {{\n{start}    let x = 1;\n\n      let y = 2;\n    // ANCHOR_END: a\n}}\n"
        );
        let folder = tempfile::tempdir().expect("a temporary folder");
        std::fs::write(folder.path().join("f.rs"), source).expect("a writable folder");
        assert_eq!(cut(folder.path(), "f.rs:a").as_deref(), Ok("let x = 1;\n\n  let y = 2;"));
        for (target, says) in [
            ("f.rs:b", "has no anchor `b`; did you mean `a`?"),
            ("g.rs:a", "cannot include `g.rs`"),
            ("../f.rs:a", "without `..`"),
        ] {
            let error = cut(folder.path(), target).expect_err(target);
            assert!(error.contains(says), "{error}");
        }
    }
}
