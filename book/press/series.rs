//! The reader's own numbers: one column of a CSV file.

use std::fmt::Write;
use std::io::Read;
use std::path::Path;

/// Reads one column of numbers from a CSV file with a header line; `-` reads
/// standard input. Commas, semicolons and tabs are understood. Without a
/// column's name the file must have only one column of numbers.
///
/// # Errors
/// Says what is wrong, in which file, line and column, and what would be
/// right: a file that cannot be read or is empty, a column that is not there,
/// a cell that is not a finite number (up to five such cells at once).
pub fn read(file: &Path, column: Option<&str>) -> Result<Vec<f64>, String> {
    let name =
        if file == Path::new("-") { "standard input".into() } else { file.display().to_string() };
    let text = text(file).map_err(|error| format!("cannot read {name}: {error}"))?;
    parse(&text, column).map_err(|error| format!("{name}{error}"))
}

/// More is no file that anybody meant: `/dev/zero` never ends.
const LONGEST: u64 = 256 << 20;

/// The text of a file that is not endless; `-` is standard input.
///
/// # Errors
/// If it cannot be read, or is longer than 256 MB.
pub fn text(file: &Path) -> std::io::Result<String> {
    let mut text = String::new();
    if file == Path::new("-") {
        std::io::stdin().lock().take(LONGEST + 1).read_to_string(&mut text)?;
    } else {
        std::fs::File::open(file)?.take(LONGEST + 1).read_to_string(&mut text)?;
    }
    if text.len() as u64 > LONGEST {
        return Err(std::io::Error::other(format!("it is longer than {} MB", LONGEST >> 20)));
    }
    Ok(text)
}

/// [`read`] without the file. An error starts where the file's name ends.
///
/// # Errors
/// As [`read`].
pub fn parse(text: &str, column: Option<&str>) -> Result<Vec<f64>, String> {
    // Spreadsheets like to put a byte order mark in front.
    let text = text.trim_start_matches('\u{feff}');
    if text.trim().is_empty() {
        return Err(" is empty: expected a header line, then one row per value".into());
    }
    let first = text.lines().next().unwrap_or_default();
    let delimiter = *[b',', b';', b'\t']
        .iter()
        .max_by_key(|&&d| (first.bytes().filter(|&b| b == d).count(), d == b','))
        .unwrap_or(&b',');
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(delimiter)
        .trim(csv::Trim::All)
        .from_reader(text.as_bytes());
    let header = reader.headers().map_err(|error| format!(": {error}"))?.clone();
    if header.iter().all(|cell| cell.parse::<f64>().is_ok()) {
        return Err(format!(
            ", line 1: `{first}` looks like values, but the first line must name the columns"
        ));
    }
    let mut row = csv::StringRecord::new();
    let mut next =
        |row: &mut csv::StringRecord| reader.read_record(row).map_err(|error| format!(": {error}"));
    if !next(&mut row)? {
        return Err(" has a header but no rows: expected one row per value".into());
    }
    let index = match column {
        Some(column) => {
            header.iter().position(|name| name == column).ok_or_else(|| missing(column, &header))?
        }
        None => only_column_of_numbers(&header, &row)?,
    };
    // Row by row: the whole table would be many times as large as its text.
    let mut numbers = Numbers::default();
    loop {
        numbers.take(&row[index], row.position().map_or(0, csv::Position::line));
        if !next(&mut row)? {
            return numbers.all(&header[index]);
        }
    }
}

fn missing(column: &str, header: &csv::StringRecord) -> String {
    let names: Vec<&str> = header.iter().collect();
    let nearest = setting::nearest(column, names.iter().copied());
    let hint = nearest.map_or(String::new(), |name| format!("; did you mean `{name}`?"));
    format!(" has no column `{column}`, only {}{hint}", quoted(&names))
}

fn only_column_of_numbers(
    header: &csv::StringRecord,
    row: &csv::StringRecord,
) -> Result<usize, String> {
    let numeric: Vec<usize> = (0..header.len())
        .filter(|&i| row.get(i).is_some_and(|cell| cell.parse::<f64>().is_ok()))
        .collect();
    match numeric[..] {
        [index] => Ok(index),
        [] => Err(format!(
            " has no column of numbers: its first row is {}",
            quoted(&row.iter().collect::<Vec<_>>())
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

/// The numbers of a column so far, and what in it is none.
#[derive(Default)]
struct Numbers {
    values: Vec<f64>,
    /// The first five cells that are no numbers, a line each.
    shown: String,
    mistakes: usize,
}

impl Numbers {
    fn take(&mut self, cell: &str, line: u64) {
        match cell.parse::<f64>() {
            Ok(value) if value.is_finite() => return self.values.push(value),
            _ if self.mistakes >= 5 => {}
            _ if cell.is_empty() => {
                let _ = write!(self.shown, "\n  line {line}: an empty cell");
            }
            _ => {
                let _ = write!(self.shown, "\n  line {line}: `{cell}`");
            }
        }
        self.mistakes += 1;
    }

    fn all(self, name: &str) -> Result<Vec<f64>, String> {
        let more = match self.mistakes {
            0 => return Ok(self.values),
            1..=5 => String::new(),
            mistakes => format!("\n  and {} more", mistakes - 5),
        };
        Err(format!(", column {name}: expected finite numbers{}{more}", self.shown))
    }
}

#[cfg(test)]
mod tests {
    use super::parse;

    #[test]
    fn a_column_is_read_by_name_or_because_it_is_the_only_one() {
        let text = "\u{feff}date,temp\n2013-01-01, 5.0\n2013-01-02,6.1\n";
        assert_eq!(parse(text, None), Ok(vec![5.0, 6.1]));
        assert_eq!(parse(text, Some("temp")), Ok(vec![5.0, 6.1]));
        assert_eq!(parse("t;x\na;1\nb;2", Some("x")), Ok(vec![1.0, 2.0]));
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
            ("t,u\n1\n", Some("t"), "line: 2"),
        ] {
            let error = parse(text, column).expect_err(text);
            assert!(error.contains(says), "{text:?}: {error}");
        }
    }
}
