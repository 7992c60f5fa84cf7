//! A surface of two variables in relief: its map's lower edge is the front edge.

use super::Figure;
use super::axis::{Axis, between};
use super::backend::TENTHS;
use super::chart::{Chart, finish};
use super::contours::{field, grid, levels};
use super::data::Data;
use super::ink::{Ink, Role, SHADES};
use super::sheet::{Area, Sheet, leading, wide};
use super::size::Size;
use plotters::style::text_anchor::{HPos, Pos, VPos};
use plotters_backend::BackendCoord;

/// Patches per side: their number is what the file weighs.
const PATCHES: usize = 24;

/// Points per side.
const N: usize = PATCHES + 1;

/// Every so many patches a line is drawn.
const EVERY: usize = 4;

/// A surface in relief in the making: [`relief`], then a path and minima, then
/// [`draw`](Relief::draw).
pub struct Relief {
    domain: [[f64; 2]; 2],
    names: [String; 2],
    values: Vec<f64>,
    /// From 0 to 1, whatever leaves all floats a little beyond.
    lifts: Vec<f64>,
    path: Option<Track>,
    lines: Vec<Track>,
    minima: Vec<(f64, f64)>,
}

/// A line on the surface, and its name.
type Track = (Ink, String, Vec<(f64, f64)>);

/// A surface over a box in relief, with the shades of its contour map. Heights
/// are `height(value)`: pass a logarithm or a cap to make a valley visible, and
/// say so in the caption.
///
/// The projection is oblique, with constants instead of angles: plotters' own
/// asks the platform for sines, and a figure's bytes must not depend on it.
pub fn relief(
    value: impl Fn(f64, f64) -> f64,
    domain: [[f64; 2]; 2],
    names: [&str; 2],
    height: impl Fn(f64) -> f64,
) -> Relief {
    let values = grid(&value, domain, N);
    let heights: Vec<f64> = values.iter().map(|&v| height(v)).collect();
    let finite = || heights.iter().copied().filter(|height| height.is_finite());
    let low = finite().fold(f64::INFINITY, f64::min);
    let high = finite().fold(f64::NEG_INFINITY, f64::max);
    let lift = |height: f64| {
        let share = match high - low {
            span if span.is_infinite() => (height / 2.0 - low / 2.0) / (high / 2.0 - low / 2.0),
            span if span > 0.0 => (height - low) / span,
            _ => height - low,
        };
        if share.is_nan() { 1.05 } else { share.clamp(-0.05, 1.05) }
    };
    let lifts = heights.into_iter().map(lift).collect();
    let names = names.map(String::from);
    Relief { domain, names, values, lifts, path: None, lines: Vec::new(), minima: Vec::new() }
}

/// From the box's coordinates, each from 0 to 1, to the sheet.
struct View {
    left: f64,
    floor: f64,
    unit: f64,
}

impl View {
    fn pixel(&self, x: f64, y: f64, z: f64) -> BackendCoord {
        let tenths = f64::from(TENTHS) * self.unit;
        let across = self.left + (x * 0.76 + y * 0.24) * tenths;
        let down = self.floor - (y * 0.30 + z * 0.36) * tenths;
        (across as i32, down as i32)
    }
}

impl Relief {
    /// Adds the path of a descent, up to the first point outside of the box.
    pub fn path(
        mut self,
        ink: Ink,
        label: impl Into<String>,
        points: impl IntoIterator<Item = (f64, f64)>,
    ) -> Self {
        self.path = Some((ink, label.into(), points.into_iter().collect()));
        self
    }

    /// Adds a line that lies on the surface, such as a cut through it, as far as
    /// it is inside of the box.
    pub fn line(
        mut self,
        ink: Ink,
        label: impl Into<String>,
        points: impl IntoIterator<Item = (f64, f64)>,
    ) -> Self {
        self.lines.push((ink, label.into(), points.into_iter().collect()));
        self
    }

    /// Marks where the function is lowest.
    pub fn minima(mut self, points: impl IntoIterator<Item = (f64, f64)>) -> Self {
        self.minima = points.into_iter().collect();
        self
    }

    /// Draws the surface. `alt` says what it shows, with the run's own numbers.
    pub fn draw(self, alt: impl Into<String>) -> Figure {
        finish(self, alt)
    }

