//! The frame of a chart: grid, ticks, what the axes measure, and where on the
//! sheet a value stands.

use super::Axes;
use super::axis::{Axis, Scale, Ticks};
use super::backend::TENTHS;
use super::clip::clip;
use super::ink::{Ink, Role};
use super::sheet::{Area, Rect, Sheet, leading, wide, wrapped};
use super::size::Size;
use super::ticks::Mark;
use plotters::style::text_anchor::{HPos, Pos, VPos};
use plotters_backend::BackendCoord;

/// Two axes over a part of a sheet.
pub(crate) struct Frame {
    pub(crate) x: Ticks,
    pub(crate) y: Ticks,
    /// What is inside of the axes.
    pub(crate) inside: Rect,
    /// What each axis measures, in lines.
    names: [Vec<String>; 2],
    /// The area's left edge, where the name of the upright axis begins.
    left: i32,
}

/// What an axis measures, and whether its steps are ratios.
pub(super) fn named(axis: &Axis) -> String {
    match axis.scale {
        Scale::Log if !axis.label.is_empty() && !axis.label.contains("log") => {
            format!("{} (log scale)", axis.label)
        }
        _ => axis.label.clone(),
    }
}

impl Frame {
    /// The room around the inside of a chart: left, top, right, bottom, in pixels.
    pub(crate) fn room(axes: [&Axis; 2], [x, y]: [&Ticks; 2], size: Size, width: i32) -> [i32; 4] {
        let labels = y.marks.iter().map(|(_, label)| wide(label, size));
        let left = labels.max().map_or(2, |widest| widest + 9);
        let lines = |axis: &Axis| wrapped(&named(axis), size, width).len() as i32;
        let top = lines(axes[1]) * leading(size) + 8;
        let ticks = if axes[0].bare { 4 } else { leading(size) + 9 };
        // Half of the last number under the axis.
        let over = x.marks.last().map_or(0, |(place, label)| {
            let short = (x.high - place) / (x.high - x.low);
            wide(label, size) / 2 - (short * f64::from(width - left)) as i32
        });
        [left, top, over.max(8), ticks + lines(axes[0]) * leading(size)]
    }

    /// Axes over an area, with so much room around them.
    pub(crate) fn new(
        axes: [&Axis; 2],
        [x, y]: [Ticks; 2],
        size: Size,
        area: Area,
        [left, top, right, bottom]: [i32; 4],
    ) -> Self {
        let inside = Rect {
            left: (area.left + left) * TENTHS,
            top: (area.top + top) * TENTHS,
            right: (area.left + area.width - right) * TENTHS,
            bottom: (area.top + area.height - bottom) * TENTHS,
        };
        let names = axes.map(|axis| wrapped(&named(axis), size, area.width));
        Self { x, y, inside, names, left: area.left * TENTHS }
    }

    /// Where a place in drawing coordinates stands on the sheet.
    pub(crate) fn pixel(&self, (across, up): (f64, f64)) -> BackendCoord {
        let Rect { left, top, right, bottom } = self.inside;
        let share = |at: f64, ticks: &Ticks| (at - ticks.low) / (ticks.high - ticks.low);
        (
            left + (f64::from(right - left) * share(across, &self.x)) as i32,
            bottom - (f64::from(bottom - top) * share(up, &self.y)) as i32,
        )
    }

    /// Where a point is in drawing coordinates; `None` if it has no place.
    pub(crate) fn place(&self, (x, y): (f64, f64)) -> Option<(f64, f64)> {
        Some((self.x.place(x)?, self.y.place(y)?))
    }

    /// Where a point stands on the sheet, if it is inside the axes.
    pub(crate) fn at(&self, point: (f64, f64)) -> Option<BackendCoord> {
        let place = self.place(point)?;
        (self.x.hold(place.0) && self.y.hold(place.1)).then(|| self.pixel(place))
    }

