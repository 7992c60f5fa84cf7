//! What the chapter on signs says, found once more: by closed forms, by sums over
//! every single word, and by plain loops that share nothing with the chapter.

use descent::random::{normal, seeded};
use descent::{Lion, Optimizer, SignDescent};
use press::Cell;

fn page() -> &'static press::Page {
    crate::PAGES.iter().find(|page| page.name == "signs").expect("the chapter")
}

fn number(name: &str) -> f64 {
    page().find_number(name).unwrap_or_else(|| panic!("no number {name}")).value
}

/// A cell of a table, as a number.
fn cell(table: &str, row: usize, column: usize) -> f64 {
    let table = page().tables.iter().find(|found| found.name == table).expect("the table");
    match &table.rows[row][column] {
        Cell::Number(shown) => shown.value,
        other => panic!("{other:?} is no number"),
    }
}

/// Each row of the table of words: the number of words.
const SIZES: [usize; 4] = [100, 1000, 10_000, 100_000];

/// What gradient descent leaves of the loss, word by word.
fn left(words: usize, scale: f64, t: usize) -> f64 {
    let (mut now, mut start) = (0.0, 0.0);
    for k in 1..=words {
        let part = 1.0 / k as f64;
        start += part;
        now += part * libm::pow(1.0 - scale * part, 2.0 * t as f64);
    }
    now / start
}

#[test]
fn gradient_descent_learns_the_words_in_so_many_steps_when_each_is_counted() {
    for (row, words) in SIZES.into_iter().enumerate() {
        for (column, scale) in [(1, 1.0), (2, 1.99)] {
            let t = cell("zipf", row, column) as usize;
            assert!(left(words, scale, t) <= 0.1, "{words} words, {t} steps");
            assert!(left(words, scale, t - 1) > 0.1, "{words} words, {t} steps");
        }
    }
    // Computed elsewhere, by another program.
    assert_eq!([0, 1, 2, 3].map(|row| cell("zipf", row, 1)), [27.0, 187.0, 1361.0, 10168.0]);
    assert_eq!([0, 1, 2, 3].map(|row| cell("zipf", row, 4)), [13.0, 44.0, 150.0, 491.0]);
}

/// The library's sign descent on every word of a row of the table, at the best of
/// many rates: the mean share of the loss left after t steps and after t + 1.
fn voted(words: usize, t: usize) -> f64 {
    let targets: Vec<f64> = (1..=words).map(|j| 1.0 / j as f64).collect();
    let loss =
        |x: &[f64]| -> f64 { x.iter().zip(&targets).map(|(x, c)| (x - c) * (x - c)).sum::<f64>() };
    let start = loss(&vec![0.0; words]);
    let at = |scale: f64| {
        let rule = SignDescent { rate: scale / t as f64 };
        let mut x = vec![0.0; words];
        let step = |x: &mut Vec<f64>| {
            let g: Vec<f64> = x.iter().zip(&targets).map(|(x, c)| x - c).collect();
            rule.step(&mut (), x, &g);
        };
        (0..t).for_each(|_| step(&mut x));
        let here = loss(&x);
        step(&mut x);
        0.5 * (here + loss(&x)) / start
    };
    // No rate of which a target is a whole multiple: there it would stop dancing.
    (0..=60).map(|i| at(0.5031 + 0.01 * f64::from(i))).fold(f64::INFINITY, f64::min)
}

#[test]
fn sign_descent_learns_the_words_in_so_many_steps_when_it_is_run() {
    for (row, words) in [(0, 100), (1, 1000)] {
        let t = cell("zipf", row, 4) as usize;
        assert!(voted(words, t) <= 0.1, "{words} words, {t} steps");
        assert!(voted(words, t - 1) > 0.1, "{words} words, {t} steps");
    }
}

