//! What the RMSProp chapter claims, from closed forms and plain loops of its own.

use descent::surface::{Quadratic, Saddle};
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
fn a_longer_memory_dips_deeper_and_returns_later() {
    let dip = |rate: f64, beta: f64| {
        let own = plain(1.0, rate, beta, 0.0, 1.0, 1000);
        let size = |t: usize| own[t][0].abs();
        let at = (0..500).min_by(|&a, &b| size(a).total_cmp(&size(b))).unwrap();
        (size(at), (at..1000).find(|&t| size(t) >= rate / 2.0).unwrap())
    };
    for rate in [0.1, 0.01] {
        let dips = [0.7, 0.8, 0.9, 0.95, 0.98].map(|beta| dip(rate, beta));
        assert!(dips.windows(2).all(|pair| pair[1].0 < pair[0].0 && pair[1].1 > pair[0].1));
    }
    let (least, back) = dip(0.1, 0.98);
    assert!((least / 6.2e-71 - 1.0).abs() < 0.01, "{least}");
    assert_eq!(back, 252);
    // It is no law.
    assert!(dip(0.1, 0.99).0 < 1e-80 && dip(0.1, 0.995).0 > 1e-45);
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
    let fair = GradientDescent { rate: 0.9 };
    assert_eq!(leaves(descend(&fair, &Saddle, &from, 300).unwrap()), Some(34));
    // y grows by 1 + 2 · 0.9 a step.
    assert_eq!((15.0 * libm::log(10.0) / libm::log(2.8)).ceil() as usize, 34);
}

/// The surplus of all steps, by the Euler–Maclaurin formula at the square-root
/// end: 2 ln 2/a + ζ(½)/√a + ½ with a = ln(1/β).
#[test]
fn the_surplus_of_all_first_steps_is_that_of_the_sum_without_end() {
    for (beta, printed) in [(0.9, "9.1"), (0.99, "123.9"), (0.999, "1339.9")] {
        let a = -libm::log(beta);
        let theory = 2.0 * libm::log(2.0) / a - 1.460_354_508_8 / a.sqrt() + 0.5;
        // What the formula leaves out is a few hundredths times √a.
        let printed: f64 = printed.parse().unwrap();
        assert!((theory - printed).abs() < 0.051 + 0.1 * a.sqrt(), "{beta}: {theory}");
        let page = crate::PAGES.iter().find(|page| page.name == "rmsprop").unwrap();
        let table = page.tables.iter().find(|table| table.name == "first").unwrap();
        let row = table.rows.iter().find(|row| row[0].text() == beta.to_string()).unwrap();
        assert_eq!(row[4].text(), format!("{printed:.1}"));
    }
}

/// The whole grid, from the start that the claim names, by the plain loop.
#[test]
fn every_beta_of_the_grid_dances_from_ten_eta() {
    for hundredths in 1..100 {
        let beta = f64::from(hundredths) / 100.0;
        let [x, s] = plain(1.0, 0.1, beta, 0.0, 1.0, 6000)[6000];
        assert!((x.abs() / 0.05 - 1.0).abs() < 1e-6, "{beta}: {x}");
        assert!((0.1 / s.sqrt() - 2.0).abs() < 2e-6, "{beta}");
    }
}

/// A fit of one weight in native float32 and in float64: the chapter's numbers
/// are float64 rounded to float32 after each operation.
macro_rules! fit_in {
    ($name:ident, $number:ty) => {
        #[allow(clippy::disallowed_types, reason = "float32 is what is looked at")]
        fn $name(rows: &[[f64; 2]], beta: f64, steps: usize) -> f64 {
            let rows: Vec<[$number; 2]> =
                rows.iter().map(|row| row.map(|v| v as $number)).collect();
            let bottom = rows.iter().map(|[x, y]| f64::from(x * y)).sum::<f64>()
                / rows.iter().map(|[x, _]| f64::from(x * x)).sum::<f64>();
            let beta = beta as $number;
            let (mut w, mut s) = ((bottom + 1.0) as $number, 0.0 as $number);
            for _ in 0..steps {
                let mut sum = 0.0 as $number;
                for [x, y] in &rows {
                    sum += (w * x - y) * x;
                }
                let g = sum / rows.len() as $number;
                s = beta * s + (1.0 - beta) * g * g;
                if g != 0.0 && s > 0.0 {
                    w -= (0.1 as $number) * (g / s.sqrt());
                }
            }
            (f64::from(w) - bottom).abs()
        }
    };
}
fit_in!(fit_single, f32);
fit_in!(fit_double, f64);

