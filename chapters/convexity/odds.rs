//! How often chance makes a minimum: the signs of random curvatures.

use super::Settings;
use crate::each::Eager;
use descent::random::{Generator, normal, seeded};
use press::number::{count, digits, fixed};
use press::{Cell, Page};
use setting::Invalid;

/// The largest number of weights for which odds are measured.
const MOST: usize = 5;

/// Draws a random symmetric table row by row, with entries of variance 1 and
/// of variance 2 on the diagonal. Returns how large its upper left corner can
/// be made with all curvatures above 0.
///
/// Cholesky's method takes the root of the table; a symmetric table has only
/// positive curvatures exactly if all these roots exist.
fn positive_corner(chance: &mut Generator) -> usize {
    let mut root = [[0.0; MOST]; MOST];
    for i in 0..MOST {
        for j in 0..i {
            let done: f64 =
                (0..j).map(|k| root[i][k] * root[j][k]).sum();
            root[i][j] = (normal(chance) - done) / root[j][j];
        }
        let done: f64 = root[i][..i].iter().map(|x| x * x).sum();
        let rest = 2.0_f64.sqrt() * normal(chance) - done;
        if rest <= 0.0 {
            return i;
        }
        root[i][i] = rest.sqrt();
    }
    MOST
}

/// The exact chances for one, two and three weights.
fn exact() -> [f64; 3] {
    let (pi, root) = (std::f64::consts::PI, 2.0_f64.sqrt());
    [0.5, (2.0 - root) / 4.0, (pi - 2.0 * root) / (4.0 * pi)]
}

struct Measured {
    weights: usize,
    share: f64,
    error: f64,
}

fn measure(samples: usize, seed: u64) -> Vec<Measured> {
    let mut chance = seeded(seed);
    let mut reached = [0_usize; MOST + 1];
    for _ in 0..samples {
        reached[positive_corner(&mut chance)] += 1;
    }
    (1..=MOST).each(|weights| {
        let share = reached[weights..].iter().sum::<usize>() as f64
            / samples as f64;
        Measured {
            weights,
            share,
            error: (share * (1.0 - share) / samples as f64).sqrt(),
        }
    })
}

pub(super) fn show(settings: &Settings) -> Result<Page, Invalid> {
    let measured = measure(settings.samples, settings.seed);
    let exact = exact();
    let mut naive = 1.0;
    let rows = measured.iter().map(|m| -> [Cell; 5] {
        naive /= 2.0;
        let known = exact.get(m.weights - 1);
        [
            count(m.weights).into(),
            known.map_or(Cell::from("—"), |&p| fixed(p, 5).into()),
            fixed(m.share, 5).into(),
            fixed(m.error, 5).into(),
            fixed(naive, 5).into(),
        ]
    });
    let rows = rows.collect();
    let within = measured.iter().zip(exact).all(|(m, p)| {
        (m.share - p).abs()
            <= 3.5 * (p * (1.0 - p) / settings.samples as f64).sqrt()
    });
    let four = measured[3].share;
    Ok(Page::part()
        .number("odds.samples", count(settings.samples))
        .number("odds.four", digits(four, 2))
        .number("odds.one_in", count(if four > 0.0 { hundreds(1.0 / four) } else { 0 }))
        .number("odds.two", fixed(exact[1], 4))
        .number("odds.coin_two", fixed(0.25, 2))
        .table("odds", ["weights", "exact", "measured", "standard error", "coins, 2⁻ⁿ"], rows)
        .claim(
            "odds",
            format!("With {} random tables, the measured shares for one, two and three weights lie within three and a half standard errors of the exact chances.", count(settings.samples).text),
            within,
        )
        .over_seeds()
        .claim(
            "rarer",
            "From two weights to five, a random table with only positive curvatures is rarer than as many coins that all show heads, and with each further weight it falls further behind.",
            measured[1..].windows(2).all(|pair| pair[1].share < 0.5 * pair[0].share)
                && measured[1].share < 0.25,
        )
        .over_seeds())
}

/// To a hundred: the run knows the odds for four weights to some two per cent.
fn hundreds(odds: f64) -> usize {
    100 * (odds / 100.0).round() as usize
}
