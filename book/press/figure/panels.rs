//! Several charts in one figure, side by side on a desk, below each other on a
//! phone.

use super::backend::TENTHS;
use super::chart::{Chart, drawing, finish};
use super::data::Data;
use super::ink::{Ink, Role};
use super::sheet::{Area, Sheet, leading, wrapped};
use super::size::Size;
use super::{Drawing, Figure};
use plotters::style::text_anchor::{HPos, Pos, VPos};

/// Between panels, in pixels.
const GAP: [i32; 2] = [22, 18];

/// A chart as one of several.
pub struct Panel(Box<dyn Chart>);

impl<C: Chart + 'static> From<C> for Panel {
    fn from(chart: C) -> Self {
        Self(Box::new(chart))
    }
}

/// Several charts in one figure: [`panels`], then each with its title, then
/// [`draw`](Panels::draw).
pub struct Panels {
    panels: Vec<(String, Panel, i32)>,
    across: [usize; 2],
}

/// A figure without panels yet, so many of them side by side on a desk.
pub fn panels(across: usize) -> Panels {
    Panels { panels: Vec::new(), across: [across.max(1), if across > 3 { 2 } else { 1 }] }
}

impl Panels {
    /// So many panels side by side on a phone; else one, or two of four or more.
    pub fn on_a_phone(mut self, across: usize) -> Self {
        self.across[1] = across.max(1);
        self
    }

    /// Adds a chart below a title.
    pub fn panel(self, title: impl Into<String>, chart: impl Into<Panel>) -> Self {
        self.wide(1, title, chart)
    }

    /// Adds a chart that gets so many times a share of its row's width.
    pub fn wide(mut self, share: i32, title: impl Into<String>, chart: impl Into<Panel>) -> Self {
        self.panels.push((title.into(), chart.into(), share.max(1)));
        self
    }

    /// Draws all. `alt` says what they show, with the run's own numbers.
    pub fn draw(self, alt: impl Into<String>) -> Figure {
        finish(self, alt)
    }

    /// Draws them at one size alone: for a page that has no use for the other.
    pub fn drawing(self, size: Size, alt: &str) -> Drawing {
        drawing(&self, size, alt)
    }

    /// Where each panel stands over so much width: its title's lines and its area.
    fn places(&self, size: Size, width: i32) -> Vec<(Vec<String>, Area)> {
        let across = self.across[usize::from(size == Size::Phone)];
        let mut places = Vec::new();
        let mut top = 0;
        for row in self.panels.chunks(across) {
            let shares: i32 = row.iter().map(|panel| panel.2).sum();
            // A last row that is not full keeps the width of the others.
            let missing = (across - row.len()) as i32 * i32::from(places.len() >= across);
            let room = width - GAP[0] * (row.len() as i32 - 1 + missing);
            let (mut left, mut highest, mut titles) = (0, 0, 0);
            let widths: Vec<i32> =
                row.iter().map(|panel| room * panel.2 / (shares + missing)).collect();
            let words: Vec<Vec<String>> =
                row.iter().zip(&widths).map(|(panel, &w)| wrapped(&panel.0, size, w)).collect();
            for (panel, (&width, words)) in row.iter().zip(widths.iter().zip(&words)) {
                highest = highest.max(panel.1.0.height(size, width));
                titles = titles.max(words.len() as i32 * leading(size));
            }
            if titles > 0 {
                titles += 4;
            }
            for (width, words) in widths.into_iter().zip(words) {
                let area = Area { left, top: top + titles, width, height: highest };
                places.push((words, area));
                left += width + GAP[0];
            }
            top += titles + highest + GAP[1];
        }
        places
    }
}

impl Chart for Panels {
    fn height(&self, size: Size, width: i32) -> i32 {
        let places = self.places(size, width);
        places.iter().map(|(_, area)| area.top + area.height).max().unwrap_or(0)
    }

    fn paint(&self, sheet: &Sheet<'_>, area: Area) {
        let places = self.places(sheet.size, area.width);
        for ((_, panel, _), (title, place)) in self.panels.iter().zip(places) {
            let place = Area { left: area.left + place.left, top: area.top + place.top, ..place };
            let line = leading(sheet.size);
            let first = place.top - 4 - title.len() as i32 * line;
            for (i, words) in title.iter().enumerate() {
                let at = (place.left * TENTHS, (first + i as i32 * line) * TENTHS);
                sheet.words(Ink::TEXT, Role::Title, words, at, Pos::new(HPos::Left, VPos::Top));
            }
            panel.0.paint(sheet, place);
        }
    }

    /// The panels' rows below each other, and a column of all names that it has
    /// among them.
    fn data(&self) -> Data {
        let all: Vec<Data> =
            self.panels.iter().map(|(title, panel, _)| titled(title, panel.0.data())).collect();
        let columns = all.iter().map(|data| data.header.len()).max().unwrap_or(0);
        let names = |column: usize| {
            let mut names: Vec<&str> = Vec::new();
            for name in all.iter().filter_map(|data| data.header.get(column)) {
                if !names.contains(&name.as_str()) {
                    names.push(name);
                }
            }
            names.join(" / ")
        };
        let header = (0..columns).map(names).collect();
        let mut rows: Vec<Vec<String>> = all.into_iter().flat_map(|data| data.rows).collect();
        rows.iter_mut().for_each(|row| row.resize(columns, String::new()));
        Data { header, rows }
    }
}

/// The data of a panel with its title in front; panels of panels have both titles.
fn titled(title: &str, mut data: Data) -> Data {
    let inner = data.header.first().is_some_and(|name| name == "panel");
    if !inner {
        data.header.insert(0, "panel".into());
    }
    for row in &mut data.rows {
        if !inner {
            row.insert(0, title.into());
        } else if !title.is_empty() {
            row[0] = format!("{title}: {}", row[0]);
        }
    }
    data
}
