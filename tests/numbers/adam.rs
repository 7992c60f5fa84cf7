//! What the Adam chapter claims, from closed forms and published numbers.

use chapters::adam::{CHAPTER, Settings};
use descent::{Adam, Decay, Epsilon, Optimizer, WeightDecay};

/// With nothing added to the root, and η = 1.
fn bare(beta1: f64, beta2: f64) -> Adam {
    Adam { rate: 1.0, beta1, beta2, epsilon: Epsilon::Outside(0.0), ..Adam::paper() }
}

fn steps(rule: &Adam, slopes: impl IntoIterator<Item = f64>) -> Vec<f64> {
    let (mut theta, mut state) = ([0.0], rule.init(1));
    let mut before = 0.0;
    let step = |slope: f64| {
        rule.step(&mut state, &mut theta, &[slope]);
        let gone = before - theta[0];
        before = theta[0];
        gone
    };
    slopes.into_iter().map(step).collect()
}

#[test]
fn without_the_correction_it_starts_too_large() {
    let rule = Adam { corrected: false, ..bare(0.9, 0.999) };
    let seen = steps(&rule, [2.5; 5000]);
    for (t, published) in [(1, 3.162), (12, 6.569), (100, 3.241), (1000, 1.258), (5000, 1.003)] {
        let formula = (1.0 - libm::pow(0.9, t as f64)) / (1.0 - libm::pow(0.999, t as f64)).sqrt();
        // Positions up to 1e4 are rounded to about 1e-12.
        assert!((seen[t - 1] - formula).abs() < 1e-9, "{t}");
        assert!((formula - published).abs() <= 0.0005, "{t}");
    }
    let short = steps(&Adam { corrected: false, ..bare(0.9, 0.95) }, [2.5])[0];
    assert!((short - 0.447).abs() <= 0.0005);
}

/// The bound after t steps, as Cauchy's inequality gives it for a finite sum:
/// it never exceeds the limit that the chapter names, and tends to it.
#[test]
fn the_bound_on_a_step_is_the_limit_of_the_bounds_for_finite_times() {
    for (beta1, beta2, published) in [(0.9, 0.999, 7.2703), (0.9, 0.99, 2.345), (0.9, 0.95, 1.165)]
    {
        let q: f64 = beta1 * beta1 / beta2;
        let limit = (1.0 - beta1) / ((1.0 - beta2) * (1.0 - q)).sqrt();
        let (mut first, mut second, mut power) = (1.0, 1.0, 1.0);
        let mut bound = 0.0;
        for _ in 0..40_000 {
            (first, second, power) = (first * beta1, second * beta2, power * q);
            bound = limit * ((1.0 - power) * (1.0 - second)).sqrt() / (1.0 - first);
            assert!(bound <= limit * (1.0 + 1e-12));
        }
        assert!((bound / limit - 1.0).abs() < 1e-12);
        assert!((limit - published).abs() <= 0.0005);
    }
}

/// The square of the bound exceeds 1 by (β₁ − β₂)², and that of the paper's
/// other case by β₁², each over something above 0.
#[test]
fn the_bound_is_the_papers_where_one_of_two_squares_is_0() {
    for (b1, b2) in [(0.9, 0.999), (0.9, 0.9), (0.0, 0.5), (0.5, 0.9), (0.95, 0.91), (0.3, 0.1)] {
        let below: f64 = (1.0 - b2) * (b2 - b1 * b1);
        let bound = (1.0 - b1) * (b2 / below).sqrt();
        let squares = [1.0 + (b1 - b2) * (b1 - b2) / below, bound * bound];
        assert!((squares[1] / squares[0] - 1.0).abs() < 1e-12, "{b1} {b2}");
        let other: f64 = (1.0 - b1) * (1.0 - b1) / (1.0 - b2);
        assert!((bound * bound - other * (1.0 + b1 * b1 / (b2 - b1 * b1))).abs() < 1e-9);
    }
}

/// In float32 the order of two products decides: what lies below the smallest
/// number of that precision is 0.
#[test]
fn a_rate_times_a_tiny_mean_is_rounded_to_nothing_and_a_quotient_is_not() {
    let (rate, mean, root) = (0.01_f32, 5.6e-44_f32, 1e-8_f32);
    assert_eq!(rate * mean, 0.0);
    assert!(rate * (mean / root) > 0.0);
}

#[test]
fn a_single_slope_moves_the_weight_by_3_and_in_the_end_by_32_times_the_rate() {
    let spike = |t: usize| if t == 20_000 { 7.0 } else { 0.0 };
    let gone = &steps(&bare(0.9, 0.999), (0..21_000).map(spike))[20_000..];
    assert!((gone[0] - 3.162).abs() <= 0.0005);
    assert!((gone.iter().sum::<f64>() - 31.77).abs() <= 0.005);
}

#[test]
fn adam_bursts_at_the_published_steps() {
    let rule = Adam { rate: 0.01, ..Adam::paper() };
    let (mut x, mut state) = ([1.0], rule.init(1));
    let mut run = vec![1.0];
    for _ in 0..14_083 {
        let slope = x;
        rule.step(&mut state, &mut x, &slope);
        run.push(x[0].abs());
    }
    let lowest = (0..run.len()).min_by(|&a, &b| run[a].total_cmp(&run[b])).expect("not empty");
    assert_eq!(lowest, 13_242);
    assert!((run[lowest] / 5.5e-301 - 1.0).abs() < 0.01);
    assert!((run[14_083] - 0.0108).abs() <= 0.00005);
}

