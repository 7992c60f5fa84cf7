//! What the first chapter claims, found by other ways than its own; and its
//! program as a reader meets it.

use chapters::gradient_descent::{CHAPTER, Settings};
use press::Page;
use std::process::{Command, Output};
use std::sync::LazyLock;

static PAGE: LazyLock<Page> =
    LazyLock::new(|| CHAPTER.page(&Settings::BOOK).expect("the book's settings"));

fn number(name: &str) -> f64 {
    PAGE.find_number(name).unwrap_or_else(|| panic!("no number {name}")).value
}

fn cells(table: &str, column: usize) -> Vec<String> {
    let table = PAGE.tables.iter().find(|t| t.name == table).expect("the table is there");
    table.rows.iter().map(|row| row[column].text().to_string()).collect()
}

fn run(arguments: &[&str]) -> Output {
    let out = tempfile::tempdir().expect("a temporary folder");
    Command::new(env!("CARGO_BIN_EXE_gradient_descent"))
        .args(arguments)
        .arg("--out")
        .arg(out.path())
        .output()
        .expect("the program runs")
}

#[test]
fn the_numbers_of_steps_are_those_of_the_closed_form() {
    // ⌈ln 10⁻⁶ / ln((κ − 1)/(κ + 1))⌉, worked out by hand for κ = 4: 0.6²⁷ is
    // 1.023e-6 and 0.6²⁸ is 6.1e-7.
    assert_eq!(cells("kappas", 3), ["28", "69", "691", "6908", "69,078"]);
}

#[test]
fn leaving_the_saddle_takes_as_long_as_the_formula_says() {
    assert_eq!(cells("saddle", 1), ["13", "38", "76", "114", "190"]);
    assert_eq!(cells("saddle", 1), cells("saddle", 2));
    // Near the saddle: 1.6 · 0.8ᵗ and 0.001 · 1.2ᵗ below a half.
    let near = |t: f64| 1.6 * libm::pow(0.8, t) < 0.5 && 0.001 * libm::pow(1.2, t) < 0.5;
    assert_eq!(number("saddle.corner"), (0..=60).filter(|&t| near(f64::from(t))).count() as f64);
}

#[test]
fn the_bowl_of_the_straight_line_has_the_condition_number_of_its_hessian() {
    // Hessian (2·194/3, 16; 16, 2): trace 394/3, determinant 8/3.
    let (trace, determinant): (f64, f64) = (394.0 / 3.0, 8.0 / 3.0);
    let high = (trace + (trace * trace - 4.0 * determinant).sqrt()) / 2.0;
    let kappa = high * high / determinant;
    // Shown without decimals, kept with all of them.
    assert!((number("line.kappa") / kappa - 1.0).abs() < 1e-9);
    assert!((number("line.scaled.kappa") - 1.0).abs() < 1e-9);
}

#[test]
fn every_rate_comes_to_rest_where_the_sharpness_is_below_two_over_it() {
    assert_eq!(cells("edge", 2), ["16.025", "9.758", "2.052", "2.340", "7.531"]);
    let number = |cell: &String| cell.replace('−', "-").parse::<f64>().expect("a number");
    for ((limit, x), y) in cells("edge", 1).iter().zip(cells("edge", 3)).zip(cells("edge", 4)) {
        let (x, y) = (number(&x), number(&y));
        assert!((x * y - 1.0).abs() < 2e-3, "a minimum of ½ (xy − 1)²: {x}, {y}");
        assert!(x * x + y * y < number(limit), "{x}, {y}");
    }
    // Of these rates only the first bears the start.
    let start = self::number("edge.start");
    let bears: Vec<bool> = cells("edge", 1).iter().map(|limit| start < number(limit)).collect();
    assert_eq!(bears, [true, false, false, false, false]);
}

#[test]
fn the_chain_swings_between_the_two_points_of_its_closed_form() {
    // On x = y = s a step is s (1 + η − ηs²). Two points a, b that it swaps have
    // a² − ab + b² = 1 and a² + ab + b² = 1 + 2/η: so ab = 1/η, a² + b² = 1 + 1/η.
    let eta: f64 = 1.05;
    let (sum, difference) = ((1.0 + 3.0 / eta).sqrt(), (1.0 - 1.0 / eta).sqrt());
    let claim = PAGE.claims.iter().find(|c| c.name == "edge_bounce").expect("the claim is there");
    for s in [(sum - difference) / 2.0, (sum + difference) / 2.0] {
        assert!(claim.sentence.contains(&format!("x = y = {s:.3}")), "{s}: {claim}");
    }
}

#[test]
fn the_guarantee_is_kept_by_its_own_proof_and_by_no_larger_constant() {
    // On ½ L x² with η = 1/L the drop is exactly (η/2) g², so that no constant
    // above ½ could be promised; and beyond 2/L the loss rises.
    for l in [0.25, 1.0, 8.0] {
        let after = |rate: f64| 1.0 - rate * l;
        let drop = |rate: f64| 0.5 * l * (1.0 - after(rate) * after(rate));
        assert_eq!(drop(1.0 / l), 0.5 / l * l * l);
        assert!(drop(2.125 / l) < 0.0);
    }
}

