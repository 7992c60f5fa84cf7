//! What the convexity chapter claims, from closed forms and by other routes.

use chapters::convexity::{CHAPTER, Settings};
use descent::random::{normal, seeded};
use descent::surface::Himmelblau;
use descent::{GradientDescent, Surface, descend};
use press::Page;
use std::sync::LazyLock;

static PAGE: LazyLock<Page> =
    LazyLock::new(|| CHAPTER.page(&Settings::BOOK).expect("the book's settings"));

fn number(name: &str) -> f64 {
    PAGE.find_number(name).unwrap_or_else(|| panic!("no number {name}")).value
}

fn cells(table: &str) -> Vec<Vec<String>> {
    let table = PAGE.tables.iter().find(|t| t.name == table).expect("the table is there");
    table.rows.iter().map(|row| row.iter().map(|c| c.text().replace('−', "-")).collect()).collect()
}

fn value(cell: &str) -> f64 {
    let plain = cell.trim_end_matches("\u{202f}%").replace(',', "");
    plain.parse().unwrap_or_else(|_| panic!("{cell} is no number"))
}

/// The second derivatives of Himmelblau's function, by hand.
fn himmelblau([x, y]: [f64; 2]) -> [f64; 3] {
    [12.0 * x * x + 4.0 * y - 42.0, 4.0 * (x + y), 12.0 * y * y + 4.0 * x - 26.0]
}

/// The roots of λ² − (trace) λ + determinant.
fn roots([xx, xy, yy]: [f64; 3]) -> [f64; 2] {
    let (trace, determinant) = (xx + yy, xx * yy - xy * xy);
    let root = (trace * trace - 4.0 * determinant).sqrt();
    [(trace - root) / 2.0, (trace + root) / 2.0]
}

#[test]
fn the_neuron_is_what_fractions_say() {
    // L = (5w² − 6w + 2)/3 without, and 1/18 at (1/2, 1/6) with a bias.
    for (name, exact) in [
        ("neuron.best", 0.6),
        ("neuron.best.loss", 1.0 / 15.0),
        ("neuron.w", 0.5),
        ("neuron.b", 1.0 / 6.0),
        ("neuron.loss", 1.0 / 18.0),
        // 2/3 (4 ± √10): the eigenvalues of 2/3 (5 3; 3 3).
        ("hessian.kappa", (4.0 + 10.0_f64.sqrt()) / (4.0 - 10.0_f64.sqrt())),
    ] {
        // Measured curvatures lose half of the digits to their nudges.
        assert!((number(name) / exact - 1.0).abs() < 1e-8, "{name}");
    }
}

#[test]
fn every_level_point_of_himmelblaus_function_is_found_and_named() {
    let rows = cells("levels");
    let saddles = [13.3119, 67.7192, 104.0152, 178.3372];
    assert_eq!(rows.len(), 9);
    for (row, height) in rows[4..8].iter().zip(saddles) {
        assert_eq!((value(&row[3]), row[6].as_str()), (height, "saddle"));
    }
    assert_eq!((value(&rows[8][3]), rows[8][6].as_str()), (181.6165, "maximum"));
    assert_eq!([value(&rows[8][1]), value(&rows[8][2])], [-0.2708, -0.9230]);
    for row in &rows {
        // Four printed decimals of the place leave two of the curvatures.
        let [low, high] = roots(himmelblau([value(&row[1]), value(&row[2])]));
        assert!((low - value(&row[4])).abs() < 0.02 && (high - value(&row[5])).abs() < 0.02);
    }
}

#[test]
fn a_minimum_is_lost_where_the_rate_passes_2_over_its_sharpness() {
    let sharpness = [82.28, 80.55, 133.79, 105.42];
    for (minimum, published) in Himmelblau.minima().iter().zip(sharpness) {
        let [_, steep] = roots(himmelblau([minimum[0], minimum[1]]));
        assert!((steep - published).abs() <= 0.005, "{steep}");
        // Beside it: a hair below the limit a descent stays, a hair above it leaves.
        for (share, stays) in [(0.98, true), (1.02, false)] {
            let rule = GradientDescent { rate: share * 2.0 / steep };
            let start = [minimum[0] + 1e-6, minimum[1] + 1e-6];
            let path = descend(&rule, &Himmelblau, &start, 2000).unwrap();
            let off = (path.end()[0] - minimum[0]).abs() + (path.end()[1] - minimum[1]).abs();
            assert_eq!(off < 1e-9, stays, "{share} of {steep}: {off}");
        }
    }
}

