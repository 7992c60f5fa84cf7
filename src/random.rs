//! Chance, seeded: the same numbers on every platform.
//!
//! ChaCha with 8 rounds, from the `rand` crate, whose stream is specified and
//! portable. The core never seeds itself: the chapter names the seed.

use rand::rngs::ChaCha8Rng;
use rand::{RngExt, SeedableRng};

/// The book's random number generator.
pub type Generator = ChaCha8Rng;

/// A generator that always yields the same numbers for the same seed.
pub fn seeded(seed: u64) -> Generator {
    ChaCha8Rng::seed_from_u64(seed)
}

/// A number drawn evenly from [`low`, `high`).
pub fn uniform(generator: &mut Generator, low: f64, high: f64) -> f64 {
    low + (high - low) * generator.random::<f64>()
}

/// A standard normal deviate: mean 0, variance 1.
///
/// Marsaglia's polar method with the portable logarithm. (The `rand_distr`
/// crate uses the platform's, whose last bits differ.)
///
/// Marsaglia and Bray, A convenient method for generating normal variables,
/// SIAM Review 6(3) (1964), 260–264, doi:10.1137/1006063.
pub fn normal(generator: &mut Generator) -> f64 {
    loop {
        let x = uniform(generator, -1.0, 1.0);
        let y = uniform(generator, -1.0, 1.0);
        let s = x * x + y * y;
        if s > 0.0 && s < 1.0 {
            return x * (-2.0 * libm::log(s) / s).sqrt();
        }
    }
}
