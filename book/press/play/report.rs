//! A page as a reader sees it in a terminal.

use crate::Table;
use crate::number::{Shown, fixed};
use crate::{Cell, Page};
use anstyle::{AnsiColor, Style};
use std::fmt::Write;
use std::io::IsTerminal;
use std::path::Path;
use unicode_width::UnicodeWidthStr;

const HEAD: Style = Style::new().bold();
const GOOD: Style = AnsiColor::Green.on_default();
const BAD: Style = AnsiColor::Red.on_default().bold();

/// The whole report. `book` is the page at the book's own settings if the
/// reader has chosen others; `numbers` asks for every number by name.
pub(super) fn report(
    page: &Page,
    about: &str,
    book: Option<&Page>,
    numbers: bool,
    out: &Path,
) -> String {
    let mut text = String::new();
    let width = width();
    head(&mut text, &hanging(about, "", width));
    for table in &page.tables {
        let table = table.to_string();
        let (name, rows) = table.split_once('\n').unwrap_or((&table, ""));
        head(&mut text, &format!("\n{name}"));
        text.push_str(rows);
    }
    if !page.claims.is_empty() {
        head(&mut text, "\nClaims");
    }
    for claim in &page.claims {
        let style = if claim.holds { GOOD } else { BAD };
        let mark = if claim.holds { "✓" } else { "✗" };
        let sentence = format!("{} ({})", claim.sentence, claim.kind.word());
        let _ = writeln!(text, "  {style}{mark}{style:#} {}", hanging(&sentence, "    ", width));
    }
    goals(&mut text, page, width);
    figures(&mut text, page, out, width);
    if numbers {
        head(&mut text, "\nNumbers");
        let rows = page.numbers.iter().map(|(name, shown)| (name.as_str(), shown.text.clone()));
        pairs(&mut text, &rows.collect::<Vec<_>>());
    } else if !page.numbers.is_empty() {
        let _ = writeln!(
            text,
            "\n{} numbers stand behind this: --numbers lists them.",
            page.numbers.len()
        );
    }
    if let Some(book) = book {
        experiment(&mut text, page, book, width);
    }
    text
}

/// What a reader may try to reach.
fn goals(text: &mut String, page: &Page, width: usize) {
    if page.goals.is_empty() {
        return;
    }
    head(text, "\nGoals: find settings that make these true");
    for goal in &page.goals {
        let mark = if goal.reached { "✓" } else { "·" };
        let _ = writeln!(text, "  {mark} {}", hanging(&goal.sentence, "    ", width));
    }
}

fn figures(text: &mut String, page: &Page, out: &Path, width: usize) {
    if page.figures.is_empty() {
        return;
    }
    head(text, &format!("\nFigures in {} (SVG, and CSV with what they draw)", out.display()));
    let rows: Vec<(String, String)> = page
        .figures
        .iter()
        .map(|figure| {
            // The first sentence of the description says what it is.
            let what = figure.alt.split_inclusive(". ").next().unwrap_or_default().trim_end();
            (format!("{}.svg", figure.name), what.to_string())
        })
        .collect();
    let longest = rows.iter().map(|(name, _)| name.width()).max().unwrap_or(0);
    for (name, what) in rows {
        let indent = " ".repeat(longest + 4);
        let _ = writeln!(text, "  {name:longest$}  {}", hanging(&what, &indent, width));
    }
}

/// What the reader's settings changed: numbers, book's → reader's, cells of
/// tables, and claims.
fn experiment(text: &mut String, page: &Page, book: &Page, width: usize) {
    let changed: Vec<(&str, String)> = page
        .numbers
        .iter()
        .filter_map(|(name, shown)| {
            let before = book.find_number(name);
            if before.is_some_and(|before| same(before, shown)) {
                return None;
            }
            let before = before.map_or("none", |shown| shown.text.as_str());
            Some((name.as_str(), format!("{before} → {}", shown.text)))
        })
        .collect();
    if changed.is_empty() {
        head(text, "\nWith these settings every number that has a name is as in the book");
    } else {
        head(text, "\nNumbers that these settings change, the book's → yours");
        pairs(text, &changed);
    }
    let changed: Vec<(&str, String)> =
        page.tables.iter().filter_map(|table| cells(table, book)).collect();
    if !changed.is_empty() {
        head(text, "\nTables that these settings change, and how many of their cells");
        pairs(text, &changed);
    }
    let broken = page.broken().count();
    if broken > 0 {
        let note = format!(
            "With these settings {broken} of the book's claims {} not hold (marked ✗ above). That is an observation, not an error.",
            if broken == 1 { "does" } else { "do" }
        );
        let _ = writeln!(text, "\n{}", hanging(&note, "", width));
    }
}

