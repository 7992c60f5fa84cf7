//! The reader's own tables, as spreadsheets and programs write them: text comes
//! in, rows of cells go out, each with the line it starts in.
//!
//! ```text
//! file ─► text       UTF-8, UTF-16 with its mark
//!          └─► dialect    what divides cells: commas, semicolons, tabs, blanks, `sep=`
//!               └─► rows       quotes, comments, blank lines, line numbers
//!                    └─► numbers    decimal points, or decimal commas
//! ```
//!
//! What all tables have in common:
//!
//! * Lines end with LF, CRLF or CR. The first may be Excel's `sep=;`.
//! * Cells may be quoted; what stands between quotes divides nothing. Blanks
//!   around a cell are no part of it.
//! * Lines that start with `#` are comments.
//! * Blank lines before and after the rows are no rows. Amid them a blank line is
//!   a row with an empty cell where rows have one cell, and none where they have more.

#[cfg(test)]
mod any_dialect;
mod dialect;
mod mistakes;
mod numbers;
mod rows;
mod text;

pub use mistakes::{Mistakes, width};
pub use numbers::{Decimals, number};
pub use rows::{Row, Rows};
pub use text::{decoded, name, text};

/// When the compilation of this package began, in nanoseconds since 1970: by it
/// the press knows which computed pages are still those of these sources.
#[doc(hidden)]
pub const BEGAN: &str = env!("COMPILATION_BEGAN");
