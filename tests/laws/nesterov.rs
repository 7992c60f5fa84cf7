//! What Nesterov's accelerated gradient must do, known in closed form.

use descent::surface::{Beale, Himmelblau, Quadratic, Rosenbrock, elongated_bowl};
use descent::{
    Descent, GradientDescent, Momentum, Nesterov, NesterovForm, Optimizer, Path, Schedule,
    Scheduled, Surface, Velocity,
};
use proptest::prelude::*;
use proptest::test_runner::RngSeed;

const FORMS: [NesterovForm; 3] =
    [NesterovForm::LookAhead, NesterovForm::Keras, NesterovForm::PyTorch];

/// The same cases on every run: a test is to fail for what was changed.
fn always_the_same() -> ProptestConfig {
    ProptestConfig {
        rng_seed: RngSeed::Fixed(1),
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}

fn run(rule: &impl Optimizer, surface: &dyn Surface, start: &[f64], steps: usize) -> Path {
    let descent = Descent { start, steps, every: 1 };
    descent.run(rule, |at| surface.value(at), |_, at, into| surface.gradient(at, into)).unwrap()
}

/// One step of a rule in one dimension from θ and v; where it led.
fn one_step<O: Optimizer<State = Velocity>>(
    rule: &O,
    [theta, v]: [f64; 2],
    slope: impl Fn(f64) -> f64,
) -> [f64; 2] {
    let mut state = Velocity { velocity: vec![v], started: true };
    let (mut at, mut theta) = ([theta], [theta]);
    rule.probe(&state, &mut at);
    rule.step(&mut state, &mut theta, &[slope(at[0])]);
    [theta[0], state.velocity[0]]
}

/// The points at which the gradient was measured: θ − βv, where θ − v is next.
fn look_ahead_points(path: &Path, beta: f64) -> Vec<f64> {
    let at = |t: usize| &path.coordinates[t * path.dim..(t + 1) * path.dim];
    let ahead = |t: usize| {
        let before = at(t.saturating_sub(1));
        at(t).iter().zip(before).map(|(w, old)| w - beta * (old - w)).collect::<Vec<_>>()
    };
    (0..path.len()).flat_map(ahead).collect()
}

fn power(base: f64, exponent: usize) -> f64 {
    (0..exponent).fold(1.0, |product, _| product * base)
}

proptest! {
    #![proptest_config(always_the_same())]

    #[test]
    fn on_a_quadratic_mode_it_is_momentum_with_beta_times_one_minus_rate_times_curvature(
        theta in -2.0..2.0,
        v in -2.0..2.0,
        beta in 0.0..0.99,
        product in 0.01..1.5,
        lambda in 0.01..100.0,
    ) {
        let rate = product / lambda;
        let ahead = one_step(&Nesterov { rate, beta, ..Nesterov::notes() }, [theta, v], |x| lambda * x);
        // Above ηλ = 1 this β is negative: momentum against its own velocity.
        let less = Momentum { rate, beta: beta * (1.0 - rate * lambda), ..Momentum::notes() };
        let heavy = one_step(&less, [theta, v], |x| lambda * x);
        // At most six roundings on either side, each of a number no larger than this.
        let rounding = 6.0 * f64::EPSILON * (1.0 + product) * (theta.abs() + v.abs());
        prop_assert!((ahead[0] - heavy[0]).abs() <= rounding && (ahead[1] - heavy[1]).abs() <= rounding);
    }

    #[test]
    fn stability_ends_where_rate_times_curvature_is_two_and_two_beta_over_one_and_two_beta(
        beta in 0.0..0.95,
        lambda in 0.1..100.0,
    ) {
        // A thousandth off the limit the root at −1 is off by a thousandth of
        // (2 + 2β)(1 + 2β)/(1 + 3β), which is at least 2: e²⁰ in this many steps.
        let limit = (2.0 + 2.0 * beta) / (1.0 + 2.0 * beta);
        for form in FORMS {
            let bowl = Quadratic { curvature: [lambda] };
            let distance = |share: f64| {
                let rule = Nesterov { rate: share * limit / lambda, beta, form };
                let descent = Descent { start: &[1.0], steps: 10_000, every: 10_000 };
                let path = descent.run(&rule, |_| 0.0, |_, at, into| bowl.gradient(at, into)).unwrap();
                if path.diverged.is_some() { f64::INFINITY } else { path.end()[0].abs() }
            };
            prop_assert!(distance(0.999) < 1e-8 && distance(1.001) > 1e8);
        }
    }

    #[test]
    fn without_memory_every_form_is_gradient_descent(
        start in prop::array::uniform2(-2.0..2.0),
        rate in 1e-4..0.1,
    ) {
        let surfaces: [&dyn Surface; 4] = [&elongated_bowl(25.0), &Rosenbrock, &Himmelblau, &Beale];
        for surface in surfaces {
            let plain = run(&GradientDescent { rate }, surface, &start, 50);
            for form in FORMS {
                // Equal as numbers: only the sign of a 0 may differ.
                let forgetful = run(&Nesterov { rate, beta: 0.0, form }, surface, &start, 50);
                prop_assert_eq!(&plain.coordinates, &forgetful.coordinates);
                prop_assert_eq!(plain.diverged, forgetful.diverged);
            }
        }
    }

    #[test]
    fn frameworks_store_the_look_ahead_point(
        theta in -2.0..2.0,
        v in -2.0..2.0,
        slope in -2.0..2.0,
        beta in 0.0..0.99,
        rate in 0.01..2.0,
    ) {
        let step = |form, theta, v| one_step(&Nesterov { rate, beta, form }, [theta, v], |_| slope);
        let [next, velocity] = step(NesterovForm::LookAhead, theta, v);
        let ahead = next - beta * velocity;
        let [keras, same_velocity] = step(NesterovForm::Keras, theta - beta * v, v);
        let [pytorch, over_rate] = step(NesterovForm::PyTorch, theta - beta * v, v / rate);
        // About eight roundings a side of numbers up to this sum.
        let rounding = 8.0 * f64::EPSILON * (theta.abs() + 3.0 * v.abs() + 2.0 * rate * slope.abs());
        prop_assert_eq!(velocity, same_velocity);
        prop_assert!((over_rate * rate - velocity).abs() <= rounding);
        prop_assert!((keras - ahead).abs() <= rounding && (pytorch - ahead).abs() <= rounding);
    }

    #[test]
    fn where_every_slope_is_the_same_looking_ahead_sees_nothing_new(
        slopes in prop::collection::vec(-1.0..1.0, 1..50),
        beta in 0.0..0.99,
    ) {
        let descent = Descent { start: &[0.0], steps: slopes.len(), every: 1 };
        let given = |t: usize, _: &[f64], into: &mut [f64]| into[0] = slopes[(t - 1) % slopes.len()];
        let ahead = descent.run(&Nesterov { beta, ..Nesterov::notes() }, |_| 0.0, given).unwrap();
        let heavy = descent.run(&Momentum { beta, ..Momentum::notes() }, |_| 0.0, given).unwrap();
        prop_assert_eq!(ahead, heavy);
    }
}

#[test]
fn the_limit_is_below_that_of_gradient_descent() {
    let beta = 0.9;
    let limit: f64 = (2.0 + 2.0 * beta) / (1.0 + 2.0 * beta);
    assert!((limit - 1.357143).abs() < 0.5e-6 && limit < 2.0);
    for (share, published) in [(0.999, 0.99712), (1.001, 1.00288)] {
        let rule = Nesterov { rate: share * limit, beta, ..Nesterov::notes() };
        let path = run(&rule, &Quadratic { curvature: [1.0] }, &[1.0], 200);
        // The other root is 0.32: after 100 steps only this one is left.
        let factor = path.point(200)[0] / path.point(199)[0];
        assert!((factor + published).abs() < 0.5e-5, "{factor}");
    }
}

#[test]
fn tuned_for_a_ravine_it_stands_between_gradient_descent_and_momentum() {
    let kappa = 100.0_f64;
    let (root, triple) = (kappa.sqrt(), (3.0 * kappa + 1.0).sqrt());
    let tuned = Nesterov {
        rate: 4.0 / (3.0 * kappa + 1.0),
        beta: (triple - 2.0) / (triple + 2.0),
        ..Nesterov::notes()
    };
    let textbook = Nesterov { rate: 1.0 / kappa, beta: (root - 1.0) / (root + 1.0), ..tuned };
    let steps = |factor: f64| libm::log(1e-6) / libm::log(factor);
    assert!((steps(99.0 / 101.0) - 690.8).abs() < 0.05, "gradient descent");
    assert!((steps(9.0 / 11.0) - 68.8).abs() < 0.05, "momentum, see laws.rs");
    for (rule, factor, published) in
        [(tuned, 1.0 - 2.0 / triple, 112.8), (textbook, 1.0 - 1.0 / root, 131.1)]
    {
        assert!((steps(factor) - published).abs() < 0.05);
        let path = run(&rule, &elongated_bowl(kappa), &[1.0, 1.0], 300);
        // The flat direction has a double root: xₜ = rᵗ (1 + c t).
        let c = (1.0 - rule.rate) / factor - 1.0;
        for (t, point) in path.points().enumerate() {
            let linear = 1.0 + c * t as f64;
            // An error of one step grows by up to (1 + |c| t) in those that
            // follow, and each makes up to four.
            let rounding = 4.0 * f64::EPSILON * (t + 1) as f64 * (1.0 + c.abs() * t as f64);
            let left = point[0] / power(factor, t);
            assert!(
                (left - linear).abs() <= rounding * (1.0 + linear.abs()),
                "{t} {left} {linear}"
            );
            // The steep direction is never the slower one.
            assert!(point[1].abs() <= (1.0 + t as f64) * power(factor, t) * (1.0 + 1e-12));
        }
    }
}

#[test]
fn over_a_whole_descent_all_forms_agree_at_a_constant_rate() {
    let rule = Nesterov { rate: 0.05, beta: 0.9, ..Nesterov::notes() };
    let path = run(&rule, &elongated_bowl(10.0), &[1.0, 1.0], 200);
    let ahead = look_ahead_points(&path, rule.beta);
    for form in [NesterovForm::Keras, NesterovForm::PyTorch] {
        let stored = run(&Nesterov { form, ..rule }, &elongated_bowl(10.0), &[1.0, 1.0], 200);
        let apart = |(x, y): (&f64, &f64)| (x - y).abs();
        let furthest = stored.coordinates.iter().zip(&ahead).map(apart).fold(0.0, f64::max);
        // Points of size 1 and below; errors die out as fast as they do, within
        // some twenty steps.
        assert!(furthest <= 10.0 * f64::EPSILON, "{furthest}");
        assert!(stored.coordinates != path.coordinates, "the points reached are others");
    }
}

#[test]
fn when_the_rate_changes_keras_keeps_to_the_look_ahead_and_pytorch_parts() {
    // The rate falls to a hundredth from the sixth update on.
    let after = |form| {
        let rule = Nesterov { rate: 0.1, beta: 0.9, form };
        let schedule = Schedule::MultiStep { at: vec![5], gamma: 0.01 };
        run(&Scheduled { rule, schedule }, &Quadratic { curvature: [1.0] }, &[1.0], 6)
    };
    let ahead = look_ahead_points(&after(NesterovForm::LookAhead), 0.9);
    let [keras, pytorch] = [NesterovForm::Keras, NesterovForm::PyTorch].map(after);
    let apart = |path: &Path, t: usize| (path.point(t)[0] - ahead[t]).abs() > 4.0 * f64::EPSILON;
    assert!((0..=6).all(|t| !apart(&keras, t)));
    assert!((0..=5).all(|t| !apart(&pytorch, t)) && apart(&pytorch, 6));
    // By the recursions in exact decimals.
    for (found, exact) in
        [(keras.end()[0], -0.27455570131059), (pytorch.end()[0], -0.10608470592669)]
    {
        assert!((found - exact).abs() <= 4.0 * f64::EPSILON, "{found}");
    }
}

#[test]
fn it_arrives_where_momentum_cycles_for_ever() {
    // Lessard, Recht and Packard (2016): slopes between 1 and 25 times the
    // distance, momentum with the constants that are best for κ = 25.
    let slope = |x: f64| match x {
        x if x < 1.0 => 25.0 * x,
        x if x < 2.0 => x + 24.0,
        x => 25.0 * x - 24.0,
    };
    let descent = Descent { start: &[3.3], steps: 3000, every: 1 };
    let given = |_: usize, at: &[f64], into: &mut [f64]| into[0] = slope(at[0]);
    let heavy = Momentum { rate: 1.0 / 9.0, beta: 4.0 / 9.0, ..Momentum::notes() };
    let cycle = descent.run(&heavy, |_| 0.0, given).unwrap();
    let exact = [792.0 / 1225.0, -2208.0 / 1225.0, 2592.0 / 1225.0];
    let last = &cycle.coordinates[cycle.len() - 3..];
    let turn =
        last.iter().position(|x| (0.0..1.0).contains(x)).expect("the small one of the three");
    for (i, corner) in exact.iter().enumerate() {
        // The cycle attracts: its errors do not add up.
        assert!((last[(turn + i) % 3] - corner).abs() < 1e-14, "{last:?}");
    }
    let careful = Nesterov { rate: 1.0 / 25.0, beta: 4.0 / 6.0, ..Nesterov::notes() };
    let plain = GradientDescent { rate: 1.0 / 25.0 };
    assert!(descent.run(&careful, |_| 0.0, given).unwrap().end()[0].abs() < 1e-12);
    assert!(descent.run(&plain, |_| 0.0, given).unwrap().end()[0].abs() < 1e-12);
}
