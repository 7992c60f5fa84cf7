//! Symbols that prose, claims, captions and tables have typed as text, `β = 0.9`
//! or `√(1 − βᵗ)` or `2 × 10⁻⁸`, set as the mathematics that they are. So there
//! is one look for a symbol, wherever it stands, and nothing breaks inside.
//!
//! A text is read for the longest expressions of a small grammar that hold a
//! sign which no word has: a Greek letter, a root, a raised or lowered one.
//! Whatever the grammar does not know stays as it is typed.

mod expression;
mod signs;

use super::{name, pieces};
#[cfg(feature = "bind")]
pub(crate) use expression::STRUT;
use expression::expression;
use signs::is_sign;

/// Elements whose text is no prose. Headings are here because their words are
/// their addresses, too.
const ASIDE: [&str; 13] = [
    "code", "pre", "math", "svg", "script", "style", "title", "h1", "h2", "h3", "h4", "button",
    "samp",
];

/// A page with its typed symbols set as mathematics.
pub fn symbols(html: &str) -> String {
    let mut whole = String::with_capacity(html.len() + html.len() / 8);
    let mut aside: Option<&str> = None;
    // The element that has just begun.
    let mut inside = "";
    for (text, tag) in pieces(html) {
        match aside {
            Some(_) => whole.push_str(text),
            None => set(text, inside, &mut whole),
        }
        inside = name(tag);
        match aside {
            Some(open) if tag.strip_prefix("</").is_some_and(|end| end.starts_with(open)) => {
                aside = None;
            }
            None if ASIDE.contains(&inside) => aside = Some(inside),
            _ => {}
        }
        whole.push_str(tag);
    }
    whole
}

/// Adds a text with its expressions as MathML, each together with the sign of
/// punctuation that follows it.
fn set(text: &str, inside: &str, whole: &mut String) {
    // A letter that is all there is in a table's cell stands for a number.
    let cell = ["td", "th"].contains(&inside);
    if cell && text.len() == 1 && text.bytes().all(|byte| byte.is_ascii_alphabetic()) {
        return whole.push_str(&math(&format!("<mi>{text}</mi>"), text, inside));
    }
    if !text.chars().any(is_sign) {
        return whole.push_str(text);
    }
    let (mut done, mut at, mut before) = (0, 0, ' ');
    while let Some(first) = text[at..].chars().next() {
        let starts = !before.is_alphanumeric() && !"'’_.&".contains(before);
        let Some((content, length)) = starts.then(|| expression(&text[at..])).flatten() else {
            before = first;
            at += first.len_utf8();
            continue;
        };
        whole.push_str(&text[done..at]);
        let math = math(&content, &text[at..at + length], inside);
        at += length;
        match text[at..].chars().next().filter(|sign| ",.;:?)".contains(*sign)) {
            Some(sign) => {
                whole.push_str(&format!("<span class=\"together\">{math}{sign}</span>"));
                at += sign.len_utf8();
            }
            None => whole.push_str(&math),
        }
        done = at;
        before = ' ';
    }
    whole.push_str(&text[done..]);
}

/// The formula. A table's header needs a name of words, which not every reader
/// of a screen finds in MathML.
fn math(content: &str, text: &str, inside: &str) -> String {
    match inside {
        "th" => format!("<math aria-label=\"{}\">{content}</math>", text.replace('"', "&quot;")),
        _ => format!("<math>{content}</math>"),
    }
}

#[cfg(test)]
mod tests {
    use super::symbols;

    /// What the text becomes, `<math>` written as `$…$` and without tags.
    fn seen(text: &str) -> String {
        let mut plain = symbols(text).replace("<math>", "$").replace("</math>", "$");
        while let (Some(from), Some(to)) = (plain.find('<'), plain.find('>')) {
            plain.replace_range(from..=to, "");
        }
        plain
    }

    #[test]
    fn expressions_are_found_among_words() {
        for (text, wanted) in [
            ("With β = 0.9 the ball", "With $β=0.9$ the ball"),
            ("a rate η, and a β (“beta”)", "a rate $η$, and a $β$ (“beta”)"),
            ("from (1 − √β)² = ημ to", "from $(1−(β)2=ημ$ to"),
            ("within 2.04 × 10⁻¹⁷ of it", "within $2.04×10−17$ of it"),
            ("V₀ = 0 and xₜ", "$V0=0$ and $xt$"),
            ("at most 2/λ.", "at most $2/λ$."),
            ("the bowl x²/2 (ηλ &lt; 2)", "the bowl $x2/2$ $(ηλ&lt;2)$"),
            ("as √(1 − βᵗ) does", "as $(1−βt$ does"),
            ("ln κ/28 more", "$ln\u{2061}κ/28$ more"),
            ("divides by √v̂ + ε", "divides by $(vˆ+ε$"),
            ("the mean m̂ and ŷ − y", "the mean $mˆ$ and $yˆ−y$"),
            ("no symbol in a word − or 10,000 = 3", "no symbol in a word − or 10,000 = 3"),
            ("a map over (η, β): κ-times", "a map over $(η,β)$: $κ$-times"),
            ("for β = ", "for $β$ = "),
            ("1/√κ of it, |r| = √β", "$1/(κ$ of it, $|r|=(β$"),
        ] {
            assert_eq!(seen(text), wanted, "{text}");
        }
    }

    #[test]
    fn code_formulas_and_headings_stay_as_they_are() {
        for text in
            ["<code>β = 1</code>", "<math><mi>β</mi></math>", "<h2 id=\"β\">β</h2>", "<pre>β</pre>"]
        {
            assert_eq!(symbols(text), text);
        }
        assert_eq!(seen("<code>β</code> and β"), "β and $β$");
        assert!(symbols("<th>√β</th>").starts_with("<th><math aria-label=\"√β\"><msqrt>"));
        assert_eq!(symbols("<td>v</td>v"), "<td><math><mi>v</mi></math></td>v");
        assert_eq!(symbols("<a title=\"β\">x</a>"), "<a title=\"β\">x</a>");
    }
}
