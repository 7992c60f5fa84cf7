//! Heat maps: one shade per cell, a key that says what the shades mean.

use super::Figure;
use super::axis::{Axis, between};
use super::backend::TENTHS;
use super::clip::clip;
use super::data::Data;
use super::ink::{Ink, SHADES};
use super::sheet::{self, Entry, Sample};
use crate::number;
use plotters::style::text_anchor::{HPos, VPos};

/// A heat map in the making: [`heat`], then [`draw`](Heat::draw).
#[derive(Debug, Clone)]
pub struct Heat {
    what: String,
    axes: [Axis; 2],
    columns: usize,
    /// Row by row from the bottom; cells without a finite value stay blank.
    values: Vec<f64>,
    levels: Vec<f64>,
    overlays: Vec<Overlay>,
    words: Vec<((f64, f64), String)>,
    /// What each shade means, where shades are kinds and not heights.
    kinds: Vec<String>,
}

/// What is drawn over the cells: a line, or single points.
#[derive(Debug, Clone)]
struct Overlay {
    ink: Ink,
    label: String,
    points: Vec<(f64, f64)>,
    kind: Sample,
}

/// A map of what is measured, `columns` × `rows` cells over two axes with
/// ranges, `values` row by row from the bottom. A cell gets the shade of the highest level (at most
/// nine, ascending) that it reaches.
///
/// # Panics
/// If an axis has no range, there are more than nine levels, or the values do
/// not fill whole rows.
pub fn heat(
    what: impl Into<String>,
    [x, y]: [Axis; 2],
    columns: usize,
    values: Vec<f64>,
    levels: &[f64],
) -> Heat {
    assert!(x.range.is_some() && y.range.is_some(), "a heat map needs axes with ranges");
    assert!(
        levels.len() < SHADES,
        "a heat map has {SHADES} shades, so at most {} levels",
        SHADES - 1
    );
    assert!(columns > 0 && values.len().is_multiple_of(columns), "the values must fill whole rows");
    Heat {
        what: what.into(),
        axes: [x, y],
        columns,
        values,
        levels: levels.to_vec(),
        overlays: Vec::new(),
        words: Vec::new(),
        kinds: Vec::new(),
    }
}

impl Heat {
    /// Adds a line over the cells: the border of a region.
    pub fn line(
        self,
        ink: Ink,
        label: impl Into<String>,
        points: impl IntoIterator<Item = (f64, f64)>,
    ) -> Self {
        self.over(ink, label, points, Sample::Line)
    }

    /// Adds single points over the cells.
    pub fn dots(
        self,
        ink: Ink,
        label: impl Into<String>,
        points: impl IntoIterator<Item = (f64, f64)>,
    ) -> Self {
        self.over(ink, label, points, Sample::Marker)
    }

    /// Writes a region's name, centred at a point.
    pub fn words(mut self, at: (f64, f64), words: impl Into<String>) -> Self {
        self.words.push((at, words.into()));
        self
    }

    /// Names the shades in the key, lowest first: for a map of kinds, such as
    /// which minimum is reached, where the levels themselves mean nothing.
    ///
    /// # Panics
    /// If there is not one name for each shade.
    pub fn kinds<const N: usize>(mut self, names: [&str; N]) -> Self {
        assert_eq!(N, self.levels.len() + 1, "a map of kinds needs a name for each shade");
        self.kinds = names.map(String::from).into();
        self
    }

    fn over(
        mut self,
        ink: Ink,
        label: impl Into<String>,
        points: impl IntoIterator<Item = (f64, f64)>,
        kind: Sample,
    ) -> Self {
        let points = points.into_iter().collect();
        self.overlays.push(Overlay { ink, label: label.into(), points, kind });
        self
    }

