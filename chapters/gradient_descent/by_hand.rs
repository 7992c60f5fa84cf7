//! One weight: the rule by hand, and the rate at which it breaks.

use super::{OWN, Settings};
use crate::each::Eager;
use descent::{Descent, GradientDescent, Invalid, Path};
use press::figure::{Axis, Figure, Ink, lines, panels};
use press::number::{count, digits, exact, fixed};
use press::{Cell, Page};

// ANCHOR: valley
/// A loss of one weight: f = ½ (w − 3)², slope w − 3, curvature 1.
const BOTTOM: f64 = 3.0;

fn descend_valley(rate: f64, steps: usize) -> Result<Path, Invalid> {
    Descent { start: &[0.0], steps, every: 1 }.run(
        &GradientDescent { rate },
        |w| 0.5 * (w[0] - BOTTOM) * (w[0] - BOTTOM),
        |_, w, slope| slope[0] = w[0] - BOTTOM,
    )
}
// ANCHOR_END: valley

/// Small, and its mirror image on the other side of 1; one that is too large.
const SMALL: f64 = 0.1;
const LARGE: f64 = 1.9;
const TOO_LARGE: f64 = 2.1;

/// Steps that are drawn.
const DRAWN: usize = 18;

/// The weight is drawn so far to either side of the minimum.
const REACH: f64 = 7.5;

/// The largest distance that is drawn.
const FARTHEST: f64 = 30.0;

/// Steps after which rates are compared.
const COMPARED: usize = 20;

/// Whose twin is looked for: the rate that is as near after each step.
const TWIN: f64 = 0.3;

pub(super) fn show(settings: &Settings) -> Result<Page, Invalid> {
    let [small, large, too_large] = [SMALL, LARGE, TOO_LARGE]
        .map(|rate| descend_valley(rate, DRAWN));
    let (small, large, too_large) = (small?, large?, too_large?);
    let steps = (0..5).map(|t| -> [Cell; 6] {
        let w = small.point(t)[0];
        let slope = w - BOTTOM;
        [
            count(t + 1).into(),
            digits(w, 5).into(),
            digits(small.losses[t], 4).into(),
            digits(slope, 5).into(),
            digits(SMALL * slope, 4).into(),
            digits(small.point(t + 1)[0], 5).into(),
        ]
    });
    let rates = [0.1, 0.5, 1.0, 1.5, 1.9, 2.0, 2.1];
    let factors = rates.iter().try_each(
        |&rate| -> Result<[Cell; 4], Invalid> {
            Ok([
                exact(rate).into(),
                fixed(1.0 - rate, 1).into(),
                digits(distance(&descend_valley(rate, COMPARED)?), 3)
                    .into(),
                digits(
                    BOTTOM
                        * libm::pow(
                            (1.0 - rate).abs(),
                            COMPARED as f64,
                        ),
                    3,
                )
                .into(),
            ])
        },
    )?;
    let mirrored = small.points().zip(large.points()).enumerate().all(
        |(t, (s, l))| {
            let turned = if t % 2 == 0 { 1.0 } else { -1.0 };
            // Each step of either rounds a number no larger than 6.
            ((s[0] - BOTTOM) - turned * (l[0] - BOTTOM)).abs()
                <= 6.0 * f64::EPSILON * (t + 1) as f64
        },
    );
    let own = settings.own_rate.map(|rate| -> Result<_, Invalid> {
        let [own, twin] =
            [rate, TWIN].map(|rate| descend_valley(rate, DRAWN));
        Ok((rate, [own?, twin?]))
    });
    let own = own.transpose()?;
    let found = own.as_ref().is_some_and(|(rate, [path, twin])| {
        (rate - TWIN).abs() > 0.01 && as_near(path, twin)
    });
    let figure = figure(&small, &large, &too_large, own.as_ref());
    Ok(Page::part()
        .number("hand.rate", exact(SMALL))
        .number("hand.large", exact(LARGE))
        .number("hand.small.error", digits(distance(&descend_valley(SMALL, COMPARED)?), 3))
        .number("hand.compared", count(COMPARED))
        .table("steps", ["step", "w", "loss", "slope g", "η g", "new w"], steps.collect())
        .table(
            "factors",
            ["η", "factor 1 − η", "distance left, measured", "by the formula"],
            factors,
        )
        .figure("rates", figure)
        .goal(
            "twin",
            format!("Your own rate is another than {TWIN}, and after every step exactly as near to the minimum."),
            found,
        )
        .claim(
            "mirror",
            format!("Rates {SMALL} and {LARGE} are equally far from the minimum after every step, one of them on alternating sides."),
            mirrored,
        )
        .proved()
        .claim(
            "edge",
            "With curvature 1, the point swings for ever at η = 2; at the next smaller floating-point number it comes closer, at the next larger one it moves away.",
            edge()?,
        )
        .proved())
}

