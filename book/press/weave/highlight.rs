//! Code in colours, without a script, one class per kind of word: Rust by
//! rustc's own lexer, and as much of Python as short loops need.

use crate::figure::escape;
use ra_ap_rustc_lexer::{FrontmatterAllowed, LiteralKind, TokenKind, tokenize};

const KEYWORDS: [&str; 36] = [
    "as", "async", "await", "break", "const", "continue", "crate", "dyn", "else", "enum", "extern",
    "false", "fn", "for", "if", "impl", "in", "let", "loop", "match", "mod", "move", "mut", "pub",
    "ref", "return", "self", "Self", "static", "struct", "super", "trait", "true", "type", "use",
    "where",
];

const PYTHON: [&str; 20] = [
    "and", "as", "assert", "break", "def", "elif", "else", "False", "for", "from", "if", "import",
    "in", "is", "lambda", "None", "not", "or", "return", "True",
];

/// HTML for a piece of a file: in colours, if its language is known.
pub(crate) fn code(file: &str, code: &str) -> String {
    match file.rsplit_once('.') {
        Some((_, "rs")) => rust(code),
        Some((_, "py")) => python(code),
        _ => escape(code),
    }
}

/// HTML for a piece of Rust: comments, keywords, strings, numbers and type
/// names in spans, everything else as it is.
pub(super) fn rust(code: &str) -> String {
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
            html.push_str(&coloured(class, text));
            plain = end;
        }
    }
    html + &escape(&code[plain..])
}

/// The same for Python without strings of several lines.
fn python(code: &str) -> String {
    let mut html = String::new();
    let mut rest = code;
    while let Some(first) = rest.chars().next() {
        let word = |c: char| c.is_alphanumeric() || c == '_';
        let until = |end: Option<usize>| end.unwrap_or(rest.len());
        let (class, length) = match first {
            '#' => ("c", until(rest.find('\n'))),
            '"' | '\'' => ("s", until(rest[1..].find([first, '\n']).map(|end| end + 2))),
            '0'..='9' => ("n", until(rest.find(|c| !word(c) && c != '.'))),
            _ if word(first) => {
                let length = until(rest.find(|c| !word(c)));
                match &rest[..length] {
                    text if PYTHON.contains(&text) || text == "while" => ("k", length),
                    // What stands before a string says how it is read.
                    "f" | "r" if rest[1..].starts_with('"') => {
                        ("s", until(rest[2..].find(['"', '\n']).map(|end| end + 3)))
                    }
                    _ => ("", length),
                }
            }
            _ => ("", first.len_utf8()),
        };
        let (text, more) = rest.split_at(length);
        html.push_str(&if class.is_empty() { escape(text) } else { coloured(class, text) });
        rest = more;
    }
    html
}

fn coloured(class: &str, text: &str) -> String {
    format!("<span class=\"{class}\">{}</span>", escape(text))
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

    #[test]
    fn python_has_its_own_words_comments_and_strings() {
        assert_eq!(
            super::code("a.py", "for w_1 in x:  # <w>\n    print(f\"{w:.3f}\", 1e-8, 'it')"),
            "<span class=\"k\">for</span> w_1 <span class=\"k\">in</span> x:  <span class=\"c\"># &lt;w&gt;</span>\n    \
             print(<span class=\"s\">f&quot;{w:.3f}&quot;</span>, <span class=\"n\">1e</span>-<span class=\"n\">8</span>, \
             <span class=\"s\">'it'</span>)"
        );
        assert_eq!(super::code("a.txt", "for <"), "for &lt;");
        // Whatever comes, not a sign is lost.
        for odd in ["'", "f\"", "\"é", "'\n", "é#", "f\"\n", "1.é"] {
            let html = super::python(odd);
            let text: String = html.split(['<', '>']).step_by(2).collect();
            assert_eq!(text.replace("&quot;", "\""), odd, "{html}");
        }
    }
}
