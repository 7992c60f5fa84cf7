//! The end of a page: how to run its program, and where each claim is checked.

use super::numbered::source_link;
use crate::Page;
use crate::figure::escape;
use std::fmt::Write;

/// What is added below the prose of a page that has a program.
pub(super) fn colophon(page: &Page) -> String {
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
        let _ = writeln!(
            out,
            "<li><a href=\"#claim-{}\">{}</a> {}</li>",
            claim.name,
            escape(&claim.sentence).replace(" = ", "\u{a0}=\u{a0}"),
            source_link(&claim.file, Some(claim.line))
        );
    }
    out.push_str("</ol>\n\n</details>\n");
    out
}