#[test]
fn falling_rates_end_where_their_recursions_say() {
    // x ← (1 − η) x − η ξ: the mean is multiplied by 1 − η, the variance by its
    // square, and η² is added.
    for (column, rate) in
        [(1, (|_| 0.1) as fn(f64) -> f64), (2, |t| 1.0 / t), (4, |t| 1.0 / ((t + 1.0) * (t + 1.0)))]
    {
        let (mut mean, mut variance) = (3.0, 0.0);
        let mut shown = cells("falling", column).into_iter();
        for t in 1..=1000 {
            let eta = rate(f64::from(t));
            mean *= 1.0 - eta;
            variance = (1.0 - eta) * (1.0 - eta) * variance + eta * eta;
            if [10, 100, 1000].contains(&t) {
                let measured: f64 = shown.next().expect("three rows").parse().expect("a number");
                // The square of a normal number varies by 4 m² v + 2 v²; two
                // digits are shown.
                let error = ((4.0 * mean * mean * variance + 2.0 * variance * variance) / 1000.0)
                    .sqrt()
                    + 0.05 * measured;
                let expected = mean * mean + variance;
                assert!((measured - expected).abs() < 3.0 * error, "{measured}, {expected}");
            }
        }
        // The factors 1 − 1/(t + 1)² telescope to (n + 2)/(2 (n + 1)).
        assert!(column != 4 || (mean / 3.0 - 1002.0 / 2002.0).abs() < 1e-12);
    }
}

#[test]
fn the_floor_of_the_line_fit_follows_from_the_numbers_that_are_printed() {
    let [least, low, high] = ["batch.least", "batch.low", "batch.high"].map(number);
    let rates = cells("batches", 3);
    for (floor, rate, size) in [("floor.mini", &rates[1], 20.0), ("floor.single", &rates[2], 1.0)] {
        let rate: f64 = rate.parse().expect("a rate to its last digit");
        let share = |curvature: f64| rate * curvature / (2.0 - rate * curvature);
        let expected = least / size * (share(low) + share(high));
        assert!((number(floor) / expected - 1.0).abs() < 1e-12, "{floor}");
    }
    // Exercise 1: four times the rows at the rate that restores the floor.
    let rate = number("ex.floor.restored");
    let share = |curvature: f64| rate * curvature / (2.0 - rate * curvature);
    let again = least / number("ex.batch") * (share(low) + share(high));
    assert!((again / number("ex.floor") - 1.0).abs() < 1e-12);
}

#[test]
fn the_noisy_loss_of_every_plan_is_that_of_its_recursion() {
    let plans: [fn(f64) -> f64; 5] = [
        |_| 1.0,
        |u| libm::pow(0.1, (u / 50.0).floor()),
        |u| libm::pow(0.97, u),
        |u| 0.5 + 0.5 * libm::cos(std::f64::consts::PI * u / 200.0),
        |u| (u / 100.0).min(1.0),
    ];
    for (cell, factor) in cells("plans", 2).iter().zip(plans) {
        let (mut mean, mut variance) = (3.0, 0.0);
        for u in 0..200 {
            let eta = 0.3 * factor(f64::from(u));
            mean *= 1.0 - eta;
            variance = (1.0 - eta) * (1.0 - eta) * variance + eta * eta;
        }
        let expected = 0.5 * (mean * mean + variance);
        // Of 1000 squares the mean is off by √(2/1000), 4.5 %, and two digits show.
        let measured: f64 = cell.parse().expect("a number");
        assert!((measured / expected - 1.0).abs() < 3.0 * 0.045 + 0.05, "{measured}, {expected}");
    }
}

#[test]
fn taking_off_the_mean_is_what_cures_the_line_fit() {
    // Centred: curvatures 2 and 2 · 2/3. Divided by √(2/3) only: Hessian
    // (2 · 97, 2 · 8/√(2/3); …, 2), trace 196, determinant 388 − 384.
    assert!((number("ex.centred") - 1.5).abs() < 1e-12);
    let high = (196.0 + (196.0_f64 * 196.0 - 16.0).sqrt()) / 2.0;
    assert!((number("ex.divided") / (high * high / 4.0) - 1.0).abs() < 1e-9);
}

#[test]
fn rosenbrocks_valley_is_as_long_as_it_is_said_to_be() {
    assert_eq!(number("ex.valley.steps"), 15_068.0);
    assert!((number("ex.valley.low") - 0.399_360_767).abs() < 1e-9);
    assert!((number("ex.valley.high") - 1_001.600_64).abs() < 1e-5);
}

#[test]
fn bad_settings_are_refused_all_at_once() {
    let refused = run(&["--rate", "0", "--kappa", "1", "--batch", "1000"]);
    assert_eq!(refused.status.code(), Some(2));
    let said = String::from_utf8_lossy(&refused.stderr);
    for reason in [
        "--rate is 0, but must be finite and above 0",
        "--kappa is 1, but must be above 1 and at most 1000",
        "--batch is 1000, but must be at least 2 and at most 999",
    ] {
        assert!(said.contains(reason), "{said}");
    }
    assert!(refused.stdout.is_empty());
    for wild in [["--rate", "NaN"], ["--rate", "-1"], ["--kappa", "inf"], ["--batch", "0"]] {
        assert_eq!(run(&wild).status.code(), Some(2), "{wild:?}");
    }
}

#[test]
fn a_rate_of_one_breaks_just_the_claim_about_the_starts() {
    let output = run(&["--rate", "1"]);
    assert_eq!(output.status.code(), Some(0));
    let printed = String::from_utf8_lossy(&output.stdout);
    let broken: Vec<&str> = printed.lines().filter(|l| l.trim_start().starts_with('✗')).collect();
    let [learned] = broken[..] else { panic!("{broken:#?}") };
    assert!(learned.contains("From each of 20 random starts"), "{learned}");
}

#[test]
fn wild_settings_neither_panic_nor_hang() {
    for wild in [["--rate", "1e300"], ["--rate", "1e-300"], ["--kappa", "1.0000001"]] {
        let output = run(&wild);
        assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    }
}
