//! # What a step costs
//!
//! Times differ from machine to machine and from run to run, so no program can
//! compute them anew and get the same digits. This one reads what two commands
//! measured, on one machine, once: `cargo bench --bench measure -- --write` and,
//! for other libraries, `benches/peers/peers.py --write`.

use crate::draw::ink;
use crate::each::Eager;
use descent::catalogue::RULES as CATALOGUE;
use descent::{Invalid, Optimizer};
use press::chapter::Nothing;
use press::figure::{Axis, Figure, Ink, lines};
use press::number::{count, digits, percent};
use press::{Cell, Chapter, Page, Section};

/// The appendix. Nothing can be set: measure on your own machine instead.
pub static CHAPTER: Chapter<Nothing> = Chapter {
    name: "speed",
    title: "What a step costs",
    about: "What a step of each rule costs, measured on one machine.",
    invitation: "Measure on your own machine:\n  \
        cargo bench --bench measure               print the measurements\n  \
        cargo bench --bench measure -- --write    and put them on this page",
    book: Nothing,
    sections: &[Section::new("measured", show)],
    own: None,
    live: &[],
};

/// The measurements, and those of other libraries by `benches/peers/peers.py`:
/// the generated files that no test can hold to be current.
const MEASURED: &str = include_str!("measured.csv");
const BESIDE: &str = include_str!("peers.csv");

