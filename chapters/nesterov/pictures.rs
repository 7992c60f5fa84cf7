//! One real step of each method, in the notes' two pictures.

use super::Settings;
use crate::draw::{contours, ink};
use crate::each::Eager;
use descent::surface::{DoubleWell, Quadratic, Saddle, elongated_bowl};
use descent::{
    GradientDescent, Invalid, Momentum, Nesterov, Optimizer, Path,
    Surface, descend,
};
use press::figure::{Contours, Figure, Ink, panels};
use press::number::{exact, fixed};
use press::{Cell, Page};

/// The ravine of the pictures, gentle enough that its floor can be seen.
const KAPPA: f64 = 9.0;
const RAVINE: Quadratic<2> = elongated_bowl(KAPPA);

/// Where both runs start: up one side.
const START: [f64; 2] = [-3.0, 1.0];

type Point = [f64; 2];

/// The second step: the first has given both methods the same velocity.
struct Second {
    stand: Point,
    ahead: Point,
    /// −η times the slope where each method asks.
    pushes: [Point; 2],
    ends: [Point; 2],
}

pub(super) fn show(settings: &Settings) -> Result<Page, Invalid> {
    let Settings { rate, beta, .. } = *settings;
    let momentum = Momentum { rate, beta, ..Momentum::notes() };
    let nesterov = Nesterov { rate, beta, ..Nesterov::notes() };
    let heavy = descend(&momentum, &RAVINE, &START, 2)?;
    let ahead = descend(&nesterov, &RAVINE, &START, 2)?;
    let point = |path: &descent::Path, t: usize| -> Point {
        [path.point(t)[0], path.point(t)[1]]
    };
    let stand = point(&heavy, 1);
    let velocity = [0, 1].map(|i| START[i] - stand[i]);
    let carried = velocity.map(|v| -beta * v);
    let look = [stand[0] + carried[0], stand[1] + carried[1]];
    let push = |at: Point| [-rate * at[0], -rate * KAPPA * at[1]];
    let second = Second {
        stand,
        ahead: look,
        pushes: [push(stand), push(look)],
        ends: [point(&heavy, 2), point(&ahead, 2)],
    };
    let [here, there] = second.pushes;
    let off = |end: Point| end[1].abs();
    Ok(Page::part()
        .number("step.kappa", exact(KAPPA))
        .number("step.start", exact(START[0]))
        .table("step", ["", "momentum x", "y", "Nesterov x", "y"], rows(&second, carried))
        .figure("step", figure(&second, carried))
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

fn rows(second: &Second, carried: Point) -> Vec<[Cell; 5]> {
    let row = |name: &str, [a, b]: [Point; 2]| -> [Cell; 5] {
        let [ax, ay, bx, by] =
            [a[0], a[1], b[0], b[1]].map(|v| Cell::from(fixed(v, 3)));
        [name.into(), ax, ay, bx, by]
    };
    vec![
        row("stands at", [second.stand; 2]),
        row("momentum step −βv", [carried; 2]),
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

/// Both pictures, in one scale and over the same ground.
fn figure(second: &Second, carried: Point) -> Figure {
    let shown = |p: Point| {
        format!("({}, {})", fixed(p[0], 2).text, fixed(p[1], 2).text)
    };
    let Second { stand, ahead, pushes, ends } = second;
    panels(2)
        .panel(
            "momentum: at once",
            picture(second, carried, 0).without_key(),
        )
        .panel(
            "Nesterov: one after the other",
            picture(second, carried, 1).without_key(),
        )
        .draw(format!(
            "Two maps of a ravine, to one scale, with the second step of each method from W = {}. The kept velocity leads both to {}, beyond \
             the floor. Momentum adds the gradient step of W, {}, and ends at {}. Nesterov adds that of the look-ahead point, {}, and ends at {}.",
            shown(*stand),
            shown(*ahead),
            shown(pushes[0]),
            shown(ends[0]),
            shown(pushes[1]),
            shown(ends[1]),
        ))
}

fn picture(second: &Second, carried: Point, which: usize) -> Contours {
    let Second { stand, ahead, pushes, ends } = second;
    let corners = [*stand, *ahead, ends[0], ends[1]];
    let span = |i: usize| {
        let of = |pick: fn(f64, f64) -> f64| {
            corners.iter().map(|p| p[i]).reduce(pick).unwrap_or(0.0)
        };
        let (low, high) = (of(f64::min), of(f64::max));
        ((low + high) / 2.0, high - low)
    };
    let ((x, wide), (y, high)) = (span(0), span(1));
    let half = 0.7 * high.max(wide).max(1e-9);
    let pair = |p: Point| (p[0], p[1]);
    let plus = |a: Point, b: Point| (a[0] + b[0], a[1] + b[1]);
    let (foot, ink, sum, push) = if which == 0 {
        (*stand, ink::MOMENTUM, "momentum’s step", "−ηg here")
    } else {
        (*ahead, ink::NESTEROV, "Nesterov’s step", "−ηg there")
    };
    let map =
        contours(&RAVINE, [[x - half, x + half], [y - half, y + half]])
            .axes("along the ravine, x", "across it, y")
            .line(
                Ink::THEORY,
                "the floor",
                [(x - half, 0.0), (x + half, 0.0)],
            )
            .arrow(
                ink::MOMENTUM.dashed(),
                "−βv",
                [pair(*stand), plus(*stand, carried)],
            )
            .arrow(
                ink::GRADIENT_DESCENT,
                push,
                [pair(foot), plus(foot, pushes[which])],
            )
            .arrow(ink.bold(), sum, [pair(*stand), pair(ends[which])])
            .words(
                (stand[0] - 0.12 * half, stand[1] + 0.1 * half),
                "W",
            );
    if which == 0 {
        map
    } else {
        map.words(
            (ahead[0], ahead[1] - 0.12 * half),
            "look-ahead point",
        )
    }
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
