//! The remarks on a line chart: what they draw, and their words.

use super::frame::Frame;
use super::ink::Ink;
use super::labels::{Wanted, along};
use super::legend::{Entry, Sample};
use super::lines::{Lines, Note};
use super::sheet::{Rect, Sheet};
use plotters_backend::BackendCoord;

/// A remark whose words have found no place at all: its mark, or its line.
pub(super) fn entry(remark: &Wanted) -> Entry {
    let (ink, label) = (remark.ink, remark.words.clone());
    match remark.line {
        Some(_) => Entry { ink: Ink::AXIS, label, kind: Sample::Line },
        None => Entry { ink, label, kind: Sample::Marker },
    }
}

impl Lines {
    /// What names must keep away from: marks of remarks.
    pub(super) fn marks(&self, frame: &Frame) -> Vec<Rect> {
        let marked = self.notes.iter().filter_map(|note| match note {
            Note::Point(_, at, _) | Note::Diverges(_, at) => frame.at(*at),
            _ => None,
        });
        marked.map(|at| Rect::around(at, 50)).collect()
    }

    /// The line that each remark draws, if it draws one on the chart.
    pub(super) fn strokes(&self, frame: &Frame) -> Vec<Option<[BackendCoord; 2]>> {
        let Rect { left, top, right, bottom } = frame.inside;
        let stroke = |note: &Note| match note {
            Note::Upright(x, _) => {
                let (x, _) = frame.pixel((frame.x.place(*x).filter(|x| frame.x.hold(*x))?, 0.0));
                Some([(x, bottom), (x, top)])
            }
            Note::Level(y, _) => {
                let (_, y) = frame.pixel((0.0, frame.y.place(*y).filter(|y| frame.y.hold(*y))?));
                Some([(left, y), (right, y)])
            }
            Note::Span([from, to], _) => Some([frame.at(*from)?, frame.at(*to)?]),
            _ => None,
        };
        self.notes.iter().map(stroke).collect()
    }

    /// The words of the remarks, and what they are about.
    pub(super) fn remarks(&self, frame: &Frame) -> Vec<Wanted> {
        let Rect { top, right, .. } = frame.inside;
        let strokes = self.strokes(frame);
        let wants = |ink, words: &str, along: Vec<BackendCoord>, line, within| {
            let words = words.to_owned();
            (!words.is_empty() && !along.is_empty()).then_some(Wanted {
                ink,
                words,
                along,
                line,
                ends: false,
                within,
                stubborn: true,
            })
        };
        // One cross says what all of them mean.
        let mut crosses = 0;
        let found = self.notes.iter().zip(strokes).enumerate().filter_map(|(i, (note, stroke))| {
            // Words may stand beside their own line, and keep away from others'.
            let line = Some(self.series.len() + i);
            match note {
                Note::Upright(_, words) => {
                    let [foot, (x, _)] = stroke?;
                    wants(Ink::TEXT, words, along(&[vec![foot, (x, top + 70)]]), line, false)
                }
                Note::Level(_, words) => {
                    let [from, (_, y)] = stroke?;
                    let name =
                        wants(Ink::TEXT, words, along(&[vec![from, (right, y)]]), line, false)?;
                    Some(Wanted { ends: true, ..name })
                }
                Note::Point(ink, at, words) => {
                    wants(ink.named(), words, vec![frame.at(*at)?], None, false)
                }
                Note::Diverges(ink, at) => {
                    crosses += 1;
                    let words = if crosses == 1 { "diverges" } else { "" };
                    wants(ink.named(), words, vec![frame.at(*at)?], None, false)
                }
                Note::Span(_, words) => {
                    wants(Ink::TEXT, words, along(&[stroke?.into()]), line, false)
                }
                Note::Hatched(x, y, words) | Note::Shaded(x, y, words) => {
                    let Rect { left, top, right, bottom } = frame.cut(*x, *y)?;
                    let rows = (1..8).map(|k| top + (bottom - top) * k / 8);
                    let cells = rows
                        .flat_map(|y| [3, 5, 2, 6, 4].map(|k| (left + (right - left) * k / 8, y)));
                    wants(Ink::TEXT, words, cells.collect(), None, true)
                }
            }
        });
        found.collect()
    }

    pub(super) fn draw_notes(&self, sheet: &Sheet<'_>, frame: &Frame) {
        for (note, stroke) in self.notes.iter().zip(self.strokes(frame)) {
            match note {
                Note::Upright(..) | Note::Level(..) => {
                    stroke.into_iter().for_each(|ends| sheet.stroke(Ink::AXIS, ends));
                }
                Note::Hatched(x, y, _) => {
                    if let Some(cut) = frame.cut(*x, *y) {
                        sheet.fill(Ink::HATCH, cut.corners());
                    }
                }
                Note::Shaded(x, y, _) => {
                    if let Some(cut) = frame.cut(*x, *y) {
                        sheet.fill(Ink::shade(4), cut.corners());
                    }
                }
                Note::Point(..) | Note::Span(..) | Note::Diverges(..) => {}
            }
        }
    }

    /// What stands over the lines.
    pub(super) fn draw_marks(&self, sheet: &Sheet<'_>, frame: &Frame) {
        for (note, stroke) in self.notes.iter().zip(self.strokes(frame)) {
            match note {
                Note::Point(ink, at, _) => {
                    frame.at(*at).into_iter().for_each(|at| sheet.mark(*ink, at, 42));
                }
                Note::Diverges(ink, at) => {
                    frame.at(*at).into_iter().for_each(|at| sheet.lost(*ink, at));
                }
                Note::Span(..) => {
                    if let Some([from, to]) = stroke {
                        sheet.stroke(Ink::TEXT, [from, to]);
                        sheet.arrowhead(Ink::TEXT, from, to, 80.0);
                    }
                }
                _ => {}
            }
        }
    }
}
