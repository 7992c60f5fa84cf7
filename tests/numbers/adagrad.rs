//! What the AdaGrad chapter claims, from closed forms and by other ways.

use descent::random::{normal, seeded};
use descent::surface::{LeastSquares, Quadratic, Rotated, elongated_bowl};
use descent::{
    AdaGrad, Adam, Descent, Epsilon, GradientDescent, Momentum, Optimizer, RmsProp, Surface,
    descend,
};
use ndarray::{Array1, Array2};
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
    fn the_sum_of_squares_over_roots_is_at_most_twice_the_root(slopes in prop::collection::vec(-1e3..1e3_f64, 1..200)) {
        let (mut s, mut sum) = (0.0_f64, 0.0);
        for g in slopes.iter().filter(|&&g| g != 0.0) {
            s += g * g;
            sum += g * g / s.sqrt();
        }
        prop_assert!(sum <= 2.0 * s.sqrt() * (1.0 + 1e-13));
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
