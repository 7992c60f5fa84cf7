//! What the frameworks do at the edges of their settings, each written out anew
//! from the framework's own code.

use descent::surface::{Rosenbrock, elongated_bowl};
use descent::{
    Adam, Decay, Descent, Epsilon, Limit, Maximum, Momentum, Nesterov, NesterovForm, Optimizer,
    Surface, WeightDecay, descend, norm,
};
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

/// θ after every step from 0.
fn walk(rule: &impl Optimizer, slopes: &[f64]) -> Vec<f64> {
    let (mut state, mut theta) = (rule.init(1), [0.0]);
    let step = |g: &f64| {
        rule.step(&mut state, &mut theta, &[*g]);
        theta[0]
    };
    slopes.iter().map(step).collect()
}

/// `torch.optim.SGD`, torch/optim/sgd.py, `_single_tensor_sgd`.
fn torch_sgd(slopes: &[f64], [rate, momentum, dampening]: [f64; 3]) -> Vec<f64> {
    let (mut theta, mut buffer) = (0.0, None);
    let step = |&g: &f64| {
        let mut direction = g;
        if momentum != 0.0 {
            direction = match buffer {
                None => g,
                Some(old) => momentum * old + (1.0 - dampening) * g,
            };
            buffer = Some(direction);
        }
        theta -= rate * direction;
        theta
    };
    slopes.iter().map(step).collect()
}

/// `optax.amsgrad`, optax/_src/transform.py, `scale_by_amsgrad`.
fn optax_amsgrad(slopes: &[f64], [rate, b1, b2, eps]: [f64; 4]) -> Vec<f64> {
    let (mut theta, mut mu, mut nu, mut nu_max) = (0.0, 0.0, 0.0, 0.0_f64);
    let (mut share1, mut share2) = (1.0, 1.0);
    let step = |&g: &f64| {
        mu = (1.0 - b1) * g + b1 * mu;
        nu = (1.0 - b2) * (g * g) + b2 * nu;
        (share1, share2) = (share1 * b1, share2 * b2);
        let (mu_hat, nu_hat) = (mu / (1.0 - share1), nu / (1.0 - share2));
        nu_max = nu_max.max(nu_hat);
        theta -= rate * (mu_hat / (nu_max.sqrt() + eps));
        theta
    };
    slopes.iter().map(step).collect()
}