    /// Where a point of the box is, each coordinate from 0 to 1, if it is inside.
    fn inside(&self, (x, y): (f64, f64)) -> Option<(f64, f64)> {
        // In halves: ends may be too far apart for their difference to be a float.
        let part = |[low, high]: [f64; 2], v: f64| (v / 2.0 - low / 2.0) / (high / 2.0 - low / 2.0);
        let (x, y) = (part(self.domain[0], x), part(self.domain[1], y));
        ((0.0..=1.0).contains(&x) && (0.0..=1.0).contains(&y)).then_some((x, y))
    }

    /// How high the drawn surface is at a point of the box.
    fn lift(&self, (x, y): (f64, f64)) -> f64 {
        let cell = |v: f64| {
            let at = v * PATCHES as f64;
            let cell = (at as usize).min(PATCHES - 1);
            (cell, at - cell as f64)
        };
        let ((column, across), (row, up)) = (cell(x), cell(y));
        let at = |row: usize, column: usize| self.lifts[row * N + column];
        let edge = |row| between([at(row, column), at(row, column + 1)], across);
        between([edge(row), edge(row + 1)], up)
    }

    fn draw_patches(&self, sheet: &Sheet<'_>, view: &View) {
        let levels = levels(&self.values);
        let corner = |column: usize, row: usize| {
            let part = |i: usize| i as f64 / PATCHES as f64;
            view.pixel(part(column), part(row), self.lifts[row * N + column])
        };
        let shade = |column: usize, row: usize| {
            let [near, far] =
                [self.values[row * N + column], self.values[(row + 1) * N + column + 1]];
            let middle = near / 2.0 + far / 2.0;
            levels.iter().filter(|&&level| middle >= level).count().min(SHADES - 1)
        };
        // Whether a patch shows its upper side.
        let upright = |column: usize, row: usize| {
            let (near, far) = (corner(column, row), corner(column + 1, row + 1));
            let (right, left) = (corner(column + 1, row), corner(column, row + 1));
            (far.0 - near.0) * (left.1 - right.1) < (far.1 - near.1) * (left.0 - right.0)
        };
        // From the far edge to the near one: what is in front is painted last.
        // Neighbours of one shade are one polygon, unless the surface folds there.
        for row in (0..PATCHES).rev() {
            let mut column = 0;
            while column < PATCHES {
                let looks = |column| (shade(column, row), upright(column, row));
                let run = (column..PATCHES).take_while(|&c| looks(c) == looks(column)).count();
                let along = |row| (column..=column + run).map(move |c| corner(c, row));
                let outline: Vec<BackendCoord> = along(row).chain(along(row + 1).rev()).collect();
                sheet.fill(Ink::shade(shade(column, row)), outline);
                if (row + 1) % EVERY == 0 {
                    sheet.stroke(Ink::LEVEL, along(row + 1));
                }
                for column in (column..column + run).filter(|column| column % EVERY == 0) {
                    sheet.stroke(Ink::LEVEL, [corner(column, row), corner(column, row + 1)]);
                }
                column += run;
            }
        }
        sheet.stroke(Ink::AXIS, (0..N).map(|column| corner(column, 0)));
        sheet.stroke(Ink::AXIS, (0..N).map(|row| corner(PATCHES, row)));
    }

    /// A point of the box, each coordinate from 0 to 1, on the surface.
    fn on(&self, view: &View, at: (f64, f64)) -> BackendCoord {
        view.pixel(at.0, at.1, self.lift(at))
    }

    /// A line on the surface, between its points too. Returns those of them that
    /// are inside of the box.
    fn draw_track(&self, sheet: &Sheet<'_>, view: &View, track: &Track) -> Vec<(f64, f64)> {
        let (ink, _, points) = track;
        let points: Vec<(f64, f64)> = points.iter().map_while(|&p| self.inside(p)).collect();
        let piece = |pair: &[(f64, f64)]| -> Vec<BackendCoord> {
            let at = |s: f64| {
                let part = |from, to| between([from, to], s);
                self.on(view, (part(pair[0].0, pair[1].0), part(pair[0].1, pair[1].1)))
            };
            (0..=8).map(|k| f64::from(k) / 8.0).map(at).collect()
        };
        let line: Vec<BackendCoord> = points.windows(2).flat_map(piece).collect();
        sheet.stroke(Ink::PAPER, line.iter().copied());
        sheet.stroke(*ink, line);
        points
    }

