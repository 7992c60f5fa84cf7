//! Famous slips: formulas that look right, were published, and are wrong. Each
//! must fail a law that the right one keeps. (Optimizers that do stand in
//! mutants.rs.)

use descent::surface::{Quadratic, Rosenbrock, Rotated, elongated_bowl};
use descent::{Ewma, GradientDescent, Momentum, Surface, descend};

#[test]
fn a_factor_of_two_roots_of_beta_is_found_out_by_running_momentum() {
    // Goh, Why momentum really works, Distill (2017), prints 2√β.
    let measured = |beta: f64, rate: f64| {
        let rule = Momentum { rate, beta, ..Momentum::notes() };
        let path = descend(&rule, &Quadratic { curvature: [1.0] }, &[1.0], 61).unwrap();
        // A form in two neighbouring points that shrinks evenly, by the square
        // of the factor in each step.
        let form = |t: usize| {
            let (x, next) = (path.point(t)[0], path.point(t + 1)[0]);
            next * next - (1.0 + beta - rate) * next * x + beta * x * x
        };
        libm::pow(form(60) / form(0), 1.0 / 120.0)
    };
    let law = |formula: fn(f64) -> f64| {
        [(0.8, 0.1), (0.8, 1.0), (0.9, 0.5), (0.5, 2.0)]
            .into_iter()
            .all(|(beta, rate)| (measured(beta, rate) / formula(beta) - 1.0).abs() < 1e-12)
    };
    assert!(law(|beta| beta.sqrt()) && !law(|beta| 2.0 * beta.sqrt()));
    // 2√0.8 would even be growth.
    assert!((measured(0.8, 1.0) - 0.894427).abs() < 0.5e-6);
}

#[test]
fn a_decomposition_without_its_half_is_found_out_by_the_loss() {
    // The same article's repository, issue 98.
    let turned = Rotated::by(Quadratic { curvature: [1.0, 25.0] }, 0.7);
    let at = [1.5, -0.5];
    let modes = [turned.cos * at[0] + turned.sin * at[1], turned.cos * at[1] - turned.sin * at[0]];
    let law = |mode: fn(f64, f64) -> f64| {
        let sum = mode(1.0, modes[0]) + mode(25.0, modes[1]);
        (sum / turned.value(&at) - 1.0).abs() < 1e-14
    };
    assert!(law(|lambda, u| 0.5 * lambda * u * u) && !law(|lambda, u| lambda * u * u));
}

#[test]
fn a_half_life_of_one_over_beta_is_found_out_by_the_weights() {
    // d2l-ai/d2l-en, rmsprop.md.
    let law = |half_life: fn(f64) -> f64| {
        [0.9, 0.99, 0.999].into_iter().all(|beta| {
            let weights = Ewma { beta }.weights(1000);
            // Between two whole ages: above a half before, below it after.
            let whole = half_life(beta).floor() as usize;
            weights[whole] >= weights[0] / 2.0 && weights[whole + 1] < weights[0] / 2.0
        })
    };
    assert!(law(|beta| Ewma { beta }.half_life()) && !law(|beta| 1.0 / beta));
    assert!((Ewma { beta: 0.9 }.half_life() - 6.58).abs() < 0.005, "not 1.11");
}

#[test]
fn divergence_said_to_begin_at_one_is_found_out_by_a_run_at_one_point_nine() {
    // d2l-ai/d2l-en, momentum.md.
    let diverges = |rate: f64| {
        let rule = GradientDescent { rate };
        let path = descend(&rule, &Quadratic { curvature: [1.0] }, &[1.0], 20_000).unwrap();
        path.diverged.is_some()
    };
    let law = |limit: f64| {
        [0.5, 1.1, 1.5, 1.9, 1.99, 2.1, 3.0].iter().all(|&rate| diverges(rate) == (rate > limit))
    };
    assert!(law(2.0) && !law(1.0));
    let once =
        descend(&GradientDescent { rate: 1.9 }, &elongated_bowl(1.0), &[1.0, 1.0], 1).unwrap();
    assert!((once.end()[0] + 0.9).abs() < 1e-15);
}

#[test]
fn a_turn_that_doubles_the_curvature_is_found_out_by_its_eigenvalues() {
    // d2l-ai/d2l-en, adagrad.md: x + y and x − y, called a turn by 45°.
    struct Stretched;
    impl Surface for Stretched {
        fn dim(&self) -> usize {
            2
        }
        fn value(&self, at: &[f64]) -> f64 {
            let (u, v) = (at[0] + at[1], at[0] - at[1]);
            0.1 * u * u + 2.0 * v * v
        }
        fn gradient(&self, at: &[f64], into: &mut [f64]) {
            let (u, v) = (at[0] + at[1], at[0] - at[1]);
            into.copy_from_slice(&[0.2 * u + 4.0 * v, 0.2 * u - 4.0 * v]);
        }
    }
    // The columns of the Hessian of a quadratic are slopes at unit vectors.
    let trace_and_determinant = |surface: &dyn Surface| {
        let (mut x, mut y) = ([0.0; 2], [0.0; 2]);
        surface.gradient(&[1.0, 0.0], &mut x);
        surface.gradient(&[0.0, 1.0], &mut y);
        (x[0] + y[1], x[0] * y[1] - x[1] * y[0])
    };
    let bowl = Quadratic { curvature: [0.2, 4.0] };
    let turned = Rotated::by_45_degrees(bowl);
    let law = |surface: &dyn Surface| {
        let (trace, determinant) = trace_and_determinant(surface);
        (trace - 4.2).abs() < 1e-14 && (determinant - 0.8).abs() < 1e-14
    };
    assert!(law(&bowl) && law(&turned) && !law(&Stretched));
    let (trace, determinant) = trace_and_determinant(&Stretched);
    assert!((trace - 8.4).abs() < 1e-14 && (determinant - 3.2).abs() < 1e-14);
    // A rate of 0.4 is stable where the largest curvature is 4 and not where it is 8.
    let rule = GradientDescent { rate: 0.4 };
    let ends = |surface: &dyn Surface| {
        descend(&rule, surface, &[-5.0, -2.0], 100).unwrap().final_loss() < 1.0
    };
    assert!(ends(&turned) && !ends(&Stretched));
}

#[test]
fn a_numeric_slope_over_a_step_of_1e_12_is_found_out_by_the_exact_one() {
    // lilipads/gradient_descent_viz.
    let law = |step: f64| {
        let (at, mut exact) = ([-1.2, 1.0], [0.0; 2]);
        Rosenbrock.gradient(&at, &mut exact);
        (0..2).all(|i| {
            let value = |by: f64| {
                let mut beside = at;
                beside[i] += by;
                Rosenbrock.value(&beside)
            };
            let numeric = (value(step) - value(-step)) / (2.0 * step);
            (numeric / exact[i] - 1.0).abs() < 1e-8
        })
    };
    assert!(law(1e-5) && !law(1e-12));
}
