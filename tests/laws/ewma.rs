//! What an average must do, whatever it is of.

use descent::Ewma;
use proptest::prelude::*;
use proptest::test_runner::RngSeed;

fn always_the_same() -> ProptestConfig {
    ProptestConfig {
        rng_seed: RngSeed::Fixed(1),
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}

/// Any finite number, from the smallest to the largest.
fn finite() -> impl Strategy<Value = f64> {
    any::<f64>().prop_filter("finite", |x| x.is_finite())
}

/// Any β, and those near either end more often than chance would have them.
fn beta() -> impl Strategy<Value = f64> {
    let near_one = (1..=53).prop_map(|bits: i32| 1.0 - libm::ldexp(1.0, -bits));
    prop_oneof![0.0..1.0, Just(0.0), Just(0.9), near_one]
}

proptest! {
    #![proptest_config(always_the_same())]

    #[test]
    fn the_average_of_equal_values_is_that_value(
        value in prop_oneof![finite(), -1e3..1e3, Just(0.1), Just(200.0), Just(f64::MAX)],
        beta in beta(),
        count in 1..300usize,
    ) {
        let average = Ewma { beta };
        let values = vec![value; count];
        prop_assert_eq!(&average.averages(value, &values), &values);
        prop_assert_eq!(&average.corrected(&values), &values);
    }

    #[test]
    fn an_average_lies_among_its_values(values in prop::collection::vec(finite(), 1..50), beta in beta()) {
        let average = Ewma { beta };
        let from_first = average.averages(values[0], &values);
        for (t, averages) in from_first.iter().zip(average.corrected(&values)).enumerate() {
            let seen = &values[..=t];
            let low = seen.iter().copied().fold(f64::INFINITY, f64::min);
            let high = seen.iter().copied().fold(f64::NEG_INFINITY, f64::max);
            for found in [*averages.0, averages.1] {
                prop_assert!(low <= found && found <= high, "{found} of {low} to {high}");
            }
        }
    }

    /// The sum that the definition names, with weights that are worked out anew.
    #[test]
    fn the_corrected_average_is_the_weighted_mean(
        values in prop::collection::vec(-1e3..1e3, 1..60),
        beta in 0.0..0.99_f64,
    ) {
        let (mut above, mut below) = (0.0, 0.0);
        for value in &values {
            above = beta * above + value;
            below = beta * below + 1.0;
        }
        let found = *Ewma { beta }.corrected(&values).last().expect("a value");
        prop_assert!((found - above / below).abs() <= 1e-10, "{found}");
    }
}

#[test]
fn what_is_no_number_stays_none() {
    let average = Ewma { beta: 0.9 };
    let values = [1.0, f64::NAN, 2.0];
    assert!(average.averages(1.0, &values)[1..].iter().all(|x| x.is_nan()));
    assert!(average.corrected(&values)[1..].iter().all(|x| x.is_nan()));
    assert_eq!(average.corrected(&values)[0], 1.0);
}
