//! What the chapter on matrices says, found once more: by closed forms, and by plain
//! loops that share nothing with the library.

use chapters::matrices::{CHAPTER, Settings};

fn number(name: &str) -> f64 {
    let page = crate::PAGES.iter().find(|page| page.name == "matrices").expect("the chapter");
    page.find_number(name).unwrap_or_else(|| panic!("no number {name}")).value
}

const MUON: [f64; 3] = [3.4445, -4.775, 2.0315];

/// s after so many steps of as + bs³ + cs⁵.
fn iterated([a, b, c]: [f64; 3], mut s: f64, steps: usize) -> f64 {
    for _ in 0..steps {
        s = a * s + b * s * s * s + c * s * s * s * s * s;
    }
    s
}

#[test]
fn two_singular_values_by_hand() {
    let size = 9.0016_f64.sqrt();
    assert!((number("hand.size") - size).abs() < 1e-14);
    // By another program.
    for (from, steps, wanted) in [
        (3.0, 1, 0.70106),
        (3.0, 4, 1.09009),
        (3.0, 5, 0.69653),
        (0.04, 3, 0.52461),
        (0.04, 5, 0.93077),
    ] {
        assert!((iterated(MUON, from / size, steps) - wanted).abs() < 5e-6);
    }
    assert!((number("hand.last") - iterated(MUON, 0.04 / size, 5)).abs() < 1e-14);
}

#[test]
fn the_iteration_rests_where_its_quadratic_says_and_cycles_among_four() {
    let [a, b, c] = MUON;
    let rest = number("map.rest");
    assert!((a + b * rest * rest + c * libm::pow(rest, 4.0) - 1.0).abs() < 1e-13);
    let slope = a + 3.0 * b * rest * rest + 5.0 * c * libm::pow(rest, 4.0);
    assert!((number("map.slope") - slope).abs() < 1e-12 && slope < -1.5);
    let cycle = ["a", "b", "c", "d"].map(|place| number(&format!("map.cycle.{place}")));
    // By another program.
    for (found, wanted) in cycle.into_iter().zip([0.681919, 1.134268, 0.752916, 1.046907]) {
        assert!((found - wanted).abs() < 1e-6);
    }
    for (i, s) in cycle.into_iter().enumerate() {
        assert!((iterated(MUON, s, 1) - cycle[(i + 1) % 4]).abs() < 1e-10);
    }
    // A number that is close by is drawn in.
    let near = iterated(MUON, cycle[0] + 1e-3, 400);
    assert!((near - cycle[0]).abs() < 1e-12);
    assert!((number("map.at_zero") / libm::pow(a, 5.0) - 1.0).abs() < 1e-14);
}

#[test]
fn five_steps_bring_a_hundredth_and_more_near_one() {
    let all = (0..=10_000).map(|i| iterated(MUON, 0.01 + 0.99 * f64::from(i) / 1e4, 5));
    let (low, high) = all.fold((2.0_f64, 0.0_f64), |(a, b), s| (a.min(s), b.max(s)));
    assert!((number("map.low") - low).abs() < 1e-4 && (number("map.high") - high).abs() < 1e-4);
}

#[test]
fn the_polynomial_is_highest_where_it_is_level() {
    let highest = (0..=100_000).map(|i| iterated(MUON, f64::from(i) / 1e5, 1)).fold(0.0, f64::max);
    assert!((number("map.peak") - highest).abs() < 1e-8);
    for level in ["map.peak.at", "map.level"].map(number) {
        let near = [-1e-5, 1e-5].map(|d| iterated(MUON, level + d, 1) - iterated(MUON, level, 1));
        assert!(near.iter().all(|d| d.abs() < 1e-8), "{near:?}");
    }
    let far = number("map.far");
    assert!((iterated(MUON, far, 1) - far).abs() < 1e-12 && far > 1.0);
    // The area under the quarter of a circle, by rectangles.
    let end = 0.01 * number("map.width").sqrt();
    let area: f64 = (0..10_000)
        .map(|i| (f64::from(i) + 0.5) * end / 1e4)
        .map(|s| (4.0 - s * s).sqrt() / std::f64::consts::PI * end / 1e4)
        .sum();
    assert!((number("map.noise") - area).abs() < 1e-6, "{area}");
}

#[test]
fn the_example_turned_keeps_its_trace_and_determinant() {
    let [a, b, c] = ["a", "b", "c"].map(|at| number(&format!("hand.turned.{at}")));
    assert!((a + c - 3.04).abs() < 1e-12 && (a * c - b * b - 0.12).abs() < 1e-12);
    // cos² 30° = ¾.
    assert!((a - 2.26).abs() < 1e-12);
}

