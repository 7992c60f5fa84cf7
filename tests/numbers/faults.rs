//! What the chapter on faults says, found once more: by hand, by the processor's
//! own float32, and by plain loops that share nothing with the chapter.

#![expect(clippy::disallowed_types, reason = "the processor's float32 is a witness")]

use descent::random::{seeded, uniform};
use press::{Cell, Page, Table};

fn page() -> &'static Page {
    crate::PAGES.iter().find(|page| page.name == "faults").expect("the chapter")
}

fn number(name: &str) -> f64 {
    page().find_number(name).unwrap_or_else(|| panic!("no number {name}")).value
}

fn table(name: &str) -> &'static Table {
    page().tables.iter().find(|table| table.name == name).expect("a table")
}

/// A bfloat16 by the bits of a float32: the lower half is rounded away.
fn bfloat16(x: f64) -> f64 {
    let bits = (x as f32).to_bits();
    let even = 0x7fff + ((bits >> 16) & 1);
    f64::from(f32::from_bits((bits + even) & 0xffff_0000))
}

/// The length of Adam's step, in η, k steps after a stop: by the update itself,
/// with running corrections, after 40,000 steps on a slope of 1.
fn resumed([lost_m, lost_v, lost_t]: [bool; 3], after: usize) -> Vec<f64> {
    let (b1, b2) = (0.9, 0.999);
    let (mut m, mut v, mut p1, mut p2) = (0.0, 0.0, 1.0, 1.0);
    let mut steps = Vec::new();
    for t in 0..40_000 + after {
        if t == 40_000 {
            m = if lost_m { 0.0 } else { m };
            v = if lost_v { 0.0 } else { v };
            (p1, p2) = if lost_t { (1.0, 1.0) } else { (p1, p2) };
        }
        m = b1 * m + (1.0 - b1);
        v = b2 * v + (1.0 - b2);
        (p1, p2) = (p1 * b1, p2 * b2);
        if t >= 40_000 {
            steps.push(m / (1.0 - p1) / f64::sqrt(v / (1.0 - p2)));
        }
    }
    steps
}

#[test]
fn steps_after_a_stop_by_the_update_itself() {
    let v = resumed([false, true, false], 20_000);
    assert!((v[0] - 1.0 / 0.001_f64.sqrt()).abs() < 1e-6, "{}", v[0]);
    assert!((number("lost.v") - v[0]).abs() < 1e-6);
    let way: f64 = v.iter().map(|step| step - 1.0).sum();
    assert!((number("lost.v.way") / way - 1.0).abs() < 1e-4, "{way}");
    let t = resumed([false, false, true], 1);
    assert!((number("lost.t") - t[0]).abs() < 1e-9);
    let both = resumed([true, true, false], 30);
    assert!((number("lost.both") - both[0]).abs() < 1e-6);
    let longest = both.iter().fold(0.0_f64, |a, b| a.max(*b));
    let Cell::Number(shown) = &table("lost").rows[3][2] else { panic!("a number") };
    assert!((shown.value - longest).abs() < 1e-6);
    let [vt, mt] = [[false, true, true], [true, false, true]].map(|lost| resumed(lost, 20_000));
    assert!((number("lost.vt") - vt[0]).abs() < 1e-6, "{}", vt[0]);
    for (row, steps) in [(4, &vt), (5, &mt)] {
        let Cell::Number(shown) = &table("lost").rows[row][4] else { panic!("a number") };
        let way: f64 = steps.iter().map(|step| step - 1.0).sum();
        assert!((shown.value - way).abs() < 0.01, "{row}: {way}");
    }
    assert!(resumed([true; 3], 50).iter().all(|step| (step - 1.0).abs() < 1e-12));
}

/// ∫ (1/√(1 − e⁻ˣ) − 1) dx over x > 0 is 2 ln 2; with x = y² the integrand is tame.
#[test]
fn the_way_too_far_is_two_logarithms_of_two() {
    let n = 400_000;
    let h = 7.0 / f64::from(n);
    let sum: f64 = (0..n)
        .map(|i| {
            let y = (f64::from(i) + 0.5) * h;
            let x = y * y;
            2.0 * y * (1.0 / (-libm::expm1(-x)).sqrt() - 1.0) * h
        })
        .sum();
    assert!((sum - number("lost.area")).abs() < 1e-6, "{sum}");
}

