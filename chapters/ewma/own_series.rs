//! The reader's own numbers: `--csv FILE --column NAME`, with gaps if `--missing gap`
//! is asked for.

use super::Settings;
use crate::each::Eager;
use descent::gaps::Beginning;
use descent::{Ewma, Invalid};
use press::figure::{Axis, Ink, lines};
use press::number::{Shown, count, digits, exact};
use press::{Cell, Page};

/// The averages of a series, from its first value and corrected.
pub(super) fn page(
    settings: &Settings,
    values: &[f64],
) -> Result<Page, Invalid> {
    Invalid::none()
        .at_least_one("the number of values", values.len())
        .into_result()?;
    let average = Ewma { beta: settings.beta };
    // A value that is missing is no number.
    let gaps = values.iter().filter(|value| value.is_nan()).count();
    let [from_first, corrected] = if gaps == 0 {
        [average.averages(values[0], values), average.corrected(values)]
    } else {
        [Beginning::FirstValue, Beginning::Corrected]
            .map(|how| average.over_gaps(how, values))
    };
    // Before the first value there is no average, and in a gap no value.
    let cell = |value: f64, shown: Shown| {
        if value.is_nan() { "–".into() } else { shown.into() }
    };
    let row = |t: usize| -> [Cell; 4] {
        [
            count(t + 1).into(),
            cell(values[t], exact(values[t])),
            cell(from_first[t], digits(from_first[t], 6)),
            cell(corrected[t], digits(corrected[t], 6)),
        ]
    };
    let points = |line: &[f64]| {
        let all = line.iter().enumerate().filter(|(_, v)| !v.is_nan());
        all.map(|(i, &v)| (i as f64 + 1.0, v)).collect::<Vec<_>>()
    };
    let last = values.len() - 1;
    let figure = lines(Axis::linear("t"), Axis::linear("value"))
        .dots(Ink::DATA, "your values", points(values))
        .line(Ink::FIRST, "from the first value", points(&from_first))
        .line(Ink::THIRD, "corrected", points(&corrected))
        .draw(format!(
            "{} values{} and their average with β = {}, which ends at {}.",
            values.len() - gaps,
            if gaps == 0 { String::new() } else { format!(", {gaps} missing,") },
            settings.beta,
            digits(corrected[last], 6).text
        ));
    Ok(Page::new("ewma")
        .number("values", count(values.len() - gaps))
        .number("missing", count(gaps))
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
