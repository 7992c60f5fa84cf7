//! A table of a page: rows of cells under a header.

use crate::number::Shown;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::fmt;
use unicode_width::UnicodeWidthStr;

/// Rows under a header. Every row is as long as the header.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Table {
    /// The table's name on its page.
    pub name: String,
    /// One text per column.
    pub header: Vec<String>,
    /// The cells, row by row.
    pub rows: Vec<Vec<Cell>>,
    /// The source that made it, from the project's root.
    pub file: String,
}

/// One cell of a [`Table`].
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Cell {
    /// A number, set to the right.
    Number(Shown),
    /// Words, set to the left; what stands between backticks is code.
    Text(String),
    /// Words that differ from what the rest of the row says: set bold.
    Apart(String),
    /// A tick that leads to what stands behind a row or column: the first line
    /// of a source file with these words.
    Proof {
        /// The file, from the project's root.
        file: String,
        /// Words of the line.
        words: String,
    },
}

impl Cell {
    /// The cell as text.
    pub fn text(&self) -> &str {
        match self {
            Cell::Number(shown) => &shown.text,
            Cell::Text(text) | Cell::Apart(text) => text,
            Cell::Proof { .. } => "✓",
        }
    }

    /// A tick that leads to the first line with these words in a source file.
    pub fn proof(file: &str, words: &str) -> Self {
        Cell::Proof { file: file.into(), words: words.into() }
    }

    /// The cell where nothing can be bold.
    fn plain(&self) -> Cow<'_, str> {
        match self {
            Cell::Apart(text) => format!("*{text}*").into(),
            cell => cell.text().into(),
        }
    }
}

impl From<Shown> for Cell {
    fn from(shown: Shown) -> Self {
        Cell::Number(shown)
    }
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        Cell::Text(text.into())
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        Cell::Text(text)
    }
}

impl fmt::Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "Table: {}", self.name)?;
        let columns = 0..self.header.len();
        let widths: Vec<usize> = columns
            .map(|c| {
                self.rows
                    .iter()
                    .map(|r| r[c].plain().width())
                    .chain([self.header[c].width()])
                    .max()
                    .unwrap_or(0)
            })
            .collect();
        let right =
            |c: usize| self.rows.first().is_some_and(|row| matches!(row[c], Cell::Number(_)));
        let mut line = |texts: Vec<Cow<'_, str>>| {
            let cells: Vec<String> = texts
                .iter()
                .enumerate()
                .map(|(c, text)| {
                    let pad = " ".repeat(widths[c] - text.width());
                    if right(c) { format!("{pad}{text}") } else { format!("{text}{pad}") }
                })
                .collect();
            writeln!(f, "  {}", cells.join("  ").trim_end())
        };
        line(self.header.iter().map(|words| words.as_str().into()).collect())?;
        self.rows.iter().try_for_each(|row| line(row.iter().map(Cell::plain).collect()))
    }
}