#[test]
fn signs_whose_rate_falls_learn_them_sooner_when_each_word_is_run() {
    let left = |words: usize, t: usize| {
        let targets: Vec<f64> = (1..=words).map(|j| 1.0 / j as f64).collect();
        let start: f64 = targets.iter().map(|c| c * c).sum();
        let at = |scale: f64| {
            let mut off: Vec<f64> = targets.iter().map(|c| -c).collect();
            for s in (1..=t).rev() {
                let by = scale / (t * t) as f64 * s as f64;
                off.iter_mut().for_each(|x| *x -= if *x > 0.0 { by } else { -by });
            }
            off.iter().map(|x| x * x).sum::<f64>() / start
        };
        (0..7).map(|i| at(1.2 * libm::pow(1.08, f64::from(i)))).fold(f64::INFINITY, f64::min)
    };
    for (row, words) in [(2, 10_000), (3, 100_000)] {
        let t = cell("zipf", row, 5) as usize;
        assert!(left(words, t - 1) > 0.1, "{words} words, {t} steps");
        for t in t..t + 8 {
            assert!(left(words, t) <= 0.1, "{words} words, {t} steps");
        }
    }
    // Computed elsewhere, by another program.
    assert_eq!([2, 3].map(|row| cell("zipf", row, 5)), [19.0, 35.0]);
}

#[test]
fn momentum_learns_them_sooner_when_each_word_is_run() {
    let words = 1000;
    let taken = |beta: f64, scale: f64| {
        let mut places = vec![(1.0, 0.0); words];
        let mut last = f64::INFINITY;
        (0..100).find(|_| {
            let (mut now, mut start) = (0.0, 0.0);
            for (k, (error, v)) in (1..).zip(&mut places) {
                let part = 1.0 / f64::from(k);
                *v = beta * *v + scale * part * *error;
                *error -= *v;
                start += part;
                now += part * *error * *error;
            }
            let mean = 0.5 * (last + now);
            last = now;
            mean <= 0.1 * start
        })
    };
    let best = [0.0, 0.5, 0.8, 0.9, 0.95, 0.98, 0.99]
        .into_iter()
        .flat_map(|beta| [taken(beta, 1.0), taken(beta, 3.0)])
        .flatten()
        .min();
    assert_eq!(best, Some(cell("zipf", 1, 3) as usize));
}

/// The area under the bell curve left of x, by adding up thin slices.
fn area(x: f64) -> f64 {
    let (from, slices) = (-12.0, 40_000);
    let wide = (x - from) / f64::from(slices);
    let height = |x: f64| libm::exp(-0.5 * x * x) / (2.0 * std::f64::consts::PI).sqrt();
    (0..slices).map(|i| wide * height(from + (f64::from(i) + 0.5) * wide)).sum()
}

#[test]
fn a_sign_is_wrong_as_often_as_the_bell_curve_says() {
    for (row, ratio) in [0.1, 0.5, 1.0, 2.0].into_iter().enumerate() {
        assert!((cell("wrong", row, 1) - area(-ratio)).abs() < 1e-6);
        assert!((cell("wrong", row, 2) - (1.0 - 2.0 * area(-ratio))).abs() < 1e-6);
    }
    assert!((number("noise.wrong") - 0.4602).abs() < 5e-5, "by a table of Φ");
}

#[test]
fn sign_descent_rests_where_a_run_rests() {
    let (mut x, mut chance) = (0.0_f64, seeded(3));
    let (mut squares, steps) = (0.0, 1_000_000);
    for _ in 0..steps {
        x -= 0.01 * (x + normal(&mut chance)).signum();
        squares += x * x;
    }
    let run = squares / f64::from(steps);
    assert!((run / number("rest.signs") - 1.0).abs() < 0.03, "{run}");
    // The published approximation.
    assert!((number("rest.formula") - 0.006267).abs() < 5e-7);
}

#[test]
fn adams_step_on_noise_is_a_ratio_of_two_sums() {
    // Σ (1 − β)² β²ᵏ = (1 − β)/(1 + β).
    let sum: f64 = (0..2000).map(|k| 0.01 * libm::pow(0.81, f64::from(k))).sum();
    assert!((cell("noise", 0, 1) - sum.sqrt()).abs() < 1e-12);
    assert!((cell("noise", 0, 1) - 0.229416).abs() < 5e-7);
    assert!((cell("noise", 1, 1) - 0.160128).abs() < 5e-7);
    assert!((number("noise.times") - 4.36).abs() < 0.005);
    // Lion's vote, weight by weight, and the mean size of a normal number.
    let lion: f64 = (0..3000).map(|k| 0.009 * libm::pow(0.99, f64::from(k))).map(|w| w * w).sum();
    let lion = (0.01 + lion).sqrt();
    assert!((number("drift.lion") - 0.797885 / lion).abs() < 1e-4);
    assert!((number("drift.signum") - 0.797885 / 0.229416).abs() < 1e-4);
    assert!((number("votes.lion") - area(-0.1 / lion)).abs() < 1e-5);
}

