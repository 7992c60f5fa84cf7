//! The reader's own gradients: one row per step, one column per parameter.

use std::io;
use std::path::Path;
use table::{Decimals, Mistakes, Row, Rows, number};

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

/// Reads gradients from a file; `-` reads standard input. Any dialect is
/// understood that [`table`] knows; a first line without a number is taken for
/// a header.
///
/// # Errors
/// Says what is wrong in which file, line and column, up to five mistakes.
pub(super) fn read(
    file: &Path,
    text: &dyn Fn(&Path) -> io::Result<String>,
) -> Result<Gradients, String> {
    let name = table::name(file);
    let text = text(file).map_err(|error| format!("cannot read {name}: {error}"))?;
    parse(&text).map_err(|error| format!("{name}{error}"))
}

/// [`read`] without the file. An error starts where the file's name ends.
pub(super) fn parse(text: &str) -> Result<Gradients, String> {
    let mut rows = Rows::of(text)?;
    let divider = rows.divider();
    let Some(first) = rows.next().transpose()? else {
        return Err(" is empty: expected one row of gradients per step".into());
    };
    let dim = first.cells.len();
    has_names(&first)?;
    let mut found = Found::new(dim, divider);
    let names = first.cells.iter().all(|cell| number(cell, divider).is_none());
    if !names {
        found.take(&first);
    }
    let Some(second) = rows.next().transpose()? else {
        if names {
            return Err(" has a header but no rows: expected one row of gradients per step".into());
        }
        return found.all();
    };
    not_in_doubt(&first, &second)?;
    found.take(&second);
    for row in rows {
        found.take(&row?);
    }
    found.all()
}

/// Refuses a column without a name beside others: pandas writes its index so.
fn has_names(first: &Row) -> Result<(), String> {
    let Row { line, cells } = first;
    match cells.iter().position(str::is_empty) {
        Some(i) if cells.iter().any(|cell| !cell.is_empty()) => Err(format!(
            ", line {line}: column {} has no name; if it counts the rows, as pandas' index does, leave it out (`index=False`)",
            i + 1
        )),
        _ => Ok(()),
    }
}

/// Refuses whole numbers 0, 1, … above fractions: pandas calls columns so that
/// have no name, and a gradient could be just that.
fn not_in_doubt(first: &Row, second: &Row) -> Result<(), String> {
    let Row { line, cells } = first;
    let counted = cells.iter().enumerate().all(|(i, cell)| cell == i.to_string());
    if !(counted && second.cells.iter().any(|cell| cell.contains('.'))) {
        return Ok(());
    }
    let cells: Vec<&str> = cells.iter().collect();
    Err(format!(
        ", line {line}: {} may be names, as pandas gives them, or a gradient: leave the line out (`header=False`), or write its numbers with a point, {}",
        cells.join(","),
        cells.iter().map(|cell| format!("{cell}.0")).collect::<Vec<_>>().join(",")
    ))
}

/// The slopes so far, and what is none.
struct Found {
    dim: usize,
    divider: u8,
    slopes: Vec<f64>,
    decimals: Decimals,
    mistakes: Mistakes,
}

impl Found {
    fn new(dim: usize, divider: u8) -> Self {
        let (slopes, decimals, mistakes) = Default::default();
        Self { dim, divider, slopes, decimals, mistakes }
    }

    fn take(&mut self, row: &Row) {
        let Row { line, cells } = row;
        if cells.len() != self.dim {
            return self.mistakes.push(|| table::width(*line, self.dim, cells.len()));
        }
        for (column, cell) in (1..).zip(cells) {
            match number(cell, self.divider).filter(|slope| slope.is_finite()) {
                Some(slope) => {
                    self.slopes.push(slope);
                    self.decimals.see(cell, *line);
                }
                None => self.mistakes.push(|| {
                    let found = match cell {
                        "" => "it is empty".to_string(),
                        cell => format!("found `{cell}`"),
                    };
                    format!("line {line}, column {column}: expected a finite number, but {found}")
                }),
            }
        }
    }

    fn all(self) -> Result<Gradients, String> {
        if !self.mistakes.is_empty() {
            return Err(self.mistakes.listed());
        }
        self.decimals.check().map_err(|error| format!(", {error}"))?;
        Ok(Gradients { dim: self.dim, slopes: self.slopes })
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
            "sep=;\r1;-2\r0,25;1e-300\r",
            "\"w, 1\"; \"w, 2\"\n1;-2\n\n0.25;1e-300\n;\n",
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
                ":\n    line 3, column 1: expected a finite number, but it is empty\n    line 4, column 1: expected a finite number, but found `inf`\n    line 5",
            ),
            ("1,2\n3,\n", ", line 2, column 2: expected a finite number, but it is empty"),
            ("1\na\nb\nc\nd\ne\nf\n", "and 1 more"),
            (",g1,g2\n0,1,2\n", ", line 1: column 1 has no name; if it counts the rows"),
            ("0,1\n0.5,-0.25\n", ", line 1: 0,1 may be names"),
            ("g,h\n1,\"2\n3,4\n", ", line 2: a quotation mark is opened"),
            ("1;2,5\n1.5;3\n", ", line 1: `2,5` has a decimal comma, but `1.5` in line 2"),
        ] {
            let error = parse(text).expect_err(text);
            assert!(error.contains(says), "{text:?}: {error}");
        }
    }
}
