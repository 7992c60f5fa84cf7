//! What ε does in each framework, and what a slip in the correction does.

use super::Settings;
use super::by_hand::over_slopes;
use descent::{Adam, Epsilon, Invalid};
use press::number::{digits, fixed};
use press::{Cell, Page};

/// A slope so small that ε is felt.
const TINY: f64 = 1e-6;

pub(super) fn show(_: &Settings) -> Result<Page, Invalid> {
    let burn =
        Adam { epsilon: Epsilon::Outside(1e-5), ..Adam::paper() };
    let notes =
        Adam { epsilon: Epsilon::Inside(1e-8), ..Adam::paper() };
    let rules = [
        ("PyTorch, Optax: 10⁻⁸ outside the root", Adam::pytorch()),
        ("Keras: 10⁻⁷, “epsilon hat”", Adam::keras()),
        ("Burn: 10⁻⁵ outside", burn),
        ("the notes: inside, taken as 10⁻⁸", notes),
    ];
    let first = rules.map(|(_, rule)| {
        over_slopes(&Adam { rate: 1.0, ..rule }, [TINY])[0]
    });
    let rows = [0, 1, 2, 3].map(|i| -> [Cell; 2] {
        [rules[i].0.into(), digits(first[i], 3).into()]
    });
    // ε/√(1 − β₂): what an ε hat comes to at the first step.
    let hat = 1e-7 / 0.001_f64.sqrt();
    let [multiplied, uncorrected, stuck] = SLIPS.map(|(_, step)| step);
    let peak = (1..=1000).map(stuck).fold(0.0, f64::max);
    Ok(Page::part()
        .table("epsilon", ["ε", "first step, in η"], rows.into())
        .number("epsilon.hat", digits(hat, 2))
        .number("slip.multiplied", fixed(multiplied(1), 0))
        .number("slip.peak", fixed(peak, 2))
        .number("slip.stuck", fixed(stuck(20_000), 3))
        .claim(
            "epsilon",
            "On a slope of a millionth the first step is nearly η in PyTorch, a quarter of it in Keras, and less than a tenth with ε = 10⁻⁵ or with ε inside the root.",
            first[0] > 0.98 && (0.2..0.25).contains(&first[1]) && first[2] < 0.1 && first[3] < 0.1,
        )
        .claim(
            "slips",
            "On an even slope each slip betrays itself at the first step or soon after: no step may differ from η. With t at 1 the first step is η, the longest of a thousand is the twelfth, over 2 η, and the 20,000th is √0.1 η.",
            (multiplied(1) - 10.0).abs() < 1e-9
                && (multiplied(12) - 43.1).abs() < 0.05
                && (uncorrected(12) - 6.569).abs() < 0.0005
                && (stuck(1) - 1.0).abs() < 1e-9
                && peak > 2.0
                && peak == stuck(12)
                && (stuck(20_000) - 0.1_f64.sqrt()).abs() < 1e-6,
        ))
}

/// The weights given out by m and v after t steps.
fn given_out(t: usize) -> [f64; 2] {
    [0.9, 0.999]
        .map(|beta| 1.0 - (0..t).fold(1.0, |power, _| power * beta))
}

/// The length of step t, in units of η.
type Step = fn(usize) -> f64;

/// Three slips, and their step t over η on an even slope, where m and v are
/// the weights given out, times the slope and its square.
const SLIPS: [(&str, Step); 3] = [
    ("multiplies by 1 − βᵗ", |t| {
        let [m, v] = given_out(t);
        m * m / (v * v).sqrt()
    }),
    ("corrects nothing", |t| {
        let [m, v] = given_out(t);
        m / v.sqrt()
    }),
    ("t stays at 1", |t| {
        let ([m, v], [first, second]) = (given_out(t), given_out(1));
        m / first / (v / second).sqrt()
    }),
];
