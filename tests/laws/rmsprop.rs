//! What RMSProp must do, known in closed form.

use descent::surface::{Quadratic, Saddle};
use descent::{
    AdaGrad, Adam, Descent, Epsilon, GradientDescent, Momentum, Optimizer, Path, RatePlace,
    RmsProp, Schedule, Scheduled, descend,
};
use proptest::prelude::*;
use proptest::test_runner::RngSeed;

/// The rule without ε.
const BARE: RmsProp = RmsProp::hinton();

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

fn first_step(rule: &impl Optimizer, slope: f64) -> f64 {
    under(rule, &[slope]).end()[0].abs()
}

fn bits(path: &Path) -> Vec<u64> {
    path.coordinates.iter().map(|x| x.to_bits()).collect()
}

proptest! {
    #![proptest_config(always_the_same())]

    #[test]
    fn the_first_step_is_the_rate_over_the_root_of_one_minus_beta_whatever_the_slope(
        beta in 0.0..0.9999,
        exponent in -100.0..100.0,
    ) {
        let rule = RmsProp { beta, ..BARE };
        let expected = rule.rate / (1.0 - beta).sqrt();
        let found = first_step(&rule, libm::pow(10.0, exponent));
        prop_assert!((found - expected).abs() <= 4.0 * f64::EPSILON * expected, "{found} {expected}");
    }

    #[test]
    fn no_step_is_longer_than_the_first(
        slopes in prop::collection::vec(-1.0..1.0, 1..100),
        beta in 0.0..0.999_f64,
    ) {
        // s is at least (1 − β) g².
        let bound = BARE.rate / (1.0 - beta).sqrt() * (1.0 + 4.0 * f64::EPSILON);
        let path = under(&RmsProp { beta, ..BARE }, &slopes);
        for steps in path.coordinates.windows(2) {
            // The difference of two positions rounds, too.
            prop_assert!((steps[1] - steps[0]).abs() <= bound + f64::EPSILON);
        }
    }

    #[test]
    fn both_places_of_the_rate_draw_one_path_while_it_is_constant(
        slopes in prop::collection::vec(-1.0..1.0, 1..100),
        beta in 0.0..0.999,
        momentum in 0.0..0.99,
        centered in any::<bool>(),
    ) {
        let rule = RmsProp { beta, momentum, centered, epsilon: Epsilon::Inside(1e-3), ..BARE };
        let inside = under(&rule, &slopes);
        let outside = under(&RmsProp { rate_place: RatePlace::Outside, ..rule }, &slopes);
        let heavy = Momentum { rate: 1e-3, beta: momentum, ..Momentum::notes() };
        let heavy_inside = under(&heavy, &slopes);
        let heavy_outside = under(&Momentum { rate_place: RatePlace::Outside, ..heavy }, &slopes);
        for (one, other, steepest) in [(inside, outside, 1.0 / (1e-3_f64).sqrt()), (heavy_inside, heavy_outside, 1.0)] {
            for (t, (x, y)) in one.coordinates.iter().zip(&other.coordinates).enumerate() {
                // A velocity of up to 100 slopes, rounded twice in each step.
                let rounding = 2.0 * f64::EPSILON * 1e-3 * steepest * (t * t) as f64;
                prop_assert!((x - y).abs() <= rounding);
            }
        }
    }

    #[test]
    fn the_centered_average_is_the_variance(
        slopes in prop::collection::vec(-1.0..1.0, 1..100),
        beta in 0.0..0.99,
    ) {
        let rule = RmsProp { beta, centered: true, epsilon: Epsilon::Inside(1e-2), ..BARE };
        let mut state = rule.init(1);
        let (mut mean, mut squares) = (0.0, 0.0);
        for g in slopes {
            let mut theta = [0.0];
            rule.step(&mut state, &mut theta, &[g]);
            // As frameworks compute it; slopes of either sign do not cancel much.
            mean = beta * mean + (1.0 - beta) * g;
            squares = beta * squares + (1.0 - beta) * g * g;
            let variance = squares - mean * mean;
            // Averages of numbers up to 1, each with a few roundings of its own
            // and those of the last 1/(1 − β) before it.
            let rounding = 8.0 * f64::EPSILON / (1.0 - beta);
            prop_assert!((state.squares[0] - variance).abs() <= rounding, "{} {variance}", state.squares[0]);
            prop_assert!((state.mean[0] - mean).abs() <= rounding);
            prop_assert!(state.squares[0] >= 0.0);
            let expected = -rule.rate * g / (variance + 1e-2).sqrt();
            // d/ds of 1/√(s + ε) is at most 1/(2 ε^1.5) = 500.
            prop_assert!((theta[0] - expected).abs() <= rule.rate * (500.0 * rounding + 40.0 * f64::EPSILON));
        }
    }

    #[test]
    fn the_full_rule_without_its_extras_is_the_plain_one(
        slopes in prop::collection::vec(-1.0..1.0, 1..100),
        beta in 0.0..0.999,
    ) {
        let plain = RmsProp { beta, epsilon: Epsilon::Outside(1e-8), ..BARE };
        // A velocity that keeps nothing that can be seen takes the full way.
        let full = RmsProp { momentum: f64::MIN_POSITIVE, ..plain };
        prop_assert_eq!(bits(&under(&plain, &slopes)), bits(&under(&full, &slopes)));
        // The same for dampening in Momentum.
        let heavy = Momentum { beta, ..Momentum::notes() };
        let damped = Momentum { dampening: f64::MIN_POSITIVE, ..heavy };
        prop_assert_eq!(bits(&under(&heavy, &slopes)), bits(&under(&damped, &slopes)));
    }
}

