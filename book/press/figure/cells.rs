//! How a heat map is drawn.

use super::axis::{Ticks, between};
use super::backend::TENTHS;
use super::chart::Chart;
use super::data::Data;
use super::frame::Frame;
use super::ground::Ground;
use super::heat::{Heat, Overlay};
use super::ink::{Ink, Role};
use super::labels::{self, Placed, Wanted, along};
use super::legend::{self, Entry, Sample};
use super::sheet::{Area, Rect, Sheet, leading};
use super::size::{Size, to_scale};
use crate::number;
use plotters::style::text_anchor::{HPos, Pos, VPos};
use plotters_backend::BackendCoord;

struct Laid {
    frame: Frame,
    placed: Vec<Placed>,
    entries: Vec<Entry>,
}

impl Heat {
    fn ticks(&self) -> [Ticks; 2] {
        [&self.axes[0], &self.axes[1]].map(|axis| axis.ticks(std::iter::empty(), false))
    }

    fn room(&self, size: Size, width: i32) -> [i32; 4] {
        let [x, y] = self.ticks();
        Frame::room([&self.axes[0], &self.axes[1]], [&x, &y], size, width)
    }

    /// The inside's size in pixels.
    fn shape(&self, size: Size, across: i32) -> (i32, i32) {
        let usual = (size.height() + 50).min(across);
        if !self.to_scale {
            return (across, usual);
        }
        let [dx, dy] = [0, 1].map(|i| {
            let [low, high] = self.axes[i].range.unwrap_or([0.0, 1.0]);
            (high / 2.0 - low / 2.0).abs()
        });
        match dy / dx {
            ratio if !(0.1..=10.0).contains(&ratio) => (across, usual),
            ratio => to_scale(across, ratio),
        }
    }

    fn laid(&self, size: Size, area: Area) -> Laid {
        let room = self.room(size, area.width);
        let (wide, high) = self.shape(size, area.width - room[0] - room[2]);
        let area =
            Area { width: wide + room[0] + room[2], height: high + room[1] + room[3], ..area };
        let frame = Frame::new([&self.axes[0], &self.axes[1]], self.ticks(), size, area, room);
        let (placed, entries) = self.names(&frame, size);
        Laid { frame, placed, entries }
    }

    fn names(&self, frame: &Frame, size: Size) -> (Vec<Placed>, Vec<Entry>) {
        let mut ground = Ground::new(frame.inside);
        let mut taken = Vec::new();
        let pieces: Vec<Vec<Vec<BackendCoord>>> = self
            .overlays
            .iter()
            .map(|overlay| match overlay.kind {
                Sample::Marker => {
                    let points = overlay.points.iter().filter_map(|&p| frame.at(p));
                    points.map(|at| vec![at]).collect()
                }
                _ => frame.pieces(&overlay.points),
            })
            .collect();
        for (overlay, pieces) in self.overlays.iter().zip(&pieces) {
            ground.add(pieces.iter().filter(|_| overlay.kind != Sample::Patch));
            if overlay.kind == Sample::Marker {
                taken.extend(pieces.iter().flatten().map(|&at| Rect::around(at, 45)));
            }
        }
        let region = self.words.iter().filter_map(|(at, words)| {
            let (ink, words, along) = (Ink::TEXT, words.clone(), vec![frame.at(*at)?]);
            Some(Wanted {
                ink,
                words,
                along,
                line: None,
                ends: false,
                within: true,
                stubborn: true,
            })
        });
        let mut wanted: Vec<Wanted> = region.collect();
        let first = wanted.len();
        let named = || self.overlays.iter().enumerate().filter(|(_, o)| !o.label.is_empty());
        for (i, overlay) in named() {
            let (words, area) = (overlay.label.clone(), overlay.kind == Sample::Patch);
            let ink = if area { Ink::TEXT } else { overlay.ink.named() };
            let along = if area { inner(frame, &pieces[i]) } else { along(&pieces[i]) };
            wanted.push(Wanted {
                ink,
                words,
                along,
                line: Some(i),
                ends: false,
                within: area,
                stubborn: false,
            });
        }
        let found =
            labels::place(&wanted, &ground, &taken, (frame.inside, frame.inside.right), size);
        let lost = named().zip(&found[first..]).filter(|(_, found)| found.is_none());
        let entries = lost.map(|((_, Overlay { ink, label, kind, .. }), _)| Entry {
            ink: *ink,
            label: label.clone(),
            kind: *kind,
        });
        let entries = entries.collect();
        (found.into_iter().flatten().collect(), entries)
    }

    /// The key's entries, where kinds have names or missing values a meaning.
    fn chips(&self) -> Vec<Entry> {
        let chip = |ink, label: &String| Entry { ink, label: label.clone(), kind: Sample::Patch };
        let kinds = self.kinds.iter().enumerate().map(|(i, name)| chip(self.ink(i), name));
        let mut chips: Vec<Entry> = if self.key { kinds.collect() } else { Vec::new() };
        if !self.missing.is_empty() {
            chips.push(chip(Ink::HATCH, &self.missing));
        }
        chips
    }

    /// How high the ramp of the key is, in pixels.
    fn ramp(&self, size: Size) -> i32 {
        if self.key && self.kinds.is_empty() { 2 * leading(size) + 26 } else { 0 }
    }

