//! A page's table as HTML.

use crate::figure::escape;
use crate::{Cell, Table};
use std::fmt::Write;

/// The cells of numbers have a class, `n`. `line` is asked on which line of a
/// file a proof stands; without one its tick leads nowhere.
pub fn html(table: &Table, mut line: impl FnMut(&str, &str) -> Option<u32>) -> String {
    let mut html = String::from("<table><thead><tr>");
    for (column, header) in table.header.iter().enumerate() {
        let number = table.rows.first().is_some_and(|row| matches!(row[column], Cell::Number(_)));
        let class = if number { " class=\"n\"" } else { "" };
        let _ = match header.as_str() {
            // A corner without words heads nothing.
            "" => write!(html, "<td{class}></td>"),
            words => write!(html, "<th scope=\"col\"{class}>{}</th>", coded(words)),
        };
    }
    html.push_str("</tr></thead><tbody>");
    for row in &table.rows {
        html.push_str("<tr>");
        for cell in row {
            let _ = match cell {
                Cell::Number(shown) => write!(html, "<td class=\"n\">{}</td>", escape(&shown.text)),
                Cell::Text(text) => write!(html, "<td>{}</td>", coded(text)),
                Cell::Apart(text) => write!(html, "<td><strong>{}</strong></td>", coded(text)),
                Cell::Proof { file, words } => match line(file, words) {
                    Some(line) => write!(
                        html,
                        "<td><a class=\"proof\" href=\"source/{file}.html#L{line}\" aria-label=\"{file}\">✓</a></td>"
                    ),
                    None => write!(html, "<td>✓</td>"),
                },
            };
        }
        html.push_str("</tr>");
    }
    html.push_str("</tbody></table>");
    html
}

/// Words as HTML, code where they have backticks around it.
fn coded(text: &str) -> String {
    let mut html = String::new();
    for (i, piece) in text.split('`').enumerate() {
        let piece = escape(piece);
        let _ =
            if i % 2 == 1 { write!(html, "<code>{piece}</code>") } else { write!(html, "{piece}") };
    }
    html
}