#[test]
fn on_a_bowl_it_ends_in_a_cycle_of_two_half_a_rate_from_the_minimum() {
    let ends = |rule: &RmsProp, h: f64, start: f64| {
        let path = descend(rule, &Quadratic { curvature: [h] }, &[start], 20_000).unwrap();
        [path.point(19_999)[0], path.point(20_000)[0]]
    };
    for beta in [0.01, 0.5, 0.9, 0.99] {
        for h in [0.1, 1.0, 10.0] {
            for rate in [0.01, 0.1] {
                let [one, other] = ends(&RmsProp { rate, beta, ..BARE }, h, 1.0);
                // The cycle attracts, slowly at either end of β: what is left is
                // the rounding of the last 1/(β (1 − β)) steps.
                let rounding = f64::EPSILON * rate / (beta * (1.0 - beta));
                assert!((one.abs() - rate / 2.0).abs() <= rounding, "{beta} {h} {rate}: {one}");
                assert!((one + other).abs() <= rounding);
                // The floor under its loss, h η²/8.
                let floor = 0.5 * h * one * one / (h * rate * rate / 8.0);
                assert!((floor - 1.0).abs() < 1e-13);
            }
        }
    }
    for (h, rate, epsilon, cycle) in
        [(1.0_f64, 0.01, 1e-3, 0.004), (10.0, 0.01, 0.01, 0.004), (0.1, 0.1, 1e-3, 0.04)]
    {
        assert!((rate / 2.0 - epsilon / h - cycle).abs() < 1e-17);
        let rule = RmsProp { rate, beta: 0.9, epsilon: Epsilon::Outside(epsilon), ..BARE };
        let [one, other] = ends(&rule, h, 1.0);
        assert!((one.abs() - cycle).abs() < 1e-13 && (one + other).abs() < 1e-13, "{one} {other}");
    }
}

#[test]
fn in_the_cycle_the_effective_rate_is_twice_the_inverse_curvature() {
    for (h, epsilon) in [(1.0, 0.0), (10.0, 0.01), (0.1, 1e-4)] {
        let rule = RmsProp { rate: 0.01, epsilon: Epsilon::Outside(epsilon), ..BARE };
        let mut state = rule.init(1);
        let mut theta = [1.0];
        for _ in 0..20_000 {
            let slope = [h * theta[0]];
            rule.step(&mut state, &mut theta, &slope);
        }
        // The edge of gradient descent's stability.
        assert!((rule.effective_rates(&state)[0] * h - 2.0).abs() < 1e-12);
    }
}

#[test]
fn without_memory_it_descends_by_sign() {
    let rule = RmsProp { rate: 0.25, beta: 0.0, ..BARE };
    let path = descend(&rule, &Quadratic { curvature: [3.0] }, &[1.0625], 8).unwrap();
    // From a to η − a and back, a = 0.0625. All of these are exact.
    let expected = [1.0625, 0.8125, 0.5625, 0.3125, 0.0625, -0.1875, 0.0625, -0.1875, 0.0625];
    assert_eq!(path.coordinates, expected);
}

#[test]
fn it_converges_and_then_unconverges() {
    for (rate, lowest, at, back) in [(0.01, 1.97e-21, 169, 203), (0.1, 3.5e-19, 43, 76)] {
        let rule = RmsProp { rate, beta: 0.9, ..BARE };
        let path = descend(&rule, &Quadratic { curvature: [1.0] }, &[1.0], 400).unwrap();
        let distance = |t: usize| path.point(t)[0].abs();
        let found = (0..=back).min_by(|&i, &j| distance(i).total_cmp(&distance(j))).unwrap();
        assert_eq!(found, at);
        // Two digits are published, of a number that is all cancellation.
        assert!((distance(at) / lowest - 1.0).abs() < 0.02, "{}", distance(at));
        let returned = (at..=400).find(|&t| distance(t) >= rate / 2.0).unwrap();
        assert_eq!(returned, back);
    }
}