fn distance(path: &Path) -> f64 {
    (path.end()[0] - BOTTOM).abs()
}

/// Whether two descents are equally far from the minimum after every step.
fn as_near(one: &Path, other: &Path) -> bool {
    let apart = |w: &[f64]| (w[0] - BOTTOM).abs();
    one.len() == other.len()
        && one
            .points()
            .zip(other.points())
            // As exactly as 18 roundings allow.
            .all(|(a, b)| (apart(a) / apart(b) - 1.0).abs() < 1e-9)
}

/// Divergence begins at 2 exactly: not one float earlier or later. Measured
/// around a minimum at 0, where no rounding of `w − 3` hides the last bit.
fn edge() -> Result<bool, Invalid> {
    let after = |rate: f64| {
        let path = Descent { start: &[1.0], steps: 1000, every: 1000 }
            .run(
                &GradientDescent { rate },
                |w| 0.5 * w[0] * w[0],
                |_, w, slope| slope[0] = w[0],
            )?;
        Ok(path.end()[0].abs())
    };
    Ok(after(2.0)? == 1.0
        && after(2.0_f64.next_down())? < 1.0
        && after(2.0_f64.next_up())? > 1.0)
}

fn figure(
    small: &Path,
    large: &Path,
    too_large: &Path,
    own: Option<&(f64, [Path; 2])>,
) -> Figure {
    let track = |path: &Path| {
        let weights = path.points().enumerate();
        weights.each(|(t, w)| (t as f64, w[0]))
    };
    let apart = |path: &Path| {
        track(path).into_iter().each(|(t, w)| (t, (w - BOTTOM).abs()))
    };
    let end = |path: &Path| (path.end()[0] - BOTTOM).abs();
    let held = |path: &Path| {
        let mut track = track(path);
        track.retain(|(_, w)| (w - BOTTOM).abs() <= REACH);
        track
    };
    let leaving = held(too_large);
    let lost =
        [&leaving, &apart(too_large)].map(|line| line[line.len() - 1]);
    let [small_name, large_name, lost_name] =
        [SMALL, LARGE, TOO_LARGE].map(|rate| format!("η = {rate}"));
    let mut weights = lines(
        Axis::linear("step").within(0.0, DRAWN as f64),
        Axis::linear("weight w").within(BOTTOM - REACH, BOTTOM + REACH),
    )
    .level(BOTTOM, format!("minimum, w = {BOTTOM}"))
    .line(Ink::FIRST, lost_name.clone(), leaving)
    .line(Ink::SECOND, large_name, track(large))
    .line(Ink::THIRD, small_name, track(small))
    .diverges(Ink::FIRST, lost[0]);
    let mut distances = lines(
        Axis::linear("step").within(0.0, DRAWN as f64),
        Axis::log(format!("distance |w − {BOTTOM}|"))
            .within(0.3, FARTHEST),
    )
    .line(Ink::FIRST, lost_name, apart(too_large))
    .line(
        Ink::SECOND,
        format!("η = {SMALL} and {LARGE}: one line"),
        apart(large),
    )
    .dots(Ink::THIRD, "", apart(small))
    .diverges(Ink::FIRST, lost[1]);
    let mut says = String::new();
    if let Some((rate, [path, twin])) = own {
        let name = format!("η = {rate}");
        weights = weights.line(OWN, name.clone(), held(path));
        distances = distances
            .dots(Ink::DATA, format!("η = {TWIN}"), apart(twin))
            .line(OWN, name, apart(path));
        if *rate > 2.0 {
            let mut far = apart(path);
            far.retain(|(_, distance)| *distance <= FARTHEST);
            let [at, far] =
                [held(path), far].map(|line| line[line.len() - 1]);
            weights = weights.diverges(OWN, at);
            distances = distances.diverges(OWN, far);
        }
        says = format!(
            "With your own rate, η = {rate}, it is {} away after {DRAWN} steps. ",
            digits(end(path), 3).text
        );
    }
    panels(2)
        .panel("where it is", weights)
        .panel("how far it is from the minimum", distances)
        .draw(format!(
            "{says}One weight against the step, at three learning rates, starting from 0 with the minimum at {BOTTOM}; and its distance \
             from the minimum. With η = {SMALL} it creeps up from below, with η = {LARGE} it jumps from side to side in shrinking \
             jumps; their distances are the same at every step, and after {DRAWN} steps both are {:.2} away. With η = {TOO_LARGE} \
             the jumps grow: after {DRAWN} steps it is {:.0} away.",
            end(small),
            end(too_large)
        ))
}
