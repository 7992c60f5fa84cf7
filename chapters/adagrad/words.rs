//! Rare words: texts that are read one at a time, each of them once.

use super::Settings;
use super::zeros::{quartiles, spread};
use crate::each::Eager;
use descent::random::{Generator, normal, seeded, uniform};
use descent::{
    AdaGrad, GradientDescent, Invalid, Momentum, Optimizer, sweep,
};
use press::number::{count, digits, exact, fixed};
use press::{Cell, Page};

// ANCHOR: words
/// Words, and texts to read.
const WORDS: usize = 100;
const TEXTS: usize = 1_000;

/// In what share of the texts a word stands: the first in every second,
/// the j-th in every 2j-th.
fn share(word: usize) -> f64 {
    0.5 / (word + 1) as f64
}

/// Texts, with the grade of each: what its words are worth, and noise.
pub(super) struct Library {
    pub(super) worth: Vec<f64>,
    pub(super) texts: Vec<(Vec<usize>, f64)>,
}

pub(super) fn library(chance: &mut Generator) -> Library {
    let worth: Vec<f64> = (0..WORDS).map(|_| normal(chance)).collect();
    let mut text = || {
        let stands =
            |&word: &usize| uniform(chance, 0.0, 1.0) < share(word);
        let words: Vec<usize> = (0..WORDS).filter(stands).collect();
        let grade: f64 = words.iter().map(|&word| worth[word]).sum();
        (words, grade + normal(chance))
    };
    let texts = (0..TEXTS).map(|_| text()).collect();
    Library { worth, texts }
}

/// Reads every text once. The rule may have another rate at each.
fn read<O>(library: &Library, rule: impl Fn(usize) -> O) -> Vec<f64>
where
    O: Optimizer,
{
    // IDEA
    let (mut at, mut slope) = (vec![0.0; WORDS], vec![0.0; WORDS]);
    let mut state = rule(0).init(WORDS);
    for (t, text) in library.texts.iter().enumerate() {
        slopes(text, &at, &mut slope);
        rule(t).step(&mut state, &mut at, &slope);
    }
    // IDEA_END
    at
}
// ANCHOR_END: words

/// The slopes of (guess − grade)² for one text, and that loss.
pub(super) fn slopes(
    (words, grade): &(Vec<usize>, f64),
    at: &[f64],
    into: &mut [f64],
) -> f64 {
    let error = words.iter().map(|&word| at[word]).sum::<f64>() - grade;
    into.fill(0.0);
    words.iter().for_each(|&word| into[word] = 2.0 * error);
    error * error
}

/// Libraries on which rates are chosen, and others on which they are judged.
const TUNED: usize = 5;
const JUDGED: usize = 25;

/// Rates tried, evenly on a log scale between these ends.
const RATES: usize = 13;
const ENDS: [f64; 2] = [1e-3, 1.0];

/// The most frequent and the rarest words, whose errors are shown by themselves.
const FREQUENT: usize = 10;
const RARE: usize = 50;

/// How one method did: its rate, and over all libraries the loss on new texts and
/// the mean squared error of the frequent weights and of the rare ones.
struct Rival {
    name: &'static str,
    rate: f64,
    loss: [f64; 3],
    frequent: [f64; 3],
    rare: [f64; 3],
}

