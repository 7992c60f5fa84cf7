//! What the momentum chapter claims, from closed forms and exact fractions.

use descent::surface::{DoubleWell, Quadratic, Saddle, elongated_bowl};
use descent::{
    Descent, GradientDescent, Momentum, Optimizer, Schedule, Scheduled, Surface, descend,
};
use std::ops::{Add, Mul, Sub};

const BOWL: Quadratic<1> = Quadratic { curvature: [1.0] };

fn best_heavy(kappa: f64) -> Momentum {
    let root = kappa.sqrt();
    let factor = (root - 1.0) / (root + 1.0);
    Momentum {
        rate: 4.0 / ((root + 1.0) * (root + 1.0)),
        beta: factor * factor,
        ..Momentum::notes()
    }
}

#[test]
fn momentum_wins_the_race_by_103_to_30() {
    let ravine = elongated_bowl(25.0);
    let steps = |path: descent::Path| path.steps_to(1e-6);
    let plain = GradientDescent { rate: 2.0 / 26.0 };
    assert_eq!(steps(descend(&plain, &ravine, &[1.0, 1.0], 200).unwrap()), Some(103));
    assert_eq!(steps(descend(&best_heavy(25.0), &ravine, &[1.0, 1.0], 200).unwrap()), Some(30));
}

#[test]
fn on_an_even_slope_the_velocity_is_the_sum_of_the_weights() {
    let rule = Momentum { rate: 0.1, beta: 0.9, ..Momentum::notes() };
    let (mut theta, mut state) = ([0.0], rule.init(1));
    let (mut sum, mut weight) = (0.0, 1.0);
    for _ in 0..400 {
        rule.step(&mut state, &mut theta, &[1.0]);
        sum += weight;
        weight *= 0.9;
        // Two sums of positive terms, each rounded once or twice per term.
        assert!((state.velocity[0] / (0.1 * sum) - 1.0).abs() < 1e-12);
    }
    // What is missing is 0.9⁴⁰⁰ = 5e-19 of it.
    assert!((state.velocity[0] - 1.0).abs() < 1e-12);
}

/// κ, the peak, and how many digits of it are published.
#[test]
fn at_the_best_constants_the_stiff_error_first_grows() {
    for (kappa, peak, half_a_unit) in [
        (25.0, 1.926, 0.0005),
        (100.0, 3.707, 0.0005),
        (400.0, 7.371, 0.0005),
        (1e4, 36.79, 0.005),
        (1e6, 367.88, 0.005),
    ] {
        let sides = Quadratic { curvature: [kappa] };
        let path = descend(&best_heavy(kappa), &sides, &[1.0], 3000).unwrap();
        let most = path.points().map(|x| x[0].abs()).fold(0.0, f64::max);
        assert!((most - peak).abs() <= half_a_unit, "{kappa}: {most}");
    }
}

/// The stationary covariance of (xₜ, xₜ₋₁) solved by iterating its own
/// recursion; the chapter's closed form must be its fixed point.
#[test]
fn the_variance_under_noise_is_the_fixed_point_of_its_recursion() {
    for (rate, beta, published) in [(0.1, 0.0, 0.05263), (0.01, 0.9, 0.05013), (0.1, 0.9, 0.51351)]
    {
        let sum: f64 = 1.0 + beta - rate;
        let (mut now, mut before, mut both) = (0.0, 0.0, 0.0);
        // The slowest root is √0.9, squared 0.9: 0.9¹⁰⁰⁰ is nothing.
        for _ in 0..1000 {
            let next =
                sum * sum * now - 2.0 * sum * beta * both + beta * beta * before + rate * rate;
            both = sum * now - beta * both;
            before = now;
            now = next;
        }
        let formula = rate * (1.0 + beta) / ((1.0 - beta) * (2.0 + 2.0 * beta - rate));
        assert!((now / formula - 1.0).abs() < 1e-12);
        assert!((formula - published).abs() <= 0.5e-5);
    }
}

