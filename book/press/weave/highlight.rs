//! Rust in colours, without a script: rustc's own lexer, one class per kind of word.

use crate::figure::escape;
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
    // Where a token begins, and where the words without a class do.
    let (mut at, mut plain) = (0, 0);
    for token in tokenize(code, FrontmatterAllowed::No) {
        let (start, end) = (at, at + token.len as usize);
        let text = &code[start..end];
        at = end;
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
        if !class.is_empty() {
            html.push_str(&escape(&code[plain..start]));
            html.extend(["<span class=\"", class, "\">", &escape(text), "</span>"]);
            plain = end;
        }
    }
    html + &escape(&code[plain..])
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