#[test]
fn where_epsilon_stands_matters_to_small_slopes() {
    for (epsilon, published, half) in [
        (Epsilon::Outside(1e-8), 3.065, 0.0005),
        (Epsilon::Inside(1e-8), 0.0100, 0.00005),
        (Epsilon::Inside(1e-7), 0.00316, 0.000005),
    ] {
        let share = first_step(&RmsProp { epsilon, ..BARE }, 1e-6) / BARE.rate;
        assert!((share - published).abs() <= half, "{epsilon:?}: {share}");
    }
    for (beta, published) in [(0.9, 3.162), (0.99, 10.0), (0.999, 31.62)] {
        let share = first_step(&RmsProp { beta, ..BARE }, 1.0) / BARE.rate;
        assert!((share - published).abs() <= 0.005, "{share}");
    }
}

#[test]
fn the_first_steps_in_the_frameworks_own_documentation() {
    // keras.io, RMSprop: minimize x²/2 from 10 with a rate of 0.1, one step.
    let keras = RmsProp { rate: 0.1, ..RmsProp::keras() };
    let path = descend(&keras, &Quadratic { curvature: [1.0] }, &[10.0], 1).unwrap();
    assert!((path.end()[0] - 9.683772).abs() <= 0.5e-6);
    // PyTorch's first step is ten rates long, Keras' and Optax' 3.16.
    for (rule, rates) in
        [(RmsProp::pytorch(), 10.0), (RmsProp::keras(), 3.1623), (RmsProp::optax(), 3.1623)]
    {
        assert!((first_step(&rule, 1.0) / rule.rate - rates).abs() < 1e-4);
    }
}

#[test]
fn adaptive_rules_leave_a_saddle_by_any_slope_there_is() {
    let leaves = |path: Path| path.points().position(|p| p[1].abs() >= 1.0);
    let start = [1.0, 1e-15];
    let epsilon = Epsilon::Outside(1e-8);
    let rms_prop = RmsProp { rate: 0.1, epsilon, ..BARE };
    let adam = Adam { rate: 0.1, epsilon, ..Adam::paper() };
    let adagrad = AdaGrad { rate: 0.1, epsilon, start: 0.0 };
    let momentum = Momentum { rate: 0.1, beta: 0.9, ..Momentum::notes() };
    let plain = GradientDescent { rate: 0.1 };
    let found = [
        leaves(descend(&rms_prop, &Saddle, &start, 300).unwrap()),
        leaves(descend(&adam, &Saddle, &start, 300).unwrap()),
        leaves(descend(&adagrad, &Saddle, &start, 300).unwrap()),
        leaves(descend(&momentum, &Saddle, &start, 300).unwrap()),
        leaves(descend(&plain, &Saddle, &start, 300).unwrap()),
    ];
    assert_eq!(found, [5, 13, 18, 87, 190].map(Some));
    // From the ridge itself no rule ever leaves.
    assert_eq!(leaves(descend(&rms_prop, &Saddle, &[1.0, 0.0], 300).unwrap()), None);
    assert_eq!(leaves(descend(&adam, &Saddle, &[1.0, 0.0], 300).unwrap()), None);
}

#[test]
fn the_places_of_the_rate_part_when_it_changes() {
    // The rule with its rate halved, on a velocity gathered at the whole rate.
    let after = |rate_place| {
        let rule = RmsProp { rate: 0.1, momentum: 0.5, rate_place, ..BARE };
        let mut state = rule.init(1);
        let mut theta = [0.0];
        rule.step(&mut state, &mut theta, &[1.0]);
        let first = theta[0];
        rule.scaled(0.5).step(&mut state, &mut theta, &[0.0]);
        (theta[0] - first) / first
    };
    // Half of the first step, and half of that at half the rate.
    assert!((after(RatePlace::Inside) - 0.5).abs() <= 4.0 * f64::EPSILON);
    assert!((after(RatePlace::Outside) - 0.25).abs() <= 4.0 * f64::EPSILON);
    // Momentum on x²/2 from 1, the rate a hundredth from the sixth update on.
    for (rate_place, published) in [(RatePlace::Inside, -0.2595), (RatePlace::Outside, -0.0314)] {
        let rule = Momentum { rate: 0.1, rate_place, ..Momentum::notes() };
        let schedule = Schedule::MultiStep { at: vec![5], gamma: 0.01 };
        let bowl = Quadratic { curvature: [1.0] };
        let path = descend(&Scheduled { rule, schedule }, &bowl, &[1.0], 6).unwrap();
        assert!((path.end()[0] - published).abs() <= 0.5e-4, "{}", path.end()[0]);
    }
}
