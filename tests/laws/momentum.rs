//! What gradient descent and momentum must do, known in closed form.

use descent::surface::{
    Beale, DoubleWell, Himmelblau, Quadratic, Rosenbrock, Rotated, Saddle, elongated_bowl,
};
use descent::{Descent, GradientDescent, Momentum, Optimizer, Path, Surface, descend};
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

fn run(
    rule: &impl Optimizer,
    surface: &dyn Surface,
    start: &[f64],
    steps: usize,
    every: usize,
) -> Path {
    let descent = Descent { start, steps, every };
    descent.run(rule, |at| surface.value(at), |_, at, into| surface.gradient(at, into)).unwrap()
}

/// |x| after `steps` steps from 1 on ½ λ x²; infinity if it did not get there.
fn distance(rule: &impl Optimizer, lambda: f64, steps: usize) -> f64 {
    let path = run(rule, &Quadratic { curvature: [lambda] }, &[1.0], steps, steps);
    if path.diverged.is_some() { f64::INFINITY } else { path.end()[0].abs() }
}

fn bits(path: &Path) -> Vec<u64> {
    path.coordinates.iter().map(|x| x.to_bits()).collect()
}

fn power(base: f64, exponent: usize) -> f64 {
    (0..exponent).fold(1.0, |product, _| product * base)
}

