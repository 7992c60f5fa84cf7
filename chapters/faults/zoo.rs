//! Nineteen faults and seven tests: which test finds which fault.

use super::Settings;
use super::alarms::{
    CURVE, EIGHT, FALLEN, GUESS, LESSONS, NUDGED, PROBES, START, STEPS,
    TESTS, Verdict, asks, examine, looks,
};
use super::fault::{Case, FRESH, Fault, SEEN, ZOO, digits};
use super::net::HIDDEN;
use super::train::{BATCH, FEW, RATE};
use super::zoo_drawn::{curves, matrix};
use crate::each::Eager;
use crate::settings::of_run;
use descent::Invalid;
use press::number::{count, digits as few, exact, fixed, percent};
use press::{Cell, Page};

/// In so many runs each test is tried; with larger sweeps in so many.
const RUNS: [u64; 2] = [3, 8];

/// Tests that together find all that can be found.
pub(super) const FOUR: [usize; 4] = [START, NUDGED, EIGHT, GUESS];

/// A fault in several runs.
pub(super) struct Caught {
    pub(super) fault: Fault,
    pub(super) name: &'static str,
    /// In how many runs each test rings.
    pub(super) rings: [usize; 7],
    pub(super) runs: usize,
    /// What the first run shows.
    pub(super) shown: Verdict,
}

impl Caught {
    fn new(
        case: impl Fn(u64) -> Case,
        fault: Fault,
        name: &'static str,
        [seed, runs]: [u64; 2],
    ) -> Self {
        let tried = |run| {
            let seed = of_run(seed, run);
            examine(&case(seed), seed)
        };
        let shown = tried(0);
        let mut rings = shown.rings.map(usize::from);
        for run in 1..runs {
            rings
                .iter_mut()
                .zip(tried(run).rings)
                .for_each(|(all, one)| *all += usize::from(one));
        }
        Self { fault, name, rings, runs: runs as usize, shown }
    }

    /// Whether a test rings in every run.
    pub(super) fn found(&self, test: usize) -> bool {
        self.rings[test] == self.runs
    }

    /// Whether some of these tests does.
    fn found_by(&self, tests: &[usize]) -> bool {
        tests.iter().any(|&test| self.found(test))
    }

    fn silent(&self) -> bool {
        self.rings.iter().all(|&rings| rings == 0)
    }

    /// What becomes of the loss in the first run.
    fn curve(&self) -> String {
        let Verdict { start, end, run, .. } = &self.shown;
        match run.broken {
            Some((1, _)) => "NaN at once".into(),
            Some((step, _)) => format!("NaN at step {step}"),
            None => format!(
                "{} → {}",
                few(*start, 2).text,
                few(*end, 2).text
            ),
        }
    }

    fn place(&self) -> &'static str {
        self.shown.run.broken.map_or("–", |(_, op)| op)
    }

    fn cheapest(&self) -> &'static str {
        (0..7)
            .find(|&test| self.found(test))
            .map_or("none", |test| TESTS[test])
    }

    /// Whether this test rings in every run, and no other does.
    fn found_only_by(&self, test: usize) -> bool {
        (0..self.rings.len())
            .all(|other| self.found(other) == (other == test))
    }
}

