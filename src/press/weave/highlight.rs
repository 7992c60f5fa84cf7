//! Rust in colours, without a script: rustc's own lexer, one class per kind of word.

use crate::press::figure::escape;
use ra_ap_rustc_lexer::{FrontmatterAllowed, LiteralKind, TokenKind, tokenize};

const KEYWORDS: [&str; 36] = [
    "as", "async", "await", "break", "const", "continue", "crate", "dyn", "else", "enum", "extern",
    "false", "fn", "for", "if", "impl", "in", "let", "loop", "match", "mod", "move", "mut", "pub",
    "ref", "return", "self", "Self", "static", "struct", "super", "trait", "true", "type", "use",
    "where",
];

/// HTML for a piece of Rust: comments, keywords, strings, numbers and type
/// names in spans, everything else as it is.
pub(crate) fn rust(code: &str) -> String {
    let mut html = String::new();
    let mut at = 0;
    for token in tokenize(code, FrontmatterAllowed::No) {
        let text = &code[at..at + token.len as usize];
        at += token.len as usize;
        let class = match token.kind {
            TokenKind::LineComment { .. } | TokenKind::BlockComment { .. } => "c",
            TokenKind::Ident if KEYWORDS.contains(&text) || text == "while" => "k",
            // A type has small letters too; a constant has none.
            TokenKind::Ident
                if text.starts_with(char::is_uppercase) && text.contains(char::is_lowercase) =>
            {
                "t"
            }
            TokenKind::Literal {
                kind: LiteralKind::Int { .. } | LiteralKind::Float { .. },
                ..
            } => "n",
            TokenKind::Literal { .. } => "s",
            _ => "",
        };
        match class {
            "" => html.push_str(&escape(text)),
            class => html.push_str(&format!("<span class=\"{class}\">{}</span>", escape(text))),
        }
    }
    html
}

#[cfg(test)]
mod tests {
    #[test]
    fn words_are_coloured_and_signs_escaped() {
        assert_eq!(
            super::rust("let x: Vec<f64>; // 1"),
            "<span class=\"k\">let</span> x: <span class=\"t\">Vec</span>&lt;f64&gt;; <span class=\"c\">// 1</span>"
        );
    }
}
