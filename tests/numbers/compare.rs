//! The comparison: against a closed form, and by its own data.

use super::PAGES;
use chapters::compare::{CHAPTER, Settings};
use descent::random::{seeded, uniform};
use press::Page;
use press::number::digits;

/// The page at the book's settings.
fn bound() -> &'static Page {
    PAGES.iter().find(|page| page.name == "compare").expect("a page")
}

/// What the dot plot shows of a method on a task: the median, and the ends of the
/// middle half.
fn contest(page: &Page, task: &str, method: &str) -> [f64; 3] {
    let figure = page.figures.iter().find(|figure| figure.name == "contest").expect("a figure");
    let csv = figure.data.csv();
    let mut rows = csv.lines().map(|row| row.split(',').collect::<Vec<_>>());
    let row = rows.find(|row| row[0] == task && row[1] == method).expect("a row");
    [row[2], row[3], row[4]].map(|loss| loss.parse().expect("a number"))
}

/// Gradient descent on a quadratic in closed form, from the same random starts
/// around the minimum.
#[test]
fn the_comparison_says_of_gradient_descent_what_its_closed_form_says() {
    let page = bound();
    let row = &page.tables.iter().find(|table| table.name == "rates").expect("a table").rows[0];
    let rate = libm::pow(10.0, -1.75);
    assert_eq!(row[1].text(), digits(rate, 2).text);
    let end = |seed| {
        let mut chance = seeded(seed);
        let best = [3.0, -0.7];
        let start = best.map(|best| uniform(&mut chance, best - 1.0, best + 1.0) - best);
        let left = |x: f64, h: f64| {
            let end = x * libm::pow(1.0 - rate * h, 300.0);
            h * end * end / 2.0
        };
        left(start[0], 1.0) + left(start[1], 100.0)
    };
    let mut ends: Vec<f64> = (1300..1325).map(end).collect();
    ends.sort_by(f64::total_cmp);
    let [first, median, third] = [6, 12, 18].map(|rank| digits(ends[rank], 2).text);
    let drawn = contest(page, "the bowl", "gradient descent");
    assert_eq!(drawn.map(|loss| digits(loss, 2).text), [median, first, third]);
}

/// Of 1599 wines 240 are copies, and every fourth of the others is trained on.
#[test]
fn no_wine_is_tested_that_was_trained_on() {
    let rows: Vec<&str> =
        include_str!("../../chapters/adagrad/winequality-red.csv").lines().skip(1).collect();
    let mut distinct = rows.clone();
    distinct.sort_unstable();
    distinct.dedup();
    assert_eq!((rows.len(), distinct.len()), (1599, 1599 - 240));
    let page = bound();
    let number = |name: &str| page.find_number(name).expect("a number").value;
    assert_eq!(number("wine.copies"), 240.0);
    assert_eq!(number("wine.rows"), (distinct.len() as f64 / 4.0).ceil());
}

/// Eight times the budget fits the wines better with every method.
#[test]
fn a_longer_run_fits_the_wines_better() {
    let medians = |budget| {
        let page = CHAPTER.page(&Settings { budget, ..Settings::BOOK }).expect("in range");
        let table = page.tables.iter().find(|table| table.name == "still").expect("a table");
        table.rows.iter().map(|row| row[4].text().parse().expect("a loss")).collect::<Vec<f64>>()
    };
    let (short, long) = (medians(10), medians(80));
    assert_eq!(short.len(), 15);
    assert!(short.iter().zip(&long).all(|(short, long)| long < short), "{short:?} {long:?}");
}