proptest! {
    #![proptest_config(always_the_same())]

    #[test]
    fn momentum_dampens_as_torch_does(
        slopes in vec(-9.0..9.0_f64, 1..40),
        beta in prop_oneof![Just(0.0), 0.0..1.0],
        dampening in prop_oneof![Just(0.0), Just(1.0), 0.0..1.0],
        rate in 1e-3..1.0,
    ) {
        let rule = Momentum { rate, beta, dampening, ..Momentum::pytorch() };
        prop_assert_eq!(walk(&rule, &slopes), torch_sgd(&slopes, [rate, beta, dampening]));
    }

    #[test]
    fn optax_takes_the_largest_of_the_corrected_averages(
        slopes in vec(prop_oneof![-9.0..9.0, -0.1..0.1_f64], 1..60),
        beta1 in 0.0..0.99,
        beta2 in 0.0..0.9999,
        epsilon in 1e-10..1e-1,
    ) {
        let epsilon_outside = Epsilon::Outside(epsilon);
        let rule = Adam { rate: 0.1, beta1, beta2, epsilon: epsilon_outside, amsgrad: true, ..Adam::optax() };
        let expected = optax_amsgrad(&slopes, [0.1, beta1, beta2, epsilon]);
        for (found, expected) in walk(&rule, &slopes).into_iter().zip(expected) {
            // Steps of up to a few rates, each after a dozen roundings.
            prop_assert!((found - expected).abs() <= 1e-11, "{found} {expected}");
        }
    }

    /// A largest that is the last one is no different from none, wherever ε stands.
    #[test]
    fn under_slopes_that_grow_amsgrad_is_adam(
        growth in vec(1.0..2.0_f64, 1..30),
        epsilon in 1e-9..1e-1,
    ) {
        let slopes: Vec<f64> = growth.iter().scan(1e-3, |g, by| { *g *= by; Some(*g) }).collect();
        for epsilon in [Epsilon::Outside(epsilon), Epsilon::Inside(epsilon), Epsilon::Hat(epsilon)] {
            let adam = Adam { rate: 1.0, epsilon, ..Adam::paper() };
            for maximum in [Maximum::Plain, Maximum::Corrected] {
                let amsgrad = Adam { amsgrad: true, maximum, ..adam };
                for (one, other) in walk(&adam, &slopes).iter().zip(walk(&amsgrad, &slopes)) {
                    prop_assert!((one - other).abs() <= 1e-12, "{one} {other}");
                }
                let state = |rule: &Adam| {
                    let mut state = rule.init(1);
                    slopes.iter().for_each(|g| rule.step(&mut state, &mut [0.0], &[*g]));
                    rule.effective_rates(&state)[0]
                };
                prop_assert!((state(&adam) / state(&amsgrad) - 1.0).abs() <= 1e-14);
            }
        }
    }

    /// λ‖θ‖²/2 is a part of the loss: its slope is measured where the rest is.
    #[test]
    fn l2_around_nesterov_descends_the_loss_with_its_square(
        lambda in 0.0..2.0,
        start in prop::array::uniform2(-1.5..1.5_f64),
        beta in 0.0..0.95,
    ) {
        let surfaces: [&dyn Surface; 2] = [&elongated_bowl(25.0), &Rosenbrock];
        for surface in surfaces {
            for form in [NesterovForm::LookAhead, NesterovForm::Keras, NesterovForm::PyTorch] {
                let rule = Nesterov { rate: 1e-4, beta, form };
                let found = descend(&WeightDecay { rule, decay: Decay::L2(lambda) }, surface, &start, 40);
                let whole = Descent { start: &start, steps: 40, every: 1 };
                let expected = whole.run(&rule, |at| surface.value(at), |_, at, into| {
                    surface.gradient(at, into);
                    into.iter_mut().zip(at).for_each(|(g, w)| *g += lambda * w);
                });
                let (found, expected) = (found.unwrap(), expected.unwrap());
                prop_assert_eq!(found.coordinates, expected.coordinates);
            }
        }
    }

    /// A power of two changes no digit, so the formula without it says what is right.
    #[test]
    fn a_gradient_of_any_size_is_clipped_to_a_limit_of_any_size(
        near in vec((0.5..1.0_f64, any::<bool>(), -3..=3), 1..8),
        size in -997..=990,
        limit in 1.0..2.0,
        limit_size in -997..=997,
    ) {
        let near: Vec<f64> = near.into_iter()
            .map(|(g, negative, shift)| libm::ldexp(if negative { -g } else { g }, shift))
            .collect();
        let length = near.iter().map(|g| g * g).sum::<f64>().sqrt();
        let gradient: Vec<f64> = near.iter().map(|g| libm::ldexp(*g, size)).collect();
        prop_assert!((norm(&gradient) / libm::ldexp(length, size) - 1.0).abs() <= 1e-14);

        let mut found = gradient.clone();
        Limit::Norm(libm::ldexp(limit, limit_size)).apply(&mut found);
        let kept = libm::ldexp(limit / length, limit_size - size) >= 1.0;
        for ((found, whole), g) in found.iter().zip(&gradient).zip(&near) {
            let expected = if kept { *whole } else { libm::ldexp(g * (limit / length), limit_size) };
            prop_assert!((found / expected - 1.0).abs() <= 1e-14, "{found} {expected}");
        }

        // torch.nn.utils.clip_grad_norm_, where its own quotient is a float.
        let share = libm::ldexp(limit, limit_size) / (libm::ldexp(length, size) + 1e-6);
        if share > 1e-300 && share < f64::INFINITY {
            let mut found = gradient.clone();
            Limit::PyTorchNorm(libm::ldexp(limit, limit_size)).apply(&mut found);
            for (found, whole) in found.iter().zip(&gradient) {
                let expected = whole * share.min(1.0);
                // What is below the normal floats has fewer digits.
                let allowed = 1e-14 * expected.abs() + 1e-322;
                prop_assert!((found - expected).abs() <= allowed, "{found} {expected}");
            }
        }
    }
}

#[test]
fn the_norm_at_its_edges() {
    assert_eq!(norm(&[]), 0.0);
    assert_eq!(norm(&[0.0, -0.0]), 0.0);
    assert_eq!(norm(&[5e-324]), 5e-324);
    assert_eq!(norm(&[f64::MAX]), f64::MAX);
    assert_eq!(norm(&[f64::MAX, f64::MAX]), f64::INFINITY);
    assert_eq!(norm(&[1.0, f64::NEG_INFINITY]), f64::INFINITY);
    assert!(norm(&[1.0, f64::NAN]).is_nan());
    assert!(norm(&[f64::INFINITY, f64::NAN]).is_nan());
}
