//! What Adam's steps must be, known in closed form.

use descent::{Adam, Epsilon, Optimizer, RmsProp};
use proptest::prelude::*;
use proptest::test_runner::RngSeed;

/// The rule without ε, with a rate of 1: a step is its own length in rates.
const BARE: Adam = Adam { rate: 1.0, epsilon: Epsilon::Outside(0.0), ..Adam::paper() };

/// The same cases on every run: a test is to fail for what was changed.
fn always_the_same() -> ProptestConfig {
    ProptestConfig {
        rng_seed: RngSeed::Fixed(1),
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}

/// The steps that a rule takes under given slopes, each measured from 0, where
/// no digit is lost.
fn steps(rule: &impl Optimizer, slopes: impl IntoIterator<Item = f64>) -> Vec<f64> {
    let mut state = rule.init(1);
    let step = |g: f64| {
        let mut theta = [0.0];
        rule.step(&mut state, &mut theta, &[g]);
        -theta[0]
    };
    slopes.into_iter().map(step).collect()
}

fn power(base: f64, exponent: usize) -> f64 {
    (0..exponent).fold(1.0, |product, _| product * base)
}

/// What no step can exceed, in rates; approached after ever more steps.
fn supremum(beta1: f64, beta2: f64) -> f64 {
    (1.0 - beta1) / (1.0 - beta2).sqrt() / (1.0 - beta1 * beta1 / beta2).sqrt()
}

proptest! {
    #![proptest_config(always_the_same())]

    #[test]
    fn under_a_constant_slope_every_step_is_the_rate(
        beta1 in 0.0..0.99,
        beta2 in 0.0..0.999,
        exponent in -100.0..100.0,
        amsgrad in any::<bool>(),
    ) {
        let slope = libm::pow(10.0, exponent);
        for step in steps(&Adam { beta1, beta2, amsgrad, ..BARE }, [slope; 300]) {
            // Each of m, v, β₁ᵗ and β₂ᵗ rounds in every step; what is left of
            // them is divided by 1 − βᵗ, which is at least 1 − β.
            let rounding = 4.0 * f64::EPSILON * (1.0 / (1.0 - beta1) + 1.0 / (1.0 - beta2));
            prop_assert!((step - 1.0).abs() <= rounding, "{step}");
        }
    }

    #[test]
    fn no_step_exceeds_the_supremum(
        beta1 in 0.0..0.99_f64,
        share in 0.0..1.0,
        noise in prop::collection::vec((-1.0..1.0, 0..8), 1..200),
        chaos in any::<bool>(),
        amsgrad in any::<bool>(),
    ) {
        // Any β₂ above β₁².
        let beta2 = beta1 * beta1 + (0.9999 - beta1 * beta1) * (0.001 + 0.998 * share);
        // By Cauchy and Schwarz the worst slopes grow by β₂/β₁ from step to step:
        // try noise around those as well as noise.
        let ratio: f64 = beta2 / beta1.max(0.1);
        let growth = ratio.clamp(0.5, 10.0);
        let mut size = 1e-60;
        let slopes = noise.iter().map(|&(wobble, rare)| {
            size *= growth;
            if chaos { libm::pow(10.0, 8.0 * wobble) * if rare < 4 { 1.0 } else { -1.0 } }
            else { size * (1.0 + if rare == 0 { wobble } else { 0.0 }) }
        });
        let bound = supremum(beta1, beta2) * (1.0 + 1e-12);
        for step in steps(&Adam { beta1, beta2, amsgrad, ..BARE }, slopes) {
            prop_assert!(step.abs() <= bound, "{step} > {bound}");
        }
    }

    #[test]
    fn without_a_first_average_and_correction_it_is_rmsprop(
        slopes in prop::collection::vec(-1.0..1.0, 1..100),
        beta in 0.0..0.999,
        epsilon in 0.0..1e-3,
    ) {
        for epsilon in [Epsilon::Outside(epsilon), Epsilon::Inside(epsilon), Epsilon::Hat(epsilon)] {
            let adam = Adam { beta1: 0.0, beta2: beta, epsilon, corrected: false, ..BARE };
            let rms_prop = RmsProp { rate: 1.0, beta, epsilon, ..RmsProp::hinton() };
            prop_assert_eq!(steps(&adam, slopes.clone()), steps(&rms_prop, slopes.clone()));
        }
    }

    #[test]
    fn the_epsilon_hat_of_keras_is_an_epsilon_that_falls_with_the_correction(
        slopes in prop::collection::vec(-1.0..1.0, 1..100),
        epsilon in 1e-9..1e-1,
    ) {
        let found = steps(&Adam { epsilon: Epsilon::Hat(epsilon), ..BARE }, slopes.clone());
        let mut state = BARE.init(1);
        for (t, (g, step)) in slopes.into_iter().zip(found).enumerate() {
            let now = epsilon / (1.0 - power(0.999, t + 1)).sqrt();
            let mut theta = [0.0];
            Adam { epsilon: Epsilon::Outside(now), ..BARE }.step(&mut state, &mut theta, &[g]);
            // Steps of up to 7.3, each after a handful of roundings.
            prop_assert!((theta[0] + step).abs() <= 20.0 * f64::EPSILON * step.abs());
        }
    }

    #[test]
    fn amsgrad_divides_by_the_largest_average_so_far(slopes in prop::collection::vec(-1.0..1.0, 1..100)) {
        let rule = Adam { amsgrad: true, ..BARE };
        let (mut plain, mut state) = (BARE.init(1), rule.init(1));
        let (mut largest, mut decay) = (0.0_f64, 1.0);
        for g in slopes {
            let mut theta = [0.0];
            BARE.step(&mut plain, &mut [0.0], &[g]);
            rule.step(&mut state, &mut theta, &[g]);
            largest = largest.max(plain.squares[0]);
            decay *= 0.999;
            // To the last bit it is Adam with that average in the place of v.
            let mut kept = plain.clone();
            kept.squares[0] = largest;
            let found = rule.effective_rates(&state);
            prop_assert_eq!(&found, &BARE.effective_rates(&kept));
            // Not to the last bit this formula: where a quotient rounds is the
            // rule's own affair, and v and β₂ᵗ are further off than that. Between
            // the two lie at most 5½ roundings of ε/2, and 9½ for a step. And
            // where no slope was seen but 0, nothing moves.
            let root = (largest / (1.0 - decay)).sqrt();
            let rate = if root == 0.0 { 0.0 } else { 1.0 / root };
            prop_assert!((found[0] - rate).abs() <= 3.0 * f64::EPSILON * rate);
            let expected = plain.mean[0] / (1.0 - plain.decay[0]) * rate;
            prop_assert!((theta[0] + expected).abs() <= 5.0 * f64::EPSILON * expected.abs());
        }
    }
}

#[test]
fn uncorrected_it_starts_too_large() {
    let found = steps(&Adam { corrected: false, ..BARE }, [1.0; 5000]);
    for (t, published) in [(1, 3.162), (12, 6.569), (100, 3.241), (1000, 1.258), (5000, 1.003)] {
        let exact = (1.0 - power(0.9, t)) / (1.0 - power(0.999, t)).sqrt();
        assert!((exact - published).abs() <= 0.0005);
        // v rounds in each of its last thousand steps.
        assert!((found[t - 1] - exact).abs() <= 1e-12, "{t}: {}", found[t - 1]);
    }
    let largest = (1..=5000).max_by(|&i, &j| found[i - 1].total_cmp(&found[j - 1]));
    assert_eq!(largest, Some(12));
    // It starts too small where 1 − β₂ is above (1 − β₁)².
    let small = steps(&Adam { beta2: 0.95, corrected: false, ..BARE }, [1.0]);
    assert!((small[0] - 0.447).abs() <= 0.0005);
    let even = steps(&Adam { beta2: 0.99, corrected: false, ..BARE }, [1.0]);
    assert!((even[0] - 1.0).abs() < 1e-14);
}

/// Slopes of 0 until both corrections are 1, then these.
fn late(rule: &Adam, slopes: impl IntoIterator<Item = f64>) -> Vec<f64> {
    let quiet = 50_000;
    let all = (0..quiet).map(|_| 0.0).chain(slopes);
    steps(rule, all).split_off(quiet)
}

#[test]
fn growing_slopes_come_as_near_to_the_supremum_as_one_likes() {
    for (beta2, published, half) in
        [(0.999, 7.2703, 0.00005), (0.99, 2.345, 0.0005), (0.95, 1.165, 0.0005)]
    {
        assert!((supremum(0.9, beta2) - published).abs() <= half);
        // The terms of the sum that are left out: (β₁²/β₂)³⁰⁰, at most 1e-20.
        let growing = (0..300).map(|i| power(beta2 / 0.9, i));
        let last = late(&Adam { beta2, ..BARE }, growing)[299];
        assert!((last / supremum(0.9, beta2) - 1.0).abs() < 1e-12, "{last}");
    }
    // The paper's bound, which holds only for a slope after nothing but zeros.
    assert!(supremum(0.9, 0.999) > 2.0 * 0.1 / 0.001_f64.sqrt());
}

#[test]
fn one_spike_displaces_a_weight_by_thirty_two_rates() {
    for size in [1e-30, 1.0, 1e30] {
        let spike = late(&BARE, std::iter::once(size).chain([0.0; 1000]));
        let total: f64 = spike.iter().sum();
        // A geometric series: m shrinks by 0.9 and √v by √0.999 in each step.
        let first = 0.1 / 0.001_f64.sqrt();
        assert!((spike[0] - 3.162).abs() <= 0.0005 && (spike[0] / first - 1.0).abs() < 1e-12);
        assert!((total - 31.77).abs() <= 0.005, "{total}");
        assert!((total * (1.0 - 0.9 / 0.999_f64.sqrt()) / first - 1.0).abs() < 1e-12);
    }
}

#[test]
fn where_epsilon_stands_matters_to_small_slopes() {
    for (rule, published, half) in [
        (Adam::pytorch(), 0.990, 0.0005),
        (Adam::optax(), 0.990, 0.0005),
        (Adam::keras(), 0.240, 0.0005),
        (Adam { epsilon: Epsilon::Outside(1e-5), ..Adam::paper() }, 0.0909, 0.00005),
    ] {
        let share = steps(&rule, [1e-6])[0] / rule.rate;
        assert!((share - published).abs() <= half, "{share}");
    }
}
