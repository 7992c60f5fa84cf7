//! Batch descent, momentum and AdaGrad on the sparse data, each at its best rate.

use super::Settings;
use super::arrival::{
    ARRIVED, PATIENCE, START, best_beta, curve, least,
};
use super::bowl::Bowl;
use super::{paths, sparse};
use crate::curve::Curve;
use crate::draw::{ink, told};
use crate::each::Eager;
use descent::{
    AdaGrad, GradientDescent, Invalid, Momentum, Path, descend,
};
use press::Page;
use press::figure::{Axis, Figure, lines};
use press::number::{Shown, digits, exact, fixed, percent, steps};

pub(super) fn show(settings: &Settings) -> Result<Page, Invalid> {
    let book = *settings == Settings::BOOK;
    let bowl = &sparse::bowl(settings);
    let (high, beta) = (bowl.curvatures()[1], best_beta(bowl).0);
    // ANCHOR: race
    // Batch descent, momentum with the usual β and with the best of
    // twenty, and AdaGrad: for each, the number of steps at every rate.
    let plain = curve(bowl, |rate| GradientDescent { rate })?;
    let ball = |beta: f64| {
        move |rate| Momentum { rate, beta, ..Momentum::notes() }
    };
    let usual = curve(bowl, ball(0.9))?;
    let heavy = curve(bowl, ball(beta))?;
    let adaptive =
        curve(bowl, |rate| AdaGrad { rate, ..AdaGrad::paper() })?;
    // ANCHOR_END: race
    let curves = [&plain, &usual, &heavy, &adaptive];
    let [plain_best, usual_best, heavy_best, adaptive_best] =
        curves.map(least);
    let taken =
        |best: (f64, Option<usize>)| best.1.unwrap_or(PATIENCE).max(20);
    let careful = descend(
        &GradientDescent { rate: 1.0 / high },
        bowl,
        &START,
        PATIENCE,
    )?;
    let slow = descend(
        &GradientDescent { rate: plain_best.0 },
        bowl,
        &START,
        taken(plain_best),
    )?;
    let wild = descend(
        &ball(0.9)(usual_best.0),
        bowl,
        &START,
        taken(usual_best),
    )?;
    let tuned = descend(
        &ball(beta)(heavy_best.0),
        bowl,
        &START,
        taken(heavy_best),
    )?;
    let own = AdaGrad { rate: adaptive_best.0, ..AdaGrad::paper() };
    let own = descend(&own, bowl, &START, taken(adaptive_best))?;
    let (first, second) = order(bowl, &careful);
    let arrives =
        |best: (f64, Option<usize>)| best.1.unwrap_or(usize::MAX);
    let past = |path: &Path| farthest(bowl, path);
    let own_off: Vec<f64> =
        own.points().each(|at| (at[1] - bowl.minimum[1]).abs());
    // From where on, up to the last rate, it beats momentum at its best.
    let beats = |(_, steps): &&(f64, Option<usize>)| {
        steps.is_some_and(|s| s < arrives(heavy_best))
    };
    let wide =
        adaptive.iter().rev().take_while(beats).each(|(rate, _)| *rate);
    let rate =
        |best: (f64, Option<usize>)| -> Shown { digits(best.0, 2) };
    Ok(Page::part()
        .number("race.close", exact(ARRIVED))
        .number("race.careful.rate", digits(1.0 / high, 2))
        .number("race.careful.b", steps(first))
        .number("race.careful.m", steps(second))
        .number("race.beta", fixed(beta, 2))
        .number("race.plain.rate", rate(plain_best))
        .number("race.plain.steps", steps(plain_best.1))
        .number("race.usual.rate", rate(usual_best))
        .number("race.usual.steps", steps(usual_best.1))
        .number("race.heavy.rate", rate(heavy_best))
        .number("race.heavy.steps", steps(heavy_best.1))
        .number("race.adagrad.rate", rate(adaptive_best))
        .number("race.adagrad.steps", steps(adaptive_best.1))
        .number("race.wide.low", digits(wide.last().copied().unwrap_or(f64::NAN), 2))
        .number("race.wide.high", digits(wide.first().copied().unwrap_or(f64::NAN), 2))
        .number("race.past", percent(past(&tuned), 0))
        .figure("batch", paths::batch(bowl, [&careful, &slow, &tuned], [first, second], past(&tuned)))
        .figure("race", paths::race(bowl, &tuned, &own, book))
        .figure("rates", rates_figure(curves, [plain_best, usual_best, heavy_best, adaptive_best], bowl, beta, book))
        .goal(
            "dense",
            "Momentum, at its best constants, arrives before AdaGrad.",
            heavy_best.1.is_some() && arrives(heavy_best) < arrives(adaptive_best),
        )
        .claim(
            "order",
            "Batch descent with the careful rate goes b first, then m: m takes more than twenty times as many steps as b for nine tenths of its distance.",
            first.zip(second).is_some_and(|(b, m)| m > 20 * b),
        )
        .over_seeds()
        .claim(
            "overshoot",
            "At their best rates both kinds of momentum and AdaGrad shoot past the best b by more than half of the distance, momentum with its best β farthest. AdaGrad is farthest from it after its first step.",
            [&wild, &tuned, &own].iter().all(|path| past(path) > 0.5)
                && past(&tuned) > past(&wild).max(past(&own))
                && own_off[1..].iter().all(|&off| off <= own_off[1]),
        )
        .over_seeds()
        .claim(
            "distance",
            "AdaGrad’s best rate is within a factor of 1.5 of the distance that m has to go; at every larger rate tried it still arrives within twice the fewest steps, and before momentum at its best.",
            (2.0 / 3.0..1.5).contains(&(adaptive_best.0 / bowl.minimum[0]))
                && adaptive
                    .iter()
                    .filter(|(rate, _)| *rate > adaptive_best.0)
                    .all(|(_, steps)| {
                        steps.is_some_and(|s| {
                            s <= 2 * arrives(adaptive_best) && s < arrives(heavy_best)
                        })
                    }),
        )
        .over_seeds()
        .claim(
            "race",
            "Each at its best constants, AdaGrad arrives in less than a fifth of batch descent’s steps, and momentum with its best β in less than half of them.",
            arrives(adaptive_best).saturating_mul(5) < arrives(plain_best)
                && arrives(heavy_best).saturating_mul(2) < arrives(plain_best),
        )
        .over_seeds())
}

