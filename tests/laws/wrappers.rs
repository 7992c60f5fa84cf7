//! What weight decay and clipping must do, whatever rule they are put around.

use descent::surface::{Quadratic, Rosenbrock, elongated_bowl};
use descent::{
    Adam, AdamW, Clipped, Decay, Descent, Epsilon, GradientDescent, Limit, Momentum, Nesterov,
    NesterovForm, Optimizer, Path, Schedule, Scheduled, WeightDecay, descend,
};
use proptest::prelude::*;
use proptest::test_runner::RngSeed;

/// The same cases on every run: a test is to fail for what was changed.
fn always_the_same() -> ProptestConfig {
    ProptestConfig {
        rng_seed: RngSeed::Fixed(1),
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}

/// Where one step of a rule leads.
fn one_step(rule: &impl Optimizer, mut theta: [f64; 2], gradient: [f64; 2]) -> [f64; 2] {
    rule.step(&mut rule.init(2), &mut theta, &gradient);
    theta
}

fn cut(limit: Limit, gradient: &[f64]) -> Vec<f64> {
    let mut gradient = gradient.to_vec();
    limit.apply(&mut gradient);
    gradient
}

fn norm(vector: &[f64]) -> f64 {
    vector.iter().map(|x| x * x).sum::<f64>().sqrt()
}

fn power(base: f64, exponent: usize) -> f64 {
    (0..exponent).fold(1.0, |product, _| product * base)
}

proptest! {
    #![proptest_config(always_the_same())]

    #[test]
    fn for_gradient_descent_l2_is_decoupled_decay_with_the_share_rate_times_lambda(
        theta in prop::array::uniform2(-2.0..2.0_f64),
        gradient in prop::array::uniform2(-2.0..2.0_f64),
        rate in 0.001..1.0,
        lambda in 0.0..1.0,
    ) {
        let rule = GradientDescent { rate };
        let coupled = one_step(&WeightDecay { rule, decay: Decay::L2(lambda) }, theta, gradient);
        let share = Decay::Decoupled(rate * lambda);
        let decoupled = one_step(&WeightDecay { rule, decay: share }, theta, gradient);
        for i in 0..2 {
            // Some four roundings on either side.
            let rounding = 4.0 * f64::EPSILON * (theta[i].abs() + rate * gradient[i].abs());
            prop_assert!((coupled[i] - decoupled[i]).abs() <= rounding);
        }
    }

    #[test]
    fn l2_is_a_bowl_of_curvature_lambda_added_to_the_loss(
        start in prop::array::uniform2(-2.0..2.0),
        curvature in prop::array::uniform2(0.1..2.0),
        lambda in 0.0..1.0,
    ) {
        let rule = Momentum { rate: 0.1, beta: 0.5, ..Momentum::notes() };
        let decayed = WeightDecay { rule, decay: Decay::L2(lambda) };
        let decayed = descend(&decayed, &Quadratic { curvature }, &start, 50).unwrap();
        let bowl = Quadratic { curvature: curvature.map(|h| h + lambda) };
        for (p, q) in decayed.points().zip(descend(&rule, &bowl, &start, 50).unwrap().points()) {
            // Numbers up to 2, and a contraction: errors do not add up for long.
            prop_assert!(p.iter().zip(q).all(|(x, y)| (x - y).abs() <= 32.0 * f64::EPSILON));
        }
    }

    #[test]
    fn no_decay_and_a_limit_out_of_reach_change_nothing(start in prop::array::uniform2(-2.0..2.0)) {
        let rule = Nesterov { rate: 1e-4, ..Nesterov::notes() };
        let path = descend(&rule, &Rosenbrock, &start, 50).unwrap();
        for decay in [Decay::L2(0.0), Decay::Decoupled(0.0)] {
            let decayed = descend(&WeightDecay { rule, decay }, &Rosenbrock, &start, 50).unwrap();
            prop_assert_eq!(&path.coordinates, &decayed.coordinates);
        }
        for limit in [Limit::Value(1e9), Limit::Norm(1e9), Limit::PyTorchNorm(1e9)] {
            prop_assert_eq!(&path, &descend(&Clipped { rule, limit }, &Rosenbrock, &start, 50).unwrap());
        }
    }

    #[test]
    fn clipping_by_norm_keeps_the_direction(
        gradient in prop::collection::vec(-1e3..1e3, 1..10),
        limit in 1e-3..1e3,
    ) {
        let (clipped, whole) = (cut(Limit::Norm(limit), &gradient), norm(&gradient));
        if whole <= limit {
            prop_assert_eq!(&clipped, &gradient);
        }
        // Ten squares, their sum and a few more roundings.
        prop_assert!((norm(&clipped) / whole.min(limit) - 1.0).abs() <= 16.0 * f64::EPSILON);
        for (c, g) in clipped.iter().zip(&gradient) {
            let expected = g * (limit / whole).min(1.0);
            prop_assert!((c - expected).abs() <= 16.0 * f64::EPSILON * expected.abs());
        }
        // PyTorch's is shorter by the share 1e-6/‖g‖, and by no more.
        let pytorch = cut(Limit::PyTorchNorm(limit), &gradient);
        let expected = whole * (limit / (whole + 1e-6)).min(1.0);
        prop_assert!((norm(&pytorch) / expected - 1.0).abs() <= 16.0 * f64::EPSILON);
    }

    #[test]
    fn clipping_by_value_cuts_every_slope_for_itself(
        gradient in prop::collection::vec(-10.0..10.0_f64, 1..10),
        limit in 0.1..10.0_f64,
    ) {
        for (c, g) in cut(Limit::Value(limit), &gradient).iter().zip(&gradient) {
            prop_assert_eq!(*c, if g.abs() <= limit { *g } else { limit * g.signum() });
        }
    }
}

#[test]
fn a_gradient_of_the_length_of_the_limit_is_left_alone_but_for_pytorch() {
    assert_eq!(cut(Limit::Norm(5.0), &[3.0, -4.0]), [3.0, -4.0]);
    assert_eq!(cut(Limit::Norm(2.5), &[3.0, -4.0]), [1.5, -2.0]);
    // Nor is one a little shorter ever stretched.
    assert_eq!(cut(Limit::Norm(5.5), &[3.0, -4.0]), [3.0, -4.0]);
    assert_eq!(cut(Limit::PyTorchNorm(5.5), &[3.0, -4.0]), [3.0, -4.0]);
    assert_eq!(cut(Limit::Value(3.5), &[3.0, -4.0]), [3.0, -3.5]);
    let shrunk = cut(Limit::PyTorchNorm(5.0), &[3.0, -4.0]);
    assert!((norm(&shrunk) / 5.0 - 1.0 + 2e-7).abs() < 1e-12, "by 1e-6 of 5");
    // The reference's own example: 1e-7 applied to 5e-7 is no fifth.
    assert!((cut(Limit::PyTorchNorm(1e-7), &[5e-7])[0] - 3.3e-8).abs() < 0.05e-8);
}

#[test]
fn the_order_of_clipping_and_decay_matters() {
    let (theta, gradient) = ([10.0, 0.0], [3.0, 0.0]);
    let (rule, limit, decay) = (GradientDescent { rate: 1.0 }, Limit::Norm(2.0), Decay::L2(0.5));
    // As frameworks do: the slope cut to 2, and a pull of 5.
    let outside = Clipped { rule: WeightDecay { rule, decay }, limit };
    assert_eq!(one_step(&outside, theta, gradient), [3.0, 0.0]);
    // The pull cut, too: 2 in all.
    let inside = WeightDecay { rule: Clipped { rule, limit }, decay };
    assert_eq!(one_step(&inside, theta, gradient), [8.0, 0.0]);
}

#[test]
fn a_schedule_scales_the_share_of_decoupled_decay_and_not_the_lambda_of_l2() {
    let rule = GradientDescent { rate: 1.0 };
    let halved = |decay| WeightDecay { rule, decay }.scaled(0.5);
    assert_eq!(halved(Decay::L2(0.25)).decay, Decay::L2(0.25));
    assert_eq!(halved(Decay::Decoupled(0.25)).decay, Decay::Decoupled(0.125));
    assert_eq!(halved(Decay::L2(0.25)).rule.rate, 0.5);
    let limit = Limit::Norm(3.0);
    assert_eq!(Clipped { rule, limit }.scaled(0.5), Clipped { rule: rule.scaled(0.5), limit });
    // Either way gradient descent stays one and the same rule.
    let schedule = Schedule::MultiStep { at: vec![2], gamma: 0.5 };
    let ends = [Decay::L2(0.25), Decay::Decoupled(0.25)].map(|decay| {
        let rule = Scheduled { rule: WeightDecay { rule, decay }, schedule: schedule.clone() };
        descend(&rule, &elongated_bowl(0.5), &[1.0, 1.0], 4).unwrap().end().to_vec()
    });
    assert_eq!(ends[0], ends[1]);
}

#[test]
fn a_rule_inside_another_measures_where_it_would_alone_and_shows_what_it_holds() {
    let rule = Nesterov { rate: 0.1, beta: 0.9, form: NesterovForm::LookAhead };
    let clipped = Clipped { rule, limit: Limit::Norm(9.0) };
    let decayed = WeightDecay { rule, decay: Decay::L2(0.0) };
    let (mut one, mut other) = (clipped.init(1), decayed.init(1));
    clipped.step(&mut one, &mut [0.0], &[1.0]);
    decayed.step(&mut other, &mut [0.0], &[1.0]);
    let (mut at, mut same) = ([1.0], [1.0]);
    clipped.probe(&one, &mut at);
    decayed.probe(&other, &mut same);
    // 0.9 of a velocity of 0.1 ahead.
    assert_eq!((at, same), ([1.0 - 0.9 * 0.1], [1.0 - 0.9 * 0.1]));
    assert_eq!(clipped.vectors(&one), [("velocity", &[0.1][..])]);
    assert_eq!(decayed.vectors(&other), [("velocity", &[0.1][..])]);
}

#[test]
fn l2_in_the_gradient_is_divided_away() {
    // No slope but the decay's, from 1, for 100 steps.
    let after = |rule: &dyn Fn(f64) -> Path, lambda| rule(lambda).end()[0];
    let descent = Descent { start: &[1.0], steps: 100, every: 100 };
    let flat = |_: usize, _: &[f64], into: &mut [f64]| into[0] = 0.0;
    let l2 = |epsilon| {
        move |lambda| {
            let rule = Adam { epsilon: Epsilon::Outside(epsilon), ..Adam::paper() };
            descent.run(&WeightDecay { rule, decay: Decay::L2(lambda) }, |_| 0.0, flat).unwrap()
        }
    };
    let decoupled = |lambda: f64| {
        let rule = AdamW { decay: Decay::Decoupled(1e-3 * lambda), ..AdamW::pytorch() };
        descent.run(&rule, |_| 0.0, flat).unwrap()
    };
    for (lambda, published) in [(1e-4, 0.999990), (1e-2, 0.999000), (1.0, 0.904792)] {
        assert!((after(&l2(0.0), lambda) - 0.901744).abs() <= 0.5e-6);
        assert!((after(&decoupled, lambda) - published).abs() <= 0.5e-6);
        // The share is taken a hundred times.
        assert!((after(&decoupled, lambda) - power(1.0 - 1e-3 * lambda, 100)).abs() < 1e-13);
    }
    assert!((after(&l2(1e-8), 1e-4) - 0.901753).abs() <= 0.5e-6);
}

#[test]
fn the_frameworks_shares_of_decay() {
    let after = |rule: AdamW| one_step(&rule, [1.0, -2.0], [0.0; 2]);
    for (rule, share) in [(AdamW::pytorch(), 1e-5), (AdamW::keras(), 4e-6), (AdamW::optax(), 1e-7)]
    {
        let [one, two] = after(rule);
        assert!((one - (1.0 - share)).abs() <= f64::EPSILON && (two + 2.0 * one).abs() == 0.0);
    }
}
