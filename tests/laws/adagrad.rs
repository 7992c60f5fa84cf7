//! What AdaGrad must do, known in closed form; and what turning the axes does
//! to every rule with a rate per coordinate.

use descent::random::{normal, seeded};
use descent::surface::{Quadratic, Rotated};
use descent::{
    AdaGrad, Adam, Descent, Epsilon, GradientDescent, Momentum, Optimizer, Path, RmsProp, Surface,
    descend,
};
use proptest::prelude::*;
use proptest::test_runner::RngSeed;

/// The rule without ε and from 0, as the formulas below have it.
const BARE: AdaGrad = AdaGrad { rate: 0.1, epsilon: Epsilon::Outside(0.0), start: 0.0 };

/// The same cases on every run: a test is to fail for what was changed.
fn always_the_same() -> ProptestConfig {
    ProptestConfig {
        rng_seed: RngSeed::Fixed(1),
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}

/// The path of one parameter from 0 under given slopes.
fn under(rule: &impl Optimizer, slopes: &[f64]) -> Path {
    let descent = Descent { start: &[0.0], steps: slopes.len(), every: 1 };
    descent.run(rule, |_| 0.0, |t, _, into| into[0] = slopes[(t - 1) % slopes.len()]).unwrap()
}

/// Slopes of either sign from 1e-9 to 1e9.
fn slopes() -> impl Strategy<Value = Vec<f64>> {
    let slope = (-9.0..9.0, any::<bool>()).prop_map(|(exponent, up)| {
        let size = libm::pow(10.0, exponent);
        if up { size } else { -size }
    });
    prop::collection::vec(slope, 1..100)
}

proptest! {
    #![proptest_config(always_the_same())]

    #[test]
    fn a_step_is_the_slope_over_the_root_of_all_squares_and_at_most_the_rate(
        slopes in slopes(),
        start in 0.0..2.0,
        epsilon in 0.0..1e-3,
    ) {
        for (place, start) in [
            (Epsilon::Outside(epsilon), start), (Epsilon::Inside(epsilon), start), (Epsilon::Hat(epsilon), 0.0),
        ] {
            let rule = AdaGrad { rate: 0.1, epsilon: place, start };
            let mut state = rule.init(1);
            let mut effective = f64::INFINITY;
            for (t, g) in slopes.iter().enumerate() {
                let mut theta = [0.0];
                rule.step(&mut state, &mut theta, &[*g]);
                let sum = start + slopes[..=t].iter().map(|g| g * g).sum::<f64>();
                let below = match place {
                    Epsilon::Inside(epsilon) => (sum + epsilon).sqrt(),
                    _ => sum.sqrt() + epsilon,
                };
                let expected = -0.1 * g / below;
                // A sum of up to 100 positive terms in another order.
                prop_assert!((theta[0] - expected).abs() <= 60.0 * f64::EPSILON * expected.abs());
                prop_assert!(theta[0].abs() <= 0.1);
                // The rate never rises.
                let now = rule.effective_rates(&state)[0];
                prop_assert!(now <= effective && (now * g.abs() - theta[0].abs()).abs() <= 4.0 * f64::EPSILON * theta[0].abs());
                effective = now;
            }
        }
    }

    #[test]
    fn scaling_the_loss_changes_nothing(slopes in slopes(), exponent in -30..30_i32, scale in 1e-3..1e3) {
        let path = under(&BARE, &slopes);
        // By a power of 2 every rounding is the same.
        let double = libm::ldexp(1.0, exponent);
        let doubled: Vec<f64> = slopes.iter().map(|g| double * g).collect();
        prop_assert_eq!(&path.coordinates, &under(&BARE, &doubled).coordinates);
        let scaled: Vec<f64> = slopes.iter().map(|g| scale * g).collect();
        let (mut moved, mut last) = (0.0, 0.0);
        for (x, y) in path.coordinates.iter().zip(&under(&BARE, &scaled).coordinates) {
            moved += (x - last).abs();
            // By another number each step is off by the rounding of its sum.
            prop_assert!((x - y).abs() <= 60.0 * f64::EPSILON * moved);
            last = *x;
        }
    }
}

#[test]
fn scaling_the_loss_a_thousandfold_leaves_the_published_path() {
    // x²/2 and 500 x², from 1.
    let path = |lambda| descend(&BARE, &Quadratic { curvature: [lambda] }, &[1.0], 100).unwrap();
    let (plain, scaled) = (path(1.0), path(1000.0));
    for (x, y) in plain.coordinates.iter().zip(&scaled.coordinates) {
        // x starts at 1, where a rounding is up to 1.1e-16, and contracts.
        assert!((x - y).abs() <= 2.0 * f64::EPSILON, "{x} {y}");
    }
}

#[test]
fn without_noise_it_does_not_stall() {
    for (rate, sum, effective, factor, arrival) in
        [(0.1, 10.040185, 0.031559, 0.968441, 419), (0.5, 1.362642, 0.428331, 0.571669, 25)]
    {
        let rule = AdaGrad { rate, ..BARE };
        let mut state = rule.init(1);
        let mut theta = [1.0];
        let mut distances = vec![1.0];
        for _ in 0..600 {
            let slope = theta;
            rule.step(&mut state, &mut theta, &slope);
            distances.push(theta[0].abs());
        }
        // The published digits.
        assert!((state.squares[0] - sum).abs() <= 0.5e-6);
        assert!((rule.effective_rates(&state)[0] - effective).abs() <= 0.5e-6);
        // Once the sum stands still the rule is gradient descent at a constant rate.
        let last = distances[500] / distances[499];
        assert!((last - factor).abs() <= 0.5e-6);
        assert!((last - (1.0 - rule.effective_rates(&state)[0])).abs() <= 2.0 * f64::EPSILON);
        assert_eq!(distances.iter().position(|&x| x < 1e-6), Some(arrival));
    }
}

#[test]
fn a_constant_slope_travels_the_sum_of_one_over_root_t() {
    let path = under(&BARE, &[1.0; 10_000]);
    let mut theta = 0.0;
    for t in 1..=10_000 {
        // The sum of ones is exact, and so is every operation after it.
        theta -= 0.1 * (1.0 / (t as f64).sqrt());
        assert_eq!(path.point(t), [theta]);
    }
    let travelled = theta.abs() / 0.1;
    assert!((travelled - 198.54).abs() < 0.005);
    // Euler and Maclaurin: 2√n + ζ(1/2) + 1/(2√n), and terms below 1e-7.
    assert!((travelled - (200.0 - 1.4603545088 + 0.005)).abs() < 1e-7);
}

#[test]
fn under_noise_the_rate_falls_like_one_over_root_t() {
    let steps = 100_000;
    let rule = AdaGrad { rate: 1.0, ..BARE };
    let mut state = rule.init(1);
    let mut chance = seeded(1);
    for _ in 0..steps {
        rule.step(&mut state, &mut [0.0], &[normal(&mut chance)]);
    }
    // The sum of t squares is t ± √(2t), its root off by half of that share:
    // three standard errors are 0.67 %.
    let off = rule.effective_rates(&state)[0] * (steps as f64).sqrt() - 1.0;
    assert!(off.abs() < 3.0 / (2.0 * steps as f64).sqrt(), "{off}");
}

#[test]
fn a_feature_seen_every_kth_step_has_the_root_of_k_times_the_rate() {
    for k in [4, 9, 16, 100] {
        let mut state = BARE.init(2);
        let mut theta = [0.0; 2];
        for t in 1..=1000 * k {
            let sign = if t % 3 == 0 { -1.0 } else { 1.0 };
            BARE.step(&mut state, &mut theta, &[sign, if t % k == 0 { sign } else { 0.0 }]);
        }
        let [dense, rare] = BARE.effective_rates(&state)[..] else { unreachable!() };
        // The sums are whole numbers; two roots and two quotients round.
        assert!((rare / dense / (k as f64).sqrt() - 1.0).abs() <= 4.0 * f64::EPSILON, "{k}");
    }
}

#[test]
fn keras_starts_from_a_tenth() {
    let mut theta = [0.0];
    let mut state = AdaGrad::keras().init(1);
    AdaGrad::keras().step(&mut state, &mut theta, &[2.0]);
    assert_eq!(theta[0], -0.001 * (2.0 / (4.1 + 1e-7_f64).sqrt()));
}

/// How much more loss a bowl leaves after 20 steps when it is turned by 45°,
/// and the start with it.
fn blindness(rule: &impl Optimizer) -> f64 {
    let bowl = Quadratic { curvature: [0.2, 4.0] };
    let turned = Rotated::by_45_degrees(bowl);
    let (u, v) = (-5.0, -2.0);
    let start = [turned.cos * u - turned.sin * v, turned.sin * u + turned.cos * v];
    assert!((turned.value(&start) - bowl.value(&[u, v])).abs() < 1e-13, "the same height");
    let aligned = descend(rule, &bowl, &[u, v], 20).unwrap().final_loss();
    descend(rule, &turned, &start, 20).unwrap().final_loss() / aligned
}

#[test]
fn rules_with_a_rate_per_coordinate_are_blind_to_a_turned_ravine() {
    let epsilon = Epsilon::Inside(1e-6);
    let adagrad = |rate| AdaGrad { rate, epsilon, start: 0.0 };
    let rms_prop = RmsProp { rate: 0.4, beta: 0.9, epsilon, ..RmsProp::hinton() };
    let adam = Adam { rate: 0.4, epsilon, ..Adam::paper() };
    // Published to these digits, the first to one less.
    for (ratio, published, half) in [
        (blindness(&adagrad(0.4)), 3.139, 0.0005),
        (blindness(&adagrad(2.0)), 4.0e5, 0.05e5),
        (blindness(&rms_prop), 1.3e4, 0.05e4),
        (blindness(&adam), 6.94, 0.005),
    ] {
        assert!((ratio - published).abs() <= half, "{ratio}, not {published}");
    }
    // Without such rates only rounding differs: 20 steps, none of which
    // stretches an error by more than the distance it is part of.
    let momentum = Momentum { rate: 0.1, beta: 0.5, ..Momentum::notes() };
    for ratio in [blindness(&GradientDescent { rate: 0.4 }), blindness(&momentum)] {
        assert!((ratio - 1.0).abs() < 1e-13, "{ratio}");
    }
}
