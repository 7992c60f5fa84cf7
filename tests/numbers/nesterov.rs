//! What the chapter on Nesterov's method claims, from closed forms, by other
//! code than the chapter's.

use chapters::nesterov::CHAPTER;
use descent::surface::{DoubleWell, Quadratic};
use descent::{Momentum, Nesterov, Optimizer, Path, Surface, descend};
use press::Program;

const BOWL: Quadratic<1> = Quadratic { curvature: [1.0] };

fn nesterov(rate: f64, beta: f64) -> Nesterov {
    Nesterov { rate, beta, ..Nesterov::notes() }
}

fn momentum(rate: f64, beta: f64) -> Momentum {
    Momentum { rate, beta, ..Momentum::notes() }
}

#[test]
fn by_hand_three_steps_in_the_bowl() {
    let path = descend(&nesterov(0.1, 0.9), &BOWL, &[1.0], 3).unwrap();
    // v: 0.1, 0.09 + 0.081, 0.1539 + 0.05751.
    for (x, expected) in path.points().zip([1.0, 0.9, 0.729, 0.51759]) {
        assert!((x[0] - expected).abs() < 1e-15, "{}", x[0]);
    }
}

/// A path of x²/2 by the three-term recurrence that the identity implies.
fn recurrence(h: f64, memory: f64, steps: usize) -> Vec<f64> {
    let mut x = vec![1.0, 1.0 - h];
    for t in 1..steps {
        x.push((1.0 + memory - h) * x[t] - memory * x[t - 1]);
    }
    x
}

/// Steps at most 100, values at most 1: a few hundred roundings of 1e-16.
const ROUNDED: f64 = 1e-13;

fn apart(path: &Path, other: &[f64]) -> f64 {
    path.coordinates.iter().zip(other).map(|(a, b)| (a - b).abs()).fold(0.0, f64::max)
}

#[test]
fn on_a_quadratic_it_is_momentum_with_a_memory_that_fades_where_it_is_steep() {
    for h in [0.01, 0.1, 0.5, 1.0, 1.2, 1.3] {
        for beta in [0.0, 0.5, 0.9] {
            let path = descend(&nesterov(h, beta), &BOWL, &[1.0], 100).unwrap();
            assert!(apart(&path, &recurrence(h, beta * (1.0 - h), 100)) < ROUNDED, "{h} {beta}");
        }
    }
}

/// The slip of udlbook #149: the slope at θ − v instead of θ − βv.
#[derive(Clone)]
struct WithoutBeta(Nesterov);

impl setting::Settings for WithoutBeta {
    fn settings(&mut self, each: &mut setting::Each<'_>) {
        self.0.settings(each);
    }
}

impl Optimizer for WithoutBeta {
    type State = descent::Velocity;

    fn init(&self, dim: usize) -> Self::State {
        self.0.init(dim)
    }

    fn probe(&self, state: &Self::State, at: &mut [f64]) {
        at.iter_mut().zip(&state.velocity).for_each(|(w, v)| *w -= v);
    }

    fn step(&self, state: &mut Self::State, theta: &mut [f64], gradient: &[f64]) {
        self.0.step(state, theta, gradient);
    }

    fn scaled(&self, factor: f64) -> Self {
        Self(self.0.scaled(factor))
    }
}

#[test]
fn the_look_ahead_without_beta_is_caught_by_the_identity() {
    for (h, beta) in [(0.1, 0.9), (0.5, 0.5), (1.2, 0.9)] {
        let slip = descend(&WithoutBeta(nesterov(h, beta)), &BOWL, &[1.0], 100).unwrap();
        assert!(apart(&slip, &recurrence(h, beta * (1.0 - h), 100)) > 1e-3, "{h} {beta}");
        // What it is instead: a memory of β − ηλ.
        assert!(apart(&slip, &recurrence(h, beta - h, 100)) < ROUNDED, "{h} {beta}");
    }
    // Its limit is (2 + 2β)/3 = 1.2667 and not 1.3571.
    let far = |path: Path| path.diverged.is_some() || path.end()[0].abs() > 1e6;
    assert!(far(descend(&WithoutBeta(nesterov(1.3, 0.9)), &BOWL, &[1.0], 1000).unwrap()));
    assert!(!far(descend(&nesterov(1.3, 0.9), &BOWL, &[1.0], 1000).unwrap()));
}

