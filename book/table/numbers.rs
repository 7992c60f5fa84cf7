//! From a cell to a number.

/// Reads a number with a decimal point, or with a decimal comma where no comma
/// divides cells: `3,5`, `-0,25`, `1,5e-3`. No separator of thousands is known.
pub fn number(cell: &str, divider: u8) -> Option<f64> {
    if let Ok(number) = cell.parse() {
        return Some(number);
    }
    if divider == b',' || !has_decimal_comma(cell) {
        return None;
    }
    cell.replacen(',', ".", 1).parse().ok()
}

/// Whether it has one comma, a digit beside it, and no point.
fn has_decimal_comma(cell: &str) -> bool {
    let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    cell.split_once(',').is_some_and(|(whole, rest)| {
        let beside = digit(whole.chars().last()) || digit(rest.chars().next());
        beside && !rest.contains([',', '.']) && !whole.contains('.')
    })
}

/// Whether a table's numbers are written in one way, as far as seen.
#[derive(Debug, Default)]
pub struct Decimals {
    /// The first cell with a point, and with a comma, and where.
    point: Option<(u64, String)>,
    comma: Option<(u64, String)>,
    /// Whether some comma stands where no thousands end.
    certain: bool,
}

impl Decimals {
    /// Sees a cell that [`number`] has read.
    pub fn see(&mut self, cell: &str, line: u64) {
        let Some((whole, rest)) = cell.split_once(',') else {
            if self.point.is_none() && cell.contains('.') {
                self.point = Some((line, cell.into()));
            }
            return;
        };
        self.comma.get_or_insert_with(|| (line, cell.into()));
        let whole = whole.trim_start_matches(['+', '-']);
        let thousands = rest.len() == 3
            && rest.bytes().all(|b| b.is_ascii_digit())
            && (1..=3).contains(&whole.len())
            && !whole.starts_with('0');
        self.certain |= !thousands;
    }

    /// # Errors
    /// If commas and points are mixed, or every comma may end thousands: what
    /// was meant cannot be known.
    pub fn check(&self) -> Result<(), String> {
        match (&self.comma, &self.point) {
            (Some((line, comma)), Some((other, point))) => Err(format!(
                "line {line}: `{comma}` has a decimal comma, but `{point}` in line {other} a point: write one of them throughout"
            )),
            (Some((line, comma)), None) if !self.certain => Err(format!(
                "line {line}: `{comma}` is {} or {}: write a decimal point, and no comma for thousands",
                comma.replace(',', "."),
                comma.replace(',', "")
            )),
            _ => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Decimals, number};

    #[test]
    fn a_comma_is_a_point_where_it_divides_nothing() {
        for (cell, value) in
            [("3,5", 3.5), ("-0,25", -0.25), (",5", 0.5), ("+1,5e-3", 0.0015), ("2.5", 2.5)]
        {
            assert_eq!(number(cell, b';'), Some(value), "{cell}");
        }
        for cell in ["1,2,3", "1.234,5", "1,234.5", ",", "a,5", "5,a", "", "-,e"] {
            assert_eq!(number(cell, b';'), None, "{cell}");
        }
        assert_eq!(number("3,5", b','), None);
    }

    #[test]
    fn what_may_be_read_in_two_ways_is_not_read() {
        let seen = |cells: &[&str]| {
            let mut decimals = Decimals::default();
            (1..).zip(cells).for_each(|(line, cell)| decimals.see(cell, line));
            decimals.check()
        };
        for fine in
            [&["1,5", "2"][..], &["1.5", "2"], &["1,234", "0,5"], &["0,123"], &["1234,567"], &[]]
        {
            assert_eq!(seen(fine), Ok(()), "{fine:?}");
        }
        let error = seen(&["1", "1,234", "-12,500"]).expect_err("thousands?");
        assert!(error.starts_with("line 2: `1,234` is 1.234 or 1234"), "{error}");
        let error = seen(&["1.5", "2,25"]).expect_err("both");
        assert!(error.starts_with("line 2: `2,25` has a decimal comma, but `1.5` in line 1"));
    }
}