/// How many cells of a table differ from the book's; `None` if none does.
fn cells<'t>(table: &'t Table, book: &Page) -> Option<(&'t str, String)> {
    let before = book.tables.iter().find(|other| other.name == table.name);
    let before = |row: usize, column: usize| before?.rows.get(row)?.get(column);
    let all = || {
        table
            .rows
            .iter()
            .enumerate()
            .flat_map(|(r, row)| row.iter().enumerate().map(move |(c, cell)| (r, c, cell)))
    };
    let changed = all().filter(|&(r, c, cell)| match (before(r, c), cell) {
        (Some(Cell::Number(one)), Cell::Number(other)) => !same(one, other),
        (one, other) => one != Some(other),
    });
    let changed = changed.count();
    (changed > 0).then(|| (table.name.as_str(), format!("{changed} of {}", all().count())))
}

/// Whether two numbers are one, perhaps shown with different digits: `10` and `10.0`.
fn same(one: &Shown, other: &Shown) -> bool {
    let places = |shown: &Shown| shown.text.split_once('.').map_or(0, |(_, places)| places.len());
    let plain = |shown: &Shown| shown.text.chars().all(|c| "−,.".contains(c) || c.is_ascii_digit());
    let places = places(one).max(places(other));
    one.text == other.text
        || one.value == other.value
        || (plain(one)
            && plain(other)
            && fixed(one.value, places).text == fixed(other.value, places).text)
}

fn head(text: &mut String, words: &str) {
    let (blank, words) = words.strip_prefix('\n').map_or(("", words), |words| ("\n", words));
    let _ = writeln!(text, "{blank}{HEAD}{words}{HEAD:#}");
}

fn pairs(text: &mut String, rows: &[(&str, String)]) {
    let longest = rows.iter().map(|(name, _)| name.width()).max().unwrap_or(0);
    for (name, value) in rows {
        let _ = writeln!(text, "  {name:longest$}  {value}");
    }
}

/// Wrapped to the terminal, for a place `indent` from its left edge; further
/// lines stand below the first. Elsewhere than in a terminal a sentence stays
/// in one line, to be found with `grep`.
fn hanging(words: &str, indent: &str, width: usize) -> String {
    let options = textwrap::Options::new(width).initial_indent(indent).subsequent_indent(indent);
    textwrap::fill(words, options).trim_start().to_owned()
}

fn width() -> usize {
    if std::io::stdout().is_terminal() { textwrap::termwidth().clamp(40, 100) } else { usize::MAX }
}

#[cfg(test)]
mod tests {
    use super::same;
    use crate::number::{count, digits, exact, fixed};

    #[test]
    fn one_number_with_other_digits_is_the_same_number() {
        assert!(same(&exact(10.0), &digits(10.0, 3)));
        assert!(same(&count(10), &digits(1.0 / (1.0 - 0.9), 3)), "but for rounding");
        assert!(same(&fixed(0.5, 2), &fixed(0.5001, 2)), "as far as it is shown");
        assert!(same(&digits(-2e-17, 3), &digits(-2e-17, 5)));
        assert!(same(&exact(-1234.5), &fixed(-1234.5, 2)));
        assert!(!same(&exact(10.0), &digits(10.4, 3)));
        assert!(!same(&digits(2e-17, 3), &digits(2.1e-17, 3)));
        assert!(!same(&exact(1.0), &exact(-1.0)));
        assert!(!same(&exact(f64::INFINITY), &exact(1.0)));
    }
}
