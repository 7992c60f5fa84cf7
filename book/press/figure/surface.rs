//! A surface of two variables, seen from above and aside.

use super::Figure;
use super::axis::between;
use super::backend::TENTHS;
use super::contours::{field, grid, levels};
use super::data::Data;
use super::ink::{Ink, SHADES};
use super::sheet::{self, Entry, Sample};
use plotters::style::text_anchor::{HPos, VPos};

/// Patches per side: their number is what the file weighs.
const PATCHES: usize = 20;

/// Every so many patches a line is drawn.
const EVERY: usize = 4;

/// A path over the surface: its look, its name, its points.
type Track<'a> = (Ink, &'a str, &'a [(f64, f64)]);

/// A 3-D picture of a surface over a box, with the shades of its contour map.
/// Heights are `height(value)`: pass a logarithm or a cap to make a valley
/// visible, and say so in the caption.
///
/// The projection is axonometric, with constants instead of angles: plotters'
/// own asks the platform for sines, and a figure's bytes must not depend on it.
pub fn surface(
    value: impl Fn(f64, f64) -> f64,
    domain: [[f64; 2]; 2],
    names: [&str; 2],
    height: impl Fn(f64) -> f64,
    alt: impl Into<String>,
) -> Figure {
    draw(value, domain, names, height, None, alt.into())
}

/// [`surface`] with the path of a descent on it, up to the first point outside
/// the box, and a legend that names it. The path lies over all patches, those
/// in front of it too.
pub fn surface_with_path(
    value: impl Fn(f64, f64) -> f64,
    domain: [[f64; 2]; 2],
    names: [&str; 2],
    height: impl Fn(f64) -> f64,
    path: Track<'_>,
    alt: impl Into<String>,
) -> Figure {
    draw(value, domain, names, height, Some(path), alt.into())
}

