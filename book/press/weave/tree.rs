//! A family tree as links on a page: boxes in a grid, with words that grow and
//! break as all others do, where a picture would only shrink.

use super::labels::Labels;
use crate::figure::{Ink, Tree, escape};
use std::fmt::Write;

/// The tree as HTML, or the page that one of its boxes names and the book does
/// not have. `alt` says in a sentence what the arrows say.
pub(super) fn html(tree: &Tree, alt: &str, labels: &Labels) -> Result<String, String> {
    let mut html = format!(
        "<div class=\"tree\" role=\"group\" aria-label=\"{}\" style=\"--columns: {}\">",
        escape(alt),
        tree.columns()
    );
    for member in &tree.members {
        let (page, place) = member.page.split_once('#').unwrap_or((&member.page, ""));
        let label = labels.get(&format!("ch:{page}")).ok_or_else(|| page.to_owned())?;
        let place = if place.is_empty() { String::new() } else { format!("#{place}") };
        let (first, last) = member.columns;
        let row = 2 * member.row + 1;
        let _ = write!(
            html,
            "<a class=\"member\" href=\"{}{place}\" style=\"grid-area: {row} / {} / auto / {}\">\
             <b>{} {}</b> <span>{}</span> <small>{} · {}</small></a>",
            label.link,
            first + 1,
            last + 2,
            marker(member.ink),
            escape(&member.name),
            escape(&member.adds),
            member.year,
            label.text,
        );
    }
    for &arrow in &tree.arrows {
        let (first, last) = tree.shared(arrow);
        let [from, to] = [arrow.0, arrow.1].map(|end| 2 * tree.members[end].row);
        let _ = write!(
            html,
            "<span class=\"arrow\" style=\"grid-area: {} / {} / {} / {}\"></span>",
            from + 2,
            first + 1,
            to + 1,
            last + 2
        );
    }
    html.push_str("</div>");
    Ok(html)
}

/// The method's marker in its colour, as the figures draw it.
fn marker(ink: Ink) -> String {
    let look = ink.look();
    let shape = look.marker.shape();
    format!(
        "<i style=\"color: light-dark({}, {})\" aria-hidden=\"true\">{shape}</i>",
        look.light, look.dark
    )
}