#[test]
fn the_saddle_is_left_in_less_than_half_the_steps_but_never_from_the_ridge() {
    let leaves = |y: f64, beta: f64| {
        let path =
            descend(&Momentum { rate: 0.1, beta, ..Momentum::notes() }, &Saddle, &[1.0, y], 300)
                .unwrap();
        path.points().position(|at| at[1].abs() >= 1.0)
    };
    assert_eq!((leaves(1e-15, 0.0), leaves(1e-15, 0.9)), (Some(190), Some(87)));
    assert_eq!((leaves(0.0, 0.0), leaves(0.0, 0.9)), (None, None));
}

/// At the same η/(1 − β) = e the parabola is 4βe² at gradient descent's factor
/// 1 + 2e and −2η at 1, so every β leaves later; counted by hand for three.
#[test]
fn at_an_equal_pace_every_memory_leaves_the_saddle_later() {
    let e: f64 = 0.1;
    for percent in 1..100 {
        let beta = f64::from(percent) / 100.0;
        let rate = e * (1.0 - beta);
        let at = |r: f64| r * r - (1.0 + beta + 2.0 * rate) * r + beta;
        assert!((at(1.0) + 2.0 * rate).abs() < 1e-15);
        assert!((at(1.0 + 2.0 * e) - 4.0 * beta * e * e).abs() < 1e-15);
    }
    let leaves = |beta: f64| {
        let (mut y, mut v) = (1e-6_f64, 0.0);
        (0..1000).find(|_| {
            let out = y.abs() >= 1.0;
            v = beta * v - e * (1.0 - beta) * 2.0 * y;
            y -= v;
            out
        })
    };
    assert_eq!([0.0, 0.669, 0.9].map(leaves), [Some(76), Some(96), Some(140)]);
}

/// The first slope goes in whole and never loses that weight: 0.518 for 0.872
/// after five steps, −0.251 for 0.118 after twenty.
#[test]
fn dampening_is_a_smaller_rate_but_for_the_first_slope() {
    let run = |rate: f64, dampening: f64, steps: usize| {
        let rule = Momentum { rate, beta: 0.9, dampening, ..Momentum::pytorch() };
        descend(&rule, &BOWL, &[1.0], steps).unwrap().end()[0]
    };
    // Half a unit of the published digits.
    for (steps, damped, less) in [(5, 0.518, 0.872), (20, -0.251, 0.118)] {
        assert!((run(0.1, 0.9, steps) - damped).abs() <= 0.5e-3);
        assert!((run(0.01, 0.0, steps) - less).abs() <= 0.5e-3);
    }
}

#[test]
fn a_ball_may_roll_over_the_hill_in_either_direction() {
    let wells = DoubleWell::<1> { tilt: 0.1 };
    let minima = wells.minima();
    let (deep, high) = (minima[0][0], minima[1][0]);
    let ends = |x: f64, beta: f64| {
        descend(&Momentum { rate: 0.1, beta, ..Momentum::notes() }, &wells, &[x], 1000)
            .unwrap()
            .end()[0]
    };
    // After 1000 steps √0.9 per step has left nothing of the way.
    for (start, beta, end) in [
        (1.8, 0.0, high),
        (1.8, 0.5, high),
        (1.8, 0.9, deep),
        (2.0, 0.9, high),
        (-1.8, 0.0, deep),
        (-1.8, 0.9, high),
    ] {
        assert!((ends(start, beta) - end).abs() < 1e-9, "{start} {beta}");
    }
}

#[test]
fn a_rate_inside_the_velocity_outlives_its_own_cut() {
    let schedule = Schedule::MultiStep { at: vec![5], gamma: 0.01 };
    let rule = Scheduled {
        rule: Momentum { rate: 0.1, beta: 0.9, ..Momentum::notes() },
        schedule: schedule.clone(),
    };
    let inside = descend(&rule, &BOWL, &[1.0], 6).unwrap();
    let (mut x, mut v) = (1.0, 0.0);
    for t in 1..=6 {
        v = 0.9 * v + x;
        x -= 0.1 * schedule.factor(t) * v;
        if t < 6 {
            // One more rounding per step on either side, of numbers up to 10.
            assert!((x - inside.point(t)[0]).abs() < 1e-14);
        }
    }
    assert!((inside.end()[0] + 0.2595).abs() <= 0.5e-4);
    assert!((x + 0.0314_f64).abs() <= 0.5e-4);
}

