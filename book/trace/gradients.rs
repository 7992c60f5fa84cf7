//! The reader's own gradients: one row per step, one column per parameter.

use std::io;
use std::path::Path;

/// Gradients, row by row.
#[derive(Debug, PartialEq)]
pub(super) struct Gradients {
    /// How many parameters a row has.
    pub(super) dim: usize,
    /// All rows, one after another.
    pub(super) slopes: Vec<f64>,
}

impl Gradients {
    /// How many rows there are, each of them a step.
    pub(super) fn rows(&self) -> usize {
        self.slopes.len() / self.dim
    }

    /// The gradient of step `t`, counted from 1.
    pub(super) fn row(&self, t: usize) -> Option<&[f64]> {
        self.slopes.chunks(self.dim).nth(t - 1)
    }
}

/// Reads gradients from a file; `-` reads standard input. Columns are divided
/// by commas, semicolons, tabs or blanks; a first line without a number is
/// taken for a header, and lines that start with `#` for comments.
///
/// # Errors
/// Says what is wrong in which file, line and column, up to five mistakes.
pub(super) fn read(
    file: &Path,
    text: &dyn Fn(&Path) -> io::Result<String>,
) -> Result<Gradients, String> {
    let name =
        if file == Path::new("-") { "standard input".into() } else { file.display().to_string() };
    let text = text(file).map_err(|error| format!("cannot read {name}: {error}"))?;
    parse(&text).map_err(|error| format!("{name}{error}"))
}

/// [`read`] without the file. An error starts where the file's name ends.
pub(super) fn parse(text: &str) -> Result<Gradients, String> {
    // Spreadsheets like to put a byte order mark in front.
    let text = text.trim_start_matches('\u{feff}');
    let mut lines = (1..)
        .zip(text.lines().map(str::trim))
        .filter(|(_, line)| !line.is_empty() && !line.starts_with('#'))
        .peekable();
    let Some(&(_, first)) = lines.peek() else {
        return Err(" is empty: expected one row of gradients per step".into());
    };
    let divider = [',', ';', '\t'].into_iter().find(|&divider| first.contains(divider));
    let head = cells(first, divider);
    let dim = head.len();
    if head.iter().all(|cell| cell.parse::<f64>().is_err()) {
        lines.next();
    }
    if lines.peek().is_none() {
        return Err(" has a header but no rows: expected one row of gradients per step".into());
    }
    let (mut slopes, mut mistakes) = (Vec::new(), Mistakes::default());
    for (number, line) in lines {
        let row = cells(line, divider);
        if row.len() != dim {
            let columns = if dim == 1 { "column" } else { "columns" };
            mistakes.push(|| {
                let found = row.len();
                format!("line {number}: expected {dim} {columns}, as in the first line, but found {found}")
            });
            continue;
        }
        for (column, cell) in (1..).zip(row) {
            match cell.parse::<f64>() {
                Ok(slope) if slope.is_finite() => slopes.push(slope),
                _ => mistakes.push(|| {
                    let found = match cell {
                        "" => "it is empty".to_string(),
                        cell => format!("found `{cell}`"),
                    };
                    format!("line {number}, column {column}: expected a finite number, but {found}")
                }),
            }
        }
    }
    if mistakes.count == 0 { Ok(Gradients { dim, slopes }) } else { Err(mistakes.listed()) }
}

fn cells(line: &str, divider: Option<char>) -> Vec<&str> {
    match divider {
        None => line.split_whitespace().collect(),
        Some(divider) => line.split(divider).map(|cell| cell.trim().trim_matches('"')).collect(),
    }
}

/// The first mistakes in a file, and how many there are: every line may be one.
#[derive(Default)]
struct Mistakes {
    first: Vec<String>,
    count: usize,
}

impl Mistakes {
    fn push(&mut self, mistake: impl FnOnce() -> String) {
        if self.count < 5 {
            self.first.push(mistake());
        }
        self.count += 1;
    }

    /// One mistake beside the file's name, several below it, five at most.
    fn listed(mut self) -> String {
        if let [mistake] = &self.first[..] {
            return format!(", {mistake}");
        }
        if self.count > 5 {
            self.first.push(format!("and {} more", self.count - 5));
        }
        format!(":\n    {}", self.first.join("\n    "))
    }
}

#[cfg(test)]
mod tests {
    use super::{Gradients, parse};

    #[test]
    fn rows_are_read_however_they_are_divided() {
        let rows = Gradients { dim: 2, slopes: vec![1.0, -2.0, 0.25, 1e-300] };
        for text in [
            "1,-2\n0.25,1e-300\n",
            "\u{feff}g1,g2\r\n1,-2\r\n\r\n0.25, 1e-300",
            "\"g1\";\"g2\"\n1;-2\n0.25;1e-300",
            "# from a run\n  1.0 -2.0\n0.25   1e-300\n",
            "1\t-2\n0.25\t1e-300\n",
        ] {
            assert_eq!(parse(text).as_ref(), Ok(&rows), "{text:?}");
        }
        assert_eq!((rows.rows(), rows.row(2)), (2, Some(&[0.25, 1e-300][..])));
        assert_eq!(rows.row(3), None);
    }

    #[test]
    fn every_mistake_has_its_line_and_column() {
        for (text, says) in [
            ("", " is empty"),
            ("\n# nothing\n", " is empty"),
            ("a,b\n", " has a header but no rows"),
            ("1,2\n3\n", ", line 2: expected 2 columns, as in the first line, but found 1"),
            ("1,2\n3,NaN\n", ", line 2, column 2: expected a finite number, but found `NaN`"),
            ("1,x\n", ", line 1, column 2: expected a finite number, but found `x`"),
            (
                "g\n1\n\ninf\n-\n",
                ":\n    line 4, column 1: expected a finite number, but found `inf`\n    line 5",
            ),
            ("1,2\n3,\n", ", line 2, column 2: expected a finite number, but it is empty"),
            ("1\na\nb\nc\nd\ne\nf\n", "and 1 more"),
        ] {
            let error = parse(text).expect_err(text);
            assert!(error.contains(says), "{text:?}: {error}");
        }
    }
}
