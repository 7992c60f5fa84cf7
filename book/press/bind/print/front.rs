//! The first pages: the title, and the contents with a place for each number.

use super::super::html::{attribute, cut};
use super::Leaf;
use crate::figure::escape;
use anyhow::{Context, Result};
use mdbook_driver::config::Config;
use std::fmt::Write;

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// The title page.
///
/// # Errors
/// If book.toml does not say of when this version is.
pub(super) fn title(config: &Config) -> Result<String> {
    let book = &config.book;
    let [title, about] =
        [&book.title, &book.description].map(|text| escape(text.as_deref().unwrap_or_default()));
    // Not today's: the same text gives the same pages on any day.
    let date: Option<String> = config.get("output.bound.edition.date")?;
    let date = date.as_deref().unwrap_or_default();
    let day = day(date).with_context(|| {
        format!("book.toml: [output.bound.edition] needs a date as \"2026-11-29\", not {date:?}")
    })?;
    Ok(format!(
        "<div class=\"title-page\"><p class=\"name\">{title}</p>\n<p>{about}</p>\n\
         <p class=\"by\">{authors}</p>\n\
         <p>Version {version} of <time datetime=\"{date}\">{day}</time></p>\n\
         <p class=\"licence\">Text, figures, their data and the programs may be used under the MIT \
         or the Apache 2.0 licence, as you like.</p></div>\n",
        authors = escape(&book.authors.join(", ")),
        version = env!("CARGO_PKG_VERSION"),
    ))
}

/// `29 November 2026` of `2026-11-29`.
fn day(date: &str) -> Option<String> {
    let [year, month, day] = date.split('-').collect::<Vec<_>>().try_into().ok()?;
    let plain = [(year, 4), (month, 2), (day, 2)].iter().all(|(part, digits)| {
        part.len() == *digits && part.bytes().all(|byte| byte.is_ascii_digit())
    });
    let name = MONTHS.get(month.parse::<usize>().ok()?.checked_sub(1)?)?;
    plain.then(|| format!("{} {name} {year}", day.trim_start_matches('0')))
}

/// The contents: every title and every section.
pub(super) fn contents(leaves: &[Leaf]) -> String {
    let mut list = String::new();
    for leaf in leaves {
        let number = leaf.number.as_deref().unwrap_or_default();
        let _ = write!(
            list,
            "<li><a href=\"#{}\"><span class=\"number\">{number}</span>{}</a>",
            leaf.id(),
            escape(&leaf.title)
        );
        let sections: Vec<String> = cut(&leaf.html, &["h2"])
            .filter_map(|heading| {
                let id = attribute(heading.tag, "id")?;
                let words = cut(heading.inside, &["a"]).next()?;
                let words = if words.tag.is_empty() { words.before } else { words.inside };
                Some(format!("<li><a href=\"#{id}\">{words}</a></li>"))
            })
            .collect();
        if !sections.is_empty() {
            let _ = write!(list, "\n<ol>{}</ol>", sections.join("\n"));
        }
        list.push_str("</li>\n");
    }
    format!(
        "<nav class=\"contents\" aria-label=\"Contents of the whole book\">\
         <p class=\"name\">Contents</p>\n<ol>{list}</ol></nav>"
    )
}

#[cfg(test)]
mod tests {
    use super::day;

    #[test]
    fn a_day_has_a_month_with_a_name() {
        assert_eq!(day("2026-11-29").as_deref(), Some("29 November 2026"));
        assert_eq!(day("2027-01-02").as_deref(), Some("2 January 2027"));
        for wrong in
            ["", "2026", "2026-13-01", "2026-00-01", "26-11-29", "2026-11-2x", "2026-11-29-1"]
        {
            assert_eq!(day(wrong), None, "{wrong}");
        }
    }
}
