//! # What a step costs
//!
//! Times differ from machine to machine and from run to run, so no program can
//! compute them anew and get the same digits. This one reads what
//! `cargo bench --bench measure -- --write` measured, on one machine, once.

use clap::Args;
use descent::Invalid;
use descent::press::figure::{Axis, Figure, Ink, lines};
use descent::press::number::{count, digits, percent};
use descent::press::{self, Cell, Page};
use std::process::ExitCode;

/// What this appendix shows, in a line.
pub const ABOUT: &str = "What a step of each rule costs, measured on one machine.";

/// Nothing can be changed: measure on your own machine instead.
#[derive(Args, Debug, Clone, PartialEq)]
pub struct Settings {}

impl Default for Settings {
    fn default() -> Self {
        press::defaults()
    }
}

/// `cargo run --bin speed`
pub fn main() -> ExitCode {
    press::play(
        "speed",
        ABOUT,
        "Measure on your own machine:\n  \
         cargo bench --bench measure               print the measurements\n  \
         cargo bench --bench measure -- --write    and put them on this page",
        |settings: &Settings| Ok(chapter(settings)?),
    )
}

/// The measurements. The one generated file that no test can hold to be current.
const MEASURED: &str = include_str!("speed/measured.csv");

/// Other libraries, timed in one run with this one by `benches/peers/peers.py`.
const BESIDE: &str = include_str!("speed/peers.csv");

/// Who takes a step of Adam, and who walks down Rosenbrock's valley.
const PEERS: [&str; 6] =
    ["PyTorch, for-loop", "PyTorch, foreach", "PyTorch, fused", "Optax, jitted", "NumPy", "Burn"];
const WALKS: [&str; 9] = [
    "descent",
    "Optax, jitted scan",
    "argmin",
    "Burn",
    "Optax, jitted",
    "NumPy",
    "PyTorch, fused",
    "PyTorch, foreach",
    "PyTorch, for-loop",
];

/// The rules by their names in the measurements, and what the page calls them.
const RULES: [(&str, &str); 8] = [
    ("gradient_descent", "gradient descent"),
    ("momentum", "momentum"),
    ("nesterov", "Nesterov"),
    ("adagrad", "AdaGrad"),
    ("rmsprop", "RMSProp"),
    ("adam", "Adam"),
    ("adamw", "AdamW"),
    ("copy", "Adam’s bytes, moved"),
];

/// The numbers of parameters.
const SIZES: [usize; 7] = [2, 10, 100, 1_000, 100_000, 1_000_000, 10_000_000];

/// The lengths of the recorded descents, and how many the sweep runs.
const DESCENTS: [usize; 5] = [100, 1_000, 10_000, 100_000, 1_000_000];
const SWEEP: usize = 40 * 50;

