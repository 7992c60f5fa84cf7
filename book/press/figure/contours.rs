//! Contour maps with the paths of descents across them.

use super::Figure;
use super::axis::{Axis, between};
use super::backend::TENTHS;
use super::clip::clip;
use super::data::Data;
use super::ink::{Ink, SHADES};
use super::shades::shades;
use super::sheet::{self, Entry, Sample};
use plotters::style::text_anchor::{HPos, VPos};

/// Points per side of the grid that is contoured: fine enough that lines look
/// smooth, coarse enough that a map stays near 25 KB.
pub(super) const GRID: usize = 61;

/// A contour map in the making: [`contours`], then its paths and marks, then
/// [`draw`](Contours::draw).
pub struct Contours {
    axes: [Axis; 2],
    domain: [[f64; 2]; 2],
    /// Row by row from the bottom.
    values: Vec<f64>,
    paths: Vec<Track>,
    arrows: Vec<Track>,
    words: Vec<((f64, f64), String)>,
    lines: Vec<Track>,
    minima: Vec<(f64, f64)>,
    height: i32,
    to_scale: bool,
}

/// A path, or an arrow from the first of its two points to the second.
struct Track {
    ink: Ink,
    label: String,
    points: Vec<(f64, f64)>,
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
        height: 300,
        to_scale: false,
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

    /// Gives a unit the same length on both axes: the height follows from the
    /// width, so that rings and right angles look as they are.
    pub fn to_scale(mut self) -> Self {
        self.to_scale = true;
        self
    }

    /// Marks where the function is lowest.
    pub fn minima(mut self, points: impl IntoIterator<Item = (f64, f64)>) -> Self {
        self.minima = points.into_iter().collect();
        self
    }

    /// Adds the path of a descent: its start a ring, its end the ink's marker.
    pub fn path(
        mut self,
        ink: Ink,
        label: impl Into<String>,
        points: impl IntoIterator<Item = (f64, f64)>,
    ) -> Self {
        let points = points.into_iter().collect();
        self.paths.push(Track { ink, label: label.into(), points });
        self
    }

    /// Adds an arrow between two points: a vector of a single step.
    pub fn arrow(
        mut self,
        ink: Ink,
        label: impl Into<String>,
        [from, to]: [(f64, f64); 2],
    ) -> Self {
        self.arrows.push(Track { ink, label: label.into(), points: vec![from, to] });
        self
    }

    /// Names a point: the words stand on its right, a little below.
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
        let points = points.into_iter().collect();
        self.lines.push(Track { ink, label: label.into(), points });
        self
    }

    /// Draws the map. `alt` says what it shows, with the run's own numbers.
    pub fn draw(self, alt: impl Into<String>) -> Figure {
        let [dx, dy] = self.domain;
        let axes =
            [self.axes[0].clone().within(dx[0], dx[1]), self.axes[1].clone().within(dy[0], dy[1])];
        let x = axes[0].ticks(std::iter::empty(), false);
        let y = axes[1].ticks(std::iter::empty(), false);
        let entries = self.entries();
        let below = sheet::legend_height(&entries);
        let margins = sheet::margins(&y, below);
        let inside = match self.to_scale {
            true => {
                let across = f64::from(sheet::WIDTH - margins[0] - margins[2]);
                (across * (y.high - y.low) / (x.high - x.low)) as i32
            }
            false => self.height,
        };
        let height = inside + margins[1] + margins[3];
        sheet::sheet(height, alt.into(), |root| {
            let plot = sheet::frame(root, [&axes[0], &axes[1]], [&x, &y], margins);
            shades(root, &plot, self.domain, [&x, &y], &self.values);
            let pixel = |p: (f64, f64)| plot.map_coordinate(&p);
            let place = |&(px, py): &(f64, f64)| Some((x.place(px)?, y.place(py)?));
            // The pixel of a point that is on the map.
            let on = |p: &(f64, f64)| {
                place(p).filter(|place| x.hold(place.0) && y.hold(place.1)).map(pixel)
            };
            let line = |ink: Ink, points: &[(f64, f64)]| {
                // A path ends where it has left all floats.
                let places: Vec<(f64, f64)> = points.iter().map_while(place).collect();
                let pieces = clip(&places, [x.low, x.high], [y.low, y.high]);
                for piece in &pieces {
                    sheet::stroke(root, ink, piece.iter().copied().map(pixel));
                }
                pieces
            };
            for Track { ink, points, .. } in &self.lines {
                line(*ink, points);
            }
            for at in self.minima.iter().filter_map(on) {
                sheet::mark(root, Ink::THEORY, at, 55);
            }
            for Track { ink, points, .. } in &self.paths {
                line(*ink, points);
                for step in points.iter().skip(1).take(40).filter_map(on) {
                    sheet::mark(root, *ink, step, 20);
                }
                if let Some(start) = points.first().and_then(on) {
                    sheet::ring(root, *ink, start);
                }
                if let Some(end) = points.last().and_then(on) {
                    sheet::mark(root, *ink, end, 50);
                }
            }
            for Track { ink, points, .. } in &self.arrows {
                let pieces = line(*ink, points);
                if let (Some(tip), Some(piece)) = (on(&points[1]), pieces.first()) {
                    let tail = on(&points[0]).unwrap_or_else(|| pixel(piece[0]));
                    sheet::arrowhead(root, *ink, tail, tip);
                }
            }
            for (at, words) in &self.words {
                let Some((across, down)) = on(at) else { continue };
                let at = (across / TENTHS + 7, down / TENTHS + 4);
                sheet::write(root, words, at, HPos::Left, VPos::Top);
            }
            sheet::legend(root, &entries, height - below);
        })
        .with_data(move || self.data())
    }

    fn data(&self) -> Data {
        let mut data = Data::map([&self.axes[0].label, &self.axes[1].label], "value");
        for Track { label, points, .. } in self.paths.iter().chain(&self.arrows).chain(&self.lines)
        {
            data.line(label, points);
        }
        data.line("minimum", &self.minima);
        field(&mut data, self.domain, &self.values, GRID);
        data
    }

    fn entries(&self) -> Vec<Entry> {
        let methods = self.paths.iter().map(|Track { ink, label, .. }| Entry {
            ink: *ink,
            label: label.clone(),
            kind: Sample::LineAndMarker,
        });
        let arrows = self.arrows.iter().map(|Track { ink, label, .. }| Entry {
            ink: *ink,
            label: label.clone(),
            kind: Sample::Line,
        });
        let start = (!self.paths.is_empty()).then(|| Entry {
            ink: Ink::TEXT,
            label: "start".into(),
            kind: Sample::Ring,
        });
        let [x, y] = self.domain;
        let drawn = self
            .minima
            .iter()
            .filter(|p| (x[0]..=x[1]).contains(&p.0) && (y[0]..=y[1]).contains(&p.1))
            .count();
        let label = if drawn == 1 { "minimum" } else { "minima" };
        let minimum = (drawn > 0).then(|| Entry {
            ink: Ink::THEORY,
            label: label.into(),
            kind: Sample::Marker,
        });
        let lines = self.lines.iter().filter(|line| !line.label.is_empty()).map(|line| Entry {
            ink: line.ink,
            label: line.label.clone(),
            kind: Sample::Line,
        });
        methods.chain(arrows).chain(lines).chain(start).chain(minimum).collect()
    }
}
