//! Whatever dialect a table is written in, its cells are read as they were.

use super::{Rows, number};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use proptest::test_runner::RngSeed;

fn always_the_same() -> ProptestConfig {
    ProptestConfig {
        failure_persistence: None,
        rng_seed: RngSeed::Fixed(7),
        ..ProptestConfig::default()
    }
}

/// How a table is written.
#[derive(Debug, Clone)]
struct Dialect {
    divider: char,
    /// Whether Excel's hint names the divider.
    told: bool,
    mark: bool,
    ends: &'static str,
    /// Whether cells are quoted that need it not.
    quoted: bool,
    padding: &'static str,
    last_end: bool,
    /// What stands before the rows, between them and behind them.
    before: Vec<&'static str>,
    between: Vec<&'static str>,
    behind: Vec<&'static str>,
}

const NO_ROWS: [&str; 5] = ["", "# a \"comment\", with; signs", "  ", "  # 'tis", "#\t1,2"];

fn dialects() -> impl Strategy<Value = Dialect> {
    let no_rows = || vec(select(&NO_ROWS[..]), 0..3);
    let text = (any::<bool>(), any::<bool>(), select(&["\n", "\r\n", "\r"][..]), any::<bool>());
    let around = (select(&["", " ", "  "][..]), any::<bool>(), no_rows(), no_rows(), no_rows());
    (select(&[',', ';', '\t', '|'][..]), text, around).prop_map(|(divider, text, around)| {
        let (told, mark, ends, quoted) = text;
        let (padding, last_end, before, between, behind) = around;
        // Nobody would guess a bar.
        let told = told || divider == '|';
        Dialect { divider, told, mark, ends, quoted, padding, last_end, before, between, behind }
    })
}

impl Dialect {
    /// The table, and the line in which each row starts.
    fn written(&self, rows: &[Vec<String>]) -> (String, Vec<u64>) {
        let mut lines: Vec<String> = Vec::new();
        let mut starts = Vec::new();
        if self.told {
            lines.push(format!("sep={}", self.divider));
        }
        lines.extend(self.before.iter().map(ToString::to_string));
        for (i, row) in rows.iter().enumerate() {
            if i > 0 {
                lines.extend(self.between.iter().map(ToString::to_string));
            }
            let physical =
                |lines: &[String]| lines.iter().map(|l| 1 + l.matches('\n').count()).sum::<usize>();
            starts.push(1 + physical(&lines) as u64);
            let cells: Vec<String> = row.iter().map(|cell| self.cell(cell)).collect();
            lines.push(cells.join(&self.divider.to_string()));
        }
        lines.extend(self.behind.iter().map(ToString::to_string));
        let mut text = lines.join("\n");
        if self.last_end {
            text.push('\n');
        }
        let mark = if self.mark { "\u{feff}" } else { "" };
        (format!("{mark}{}", text.replace('\n', self.ends)), starts)
    }

    fn cell(&self, cell: &str) -> String {
        // A writer quotes its own divider. What another would take for one is
        // quoted too, unless the hint leaves nothing to guess.
        let guessed = !self.told && cell.contains([',', ';', '\t', ' ']) && !is_number(cell);
        let needed = guessed || cell.contains([self.divider, '"', '\n', '#']);
        let pad = self.padding;
        if needed || self.quoted {
            format!("{pad}\"{}\"{pad}", cell.replace('"', "\"\""))
        } else {
            format!("{pad}{cell}{pad}")
        }
    }
}

fn is_number(cell: &str) -> bool {
    number(cell, b';').is_some()
}

/// A cell of words and signs, as it is without the blanks around it.
fn cells() -> impl Strategy<Value = String> {
    let pieces = ["a", "é", "0.5", "-1e-3", ",", ";", "\t", "|", "\"", "#", " ", "\n", "sep="];
    vec(select(pieces.to_vec()), 1..6).prop_map(|pieces| format!("z{}z", pieces.concat()))
}

/// Rows of equal width; decimal commas only where no comma divides.
fn tables() -> impl Strategy<Value = Vec<Vec<String>>> {
    let cell =
        prop_oneof![cells(), Just("0.25".to_string()), Just("-3,5".into()), Just("x".into())];
    (1..5usize, 1..6usize)
        .prop_flat_map(move |(columns, rows)| vec(vec(cell.clone(), columns), rows))
}

proptest! {
    #![proptest_config(always_the_same())]

    #[test]
    fn the_cells_of_a_table_are_read_in_any_dialect(rows in tables(), dialect in dialects()) {
        // Of one column nothing shows what would divide it.
        let dialect = if rows[0].len() == 1 { Dialect { told: true, ..dialect } } else { dialect };
        let (text, starts) = dialect.written(&rows);
        let read = Rows::of(&text).and_then(Iterator::collect::<Result<Vec<_>, _>>);
        let read = read.map_err(|error| TestCaseError::fail(format!("{text:?}: {error}")))?;
        let full: Vec<_> = read.iter().filter(|row| row.cells.iter().any(|cell| !cell.is_empty())).collect();
        let cells: Vec<Vec<&str>> = full.iter().map(|row| row.cells.iter().collect()).collect();
        prop_assert_eq!(&cells, &rows, "{:?}", text);
        prop_assert_eq!(full.iter().map(|row| row.line).collect::<Vec<_>>(), starts, "{:?}", text);
        // Every blank line amid rows of one cell is told, and no comment is.
        let blanks = dialect.between.iter().filter(|line| line.trim().is_empty()).count();
        let holes = if rows[0].len() == 1 { blanks } else { 0 };
        prop_assert_eq!(read.len() - full.len(), holes * (rows.len() - 1), "{:?}", text);
    }

    #[test]
    fn any_text_is_read_or_refused(
        pieces in vec(select(&[",", ";", "\t", "\n", "\r\n", "\r", "\"", "\"\"", "a", "1", " ", "#", "\u{feff}",
            "sep=", "\u{2003}", "é", "1,5", "\0"][..]), 0..40),
    ) {
        let text = pieces.concat();
        let lines = 1 + text.replace("\r\n", "\n").matches(['\n', '\r']).count() as u64;
        let mut last = 0;
        if let Ok(rows) = Rows::of(&text) {
            for row in rows.map_while(Result::ok) {
                prop_assert!(last < row.line && row.line <= lines, "{text:?}: {row:?}");
                last = row.line;
            }
        }
    }
}
