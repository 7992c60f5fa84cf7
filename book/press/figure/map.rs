//! How a contour map is drawn.

use super::axis::{Axis, Ticks};
use super::backend::TENTHS;
use super::chart::Chart;
use super::contours::{Contours, Track};
use super::data::Data;
use super::frame::Frame;
use super::ground::Ground;
use super::ink::{Ink, Role, SHADES};
use super::labels::{self, Placed, Wanted, along};
use super::legend::{self, Entry, Sample};
use super::shades::shades;
use super::sheet::{Area, Rect, Sheet, leading, wide};
use super::size::{Size, to_scale};
use crate::number;
use plotters::style::text_anchor::{HPos, Pos, VPos};
use plotters_backend::BackendCoord;

/// A map whose sides are further apart than this is stretched.
const THREAD: f64 = 6.0;

/// A map with everything in its place.
struct Laid {
    frame: Frame,
    /// How many times longer a unit upwards is than one across; 1 on most maps.
    stretch: f64,
    placed: Vec<Placed>,
    entries: Vec<Entry>,
}

impl Contours {
    fn ticks(&self) -> [(Axis, Ticks); 2] {
        [0, 1].map(|i| {
            let [low, high] = self.domain[i];
            let axis = Axis { range: Some([low, high]), ..self.axes[i].clone() };
            let ticks = axis.ticks(std::iter::empty(), false);
            (axis, ticks)
        })
    }

    /// The inside's size in pixels within a width, and the stretch.
    fn shape(&self, size: Size, across: i32) -> (i32, i32, f64) {
        let [dx, dy] = self.domain.map(|[low, high]| (high / 2.0 - low / 2.0).abs());
        let ratio = dy / dx;
        let usual = size.height() + 40;
        if self.stretched || !(1.0 / THREAD..=THREAD).contains(&ratio) {
            let high = usual.min(across);
            return (across, high, f64::from(high) / f64::from(across) / ratio);
        }
        let (wide, high) = to_scale(across, ratio);
        (wide, high, 1.0)
    }

    /// The room around the inside of the map, in pixels, and its frame's parts.
    fn room(&self, size: Size, width: i32) -> ([(Axis, Ticks); 2], [i32; 4]) {
        let parts = self.ticks();
        let [(x_axis, x), (y_axis, y)] = &parts;
        let mut room = Frame::room([x_axis, y_axis], [x, y], size, width);
        // The key to the shades stands below all.
        if self.key {
            room[3] += leading(size) + 4;
        }
        (parts, room)
    }

    fn laid(&self, size: Size, area: Area) -> Laid {
        let (parts, [left, top, right, bottom]) = self.room(size, area.width);
        let (wide, high, stretch) = self.shape(size, area.width - left - right);
        let area = Area { width: wide + left + right, height: high + top + bottom, ..area };
        let [(x_axis, x), (y_axis, y)] = parts;
        let room = [left, top, right, bottom];
        let frame = Frame::new([&x_axis, &y_axis], [x, y], size, area, room);
        let (placed, entries) = self.names(&frame, size);
        Laid { frame, stretch, placed, entries }
    }

    /// Where the names stand, and a legend of those that found no place.
    fn names(&self, frame: &Frame, size: Size) -> (Vec<Placed>, Vec<Entry>) {
        let tracks: Vec<&Track> =
            self.lines.iter().chain(&self.paths).chain(&self.arrows).collect();
        let pieces: Vec<Vec<Vec<BackendCoord>>> =
            tracks.iter().map(|track| frame.pieces(&track.points)).collect();
        let mut ground = Ground::new(frame.inside);
        pieces.iter().for_each(|pieces| ground.add(pieces));
        let mut taken: Vec<Rect> = Vec::new();
        let goals = self.minima.iter().chain(&self.saddles).filter_map(|&p| frame.at(p));
        taken.extend(goals.map(|at| Rect::around(at, 65)));
        for Track { points, .. } in &self.paths {
            let ends = points.first().into_iter().chain(points.last());
            taken.extend(ends.filter_map(|&p| frame.at(p)).map(|at| Rect::around(at, 55)));
        }
        let name = |ink: Ink, words: &str, along: Vec<BackendCoord>, line, within| Wanted {
            ink: ink.named(),
            words: words.to_owned(),
            along,
            line,
            ends: false,
            within,
            stubborn: false,
        };
        let mut wanted: Vec<Wanted> = Vec::new();
        for (at, words) in self.words.iter().filter_map(|(at, w)| Some((frame.at(*at)?, w))) {
            wanted.push(name(
                Ink::TEXT,
                words,
                vec![at],
                None,
                !taken.iter().any(|t| t.meets(&Rect::around(at, 1))),
            ));
        }
        let first = wanted.len();
        for (i, (track, pieces)) in tracks.iter().zip(&pieces).enumerate() {
            if !track.label.is_empty() {
                wanted.push(name(track.ink, &track.label, along(pieces), Some(i), false));
            }
        }
        let last = wanted.len();
        // What follows may be left out.
        let seen: Vec<BackendCoord> =
            self.minima.iter().filter_map(|&p| frame.at(p)).take(9).collect();
        if !self.paths.is_empty() && !seen.is_empty() {
            wanted.push(name(Ink::TEXT, "minimum", seen, None, false));
        }
        if let Some(at) = self.paths.first().and_then(|path| frame.at(*path.points.first()?)) {
            wanted.push(name(Ink::TEXT, "start", vec![at], None, false));
        }
        for (i, track) in self.paths.iter().enumerate() {
            for &step in &track.numbered {
                if let Some(at) = track.points.get(step).and_then(|&p| frame.at(p)) {
                    let line = Some(self.lines.len() + i);
                    wanted.push(name(track.ink, &step.to_string(), vec![at], line, false));
                }
            }
        }
        let found =
            labels::place(&wanted, &ground, &taken, (frame.inside, frame.inside.right), size);
        let lost = tracks.iter().filter(|track| !track.label.is_empty()).zip(&found[first..last]);
        let entries = lost.filter(|(_, found)| found.is_none()).map(|(track, _)| Entry {
            ink: track.ink,
            label: track.label.clone(),
            kind: Sample::Line,
        });
        let entries = entries.collect();
        (found.into_iter().flatten().collect(), entries)
    }

