//! How a line chart is drawn.

use super::backend::TENTHS;
use super::chart::Chart;
use super::data::Data;
use super::frame::{Frame, named};
use super::ground::Ground;
use super::labels::{self, Placed, Wanted, along};
use super::legend::{self, Entry, Sample};
use super::lines::{Lines, Look, Series};
use super::remarks;
use super::sheet::{Area, Rect, Sheet, wide};
use super::size::Size;
use plotters_backend::BackendCoord;

type Pieces = Vec<Vec<BackendCoord>>;

/// A chart with everything in its place.
struct Laid {
    frame: Frame,
    /// The pieces of each series.
    pieces: Vec<Pieces>,
    placed: Vec<Placed>,
    /// The series whose names have found no place.
    entries: Vec<Entry>,
}

impl Lines {
    /// The chart over an area, of which a legend takes the lowest part.
    fn laid(&self, size: Size, area: Area, legend: i32) -> Laid {
        let [x_axis, y_axis] = &self.axes;
        let points = || self.series.iter().flat_map(|s| &s.points);
        let x = x_axis.ticks(points().map(|p| p.0), false);
        let y = y_axis.ticks(points().map(|p| p.1), true);
        let area = Area { height: area.height - legend, ..area };
        let mut room = Frame::room([x_axis, y_axis], [&x, &y], size, area.width);
        let ends = self.ends(&x, &y);
        room[2] = room[2].max(self.beside(&ends, size, area.width));
        let frame = Frame::new([x_axis, y_axis], [x, y], size, area, room);
        let pieces: Vec<Pieces> = self.series.iter().map(|s| drawn(&frame, s)).collect();
        let bounds = Rect {
            left: frame.inside.left + 20,
            top: frame.inside.top,
            right: (area.left + area.width) * TENTHS,
            bottom: frame.inside.bottom - 10,
        };
        let mut ground = Ground::new(bounds);
        for (series, pieces) in self.series.iter().zip(&pieces) {
            match series.look {
                // An area hinders nobody.
                Look::Band => ground.add([]),
                Look::Stems => ground.add(&stems(&frame, pieces)),
                _ => ground.add(pieces),
            }
        }
        for stroke in self.strokes(&frame) {
            ground.add(stroke.map(Vec::from).as_ref());
        }
        let mut taken = self.marks(&frame);
        for (series, pieces) in self.series.iter().zip(&pieces) {
            if matches!(series.look, Look::Marked) {
                taken.extend(pieces.iter().flatten().map(|&at| Rect::around(at, 45)));
            }
        }
        let mut wanted = Vec::new();
        let mut whose = Vec::new();
        for (i, (series, pieces)) in self.series.iter().zip(&pieces).enumerate() {
            if series.label.is_empty() {
                continue;
            }
            let line = (series.look != Look::Band).then_some(i);
            let (words, along) = (series.label.clone(), along(pieces));
            let ink = series.ink.named();
            let within = series.look == Look::Band;
            wanted.push(Wanted { ink, words, along, line, ends: ends[i], within, stubborn: false });
            whose.push(i);
        }
        // Remarks first: they have fewer places to go to.
        let named = wanted.len();
        wanted.splice(0..0, self.remarks(&frame));
        let notes = wanted.len() - named;
        let found = labels::place(&wanted, &ground, &taken, (bounds, frame.inside.right), size);
        let missing = |(found, _): &(&Option<Placed>, _)| found.is_none();
        let lost = found.iter().zip(&wanted[..notes]).filter(|(found, _)| found.is_none());
        let remarks = lost.map(|(_, remark)| remarks::entry(remark));
        let lost = found.iter().skip(notes).zip(&whose).filter(missing);
        let entries = lost.map(|(_, &i)| entry(&self.series[i])).chain(remarks).collect();
        Laid { frame, pieces, placed: found.into_iter().flatten().collect(), entries }
    }

    /// Which lines run to the right edge of the chart.
    fn ends(&self, x: &super::axis::Ticks, y: &super::axis::Ticks) -> Vec<bool> {
        let ends = |series: &Series| {
            let last = series.points.last().and_then(|p| Some((x.place(p.0)?, y.place(p.1)?)));
            let line = matches!(series.look, Look::Line | Look::Marked);
            line && last
                .is_some_and(|last| y.hold(last.1) && last.0 > x.high - 0.03 * (x.high - x.low))
        };
        self.series.iter().map(ends).collect()
    }

    /// How much room the names of lines get on their right, in pixels: none if
    /// it would be too much of the chart.
    fn beside(&self, ends: &[bool], size: Size, width: i32) -> i32 {
        let named = self.series.iter().zip(ends);
        let names = named.filter(|(series, ends)| **ends && !series.label.is_empty());
        // A long name stands in two lines.
        let room = |words: &str| match wide(words, size) {
            long if long > 100 => {
                let halves = super::sheet::wrapped(words, size, long / 2 + 20);
                halves.iter().map(|line| wide(line, size)).max().unwrap_or(long)
            }
            short => short,
        };
        let names = names.map(|(series, _)| room(&series.label));
        let widest = names.chain([room(&self.room)]).max().unwrap_or(0) + 10;
        if widest > 10 && widest * 4 <= width { widest } else { 0 }
    }
}

