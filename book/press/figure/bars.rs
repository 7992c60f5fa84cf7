//! Bar charts: lying bars, so that their names can be read on a phone.

use super::Figure;
use super::axis::Axis;
use super::data::Data;
use super::ink::Ink;
use super::sheet;
use crate::number::Shown;
use plotters::style::text_anchor::{HPos, VPos};

const BAR: i32 = 18;
const GAP: i32 = 12;

/// A bar chart in the making: [`bars`], then its bars, then [`draw`](Bars::draw).
#[derive(Debug, Clone)]
pub struct Bars {
    axis: Axis,
    bars: Vec<(Ink, String, Shown)>,
}

/// An empty bar chart over the given axis.
pub fn bars(axis: Axis) -> Bars {
    Bars { axis, bars: Vec::new() }
}

impl Bars {
    /// Adds a bar; its value is written at its end.
    pub fn bar(mut self, ink: Ink, label: impl Into<String>, value: Shown) -> Self {
        self.bars.push((ink, label.into(), value));
        self
    }

    /// Draws the chart. `alt` says what it shows, with the run's own numbers.
    pub fn draw(self, alt: impl Into<String>) -> Figure {
        let rows = self.bars.len() as i32;
        // A linear axis starts at 0: a bar's length is its value.
        let zero = matches!(self.axis.scale, super::Scale::Linear).then_some(0.0);
        let x = self.axis.ticks(self.bars.iter().map(|(_, _, v)| v.value).chain(zero), true);
        // The names stand where a line chart has its y ticks.
        let marks = self
            .bars
            .iter()
            .enumerate()
            .map(|(i, (_, label, _))| (f64::from(rows) - i as f64 - 0.5, label.clone()));
        let y = super::axis::Ticks::names(f64::from(rows), marks.collect());
        let mut margins = sheet::margins(&y, 0);
        margins[1] = 8;
        // Room for the value at the end of the longest bar.
        margins[2] = 64;
        let height = rows * (BAR + GAP) + margins[1] + margins[3];
        sheet::sheet(height, alt.into(), |root| {
            let names = Axis::linear("");
            let plot = sheet::frame(root, [&self.axis, &names], [&x, &y], margins);
            for ((place, _), (ink, _, value)) in y.marks.iter().zip(&self.bars) {
                let Some(end) = x.place(value.value) else { continue };
                let foot = plot.map_coordinate(&(x.low.max(0.0).min(x.high), *place));
                let head = plot.map_coordinate(&(end.clamp(x.low, x.high), *place));
                let half = BAR * super::backend::TENTHS / 2;
                let corners = [
                    (foot.0, foot.1 - half),
                    (head.0, head.1 - half),
                    (head.0, head.1 + half),
                    (foot.0, foot.1 + half),
                ];
                sheet::fill(root, *ink, corners.into());
                let at = (
                    head.0.max(foot.0) / super::backend::TENTHS + 6,
                    head.1 / super::backend::TENTHS,
                );
                sheet::write(root, &value.text, at, HPos::Left, VPos::Center);
            }
        })
        .with_data(move || self.data())
    }

    fn data(&self) -> Data {
        let mut data = Data::new(["bar", &self.axis.label]);
        for (_, label, shown) in &self.bars {
            data.row([label.clone(), shown.value.to_string()]);
        }
        data
    }
}
