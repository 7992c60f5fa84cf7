//! What stands behind a claim, to be looked at where the claim is made: its
//! kind, the condition as it is written in the program, and the line.

use super::highlight::rust;
use super::numbered::source_link;
use crate::claim::{Claim, Kind};
use crate::figure::escape;
use ra_ap_rustc_lexer::{FrontmatterAllowed, TokenKind, tokenize};
use std::fs;
use std::ops::Range;
use std::path::Path;

/// What a claim's mark says of it.
pub(super) fn mark(claim: &Claim) -> String {
    match claim.kind {
        Kind::Proved => "Proved".into(),
        Kind::Computed => "Checked".into(),
        kind => format!("Checked {}", kind.word()),
    }
}

/// A button that opens the evidence beside it: HTML's own popover, which needs
/// no script. `id` is unlike all others of the book; `words` stand on the button.
pub(super) fn evidence(root: &Path, claim: &Claim, id: &str, words: &str, class: &str) -> String {
    // A mark without words of its own says which claim it is.
    let label = match words {
        "✓" => {
            format!(" aria-label=\"{}\"", escape(&format!("{}: {}", mark(claim), claim.sentence)))
        }
        _ => String::new(),
    };
    let code = condition(root, claim).map_or_else(String::new, |condition| {
        format!("<code class=\"rust\">{}</code>", rust(&condition))
    });
    format!(
        "<button type=\"button\" class=\"{class}\" popovertarget=\"{id}\"{label}>{words}</button>\
         <samp popover id=\"{id}\"><b>{}</b>{code}{}</samp>",
        mark(claim),
        source_link(&claim.file, Some(claim.line)),
    )
}

/// The condition of a claim as it stands in its file; none where the file does
/// not have the claim on that line.
fn condition(root: &Path, claim: &Claim) -> Option<String> {
    let source = fs::read_to_string(root.join(&claim.file)).ok()?;
    let lines = source.split_inclusive('\n').take(claim.line.checked_sub(1)? as usize);
    let from = lines.map(str::len).sum::<usize>();
    third(&source[from..])
}

/// The third argument of the first call of `claim` in a piece of Rust.
fn third(code: &str) -> Option<String> {
    let third = &code[call(code)?.third?];
    Some(dedented(third)).filter(|condition| !condition.is_empty())
}

/// How many lines of a piece of Rust there are until the end of the first call of
/// `claim`; one if there is none.
pub(crate) fn lines(code: &str) -> usize {
    call(code).map_or(1, |call| code[..call.end].lines().count())
}

/// A call of `claim`: where it ends, and its third argument, if it has one.
struct Call {
    end: usize,
    third: Option<Range<usize>>,
}

/// The first call of `claim` in a piece of Rust.
fn call(code: &str) -> Option<Call> {
    let (mut at, mut depth, mut commas, mut called) = (0, 0, 0, false);
    let (mut begins, mut third) = (None, None);
    for token in tokenize(code, FrontmatterAllowed::No) {
        let text = &code[at..at + token.len as usize];
        match token.kind {
            TokenKind::Ident if depth == 0 => called = text == "claim",
            TokenKind::OpenParen | TokenKind::OpenBracket | TokenKind::OpenBrace if called => {
                depth += 1;
            }
            TokenKind::CloseParen | TokenKind::CloseBracket | TokenKind::CloseBrace if called => {
                depth -= 1;
            }
            TokenKind::Comma if depth == 1 => commas += 1,
            _ => (),
        }
        if commas == 2 && begins.is_none() {
            begins = Some(at + text.len());
        }
        let over = called && depth == 0 && text == ")";
        if let (Some(from), None, true) = (begins, &third, over || commas == 3) {
            third = Some(from..at);
        }
        at += text.len();
        if over {
            return Some(Call { end: at, third });
        }
    }
    None
}

/// Without the room around it that the whole has in common.
fn dedented(code: &str) -> String {
    let lines: Vec<&str> = code.trim_matches('\n').lines().collect();
    let room = |line: &&str| line.len() - line.trim_start().len();
    let rest = lines.iter().skip(1).filter(|line| !line.trim().is_empty()).map(room).min();
    let first = lines.first().map_or(0, room);
    // A condition that begins behind a comma stands as far in as what follows it.
    let common = rest.unwrap_or(first);
    let cut = |line: &&str| line.get(common.min(room(line))..).unwrap_or_default().to_owned();
    let lines: Vec<String> = lines.iter().map(cut).collect();
    lines.join("\n").trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::{lines, third};

    #[test]
    fn the_condition_is_the_third_argument_whatever_stands_in_the_others() {
        for (code, wanted) in [
            (
                ".claim(\"race\", \"Less, (than) a third.\", fast * 3 < slow)",
                Some("fast * 3 < slow"),
            ),
            (
                ".claim(\n    \"race\",\n    format!(\"{a}, {b}\"),\n    all(\n        a,\n        b,\n    ),\n)\n.claim(x)",
                Some("all(\n    a,\n    b,\n)"),
            ),
            (".claim(\"a\", b, |x| { x, 1 }[0])", Some("|x| { x, 1 }[0]")),
            (".claim(name, sentence)", None),
            (".number(\"a\", b, c)", None),
            ("", None),
        ] {
            assert_eq!(third(code).as_deref(), wanted, "{code}");
        }
    }

    #[test]
    fn a_claim_goes_on_to_the_end_of_its_call() {
        assert_eq!(lines(".claim(\n    \"a )\",\n    b,\n    c(),\n)\n.claim(\nx)\n"), 5);
        assert_eq!(lines(".claim(a, b, c)\nd\n"), 1);
        assert_eq!(lines("a\nb\n"), 1);
    }
}
