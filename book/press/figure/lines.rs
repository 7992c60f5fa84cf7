//! Line charts: what stands on one. How it is drawn is [`plot`](super::plot)'s.

use super::Figure;
use super::axis::Axis;
use super::chart::finish;
use super::ink::Ink;

/// A line chart in the making: [`lines`], then its series, then
/// [`draw`](Lines::draw).
#[derive(Debug, Clone)]
pub struct Lines {
    pub(super) axes: [Axis; 2],
    pub(super) series: Vec<Series>,
    pub(super) notes: Vec<Note>,
    /// How much higher than usual its inside is, in hundredths.
    pub(super) tall: i32,
    /// For which words there is room on the right, whether a line ends there or not.
    pub(super) room: String,
}

#[derive(Debug, Clone)]
pub(super) struct Series {
    pub(super) ink: Ink,
    pub(super) label: String,
    pub(super) points: Vec<(f64, f64)>,
    pub(super) look: Look,
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Look {
    Line,
    Marked,
    Dots,
    Stems,
    /// An area: the upper edge from left to right, the lower one back.
    Band,
}

/// A remark on the chart.
#[derive(Debug, Clone)]
pub(super) enum Note {
    /// An upright line with words.
    Upright(f64, String),
    /// A lying line with words.
    Level(f64, String),
    /// Words at a point, and the ink's marker on it.
    Point(Ink, (f64, f64), String),
    /// An arrow from one point to another with words.
    Span([(f64, f64); 2], String),
    /// A hatched part of the chart, and words in it.
    Hatched([f64; 2], [f64; 2], String),
    /// A shaded part of the chart, and words in it.
    Shaded([f64; 2], [f64; 2], String),
    /// Where a line ends because what it tells of diverges.
    Diverges(Ink, (f64, f64)),
}

/// An empty line chart over the given axes.
pub fn lines(x: Axis, y: Axis) -> Lines {
    let (series, notes, room) = (Vec::new(), Vec::new(), String::new());
    Lines { axes: [x, y], series, notes, tall: 100, room }
}

impl Lines {
    /// Adds a line. Its name stands beside it; without one it has none.
    pub fn line(
        self,
        ink: Ink,
        label: impl Into<String>,
        points: impl IntoIterator<Item = (f64, f64)>,
    ) -> Self {
        self.with(ink, label, points, Look::Line)
    }

    /// Adds a line with a marker at each point: for series of few points.
    pub fn marked(
        self,
        ink: Ink,
        label: impl Into<String>,
        points: impl IntoIterator<Item = (f64, f64)>,
    ) -> Self {
        self.with(ink, label, points, Look::Marked)
    }

    /// Adds single points.
    pub fn dots(
        self,
        ink: Ink,
        label: impl Into<String>,
        points: impl IntoIterator<Item = (f64, f64)>,
    ) -> Self {
        self.with(ink, label, points, Look::Dots)
    }

    /// Adds points that stand on stems: for weights of single values.
    pub fn stems(
        self,
        ink: Ink,
        label: impl Into<String>,
        points: impl IntoIterator<Item = (f64, f64)>,
    ) -> Self {
        self.with(ink, label, points, Look::Stems)
    }

    /// Adds a pale area between two values at each x: quartiles, an envelope.
    /// Points are (x, low, high).
    pub fn band(
        self,
        ink: Ink,
        label: impl Into<String>,
        points: impl IntoIterator<Item = (f64, f64, f64)>,
    ) -> Self {
        let points: Vec<(f64, f64, f64)> = points.into_iter().collect();
        let upper = points.iter().map(|&(x, _, high)| (x, high));
        let lower = points.iter().rev().map(|&(x, low, _)| (x, low));
        self.with(ink.faint(), label, upper.chain(lower), Look::Band)
    }

    /// Marks a place on the x-axis by an upright line with a few words.
    pub fn note(self, x: f64, words: impl Into<String>) -> Self {
        self.remark(Note::Upright(x, words.into()))
    }

    /// Marks a value on the y-axis by a lying line with a few words.
    pub fn level(self, y: f64, words: impl Into<String>) -> Self {
        self.remark(Note::Level(y, words.into()))
    }

    /// Marks a point and says what it is.
    pub fn point(self, ink: Ink, at: (f64, f64), words: impl Into<String>) -> Self {
        self.remark(Note::Point(ink, at, words.into()))
    }

    /// Draws an arrow between two points: a lag, a gap, a jump.
    pub fn span(self, from: (f64, f64), to: (f64, f64), words: impl Into<String>) -> Self {
        self.remark(Note::Span([from, to], words.into()))
    }

    /// Hatches what lies between two values on each axis, as far as it is on the
    /// chart: where nothing arrives, what is forbidden.
    pub fn hatched(self, x: [f64; 2], y: [f64; 2], words: impl Into<String>) -> Self {
        self.remark(Note::Hatched(x, y, words.into()))
    }

    /// Shades what lies between two values on each axis, as far as it is on the
    /// chart.
    pub fn shaded(self, x: [f64; 2], y: [f64; 2], words: impl Into<String>) -> Self {
        self.remark(Note::Shaded(x, y, words.into()))
    }

    /// Says at the last point of a line that what it tells of diverges from
    /// there on: a slanted cross, in every figure the same.
    pub fn diverges(self, ink: Ink, at: (f64, f64)) -> Self {
        self.remark(Note::Diverges(ink, at))
    }

    /// Makes the chart so many hundredths of its usual height.
    pub fn tall(mut self, hundredths: i32) -> Self {
        self.tall = hundredths;
        self
    }

    /// Keeps as much room on the right as the name of a line takes that runs to the
    /// edge there, whether one does or not: the axes then stay where they are while a
    /// reader changes what is drawn.
    pub fn room(mut self, name: impl Into<String>) -> Self {
        self.room = name.into();
        self
    }

    fn remark(mut self, note: Note) -> Self {
        self.notes.push(note);
        self
    }

    fn with(
        mut self,
        ink: Ink,
        label: impl Into<String>,
        points: impl IntoIterator<Item = (f64, f64)>,
        look: Look,
    ) -> Self {
        let (label, points) = (label.into(), points.into_iter().collect());
        self.series.push(Series { ink, label, points, look });
        self
    }

    /// Draws the chart. `alt` says what it shows, with the run's own numbers.
    pub fn draw(self, alt: impl Into<String>) -> Figure {
        finish(self, alt)
    }
}
