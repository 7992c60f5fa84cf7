//! What the sum of squared slopes proves: how far AdaGrad gets, that it does not
//! stall by itself, and what it can regret.

use super::Settings;
use super::arrival::START;
use super::shrinking::own;
use super::sparse;
use super::words::{library, slopes};
use descent::random::{normal, seeded};
use descent::{Optimizer, Surface};
use press::Page;
use press::number::{count, digits, fixed};
use setting::Invalid;

/// How many unit slopes.
const STEPS: [usize; 4] = [10, 100, 1_000, 10_000];

/// Slopes of chance held against the proof.
const TRIALS: usize = 2_000;

/// Rates at which the fall of a loss is followed, and for how many steps. With the
/// timid ones each √s comes to be at least Lη, with the bold ones most runs arrive before.
const TIMID: [f64; 4] = [0.2, 0.25, 0.3, 0.4];
const BOLD: [f64; 4] = [1.0, 2.0, 5.0, 20.0];
const LONG: usize = 20_000;

/// The rate with which the texts are read.
const READING: f64 = 0.5;

pub(super) fn show(settings: &Settings) -> Result<Page, Invalid> {
    let way = |steps: usize| travelled(std::iter::repeat_n(1.0, steps));
    let mut chance = seeded(settings.seed);
    // Cubes of normal deviates: most are tiny, some are huge.
    let mut wild = || {
        let z = normal(&mut chance);
        z * z * z
    };
    let [wild_way, wild_root] = travelled((0..TRIALS).map(|_| wild()));
    let [last, _] = way(STEPS[3]);
    let bowl = sparse::bowl(settings);
    let steep = bowl.curvatures()[1];
    let followed = |rate| {
        [
            follow(&bowl, &START, steep, rate),
            follow(&Wave, &[0.3], 1.0, rate),
        ]
    };
    let read = regret(settings.seed);
    Ok(Page::part()
        .number("travel.way", fixed(last, 2))
        .number("regret.rate", digits(READING, 1))
        .number("regret.own", count(read.regret as usize))
        .number("regret.bound", count(read.bound as usize))
        .number("ex.hindsight", digits(read.hindsight, 2))
        .claim(
            "bound",
            "Never is Σ g²/√s above 2√s or below √s: for equal slopes, up to 10,000 of them, and for wild ones.",
            STEPS.iter().all(|&steps| {
                let [way, root] = way(steps);
                way <= 2.0 * root && way >= root
            }) && (wild_root..=2.0 * wild_root).contains(&wild_way),
        )
        .proved()
        .claim(
            "floor",
            "Without noise, on the sparse data and on the waves of cos x, the sums of squares come to an end at each of eight rates from 0.2 to 20. At the four up to 0.4 each √s comes to be at least Lη, and from then on the loss falls in every step as the proof says.",
            TIMID.iter().all(|&rate| followed(rate).iter().all(|run| run.ends && run.late && run.falls))
                && BOLD.iter().all(|&rate| followed(rate).iter().all(|run| run.ends)),
        )
        .proved()
        .claim(
            "regret",
            "AdaGrad’s regret is at most its bound after every single text, and for every single word the sum of slopes times distances is at most the word’s share of the bound.",
            read.holds,
        )
        .proved()
        .claim(
            "hindsight",
            "One rate for all words has, at its best, no lower bound on the regret than a rate for each, and at most √n times as high.",
            (1.0..=10.0).contains(&read.hindsight),
        )
        .proved())
}

/// Σ g²/√s over some slopes, and the last √s. For unit slopes the first is the
/// distance covered, in units of η.
fn travelled(slopes: impl Iterator<Item = f64>) -> [f64; 2] {
    let (mut s, mut sum) = (0.0_f64, 0.0);
    for g in slopes.filter(|&g| g != 0.0) {
        s += g * g;
        sum += g * g / s.sqrt();
    }
    [sum, s.sqrt()]
}

/// f(x) = cos x: not convex, bounded from below, and no curvature is above 1.
struct Wave;

impl Surface for Wave {
    fn dim(&self) -> usize {
        1
    }

    fn value(&self, at: &[f64]) -> f64 {
        libm::cos(at[0])
    }

    fn gradient(&self, at: &[f64], into: &mut [f64]) {
        into[0] = -libm::sin(at[0]);
    }
}

/// A run on a loss whose curvatures are at most some L.
struct Followed {
    /// In the end each √s is at least Lη.
    late: bool,
    /// Every step after which it is has lowered the loss as the proof says.
    falls: bool,
    /// The sums have stopped growing by the middle of the run.
    ends: bool,
}

fn follow(
    surface: &impl Surface,
    start: &[f64],
    steep: f64,
    rate: f64,
) -> Followed {
    let (rule, dim) = (own(rate), start.len());
    let (mut at, mut slope, mut state) =
        (start.to_vec(), vec![0.0; dim], rule.init(dim));
    let (mut before, mut halfway) = (surface.value(&at), Vec::new());
    let (mut late, mut falls) = (false, true);
    for t in 0..LONG {
        surface.gradient(&at, &mut slope);
        rule.step(&mut state, &mut at, &slope);
        let after = surface.value(&at);
        late = state.squares.iter().all(|s| s.sqrt() >= steep * rate);
        let owed = slope
            .iter()
            .zip(&state.squares)
            .filter(|(g, _)| **g != 0.0);
        let owed: f64 =
            owed.map(|(g, s)| 0.5 * rate * g * g / s.sqrt()).sum();
        // A loss is known to its last bits only.
        falls &= !late
            || after <= before - owed + 1e-14 * (1.0 + before.abs());
        before = after;
        if t == LONG / 2 {
            halfway.clone_from(&state.squares);
        }
    }
    let grown = halfway
        .iter()
        .zip(&state.squares)
        .map(|(half, whole)| whole / half - 1.0);
    Followed { late, falls, ends: grown.fold(0.0, f64::max) < 1e-12 }
}

/// What reading the texts cost beyond what the true weights would have cost.
struct Read {
    regret: f64,
    bound: f64,
    /// √(n Σ s) over Σ √s: the best bound with one rate for all, over that with one each.
    hindsight: f64,
    holds: bool,
}

fn regret(seed: u64) -> Read {
    let library = library(&mut seeded(seed));
    let (rule, dim) = (own(READING), library.worth.len());
    let (mut at, mut slope, mut state) =
        (vec![0.0; dim], vec![0.0; dim], rule.init(dim));
    let (mut unused, mut linear) = (vec![0.0; dim], vec![0.0; dim]);
    let mut farthest =
        library.worth.iter().map(|w| w.abs()).collect::<Vec<_>>();
    let mut read =
        Read { regret: 0.0, bound: 0.0, hindsight: 0.0, holds: true };
    for text in &library.texts {
        read.regret += slopes(text, &at, &mut slope)
            - slopes(text, &library.worth, &mut unused);
        for i in 0..dim {
            let off = at[i] - library.worth[i];
            farthest[i] = farthest[i].max(off.abs());
            linear[i] += slope[i] * off;
        }
        rule.step(&mut state, &mut at, &slope);
        read.bound = 0.0;
        for i in 0..dim {
            let d = farthest[i];
            let own = (d * d / (2.0 * READING) + READING)
                * state.squares[i].sqrt();
            read.holds &= linear[i] <= own;
            read.bound += own;
        }
        read.holds &= read.regret <= read.bound;
    }
    let squares = &state.squares;
    let roots: f64 = squares.iter().map(|s| s.sqrt()).sum();
    read.hindsight =
        (dim as f64 * squares.iter().sum::<f64>()).sqrt() / roots;
    read
}
