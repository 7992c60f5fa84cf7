//! The same book is the same file, whenever and however often it is printed. All
//! that is written here is as long as what it replaces: a PDF tells at its end
//! what stands where.

use super::places::find;
use std::collections::BTreeSet;

/// Numbers the elements of the PDF's structure by their order. Chromium takes the
/// numbers that they have in its memory, and those are others each time.
pub(super) fn renumbered(pdf: &mut [u8]) {
    const BEFORE: &[u8] = b"(node";
    let is_digit = |byte: &u8| byte.is_ascii_digit();
    let places: Vec<_> = (0..pdf.len().saturating_sub(BEFORE.len() + 9))
        .filter(|&at| pdf[at..].starts_with(BEFORE))
        .map(|at| at + BEFORE.len()..at + BEFORE.len() + 8)
        .filter(|place| pdf[place.clone()].iter().all(is_digit) && pdf[place.end] == b')')
        .collect();
    let all: BTreeSet<Vec<u8>> = places.iter().map(|place| pdf[place.clone()].to_vec()).collect();
    let all: Vec<Vec<u8>> = all.into_iter().collect();
    for place in places {
        let rank = all.partition_point(|other| other.as_slice() < &pdf[place.clone()]);
        pdf[place].copy_from_slice(format!("{rank:08}").as_bytes());
    }
}

/// Gives the PDF the day of the book's version for the moment of its printing:
/// the same book is the same file.
pub(super) fn undated(pdf: &mut [u8], html: &str) {
    let day = html.split_once("<time datetime=\"").and_then(|(_, from)| from.get(..10));
    let Some(day) = day.map(|day| day.replace('-', "")) else { return };
    for key in ["/CreationDate (D:", "/ModDate (D:"] {
        let Some(at) = find(pdf, key.as_bytes()) else { continue };
        let at = at + key.len();
        // Of the same length, so that the table of what stands where holds.
        let stamp = format!("{day}000000");
        if let Some(old) = pdf.get_mut(at..at + stamp.len()) {
            old.copy_from_slice(stamp.as_bytes());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_structure_is_numbered_by_its_order() {
        let mut pdf =
            b"/ID (node00000957)\n(node00000876) (node00000957)(node1)(node0000000x)(node000"
                .to_vec();
        renumbered(&mut pdf);
        assert_eq!(
            String::from_utf8_lossy(&pdf),
            "/ID (node00000001)\n(node00000000) (node00000001)(node1)(node0000000x)(node000"
        );
    }

    #[test]
    fn the_pdf_bears_the_day_of_the_version() {
        let mut pdf =
            b"<</CreationDate (D:20300102030405+00'00')\n/ModDate (D:20300102030405+00'00')>>"
                .to_vec();
        undated(&mut pdf, "<p>of <time datetime=\"2026-11-29\">29 November 2026</time></p>");
        assert_eq!(
            String::from_utf8_lossy(&pdf),
            "<</CreationDate (D:20261129000000+00'00')\n/ModDate (D:20261129000000+00'00')>>"
        );
    }
}
