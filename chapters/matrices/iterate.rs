//! The polynomials of Newton and Schulz as maps of a singular value.

use super::Settings;
use crate::draw::told;
use crate::each::Eager;
use descent::Invalid;
use descent::matrix::Polynomials;
use press::figure::{Axis, Figure, Ink, lines};
use press::number::{count, digits, fixed, percent, steps};
use press::{Cell, Page};

const FIVE: usize = 5;

/// Rows and columns of a layer of a language model.
const WIDTH: usize = 4096;

/// Singular values, each a tenth of the one before.
const SIZES: [f64; 4] = [0.1, 0.01, 0.001, 0.0001];

static EXPRESS: [[f64; 3]; 5] = Polynomials::POLAR_EXPRESS;

pub(super) fn show(settings: &Settings) -> Result<Page, Invalid> {
    let triples = [
        ("cubic", Polynomials::CUBIC),
        ("quintic", Polynomials::QUINTIC),
        ("Muon’s", Polynomials::MUON),
    ];
    let until = |triple: [f64; 3], from: f64| {
        (0..=60)
            .find(|&k| Polynomials::Same(triple, k).value(from) > 0.5)
    };
    let rows =
        triples.into_iter().each(|(name, triple)| -> [Cell; 5] {
            let [a, b, c, d] =
                SIZES.map(|s| Cell::from(steps(until(triple, s))));
            [name.into(), a, b, c, d]
        });
    let one = |s: f64| Polynomials::Same(Polynomials::MUON, 1).value(s);
    let rest = rests()[0];
    let slope = slope(rest);
    let cycle = cycle();
    let multiplier: f64 = cycle.map(self::slope).iter().product();
    let level = level();
    let peak = one(level[0]);
    let ended = |from: f64| {
        let s = Polynomials::Same(Polynomials::MUON, 4000).value(from);
        cycle.iter().any(|at| (at - s).abs() < 1e-9)
    };
    let range = ends(&Polynomials::Same(Polynomials::MUON, FIVE), 0.01);
    let express = ends(&Polynomials::Each(&EXPRESS), 0.001);
    let own = Polynomials::Same(
        [settings.a, settings.b, settings.c],
        settings.steps,
    );
    let reach = ends(&own, 0.1);
    Ok(Page::part()
        .table("passes", ["polynomial", "0.1", "0.01", "0.001", "0.0001"], rows)
        .number("map.low", fixed(range[0], 4))
        .number("map.high", fixed(range[1], 4))
        .number("map.rest", fixed(rest, 6))
        .number("map.slope", fixed(slope, 4))
        .number("map.at_zero", fixed(libm::pow(Polynomials::MUON[0], 5.0), 1))
        .number("map.left", digits(Polynomials::Same(Polynomials::MUON, FIVE).value(1e-4), 2))
        .number("map.express.low", fixed(express[0], 3))
        .number("map.express.high", fixed(express[1], 3))
        .number("map.peak", fixed(peak, 4))
        .number("map.peak.at", fixed(level[0], 4))
        .number("map.level", fixed(level[1], 4))
        .number("map.far", fixed(rests()[1], 3))
        .number("map.width", count(WIDTH))
        .number("map.noise", percent(below(0.01), 0))
        .number("map.multiplier", fixed(multiplier, 4))
        .number("map.cycle.a", fixed(cycle[0], 6))
        .number("map.cycle.b", fixed(cycle[1], 6))
        .number("map.cycle.c", fixed(cycle[2], 6))
        .number("map.cycle.d", fixed(cycle[3], 6))
        .figure("map", figure(settings, &own))
        .goal(
            "one",
            "All singular values from 0.1 to 1 end within a hundredth of 1.",
            reach[0] > 0.99 && reach[1] < 1.01,
        )
        .claim(
            "cycle",
            "Muon’s polynomial has a fixed point that repels, since its slope there is below −1, and a cycle of four values that attracts, since the slopes along it multiply to less than 1 in size. From both places where it is level the iteration ends in that cycle.",
            (one(rest) - rest).abs() < 1e-14
                && slope < -1.0
                && (one(cycle[3]) - cycle[0]).abs() < 1e-12
                && multiplier.abs() < 1.0
                && level.into_iter().all(|s| self::slope(s).abs() < 1e-12 && ended(s)),
        )
        .proved()
        .claim(
            "range",
            "Five of Muon’s steps bring every singular value from 0.01 to 1 between 0.68 and 1.14, and none that was below comes above 1.21 at any step.",
            range[0] > 0.68 && range[1] < 1.14 && peak < 1.21 && one(peak) < peak,
        )
        .claim(
            "passes",
            "Muon’s polynomial brings a singular value of a thousandth over ½ in six steps, the quintic in eleven, the cubic in sixteen.",
            until(Polynomials::MUON, 1e-3) == Some(6)
                && until(Polynomials::QUINTIC, 1e-3) == Some(11)
                && until(Polynomials::CUBIC, 1e-3) == Some(16),
        ))
}

