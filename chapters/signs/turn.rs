//! Lion's weights on the past, and its answer to a slope that has turned.

use super::Settings;
use super::votes::{area, moves};
use crate::draw::{ink, told};
use crate::each::Eager;
use descent::{Invalid, Lion, Optimizer, Signum};
use press::figure::{Axis, Figure, lines};
use press::number::{count, exact, fixed, percent, steps};
use press::{Cell, Page};

/// Steps on the first slope, by which all memories have settled; and after.
const SETTLING: usize = 3000;
const AFTER: usize = 200;

/// Steps drawn.
const DRAWN: usize = 70;

/// A slope over its noise, on which votes are counted.
const RATIO: f64 = 0.1;

/// How large the turned slope of the table is, over the first.
const SIZES: [f64; 3] = [0.2, 1.0, 10.0];

pub(super) fn show(settings: &Settings) -> Result<Page, Invalid> {
    let Settings { beta1, beta2, size, .. } = *settings;
    let book = Settings::BOOK;
    let [short, long] = [book.beta1, book.beta2];
    let lion = |b1, b2| Lion { rate: 1.0, beta1: b1, beta2: b2 };
    let signum = |beta| Signum { rate: 1.0, beta };
    let taken = SIZES.map(|size| {
        [
            turning(&signum(short), size),
            turning(&signum(long), size),
            turning(&lion(short, long), size),
        ]
    });
    let rows = [0, 1, 2].map(|i| -> [Cell; 4] {
        let [a, b, c] = taken[i].map(|t| Cell::from(steps(t)));
        [exact(SIZES[i]).into(), a, b, c]
    });
    // Weights: the newest, and those before, which fade by β₂.
    let newest = 1.0 - short;
    let second = short * (1.0 - long);
    let mean = short / (1.0 - long);
    let mut half = newest;
    let (mut age, mut weight) = (0, second);
    while half < 0.5 {
        half += weight;
        weight *= long;
        age += 1;
    }
    // The deviations of what the three take their signs of, on noise of 1.
    let settled = |beta: f64| ((1.0 - beta) / (1.0 + beta)).sqrt();
    let past = short * settled(long);
    let wrong = [
        settled(short),
        settled(long),
        (newest * newest + past * past).sqrt(),
    ]
    .map(|deviation| percent(area(-RATIO / deviation), 0));
    let [wrong_short, wrong_long, wrong_lion] = wrong;
    let now = turning(&lion(beta1, beta2), size);
    let same = (beta1, beta2) == (short, long);
    Ok(Page::part()
        .table("turned", ["new size", "signum, β = 0.9", "signum, β = 0.99", "Lion"], rows.into())
        .number("lion.size", exact(size))
        .number("lion.now", steps(now))
        .number("lion.newest", exact(0.1))
        .number("lion.second", fixed(second, 3))
        .number("lion.times", fixed(newest / second, 0))
        .number("lion.mean", fixed(mean, 0))
        .number("lion.half", count(age))
        .number("lion.limit", fixed(short / newest, 0))
        .number("votes.ratio", exact(RATIO))
        .number("votes.short", wrong_short)
        .number("votes.long", wrong_long)
        .number("votes.lion", wrong_lion)
        .figure("turned", figure(settings, now))
        .goal(
            "once",
            "Lion’s first step after the turn goes the new way, and its memories are still 0.9 and 0.99.",
            same && now == Some(1),
        )
        .claim(
            "turned",
            "A slope that has settled turns round. Lion follows after 60 steps if the new slope is as large as the old, after 1 if it is ten times as large; signum with Lion’s long memory after 69 and 10.",
            taken[1][1..] == [Some(69), Some(60)]
                && taken[2][1..] == [Some(10), Some(1)],
        ))
}

/// After how many steps a rule that has settled on a slope of 1 follows one of
/// −`size`.
fn turning(rule: &impl Optimizer, size: f64) -> Option<usize> {
    let turned = std::iter::repeat_n(-size, AFTER);
    let slopes = std::iter::repeat_n(1.0, SETTLING).chain(turned);
    let after = moves(rule, slopes).split_off(SETTLING);
    after.iter().position(|&step| step > 0.0).map(|t| t + 1)
}

/// What a vote is taken by after the turn, over the slope before it: β₁ of what is
/// kept, and the rest of the newest slope.
fn votes(beta1: f64, beta2: f64, size: f64) -> Vec<(f64, f64)> {
    let mut m = 1.0;
    let mut all = vec![(0.0, 1.0)];
    for t in 1..=DRAWN {
        all.push((t as f64, beta1 * m - (1.0 - beta1) * size));
        m = beta2 * m - (1.0 - beta2) * size;
    }
    all
}

fn figure(settings: &Settings, now: Option<usize>) -> Figure {
    let Settings { beta1, beta2, size, .. } = *settings;
    let book = Settings::BOOK;
    let low = -1.5;
    let shown = |beta1: f64, beta2: f64| {
        let all = votes(beta1, beta2, size);
        let end = all.iter().position(|(_, c)| *c < low);
        all.into_iter()
            .take(end.map_or(usize::MAX, |i| i + 1))
            .each(|at| at)
    };
    let short = shown(book.beta1, book.beta1);
    let after = now.map_or("not within 200 steps".to_string(), |t| {
        format!("after {t} steps")
    });
    lines(
        Axis::linear("steps after the turn").within(0.0, DRAWN as f64),
        Axis::linear("what the sign is taken of").within(low, 1.1),
    )
    .level(0.0, "the vote turns")
    .line(ink::SIGNUM.dotted(), "signum, short memory", short)
    .line(ink::SIGNUM, "signum, long memory", shown(beta2, beta2))
    .line(ink::LION, "Lion", shown(beta1, beta2))
    .draw(told(
        *settings == Settings::BOOK,
        "What three rules take their signs of, after a settled slope of 1 has turned round; where a line crosses 0 the steps turn.",
        &format!("With β₁ = {beta1}, β₂ = {beta2} and a slope of −{size} after the turn Lion follows {after}."),
    ))
}