#[test]
fn l2_loses_its_factor_and_decoupled_decay_does_not() {
    let left = |decay| {
        let rule = WeightDecay { rule: Adam { rate: 1e-3, ..bare(0.9, 0.999) }, decay };
        let (mut w, mut state) = ([1.0], rule.init(1));
        (0..100).for_each(|_| rule.step(&mut state, &mut w, &[0.0]));
        w[0]
    };
    for (lambda, published) in [(1e-4, 0.999990), (1e-2, 0.999000), (1.0, 0.904792)] {
        assert!((left(Decay::L2(lambda)) - 0.901744).abs() <= 0.5e-6);
        assert!((left(Decay::Decoupled(1e-3 * lambda)) - published).abs() <= 0.5e-6);
    }
}

#[test]
fn a_tiny_slope_feels_epsilon_as_published() {
    let first = |epsilon| steps(&Adam { rate: 1.0, epsilon, ..Adam::paper() }, [1e-6])[0];
    assert!((first(Epsilon::Outside(1e-8)) - 0.990).abs() <= 0.0005);
    assert!((first(Epsilon::Hat(1e-7)) - 0.240).abs() <= 0.0005);
    assert!((first(Epsilon::Outside(1e-5)) - 0.0909).abs() <= 0.00005);
}

/// Reddi's round of three slopes in closed form: v after the slopes 3, −1, −1 is
/// a geometric series over rounds.
#[test]
fn the_turning_point_of_reddis_example_is_where_its_closed_form_changes_sign() {
    let gained = |b: f64| {
        let round = (1.0 - b) / (1.0 - b * b * b);
        let v = [9.0 + b + b * b, 1.0 + 9.0 * b + b * b, 1.0 + b + 9.0 * b * b];
        let root = |i: usize| (round * v[i]).sqrt();
        -3.0 / root(0) + 1.0 / root(1) + 1.0 / root(2)
    };
    assert!((gained(0.1) - 0.681).abs() <= 0.0005);
    let page = CHAPTER.page(&Settings::BOOK).expect("the book's settings");
    let turn = page.find_number("ex.turn").expect("the exercise shows it").value;
    assert!(gained(turn - 1e-6) > 0.0 && gained(turn + 1e-6) < 0.0);
}

/// With ε = 0, Adam over noise has m of variance (1 − β₁)/(1 + β₁) and v near 1.
#[test]
fn late_steps_over_noise_have_the_length_of_the_closed_form() {
    let page = CHAPTER.page(&Settings::BOOK).expect("the book's settings");
    let number = |name: &str| page.find_number(name).expect("a number").value;
    let exact = (0.1_f64 / 1.9).sqrt();
    assert!((number("ex.noise") - exact).abs() < 1e-12);
    assert!((number("ex.noise.late") / exact - 1.0).abs() < 0.1);
}

/// A weight that only decays, in closed form: the logarithm of a product.
#[test]
fn a_falling_rate_halves_the_exponent_of_the_decay() {
    let page = CHAPTER.page(&Settings::BOOK).expect("the book's settings");
    let number = |name: &str| page.find_number(name).expect("a number").value;
    let left = |factor: &dyn Fn(f64) -> f64| {
        libm::exp((0..10_000).map(|u| libm::log1p(-1e-4 * factor(f64::from(u) / 1e4))).sum())
    };
    assert!((number("ex.constant") / left(&|_| 1.0) - 1.0).abs() < 1e-9);
    assert!((number("ex.cooled") / left(&|done| 1.0 - done) - 1.0).abs() < 1e-9);
    assert!((number("decay.half") / (libm::log(2.0) / 1e-5) - 1.0).abs() < 1e-4);
}

/// Under the plain rule, as the paper writes it: AdamW's first two steps by hand.
#[test]
fn decay_stands_beside_the_step() {
    let rule = WeightDecay {
        rule: Adam { rate: 0.1, ..bare(0.9, 0.999) },
        decay: Decay::Decoupled(0.1 * 0.5),
    };
    let (mut w, mut state) = ([2.0], rule.init(1));
    rule.step(&mut state, &mut w, &[3.0]);
    assert!((w[0] - (2.0 * 0.95 - 0.1)).abs() < 1e-15);
    rule.step(&mut state, &mut w, &[3.0]);
    assert!((w[0] - (1.8 * 0.95 - 0.1)).abs() < 1e-14);
}

/// Uncorrected, the first step is (1 − β₁)/√(1 − β₂) times η: η itself on one line
/// of pairs, 1 − β₂ = (1 − β₁)².
#[test]
fn the_uncorrected_first_step_is_eta_where_one_minus_beta2_is_the_square_of_one_minus_beta1() {
    for beta1 in [0.3, 0.5, 0.75, 0.9, 0.95] {
        let beta2 = 1.0 - (1.0 - beta1) * (1.0 - beta1);
        for slope in [1e-6, 1.0, 40.0] {
            let first = steps(&Adam { corrected: false, ..bare(beta1, beta2) }, [slope])[0];
            assert!((first - 1.0).abs() < 1e-12, "{beta1}: {first}");
            let longer = Adam { corrected: false, ..bare(beta1, beta2 + 1e-4) };
            assert!(steps(&longer, [slope])[0] > 1.0);
        }
    }
}
