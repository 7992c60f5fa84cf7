//! A legend, for the names that have found no place beside their lines.

use super::backend::TENTHS;
use super::ink::Ink;
use super::sheet::{Area, Sheet, leading, wide};
use super::size::Size;
use plotters::style::text_anchor::{HPos, VPos};

/// What stands before a legend's name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sample {
    Line,
    LineAndMarker,
    Marker,
    /// A field of the ink.
    Patch,
}

/// One name of a legend.
#[derive(Debug, Clone)]
pub(crate) struct Entry {
    pub(crate) ink: Ink,
    pub(crate) label: String,
    pub(crate) kind: Sample,
}

/// How wide a sample is, in pixels.
fn sample(kind: Sample) -> i32 {
    match kind {
        Sample::Line | Sample::LineAndMarker => 26,
        Sample::Marker => 12,
        Sample::Patch => 18,
    }
}

fn row(size: Size) -> i32 {
    leading(size) + 5
}

/// How high a legend is over so much width.
pub(crate) fn height(entries: &[Entry], size: Size, width: i32) -> i32 {
    places(entries, size, width).last().map_or(0, |&(_, line)| (line + 1) * row(size) + 4)
}

/// How far from the left each entry stands, and in which row.
fn places(entries: &[Entry], size: Size, width: i32) -> Vec<(i32, i32)> {
    let (mut x, mut line) = (0, 0);
    let place = |entry: &Entry| {
        let long = sample(entry.kind) + 6 + wide(&entry.label, size);
        if x > 0 && x + long > width {
            (x, line) = (0, line + 1);
        }
        let place = (x, line);
        x += long + 18;
        place
    };
    entries.iter().map(place).collect()
}

/// Draws the entries over an area.
pub(crate) fn draw(sheet: &Sheet<'_>, entries: &[Entry], area: Area) {
    for (entry, (x, line)) in entries.iter().zip(places(entries, sheet.size, area.width)) {
        let (left, wide) = ((area.left + x) * TENTHS, sample(entry.kind) * TENTHS);
        let y = (area.top + line * row(sheet.size) + row(sheet.size) / 2) * TENTHS;
        let middle = (left + wide / 2, y);
        match entry.kind {
            Sample::Patch => {
                let (top, bottom) = (y - 55, y + 55);
                let corners =
                    [(left, top), (left + wide, top), (left + wide, bottom), (left, bottom)];
                sheet.fill(entry.ink, corners);
                sheet.stroke(Ink::AXIS, corners.into_iter().chain([corners[0]]));
            }
            Sample::Line => sheet.stroke(entry.ink, [(left, y), (left + wide, y)]),
            Sample::LineAndMarker => {
                sheet.stroke(entry.ink, [(left, y), (left + wide, y)]);
                sheet.mark(entry.ink, middle, 45);
            }
            Sample::Marker => sheet.mark(entry.ink, middle, 45),
        }
        sheet.write(&entry.label, (left + wide + 60, y), HPos::Left, VPos::Center);
    }
}