#[test]
fn the_stable_rates_end_at_1_357143_for_the_usual_beta() {
    let limit = 3.8 / 2.8;
    assert!((limit - 1.357143_f64).abs() <= 0.5e-6);
    for (share, factor) in [(0.999, 0.99712), (1.001, 1.00288)] {
        let path = descend(&nesterov(share * limit, 0.9), &BOWL, &[1.0], 400).unwrap();
        // The other root is below a third: after 200 steps nothing of it is left.
        let ratio = (path.point(400)[0] / path.point(399)[0]).abs();
        assert!((ratio - factor).abs() <= 0.5e-5, "{ratio}");
    }
}

/// Steps to a millionth by the factor of the slower direction, κ = 100, against
/// the published figures; the factor is the closed form, not a root found.
#[test]
fn each_at_its_best_gradient_descent_momentum_nesterov_need_691_69_and_113_steps() {
    let steps = |factor: f64| -6.0 * std::f64::consts::LN_10 / libm::log(factor);
    for (factor, published) in [
        (99.0 / 101.0, 690.8),
        (9.0 / 11.0, 68.8),
        (1.0 - 2.0 / 301.0_f64.sqrt(), 112.8),
        (0.9, 131.1),
    ] {
        assert!((steps(factor) - published).abs() <= 0.05, "{}", steps(factor));
    }
}

#[test]
fn the_best_constants_are_a_local_best() {
    // The larger root at either end of the ravine, for rates and βs around the
    // best: none is smaller.
    let root = |h: f64, beta: f64| {
        let (sum, product) = ((1.0 + beta) * (1.0 - h), beta * (1.0 - h));
        let inside = sum * sum - 4.0 * product;
        if inside < 0.0 { product.sqrt() } else { (sum.abs() + inside.sqrt()) / 2.0 }
    };
    let worst = |rate: f64, beta: f64| root(rate, beta).max(root(100.0 * rate, beta));
    let (rate, beta) = (4.0 / 301.0, (301.0_f64.sqrt() - 2.0) / (301.0_f64.sqrt() + 2.0));
    let best = 1.0 - 2.0 / 301.0_f64.sqrt();
    // A double root: rounding under the root sign costs half the digits.
    assert!((worst(rate, beta) - best).abs() < 1e-7);
    for i in -20..=20 {
        for j in -20..=20 {
            let (i, j) = (f64::from(i), f64::from(j));
            let other = worst(rate * (1.0 + 0.01 * i), beta * (1.0 + 0.01 * j));
            assert!(other >= best - 1e-7, "{i} {j}");
        }
    }
}

/// At momentum's best constants for κ = 100 the steep end has the double root
/// −9/11, and its error is (1 + 20t/11)(−9/11)ᵗ. At the rate 0.0328 the flat end
/// has a larger root, and yet the run is done ten steps sooner.
#[test]
fn the_best_constants_of_momentum_are_best_only_in_the_long_run() {
    let ravine = Quadratic { curvature: [1.0, 100.0] };
    let root = 9.0 / 11.0;
    let run = |rate: f64| descend(&momentum(rate, root * root), &ravine, &[1.0, 1.0], 400).unwrap();
    let arrives = |path: &Path| {
        let far = |t: usize| path.point(t).iter().any(|x| x.abs() > 1e-6);
        (0..=400).rfind(|&t| far(t)).map_or(0, |t| t + 1)
    };
    let (best, other) = (run(4.0 / 121.0), run(0.0328));
    for t in 0..=60 {
        let steep = (1.0 + 20.0 / 11.0 * t as f64) * libm::pow(root, t as f64);
        assert!((best.point(t)[1].abs() - steep).abs() < 1e-9, "{t}");
    }
    assert_eq!((arrives(&best), arrives(&other)), (95, 85));
    let flat = 1.0 + root * root - 0.0328;
    assert!((flat + (flat * flat - 4.0 * root * root).sqrt()) / 2.0 > root + 0.01);
}

