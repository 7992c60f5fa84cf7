//! What the RMSProp chapter claims, from closed forms and plain loops of its own.

use descent::surface::{Quadratic, Rotated, Saddle};
use descent::{
    AdaGrad, Adam, Epsilon, GradientDescent, Momentum, Optimizer, Path, RmsProp, Schedule,
    Scheduled, descend,
};

/// Four lines from the lecture, without the library: x and s after each step.
fn plain(h: f64, rate: f64, beta: f64, epsilon: f64, start: f64, steps: usize) -> Vec<[f64; 2]> {
    let (mut x, mut s) = (start, 0.0);
    let mut track = vec![[x, s]];
    for _ in 0..steps {
        let g = h * x;
        s = beta * s + (1.0 - beta) * g * g;
        x -= rate * g / (s.sqrt() + epsilon);
        track.push([x, s]);
    }
    track
}

fn bowl(rule: &impl Optimizer, h: f64, start: f64, steps: usize) -> Path {
    descend(rule, &Quadratic { curvature: [h] }, &[start], steps).unwrap()
}

/// Published: (h, η, ε) → where it ends.
#[test]
fn it_ends_at_half_the_rate_less_epsilon_over_the_curvature() {
    for (h, rate, epsilon, end) in
        [(1.0, 0.01, 1e-3, 0.004), (10.0, 0.01, 0.01, 0.004), (0.1, 0.1, 1e-3, 0.04)]
    {
        let rule = RmsProp { rate, epsilon: Epsilon::Outside(epsilon), ..RmsProp::hinton() };
        let path = bowl(&rule, h, 1.0, 3000);
        let own = plain(h, rate, 0.9, epsilon, 1.0, 3000);
        for x in [path.end()[0], own[3000][0]] {
            // √0.9 per step leaves nothing of the start; a few roundings remain.
            assert!((x.abs() / end - 1.0).abs() < 1e-12, "{h} {rate} {epsilon}: {x}");
        }
        assert!(path.end()[0] * path.point(2999)[0] < 0.0);
    }
}

/// The recurrence of the proof, a ← (3β − 1) a − β a₋₁, against the full rule
/// started a millionth beside the dance.
#[test]
fn near_the_dance_the_distance_obeys_the_recurrence_of_the_proof() {
    for beta in [0.05_f64, 0.2, 0.5, 0.9, 0.99] {
        // h = η = 1; s is set to what it is in the dance.
        let (mut u, mut s) = (0.5 + 1e-6, 0.25_f64);
        let mut a = vec![1e-6_f64];
        for _ in 0..30 {
            s = beta * s + (1.0 - beta) * u * u;
            u *= 1.0 / s.sqrt() - 1.0;
            a.push(u - 0.5);
        }
        for three in a.windows(3) {
            let next = (3.0 * beta - 1.0) * three[1] - beta * three[0];
            // What the proof drops are squares of a millionth, times a few.
            assert!((three[2] - next).abs() < 3e-11, "{beta}: {three:?}");
        }
    }
}

/// With ε the fixed point 0 attracts exactly if ηh/ε is below 2.
#[test]
fn half_of_eta_h_is_the_epsilon_that_makes_it_converge() {
    for h in [0.5, 1.0, 20.0] {
        let end = |share: f64| {
            let epsilon = share * 0.5 * 0.1 * h;
            plain(h, 0.1, 0.9, epsilon, 1.0, 20_000)[20_000][0].abs()
        };
        assert!(end(1.01) < 1e-80, "{h}");
        assert!((end(0.99) / (0.01 * 0.05) - 1.0).abs() < 1e-6, "{h}");
    }
}

#[test]
fn it_arrives_and_leaves_when_the_effective_rate_passes_two() {
    for (rate, nearest, least, back) in [(0.01, 169, 1.97e-21, 203), (0.1, 43, 3.5e-19, 76)] {
        let own = plain(1.0, rate, 0.9, 0.0, 1.0, 400);
        let size = |t: usize| own[t][0].abs();
        let at = (0..=200).min_by(|&a, &b| size(a).total_cmp(&size(b))).unwrap();
        assert_eq!(at, nearest);
        assert!((size(at) / least - 1.0).abs() < 0.01);
        assert_eq!((at..400).find(|&t| size(t) >= rate / 2.0), Some(back));
        assert!(rate / own[at][1].sqrt() < 2.0 && rate / own[at + 1][1].sqrt() > 2.0);
    }
}

#[test]
fn a_falling_rate_takes_the_dance_with_it() {
    let schedule = Schedule::Exponential { gamma: 0.98 };
    let rule = Scheduled { rule: RmsProp { rate: 0.1, ..RmsProp::hinton() }, schedule };
    let path = bowl(&rule, 1.0, 1.0, 1000);
    assert!(path.end()[0].abs() < 1e-9);
    assert!(bowl(&rule.rule, 1.0, 1.0, 1000).end()[0].abs() > 0.049);
}

