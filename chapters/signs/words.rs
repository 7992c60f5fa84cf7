//! A vocabulary by Zipf's law, and how long methods take to learn it.
//!
//! Word k is met with a frequency π ∝ 1/kᵃ. After each word the next one is
//! guessed: a table of weights, one for each pair, x for "k, then j", that starts
//! at 0. By the same law the j-th most likely next word has the probability
//! c ∝ 1/jᵃ, whichever word came before. The loss is ½ Σ π (x − c)² over all pairs.
//!
//! Gradient descent multiplies the error of word k by 1 − ηπ a step, whatever j is.
//! Signs and Adam move a weight in the same way whatever π is. So one sum over
//! words tells either's loss, and no table need be kept.

use crate::each::Eager;
use descent::sign::sign;

/// So many words stand alone. Rarer ones stand in groups as wide as this part of
/// their rank, and for each two ranks that have the group's mean and spread.
const ALONE: f64 = 30.0;

/// The rates of gradient descent and momentum, times the largest frequency.
pub(super) const PLAIN: [f64; 2] = [1.0, 1.99];
const HEAVY: [f64; 2] = [3.0, 1.0];

/// The memories that momentum chooses from.
const BETAS: [f64; 7] = [0.95, 0.98, 0.9, 0.99, 0.8, 0.5, 0.0];

/// The first rates of signs whose rate falls: so many, the first and the ratio of
/// two, over the steps.
const FALLING: (i32, f64, f64) = (7, 1.2, 1.08);

/// Words with about one frequency.
#[derive(Debug, Clone, Copy)]
struct Group {
    /// How many.
    words: f64,
    /// Their frequency, over that of the most frequent word.
    part: f64,
}

/// A vocabulary.
#[derive(Debug, Clone)]
pub(super) struct Words {
    groups: Vec<Group>,
}

impl Words {
    /// So many words, with frequencies that fall as 1/kᵃ.
    pub(super) fn new(words: usize, exponent: f64) -> Self {
        let mut groups = Vec::new();
        let mut first = 1;
        while first <= words {
            let wide = libm::ceil(first as f64 / ALONE) as usize;
            let last = (first + wide - 1).min(words);
            let count = (last + 1 - first) as f64;
            let middle = 0.5 * (first + last) as f64;
            let apart = ((count * count - 1.0) / 12.0).sqrt();
            for rank in [middle - apart, middle + apart] {
                let part = libm::pow(rank, -exponent);
                groups.push(Group { words: 0.5 * count, part });
            }
            first = last + 1;
        }
        Self { groups }
    }

    /// How many steps gradient descent takes until so much of the loss is left, at
    /// the rate `scale` over the largest frequency.
    pub(super) fn plain(&self, scale: f64, goal: f64) -> usize {
        let logs = self
            .groups
            .iter()
            .each(|g| libm::log((1.0 - scale * g.part).abs()));
        let left = |t: usize| {
            let mut logs = logs.iter();
            let (mut now, mut start) = (0.0, 0.0);
            for group in &self.groups {
                let log = logs.next().copied().unwrap_or(0.0);
                start += group.words * group.part;
                now += group.words
                    * group.part
                    * libm::exp(2.0 * t as f64 * log);
            }
            now / start
        };
        first(|t| left(t) <= goal)
    }

    /// How many steps momentum takes, with the best of its constants.
    pub(super) fn heavy(&self, goal: f64) -> usize {
        let mut best = usize::MAX;
        for beta in BETAS {
            for scale in HEAVY {
                let taken =
                    self.rolled(beta, scale, goal, best.min(5000));
                best = taken.map_or(best, |t| t.min(best));
            }
        }
        best
    }

    /// One run of momentum, of at most so many steps. As with signs, the mean of two
    /// steps counts.
    fn rolled(
        &self,
        beta: f64,
        scale: f64,
        goal: f64,
        most: usize,
    ) -> Option<usize> {
        let mut places = vec![(1.0, 0.0); self.groups.len()];
        let mut last = f64::INFINITY;
        for t in 0..most {
            let (mut now, mut start) = (0.0, 0.0);
            for (group, (error, v)) in
                self.groups.iter().zip(&mut places)
            {
                *v = beta * *v + scale * group.part * *error;
                *error -= *v;
                let all = group.words * group.part;
                start += all;
                now += all * *error * *error;
            }
            if 0.5 * (last + now) <= goal * start {
                return Some(t);
            }
            last = now;
        }
        None
    }

