//! The loop: what it refuses, what it records, how it ends.

use descent::surface::{Quadratic, Rosenbrock};
use descent::{Descent, GradientDescent, Momentum, Optimizer, Surface, descend};

const BOWL: Quadratic<2> = Quadratic { curvature: [1.0, 25.0] };

#[test]
fn settings_out_of_range_are_refused_all_at_once() {
    let refused =
        descend(&Momentum { rate: -1.0, beta: 1.0, ..Momentum::notes() }, &BOWL, &[1.0, 1.0], 10)
            .unwrap_err();
    assert_eq!(
        refused.refusals,
        [
            "rate is -1, but must be finite and at least 0",
            "beta is 1, but must be at least 0 and below 1"
        ]
    );
    for rate in [-1e-300, -0.1, f64::NAN, f64::INFINITY] {
        assert!(GradientDescent { rate }.check().is_err());
    }
    for beta in [-0.1, 1.0, f64::NAN] {
        assert!(Momentum { rate: 0.1, beta, ..Momentum::notes() }.check().is_err());
    }
    let broken = Quadratic { curvature: [f64::NAN, 1.0] };
    let refused = descend(&GradientDescent { rate: 0.1 }, &broken, &[1.0], 10).unwrap_err();
    assert_eq!(
        refused.refusals,
        ["curvature[0] is NaN, but must be finite", "the length of start is 1, but must be 2"]
    );
    let refused =
        descend(&GradientDescent { rate: 0.1 }, &BOWL, &[1.0, f64::INFINITY], 10).unwrap_err();
    assert_eq!(refused.to_string(), "start[1] is inf, but must be finite");
}

#[test]
fn divergence_is_a_result() {
    // Each step doubles x and turns its sign: 2¹⁰²⁴ is the first power of two
    // that is not a finite float.
    let path =
        descend(&GradientDescent { rate: 3.0 }, &Quadratic { curvature: [1.0] }, &[1.0], 5000)
            .unwrap();
    assert_eq!(path.diverged, Some(1024));
    assert_eq!(path.len(), 1024);
    assert!(path.coordinates.iter().all(|x| x.is_finite()));
    assert_eq!(path.end()[0].abs(), f64::MAX / (2.0 - f64::EPSILON));
    assert!(path.final_loss().is_infinite());
    assert_eq!(
        descend(&GradientDescent { rate: 0.03 }, &BOWL, &[1.0, 1.0], 50).unwrap().diverged,
        None
    );
}

#[test]
fn recording_every_kth_step_leaves_the_same_points() {
    let rule = Momentum { rate: 0.001, beta: 0.9, ..Momentum::notes() };
    let full = descend(&rule, &Rosenbrock, &[-1.2, 1.0], 100).unwrap();
    assert_eq!(full.steps, (0..=100).collect::<Vec<_>>());
    for every in [1, 7, 50, 100, 1000] {
        let sparse = Descent { start: &[-1.2, 1.0], steps: 100, every }
            .run(&rule, |at| Rosenbrock.value(at), |_, at, into| Rosenbrock.gradient(at, into))
            .unwrap();
        let mut recorded: Vec<usize> = (0..=100).step_by(every).collect();
        if recorded.last() != Some(&100) {
            recorded.push(100);
        }
        assert_eq!(sparse.steps, recorded);
        for (i, &t) in sparse.steps.iter().enumerate() {
            assert_eq!(sparse.point(i), full.point(t));
            assert_eq!(sparse.losses[i], full.losses[t]);
            assert_eq!(sparse.gradient_norms[i], full.gradient_norms[t]);
        }
    }
    let never = Descent { start: &[1.0], steps: 1, every: 0 };
    assert!(never.run(&rule, |_| 0.0, |_, _, _| ()).is_err());
}

#[test]
fn a_path_reports_the_loss_at_its_points_and_the_slope_that_comes_next() {
    let path = descend(&GradientDescent { rate: 0.03 }, &BOWL, &[1.0, 1.0], 20).unwrap();
    assert_eq!(path.points().len(), 21);
    for (i, point) in path.points().enumerate() {
        assert_eq!(path.losses[i], BOWL.value(point));
        let norm = (point[0] * point[0] + 625.0 * point[1] * point[1]).sqrt();
        // A square root of two squares, multiplied in another order.
        assert!((path.gradient_norms[i] - norm).abs() <= 2.0 * f64::EPSILON * norm);
    }
}

