//! The reader's own numbers: one column of a table.

use csv::StringRecord;
#[cfg(feature = "bind")]
use std::path::Path;
use table::{Decimals, Mistakes, Row, Rows, number};

/// Reads one column of numbers from a CSV file with a header line; `-` reads
/// standard input. Any dialect is understood that [`table`] knows. Without a
/// column's name the file must have only one column of numbers. With `gaps` a
/// missing value is NaN instead of a mistake: an empty cell, or one that says so
/// in a word that pandas or R writes.
///
/// # Errors
/// Says what is wrong, in which file, line and column, and what would be
/// right: a file that cannot be read or is empty, a column that is not there or
/// is there twice, a cell that is not a finite number (up to five such cells at
/// once).
#[cfg(feature = "bind")]
pub fn read(file: &Path, column: Option<&str>, gaps: bool) -> Result<Vec<f64>, String> {
    let name = table::name(file);
    let text = table::text(file).map_err(|error| format!("cannot read {name}: {error}"))?;
    parse(&text, column, gaps).map_err(|error| format!("{name}{error}"))
}

/// The same from the text of a file. An error starts where the file's name ends.
///
/// # Errors
/// Says what is wrong, as above, but for the file.
pub fn parse(text: &str, column: Option<&str>, gaps: bool) -> Result<Vec<f64>, String> {
    let mut rows = Rows::of(text)?;
    let Some(header) = rows.next().transpose()? else {
        return Err(" is empty: expected a header line, then one row per value".into());
    };
    let asked_for = column.map(|column| find(column, &header));
    // A column may be called `1`, by pandas for one; then it is asked for.
    let asked_for = match asked_for {
        None | Some(Err(_)) if is_of_numbers(&header, rows.divider()) => {
            let Row { line, cells } = header;
            let first =
                cells.iter().collect::<Vec<_>>().join(&char::from(rows.divider()).to_string());
            return Err(format!(
                ", line {line}: `{first}` looks like values, but the first line must name the columns"
            ));
        }
        None => None,
        Some(found) => Some(found?),
    };
    let Some(first) = rows.next().transpose()? else {
        return Err(" has a header but no rows: expected one row per value".into());
    };
    let header = header.cells;
    let index = match asked_for {
        Some(index) => index,
        None => only_column_of_numbers(&header, &first, rows.divider())?,
    };
    let mut numbers = Numbers::new(&header, index, rows.divider(), gaps);
    numbers.take(&first);
    for row in rows {
        numbers.take(&row?);
    }
    numbers.all()
}

fn is_of_numbers(header: &Row, divider: u8) -> bool {
    header.cells.iter().all(|cell| number(cell, divider).is_some())
}

/// The place of the column with that name.
fn find(column: &str, header: &Row) -> Result<usize, String> {
    let Row { line, cells } = header;
    let mut found = cells.iter().enumerate().filter(|(_, name)| *name == column.trim());
    let Some((index, _)) = found.next() else { return Err(missing(column, cells)) };
    match found.count() {
        0 => Ok(index),
        more => Err(format!(
            ", line {line}: {} columns are called `{column}`: give each a name of its own",
            more + 1
        )),
    }
}

fn missing(column: &str, header: &StringRecord) -> String {
    let names: Vec<&str> = header.iter().collect();
    let nearest = setting::nearest(column, names.iter().copied());
    let hint = nearest.map_or(String::new(), |name| format!("; did you mean `{name}`?"));
    format!(" has no column `{column}`, only {}{hint}", quoted(&names))
}

fn only_column_of_numbers(
    header: &StringRecord,
    first: &Row,
    divider: u8,
) -> Result<usize, String> {
    let numeric: Vec<usize> = (0..header.len())
        .filter(|&i| first.cells.get(i).is_some_and(|cell| number(cell, divider).is_some()))
        .collect();
    match numeric[..] {
        [index] => Ok(index),
        // Nothing to choose from: its cells say themselves what they are.
        [] if header.len() == 1 => Ok(0),
        [] => Err(format!(
            " has no column of numbers: its first row is {}",
            quoted(&first.cells.iter().collect::<Vec<_>>())
        )),
        _ => {
            let names: Vec<&str> = numeric.iter().map(|&i| &header[i]).collect();
            Err(format!(
                " has several columns of numbers, {}: choose one with --column",
                quoted(&names)
            ))
        }
    }
}

fn quoted(names: &[&str]) -> String {
    names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}

/// Whether a cell says that there is no value.
fn is_missing(cell: &str) -> bool {
    ["", "na", "nan", "n/a", "null", "none", "-"].iter().any(|word| cell.eq_ignore_ascii_case(word))
}

/// The numbers of a column so far, and what in it is none.
struct Numbers<'a> {
    header: &'a StringRecord,
    index: usize,
    divider: u8,
    gaps: bool,
    values: Vec<f64>,
    decimals: Decimals,
    mistakes: Mistakes,
}