    /// How many steps sign descent takes, at its best rate: until so much of the
    /// loss is left in the mean of two steps that follow each other, since every
    /// second step hides the dance of the rare words.
    pub(super) fn signs(&self, goal: f64) -> usize {
        first(|t| {
            let left = |scale: f64| self.voted(scale / t as f64, t);
            lowest(left, [0.5, 1.1]) <= goal
        })
    }

    /// How many steps sign descent takes if its rate falls along a line to 0, at the
    /// best of its first rates. Of four lengths in a row, two happen to bring the
    /// rare words back to 0: all four must do.
    pub(super) fn falling(&self, goal: f64) -> usize {
        let (rates, least, ratio) = FALLING;
        let scales =
            (0..rates).each(|i| least * libm::pow(ratio, f64::from(i)));
        let there = |t: usize| {
            let fell = |scale: &f64| self.fell(scale / t as f64, t);
            scales.iter().rev().any(|scale| fell(scale) <= goal)
        };
        first(|t| (t..t + 4).all(there))
    }

    /// What sign descent leaves of the loss after t steps of a rate that falls.
    fn fell(&self, rate: f64, t: usize) -> f64 {
        let lengths =
            (0..t).each(|s| rate * (1.0 - s as f64 / t as f64));
        let (mut now, mut start) = (0.0, 0.0);
        for group in &self.groups {
            let c = group.part;
            let walk = |x: f64, by: &f64| x + by * sign(c - x);
            let off = lengths.iter().fold(0.0, walk) - c;
            now += group.words * off * off;
            start += group.words * c * c;
        }
        now / start
    }

    /// What sign descent leaves of the loss after t steps of length `rate` and after
    /// one more, in the mean; the largest probability is 1.
    fn voted(&self, rate: f64, t: usize) -> f64 {
        let (mut now, mut start) = (0.0, 0.0);
        for group in &self.groups {
            let c = group.part;
            let [a, b] = walked(c, rate, t).map(|x| x - c);
            now += group.words * 0.5 * (a * a + b * b);
            start += group.words * c * c;
        }
        now / start
    }
}

/// Where sign descent is after t steps from 0 towards c, and one step later: on its
/// way, or stepping to and fro across c.
fn walked(c: f64, rate: f64, t: usize) -> [f64; 2] {
    let before = (c / rate) as usize; // the last step that does not cross c
    let at = |t: usize| {
        let back = t > before && (t - before).is_multiple_of(2);
        rate * if back { before } else { t.min(before + 1) } as f64
    };
    [at(t), at(t + 1)]
}

/// The first step from which on `there` holds, by halving; it must not cease.
fn first(there: impl Fn(usize) -> bool) -> usize {
    let (mut low, mut high) = (0, 1);
    while !there(high) && high < 1 << 30 {
        (low, high) = (high, 2 * high);
    }
    while high - low > 1 {
        let middle = low + (high - low) / 2;
        if there(middle) {
            high = middle;
        } else {
            low = middle;
        }
    }
    high
}

/// How low a function gets between two places, by golden sections.
fn lowest(
    of: impl Fn(f64) -> f64,
    [mut low, mut high]: [f64; 2],
) -> f64 {
    let golden = 0.5 * (5.0_f64.sqrt() - 1.0);
    let inner = |low: f64, high: f64| {
        let by = golden * (high - low);
        [high - by, low + by]
    };
    let mut at = inner(low, high);
    let mut found = at.map(&of);
    for _ in 0..12 {
        if found[0] < found[1] {
            high = at[1];
            at = [inner(low, high)[0], at[0]];
            found = [of(at[0]), found[0]];
        } else {
            low = at[0];
            at = [at[1], inner(low, high)[1]];
            found = [found[1], of(at[1])];
        }
    }
    found[0].min(found[1])
}