/// Who takes a step of Adam, and who walks down Rosenbrock's valley; first and
/// last this book's own, so that one sees how steady the machine was.
const PEERS: [(&str, &str); 7] = [
    ("PyTorch, for-loop", "PyTorch, for-loop"),
    ("PyTorch, foreach", "PyTorch, foreach"),
    ("PyTorch, fused", "PyTorch, fused"),
    ("Optax, jitted", "Optax, jitted"),
    ("NumPy", "NumPy"),
    ("Burn", "Burn"),
    ("descent, again", "this book’s, again"),
];
const WALKS: [(&str, &str); 10] = [
    ("descent", "this book’s"),
    ("Optax, jitted scan", "Optax, all steps jitted"),
    ("argmin", "argmin"),
    ("Burn", "Burn"),
    ("Optax, jitted", "Optax, each step jitted"),
    ("NumPy", "NumPy"),
    ("PyTorch, fused", "PyTorch, fused"),
    ("PyTorch, foreach", "PyTorch, foreach"),
    ("PyTorch, for-loop", "PyTorch, for-loop"),
    ("descent, again", "this book’s, again"),
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
const SIZES: [usize; 7] =
    [2, 10, 100, 1_000, 100_000, 1_000_000, 10_000_000];

/// The bytes of a number as frameworks keep it.
const FLOAT32: usize = 4;

/// The lengths of the recorded descents.
const DESCENTS: [usize; 5] = [100, 1_000, 10_000, 100_000, 1_000_000];

/// What was measured, as a page.
fn show(_: &Nothing) -> Result<Page, Invalid> {
    let steps = RULES.iter().map(|(what, name)| {
        let [a, b, c, d, e, f, g] = SIZES
            .map(|n| Cell::from(digits(per_parameter(what, n), 2)));
        [(*name).into(), a, b, c, d, e, f, g]
    });
    let largest = SIZES[SIZES.len() - 1];
    let parameters = only_size("gradient");
    let works = [
        ("a gradient of the network", "gradient", parameters),
        ("a contour map", "map", 2),
        ("all chapters’ programs, on all cores", "compute", 0),
        ("weaving and binding the book", "bind", 0),
    ];
    let works = works.map(|(name, what, n)| {
        [name.into(), time(nanoseconds(what, n))]
    });
    let descents = DESCENTS.map(|n| {
        [
            count(n).into(),
            Cell::from(digits(nanoseconds("descent", n), 3)),
        ]
    });
    let [.., longest] = DESCENTS.map(|n| nanoseconds("descent", n));
    // The sweep was measured on one thread, on two, and so on to all.
    let threads =
        (1..).take_while(|&n| find("sweep", n).is_some()).count();
    let [one, all] =
        [1, threads].map(|threads| nanoseconds("sweep", threads));
    let peers = PEERS.map(|(what, name)| {
        let [a, b, c, d, e] =
            ["2", "1000", "100000", "1000000", "10000000"].map(|n| {
                Cell::from(digits(
                    peer(what, n) / peer("descent", n),
                    2,
                ))
            });
        [name.into(), a, b, c, d, e]
    });
    let own = peer("descent", "descent");
    let walks = WALKS.map(|(what, name)| {
        let time = peer(what, "descent");
        [
            name.into(),
            digits(time, 2).into(),
            digits(time / own, 2).into(),
        ]
    });
    let page = Page::part()
        .number("largest", count(largest))
        .number(
            "ratio",
            digits(
                nanoseconds("adam", largest)
                    / nanoseconds("copy", largest),
                2,
            ),
        )
        .table(
            "descents",
            ["steps of the descent", "ns a step"],
            descents.into(),
        )
        .number(
            "descents.far",
            digits(longest / nanoseconds("descent", DESCENTS[1]), 2),
        )
        .number("sweep.runs", count(size(measured("sweep_runs", 0))))
        .number("sweep.threads", count(threads))
        .number("sweep.one", digits(one / 1e6, 3))
        .number("sweep.all", digits(all / 1e6, 3))
        .number(
            "sweep.efficiency",
            percent(one / (all * threads as f64), 0),
        )
        .table(
            "machine",
            ["", "measured on"],
            ["date", "processor", "compiler"]
                .map(|what| [what.into(), measured(what, 0).into()])
                .into(),
        )
        .table(
            "steps",
            ["rule", "2", "10", "100", "10³", "10⁵", "10⁶", "10⁷"],
            steps.collect(),
        )
        .table(
            "cost",
            [
                "rule",
                "numbers kept",
                "bytes in float32",
                "ns, 10³",
                "ns, 10⁷",
            ],
            costs(),
        )
        .number("gradient.parameters", count(parameters))
        .table("works", ["work", "time"], works.into())
        .figure("steps", figure());
    Ok(page
        .table(
            "peers",
            ["library", "2", "10³", "10⁵", "10⁶", "10⁷"],
            peers.into(),
        )
        .table(
            "peers_descent",
            ["library", "ns a step", "times ours"],
            walks.into(),
        )
        .table(
            "peers_machine",
            ["", "measured on"],
            ["date", "processor", "versions"]
                .map(|what| [what.into(), beside(what, "").into()])
                .into(),
        )
        .number("peers.steps", count(size(beside("steps", "")))))
}

/// What each rule keeps beside a parameter, and what its step costs there.
fn costs() -> Vec<[Cell; 5]> {
    let cost = |(what, name): &(&str, &str)| -> [Cell; 5] {
        let known = |rule: &&descent::catalogue::Named| {
            rule.name.replace('-', "_") == *what
        };
        let named =
            CATALOGUE.iter().find(known).expect("a rule by name");
        let rule = (named.preset)(descent::catalogue::Like::PyTorch)
            .expect("PyTorch has all of them");
        let kept = rule.vectors(&rule.init(1)).len();
        [
            (*name).into(),
            count(kept).into(),
            count(kept * FLOAT32).into(),
            digits(per_parameter(what, 1_000), 2).into(),
            digits(per_parameter(what, SIZES[6]), 2).into(),
        ]
    };
    // The last is no rule.
    RULES[..RULES.len() - 1].iter().each(cost)
}

/// The measurement of `what` at a size: so many parameters, steps or threads.
fn find(what: &str, size: usize) -> Option<&'static str> {
    let start = format!("{what},{size},");
    MEASURED.lines().find_map(|line| line.strip_prefix(&start))
}

fn measured(what: &str, size: usize) -> &'static str {
    find(what, size).unwrap_or_else(|| {
        panic!(
            "chapters/speed/measured.csv has no {what} at size {size}"
        )
    })
}

