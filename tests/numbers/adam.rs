//! What the Adam chapter claims, from closed forms and published numbers.

use chapters::adam::{CHAPTER, Settings};
use descent::random::{seeded, uniform};
use descent::{Adam, Decay, Epsilon, Optimizer, WeightDecay};
use press::number::digits;

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

/// Gradient descent on a quadratic in closed form, from the same random starts.
#[test]
fn the_comparison_says_of_gradient_descent_what_its_closed_form_says() {
    let page = CHAPTER.page(&Settings::BOOK).expect("the book's settings");
    let row = &page.tables.iter().find(|table| table.name == "bowl").expect("a table").rows[0];
    let rate = libm::pow(10.0, -1.75);
    assert_eq!(row[1].text(), digits(rate, 2).text);
    let mut ends: Vec<f64> = (1100..1139)
        .map(|seed| {
            let mut chance = seeded(seed);
            let start = [0, 1].map(|_| uniform(&mut chance, -1.0, 1.0));
            let left = |x: f64, h: f64| {
                let end = x * libm::pow(1.0 - rate * h, 300.0);
                h * end * end / 2.0
            };
            left(start[0], 1.0) + left(start[1], 100.0)
        })
        .collect();
    ends.sort_by(f64::total_cmp);
    let [first, median, third] = [9, 19, 28].map(|rank| digits(ends[rank], 2).text);
    assert_eq!(row[2].text(), median);
    assert_eq!(row[3].text(), format!("{first} to {third}"));
}

/// What the chapter says of the comparison does not hang on its seed, apart
/// from what it calls a matter of luck.
#[test]
fn the_comparison_says_the_same_for_other_seeds() {
    for seed in [2, 3] {
        let page = CHAPTER.page(&Settings { seed, ..Settings::BOOK }).expect("in range");
        for name in [
            "turning",
            "floor",
            "valley",
            "wine",
            "places",
            "inside",
            "no_champion",
            "rate",
            "cooling",
        ] {
            let claim = page.claims.iter().find(|claim| claim.name == name).expect("a claim");
            assert!(claim.holds, "seed {seed}: {}", claim.sentence);
        }
    }
}

/// The chapter says so without numbers: ten times the budget fits the wines
/// better, and is no better for Adam on fresh ones.
#[test]
fn a_low_loss_in_training_is_not_the_last_word() {
    let wines = |budget| {
        let page = CHAPTER.page(&Settings { budget, ..Settings::BOOK }).expect("in range");
        let number = |name: &str, row: usize, cell: usize| -> f64 {
            let table = page.tables.iter().find(|table| table.name == name).expect("a table");
            table.rows[row][cell].text().parse().expect("a plain number")
        };
        let rate = page.claims.iter().find(|claim| claim.name == "rate").expect("a claim");
        assert!(rate.holds, "budget {budget}: {}", rate.sentence);
        [0, 1, 2, 3, 4, 5].map(|row| [number("wine", row, 2), number("fresh", row, 1)])
    };
    let (short, long) = (wines(125), wines(1250));
    assert!((0..6).all(|method| long[method][0] < short[method][0]));
    assert!(long[5][1] > short[5][1]);
}