    /// A name to the upper right of a place.
    fn draw_name(&self, sheet: &Sheet<'_>, (ink, label, _): &Track, (x, y): BackendCoord) {
        if label.is_empty() {
            return;
        }
        let pos = Pos::new(HPos::Left, VPos::Center);
        let right = (sheet.size.width() - wide(label, sheet.size) - 2) * TENTHS;
        sheet.words(ink.named(), Role::Name, label, ((x + 90).min(right), y - 60), pos);
    }

    fn draw_path(&self, sheet: &Sheet<'_>, view: &View) {
        let Some(track) = &self.path else { return };
        let points = self.draw_track(sheet, view, track);
        points.iter().skip(1).for_each(|&at| sheet.mark(track.0, self.on(view, at), 17));
        if let Some(&start) = points.first() {
            let start = self.on(view, start);
            sheet.ring(track.0, start);
            self.draw_name(sheet, track, start);
        }
    }

    /// The ends of both axes and their names, below the front edge and beside
    /// the right one.
    fn draw_names(&self, sheet: &Sheet<'_>, view: &View) {
        let ends = |i: usize| {
            let [low, high] = self.domain[i];
            let ticks = Axis::linear("").within(low, high).ticks(std::iter::empty(), false);
            let marks = ticks.marks;
            let words = |mark: Option<&(f64, String)>| mark.map_or(String::new(), |m| m.1.clone());
            let place = |mark: Option<&(f64, String)>, end: f64| {
                mark.map_or(end, |m| (m.0 - ticks.low) / (ticks.high - ticks.low))
            };
            let (first, last) = (marks.first(), marks.last());
            [(place(first, 0.0), words(first)), (place(last, 1.0), words(last))]
        };
        let below = |x: f64, across, words: &str| {
            let (x, y) = view.pixel(x, 0.0, 0.0);
            let pos = Pos::new(across, VPos::Top);
            // The first number stands below the edge of the sheet.
            let left = wide(words, sheet.size) * TENTHS / 2;
            sheet.words(Ink::TEXT, Role::Axis, words, (x.max(left), y + 50), pos);
        };
        let beside = |y: f64, words: &str| {
            let (x, y) = view.pixel(1.0, y, 0.0);
            let pos = Pos::new(HPos::Left, VPos::Center);
            let right = (sheet.size.width() - wide(words, sheet.size)) * TENTHS;
            sheet.words(Ink::TEXT, Role::Axis, words, ((x + 60).min(right), y), pos);
        };
        for (at, words) in ends(0) {
            below(at, HPos::Center, &words);
        }
        below(0.5, HPos::Center, &self.names[0]);
        for (at, words) in ends(1) {
            beside(at, &words);
        }
        beside(0.5, &self.names[1]);
    }
}

/// Room for the numbers at the right edge, in pixels.
const BESIDE: i32 = 26;

impl Chart for Relief {
    fn height(&self, size: Size, width: i32) -> i32 {
        let unit = (width - BESIDE).min(460);
        unit * 69 / 100 + leading(size) + 12
    }

    fn paint(&self, sheet: &Sheet<'_>, area: Area) {
        let unit = (area.width - BESIDE).min(460);
        let height = self.height(sheet.size, area.width);
        let floor = (area.top + height - leading(sheet.size) - 8) * TENTHS;
        let view = View {
            left: f64::from(area.left * TENTHS),
            floor: f64::from(floor),
            unit: f64::from(unit),
        };
        let base = [(1.0, 0.0), (0.0, 0.0), (0.0, 1.0)].map(|(x, y)| view.pixel(x, y, 0.0));
        sheet.stroke(Ink::AXIS, base);
        self.draw_patches(sheet, &view);
        let floor = [(0.0, 0.0), (1.0, 0.0), (1.0, 1.0)].map(|(x, y)| view.pixel(x, y, 0.0));
        sheet.stroke(Ink::AXIS, floor);
        for track in &self.lines {
            let points = self.draw_track(sheet, &view, track);
            if let Some(&end) = points.last() {
                self.draw_name(sheet, track, self.on(&view, end));
            }
        }
        self.draw_path(sheet, &view);
        for at in self.minima.iter().filter_map(|&p| self.inside(p)) {
            sheet.mark(Ink::THEORY, view.pixel(at.0, at.1, self.lift(at)), 45);
        }
        self.draw_names(sheet, &view);
    }

    fn data(&self) -> Data {
        let mut data = Data::map([&self.names[0], &self.names[1]], "value");
        for (_, label, points) in self.path.iter().chain(&self.lines) {
            data.line(label, points);
        }
        data.line("minimum", &self.minima);
        field(&mut data, self.domain, &self.values, N);
        data
    }
}
