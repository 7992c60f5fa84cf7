//! The words that the glossary defines, and the way to them from where a
//! chapter introduces them in bold.

use super::html::{Cut, attribute, cut, words};
use std::collections::{BTreeMap, BTreeSet};

/// The page with the definitions.
pub(super) const GLOSSARY: &str = "glossary.html";

/// Elements in which a bold word is no place for a link.
const CLOSED: [&str; 8] = ["a", "summary", "h1", "h2", "h3", "dl", "nav", "table"];

/// Every defined word, small, with the place of its definition. An entry such
/// as "Median, quartiles" defines two.
pub(super) fn terms(glossary: &str) -> BTreeMap<String, String> {
    let entries = cut(glossary, &["dt"]).filter_map(|entry| {
        let id = attribute(entry.tag, "id")?.to_owned();
        let words = words(entry.inside).to_lowercase();
        let each = words.split(',').map(|word| (word.trim().to_owned(), id.clone()));
        Some(each.filter(|(word, _)| !word.is_empty()).collect::<Vec<_>>())
    });
    entries.flatten().collect()
}

/// A page with its first bold mention of each word as a link.
pub(super) fn linked(html: &str, terms: &BTreeMap<String, String>) -> String {
    let mut whole = String::with_capacity(html.len());
    let mut seen = BTreeSet::new();
    for Cut { before, tag, inside, end } in cut(html, &[&CLOSED[..], &["strong"]].concat()) {
        whole.push_str(before);
        let word = inside.to_lowercase();
        let place = terms.get(&word).or_else(|| terms.get(word.strip_suffix('s')?));
        match place.filter(|place| tag == "<strong>" && seen.insert(place.as_str())) {
            Some(place) => whole.extend([
                &format!("<a class=\"term\" href=\"{GLOSSARY}#{place}\">"),
                tag,
                inside,
                end,
                "</a>",
            ]),
            None => whole.extend([tag, inside, end]),
        }
    }
    whole
}

/// The addresses of definitions without the rest of what stands beside a word:
/// `learning-rate` for "Learning rate, η".
pub(super) fn short_addresses(html: &str) -> String {
    let mut whole = String::with_capacity(html.len());
    for entry in cut(html, &["dt"]) {
        let long = attribute(entry.tag, "id").unwrap_or_default();
        let short = long.trim_end_matches('-');
        let short = |text: &str| text.replace(&format!("{long}\""), &format!("{short}\""));
        whole.push_str(entry.before);
        whole.extend([short(entry.tag), short(entry.inside)]);
        whole.push_str(entry.end);
    }
    whole
}

#[cfg(test)]
mod tests {
    use super::*;

    const GLOSSARY: &str = "<dl><dt id=\"learning-rate-\"><a href=\"#learning-rate-\">Learning rate, \
                            <math><mi>η</mi></math></a></dt><dd>How far.</dd>\
                            <dt id=\"median-quartiles\">Median, quartiles</dt></dl>";

    #[test]
    fn a_definition_is_found_by_its_words_alone() {
        let html = short_addresses(GLOSSARY);
        assert!(html.contains("<dt id=\"learning-rate\"><a href=\"#learning-rate\">"), "{html}");
        let terms = terms(&html);
        let found: Vec<(&str, &str)> =
            terms.iter().map(|(w, p)| (w.as_str(), p.as_str())).collect();
        let quartiles = "median-quartiles";
        assert_eq!(
            found,
            [("learning rate", "learning-rate"), ("median", quartiles), ("quartiles", quartiles)]
        );
    }

    #[test]
    fn the_first_bold_mention_outside_of_links_and_headings_leads_to_it() {
        let terms = terms(&short_addresses(GLOSSARY));
        let html = "<h2><strong>Median</strong></h2><p><strong>Learning rates</strong> and \
                    <strong>learning rate</strong>, <strong>else</strong></p>";
        let link = "<a class=\"term\" href=\"glossary.html#learning-rate\"><strong>Learning rates</strong></a>";
        let wanted = html.replacen("<strong>Learning rates</strong>", link, 1);
        assert_eq!(linked(html, &terms), wanted);
    }
}
