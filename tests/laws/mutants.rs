//! Famous slips: optimizers that look right, were published or shipped, and are
//! wrong. Each must fail a law that the right one keeps. (Formulas that do stand
//! in slips.rs.)
//!
//! A law is a function of any rule; each test applies it to both.
//!
//! Beside these, `cargo mutants` changes every operator of every rule. What the
//! suite leaves alive does the same as the original:
//!
//! * `Momentum::step` and `RmsProp::step` with `>=` for `>` where they choose
//!   between the plain loop and the full one: at 0 both draw the same bits, see
//!   laws_rmsprop.rs.
//! * `Limit::apply` with `>=` for `>`: a gradient of exactly the limit's length
//!   is multiplied by 1.

use descent::{
    Adam, AdamW, Decay, Epsilon, Lion, Momentum, Nesterov, Optimizer, RmsProp, Signum, WeightDecay,
};
use setting::{Each, Settings};

/// The steps of a rule under given slopes, each measured from 0.
fn steps(rule: &impl Optimizer, slopes: impl IntoIterator<Item = f64>) -> Vec<f64> {
    let mut state = rule.init(1);
    let step = |g: f64| {
        let mut theta = [0.0];
        rule.step(&mut state, &mut theta, &[g]);
        -theta[0]
    };
    slopes.into_iter().map(step).collect()
}

/// Adam under a constant slope moves by exactly its rate.
fn constant_slopes_move_by_the_rate(rule: &impl Optimizer, rate: f64) -> bool {
    // v rounds a thousand times before it forgets.
    steps(rule, [0.3; 5000]).iter().all(|step| (step / rate - 1.0).abs() < 1e-12)
}

/// A slope of 0 from the start moves nothing.
fn zero_slopes_move_nothing(rule: &impl Optimizer) -> bool {
    steps(rule, [0.0; 100]).iter().all(|&step| step == 0.0)
}

/// How long the first step is, whatever the slope; `None` if that matters.
fn first_step(rule: &impl Optimizer) -> Option<f64> {
    let [small, large] = [1e-2, 1e2].map(|slope| steps(rule, [slope])[0]);
    ((small / large - 1.0).abs() < 1e-5).then_some(large)
}

/// Under a constant slope nothing ever becomes NaN; if so, in which step.
fn step_of_the_first_nan(rule: &impl Optimizer, slope: f64) -> Option<usize> {
    steps(rule, std::iter::repeat_n(slope, 10_000)).iter().position(|x| x.is_nan()).map(|i| i + 1)
}

/// v after one step on a quadratic mode, from v = 1 and θ = 1, with β = 0.9 and
/// ηλ = 0.5. As momentum with β(1 − ηλ): 0.45 + 0.5.
fn velocity_on_a_mode<O: Optimizer<State = descent::Velocity>>(rule: &O) -> f64 {
    let mut state = descent::Velocity { velocity: vec![1.0], started: true };
    let mut at = [1.0];
    rule.probe(&state, &mut at);
    rule.step(&mut state, &mut [1.0], &[0.5 * at[0]]);
    state.velocity[0]
}

/// Adam's moments and what becomes of them.
#[derive(Clone, Copy)]
struct WrongAdam {
    rate: f64,
    finish: fn(f64, [f64; 2], i32) -> f64,
}

struct WrongMoments {
    moments: Vec<[f64; 2]>,
    t: i32,
}

/// What an optimizer of the tests needs besides its step: no settings, and no
/// schedule.
macro_rules! without_settings {
    () => {
        fn scaled(&self, _: f64) -> Self {
            unimplemented!("no schedule here")
        }
    };
}

impl Settings for WrongAdam {
    fn settings(&mut self, _: &mut Each<'_>) {}
}

impl Optimizer for WrongAdam {
    type State = WrongMoments;
    without_settings!();

    fn init(&self, dim: usize) -> WrongMoments {
        WrongMoments { moments: vec![[0.0; 2]; dim], t: 0 }
    }