#[test]
fn without_memory_it_is_sign_descent_between_a_and_eta_less_a() {
    let rule = RmsProp { rate: 0.1, beta: 0.0, ..RmsProp::hinton() };
    let path = bowl(&rule, 7.0, 0.93, 500);
    let (here, there) = (path.end()[0], path.point(499)[0]);
    // Ten steps down from 0.93, each rounded.
    assert!((here.abs().min(there.abs()) - 0.03).abs() < 1e-14);
    assert!((here.abs() + there.abs() - 0.1).abs() < 1e-14);
}

#[test]
fn the_notes_unrolled_sums_are_the_recursion() {
    let slopes = [0.3, -2.0, 1.1];
    let mut v = 0.0_f64;
    for g in slopes {
        v = 0.95 * v + 0.05 * g * g;
    }
    let [a, b, c] = slopes.map(|g| g * g);
    let unrolled = 0.95 * 0.95 * 0.05 * a + 0.95 * 0.05 * b + 0.05 * c;
    assert!((v / unrolled - 1.0).abs() < 1e-14);
}

#[test]
fn a_saddle_is_left_from_a_rounding_error_in_five_steps() {
    let leaves = |path: Path| path.points().position(|at| at[1].abs() >= 1.0);
    let from = [1.0, 1e-15];
    let epsilon = Epsilon::Outside(1e-8);
    let rate = 0.1;
    let rms = RmsProp { rate, epsilon, ..RmsProp::hinton() };
    let adam = Adam { rate, epsilon, ..Adam::paper() };
    let adagrad = AdaGrad { rate, epsilon, ..AdaGrad::paper() };
    let momentum = Momentum { rate, beta: 0.9, ..Momentum::notes() };
    assert_eq!(leaves(descend(&rms, &Saddle, &from, 300).unwrap()), Some(5));
    assert_eq!(leaves(descend(&adam, &Saddle, &from, 300).unwrap()), Some(13));
    assert_eq!(leaves(descend(&adagrad, &Saddle, &from, 300).unwrap()), Some(18));
    assert_eq!(leaves(descend(&momentum, &Saddle, &from, 300).unwrap()), Some(87));
    assert_eq!(leaves(descend(&GradientDescent { rate }, &Saddle, &from, 300).unwrap()), Some(190));
}

/// A true turn by 45°, by hand: u = (x + y)/√2, v = (y − x)/√2.
#[test]
fn a_turned_bowl_costs_a_factor_of_thirteen_thousand() {
    let rule =
        RmsProp { rate: 0.4, beta: 0.9, epsilon: Epsilon::Inside(1e-6), ..RmsProp::hinton() };
    let bowl = Quadratic { curvature: [0.2, 4.0] };
    let half = 0.5_f64.sqrt();
    let straight = descend(&rule, &bowl, &[-5.0, -2.0], 20).unwrap().final_loss();
    let start = [half * (-5.0 + 2.0), half * (-5.0 - 2.0)];
    let turned = descend(&rule, &Rotated::by_45_degrees(bowl), &start, 20).unwrap().final_loss();
    assert!((turned / straight / 1.3e4 - 1.0).abs() < 0.05, "{}", turned / straight);
    let (mut at, mut s) = (start, [0.0; 2]);
    for _ in 0..20 {
        let (u, v) = (half * (at[0] + at[1]), half * (at[1] - at[0]));
        let slope = [half * (0.2 * u - 4.0 * v), half * (0.2 * u + 4.0 * v)];
        for i in 0..2 {
            s[i] = 0.9 * s[i] + 0.1 * slope[i] * slope[i];
            at[i] -= 0.4 * slope[i] / (s[i] + 1e-6_f64).sqrt();
        }
    }
    let (u, v) = (half * (at[0] + at[1]), half * (at[1] - at[0]));
    // Twenty steps of rounding, amplified by a division through small roots.
    assert!(((0.1 * u * u + 2.0 * v * v) / turned - 1.0).abs() < 1e-9);
}

#[test]
fn on_an_even_slope_the_centered_rule_runs_away_by_the_formula() {
    let rule = RmsProp { rate: 1.0, centered: true, ..RmsProp::hinton() };
    let (mut theta, mut state) = ([0.0], rule.init(1));
    let mut decay = 1.0;
    for _ in 0..200 {
        rule.step(&mut state, &mut theta, &[3.3]);
        decay *= 0.9;
        let variance = 3.3 * 3.3 * decay * (1.0 - decay);
        // The difference from the average shrinks to 1e-9 of it: so much is lost.
        assert!((state.squares[0] / variance - 1.0).abs() < 1e-6);
    }
}

#[test]
fn the_value_in_the_documentation_of_keras() {
    let path = bowl(&RmsProp { rate: 0.1, ..RmsProp::keras() }, 1.0, 10.0, 1);
    assert!((path.end()[0] - 9.683772).abs() < 5e-7);
}
