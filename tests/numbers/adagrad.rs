//! What the AdaGrad chapter claims, from closed forms and by other ways.

use chapters::adagrad::CHAPTER;
use descent::random::{normal, seeded};
use descent::surface::{LeastSquares, Quadratic, Rotated, elongated_bowl};
use descent::{
    AdaGrad, Adam, Descent, Epsilon, GradientDescent, Momentum, Optimizer, RmsProp, Surface,
    descend,
};
use ndarray::{Array1, Array2};
use press::Program;
use proptest::prelude::*;

const BOWL: Quadratic<1> = Quadratic { curvature: [1.0] };

fn pure(rate: f64) -> AdaGrad {
    AdaGrad { rate, epsilon: Epsilon::Outside(0.0), start: 0.0 }
}

proptest! {
    #[test]
    fn the_first_step_is_the_rate_against_the_sign(slope in 1e-100..1e100_f64, rate in 1e-3..10.0_f64, down: bool) {
        let slope = if down { -slope } else { slope };
        let mut at = [0.0];
        let rule = pure(rate);
        rule.step(&mut rule.init(1), &mut at, &[slope]);
        // √(g²) is |g| but for one rounding, and the quotient for one more.
        prop_assert!((at[0] / (-rate * slope.signum()) - 1.0).abs() < 1e-15);
    }

    #[test]
    fn the_sum_of_squares_over_roots_is_between_the_root_and_twice_it(slopes in prop::collection::vec(-1e3..1e3_f64, 1..200)) {
        let (mut s, mut sum) = (0.0_f64, 0.0);
        for g in slopes.iter().filter(|&&g| g != 0.0) {
            s += g * g;
            sum += g * g / s.sqrt();
        }
        prop_assert!(sum <= 2.0 * s.sqrt() * (1.0 + 1e-13));
        prop_assert!(sum >= s.sqrt() * (1.0 - 1e-13));
    }

    #[test]
    fn the_scale_of_every_single_coordinate_is_without_effect(
        slopes in prop::collection::vec((-10.0..10.0_f64, -10.0..10.0_f64), 1..50), a in 1e-6..1e6_f64, b in 1e-6..1e6_f64,
    ) {
        let rule = pure(0.1);
        let run = |a: f64, b: f64| {
            let (mut at, mut state) = ([0.0; 2], rule.init(2));
            slopes.iter().for_each(|(x, y)| rule.step(&mut state, &mut at, &[a * x, b * y]));
            at
        };
        let (once, scaled) = (run(1.0, 1.0), run(a, b));
        for i in 0..2 {
            // At most 50 steps of 0.1, each with a few roundings.
            prop_assert!((once[i] - scaled[i]).abs() < 1e-13);
        }
    }
}

#[test]
fn without_noise_the_sum_ends_and_the_run_arrives() {
    for (rate, sum, effective, factor, steps) in
        [(0.1, 10.040185, 0.031559, 0.968441, 419), (0.5, 1.362642, 0.428331, 0.571669, 25)]
    {
        let rule = pure(rate);
        let (mut at, mut state, mut arrived) = ([1.0], rule.init(1), None);
        for t in 1..=5000 {
            let slope = at;
            rule.step(&mut state, &mut at, &slope);
            if arrived.is_none() && at[0].abs() < 1e-6 {
                arrived = Some(t);
            }
        }
        assert!((state.squares[0] - sum).abs() < 0.5e-6, "{}", state.squares[0]);
        assert!((rule.effective_rates(&state)[0] - effective).abs() < 0.5e-6);
        assert!((1.0 - rule.effective_rates(&state)[0] - factor).abs() < 0.5e-6);
        assert_eq!(arrived, Some(steps));
    }
}

#[test]
fn under_noise_the_rate_shrinks_like_one_over_the_root_of_t() {
    const STEPS: usize = 100_000;
    for seed in 0..5 {
        let (rule, mut chance) = (pure(0.1), seeded(seed));
        let (mut at, mut state) = ([1.0], rule.init(1));
        for _ in 0..STEPS {
            let slope = [at[0] + normal(&mut chance)];
            rule.step(&mut state, &mut at, &slope);
        }
        // The sum of t squares of variance-1 noise has the standard error √(2t),
        // so its root is off by 0.22 % of itself; x adds a little.
        let share = rule.effective_rates(&state)[0] / rule.rate;
        assert!((share * (STEPS as f64).sqrt() - 1.0).abs() < 3.0 * 0.0023, "{share}");
    }
}