pub(super) fn show(settings: &Settings) -> Result<Page, Invalid> {
    let digits = digits();
    let runs = [settings.seed, RUNS[usize::from(settings.full)]];
    let catch = |fault: Fault, name| {
        Caught::new(
            |seed| Case::new(&digits, fault, seed),
            fault,
            name,
            runs,
        )
    };
    let healthy = catch(Fault::None, "healthy");
    let all = ZOO.each_ref().map(|(fault, name)| catch(*fault, name));
    let shown = std::iter::once(&healthy).chain(&all);
    let rows = shown.each(|caught| -> [Cell; 4] {
        [
            caught.name.into(),
            caught.curve().into(),
            caught.place().into(),
            caught.cheapest().into(),
        ]
    });
    let finds = |test: usize| {
        all.iter().filter(|caught| caught.found(test)).count()
    };
    let asks = asks();
    let tests = (0..7).each(|test| -> [Cell; 4] {
        [
            TESTS[test].into(),
            asks[test].as_str().into(),
            count(looks()[test]).into(),
            count(finds(test)).into(),
        ]
    });
    let findable = all
        .iter()
        .filter(|caught| caught.found_by(&[0, 1, 2, 3, 4, 5, 6]))
        .count();
    let four =
        all.iter().filter(|caught| caught.found_by(&FOUR)).count();
    // Some fault is found by this one of the four alone.
    let needed = |test: usize| {
        let others: Vec<usize> =
            FOUR.into_iter().filter(|&other| other != test).collect();
        all.iter().any(|caught| {
            caught.found(test) && !caught.found_by(&others)
        })
    };
    let of = |fault: Fault| {
        all.iter()
            .find(|caught| caught.fault == fault)
            .unwrap_or(&healthy)
    };
    let [last, naive] = [Fault::Renamed, Fault::Naive].map(of);
    let twice = libm::log(1.0 + 9.0 * libm::exp(-1.0));
    // So much of its first loss is left at the best, by the formula.
    let left = twice / libm::log(10.0);
    let alone =
        |fault: Fault, test: usize| of(fault).found_only_by(test);
    Ok(Page::part()
        .table("zoo", ["fault", "its loss", "first not finite", "cheapest test"], rows)
        .table("tests", ["test", "it asks", "images looked at", "finds"], tests)
        .number("zoo.faults", count(ZOO.len()))
        .number("zoo.curve", count(finds(CURVE)))
        .number("zoo.quiet", count(ZOO.len() - finds(CURVE)))
        .number("zoo.runs", count(healthy.runs))
        .number("zoo.seen", count(SEEN))
        .number("zoo.fresh", count(FRESH))
        .number("zoo.hidden", count(HIDDEN))
        .number("zoo.steps", count(STEPS))
        .number("zoo.batch", count(BATCH))
        .number("zoo.rate", exact(RATE))
        .number("zoo.few", count(FEW))
        .number("zoo.probes", count(4 * PROBES))
        .number("zoo.ten", fixed(libm::log(10.0), 2))
        .number("zoo.fallen", exact(FALLEN))
        .number("zoo.left", fixed(left, 2))
        .number("zoo.healthy", few(healthy.shown.end, 1))
        .number("zoo.learnt_wrong", fixed(of(Fault::Shuffled).shown.end, 2))
        .number("zoo.lessons", count(LESSONS))
        .number("zoo.right", percent(healthy.shown.right[0], 0))
        .number("zoo.guess", percent(healthy.shown.right[1], 0))
        .number("zoo.shifted", percent(of(Fault::Shuffled).shown.right[0], 0))
        .number("zoo.renamed", percent(last.shown.right[0], 0))
        .number("zoo.twice", fixed(twice, 2))
        .number("zoo.half", fixed(libm::log(65_504.0), 2))
        .figure("matrix", matrix(&all))
        .figure("curves", curves(&healthy, &all))
        .claim(
            "healthy",
            "None of the seven tests rings on the healthy network, in any run.",
            healthy.silent(),
        )
        .over_seeds()
        .claim(
            "curve",
            "In six to nine of the nineteen faulty networks the loss falls below 0.6 of its start, in one of three runs at least.",
            (10..=13).contains(&finds(CURVE)),
        )
        .over_seeds()
        .claim(
            "four",
            "Four tests, start, nudge, eight and guess, find eighteen of the nineteen faults in every run. Each of the four finds one in every run that none of the other three does.",
            four == ZOO.len() - 1 && findable == four && FOUR.into_iter().all(needed),
        )
        .over_seeds()
        .claim(
            "renamed",
            "Classes that bear each other’s names make no test ring, in any run.",
            last.silent(),
        )
        .over_seeds()
        .claim(
            "naive",
            "An exponential that overflows in float16 is found on eight images in every run, and by the loss curve not in every run.",
            naive.found(EIGHT) && !naive.found(CURVE),
        )
        .over_seeds()
        .claim(
            "twice",
            "A network whose softmax is taken twice ends above ln(1 + 9/e) on its eight images.",
            of(Fault::Twice).shown.few > twice,
        )
        .proved()
        .claim(
            "alone",
            "The sum for the mean is found at the start, ReLU’s missing slope by a nudge, shifted labels against a blind guess, in every run; no other test finds one of them in every run.",
            alone(Fault::Summed, START)
                && alone(Fault::NoMask, NUDGED)
                && alone(Fault::Shuffled, GUESS),
        )
        .over_seeds())
}
