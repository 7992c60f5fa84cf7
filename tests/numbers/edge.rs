//! What the chapter on the edge of stability says, found once more: by closed
//! forms, by hand, and by plain loops that share nothing with the chapter.

use press::Program;

fn number(name: &str) -> f64 {
    let page = crate::PAGES.iter().find(|page| page.name == "edge").expect("the chapter");
    page.find_number(name).unwrap_or_else(|| panic!("no number {name}")).value
}

/// What the cell of a table shows.
fn cell(table: &str, row: usize, column: usize) -> String {
    let page = crate::PAGES.iter().find(|page| page.name == "edge").expect("the chapter");
    let table = page.tables.iter().find(|t| t.name == table).expect("the table");
    table.rows[row][column].text().to_string()
}

/// A step in the double well.
fn step(rate: f64, x: f64) -> f64 {
    x - rate * (x * x * x - x)
}

#[test]
fn the_jump_is_that_of_two_equations() {
    // x² and y² are the roots of z² − (1 + 1/η)z + 1/η².
    let p: f64 = 1.0 + 1.0 / 1.2;
    let root = (p * p - 4.0 / (1.2 * 1.2)).sqrt();
    let [low, high] = [0.5 * (p - root), 0.5 * (p + root)].map(|z| z.sqrt());
    assert!((number("hand.low") - low).abs() < 1e-12, "{low}");
    assert!((number("hand.high") - high).abs() < 1e-12, "{high}");
    assert!((step(1.2, low) - high).abs() < 1e-12 && (step(1.2, high) - low).abs() < 1e-12);
}

#[test]
fn the_limits_of_the_well_are_those_of_its_highest_value() {
    // The highest value of x(1 + η − ηx²) from a search, not from a formula.
    let highest =
        |rate: f64| (0..=200_000).map(|i| step(rate, f64::from(i) * 1e-5)).fold(0.0, f64::max);
    let join = number("wells.join");
    assert!(step(join, highest(join)).abs() < 1e-6);
    assert!(step(join - 1e-3, highest(join - 1e-3)) > 0.0);
    // At η = 2 it is where a step leads to the other side and back.
    assert!((highest(2.0) - 2.0_f64.sqrt()).abs() < 1e-6);
    assert!((step(2.0, 2.0_f64.sqrt()) + 2.0_f64.sqrt()).abs() < 1e-12);
    // And the multiplier of the jump is −1 where it doubles.
    let rate = number("wells.doubling");
    assert!((9.0 - 2.0 * (1.0 + rate) * (1.0 + rate) + 1.0).abs() < 1e-12);
}

/// Beside the third doubling the orbit comes back after 4 and after 8 steps.
#[test]
fn the_third_doubling_lies_between_four_and_eight_places() {
    let orbit = |rate: f64| {
        let mut x = 1.1;
        (0..200_000).for_each(|_| x = step(rate, x));
        let mut all = vec![x];
        (0..8).for_each(|t| all.push(step(rate, all[t])));
        [all[4] - x, all[8] - x].map(f64::abs)
    };
    let [four, _] = orbit(1.288_032 - 1e-3);
    let [other, eight] = orbit(1.288_032 + 1e-3);
    assert!(four < 1e-9 && other > 1e-4 && eight < 1e-9, "{four} {other} {eight}");
    assert_eq!(cell("doublings", 2, 1), "1.288032");
}

#[test]
fn the_valley_goes_round_its_jump() {
    let (mut x, mut y): (f64, f64) = (0.1, 19.8);
    let (mut ys, mut squares) = (0.0, 0.0);
    for _ in 0..2000 {
        ys += y / 2000.0;
        squares += x * x / 2000.0;
        let slope = 0.5 * x * x - 0.02;
        x *= 1.0 - 0.1 * y;
        y -= 0.1 * slope;
    }
    assert!((number("valley.y") - ys).abs() < 1e-6, "{ys}");
    assert!((number("valley.squares") - squares).abs() < 1e-6, "{squares}");
}

/// The drift weakened by more than 2aη holds the walk in its jump; by less, the walk
/// moves away from it, however near it begins.
#[test]
fn a_drift_that_weakens_holds_the_valley() {
    let after = |c: f64, x: f64, y: f64, steps: usize| {
        let (mut x, mut y) = (x, y);
        for _ in 0..steps {
            let rise = 0.1 * (0.02 - c * (y - 20.0) - 0.5 * x * x);
            x *= 1.0 - 0.1 * y;
            y += rise;
        }
        libm::hypot(x.abs() - 0.2, y - 20.0)
    };
    let c = number("valley.c");
    assert!(c > 2.0 * 0.02 * 0.1);
    let end = after(c, 0.1, 19.8, number("valley.held") as usize);
    assert!(end < 1e-6, "{end}");
    for (c, grows) in [(0.0, true), (0.003, true), (0.005, false)] {
        let end = after(c, 0.2 + 1e-6, 20.0, 4000);
        assert_eq!(end > 1e-6, grows, "{c}: {end}");
    }
}

/// What the sentence on the right well leaves out: a start beyond the place where
/// the map is 0 leads to the left one.
#[test]
fn from_beyond_the_root_a_step_leads_to_the_left_well() {
    let root = (2.2_f64 / 1.2).sqrt();
    assert!(step(1.2, root).abs() < 1e-12 && step(1.2, 1.4) < 0.0);
}

/// The network of two layers itself, its halves of the weights alike: u and v are
/// each ±1 with as many equal as unequal signs but for what makes f = 1.
#[test]
fn a_network_of_two_kinds_of_units_is_thrown_as_the_table_says() {
    let n = 512.0_f64;
    // Half of the units have v = u = p, the other half v = −u = q.
    let total = 2.0 * n; // Σ(u² + v²) = nλ, λ = 2
    let f = 1.0 * n.sqrt(); // Σuv
    let mut p = ((total / 2.0 + f) / n).sqrt();
    let mut q = ((total / 2.0 - f) / n).sqrt();
    let rate = 3.0 / 2.0;
    let mut peak: f64 = 0.0;
    for _ in 0..400 {
        let f = 0.5 * n * (p * p - q * q) / n.sqrt();
        peak = peak.max(0.5 * f * f);
        let pull = rate * f / n.sqrt();
        (p, q) = (p - pull * p, q + pull * q);
    }
    assert!((peak / number("catapult.peak") - 1.0).abs() < 1e-9, "{peak}");
    let curvature = p * p + q * q;
    assert!((curvature / number("catapult.end") - 1.0).abs() < 1e-9, "{curvature}");
}

/// The limits of the table, from the roots of momentum's own recursion: at the
/// limit one of them is −1.
#[test]
fn adams_limits_are_momentums() {
    for (row, beta) in [0.0, 0.5, 0.9].into_iter().enumerate() {
        let limit: f64 = cell("adam", row, 1).parse().expect("a number");
        // r² − (1 + β − (1 − β)λ) r + β at r = −1.
        let at = 1.0 + (1.0 + beta - (1.0 - beta) * limit) + beta;
        assert!(at.abs() < 1e-12, "{beta}: {at}");
    }
}

#[test]
#[ignore = "half a minute: cargo test --test numbers -- --ignored full"]
fn the_verdicts_stay_with_the_full_runs() {
    let given = [("full".to_string(), "true".to_string())];
    let chapter = &chapters::edge::CHAPTER as &dyn Program;
    let page = chapter.page(&given, &[], &mut |_, part| part()).expect("a switch");
    let broken: Vec<&str> = page.broken().map(|claim| claim.sentence.as_str()).collect();
    assert!(broken.is_empty(), "{broken:#?}");
}