/// The appendix: what was measured, as a page.
///
/// # Errors
/// Never: there is nothing to set.
///
/// # Panics
/// If a measurement is missing.
pub fn chapter(_: &Settings) -> Result<Page, Invalid> {
    let steps = RULES.iter().map(|(what, name)| {
        let [a, b, c, d, e, f, g] = SIZES.map(|n| Cell::from(digits(per_parameter(what, n), 2)));
        [(*name).into(), a, b, c, d, e, f, g]
    });
    let largest = SIZES[SIZES.len() - 1];
    let works = [
        ("one gradient of the network", "gradient", 337),
        ("one contour map", "map", 2),
        ("all chapters’ programs", "compute", 0),
        ("weaving and binding the book", "bind", 0),
    ];
    let works = works.map(|(name, what, n)| [name.into(), time(nanoseconds(what, n))]);
    let descents =
        DESCENTS.map(|n| [count(n).into(), Cell::from(digits(nanoseconds("descent", n), 3))]);
    // The sweep was measured on one thread, on two, and so on to all.
    let threads = (1..).take_while(|&n| find("sweep", n).is_some()).count();
    let efficiency = nanoseconds("sweep", 1) / (nanoseconds("sweep", threads) * threads as f64);
    let own = peer("descent", "10000000");
    let peers = PEERS.map(|name| {
        let [a, b, c, d] = ["2", "1000", "100000", "10000000"]
            .map(|n| Cell::from(digits(peer(name, n) / peer("descent", n), 2)));
        [name.into(), a, b, c, d]
    });
    let walks = WALKS.map(|name| {
        let [ours, theirs] = ["descent", name].map(|name| peer(name, "descent"));
        [name.into(), digits(theirs, 2).into(), digits(theirs / ours, 2).into()]
    });
    Ok(Page::new("speed")
        .number("largest", count(largest))
        .number("ratio", digits(nanoseconds("adam", largest) / nanoseconds("copy", largest), 2))
        .table("descents", ["steps of the descent", "ns a step"], descents.into())
        .number("sweep.runs", count(SWEEP))
        .number("sweep.threads", count(threads))
        .number("sweep.one", digits(nanoseconds("sweep", 1) / 1e6, 3))
        .number("sweep.all", digits(nanoseconds("sweep", threads) / 1e6, 3))
        .number("sweep.efficiency", percent(efficiency, 0))
        .table(
            "machine",
            ["", "measured on"],
            ["date", "processor", "compiler"]
                .map(|what| [what.into(), measured(what, 0).into()])
                .into(),
        )
        .table("steps", ["rule", "2", "10", "100", "10³", "10⁵", "10⁶", "10⁷"], steps.collect())
        .table("peers", ["library", "2", "10³", "10⁵", "10⁷"], peers.into())
        .table("peers_descent", ["library", "ns a step", "times ours"], walks.into())
        .number("peers.fused", digits(peer("PyTorch, fused", "10000000") / own, 2))
        .number(
            "peers.optax",
            digits(peer("Optax, jitted", "100000") / peer("descent", "100000"), 2),
        )
        .number("peers.again", digits(peer("descent, again", "10000000") / own, 2))
        .table("works", ["work", "time"], works.into())
        .figure("steps", figure()))
}

/// The measurement of `what` at a size: so many parameters, steps or threads.
fn find(what: &str, size: usize) -> Option<&'static str> {
    let start = format!("{what},{size},");
    MEASURED.lines().find_map(|line| line.strip_prefix(&start))
}

fn measured(what: &str, size: usize) -> &'static str {
    find(what, size)
        .unwrap_or_else(|| panic!("chapters/speed/measured.csv has no {what} at size {size}"))
}

fn nanoseconds(what: &str, size: usize) -> f64 {
    measured(what, size).parse().expect("measurements are numbers")
}

/// Nanoseconds of a library's step on so many parameters, or in its descent.
fn peer(library: &str, size: &str) -> f64 {
    let start = format!("{library};{size};");
    let time = BESIDE.lines().find_map(|line| line.strip_prefix(&start)?.parse().ok());
    time.unwrap_or_else(|| panic!("chapters/speed/peers.csv has no {library} at size {size}"))
}

/// Nanoseconds of one step for each of its parameters.
fn per_parameter(what: &str, parameters: usize) -> f64 {
    nanoseconds(what, parameters) / parameters as f64
}

/// A time in the unit that suits it.
fn time(nanoseconds: f64) -> Cell {
    let units = [("s", 1e9), ("ms", 1e6), ("µs", 1e3), ("ns", 1.0)];
    let (unit, size) =
        units.into_iter().find(|(_, size)| nanoseconds >= *size).unwrap_or(("ns", 1.0));
    format!("{} {unit}", digits(nanoseconds / size, 2).text).into()
}

/// Nanoseconds per parameter over the number of parameters, for the cheapest
/// rule, the dearest, and the bytes alone.
fn figure() -> Figure {
    let line = |what: &str| -> Vec<(f64, f64)> {
        SIZES[1..].iter().map(|&n| (n as f64, per_parameter(what, n))).collect()
    };
    let last = |what: &str| digits(per_parameter(what, SIZES[6]), 2).text;
    let words = format!(
        "Nanoseconds per parameter of a step over the number of parameters, from 10 to 10⁷. With 10⁷ of them \
         gradient descent needs {}, Adam {}, and moving Adam's bytes alone {}.",
        last("gradient_descent"),
        last("adam"),
        last("copy"),
    );
    lines(Axis::log("number of parameters"), Axis::linear("ns per parameter"))
        .line(Ink::GRADIENT_DESCENT, "gradient descent", line("gradient_descent"))
        .line(Ink::ADAM, "Adam", line("adam"))
        .line(Ink::THEORY, "Adam’s bytes, moved", line("copy"))
        .draw(words)
}
