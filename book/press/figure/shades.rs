//! The shades of a contour map.

use super::contours::{GRID, levels};
use super::frame::Frame;
use super::ink::{Ink, SHADES};
use super::sheet::Sheet;
use contour::ContourBuilder;
use geo_types::LineString;

/// Paints the highest shade over all, then what lies below each level,
/// from the highest to the lowest: no seams between shades.
pub(super) fn shades(sheet: &Sheet<'_>, frame: &Frame, domain: [[f64; 2]; 2], values: &[f64]) {
    let ticks = [&frame.x, &frame.y];
    let [x, y] = [0, 1].map(|i| domain[i].map(|end| ticks[i].place(end).unwrap_or(0.0)));
    let corners = [(x[0], y[0]), (x[1], y[0]), (x[1], y[1]), (x[0], y[1])];
    sheet.fill(Ink::shade(SHADES - 1), corners.map(|p| frame.pixel(p)));
    // Values so far apart that their difference is no float are drawn at a smaller scale.
    let size = values.iter().copied().filter(|v| v.is_finite()).map(f64::abs);
    let unit = if size.fold(0.0, f64::max) > 1e300 { 1e-10 } else { 1.0 };
    // What is no number is as good as higher than all.
    let depth = |v: f64| if v.is_nan() { -1e307 } else { (-v * unit).clamp(-1e307, 1e307) };
    let depths: Vec<f64> = values.iter().copied().map(depth).collect();
    let step = |range: [f64; 2]| (range[1] - range[0]) / (GRID - 1) as f64;
    // The crate speaks of cells: its grid point i stands at i + ½.
    let builder = ContourBuilder::new(GRID, GRID, true)
        .x_step(step(x))
        .y_step(step(y))
        .x_origin(x[0] - step(x) / 2.0)
        .y_origin(y[0] - step(y) / 2.0);
    for (level, below) in levels(values).iter().enumerate().rev() {
        let regions =
            builder.contours(&depths, &[-below * unit]).expect("the grid has the size it says");
        for polygon in regions.iter().flat_map(|region| region.geometry()) {
            let ring = |ring: &LineString<f64>| -> Vec<(i32, i32)> {
                let clamp = |v: f64, range: [f64; 2]| {
                    v.clamp(range[0].min(range[1]), range[0].max(range[1]))
                };
                ring.0.iter().map(|c| frame.pixel((clamp(c.x, x), clamp(c.y, y)))).collect()
            };
            // A hole is reached over a bridge that is crossed twice: with
            // the even-odd rule the bridge has no width.
            let mut outline = ring(polygon.exterior());
            for hole in polygon.interiors() {
                let back = outline[0];
                outline.extend(ring(hole));
                outline.push(back);
            }
            // The bridge would be seen along an edge.
            match polygon.interiors().is_empty() {
                true => sheet.field(Ink::shade(level), outline),
                false => sheet.fill(Ink::shade(level), outline),
            }
        }
    }
}
