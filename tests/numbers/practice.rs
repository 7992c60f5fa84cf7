//! What the chapter on practice says, found once more: by closed forms, and by
//! plain loops that share nothing with the chapter.

use descent::random::{normal, seeded};
use descent::{Adam, Limit, Optimizer};

fn number(name: &str) -> f64 {
    let page = crate::PAGES.iter().find(|page| page.name == "practice").expect("the chapter");
    page.find_number(name).unwrap_or_else(|| panic!("no number {name}")).value
}

/// 1/√(1 + 999,999(1 − β₂)β₂ᵗ) is nine tenths: solved for t.
#[test]
fn adam_is_back_when_a_logarithm_says() {
    let surplus = 999_999.0 * 0.001;
    let t = libm::log((1.0 / 0.81 - 1.0) / surplus) / libm::log(0.999);
    assert_eq!(number("wild.adam"), t.ceil());
    // 1 + 99.9 · 0.9ᵗ is eleven tenths.
    let t = libm::log(0.1 / 99.9) / libm::log(0.9);
    assert_eq!(number("wild.momentum"), t.ceil());
}

/// What Adam loses is a sum, here by an integral: with u = 999 βᵗ the loss a step
/// is 1 − 1/√(1 + u), and dt = −du/(u ln(1/β)).
#[test]
fn the_lost_steps_are_an_integral() {
    let rate = -libm::log(0.999);
    let (mut u, mut lost) = (999.0_f64, 0.0);
    let end = 1.0 / 0.81 - 1.0;
    while u > end {
        let next = u * 0.9999;
        let middle = (u + next) / 2.0;
        lost += (1.0 - 1.0 / (1.0 + middle).sqrt()) * (u - next) / (middle * rate);
        u = next;
    }
    // The mean is large for the first dozens of steps, and gives some of it back.
    let mut early = 0.0;
    for t in 0..300 {
        let v = 1.0 + 999.999 * libm::pow(0.999, f64::from(t));
        early += 99.9 * libm::pow(0.9, f64::from(t)) / v.sqrt();
    }
    assert!((number("wild.lost") / (lost - early) - 1.0).abs() < 0.002, "{lost} {early}");
}

/// Two steps by hand: m̂ = (β₁g₁ + g₂)/(1 + β₁), v̂ = (g₁² + g₂²)/2, over the
/// directions of (g₁, g₂): (1 + β₁²)/(1 + β₁)².
#[test]
fn the_second_step_on_noise() {
    let by_hand = (1.81_f64 / 3.61).sqrt();
    assert!((number("early.second") - by_hand).abs() < 1e-12);
    let mut squares = 0.0;
    let turns = 1000;
    for i in 0..turns {
        let angle = 2.0 * std::f64::consts::PI * (f64::from(i) + 0.5) / f64::from(turns);
        let step = (0.9 * libm::cos(angle) + libm::sin(angle)) / 1.9 * 2.0_f64.sqrt();
        squares += step * step / f64::from(turns);
    }
    assert!((squares.sqrt() - by_hand).abs() < 1e-6);
    assert!((number("early.late") - (0.1_f64 / 1.9).sqrt()).abs() < 1e-12);
}

/// The proof asks for signs that are as likely as not, and for nothing else: here
/// slopes whose sizes lie a thousandfold apart.
#[test]
fn early_steps_do_not_ask_how_noise_is_distributed() {
    let rule = Adam { rate: 1.0, beta2: 0.9999, ..Adam::paper() };
    let mut chance = seeded(9);
    let weights = 20_000;
    let (mut at, mut state) = (vec![0.0; weights], rule.init(weights));
    for t in 1..=12 {
        let slopes: Vec<f64> = (0..weights)
            .map(|_| normal(&mut chance) * libm::exp(1.5 * normal(&mut chance)))
            .collect();
        at.fill(0.0);
        rule.step(&mut state, &mut at, &slopes);
        let size = (at.iter().map(|s| s * s).sum::<f64>() / weights as f64).sqrt();
        let faded = libm::pow(0.9, f64::from(t));
        let law = (0.1 * (1.0 + faded) / (1.9 * (1.0 - faded))).sqrt();
        assert!((size / law - 1.0).abs() < 0.03, "step {t}: {size} {law}");
    }
}