    fn draw_line(sheet: &Sheet<'_>, frame: &Frame, ink: Ink, points: &[(f64, f64)]) {
        // A path ends where it has left all floats.
        let held = points.iter().take_while(|&&p| frame.place(p).is_some()).count();
        for piece in frame.pieces(&points[..held]) {
            sheet.stroke(ink, piece);
        }
    }

    fn draw_path(sheet: &Sheet<'_>, frame: &Frame, track: &Track) {
        let Track { ink, points, .. } = track;
        Self::draw_line(sheet, frame, Ink::PAPER, points);
        Self::draw_line(sheet, frame, *ink, points);
        for &step in points.iter().skip(1).take(40) {
            frame.at(step).into_iter().for_each(|at| sheet.mark(*ink, at, 17));
        }
        let (mut arrows, mut last) = (0, None);
        for pair in points.windows(2) {
            let (Some(from), Some(to)) = (frame.at(pair[0]), frame.at(pair[1])) else { continue };
            let (dx, dy) = (to.0 - from.0, to.1 - from.1);
            if arrows < 4 && dx.abs().max(dy.abs()) > 170 {
                let tip = (from.0 + dx * 6 / 10, from.1 + dy * 6 / 10);
                sheet.arrowhead(*ink, from, tip, 75.0);
                arrows += 1;
            }
            last = Some(to);
        }
        if let Some(start) = points.first().and_then(|&p| frame.at(p)) {
            sheet.ring(*ink, start);
        }
        last.into_iter().for_each(|end| sheet.mark(*ink, end, 36));
    }

    /// Few shades from the lowest to the highest, and what they mean.
    fn draw_key(&self, sheet: &Sheet<'_>, laid: &Laid) {
        let size = sheet.size;
        let Rect { left, bottom, .. } = laid.frame.inside;
        let lines = [&self.axes[0].label].iter().filter(|label| !label.is_empty()).count() as i32;
        let y = bottom + (leading(size) * (1 + lines) + 13) * TENTHS + leading(size) * TENTHS / 2;
        let word = |words: &str, x: i32| {
            let pos = Pos::new(HPos::Left, VPos::Center);
            sheet.words(Ink::TEXT, Role::Axis, words, (x, y), pos);
            x + wide(words, size) * TENTHS
        };
        let mut x = word("low", left) + 50;
        for shade in (0..SHADES).step_by(2) {
            let corners = [(x, y - 50), (x + 130, y - 50), (x + 130, y + 50), (x, y + 50)];
            sheet.fill(Ink::shade(shade), corners);
            sheet.stroke(Ink::LEVEL, corners.into_iter().chain([corners[0]]));
            x += 130;
        }
        x = word("high", x + 50);
        if laid.stretch != 1.0 {
            let words = said(laid.stretch, &self.axes[1].label);
            word(&format!("· {words}"), x + 80);
        }
    }
}

/// How much a map is stretched, in words.
fn said(stretch: f64, up: &str) -> String {
    let up = up.rsplit(", ").next().unwrap_or(up);
    match stretch {
        times if times.is_finite() && (1e-3..1.0).contains(&times) => {
            format!("{up} pressed to {}", number::digits(times, 2).text)
        }
        times if times.is_finite() && times > 0.0 && times < 1e4 => {
            format!("{up} stretched {}×", number::digits(times, 2).text)
        }
        _ => "not to scale".into(),
    }
}

impl Chart for Contours {
    fn height(&self, size: Size, width: i32) -> i32 {
        let (_, [left, top, right, bottom]) = self.room(size, width);
        let (_, high, _) = self.shape(size, width - left - right);
        let entries = self.laid(size, Area { left: 0, top: 0, width, height: 0 }).entries;
        high + top + bottom + legend::height(&entries, size, width)
    }

    fn paint(&self, sheet: &Sheet<'_>, area: Area) {
        let laid = self.laid(sheet.size, area);
        let frame = &laid.frame;
        frame.draw(sheet);
        shades(sheet, frame, self.domain, &self.values);
        for Track { ink, points, .. } in &self.lines {
            Self::draw_line(sheet, frame, *ink, points);
        }
        self.paths.iter().for_each(|track| Self::draw_path(sheet, frame, track));
        for Track { ink, points, .. } in &self.arrows {
            Self::draw_line(sheet, frame, *ink, points);
            let pieces = frame.pieces(points);
            if let (Some(tip), Some(piece)) = (frame.at(points[1]), pieces.first()) {
                sheet.arrowhead(*ink, piece[0], tip, 95.0);
            }
        }
        // The goal lies over all that leads to it.
        for at in self.minima.iter().filter_map(|&p| frame.at(p)) {
            sheet.mark(Ink::THEORY, at, 50);
        }
        for at in self.saddles.iter().filter_map(|&p| frame.at(p)) {
            sheet.lost(Ink::TEXT, at);
        }
        labels::draw(sheet, &laid.placed);
        if self.key {
            self.draw_key(sheet, &laid);
        }
        let below = legend::height(&laid.entries, sheet.size, area.width);
        let top = area.top + self.height(sheet.size, area.width) - below + 4;
        legend::draw(sheet, &laid.entries, Area { top, height: below, ..area });
    }

    fn data(&self) -> Data {
        self.list()
    }
}
