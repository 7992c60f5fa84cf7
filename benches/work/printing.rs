//! What the press does, shared by the benchmarks.

use super::descents::rosenbrock;
use chapters::draw::{contours, plane};
use descent::surface::Rosenbrock;
use press::figure::{Figure, Ink};
use press::{self, Page};
use std::path::Path;

/// A contour map of Rosenbrock's function with a path of ten thousand steps.
pub(crate) fn map() -> Figure {
    contours(&Rosenbrock, [[-2.0, 2.0], [-1.0, 3.0]])
        .path(Ink::FIRST, "Adam", plane(&rosenbrock(10_000)))
        .draw("Adam on Rosenbrock's function, from the usual start.")
}

/// Weaves and binds the whole book into a folder that is gone afterwards.
pub(crate) fn bind(pages: &[Page]) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    press::bind(root, &folder.path().join("book"), pages, |_| ()).expect("the book is in order");
}
