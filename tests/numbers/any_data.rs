//! Whatever is to be drawn, from the smallest float to the largest: it is drawn,
//! and its axes can be read. `PROPTEST_CASES=20000` tries more.

use press::figure::{Axis, Figure, Ink, Scale, bars, contours, heat, lines, relief};
use press::number;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use proptest::test_runner::RngSeed;
use std::collections::BTreeSet;

fn always_the_same() -> ProptestConfig {
    ProptestConfig {
        failure_persistence: None,
        rng_seed: RngSeed::Fixed(7),
        ..ProptestConfig::default()
    }
}

/// A number of any size.
fn number() -> impl Strategy<Value = f64> {
    let ends = [0.0, 5e-324, -5e-324, f64::MIN_POSITIVE, f64::MAX, f64::MIN, 1e17, 0.1, 200.0];
    prop_oneof![
        select(ends.to_vec()),
        (-9.99f64..9.99, -324..308i32).prop_map(|(m, e)| format!("{m}e{e}").parse().unwrap_or(m)),
        -1000.0..1000.0f64,
        any::<u32>().prop_map(f64::from),
    ]
}

/// A number, or what is none.
fn anything() -> impl Strategy<Value = f64> {
    prop_oneof![9 => number(), 1 => select(vec![f64::NAN, f64::INFINITY, f64::NEG_INFINITY])]
}

/// Values as somebody may have them: of all sizes, all the same, apart by
/// roundings, about a number that dwarfs what they differ by.
fn series() -> impl Strategy<Value = Vec<f64>> {
    prop_oneof![
        vec(anything(), 0..12),
        (number(), 1..12usize).prop_map(|(value, n)| vec![value; n]),
        number().prop_map(|value| vec![value, value.next_up()]),
        (number(), -18..0i32, vec(-1.0..1.0f64, 2..12)).prop_map(|(about, size, parts)| {
            parts
                .into_iter()
                .map(|part| about + about * part * libm::pow(10.0, f64::from(size)))
                .collect()
        }),
        (number(), vec(-1.0..1.0f64, 2..12))
            .prop_map(|(size, parts)| parts.into_iter().map(|part| size * part).collect()),
    ]
}

fn scale() -> impl Strategy<Value = Scale> {
    select(vec![Scale::Linear, Scale::Log])
}

fn axis(scale: Scale) -> Axis {
    Axis { scale, ..Axis::linear("an axis") }
}

/// Ticks along an axis as they stand in a figure: how far along, and what is said.
type Read = Vec<(f64, String)>;

/// The ticks of both axes, in the order in which they were drawn: words in the
/// middle below the plot, and words that end at its left.
fn axes(figure: &Figure) -> [Read; 2] {
    let value = |tag: &str, name: &str| -> Option<f64> {
        tag.split(&format!(" {name}=\"")).nth(1)?.split('"').next()?.parse().ok()
    };
    let (mut x, mut y) = (Read::new(), Read::new());
    for text in figure.desk.svg.split("<text ").skip(1) {
        let (tag, words) = text.split_once('>').expect("a tag ends");
        let words = words.split('<').next().unwrap_or_default().to_owned();
        let at = |name| value(tag, name).expect("text stands somewhere");
        if tag.contains("text-anchor=\"middle\"") {
            x.push((at("x"), words));
        } else if tag.contains("text-anchor=\"end\"") && !tag.contains("f0 a") {
            y.push((-at("y"), words));
        }
    }
    [x, y]
}

/// An axis that can be read: two ticks or more, each further along and with other
/// words than the last, no words longer than a third of the sheet.
fn readable(ticks: &Read) -> Result<(), TestCaseError> {
    prop_assert!(ticks.len() >= 2, "{ticks:?}");
    prop_assert!(ticks.windows(2).all(|pair| pair[0].0 < pair[1].0), "backwards: {ticks:?}");
    prop_assert!(ticks.iter().all(|(_, words)| words.chars().count() <= 14), "long: {ticks:?}");
    let different: BTreeSet<&str> = ticks.iter().map(|(_, words)| words.as_str()).collect();
    prop_assert_eq!(different.len(), ticks.len(), "twice: {:?}", ticks);
    Ok(())
}

