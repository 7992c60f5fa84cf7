//! Two changes of scale that AdaGrad does not notice.

use super::Settings;
use super::arrival::{ARRIVED, START, curve, least};
use super::bowl::Bowl;
use super::sparse;
use descent::surface::{LeastSquares, elongated_bowl};
use descent::{
    AdaGrad, Descent, Epsilon, GradientDescent, Invalid, Optimizer,
    Path, Surface, descend,
};
use press::Page;
use press::number::steps;

/// By what the loss, and then the feature, is multiplied. Not a power of two:
/// those would be exact for every rule.
const FACTOR: f64 = 1000.0;

const STEPS: usize = 100;

/// Steps granted to gradient descent.
const PATIENCE: usize = 10_000;

pub(super) fn show(settings: &Settings) -> Result<Page, Invalid> {
    let data = &sparse::data(settings);
    let bowl = &Bowl::of(data);
    let pure = AdaGrad {
        rate: 1.0,
        epsilon: Epsilon::Outside(0.0),
        start: 0.0,
    };
    // The same loss, and a thousand times it.
    let once = descend(&pure, bowl, &START, STEPS)?;
    let loud = louder(&pure, bowl)?;
    // A round bowl, and a ravine of κ = 1000 along the axes.
    let [round, ravine] = [1.0, FACTOR].map(elongated_bowl);
    let round = descend(&pure, &round, &[1.0, 1.0], STEPS)?;
    let ravine = descend(&pure, &ravine, &[1.0, 1.0], STEPS)?;
    let (off_loud, off_ravine) =
        (apart(&once, &loud), apart(&round, &ravine));
    // The same feature in a unit a thousand times as small.
    let inputs = data.inputs.mapv(|x| FACTOR * x);
    let fine = Bowl::of(&LeastSquares {
        inputs,
        targets: data.targets.clone(),
    });
    let usual_best = least(&curve(bowl, |rate| AdaGrad {
        rate,
        ..AdaGrad::paper()
    })?);
    let fine_best = least(&curve(&fine, |rate| AdaGrad {
        rate,
        ..AdaGrad::paper()
    })?);
    let fine_plain =
        GradientDescent { rate: 1.9 / fine.curvatures()[1] };
    let fine_plain = descend(&fine_plain, &fine, &START, PATIENCE)?
        .settles_at(ARRIVED);
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
    let off_thick = apart(&quiet(1.0)?, &quiet(1e-3)?);
    Ok(Page::part()
        .number("scale.usual", steps(usual_best.1))
        .number("scale.fine", steps(fine_best.1))
        .claim(
            "scale",
            "AdaGrad without ε takes the same path, to twelve digits, when the loss is multiplied by 1000. So it does in a round bowl and in a ravine of κ = 1000 along the axes. On the scaled-up loss the rate that suited gradient descent diverges.",
            off_loud < 1e-12 && off_ravine < 1e-12 && plain_loud.final_loss() > 1e100,
        )
        .proved()
        .claim(
            "unit",
            "With the feature in a unit a thousand times as small, gradient descent has not arrived after 10,000 steps. AdaGrad arrives, but takes more than five times as many steps as before.",
            fine_plain.is_none()
                && fine_best.1.zip(usual_best.1).is_some_and(|(fine, usual)| fine > 5 * usual),
        )
        .over_seeds()
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

/// The largest distance between two paths.
fn apart(a: &Path, b: &Path) -> f64 {
    let gaps = a
        .coordinates
        .iter()
        .zip(&b.coordinates)
        .map(|(p, q)| (p - q).abs());
    gaps.fold(
        if a.len() == b.len() { 0.0 } else { f64::INFINITY },
        f64::max,
    )
}
