//! Lines cut off where the plot ends.

/// The pieces of a polyline inside the box `[low, high]` of each axis.
///
/// Liang and Barsky, A new concept and method for line clipping, ACM Trans.
/// Graphics 3(1) (1984), 1–22, doi:10.1145/357332.357333. Done in data
/// coordinates, so that a path that leaves for 1e200 keeps its direction.
pub(crate) fn clip(points: &[(f64, f64)], x: [f64; 2], y: [f64; 2]) -> Vec<Vec<(f64, f64)>> {
    let mut pieces: Vec<Vec<(f64, f64)>> = Vec::new();
    for pair in points.windows(2) {
        let Some((from, to)) = segment(pair[0], pair[1], x, y) else { continue };
        match pieces.last_mut() {
            Some(piece) if piece.last() == Some(&from) => piece.push(to),
            _ => pieces.push(vec![from, to]),
        }
    }
    pieces
}

type Point = (f64, f64);

fn segment(from: Point, to: Point, x: [f64; 2], y: [f64; 2]) -> Option<(Point, Point)> {
    // Ends so far apart that their difference is no float: all is done at a sixteenth.
    let most = [from.0, from.1, to.0, to.1].map(f64::abs).into_iter().fold(0.0, f64::max);
    if most > 1e300 {
        let small = |(x, y): Point| (x / 16.0, y / 16.0);
        let large = |(x, y): Point| (x * 16.0, y * 16.0);
        let sides = [x, y].map(|side| side.map(|end| end / 16.0));
        let (from, to) = segment(small(from), small(to), sides[0], sides[1])?;
        return Some((large(from), large(to)));
    }
    let (dx, dy) = (to.0 - from.0, to.1 - from.1);
    let (mut enter, mut leave) = (0.0f64, 1.0f64);
    // Each edge: how fast the segment approaches it, and how far away it starts.
    for (speed, room) in
        [(-dx, from.0 - x[0]), (dx, x[1] - from.0), (-dy, from.1 - y[0]), (dy, y[1] - from.1)]
    {
        if speed == 0.0 {
            if room < 0.0 {
                return None;
            }
        } else if speed < 0.0 {
            enter = enter.max(room / speed);
        } else {
            leave = leave.min(room / speed);
        }
    }
    let at = |t: f64| {
        // The ends are kept exactly, so that neighbouring pieces join.
        let point = if t == 0.0 {
            from
        } else if t == 1.0 {
            to
        } else {
            (from.0 + t * dx, from.1 + t * dy)
        };
        // Between −1e200 and 1e200 rounding alone may miss the box by far.
        (point.0.clamp(x[0], x[1]), point.1.clamp(y[0], y[1]))
    };
    (enter <= leave).then(|| (at(enter), at(leave)))
}

#[cfg(test)]
mod tests {
    use super::clip;

    #[test]
    fn a_line_is_cut_where_the_box_ends_and_joined_where_it_does_not() {
        let square = [0.0, 1.0];
        assert_eq!(clip(&[(-1.0, 0.5), (2.0, 0.5)], square, square), [[(0.0, 0.5), (1.0, 0.5)]]);
        assert_eq!(clip(&[(0.0, 0.0), (0.5, 0.5), (1.0, 0.0)], square, square).len(), 1);
        assert!(clip(&[(-1.0, 0.0), (-0.1, 5.0)], square, square).is_empty());
        let wild = clip(&[(0.2, -1e200), (0.4, 3e200), (0.6, -7e200)], square, square);
        assert!(wild.iter().flatten().all(|p| (0.0..=1.0).contains(&p.1)), "{wild:?}");
        let most = f64::MAX;
        for wild in [[(0.5, -most), (0.5, most)], [(-most, -most), (most, most)]] {
            let across = clip(&wild, square, square).concat();
            assert_eq!(across.len(), 2, "{across:?}");
            assert!(across.iter().all(|p| (0.0..=1.0).contains(&p.1)), "{across:?}");
        }
        let leaves_and_returns = [(0.5, 0.5), (0.5, 3.0), (0.6, 3.0), (0.6, 0.5)];
        assert_eq!(clip(&leaves_and_returns, square, square).len(), 2);
    }
}
