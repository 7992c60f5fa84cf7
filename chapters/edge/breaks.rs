//! What decides above 2/λ: the orders behind the second.

use super::Settings;
use super::catapult::{lost, run};
use crate::each::Eager;
use descent::Invalid;
use press::number::{count, exact, fixed};
use press::{Cell, Page};

/// How far the rate is above 2/λ, and how far from the minimum a descent starts.
const ABOVE: f64 = 1.05;
const BESIDE: f64 = 0.1;
const STEPS: usize = 2000;

/// A loss of one weight around its minimum: its name, where that is, its slope, and
/// its second, third and fourth derivative there.
type Loss = (&'static str, f64, fn(f64) -> f64, [f64; 3]);

const LOSSES: [Loss; 4] = [
    ("x²/2", 0.0, |x| x, [1.0, 0.0, 0.0]),
    ("x²/2 + x⁴/4", 0.0, |x| x + x * x * x, [1.0, 0.0, 6.0]),
    ("ln cosh x", 0.0, libm::tanh, [1.0, 0.0, -2.0]),
    ("(x² − 1)²/4", 1.0, |x| x * x * x - x, [2.0, 6.0, 6.0]),
];

pub(super) fn show(_: &Settings) -> Result<Page, Invalid> {
    let swings =
        LOSSES.each_ref().map(|(_, minimum, slope, orders)| {
            let rate = ABOVE * 2.0 / orders[0];
            let mut x = minimum + BESIDE;
            for _ in 0..STEPS {
                x -= rate * slope(x);
            }
            (x - (x - rate * slope(x))).abs()
        });
    let sign = |orders: [f64; 3]| {
        let [second, third, fourth] = orders;
        3.0 * third * third - second * fourth
    };
    let rows =
        LOSSES.iter().zip(swings).each(|(loss, swing)| -> [Cell; 3] {
            let end: Cell = if swing < 10.0 {
                fixed(swing, 3).into()
            } else {
                "diverges".into()
            };
            [loss.0.into(), exact(sign(loss.3)).into(), end]
        });
    let agree = LOSSES.iter().zip(swings).all(|(loss, swing)| {
        (sign(loss.3) > 0.0) == (swing < 10.0)
            && (swing.is_nan() || swing > 1e-3)
    });
    let mut low = 3.0;
    let mut high = 5.0;
    while high - low > 1e-6 {
        let middle = 0.5 * (low + high);
        if lost(&run(middle)) { high = middle } else { low = middle }
    }
    Ok(Page::part()
        .number("breaks.above", exact(ABOVE))
        .number("breaks.steps", count(STEPS))
        .number("breaks.catapult", fixed(low, 2))
        .table("breaks", ["loss", "3f₃² − f₂f₄", "length of the jump"], rows)
        .claim(
            "orders",
            "At a rate 5 % above 2/λ the bowl and the loss that grows steeper diverge; ln cosh and the double well jump to and fro. The sign of 3f₃² − f₂f₄ tells these four apart.",
            agree,
        ))
}