/// A fraction in lowest terms with a positive denominator: exact, or a panic.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Fraction(i128, i128);

impl Fraction {
    fn new(top: i128, bottom: i128) -> Self {
        let (mut a, mut b) = (top.abs(), bottom.abs());
        while b != 0 {
            (a, b) = (b, a % b);
        }
        let unit = a * bottom.signum();
        Self(top / unit, bottom / unit)
    }

    fn below(self, whole: i128) -> bool {
        self.0 < whole * self.1
    }
}

impl Add for Fraction {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self::new(self.0 * other.1 + other.0 * self.1, self.1 * other.1)
    }
}

impl Sub for Fraction {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        self + Self(-other.0, other.1)
    }
}

impl Mul for Fraction {
    type Output = Self;
    fn mul(self, other: Self) -> Self {
        Self::new(self.0 * other.0, self.1 * other.1)
    }
}

/// f′ of Lessard, Recht and Packard's function.
fn slope(x: Fraction) -> Fraction {
    let whole = |n| Fraction(n, 1);
    if x.below(1) {
        whole(25) * x
    } else if x.below(2) {
        x + whole(24)
    } else {
        whole(25) * x - whole(24)
    }
}

#[test]
fn heavy_ball_cycles_for_ever_proved_in_exact_fractions() {
    // The best constants for κ = 25: η = 4/(√25 + 1)², β = ((√25 − 1)/(√25 + 1))².
    let (rate, beta) = (Fraction::new(4, 36), Fraction::new(16, 36));
    let cycle = [(792, 1225), (-2208, 1225), (2592, 1225)].map(|(a, b)| Fraction::new(a, b));
    for i in 0..3 {
        let [before, now, next] = [0, 1, 2].map(|j| cycle[(i + j) % 3]);
        assert_eq!(now + beta * (now - before) - rate * slope(now), next);
    }
}

#[test]
fn gradient_descent_with_the_rate_1_over_l_does_not_cycle_there() {
    // Exact again: from 33/10 every step goes left until the slope is 25 x, and
    // then one step with 1/25 lands on 0.
    let mut x = Fraction::new(33, 10);
    for _ in 0..100 {
        x = x - Fraction(1, 25) * slope(x);
        if x.0 == 0 {
            return;
        }
    }
    panic!("it stands at {x:?}");
}

#[test]
fn the_brake_stops_the_swinging_in_the_bowl() {
    let rule = Momentum { rate: 0.1, beta: 0.9, ..Momentum::notes() };
    let (mut x, mut state) = ([1.0], rule.init(1));
    for _ in 0..30 {
        if state.velocity[0] * x[0] < 0.0 {
            state.velocity[0] = 0.0;
        }
        let slope = x;
        rule.step(&mut state, &mut x, &slope);
    }
    let free = Descent { start: &[1.0], steps: 30, every: 30 }
        .run(&rule, |at| BOWL.value(at), |_, at, into| BOWL.gradient(at, into))
        .unwrap();
    assert!(x[0].abs() < 0.01 * free.end()[0].abs());
}

/// Chebyshev's polynomials by their own recurrence: T₀ = 1, T₁ = z.
fn chebyshev(t: usize, z: f64) -> f64 {
    let (mut before, mut now) = (1.0, z);
    for _ in 0..t {
        (before, now) = (now, 2.0 * z * now - before);
    }
    before
}

