//! Whose values an EWMA remembers: the weights, and several ways to say how long.

use super::Settings;
use crate::each::Eager;
use descent::{Ewma, Invalid};
use press::figure::{Axis, Figure, Ink, lines};
use press::number::{Shown, count, exact, fixed, percent};
use press::{Cell, Page};

/// The βs of the table: a moody, the usual, and Adam's for squared gradients.
const BETAS: [f64; 4] = [0.5, 0.9, 0.99, 0.999];

/// Ages drawn in the figure of weights.
const AGES: usize = 31;

pub(super) fn show(settings: &Settings) -> Result<Page, Invalid> {
    let stable = Ewma { beta: settings.beta };
    let moody = Ewma { beta: settings.moody };
    let shares = (1..1000)
        .each(|i| share(&Ewma { beta: f64::from(i) / 1000.0 }));
    let limit = 1.0 - libm::exp(-1.0);
    let ten = 1.0 - libm::pow(settings.beta, 10.0);
    Ok(Page::part()
        .table("fourth", ["value", "age k", "weight (1 − β)βᵏ"], fourth(&stable))
        .table(
            "memory",
            [
                "β",
                "window 1/(1 − β)",
                "weight in the window",
                "half-life",
                "mean age",
                "equal plain average",
                "start below 1\u{202f}%",
            ],
            BETAS.map(|beta| memory(&Ewma { beta })).into(),
        )
        .number("window", short(stable.window()))
        .number("window.share", percent(share(&stable), 1))
        .number("window.older", percent(1.0 - share(&stable), 1))
        .number("window.moody", short(moody.window()))
        .number("window.moody.share", percent(share(&moody), 1))
        .number("window.limit", percent(limit, 1))
        .number("half_life", fixed(stable.half_life(), 2))
        .number("mean_age", short(mean_age(&stable)))
        .number("start.days", count(steps_to_one_percent(&stable)))
        .number("equal", short(equal_plain_average(&stable)))
        .figure("weights", weights_figure(&stable))
        .goal(
            "half",
            format!(
                "The last ten days carry half of the weight, to half a percent: with β = {} they carry {}.",
                settings.beta,
                percent(ten, 1).text
            ),
            (ten - 0.5).abs() <= 0.005,
        )
        .claim(
            "third",
            format!(
                "With β = {}, about a third of the weight lies on values older than the window.",
                settings.beta
            ),
            (1.0 - share(&stable) - 1.0 / 3.0).abs() < 0.05,
        )
        .claim(
            "limit",
            "The weight inside the window, 1 − βⁿ with n = 1/(1 − β), falls towards 1 − 1/e from above: for each of 999 β from 0.001 to 0.999 it is less than for the one before, and at the last within a thousandth of it.",
            shares.windows(2).all(|pair| pair[0] > pair[1])
                && (0.0..1e-3).contains(&(shares[998] - limit)),
        )
        .claim(
            "weights",
            "Unrolling the rule gives the weights: every average equals the weighted sum of the values.",
            unrolled_agrees(&stable),
        )
        .proved())
}

// ANCHOR: memory
// IDEA
/// The weight of the last n = 1/(1 − β) values, 1 − βⁿ; so we call it
/// for an n that is not whole, too.
fn share(average: &Ewma) -> f64 {
    1.0 - libm::pow(average.beta, average.window())
}

/// The mean age of what is remembered.
fn mean_age(average: &Ewma) -> f64 {
    average.beta / (1.0 - average.beta)
}
// IDEA_END

/// The plain average of so many values has
/// the same mean age, and the same noise.
fn equal_plain_average(average: &Ewma) -> f64 {
    (1.0 + average.beta) / (1.0 - average.beta)
}

/// The first t with βᵗ < 1 %: how long the start is felt.
pub(super) fn steps_to_one_percent(average: &Ewma) -> usize {
    let steps = libm::log(0.01) / libm::log(average.beta);
    libm::ceil(steps).max(1.0) as usize
}
// ANCHOR_END: memory

/// Up to four digits, and none that says nothing: `10`, `1.5`.
pub(super) fn short(value: f64) -> Shown {
    let rounded = format!("{value:.3e}")
        .parse()
        .expect("Rust reads what it writes");
    Shown { value, ..exact(rounded) }
}

fn fourth(average: &Ewma) -> Vec<[Cell; 3]> {
    let weights = average.weights(4);
    let row = |(value, age): (&str, usize)| {
        [value.into(), count(age).into(), fixed(weights[age], 4).into()]
    };
    [("x₁", 3), ("x₂", 2), ("x₃", 1), ("x₄", 0)].map(row).into()
}

fn memory(average: &Ewma) -> [Cell; 7] {
    [
        exact(average.beta).into(),
        fixed(average.window(), 0).into(),
        percent(share(average), 1).into(),
        fixed(average.half_life(), 2).into(),
        fixed(mean_age(average), 0).into(),
        fixed(equal_plain_average(average), 0).into(),
        count(steps_to_one_percent(average)).into(),
    ]
}

/// Any values do for an identity: these are far from smooth.
fn unrolled_agrees(average: &Ewma) -> bool {
    let values: Vec<f64> =
        (0..60).each(|i| f64::from(i * i % 17) - 8.0);
    let weights = average.weights(values.len());
    average.averages(0.0, &values).iter().enumerate().all(|(t, v)| {
        let sum: f64 = weights
            .iter()
            .zip(values[..=t].iter().rev())
            .map(|(w, x)| w * x)
            .sum();
        // Both are sums of at most 60 terms no larger than 8: 60 roundings.
        (v - sum).abs() <= 60.0 * 8.0 * f64::EPSILON
    })
}

fn weights_figure(stable: &Ewma) -> Figure {
    let weights = stable.weights(AGES);
    let window = stable.window();
    let newest = 1.0 - stable.beta;
    let [inside, outside] =
        [share(stable), 1.0 - share(stable)].map(|s| 100.0 * s);
    let days = short(window).text;
    // A value has a day's width.
    let (first, edge, last) = (-0.5, window - 0.5, AGES as f64 - 0.5);
    let plain = [(first, newest), (edge, newest), (edge, 0.0)];
    let (new, old): (Vec<_>, Vec<_>) = weights
        .iter()
        .enumerate()
        .map(|(age, &weight)| (age as f64, weight))
        .partition(|&(age, _)| age < edge);
    let height = 1.15 * newest;
    let mut says = format!(
        "β = {}: {inside:.0} % on the last {days}",
        stable.beta
    );
    let older = format!("{outside:.0} % older");
    // Where the window is longer than the chart, both are said of the one arrow.
    let both = edge >= last;
    if both {
        says = format!("{says}, {older}");
    }
    let chart = lines(
        Axis::linear("age k of the value, in days").within(first, last),
        Axis::linear("weight").within(0.0, 1.4 * newest),
    )
    .shaded([first, edge], [0.0, newest], "")
    .note(edge, "")
    .line(Ink::FIRST, format!("plain average of {days}"), plain)
    .stems(Ink::SECOND, "", new)
    .stems(Ink::SECOND.thin(), "", old)
    .span((edge.min(last), height), (first, height), says);
    let chart = if both {
        chart
    } else {
        chart.span((edge, height), (last, height), older)
    };
    chart.draw(format!(
        "Weights of past values by age, for β = {}. They start at {newest:.2}, like those of a plain average of {days} values, but \
         fall slowly and never end: {inside:.0} % of the weight lies on the last {days} values, {outside:.0} % on older ones.",
        stable.beta,
    ))
}