/// The pieces of a series: of single points, each for itself.
fn drawn(frame: &Frame, series: &Series) -> Pieces {
    match series.look {
        Look::Line | Look::Marked => frame.pieces(&series.points),
        Look::Dots | Look::Stems => {
            series.points.iter().filter_map(|&p| frame.at(p)).map(|at| vec![at]).collect()
        }
        Look::Band => {
            let edge = |&p: &(f64, f64)| {
                let (x, y) = frame.place(p)?;
                let (x, y) =
                    (x.clamp(frame.x.low, frame.x.high), y.clamp(frame.y.low, frame.y.high));
                Some(frame.pixel((x, y)))
            };
            vec![series.points.iter().filter_map(edge).collect()]
        }
    }
}

/// Stems from the foot of the chart to their heads.
fn stems(frame: &Frame, heads: &Pieces) -> Pieces {
    let (_, foot) = frame.pixel((0.0, frame.y.low.max(0.0).min(frame.y.high)));
    heads.iter().flatten().map(|&(x, y)| vec![(x, foot), (x, y)]).collect()
}

fn draw_series(sheet: &Sheet<'_>, frame: &Frame, series: &Series, pieces: &Pieces) {
    let ink = series.ink;
    match series.look {
        Look::Band => pieces.iter().for_each(|piece| sheet.fill(ink, piece.clone())),
        Look::Line => pieces.iter().for_each(|piece| sheet.stroke(ink, piece.iter().copied())),
        Look::Marked => {
            pieces.iter().for_each(|piece| sheet.stroke(ink, piece.iter().copied()));
            for at in series.points.iter().filter_map(|&p| frame.at(p)) {
                sheet.mark(ink, at, 40);
            }
        }
        Look::Dots => {
            // Many points need small dots.
            let radius = if pieces.len() > 100 { 16 } else { 36 };
            pieces.iter().flatten().for_each(|&at| sheet.mark(ink, at, radius));
        }
        Look::Stems => {
            for stem in stems(frame, pieces) {
                let head = stem[1];
                sheet.stroke(ink, stem);
                sheet.mark(ink, head, 34);
            }
        }
    }
}

fn entry(series: &Series) -> Entry {
    let kind = match series.look {
        Look::Line => Sample::Line,
        Look::Marked => Sample::LineAndMarker,
        Look::Dots | Look::Stems => Sample::Marker,
        Look::Band => Sample::Patch,
    };
    Entry { ink: series.ink, label: series.label.clone(), kind }
}

impl Chart for Lines {
    fn height(&self, size: Size, width: i32) -> i32 {
        let axes = [&self.axes[0], &self.axes[1]];
        let points = || self.series.iter().flat_map(|s| &s.points);
        let x = self.axes[0].ticks(points().map(|p| p.0), false);
        let y = self.axes[1].ticks(points().map(|p| p.1), true);
        let [_, top, _, bottom] = Frame::room(axes, [&x, &y], size, width);
        // What is narrow is less high, too.
        let inside = (size.height() * self.tall / 100).min(width * self.tall.max(100) * 3 / 400);
        let height = inside + top + bottom;
        let entries = self.laid(size, Area { left: 0, top: 0, width, height }, 0).entries;
        height + legend::height(&entries, size, width)
    }

    fn paint(&self, sheet: &Sheet<'_>, area: Area) {
        let mut laid = self.laid(sheet.size, area, 0);
        let mut below = 0;
        // With a legend there is less room for the other names: once more.
        for _ in 0..2 {
            let needed = legend::height(&laid.entries, sheet.size, area.width);
            if needed > below {
                below = needed;
                laid = self.laid(sheet.size, area, below);
            }
        }
        self.draw_areas(sheet, &laid);
        laid.frame.draw(sheet);
        self.draw_notes(sheet, &laid.frame);
        for (series, pieces) in self.series.iter().zip(&laid.pieces) {
            if series.look != Look::Band {
                draw_series(sheet, &laid.frame, series, pieces);
            }
        }
        self.draw_marks(sheet, &laid.frame);
        labels::draw(sheet, &laid.placed);
        let top = area.top + area.height - below + 4;
        legend::draw(sheet, &laid.entries, Area { top, height: below, ..area });
    }

    fn data(&self) -> Data {
        let [x, y] = [0, 1].map(|i| named(&self.axes[i]));
        let mut data = Data::new(["series", &x, &y]);
        for series in &self.series {
            for (x, y) in &series.points {
                data.row([series.label.clone(), x.to_string(), y.to_string()]);
            }
        }
        data
    }
}

impl Lines {
    /// Bands lie below the grid.
    fn draw_areas(&self, sheet: &Sheet<'_>, laid: &Laid) {
        for (series, pieces) in self.series.iter().zip(&laid.pieces) {
            if series.look == Look::Band {
                draw_series(sheet, &laid.frame, series, pieces);
            }
        }
    }
}
