//! What stands at single points: markers, rings, the heads of arrows.

use super::ink::{Ink, Marker};
use super::sheet::Sheet;
use plotters::element::Circle;
use plotters_backend::BackendCoord;

impl Sheet<'_> {
    /// A disc.
    fn disc(&self, ink: Ink, at: BackendCoord, radius: i32) {
        self.root
            .draw(&Circle::new(at, radius, ink.fill()))
            .expect("writing to a string cannot fail");
    }

    /// An open ring: where a path starts.
    pub(crate) fn ring(&self, ink: Ink, at: BackendCoord) {
        self.root
            .draw(&Circle::new(at, 55, ink.stroke()))
            .expect("writing to a string cannot fail");
    }

    /// A slanted cross: beyond it, nothing arrives.
    pub(crate) fn lost(&self, ink: Ink, (x, y): BackendCoord) {
        for rise in [-45, 45] {
            self.stroke(ink.named(), [(x - 45, y - rise), (x + 45, y + rise)]);
        }
    }

    /// The head of an arrow whose point is at `tip`, so many tenths of a pixel
    /// long; none where it has no direction.
    pub(crate) fn arrowhead(&self, ink: Ink, tail: BackendCoord, tip: BackendCoord, long: f64) {
        let (dx, dy) = (f64::from(tip.0) - f64::from(tail.0), f64::from(tip.1) - f64::from(tail.1));
        let length = (dx * dx + dy * dy).sqrt();
        if length < 1.0 {
            return;
        }
        let (along, across) = (long / length, 0.42 * long / length);
        let corner = |side: f64| {
            let x = f64::from(tip.0) - along * dx - side * across * dy;
            let y = f64::from(tip.1) - along * dy + side * across * dx;
            (x as i32, y as i32)
        };
        self.fill(ink, [tip, corner(1.0), corner(-1.0)]);
    }

    /// The ink's own marker, `radius` tenths of a pixel large.
    pub(crate) fn mark(&self, ink: Ink, (x, y): BackendCoord, radius: i32) {
        let r = radius;
        let shape: Vec<BackendCoord> = match ink.look().marker {
            Marker::Circle => return self.disc(ink, (x, y), r),
            Marker::Square => vec![(-r, -r), (r, -r), (r, r), (-r, r)],
            Marker::Triangle => vec![(0, -r * 5 / 4), (r * 5 / 4, r), (-r * 5 / 4, r)],
            Marker::Diamond => {
                vec![(0, -r * 4 / 3), (r * 4 / 3, 0), (0, r * 4 / 3), (-r * 4 / 3, 0)]
            }
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
        self.fill(ink, shape.into_iter().map(|(dx, dy)| (x + dx, y + dy)).collect::<Vec<_>>());
    }
}