    fn step(&self, state: &mut WrongMoments, theta: &mut [f64], gradient: &[f64]) {
        state.t += 1;
        for ((w, [m, v]), g) in theta.iter_mut().zip(&mut state.moments).zip(gradient) {
            *m = 0.9 * *m + 0.1 * g;
            *v = 0.999 * *v + 0.001 * g * g;
            *w = (self.finish)(*w, [*m, *v], state.t);
        }
    }
}

/// 1 − βᵗ.
fn correction(beta: f64, t: i32) -> f64 {
    1.0 - libm::pow(beta, f64::from(t))
}

const EPSILON: f64 = 1e-8;
const RIGHT: Adam = Adam { rate: 1.0, ..Adam::paper() };

/// Whether the law finds the rule out, and by which steps 1, 12 and 5000.
#[track_caller]
fn is_found_out(finish: fn(f64, [f64; 2], i32) -> f64, published: [f64; 3], within: f64) {
    let wrong = WrongAdam { rate: 1.0, finish };
    assert!(!constant_slopes_move_by_the_rate(&wrong, wrong.rate));
    let found = steps(&wrong, [1.0; 5000]);
    for (t, expected) in [1, 12, 5000].into_iter().zip(published) {
        assert!((found[t - 1] / expected - 1.0).abs() <= within, "{t}: {}", found[t - 1]);
    }
}

#[test]
fn adam_as_it_is_keeps_the_laws() {
    let without = Adam { epsilon: Epsilon::Outside(0.0), ..RIGHT };
    assert!(constant_slopes_move_by_the_rate(&without, 1.0));
    assert!(zero_slopes_move_nothing(&without) && zero_slopes_move_nothing(&RIGHT));
    // The frame of the wrong ones is right, if what is put into it is.
    let finish =
        |w, [m, v]: [f64; 2], t| w - m / correction(0.9, t) / (v / correction(0.999, t)).sqrt();
    assert!(constant_slopes_move_by_the_rate(&WrongAdam { rate: 1.0, finish }, 1.0));
}

#[test]
fn adam_that_multiplies_by_the_corrections_is_found_out_by_a_step_of_ten_rates() {
    // karpathy/convnetjs, pull request 70.
    let finish = |w, [m, v]: [f64; 2], t| {
        w - m * correction(0.9, t) / ((v * correction(0.999, t)).sqrt() + EPSILON)
    };
    is_found_out(finish, [10.0, 43.145, 1.0068], 0.001);
}

#[test]
fn adam_without_the_corrections_is_found_out_by_a_step_of_three_rates() {
    // EurekaLabsAI/micrograd, issue 2.
    let finish = |w, [m, v]: [f64; 2], _| w - m / (v.sqrt() + EPSILON);
    is_found_out(finish, [3.162, 6.569, 1.003], 0.001);
    assert!(!constant_slopes_move_by_the_rate(&Adam { corrected: false, ..RIGHT }, 1.0));
}

#[test]
fn adam_whose_step_count_stands_still_is_found_out_by_a_third_of_the_rate() {
    // d2l-ai/d2l-en, the TensorFlow tab of adam.md. The first step is right.
    let finish = |w, [m, v]: [f64; 2], _| {
        w - m / correction(0.9, 1) / ((v / correction(0.999, 1)).sqrt() + EPSILON)
    };
    // From its highest point the step falls to √0.001/0.1.
    is_found_out(finish, [1.0, 2.077, 0.317], 0.001);
    let wrong = WrongAdam { rate: 1.0, finish };
    let last = *steps(&wrong, [1.0; 30_000]).last().unwrap();
    assert!((last - 0.316).abs() < 0.0005, "{last}");
}

#[test]
fn adam_that_adds_epsilon_to_the_parameter_is_found_out_by_slopes_of_zero() {
    // The same place: p - lr * m / sqrt(v) + eps.
    let finish = |w, [m, v]: [f64; 2], t| {
        let over =
            if v > 0.0 { m / correction(0.9, t) / (v / correction(0.999, t)).sqrt() } else { 0.0 };
        w - over + EPSILON
    };
    let wrong = WrongAdam { rate: 1.0, finish };
    assert!(!zero_slopes_move_nothing(&wrong) && zero_slopes_move_nothing(&RIGHT));
    // 1e-8 in each step, against nothing.
    assert_eq!(steps(&wrong, [0.0; 3]), [-1e-8; 3]);
}

#[test]
fn adam_with_l2_for_decoupled_decay_is_found_out_where_there_is_no_other_slope() {
    let end = |decay| {
        let rule = WeightDecay { rule: Adam::paper(), decay };
        let (mut state, mut theta) = (rule.init(1), [1.0]);
        (0..100).for_each(|_| rule.step(&mut state, &mut theta, &[0.0]));
        theta[0]
    };
    // (1 − 1e-3 λ)¹⁰⁰ for λ = 1 and 0.01: the law.
    for (lambda, left) in [(1.0, 0.904792), (0.01, 0.999)] {
        assert!((end(Decay::Decoupled(1e-3 * lambda)) - left).abs() < 1e-6);
        assert!((end(Decay::L2(lambda)) - 0.901744).abs() < 1e-5, "whatever the λ");
    }
    assert!(matches!(AdamW::pytorch().decay, Decay::Decoupled(_)));
}

/// RMSProp by any recursion: from s, m and g to s, m and what g is divided by.
#[derive(Clone)]
struct WrongRmsProp(fn([f64; 2], f64) -> ([f64; 2], f64));

impl Settings for WrongRmsProp {
    fn settings(&mut self, _: &mut Each<'_>) {}
}

impl Optimizer for WrongRmsProp {
    type State = Vec<[f64; 2]>;
    without_settings!();