/// At W = 0 all answers are equally likely, so the margins of a step along the gradient
/// are the frequencies, whatever the axes.
#[test]
fn a_gradient_step_stores_facts_by_their_frequency() {
    // G = (1/n − I) P, and its orthogonal factor by the cubic.
    let n = 64;
    let at = |x: &[f64], i: usize, j: usize| x[i * n + j];
    let times = |x: &[f64], y: &[f64]| {
        let mut out = vec![0.0; n * n];
        for i in 0..n {
            for k in 0..n {
                for j in 0..n {
                    out[i * n + j] += at(x, i, k) * at(y, k, j);
                }
            }
        }
        out
    };
    let g: Vec<f64> = (0..n * n)
        .map(|i| (1.0 / n as f64 - f64::from(i % (n + 1) == 0)) / (1 + i % n) as f64)
        .collect();
    let mut x = g.iter().map(|x| x / 2.0).collect::<Vec<_>>();
    for _ in 0..40 {
        let xt: Vec<f64> = (0..n * n).map(|i| x[i % n * n + i / n]).collect();
        let more = times(&times(&x, &xt), &x);
        x.iter_mut().zip(&more).for_each(|(x, m)| *x = 1.5 * *x - 0.5 * m);
    }
    let margins: Vec<f64> = (0..n)
        .map(|fact| {
            let others = (0..n).filter(|i| *i != fact).map(|i| -at(&x, i, fact));
            -at(&x, fact, fact) - others.fold(f64::NEG_INFINITY, f64::max)
        })
        .collect();
    let [low, high] =
        [margins.iter().copied().fold(9.0, f64::min), margins.iter().copied().fold(0.0, f64::max)];
    assert!((number("facts.factor") - low / high).abs() < 1e-6, "{}", low / high);
    // By another program.
    assert!((low / high - 0.9637).abs() < 5e-5);
}

#[test]
fn sizes_and_costs_are_those_of_the_formulas() {
    assert!((number("size.square") * 768_f64.sqrt() - 1.0).abs() < 1e-12);
    assert!((number("size.tall") / number("size.square") - 0.5).abs() < 1e-12);
    assert!((number("ex.factor.typical") - 0.2 * 3072_f64.sqrt()).abs() < 1e-12);
    // 10 m/(3B) and, from the square, a quarter of half of it more: n = 4 m.
    let (m, b) = (768.0, number("ex.examples"));
    let share = 10.0 * m / (3.0 * b) * (1.0 + 0.125);
    assert!((number("ex.flops") / share - 1.0).abs() < 1e-12);
    assert!((number("ex.cubic.one") - (0.15 - 0.0005)).abs() < 1e-15);
}

#[test]
#[ignore = "larger sweeps, a minute: cargo test --test numbers -- --ignored"]
fn no_claim_falls_in_the_larger_sweeps() {
    let settings = Settings { full: true, ..Settings::BOOK };
    let page = CHAPTER.page(&settings).expect("the larger sweeps");
    let broken: Vec<&str> = page.broken().map(|claim| claim.sentence.as_str()).collect();
    assert!(broken.is_empty(), "{broken:#?}");
}

/// A matrix with one number on its diagonal has one singular value: the table of
/// Muon's conventions, by Muon's polynomial for a single number.
#[test]
fn the_first_steps_of_every_muon_are_one_number_iterated() {
    let page = crate::PAGES.iter().find(|page| page.name == "conventions").expect("the appendix");
    let table = page.tables.iter().find(|found| found.name == "muon").expect("the table");
    let cell = |name: &str, who: usize| -> f64 {
        let row = table.rows.iter().find(|row| *row[0].text() == *name).expect("the row");
        row[1 + who].text().parse().expect("a number")
    };
    // In float64, of three singular values s each; u is 1.95 times the slope where
    // m is a sum, and 0.0975 times where it is an average.
    let step = |s: f64, below: f64, f: f64| f * iterated(MUON, s / below, 5);
    let corrected = 0.95 * 0.05 / (1.0 - 0.95 * 0.95) + 1.0;
    let length = |u: f64| u * 3.0_f64.sqrt();
    for (slope, name) in [(1.0, "step 1, 6 × 3"), (1e-8, "step 1, 6 × 3, slope 10⁻⁸")] {
        let [sum, average] = [1.95 * slope, 0.0975 * slope];
        let corrected = corrected * slope;
        let wanted = [
            step(sum, length(sum) + 1e-7, 2.0_f64.sqrt()),
            step(average, length(average).max(1e-7), 2.0_f64.sqrt()),
            step(sum, length(sum) + 1e-7, 0.2 * 6.0_f64.sqrt()),
            step(corrected, length(corrected) + 1e-8, 1.0),
            step(sum, length(sum).max(1e-7), 2.0_f64.sqrt()),
        ];
        for (who, wanted) in wanted.into_iter().enumerate() {
            let shown = cell(name, who);
            assert!((shown / wanted - 1.0).abs() < 1e-2, "{name}, {who}: {shown}, not {wanted}");
        }
    }
    // Lying, the factors of the publication and of Optax change places.
    let lying = [0, 3].map(|who| cell("step 1, 3 × 6", who));
    let standing = [3, 0].map(|who| cell("step 1, 6 × 3", who));
    assert_eq!(lying, standing);
}