fn nanoseconds(what: &str, size: usize) -> f64 {
    measured(what, size).parse().expect("measurements are numbers")
}

/// A whole number of the measurements.
fn size(text: &str) -> usize {
    text.parse().expect("a whole number")
}

/// The one size at which `what` was measured.
fn only_size(what: &str) -> usize {
    let line = MEASURED
        .lines()
        .find_map(|line| line.strip_prefix(what)?.strip_prefix(','));
    let text = line.and_then(|line| line.split(',').next());
    size(text.unwrap_or_else(|| {
        panic!("chapters/speed/measured.csv has no {what}")
    }))
}

/// What was measured beside: a library's step on so many parameters, its
/// descent, or under which circumstances.
fn beside(what: &str, size: &str) -> &'static str {
    let start = format!("{what};{size};");
    let found =
        BESIDE.lines().find_map(|line| line.strip_prefix(&start));
    found.unwrap_or_else(|| {
        panic!(
            "chapters/speed/peers.csv has no {what} at size {size:?}"
        )
    })
}

fn peer(library: &str, size: &str) -> f64 {
    beside(library, size).parse().expect("measurements are numbers")
}

/// Nanoseconds of one step for each of its parameters.
fn per_parameter(what: &str, parameters: usize) -> f64 {
    nanoseconds(what, parameters) / parameters as f64
}

/// A time in the unit that suits it.
fn time(nanoseconds: f64) -> Cell {
    let units = [("s", 1e9), ("ms", 1e6), ("µs", 1e3), ("ns", 1.0)];
    let (unit, size) = units
        .into_iter()
        .find(|(_, size)| nanoseconds >= *size)
        .unwrap_or(("ns", 1.0));
    format!("{} {unit}", digits(nanoseconds / size, 2).text).into()
}

/// Nanoseconds per parameter over the number of parameters: Adam, two cheaper
/// rules, and Adam's bytes alone, with how many times these it takes.
fn figure() -> Figure {
    let line = |what: &str| -> Vec<(f64, f64)> {
        SIZES.iter().each(|&n| (n as f64, per_parameter(what, n)))
    };
    let drawn = ["gradient_descent", "momentum", "copy", "adam"];
    let all = drawn.iter().flat_map(|what| line(what));
    let [low, high] = all
        .map(|(_, time)| time)
        .fold([f64::INFINITY, 0.0], |[low, high]: [f64; 2], time| {
            [low.min(time), high.max(time)]
        });
    let [adam, copy] = ["adam", "copy"]
        .map(|what| move |n: usize| (n as f64, per_parameter(what, n)));
    let times = |n: usize| {
        format!("{}×", digits(adam(n).1 / copy(n).1, 2).text)
    };
    let (far, largest) = (SIZES[4], SIZES[6]);
    let last =
        |what: &str| digits(per_parameter(what, largest), 2).text;
    let words = format!(
        "Nanoseconds per parameter of a step over the number of parameters, from 2 to 10⁷, of three rules. With 10⁷ parameters \
         gradient descent needs {}, Adam {}, and moving Adam's bytes alone {}: Adam takes {} their time, with 100,000 {}.",
        last("gradient_descent"),
        last("adam"),
        last("copy"),
        times(largest),
        times(far),
    );
    lines(
        Axis::log("number of parameters"),
        Axis::log("ns per parameter").within(0.8 * low, 1.25 * high),
    )
    .line(
        ink::GRADIENT_DESCENT,
        "gradient descent",
        line("gradient_descent"),
    )
    .line(ink::MOMENTUM, "momentum", line("momentum"))
    .line(Ink::THEORY, "Adam’s bytes", line("copy"))
    .line(ink::ADAM.bold(), "Adam", line("adam"))
    .span(copy(far), adam(far), times(far))
    .point(ink::ADAM, adam(largest), times(largest))
    .tall(120)
    .draw(words)
}
