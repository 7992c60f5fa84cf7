//! Axes: what a chart measures, and where on the sheet a value stands.

use super::Ends;
use super::ticks::{Mark, Spread, linear, log};

/// One axis of a chart.
#[derive(Debug, Clone, PartialEq)]
pub struct Axis {
    /// What it measures, with its unit.
    pub label: String,
    /// Whether equal lengths are equal differences or equal ratios.
    pub scale: Scale,
    /// What it spans; found from the data where `None`.
    pub range: Option<[f64; 2]>,
    /// Whether its ticks go without numbers: those of the chart beside it hold.
    pub bare: bool,
    /// Names at places instead of numbers: months, kinds. None: numbers.
    pub names: Vec<(f64, String)>,
}

/// See [`Axis::scale`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scale {
    /// Equal lengths are equal differences.
    Linear,
    /// Equal lengths are equal ratios; values that are not above 0 are not drawn.
    Log,
}

/// An axis made ready: its ends in drawing coordinates and its ticks.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Ticks {
    pub(crate) low: f64,
    pub(crate) high: f64,
    pub(crate) marks: Vec<Mark>,
    scale: Scale,
    /// Drawing coordinates are values divided by this power of ten, or their
    /// logarithms on a log scale.
    power: i32,
}

impl Ticks {
    /// Names in a column instead of numbers along an axis.
    pub(crate) fn names(high: f64, marks: Vec<Mark>) -> Self {
        Self { low: 0.0, high, marks, scale: Scale::Linear, power: 0 }
    }

    /// A value's place in drawing coordinates; `None` if it has none.
    pub(crate) fn place(&self, value: f64) -> Option<f64> {
        place(self.scale, self.power, value)
    }

    /// The values at the ends.
    pub(crate) fn ends(&self) -> Ends {
        let log = self.scale == Scale::Log;
        let value =
            |place: f64| if log { libm::pow(10.0, place) } else { shifted(place, -self.power) };
        Ends { low: value(self.low), high: value(self.high), log }
    }

    /// Whether a place is between the ends.
    pub(crate) fn hold(&self, place: f64) -> bool {
        (self.low..=self.high).contains(&place)
    }
}

/// See [`Ticks::place`].
fn place(scale: Scale, power: i32, value: f64) -> Option<f64> {
    let place = match scale {
        Scale::Linear => shifted(value, power),
        Scale::Log if value > 0.0 => libm::log10(value),
        Scale::Log => return None,
    };
    place.is_finite().then_some(place)
}

fn shifted(value: f64, power: i32) -> f64 {
    value * libm::pow(10.0, -f64::from(power))
}

/// By how many powers of ten values are shifted so that whatever is done to them
/// neither overflows nor loses digits: by none, unless they come near the ends
/// of what a float can be.
fn shift([low, high]: [f64; 2]) -> i32 {
    match low.abs().max(high.abs()) {
        most if most > 1e280 => 100,
        most if most < 1e-270 && most > 0.0 => -200,
        _ => 0,
    }
}

/// From the lowest to the highest place that a value has; from 0 to 1 if none has.
fn ends(scale: Scale, values: impl Iterator<Item = f64>) -> [f64; 2] {
    let [low, high] = values
        .filter_map(|value| place(scale, 0, value))
        .fold([f64::INFINITY, f64::NEG_INFINITY], |[low, high], v| [low.min(v), high.max(v)]);
    if low <= high { [low, high] } else { [0.0, 1.0] }
}

/// The point at a share of the way between two, however far they are apart.
pub(crate) fn between([low, high]: [f64; 2], share: f64) -> f64 {
    let span = high - low;
    if span.is_finite() { low + share * span } else { low * (1.0 - share) + high * share }
}

impl Axis {
    /// A linear axis that spans the data.
    pub fn linear(label: impl Into<String>) -> Self {
        let (scale, names) = (Scale::Linear, Vec::new());
        Self { label: label.into(), scale, range: None, bare: false, names }
    }

