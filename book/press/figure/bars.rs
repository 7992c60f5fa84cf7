//! Charts with a name a row: lying bars, and dots with what lies around them.

use super::Figure;
use super::axis::{Axis, Ticks};
use super::backend::TENTHS;
use super::chart::{Chart, finish};
use super::data::Data;
use super::frame::Frame;
use super::ink::Ink;
use super::sheet::{Area, Sheet, wide};
use super::size::Size;
use crate::number::Shown;
use plotters::style::text_anchor::{HPos, VPos};

const BAR: i32 = 16;
const GAP: i32 = 10;
/// How far, in tenths of a pixel, two outcomes of a row stand from its middle.
const APART: i32 = 45;

/// A chart of rows in the making: [`bars`], then its bars or dots, then
/// [`draw`](Bars::draw).
#[derive(Debug, Clone)]
pub struct Bars {
    axis: Axis,
    rows: Vec<Row>,
    named: bool,
}

#[derive(Debug, Clone)]
struct Row {
    ink: Ink,
    label: String,
    value: Shown,
    /// What lies around a dot; a bar has none.
    around: Option<[f64; 2]>,
    /// A second outcome, and what lies around it.
    other: Option<(f64, [f64; 2])>,
}

/// An empty chart of rows over the given axis.
pub fn bars(axis: Axis) -> Bars {
    Bars { axis, rows: Vec::new(), named: true }
}

impl Bars {
    /// Adds a bar; its value is written at its end.
    pub fn bar(mut self, ink: Ink, label: impl Into<String>, value: Shown) -> Self {
        self.rows.push(Row { ink, label: label.into(), value, around: None, other: None });
        self
    }

    /// Adds a dot on a line from the lower to the upper end of what lies around
    /// it, such as a median and its quartiles; its value is written at the right.
    pub fn dot(
        mut self,
        ink: Ink,
        label: impl Into<String>,
        value: Shown,
        around: [f64; 2],
    ) -> Self {
        self.rows.push(Row { ink, label: label.into(), value, around: Some(around), other: None });
        self
    }

    /// Adds to the last row a second outcome, as an open ring below its dot.
    pub fn other(mut self, value: f64, around: [f64; 2]) -> Self {
        if let Some(row) = self.rows.last_mut() {
            row.other = Some((value, around));
        }
        self
    }

    /// Leaves out the rows' names: those of the chart beside it hold.
    pub fn bare(mut self) -> Self {
        self.named = false;
        self
    }

    /// Draws the chart. `alt` says what it shows, with the run's own numbers.
    pub fn draw(self, alt: impl Into<String>) -> Figure {
        finish(self, alt)
    }

    fn parts(&self, size: Size, width: i32) -> ([Ticks; 2], [i32; 4]) {
        let rows = self.rows.len() as f64;
        // A linear axis of bars starts at 0: a bar's length is its value.
        let bars = self.rows.iter().any(|row| row.around.is_none());
        let zero = (bars && matches!(self.axis.scale, super::Scale::Linear)).then_some(0.0);
        let others = self.rows.iter().filter_map(|row| row.other);
        let others = others.flat_map(|(value, [from, to])| [value, from, to]);
        let around = self.rows.iter().filter_map(|row| row.around).flatten().chain(others);
        let values = self.rows.iter().map(|row| row.value.value).chain(around).chain(zero);
        let x = self.axis.ticks(values, true);
        // The names stand where a line chart has its y ticks.
        let marks = self.rows.iter().enumerate().map(|(i, row)| {
            let label = if self.named { row.label.clone() } else { String::new() };
            (rows - i as f64 - 0.5, label)
        });
        let y = Ticks::names(rows, marks.collect());
        let mut room = Frame::room([&self.axis, &Axis::linear("")], [&x, &y], size, width);
        room[1] = 6;
        // Room for the value at the end of the longest bar.
        let widest = self.rows.iter().map(|row| wide(&row.value.text, size)).max().unwrap_or(0);
        room[2] = widest + 10;
        ([x, y], room)
    }
}