    fn init(&self, dim: usize) -> Vec<[f64; 2]> {
        vec![[0.0; 2]; dim]
    }

    fn step(&self, state: &mut Vec<[f64; 2]>, theta: &mut [f64], gradient: &[f64]) {
        for ((w, averages), &g) in theta.iter_mut().zip(state).zip(gradient) {
            let (next, below) = self.0(*averages, g);
            *averages = next;
            *w -= 1e-3 * (g / below);
        }
    }
}

#[test]
fn rmsprop_that_divides_by_the_old_average_is_found_out_by_its_first_step() {
    // Kochenderfer and Wheeler, Algorithms for optimization, erratum to page 78.
    let old = WrongRmsProp(|[s, m], g| ([0.9 * s + 0.1 * g * g, m], s.sqrt() + EPSILON));
    let right = RmsProp { epsilon: Epsilon::Outside(EPSILON), ..RmsProp::hinton() };
    let first = first_step(&right).expect("no matter which slope");
    assert!((first / 1e-3 - 3.162).abs() < 0.0005);
    // Nothing but ε is there to divide by: a slope of 1 moves it by 1e8 rates.
    assert_eq!(first_step(&old), None);
    assert!((steps(&old, [1.0])[0] / 1e-3 / 1e8 - 1.0).abs() < 1e-12);
}

#[test]
fn a_centered_average_computed_as_a_difference_is_found_out_by_a_constant_slope() {
    // As PyTorch has it: the difference of two numbers that become equal.
    let difference = WrongRmsProp(|[s, m], g| {
        let (s, m) = (0.99 * s + (1.0 - 0.99) * g * g, m + (1.0 - 0.99) * (g - m));
        ([s, m], (s - m * m).sqrt() + EPSILON)
    });
    let right = RmsProp { rate: 1e-3, centered: true, ..RmsProp::pytorch() };
    assert_eq!(step_of_the_first_nan(&right, 0.1), None);
    assert_eq!(step_of_the_first_nan(&difference, 0.1), Some(3226));
    // Where slopes differ the two are one.
    let slopes: Vec<f64> = (0..200).map(|t| f64::from(t % 7) - 3.0).collect();
    for (x, y) in steps(&right, slopes.clone()).iter().zip(steps(&difference, slopes)) {
        assert!((x - y).abs() <= 1e-10 * x.abs(), "{x} {y}");
    }
}

#[test]
fn nesterov_that_looks_a_whole_velocity_ahead_is_found_out_by_the_identity_with_momentum() {
    // udlbook/udlbook, issue 149: the gradient at θ − v in the place of θ − βv.
    #[derive(Clone)]
    struct TooFar;
    impl Settings for TooFar {
        fn settings(&mut self, _: &mut Each<'_>) {}
    }

    impl Optimizer for TooFar {
        type State = descent::Velocity;
        without_settings!();

        fn init(&self, dim: usize) -> descent::Velocity {
            Nesterov::notes().init(dim)
        }
        fn probe(&self, state: &descent::Velocity, at: &mut [f64]) {
            at.iter_mut().zip(&state.velocity).for_each(|(w, v)| *w -= v);
        }
        fn step(&self, state: &mut descent::Velocity, theta: &mut [f64], gradient: &[f64]) {
            Nesterov { rate: 1.0, ..Nesterov::notes() }.step(state, theta, gradient);
        }
    }
    let right = velocity_on_a_mode(&Nesterov { rate: 1.0, ..Nesterov::notes() });
    let heavy = Momentum { rate: 1.0, beta: 0.9 * (1.0 - 0.5), ..Momentum::notes() };
    assert!((right - 0.95).abs() < 1e-15 && (velocity_on_a_mode(&heavy) - right).abs() < 1e-15);
    assert!((velocity_on_a_mode(&TooFar) - 0.9).abs() < 1e-15);
}

/// Lion by any recursion: from m and g to m and what the sign is taken of.
#[derive(Clone)]
struct WrongLion(fn(f64, f64) -> (f64, f64));

impl Settings for WrongLion {
    fn settings(&mut self, _: &mut Each<'_>) {}
}

impl Optimizer for WrongLion {
    type State = Vec<f64>;
    without_settings!();

    fn init(&self, dim: usize) -> Vec<f64> {
        vec![0.0; dim]
    }

    fn step(&self, state: &mut Vec<f64>, theta: &mut [f64], gradient: &[f64]) {
        for ((w, m), &g) in theta.iter_mut().zip(state).zip(gradient) {
            let (next, voted) = self.0(*m, g);
            *m = next;
            *w -= f64::from(i8::from(voted > 0.0) - i8::from(voted < 0.0));
        }
    }
}

/// How many steps a rule that has settled on a slope of 1 takes until it follows a
/// slope of `turned`, and how its steps end on slopes of 0.
fn turning(rule: &impl Optimizer, turned: f64) -> usize {
    let slopes = std::iter::repeat_n(1.0, 5000).chain([turned; 200]);
    steps(rule, slopes)[5000..].iter().position(|&step| step < 0.0).expect("it turns") + 1
}

#[test]
fn lions_whose_two_memories_are_mixed_up_are_found_out_by_a_turned_slope() {
    let right = Lion { rate: 1.0, ..Lion::paper() };
    let law = |rule: &dyn Fn(f64) -> usize| rule(-1.0) == 60 && rule(-10.0) == 1;
    assert!(law(&|turned| turning(&right, turned)));
    // The frame of the wrong ones is right, if what is put into it is.
    let same = WrongLion(|m, g| (0.99 * m + 0.01 * g, 0.9 * m + 0.1 * g));
    assert!(law(&|turned| turning(&same, turned)));
    let wrong = [
        // The sign of what is kept: signum with the long memory.
        WrongLion(|m, g| (0.99 * m + 0.01 * g, 0.99 * m + 0.01 * g)),
        // β₁ and β₂ exchanged.
        WrongLion(|m, g| (0.9 * m + 0.1 * g, 0.99 * m + 0.01 * g)),
        // The vote is taken after m has been renewed.
        WrongLion(|m, g| {
            let m = 0.99 * m + 0.01 * g;
            (m, 0.9 * m + 0.1 * g)
        }),
        // The vote is kept.
        WrongLion(|m, g| (0.9 * m + 0.1 * g, 0.9 * m + 0.1 * g)),
    ];
    let found = wrong.map(|rule| [-1.0, -10.0].map(|turned| turning(&rule, turned)));
    assert_eq!(found, [[69, 10], [8, 2], [59, 1], [7, 1]]);
    assert_eq!(turning(&Signum { rate: 1.0, beta: 0.99 }, -10.0), 10);
}

#[test]
fn a_sign_that_is_plus_at_zero_is_found_out_by_slopes_of_zero() {
    // As `f64::signum` and a comparison with 0 have it.
    let plus = WrongLion(|m, g| (m, if g >= 0.0 { 1.0 } else { -1.0 }));
    assert!(!zero_slopes_move_nothing(&plus));
    assert!(zero_slopes_move_nothing(&Lion::paper()));
    assert!(zero_slopes_move_nothing(&Signum::optax()));
}
