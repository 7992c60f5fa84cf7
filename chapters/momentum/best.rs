//! Best constants against theory for many κ, and the region where the rate
//! does not matter.

use super::effect::START;
use super::theory::{
    agree, best_heavy, best_plain, factor, measured_worst, steps_to_a_millionth, worst,
};
use descent::press::number::{digits, exact, fixed, percent, steps};
use descent::press::{Cell, Page};
use descent::surface::elongated_bowl;
use descent::{Descent, Invalid, Momentum, Optimizer, Surface};

/// From a gentle ravine to a hard one.
const KAPPAS: [f64; 5] = [4.0, 10.0, 100.0, 1000.0, 10_000.0];

/// Steps over which a factor is measured: at a double root the count itself is
/// a factor, and fades only as ln 2 over this.
const STEPS: usize = 20_000;
/// Complex roots swing, which blurs a factor by about one over this.
const LONG: usize = 50_000;

/// A harder ravine than the chapter's own.
const HARD: f64 = 100.0;

pub(super) fn show(page: Page) -> Result<Page, Invalid> {
    // Gradient descent is momentum without memory: one measurement serves both.
    let plain =
        |kappa: f64| Momentum { rate: best_plain(kappa).rate, beta: 0.0, ..Momentum::notes() };
    let mut factors: Vec<[Cell; 5]> = Vec::new();
    let mut taken: Vec<[Cell; 5]> = Vec::new();
    let (mut won, mut fee) = (0.0_f64, 0.0_f64);
    let mut holds = true;
    for kappa in KAPPAS {
        let rules = [plain(kappa), best_heavy(kappa)];
        let theory = rules.map(|rule| worst(&rule, kappa));
        let seen = rules.map(|rule| measured_worst(&rule, kappa, STEPS));
        let [slow, fast] =
            [arrival(&best_plain(kappa), kappa)?, arrival(&best_heavy(kappa), kappa)?];
        holds &= (0..2).all(|i| agree(seen[i], theory[i], 1e-4));
        let many = |steps: Option<usize>| steps.map_or(f64::INFINITY, |s| s as f64);
        won = won.max(many(slow) / many(fast));
        fee = fee.max(many(fast) / steps_to_a_millionth(theory[1]));
        let shown = |factor: f64| Cell::from(fixed(factor, 4));
        let needed = |factor: f64| Cell::from(fixed(steps_to_a_millionth(factor), 1));
        factors.push([
            exact(kappa).into(),
            shown(theory[0]),
            shown(seen[0]),
            shown(theory[1]),
            shown(seen[1]),
        ]);
        taken.push([
            exact(kappa).into(),
            needed(theory[0]),
            steps(slow).into(),
            needed(theory[1]),
            steps(fast).into(),
        ]);
    }
    let best = best_heavy(HARD);
    let same = same_whatever_the_rate();
    Ok(page
        .table(
            "factors",
            ["κ", "gradient descent, theory", "measured", "momentum, theory", "measured"],
            factors,
        )
        .table(
            "millionth",
            ["κ", "gradient descent, by factor", "taken", "momentum, by factor", "taken"],
            taken,
        )
        .table("same", ["β", "η", "√β", "along, measured", "across, measured"], same_rows(&same))
        .number("hard", exact(HARD))
        .number("hard.plain", percent(worst(&plain(HARD), HARD), 0))
        .number("best.fastest", fixed(won, 0))
        .number("best.fee", percent(fee - 1.0, 0))
        .number("hard.best.beta", fixed(best.beta, 3))
        .number("hard.best.factor", fixed(worst(&best, HARD), 3))
        .number("hard.usual.factor", fixed(0.9_f64.sqrt(), 3))
        .number("hard.best.steps", fixed(steps_to_a_millionth(worst(&best, HARD)), 0))
        .number("hard.usual.steps", fixed(steps_to_a_millionth(0.9_f64.sqrt()), 0))
        .claim(
            "factors",
            "For every κ in the table the measured factors of both methods agree with theory to one part in ten thousand.",
            holds,
        )
        .claim(
            "same",
            "Inside the region every rate gives the factor √β, along the ravine and across it, to one part in ten thousand.",
            same.iter().all(|(rule, seen)| {
                seen.iter().all(|&seen| agree(seen, rule.beta.sqrt(), 1e-4))
                    && [1.0, HARD].iter().all(|&lambda| agree(factor(rule, lambda), rule.beta.sqrt(), 1e-7))
            }),
        ))
}

/// The step after which both coordinates are, for the first time, within a
/// millionth of the minimum.
fn arrival(rule: &impl Optimizer, kappa: f64) -> Result<Option<usize>, Invalid> {
    let ravine = elongated_bowl(kappa);
    let budget = 100 + 8 * kappa as usize;
    let path = Descent { start: &START, steps: budget, every: 1 }.run(
        rule,
        |at| at[0].abs().max(at[1].abs()),
        |_, at, into| ravine.gradient(at, into),
    )?;
    Ok(path.steps_to(1e-6))
}

/// Two memories, and for each three rates in the region where the rate does
/// not matter: with what factor does each direction shrink?
fn same_whatever_the_rate() -> Vec<(Momentum, [f64; 2])> {
    [(0.8, 0.015), (0.8, 0.02), (0.8, 0.03), (0.9, 0.005), (0.9, 0.02), (0.9, 0.03)]
        .map(|(beta, rate)| {
            let rule = Momentum { rate, beta, ..Momentum::notes() };
            (rule, [1.0, HARD].map(|lambda| super::theory::measured(&rule, lambda, LONG)))
        })
        .into()
}

fn same_rows(same: &[(Momentum, [f64; 2])]) -> Vec<[Cell; 5]> {
    same.iter()
        .map(|(rule, [along, across])| {
            [
                exact(rule.beta).into(),
                digits(rule.rate, 2).into(),
                fixed(rule.beta.sqrt(), 4).into(),
                fixed(*along, 4).into(),
                fixed(*across, 4).into(),
            ]
        })
        .collect()
}