    /// Draws the map. `alt` says what it shows, with the run's own numbers.
    pub fn draw(self, alt: impl Into<String>) -> Figure {
        let [x_axis, y_axis] = &self.axes;
        let x = x_axis.ticks(std::iter::empty(), false);
        let y = y_axis.ticks(std::iter::empty(), false);
        let entries: Vec<Entry> = self
            .overlays
            .iter()
            .filter(|o| !o.label.is_empty())
            .map(|o| Entry { ink: o.ink, label: o.label.clone(), kind: o.kind })
            .collect();
        let (key, below) = (74, sheet::legend_height(&entries));
        let margins = sheet::margins(&y, key + below);
        let height = 290 + margins[1] + margins[3];
        let rows = self.values.len() / self.columns;
        sheet::sheet(height, alt.into(), |root| {
            let plot = sheet::frame(root, [x_axis, y_axis], [&x, &y], margins);
            // An axis too narrow for its ticks spans more than the cells do.
            let [wide, high] = [(x_axis, &x), (y_axis, &y)].map(|(axis, ticks)| {
                let ends = axis.range.unwrap_or_default().map(|end| ticks.place(end));
                [ends[0].unwrap_or(ticks.low), ends[1].unwrap_or(ticks.high)]
            });
            let corner = |column: usize, row: usize| {
                let across = column as f64 / self.columns as f64;
                let up = row as f64 / rows as f64;
                plot.map_coordinate(&(between(wide, across), between(high, up)))
            };
            for row in 0..rows {
                let shades: Vec<Option<usize>> = self.values[row * self.columns..][..self.columns]
                    .iter()
                    .map(|&v| self.shade(v))
                    .collect();
                // Neighbours of one shade are one rectangle: fewer bytes, no seams.
                let mut column = 0;
                for run in shades.chunk_by(|a, b| a == b) {
                    let (left, foot) = corner(column, row);
                    // Half a pixel over the row below hides the seam between them.
                    let bottom = foot + if row > 0 { TENTHS / 2 } else { 0 };
                    column += run.len();
                    let (right, top) = corner(column, row + 1);
                    if let Some(shade) = run[0] {
                        sheet::fill(
                            root,
                            self.ink(shade),
                            vec![(left, bottom), (right, bottom), (right, top), (left, top)],
                        );
                    }
                }
            }
            let pixel = |&(px, py): &(f64, f64)| {
                let place = (x.place(px)?, y.place(py)?);
                let inside = x.hold(place.0) && y.hold(place.1);
                inside.then(|| plot.map_coordinate(&place))
            };
            for Overlay { ink, points, kind, .. } in &self.overlays {
                if *kind == Sample::Line {
                    let places: Vec<(f64, f64)> = points
                        .iter()
                        .filter_map(|p| Some((x.place(p.0)?, y.place(p.1)?)))
                        .collect();
                    for piece in clip(&places, [x.low, x.high], [y.low, y.high]) {
                        let piece = piece.into_iter().map(|p| plot.map_coordinate(&p));
                        sheet::stroke(root, *ink, piece);
                    }
                } else {
                    points.iter().filter_map(pixel).for_each(|p| sheet::mark(root, *ink, p, 40));
                }
            }
            for (at, words) in &self.words {
                if let Some((across, down)) = pixel(at) {
                    let at = (across / TENTHS, down / TENTHS);
                    sheet::write(root, words, at, HPos::Center, VPos::Center);
                }
            }
            sheet::legend(root, &entries, height - below - key);
            self.key(root, height - key);
        })
        .with_data(move || self.data())
    }

    /// The cells by their middles, then what lies over them.
    fn data(&self) -> Data {
        let [x, y] = &self.axes;
        let rows = self.values.len() / self.columns;
        let mut data = Data::map([&x.label, &y.label], &self.what);
        data.field("cells", self.columns, &self.values, |column, row| {
            (x.along(column, self.columns), y.along(row, rows))
        });
        for Overlay { label, points, .. } in &self.overlays {
            data.line(label, points);
        }
        data
    }

    fn shade(&self, value: f64) -> Option<usize> {
        value.is_finite().then(|| self.levels.iter().filter(|&&level| value >= level).count())
    }

    /// The shades in use are spread over the whole ramp.
    fn ink(&self, shade: usize) -> Ink {
        Ink::shade(shade * (SHADES - 1) / self.levels.len().max(1))
    }

    fn key(&self, root: &sheet::Root<'_>, top: i32) {
        let bands = self.levels.len() as i32 + 1;
        let width = (sheet::WIDTH - 40) / bands;
        let edge = |band: i32| 20 + band * width;
        sheet::write(root, &self.what, (edge(0), top), HPos::Left, VPos::Top);
        let (high, low) = ((top + 22) * TENTHS, (top + 38) * TENTHS);
        let corners = |left: i32, right: i32| {
            let (left, right) = (left * TENTHS, right * TENTHS);
            vec![(left, low), (right, low), (right, high), (left, high)]
        };
        for band in 0..bands {
            sheet::fill(root, self.ink(band as usize), corners(edge(band), edge(band + 1)));
        }
        let outline = corners(edge(0), edge(bands));
        sheet::stroke(root, Ink::AXIS, outline.iter().copied().chain([outline[0]]));
        for (band, name) in self.kinds.iter().enumerate() {
            let at = (edge(band as i32) + width / 2, top + 44);
            sheet::write(root, name, at, HPos::Center, VPos::Top);
        }
        if !self.kinds.is_empty() {
            return;
        }
        for (band, &level) in self.levels.iter().enumerate() {
            let at = (edge(band as i32 + 1), top + 44);
            sheet::write(root, &number::digits(level, 2).text, at, HPos::Center, VPos::Top);
        }
    }
}
