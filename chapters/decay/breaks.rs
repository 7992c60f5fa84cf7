//! Where decay goes wrong: on a bias, over 2/η, in few digits, under a schedule.

use super::Settings;
use super::pull::adam;
use descent::{Adam, Decay, Invalid, Optimizer, WeightDecay};
use press::Page;
use press::number::{count, digits, exact, fixed};

/// A line through five points, y = x/2 + 5.
const PLACES: [f64; 5] = [-1.0, -0.5, 0.0, 0.5, 1.0];
const OFFSET: f64 = 5.0;
const LAMBDA: f64 = 0.25;
const STEPS: usize = 20_000;
const RATE: f64 = 0.02;

/// More than 2/η.
const TOO_MUCH: f64 = 2.1;
const WILD: usize = 100;

pub(super) fn show(_: &Settings) -> Result<Page, Invalid> {
    let [all, spared] = [true, false].map(fit);
    let mut w = 1.0;
    (0..1000).for_each(|_| w = short(w - 1e-5 * w));
    let mut thrown: f64 = 1.0;
    (0..WILD).for_each(|_| thrown -= TOO_MUCH * thrown);
    // A rate that falls along a line: the sum of all ηλ is half as large.
    let reached = |sum: f64| 1.0 - libm::exp(-sum);
    Ok(Page::part()
        .number("bias.offset", exact(OFFSET))
        .number("bias.lambda", exact(LAMBDA))
        .number("bias.decayed", fixed(all[1], 2))
        .number("bias.spared", fixed(spared[1], 2))
        .number("bias.wall", exact(1.0 / LAMBDA))
        .number("short.least", digits(1.0 / 512.0, 2))
        .number("thrown.share", exact(TOO_MUCH))
        .number("thrown.steps", count(WILD))
        .number("thrown", digits(thrown.abs(), 2))
        .number("fall.constant", fixed(reached(1.0), 2))
        .number("fall.line", fixed(reached(0.5), 2))
        .claim(
            "bias",
            "AdamW with λ = ¼ on all parameters leaves the bias of a line at 4, within 0.03, where 5 fits exactly; with the bias left out of the decay it ends at 5.",
            (all[1] - 4.0).abs() < 0.03 && (spared[1] - 5.0).abs() < 0.01,
        )
        .claim(
            "short",
            "A weight of 1 kept in bfloat16 is still 1 after 1000 steps of decay by 10⁻⁵.",
            w == 1.0,
        )
        .claim(
            "thrown",
            "With ηλ = 2.1 a weight without any slope grows more than a thousandfold in 100 steps.",
            thrown.abs() > 1000.0,
        ))
}

/// Slope and bias of the line that AdamW finds, its rate falling to 0; the bias
/// decays only if it is told to.
fn fit(bias_too: bool) -> [f64; 2] {
    let decayed = WeightDecay {
        rule: adam(0.9, 0.999),
        decay: Decay::Decoupled(LAMBDA),
    };
    let plain: Adam = adam(0.9, 0.999);
    let (mut w, mut b) = ([0.0], [0.0]);
    let (mut of_w, mut of_b) = (decayed.init(1), decayed.init(1));
    let mut spared = plain.init(1);
    for t in 0..STEPS {
        let eta = RATE * (1.0 - t as f64 / STEPS as f64);
        let (mut gw, mut gb) = (0.0, 0.0);
        for x in PLACES {
            let miss = w[0] * x + b[0] - (0.5 * x + OFFSET);
            gw += miss * x / 5.0;
            gb += miss / 5.0;
        }
        let rule = decayed.scaled(eta);
        rule.step(&mut of_w, &mut w, &[gw]);
        if bias_too {
            rule.step(&mut of_b, &mut b, &[gb]);
        } else {
            plain.scaled(eta).step(&mut spared, &mut b, &[gb]);
        }
    }
    [w[0], b[0]]
}

/// Rounded to the eight binary digits of a bfloat16.
fn short(value: f64) -> f64 {
    let (mantissa, exponent) = libm::frexp(value);
    libm::ldexp(libm::rint(mantissa * 256.0), exponent - 8)
}