/// Above the limit of C a step is thrown across it and back. The slopes by hand,
/// and a start that is on no map of the chapter.
#[test]
fn a_start_that_c_cannot_hold_ends_in_a_cycle_of_two() {
    let step = |[x, y]: [f64; 2]| {
        let (p, q) = (x * x + y - 11.0, x + y * y - 7.0);
        [x - 0.016 * (4.0 * x * p + 2.0 * q), y - 0.016 * (2.0 * p + 4.0 * y * q)]
    };
    let mut at = [-3.5, -3.0];
    for _ in 0..2000 {
        at = step(at);
    }
    let next = step(at);
    let near = |a: [f64; 2], b: [f64; 2]| (a[0] - b[0]).abs() + (a[1] - b[1]).abs() < 1e-3;
    let ends = [[-3.184, -3.511], [-4.144, -2.889]];
    assert!(ends.iter().any(|&end| near(at, end)) && ends.iter().any(|&end| near(next, end)));
    assert!(!near(at, next), "{at:?}");
}

/// Sylvester's minors instead of Cholesky, whole tables instead of corners.
#[test]
fn the_odds_of_a_minimum_are_those_of_the_gaussian_ensemble() {
    let (pi, root) = (std::f64::consts::PI, 2.0_f64.sqrt());
    let exact = [0.5, (2.0 - root) / 4.0, (pi - 2.0 * root) / (4.0 * pi)];
    let mut chance = seeded(11);
    let samples = 200_000;
    let mut positive = [0; 3];
    for _ in 0..samples {
        let [a, b, c] = [(); 3].map(|()| root * normal(&mut chance));
        let [d, e, f] = [(); 3].map(|()| normal(&mut chance));
        let two = a * b - d * d;
        let three = a * (b * c - f * f) - d * (d * c - f * e) + e * (d * f - b * e);
        let minors = [a > 0.0, two > 0.0, three > 0.0];
        for n in 0..3 {
            positive[n] += usize::from(minors[..=n].iter().all(|&m| m));
        }
    }
    let rows = cells("odds");
    for n in 0..3 {
        let share = positive[n] as f64 / samples as f64;
        let error = (exact[n] * (1.0 - exact[n]) / samples as f64).sqrt();
        assert!((share - exact[n]).abs() < 4.0 * error, "{n}: {share}");
        assert!((value(&rows[n][1]) - exact[n]).abs() <= 0.5e-5);
    }
    assert_eq!(number("odds.one_in"), 400.0);
    // Published for four weights, from a Monte Carlo run of others.
    assert!((number("odds.four") - 0.00246).abs() < 4.0 * value(&rows[3][3]));
}

#[test]
fn the_shadow_of_a_direction_on_a_random_plane_is_long_as_rarely_as_the_formula_says() {
    // In three dimensions the plane's normal is an even direction, and its
    // first coordinate is even on [−1, 1]: p = 1 − c² > ½ for |c| < √½.
    let rows = cells("slices");
    assert!((value(&rows[0][1]) - 0.5_f64.sqrt()).abs() <= 0.5e-3);
    // In four the squared length of a shadow is itself even on [0, 1].
    assert_eq!(value(&rows[1][1]), 0.5);
    assert_eq!(number("slices.one_in"), 2048.0);
}

#[test]
fn halfway_between_two_orders_of_the_units_the_loss_is_higher() {
    assert!(number("swap.loss") < 1e-20 && number("swap.middle") > 0.1);
}

#[test]
fn a_larger_seed_changes_the_noise_and_no_finding() {
    for seed in [2, 3] {
        let page = CHAPTER.page(&Settings { seed, ..Settings::BOOK }).unwrap();
        let broken: Vec<&str> = page.broken().map(|claim| claim.sentence.as_str()).collect();
        assert!(broken.is_empty(), "seed {seed}: {broken:#?}");
    }
}

