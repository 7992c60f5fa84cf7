//! Where on a chart lines already run: what a name must keep away from.

use super::sheet::Rect;
use plotters_backend::BackendCoord;

/// A cell's side, in tenths of a pixel.
const CELL: i32 = 30;

/// For each line of a chart the cells that it runs through, summed up from the
/// upper left corner, so that a box is counted in four look-ups.
pub(crate) struct Ground {
    bounds: Rect,
    columns: usize,
    /// One sum a line; the last is that of all faint ones.
    sums: Vec<Vec<u32>>,
}

impl Ground {
    /// An empty ground.
    pub(crate) fn new(bounds: Rect) -> Self {
        let columns = ((bounds.right - bounds.left).max(0) / CELL + 2) as usize;
        Self { bounds, columns, sums: Vec::new() }
    }

    /// Adds a line, by its pieces: its number is that of those before it.
    pub(crate) fn add<'p>(&mut self, pieces: impl IntoIterator<Item = &'p Vec<BackendCoord>>) {
        let rows = ((self.bounds.bottom - self.bounds.top).max(0) / CELL + 2) as usize;
        let mut cells = vec![0u32; self.columns * rows];
        let mut see = |(x, y): BackendCoord| {
            let column = (x - self.bounds.left).div_euclid(CELL) + 1;
            let row = (y - self.bounds.top).div_euclid(CELL) + 1;
            let held = 1..self.columns as i32;
            if held.contains(&column) && (1..rows as i32).contains(&row) {
                cells[row as usize * self.columns + column as usize] = 1;
            }
        };
        for piece in pieces {
            if let [only] = piece[..] {
                see(only);
            }
            for pair in piece.windows(2) {
                let (dx, dy) = (pair[1].0 - pair[0].0, pair[1].1 - pair[0].1);
                let steps = (dx.abs().max(dy.abs()) / (CELL / 2)).clamp(1, 2000);
                for k in 0..=steps {
                    let along = |from: i32, by: i32| {
                        (i64::from(from) + i64::from(by) * i64::from(k) / i64::from(steps)) as i32
                    };
                    see((along(pair[0].0, dx), along(pair[0].1, dy)));
                }
            }
        }
        for row in 1..rows {
            for column in 1..self.columns {
                let at = row * self.columns + column;
                let above = at - self.columns;
                cells[at] = cells[at] + cells[above] + cells[at - 1] - cells[above - 1];
            }
        }
        self.sums.push(cells);
    }

    /// In how many cells of a box the line of that number runs.
    pub(crate) fn own(&self, line: usize, rect: &Rect) -> i32 {
        self.sums.get(line).map_or(0, |sums| self.count(sums, rect))
    }

    /// In how many cells of a box other lines run.
    pub(crate) fn others(&self, line: Option<usize>, rect: &Rect) -> i32 {
        let others = self.sums.iter().enumerate().filter(|(n, _)| Some(*n) != line);
        others.map(|(_, sums)| self.count(sums, rect)).sum()
    }

    fn count(&self, sums: &[u32], rect: &Rect) -> i32 {
        let rows = (sums.len() / self.columns) as i32;
        let column = |x: i32| {
            ((x - self.bounds.left).div_euclid(CELL) + 1).clamp(0, self.columns as i32 - 1)
        };
        let row = |y: i32| ((y - self.bounds.top).div_euclid(CELL) + 1).clamp(0, rows - 1);
        let at = |column: i32, row: i32| sums[row as usize * self.columns + column as usize];
        let (left, right) = ((column(rect.left) - 1).max(0), column(rect.right));
        let (top, bottom) = ((row(rect.top) - 1).max(0), row(rect.bottom));
        (at(right, bottom) + at(left, top)) as i32 - (at(left, bottom) + at(right, top)) as i32
    }
}
