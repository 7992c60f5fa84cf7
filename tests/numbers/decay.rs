//! What the chapter on decay says, found once more: by closed forms, and by plain
//! loops that share nothing with the chapter.

use descent::random::{normal, seeded};
use descent::{Adam, AdamW, Decay, Epsilon, Optimizer, WeightDecay};

fn number(name: &str) -> f64 {
    let page = crate::PAGES.iter().find(|page| page.name == "decay").expect("the chapter");
    page.find_number(name).unwrap_or_else(|| panic!("no number {name}")).value
}

/// The place of one weight after each of AdamW's steps, in a plain loop; ε = 0.
fn adamw([b1, b2]: [f64; 2], rate: f64, lambda: f64, slopes: &[f64]) -> Vec<f64> {
    let (mut w, mut m, mut v) = (0.0, 0.0, 0.0);
    let mut places = vec![w];
    for (t, g) in slopes.iter().enumerate() {
        let t = (t + 1) as f64;
        m = b1 * m + (1.0 - b1) * g;
        v = b2 * v + (1.0 - b2) * g * g;
        w *= 1.0 - rate * lambda;
        let root = (v / (1.0 - libm::pow(b2, t))).sqrt();
        w -= rate * m / (1.0 - libm::pow(b1, t)) / root;
        places.push(w);
    }
    places
}

#[test]
fn four_steps_by_hand_are_a_geometric_sum() {
    let by_hand = 0.1 * (1.0 + 0.9 + 0.9 * 0.9 + 0.9 * 0.9 * 0.9);
    assert!((number("hand.last") - by_hand).abs() < 1e-14);
    let places = adamw([0.9, 0.999], 0.1, 1.0, &[-1.0; 4]);
    assert!((places[4] - by_hand).abs() < 1e-14);
}

/// η = 10⁻³, λ = 0.1, 5000 steps: −3.934845043752, by another program.
#[test]
fn the_way_into_the_box_is_as_computed_elsewhere() {
    let places = adamw([0.9, 0.999], 1e-3, 0.1, &[1.0; 5000]);
    assert!((places[5000] + 3.934845043752).abs() < 1e-10);
}

#[test]
fn with_equal_memories_no_step_is_longer_than_the_rate() {
    let mut chance = seeded(5);
    let epsilon = Epsilon::Outside(0.0);
    for beta in [0.0, 0.5, 0.9, 0.95, 0.999] {
        let rule = Adam { rate: 1.0, beta1: beta, beta2: beta, epsilon, ..Adam::paper() };
        let (mut w, mut state) = ([0.0], rule.init(1));
        for _ in 0..2000 {
            let before = w[0];
            let size = libm::pow(10.0, 3.0 * normal(&mut chance));
            rule.step(&mut state, &mut w, &[size * normal(&mut chance)]);
            assert!((w[0] - before).abs() <= 1.0 + 1e-9, "{beta}: {} {before}", w[0]);
        }
    }
}

#[test]
fn growing_slopes_take_adamw_out_of_the_box_in_a_plain_loop() {
    let slopes: Vec<f64> = (0..3000).map(|t| -libm::pow(1.01, f64::from(600.min(t + 1)))).collect();
    let top = |places: Vec<f64>| places.into_iter().fold(0.0, f64::max);
    let out = top(adamw([0.9, 0.999], 0.01, 1.0, &slopes));
    assert!((out / number("escape.out") - 1.0).abs() < 1e-9, "{out}");
    assert!(top(adamw([0.9, 0.9], 0.01, 1.0, &slopes)) <= 1.0 + 1e-12);
}

/// The equations of a layer in balance, solved by repeating them.
#[test]
fn length_and_angle_in_balance() {
    let (eta, lambda, size): (f64, f64, f64) = (0.3, 0.02, 7.0);
    let mut square: f64 = 4.0;
    for _ in 0..10_000 {
        let keep = (1.0 - eta * lambda) * (1.0 - eta * lambda);
        square = keep * square + eta * eta * size * size / square;
    }
    let fourth = eta * size * size / (lambda * (2.0 - eta * lambda));
    assert!((square * square / fourth - 1.0).abs() < 1e-12);
    let tangent = eta * size / square / (1.0 - eta * lambda);
    let cosine = 1.0 / (1.0 + tangent * tangent).sqrt();
    assert!((cosine - (1.0 - eta * lambda)).abs() < 1e-13);
    let degrees = libm::acos(1.0 - 0.1 * 0.01).to_degrees();
    assert!((number("angle") - degrees).abs() < 1e-9);
}