#[test]
fn a_sum_of_ones_stops_in_the_processor_s_float32() {
    let stop = number("ones.stop") as f32;
    assert_eq!(stop + 1.0, stop);
    assert_eq!((stop - 1.0) + 1.0, stop);
    let sum = (0..300).fold(0.0, |sum, _| bfloat16(sum + 1.0));
    assert_eq!(sum, number("ones.bfloat16"));
}

#[test]
fn averages_in_bfloat16_by_bits() {
    for (beta, end) in [(0.999, 1.0), (0.997, 0.648_437_5)] {
        let last = (0..40_000).fold(1.0, |v, _| bfloat16(beta * v));
        assert_eq!(last, end, "{beta}");
    }
    assert!((0..40_000).fold(1.0, |v, _| bfloat16(0.995 * v)) < 1e-30);
    // Fed a constant ¼ it does not move either.
    let fed = (0..10_000).fold(1.0, |v, _| bfloat16(bfloat16(0.999 * v) + 0.001 * 0.25));
    assert_eq!(fed, 1.0);
    assert_eq!((0..1000).fold(1.0, |sum, _| bfloat16(sum + 0.001)), number("chance.plain"));
}

/// Each rounding adds δ(q − δ) to the variance: by drawing, on whole numbers.
#[test]
fn rounding_by_chance_has_the_deviation_of_the_formula() {
    let mut chance = seeded(7);
    let q = 1.0 / 128.0;
    let sums: Vec<f64> = (0..400)
        .map(|_| {
            let up = (0..1000).filter(|_| uniform(&mut chance, 0.0, 1.0) < 0.001 / q).count();
            1.0 + up as f64 * q
        })
        .collect();
    let mean = sums.iter().sum::<f64>() / 400.0;
    let square = sums.iter().map(|s| (s - mean) * (s - mean)).sum::<f64>() / 399.0;
    assert!((mean - 2.0).abs() < 0.015, "{mean}");
    assert!((square.sqrt() / number("chance.theory") - 1.0).abs() < 0.12, "{}", square.sqrt());
}

#[test]
fn the_edges_of_float16() {
    // Half of 2⁻²⁴, over a thousandth, and the root of the largest number.
    let tiny = libm::ldexp(1.0, -25);
    assert!((number("half.least") - (tiny / 0.001).sqrt()).abs() < 1e-12);
    assert!((number("half.most") - 65_504.0_f64.sqrt()).abs() < 1e-9);
    assert_eq!(number("half.alone"), 0.0);
    // A tenth of the slope is below half of the tiniest number.
    assert!((number("half.nothing") - tiny / 0.1).abs() < 1e-18);
    assert!((number("half.scaled") / 1e-8 - 1.0).abs() < 1e-3);
}

#[test]
fn the_way_of_a_row_by_taking_the_steps() {
    for (row, every) in [(1, 10), (2, 100), (3, 1000)] {
        let (mut m, mut v, mut way) = (0.0, 0.0, 0.0);
        for t in 0..60_000 {
            way = if t % every == 0 { 0.0 } else { way };
            let g = f64::from(t % every == 0);
            m = 0.9 * m + 0.1 * g;
            v = 0.999 * v + 0.001 * g * g;
            way += m / f64::sqrt(v);
        }
        let Cell::Number(shown) = &table("rows").rows[row][1] else { panic!("a number") };
        assert!((shown.value / way - 1.0).abs() < 1e-6, "{every}: {way}");
    }
    let r = 0.9 / 0.999_f64.sqrt();
    let once = 0.1 / 0.001_f64.sqrt() / (1.0 - r);
    assert!((number("row.once") - once).abs() < 1e-9);
}

#[test]
fn a_softmax_of_shares_cannot_get_below_its_limit() {
    let e = libm::exp(1.0);
    let best = -libm::log(e / (e + 9.0));
    assert!((number("zoo.twice") - best).abs() < 1e-12);
}

/// By the recursion written out: E(x − ηg)² with g = x + noise.
#[test]
fn the_expected_loss_after_a_schedule_has_begun_anew() {
    let run = |anew: bool, steps: u32| {
        let mut square = 1.0;
        for t in 0..steps {
            let place = if anew && t >= 500 { t - 500 } else { t };
            let rate = 0.1 - 0.1 * f64::from(place) / 600.0;
            square = square - 2.0 * rate * square + rate * rate * (square + 1.0);
        }
        square / 2.0
    };
    assert!((number("order.stopped") - run(false, 500)).abs() < 1e-12);
    assert!((number("order.kept") - run(false, 550)).abs() < 1e-12);
    assert!((number("order.anew") - run(true, 550)).abs() < 1e-12);
}
