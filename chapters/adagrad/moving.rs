//! What never forgetting costs: a minimum that moves, and one huge slope.

use super::Settings;
use super::shrinking::own;
use super::zeros::{quartiles, spread};
use crate::each::Eager;
use descent::random::{normal, seeded};
use descent::{GradientDescent, Invalid, Optimizer, RATE};
use press::number::{count, digits, exact, fixed, steps};
use press::{Cell, Page};
use setting::{Each, Place, Range, Setting};

/// Steps taken before the minimum moves.
const BEFORE: [usize; 4] = [100, 1_000, 10_000, 100_000];

/// How far it moves, and how long we wait until half of that distance is covered.
const MOVE: f64 = 3.0;
const PATIENCE: usize = 20_000;

/// A number of steps that is above all others.
const NEVER: usize = usize::MAX;

/// Streams of noise.
const STREAMS: usize = 11;

/// A single slope from which the sum never recovers.
const SPIKE: f64 = 1_000.0;
const AFTER: usize = 10_000;

/// The steps of every stream, after each number of steps before.
type Followed = [Vec<usize>; BEFORE.len()];

pub(super) fn show(settings: &Settings) -> Result<Page, Invalid> {
    let Settings { rate, seed, .. } = *settings;
    let mut chance = seeded(seed);
    let streams = (0..STREAMS).each(|_| {
        (0..BEFORE[3] + PATIENCE).each(|_| normal(&mut chance))
    });
    let plain = all(&GradientDescent { rate }, &streams);
    let timid = all(&own(rate), &streams);
    // As large as the distance to go: what the race has taught.
    let fair = all(&own(MOVE), &streams);
    let forgetful = all(&Average { rate, beta: 0.9 }, &streams);
    let shown = |followed: &Followed, i: usize| -> Cell {
        spread(quartiles(&followed[i]), |taken| {
            steps((taken < NEVER).then_some(taken))
        })
        .into()
    };
    let rows = (0..BEFORE.len()).map(|i| -> [Cell; 4] {
        [
            count(BEFORE[i]).into(),
            shown(&plain, i),
            shown(&timid, i),
            shown(&fair, i),
        ]
    });
    let answer = (0..BEFORE.len()).map(|i| -> [Cell; 2] {
        [count(BEFORE[i]).into(), shown(&forgetful, i)]
    });
    let median = |followed: &Followed, i: usize| {
        quartiles(&followed[i])[1] as f64
    };
    let times = |followed: &Followed, i: usize| {
        median(followed, 3) / median(followed, i)
    };
    // ln 2 · √T/η, for the longest run with the fair η.
    let foretold = libm::log(2.0) * (BEFORE[3] as f64).sqrt() / MOVE;
    Ok(Page::part()
        .table(
            "moving",
            [
                "steps before T",
                &format!("gradient descent, η = {rate}"),
                &format!("AdaGrad, η = {rate}"),
                &format!("AdaGrad, η = {MOVE}"),
            ],
            rows.collect(),
        )
        .table("forgetful", ["steps before", "with an average"], answer.collect())
        .number("moving.by", exact(MOVE))
        .number("moving.streams", count(STREAMS))
        .number("moving.foretold", fixed(foretold, 0))
        .number("spike.slope", digits(SPIKE, 4))
        .number("spike.steps", count(AFTER))
        .number("spike.way", fixed(after_a_spike(), 1))
        .claim(
            "moving",
            "The longer AdaGrad has run, the longer it takes to follow a minimum that moves: with either η the median time after 100,000 steps is six to fifteen times that after 1,000. Gradient descent’s stays the same within a half.",
            [&timid, &fair].iter().all(|own| (6.0..15.0).contains(&times(own, 1)))
                && (0..BEFORE.len()).all(|i| (2.0 / 3.0..1.5).contains(&times(&plain, i)))
                && (median(&fair, 3) / foretold - 1.0).abs() < 0.25,
        )
        .over_seeds()
        .claim(
            "forgetful",
            "With an average in place of the sum, the median time to follow is at most twice as long after the longest run as after the shortest.",
            times(&forgetful, 0) <= 2.0,
        )
        .over_seeds())
}

/// All streams of noise, for one rule.
fn all(
    rule: &impl Optimizer<State: Clone>,
    streams: &[Vec<f64>],
) -> Followed {
    let mut all = Followed::default();
    for noise in streams {
        let times =
            follows(rule, noise).map(|time| time.unwrap_or(NEVER));
        all.iter_mut()
            .zip(times)
            .for_each(|(all, time)| all.push(time));
    }
    all
}

// ANCHOR: moving
/// After so many noisy steps around 0 the minimum moves. How many steps
/// until half of the distance to its new place is covered?
fn follows<O>(rule: &O, noise: &[f64]) -> [Option<usize>; 4]
where
    O: Optimizer<State: Clone>,
{
    let (mut at, mut state, mut done) = ([0.0], rule.init(1), 0);
    BEFORE.map(|before| {
        for noise in &noise[done..before] {
            let slope = [at[0] + noise];
            rule.step(&mut state, &mut at, &slope);
        }
        done = before;
        // IDEA
        // From here on a copy lives in a world whose minimum has moved.
        let (mut at, mut state) = (at, state.clone());
        let arrived = noise[before..].iter().position(|noise| {
            let slope = [at[0] - MOVE + noise];
            rule.step(&mut state, &mut at, &slope);
            at[0] >= MOVE / 2.0
        });
        arrived.map(|steps| steps + 1)
        // IDEA_END
    })
}
// ANCHOR_END: moving

/// The distance over unit slopes, in units of η, after a first slope of [`SPIKE`].
fn after_a_spike() -> f64 {
    let rule = own(1.0);
    let (mut at, mut state) = ([0.0], rule.init(1));
    rule.step(&mut state, &mut at, &[SPIKE]);
    let from = at[0];
    (0..AFTER).for_each(|_| rule.step(&mut state, &mut at, &[1.0]));
    from - at[0]
}

/// The answer to the last exercise: an average in place of the sum.
#[derive(Debug, Clone, Copy)]
struct Average {
    rate: f64,
    beta: f64,
}

impl setting::Settings for Average {
    fn settings(&mut self, each: &mut Each<'_>) {
        each(&RATE, Place::Number(&mut self.rate));
        let beta = Setting::new(
            "beta",
            "β",
            "what each step keeps of the average",
            Range::MEMORY,
        );
        each(&beta, Place::Number(&mut self.beta));
    }
}

impl Optimizer for Average {
    type State = Vec<f64>;

    fn init(&self, dim: usize) -> Vec<f64> {
        vec![0.0; dim]
    }

    // ANCHOR: forgetful
    fn step(
        &self,
        squares: &mut Vec<f64>,
        theta: &mut [f64],
        slope: &[f64],
    ) {
        // IDEA
        for ((w, s), g) in theta.iter_mut().zip(squares).zip(slope) {
            *s = self.beta * *s + (1.0 - self.beta) * g * g;
            *w -= self.rate * g / (s.sqrt() + 1e-10);
        }
        // IDEA_END
    }
    // ANCHOR_END: forgetful

    fn scaled(&self, factor: f64) -> Self {
        Self { rate: self.rate * factor, ..*self }
    }
}
