//! Averages of iterates, Schedule-Free and cautious decay: against closed forms
//! and arithmetic by hand.

use descent::surface::{Quadratic, elongated_bowl};
use descent::{
    Average, Averaged, Decay, Descent, GradientDescent, Momentum, Optimizer, ScheduleFree,
    WeightDecay, descend,
};

const HALF: Quadratic<1> = Quadratic { curvature: [1.0] };

fn along(average: Average, points: &[f64]) -> Vec<f64> {
    average.along(points.chunks(1))
}

#[test]
fn averages_by_hand() {
    let points = [4.0, 8.0, 0.0];
    let beta = 0.5;
    assert_eq!(along(Average::Mean, &points), [4.0, 6.0, 4.0]);
    assert_eq!(along(Average::Ema { beta }, &points), [4.0, 6.0, 3.0]);
    assert_eq!(along(Average::Biased { beta }, &points), [2.0, 5.0, 2.5]);
    // Divided by ½, ¾ and ⅞.
    assert_eq!(along(Average::Corrected { beta }, &points), [4.0, 5.0 / 0.75, 2.5 / 0.875]);
    assert_eq!(along(Average::Mean, &[]), [0.0; 0]);
}

#[test]
fn the_average_of_equal_points_is_that_point_unless_it_is_biased() {
    let (points, beta) = ([3.0; 50], 0.9);
    for average in [Average::Mean, Average::Ema { beta }, Average::Corrected { beta }] {
        for (n, a) in (1..).zip(along(average, &points)) {
            assert!((a - 3.0).abs() < 1e-14, "{average:?} of {n}: {a}");
        }
    }
    for (n, a) in (1..).zip(along(Average::Biased { beta }, &points)) {
        assert!((a - 3.0 * (1.0 - libm::pow(beta, f64::from(n)))).abs() < 1e-14, "{n}: {a}");
    }
}

#[test]
fn an_average_beside_a_run_is_that_of_its_points_and_changes_none() {
    let rule = Momentum { rate: 0.03, beta: 0.9, ..Momentum::notes() };
    let bowl = elongated_bowl(25.0);
    let plain = descend(&rule, &bowl, &[1.0, -2.0], 30).unwrap();
    let beta = 0.8;
    for average in [
        Average::Mean,
        Average::Ema { beta },
        Average::Biased { beta },
        Average::Corrected { beta },
    ] {
        for from in [0, 1, 7, 30, 31] {
            let rule = Averaged { rule, average, from };
            assert_eq!(descend(&rule, &bowl, &[1.0, -2.0], 30).unwrap(), plain);
            let (mut state, mut theta) = (rule.init(2), [1.0, -2.0]);
            let mut slope = [0.0; 2];
            for _ in 0..30 {
                descent::Surface::gradient(&bowl, &theta, &mut slope);
                rule.step(&mut state, &mut theta, &slope);
            }
            let averages = average.along(plain.points().skip(from));
            let last = averages.chunks(2).last().unwrap_or(&[0.0, 0.0]);
            assert_eq!(rule.vectors(&state).last(), Some(&("average", last)), "{average:?}");
        }
    }
    let refused = Averaged { rule, average: Average::Ema { beta: 1.0 }, from: 1 };
    assert!(refused.check().unwrap_err().to_string().starts_with("average-beta is 1"));
}

/// x, z and y of a run on x²/2 from 1.
fn three_sequences(rule: &impl Optimizer, steps: usize) -> Vec<[f64; 3]> {
    let (mut state, mut theta) = (rule.init(1), [1.0]);
    let mut rows = Vec::new();
    for _ in 0..steps {
        let mut y = theta;
        rule.probe(&state, &mut y);
        rule.step(&mut state, &mut theta, &y);
        y = theta;
        rule.probe(&state, &mut y);
        rows.push([rule.vectors(&state)[0].1[0], theta[0], y[0]]);
    }
    rows
}

fn free(rate: f64, beta: f64) -> ScheduleFree<GradientDescent> {
    ScheduleFree { rule: GradientDescent { rate }, beta, ..ScheduleFree::sgd() }
}

#[test]
fn schedule_free_by_hand() {
    let rows = three_sequences(&free(0.5, 0.5), 3);
    let expected = [[0.5, 0.5, 0.5], [0.25, 0.375, 0.3125], [0.09375, 0.28125, 0.1875]];
    for (row, expected) in rows.iter().zip(expected) {
        assert!(row.iter().zip(expected).all(|(a, b)| (a - b).abs() < 1e-16), "{rows:?}");
    }
}

#[test]
fn schedule_free_that_measures_at_z_is_the_mean_of_a_descent() {
    let path = descend(&GradientDescent { rate: 0.3 }, &HALF, &[1.0], 40).unwrap();
    let means = Average::Mean.along(path.points().skip(1));
    let free = descend(&free(0.3, 0.0), &HALF, &[1.0], 40).unwrap();
    for (a, b) in free.coordinates[1..].iter().zip(means) {
        assert!((a - b).abs() < 1e-15, "{a} {b}");
    }
}

#[test]
fn schedule_free_with_decay_is_that_of_a_decayed_loss() {
    // λ y beside the slope of y: for gradient descent the same.
    let inside = ScheduleFree { decay: 0.3 * 0.1, ..free(0.3, 0.7) };
    let outside = WeightDecay { rule: free(0.3, 0.7), decay: Decay::L2(0.1) };
    let [a, b] = [
        descend(&inside, &HALF, &[1.0], 40).unwrap(),
        descend(&outside, &HALF, &[1.0], 40).unwrap(),
    ];
    for (a, b) in a.coordinates.iter().zip(b.coordinates) {
        assert!((a - b).abs() < 1e-15, "{a} {b}");
    }
}

