//! A page's table as HTML.

use crate::figure::escape;
use crate::page::{Cell, Table};
use std::fmt::Write;

/// The cells of numbers have a class, `n`.
pub(super) fn html(table: &Table) -> String {
    let mut html = String::from("<table><thead><tr>");
    for (column, header) in table.header.iter().enumerate() {
        let number = table.rows.first().is_some_and(|row| matches!(row[column], Cell::Number(_)));
        let class = if number { " class=\"n\"" } else { "" };
        let _ = match header.as_str() {
            // A corner without words heads nothing.
            "" => write!(html, "<td{class}></td>"),
            words => write!(html, "<th scope=\"col\"{class}>{}</th>", escape(words)),
        };
    }
    html.push_str("</tr></thead><tbody>");
    for row in &table.rows {
        html.push_str("<tr>");
        for cell in row {
            let class = if matches!(cell, Cell::Number(_)) { " class=\"n\"" } else { "" };
            let _ = write!(html, "<td{class}>{}</td>", escape(cell.text()));
        }
        html.push_str("</tr>");
    }
    html.push_str("</tbody></table>");
    html
}
