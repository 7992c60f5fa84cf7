//! Listings: pieces of the real, compiled sources, cut out by anchors.
//!
//! A piece stands between the comments `ANCHOR: name` and `ANCHOR_END: name`.
//! In a longer one, the lines that are the idea stand between `IDEA` and
//! `IDEA_END`: they are shown, and the whole piece is folded below them.

use super::hint;
use std::path::{Component, Path};

/// What is read at a glance, and what fits on a page without scrolling.
const MOST_LINES: usize = 10;
const COLUMNS: usize = 72;

/// A piece of a source, moved to the margin.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Listing {
    /// The lines that are shown.
    pub(super) open: String,
    /// The whole piece, where that is more: what stands before them, they, and
    /// what stands after them.
    pub(super) whole: Option<[String; 3]>,
}

/// The listing of a file, or of the piece of it that an anchor marks, without
/// the comments that mark it and without common indentation.
pub(super) fn cut(root: &Path, target: &str) -> Result<Listing, String> {
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
    let parts = idea(&lines).map_err(|why| format!("`{target}` {why}"))?;
    let all = parts.concat();
    let Some(indent) = indent(&all) else { return Err(format!("`{target}` is empty")) };
    if let Some(long) = all.iter().find(|line| line.chars().count() > COLUMNS + indent) {
        return Err(format!(
            "`{target}` has a line of more than {COLUMNS} columns, too wide for the page: {}",
            long.trim()
        ));
    }
    let open = at_margin(&parts[1], self::indent(&parts[1]).unwrap_or(0));
    let open = open.trim_matches('\n').to_string();
    let shown = open.lines().count();
    if shown == 0 {
        return Err(format!("`{target}` has no line between `IDEA` and `IDEA_END`"));
    }
    if shown > MOST_LINES {
        return Err(format!(
            "`{target}` shows {shown} lines, and a listing at most {MOST_LINES}: put `// IDEA` and `// IDEA_END` around those that matter, and the whole is folded below them"
        ));
    }
    let whole = parts.each_ref().map(|part| at_margin(part, indent));
    let more = !whole[0].is_empty() || !whole[2].is_empty();
    Ok(Listing { open, whole: more.then_some(whole) })
}

/// What stands before the idea, the idea, and what stands after it: without a
/// mark all is the idea.
fn idea<'a>(lines: &[&'a str]) -> Result<[Vec<&'a str>; 3], String> {
    let marks: Vec<(usize, bool)> =
        lines.iter().enumerate().filter_map(|(i, line)| Some((i, idea_in(line)?))).collect();
    match marks[..] {
        [] => Ok([Vec::new(), lines.to_vec(), Vec::new()]),
        [(start, false), (end, true)] => {
            let [before, idea, after] = [0..start, start + 1..end, end + 1..lines.len()];
            Ok([before, idea, after].map(|range| lines[range].to_vec()))
        }
        _ => Err("must have one `IDEA` and, after it, one `IDEA_END`".to_string()),
    }
}

/// The indentation that all lines share; none if there is nothing to indent.
fn indent(lines: &[&str]) -> Option<usize> {
    let lines = lines.iter().filter(|line| !line.trim().is_empty());
    lines.map(|line| line.len() - line.trim_start().len()).min()
}

fn at_margin(lines: &[&str], indent: usize) -> String {
    let lines: Vec<&str> =
        lines.iter().map(|line| line.get(indent..).unwrap_or("").trim_end()).collect();
    lines.join("\n")
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

/// Whether a line that marks the idea ends it.
pub(super) fn idea_in(line: &str) -> Option<bool> {
    match line.trim().strip_prefix("//")?.trim() {
        "IDEA" => Some(false),
        "IDEA_END" => Some(true),
        _ => None,
    }
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
        let open = "let x = 1;\n\n  let y = 2;".to_string();
        assert_eq!(cut(folder.path(), "f.rs:a"), Ok(Listing { open, whole: None }));
        for (target, says) in [
            ("f.rs:b", "has no anchor `b`; did you mean `a`?"),
            ("g.rs:a", "cannot include `g.rs`"),
            ("../f.rs:a", "without `..`"),
        ] {
            let error = cut(folder.path(), target).expect_err(target);
            assert!(error.contains(says), "{error}");
        }
    }

    /// A file of these lines, each below a comment if it names one.
    fn cut_from(lines: &[&str]) -> Result<Listing, String> {
        let folder = tempfile::tempdir().expect("a temporary folder");
        std::fs::write(folder.path().join("f.rs"), lines.join("\n")).expect("a writable folder");
        cut(folder.path(), "f.rs")
    }

    #[test]
    fn the_idea_is_shown_and_the_whole_kept_in_three() {
        let lines = ["fn f() {", "    // IDEA", "    a();", "    // IDEA_END", "}"];
        let listing = cut_from(&lines).expect("an idea");
        assert_eq!(listing.open, "a();");
        assert_eq!(listing.whole, Some(["fn f() {", "    a();", "}"].map(String::from)));
    }

    #[test]
    fn too_much_too_wide_and_half_marked_are_refused() {
        let wide = |columns: usize| "x".repeat(columns);
        let (good, bad) = (wide(72), wide(73));
        assert!(cut_from(&[&good]).is_ok() && cut_from(&["x"; 10]).is_ok());
        let folded = ["x", "// IDEA", "y", "// IDEA_END", &bad];
        for (lines, says) in [
            (&[bad.as_str()][..], "`f.rs` has a line of more than 72 columns"),
            (&folded, "more than 72 columns"),
            (&["x"; 11], "shows 11 lines, and a listing at most 10"),
            (&["// IDEA", "x"], "must have one `IDEA` and, after it, one `IDEA_END`"),
            (&["// IDEA_END", "x", "// IDEA"], "must have one `IDEA`"),
            (&["x", "// IDEA", "// IDEA_END"], "has no line between"),
        ] {
            let error = cut_from(lines).expect_err(says);
            assert!(error.contains(says), "{error}");
        }
    }
}
