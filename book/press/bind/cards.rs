//! Tables of words. Where a page is narrow the style shows their rows as cards,
//! so each cell brings the head of its column along, as `data-label`. And the
//! code in tables, which breaks between words only: it is copied by eye.

use super::html::{attribute, cut, words_outside};
use crate::figure::escape;
use std::fmt::Write;

/// A row with more signs than this has no room on a phone.
const ROOM: usize = 40;

/// A page whose tables of words can become cards.
pub(super) fn cards(html: &str) -> String {
    let mut whole = String::with_capacity(html.len());
    for table in cut(html, &["table"]) {
        whole.push_str(table.before);
        if table.tag.is_empty() {
            continue;
        }
        let inside = unbroken(table.inside);
        match carded(&inside) {
            Some(inside) => whole.extend(["<table class=\"cards\">", &inside]),
            None => whole.extend([table.tag, &inside]),
        }
        whole.push_str(table.end);
    }
    whole
}

/// Code that a line may break after a space, a bracket or a dot, and nowhere else.
fn unbroken(table: &str) -> String {
    let mut whole = String::with_capacity(table.len());
    for code in cut(table, &["code"]) {
        whole.extend([code.before, code.tag]);
        match code.inside.contains('<') {
            true => whole.push_str(code.inside),
            false => {
                whole.push_str(&code.inside.split(' ').map(word).collect::<Vec<_>>().join(" "))
            }
        }
        whole.push_str(code.end);
    }
    whole
}

/// A word of code. Browsers would break it after a hyphen, as in `1e-8`.
fn word(word: &str) -> String {
    let mut pieces = String::new();
    let mut rest = word;
    while let Some(at) = rest.find(['(', '.']) {
        let (piece, after) = rest.split_at(at + 1);
        pieces.push_str(piece);
        if after.starts_with(|next: char| next.is_alphabetic()) {
            pieces.push_str("<wbr>");
        }
        rest = after;
    }
    pieces.push_str(rest);
    match pieces.contains('-') {
        true => format!("<span class=\"together\">{pieces}</span>"),
        false => pieces,
    }
}

/// The inside of a table with its labels; nothing if it is one of numbers, if
/// its rows have no names, or if it fits as it is.
fn carded(inside: &str) -> Option<String> {
    let (head, body) = inside.split_once("</thead>")?;
    let heads: Vec<String> = cells(head).map(|(_, inside)| spoken(inside)).collect();
    let mut wide = false;
    for row in cut(body, &["tr"]).filter(|row| !row.tag.is_empty()) {
        let cells: Vec<(&str, String)> =
            cells(row.inside).map(|(tag, inside)| (tag, spoken(inside))).collect();
        let number = |tag: &str| {
            attribute(tag, "class") == Some("n")
                || attribute(tag, "style").is_some_and(|style| style.contains("right"))
        };
        if cells.first()?.1.is_empty() || cells.iter().any(|(tag, _)| number(tag)) {
            return None;
        }
        wide |= cells.iter().map(|(_, words)| words.chars().count()).sum::<usize>() > ROOM;
    }
    if !wide {
        return None;
    }
    let mut labelled = format!("{head}</thead>");
    for row in cut(body, &["tr"]) {
        labelled.extend([row.before, row.tag]);
        let mut heads = heads.iter().map(String::as_str);
        for cell in cut(row.inside, &["td"]) {
            labelled.push_str(cell.before);
            let label = heads.next().filter(|label| !label.is_empty() && !cell.tag.is_empty());
            let _ = match label {
                Some(label) => {
                    let tag = cell.tag.trim_end_matches('>');
                    write!(labelled, "{tag} data-label=\"{}\">", escape(label))
                }
                None => write!(labelled, "{}", cell.tag),
            };
            labelled.extend([cell.inside, cell.end]);
        }
        labelled.push_str(row.end);
    }
    Some(labelled)
}

/// The cells of a row: their tags and what is inside.
fn cells(row: &str) -> impl Iterator<Item = (&str, &str)> {
    cut(row, &["td", "th"]).filter(|cell| !cell.tag.is_empty()).map(|cell| (cell.tag, cell.inside))
}

/// What a reader sees of a cell.
fn spoken(inside: &str) -> String {
    words_outside(inside, &["samp"])
}

#[cfg(test)]
mod tests {
    use super::cards;

    fn table(rows: &str) -> String {
        format!(
            "a<table><thead><tr><td></td><th>do <b>now</b></th></tr></thead><tbody>{rows}</tbody></table>b"
        )
    }

    #[test]
    fn cells_of_a_table_of_words_say_under_which_head_they_stand() {
        let long = "words enough that no phone has room for all of them";
        let html =
            table(&format!("<tr><td>x</td><td>{long}</td></tr><tr><td>y</td><td></td></tr>"));
        let found = cards(&html);
        assert!(found.starts_with("a<table class=\"cards\"><thead>"), "{found}");
        assert!(
            found.contains(&format!("<tr><td>x</td><td data-label=\"do now\">{long}</td></tr>"))
        );
        assert!(found.contains("<tr><td>y</td><td data-label=\"do now\"></td></tr>"), "{found}");
        assert!(found.ends_with("</tbody></table>b"), "{found}");
    }

    #[test]
    fn code_in_tables_breaks_between_its_words_alone() {
        let found = cards(&table("<tr><td>x</td><td><code>a.b(c, eps=1e-8) 0.5</code></td></tr>"));
        let wanted = "<code>a.<wbr>b(<wbr>c, <span class=\"together\">eps=1e-8)</span> 0.5</code>";
        assert!(found.contains(wanted), "{found}");
        assert_eq!(cards("<code>1e-8</code>"), "<code>1e-8</code>", "outside of a table");
    }

    #[test]
    fn tables_of_numbers_short_ones_and_rows_without_names_stay_as_they_are() {
        let long = "words enough that no phone has room for all of them";
        for row in [
            format!("<tr><td>{long}</td><td class=\"n\">1</td></tr>"),
            format!("<tr><td>{long}</td><td style=\"text-align: right\">1</td></tr>"),
            format!("<tr><td></td><td>{long}</td></tr>"),
            "<tr><td>x</td><td>y</td></tr>".to_owned(),
        ] {
            let html = table(&row);
            assert_eq!(cards(&html), html);
        }
    }
}