/// The error in a direction of curvature λ ∈ {1, 8, 25} under Chebyshev's
/// constants is Tₜ(z)/Tₜ(σ): the polynomial, not the rule, is what is summed here.
#[test]
fn the_changing_constants_make_the_error_a_polynomial_of_chebyshev() {
    let kappa = 25.0;
    let sigma: f64 = (kappa + 1.0) / (kappa - 1.0);
    let square = sigma * sigma;
    for lambda in [1.0, 8.0, 25.0] {
        let bowl = Quadratic { curvature: [lambda] };
        let (mut x, mut slope, mut state) = ([1.0], [0.0], Momentum::notes().init(1));
        let mut omega = 1.0;
        for t in 1..40 {
            let rate = omega * 2.0 / (1.0 + kappa);
            bowl.gradient(&x, &mut slope);
            Momentum { rate, beta: omega - 1.0, ..Momentum::notes() }
                .step(&mut state, &mut x, &slope);
            let z = (kappa + 1.0 - 2.0 * lambda) / (kappa - 1.0);
            let theory = chebyshev(t, z) / chebyshev(t, sigma);
            // Some t roundings of errors that began as 1, on the way to 1e-6.
            assert!((x[0] - theory).abs() < 1e-14, "{lambda} {t}: {} {theory}", x[0]);
            omega = if t == 1 {
                2.0 * square / (2.0 * square - 1.0)
            } else {
                4.0 / (4.0 - omega / square)
            };
        }
        let best = best_heavy(kappa);
        assert!((omega - 1.0 - best.beta).abs() < 1e-12);
        assert!((omega * 2.0 / (1.0 + kappa) / best.rate - 1.0).abs() < 1e-12);
    }
}

/// β is 2σTₜ₋₁(σ)/Tₜ(σ) − 1: 0.742, 0.590 and 0.512 at
/// the steps 2, 3 and 4 for κ = 25, from above to 0.444.
#[test]
fn chebyshevs_beta_jumps_once_and_then_sinks() {
    let sigma: f64 = 26.0 / 24.0;
    let beta = |t: usize| 2.0 * sigma * chebyshev(t - 1, sigma) / chebyshev(t, sigma) - 1.0;
    for (t, published) in [(2, 0.7423), (3, 0.5902), (4, 0.5122), (40, 0.4444)] {
        assert!((beta(t) - published).abs() <= 0.5e-4, "{t}: {}", beta(t));
    }
    assert!((2..12).all(|t| beta(t + 1) < beta(t) && beta(t + 1) > 4.0 / 9.0));
}

/// 1/Tₜ(σ) first falls below a millionth at 36, 73 and 726 steps.
#[test]
fn with_chebyshevs_constants_a_millionth_takes_36_73_and_726_steps() {
    for (kappa, steps) in [(25.0, 36), (100.0, 73), (1e4, 726)] {
        let sigma = (kappa + 1.0) / (kappa - 1.0);
        assert!(1.0 / chebyshev(steps, sigma) < 1e-6);
        assert!(1.0 / chebyshev(steps - 1, sigma) >= 1e-6);
    }
}

#[test]
fn with_the_best_constants_a_millionth_takes_45_95_and_1074_steps() {
    for (kappa, steps) in [(25.0, 45), (100.0, 95), (1e4, 1074)] {
        let path = descend(&best_heavy(kappa), &elongated_bowl(kappa), &[1.0, 1.0], steps).unwrap();
        let within = |t: usize| path.point(t).iter().all(|x| x.abs() < 1e-6);
        assert!(within(steps) && !(0..steps).any(within), "{kappa}");
    }
}

/// At a held η/(1 − β) = e, the double root √β = (1 − e)/(1 + e) against
/// gradient descent's 1 − e: twice as many digits a step for a small e, at a
/// variance that is no larger.
#[test]
fn at_an_equal_floor_momentum_buys_a_factor_of_two_and_no_more() {
    for e in [0.1, 0.01, 0.001] {
        let root: f64 = (1.0 - e) / (1.0 + e);
        let (beta, rate) = (root * root, e * (1.0 - root * root));
        assert!(((1.0 - root) * (1.0 - root) / rate - 1.0).abs() < 1e-9);
        let gain = libm::log(root) / libm::log(1.0 - e);
        assert!(gain < 2.0 && gain > 2.0 - 1.1 * e, "{gain}");
        let variance =
            |rate: f64, beta: f64| rate * (1.0 + beta) / ((1.0 - beta) * (2.0 + 2.0 * beta - rate));
        let (plain, heavy) = (variance(e, 0.0), variance(rate, beta));
        assert!(heavy < plain && heavy > (1.0 - e) * plain);
    }
}

