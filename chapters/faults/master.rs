//! Weights kept in bfloat16, and what mends that, on the wines.

use super::Settings;
use super::format::BFLOAT16;
use crate::each::Eager;
use crate::wine::{BATCH, Wines};
use descent::random::{seeded, uniform};
use descent::{Adam, Batches, Invalid, Optimizer, Samples, Surface};
use press::number::{count, exact, fixed};
use press::{Cell, Page};

const HIDDEN: usize = 4;
const RATE: f64 = 0.001;
const STEPS: usize = 1000;

/// How the weights are kept.
#[derive(Clone, Copy, PartialEq)]
enum Kept {
    Wide,
    Copy,
    Short,
    Chance,
}

const WAYS: [(Kept, &str); 4] = [
    (Kept::Wide, "float64 throughout"),
    (Kept::Copy, "bfloat16 for the slopes, a full copy for the steps"),
    (Kept::Short, "bfloat16 alone"),
    (Kept::Chance, "bfloat16 alone, rounded by chance"),
];

pub(super) fn show(settings: &Settings) -> Result<Page, Invalid> {
    let wines = Wines::new(HIDDEN, 0);
    let ends = WAYS
        .iter()
        .try_each(|(kept, _)| train(&wines, *kept, settings.seed))?;
    let rows = (0..4).each(|i| -> [Cell; 3] {
        [
            WAYS[i].1.into(),
            fixed(ends[i].0, 3).into(),
            fixed(ends[i].1, 2).into(),
        ]
    });
    let network = &wines.network;
    let start =
        network.value(&network.start(&mut seeded(settings.seed)));
    Ok(Page::part()
        .table("kept", ["weights", "loss", "share of steps lost"], rows)
        .number("kept.rate", exact(RATE))
        .number("kept.steps", count(STEPS))
        .number("kept.start", fixed(start, 2))
        .claim(
            "master",
            "On the wines, weights kept in bfloat16 alone end with a higher loss than with a full copy beside them, by at least 15 %. With the copy the loss is that of float64 within 2 %, rounded by chance within 5 %. Chance loses fewer steps than rounding to the nearest, and more than half.",
            ends[2].0 > 1.15 * ends[1].0
                && (ends[1].0 / ends[0].0 - 1.0).abs() < 0.02
                && (ends[3].0 / ends[0].0 - 1.0).abs() < 0.05
                && ends[3].1 < ends[2].1
                && ends[3].1 > 0.5,
        )
        .over_seeds())
}

/// The loss at the end, and the share of single steps that change no weight.
fn train(
    wines: &Wines,
    kept: Kept,
    seed: u64,
) -> Result<(f64, f64), Invalid> {
    let network = &wines.network;
    let rule = Adam { rate: RATE, ..Adam::paper() };
    let mut chance = seeded(seed);
    let mut at = network.start(&mut chance);
    let mut rounding = seeded(seed + 1000);
    let mut batches = Batches::new(network.samples(), BATCH, chance)?;
    let mut state = rule.init(at.len());
    let mut slope = vec![0.0; at.len()];
    let (mut lost, mut all) = (0, 0);
    let short = |at: &[f64]| at.iter().each(|w| BFLOAT16.round(*w));
    if kept != Kept::Wide && kept != Kept::Copy {
        at = short(&at);
    }
    for _ in 0..STEPS {
        let here =
            if kept == Kept::Wide { at.clone() } else { short(&at) };
        network.batch_gradient(batches.draw(), &here, &mut slope);
        let before = at.clone();
        rule.step(&mut state, &mut at, &slope);
        for (w, before) in at.iter_mut().zip(&before) {
            match kept {
                Kept::Wide | Kept::Copy => {}
                Kept::Short => *w = BFLOAT16.round(*w),
                Kept::Chance => {
                    *w = BFLOAT16
                        .round_by(*w, uniform(&mut rounding, 0.0, 1.0))
                }
            }
            lost += usize::from(w == before);
            all += 1;
        }
    }
    let end = if kept == Kept::Wide { at } else { short(&at) };
    Ok((network.value(&end), lost as f64 / all as f64))
}
