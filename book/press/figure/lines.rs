//! Line charts.

use super::Figure;
use super::axis::Axis;
use super::clip::clip;
use super::data::Data;
use super::ink::Ink;
use super::sheet::{self, Entry, Root, Sample};
use plotters::style::text_anchor::{HPos, VPos};

/// A line chart in the making: [`lines`], then its series, then
/// [`draw`](Lines::draw).
#[derive(Debug, Clone)]
pub struct Lines {
    axes: [Axis; 2],
    series: Vec<Series>,
    notes: Vec<(f64, String)>,
    height: i32,
}

#[derive(Debug, Clone)]
struct Series {
    ink: Ink,
    label: String,
    points: Vec<(f64, f64)>,
    look: Look,
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Look {
    Line,
    Marked,
    Dots,
    Stems,
}

/// An empty line chart over the given axes.
pub fn lines(x: Axis, y: Axis) -> Lines {
    Lines { axes: [x, y], series: Vec::new(), notes: Vec::new(), height: 230 }
}

impl Lines {
    /// Adds a line.
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

    /// Marks a place on the x-axis by an upright line with a few words.
    pub fn note(mut self, x: f64, words: impl Into<String>) -> Self {
        self.notes.push((x, words.into()));
        self
    }

    fn with(
        mut self,
        ink: Ink,
        label: impl Into<String>,
        points: impl IntoIterator<Item = (f64, f64)>,
        look: Look,
    ) -> Self {
        self.series.push(Series {
            ink,
            label: label.into(),
            points: points.into_iter().collect(),
            look,
        });
        self
    }

    /// Draws the chart. `alt` says what it shows, with the run's own numbers.
    pub fn draw(self, alt: impl Into<String>) -> Figure {
        let [x_axis, y_axis] = &self.axes;
        let points = || self.series.iter().flat_map(|s| &s.points);
        let x = x_axis.ticks(points().map(|p| p.0), false);
        let y = y_axis.ticks(points().map(|p| p.1), true);
        let entries: Vec<Entry> =
            self.series.iter().filter(|s| !s.label.is_empty()).map(entry).collect();
        let below = sheet::legend_height(&entries);
        let margins = sheet::margins(&y, below);
        let height = self.height + margins[1] + margins[3];
        sheet::sheet(height, alt.into(), |root| {
            let plot = sheet::frame(root, [x_axis, y_axis], [&x, &y], margins);
            let place = |&(px, py): &(f64, f64)| Some((x.place(px)?, y.place(py)?));
            let pixel = |p: (f64, f64)| plot.map_coordinate(&p);
            let inside = |p: &(f64, f64)| x.hold(p.0) && y.hold(p.1);
            for (at, words) in &self.notes {
                if let Some(at) = x.place(*at).filter(|at| x.hold(*at)) {
                    note(root, [pixel((at, y.low)), pixel((at, y.high))], words);
                }
            }
            for series in &self.series {
                // A value without a place (0 on a log axis) breaks the line.
                for run in
                    series.points.iter().map(place).collect::<Vec<_>>().split(Option::is_none)
                {
                    let run: Vec<(f64, f64)> = run.iter().flatten().copied().collect();
                    if matches!(series.look, Look::Line | Look::Marked) {
                        for piece in clip(&run, [x.low, x.high], [y.low, y.high]) {
                            sheet::stroke(root, series.ink, piece.into_iter().map(pixel));
                        }
                    }
                    let foot = y.low.max(0.0).min(y.high);
                    for &point in run.iter().filter(|p| inside(p)) {
                        match series.look {
                            Look::Line => {}
                            Look::Marked => sheet::mark(root, series.ink, pixel(point), 40),
                            Look::Dots => {
                                sheet::mark(root, series.ink, pixel(point), dot_radius(run.len()))
                            }
                            Look::Stems => {
                                sheet::stroke(
                                    root,
                                    series.ink,
                                    [pixel((point.0, foot)), pixel(point)],
                                );
                                sheet::mark(root, series.ink, pixel(point), 34);
                            }
                        }
                    }
                }
            }
            sheet::legend(root, &entries, height - below);
        })
        .with_data(move || self.data())
    }

    fn data(&self) -> Data {
        let [x, y] = &self.axes;
        let mut data = Data::new(["series", &x.label, &y.label]);
        for series in &self.series {
            for (x, y) in &series.points {
                data.row([series.label.clone(), x.to_string(), y.to_string()]);
            }
        }
        data
    }
}

/// Many points need small dots.
fn dot_radius(points: usize) -> i32 {
    if points > 100 { 16 } else { 36 }
}

fn entry(series: &Series) -> Entry {
    let kind = match series.look {
        Look::Line => Sample::Line,
        Look::Marked => Sample::LineAndMarker,
        Look::Dots | Look::Stems => Sample::Marker,
    };
    Entry { ink: series.ink, label: series.label.clone(), kind }
}

fn note(root: &Root<'_>, [foot, head]: [(i32, i32); 2], words: &str) {
    sheet::stroke(root, Ink::AXIS, [foot, head]);
    let tenths = super::backend::TENTHS;
    // Words stand on the side where there is room.
    let (across, shift) =
        if head.0 > sheet::WIDTH * tenths / 2 { (HPos::Right, -6) } else { (HPos::Left, 6) };
    sheet::write(root, words, (head.0 / tenths + shift, head.1 / tenths + 4), across, VPos::Top);
}
