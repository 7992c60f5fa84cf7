//! Ticks: where they stand on an axis and what they say. Portable, unlike plotters'
//! own logarithmic axes and tick counts, which ask the platform for logarithms.
//!
//! Whatever the data, an axis gets at least two ticks whose labels differ and
//! can be read: a span too small for that is widened until it is none.

use crate::number;

/// Where a tick stands, in drawing coordinates, and what it says.
pub(crate) type Mark = (f64, String);

/// What an axis spans, in drawing coordinates, with its ticks.
pub(super) struct Spread {
    pub(super) low: f64,
    pub(super) high: f64,
    pub(super) marks: Vec<Mark>,
}

/// A plain label with more characters than this gives way to a shorter one with
/// a power of ten.
const PLAIN: usize = 9;

/// No label has more characters: the widest is a third of the sheet.
const LONGEST: usize = 14;

/// Values nearer to each other than this share of them differ by what a sum has
/// been rounded by, and are one value.
const NOISE: f64 = 1e-12;

/// Ticks at equal differences. Places are values divided by 10 to the `power`.
pub(super) fn linear(ends: [f64; 2], widen: bool, power: i32) -> Spread {
    let [low, high] = apart(ends, power);
    let mut step = Step::of(high - low);
    let mut widen = widen;
    // The finest step whose labels can be read.
    loop {
        let [low, high] = if widen { step.around([low, high]) } else { [low, high] };
        let marks = step.marks([low, high], power);
        if marks.len() >= 2 && marks.iter().all(|(_, label)| length(label) <= LONGEST) {
            return Spread { low, high, marks };
        }
        (step, widen) = (step.coarser(), true);
    }
}

/// Two ends; of equal ones, those of a band around them.
fn apart([low, high]: [f64; 2], power: i32) -> [f64; 2] {
    let size = low.abs().max(high.abs());
    if high - low > NOISE * size {
        return [low, high];
    }
    let usual = size == 0.0 || power == 0 && (1e-2..1e6).contains(&size);
    let band = if usual { 0.5 } else { 0.5 * size };
    [low - band, high + band]
}

/// From one tick to the next: 1, 2, 2.5, 5 or 10 times a power of ten.
#[derive(Clone, Copy)]
struct Step {
    multiple: f64,
    magnitude: f64,
}

const MULTIPLES: [f64; 5] = [1.0, 2.0, 2.5, 5.0, 10.0];

impl Step {
    /// At most six steps in the span.
    fn of(span: f64) -> Self {
        let magnitude = libm::pow(10.0, libm::floor(libm::log10(span / 5.0)));
        let fits = |multiple: &f64| span / (multiple * magnitude) <= 6.0;
        Self { multiple: MULTIPLES.into_iter().find(fits).unwrap_or(10.0), magnitude }
    }

    fn size(self) -> f64 {
        self.multiple * self.magnitude
    }

    fn coarser(self) -> Self {
        match MULTIPLES.into_iter().find(|&multiple| multiple > self.multiple) {
            Some(multiple) => Self { multiple, ..self },
            None => Self { multiple: 2.0, magnitude: 10.0 * self.magnitude },
        }
    }

    /// The ends moved out to whole steps.
    fn around(self, [low, high]: [f64; 2]) -> [f64; 2] {
        let step = self.size();
        [(low / step).floor() * step, (high / step).ceil() * step]
    }

    fn marks(self, ends: [f64; 2], power: i32) -> Vec<Mark> {
        let places = whole(ends, self.size());
        let plain: Vec<String> = places.iter().map(|&place| self.plain(place)).collect();
        let longest = |labels: &[String]| labels.iter().map(|l| length(l)).max().unwrap_or(0);
        let labels = if power == 0 && longest(&plain) <= PLAIN {
            plain
        } else {
            let scientific = self.scientific(&places, power);
            let shorter = power != 0 || longest(&scientific) < longest(&plain);
            if shorter { scientific } else { plain }
        };
        places.into_iter().zip(labels).collect()
    }

    fn plain(self, place: f64) -> String {
        let step = self.size();
        let places = (-magnitude(step)).max(0.0) as usize;
        // A step of 2.5 needs one place more than its magnitude says.
        let exact = (step * libm::pow(10.0, places as f64)).fract().abs() < 1e-6;
        number::fixed(place, places + usize::from(!exact)).text
    }

