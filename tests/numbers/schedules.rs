//! What the chapter on schedules says, found once more: by closed forms, by drawn
//! noise, and by plain loops that share nothing with the chapter.

use descent::random::{normal, seeded};

fn number(name: &str) -> f64 {
    let page = crate::PAGES.iter().find(|page| page.name == "schedules").expect("the chapter");
    page.find_number(name).unwrap_or_else(|| panic!("no number {name}")).value
}

/// The loss in ½x² at the end of a constant rate, σ = 1, from 10, in closed form.
fn constant(rate: f64, steps: i32) -> f64 {
    let keep = (1.0 - rate) * (1.0 - rate);
    let left = libm::pow(keep, f64::from(steps));
    0.5 * (100.0 * left + rate / (2.0 - rate) * (1.0 - left))
}

#[test]
fn the_best_constant_rate_is_that_of_the_closed_form() {
    let least = 0.5 / (1000.0 + 0.01);
    let best = (1..4000).map(|i| constant(5e-6 * f64::from(i), 1000)).fold(f64::INFINITY, f64::min);
    let found = number("one.constant");
    assert!((best / least / found - 1.0).abs() < 2e-3, "{} {found}", best / least);
}

/// The loss at the end of a linear fall: products and sums, not a recursion.
#[test]
fn the_linear_plan_ends_where_sums_of_products_say() {
    let loss = |rate: f64| {
        let rates: Vec<f64> = (0..1000).map(|u| rate * (1.0 - f64::from(u) / 1000.0)).collect();
        let (mut after, mut variance) = (1.0, 0.0);
        for eta in rates.iter().rev() {
            variance += eta * eta * after * after;
            after *= 1.0 - eta;
        }
        0.5 * (100.0 * after * after + variance)
    };
    let best = (1..80).map(|i| loss(0.0005 * f64::from(i))).fold(f64::INFINITY, f64::min);
    let found = number("one.linear") * 0.5 / 1000.01;
    assert!((best / found - 1.0).abs() < 1e-2, "{best} {found}");
}

/// Noise drawn in place of its variance.
#[test]
fn drawn_runs_spread_as_the_recursion_says() {
    let mut chance = seeded(7);
    let (runs, steps, rate) = (20_000, 60, 0.2);
    let mut sum = 0.0;
    for _ in 0..runs {
        let mut x = 10.0;
        for u in 0..steps {
            let eta = rate * (1.0 - f64::from(u) / f64::from(steps));
            x -= eta * (x + normal(&mut chance));
        }
        sum += 0.5 * x * x;
    }
    let (mut bias, mut variance) = (10.0, 0.0);
    for u in 0..steps {
        let eta = rate * (1.0 - f64::from(u) / f64::from(steps));
        bias *= 1.0 - eta;
        variance = (1.0 - eta) * (1.0 - eta) * variance + eta * eta;
    }
    let exact = 0.5 * (bias * bias + variance);
    assert!((sum / f64::from(runs) / exact - 1.0).abs() < 0.04, "{sum} {exact}");
}

#[test]
fn no_plan_leaves_less_than_measurements_do() {
    // 1/m = 1/D² + T/σ².
    let least = 0.5 / (1.0 / 100.0 + 1000.0);
    assert!((number("best.least") / least - 1.0).abs() < 1e-12);
    // Random rates leave more.
    let mut chance = seeded(3);
    for _ in 0..200 {
        let mut m = 100.0;
        for t in 1..=1000 {
            let eta = libm::exp(0.3 * normal(&mut chance)) / f64::from(t);
            m = (1.0 - eta) * (1.0 - eta) * m + eta * eta;
        }
        assert!(0.5 * m > least);
    }
}

#[test]
fn schedule_free_by_hand_in_fractions() {
    // η = β = ½: z = ½, ¼, 3/32; x = ½, 3/8, 9/32.
    assert_eq!(number("hand.last"), 9.0 / 32.0);
}

/// As another program found them (numpy): T = 1000, thirty directions.
#[test]
fn thirty_directions_are_as_computed_elsewhere() {
    for (name, found, share) in [
        ("cool.noise.before", 0.0063, 0.06),
        ("cool.noise.after", 0.00333, 0.06),
        ("cool.start.after", 0.00182, 0.06),
        ("clock.wave", 0.011248 / 0.010725, 0.01),
        ("many.times.least", 1.0195 / 0.3833, 0.1),
        ("many.times.most", 0.1882 / 0.0592, 0.1),
        ("tuned.exponential", 1.022, 0.002),
        ("tuned.inverse", 1.087, 0.002),
        ("tuned.wsd", 1.013, 0.002),
        ("tuned.free", 0.985, 0.002),
        ("tuned.tail", 0.914, 0.002),
        ("known.warned", 1.041, 0.005),
        ("known.early", 1.158, 0.005),
        ("cool.mostly", 0.884, 0.01),
        ("cool.half", 0.584, 0.01),
        ("cool.twice", 0.979, 0.01),
    ] {
        assert!((number(name) / found - 1.0).abs() < share, "{name}");
    }
}

