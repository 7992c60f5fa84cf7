//! Steps against the size of a vocabulary, on a chart.

use super::Settings;
use super::zipf::{SIZES, Taken};
use crate::draw::{ink, told};
use crate::each::Eager;
use press::figure::{Axis, Figure, lines};
use press::number::count;

pub(super) fn figure(
    settings: &Settings,
    found: &[Taken; 4],
    here: Taken,
) -> Figure {
    let Settings { words, exponent, .. } = *settings;
    let curve = |k: usize| {
        SIZES
            .iter()
            .zip(found)
            .each(|(size, t)| (*size as f64, t[k] as f64))
    };
    let [plain, _, heavy, signs, falling] = here.map(|t| count(t).text);
    let at = words as f64;
    lines(
        Axis::log("words").within(100.0, 1e5),
        Axis::log("steps to a tenth").within(1.0, 2e4),
    )
    .line(ink::GRADIENT_DESCENT, "gradient descent", curve(0))
    .line(ink::SIGN, "sign descent", curve(3))
    .line(ink::MOMENTUM.dashed(), "momentum", curve(2))
    .line(ink::SIGN.dotted(), "signs, rate falling", curve(4))
    .point(ink::GRADIENT_DESCENT, (at, here[0] as f64), plain.clone())
    .point(ink::SIGN, (at, here[3] as f64), signs.clone())
    .room("gradient descent")
    .draw(told(
        *settings == Settings::BOOK,
        "Steps until a tenth of the loss is left, against the number of words, for gradient descent, sign descent at a constant rate and at one that falls, and momentum, without noise.",
        &format!(
            "With {} words whose frequencies fall as 1/k to the power {exponent}, gradient descent takes {plain} steps, sign descent {signs}, with a rate that falls {falling}, momentum {heavy}.",
            count(words).text,
        ),
    ))
}