/// The largest κ at which both ends can leave at most ρ, by the three bounds of
/// the folded proof, for every β: none exceeds that of the best constants.
#[test]
fn no_pair_of_constants_allows_a_larger_ratio() {
    for rho in [0.1, 0.3, 0.5, 0.8, 0.9, 0.99] {
        let rest: f64 = (1.0 - rho) * (1.0 - rho);
        let best = (4.0 - rest) / (3.0 * rest);
        // The best constants for this κ have the factor ρ.
        assert!((1.0 - 2.0 / (3.0 * best + 1.0).sqrt() - rho).abs() < 1e-12);
        for i in 1..1000 {
            let beta = f64::from(i) / 1000.0;
            let q = rho * rho / ((1.0 + beta) * rho + beta);
            let mut p = rho * rho / beta;
            if (1.0 + beta) * rho > beta {
                p = p.min(rho * rho / ((1.0 + beta) * rho - beta));
            }
            assert!((1.0 + q) / (1.0 - p) <= best * (1.0 + 1e-12), "{rho} {beta}");
        }
    }
}

#[test]
fn near_the_limit_momentum_is_the_calmer() {
    // The larger root beyond ηλ = 1, against √β.
    let root = |h: f64| {
        let (sum, product) = (1.9 * (h - 1.0), 0.9 * (h - 1.0));
        (sum + (sum * sum + 4.0 * product).sqrt()) / 2.0
    };
    let usual = 0.9_f64.sqrt();
    assert!(root(1.3325) < usual && root(1.3335) > usual && root(1.3335) < 1.0);
}

#[test]
fn in_the_bowl_the_overshoot_shrinks_from_0_60_to_0_35() {
    let most = |path: Path| path.coordinates.iter().fold(0.0, |most: f64, x| most.max(-x));
    let heavy = most(descend(&momentum(0.1, 0.9), &BOWL, &[1.0], 100).unwrap());
    let ahead = most(descend(&nesterov(0.1, 0.9), &BOWL, &[1.0], 100).unwrap());
    assert!((heavy - 0.604).abs() <= 0.5e-3 && (ahead - 0.355).abs() <= 0.5e-3);
}

/// f′ of Lessard, Recht and Packard's function.
fn kinked(x: f64) -> f64 {
    if x < 1.0 {
        25.0 * x
    } else if x < 2.0 {
        x + 24.0
    } else {
        25.0 * x - 24.0
    }
}

#[test]
fn it_comes_to_rest_where_momentum_cycles() {
    let end = |rate: f64, beta: f64, look: f64| {
        let (mut x, mut v) = (3.3, 0.0);
        for _ in 0..600 {
            v = beta * v + rate * kinked(x - look * beta * v);
            x -= v;
        }
        x
    };
    let root = 76.0_f64.sqrt();
    assert!(end(1.0 / 9.0, 4.0 / 9.0, 0.0).abs() > 0.5);
    assert!(end(4.0 / 76.0, (root - 2.0) / (root + 2.0), 1.0).abs() < 1e-12);
    assert!(end(1.0 / 25.0, 4.0 / 6.0, 1.0).abs() < 1e-12);
    assert!(end(1.0 / 9.0, 4.0 / 9.0, 1.0).abs() > 1e6);
}

/// The worst function as a matrix: ¼(½ xᵀ T x − x₁), T = 2 on the diagonal and
/// −1 beside it, with the β of Beck and Teboulle's sequence.
#[test]
fn on_the_worst_function_it_lies_between_both_bounds() {
    const N: usize = 101;
    let times = |x: &[f64]| -> Vec<f64> {
        let at = |i: Option<usize>| i.and_then(|i| x.get(i)).copied().unwrap_or(0.0);
        (0..N).map(|i| 2.0 * x[i] - at(i.checked_sub(1)) - at(Some(i + 1))).collect()
    };
    let run = |grows: bool| {
        let (mut old, mut y, mut a) = (vec![0.0; N], vec![0.0; N], 1.0_f64);
        for _ in 0..50 {
            let mut slope = times(&y);
            slope[0] -= 1.0;
            let x: Vec<f64> = y.iter().zip(&slope).map(|(y, g)| y - g / 4.0).collect();
            let next = (1.0 + (1.0 + 4.0 * a * a).sqrt()) / 2.0;
            let beta = if grows { (a - 1.0) / next } else { 0.0 };
            y = x.iter().zip(&old).map(|(x, o)| x + beta * (x - o)).collect();
            (old, a) = (x, next);
        }
        let bent: f64 = old.iter().zip(times(&old)).map(|(x, t)| x * t).sum();
        0.25 * (0.5 * bent - old[0]) + 0.125 * (1.0 - 1.0 / 102.0)
    };
    let far: f64 = (1..=101).map(|i| f64::from(i) / 102.0).map(|x| x * x).sum();
    let (lower, upper) = (3.0 * far / (32.0 * 51.0 * 51.0), 2.0 * far / (51.0 * 51.0));
    for (value, published) in
        [(lower, 0.001208), (run(true), 0.003818), (upper, 0.025761), (run(false), 0.012792)]
    {
        assert!((value - published).abs() <= 0.5e-6, "{value}");
    }
}