    /// All with the power of ten of the largest.
    fn scientific(self, places: &[f64], power: i32) -> Vec<String> {
        let most = magnitude(places.iter().fold(self.size(), |most, place| most.max(place.abs())));
        let digits = (most - magnitude(self.size())) as usize + usize::from(self.multiple == 2.5);
        let label = |&place: &f64| {
            if place == 0.0 {
                return "0".into();
            }
            let mantissa = number::fixed(place / libm::pow(10.0, most), digits);
            number::times_ten(mantissa, most as i32 + power).text
        };
        places.iter().map(label).collect()
    }
}

/// The exponent of a number's power of ten; of one that has been rounded a
/// little below it, too.
fn magnitude(value: f64) -> f64 {
    libm::floor(libm::log10(value) + 1e-9)
}

fn length(label: &str) -> usize {
    label.chars().count()
}

/// The whole multiples of a step between two ends.
fn whole([low, high]: [f64; 2], step: f64) -> Vec<f64> {
    let slack = (high - low) * 1e-9;
    let first = ((low - slack) / step).ceil() as i64;
    let last = ((high + slack) / step).floor() as i64;
    (first..=last).map(|k| k as f64 * step).collect()
}

/// Ticks at equal ratios. Places are logarithms.
pub(super) fn log([mut low, mut high]: [f64; 2], widen: bool) -> Spread {
    if high - low <= NOISE {
        (low, high) = (low - 0.5, high + 0.5);
    }
    let step = Step::of(high - low).size().max(1.0).ceil();
    if widen {
        (low, high) = ((low / step).floor() * step, (high / step).ceil() * step);
    }
    let slack = (high - low) * 1e-9;
    let mut marks = decades([low, high], step);
    if marks.len() < 2 {
        marks = within_a_decade(low - slack, high + slack);
    }
    if marks.len() < 2 {
        (low, high) = (low.floor(), high.ceil());
        marks = decades([low, high], 1.0);
    }
    Spread { low, high, marks }
}

fn decades(ends: [f64; 2], step: f64) -> Vec<Mark> {
    let places = whole(ends, step);
    // One style for all powers of ten of an axis.
    let plain = places.iter().all(|place| (-3.0..=4.0).contains(place));
    places.into_iter().map(|place| (place, power_of_ten(place as i32, plain))).collect()
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
fn within_a_decade(low: f64, high: f64) -> Vec<Mark> {
    let decades = low.floor() as i32..=high.floor() as i32;
    let values = decades.flat_map(|e| [1.0, 2.0, 5.0].map(|m| m * libm::pow(10.0, f64::from(e))));
    values
        .map(|v| (libm::log10(v), number::digits(v, 1).text))
        .filter(|(place, _)| (low..=high).contains(place))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::Axis;

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

    /// The labels, with a plain space around the sign.
    fn spaced(data: &[f64]) -> Vec<String> {
        labels(Axis::linear(""), data).iter().map(|l| l.replace('\u{202f}', " ")).collect()
    }

    #[test]
    fn a_number_too_long_for_a_label_is_written_as_a_power_of_ten() {
        for (data, first, last, count) in [
            ([0.0, 2e20], "0", "2.0 × 10²⁰", 5),
            ([1e-50, 3e-50], "1.0 × 10⁻⁵⁰", "3.0 × 10⁻⁵⁰", 5),
            ([0.0, 5e-324], "0", "5 × 10⁻³²⁴", 6),
            ([-1e308, 1e308], "−1.0 × 10³⁰⁸", "1.0 × 10³⁰⁸", 5),
            ([-f64::MAX, f64::MAX], "−2 × 10³⁰⁸", "2 × 10³⁰⁸", 5),
            ([0.0, 125_000_000.0], "0", "1.25 × 10⁸", 6),
        ] {
            let found = spaced(&data);
            let ends = [found.first(), found.last()].map(|l| l.map(String::as_str));
            assert_eq!((ends, found.len()), ([Some(first), Some(last)], count), "{found:?}");
        }
    }

    #[test]
    fn equal_values_stand_in_the_middle_of_a_band() {
        assert_eq!(labels(Axis::linear(""), &[200.0]).first().map(String::as_str), Some("199.4"));
        let noise = [200.0 - 3e-14, 200.0 + 3e-14];
        assert_eq!(labels(Axis::linear(""), &noise), labels(Axis::linear(""), &[200.0]));
        assert_eq!(spaced(&[1e17]).first().map(String::as_str), Some("0.4 × 10¹⁷"));
        // A span that can be told apart, but not in words.
        let small = spaced(&[1e9, 1e9 + 0.01]);
        assert!(small.len() >= 2 && small[0] != small[1], "{small:?}");
    }
}
