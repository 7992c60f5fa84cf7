//! The reader's own numbers: `--csv FILE --column NAME`.

use super::Settings;
use crate::each::Eager;
use descent::{Ewma, Invalid};
use press::figure::{Axis, Ink, lines};
use press::number::{count, digits, exact};
use press::{Cell, Page};

/// The averages of a series, from its first value and corrected.
pub(super) fn page(settings: &Settings, values: &[f64]) -> Result<Page, Invalid> {
    Invalid::none()
        .at_least_one("the number of values", values.len())
        .finite("value", values)
        .into_result()?;
    let average = Ewma { beta: settings.beta };
    let from_first = average.averages(values[0], values);
    let corrected = average.corrected(values);
    let row = |t: usize| -> [Cell; 4] {
        [
            count(t + 1).into(),
            exact(values[t]).into(),
            digits(from_first[t], 6).into(),
            digits(corrected[t], 6).into(),
        ]
    };
    let points = |line: &[f64]| line.iter().enumerate().each(|(i, &v)| (i as f64 + 1.0, v));
    let last = values.len() - 1;
    let figure = lines(Axis::linear("t"), Axis::linear("value"))
        .dots(Ink::DATA, "your values", points(values))
        .line(Ink::FIRST, "from the first value", points(&from_first))
        .line(Ink::THIRD, "corrected", points(&corrected))
        .draw(format!(
            "{} values and their average with β = {}, which ends at {}.",
            values.len(),
            settings.beta,
            digits(corrected[last], 6).text
        ));
    Ok(Page::new("ewma")
        .number("values", count(values.len()))
        .number("beta", exact(settings.beta))
        .number("window", digits(average.window(), 3))
        .number("half_life", digits(average.half_life(), 3))
        .number("last", digits(corrected[last], 6))
        .table(
            "averages",
            ["t", "value", "from the first value", "corrected"],
            (0..=last).each(row),
        )
        .figure("series", figure))
}
