//! The maps of the basins, and a reader's own path over them.

use super::Settings;
use super::basins::{CELLS, minimum, share, walk};
use super::inventory::{Level, NAMES};
use crate::draw::ink;
use crate::each::Eager;
use press::figure::{Axis, Figure, Heat, Ink, heat, panels};
use press::number::{exact, percent};

/// The reader's own start, if one of its two settings is given.
pub(super) fn start(settings: &Settings) -> Option<[f64; 2]> {
    let given = [settings.from_x, settings.from_y];
    let some = given.iter().any(Option::is_some);
    some.then(|| given.map(|one| one.unwrap_or(0.0)))
}

/// A path over a map.
pub(super) struct Way {
    rate: f64,
    points: Vec<[f64; 2]>,
    /// The minimum that it ends in, if it does.
    pub(super) ends: Option<usize>,
    /// Whether it ends nowhere at all.
    diverges: bool,
}

impl Way {
    pub(super) fn from(
        start: [f64; 2],
        rate: f64,
        minima: &[Level],
    ) -> Self {
        let mut points = vec![start];
        let end = walk(rate, start, |at| points.push(at));
        let diverges = end.iter().any(|c| c.is_nan() || c.abs() > 1e3);
        Self { rate, points, ends: minimum(minima, end), diverges }
    }

    /// Whether it begins so close to a place.
    pub(super) fn begins_at(&self, place: [f64; 2], near: f64) -> bool {
        let [x, y] = self.points[0];
        libm::hypot(x - place[0], y - place[1]) < near
    }

    fn over(&self, chart: Heat) -> Heat {
        let pair = |at: &[f64; 2]| (at[0], at[1]);
        // What is far off the map has no place on a drawing.
        let near = |at: &&[f64; 2]| at.iter().all(|c| c.abs() < 100.0);
        let points = self.points.iter().take_while(near).map(pair);
        let begin = pair(&self.points[0]);
        chart.line(ink::GRADIENT_DESCENT.thin(), "", points).dots(
            ink::GRADIENT_DESCENT,
            "start",
            [begin],
        )
    }

    fn starts(&self) -> String {
        let [x, y] = self.points[0].map(|at| exact(at).text);
        format!("From your start, ({x}, {y}), gradient descent")
    }

    fn says(&self) -> String {
        let ends = match self.ends {
            Some(end) => format!("ends in minimum {}", NAMES[end]),
            None if self.diverges => "diverges".into(),
            None => "ends in no minimum".into(),
        };
        format!("with η = {} {ends}", self.rate)
    }
}

/// One map for each rate, side by side.
pub(super) fn figure(
    maps: [(f64, &[Option<usize>]); 2],
    minima: &[Level],
    saddles: &[Level],
    ways: Option<&[Way; 2]>,
) -> Figure {
    let says = maps.map(|(rate, map)| {
        let [a, b, c, d, none] =
            [Some(0), Some(1), Some(2), Some(3), None]
                .map(|end| percent(share(map, end), 0).text);
        format!(
            "With η = {rate}, {a} of them end in minimum A, {b} in B, {c} in C, {d} in D, and {none} in none."
        )
    });
    let mut all = panels(2);
    for (i, (rate, map)) in maps.into_iter().enumerate() {
        let mut chart = chart(map, minima, saddles);
        if let Some(ways) = ways {
            chart = ways[i].over(chart);
        }
        all = all.panel(format!("η = {rate}"), chart);
    }
    let own = ways.map_or_else(String::new, |[way, other]| {
        format!("{} {}, {}. ", way.starts(), way.says(), other.says())
    });
    all.draw(format!("{own}Two maps of starts. {}", says.join(" ")))
}

fn chart(
    map: &[Option<usize>],
    minima: &[Level],
    saddles: &[Level],
) -> Heat {
    let values =
        map.iter().map(|end| end.map_or(f64::NAN, |i| i as f64));
    let places = |levels: &[Level]| -> Vec<(f64, f64)> {
        levels.iter().each(|level| (level.at[0], level.at[1]))
    };
    let mut chart = heat(
        "ends in",
        [
            Axis::linear("x").within(-5.0, 5.0),
            Axis::linear("y").within(-5.0, 5.0),
        ],
        CELLS,
        values.collect(),
        &[0.5, 1.5, 2.5],
    )
    .kinds(NAMES)
    .to_scale()
    .without_key()
    .dots(Ink::THEORY, "", places(minima))
    .dots(Ink::TEXT, "saddle", places(saddles));
    for (level, name) in minima.iter().zip(NAMES) {
        chart = chart.words((level.at[0] + 0.6, level.at[1]), name);
    }
    // Said where most of them are, and in the key for the others.
    if map.contains(&None) {
        chart = chart
            .missing("in no minimum")
            .words((-2.6, -4.3), "in no minimum");
    }
    chart
}