#[test]
fn the_whole_chapter_is_light_enough_to_load() {
    for figure in &PAGE.figures {
        // A surface and its map are one figure.
        assert!(figure.desk.svg.len() < 60_000, "{} weighs {}", figure.name, figure.desk.svg.len());
    }
    assert!(PAGE.figures.iter().map(|f| f.desk.svg.len()).sum::<usize>() < 320_000);
}

#[test]
fn the_convex_line_takes_longer_to_a_thousandth_than_any_network_did() {
    let settings = chapters::gradient_descent::Settings::BOOK;
    let first = chapters::gradient_descent::CHAPTER.page(&settings).unwrap();
    let slowest = first.find_number("arrival.last").expect("the first chapter counts").value;
    // From 2/3 − 1/18 above the least. Σx² = 194, Σx = 24: the eigenvalues are
    // in the ratio of 197 ± √(191² + 48²).
    let excess = 11.0 / 18.0;
    let root = (191.0_f64 * 191.0 + 48.0 * 48.0).sqrt();
    let steps = libm::log(excess * 1e3) / (-2.0 * libm::log(root / 197.0));
    // The measured Hessian has lost half of its digits in its smaller eigenvalue.
    assert!((number("scales.network") - steps.ceil()).abs() <= 1.0, "{steps}");
    assert!(steps > 8.0 * slowest);
}

/// κ = 5.6 in the long hollow, by second derivatives worked out by hand, and
/// a count of 3 − 2 + 0.
#[test]
fn the_map_of_the_exercise_is_read_rightly() {
    let rows = cells("read");
    let kinds: Vec<&str> = rows.iter().map(|row| row[3].as_str()).collect();
    assert_eq!(kinds, ["minimum", "minimum", "minimum", "saddle", "saddle"]);
    let hollows =
        [(-1.6, 0.8, 0.7, 0.7, 2.0), (1.4, 0.9, 1.0, 0.4, 1.0), (0.1, -1.3, 0.6, 0.6, 0.8)];
    let slopes = |[x, y]: [f64; 2]| {
        let mut slopes = [x / 4.0, y / 4.0];
        for (a, b, wide, high, deep) in hollows {
            let (u, v) = ((x - a) / wide, (y - b) / high);
            let dent = deep * libm::exp(-0.5 * (u * u + v * v));
            slopes[0] += dent * u / wide;
            slopes[1] += dent * v / high;
        }
        slopes
    };
    let second = |[x, y]: [f64; 2]| {
        let mut table = [0.25, 0.0, 0.25];
        for (a, b, wide, high, deep) in hollows {
            let (u, v) = ((x - a) / wide, (y - b) / high);
            let dent = deep * libm::exp(-0.5 * (u * u + v * v));
            table[0] += dent * (1.0 - u * u) / (wide * wide);
            table[1] -= dent * u * v / (wide * high);
            table[2] += dent * (1.0 - v * v) / (high * high);
        }
        table
    };
    for row in &rows[..3] {
        // From the two printed digits downhill to the minimum itself.
        let mut at = [value(&row[0]), value(&row[1])];
        for _ in 0..2000 {
            let [g, h] = slopes(at);
            at = [at[0] - 0.1 * g, at[1] - 0.1 * h];
        }
        let [low, high] = roots(second(at));
        assert!((high / low - value(&row[4])).abs() <= 0.051, "{} {row:?}", high / low);
    }
}

/// The share (κ − 1)/(κ + 1) of a smooth and strongly convex loss, in two
/// dimensions and without a quadratic: ½|θ|² + 12 ln cosh(x + y), whose
/// curvatures lie between 1 and 25.
#[test]
fn what_convexity_buys_holds_in_the_plane_too() {
    let mut most = 0.0_f64;
    for i in 0..400 {
        let mut at = [f64::from(i % 20) - 9.5, f64::from(i / 20) - 9.5];
        for _ in 0..60 {
            let pull = 12.0 * libm::tanh(at[0] + at[1]);
            let before = libm::hypot(at[0], at[1]);
            at = [at[0] - (at[0] + pull) / 13.0, at[1] - (at[1] + pull) / 13.0];
            if before > 1e-9 {
                most = most.max(libm::hypot(at[0], at[1]) / before);
            }
        }
    }
    assert!(most <= 12.0 / 13.0 + 1e-12 && most > 0.9, "{most}");
}