proptest! {
    #![proptest_config(always_the_same())]

    #[test]
    fn momentum_without_memory_is_gradient_descent(
        start in prop::array::uniform2(-2.0..2.0),
        rate in 1e-4..1.0,
    ) {
        // Some of these diverge: they must do so in the same step.
        let surfaces: [&dyn Surface; 7] = [
            &elongated_bowl(25.0), &Rotated::by_45_degrees(elongated_bowl(25.0)), &Saddle, &Rosenbrock,
            &Himmelblau, &Beale, &DoubleWell::<2> { tilt: 0.1 },
        ];
        for surface in surfaces {
            let plain = run(&GradientDescent { rate }, surface, &start, 100, 1);
            let forgetful = run(&Momentum { rate, beta: 0.0, ..Momentum::notes() }, surface, &start, 100, 1);
            prop_assert_eq!(bits(&plain), bits(&forgetful));
            prop_assert_eq!(plain.diverged, forgetful.diverged);
        }
    }

    #[test]
    fn each_step_of_gradient_descent_multiplies_the_distance_by_one_minus_rate_times_curvature(
        rate in 0.01..2.5,
        lambda in 0.1..2.0,
    ) {
        let factor: f64 = 1.0 - rate * lambda;
        prop_assume!(factor.abs() > 0.01);
        let path = run(&GradientDescent { rate }, &Quadratic { curvature: [lambda] }, &[1.0], 40, 1);
        for (t, point) in path.points().enumerate() {
            let expected = power(factor, t);
            // Each step rounds three times on both sides, each time a number of
            // at most 1 + ηλ of which |1 − ηλ| is left.
            let rounding = 3.0 * f64::EPSILON * t as f64 * (1.0 + rate * lambda) / factor.abs();
            prop_assert!((point[0] - expected).abs() <= rounding * expected.abs());
        }
    }

    #[test]
    fn stability_ends_where_rate_times_curvature_is_two_and_two_beta(
        beta in 0.0..0.95,
        lambda in 0.1..100.0,
    ) {
        // A thousandth off the limit the factor is at least a thousandth off 1:
        // e²⁰ of change in this many steps, and more.
        let plain = |share: f64| GradientDescent { rate: share * 2.0 / lambda };
        let heavy = |share: f64| Momentum { rate: share * (2.0 + 2.0 * beta) / lambda, beta, ..Momentum::notes() };
        for (below, above) in [
            (distance(&plain(0.999), lambda, 20_000), distance(&plain(1.001), lambda, 20_000)),
            (distance(&heavy(0.999), lambda, 20_000), distance(&heavy(1.001), lambda, 20_000)),
        ] {
            prop_assert!(below < 1e-8 && above > 1e8);
        }
    }

    #[test]
    fn permuting_the_coordinates_permutes_the_path(
        curvature in prop::array::uniform3(0.1..10.0),
        start in prop::array::uniform3(-2.0..2.0),
    ) {
        let turn = |[x, y, z]: [f64; 3]| [z, x, y];
        let (straight, turned) = (Quadratic { curvature }, Quadratic { curvature: turn(curvature) });
        let plain = GradientDescent { rate: 0.15 };
        let heavy = Momentum { rate: 0.05, beta: 0.9, ..Momentum::notes() };
        for (path, permuted) in [
            (run(&plain, &straight, &start, 50, 1), run(&plain, &turned, &turn(start), 50, 1)),
            (run(&heavy, &straight, &start, 50, 1), run(&heavy, &turned, &turn(start), 50, 1)),
        ] {
            for (p, q) in path.points().zip(permuted.points()) {
                prop_assert_eq!(turn([p[0], p[1], p[2]]), q);
            }
        }
    }

    #[test]
    fn momentum_follows_its_closed_form(beta in 0.05..0.95, share in 0.02..0.98) {
        let rate = share * (2.0 + 2.0 * beta);
        let path = run(&Momentum { rate, beta, ..Momentum::notes() }, &Quadratic { curvature: [1.0] }, &[1.0], 60, 1);
        // xₜ₊₁ = (1 + β − ηλ) xₜ − β xₜ₋₁ with x₀ = 1, x₁ = 1 − ηλ, solved by the
        // roots of r² = (1 + β − ηλ) r − β.
        let (sum, first) = (1.0 + beta - rate, 1.0 - rate);
        let discriminant = sum * sum - 4.0 * beta;
        // Next to a double root the formula itself cancels.
        prop_assume!(discriminant.abs() > 0.01);
        for (t, point) in path.points().enumerate() {
            let (expected, size) = if discriminant > 0.0 {
                let gap = discriminant.sqrt();
                let (r, s) = ((sum + gap) / 2.0, (sum - gap) / 2.0);
                let (a, b) = ((first - s) / gap, (r - first) / gap);
                (a * power(r, t) + b * power(s, t), (a.abs() + b.abs()) * power(r.abs().max(s.abs()), t))
            } else {
                let modulus = beta.sqrt();
                let angle = libm::acos(sum / (2.0 * modulus));
                let b = (first / modulus - libm::cos(angle)) / libm::sin(angle);
                let turned = t as f64 * angle;
                let amplitude = (1.0 + b * b).sqrt();
                (power(modulus, t) * (libm::cos(turned) + b * libm::sin(turned)), power(modulus, t) * amplitude)
            };
            // The roots are good to ε over their distance, which is at least
            // 0.1, and t powers of them are taken.
            let rounding = 20.0 * f64::EPSILON * (t + 1) as f64;
            prop_assert!((point[0] - expected).abs() <= rounding * size, "{} {expected} {size}", point[0]);
        }
    }
}

#[test]
fn overshooting_converges_and_two_is_the_limit() {
    for (rate, after) in [(0.1, 9.0), (1.0, 0.0), (1.9, -9.0), (2.0, -10.0), (2.1, -11.0)] {
        let bowl = Quadratic { curvature: [1.0] };
        assert_eq!(descend(&GradientDescent { rate }, &bowl, &[10.0], 1).unwrap().end(), [after]);
    }
}

#[test]
fn divergence_begins_exactly_at_two() {
    // At 2 the point swings for ever. The next float below shrinks it in every
    // step, the next above stretches it.
    let last = |rate| distance(&GradientDescent { rate }, 1.0, 1000);
    assert_eq!(last(2.0), 1.0);
    assert!(last(2.0_f64.next_down()) < 1.0);
    assert!(last(2.0_f64.next_up()) > 1.0);
}