fn draw(
    value: impl Fn(f64, f64) -> f64,
    domain: [[f64; 2]; 2],
    names: [&str; 2],
    height: impl Fn(f64) -> f64,
    path: Option<Track<'_>>,
    alt: String,
) -> Figure {
    let n = PATCHES + 1;
    let values = grid(&value, domain, n);
    let heights: Vec<f64> = values.iter().map(|&v| height(v)).collect();
    let finite = || heights.iter().copied().filter(|height| height.is_finite());
    let low = finite().fold(f64::INFINITY, f64::min);
    let high = finite().fold(f64::NEG_INFINITY, f64::max);
    // The height of a box is 1; what leaves all floats leaves the box by a little.
    let lift = |height: f64| {
        let share = match high - low {
            span if span.is_infinite() => (height / 2.0 - low / 2.0) / (high / 2.0 - low / 2.0),
            span if span > 0.0 => (height - low) / span,
            _ => height - low,
        };
        if share.is_nan() { 1.05 } else { share.clamp(-0.05, 1.05) }
    };
    let levels = levels(&values);
    let entry = |kind, ink, label: &str| Entry { ink, label: label.into(), kind };
    let entries: Vec<Entry> = path
        .iter()
        .flat_map(|&(ink, label, _)| {
            [entry(Sample::LineAndMarker, ink, label), entry(Sample::Ring, Ink::TEXT, "start")]
        })
        .collect();
    let below = sheet::legend_height(&entries);
    let figure = sheet::sheet(340 + below, alt, |root| {
        // (0, 0) is the near corner's opposite: x runs right and down, y left and down.
        let project = |x: f64, y: f64, z: f64| {
            let across = 220.0 + (x - y) * 195.0;
            let down = 130.0 + (x + y) * 85.0 - z * 120.0;
            ((across * f64::from(TENTHS)) as i32, (down * f64::from(TENTHS)) as i32)
        };
        let corner = |column: usize, row: usize| {
            let part = |i: usize| i as f64 / PATCHES as f64;
            project(part(column), part(row), lift(heights[row * n + column]))
        };
        let [o, x, y, xy] =
            [(0.0, 0.0), (1.0, 0.0), (0.0, 1.0), (1.0, 1.0)].map(|(x, y)| project(x, y, 0.0));
        sheet::stroke(root, Ink::AXIS, [x, o, y]);
        let shade = |column: usize, row: usize| {
            let [far, near] = [values[row * n + column], values[(row + 1) * n + column + 1]];
            let middle = far / 2.0 + near / 2.0;
            levels.iter().filter(|&&level| middle >= level).count().min(SHADES - 1)
        };
        // Whether a patch shows its upper side.
        let upright = |column: usize, row: usize| {
            let (far, near) = (corner(column, row), corner(column + 1, row + 1));
            let (right, left) = (corner(column + 1, row), corner(column, row + 1));
            (near.0 - far.0) * (left.1 - right.1) > (near.1 - far.1) * (left.0 - right.0)
        };
        // From the far corner to the near one: what is in front is painted last.
        // Neighbours of one shade are one polygon, unless the surface folds there.
        for row in 0..PATCHES {
            let mut column = 0;
            while column < PATCHES {
                let looks = |column| (shade(column, row), upright(column, row));
                let run = (column..PATCHES).take_while(|&c| looks(c) == looks(column)).count();
                let along = |row| (column..=column + run).map(move |c| corner(c, row));
                let outline = along(row).chain(along(row + 1).rev()).collect();
                sheet::fill(root, Ink::shade(shade(column, row)), outline);
                if row % EVERY == 0 {
                    sheet::stroke(root, Ink::AXIS, along(row));
                }
                for column in (column..column + run).filter(|column| column % EVERY == 0) {
                    sheet::stroke(root, Ink::AXIS, [corner(column, row), corner(column, row + 1)]);
                }
                column += run;
            }
        }
        let edge: Vec<_> = (0..n)
            .map(|row| corner(PATCHES, row))
            .chain((0..PATCHES).rev().map(|c| corner(c, PATCHES)))
            .collect();
        sheet::stroke(root, Ink::AXIS, edge);
        sheet::stroke(root, Ink::AXIS, [x, xy, y]);
        if let Some((ink, _, path)) = path {
            // In halves: ends may be too far apart for their difference to be a float.
            let part =
                |[low, high]: [f64; 2], v: f64| (v / 2.0 - low / 2.0) / (high / 2.0 - low / 2.0);
            let on = |&(x, y): &(f64, f64)| {
                project(part(domain[0], x), part(domain[1], y), lift(height(value(x, y))))
            };
            let [across, along] = domain.map(|[low, high]| low..=high);
            let inside = |at: &&(f64, f64)| across.contains(&at.0) && along.contains(&at.1);
            let points: Vec<&(f64, f64)> = path.iter().take_while(inside).collect();
            // Between two steps the line lies on the surface too.
            let track = |pair: &[&(f64, f64)]| -> Vec<(i32, i32)> {
                let (from, to) = (pair[0], pair[1]);
                let at = |s: f64| on(&(between([from.0, to.0], s), between([from.1, to.1], s)));
                (0..=8).map(|k| f64::from(k) / 8.0).map(at).collect()
            };
            sheet::stroke(root, ink, points.windows(2).flat_map(track));
            points.iter().skip(1).for_each(|at| sheet::mark(root, ink, on(at), 26));
            points.iter().take(1).for_each(|at| sheet::ring(root, ink, on(at)));
            sheet::legend(root, &entries, 340);
        }
        let pixel = |(x, y): (i32, i32)| (x / TENTHS, y / TENTHS);
        let halfway = |a: (i32, i32), b: (i32, i32)| pixel(((a.0 + b.0) / 2, (a.1 + b.1) / 2));
        let (right, left) = (halfway(x, xy), halfway(y, xy));
        sheet::write(root, names[1], (right.0 + 12, right.1 + 8), HPos::Left, VPos::Top);
        sheet::write(root, names[0], (left.0 - 12, left.1 + 8), HPos::Right, VPos::Top);
    });
    let names = names.map(String::from);
    let line = path.map(|(_, label, points)| (label.to_owned(), points.to_vec()));
    figure.with_data(move || {
        let mut data = Data::map([&names[0], &names[1]], "value");
        if let Some((label, points)) = &line {
            data.line(label, points);
        }
        field(&mut data, domain, &values, n);
        data
    })
}
