//! The end of a page: how to run its program, and where each claim is checked.

use super::Shown;
use super::emit::here;
use super::evidence::mark;
use super::numbered::source_link;
use crate::Page;
use crate::set::sentence;
use std::fmt::Write;

/// What is added below the prose of a page that has a program. A claim that the
/// prose shows is linked, the others stand here alone.
pub(super) fn colophon(page: &Page, shown: &Shown) -> String {
    let name = &page.name;
    let mut out = format!(
        "\n\n## Run this page\n\nThe numbers above come from one program, \
         [chapters/{name}/mod.rs](source/chapters/{name}/mod.rs.html). Run it, and see what can be changed:\n\n\
         ```console\n$ cargo run --bin {name}\n$ cargo run --bin {name} -- --help\n```\n\n"
    );
    if page.claims.is_empty() {
        return out;
    }
    let count = page.claims.len();
    let _ = write!(
        out,
        "<details class=\"claims\"><summary>The {count} claims of this page, and where each is \
         checked</summary>\n\n<ol>\n"
    );
    for claim in &page.claims {
        let name = &claim.name;
        let sentence = sentence(&claim.sentence);
        let (id, sentence) = if shown.has("claim", &page.name, name) {
            (String::new(), format!("<a href=\"#claim-{name}\">{sentence}</a>"))
        } else {
            let id = format!("claim-{name}");
            (
                format!(" id=\"{id}\""),
                format!("<span class=\"said\">{sentence}</span> {}", here(&id)),
            )
        };
        let _ = writeln!(
            out,
            "<li{id}>{sentence} <span class=\"kind\">{}</span> {}</li>",
            mark(claim),
            source_link(&claim.file, Some(claim.line))
        );
    }
    out.push_str("</ol>\n\n</details>\n");
    out
}
