//! Clipping by hand: by value and by norm, before the average and after it.

use super::Settings;
use crate::each::Eager;
use descent::{Adam, Invalid, Limit, Momentum, Optimizer, norm};
use press::number::{count, exact, fixed};
use press::{Cell, Page};

const SLOPES: [f64; 2] = [10.0, 1.0];
const LIMIT: f64 = 1.0;

/// Steps before the wild slope, and those looked at after it.
const CALM: usize = 14_000;
const LOOKED: usize = 10_000;

pub(super) fn show(settings: &Settings) -> Result<Page, Invalid> {
    let cut = |limit: Limit| {
        let mut slopes = SLOPES;
        limit.apply(&mut slopes);
        slopes
    };
    let found = [
        ("as it is", SLOPES),
        ("by value", cut(Limit::Value(LIMIT))),
        ("by norm", cut(Limit::Norm(LIMIT))),
    ];
    let rows = found.each_ref().map(|(name, g)| -> [Cell; 5] {
        [
            (*name).into(),
            fixed(g[0], 3).into(),
            fixed(g[1], 3).into(),
            fixed(norm(g), 3).into(),
            fixed(angle(g), 1).into(),
        ]
    });
    let turned = angle(&found[1].1);
    let places = places(settings);
    let names = ["momentum", "Adam"];
    let wheres = (0..4).each(|i| -> [Cell; 4] {
        let [wrong, away] = places[i];
        [
            names[i / 2].into(),
            ["the slope", "the step"][i % 2].into(),
            count(wrong).into(),
            count(away).into(),
        ]
    });
    Ok(Page::part()
        .table("clip", ["clipped", "g₁", "g₂", "length", "turned, in °"], rows.into())
        .table(
            "where",
            ["rule", "what is clipped", "steps the wrong way", "steps until it is back"],
            wheres,
        )
        .number("clip.limit", exact(LIMIT))
        .number("clip.turned", fixed(turned, 1))
        .claim(
            "turned",
            "Clipped by value the slope (10, 1) is turned by more than 39°, clipped by norm not at all, to twelve digits.",
            turned > 39.0 && angle(&found[2].1) < 1e-6,
        )
        .claim(
            "where",
            "If the slope is clipped, a wild slope makes neither momentum nor Adam take a step the wrong way. If the step is clipped instead, both take more than forty, and Adam stays away from its pace for thousands.",
            places[0][0] == 0
                && places[2][0] == 0
                && places[1][0] > 40
                && places[3][0] > 40
                && places[3][1] > 4000,
        ))
}

/// By how much a slope is turned against the one as it is, in degrees.
fn angle(g: &[f64; 2]) -> f64 {
    let [a, b] = SLOPES;
    libm::atan2((a * g[1] - b * g[0]).abs(), a * g[0] + b * g[1])
        .to_degrees()
}

/// For momentum and Adam, clipped before the average and after it: how many steps
/// lead the wrong way after one wild slope of the wrong sign among slopes of 1,
/// and how many pass until a step is within a tenth of what it was for good.
fn places(settings: &Settings) -> [[usize; 2]; 4] {
    let Settings { beta1, beta2, size, .. } = *settings;
    let momentum = Momentum {
        rate: 1.0 - beta1,
        beta: beta1,
        ..Momentum::pytorch()
    };
    let adam = Adam { rate: 1.0, beta1, beta2, ..Adam::paper() };
    [
        place(&momentum, -size, true),
        place(&momentum, -size, false),
        place(&adam, -size, true),
        place(&adam, -size, false),
    ]
}

/// Rules whose steps on slopes of 1 have the length 1.
fn place(rule: &impl Optimizer, wild: f64, before: bool) -> [usize; 2] {
    let limit = Limit::Norm(LIMIT);
    let mut state = rule.init(1);
    let [mut wrong, mut away] = [0, 0];
    for t in 0..CALM + LOOKED {
        let mut slope = [if t == CALM { wild } else { 1.0 }];
        let mut at = [0.0];
        if before {
            limit.apply(&mut slope);
        }
        rule.step(&mut state, &mut at, &slope);
        if !before {
            limit.apply(&mut at);
        }
        let step = -at[0];
        if t >= CALM {
            wrong += usize::from(step < 0.0);
            if (step - 1.0).abs() > 0.1 {
                away = t - CALM + 1;
            }
        }
    }
    [wrong, away]
}