#[test]
fn from_1_55_momentum_leaves_the_higher_well_and_nesterov_stays() {
    let wells = DoubleWell::<1> { tilt: 0.1 };
    let [deep, high] = [wells.minima()[0][0], wells.minima()[1][0]];
    let heavy = descend(&momentum(0.1, 0.9), &wells, &[1.55], 1500).unwrap();
    let ahead = descend(&nesterov(0.1, 0.9), &wells, &[1.55], 1500).unwrap();
    assert!((heavy.end()[0] - deep).abs() < 1e-9 && (ahead.end()[0] - high).abs() < 1e-9);
    // And the other way round.
    let heavy = descend(&momentum(0.1, 0.9), &wells, &[1.98], 1500).unwrap();
    let ahead = descend(&nesterov(0.1, 0.9), &wells, &[1.98], 1500).unwrap();
    assert!((heavy.end()[0] - high).abs() < 1e-9 && (ahead.end()[0] - deep).abs() < 1e-9);
}

#[test]
fn the_point_that_frameworks_store_is_the_look_ahead_point() {
    // θ and φ by hand, with a rate that is cut at the sixth update.
    let (mut theta, mut v) = (1.0, 0.0);
    let (mut keras, mut u) = (1.0, 0.0);
    let (mut torch, mut w) = (1.0, 0.0);
    for t in 1..=10 {
        let rate = if t < 6 { 0.1 } else { 0.001 };
        v = 0.9 * v + rate * (theta - 0.9 * v);
        theta -= v;
        let slope = keras;
        u = 0.9 * u + rate * slope;
        keras -= 0.9 * u + rate * slope;
        let slope = torch;
        w = 0.9 * w + slope;
        torch -= rate * (0.9 * w + slope);
        let ahead: f64 = theta - 0.9 * v;
        assert!((ahead - keras).abs() < 1e-14, "update {t}");
        assert_eq!((ahead - torch).abs() < 1e-14, t < 6, "update {t}");
    }
}

#[test]
fn sutskevers_schedule_as_published() {
    for (t, beta) in
        [(0, 0.5), (250, 0.75), (500, 0.8333), (1000, 0.9), (5000, 0.97619), (50_000, 0.99751)]
    {
        let block = (t / 250 + 1) as f64;
        let formula = 1.0 - libm::exp2(-1.0 - libm::log2(block));
        assert!((formula - beta).abs() <= 0.5e-4);
        assert!((formula - (1.0 - 0.5 / block)).abs() < 1e-15);
    }
}

/// The covariances of (x, v) in the bowl x²/2 under noise of variance 1, carried on
/// until they stand still: v ← βv + η(x − lβv + noise), x ← x − v, where l is 1 with
/// the look-ahead. Then the variance of x and that of x − βv.
fn wanders(rate: f64, beta: f64, look: f64) -> [f64; 2] {
    // v' = p x + q v + noise, x' = (1 − p) x − q v − noise.
    let (p, q) = (rate, beta * (1.0 - rate * look));
    let (mut xx, mut xv, mut vv) = (0.0, 0.0, 0.0);
    for _ in 0..100_000 {
        let noise = rate * rate;
        let next_vv = p * p * xx + 2.0 * p * q * xv + q * q * vv + noise;
        let r = 1.0 - p;
        let next_xv = r * p * xx + (r * q - q * p) * xv - q * q * vv - noise;
        let next_xx = r * r * xx - 2.0 * r * q * xv + q * q * vv + noise;
        (xx, xv, vv) = (next_xx, next_xv, next_vv);
    }
    [xx, xx - 2.0 * beta * xv + beta * beta * vv]
}