#[test]
fn unit_slopes_travel_the_sum_of_inverse_roots() {
    let (rule, mut at) = (pure(1.0), [0.0]);
    let mut state = rule.init(1);
    (0..10_000).for_each(|_| rule.step(&mut state, &mut at, &[-1.0]));
    // ζ(½) + 2√T + 1/(2√T), by Euler and Maclaurin; what is left out is below T^(−3/2).
    assert!((at[0] - (200.0 - 1.460_354_508_809_586_8 + 0.005)).abs() < 1e-6);
    assert!((at[0] - 198.54).abs() < 0.005);
}

#[test]
fn a_feature_seen_at_every_kth_step_has_root_k_times_the_rate() {
    for k in [1, 4, 9, 16, 100] {
        let (rule, mut at) = (pure(0.1), [0.0; 2]);
        let mut state = rule.init(2);
        for t in 1..=20 * k {
            let sign = if t % 3 == 0 { 1.0 } else { -1.0 };
            rule.step(&mut state, &mut at, &[sign, if t % k == 0 { sign } else { 0.0 }]);
            if t % k == 0 {
                let rates = rule.effective_rates(&state);
                assert!((rates[1] / rates[0] / (k as f64).sqrt() - 1.0).abs() < 1e-15);
            }
        }
    }
}

#[test]
fn a_ravine_along_the_axes_is_a_round_bowl_to_it() {
    let path = |kappa: f64| descend(&pure(0.7), &elongated_bowl(kappa), &[1.0, 1.0], 50).unwrap();
    let round = path(1.0);
    for kappa in [4.0, 1e4, 123.456] {
        let gap = |(a, b): (&f64, &f64)| (a - b).abs();
        let gaps =
            round.coordinates.iter().zip(&path(kappa).coordinates).map(gap).fold(0.0, f64::max);
        assert!(gaps < 1e-14, "{kappa}: {gaps}");
    }
}

/// The ratio of the losses on 0.1 u² + 2 v², turned by 45° over along the axes.
#[test]
fn a_turn_by_45_degrees_costs_what_is_published() {
    let along = Quadratic { curvature: [0.2, 4.0] };
    let turned = Rotated::by_45_degrees(along);
    let start = [-5.0 * turned.cos + 2.0 * turned.sin, -5.0 * turned.sin - 2.0 * turned.cos];
    fn ratio(rule: &impl Optimizer, along: &Quadratic<2>, turned: &Rotated, start: &[f64]) -> f64 {
        descend(rule, turned, start, 20).unwrap().final_loss()
            / descend(rule, along, &[-5.0, -2.0], 20).unwrap().final_loss()
    }
    let epsilon = Epsilon::Inside(1e-6);
    let own = |rate| AdaGrad { rate, epsilon, start: 0.0 };
    let rms = RmsProp { rate: 0.4, beta: 0.9, epsilon, ..RmsProp::hinton() };
    let heavy = Momentum { rate: 0.4, beta: 0.5, ..Momentum::notes() };
    for (seen, published, tolerance) in [
        (ratio(&GradientDescent { rate: 0.4 }, &along, &turned, &start), 1.0, 1e-12),
        (ratio(&heavy, &along, &turned, &start), 1.0, 1e-12),
        (ratio(&own(0.4), &along, &turned, &start), 3.139, 0.0005),
        (ratio(&own(2.0), &along, &turned, &start), 4.0e5, 0.0125),
        (ratio(&rms, &along, &turned, &start), 1.3e4, 0.005),
        (ratio(&Adam { rate: 0.4, ..Adam::paper() }, &along, &turned, &start), 6.94, 0.001),
    ] {
        assert!((seen / published - 1.0).abs() < tolerance, "{seen}, published {published}");
    }
}

#[test]
fn the_modulus_brakes_so_hard_that_the_way_grows_like_a_logarithm() {
    // Divided by Σ |g|, unit slopes travel the harmonic sum: ln T + 0.5772 + 1/(2T).
    let harmonic: f64 = (1..=10_000).map(|t| 1.0 / f64::from(t)).sum();
    assert!((harmonic - (libm::log(1e4) + 0.577_215_664_901_532_9 + 5e-5)).abs() < 1e-8);
    assert!((harmonic - 9.8).abs() < 0.05);
}

/// The wines, read once more.
fn wines() -> LeastSquares {
    let text = include_str!("../../chapters/adagrad/winequality-red.csv");
    let row = |line: &str| line.split(',').map(|cell| cell.parse().unwrap()).collect();
    let rows: Vec<Vec<f64>> = text.lines().skip(1).map(row).collect();
    LeastSquares {
        inputs: Array2::from_shape_fn((rows.len(), 11), |(i, j)| rows[i][j]),
        targets: rows.iter().map(|row| row[11]).collect::<Array1<f64>>(),
    }
}