/// Bias and noise of the bowl by adding up twenty geometric sums.
#[test]
fn the_cut_by_geometric_sums() {
    let (mut bias, mut noise, mut kept) = (0.0, 0.0, 0.0);
    for i in 0..20 {
        let h = libm::pow(100.0, -f64::from(i) / 19.0);
        let [fast, slow] = [0.3, 0.03].map(|eta: f64| (1.0 - eta * h) * (1.0 - eta * h));
        let [before, after] = [fast, slow].map(|q| libm::pow(q, 300.0));
        let sum = |q: f64, end: f64| (1.0 - end) / (1.0 - q);
        let first = 0.09 * 0.03 * sum(fast, before);
        bias += 0.5 * h * before * after;
        kept += 0.5 * h * before * before;
        noise += 0.5 * h * (first - (after * first + 0.0009 * 0.03 * sum(slow, after)));
    }
    assert!((number("cut.behind") - bias / kept).abs() < 1e-9);
    let share = number("cut.share");
    let before: f64 = (0..20)
        .map(|i| {
            let h = libm::pow(100.0, -f64::from(i) / 19.0);
            0.5 * h * libm::pow(1.0 - 0.3 * h, 600.0)
        })
        .sum();
    assert!((share - noise / (noise + before - bias)).abs() < 1e-9, "{share}");
}

/// With noise of variance 1 in each direction, and |g| = h: 20/Σh² and Σh/Σh³,
/// here by geometric sums.
#[test]
fn the_noise_scales_of_the_bowl_at_its_start() {
    let sum = |power: f64| {
        let q = libm::pow(100.0, -power / 19.0);
        (1.0 - libm::pow(q, 20.0)) / (1.0 - q)
    };
    assert!((number("batch.scale.start") / (20.0 / sum(2.0)) - 1.0).abs() < 1e-9);
    assert!((number("batch.curved.start") / (sum(1.0) / sum(3.0)) - 1.0).abs() < 1e-9);
}

/// Adam’s surplus is 99.9 · 0.9ᵗ over a root of about 1000 · 0.999ᵗ, on its way
/// down and at its least.
#[test]
fn adam_comes_past_its_pace_before_it_is_back() {
    let step = |t: i32| {
        let mean = 1.0 + 99.9 * libm::pow(0.9, f64::from(t));
        mean / (1.0 + 999.999 * libm::pow(0.999, f64::from(t))).sqrt()
    };
    let past = number("wild.past") as i32;
    assert!(step(past - 1) > 1.1 && step(past) <= 1.1 && step(past) > 0.9);
    let least = (0..1000).map(step).fold(f64::INFINITY, f64::min);
    assert!((number("wild.small") - least).abs() < 1e-9);
}

#[test]
fn exercises_by_hand() {
    // η/(B(2 − η)): .02/(32 · 1.98) and .32/(512 · 1.68).
    assert!((number("ex.linear") - 1.98 / 1.68).abs() < 1e-12);
    assert!((number("ex.exactly") - 2.0 * 16.0 / (99.0 + 16.0)).abs() < 1e-12);
    assert!((number("ex.right") - (12.0 + 20.0) / 16.0).abs() < 1e-12);
    // 5.2 = s + n/8, 1 = s + n/64: n = 4.2 · 64/7.
    assert!((number("ex.noise") - 38.4).abs() < 1e-9);
    assert!((number("ex.scale") - 96.0).abs() < 1e-9);
}

#[test]
fn a_corner_of_the_square_is_turned_by_an_arctangent() {
    let degrees = 45.0 - libm::atan(0.1).to_degrees();
    assert!((number("clip.turned") - degrees).abs() < 1e-9);
    let mut slope = [10.0, 1.0];
    Limit::Norm(1.0).apply(&mut slope);
    assert!((slope[0] - 10.0 / 101.0_f64.sqrt()).abs() < 1e-12);
}