    fn draw_cells(&self, sheet: &Sheet<'_>, frame: &Frame) {
        let rows = self.values.len() / self.columns;
        // An axis too narrow for its ticks spans more than the cells do.
        let [wide, high] =
            [(&self.axes[0], &frame.x), (&self.axes[1], &frame.y)].map(|(axis, ticks)| {
                let ends = axis.range.unwrap_or_default().map(|end| ticks.place(end));
                [ends[0].unwrap_or(ticks.low), ends[1].unwrap_or(ticks.high)]
            });
        let corner = |column: usize, row: usize| {
            let across = column as f64 / self.columns as f64;
            let up = row as f64 / rows as f64;
            frame.pixel((between(wide, across), between(high, up)))
        };
        for row in 0..rows {
            let cells = &self.values[row * self.columns..][..self.columns];
            let shades: Vec<Option<usize>> = cells.iter().map(|&v| self.shade(v)).collect();
            // Neighbours of one shade are one rectangle: fewer bytes, no seams.
            let mut column = 0;
            for run in shades.chunk_by(|a, b| a == b) {
                let (left, foot) = corner(column, row);
                // Half a pixel over the row below hides the seam between them.
                let bottom = foot + if row > 0 { TENTHS / 2 } else { 0 };
                column += run.len();
                let (right, top) = corner(column, row + 1);
                let corners = [(left, bottom), (right, bottom), (right, top), (left, top)];
                match run[0] {
                    Some(shade) => sheet.fill(self.ink(shade), corners),
                    None if self.missing.is_empty() => {}
                    None => {
                        sheet.fill(Ink::shade(0), corners);
                        sheet.fill(Ink::HATCH, corners);
                    }
                }
            }
        }
    }

    fn draw_overlays(&self, sheet: &Sheet<'_>, frame: &Frame) {
        for Overlay { ink, points, kind, .. } in &self.overlays {
            match kind {
                Sample::Marker => {
                    points
                        .iter()
                        .filter_map(|&p| frame.at(p))
                        .for_each(|p| sheet.mark(*ink, p, 42));
                }
                Sample::Patch => {
                    for piece in frame.pieces(points) {
                        sheet.fill(Ink::shade(0), piece.clone());
                        sheet.fill(*ink, piece);
                    }
                }
                _ => frame.pieces(points).into_iter().for_each(|piece| sheet.stroke(*ink, piece)),
            }
        }
    }

    fn draw_ramp(&self, sheet: &Sheet<'_>, area: Area, top: i32) {
        let bands = self.levels.len() as i32 + 1;
        let width = area.width * TENTHS / bands;
        let (left, line) = (area.left * TENTHS, leading(sheet.size) * TENTHS);
        let top = top * TENTHS;
        let pos = Pos::new(HPos::Left, VPos::Top);
        sheet.words(Ink::TEXT, Role::Axis, &self.what, (left, top), pos);
        let (high, low) = (top + line + 20, top + line + 140);
        let corners = |from: i32, to: i32| {
            let (from, to) = (left + from * width, left + to * width);
            [(from, low), (to, low), (to, high), (from, high)]
        };
        (0..bands).for_each(|band| sheet.fill(self.ink(band as usize), corners(band, band + 1)));
        let outline = corners(0, bands);
        sheet.stroke(Ink::AXIS, outline.into_iter().chain([outline[0]]));
        for (band, &level) in self.levels.iter().enumerate() {
            let at = (left + (band as i32 + 1) * width, low + 30);
            let pos = Pos::new(HPos::Center, VPos::Top);
            sheet.words(Ink::TEXT, Role::Axis, &number::digits(level, 2).text, at, pos);
        }
    }
}

/// Some places inside of a region: halfway from its middle to its border, and
/// its middle last.
fn inner(frame: &Frame, pieces: &[Vec<BackendCoord>]) -> Vec<BackendCoord> {
    let points: Vec<BackendCoord> = pieces.iter().flatten().copied().collect();
    let Rect { left, top, right, bottom } = frame.inside;
    let ends = |low: i32, high: i32, part: fn(&BackendCoord) -> i32| {
        let parts = points.iter().map(part);
        (parts.clone().min().unwrap_or(low) + parts.max().unwrap_or(high)) / 2
    };
    let middle = (ends(left, right, |p| p.0), ends(top, bottom, |p| p.1));
    let halfway = points.iter().step_by(points.len() / 12 + 1);
    let halfway = halfway.map(|p| ((p.0 + middle.0) / 2, (p.1 + middle.1) / 2));
    halfway.chain([middle]).collect()
}

impl Chart for Heat {
    fn height(&self, size: Size, width: i32) -> i32 {
        let room = self.room(size, width);
        let (_, high) = self.shape(size, width - room[0] - room[2]);
        let entries = self.laid(size, Area { left: 0, top: 0, width, height: 0 }).entries;
        let below =
            legend::height(&entries, size, width) + legend::height(&self.chips(), size, width);
        high + room[1] + room[3] + below + self.ramp(size)
    }

    fn paint(&self, sheet: &Sheet<'_>, area: Area) {
        let laid = self.laid(sheet.size, area);
        laid.frame.draw(sheet);
        self.draw_cells(sheet, &laid.frame);
        self.draw_overlays(sheet, &laid.frame);
        labels::draw(sheet, &laid.placed);
        let room = self.room(sheet.size, area.width);
        let (_, high) = self.shape(sheet.size, area.width - room[0] - room[2]);
        let mut top = area.top + high + room[1] + room[3] + 4;
        for entries in [laid.entries, self.chips()] {
            let height = legend::height(&entries, sheet.size, area.width);
            legend::draw(sheet, &entries, Area { top, height, ..area });
            top += height;
        }
        if self.ramp(sheet.size) > 0 {
            self.draw_ramp(sheet, area, top);
        }
    }

    fn data(&self) -> Data {
        self.list()
    }
}
