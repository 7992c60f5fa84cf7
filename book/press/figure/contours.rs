//! Contour maps with the paths of descents across them.

use super::Figure;
use super::axis::{Axis, between};
use super::chart::finish;
use super::data::Data;
use super::ink::{Ink, SHADES};

/// Points per side of the grid that is contoured: fine enough that lines look
/// smooth, coarse enough that a map stays near 25 KB.
pub(super) const GRID: usize = 61;

/// A contour map in the making: [`contours`], then its paths and marks, then
/// [`draw`](Contours::draw).
pub struct Contours {
    pub(super) axes: [Axis; 2],
    pub(super) domain: [[f64; 2]; 2],
    /// Row by row from the bottom.
    pub(super) values: Vec<f64>,
    pub(super) paths: Vec<Track>,
    pub(super) arrows: Vec<Track>,
    pub(super) words: Vec<((f64, f64), String)>,
    pub(super) lines: Vec<Track>,
    pub(super) minima: Vec<(f64, f64)>,
    pub(super) saddles: Vec<(f64, f64)>,
    pub(super) stretched: bool,
    pub(super) key: bool,
}

/// A path, or an arrow from the first of its two points to the second.
pub(super) struct Track {
    pub(super) ink: Ink,
    pub(super) label: String,
    pub(super) points: Vec<(f64, f64)>,
    /// The steps whose numbers stand beside their points.
    pub(super) numbered: Vec<usize>,
}

impl Track {
    fn new(ink: Ink, label: impl Into<String>, points: Vec<(f64, f64)>) -> Self {
        Self { ink, label: label.into(), points, numbered: Vec::new() }
    }
}

/// A map of a function of two variables over a box.
pub fn contours(value: impl Fn(f64, f64) -> f64, domain: [[f64; 2]; 2]) -> Contours {
    Contours {
        axes: [Axis::linear("x"), Axis::linear("y")],
        values: grid(value, domain, GRID),
        domain,
        paths: Vec::new(),
        arrows: Vec::new(),
        words: Vec::new(),
        lines: Vec::new(),
        minima: Vec::new(),
        saddles: Vec::new(),
        stretched: false,
        key: true,
    }
}

/// The function on `n` × `n` points of the box, row by row from the bottom.
pub(crate) fn grid(value: impl Fn(f64, f64) -> f64, domain: [[f64; 2]; 2], n: usize) -> Vec<f64> {
    (0..n * n).map(|i| knot(domain, n, i % n, i / n)).map(|(x, y)| value(x, y)).collect()
}

/// Adds what [`grid`] has found to a figure's data.
pub(crate) fn field(data: &mut Data, domain: [[f64; 2]; 2], values: &[f64], n: usize) {
    data.field("surface", n, values, |column, row| knot(domain, n, column, row));
}

/// A point of an `n` × `n` grid over a box.
fn knot([x, y]: [[f64; 2]; 2], n: usize, column: usize, row: usize) -> (f64, f64) {
    let at = |[low, high]: [f64; 2], i: usize| {
        let along = (high - low) * i as f64;
        let knots = (n - 1) as f64;
        // Ends may be too far apart for their difference to be a float.
        if along.is_finite() { low + along / knots } else { between([low, high], i as f64 / knots) }
    };
    (at(x, column), at(y, row))
}

/// Levels between the shades: each shade covers a share of the map, the low
/// ones smaller shares, so that any surface shows its valleys.
pub(crate) fn levels(values: &[f64]) -> Vec<f64> {
    let mut sorted: Vec<f64> = values.iter().copied().filter(|v| v.is_finite()).collect();
    sorted.sort_by(f64::total_cmp);
    let mut levels: Vec<f64> = (1..SHADES)
        .filter_map(|i| {
            let share = i as f64 / SHADES as f64;
            sorted.get((share * share.sqrt() * sorted.len() as f64) as usize).copied()
        })
        .collect();
    levels.dedup();
    levels
}

impl Contours {
    /// Names the two variables.
    pub fn axes(mut self, x: impl Into<String>, y: impl Into<String>) -> Self {
        self.axes = [Axis::linear(x), Axis::linear(y)];
        self
    }

    /// Gives up that a unit has the same length on both axes, where the map
    /// would be a thread otherwise; the map then says by how much it is
    /// stretched.
    pub fn stretched(mut self) -> Self {
        self.stretched = true;
        self
    }

    /// Leaves out the key to the shades: the map beside it has one.
    pub fn without_key(mut self) -> Self {
        self.key = false;
        self
    }

    /// Writes their numbers beside some steps of the last path.
    ///
    /// # Panics
    /// If there is no path yet.
    pub fn numbered(mut self, steps: impl IntoIterator<Item = usize>) -> Self {
        self.paths.last_mut().expect("a path whose steps are numbered").numbered =
            steps.into_iter().collect();
        self
    }

    /// Marks where the slope is zero without a minimum.
    pub fn saddles(mut self, points: impl IntoIterator<Item = (f64, f64)>) -> Self {
        self.saddles = points.into_iter().collect();
        self
    }

    /// Marks where the function is lowest.
    pub fn minima(mut self, points: impl IntoIterator<Item = (f64, f64)>) -> Self {
        self.minima = points.into_iter().collect();
        self
    }

    /// Adds the path of a descent: its start a ring, its end the ink's marker, an
    /// arrow on each of its first long steps.
    pub fn path(
        mut self,
        ink: Ink,
        label: impl Into<String>,
        points: impl IntoIterator<Item = (f64, f64)>,
    ) -> Self {
        self.paths.push(Track::new(ink, label, points.into_iter().collect()));
        self
    }

    /// Adds an arrow between two points: a vector of a single step.
    pub fn arrow(
        mut self,
        ink: Ink,
        label: impl Into<String>,
        [from, to]: [(f64, f64); 2],
    ) -> Self {
        self.arrows.push(Track::new(ink, label, vec![from, to]));
        self
    }

    /// Names a point, or a region around it.
    pub fn words(mut self, at: (f64, f64), words: impl Into<String>) -> Self {
        self.words.push((at, words.into()));
        self
    }

    /// Adds a line over the map: a direction, a border.
    pub fn line(
        mut self,
        ink: Ink,
        label: impl Into<String>,
        points: impl IntoIterator<Item = (f64, f64)>,
    ) -> Self {
        self.lines.push(Track::new(ink, label, points.into_iter().collect()));
        self
    }

    /// Draws the map. `alt` says what it shows, with the run's own numbers.
    pub fn draw(self, alt: impl Into<String>) -> Figure {
        finish(self, alt)
    }

    pub(super) fn list(&self) -> Data {
        let mut data = Data::map([&self.axes[0].label, &self.axes[1].label], "value");
        for Track { label, points, .. } in self.paths.iter().chain(&self.arrows).chain(&self.lines)
        {
            data.line(label, points);
        }
        data.line("minimum", &self.minima);
        data.line("saddle", &self.saddles);
        field(&mut data, self.domain, &self.values, GRID);
        data
    }
}
