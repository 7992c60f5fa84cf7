//! The comparison in two pictures: how each method fared, and at which rates.

use super::arena::{Contest, Judged, METHODS, Method};
use super::tables::{fine, rough};
use crate::draw::exit;
use crate::quartile::quartile;
use press::figure::{Axis, Bars, Figure, Lines, bars, lines, panels};
use press::number::{Shown, digits};

/// The tasks by name, what their losses are drawn between in the two pictures,
/// and how a loss is written.
type Task = (&'static str, [[f64; 2]; 2], fn(f64) -> Shown);

const TASKS: [Task; 4] = [
    ("the bowl", [[1e-34, 1.0], [1e-32, 10.0]], rough),
    ("the bowl, turned by 45°", [[1e-20, 1.0], [1e-20, 10.0]], rough),
    ("Rosenbrock’s valley", [[1e-3, 10.0], [5e-3, 1e3]], rough),
    ("the network", [[0.55, 0.7], [0.5, 2.0]], fine),
];

/// The judged runs of each method: the median, and the middle half around it.
pub(super) fn contest(still: &[Contest; 4]) -> Figure {
    let mut words = Vec::new();
    let mut chart = panels(2);
    for ((name, [range, _], write), contest) in TASKS.iter().zip(still)
    {
        chart = chart.panel(*name, dots(contest, *range, *write));
        let each = METHODS.iter().zip(contest).map(
            |((_, method, _), judged)| {
                format!("{method} {}", write(judged.median()).text)
            },
        );
        words.push(format!(
            "on {name}: {}",
            each.collect::<Vec<_>>().join(", ")
        ));
    }
    chart.draw(format!(
        "Medians of the judged runs, and the middle halves around them, {}.",
        words.join("; "),
    ))
}

fn dots(
    contest: &Contest,
    [low, high]: [f64; 2],
    write: fn(f64) -> Shown,
) -> Bars {
    // The losses of the network are alike: no ratios are needed.
    let axis = match high / low {
        ratio if ratio < 10.0 => Axis::linear("loss at the end"),
        _ => Axis::log("loss at the end"),
    };
    let axis = axis.within(low, high);
    let least = contest
        .iter()
        .map(Judged::median)
        .fold(f64::INFINITY, f64::min);
    let rows = METHODS.iter().zip(contest);
    rows.fold(bars(axis), |chart, ((_, name, ink), judged)| {
        let [first, median, third] =
            [1, 2, 3].map(|fourths| quartile(&judged.ends, fourths));
        let name = match judged.lost() {
            0 if judged.median() <= least => format!("{name}: best"),
            0 => (*name).to_owned(),
            lost => format!("{name} ({lost} lost)"),
        };
        chart.dot(*ink, name, write(median), [first, third])
    })
}

/// The methods that the picture of the rates is about; the others are faint.
const NAMED: [Method; 4] = [
    Method::GradientDescent,
    Method::Momentum,
    Method::Nesterov,
    Method::Adam,
];

/// Third quartile against rate, for each method, over the tuning seeds; a mark
/// at the rate that was chosen.
pub(super) fn sweeps(still: &[Contest; 4]) -> Figure {
    let mut words = Vec::new();
    let mut chart = panels(2).on_a_phone(1);
    for ((name, [_, range], _), contest) in TASKS.iter().zip(still) {
        chart = chart.panel(*name, sweep(contest, *range));
        let chosen = METHODS.iter().zip(contest).map(
            |((_, method, _), judged)| {
                format!("{method} {}", digits(judged.rate, 2).text)
            },
        );
        words.push(format!(
            "on {name}: {}",
            chosen.collect::<Vec<_>>().join(", ")
        ));
    }
    chart.draw(format!(
        "The third quartile of the loss against the learning rate, for eight methods on four tasks. The rates chosen, {}.",
        words.join("; "),
    ))
}

fn sweep(contest: &Contest, [low, high]: [f64; 2]) -> Lines {
    let curve = &contest[0].curve;
    let rates = Axis::log("learning rate η")
        .within(curve[0].0, curve[curve.len() - 1].0);
    let losses =
        Axis::log("third quartile of the loss").within(low, high);
    let mut chart = lines(rates, losses);
    let named = |method: &Method| NAMED.contains(method);
    let (named, others): (Vec<_>, Vec<_>) = METHODS
        .iter()
        .zip(contest)
        .partition(|((method, ..), _)| named(method));
    for ((_, _, ink), judged) in others {
        let curve = judged.curve.iter().copied();
        chart = chart.line(ink.faint(), "", curve);
    }
    for ((_, name, ink), judged) in named {
        chart = chart.line(*ink, *name, judged.curve.iter().copied());
        let chosen = judged
            .curve
            .iter()
            .filter(|(rate, _)| *rate == judged.rate)
            .copied();
        chart = chart.dots(*ink, "", chosen);
        if let Some(last) = last_that_stays(judged, high) {
            chart = chart.diverges(*ink, last);
        }
    }
    chart
}

/// The last rate whose third quartile is a number, if later ones have none, or
/// where the curve leaves the picture before.
fn last_that_stays(judged: &Judged, high: f64) -> Option<(f64, f64)> {
    let lost =
        judged.curve.iter().position(|(_, loss)| loss.is_infinite())?;
    let stays = &judged.curve[..lost];
    exit(stays, high).or_else(|| stays.last().copied())
}
