//! Sign descent, signum and Lion: every parameter moves by the rate, whatever its
//! slope, and Lion's past has the weights that its two memories give it.

use descent::sign::sign;
use descent::{Adam, Decay, Epsilon, Lion, Optimizer, SignDescent, Signum, WeightDecay};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::test_runner::RngSeed;

fn always_the_same() -> ProptestConfig {
    ProptestConfig {
        rng_seed: RngSeed::Fixed(1),
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}

/// The steps of a rule under given slopes, each measured from 0.
fn steps(rule: &impl Optimizer, slopes: &[f64]) -> Vec<f64> {
    let mut state = rule.init(1);
    let step = |g: &f64| {
        let mut theta = [0.0];
        rule.step(&mut state, &mut theta, &[*g]);
        -theta[0]
    };
    slopes.iter().map(step).collect()
}

/// Σ (1 − β₁) g + β₁ Σ (1 − β₂) β₂ᵏ g of the slopes before: what Lion votes by.
fn vote(slopes: &[f64], beta1: f64, beta2: f64) -> f64 {
    let (newest, past) = slopes.split_last().expect("a slope");
    let mut weight = beta1 * (1.0 - beta2);
    let mut sum = (1.0 - beta1) * newest;
    for g in past.iter().rev() {
        sum += weight * g;
        weight *= beta2;
    }
    sum
}

proptest! {
    #![proptest_config(always_the_same())]

    #[test]
    fn each_step_is_as_long_as_the_rate(
        slopes in vec(-1e3..1e3, 1..40),
        rate in 1e-6..1e3,
        beta in 0.0..0.999,
        beta2 in 0.0..0.999,
    ) {
        let all = [
            steps(&SignDescent { rate }, &slopes),
            steps(&Signum { rate, beta }, &slopes),
            steps(&Lion { rate, beta1: beta, beta2 }, &slopes),
        ];
        for step in all.iter().flatten() {
            prop_assert!(step.abs() == rate || *step == 0.0, "{step}");
        }
    }

    #[test]
    fn larger_slopes_are_the_same_votes(
        slopes in vec(-1e3..1e3, 1..40),
        power in -60..60,
        beta1 in 0.0..0.999,
        beta2 in 0.0..0.999,
    ) {
        // By a power of two, so that nothing is rounded otherwise.
        let larger: Vec<f64> = slopes.iter().map(|g| g * libm::exp2(f64::from(power))).collect();
        let (lion, signum) = (Lion { rate: 1.0, beta1, beta2 }, Signum { rate: 1.0, beta: beta1 });
        prop_assert_eq!(steps(&lion, &slopes), steps(&lion, &larger));
        prop_assert_eq!(steps(&signum, &slopes), steps(&signum, &larger));
    }

    #[test]
    fn lion_votes_by_the_weights_of_its_two_memories(
        slopes in vec(-1e3..1e3, 1..40),
        beta1 in 0.0..0.999,
        beta2 in 0.0..0.999,
    ) {
        let found = steps(&Lion { rate: 1.0, beta1, beta2 }, &slopes);
        for (t, step) in found.iter().enumerate() {
            let vote = vote(&slopes[..=t], beta1, beta2);
            // What rounding could turn says nothing.
            prop_assert!(vote.abs() < 1e-9 || *step == sign(vote), "{t}");
        }
    }

    #[test]
    fn lion_with_equal_memories_is_signum_and_without_any_sign_descent(
        slopes in vec(-1e3..1e3, 1..40),
        beta in 0.0..0.999,
    ) {
        let lion = |beta1, beta2| steps(&Lion { rate: 1.0, beta1, beta2 }, &slopes);
        let signum = |beta| steps(&Signum { rate: 1.0, beta }, &slopes);
        prop_assert_eq!(lion(beta, beta), signum(beta));
        let signs = steps(&SignDescent { rate: 1.0 }, &slopes);
        prop_assert_eq!(&lion(0.0, beta), &signs);
        prop_assert_eq!(&signum(0.0), &signs);
        // Adam without memories divides a slope by its own size.
        let epsilon = Epsilon::Outside(0.0);
        let adam = Adam { rate: 1.0, beta1: 0.0, beta2: 0.0, epsilon, ..Adam::paper() };
        for (a, b) in steps(&adam, &slopes).iter().zip(&signs) {
            prop_assert!((a - b).abs() < 1e-12);
        }
    }
}

#[test]
fn the_sign_of_nothing_is_nothing() {
    assert_eq!([2.5, -1e-300, f64::INFINITY].map(sign), [1.0, -1.0, 1.0]);
    assert_eq!([0.0, -0.0].map(sign), [0.0; 2]);
    assert!(sign(f64::NAN).is_nan(), "a loss that is no number is not hidden");
}

/// As in Algorithm 2 of the paper: η (sign(c) + λ θ) with the θ before the step.
#[test]
fn lion_decays_the_weight_from_before_the_step() {
    let (rate, lambda) = (0.1, 0.5);
    let rule = Lion { rate, ..Lion::paper() };
    let rule = WeightDecay { rule, decay: Decay::Decoupled(rate * lambda) };
    let (mut theta, mut state) = ([2.0], rule.init(1));
    rule.step(&mut state, &mut theta, &[3.0]);
    assert!((theta[0] - (2.0 - rate * (1.0 + lambda * 2.0))).abs() < 1e-15);
    // c of slopes 1, −0.05, −0.2: 0.1, 0.004, −0.01154.
    let lion = Lion { rate: 1.0, ..Lion::paper() };
    assert_eq!(steps(&lion, &[1.0, -0.05, -0.2]), [1.0, 1.0, -1.0]);
    assert_eq!(steps(&Signum { rate: 1.0, beta: 0.9 }, &[1.0, -0.05, -0.2]), [1.0; 3]);
}

#[test]
fn the_presets_are_those_of_the_frameworks() {
    assert_eq!(Lion::keras(), Lion { rate: 0.001, beta1: 0.9, beta2: 0.99 });
    assert_eq!(Lion::paper(), Lion { rate: 1e-4, beta1: 0.9, beta2: 0.99 });
    let optax = WeightDecay::optax_lion();
    assert_eq!(optax.decay, Decay::Decoupled(1e-3 * optax.rule.rate));
    assert_eq!(Signum::optax().beta, 0.9);
}