#[test]
fn the_best_constant_rate_shrinks_both_ends_of_the_spectrum_alike() {
    let bowl = elongated_bowl(10.0);
    let after = |rate| descend(&GradientDescent { rate }, &bowl, &[1.0, 1.0], 100).unwrap();
    let best = after(2.0 / 11.0);
    let expected = 5.5 * power(9.0 / 11.0, 200);
    assert!((best.final_loss() / expected - 1.0).abs() < 1e-12);
    assert!((best.end()[0].abs() / best.end()[1].abs() - 1.0).abs() < 1e-12);
    // Best is meant of the slowest direction. (The loss after 100 steps is lower
    // still at 0.18, where only the flat direction is slow, and weighs less.)
    let slowest = |rate| after(rate).end().iter().fold(0.0, |most: f64, x| most.max(x.abs()));
    for other in [0.05, 0.1, 0.15, 0.18, 0.181, 0.183, 0.19, 0.2] {
        assert!(slowest(other) > slowest(2.0 / 11.0));
    }
}

#[test]
fn momentum_at_its_best_constants_shrinks_by_the_root_of_kappa() {
    for (kappa, published) in [
        (4.0_f64, 0.333333),
        (10.0, 0.519494),
        (25.0, 0.666667),
        (100.0, 0.818182),
        (1000.0, 0.938693),
    ] {
        let root = kappa.sqrt();
        let factor = (root - 1.0) / (root + 1.0);
        assert!((factor - published).abs() <= 0.5e-6);
        let best = Momentum {
            rate: 4.0 / ((root + 1.0) * (root + 1.0)),
            beta: factor * factor,
            ..Momentum::notes()
        };
        let path = descend(&best, &elongated_bowl(kappa), &[1.0, 1.0], 200).unwrap();
        for (i, (lambda, r)) in [(1.0, factor), (kappa, -factor)].into_iter().enumerate() {
            // Both ends of the spectrum have a double root ±r: xₜ = rᵗ (1 + c t).
            let c = (1.0 - best.rate * lambda) / r - 1.0;
            for (t, point) in path.points().enumerate() {
                let linear = 1.0 + c * t as f64;
                // An error of one step grows by up to (1 + |c| t) in those that follow.
                let rounding = 2.0 * f64::EPSILON * (t + 1) as f64 * (1.0 + c.abs() * t as f64);
                let left = point[i] / power(r, t);
                assert!(
                    (left - linear).abs() <= rounding * (1.0 + linear.abs()),
                    "{kappa} {t} {left} {linear}"
                );
            }
        }
    }
}

#[test]
fn in_the_complex_regime_momentum_shrinks_by_the_root_of_beta_whatever_the_rate() {
    for (beta, rate) in [(0.8, 0.015), (0.8, 0.02), (0.8, 0.03), (0.9, 0.02), (0.9, 0.03)] {
        let path = descend(
            &Momentum { rate, beta, ..Momentum::notes() },
            &elongated_bowl(100.0),
            &[1.0, 1.0],
            60,
        )
        .unwrap();
        for (i, lambda) in [1.0, 100.0].into_iter().enumerate() {
            let sum: f64 = 1.0 + beta - rate * lambda;
            // The roots are complex exactly when this form in two neighbouring
            // points is positive definite; each step multiplies it by β, and
            // therefore distances by √β.
            assert!(sum * sum < 4.0 * beta);
            let form = |t: usize| {
                let (x, next) = (path.point(t)[i], path.point(t + 1)[i]);
                (next * next - sum * next * x + beta * x * x, next * next + x * x)
            };
            for t in 0..59 {
                let ((now, size), (later, _)) = (form(t), form(t + 1));
                assert!(
                    (later - beta * now).abs() <= 8.0 * f64::EPSILON * size,
                    "{rate} {lambda} {t}"
                );
            }
        }
    }
}