    /// A logarithmic axis that spans the data.
    pub fn log(label: impl Into<String>) -> Self {
        Self { scale: Scale::Log, ..Self::linear(label) }
    }

    /// The same axis from `low` to `high`.
    pub fn within(self, low: f64, high: f64) -> Self {
        Self { range: Some([low, high]), ..self }
    }

    /// The same axis with names at places instead of numbers.
    pub fn named<W: Into<String>>(self, names: impl IntoIterator<Item = (f64, W)>) -> Self {
        Self { names: names.into_iter().map(|(at, name)| (at, name.into())).collect(), ..self }
    }

    /// The same axis without numbers at its ticks.
    pub fn bare(self) -> Self {
        Self { bare: true, ..self }
    }

    /// The value in the middle of one of `n` equal stretches of the axis.
    /// Of an axis without a range there is none: NaN.
    pub(crate) fn along(&self, stretch: usize, n: usize) -> f64 {
        let Some([low, high]) = self.range else { return f64::NAN };
        let share = (stretch as f64 + 0.5) / n as f64;
        match self.scale {
            Scale::Linear => between([low, high], share),
            Scale::Log => libm::pow(10.0, between([low, high].map(libm::log10), share)),
        }
    }

    /// The axis for the given data, its ends moved out to whole ticks if `widen`.
    pub(crate) fn ticks(&self, data: impl Iterator<Item = f64>, widen: bool) -> Ticks {
        let scale = self.scale;
        let ends = match self.range {
            Some(range) => ends(scale, range.into_iter()),
            None => ends(scale, data),
        };
        let widen = widen && self.range.is_none();
        let power = shift(ends);
        let Spread { low, high, mut marks } = match scale {
            Scale::Linear => linear(ends.map(|end| shifted(end, power)), widen, power),
            Scale::Log => log(ends, widen),
        };
        if !self.names.is_empty() {
            let place =
                |(at, name): &(f64, String)| Some((place(scale, power, *at)?, name.clone()));
            let held = |mark: &Mark| (low..=high).contains(&mark.0);
            marks = self.names.iter().filter_map(place).filter(held).collect();
        }
        if self.bare {
            marks.iter_mut().for_each(|(_, label)| label.clear());
        }
        Ticks { low, high, marks, scale, power }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_axis_without_data_still_has_two_ends() {
        let ticks = Axis::linear("").ticks([f64::NAN].into_iter(), true);
        assert!(ticks.low < ticks.high);
        assert!(ticks.place(f64::INFINITY).is_none());
        let ticks = Axis::log("").ticks(std::iter::empty(), true);
        assert!(ticks.low < ticks.high && ticks.place(0.0).is_none());
    }

    #[test]
    fn names_stand_where_they_belong_and_none_beside_the_axis() {
        let axis = Axis::linear("").within(0.0, 10.0).named([(2.0, "two"), (11.0, "eleven")]);
        let ticks = axis.ticks(std::iter::empty(), false);
        assert_eq!(ticks.marks, [(2.0, "two".to_owned())]);
    }

    #[test]
    fn an_axis_rises_whichever_end_is_named_first() {
        let ticks = |axis: Axis| axis.ticks(std::iter::empty(), false);
        for axis in [Axis::linear, Axis::log] {
            assert_eq!(ticks(axis("").within(30.0, 2.0)), ticks(axis("").within(2.0, 30.0)));
        }
    }

    #[test]
    fn no_two_ends_are_too_far_apart_for_what_lies_between() {
        assert_eq!(between([2.0, 4.0], 0.25), 2.5);
        assert_eq!(between([-f64::MAX, f64::MAX], 0.5), 0.0);
        let column = |i| Axis::linear("").within(-f64::MAX, f64::MAX).along(i, 4);
        assert!(column(0) < column(1) && column(2) < column(3) && column(3).is_finite());
    }
}