pub(super) fn show(settings: &Settings) -> Result<Page, Invalid> {
    let mut chance = seeded(settings.seed);
    let libraries = (0..TUNED + JUDGED).each(|_| library(&mut chance));
    let all = &libraries[..];
    let left = |t: usize| 1.0 - t as f64 / TEXTS as f64;
    let rivals = [
        rival("gradient descent", all, |rate, _| GradientDescent {
            rate,
        }),
        rival("momentum", all, |rate, _| Momentum {
            rate,
            beta: 0.9,
            ..Momentum::notes()
        }),
        rival("gradient descent, rate falling to 0", all, |rate, t| {
            GradientDescent { rate: rate * left(t) }
        }),
        rival("AdaGrad", all, |rate, _| AdaGrad {
            rate,
            ..AdaGrad::paper()
        }),
    ];
    let rows = rivals.iter().map(|rival| -> [Cell; 5] {
        let shown =
            |quartiles| spread(quartiles, |value| fixed(value, 3));
        [
            rival.name.into(),
            digits(rival.rate, 2).into(),
            shown(rival.loss).into(),
            shown(rival.frequent).into(),
            shown(rival.rare).into(),
        ]
    });
    let [plain, ball, falling, own] = &rivals;
    let regained = (plain.loss[1] - falling.loss[1])
        / (plain.loss[1] - own.loss[1]);
    Ok(Page::part()
        .table(
            "words",
            ["method", "η", "loss", "frequent words", "rare words"],
            rows.collect(),
        )
        .number("words", count(WORDS))
        .number("words.texts", count(TEXTS))
        .number("words.last", count((1.0 / share(WORDS - 1)) as usize))
        .number("words.tuned", count(TUNED))
        .number("words.judged", count(JUDGED))
        .number("words.rates", count(RATES))
        .number("words.ends.low", exact(ENDS[0]))
        .number("words.ends.high", exact(ENDS[1]))
        .number("words.frequent", count(FREQUENT))
        .number("words.rare", count(RARE))
        .claim(
            "words",
            "With words read one text at a time, each method at its best rate, AdaGrad’s median loss is less than four fifths of that of gradient descent and of momentum at a constant rate, and its weights are better for frequent words and for rare ones. Momentum’s median loss is within a fifth of that of gradient descent. A rate that falls to 0 makes up between two fifths and four fifths of what gradient descent loses to AdaGrad.",
            [plain, ball].iter().all(|other| {
                own.loss[1] < 0.8 * other.loss[1]
                    && own.frequent[1] < other.frequent[1]
                    && own.rare[1] < other.rare[1]
            })
                && (0.8..1.2).contains(&(ball.loss[1] / plain.loss[1]))
                && (0.4..0.8).contains(&regained),
        )
        .over_seeds())
}

fn rival<O: Optimizer>(
    name: &'static str,
    libraries: &[Library],
    rule: impl Fn(f64, usize) -> O + Sync,
) -> Rival {
    let rates = (0..RATES).each(|i| {
        ENDS[0]
            * libm::pow(
                ENDS[1] / ENDS[0],
                i as f64 / (RATES - 1) as f64,
            )
    });
    let (tuning, judging) = libraries.split_at(TUNED);
    let places: Vec<u64> = (0..TUNED as u64).collect();
    let run = |library: &Library, rate: f64| {
        loss(library, &read(library, |t| rule(rate, t)))
    };
    let runs = sweep(&rates, &places, |&rate, i| {
        run(&tuning[i as usize], rate)[0]
    });
    let median = |losses: &[f64]| quartiles(losses)[1];
    let best = runs
        .iter()
        .zip(&rates)
        .min_by(|a, b| median(a.0).total_cmp(&median(b.0)));
    let rate = *best.expect("there are rates").1;
    let judged = judging.iter().each(|library| run(library, rate));
    let [loss, frequent, rare] =
        [0, 1, 2].map(|i| quartiles(&judged.iter().each(|of| of[i])));
    Rival { name, rate, loss, frequent, rare }
}

/// What weights cost on average over new texts, noise apart, since words come
/// independently of each other: the variance of the error and the square of its
/// mean. Then the mean squared error of frequent and of rare weights.
fn loss(library: &Library, at: &[f64]) -> [f64; 3] {
    let off = (0..WORDS).each(|word| at[word] - library.worth[word]);
    let mean: f64 =
        (0..WORDS).map(|word| share(word) * off[word]).sum();
    let varies = |word: usize| {
        share(word) * (1.0 - share(word)) * off[word] * off[word]
    };
    let loss = mean * mean + (0..WORDS).map(varies).sum::<f64>();
    let square = |off: &[f64]| {
        off.iter().map(|d| d * d).sum::<f64>() / off.len() as f64
    };
    let all =
        [loss, square(&off[..FREQUENT]), square(&off[WORDS - RARE..])];
    if loss.is_finite() { all } else { [f64::INFINITY; 3] }
}