/// Where Muon's polynomial leaves a number as it is: a + bs² + cs⁴ = 1.
fn rests() -> [f64; 2] {
    let [a, b, c] = Polynomials::MUON;
    roots(c, b, a - 1.0)
}

/// Where it is level: a + 3bs² + 5cs⁴ = 0.
fn level() -> [f64; 2] {
    let [a, b, c] = Polynomials::MUON;
    roots(5.0 * c, 3.0 * b, a)
}

/// Both positive s with ps⁴ + qs² + r = 0, the smaller first.
fn roots(p: f64, q: f64, r: f64) -> [f64; 2] {
    let root = (q * q - 4.0 * p * r).sqrt();
    [-root, root].map(|root| ((root - q) / (2.0 * p)).sqrt())
}

/// The share of the singular values of square noise of that width that are below
/// so much of the norm: the area under a quarter of a circle of radius 2.
fn below(share: f64) -> f64 {
    let s = share * (WIDTH as f64).sqrt();
    (s * (4.0 - s * s).sqrt() / 2.0 + 2.0 * libm::asin(s / 2.0))
        / core::f64::consts::PI
}

/// The polynomial's slope.
fn slope(s: f64) -> f64 {
    let [a, b, c] = Polynomials::MUON;
    a + 3.0 * b * s * s + 5.0 * c * s * s * s * s
}

/// The four values that the iteration ends in, from the smallest on.
fn cycle() -> [f64; 4] {
    let mut s = Polynomials::Same(Polynomials::MUON, 4000).value(0.5);
    let mut all = [0.0; 4];
    for at in &mut all {
        *at = s;
        s = Polynomials::Same(Polynomials::MUON, 1).value(s);
    }
    let first =
        (0..4).min_by(|&i, &j| all[i].total_cmp(&all[j])).unwrap_or(0);
    all.rotate_left(first);
    all
}

/// The least and the largest that become of the numbers from `low` to 1.
fn ends(polynomials: &Polynomials, low: f64) -> [f64; 2] {
    let mut ends = [f64::INFINITY, f64::NEG_INFINITY];
    for i in 0..=4000 {
        let s =
            polynomials.value(libm::pow(low, f64::from(i) / 4000.0));
        ends = [ends[0].min(s), ends[1].max(s)];
    }
    ends
}

fn figure(settings: &Settings, own: &Polynomials) -> Figure {
    let steps = settings.steps;
    let curve = |polynomials: &Polynomials| {
        (0..=240).each(|i| {
            let s = libm::pow(10.0, -4.0 + f64::from(i) / 60.0);
            (s, polynomials.value(s).clamp(-0.1, 1.6))
        })
    };
    let cubic = Polynomials::Same(Polynomials::CUBIC, steps);
    let triple = [settings.a, settings.b, settings.c];
    let name =
        if triple == Polynomials::MUON { "Muon’s" } else { "yours" };
    let said = [1e-3, 1e-1].map(|s| digits(own.value(s), 2).text);
    lines(
        Axis::log("singular value before"),
        Axis::linear("after").within(0.0, 1.4),
    )
    .line(Ink::THEORY, "", [(1e-4, 1.0), (1.0, 1.0)])
    .line(Ink::SECOND.dashed(), "cubic", curve(&cubic))
    .line(Ink::FIRST, name, curve(own))
    .draw(told(
        *settings == Settings::BOOK,
        &format!("What {steps} steps of an iteration make of a singular value, for the cubic and for as + bs³ + cs⁵ with a = {}, b = {}, c = {}.", settings.a, settings.b, settings.c),
        &format!("With the latter a thousandth becomes {}, and a tenth {}.", said[0], said[1]),
    ))
}