/// Down to √(e/2) the t in t·rᵗ eats most of the gain: 14 for 15, 216 for 264 and
/// 2852 for 3799 steps, from the closed forms (1 − e)ᵗ and (1 + c t) rᵗ.
#[test]
fn on_the_way_down_to_the_floor_momentum_buys_less_than_two() {
    for (e, plain, heavy) in [(0.1_f64, 15, 14), (0.01, 264, 216), (0.001, 3799, 2852)] {
        let root = (1.0 - e) / (1.0 + e);
        // The first step lands at 1 − η = (1 + c) r with η = (1 − r)².
        let c = (1.0 - (1.0 - root) * (1.0 - root)) / root - 1.0;
        let floor = (e / 2.0).sqrt();
        let first = |x: &dyn Fn(f64) -> f64| (1..9999).find(|&t| x(f64::from(t)) <= floor);
        assert_eq!(first(&|t| libm::pow(1.0 - e, t)), Some(plain));
        assert_eq!(first(&|t| (1.0 + c * t) * libm::pow(root, t)), Some(heavy));
    }
}

/// Kept in the plane, the brake is a rescue and no substitute: 155 for 158 and
/// 287 for 1655 steps, but 51 for 40 at the right β.
#[test]
fn in_the_ravine_the_brake_does_not_replace_the_right_beta() {
    let ravine = elongated_bowl(25.0);
    let steps = |beta: f64, braked: bool| {
        let rule = Momentum { rate: 0.04, beta, ..Momentum::notes() };
        let (mut at, mut slope, mut state) = ([1.0, 1.0], [0.0; 2], rule.init(2));
        let mut far = 0;
        for t in 1..3000 {
            ravine.gradient(&at, &mut slope);
            let v = &mut state.velocity;
            if braked && v[0] * slope[0] + v[1] * slope[1] < 0.0 {
                v.fill(0.0);
            }
            rule.step(&mut state, &mut at, &slope);
            if ravine.value(&at) > 1e-6 {
                far = t;
            }
        }
        far + 1
    };
    assert_eq!([0.64, 0.9, 0.99].map(|beta| steps(beta, false)), [40, 158, 1655]);
    assert_eq!([0.64, 0.9, 0.99].map(|beta| steps(beta, true)), [51, 155, 287]);
}

/// The ravine itself is turned here, where the chapter turns the brake.
#[test]
fn a_brake_on_each_coordinate_needs_a_ravine_along_an_axis() {
    let steps = |turn: [f64; 2], rate: f64, beta: f64| {
        let [c, s] = turn;
        let into = |p: [f64; 2]| [c * p[0] - s * p[1], s * p[0] + c * p[1]];
        let back = |w: [f64; 2]| [c * w[0] + s * w[1], c * w[1] - s * w[0]];
        let (mut w, mut v, mut far) = (into([1.0, 1.0]), [0.0; 2], 0);
        for t in 1..3000 {
            let p = back(w);
            let g = into([p[0], 25.0 * p[1]]);
            for i in 0..2 {
                let kept = if v[i] * g[i] < 0.0 { 0.0 } else { v[i] };
                v[i] = beta * kept + rate * g[i];
                w[i] -= v[i];
            }
            let [x, y] = back(w);
            if 0.5 * (x * x + 25.0 * y * y) > 1e-6 {
                far = t;
            }
        }
        far + 1
    };
    let betas = [0.0, 0.64, 0.9, 0.99];
    assert_eq!(betas.map(|beta| steps([1.0, 0.0], 0.04, beta)), [161, 40, 29, 23]);
    let half = 0.5_f64.sqrt();
    assert_eq!(betas.map(|beta| steps([half, half], 0.04, beta)), [161, 75, 74, 66]);
    // A little off the rate that levels the sides in one step; 42 without a brake.
    assert_eq!([0.9, 0.99].map(|beta| steps([1.0, 0.0], 0.036, beta)), [73, 129]);
}
