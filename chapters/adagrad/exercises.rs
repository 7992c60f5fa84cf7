//! The numbers in the answers to the exercises.

use super::Settings;
use super::seldom::pair;
use super::shrinking::own;
use descent::{Invalid, Optimizer};
use press::Page;
use press::number::{count, fixed};

/// A rare word: it stands in one of so many texts.
const RARE: usize = 10_000;

pub(super) fn show(settings: &Settings) -> Result<Page, Invalid> {
    let [frequent, rare] = pair(RARE, RARE).way;
    let rule = own(settings.rate);
    let (mut at, mut state) = ([0.0], rule.init(1));
    let (mut divided, mut sum) = (0.0, 0.0_f64);
    for slope in [0.0, 0.0, 2.0] {
        rule.step(&mut state, &mut at, &[slope]);
        sum += slope * slope;
        divided -= settings.rate * slope / sum.sqrt();
    }
    Ok(Page::part()
        .number("ex.rare", count(RARE))
        .number("ex.once", fixed(frequent / rare, 1))
        .number("ex.rare.times", fixed((RARE as f64).sqrt(), 0))
        .claim(
            "nan",
            "With ε = 0 and the slopes 0, 0 and 2 the book’s AdaGrad ends η away from its start, and a rule that divides 0 by 0 at NaN.",
            at[0] == -settings.rate && divided.is_nan(),
        ))
}
