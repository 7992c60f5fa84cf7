//! Best constants against theory for many κ, and the region where the rate
//! does not matter.

use super::Settings;
use super::effect::START;
use super::theory::{
    agree, best_heavy, best_plain, measured, measured_worst,
    steps_to_a_millionth, worst,
};
use crate::each::Eager;
use descent::surface::elongated_bowl;
use descent::{Descent, Invalid, Momentum, Optimizer, Surface};
use press::number::{digits, exact, fixed, percent, steps};
use press::{Cell, Page};

/// From a gentle ravine to a hard one.
const KAPPAS: [f64; 5] = [4.0, 10.0, 100.0, 1000.0, 10_000.0];

/// Steps over which a factor is measured: at a double root the count itself is
/// a factor, and fades only as ln 2 over this.
const STEPS: usize = 20_000;
/// Complex roots swing, which blurs a factor by about one over this.
const LONG: usize = 40_000;

/// A harder ravine than the chapter's own.
const HARD: f64 = 100.0;

/// One ravine; in each pair gradient descent stands first, then momentum.
struct Match {
    kappa: f64,
    theory: [f64; 2],
    measured: [f64; 2],
    /// Steps until both coordinates have been within a millionth.
    taken: [Option<usize>; 2],
}

pub(super) fn show(_: &Settings) -> Result<Page, Invalid> {
    let mut matches = Vec::new();
    for kappa in KAPPAS {
        matches.push(compare(kappa)?);
    }
    let many = |steps: Option<usize>| {
        steps.map_or(f64::INFINITY, |s| s as f64)
    };
    let fee = |m: &Match| {
        many(m.taken[1]) / steps_to_a_millionth(m.theory[1]) - 1.0
    };
    let (plain, best) = (without_memory(HARD), best_heavy(HARD));
    let usual = 0.9_f64.sqrt();
    let same = same_whatever_the_rate();
    Ok(Page::part()
        .table(
            "factors",
            [
                "κ",
                "gradient descent, theory",
                "measured",
                "steps",
                "momentum, theory",
                "measured",
                "steps",
            ],
            matches.iter().each(row),
        )
        .table(
            "same",
            ["β", "η", "√β", "along, measured", "across, measured"],
            same.iter().each(same_row),
        )
        .number("best.fee", percent(matches.iter().map(fee).fold(0.0, f64::max), 0))
        .number("hard", exact(HARD))
        .number("hard.plain", percent(worst(&plain, HARD), 0))
        .number("hard.best.beta", fixed(best.beta, 3))
        .number("hard.best.factor", fixed(worst(&best, HARD), 3))
        .number("hard.best.steps", fixed(steps_to_a_millionth(worst(&best, HARD)), 0))
        .number("hard.usual.factor", fixed(usual, 3))
        .number("hard.usual.steps", fixed(steps_to_a_millionth(usual), 0))
        .claim(
            "factors",
            "For every κ in the table the measured factors of both methods agree with theory to one part in ten thousand.",
            matches.iter().all(|m| (0..2).all(|i| agree(m.measured[i], m.theory[i], 1e-4))),
        )
        .proved()
        .claim(
            "same",
            "Inside the region each of the three rates gives the factor √β, along the ravine and across it, to one part in ten thousand, for both β.",
            same.iter().all(|(rule, seen)| seen.iter().all(|&s| agree(s, rule.beta.sqrt(), 1e-4))),
        )
        .proved())
}

fn compare(kappa: f64) -> Result<Match, Invalid> {
    let rules = [without_memory(kappa), best_heavy(kappa)];
    Ok(Match {
        kappa,
        theory: rules.map(|rule| worst(&rule, kappa)),
        measured: rules.map(|rule| measured_worst(&rule, kappa, STEPS)),
        taken: [
            arrival(&best_plain(kappa), kappa)?,
            arrival(&rules[1], kappa)?,
        ],
    })
}

/// Gradient descent at its best, as momentum with β = 0: one measurement
/// serves both.
fn without_memory(kappa: f64) -> Momentum {
    Momentum {
        rate: best_plain(kappa).rate,
        beta: 0.0,
        ..Momentum::notes()
    }
}

/// The step after which both coordinates are, for the first time, within a
/// millionth of the minimum.
fn arrival(
    rule: &impl Optimizer,
    kappa: f64,
) -> Result<Option<usize>, Invalid> {
    let ravine = elongated_bowl(kappa);
    let descent = Descent {
        start: &START,
        steps: 100 + 8 * kappa as usize,
        every: 1,
    };
    let path = descent.run(
        rule,
        |at| at[0].abs().max(at[1].abs()),
        |_, at, into| ravine.gradient(at, into),
    )?;
    Ok(path.steps_to(1e-6))
}

/// Two memories, and for each three rates in the region where the rate does
/// not matter: with what factor does each direction shrink?
fn same_whatever_the_rate() -> [(Momentum, [f64; 2]); 6] {
    [
        (0.8, 0.015),
        (0.8, 0.02),
        (0.8, 0.03),
        (0.9, 0.005),
        (0.9, 0.02),
        (0.9, 0.03),
    ]
    .map(|(beta, rate)| {
        let rule = Momentum { rate, beta, ..Momentum::notes() };
        (rule, [1.0, HARD].map(|lambda| measured(&rule, lambda, LONG)))
    })
}

fn row(m: &Match) -> [Cell; 7] {
    let shown = |factor: f64| Cell::from(fixed(factor, 4));
    let ([plain, heavy], [plain_seen, heavy_seen]) =
        (m.theory, m.measured);
    let [slow, fast] = m.taken.map(|taken| Cell::from(steps(taken)));
    [
        exact(m.kappa).into(),
        shown(plain),
        shown(plain_seen),
        slow,
        shown(heavy),
        shown(heavy_seen),
        fast,
    ]
}

fn same_row(
    (rule, [along, across]): &(Momentum, [f64; 2]),
) -> [Cell; 5] {
    [
        exact(rule.beta).into(),
        digits(rule.rate, 2).into(),
        fixed(rule.beta.sqrt(), 4).into(),
        fixed(*along, 4).into(),
        fixed(*across, 4).into(),
    ]
}
