//! What divides the cells of a table, and a text in which that is plain.

use std::ops::Range;

/// Blanks, as many as there are.
pub(crate) const BLANKS: u8 = b' ';

/// So many lines are enough to know what divides a table.
const SAMPLE: usize = 100;

/// The text with LF at the end of every line, without a byte order mark, tidied
/// for the divider that comes with it. Every line stays the line it was.
///
/// # Errors
/// If Excel's `sep=` names no sign that can divide, or a quote is never closed.
pub(crate) fn tidied(text: &str) -> Result<(String, u8), String> {
    // Spreadsheets like to put a byte order mark in front.
    let text = text.trim_start_matches('\u{feff}').replace("\r\n", "\n").replace('\r', "\n");
    let told = told(&text)?;
    if let Some((line, divider)) = told {
        // Its line stays, so that the others keep their numbers.
        let hint = text.split_inclusive('\n').take(line + 1).map(str::len).sum();
        return Ok((tidy(&("\n".repeat(line + 1) + &text[hint..]), divider)?, divider));
    }
    let sample = text.split_inclusive('\n').take(SAMPLE).map(str::len).sum();
    let divider = found(&text[..sample]);
    Ok((tidy(&text, divider)?, divider))
}

/// Whether there is anything in a line that is no comment.
fn is_row(line: &str) -> bool {
    !matches!(line.trim_start().chars().next(), None | Some('#'))
}

/// Excel's hint in the first such line, `sep=;`: which line that
/// is, from 0, and the divider.
fn told(text: &str) -> Result<Option<(usize, u8)>, String> {
    let first = text.split('\n').enumerate().find(|(_, line)| is_row(line));
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
    let opens = |before: &str| before.is_empty() || before.ends_with(['\n', ',', ';', '\t', ' ']);
    let mut bare = String::new();
    let mut end = 0;
    for quoted in quoted(sample, opens).0 {
        bare.push_str(&sample[end..quoted.start]);
        bare.push('x');
        end = quoted.end;
    }
    bare.push_str(&sample[end..]);
    let rows = || bare.lines().filter(|line| is_row(line));
    // How many rows are as wide as the first, if that is divided.
    let fits = |sign: u8| {
        let mut widths = rows().map(|row| row.split(char::from(sign)).count());
        let first = widths.next().unwrap_or(0);
        if first > 1 { 1 + widths.filter(|width| *width == first).count() } else { 0 }
    };
    // Of equals the last.
    let signs = [b',', b';', b'\t'].map(|sign| (fits(sign), sign));
    let best = signs.into_iter().max_by_key(|(rows, _)| *rows);
    let fitting = best.map_or(0, |(rows, _)| rows);
    let mut widths = rows().map(|row| row.split_whitespace().count());
    let first = widths.next().unwrap_or(0);
    let rest: Vec<usize> = widths.collect();
    let blanks = first > 1 && rest.iter().all(|width| *width == first);
    match best {
        // Tabs amid blanks are blanks.
        _ if blanks && fitting <= usize::from(!rest.is_empty()) => BLANKS,
        Some((1.., sign)) => sign,
        // One cell a line, which nothing divides; a comma that is there anyway is
        // one too many, or a decimal one: the rows will tell.
        _ => b',',
    }
}

/// The text as the `csv` crate understands it: a quote or a comment counts there
/// only if nothing stands before it, and each blank would divide for itself.
fn tidy(text: &str, divider: u8) -> Result<String, String> {
    let (sign, blanks) = (char::from(divider), divider == BLANKS);
    let blank = |c: char| c.is_whitespace() && c != '\n' && (blanks || c != sign);
    let opens = |before: &str| {
        let cell = before.trim_end_matches(blank);
        cell.is_empty() || cell.ends_with(['\n', sign]) || (blanks && cell.len() < before.len())
    };
    let (ranges, open) = quoted(text, opens);
    if let Some(at) = open {
        let line = 1 + text[..at].matches('\n').count();
        return Err(format!(", line {line}: a quotation mark is opened and never closed"));
    }
    let mut tidy = String::with_capacity(text.len());
    // The blanks since the last other sign, and whether that began a line or a cell.
    let (mut held, mut line, mut cell) = (String::new(), true, true);
    let mut end = 0;
    for range in ranges.into_iter().chain(std::iter::once(text.len()..text.len())) {
        let plain = &text[end..range.start];
        let signs = plain.char_indices().map(|(at, c)| (&plain[at..at + c.len_utf8()], c));
        let quoted = (!range.is_empty()).then_some((&text[range.clone()], '"'));
        let of_quotes = |piece: &str| piece.len() > 1 && piece.starts_with('"');
        for (piece, first) in signs.chain(quoted) {
            if blank(first) {
                held.push(first);
                continue;
            }
            let bare = of_quotes(piece) || first == '\n' || (line && first == '#');
            if !blanks {
                tidy.push_str(if cell && bare { "" } else { &held });
            } else if !(held.is_empty() || line || first == '\n') {
                tidy.push(' ');
            }
            held.clear();
            tidy.push_str(piece);
            (line, cell) = (first == '\n', first == '\n' || first == sign);
        }
        end = range.end;
    }
    Ok(tidy)
}

/// Where quoted cells are, quotes and all, outside comments; and the first quote
/// that is opened and never closed. `opens` says of the text before a quote
/// whether a cell begins there.
fn quoted(text: &str, opens: impl Fn(&str) -> bool) -> (Vec<Range<usize>>, Option<usize>) {
    let (mut found, mut open) = (Vec::new(), None);
    let (mut at, mut line) = (0, true);
    while at < text.len() {
        let rest = &text[at..];
        if line && rest.trim_start_matches([' ', '\t']).starts_with('#') {
            at += rest.find('\n').map_or(rest.len(), |end| end + 1);
            continue;
        }
        let Some(next) = rest.find(['"', '\n']) else { break };
        at += next;
        line = text.as_bytes()[at] == b'\n';
        let mut end = at + 1;
        if !line && opens(&text[..at]) {
            match closing(&text[end..]) {
                Some(length) => {
                    end += length + 1;
                    found.push(at..end);
                }
                None => open = open.or(Some(at)),
            }
        }
        at = end;
    }
    (found, open)
}

/// Where the quote is that closes what was opened just before; two stand for one.
fn closing(text: &str) -> Option<usize> {
    let mut at = 0;
    loop {
        at += text[at..].find('"')?;
        if !text[at + 1..].starts_with('"') {
            return Some(at);
        }
        at += 2;
    }
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
            ("\tb\n0\t1\n1\t2", b'\t'),
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
