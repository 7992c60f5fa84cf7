//! One real step of each method, in the notes' two pictures.

use super::Settings;
use super::step::{Point, Second, figure};
use crate::each::Eager;
use descent::surface::{DoubleWell, Quadratic, Saddle, elongated_bowl};
use descent::{
    GradientDescent, Invalid, Nesterov, Optimizer, Path, Surface,
    descend,
};
use press::number::{exact, fixed};
use press::{Cell, Page};

/// The ravine of the pictures, gentle enough that its floor can be seen.
pub(super) const KAPPA: f64 = 9.0;
pub(super) const RAVINE: Quadratic<2> = elongated_bowl(KAPPA);

/// Where both runs start: up one side.
pub(super) const START: [f64; 2] = [-3.0, 1.0];

pub(super) fn show(settings: &Settings) -> Result<Page, Invalid> {
    let Settings { rate, beta, .. } = *settings;
    let second = Second::of(rate, beta)?;
    let carried = second.carried;
    let [here, there] = second.pushes;
    let off = |end: Point| end[1].abs();
    Ok(Page::part()
        .number("step.kappa", exact(KAPPA))
        .number("step.start", exact(START[0]))
        .table("step", ["", "momentum x", "y", "Nesterov x", "y"], rows(&second))
        .figure("step", figure(settings, &second)?)
        .goal(
            "same",
            "Both methods end this step at the same place.",
            (0..2).all(|i| (second.ends[0][i] - second.ends[1][i]).abs() < 1e-9),
        )
        .claim(
            "step",
            "In this step the slope under momentum’s feet pushes it on, across the floor; the slope at the look-ahead point pushes Nesterov back. Nesterov ends nearer to the floor.",
            here[1] * carried[1] > 0.0
                && second.stand[1] * second.ends[0][1] < 0.0
                && there[1] * carried[1] < 0.0
                && off(second.ends[1]) < off(second.ends[0]),
        )
        .claim(
            "forms",
            "The four lines of the notes and the two lines of the rule go through the same points, up to rounding: in a ravine, over a saddle and between two wells.",
            forms_agree(&RAVINE, settings)? && forms_agree(&Saddle, settings)? && forms_agree(&DoubleWell::<2> { tilt: 0.1 }, settings)?,
        ).proved()
        .claim(
            "forgetful",
            "With β = 0 Nesterov’s method walks the path of gradient descent, bit for bit: in a ravine, over a saddle and between two wells.",
            forgetful(&RAVINE, rate)? && forgetful(&Saddle, rate)? && forgetful(&DoubleWell::<2> { tilt: 0.1 }, rate)?,
        ).proved())
}

fn rows(second: &Second) -> Vec<[Cell; 5]> {
    let row = |name: &str, [a, b]: [Point; 2]| -> [Cell; 5] {
        let [ax, ay, bx, by] =
            [a[0], a[1], b[0], b[1]].map(|v| Cell::from(fixed(v, 3)));
        [name.into(), ax, ay, bx, by]
    };
    vec![
        row("stands at", [second.stand; 2]),
        row("momentum step −βv", [second.carried; 2]),
        row("asks for the slope at", [second.stand, second.ahead]),
        row("gradient step −ηg", second.pushes),
        row("ends at", second.ends),
    ]
}

/// The lines of the notes, taken literally, against the rule.
fn forms_agree(
    surface: &dyn Surface,
    settings: &Settings,
) -> Result<bool, Invalid> {
    let Settings { rate, beta, .. } = *settings;
    let start = [1.0, 0.3];
    let path = descend(
        &Nesterov { rate, beta, ..Nesterov::notes() },
        surface,
        &start,
        40,
    )?;
    let (mut w, mut v, mut slope) = (start, [0.0; 2], [0.0; 2]);
    for t in 0..path.len() {
        // Both round every sum once or twice; what a saddle amplifies, it
        // amplifies in the rounding too.
        let size = path
            .point(t)
            .iter()
            .fold(1.0_f64, |most, x| most.max(x.abs()));
        if (0..2)
            .any(|i| (w[i] - path.point(t)[i]).abs() > 1e-10 * size)
        {
            return Ok(false);
        }
        // ANCHOR: notes
        let w_la = [0, 1].map(|i| w[i] - beta * v[i]);
        surface.gradient(&w_la, &mut slope);
        v = [0, 1].map(|i| (w[i] - w_la[i]) + rate * slope[i]);
        w = [0, 1].map(|i| w[i] - v[i]);
        // ANCHOR_END: notes
    }
    Ok(true)
}

fn forgetful(
    surface: &dyn Surface,
    rate: f64,
) -> Result<bool, Invalid> {
    let start = [1.0, 0.3];
    let rule = Nesterov { rate, beta: 0.0, ..Nesterov::notes() };
    let still = descend(&rule, surface, &start, 100)?;
    Ok(bits(&still)
        == bits(&descend(
            &GradientDescent { rate },
            surface,
            &start,
            100,
        )?))
}

/// A rule with a look-ahead, in one variable: the point it asks at.
pub(super) fn asks<O: Optimizer>(
    rule: &O,
    state: &O::State,
    x: f64,
) -> f64 {
    let mut at = [x];
    rule.probe(state, &mut at);
    at[0]
}

/// Every bit of a path.
pub(super) fn bits(path: &Path) -> Vec<u64> {
    path.coordinates.iter().each(|x| x.to_bits())
}