impl Chart for Bars {
    fn height(&self, size: Size, width: i32) -> i32 {
        let (_, room) = self.parts(size, width);
        self.rows.len() as i32 * (BAR + GAP) + room[1] + room[3]
    }

    fn paint(&self, sheet: &Sheet<'_>, area: Area) {
        let area = Area { height: self.height(sheet.size, area.width), ..area };
        let (ticks, room) = self.parts(sheet.size, area.width);
        let axes = [&self.axis, &Axis::linear("")];
        let frame = Frame::new(axes, ticks, sheet.size, area, room);
        frame.draw(sheet);
        let held = |value: f64| {
            // Beyond all numbers is beyond the right edge.
            let edge = if value == f64::INFINITY { frame.x.high } else { frame.x.low };
            frame.x.place(value).unwrap_or(edge).clamp(frame.x.low, frame.x.high)
        };
        for (i, Row { ink, value, around, other, .. }) in self.rows.iter().enumerate() {
            let place = frame.y.marks[i].0;
            if let Some((value, ends)) = other {
                let [from, at, to] = [ends[0], *value, ends[1]]
                    .map(|end| frame.pixel((held(end), place)))
                    .map(|(x, y)| (x, y + APART));
                sheet.stroke(ink.named(), [from, to]);
                sheet.ring(ink.named(), at);
            }
            let Some(end) = frame.x.place(value.value) else { continue };
            let head = frame.pixel((end.clamp(frame.x.low, frame.x.high), place));
            let up = if other.is_some() { APART } else { 0 };
            let right = match around {
                Some(ends) => {
                    let head = (head.0, head.1 - up);
                    let [from, to] =
                        ends.map(|end| frame.pixel((held(end), place))).map(|(x, y)| (x, y - up));
                    sheet.stroke(ink.bold(), [from, to]);
                    sheet.mark(*ink, head, 48);
                    to.0
                }
                None => {
                    let foot = frame.pixel((frame.x.low.max(0.0).min(frame.x.high), place));
                    let half = BAR * TENTHS / 2;
                    let (top, bottom) = (head.1 - half, head.1 + half);
                    let corners =
                        [(foot.0, top), (head.0, top), (head.0, bottom), (foot.0, bottom)];
                    sheet.fill(*ink, corners);
                    head.0.max(foot.0)
                }
            };
            // Beside dots, values stand in a column.
            let at = match around {
                Some(_) => ((area.left + area.width) * TENTHS, HPos::Right),
                None => (right + 80, HPos::Left),
            };
            sheet.write(&value.text, (at.0, head.1), at.1, VPos::Center);
        }
    }

    fn data(&self) -> Data {
        if self.rows.iter().all(|row| row.around.is_none()) {
            let mut data = Data::new(["bar", &self.axis.label]);
            for row in &self.rows {
                data.row([row.label.clone(), row.value.value.to_string()]);
            }
            return data;
        }
        let words = |ends: &Option<[f64; 2]>| {
            ends.map_or([String::new(), String::new()], |ends| ends.map(|end| end.to_string()))
        };
        let x = &self.axis.label;
        if self.rows.iter().all(|row| row.other.is_none()) {
            let mut data = Data::new(["row", x, "from", "to"]);
            for Row { label, value, around, .. } in &self.rows {
                let [from, to] = words(around);
                data.row([label.clone(), value.value.to_string(), from, to]);
            }
            return data;
        }
        let mut data = Data::new(["row", x, "from", "to", "other", "other from", "other to"]);
        for Row { label, value, around, other, .. } in &self.rows {
            let [from, to] = words(around);
            let [low, high] = words(&other.map(|other| other.1));
            let second = other.map_or(String::new(), |other| other.0.to_string());
            data.row([label.clone(), value.value.to_string(), from, to, second, low, high]);
        }
        data
    }
}
