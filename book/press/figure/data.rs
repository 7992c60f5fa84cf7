//! A figure's numbers as CSV, to be taken away: what was drawn, in the order
//! in which it was drawn.

use csv::Writer;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;

/// What a figure draws. Most of the time that a map takes would go into its
/// CSV, so it is made when somebody asks for it.
#[derive(Clone)]
pub struct Drawn(How);

#[derive(Clone)]
enum How {
    Made(String),
    Later(Arc<dyn Fn() -> Data + Send + Sync>),
}

impl Drawn {
    /// What `make` will make.
    pub(crate) fn later(make: impl Fn() -> Data + Send + Sync + 'static) -> Self {
        Self(How::Later(Arc::new(make)))
    }

    /// The numbers that were drawn, as CSV.
    pub fn csv(&self) -> Cow<'_, str> {
        match &self.0 {
            How::Made(text) => text.into(),
            How::Later(make) => make().text().into(),
        }
    }
}

impl Default for Drawn {
    fn default() -> Self {
        Self(How::Made(String::new()))
    }
}

impl PartialEq for Drawn {
    fn eq(&self, other: &Self) -> bool {
        self.csv() == other.csv()
    }
}

impl Eq for Drawn {}

impl fmt::Debug for Drawn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.csv())
    }
}

impl Serialize for Drawn {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.csv())
    }
}

impl<'de> Deserialize<'de> for Drawn {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer).map(|text| Self(How::Made(text)))
    }
}

/// Rows under a header, one after another.
pub(crate) struct Data {
    pub(crate) header: Vec<String>,
    pub(crate) rows: Vec<Vec<String>>,
}

impl Data {
    /// A table with the given columns and no rows yet.
    pub(crate) fn new<const N: usize>(header: [&str; N]) -> Self {
        Self { header: header.map(String::from).into(), rows: Vec::new() }
    }

    /// The data of a map: `series, x, y, value`, the axes by their names.
    pub(crate) fn map([x, y]: [&str; 2], value: &str) -> Self {
        Self::new(["series", x, y, value])
    }

    /// Adds a row.
    pub(crate) fn row<const N: usize>(&mut self, cells: [String; N]) {
        self.rows.push(cells.into());
    }

    /// Adds the points of a line on a map: places without a value.
    pub(crate) fn line(&mut self, name: &str, points: &[(f64, f64)]) {
        for &(x, y) in points {
            self.row([name.into(), x.to_string(), y.to_string(), String::new()]);
        }
    }

    /// Adds a field on a map: `columns` values a row, row by row from the
    /// bottom, at the places that `at` tells of column and row.
    pub(crate) fn field(
        &mut self,
        name: &str,
        columns: usize,
        values: &[f64],
        at: impl Fn(usize, usize) -> (f64, f64),
    ) {
        for (i, &value) in values.iter().enumerate() {
            let (x, y) = at(i % columns, i / columns);
            self.row([name.into(), short(x), short(y), short(value)]);
        }
    }

    /// The whole file.
    pub(crate) fn text(self) -> String {
        let mut writer = Writer::from_writer(Vec::new());
        for row in std::iter::once(&self.header).chain(&self.rows) {
            writer.write_record(row).expect("writing to memory cannot fail");
        }
        let bytes = writer.into_inner().expect("writing to memory cannot fail");
        String::from_utf8(bytes).expect("only texts were written")
    }
}

/// Six significant digits: what is drawn as shades needs no more, and a map
/// has thousands of values.
fn short(value: f64) -> String {
    let rounded: f64 = format!("{value:.5e}").parse().unwrap_or(value);
    // A rounded −0 is 0.
    (rounded + 0.0).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_figure_s_numbers_are_made_only_when_they_are_asked_for() {
        let figure = crate::figure::lines(
            crate::figure::Axis::linear("t"),
            crate::figure::Axis::linear("x"),
        )
        .line(crate::figure::Ink::FIRST, "a", [(0.0, 1.0), (1.0, 0.5)])
        .draw("a line");
        assert!(matches!(figure.data.0, How::Later(_)));
        assert_eq!(figure.data.csv(), "series,t,x\na,0,1\na,1,0.5\n");
    }

    #[test]
    fn a_map_lists_lines_with_every_digit_and_fields_with_six() {
        let mut data = Data::map(["x, along", "y"], "loss");
        data.line("a \"path\"", &[(0.1 + 0.2, -0.0)]);
        data.field("loss", 2, &[1.0 / 3.0, f64::NAN, -1e-12, 123_456_789.0], |c, r| {
            (c as f64, r as f64 / 3.0)
        });
        assert_eq!(
            data.text(),
            "series,\"x, along\",y,loss\n\
             \"a \"\"path\"\"\",0.30000000000000004,-0,\n\
             loss,0,0,0.333333\nloss,1,0,NaN\n\
             loss,0,0.333333,-0.000000000001\nloss,1,0.333333,123457000\n"
        );
    }
}