#[test]
fn the_shipped_table_is_that_of_cortez_and_others() {
    let data = wines();
    assert_eq!(data.inputs.dim(), (1599, 11));
    assert!(data.targets.iter().all(|&y| (3.0..=8.0).contains(&y)));
    // Known of this table: 681 wines of quality 5, and the means of its columns.
    assert_eq!(data.targets.iter().filter(|&&y| y == 5.0).count(), 681);
    assert!((data.inputs.column(6).sum() / 1599.0 - 46.4678).abs() < 1e-4);
    assert!((data.inputs.column(10).sum() / 1599.0 - 10.4230).abs() < 1e-4);
}

#[test]
fn centred_wines_are_nearly_solved_row_by_row_too() {
    let mut data = wines();
    for mut column in data.inputs.columns_mut() {
        let mean = column.sum() / column.len() as f64;
        column.iter_mut().for_each(|x| *x -= mean);
    }
    let mut start = [0.0; 12];
    start[11] = data.targets.sum() / data.targets.len() as f64;
    let least = data.value(&data.minima()[0]);
    let loss = |rule: &AdaGrad| {
        Descent { start: &start, steps: 100, every: 100 }
            .run(rule, |at| data.value(at), |_, at, into| data.gradient(at, into))
            .unwrap()
            .final_loss()
    };
    assert!(loss(&AdaGrad { rate: 0.6, ..AdaGrad::paper() }) - least < 1e-3);
}

#[test]
fn the_bowl_x_squared_over_two_is_where_the_tables_were_made() {
    assert_eq!(BOWL.value(&[1.0]), 0.5);
    let path = descend(&pure(0.1), &BOWL, &[1.0], 419).unwrap();
    assert!(path.end()[0].abs() < 1e-6 && path.point(418)[0].abs() >= 1e-6);
}

proptest! {
    /// Along one parameter: Σ g d ≤ (D²/2η + η) √s, for any slopes and any point to
    /// compare with, and so for the regret of convex losses.
    #[test]
    fn what_slopes_times_distances_add_up_to_is_bounded(
        slopes in prop::collection::vec(-1e2..1e2_f64, 1..300), best in -5.0..5.0_f64, rate in 0.01..10.0_f64,
    ) {
        let rule = pure(rate);
        let (mut at, mut state, mut sum, mut farthest) = ([0.0], rule.init(1), 0.0, 0.0_f64);
        for g in slopes {
            let off = at[0] - best;
            farthest = farthest.max(off.abs());
            sum += g * off;
            rule.step(&mut state, &mut at, &[g]);
            let bound = (farthest * farthest / (2.0 * rate) + rate) * state.squares[0].sqrt();
            prop_assert!(sum <= bound * (1.0 + 1e-12));
        }
    }

    /// Without noise, on losses whose curvature is at most 1: once √s ≥ η each step
    /// lowers the loss by half of ηg²/√s.
    #[test]
    fn once_the_root_is_large_every_step_descends(start in -3.0..3.0_f64, rate in 0.1..5.0_f64, wave: bool) {
        let loss = |x: f64| if wave { libm::cos(x) } else { 0.5 * (x - 2.0) * (x - 2.0) };
        let slope = |x: f64| if wave { -libm::sin(x) } else { x - 2.0 };
        let rule = pure(rate);
        let (mut at, mut state) = ([start], rule.init(1));
        for _ in 0..500 {
            let (before, g) = (loss(at[0]), slope(at[0]));
            rule.step(&mut state, &mut at, &[g]);
            let root = state.squares[0].sqrt();
            if root >= rate && g != 0.0 {
                prop_assert!(loss(at[0]) <= before - 0.5 * rate * g * g / root + 1e-13);
            }
        }
    }

    /// D²/2r + r s/2 is least at r = D/√s, where it is D√s.
    #[test]
    fn the_best_fixed_rate_in_hindsight_is_a_distance_over_a_root(s in 1e-3..1e3_f64, far in 0.1..10.0_f64, other in 0.1..10.0_f64) {
        let bound = |r: f64| far * far / (2.0 * r) + r * s / 2.0;
        let best = far / s.sqrt();
        prop_assert!((bound(best) / (far * s.sqrt()) - 1.0).abs() < 1e-12);
        prop_assert!(bound(best * other) >= bound(best) * (1.0 - 1e-12));
        // AdaGrad's, with η = D/√2, is √2 times that.
        let rate = far / 2.0_f64.sqrt();
        let own = (far * far / (2.0 * rate) + rate) * s.sqrt();
        prop_assert!((own / bound(best) - 2.0_f64.sqrt()).abs() < 1e-12);
    }
}

