//! A figure's numbers as CSV, to be taken away: what was drawn, in the order
//! in which it was drawn.

use csv::Writer;

/// Rows under a header, one after another.
pub(crate) struct Data(Writer<Vec<u8>>);

impl Data {
    /// A table with the given columns and no rows yet.
    pub(crate) fn new<const N: usize>(header: [&str; N]) -> Self {
        let mut table = Self(Writer::from_writer(Vec::new()));
        table.row(header.map(String::from));
        table
    }

    /// The data of a map: `series, x, y, value`, the axes by their names.
    pub(crate) fn map([x, y]: [&str; 2], value: &str) -> Self {
        Self::new(["series", x, y, value])
    }

    /// Adds a row.
    pub(crate) fn row<const N: usize>(&mut self, cells: [String; N]) {
        self.0.write_record(cells).expect("writing to memory cannot fail");
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
        let bytes = self.0.into_inner().expect("writing to memory cannot fail");
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
