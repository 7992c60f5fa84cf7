//! Votes on an even slope, the first steps in a bowl, and no memory at all.

use super::Settings;
use super::theory::agree;
use crate::each::Eager;
use descent::surface::{DoubleWell, Quadratic, Saddle, elongated_bowl};
use descent::{
    Ewma, GradientDescent, Invalid, Momentum, Optimizer, Path, Surface,
    descend,
};
use press::number::{count, digits, fixed, percent};
use press::{Cell, Page};

/// The bowl x²/2: its slope at x is x itself.
pub(super) const BOWL: Quadratic<1> = Quadratic { curvature: [1.0] };

/// Steps worked by hand.
const BY_HAND: usize = 4;

pub(super) fn show(settings: &Settings) -> Result<Page, Invalid> {
    let rule = Momentum {
        rate: settings.rate,
        beta: settings.beta,
        ..Momentum::notes()
    };
    let window = Ewma { beta: settings.beta }.window();
    // Long enough that less than a billionth of the start is left.
    let velocities = over_slopes(
        &rule,
        |_| 1.0,
        (25.0 * window).clamp(50.0, 1e6) as usize,
    );
    let windowful = (window.round() as usize).min(velocities.len()) - 1;
    let alternating =
        |t: usize| if t.is_multiple_of(2) { 1.0 } else { -1.0 };
    let contradicted =
        over_slopes(&rule, alternating, velocities.len());
    let last = velocities[velocities.len() - 1];
    let terminal = rule.rate / (1.0 - rule.beta);
    let damped = rule.rate / (1.0 + rule.beta);
    let votes =
        [1, 2, 3, 4, 5, 10, 20, 50].map(|t: usize| -> [Cell; 4] {
            let v = velocities[t - 1];
            [
                count(t).into(),
                fixed(rule.rate, 4).into(),
                fixed(v, 4).into(),
                fixed(v / rule.rate, 3).into(),
            ]
        });
    let path = descend(&rule, &BOWL, &[1.0], BY_HAND + 1)?;
    let plain = descend(
        &GradientDescent { rate: rule.rate },
        &BOWL,
        &[1.0],
        BY_HAND,
    )?;
    let gone = |t: usize| path.point(t)[0] - path.point(t + 1)[0];
    Ok(Page::part()
        .table("votes", ["step", "gradient descent", "momentum", "times as far"], votes.into())
        .table("hand", ["t", "x", "slope g", "β × old v", "η × g", "v", "new x"], steps(&rule, &path))
        .number("votes.fifth", fixed(velocities[4] / rule.rate, 2))
        .number("votes.times", fixed(1.0 / (1.0 - rule.beta), 0))
        .number("votes.terminal", digits(terminal, 3))
        .number("votes.alternating", fixed(1.0 / (1.0 + rule.beta), 2))
        .number("votes.window", percent(velocities[windowful] / terminal, 0))
        .number("hand.last", digits(path.point(BY_HAND)[0], 3))
        .number("hand.plain", digits(plain.end()[0], 3))
        .claim(
            "hand",
            "In all four steps the velocity grows, though the slope has fallen to less than half; the fifth step carries the ball past the minimum.",
            (1..BY_HAND).all(|t| gone(t) > gone(t - 1))
                && 2.0 * path.point(BY_HAND - 1)[0] < 1.0
                && path.point(BY_HAND)[0] > 0.0
                && path.end()[0] < 0.0,
        )
        .claim(
            "terminal",
            "On an even slope every step is longer than the one before, and the velocity tends to ηg/(1 − β). Where the slope’s sign alternates, it tends to ηg/(1 + β) in size.",
            agree(last, terminal, 1e-9)
                && agree(contradicted[contradicted.len() - 1].abs(), damped, 1e-9)
                && velocities[..20].windows(2).all(|pair| pair[0] < pair[1]),
        )
        .proved()
        .claim(
            "forgetful",
            "With β = 0 momentum walks the path of gradient descent, bit for bit: in a ravine, over a saddle and between two wells.",
            forgetful(settings)?,
        ))
}

/// The velocity after each step over given slopes.
fn over_slopes(
    rule: &Momentum,
    slope: impl Fn(usize) -> f64,
    steps: usize,
) -> Vec<f64> {
    let (mut theta, mut state) = ([0.0], rule.init(1));
    (0..steps).each(|t| {
        rule.step(&mut state, &mut theta, &[slope(t)]);
        state.velocity[0]
    })
}

fn steps(rule: &Momentum, path: &Path) -> Vec<[Cell; 7]> {
    let shown = |value: f64| Cell::from(fixed(value, 4));
    let mut old = 0.0;
    (0..BY_HAND).each(|i| {
        let (x, next) = (path.point(i)[0], path.point(i + 1)[0]);
        let (kept, push) = (rule.beta * old, rule.rate * x);
        old = kept + push;
        [
            count(i + 1).into(),
            shown(x),
            shown(x),
            shown(kept),
            shown(push),
            shown(old),
            shown(next),
        ]
    })
}

fn forgetful(settings: &Settings) -> Result<bool, Invalid> {
    let same =
        |surface: &dyn Surface, rate: f64| -> Result<bool, Invalid> {
            let bits = |path: Path| -> Vec<u64> {
                path.coordinates.iter().each(|x| x.to_bits())
            };
            let plain = descend(
                &GradientDescent { rate },
                surface,
                &[1.0, 0.3],
                100,
            )?;
            let momentum = descend(
                &Momentum { rate, beta: 0.0, ..Momentum::notes() },
                surface,
                &[1.0, 0.3],
                100,
            )?;
            Ok(bits(plain) == bits(momentum))
        };
    Ok(same(&elongated_bowl(settings.kappa), 1.0 / settings.kappa)?
        && same(&Saddle, settings.rate)?
        && same(&DoubleWell::<2> { tilt: 0.1 }, settings.rate)?)
}
