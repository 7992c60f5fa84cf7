//! Formats of numbers: what each can hold, and where a sum of ones stops.

use super::Settings;
use super::format::{BFLOAT16, FLOAT16, FLOAT32, Format};
use crate::each::Eager;
use descent::Invalid;
use press::number::{count, digits, exact, fixed};
use press::{Cell, Page};

const FORMATS: [Format; 3] = [FLOAT32, BFLOAT16, FLOAT16];

/// The usual ε.
const EPSILON: f64 = 1e-8;

/// So many ones are summed.
const ONES: usize = 20_000_000;
/// Additions with Kahan's correction that are taken one by one.
const LOOKED_AT: usize = 1000;
/// And so many in the two short formats.
const FEW: usize = 5000;

pub(super) fn show(_: &Settings) -> Result<Page, Invalid> {
    let rows = FORMATS.each_ref().map(|f| -> [Cell; 7] {
        [
            f.name.into(),
            count(f.digits as usize).into(),
            digits(f.spacing(1.0), 2).into(),
            digits(f.smallest(), 2).into(),
            digits(f.tiniest(), 2).into(),
            digits(f.largest(), 3).into(),
            digits(f.round(EPSILON), 2).into(),
        ]
    });
    let stops = FORMATS.map(|f| stop(&f));
    // From where it stops one more changes nothing, so neither do all others.
    let run = FORMATS[1..]
        .iter()
        .each(|f| (0..FEW).fold(0.0, |sum, _| f.round(sum + 1.0)));
    // All whole numbers up to there are numbers of the format.
    let plain = stops[0].min(ONES as f64);
    let mended = kahan(ONES);
    let pairs = pairwise(&FLOAT32, ONES);
    Ok(Page::part()
        .table("formats", ["format", "digits", "spacing at 1", "smallest with all digits", "tiniest", "largest", "ε = 10⁻⁸ becomes"], rows.into())
        .number("ones", count(ONES))
        .number("ones.stop", exact(plain))
        .number("ones.mean", fixed(plain / ONES as f64, 2))
        .number("ones.bfloat16", exact(stops[1]))
        .number("ones.float16", exact(stops[2]))
        .claim(
            "epsilon",
            "In float16 an ε of 10⁻⁸ is 0; in bfloat16 and float32 it is not.",
            FLOAT16.round(EPSILON) == 0.0
                && BFLOAT16.round(EPSILON) > 0.0
                && FLOAT32.round(EPSILON) > 0.0,
        )
        .proved()
        .claim(
            "ones",
            "A sum of ones stops at 16,777,216 in float32, at 256 in bfloat16 and at 2048 in float16. Summed in pairs, or with Kahan’s correction, twenty million ones are twenty million in float32.",
            stops == [16_777_216.0, 256.0, 2048.0]
                && run == stops[1..]
                && FLOAT32.round(plain + 1.0) == plain
                && pairs == ONES as f64
                && mended == ONES as f64,
        )
        .proved())
}

/// The first whole number to which one more changes nothing. Below it all whole
/// numbers are numbers of the format.
fn stop(format: &Format) -> f64 {
    let mut power = 1.0;
    while format.round(power + 1.0) != power {
        power *= 2.0;
    }
    power
}

/// The sum of so many ones in float32, one after the other, with Kahan's
/// correction. As far as all is exact it jumps, and again when it has seen that
/// every two ones add 2: so they do as long as the spacing stays 2.
fn kahan(ones: usize) -> f64 {
    let round = |x: f64| FLOAT32.round(x);
    let exact = ones.min(stop(&FLOAT32) as usize);
    let (mut sum, mut missing) = (exact as f64, 0.0);
    let steps = (ones - exact).min(LOOKED_AT);
    // ANCHOR: kahan
    for _ in 0..steps {
        let one = round(1.0 - missing);
        let next = round(sum + one);
        missing = round(round(next - sum) - one);
        sum = next;
    }
    // ANCHOR_END: kahan
    let pairs = sum - exact as f64 == steps as f64 && missing == 0.0;
    let rest = ones - exact - steps;
    if pairs { sum + rest as f64 } else { f64::NAN }
}

/// The same in pairs and pairs of pairs.
fn pairwise(format: &Format, ones: usize) -> f64 {
    if ones == 1 {
        return 1.0;
    }
    let half = ones / 2;
    if half == ones - half {
        return format.round(2.0 * pairwise(format, half));
    }
    format.round(pairwise(format, half) + pairwise(format, ones - half))
}