#[test]
fn lion_turns_when_nine_tenths_of_its_past_weigh_less_than_a_tenth_of_what_is_new() {
    for (row, size) in [0.2, 1.0, 10.0].into_iter().enumerate() {
        // m after t − 1 turned slopes is −s + (1 + s) 0.99^(t − 1).
        let vote = |t: i32| {
            let m = -size + (1.0 + size) * libm::pow(0.99, f64::from(t - 1));
            0.9 * m - 0.1 * size
        };
        let t = (1..).find(|&t| vote(t) < 0.0).expect("it turns");
        assert_eq!(cell("turned", row, 3), f64::from(t));
    }
    // Weights of Lion's vote, one by one, from what a single slope leaves behind.
    let weight = |age: usize| {
        let (mut m, lion) = (vec![0.0], Lion { rate: 0.0, ..Lion::paper() });
        let mut slopes = vec![0.0; age];
        slopes.insert(0, 1.0);
        let last = slopes.pop().expect("a slope");
        slopes.iter().for_each(|g| lion.step(&mut m, &mut [0.0], &[*g]));
        0.9 * m[0] + 0.1 * last
    };
    let half = number("lion.half") as usize;
    let sum: f64 = (0..=half).map(weight).sum();
    assert!(sum >= 0.5 && sum - weight(half) < 0.5, "{sum}");
    assert!((number("lion.second") - weight(1)).abs() < 1e-15);
}

#[test]
fn along_the_axes_the_gains_are_sums_of_curvatures() {
    let curvatures: Vec<f64> =
        (0..100).map(|i| libm::pow(10.0, -3.0 * f64::from(i) / 99.0)).collect();
    let signs = curvatures.iter().sum::<f64>() / 2.0;
    let plain = curvatures.iter().map(|h| h * h).sum::<f64>() / 2.0;
    assert!((cell("gains", 0, 1) - signs).abs() < 1e-12);
    assert!((cell("gains", 0, 3) - plain).abs() < 1e-12);
    assert!((number("gains.ratio") - signs / plain).abs() < 1e-12);
    // Gradient descent has a closed form, at the best rate that stays.
    let rate = 0.6 * libm::pow(1.25, 5.0);
    let left = curvatures.iter().map(|h| 0.5 * h * libm::pow(1.0 - rate * h, 200.0)).sum::<f64>();
    assert!((cell("gains", 2, 3) - left).abs() < 1e-12);
}

#[test]
fn rprops_first_flight_is_a_geometric_sum() {
    let flight = -0.01 * (libm::pow(1.2, 9.0) - 1.0) / 0.2;
    assert!((number("rprop.round") - flight).abs() < 1e-12);
    // Computed elsewhere, by another program.
    assert!((number("rprop.last") + 381.391).abs() < 5e-3);
}

#[test]
fn nine_votes_are_counted_one_by_one() {
    let p = area(-0.5);
    let wrong: f64 = (0..512_u32)
        .filter(|votes| votes.count_ones() >= 5)
        .map(|votes| {
            let k = f64::from(votes.count_ones());
            libm::pow(p, k) * libm::pow(1.0 - p, 9.0 - k)
        })
        .sum();
    assert!((number("ex.most") - wrong).abs() < 1e-6);
}

/// Adam's step on noise, in units of its rate.
#[test]
fn adam_on_noise_moves_by_a_fifth_or_so() {
    let mut chance = seeded(3);
    let (mut m, mut sum) = (0.0, 0.0);
    for _ in 0..100_000 {
        m = 0.9 * m + 0.1 * normal(&mut chance);
        sum += m * m;
    }
    let size = f64::sqrt(sum / 100_000.0);
    assert!((number("noise.law") / size - 1.0).abs() < 0.02, "{size}");
}
