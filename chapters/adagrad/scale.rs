//! Two changes of scale that AdaGrad does not notice.

use super::bowl::Bowl;
use super::race::START;
use descent::press::Page;
use descent::press::number::{Shown, count, digits, exact};
use descent::surface::{LeastSquares, elongated_bowl};
use descent::{
    AdaGrad, Descent, Epsilon, GradientDescent, Invalid, Optimizer, Path, Surface, descend,
};

/// By what the loss, and then the feature, is multiplied. Not a power of two:
/// those would be exact for every rule.
const FACTOR: f64 = 1000.0;

const STEPS: usize = 100;

pub(super) fn show(data: &LeastSquares, bowl: &Bowl, page: Page) -> Result<Page, Invalid> {
    // ANCHOR: scale
    let pure = AdaGrad { rate: 1.0, epsilon: Epsilon::Outside(0.0), start: 0.0 };
    // The same loss, and a thousand times it.
    let once = descend(&pure, bowl, &START, STEPS)?;
    let loud = louder(&pure, bowl)?;
    // The same feature, and in a unit a thousand times as small.
    let inputs = data.inputs.mapv(|x| FACTOR * x);
    let fine = Bowl::of(&LeastSquares { inputs, targets: data.targets.clone() });
    let fine = descend(&pure, &fine, &START, STEPS)?;
    // ANCHOR_END: scale
    let off_loud = apart(&once, &loud, [1.0, 1.0]);
    // The weight of a feature a thousand times as large is a thousandth.
    let off_fine = apart(&once, &fine, [FACTOR, 1.0]);
    let plain = GradientDescent { rate: 0.1 };
    let plain_loud = louder(&plain, bowl)?;
    // With an ε worth speaking of the invariance goes: small losses suffer.
    let thick = AdaGrad { epsilon: Epsilon::Outside(0.01), ..pure };
    let bowl_of_one = elongated_bowl(1.0);
    let quiet = |scale: f64| {
        Descent { start: &[1.0, 1.0], steps: STEPS, every: 1 }.run(
            &thick,
            |at| bowl_of_one.value(at),
            |_, at, into| {
                bowl_of_one.gradient(at, into);
                into.iter_mut().for_each(|g| *g *= scale);
            },
        )
    };
    let off_thick = apart(&quiet(1.0)?, &quiet(1e-3)?, [1.0, 1.0]);
    Ok(page
        .number("scale.factor", exact(FACTOR))
        .number("scale.steps", count(STEPS))
        .number("scale.loud", shown(off_loud))
        .number("scale.fine", shown(off_fine))
        .claim(
            "scale",
            "AdaGrad without ε takes the same path, to twelve digits, when the loss is multiplied by 1000, and when the feature is; gradient descent diverges on the louder loss.",
            off_loud < 1e-12 && off_fine < 1e-12 && plain_loud.diverged.is_some(),
        )
        .claim(
            "thick",
            "With an ε that is not small against the slopes, the path does change with the scale of the loss.",
            off_thick > 0.01,
        ))
}

/// A descent on the loss times [`FACTOR`].
fn louder(rule: &impl Optimizer, bowl: &Bowl) -> Result<Path, Invalid> {
    Descent { start: &START, steps: STEPS, every: 1 }.run(
        rule,
        |at| FACTOR * bowl.value(at),
        |_, at, into| {
            bowl.gradient(at, into);
            into.iter_mut().for_each(|slope| *slope *= FACTOR);
        },
    )
}

/// The largest distance between two paths, the second one's parameters
/// multiplied first.
fn apart(a: &Path, b: &Path, times: [f64; 2]) -> f64 {
    let gaps = a
        .points()
        .zip(b.points())
        .flat_map(|(p, q)| [(p[0] - times[0] * q[0]).abs(), (p[1] - times[1] * q[1]).abs()]);
    gaps.fold(if a.len() == b.len() { 0.0 } else { f64::INFINITY }, f64::max)
}

fn shown(gap: f64) -> Shown {
    digits(gap, 1)
}
