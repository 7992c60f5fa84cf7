//! Numbers, formatted once: the same digits in the terminal, in prose, in a
//! table and inside a formula.

use serde::{Deserialize, Serialize};

/// A value with the text and the TeX that show it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Shown {
    /// The value itself.
    pub value: f64,
    /// As text, with a real minus sign and thousands separated: `−1,234.50`.
    pub text: String,
    /// As TeX, to stand inside a formula: `-1{,}234.50`.
    pub tex: String,
}

/// A whole number: `15,068`.
pub fn count(value: usize) -> Shown {
    from_ascii(value as f64, &value.to_string())
}

/// A number of steps that may never have been taken: `37` or `never`.
pub fn steps(value: Option<usize>) -> Shown {
    match value {
        Some(steps) => count(steps),
        None => Shown { value: f64::INFINITY, text: "never".into(), tex: r"\text{never}".into() },
    }
}

/// A fixed number of decimal places: `0.6513`.
pub fn fixed(value: f64, places: usize) -> Shown {
    from_ascii(value, &format!("{value:.places$}"))
}

/// The shortest decimals that name the value: `0.9`, `2`. For settings.
pub fn exact(value: f64) -> Shown {
    from_ascii(value, &value.to_string())
}

/// A share of one in percent: `65.1 %`.
pub fn percent(value: f64, places: usize) -> Shown {
    let shown = fixed(100.0 * value, places);
    Shown { value, text: shown.text + "\u{202f}%", tex: shown.tex + r"\,\%" }
}

/// Significant digits: plainly between 1e-4 and 1e6, otherwise with a power
/// of ten, `2.04 × 10⁻¹⁷`.
///
/// # Panics
/// If `digits` is 0.
pub fn digits(value: f64, digits: usize) -> Shown {
    assert!(digits > 0, "a number needs at least one digit");
    if value == 0.0 || !value.is_finite() {
        return from_ascii(value, &value.to_string());
    }
    // Rust rounds correctly in both notations; the exponent is read off the
    // rounded digits, so that 9.996 shown with three is 10.0.
    let scientific = format!("{value:.*e}", digits - 1);
    let (mantissa, exponent) = scientific.split_once('e').expect("Rust writes an exponent");
    let exponent: i32 = exponent.parse().expect("Rust writes a whole exponent");
    if (-4..6).contains(&exponent) {
        let places = (digits as i32 - 1 - exponent).max(0) as usize;
        return fixed(value, places);
    }
    times_ten(from_ascii(value, mantissa), exponent)
}

/// A number followed by a power of ten.
pub(crate) fn times_ten(mantissa: Shown, exponent: i32) -> Shown {
    Shown {
        text: format!("{}\u{202f}×\u{202f}10{}", mantissa.text, superscript(exponent)),
        tex: format!(r"{} \times 10^{{{exponent}}}", mantissa.tex),
        ..mantissa
    }
}

/// A whole number in superscript characters: `⁻¹⁷`.
pub(crate) fn superscript(value: i32) -> String {
    value
        .to_string()
        .chars()
        .map(|c| match c {
            '-' => '⁻',
            digit => {
                ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'][digit as usize - '0' as usize]
            }
        })
        .collect()
}

/// Gives plain ASCII digits their minus sign and thousands separators.
fn from_ascii(value: f64, ascii: &str) -> Shown {
    let (sign, digits) = match ascii.strip_prefix('-') {
        // A rounded −0.00 is shown as 0.00.
        Some(rest) if rest.chars().any(|c| c.is_ascii_digit() && c != '0') || rest == "inf" => {
            ("-", rest)
        }
        Some(rest) => ("", rest),
        None => ("", ascii),
    };
    if !value.is_finite() {
        let (text, tex) =
            if value.is_nan() { ("undefined", r"\text{undefined}") } else { ("∞", r"\infty") };
        return Shown { value, text: sign.replace('-', "−") + text, tex: format!("{sign}{tex}") };
    }
    let (whole, fraction) = digits.find('.').map_or((digits, ""), |dot| digits.split_at(dot));
    let group = |separator: &str| {
        let mut grouped = String::new();
        for (i, c) in whole.chars().enumerate() {
            if i > 0 && whole.len() > 4 && (whole.len() - i) % 3 == 0 {
                grouped.push_str(separator);
            }
            grouped.push(c);
        }
        grouped
    };
    Shown {
        value,
        text: format!("{}{}{fraction}", sign.replace('-', "−"), group(",")),
        tex: format!("{sign}{}{fraction}", group("{,}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_shown_the_same_way_everywhere() {
        for (shown, text, tex) in [
            (count(15068), "15,068", "15{,}068"),
            (count(1374), "1374", "1374"),
            (steps(None), "never", r"\text{never}"),
            (fixed(-1.005, 1), "−1.0", "-1.0"),
            (fixed(-0.0004, 2), "0.00", "0.00"),
            (exact(0.9), "0.9", "0.9"),
            (percent(0.6513, 1), "65.1\u{202f}%", r"65.1\,\%"),
            (digits(9.996, 3), "10.0", "10.0"),
            (digits(0.000123, 2), "0.00012", "0.00012"),
            (digits(2.0432784e-17, 3), "2.04\u{202f}×\u{202f}10⁻¹⁷", r"2.04 \times 10^{-17}"),
            (digits(123456.0, 3), "123,456", "123{,}456"),
            (digits(0.0, 3), "0", "0"),
            (digits(f64::NEG_INFINITY, 3), "−∞", r"-\infty"),
            (digits(f64::NAN, 3), "undefined", r"\text{undefined}"),
        ] {
            assert_eq!((shown.text.as_str(), shown.tex.as_str()), (text, tex));
        }
    }
}
