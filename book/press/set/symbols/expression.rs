//! The grammar of typed expressions, read and written as MathML in one go.
//!
//! ```text
//! expression = [sign] term { between [sign] term }
//! term       = factor { factor }                      without room between them
//! factor     = atom { hat | prime } [lowered] [raised]
//! atom       = number | letter | function term | √ factor | ( list ) | "|" expression "|"
//! ```

use super::super::numbers::{CLOSE, is_mark};
use super::signs::{BETWEEN, FUNCTIONS, is_greek, is_sign, lowered, raised};

/// As high as a bracket, and of no width.
pub(crate) const STRUT: &str =
    "<mpadded width=\"0\"><mphantom><mo stretchy=\"false\">(</mo></mphantom></mpadded>";

/// The longest expression that `text` begins with, as MathML, and its length
/// in `text`; none if there is none with a sign of its own.
pub(super) fn expression(text: &str) -> Option<(String, usize)> {
    let mut reader = Reader { text, at: 0 };
    let math = reader.expression()?;
    let read = &text[..reader.at];
    read.chars().any(is_sign).then_some((math, reader.at))
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Reader<'a> {
    fn rest(&self) -> &'a str {
        &self.text[self.at..]
    }

    fn next(&self) -> Option<char> {
        self.rest().chars().next()
    }

    /// Takes what stands there, if it does.
    fn take(&mut self, what: &str) -> bool {
        let there = self.rest().starts_with(what);
        if there {
            self.at += what.len();
        }
        there
    }

    fn room(&mut self) {
        let trimmed = self.rest().trim_start_matches([' ', '\u{a0}', '\u{202f}']);
        self.at = self.text.len() - trimmed.len();
    }

    fn expression(&mut self) -> Option<String> {
        let mut math = self.signed()?;
        loop {
            let before = self.at;
            self.room();
            let Some(sign) = BETWEEN.iter().find(|sign| self.take(sign)) else {
                self.at = before;
                return Some(math);
            };
            self.room();
            let Some(term) = self.signed() else {
                self.at = before;
                return Some(math);
            };
            math += &match *sign {
                "/" => "<mo lspace=\"0\" rspace=\"0\">/</mo>".to_owned(),
                sign => format!("<mo>{sign}</mo>"),
            };
            math += &term;
        }
    }

    fn signed(&mut self) -> Option<String> {
        let before = self.at;
        for sign in ["−", "±"] {
            if self.take(sign) {
                let term = self.term();
                if term.is_none() {
                    self.at = before;
                }
                return Some(format!("<mo form=\"prefix\">{sign}</mo>{}", term?));
            }
        }
        self.term()
    }

    fn term(&mut self) -> Option<String> {
        let before = self.at;
        let mut math = self.factor()?;
        loop {
            let after = self.at;
            match self.factor() {
                Some(factor) => math += &factor,
                None => {
                    self.at = after;
                    break;
                }
            }
        }
        // The beginning of a word is no term.
        if self.next().is_some_and(|next| next.is_alphanumeric() || next == '_') {
            self.at = before;
            return None;
        }
        Some(math)
    }

    fn factor(&mut self) -> Option<String> {
        let mut math = self.atom()?;
        if self.take("\u{302}") {
            math = hat(&math);
        }
        let mut primes = String::new();
        while self.take("′") {
            primes.push('′');
        }
        while self.take("″") {
            primes.push('″');
        }
        let below = self.scripts(lowered);
        let mut above = self.scripts(raised);
        if !primes.is_empty() {
            above = format!("<mo>{primes}</mo>{above}");
        }
        let row = |inside: &str| format!("<mrow>{inside}</mrow>");
        Some(match (below.is_empty(), above.is_empty()) {
            (true, true) => math,
            (false, true) => format!("<msub>{math}{}</msub>", row(&below)),
            (true, false) => format!("<msup>{math}{}</msup>", row(&above)),
            (false, false) => format!("<msubsup>{math}{}{}</msubsup>", row(&below), row(&above)),
        })
    }

    /// All raised, or all lowered, signs that follow.
    fn scripts(&mut self, plain: fn(char) -> Option<char>) -> String {
        let mut math = String::new();
        let mut number = String::new();
        while let Some((sign, plain)) = self.next().and_then(|sign| Some((sign, plain(sign)?))) {
            self.at += sign.len_utf8();
            if plain.is_ascii_digit() {
                number.push(plain);
                continue;
            }
            flush(&mut number, &mut math);
            math += &match plain {
                '−' | '+' => format!("<mo>{plain}</mo>"),
                '(' | ')' => format!("<mo stretchy=\"false\">{plain}</mo>"),
                letter => format!("<mi>{letter}</mi>"),
            };
        }
        flush(&mut number, &mut math);
        math
    }

    fn atom(&mut self) -> Option<String> {
        let before = self.at;
        let atom = self.try_atom();
        if atom.is_none() {
            self.at = before;
        }
        atom
    }

    fn try_atom(&mut self) -> Option<String> {
        let first = self.next()?;
        if is_mark(first) && first != CLOSE {
            // A number that is known by name, whatever it comes to.
            self.at += first.len_utf8();
            let inside = self.expression()?;
            return self
                .take(CLOSE.encode_utf8(&mut [0; 4]))
                .then(|| format!("<mrow data-n=\"{first}\">{inside}</mrow>"));
        }
        if first.is_ascii_digit() {
            return Some(self.number());
        }
        if let Some(function) =
            FUNCTIONS.iter().find(|function| self.rest().starts_with(**function))
        {
            self.at += function.len();
            self.room();
            return Some(format!("<mi>{function}</mi><mo>\u{2061}</mo>{}", self.term()?));
        }
        self.at += first.len_utf8();
        match first {
            '√' => {
                // The line over a root says what it covers: brackets go.
                let mut inside = self.bracketed().or_else(|| self.atom())?;
                // A hat is on the letter, not on its root.
                if self.take("\u{302}") {
                    inside = hat(&inside);
                }
                let below = self.scripts(lowered);
                if !below.is_empty() {
                    inside = format!("<msub>{inside}<mrow>{below}</mrow></msub>");
                }
                // A hat is higher than a bracket.
                let tall = if inside.contains("<mover") { " class=\"tall\"" } else { "" };
                Some(format!("<msqrt{tall}>{STRUT}{inside}</msqrt>"))
            }
            '(' => {
                let mut list = self.expression()?;
                while self.take(",") {
                    self.room();
                    list = format!("{list}<mo separator=\"true\">,</mo>{}", self.expression()?);
                }
                self.take(")").then(|| {
                    format!("<mrow><mo stretchy=\"false\">(</mo>{list}<mo stretchy=\"false\">)</mo></mrow>")
                })
            }
            '|' => {
                let inside = self.expression()?;
                let bar = |form| format!("<mo form=\"{form}\" stretchy=\"false\">|</mo>");
                self.take("|")
                    .then(|| format!("<mrow>{}{inside}{}</mrow>", bar("prefix"), bar("postfix")))
            }
            'ŷ' => Some(hat("<mi>y</mi>")),
            '½' => Some("<mn>½</mn>".into()),
            '∞' | '∂' | '∇' => Some(format!("<mi>{first}</mi>")),
            greek if is_greek(greek) => Some(match greek.is_uppercase() {
                true => format!("<mi mathvariant=\"normal\">{greek}</mi>"),
                false => format!("<mi>{greek}</mi>"),
            }),
            letter if letter.is_ascii_alphabetic() && !self.in_word() => {
                Some(format!("<mi>{letter}</mi>"))
            }
            _ => None,
        }
    }

    /// What stands in brackets, without them.
    fn bracketed(&mut self) -> Option<String> {
        let before = self.at;
        let inside = if self.take("(") { self.expression() } else { None };
        let inside = inside.filter(|_| self.take(")"));
        if inside.is_none() {
            self.at = before;
        }
        Some(format!("<mrow>{}</mrow>", inside?))
    }

    /// Whether the next sign goes on with a word.
    fn in_word(&self) -> bool {
        self.next().is_some_and(|next| next.is_ascii_alphanumeric() || "'’".contains(next))
    }

    /// Digits, with a point or with commas between thousands.
    fn number(&mut self) -> String {
        let bytes = self.rest().as_bytes();
        let digit = |i: usize| bytes.get(i).is_some_and(u8::is_ascii_digit);
        let mut end = 0;
        while digit(end) || (matches!(bytes.get(end), Some(b'.' | b',')) && digit(end + 1)) {
            end += 1;
        }
        let number = format!("<mn>{}</mn>", &self.rest()[..end]);
        self.at += end;
        number
    }
}

fn hat(math: &str) -> String {
    format!("<mover accent=\"true\">{math}<mo stretchy=\"false\">ˆ</mo></mover>")
}

fn flush(number: &mut String, math: &mut String) {
    if !number.is_empty() {
        *math += &format!("<mn>{number}</mn>");
        number.clear();
    }
}