    /// A line as pieces inside the axes. A point without a place, such as 0 on a
    /// log axis, breaks it.
    pub(crate) fn pieces(&self, points: &[(f64, f64)]) -> Vec<Vec<BackendCoord>> {
        let places: Vec<Option<(f64, f64)>> = points.iter().map(|&p| self.place(p)).collect();
        let runs = places.split(Option::is_none);
        runs.flat_map(|run| {
            let run: Vec<(f64, f64)> = run.iter().flatten().copied().collect();
            clip(&run, [self.x.low, self.x.high], [self.y.low, self.y.high])
        })
        .map(|piece| piece.into_iter().map(|place| self.pixel(place)).collect())
        .collect()
    }

    /// A box between values, cut where the axes end.
    pub(crate) fn cut(&self, x: [f64; 2], y: [f64; 2]) -> Option<Rect> {
        let ends = |ticks: &Ticks, range: [f64; 2]| {
            let held = range.map(|v| match ticks.place(v) {
                Some(place) => place.clamp(ticks.low, ticks.high),
                None if v > 0.0 => ticks.high,
                None => ticks.low,
            });
            (held[0] < held[1]).then_some(held)
        };
        let (x, y) = (ends(&self.x, x)?, ends(&self.y, y)?);
        let ((left, bottom), (right, top)) = (self.pixel((x[0], y[0])), self.pixel((x[1], y[1])));
        Some(Rect { left, top, right, bottom })
    }

    /// Draws grid, ticks and names.
    pub(crate) fn draw(&self, sheet: &Sheet<'_>) {
        let (size, Rect { left, top, right, bottom }) = (sheet.size, self.inside);
        let tenth = |at: i32| f64::from(at) / f64::from(TENTHS);
        sheet.axes.borrow_mut().push(Axes {
            inside: [left, top, right, bottom].map(tenth),
            ends: [self.x.ends(), self.y.ends()],
        });
        let line = leading(size) * TENTHS;
        let edge = sheet.size.width() * TENTHS;
        for (place, label) in thinned(&self.x.marks, right - left, size) {
            let (x, _) = self.pixel((*place, self.y.low));
            sheet.stroke(Ink::GRID, [(x, top), (x, bottom)]);
            let half = wide(label, size) * TENTHS / 2;
            let middle = x.clamp(half, (edge - half).max(half));
            sheet.write(label, (middle, bottom + 80), HPos::Center, VPos::Top);
        }
        for (place, label) in &self.y.marks {
            let (_, y) = self.pixel((self.x.low, *place));
            sheet.stroke(Ink::GRID, [(left, y), (right, y)]);
            sheet.write(label, (left - 60, y), HPos::Right, VPos::Center);
        }
        sheet.stroke(Ink::AXIS, [(left, bottom), (right, bottom)]);
        let [across, up] = &self.names;
        let upper = top - up.len() as i32 * line - 60;
        for (i, name) in up.iter().enumerate() {
            let at = (self.left, upper + i as i32 * line);
            sheet.words(Ink::TEXT, Role::Axis, name, at, Pos::new(HPos::Left, VPos::Top));
        }
        let lower =
            bottom + if self.x.marks.iter().all(|m| m.1.is_empty()) { 40 } else { line + 90 };
        for (i, name) in across.iter().enumerate() {
            let at = (right, lower + i as i32 * line);
            sheet.words(Ink::TEXT, Role::Axis, name, at, Pos::new(HPos::Right, VPos::Top));
        }
    }
}

/// The ticks of an x-axis; only every so many of them if their labels would
/// run into each other, but two in any case.
fn thinned(marks: &[Mark], room: i32, size: Size) -> impl Iterator<Item = &Mark> {
    let widest = marks.iter().map(|(_, label)| wide(label, size) + 4).max().unwrap_or(1);
    let apart = room / TENTHS / marks.len().saturating_sub(1).max(1) as i32;
    let most = marks.len().saturating_sub(1).max(1);
    let every = (widest + apart - 1).checked_div(apart).map_or(most, |n| n as usize).clamp(1, most);
    marks.iter().step_by(every)
}