/// After the rate is divided by q the fourth power of the length falls to 1/q of
/// itself like e to the −4ηλt/q, so half of the way back is a logarithm away.
#[test]
fn half_of_the_way_back_takes_a_logarithm() {
    let (product, q): (f64, f64) = (0.001, 10.0);
    let half = (1.0 / q + 1.0 / q.sqrt()) / 2.0;
    let wanted = 1.0 / (q * half);
    let left = (wanted * wanted - 1.0 / q) / (1.0 - 1.0 / q);
    let steps = -libm::log(left) * q / (4.0 * product);
    assert!((number("drop.half") / steps - 1.0).abs() < 0.01, "{steps}");
}

#[test]
fn a_repeated_share_is_what_an_exponential_says() {
    for (preset, steps, left) in [
        (AdamW::pytorch(), 10_000, 0.9048),
        (AdamW::keras(), 10_000, 0.9608),
        (AdamW::optax(), 10_000, 0.9990),
    ] {
        let (mut w, mut state) = ([1.0], preset.init(1));
        for _ in 0..steps {
            preset.step(&mut state, &mut w, &[0.0]);
        }
        assert!((w[0] - left).abs() < 5e-5, "{}", w[0]);
    }
}

/// A rule whose step vanishes only where the slope of the penalized loss does.
#[test]
fn adam_with_l2_ends_at_the_ridge() {
    let epsilon = Epsilon::Outside(0.0);
    let adam = Adam { rate: 1e-3, epsilon, ..Adam::paper() };
    let rule = WeightDecay { rule: adam, decay: Decay::L2(1.0) };
    let (mut w, mut state) = ([0.0], rule.init(1));
    for t in 0..20_000 {
        let factor = 1.0 - f64::from(t) / 20_000.0;
        let g = w[0] - 3.0;
        rule.scaled(factor).step(&mut state, &mut w, &[g]);
    }
    assert!((w[0] - 1.5).abs() < 1e-3, "{}", w[0]);
    assert!((number("ends.ridge") - 1.5).abs() < 1e-3);
}

/// Where AdamW ends under noise, by a plain loop with other noise: about
/// c/(1 + λσ) for a weight near 0, and less than a penalty of the same λ leaves.
#[test]
fn under_noise_the_box_is_a_penalty() {
    let (c, sigma, mut sum): (f64, f64, f64) = (0.2, 2.0, 0.0);
    let mut chance = seeded(99);
    for _ in 0..64 {
        let (mut w, mut m, mut v) = (0.0, 0.0, 0.0);
        for t in 1..=4000 {
            let eta = 0.02 * (1.0 - f64::from(t - 1) / 4000.0);
            let g = w - c + sigma * normal(&mut chance);
            m = 0.9 * m + 0.1 * g;
            v = 0.999 * v + 0.001 * g * g;
            let [m, v] =
                [m / (1.0 - libm::pow(0.9, t.into())), v / (1.0 - libm::pow(0.999, t.into()))];
            w -= eta * (w + m / v.sqrt());
        }
        sum += w / 64.0;
    }
    assert!((sum - c / (1.0 + sigma)).abs() < 0.015, "{sum}");
    assert!(sum < 0.85 * c / 2.0, "{sum}");
}

/// In a bowl that is tilted against the axes the end is the least loss within the
/// box, which is not the minimum cut off weight by weight: there the second
/// weight would be at 0.2.
#[test]
fn in_a_tilted_bowl_the_weights_are_not_cut_off_one_by_one() {
    let mut rule =
        WeightDecay { rule: Adam { rate: 1.0, ..Adam::paper() }, decay: Decay::Decoupled(1.0) };
    rule.rule.epsilon = Epsilon::Outside(0.0);
    let (mut w, mut state) = ([0.0, 0.0], rule.init(2));
    for t in 0..20_000 {
        let [a, b] = [w[0] - 3.0, w[1] - 0.2];
        let g = [a + 0.2 * b, 0.2 * a + b];
        rule.scaled(0.02 * (1.0 - f64::from(t) / 20_000.0)).step(&mut state, &mut w, &g);
    }
    assert!((w[0] - 1.0).abs() < 1e-3 && (w[1] - 0.6).abs() < 1e-3, "{w:?}");
}

/// Momentum with decay beside it, by a plain loop: u at rest is the slope over
/// 1 − β, so w = −(w − c)/(1 − β).
#[test]
fn beside_momentum_decay_is_a_tenth_of_a_penalty() {
    let (mut w, mut v): (f64, f64) = (0.0, 0.0);
    for _ in 0..5000 {
        v = 0.9 * v + (w - 3.0);
        w -= 0.01 * (w + v);
    }
    assert!((w - 3.0 / 1.1).abs() < 1e-12, "{w}");
    assert!((number("ends.heavy") - w).abs() < 1e-3);
}