/// The steps after which b, and m, first have nine tenths of their distance behind them.
fn order(bowl: &Bowl, path: &Path) -> (Option<usize>, Option<usize>) {
    let there = |i: usize| {
        path.points().position(|at| at[i] >= 0.9 * bowl.minimum[i])
    };
    (there(1), there(0))
}

/// How far past the best b a run gets, as a share of the distance it had to go.
fn farthest(bowl: &Bowl, path: &Path) -> f64 {
    let best = bowl.minimum[1];
    path.points().map(|at| (at[1] - best) / best).fold(0.0, f64::max)
}

/// Steps to arrive against the rate.
fn rates_figure(
    curves: [&Curve; 4],
    best: [(f64, Option<usize>); 4],
    bowl: &Bowl,
    beta: f64,
    book: bool,
) -> Figure {
    let high = bowl.curvatures()[1];
    let away = bowl.minimum[0];
    let names = [
        "batch".into(),
        "β = 0.9".into(),
        format!("momentum, β = {beta}"),
        "AdaGrad".into(),
    ];
    let inks = [
        ink::GRADIENT_DESCENT,
        ink::MOMENTUM.dashed(),
        ink::MOMENTUM,
        ink::ADAGRAD,
    ];
    // Above 2(1 + β)/h they diverge; AdaGrad never does.
    let betas = [0.0, 0.9, beta, f64::INFINITY];
    let mut chart = lines(
        Axis::log("learning rate η").within(0.02, 20.0),
        Axis::log("steps to arrive").within(5.0, PATIENCE as f64),
    )
    .note(away, format!("m has {} to go", fixed(away, 1).text));
    for i in 0..4 {
        // A rate that does not arrive has no place on the chart.
        let arrived = curves[i]
            .iter()
            .filter_map(|&(rate, steps)| Some((rate, steps? as f64)));
        let arrived: Vec<(f64, f64)> = arrived.collect();
        let limit = 2.0 * (1.0 + betas[i]) / high;
        let end = arrived.last().copied().filter(|_| {
            let more = |(rate, _): &&(f64, _)| *rate > limit;
            curves[i].iter().filter(more).count() > 0
        });
        chart = chart.line(inks[i], names[i].clone(), arrived);
        if let (rate, Some(taken)) = best[i] {
            let at = (rate, taken as f64);
            chart = chart.point(inks[i], at, steps(best[i].1).text);
        }
        if let Some(end) = end {
            chart = chart.diverges(inks[i], end);
        }
    }
    let [a, b, c, d] = best.map(|best| steps(best.1).text);
    chart.draw(told(
        book,
        "Steps to arrive against the learning rate, both on log scales.",
        &format!(
            "At best batch descent takes {a} steps, momentum with β = 0.9 \
             {b}, with its best β {c}, AdaGrad {d}. AdaGrad’s line falls steadily, has its floor where η is about the distance to go, \
             and rises gently; the others end where they diverge."
        ),
    ))
}