/// Half of the distance to a minimum that has moved takes ln 2 · √T/η steps.
#[test]
fn a_long_past_makes_following_slow_like_its_root() {
    for (past, rate) in [(1e4, 1.0), (1e6, 3.0), (1e6, 10.0)] {
        let rule = AdaGrad { start: past, ..pure(rate) };
        let (mut at, mut state, mut steps) = ([0.0], rule.init(1), 0);
        while at[0] < 1.5 {
            let slope = [at[0] - 3.0];
            rule.step(&mut state, &mut at, &slope);
            steps += 1;
        }
        let foretold = libm::log(2.0) * past.sqrt() / rate;
        assert!((f64::from(steps) / foretold - 1.0).abs() < 0.05, "{steps}, not {foretold}");
    }
}

/// From a distance d with a rate far above it: out to η − d, back to d − d²/2η short
/// of the minimum, and then close to it, whatever the curvature.
#[test]
fn a_bold_rate_leads_out_back_and_to_the_minimum() {
    for (d, curvature) in [(5.0, 0.2), (2.0, 4.0)] {
        let bowl = Quadratic { curvature: [curvature] };
        let path = descend(&pure(74.0), &bowl, &[-d], 3).unwrap();
        assert!((path.point(1)[0] - (74.0 - d)).abs() < 1e-12);
        let back = path.point(2)[0];
        // What is left out of η(η−d)/√(d²+(η−d)²) is of the order d³/η².
        assert!((back + d - d * d / 148.0).abs() < 1.5 * d * d * d / (74.0 * 74.0), "{back}");
        assert!(path.point(3)[0].abs() < 0.1 * d);
    }
}

/// Tuned anew for each, AdaGrad wins along the axes and loses to gradient descent
/// on the turned ravine, wherever the minimum is.
#[test]
fn no_rate_of_adagrad_makes_up_for_the_turn() {
    let along = Quadratic { curvature: [0.2, 4.0] };
    let turned = Rotated::by_45_degrees(along);
    let start = [-5.0 * turned.cos + 2.0 * turned.sin, -5.0 * turned.sin - 2.0 * turned.cos];
    let rates: Vec<f64> = (0..60).map(|i| 0.02 * libm::pow(1.12, f64::from(i))).collect();
    let least = |losses: &mut dyn Iterator<Item = f64>| losses.fold(f64::INFINITY, f64::min);
    let own = |surface: &dyn Surface, start: &[f64]| {
        least(&mut rates.iter().map(|&rate| {
            let path = descend(&pure(rate), surface, start, 20).unwrap();
            path.losses[16..].iter().copied().fold(0.0, f64::max)
        }))
    };
    let plain = least(&mut rates.iter().filter(|&&rate| rate < 0.5).map(|&rate| {
        let path = descend(&GradientDescent { rate }, &along, &[-5.0, -2.0], 20).unwrap();
        path.losses[16..].iter().copied().fold(0.0, f64::max)
    }));
    assert!(own(&along, &[-5.0, -2.0]) < 1e-8 * plain);
    assert!(own(&turned, &start) > 1.5 * plain);
}

/// However the ravine is turned, gradient descent's line stays where it is; AdaGrad's
/// does not, and at a right angle it is back.
#[test]
fn turning_the_ravine_leaves_gradient_descent_where_it_is() {
    let losses = |angle: f64, panel: &str, series: &str| -> Vec<f64> {
        let given = [("angle".to_string(), angle.to_string())];
        let page = Program::page(&CHAPTER, &given, &["turned"], &mut |_, part| part());
        let page = page.expect("an angle");
        let figure = page.figures.iter().find(|figure| figure.name == "turned").expect("a figure");
        let (csv, head) = (figure.data.csv(), format!("{panel},{series},"));
        let rows = csv.lines().filter_map(|line| line.strip_prefix(&head));
        rows.map(|row| row.split(',').next_back().expect("a loss").parse().expect("a number"))
            .collect()
    };
    let near = |a: &[f64], b: &[f64]| {
        a.len() == b.len() && a.iter().zip(b).all(|(a, b)| (a / b - 1.0).abs() < 1e-9)
    };
    let still = losses(45.0, "along the axes", "gradient descent");
    let own = losses(45.0, "along the axes", "AdaGrad");
    assert!(still.len() > 10 && own.len() > 10);
    for angle in [10.0, 23.5, 60.0] {
        let panel = format!("turned by {angle}°");
        assert!(near(&losses(angle, &panel, "gradient descent"), &still), "{angle}");
        assert!(!near(&losses(angle, &panel, "AdaGrad"), &own), "{angle}");
    }
    // Along the other axis it is the same to the last bit.
    assert_eq!(losses(90.0, "turned by 90°", "AdaGrad"), own);
}
