//! The frameworks' AdaGrad: where ε stands, and what the sum starts from.

use super::Settings;
use super::arrival::{ARRIVED, START};
use super::bowl::Bowl;
use super::by_hand::first_step;
use super::sparse;
use descent::{AdaGrad, Epsilon, Invalid, Optimizer, Surface};
use press::number::{count, digits, steps};
use press::{Cell, Page};

/// Slopes with which the first step is taken.
const SLOPES: [f64; 4] = [1.0, 0.1, 1e-3, 1e-6];

/// Steps granted to PyTorch's default rate.
const PATIENCE: usize = 400_000;

pub(super) fn show(settings: &Settings) -> Result<Page, Invalid> {
    let bowl = &sparse::bowl(settings);
    let one = |rule: AdaGrad| AdaGrad { rate: 1.0, ..rule };
    let notes = AdaGrad {
        epsilon: Epsilon::Inside(1e-7),
        start: 0.0,
        ..AdaGrad::paper()
    };
    let keras_start = AdaGrad::keras().start;
    let rules = [
        ("PyTorch", one(AdaGrad::pytorch())),
        ("Keras, Optax", one(AdaGrad::keras())),
        ("the notes", one(notes)),
    ];
    let first = rules.map(|(name, rule)| {
        (name, SLOPES.map(|slope| -first_step(&rule, slope)))
    });
    let rows = first.map(|(name, steps)| -> [Cell; 5] {
        let [a, b, c, d] =
            steps.map(|step| Cell::from(digits(step, 3)));
        [name.into(), a, b, c, d]
    });
    let [pytorch, keras, _] = first.map(|(_, steps)| steps);
    Ok(Page::part()
        .table(
            "frameworks",
            ["rule", "slope 1", "slope 0.1", "slope 0.001", "slope 10⁻⁶"],
            rows.into(),
        )
        .number("frameworks.outgrow", count((keras_start / (1e-3 * 1e-3)) as usize))
        .number("frameworks.floor", digits(1.0 / keras_start.sqrt(), 3))
        // When the squares have added as much as the sum started from.
        .number("frameworks.late", digits(1.0 / (2.0 * keras_start).sqrt(), 3))
        .number("frameworks.felt", digits(notes.epsilon.value().sqrt(), 1))
        .number("frameworks.default", steps(arrives(&AdaGrad::pytorch(), bowl)?))
        .claim(
            "defaults",
            "PyTorch’s first step is η for a slope of 1 and, to one part in a thousand, for a slope of a millionth. In Keras and Optax the second is less than a hundred-thousandth of the first.",
            (pytorch[0] - 1.0).abs() < 1e-3
                && (pytorch[3] - 1.0).abs() < 1e-3
                && keras[3] < 1e-5 * keras[0],
        ))
}

/// Steps on the sparse data until the run has arrived, without a record: there
/// are many. At so low a rate the loss falls in every step, so it stays there.
fn arrives(
    rule: &AdaGrad,
    bowl: &Bowl,
) -> Result<Option<usize>, Invalid> {
    rule.check()?;
    let (mut at, mut slope, mut state) =
        (START, [0.0; 2], rule.init(2));
    for t in 1..=PATIENCE {
        bowl.gradient(&at, &mut slope);
        rule.step(&mut state, &mut at, &slope);
        let above: f64 = (0..2)
            .map(|i| 0.5 * slope[i] * (at[i] - bowl.minimum[i]))
            .sum();
        // The slope is that of a step ago: close enough to look more closely.
        if above <= 1.1 * ARRIVED && bowl.value(&at) <= ARRIVED {
            return Ok(Some(t));
        }
    }
    Ok(None)
}
