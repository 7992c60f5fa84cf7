//! What divides the cells of a table, and a text in which that is plain.

use super::rows::reader;

/// Blanks, as many as there are.
pub(crate) const BLANKS: u8 = b' ';

/// So many lines are enough to know what divides a table.
const SAMPLE: usize = 100;

/// The text with LF at the end of every line, without a byte order mark, tidied
/// for the divider that comes with it. Every line stays the line it was.
///
/// # Errors
/// If Excel's `sep=` names no sign that can divide.
pub(crate) fn tidied(text: &str) -> Result<(String, u8), String> {
    // Spreadsheets like to put a byte order mark in front.
    let text = text.trim_start_matches('\u{feff}').replace("\r\n", "\n").replace('\r', "\n");
    let told = told(&text)?;
    let sample = || text.split_inclusive('\n').take(SAMPLE).collect::<String>();
    let divider = told.map_or_else(|| found(&sample()), |(_, divider)| divider);
    let mut tidy = String::with_capacity(text.len());
    for (i, line) in text.split_inclusive('\n').enumerate() {
        if told.is_some_and(|(told, _)| told == i) {
            tidy.push('\n');
        } else {
            tidy_line(&mut tidy, line, divider);
        }
    }
    Ok((tidy, divider))
}

/// Excel's hint in the first line with anything in it, `sep=;`: which line that
/// is, from 0, and the divider.
fn told(text: &str) -> Result<Option<(usize, u8)>, String> {
    let first = text.split('\n').enumerate().find(|(_, line)| !line.trim().is_empty());
    let Some((i, line)) = first else { return Ok(None) };
    // A tab is a sign here, a blank around the hint is none.
    let hint = line.trim_matches([' ', '"']);
    let Some(sign) =
        hint.get(..4).filter(|word| word.eq_ignore_ascii_case("sep=")).map(|_| &hint[4..])
    else {
        return Ok(None);
    };
    match sign.as_bytes() {
        // A hint that was cut at its own divider, or that names the blank.
        [] => Ok(Some((i, BLANKS))),
        [sign] if *sign == b'\t' || (sign.is_ascii_punctuation() && !b"\"#.+-".contains(sign)) => {
            Ok(Some((i, *sign)))
        }
        _ => Err(format!(
            ", line {}: `{hint}` names no sign that can divide cells, as in `sep=;`",
            i + 1
        )),
    }
}

/// What divides the most rows into as many cells as the first, at least two. A
/// comma may be a decimal one, or stand in words: it comes after semicolons and
/// tabs. Blanks stand in words most of all and come last.
fn found(sample: &str) -> u8 {
    let widths = |divider: u8| -> Vec<usize> {
        let mut tidy = String::new();
        sample.split_inclusive('\n').for_each(|line| tidy_line(&mut tidy, line, divider));
        let rows = reader(tidy, divider).into_records().filter_map(Result::ok);
        rows.filter(|row| row.iter().any(|cell| !cell.trim().is_empty()))
            .map(|row| row.len())
            .collect()
    };
    let fits = |divider: u8| {
        let widths = widths(divider);
        match widths.first() {
            Some(&first) if first > 1 => (widths.iter().filter(|w| **w == first).count(), first),
            _ => (0, 1),
        }
    };
    // Of equals the last.
    let [comma, semicolon, tab] = [b',', b';', b'\t'].map(fits);
    let (best, sign) = [(comma, b','), (semicolon, b';'), (tab, b'\t')]
        .into_iter()
        .max_by_key(|((rows, _), _)| *rows)
        .unwrap_or((comma, b','));
    match best {
        (0, _) => {
            let blanks = widths(BLANKS);
            let even =
                blanks.first().is_some_and(|w| *w > 1 && blanks.iter().all(|other| other == w));
            // Else one cell a line, which nothing divides; a comma that is there
            // anyway is one too many, or a decimal one: the rows will tell.
            if even { BLANKS } else { b',' }
        }
        // A first line alone, or above rows of another width.
        (1, _) => [(comma, b','), (tab, b'\t'), (semicolon, b';')]
            .into_iter()
            .max_by_key(|((_, width), _)| *width)
            .map_or(sign, |(_, sign)| sign),
        _ => sign,
    }
}

/// The line as the `csv` crate understands it: a quote or a comment counts there
/// only if nothing stands before it, and each blank would divide for itself.
fn tidy_line(tidy: &mut String, line: &str, divider: u8) {
    let (line, end) = line.strip_suffix('\n').map_or((line, ""), |line| (line, "\n"));
    if divider == BLANKS {
        tidy.extend(
            line.split_whitespace()
                .enumerate()
                .flat_map(|(i, cell)| [if i == 0 { "" } else { " " }, cell]),
        );
    } else {
        let blanks: &[char] = if divider == b'\t' { &[' '] } else { &[' ', '\t'] };
        for (i, cell) in line.split(char::from(divider)).enumerate() {
            if i > 0 {
                tidy.push(char::from(divider));
            }
            let bare = cell.trim_start_matches(blanks);
            let opens = bare.starts_with('"') || (i == 0 && bare.starts_with('#'));
            tidy.push_str(if opens || bare.is_empty() { bare } else { cell });
        }
    }
    tidy.push_str(end);
}

#[cfg(test)]
mod tests {
    use super::{BLANKS, tidied};

    #[test]
    fn what_divides_most_rows_alike_is_the_divider() {
        for (text, divider) in [
            ("a,b\n1,2", b','),
            ("a;b, c\n1;3,5\n2;4,25", b';'),
            ("\"a, b\";\"c, d\"\n1;2", b';'),
            ("\"a;b;c\",v\n1,2", b','),
            ("a\tb\n1,5\t2", b'\t'),
            ("\n\n  \nStep;loss\n1;2", b';'),
            ("# a, b, c\nx;y\n1;2", b';'),
            ("a b\n1 2\n3  4", BLANKS),
            ("  1.0\t 2\n 3 4", BLANKS),
            ("train loss\n1\n2", b','),
            ("a,b\n1\n2", b','),
            ("a,b", b','),
            ("a;b", b';'),
            ("1,2\n3,4\n5", b','),
            ("sep=|\na,b|c\n1,5|2", b'|'),
            ("\u{feff}SEP=;\r\na,b\r\n", b';'),
            ("", b','),
        ] {
            assert_eq!(tidied(text).map(|(_, divider)| divider), Ok(divider), "{text:?}");
        }
        let error = tidied("sep=ab\n1").expect_err("two signs");
        assert!(error.starts_with(", line 1: `sep=ab` names no sign"), "{error}");
    }
}