#[test]
fn schedule_free_weighs_by_the_step_and_by_the_largest_rate() {
    // Σw, which is all that the slope, 0, leaves to be seen.
    let weights = |ramp, factors: [f64; 4]| {
        let rule = ScheduleFree { ramp, power: 1.0, ..free(1.0, 0.9) };
        let (mut state, mut x) = (rule.init(1), [0.0]);
        let sums = factors.map(|factor| {
            rule.scaled(factor).step(&mut state, &mut x, &[0.0]);
            state.weights
        });
        assert_eq!(x, [0.0]);
        sums
    };
    assert_eq!(weights(1.0, [1.0; 4]), [1.0, 3.0, 6.0, 10.0]);
    // The largest rate so far, not the present one.
    assert_eq!(weights(0.0, [0.0, 0.5, 1.0, 0.25]), [0.0, 0.5, 1.5, 2.5]);
}

#[test]
fn schedule_free_slips_are_found_out_by_the_hand_table() {
    // z after three steps. While z and x are one, only the first slip shows.
    type Slip = fn([f64; 3], f64) -> [f64; 2];
    let third = |slip: Slip| {
        let (mut z, mut x) = (1.0, 1.0);
        for c in [1.0, 0.5, 1.0 / 3.0] {
            let y = 0.5 * z + 0.5 * x;
            [z, x] = slip([z, x, y], c);
        }
        z
    };
    let found = three_sequences(&free(0.5, 0.5), 3)[2][0];
    let right: Slip = |[z, x, y], c| [z - 0.5 * y, (1.0 - c) * x + c * (z - 0.5 * y)];
    assert_eq!([found, third(right)], [0.09375; 2]);
    // The average of y in the place of z's; the slope at x; the step from y.
    let slips: [Slip; 3] = [
        |[z, x, y], c| [z - 0.5 * y, (1.0 - c) * x + c * y],
        |[z, x, _], c| [z - 0.5 * x, (1.0 - c) * x + c * (z - 0.5 * x)],
        |[_, x, y], c| [0.5 * y, (1.0 - c) * x + c * 0.5 * y],
    ];
    assert_eq!(slips.map(third), [-0.125, 0.0625, 0.15625]);
}

#[test]
fn cautious_decay_by_hand() {
    let rule = WeightDecay { rule: GradientDescent { rate: 1.0 }, decay: Decay::Cautious(0.25) };
    let mut state = rule.init(6);
    let mut theta = [4.0, 4.0, -4.0, -4.0, 4.0, 0.0];
    // Towards 0, away from it, both from the other side; at rest; from 0.
    rule.step(&mut state, &mut theta, &[1.0, -1.0, -1.0, 1.0, 0.0, 1.0]);
    assert_eq!(theta, [2.0, 5.0, -2.0, -5.0, 3.0, -1.0]);
    // The share is of θ before the step, even across 0.
    let mut theta = [4.0];
    let mut state = rule.init(1);
    rule.step(&mut state, &mut theta, &[6.0]);
    assert_eq!(theta, [-3.0]);
    // A product of both would underflow to 0, and pass for agreement.
    let mut theta = [1e-200];
    let tiny = WeightDecay { rule: GradientDescent { rate: 1.0 }, decay: Decay::Cautious(0.25) };
    tiny.step(&mut tiny.init(1), &mut theta, &[-1e-200]);
    assert_eq!(theta, [2e-200]);
}

#[test]
fn cautious_decay_shrinks_what_has_no_slope_and_can_be_scaled_and_refused() {
    let rule = WeightDecay { rule: GradientDescent { rate: 0.1 }, decay: Decay::Cautious(0.5) };
    let path = Descent { start: &[1.0], steps: 10, every: 1 }
        .run(&rule, |_| 0.0, |_, _, into| into.fill(0.0))
        .unwrap();
    assert_eq!(path.end(), [1.0 / 1024.0]);
    assert_eq!(rule.scaled(0.5).decay, Decay::Cautious(0.25));
    let wrong = WeightDecay { decay: Decay::Cautious(1.5), ..rule };
    assert_eq!(wrong.check().unwrap_err().refusals.len(), 1);
}

#[test]
fn cautious_decay_leaves_a_minimum_that_is_approached_from_within_alone() {
    // From 0 outwards to (3, −0.5): each step leads away from 0, and none decays.
    struct Off;
    impl descent::Surface for Off {
        fn dim(&self) -> usize {
            2
        }
        fn value(&self, at: &[f64]) -> f64 {
            0.5 * ((at[0] - 3.0) * (at[0] - 3.0) + (at[1] + 0.5) * (at[1] + 0.5))
        }
        fn gradient(&self, at: &[f64], into: &mut [f64]) {
            into[0] = at[0] - 3.0;
            into[1] = at[1] + 0.5;
        }
    }
    let plain = GradientDescent { rate: 0.1 };
    let end = |decay| {
        let rule = WeightDecay { rule: plain, decay };
        descend(&rule, &Off, &[0.0, 0.0], 200).unwrap().coordinates
    };
    assert_eq!(end(Decay::Cautious(0.05)), end(Decay::Cautious(0.0)));
    // Decoupled decay ends where ηx = ηθ* − λx: at two thirds.
    let decoupled = end(Decay::Decoupled(0.05));
    assert!((decoupled[400] - 3.0 * 0.1 / (0.1 + 0.05)).abs() < 1e-9, "{}", decoupled[400]);
}