/// No word on what is no number, and nothing beside the sheet.
fn sound(figure: &Figure) -> Result<(), TestCaseError> {
    prop_assert!(
        !figure.desk.svg.contains("NaN") && !figure.desk.svg.contains("inf"),
        "{}",
        figure.desk.svg
    );
    let (width, height) = (f64::from(figure.desk.width) + 1.0, f64::from(figure.desk.height) + 1.0);
    let inside = |&(x, y): &(f64, f64)| (-1.0..=width).contains(&x) && (-1.0..=height).contains(&y);
    let outside = super::figures::coordinates(&figure.desk.svg).find(|point| !inside(point));
    prop_assert_eq!(outside, None);
    prop_assert!(!figure.data.csv().is_empty());
    Ok(())
}

proptest! {
    #![proptest_config(always_the_same())]

    #[test]
    fn a_chart_of_any_values_can_be_read(
        across in series(), up in series(), scales in [scale(), scale()], note in anything(),
    ) {
        let n = across.len().min(up.len());
        let points: Vec<(f64, f64)> = across.into_iter().zip(up).take(n).collect();
        let figure = lines(axis(scales[0]), axis(scales[1]))
            .line(Ink::FIRST, "", points.clone())
            .marked(Ink::SECOND, "", points.clone())
            .stems(Ink::DATA, "", points)
            .note(note, "here")
            .draw("any values");
        let [x, y] = axes(&figure);
        readable(&x)?;
        readable(&y.into_iter().filter(|(_, words)| words != "here").collect())?;
        sound(&figure)?;
    }

    #[test]
    fn a_chart_between_any_ends_can_be_read(
        points in vec((anything(), anything()), 0..9), ends in [anything(), anything(), anything(), anything()], scales in [scale(), scale()],
    ) {
        let [a, b, c, d] = ends;
        let figure = lines(axis(scales[0]).within(a, b), axis(scales[1]).within(c, d))
            .line(Ink::FIRST, "", points)
            .draw("any ends");
        for ticks in &axes(&figure) {
            readable(ticks)?;
        }
        sound(&figure)?;
    }

    #[test]
    fn bars_of_any_length_can_be_read(values in series(), scale in scale()) {
        let bar = |chart: press::figure::Bars, value: f64| chart.bar(Ink::FIRST, "a name", number::digits(value, 2));
        let figure = values.into_iter().fold(bars(axis(scale)), bar).draw("any lengths");
        readable(&axes(&figure)[0])?;
        sound(&figure)?;
    }

}

proptest! {
    // A map has thousands of points: a quarter as many take as long.
    #![proptest_config(ProptestConfig { cases: always_the_same().cases / 4, ..always_the_same() })]

    #[test]
    fn a_map_of_any_values_is_drawn(
        values in vec(anything(), 12), ends in [number(), number(), number(), number()], path in vec((anything(), anything()), 2..9),
    ) {
        let [a, b, c, d] = ends;
        let cells = heat("cells", [axis(Scale::Linear).within(a, b), axis(Scale::Linear).within(c, d)], 4, values.clone(), &[0.0])
            .line(Ink::FIRST, "", path.clone())
            .dots(Ink::SECOND, "", path.clone())
            .draw("any cells");
        sound(&cells)?;
        let domain = [[a.min(b), a.max(b)], [c.min(d), c.max(d)]];
        let value = |x: f64, y: f64| values[((x.to_bits() >> 40) ^ (y.to_bits() >> 41)) as usize % values.len()];
        let map = contours(value, domain)
            .axes("an axis", "an axis")
            .path(Ink::FIRST, "", path.clone())
            .arrow(Ink::SECOND, "", [path[0], path[1]])
            .words(path[0], "")
            .minima(path.clone())
            .draw("any heights");
        for ticks in &axes(&map) {
            readable(&ticks.iter().filter(|(_, words)| !words.is_empty()).cloned().collect())?;
        }
        sound(&map)?;
        sound(&relief(value, domain, ["x", "y"], |v| v).path(Ink::FIRST, "", path).draw("any heights"))?;
    }
}