impl<'a> Numbers<'a> {
    fn new(header: &'a StringRecord, index: usize, divider: u8, gaps: bool) -> Self {
        let (values, decimals, mistakes) = Default::default();
        Self { header, index, divider, gaps, values, decimals, mistakes }
    }

    fn take(&mut self, row: &Row) {
        let (Row { line, cells }, columns) = (row, self.header.len());
        if cells.len() != columns {
            let found = cells.len();
            return self.mistakes.push(|| table::width(*line, columns, found));
        }
        let cell = &cells[self.index];
        match number(cell, self.divider).filter(|value| value.is_finite()) {
            Some(value) => {
                self.values.push(value);
                self.decimals.see(cell, *line);
            }
            None if self.gaps && is_missing(cell) => self.values.push(f64::NAN),
            None if cell.is_empty() => self.mistakes.push(|| format!("line {line}: an empty cell")),
            None => self.mistakes.push(|| format!("line {line}: `{cell}`")),
        }
    }

    fn all(self) -> Result<Vec<f64>, String> {
        let name = &self.header[self.index];
        if self.mistakes.is_empty() && self.values.iter().all(|value| value.is_nan()) {
            return Err(format!(", column {name}: every value is missing"));
        }
        if !self.mistakes.is_empty() {
            let told = self.mistakes.below();
            return Err(format!(", column {name}: expected finite numbers{told}"));
        }
        self.decimals.check().map_err(|error| format!(", column {name}, {error}"))?;
        Ok(self.values)
    }
}

#[cfg(test)]
mod tests {
    use super::parse;

    #[test]
    fn a_column_is_read_by_name_or_because_it_is_the_only_one() {
        let text = "\u{feff}date,temp\n2013-01-01, 5.0\n2013-01-02,6.1\n";
        assert_eq!(parse(text, None, false), Ok(vec![5.0, 6.1]));
        assert_eq!(parse(text, Some("temp"), false), Ok(vec![5.0, 6.1]));
        assert_eq!(parse("t;x\na;1\nb;2", Some("x"), false), Ok(vec![1.0, 2.0]));
    }

    #[test]
    fn missing_values_are_gaps_if_that_is_asked_for() {
        let text = "t,x\n1,\n2,0.5\n3,NA\n4,nan\n5,2\n";
        let read = parse(text, Some("x"), true).expect("gaps are welcome");
        assert_eq!(format!("{read:?}"), "[NaN, 0.5, NaN, NaN, 2.0]");
        assert!(
            parse(text, Some("x"), false).expect_err("they are not").contains("line 2: an empty")
        );
        let none = parse("t,x\n1,\n2,NA\n", Some("x"), true).expect_err("nothing is left");
        assert_eq!(none, ", column x: every value is missing");
        let wrong = parse("t,x\n1,\n2,q\n", Some("x"), true).expect_err("q is no gap");
        assert!(wrong.contains("line 3: `q`"), "{wrong}");
    }

    #[test]
    fn every_mistake_says_what_is_wrong_where_and_what_would_be_right() {
        for (text, column, says) in [
            ("", None, "is empty"),
            ("date,temp\n", None, "no rows"),
            (
                "date,temp\n1,2\n",
                Some("tmp"),
                "has no column `tmp`, only `date`, `temp`; did you mean `temp`?",
            ),
            ("a,b\n1,2\n", None, "several columns of numbers, `a`, `b`: choose one with --column"),
            ("a,b\nx,y\n", None, "no column of numbers"),
            ("1\n2\n3\n", None, "line 1: `1` looks like values"),
            ("t\n1\nx\nNaN\ninf\n", Some("t"), "line 3: `x`\n  line 4: `NaN`\n  line 5: `inf`"),
            ("t,u\n1,\n", Some("u"), "line 2: an empty cell"),
            (
                "t,u\r\n1,2\r\n1\r\n",
                Some("t"),
                "\n  line 3: expected 2 columns, as in the first line, but found 1",
            ),
            ("t\n1\n\n\n2\n", None, "line 3: an empty cell\n  line 4: an empty cell"),
            ("t,u\n\n1,x\n\n2,y\nz,y\n", None, "column t: expected finite numbers\n  line 6: `z`"),
            ("t,t\n1,2\n", Some("t"), ", line 1: 2 columns are called `t`: give each a name"),
            ("a\nx\n", None, "line 2: `x`"),
            ("a\n3,5\n", None, "found 2; if its comma is a decimal one, write a point instead"),
            ("a;b\n1,5;2\n2.5;3\n", Some("a"), "line 2: `1,5` has a decimal comma"),
            ("sep=ab\na\n1\n", None, ", line 1: `sep=ab` names no sign"),
            ("a,b\n1,\"2\n3,4\n", Some("b"), "line 2: a quotation mark is opened"),
        ] {
            let error = parse(text, column, false).expect_err(text);
            assert!(error.contains(says), "{text:?}: {error}");
        }
    }
}
