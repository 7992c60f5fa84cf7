//! What is measured, shared by the benchmarks: not each of them needs all of it.
#![allow(dead_code)]

pub(crate) mod descents;
pub(crate) mod printing;

/// How many parameters a step is measured at. At 2 the loop's own costs show,
/// at 1000 the arithmetic, at 10⁷ the memory: no cache holds that much.
pub(crate) const SIZES: [usize; 7] = [2, 10, 100, 1_000, 100_000, 1_000_000, 10_000_000];

/// A gradient of `n` slopes between −1 and 1 without a pattern that a branch
/// predictor could learn, and none of them 0.
pub(crate) fn slopes(n: usize) -> Vec<f64> {
    let mut bits: u64 = 1;
    let mut next = || {
        // Knuth's linear congruential generator, MMIX; its high bits are good enough here.
        bits = bits.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((bits >> 12) as f64 + 0.5) / (1_u64 << 51) as f64 - 1.0
    };
    (0..n).map(|_| next()).collect()
}
