//! What Adam must do, known in closed form.

use descent::surface::Quadratic;
use descent::{Adam, Epsilon, GradientDescent, Optimizer, Path, RmsProp, descend};
use proptest::prelude::*;
use proptest::test_runner::RngSeed;

/// The rule without ε, with a rate of 1: a step is its own length in rates.
const BARE: Adam = Adam { rate: 1.0, epsilon: Epsilon::Outside(0.0), ..Adam::paper() };

/// The same cases on every run: a test is to fail for what was changed.
fn always_the_same() -> ProptestConfig {
    ProptestConfig {
        rng_seed: RngSeed::Fixed(1),
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}

/// The steps that a rule takes under given slopes, each measured from 0, where
/// no digit is lost.
fn steps(rule: &impl Optimizer, slopes: impl IntoIterator<Item = f64>) -> Vec<f64> {
    let mut state = rule.init(1);
    let step = |g: f64| {
        let mut theta = [0.0];
        rule.step(&mut state, &mut theta, &[g]);
        -theta[0]
    };
    slopes.into_iter().map(step).collect()
}

fn power(base: f64, exponent: usize) -> f64 {
    (0..exponent).fold(1.0, |product, _| product * base)
}

/// What no step can exceed, in rates; approached after ever more steps.
fn supremum(beta1: f64, beta2: f64) -> f64 {
    (1.0 - beta1) / (1.0 - beta2).sqrt() / (1.0 - beta1 * beta1 / beta2).sqrt()
}

proptest! {
    #![proptest_config(always_the_same())]

    #[test]
    fn under_a_constant_slope_every_step_is_the_rate(
        beta1 in 0.0..0.99,
        beta2 in 0.0..0.999,
        exponent in -100.0..100.0,
        amsgrad in any::<bool>(),
    ) {
        let slope = libm::pow(10.0, exponent);
        for step in steps(&Adam { beta1, beta2, amsgrad, ..BARE }, [slope; 300]) {
            // Each of m, v, β₁ᵗ and β₂ᵗ rounds in every step; what is left of
            // them is divided by 1 − βᵗ, which is at least 1 − β.
            let rounding = 4.0 * f64::EPSILON * (1.0 / (1.0 - beta1) + 1.0 / (1.0 - beta2));
            prop_assert!((step - 1.0).abs() <= rounding, "{step}");
        }
    }

    #[test]
    fn no_step_exceeds_the_supremum(
        beta1 in 0.0..0.99_f64,
        share in 0.0..1.0,
        noise in prop::collection::vec((-1.0..1.0, 0..8), 1..200),
        chaos in any::<bool>(),
        amsgrad in any::<bool>(),
    ) {
        // Any β₂ above β₁².
        let beta2 = beta1 * beta1 + (0.9999 - beta1 * beta1) * (0.001 + 0.998 * share);
        // By Cauchy and Schwarz the worst slopes grow by β₂/β₁ from step to step:
        // try noise around those as well as noise.
        let ratio: f64 = beta2 / beta1.max(0.1);
        let growth = ratio.clamp(0.5, 10.0);
        let mut size = 1e-60;
        let slopes = noise.iter().map(|&(wobble, rare)| {
            size *= growth;
            if chaos { libm::pow(10.0, 8.0 * wobble) * if rare < 4 { 1.0 } else { -1.0 } }
            else { size * (1.0 + if rare == 0 { wobble } else { 0.0 }) }
        });
        let bound = supremum(beta1, beta2) * (1.0 + 1e-12);
        for step in steps(&Adam { beta1, beta2, amsgrad, ..BARE }, slopes) {
            prop_assert!(step.abs() <= bound, "{step} > {bound}");
        }
    }

    #[test]
    fn without_a_first_average_and_correction_it_is_rmsprop(
        slopes in prop::collection::vec(-1.0..1.0, 1..100),
        beta in 0.0..0.999,
        epsilon in 0.0..1e-3,
    ) {
        for epsilon in [Epsilon::Outside(epsilon), Epsilon::Inside(epsilon), Epsilon::Hat(epsilon)] {
            let adam = Adam { beta1: 0.0, beta2: beta, epsilon, corrected: false, ..BARE };
            let rms_prop = RmsProp { rate: 1.0, beta, epsilon, ..RmsProp::hinton() };
            prop_assert_eq!(steps(&adam, slopes.clone()), steps(&rms_prop, slopes.clone()));
        }
    }

    #[test]
    fn the_epsilon_hat_of_keras_is_an_epsilon_that_falls_with_the_correction(
        slopes in prop::collection::vec(-1.0..1.0, 1..100),
        epsilon in 1e-9..1e-1,
    ) {
        let found = steps(&Adam { epsilon: Epsilon::Hat(epsilon), ..BARE }, slopes.clone());
        let mut state = BARE.init(1);
        for (t, (g, step)) in slopes.into_iter().zip(found).enumerate() {
            let now = epsilon / (1.0 - power(0.999, t + 1)).sqrt();
            let mut theta = [0.0];
            Adam { epsilon: Epsilon::Outside(now), ..BARE }.step(&mut state, &mut theta, &[g]);
            // Steps of up to 7.3, each after a handful of roundings.
            prop_assert!((theta[0] + step).abs() <= 20.0 * f64::EPSILON * step.abs());
        }
    }

    #[test]
    fn amsgrad_divides_by_the_largest_average_so_far(slopes in prop::collection::vec(-1.0..1.0, 1..100)) {
        let rule = Adam { amsgrad: true, ..BARE };
        let (mut plain, mut state) = (BARE.init(1), rule.init(1));
        let (mut largest, mut decay) = (0.0_f64, 1.0);
        for g in slopes {
            let mut theta = [0.0];
            BARE.step(&mut plain, &mut [0.0], &[g]);
            rule.step(&mut state, &mut theta, &[g]);
            largest = largest.max(plain.squares[0]);
            decay *= 0.999;
            let rate = 1.0 / (largest / (1.0 - decay)).sqrt();
            prop_assert_eq!(rule.effective_rates(&state), [rate]);
            let expected = plain.mean[0] / (1.0 - plain.decay[0]) * rate;
            prop_assert!((theta[0] + expected).abs() <= 4.0 * f64::EPSILON * expected.abs());
        }
    }
}

#[test]
fn uncorrected_it_starts_too_large() {
    let found = steps(&Adam { corrected: false, ..BARE }, [1.0; 5000]);
    for (t, published) in [(1, 3.162), (12, 6.569), (100, 3.241), (1000, 1.258), (5000, 1.003)] {
        let exact = (1.0 - power(0.9, t)) / (1.0 - power(0.999, t)).sqrt();
        assert!((exact - published).abs() <= 0.0005);
        // v rounds in each of its last thousand steps.
        assert!((found[t - 1] - exact).abs() <= 1e-12, "{t}: {}", found[t - 1]);
    }
    let largest = (1..=5000).max_by(|&i, &j| found[i - 1].total_cmp(&found[j - 1]));
    assert_eq!(largest, Some(12));
    // It starts too small where 1 − β₂ is above (1 − β₁)².
    let small = steps(&Adam { beta2: 0.95, corrected: false, ..BARE }, [1.0]);
    assert!((small[0] - 0.447).abs() <= 0.0005);
    let even = steps(&Adam { beta2: 0.99, corrected: false, ..BARE }, [1.0]);
    assert!((even[0] - 1.0).abs() < 1e-14);
}

/// Slopes of 0 until both corrections are 1, then these.
fn late(rule: &Adam, slopes: impl IntoIterator<Item = f64>) -> Vec<f64> {
    let quiet = 50_000;
    let all = (0..quiet).map(|_| 0.0).chain(slopes);
    steps(rule, all).split_off(quiet)
}

#[test]
fn growing_slopes_come_as_near_to_the_supremum_as_one_likes() {
    for (beta2, published, half) in
        [(0.999, 7.2703, 0.00005), (0.99, 2.345, 0.0005), (0.95, 1.165, 0.0005)]
    {
        assert!((supremum(0.9, beta2) - published).abs() <= half);
        // The terms of the sum that are left out: (β₁²/β₂)³⁰⁰, at most 1e-20.
        let growing = (0..300).map(|i| power(beta2 / 0.9, i));
        let last = late(&Adam { beta2, ..BARE }, growing)[299];
        assert!((last / supremum(0.9, beta2) - 1.0).abs() < 1e-12, "{last}");
    }
    // The paper's bound, which holds only for a slope after nothing but zeros.
    assert!(supremum(0.9, 0.999) > 2.0 * 0.1 / 0.001_f64.sqrt());
}

#[test]
fn one_spike_displaces_a_weight_by_thirty_two_rates() {
    for size in [1e-30, 1.0, 1e30] {
        let spike = late(&BARE, std::iter::once(size).chain([0.0; 1000]));
        let total: f64 = spike.iter().sum();
        // A geometric series: m shrinks by 0.9 and √v by √0.999 in each step.
        let first = 0.1 / 0.001_f64.sqrt();
        assert!((spike[0] - 3.162).abs() <= 0.0005 && (spike[0] / first - 1.0).abs() < 1e-12);
        assert!((total - 31.77).abs() <= 0.005, "{total}");
        assert!((total * (1.0 - 0.9 / 0.999_f64.sqrt()) / first - 1.0).abs() < 1e-12);
    }
}

/// Where a rule ends on [−1, 1] from 0 with its rate over √t.
fn confined(rule: &Adam, count: usize, slope: impl Fn(usize) -> f64) -> f64 {
    let mut state = rule.init(1);
    let mut theta = [0.0_f64];
    for t in 1..=count {
        rule.scaled(1.0 / (t as f64).sqrt()).step(&mut state, &mut theta, &[slope(t)]);
        theta[0] = theta[0].clamp(-1.0, 1.0);
    }
    theta[0]
}

#[test]
fn it_can_end_at_the_worst_point_and_amsgrad_does_not() {
    // Reddi, Kale and Kumar (2018): three losses that add up to x.
    let slope = |t: usize| if t % 3 == 1 { 3.0 } else { -1.0 };
    let adam = Adam { rate: 1.0, beta1: 0.0, beta2: 0.1, ..Adam::paper() };
    for corrected in [true, false] {
        let adam = Adam { corrected, ..adam };
        assert_eq!(confined(&adam, 99_999, slope), 1.0);
        let amsgrad = confined(&Adam { amsgrad: true, ..adam }, 99_999, slope);
        assert!((amsgrad + 0.99779).abs() <= 0.5e-5, "{amsgrad}");
    }
}

#[test]
fn rare_large_slopes_mislead_it_unless_it_remembers_them_for_long() {
    let slope = |t: usize| if t % 101 == 1 { 1010.0 } else { -10.0 };
    // As the paper has the rule, without correction. With it the first steps,
    // the longest of all, are up to 6.6 times shorter, which a rate of 0.1/√t
    // does not make up for in a million steps.
    for (beta2, corrected, published) in [
        (0.995, false, 1.0),
        (0.996, false, 0.8742),
        (0.997, false, 0.4029),
        (0.998, false, -0.1246),
        (0.999, false, -0.5812),
        (0.999, true, -0.0117),
    ] {
        let rule = Adam { rate: 0.1, beta2, corrected, ..Adam::paper() };
        let found = confined(&rule, 1_000_000, slope);
        assert!((found - published).abs() <= 0.5e-4, "{beta2}: {found}, not {published}");
    }
}

#[test]
fn at_rest_it_bursts() {
    let rule = Adam { rate: 0.01, ..Adam::paper() };
    let mut state = rule.init(1);
    let mut theta = [1.0_f64];
    let (mut distances, mut rates) = (vec![1.0], vec![f64::INFINITY]);
    for _ in 0..20_000 {
        let slope = theta;
        rule.step(&mut state, &mut theta, &slope);
        distances.push(theta[0].abs());
        rates.push(rule.effective_rates(&state)[0]);
    }
    let lowest = (0..14_000).min_by(|&i, &j| distances[i].total_cmp(&distances[j])).unwrap();
    let rest = lowest..20_000;
    let highest = rest.max_by(|&i, &j| distances[i].total_cmp(&distances[j])).unwrap();
    assert_eq!((lowest, highest), (13_242, 14_083));
    // Two digits and three are published.
    assert!((distances[lowest] / 5.5e-301 - 1.0).abs() < 0.01);
    assert!((distances[highest] - 0.0108).abs() <= 0.5e-4);
    // It turns where the effective rate, which the small slopes let rise by
    // 0.05 % a step, comes to the limit of stability that stands below.
    assert!((rates[lowest] / 38.0 - 1.0).abs() < 0.01, "{}", rates[lowest]);
}

#[test]
fn with_its_squares_frozen_it_is_stable_up_to_an_effective_rate_of_thirty_eight() {
    for (beta1, limit) in [(0.0, 2.0), (0.5, 6.0), (0.9, 38.0)] {
        assert!((2.0 * (1.0 + beta1) / (1.0 - beta1) / limit - 1.0_f64).abs() < 1e-14);
        let grows = |share: f64| {
            // Squares of 1 that slopes this small and this β₂ leave alone.
            let (beta2, corrected) = (1.0_f64.next_down(), false);
            let rule = Adam { rate: share * limit, beta1, beta2, corrected, ..BARE };
            let mut state = rule.init(1);
            state.squares[0] = 1.0;
            let mut theta = [1e-50_f64];
            // As for momentum: e²⁰ and more in this many steps.
            for _ in 0..20_000 {
                if !(1e-58..1e-42).contains(&theta[0].abs()) {
                    return theta[0].abs() > 1e-42;
                }
                let slope = theta;
                rule.step(&mut state, &mut theta, &slope);
            }
            panic!("neither grown nor shrunk: {}", theta[0]);
        };
        assert!(!grows(0.999) && grows(1.001));
    }
}

#[test]
fn where_epsilon_stands_matters_to_small_slopes() {
    for (rule, published, half) in [
        (Adam::pytorch(), 0.990, 0.0005),
        (Adam::optax(), 0.990, 0.0005),
        (Adam::keras(), 0.240, 0.0005),
        (Adam { epsilon: Epsilon::Outside(1e-5), ..Adam::paper() }, 0.0909, 0.00005),
    ] {
        let share = steps(&rule, [1e-6])[0] / rule.rate;
        assert!((share - published).abs() <= half, "{share}");
    }
}

#[test]
fn the_losses_in_the_documentation_of_optax() {
    // Σx² from (1, 2, 3) with a rate of 0.003, printed to one decimal.
    let bowl = Quadratic { curvature: [2.0; 3] };
    let printed =
        |path: Path| path.losses[1..].iter().map(|l| format!("{l:.1}")).collect::<Vec<_>>();
    let start = [1.0, 2.0, 3.0];
    let sgd = descend(&GradientDescent { rate: 0.003 }, &bowl, &start, 5).unwrap();
    assert_eq!(printed(sgd), ["13.8", "13.7", "13.5", "13.3", "13.2"]);
    let adam = descend(&Adam { rate: 0.003, ..Adam::optax() }, &bowl, &start, 5).unwrap();
    assert_eq!(printed(adam), ["14.0", "13.9", "13.9", "13.9", "13.8"]);
}
