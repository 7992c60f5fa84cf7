//! The sheet a chart is drawn on: frame, grid, ticks, legend, markers.

use super::Figure;
use super::axis::{Axis, Ticks};
use super::backend::{Body, Svg, TENTHS, text_width};
use super::data::Drawn;
use super::ink::{Ink, Marker};
use super::ticks::Mark;
use plotters::coord::Shift;
use plotters::coord::types::RangedCoordf64;
use plotters::prelude::*;
use plotters::style::text_anchor::{HPos, Pos, VPos};
use plotters_backend::BackendCoord;

/// The whole drawing, in tenths of a pixel.
pub(crate) type Root<'a> = DrawingArea<Svg<'a>, Shift>;
/// The part inside the axes, in data coordinates.
pub(crate) type Plot<'a> = DrawingArea<Svg<'a>, Cartesian2d<RangedCoordf64, RangedCoordf64>>;

/// How wide every figure is, in pixels of its own. Pages scale it: by 1.3 on a
/// desk, by 0.8 on a phone, where 14-pixel text is still readable.
pub(crate) const WIDTH: i32 = 440;
pub(crate) const FONT: i32 = 14;
const ROW: i32 = 22;

/// One line of a legend.
pub(crate) struct Entry {
    pub(crate) ink: Ink,
    pub(crate) label: String,
    pub(crate) kind: Sample,
}

/// What stands before a legend's label.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Sample {
    Line,
    LineAndMarker,
    Marker,
    Ring,
}

/// Draws on an empty sheet of the given height.
pub(crate) fn sheet(height: i32, alt: String, draw: impl FnOnce(&Root<'_>)) -> Figure {
    let mut body = Body::default();
    let size = ((WIDTH * TENTHS) as u32, (height * TENTHS) as u32);
    let root = Svg { size, body: &mut body }.into_drawing_area();
    draw(&root);
    drop(root);
    let svg = body.into_svg(WIDTH as u32, height as u32, &alt);
    let (width, height) = (WIDTH as u32, height as u32);
    let (name, file) = (String::new(), String::new());
    Figure { name, alt, svg, data: Drawn::default(), width, height, tree: None, file }
}

/// How many rows a legend takes.
pub(crate) fn legend_height(entries: &[Entry]) -> i32 {
    legend_places(entries).last().map_or(0, |&(_, row)| (row + 1) * ROW + 6)
}

fn legend_places(entries: &[Entry]) -> Vec<(i32, i32)> {
    let (mut x, mut row) = (12, 0);
    entries
        .iter()
        .map(|entry| {
            let width =
                sample_width(entry.kind) + text_width(&entry.label, f64::from(FONT)) as i32 + 30;
            if x > 12 && x + width > WIDTH {
                (x, row) = (12, row + 1);
            }
            let place = (x, row);
            x += width;
            place
        })
        .collect()
}

fn sample_width(kind: Sample) -> i32 {
    if matches!(kind, Sample::Line | Sample::LineAndMarker) { 32 } else { 16 }
}

/// Draws the legend with its first row at `top`.
pub(crate) fn legend(root: &Root<'_>, entries: &[Entry], top: i32) {
    for (entry, (x, row)) in entries.iter().zip(legend_places(entries)) {
        let y = top + row * ROW + ROW / 2;
        let words = x + sample_width(entry.kind);
        let middle = ((x + (words - x - 6) / 2) * TENTHS, y * TENTHS);
        if matches!(entry.kind, Sample::Line | Sample::LineAndMarker) {
            stroke(root, entry.ink, [(x * TENTHS, y * TENTHS), ((x + 26) * TENTHS, y * TENTHS)]);
        }
        match entry.kind {
            Sample::Line => {}
            Sample::LineAndMarker | Sample::Marker => mark(root, entry.ink, middle, 45),
            Sample::Ring => ring(root, entry.ink, middle),
        }
        write(root, &entry.label, (words, y), HPos::Left, VPos::Center);
    }
}

/// The room around the plot: left, top, right, bottom, in pixels.
pub(crate) fn margins(y: &Ticks, below: i32) -> [i32; 4] {
    let widest = y.marks.iter().map(|(_, label)| label_width(label)).fold(0.0, f64::max);
    [widest as i32 + 14, 30, 18, 50 + below]
}

fn label_width(label: &str) -> f64 {
    text_width(label, f64::from(FONT))
}

/// The ticks of an x-axis; only every so many of them if their labels would
/// run into each other, but two in any case.
fn thinned(marks: &[Mark], room: i32) -> impl Iterator<Item = &Mark> {
    let widest = marks.iter().map(|(_, label)| label_width(label)).fold(1.0, f64::max);
    let apart = f64::from(room) / marks.len().saturating_sub(1).max(1) as f64;
    let every = ((widest / apart).ceil() as usize).min(marks.len().saturating_sub(1)).max(1);
    marks.iter().step_by(every)
}

/// Draws grid, ticks and axis names; returns the area inside.
pub(crate) fn frame<'a>(
    root: &Root<'a>,
    axes: [&Axis; 2],
    ticks: [&Ticks; 2],
    margins: [i32; 4],
) -> Plot<'a> {
    let [left, top, right, bottom] = margins;
    let (width, height) = root.dim_in_pixel();
    let (width, height) = (width as i32 / TENTHS, height as i32 / TENTHS);
    let [x, y] = ticks;
    let (east, south) = (width - right, height - bottom);
    let across = |place: f64| {
        left * TENTHS
            + (f64::from((east - left) * TENTHS) * (place - x.low) / (x.high - x.low)) as i32
    };
    let down = |place: f64| {
        south * TENTHS
            - (f64::from((south - top) * TENTHS) * (place - y.low) / (y.high - y.low)) as i32
    };
    for (place, label) in thinned(&x.marks, east - left) {
        stroke(root, Ink::GRID, [(across(*place), top * TENTHS), (across(*place), south * TENTHS)]);
        let half = (label_width(label) / 2.0) as i32;
        let middle = (across(*place) / TENTHS).clamp(half, WIDTH - half);
        write(root, label, (middle, south + 6), HPos::Center, VPos::Top);
    }
    for (place, label) in &y.marks {
        stroke(root, Ink::GRID, [(left * TENTHS, down(*place)), (east * TENTHS, down(*place))]);
        write(root, label, (left - 8, down(*place) / TENTHS), HPos::Right, VPos::Center);
    }
    stroke(root, Ink::AXIS, [(left * TENTHS, south * TENTHS), (east * TENTHS, south * TENTHS)]);
    write(root, &axes[1].label, (4, 4), HPos::Left, VPos::Top);
    write(root, &axes[0].label, (east, south + 26), HPos::Right, VPos::Top);
    let inside = [left, top, east - left, south - top].map(|v| v * TENTHS);
    root.clone().shrink((inside[0], inside[1]), (inside[2], inside[3])).apply_coord_spec(
        Cartesian2d::new(
            x.low..x.high,
            y.low..y.high,
            (inside[0]..inside[0] + inside[2], inside[1] + inside[3]..inside[1]),
        ),
    )
}

