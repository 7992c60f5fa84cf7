//! One contour map, all chapters' programs, and the binding of the book.
//!
//! ```text
//! cargo bench --bench book
//! ```

mod work;

use divan::Bencher;

fn main() {
    divan::main();
}

#[divan::bench(sample_count = 20)]
fn contour_map(bencher: Bencher) {
    bencher.bench(work::printing::map);
}

/// All chapters' programs, as many at a time as there are cores.
#[divan::bench(sample_count = 3, sample_size = 1)]
fn compute(bencher: Bencher) {
    bencher.bench(|| press::compute(&chapters::PROGRAMS, |_| ()).expect("the book's settings"));
}

/// Weaving and binding computed pages: what an edit of the prose costs.
#[divan::bench(sample_count = 5, sample_size = 1)]
fn weave_and_bind(bencher: Bencher) {
    let pages = press::compute(&chapters::PROGRAMS, |_| ()).expect("the book's settings");
    bencher.bench(|| work::printing::bind(&pages));
}
