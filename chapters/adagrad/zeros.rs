//! The same race on many sets of data, with more and with fewer zeros.

use super::Settings;
use super::arrival::{PATIENCE, best_beta, fewest};
use super::bowl::Bowl;
use super::sparse;
use descent::random::seeded;
use descent::{AdaGrad, GradientDescent, Invalid};
use press::number::{Shown, count, fixed};
use press::{Cell, Page};

/// Rows of zeros, from none to nearly all.
const ZEROS: [usize; 5] = [0, 50, 80, 90, 95];

/// Sets of data for each.
const SETS: usize = 25;

/// The sets with so many zeros: κ of each, and the fewest steps that batch
/// descent, momentum and AdaGrad take, each at its best constants.
struct Races {
    zeros: usize,
    kappas: Vec<f64>,
    steps: [Vec<usize>; 3],
}

pub(super) fn show(settings: &Settings) -> Result<Page, Invalid> {
    let mut chance = seeded(settings.seed);
    let races = ZEROS.map(|zeros| {
        let mut races = Races {
            zeros,
            kappas: Vec::new(),
            steps: Default::default(),
        };
        for _ in 0..SETS {
            let bowl = Bowl::of(&sparse::draw(&mut chance, zeros));
            let [low, high] = bowl.curvatures();
            races.kappas.push(high / low);
            for (all, one) in races.steps.iter_mut().zip(race(&bowl)) {
                all.push(one);
            }
        }
        races
    });
    let rows = races.iter().map(|races| -> [Cell; 5] {
        let shown = |i: usize| -> Cell {
            spread(quartiles(&races.steps[i]), count).into()
        };
        let [_, kappa, _] = quartiles(&races.kappas);
        [
            count(races.zeros).into(),
            fixed(kappa, 0).into(),
            shown(0),
            shown(1),
            shown(2),
        ]
    });
    let [none, half, many, most, nearly_all] = &races;
    let median =
        |races: &Races, i: usize| quartiles(&races.steps[i])[1];
    Ok(Page::part()
        .table(
            "zeros",
            ["zeros", "κ", "batch", "momentum", "AdaGrad"],
            rows.collect(),
        )
        .number("zeros.sets", count(SETS))
        .claim(
            "dense",
            format!("On each of {SETS} tables with 80 zeros, of {SETS} with 90 and of {SETS} with 95, AdaGrad arrives before momentum, both tuned anew for each table. With half of the rows zero, or none, momentum arrives first on each. With none AdaGrad’s median is more than three times momentum’s, and not below batch descent’s."),
            [many, most, nearly_all].iter().all(|races| races.won()[0] == SETS)
                && [none, half].iter().all(|races| races.won()[1] == SETS)
                && median(none, 2) > 3 * median(none, 1)
                && median(none, 2) >= median(none, 0),
        )
        .over_seeds())
}

impl Races {
    /// On how many sets AdaGrad, and on how many momentum, was the first of the two.
    fn won(&self) -> [usize; 2] {
        let pairs = || self.steps[1].iter().zip(&self.steps[2]);
        [
            pairs().filter(|(ball, own)| own < ball).count(),
            pairs().filter(|(ball, own)| ball < own).count(),
        ]
    }
}

fn race(bowl: &Bowl) -> [usize; 3] {
    let plain = fewest(bowl, PATIENCE, |rate| GradientDescent { rate });
    let own = fewest(bowl, PATIENCE, |rate| AdaGrad {
        rate,
        ..AdaGrad::paper()
    });
    [
        plain.unwrap_or(PATIENCE),
        best_beta(bowl).1,
        own.unwrap_or(PATIENCE),
    ]
}

/// A quarter of the values lies below the first, half below the second, three
/// quarters below the third.
pub(super) fn quartiles<T: Copy + PartialOrd>(values: &[T]) -> [T; 3] {
    let mut sorted = values.to_vec();
    sorted.sort_by(|a, b| a.partial_cmp(b).expect("no value is NaN"));
    [1, 2, 3].map(|quarter| sorted[(sorted.len() - 1) * quarter / 4])
}

/// The median, and the quartiles in brackets.
pub(super) fn spread<T: Copy>(
    [low, median, high]: [T; 3],
    shown: impl Fn(T) -> Shown,
) -> String {
    format!(
        "{} [{}, {}]",
        shown(median).text,
        shown(low).text,
        shown(high).text
    )
}