/// A polyline in tenths of a pixel.
pub(crate) fn stroke(root: &Root<'_>, ink: Ink, points: impl IntoIterator<Item = BackendCoord>) {
    let points: Vec<BackendCoord> = points.into_iter().collect();
    root.draw(&PathElement::new(points, ink.stroke())).expect("writing to a string cannot fail");
}

/// A filled polygon in tenths of a pixel.
pub(crate) fn fill(root: &Root<'_>, ink: Ink, points: Vec<BackendCoord>) {
    root.draw(&Polygon::new(points, ink.fill())).expect("writing to a string cannot fail");
}

/// Words at a pixel.
pub(crate) fn write(root: &Root<'_>, text: &str, (x, y): (i32, i32), across: HPos, down: VPos) {
    let ink = Ink::TEXT.pigment();
    let style = TextStyle::from(("sans-serif", FONT * TENTHS).into_font())
        .color(&ink)
        .pos(Pos::new(across, down));
    root.draw_text(text, &style, (x * TENTHS, y * TENTHS))
        .expect("writing to a string cannot fail");
}

/// An open ring: where a path starts.
pub(crate) fn ring(root: &Root<'_>, ink: Ink, at: BackendCoord) {
    root.draw(&Circle::new(at, 55, ink.stroke())).expect("writing to a string cannot fail");
}

/// The head of an arrow whose point is at `tip`; none where it has no direction.
pub(crate) fn arrowhead(root: &Root<'_>, ink: Ink, tail: BackendCoord, tip: BackendCoord) {
    const LENGTH: f64 = 95.0;
    let (dx, dy) = (f64::from(tip.0) - f64::from(tail.0), f64::from(tip.1) - f64::from(tail.1));
    let length = (dx * dx + dy * dy).sqrt();
    if length < 1.0 {
        return;
    }
    let (along, across) = (LENGTH / length, 0.42 * LENGTH / length);
    let corner = |side: f64| {
        let x = f64::from(tip.0) - along * dx - side * across * dy;
        let y = f64::from(tip.1) - along * dy + side * across * dx;
        (x as i32, y as i32)
    };
    fill(root, ink, vec![tip, corner(1.0), corner(-1.0)]);
}

/// The ink's own marker, `radius` tenths of a pixel large.
pub(crate) fn mark(root: &Root<'_>, ink: Ink, (x, y): BackendCoord, radius: i32) {
    let r = radius;
    let shape: Vec<BackendCoord> = match ink.look().marker {
        Marker::Circle => {
            root.draw(&Circle::new((x, y), r, ink.fill()))
                .expect("writing to a string cannot fail");
            return;
        }
        Marker::Square => vec![(-r, -r), (r, -r), (r, r), (-r, r)],
        Marker::Triangle => vec![(0, -r * 5 / 4), (r * 5 / 4, r), (-r * 5 / 4, r)],
        Marker::Diamond => vec![(0, -r * 4 / 3), (r * 4 / 3, 0), (0, r * 4 / 3), (-r * 4 / 3, 0)],
        Marker::Wedge => vec![(0, r * 5 / 4), (r * 5 / 4, -r), (-r * 5 / 4, -r)],
        Marker::Cross => {
            let (long, thin) = (r * 5 / 4, r / 3);
            let quarter = [(-thin, -long), (thin, -long), (thin, -thin)];
            // The same three corners, turned four times by a right angle.
            let turn =
                |(x, y): (i32, i32), times: usize| (0..times).fold((x, y), |(x, y), _| (-y, x));
            (0..4).flat_map(|times| quarter.map(|corner| turn(corner, times))).collect()
        }
    };
    fill(root, ink, shape.into_iter().map(|(dx, dy)| (x + dx, y + dy)).collect());
}
