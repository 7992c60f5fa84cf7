//! The saddle once more, from weights a hundred times smaller.

use super::Settings;
use super::flat::{KINDS, flat, late, now};
use crate::wine::{HIDDEN, Wines};
use descent::Invalid;
use press::Page;
use press::number::exact;

const CLOSER: f64 = 100.0;

pub(super) fn show(settings: &Settings) -> Result<Page, Invalid> {
    let wines = Wines::new(HIDDEN, 0);
    let mut kind = KINDS[3];
    kind.scale /= CLOSER;
    let flat = flat(&wines.network, &kind, settings)?;
    let [up, kept, down] = flat.after.each_ref().map(|line| late(line));
    let moved = |end: f64| (end / now(&flat) - 1.0).abs();
    Ok(Page::part()
        .number("flat.closer", exact(CLOSER))
        .claim(
            "closer",
            "From weights a hundred times closer to the saddle none of the three rates moves the loss by as much as a twentieth.",
            [up, kept, down].iter().all(|end| moved(*end) < 0.05),
        )
        .over_seeds())
}
