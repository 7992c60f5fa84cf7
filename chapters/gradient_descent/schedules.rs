//! Rates that change by a plan, and three losses that no plan suits.

use super::Settings;
use crate::each::Eager;
use descent::random::{Generator, normal, seeded};
use descent::surface::Quadratic;
use descent::{
    Descent, GradientDescent, Invalid, Path, Schedule, Scheduled,
    descend,
};
use press::figure::{Axis, Figure, Ink, lines, panels};
use press::number::{Shown, count, digits, exact};
use press::{Cell, Page};

// ANCHOR: plans
/// Steps of training, known beforehand: the plans are made for them.
const STEPS: usize = 200;

/// The rate that a factor of 1 stands for, the same for every plan.
const RATE: f64 = 0.3;

// IDEA
fn plans() -> [(&'static str, Schedule); 5] {
    [
        ("constant", Schedule::Constant),
        ("step", Schedule::Step { every: 50, gamma: 0.1 }),
        ("exponential", Schedule::Exponential { gamma: 0.97 }),
        ("cosine", Schedule::Cosine { steps: STEPS, floor: 0.0 }),
        ("warm-up", Schedule::WarmUp { steps: 100, from: 0.0 }),
    ]
}
// IDEA_END
// ANCHOR_END: plans

/// Other rates, for plans that may choose: 0.5 is where the narrow loss diverges.
const RATES: [f64; 6] = [0.02, 0.05, 0.1, 0.2, RATE, 0.45];

/// A loss so low is an arrival; what is left is rounding.
const ARRIVED: f64 = 1e-20;

/// Runs over which noise is judged by its mean; a plan's own rate is chosen on
/// as many others.
const RUNS: usize = 1000;

/// Final losses: narrow, noisy and steep.
type Ends = [f64; 3];

/// What a plan comes to at one rate: on runs to choose by, and on fresh ones.
/// Without noise they are the same.
struct Tried {
    choose: Ends,
    judge: Ends,
}

pub(super) fn show(settings: &Settings) -> Result<Page, Invalid> {
    let plans = plans();
    let mut chance = seeded(settings.seed);
    let [choose, judge] = [(); 2].map(|()| noisy(&plans, &mut chance));
    let mut tried = Vec::new();
    for (i, (_, plan)) in plans.iter().enumerate() {
        let at = |(j, &rate): (usize, &f64)| {
            losses(plan, rate, [choose[i][j], judge[i][j]])
        };
        tried.push(RATES.iter().enumerate().try_each(at)?);
    }
    let shared = RATES
        .iter()
        .position(|&rate| rate == RATE)
        .expect("it is one of them");
    let row = |(name, _): &(&'static str, Schedule),
               [narrow, noisy, steep]: Ends|
     -> [Cell; 4] {
        [
            (*name).into(),
            shown(narrow).into(),
            shown(noisy).into(),
            shown(steep).into(),
        ]
    };
    let at_shared = plans
        .iter()
        .zip(&tried)
        .map(|(plan, tried)| row(plan, tried[shared].judge));
    let own: Vec<Ends> = tried.iter().each(|tried| own(tried));
    let at_own =
        plans.iter().zip(&own).map(|(plan, &ends)| row(plan, ends));
    let least = tried
        .iter()
        .flatten()
        .fold([f64::INFINITY; 3], |least, tried| {
            [0, 1, 2].map(|i| least[i].min(tried.judge[i]))
        });
    let fails = |tried: &Tried| {
        tried
            .judge
            .iter()
            .zip(least)
            .any(|(&loss, least)| loss > 10.0 * least.max(ARRIVED))
    };
    // The first plan is the constant rate, and the last of the rates 0.45.
    let constant = own[0];
    let narrow_alone =
        tried.iter().enumerate().all(|(plan, at_rates)| {
            at_rates.iter().zip(RATES).all(|(tried, rate)| {
                (tried.judge[0] <= 10.0 * least[0])
                    == (plan == 0 && rate == RATES[RATES.len() - 1])
            })
        });
    let rival = own.iter().all(|ends| ends[2] < ARRIVED)
        && constant[0] == least[0]
        && constant[1] < 2.5 * least[1];
    Ok(Page::part()
        .number("plan.steps", count(STEPS))
        .number("plan.rate", exact(RATE))
        .number("plan.rates", count(RATES.len()))
        .number("plan.rate.least", exact(RATES[0]))
        .number("plan.rate.most", exact(RATES[RATES.len() - 1]))
        .number("plan.runs", count(RUNS))
        .number("plan.flat", exact(NARROW[0]))
        .number("plan.steep.x", exact(STEEP[0]))
        .number("plan.steep.y", exact(STEEP[1]))
        .table("plans", ["plan", "narrow", "noisy", "steep"], at_shared.collect())
        .table("plans_own", ["plan", "narrow", "noisy", "steep"], at_own.collect())
        .figure("plans", figure(&plans))
        .claim(
            "plans",
            format!("None of the five plans, with any one of the {} rates, comes within a factor of ten of the best on all three losses (on the narrow one only the constant rate {} does).", RATES.len(), RATES[RATES.len() - 1]),
            tried.iter().flatten().all(fails) && narrow_alone,
        )
        .over_seeds()
        .claim(
            "plans_own",
            "With the best of these rates for each loss, every plan gets through the steep one; and the constant rate ends lowest of all on the narrow one, and on the noisy one less than two and a half times as high as the lowest.",
            rival,
        )
        .over_seeds())
}

/// What a plan comes to on fresh runs, at the rate that was best for each loss.
fn own(tried: &[Tried]) -> Ends {
    [0, 1, 2].map(|i| {
        let best = tried
            .iter()
            .min_by(|a, b| a.choose[i].total_cmp(&b.choose[i]));
        best.expect("there are rates").judge[i]
    })
}

fn losses(
    plan: &Schedule,
    rate: f64,
    noisy: [f64; 2],
) -> Result<Tried, Invalid> {
    let rule = Scheduled {
        rule: GradientDescent { rate },
        schedule: plan.clone(),
    };
    let (narrow, steep) = (end(&narrow(&rule)?), end(&steep(&rule)?));
    let [choose, judge] = noisy.map(|noisy| [narrow, noisy, steep]);
    Ok(Tried { choose, judge })
}

/// The final loss; infinite if the descent diverged.
fn end(path: &Path) -> f64 {
    if path.diverged.is_some() || !path.final_loss().is_finite() {
        f64::INFINITY
    } else {
        path.final_loss()
    }
}

fn shown(loss: f64) -> Shown {
    if loss < ARRIVED {
        return Shown {
            value: loss,
            text: "< 10⁻²⁰".into(),
            tex: "< 10^{-20}".into(),
        };
    }
    if loss.is_finite() {
        return digits(loss, 2);
    }
    Shown {
        value: loss,
        text: "diverges".into(),
        tex: r"\text{diverges}".into(),
    }
}

type Planned = Scheduled<GradientDescent>;

/// The curvatures of a long narrow bowl, κ = 40.
const NARROW: [f64; 2] = [0.1, 4.0];

/// Without noise: it wants the full rate to the end.
fn narrow(rule: &Planned) -> Result<Path, Invalid> {
    descend(rule, &Quadratic { curvature: NARROW }, &[1.0, 1.0], STEPS)
}

/// One weight on ½w² whose slopes carry noise of variance 1: it wants a small
/// rate at the end. The mean final loss of each plan at each rate; all meet the
/// same noise, so that chance favours none.
fn noisy(
    plans: &[(&'static str, Schedule); 5],
    chance: &mut Generator,
) -> [[f64; RATES.len()]; 5] {
    let factors = plans
        .each_ref()
        .map(|(_, plan)| (1..=STEPS).each(|t| plan.factor(t)));
    let mut means = [[0.0; RATES.len()]; 5];
    for _ in 0..RUNS {
        let noise = (0..STEPS).each(|_| normal(chance));
        for (factors, means) in factors.iter().zip(&mut means) {
            for (rate, mean) in RATES.iter().zip(means) {
                let step = |w: f64, (factor, noise): (&f64, &f64)| {
                    w - rate * factor * (w + noise)
                };
                let w = factors.iter().zip(&noise).fold(START, step);
                *mean += 0.5 * w * w / RUNS as f64;
            }
        }
    }
    means
}

/// Where it starts.
const START: f64 = 3.0;

/// Where the chain starts.
const STEEP: [f64; 2] = [4.0, 0.3];

/// A chain of two weights that is to multiply to 1, from a start where the
/// loss is sharply curved: it wants a small rate at the beginning.
fn steep(rule: &Planned) -> Result<Path, Invalid> {
    let error = |w: &[f64]| w[0] * w[1] - 1.0;
    Descent { start: &STEEP, steps: STEPS, every: 1 }.run(
        rule,
        |w| 0.5 * error(w) * error(w),
        |_, w, slope| {
            slope[0] = error(w) * w[1];
            slope[1] = error(w) * w[0];
        },
    )
}

/// A panel a plan: together they would hide each other.
fn figure(plans: &[(&'static str, Schedule); 5]) -> Figure {
    let drawn = |(name, plan): &(&'static str, Schedule)| {
        // A rate holds for a whole step.
        let held = |t: usize| {
            let rate = RATE * plan.factor(t);
            [((t - 1) as f64, rate), (t as f64, rate)]
        };
        let chart = lines(
            Axis::linear("step").within(0.0, STEPS as f64),
            Axis::linear("rate").within(0.0, 0.4),
        )
        .tall(170)
        .line(Ink::FIRST, "", (1..=STEPS).flat_map(held));
        (*name, chart)
    };
    let all = plans.iter().map(drawn);
    all.fold(panels(5).on_a_phone(3), |all, (name, chart)| {
        all.panel(name, chart)
    })
    .draw(format!(
        "Five plans for the learning rate over {STEPS} steps: constant at {RATE}; divided by ten every 50 steps; shrinking by three \
         percent a step; falling along a cosine to 0; rising to {RATE} over the first 100 steps and constant from there."
    ))
}
