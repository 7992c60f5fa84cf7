//! Axes: where the ticks stand and what they say. Portable, unlike plotters'
//! own logarithmic axes and tick counts, which ask the platform for logarithms.

use crate::number;

/// One axis of a chart.
#[derive(Debug, Clone, PartialEq)]
pub struct Axis {
    /// What it measures, with its unit.
    pub label: String,
    /// Whether equal lengths are equal differences or equal ratios.
    pub scale: Scale,
    /// What it spans; found from the data where `None`.
    pub range: Option<[f64; 2]>,
}

/// See [`Axis::scale`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scale {
    /// Equal lengths are equal differences.
    Linear,
    /// Equal lengths are equal ratios; values that are not above 0 are not drawn.
    Log,
}

/// An axis made ready: its ends in drawing coordinates (logarithms on a log
/// scale) and its ticks.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Ticks {
    pub(crate) low: f64,
    pub(crate) high: f64,
    pub(crate) marks: Vec<(f64, String)>,
}

impl Axis {
    /// A linear axis that spans the data.
    pub fn linear(label: impl Into<String>) -> Self {
        Self { label: label.into(), scale: Scale::Linear, range: None }
    }

    /// A logarithmic axis that spans the data.
    pub fn log(label: impl Into<String>) -> Self {
        Self { label: label.into(), scale: Scale::Log, range: None }
    }

    /// The same axis from `low` to `high`.
    pub fn within(self, low: f64, high: f64) -> Self {
        Self { range: Some([low, high]), ..self }
    }

    /// The value in the middle of one of `n` equal stretches of the axis.
    /// Of an axis without a range there is none: NaN.
    pub(crate) fn along(&self, stretch: usize, n: usize) -> f64 {
        let Some([low, high]) = self.range else { return f64::NAN };
        let share = (stretch as f64 + 0.5) / n as f64;
        match self.scale {
            Scale::Linear => low + share * (high - low),
            Scale::Log => {
                let (low, high) = (libm::log10(low), libm::log10(high));
                libm::pow(10.0, low + share * (high - low))
            }
        }
    }

    /// A value's place in drawing coordinates; `None` if it has none.
    pub(crate) fn place(&self, value: f64) -> Option<f64> {
        let place = match self.scale {
            Scale::Linear => value,
            Scale::Log if value > 0.0 => libm::log10(value),
            Scale::Log => return None,
        };
        place.is_finite().then_some(place)
    }

    /// The axis for the given data, its ends moved out to whole ticks if `widen`.
    pub(crate) fn ticks(&self, data: impl Iterator<Item = f64>, widen: bool) -> Ticks {
        let (mut low, mut high) = match self.range {
            Some([low, high]) => (self.place(low).unwrap_or(0.0), self.place(high).unwrap_or(1.0)),
            None => data
                .filter_map(|v| self.place(v))
                .fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), v| {
                    (low.min(v), high.max(v))
                }),
        };
        if !(low.is_finite() && high.is_finite()) {
            (low, high) = (0.0, 1.0);
        } else if low == high {
            (low, high) = (low - 0.5, high + 0.5);
        }
        let step = match self.scale {
            Scale::Linear => nice_step(high - low),
            Scale::Log => nice_step(high - low).max(1.0).ceil(),
        };
        if widen && self.range.is_none() {
            (low, high) = ((low / step).floor() * step, (high / step).ceil() * step);
        }
        let slack = (high - low) * 1e-9;
        let first = ((low - slack) / step).ceil() as i64;
        let last = ((high + slack) / step).floor() as i64;
        // One style for all powers of ten of an axis.
        let plain = (first..=last).all(|k| (-3.0..=4.0).contains(&(k as f64 * step)));
        let mut marks: Vec<(f64, String)> = (first..=last)
            .map(|k| (k as f64 * step, self.label(k as f64 * step, step, plain)))
            .collect();
        if self.scale == Scale::Log && marks.len() < 2 {
            marks = within_a_decade(low - slack, high + slack);
        }
        Ticks { low, high, marks }
    }

    fn label(&self, place: f64, step: f64, plain: bool) -> String {
        match self.scale {
            Scale::Log => power_of_ten(place as i32, plain),
            Scale::Linear => {
                let places = (-libm::floor(libm::log10(step) + 1e-9)).max(0.0) as usize;
                // A step of 2.5 needs one place more than its magnitude says.
                let exact = (step * libm::pow(10.0, places as f64)).fract().abs() < 1e-6;
                number::fixed(place, places + usize::from(!exact)).text
            }
        }
    }
}

/// 1, 2, 2.5 or 5 times a power of ten: at most six steps in the span.
fn nice_step(span: f64) -> f64 {
    let magnitude = libm::pow(10.0, libm::floor(libm::log10(span / 5.0)));
    let fits = |m: &&f64| span / (**m * magnitude) <= 6.0;
    [1.0, 2.0, 2.5, 5.0].iter().find(fits).unwrap_or(&10.0) * magnitude
}

fn power_of_ten(exponent: i32, plain: bool) -> String {
    match exponent {
        0..=1 => number::count(10usize.pow(exponent as u32)).text,
        2..=4 if plain => number::count(10usize.pow(exponent as u32)).text,
        -3..=-1 if plain => {
            number::fixed(libm::pow(10.0, f64::from(exponent)), -exponent as usize).text
        }
        _ => format!("10{}", number::superscript(exponent)),
    }
}

/// Ticks at 1, 2 and 5 for a log axis that holds fewer than two powers of ten.
fn within_a_decade(low: f64, high: f64) -> Vec<(f64, String)> {
    let decades = low.floor() as i32..=high.floor() as i32;
    let values = decades.flat_map(|e| [1.0, 2.0, 5.0].map(|m| m * libm::pow(10.0, f64::from(e))));
    values
        .map(|v| (libm::log10(v), number::digits(v, 1).text))
        .filter(|(place, _)| (low..=high).contains(place))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn labels(axis: Axis, data: &[f64]) -> Vec<String> {
        axis.ticks(data.iter().copied(), true).marks.into_iter().map(|(_, label)| label).collect()
    }

    #[test]
    fn ticks_are_round_numbers() {
        assert_eq!(labels(Axis::linear(""), &[0.0, 43.0]), ["0", "10", "20", "30", "40", "50"]);
        assert_eq!(
            labels(Axis::linear(""), &[-0.3, 0.22]),
            ["−0.3", "−0.2", "−0.1", "0.0", "0.1", "0.2", "0.3"]
        );
        assert_eq!(labels(Axis::linear(""), &[0.0, 12.0]), ["0", "2", "4", "6", "8", "10", "12"]);
        assert_eq!(
            labels(Axis::linear(""), &[0.0, 14.0]),
            ["0.0", "2.5", "5.0", "7.5", "10.0", "12.5", "15.0"]
        );
        assert_eq!(labels(Axis::log(""), &[0.5, 80.0]), ["0.1", "1", "10", "100"]);
        assert_eq!(
            labels(Axis::log(""), &[1e-14, 1.0]),
            ["10⁻¹⁵", "10⁻¹²", "10⁻⁹", "10⁻⁶", "10⁻³", "1"]
        );
        assert_eq!(labels(Axis::log("").within(2.0, 30.0), &[]), ["2", "5", "10", "20"]);
    }

    #[test]
    fn an_axis_without_data_still_has_two_ends() {
        let ticks = Axis::linear("").ticks([f64::NAN].into_iter(), true);
        assert!(ticks.low < ticks.high);
        assert!(
            Axis::log("").place(0.0).is_none() && Axis::linear("").place(f64::INFINITY).is_none()
        );
    }
}
