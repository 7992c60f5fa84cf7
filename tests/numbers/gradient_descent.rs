//! What the first chapter claims, found by other ways than its own; and its
//! program as a reader meets it.

use chapters::gradient_descent::{CHAPTER, Settings};
use press::Page;
use std::process::{Command, Output};

fn page() -> Page {
    CHAPTER.page(&Settings::BOOK).expect("the book's settings")
}

fn number(name: &str) -> f64 {
    page().find_number(name).unwrap_or_else(|| panic!("no number {name}")).value
}

fn cells(table: &str, column: usize) -> Vec<String> {
    let page = page();
    let table = page.tables.iter().find(|t| t.name == table).expect("the table is there");
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
fn the_edge_of_stability_lies_where_the_sharpness_is_two_over_the_rate() {
    assert_eq!(cells("edge", 2), ["16.025", "9.758", "2.052", "2.340", "7.531"]);
    // (4, 0.3): y² = 0.09, x² = 16, 2xy − 1 = 1.4.
    let start = (16.09 + (15.91_f64 * 15.91 + 4.0 * 1.96).sqrt()) / 2.0;
    assert!((number("edge.start") - start).abs() < 1e-12);
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
fn exercise_six_breaks_just_the_claim_that_its_answer_names() {
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
