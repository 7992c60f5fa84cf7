//! Closed forms and identities of the exponentially weighted moving average.

use chapters::ewma::{CHAPTER, Settings};
use descent::Ewma;
use press::Page;
use proptest::prelude::*;
use std::sync::LazyLock;

static PAGE: LazyLock<Page> =
    LazyLock::new(|| CHAPTER.page(&Settings::BOOK).expect("the book's settings"));

fn number(name: &str) -> f64 {
    PAGE.find_number(name).unwrap_or_else(|| panic!("no number {name}")).value
}

const USUAL: Ewma = Ewma { beta: 0.9 };

fn close(a: f64, b: f64) -> bool {
    (a - b).abs() <= 1e-12 * b.abs().max(1.0)
}

#[test]
fn a_constant_is_approached_by_one_minus_beta_to_the_t_and_found_at_once_when_corrected() {
    let raw = USUAL.averages(0.0, &[5.0; 5]);
    for (v, expected) in raw.iter().zip([0.5, 0.95, 1.355, 1.7195, 2.04755]) {
        assert!(close(*v, expected), "{v} is not {expected}");
    }
    // Also without the guard against rounding, which of equal values makes that value.
    let long = USUAL.averages(0.0, &[5.0; 400]);
    let weight = |i: usize| 1.0 - libm::pow(0.9, i as f64 + 1.0);
    assert!(long.iter().enumerate().all(|(i, v)| close(v / weight(i), 5.0)));
    assert!(USUAL.corrected(&[5.0; 400]).iter().all(|&v| close(v, 5.0)));
}

/// A sum of numbers rounded for print may differ from the printed sum; these do not.
#[test]
fn the_table_by_hand_adds_up_as_printed() {
    let steps = PAGE.tables.iter().find(|table| table.name == "steps").expect("a table");
    assert_eq!(steps.rows.len(), 5);
    for row in &steps.rows {
        let [kept, taken, sum] = [2, 3, 4].map(|i| row[i].text().parse::<f64>().expect("a number"));
        assert!(close(kept + taken, sum), "{kept} + {taken} is not {sum}");
    }
}

/// What is proved holds for every β that the program takes, not only the book's.
#[test]
fn no_beta_breaks_what_is_proved() {
    for beta in [0.0, 0.001, 0.3333, 0.5, 0.99, 0.999, 0.9999, 0.99999, 1.0 - 1e-7] {
        let page = CHAPTER.page(&Settings { beta, ..Settings::BOOK }).expect("a right β");
        let fallen = page.broken().find(|claim| claim.kind == press::Kind::Proved);
        assert!(fallen.is_none(), "β = {beta}: {}", fallen.expect("one"));
    }
}

#[test]
fn a_wild_value_is_shed_to_a_hundredth_on_the_day_named() {
    let mut series = vec![100.0];
    series.resize(100, 0.0);
    let left = USUAL.averages(0.0, &series);
    let day = left.iter().position(|v| *v < 0.01 * left[0]).expect("it is shed");
    assert_eq!(number("spike.days"), day as f64);
}

/// The differences of such a series have the autocovariances γ₀ = 2r + q and
/// γ₁ = −r, the noise's variance being r. For normal values Bartlett's formula
/// gives n times the variance of the measured γ₁: γ₀² + 3γ₁².
#[test]
fn the_recipe_errs_as_much_as_theory_expects() {
    let [r, q, days] = ["noise", "change", "days"].map(|n| number(&format!("recipe.{n}")));
    let expected = (((2.0 * r + q) * (2.0 * r + q) + 3.0 * r * r) / (days - 2.0)).sqrt();
    // The standard error of a deviation measured on 2000 values is 1.6 %.
    let ratio = number("recipe.spread") / expected;
    assert!((ratio - 1.0).abs() < 0.05, "{ratio}");
}