#[test]
fn a_gradient_is_asked_once_a_step_and_once_at_the_end() {
    let mut asked = Vec::new();
    let descent = Descent { start: &[1.0], steps: 4, every: 3 };
    descent
        .run(
            &GradientDescent { rate: 0.5 },
            |_| 0.0,
            |t, at, into| {
                asked.push((t, at[0]));
                into[0] = at[0];
            },
        )
        .unwrap();
    assert_eq!(asked, [(1, 1.0), (2, 0.5), (3, 0.25), (4, 0.125), (5, 0.0625)]);
}

#[test]
fn steps_to_is_the_first_recorded_step_at_or_below_the_loss() {
    // x halves: the losses are ½, ⅛, 1/32, …
    let halve = GradientDescent { rate: 0.5 };
    let bowl = Quadratic { curvature: [1.0] };
    let path = descend(&halve, &bowl, &[1.0], 10).unwrap();
    assert_eq!(path.steps_to(1.0), Some(0));
    assert_eq!(path.steps_to(0.125), Some(1));
    assert_eq!(path.steps_to(0.12), Some(2));
    assert_eq!(path.steps_to(0.0), None);
    let sparse = Descent { start: &[1.0], steps: 10, every: 4 }
        .run(&halve, |at| bowl.value(at), |_, at, into| bowl.gradient(at, into))
        .unwrap();
    assert_eq!(sparse.steps_to(0.125), Some(4));
}

#[test]
fn no_steps_leave_the_start() {
    let path = descend(&GradientDescent { rate: 0.5 }, &BOWL, &[3.0, -2.0], 0).unwrap();
    assert_eq!((path.len(), path.end()), (1, &[3.0, -2.0][..]));
    assert_eq!(path.final_loss(), 0.5 * 9.0 + 12.5 * 4.0);
}

#[test]
fn a_run_settles_when_it_stays_below_for_good() {
    // Much memory: the loss of this swinging run touches 1e-3 on its way through.
    let rule = Momentum { rate: 0.1, beta: 0.9, ..Momentum::notes() };
    let path = descend(&rule, &Quadratic { curvature: [1.0] }, &[1.0], 400).unwrap();
    let (touches, settles) = (path.steps_to(1e-3).unwrap(), path.settles_at(1e-3).unwrap());
    assert!(touches < settles);
    assert!(path.losses[settles - 1] > 1e-3);
    assert!(path.losses[settles..].iter().all(|&loss| loss <= 1e-3));
    let cut = descend(&rule, &Quadratic { curvature: [1.0] }, &[1.0], settles - 1).unwrap();
    assert_eq!(cut.settles_at(1e-3), None);
    let lost = descend(&GradientDescent { rate: 3.0 }, &BOWL, &[1.0, 1.0], 5000).unwrap();
    assert_eq!(lost.settles_at(f64::INFINITY), None);
}

/// Five numbers a step on a surface of two parameters, and hardly any spare room.
#[test]
fn a_path_takes_the_memory_that_its_points_need() {
    for steps in [0, 10, 1_000, 100_000] {
        let path = descend(&GradientDescent { rate: 0.001 }, &BOWL, &[1.0, 1.0], steps).unwrap();
        let lists = [path.steps.capacity(), path.losses.capacity(), path.gradient_norms.capacity()];
        for room in lists {
            assert!(room <= steps + 2, "room for {room} of {steps} steps");
        }
        assert!(path.coordinates.capacity() <= 2 * (steps + 2));
    }
    // Whoever asks for more steps than a run survives is not asked for the memory.
    let lost =
        descend(&GradientDescent { rate: 1e9 }, &BOWL, &[1.0, 1.0], usize::MAX >> 8).unwrap();
    assert!(lost.diverged.is_some() && lost.coordinates.capacity() < 1 << 24);
}
