//! Adam comes to rest, and leaves again: v forgets until the step is too large.

use super::Settings;
use super::by_hand::BOWL;
use descent::press::Page;
use descent::press::figure::{Axis, Figure, Ink, lines};
use descent::press::number::{count, digits, exact, fixed};
use descent::{Adam, Invalid, Optimizer, Surface};

const STEPS: usize = 15_000;
const RATE: f64 = 0.01;

pub(super) fn show(settings: &Settings, page: Page) -> Result<Page, Invalid> {
    let Settings { beta1, beta2, .. } = *settings;
    // ANCHOR: burst
    let rule = Adam { rate: RATE, beta1, beta2, ..Adam::paper() };
    let limit = 2.0 * (1.0 + beta1) / (1.0 - beta1);
    // ANCHOR_END: burst
    rule.check()?;
    let (mut x, mut state, mut slope) = ([1.0], rule.init(1), [0.0]);
    let mut run = vec![(1.0, 0.0)];
    for _ in 0..STEPS {
        BOWL.gradient(&x, &mut slope);
        rule.step(&mut state, &mut x, &slope);
        run.push((x[0].abs(), rule.effective_rates(&state)[0]));
    }
    let lowest = (0..=STEPS).fold(0, |low, t| if run[t].0 < run[low].0 { t } else { low });
    let back = (lowest..=STEPS).find(|&t| run[t].0 > RATE);
    let (least, highest) = (run[lowest].0, run[lowest..].iter().map(|r| r.0).fold(0.0, f64::max));
    let crossed = (1..=STEPS).find(|&t| run[t].1 > limit);
    Ok(page
        .number("burst.rate", exact(RATE))
        .number("burst.limit", fixed(limit, 0))
        .number("burst.lowest", digits(least, 2))
        .number("burst.lowest.step", count(lowest))
        .number("burst.at_lowest", fixed(run[lowest].1, 2))
        .number("burst.back", count(back.unwrap_or(STEPS)))
        .number("burst.height", digits(back.map_or(highest, |t| run[t].0), 3))
        .figure("burst", figure(&run, lowest, highest))
        .claim(
            "burst",
            "x falls below 10⁻³⁰⁰. At its lowest the effective rate is within a hundredth of the limit 2(1 + β₁)/(1 − β₁), and within a thousand steps x is back above η.",
            least < 1e-300
                && (run[lowest].1 / limit - 1.0).abs() < 0.01
                && back.is_some_and(|t| t < lowest + 1000)
                && crossed.is_some_and(|t| t.abs_diff(lowest) < 50),
        ))
}

fn figure(run: &[(f64, f64)], lowest: usize, highest: f64) -> Figure {
    let line = run.iter().enumerate().step_by(30).map(|(t, &(x, _))| (t as f64, x));
    lines(
        Axis::linear("step t").within(0.0, 1.04 * STEPS as f64),
        Axis::log("distance from the minimum (log scale)"),
    )
    .line(Ink::ADAM, "Adam in the bowl x²/2", line)
    .draw(format!(
        "The distance from the minimum over {STEPS} steps, on a log scale. It falls in a straight line to {} at step {lowest}, \
         then shoots back up to {} within a few hundred steps.",
        digits(run[lowest].0, 2).text,
        digits(highest, 2).text,
    ))
}