/// Holt's method with the share s for both: the errors follow
/// z² − (2 − s − s²)z + (1 − s) = 0, whose roots are complex for s in (0, 1).
#[test]
fn with_equal_shares_a_remembered_trend_overshoots() {
    let error = |t: usize| {
        let (mut level, mut trend) = (0.0, 0.0);
        for day in 1..=t {
            let next = 0.9 * (level + trend) + 0.1 * day as f64;
            trend = 0.9 * trend + 0.1 * (next - level);
            level = next;
        }
        level - t as f64
    };
    let most = (1..=200).map(error).fold(0.0, f64::max);
    assert!((number("trend.overshoot") - most).abs() < 1e-12);
    // The recurrence that the polynomial names, with s = 0.1.
    for t in 3..50 {
        assert!((error(t) - 1.89 * error(t - 1) + 0.9 * error(t - 2)).abs() < 1e-12, "day {t}");
    }
}

#[test]
fn lengths_of_memory_are_what_their_formulas_say() {
    for (beta, window, half_life) in
        [(0.9, 10.0, 6.58), (0.99, 100.0, 68.97), (0.999, 1000.0, 692.80)]
    {
        let average = Ewma { beta };
        // 1/(1 − β) loses digits as β nears 1: 1 − 0.999 is not exactly 0.001.
        assert!((average.window() - window).abs() < 1e-9 * window);
        assert!((average.half_life() - half_life).abs() < 0.005, "{}", average.half_life());
    }
    assert_eq!(Ewma { beta: 0.5 }.half_life(), 1.0);
    assert_eq!(Ewma { beta: 0.0 }.half_life(), 0.0);
}

#[test]
fn the_lag_behind_a_ramp_is_beta_over_one_minus_beta() {
    let ramp: Vec<f64> = (1..=1000).map(f64::from).collect();
    let (raw, corrected) = (USUAL.averages(0.0, &ramp), USUAL.corrected(&ramp));
    assert!(close(1000.0 - raw[999], 9.0) && close(1000.0 - corrected[999], 9.0));
    assert!((10.0 - raw[9] - 5.86).abs() < 0.005 && (10.0 - corrected[9] - 3.65).abs() < 0.005);
}

/// The same 0.0526 in two chapters, from two programs.
#[test]
fn the_floor_of_the_first_chapter_is_the_variance_of_this_one() {
    let first = &chapters::gradient_descent::CHAPTER;
    let first = first.page(&chapters::gradient_descent::Settings::BOOK).expect("the book's");
    let floor = first.tables.iter().find(|table| table.name == "floor").expect("a table");
    let row = floor.rows.iter().find(|row| row[0].text() == "0.1").expect("the rate 1 − 0.9");
    assert_eq!(row[1].text(), "0.05263");
    assert!(close(number("noise.floor"), 1.0 / 19.0) && close(number("bridge.rate"), 0.1));
}

/// On day t of the rise 1, 2, 3, … the average is the weighted mean, summed here
/// term by term.
#[test]
fn the_early_lag_of_the_corrected_average_is_the_mean_age_of_few_days() {
    let ages = |t: usize| (0..t).map(|k| (libm::pow(0.9, k as f64), k as f64));
    let mean_age =
        |t| ages(t).map(|(w, k)| w * k).sum::<f64>() / ages(t).map(|(w, _)| w).sum::<f64>();
    let closed = |t: f64| 9.0 - t * libm::pow(0.9, t) / (1.0 - libm::pow(0.9, t));
    for t in [1, 2, 10, 60] {
        assert!((mean_age(t) - closed(t as f64)).abs() < 1e-12, "day {t}");
    }
    assert!((number("lag.corrected") - closed(10.0)).abs() < 1e-12);
}

