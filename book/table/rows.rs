//! Rows of cells, each with its line.

use super::dialect::tidied;
use csv::{Reader, ReaderBuilder, StringRecord, Terminator, Trim};
use std::collections::VecDeque;
use std::io::Cursor;

/// A row of a table.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// The line it starts in, counted from 1.
    pub line: u64,
    /// Its cells, without quotes and without blanks around them.
    pub cells: StringRecord,
}

impl Row {
    fn is_blank(&self) -> bool {
        self.cells.len() == 1 && self.cells[0].is_empty()
    }

    fn is_empty(&self) -> bool {
        self.cells.iter().all(str::is_empty)
    }
}

/// The rows of a table, one after the other: all of them at once would be many
/// times as large as their text.
pub struct Rows {
    reader: Reader<Cursor<String>>,
    divider: u8,
    /// Empty rows, until it is known whether another follows; then those to be given.
    waiting: VecDeque<Row>,
    /// How many cells the first row has; 0 before it.
    columns: usize,
}

/// Of more blank lines in a row nobody wants to hear.
const WAITING: usize = 1000;

/// Reads `text`, whose lines end with LF, cell by cell.
fn reader(text: String, divider: u8) -> Reader<Cursor<String>> {
    ReaderBuilder::new()
        .delimiter(divider)
        .terminator(Terminator::Any(b'\n'))
        .comment(Some(b'#'))
        .has_headers(false)
        .flexible(true)
        .trim(Trim::None)
        .from_reader(Cursor::new(text))
}

impl Rows {
    /// The rows of `text`, whatever its dialect: see the [crate].
    ///
    /// # Errors
    /// If the text says of itself that cells are divided by what cannot divide
    /// them, or a quote is never closed. The sentence follows the file's name.
    pub fn of(text: &str) -> Result<Self, String> {
        let (text, divider) = tidied(text)?;
        let reader = reader(text, divider);
        Ok(Self { reader, divider, waiting: VecDeque::new(), columns: 0 })
    }

    /// What divides cells; a blank stands for any number of them.
    pub fn divider(&self) -> u8 {
        self.divider
    }

    /// The next row with anything in it; what was skipped before it waits.
    fn read(&mut self) -> Result<Option<Row>, String> {
        loop {
            let from = self.reader.position().clone();
            let mut cells = StringRecord::new();
            let read = self.reader.read_record(&mut cells);
            if !read.map_err(|error| format!(": {error}"))? {
                return Ok(None);
            }
            let (text, to) = (self.reader.get_ref().get_ref(), self.reader.position());
            let place = |byte: u64| usize::try_from(byte).unwrap_or(usize::MAX).min(text.len());
            let read = &text[place(from.byte())..place(to.byte())];
            // The crate counts a row's line from the end of the last row. It is
            // counted from this row's own end instead.
            let inside: usize = cells.iter().map(|cell| cell.matches('\n').count()).sum();
            let line = to.line() - u64::from(read.ends_with('\n')) - inside as u64;
            let skipped = (line - from.line()) as usize;
            // The crate passes over blank lines and comments alike.
            let blanks = (from.line()..).zip(read.lines().take(skipped));
            let blanks = blanks.filter(|(_, text)| text.trim().is_empty());
            let blanks: Vec<u64> = blanks.map(|(line, _)| line).take(WAITING).collect();
            for line in blanks {
                self.wait(Row { line, cells: StringRecord::from(vec![""]) });
            }
            cells.trim();
            let row = Row { line, cells };
            if !row.is_empty() {
                return Ok(Some(row));
            }
            self.wait(row);
        }
    }

    /// Lets an empty row wait. Nothing is empty before the first row, and a blank
    /// line is one of its kind only where rows have one cell.
    fn wait(&mut self, row: Row) {
        let is_row = self.columns == 1 || (self.columns > 1 && !row.is_blank());
        if is_row && self.waiting.len() < WAITING {
            self.waiting.push_back(row);
        }
    }
}

impl Iterator for Rows {
    type Item = Result<Row, String>;

    fn next(&mut self) -> Option<Self::Item> {
        // A row with anything in it ends the wait of those before it.
        if self.waiting.back().is_some_and(|row| !row.is_empty()) {
            return self.waiting.pop_front().map(Ok);
        }
        match self.read() {
            Err(error) => Some(Err(error)),
            // What is empty at the end is no row.
            Ok(None) => None,
            Ok(Some(row)) => {
                if self.columns == 0 {
                    self.columns = row.cells.len();
                }
                self.waiting.push_back(row);
                self.waiting.pop_front().map(Ok)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Rows;

    fn rows(text: &str) -> Result<Vec<(u64, Vec<String>)>, String> {
        let cells = |cells: csv::StringRecord| cells.iter().map(str::to_string).collect();
        Rows::of(text)?.map(|row| row.map(|row| (row.line, cells(row.cells)))).collect()
    }

    #[test]
    fn rows_know_their_lines_whatever_stands_between_them() {
        let text = "# by hand\n\n a , \"b, c\"\n1,2\r\n\r\n# half\n3,\"4\n5\"\r6,7\n\n";
        let found = rows(text).expect("a table");
        let lines: Vec<u64> = found.iter().map(|(line, _)| *line).collect();
        assert_eq!(lines, [3, 4, 7, 9]);
        let cells: Vec<&[String]> = found.iter().map(|(_, cells)| &cells[..]).collect();
        assert_eq!(cells, [&["a", "b, c"][..], &["1", "2"], &["3", "4\n5"], &["6", "7"]]);
    }

    #[test]
    fn empty_rows_at_either_end_are_none() {
        assert_eq!(rows("\n;;\na;b\n1;2\n;\n ; \n\n").map(|rows| rows.len()), Ok(2));
        assert_eq!(rows("v\n1\n\n\n2\n\n").map(|rows| rows.len()), Ok(5));
        assert_eq!(rows("\n \n#\n"), Ok(vec![]));
    }

    #[test]
    fn a_quote_that_nothing_closes_is_told() {
        let error = rows("a,b\n\n1,\"2\n3,4\n").expect_err("an open quote");
        assert_eq!(error, ", line 3: a quotation mark is opened and never closed");
        // One that opens nothing is a sign like any other.
        assert_eq!(rows("screen,v\n5\",1\n").map(|rows| rows.len()), Ok(2));
    }
}