#[test]
fn under_noise_looking_ahead_halves_the_variance_at_the_usual_constants() {
    for rate in [0.01, 0.1, 0.5, 1.0, 1.3] {
        for beta in [0.0, 0.5, 0.9] {
            let formula = |b: f64| rate * (1.0 + b) / ((1.0 - b) * (2.0 + 2.0 * b - rate));
            assert!((wanders(rate, beta, 0.0)[0] / formula(beta) - 1.0).abs() < 1e-9);
            let [x, ahead] = wanders(rate, beta, 1.0);
            assert!((x / formula(beta * (1.0 - rate)) - 1.0).abs() < 1e-9, "{rate} {beta}");
            // θ = φ − η(φ + noise).
            let left = (1.0 - rate) * (1.0 - rate) * ahead + rate * rate;
            assert!((x / left - 1.0).abs() < 1e-9, "{rate} {beta}");
        }
    }
    assert!((wanders(0.1, 0.9, 0.0)[0] - 0.51351).abs() <= 0.5e-5);
    assert!((wanders(0.1, 0.9, 1.0)[0] - 0.27063).abs() <= 0.5e-5);
    assert!((wanders(0.1, 0.9, 1.0)[1] - 0.322).abs() <= 0.5e-3);
}

/// The sum of the proof, in the textbook's two sequences instead of a velocity, on
/// convex functions of three variables that are no quadratics.
#[test]
fn what_the_proof_says_never_rises_never_rises() {
    // Σ c ln cosh(x − m): curvatures up to the largest c, least at m.
    let (c, m) = ([1.0, 0.3, 0.01], [2.0, -1.0, 5.0]);
    let value =
        |x: &[f64; 3]| -> f64 { (0..3).map(|i| c[i] * libm::log(libm::cosh(x[i] - m[i]))).sum() };
    let square = |z: &[f64; 3]| (0..3).map(|i| (z[i] - m[i]) * (z[i] - m[i])).sum::<f64>();
    for simple in [false, true] {
        let start = [-3.0, 4.0, 20.0];
        let (mut x, mut y, mut a) = (start, start, 1.0_f64);
        let mut before = 0.5 * square(&start);
        for k in 1..=1000 {
            let old = x;
            x = [0, 1, 2].map(|i| y[i] - c[i] * libm::tanh(y[i] - m[i]));
            let z = [0, 1, 2].map(|i| a * x[i] - (a - 1.0) * old[i]);
            let sum = a * a * value(&x) + 0.5 * square(&z);
            // a² multiplies the rounding of a loss.
            assert!(sum <= before + 1e-15 * a * a, "step {k}: {before}, then {sum}");
            assert!(value(&x) <= 0.5 * square(&start) / (a * a));
            let grown = (1.0 + (1.0 + 4.0 * a * a).sqrt()) / 2.0;
            let next = if simple { (f64::from(k) + 2.0) / 2.0 } else { grown };
            assert!(next * next - next <= a * a * (1.0 + 1e-15) && grown >= a + 0.5);
            y = [0, 1, 2].map(|i| x[i] + (a - 1.0) / next * (x[i] - old[i]));
            (before, a) = (sum, next);
        }
    }
}

/// Each stage of the step adds something to the one before, and says in its first
/// sentence what; at the last all is there that the whole step has.
#[test]
fn a_step_is_told_in_five_stages() {
    let step = |stage: &str| {
        let given = [("stage".to_string(), stage.to_string())];
        let page = Program::page(&CHAPTER, &given, &["pictures"], &mut |_, part| part());
        let mut figures = page.expect("a stage").figures.into_iter();
        let step = figures.find(|figure| figure.name == "step").expect("a step");
        (step.alt, step.desk.svg)
    };
    // The title is the alternative text.
    let drawn =
        |(_, svg): &(String, String)| svg.split("</title>").nth(1).expect("a title").to_owned();
    let stages = ["1", "2", "3", "4", "5"].map(|stage| (stage, step(stage)));
    for (stage, (alt, _)) in &stages {
        assert!(alt.starts_with(&format!("Stage {stage}, ")), "{alt}");
    }
    for pair in stages.windows(2) {
        assert_ne!(drawn(&pair[0].1), drawn(&pair[1].1), "stage {}", pair[1].0);
    }
    assert_eq!(drawn(&stages[4].1), drawn(&step("off")));
}