#[test]
fn most_fits_dance_in_either_precision() {
    let mut chance = descent::random::seeded(77);
    let mut normal = || descent::random::normal(&mut chance);
    let mut dance = [0, 0];
    for _ in 0..100 {
        let rows: Vec<[f64; 2]> = (0..10)
            .map(|_| {
                let x = normal();
                [x, 0.7 * x + 0.5 * normal()]
            })
            .collect();
        for (count, distance) in
            dance.iter_mut().zip([fit_double(&rows, 0.9, 800), fit_single(&rows, 0.9, 800)])
        {
            *count += i32::from((distance / 0.05 - 1.0).abs() < 0.01);
        }
        assert!((fit_double(&rows, 0.5, 300) / 0.05 - 1.0).abs() < 0.01);
        assert!((fit_single(&rows, 0.5, 300) / 0.05 - 1.0).abs() < 0.01);
    }
    // 95 of 100 were expected, with a standard error of 2.
    assert!(dance.iter().all(|&count| count > 85), "{dance:?}");
}

/// Around 3 the slope is exact, and a run that lands on 3 stays.
#[test]
fn around_three_it_comes_to_rest() {
    let end = |beta: f64| {
        let (mut x, mut s) = (4.0, 0.0_f64);
        for _ in 0..4000 {
            let g = x - 3.0;
            s = beta * s + (1.0 - beta) * g * g;
            if g != 0.0 {
                x -= 0.1 * g / s.sqrt();
            }
        }
        x
    };
    assert_eq!(end(0.9), 3.0);
    assert!((end(0.5) - 3.0).abs() > 0.049);
}

/// Noise of two values, ±σ, whose square is the same each time: with a long
/// memory √s is then nearly σ, and the floor gradient descent's at the rate η/σ.
#[test]
fn under_noise_it_is_gradient_descent_at_the_rate_over_sigma() {
    use descent::random::{seeded, uniform};
    for (h, sigma, rate) in [(1.0, 2.0, 0.04), (3.0, 0.5, 0.005)] {
        let mut chance = seeded(5);
        let (mut x, mut s, mut sum) = (0.0, 0.0, 0.0);
        let (before, after) = (5000, 500_000);
        for t in 0..before + after {
            let sign = if uniform(&mut chance, 0.0, 1.0) < 0.5 { -1.0 } else { 1.0 };
            let g: f64 = h * x + sigma * sign;
            s = 0.99 * s + 0.01 * g * g;
            x -= rate * g / f64::sqrt(s);
            if t >= before {
                sum += x * x;
            }
        }
        let theory = rate * sigma / (h * (2.0 - rate * h / sigma));
        // Two percent of chance; the formula leaves out ηh/σ/2 ≤ 0.015, and that
        // a slope is in its own divisor, with the share 0.01.
        assert!((sum / f64::from(after) / theory - 1.0).abs() < 0.06, "{h}: {sum}");
    }
}

/// Every weight dances by itself, so the floors add up.
#[test]
fn in_many_weights_the_floor_is_the_sum_of_the_curvatures() {
    let bowl = Quadratic { curvature: [1.0, 4.0, 25.0] };
    let rule = RmsProp { rate: 0.01, ..RmsProp::hinton() };
    let end = descend(&rule, &bowl, &[0.3, 0.7, -1.0], 3000).unwrap().final_loss();
    assert!((end / (30.0 * 1e-4 / 8.0) - 1.0).abs() < 1e-9);
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

/// For any memory: with half of ηh or more the way over is too short to come back
/// to the same distance, u(η/(u + ε) − 1) < u, from any u.
#[test]
fn an_epsilon_of_half_of_eta_h_ends_the_dance_for_every_memory() {
    for beta in [0.0, 0.3, 0.5, 0.9, 0.99] {
        for (h, rate) in [(1.0, 0.1), (0.2, 1.0), (40.0, 0.01)] {
            let far = |share: f64| {
                let epsilon = share * rate * h / 2.0;
                plain(h, rate, beta, epsilon, 3.0 * rate, 8000)[8000][0].abs() / rate
            };
            assert!(far(1.0) < 1e-3 && far(1.1) < 1e-100, "{beta} {h} {rate}: {}", far(1.0));
            // A tenth less: it dances at η/2 − ε/h.
            if beta > 0.0 {
                assert!((far(0.9) / 0.05 - 1.0).abs() < 1e-9, "{beta} {h} {rate}: {}", far(0.9));
            }
        }
    }
}
