//! Heat maps: one shade per cell, a key that says what the shades mean.

use super::Figure;
use super::axis::Axis;
use super::chart::finish;
use super::data::Data;
use super::ink::{Ink, KINDS, SHADES};
use super::legend::Sample;

/// A heat map in the making: [`heat`], then [`draw`](Heat::draw).
#[derive(Debug, Clone)]
pub struct Heat {
    pub(super) what: String,
    pub(super) axes: [Axis; 2],
    pub(super) columns: usize,
    /// Row by row from the bottom; cells without a finite value stay blank.
    pub(super) values: Vec<f64>,
    pub(super) levels: Vec<f64>,
    pub(super) overlays: Vec<Overlay>,
    pub(super) words: Vec<((f64, f64), String)>,
    /// What each shade means, where shades are kinds and not heights.
    pub(super) kinds: Vec<String>,
    pub(super) signed: bool,
    /// What cells without a value mean; they are hatched then.
    pub(super) missing: String,
    pub(super) to_scale: bool,
    pub(super) key: bool,
}

/// What is drawn over the cells: a line, or single points.
#[derive(Debug, Clone)]
pub(super) struct Overlay {
    pub(super) ink: Ink,
    pub(super) label: String,
    pub(super) points: Vec<(f64, f64)>,
    pub(super) kind: Sample,
}

/// A map of what is measured, `columns` × `rows` cells over two axes with
/// ranges, `values` row by row from the bottom. A cell gets the shade of the highest level (at most
/// nine, ascending) that it reaches.
///
/// # Panics
/// If an axis has no range, there are more than nine levels, or the values do
/// not fill whole rows.
pub fn heat(
    what: impl Into<String>,
    [x, y]: [Axis; 2],
    columns: usize,
    values: Vec<f64>,
    levels: &[f64],
) -> Heat {
    assert!(x.range.is_some() && y.range.is_some(), "a heat map needs axes with ranges");
    assert!(
        levels.len() < SHADES,
        "a heat map has {SHADES} shades, so at most {} levels",
        SHADES - 1
    );
    assert!(columns > 0 && values.len().is_multiple_of(columns), "the values must fill whole rows");
    Heat {
        what: what.into(),
        axes: [x, y],
        columns,
        values,
        levels: levels.to_vec(),
        overlays: Vec::new(),
        words: Vec::new(),
        kinds: Vec::new(),
        signed: false,
        missing: String::new(),
        to_scale: false,
        key: true,
    }
}

impl Heat {
    /// Adds a line over the cells: the border of a region.
    pub fn line(
        self,
        ink: Ink,
        label: impl Into<String>,
        points: impl IntoIterator<Item = (f64, f64)>,
    ) -> Self {
        self.over(ink, label, points, Sample::Line)
    }

    /// Adds single points over the cells.
    pub fn dots(
        self,
        ink: Ink,
        label: impl Into<String>,
        points: impl IntoIterator<Item = (f64, f64)>,
    ) -> Self {
        self.over(ink, label, points, Sample::Marker)
    }

    /// Adds a region with a border of its own, such as the one beyond which all
    /// diverges: its ink is [`Ink::HATCH`] as a rule.
    pub fn area(
        self,
        ink: Ink,
        label: impl Into<String>,
        border: impl IntoIterator<Item = (f64, f64)>,
    ) -> Self {
        self.over(ink, label, border, Sample::Patch)
    }

    /// Gives a region whose border is known the shade of a value in it: cells
    /// would give it stairs.
    pub fn region(self, value: f64, border: impl IntoIterator<Item = (f64, f64)>) -> Self {
        let ink = self.shade(value).map_or(Ink::HATCH, |shade| self.ink(shade));
        self.over(ink, "", border, Sample::Patch)
    }

    /// Shades what is below zero in cool, what is above in warm colours.
    pub fn signed(mut self) -> Self {
        self.signed = true;
        self
    }

    /// Says what a cell without a value means, and hatches it.
    pub fn missing(mut self, words: impl Into<String>) -> Self {
        self.missing = words.into();
        self
    }

    /// Gives a unit the same length on both axes.
    pub fn to_scale(mut self) -> Self {
        self.to_scale = true;
        self
    }

    /// Leaves out the key: names on the map or the map beside it say it.
    pub fn without_key(mut self) -> Self {
        self.key = false;
        self
    }

    /// Writes a region's name around a point.
    pub fn words(mut self, at: (f64, f64), words: impl Into<String>) -> Self {
        self.words.push((at, words.into()));
        self
    }

    /// Names the shades in the key, lowest first: for a map of kinds, such as
    /// which minimum is reached, where the levels themselves mean nothing. Each
    /// kind has a hue of its own.
    ///
    /// # Panics
    /// If there is not one name for each shade.
    pub fn kinds<const N: usize>(mut self, names: [&str; N]) -> Self {
        assert_eq!(N, self.levels.len() + 1, "a map of kinds needs a name for each shade");
        assert!(N <= KINDS, "a map has hues for {KINDS} kinds at most");
        self.kinds = names.map(String::from).into();
        self
    }

    fn over(
        mut self,
        ink: Ink,
        label: impl Into<String>,
        points: impl IntoIterator<Item = (f64, f64)>,
        kind: Sample,
    ) -> Self {
        let points = points.into_iter().collect();
        self.overlays.push(Overlay { ink, label: label.into(), points, kind });
        self
    }

    /// Draws the map. `alt` says what it shows, with the run's own numbers.
    pub fn draw(self, alt: impl Into<String>) -> Figure {
        finish(self, alt)
    }

    /// The cells by their middles, then what lies over them.
    pub(super) fn list(&self) -> Data {
        let [x, y] = &self.axes;
        let rows = self.values.len() / self.columns;
        let mut data = Data::map([&x.label, &y.label], &self.what);
        data.field("cells", self.columns, &self.values, |column, row| {
            (x.along(column, self.columns), y.along(row, rows))
        });
        for Overlay { label, points, .. } in &self.overlays {
            data.line(label, points);
        }
        data
    }

    pub(super) fn shade(&self, value: f64) -> Option<usize> {
        value.is_finite().then(|| self.levels.iter().filter(|&&level| value >= level).count())
    }

    /// The ink of a shade. Shades of height are spread over the whole ramp,
    /// those of signed values over the ramps on both sides of zero.
    pub(super) fn ink(&self, shade: usize) -> Ink {
        if !self.kinds.is_empty() {
            return Ink::kind(shade);
        }
        if !self.signed {
            return Ink::heat(shade * (SHADES - 1) / self.levels.len().max(1));
        }
        // Shades up to this one lie below zero.
        let below = self.levels.iter().filter(|&&level| level <= 0.0).count() as i32;
        let above = self.levels.len() as i32 + 1 - below;
        let shade = shade as i32;
        if shade < below {
            Ink::signed(-((below - shade) * 4 + below - 1) / below.max(1))
        } else {
            Ink::signed(((shade - below + 1) * 4 + above - 1) / above.max(1))
        }
    }
}