/// Where the derivative of E = (β²q + (1 − β)²)/(1 − β²) is zero.
#[test]
fn the_best_beta_makes_the_error_least() {
    for q in [0.01, 1.0, number("recipe.change") / number("recipe.noise")] {
        let error = |b: f64| (b * b * q + (1.0 - b) * (1.0 - b)) / (1.0 - b * b);
        let best = 1.0 - (-q + (q * q + 4.0 * q).sqrt()) / 2.0;
        assert!((best * q - (1.0 - best) * (1.0 - best)).abs() < 1e-12);
        assert!(error(best) < error(best - 1e-4) && error(best) < error(best + 1e-4));
    }
    assert!(close(number("slow.best"), 0.9), "its drift is made for it");
    assert!(close(number("fast.best"), (3.0 - 5.0_f64.sqrt()) / 2.0));
}

/// pandas 3.1.1: `pd.Series([25., 13, 17, 31, 43]).ewm(alpha=.1).mean()`, and
/// the same with `adjust=False`.
#[test]
fn both_kinds_of_averages_agree_with_pandas() {
    let temperatures = [25.0, 13.0, 17.0, 31.0, 43.0];
    let adjusted =
        [25.0, 18.68421052631579, 18.062730627306273, 21.82465833091015, 26.995555664086346];
    let from_first = [25.0, 23.8, 23.12, 23.908, 25.817200000000003];
    for (ours, theirs) in [
        (USUAL.corrected(&temperatures), adjusted),
        (USUAL.averages(temperatures[0], &temperatures), from_first),
    ] {
        assert!(ours.iter().zip(theirs).all(|(a, b)| close(*a, b)), "{ours:?}");
    }
}

#[test]
fn a_beta_outside_its_range_is_refused_by_name() {
    for beta in [-0.1, 1.0, f64::NAN] {
        let refused = Ewma { beta }.check().expect_err("out of range").to_string();
        assert_eq!(refused, format!("beta is {beta}, but must be at least 0 and below 1"));
    }
    assert_eq!(Ewma { beta: 0.0 }.check(), Ok(()));
}

fn series() -> impl Strategy<Value = Vec<f64>> {
    prop::collection::vec(-100.0..100.0, 1..200)
}

proptest! {
    #![proptest_config(ProptestConfig { rng_seed: proptest::test_runner::RngSeed::Fixed(1), failure_persistence: None, ..ProptestConfig::default() })]

    /// Four roundings of values up to 100 for each term; dividing by the sum of
    /// the weights so far, 1 − βᵗ, makes them larger where that is small.
    #[test]
    fn the_corrected_average_is_the_weighted_mean(beta in 0.0..0.999, values in series()) {
        let average = Ewma { beta };
        let weights = average.weights(values.len());
        for (t, v) in average.corrected(&values).into_iter().enumerate() {
            let (mut sum, mut total) = (0.0, 0.0);
            for (w, x) in weights.iter().zip(values[..=t].iter().rev()) {
                sum += w * x;
                total += w;
            }
            prop_assert!((v - sum / total).abs() <= 4.0 * f64::EPSILON * 100.0 * (t + 1) as f64 / total);
        }
    }

    #[test]
    fn without_memory_the_average_is_the_value(values in series()) {
        let none = Ewma { beta: 0.0 };
        prop_assert_eq!(&none.averages(7.0, &values), &values);
        prop_assert_eq!(&none.corrected(&values), &values);
    }

    #[test]
    fn an_average_stays_between_the_smallest_and_the_largest_value(beta in 0.0..0.999, values in series()) {
        let low = values.iter().copied().fold(f64::INFINITY, f64::min);
        let high = values.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        let rounding = 1e-12 * 100.0;
        for v in (Ewma { beta }).averages(values[0], &values) {
            prop_assert!(low - rounding <= v && v <= high + rounding);
        }
    }

    #[test]
    fn started_from_the_first_value_it_matters_not_whether_day_one_counts(beta in 0.0..0.999, values in series()) {
        let average = Ewma { beta };
        let all = average.averages(values[0], &values);
        let rest = average.averages(values[0], &values[1..]);
        // β x + (1 − β) x may differ from x in the last bit, and what follows with it.
        prop_assert!(all[1..].iter().zip(&rest).all(|(a, b)| (a - b).abs() <= 1e-12 * 100.0));
    }
}