/// Tₙ by its recurrence, not by cosh.
#[test]
fn the_bound_of_chebyshev_s_rates_is_that_of_his_polynomial() {
    let sine = libm::sin(std::f64::consts::PI / 32.0);
    let (least, largest) = (4.0 * sine * sine, 4.0 - 4.0 * sine * sine);
    let sigma = (largest + least) / (largest - least);
    let (mut before, mut now) = (1.0, sigma);
    for _ in 1..32 {
        (before, now) = (now, 2.0 * sigma * now - before);
    }
    assert!((number("leaps.bound") * now - 1.0).abs() < 1e-9, "{now}");
    assert!((number("leaps.kappa") / (largest / least) - 1.0).abs() < 1e-9);
}

/// Harvey's function in plain loops, every piece added up anew: √T times what is
/// left at the last point.
fn harvey(rates: &[f64]) -> f64 {
    let steps = rates.len();
    let a = |j: usize| 1.0 / (8 * (steps - j)) as f64;
    let b = |i: usize| 0.5 * ((i + 1) as f64 / steps as f64).sqrt();
    let mut x = vec![0.0; steps];
    let value = |x: &[f64]| {
        let mut before = 0.0;
        let mut all = Vec::new();
        for (i, x) in x.iter().enumerate() {
            all.push(before - b(i) * x);
            before += a(i) * x;
        }
        all.push(before);
        all
    };
    for eta in rates {
        let all = value(&x);
        let top = all.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        let first = all.iter().position(|&piece| piece == top).expect("a highest piece");
        for (j, x) in x.iter_mut().enumerate().take(first) {
            *x -= eta * a(j);
        }
        if first < steps {
            x[first] += eta * b(first);
        }
    }
    assert!(x.iter().map(|x| x * x).sum::<f64>() < 1.0, "no run leaves the unit ball");
    value(&x).into_iter().fold(f64::NEG_INFINITY, f64::max) * (steps as f64).sqrt()
}

#[test]
fn the_last_point_of_harvey_s_function_in_a_plain_loop() {
    let root: Vec<f64> = (1..=1024).map(|t| 1.0 / f64::from(t).sqrt()).collect();
    // The factors of a line over T steps add up to (T + 1)/2.
    let peak = root.iter().sum::<f64>() / 512.5;
    let line: Vec<f64> = (0..1024).map(|u| peak * (1.0 - f64::from(u) / 1024.0)).collect();
    for (name, rates) in [("last.root", root), ("last.linear", line)] {
        let left = harvey(&rates);
        assert!((left / number(name) - 1.0).abs() < 1e-9, "{name} {left}");
    }
}

/// Two runs of 4000 steps, one after the other, each direction by itself.
#[test]
fn a_cooled_run_goes_on_as_a_loop_over_directions_says() {
    let ends = |first: usize, cooled: bool| {
        let mut loss = 0.0;
        for i in 0..30 {
            let h = libm::pow(1e-3, f64::from(i) / 29.0);
            let (mut bias, mut variance) = (1.0, 0.0);
            let mut step = |eta: f64| {
                bias *= 1.0 - eta * h;
                variance = (1.0 - eta * h) * (1.0 - eta * h) * variance + 0.01 * eta * eta;
            };
            let cool = |u: usize| 0.0875 * (1.0 - u as f64 / 800.0);
            (0..first).for_each(|_| step(0.0875));
            if cooled {
                (0..800).for_each(|u| step(cool(u)));
            }
            (0..3200).for_each(|_| step(0.0875));
            (0..800).for_each(|u| step(cool(u)));
            loss += 0.5 * h * (bias * bias + variance);
        }
        loss
    };
    for (name, first, cooled) in [
        ("ex.from.cooled", 3200, true),
        ("ex.from.trunk", 3200, false),
        ("ex.from.later", 4000, false),
    ] {
        let found = ends(first, cooled);
        assert!((found / number(name) - 1.0).abs() < 0.01, "{name} {found}");
    }
}
