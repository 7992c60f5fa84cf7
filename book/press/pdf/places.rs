//! On which page of a PDF each id stands: read from the table of destinations
//! that Chromium writes for all ids that are linked to.
//!
//! It reads what Chromium writes, not PDFs at large: a table of offsets at the
//! end, and dictionaries that are not compressed.

use anyhow::{Context, Result};
use percent_encoding::percent_decode;
use std::collections::BTreeMap;

/// The page of each id, counted from 1.
///
/// # Errors
/// If the PDF is written in another way.
pub(super) fn places(pdf: &[u8]) -> Result<BTreeMap<String, usize>> {
    read(pdf).context(
        "this browser writes its PDFs in a way in which the page numbers cannot be found: a recent \
         Chromium is needed",
    )
}

fn read(pdf: &[u8]) -> Option<BTreeMap<String, usize>> {
    let offsets = offsets(pdf)?;
    let object = |number: usize| -> Option<String> {
        let from = pdf.get(*offsets.get(number)?..)?;
        let text = String::from_utf8_lossy(&from[..find(from, b"endobj")?]);
        text.starts_with(&format!("{number} 0 obj")).then(|| text.into_owned())
    };
    let end = String::from_utf8_lossy(&pdf[pdf.len().checked_sub(300)?..]).into_owned();
    let catalog = object(refers(&end, "/Root")?)?;
    // The leaves of the tree of pages, in order.
    let (mut pages, mut left) = (BTreeMap::new(), vec![refers(&catalog, "/Pages")?]);
    while let Some(node) = left.pop() {
        match object(node)?.split_once("/Kids [") {
            Some((_, kids)) => {
                let kids = kids.split(']').next()?.split(" 0 R");
                let kids: Vec<usize> = kids.filter_map(|kid| kid.trim().parse().ok()).collect();
                left.extend(kids.iter().rev());
            }
            None => _ = pages.insert(node, pages.len() + 1),
        }
    }
    // `/fig-race [33 0 R /XYZ 0 841.9 0]`
    let named = object(refers(&catalog, "/Dests")?)?;
    let mut places = BTreeMap::new();
    for entry in named.split(']') {
        let Some((name, place)) = entry.split_once(" [") else { continue };
        let (_, name) = name.rsplit_once('/')?;
        let page: usize = place.split(' ').next()?.parse().ok()?;
        places.insert(plain(name)?, *pages.get(&page)?);
    }
    Some(places)
}

/// Where each object begins, by its number.
fn offsets(pdf: &[u8]) -> Option<Vec<usize>> {
    let end = String::from_utf8_lossy(&pdf[pdf.len().checked_sub(300)?..]).into_owned();
    let (_, start) = end.rsplit_once("startxref\n")?;
    let from = pdf.get(start.lines().next()?.parse::<usize>().ok()?..)?;
    let table = String::from_utf8_lossy(&from[..find(from, b"trailer")?]).into_owned();
    let mut lines = table.lines();
    if (lines.next()?, lines.next()?.split(' ').next()?) != ("xref", "0") {
        return None;
    }
    lines.map(|line| line.get(..10)?.parse().ok()).collect()
}

/// `7` of `/Pages 7 0 R`.
fn refers(dictionary: &str, key: &str) -> Option<usize> {
    let (_, from) = dictionary.split_once(&format!("{key} "))?;
    from.split(' ').next()?.parse().ok()
}

/// An id as the page has it: the PDF writes `é` as `#25C3#25A9`, which is `%C3%A9`.
fn plain(name: &str) -> Option<String> {
    let mut parts = name.split('#');
    let mut bytes = parts.next()?.as_bytes().to_vec();
    for part in parts {
        bytes.push(u8::from_str_radix(part.get(..2)?, 16).ok()?);
        bytes.extend(&part.as_bytes()[2..]);
    }
    Some(percent_decode(&bytes).decode_utf8_lossy().into_owned())
}

/// Where these bytes begin in those.
pub(super) fn find(bytes: &[u8], what: &[u8]) -> Option<usize> {
    bytes.windows(what.len()).position(|window| window == what)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A PDF with these objects, from 1 on, of which the last is the catalog.
    fn pdf(objects: &[&str]) -> Vec<u8> {
        let mut text = format!("%PDF-1.4\n%{}\n", "x".repeat(300));
        let mut table = format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1);
        for (at, object) in objects.iter().enumerate() {
            table += &format!("{:010} 00000 n \n", text.len());
            text += &format!("{} 0 obj\n{object}\nendobj\n", at + 1);
        }
        let (start, last) = (text.len(), objects.len());
        text += &table;
        text += &format!("trailer\n<</Size {}\n/Root {last} 0 R\n", last + 1);
        text += &format!("/Info 1 0 R>>\nstartxref\n{start}\n%%EOF\n");
        text.into_bytes()
    }

    #[test]
    fn pages_are_counted_in_the_order_of_their_tree() {
        let whole = pdf(&[
            "<</Type /Page>>",
            "<</Type /Page>>",
            "<</Type /Page>>",
            "<</Type /Pages\n/Kids [3 0 R 1 0 R]>>",
            "<</Type /Pages\n/Kids [4 0 R 2 0 R]>>",
            "<</fig-race [1 0 R /XYZ 0 841.9 0]\n/#25C3#25A9-x [2 0 R /XYZ 6 8 0]\n/a.b [3 0 R /XYZ 0 0 0]>>",
            "<</Type /Catalog\n/Pages 5 0 R\n/Dests 6 0 R>>",
        ]);
        let found = places(&whole).expect("a PDF");
        let mut found: Vec<(&str, usize)> = found.iter().map(|(id, &page)| (&**id, page)).collect();
        found.sort_unstable();
        assert_eq!(found, [("a.b", 1), ("fig-race", 2), ("é-x", 3)]);
    }

    #[test]
    fn another_kind_of_pdf_is_an_error_and_no_panic() {
        assert!(places(b"%PDF-1.7").is_err());
        assert!(places(&pdf(&["<</Type /Page>>", "<</Type /Catalog\n/Pages 1 0 R>>"])).is_err());
        assert!(places(&vec![b'x'; 1000]).is_err());
    }
}
