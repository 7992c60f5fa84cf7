//! Where Adam's steps lead: out of bounds, into bursts, to published losses.

use descent::surface::Quadratic;
use descent::{Adam, Epsilon, GradientDescent, Optimizer, Path, descend};

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
            let rule = Adam {
                rate: share * limit,
                beta1,
                beta2,
                corrected,
                epsilon: Epsilon::Outside(0.0),
                ..Adam::paper()
            };
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
