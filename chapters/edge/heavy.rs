//! The edge of momentum, with a short memory and with a long one, from several
//! starts: one start tells little of another.

use super::Settings;
use super::climb::usual;
use super::net::{Span, ride};
use crate::each::Eager;
use crate::quartile::quartile;
use descent::sharpness::sharpness;
use descent::{Invalid, Momentum};
use press::Page;
use press::number::{count, exact, fixed};

const MEMORIES: [f64; 2] = [0.5, 0.9];
const RATE: f64 = 0.1;
const STARTS: u64 = 5;
const SPAN: Span = Span { steps: 1200, looks: 40, products: 8 };

/// Of several starts, all in units of the limit.
struct Heavy {
    /// The largest sharpness of each run.
    tops: Vec<f64>,
    /// The median of the second half of each.
    lates: Vec<f64>,
}

/// What momentum bears.
fn limit(beta: f64) -> f64 {
    (2.0 + 2.0 * beta) / RATE
}

fn heavy(beta: f64, seed: u64) -> Heavy {
    let network = usual();
    let rule = Momentum { rate: RATE, beta, ..Momentum::notes() };
    let rides = (0..STARTS).each(|i| {
        let seed = seed.wrapping_add(i << 32);
        ride(&network, &rule, seed, SPAN, |_, at, last, products| {
            sharpness(&network, at, last, products)
        })
    });
    Heavy {
        tops: rides.iter().each(|ride| ride.top() / limit(beta)),
        lates: rides.iter().each(|ride| ride.late() / limit(beta)),
    }
}

pub(super) fn show(settings: &Settings) -> Result<Page, Invalid> {
    let [half, long] = MEMORIES.map(|beta| heavy(beta, settings.seed));
    let median = |values: &[f64]| quartile(values, 2);
    let named = |page: Page, name: &str, values: &[f64]| {
        page.number(
            &format!("{name}.low"),
            fixed(quartile(values, 1), 2),
        )
        .number(name, fixed(median(values), 2))
        .number(&format!("{name}.high"), fixed(quartile(values, 3), 2))
    };
    let page = Page::part()
        .number("heavy.rate", exact(RATE))
        .number("heavy.steps", count(SPAN.steps))
        .number("heavy.starts", count(STARTS as usize))
        .number("heavy.every", count(SPAN.steps / SPAN.looks))
        .number("heavy.half", exact(MEMORIES[0]))
        .number("heavy.long", exact(MEMORIES[1]))
        .number("heavy.half.limit", fixed(limit(MEMORIES[0]), 0))
        .number("heavy.long.limit", fixed(limit(MEMORIES[1]), 0))
        .number("heavy.half.top", fixed(median(&half.tops), 2));
    let page = named(page, "heavy.half.late", &half.lates);
    let page = named(page, "heavy.long.top", &long.tops);
    let page = named(page, "heavy.long.late", &long.lates);
    let [top, late] = [&half.tops, &half.lates].map(|v| median(v));
    let [far, thrown] = [&long.tops, &long.lates].map(|v| median(v));
    Ok(page
        .claim(
            "heavy",
            "In the median of five starts momentum with β = 0.5 rushes past 3/η, and is within a quarter of it in the second half of the run. With β = 0.9 it comes to three quarters of 3.8/η at least, and in the second half is below four fifths of it, and farther below its limit than with β = 0.5.",
            top > 1.0
                && (late - 1.0).abs() < 0.25
                && far > 0.75
                && thrown < 0.8
                && thrown < late,
        )
        .over_seeds())
}
