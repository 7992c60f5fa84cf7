//! The comparison in two pictures: how each method fared, and at which rates.

use super::arena::{Contest, Judged};
use super::methods::{COUNT, METHODS, Method};
use super::tables::{WRITTEN, places};
use crate::draw::exit;
use crate::each::Eager;
use crate::quartile::quartile;
use press::figure::{Axis, Bars, Figure, Lines, bars, lines, panels};
use press::number::{count, digits};

/// What each task is called, and what its losses are drawn between in the two
/// pictures.
const DRAWN: [(&str, [[f64; 2]; 2]); 5] = [
    ("the bowl", [[1e-34, 1.0], [1e-32, 10.0]]),
    ("the bowl, turned by 45°", [[1e-31, 1.0], [1e-30, 10.0]]),
    ("Rosenbrock’s valley", [[1e-5, 10.0], [5e-4, 1e3]]),
    ("wines", [[0.55, 0.75], [0.5, 2.0]]),
    ("digits", [[0.2, 2.0], [0.4, 4.0]]),
];

/// The judged runs of each method, the first on top: the median and the middle half
/// around it, with rates that stay and rates that fall; and the places over all.
pub(super) fn contest(both: &[[Contest; 5]; 2]) -> Figure {
    let [still, falling] = both;
    let mut words = Vec::new();
    let mut chart = panels(2);
    for (task, (name, [range, _])) in DRAWN.iter().enumerate() {
        let order = sorted(places(&still[task]));
        let contests = [&still[task], &falling[task]];
        chart =
            chart.panel(*name, dots(contests, &order, task, *range));
        let median = |m: &usize| {
            let text = |c: &Contest| WRITTEN[task](c[*m].median()).text;
            let [one, other] = contests.map(text);
            format!("{} {one} and {other}", METHODS[*m].1)
        };
        words.push(format!(
            "on {name}: {}",
            order.iter().each(median).join(", ")
        ));
    }
    chart = chart.panel("places of all ten races", overall(both));
    chart.draw(format!(
        "Medians of the judged runs with rates that stay and with rates that fall, and the middle halves around them, {}.",
        words.join("; "),
    ))
}

/// The methods, the first on top.
fn sorted(places: [usize; COUNT]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..COUNT).collect();
    order.sort_by_key(|&m| places[m]);
    order
}

fn dots(
    [still, falling]: [&Contest; 2],
    order: &[usize],
    task: usize,
    [low, high]: [f64; 2],
) -> Bars {
    // The losses of a network are alike: no ratios are needed.
    let axis = match high / low {
        ratio if ratio < 10.0 => Axis::linear("loss at the end"),
        _ => Axis::log("loss at the end"),
    };
    let quartiles = |judged: &Judged| {
        [1, 3].map(|fourths| quartile(&judged.ends, fourths))
    };
    let row = |chart: Bars, &m: &usize| {
        let (judged, other) = (&still[m], &falling[m]);
        let (_, name, ink) = METHODS[m];
        let name = match judged.lost() {
            0 => name.to_owned(),
            lost => format!("{name} ({lost} lost)"),
        };
        let chart = chart.dot(
            ink,
            name,
            WRITTEN[task](judged.median()),
            quartiles(judged),
        );
        // It has no rate that falls.
        if METHODS[m].0 == Method::ScheduleFree {
            chart
        } else {
            chart.other(other.median(), quartiles(other))
        }
    };
    order.iter().fold(bars(axis.within(low, high)), row)
}

/// The median place of each method, and its best and worst.
fn overall(both: &[[Contest; 5]; 2]) -> Bars {
    let all = both.iter().flatten().each(places);
    let of = |m: usize| {
        let mut own = all.iter().each(|places| places[m]);
        own.sort_unstable();
        own
    };
    let middle = |m: usize| {
        let own = of(m);
        own[own.len() / 2]
    };
    let mut order: Vec<usize> = (0..COUNT).collect();
    order.sort_by_key(|&m| (middle(m), of(m).iter().sum::<usize>()));
    let axis = Axis::linear("place: median, best, worst")
        .within(1.0, COUNT as f64)
        .named(
            [1, 5, 10, 15]
                .map(|place| (f64::from(place), place.to_string())),
        );
    order.iter().fold(bars(axis), |chart, &m| {
        let own = of(m);
        let ends =
            [own[0], own[own.len() - 1]].map(|place| place as f64);
        chart.dot(METHODS[m].2, METHODS[m].1, count(middle(m)), ends)
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
pub(super) fn sweeps(still: &[Contest; 5]) -> Figure {
    let mut words = Vec::new();
    let mut chart = panels(2).on_a_phone(1);
    for ((name, [_, range]), contest) in DRAWN.iter().zip(still) {
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
        "The third quartile of the loss against the learning rate, for fifteen methods on five tasks. The rates chosen, {}.",
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
    }
    // The first cross gets the word for all, and momentum's has room beside it.
    for method in
        [Method::Momentum, Method::GradientDescent, Method::Nesterov]
    {
        let place = method as usize;
        if let Some(last) = last_that_stays(&contest[place], high) {
            chart = chart.diverges(METHODS[place].2, last);
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
