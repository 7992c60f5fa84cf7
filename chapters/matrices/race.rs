//! A race on digits, at a rate that stays and at one that falls.

use super::Settings;
use super::race_drawn::figure;
use crate::digits::{Digits, right};
use crate::each::Eager;
use crate::quartile::quartile;
use descent::random::seeded;
use descent::{
    Adam, AnyRule, Batches, Descent, Invalid, Muon, Nesterov,
    Optimizer, Samples, Schedule, Scheduled, Shaped, SignDescent,
    Surface,
};
use press::number::{count, digits, fixed, percent};
use press::{Cell, Page};

/// The network that reads digits, and how it is trained.
pub(super) struct Task {
    pub(super) digits: Digits,
    pub(super) batch: usize,
    pub(super) steps: usize,
}

impl Task {
    pub(super) fn new(
        hidden: usize,
        seen: usize,
        steps: usize,
    ) -> Self {
        Self { digits: Digits::new(hidden, seen), batch: 16, steps }
    }

    /// The parameters after training, the rate falling to 0 along a line or not.
    pub(super) fn train(
        &self,
        rule: &AnyRule,
        seed: u64,
        falls: bool,
    ) -> Result<Vec<f64>, Invalid> {
        let network = &self.digits.network;
        let mut chance = seeded(seed);
        let start = network.start(&mut chance);
        let mut batches =
            Batches::new(network.samples(), self.batch, chance)?;
        let line = Schedule::Polynomial {
            steps: self.steps,
            power: 1.0,
            floor: 0.0,
        };
        let schedule = if falls { line } else { Schedule::Constant };
        let rule = Scheduled { rule: rule.clone(), schedule };
        let descent = Descent {
            start: &start,
            steps: self.steps,
            every: self.steps,
        };
        let path = descent.run(
            &rule,
            |_| 0.0,
            |_, at, into| {
                network.batch_gradient(batches.draw(), at, into)
            },
        )?;
        Ok(path.end().to_vec())
    }
}

/// The rules with the rate 1, and the smallest rate of each.
pub(super) fn rules(task: &Task) -> [(&'static str, AnyRule, f64); 4] {
    let adam = Adam { rate: 1.0, ..Adam::paper() };
    // ANCHOR: muon
    let blocks = task.digits.network.blocks();
    let matrices = Muon { rate: 1.0, ..Muon::keras() };
    let muon = Shaped { blocks, matrices, others: adam };
    // ANCHOR_END: muon
    [
        ("sign descent", AnyRule::of(SignDescent { rate: 1.0 }), 0.016),
        ("Adam", AnyRule::of(adam), 0.02),
        (
            "Nesterov",
            AnyRule::of(Nesterov { rate: 1.0, ..Nesterov::notes() }),
            0.1,
        ),
        ("Muon", AnyRule::of(muon), 0.04),
    ]
}

/// What one rule comes to at one rate, over the runs: in the middle.
pub(super) struct Raced {
    pub(super) rate: f64,
    pub(super) losses: Vec<f64>,
    ends: Vec<Vec<f64>>,
}

impl Raced {
    pub(super) fn loss(&self) -> f64 {
        quartile(&self.losses, 2)
    }

    /// The share of fresh images that it reads right.
    fn right(&self, task: &Task) -> f64 {
        let fresh = &task.digits.fresh;
        quartile(&self.ends.iter().each(|at| right(fresh, at)), 2)
    }
}

/// A rule’s curve for a rate that stays, and for one that falls.
pub(super) type Curves = (&'static str, [Vec<Raced>; 2]);

pub(super) fn best(curve: &[Raced]) -> &Raced {
    let least =
        curve.iter().min_by(|a, b| a.loss().total_cmp(&b.loss()));
    least.expect("several rates")
}

pub(super) fn show(settings: &Settings) -> Result<Page, Invalid> {
    let (task, rates, runs) = if settings.full {
        let large =
            Task { batch: 32, ..Task::new(32, usize::MAX, 100) };
        (large, 7, 9)
    } else {
        (Task::new(16, 300, 50), 4, 3)
    };
    let all =
        rules(&task).into_iter().try_each(|(name, rule, low)| {
            let curve = |falls: bool| {
                (0..rates).try_each(|i| -> Result<Raced, Invalid> {
                    // The same span, more finely or not.
                    let tripled =
                        3.0 * f64::from(i) / f64::from(rates - 1);
                    let rate = low * libm::exp2(tripled);
                    let ends = (0..runs).try_each(|run| {
                        task.train(
                            &rule.scaled(rate),
                            100 * settings.seed + run,
                            falls,
                        )
                    })?;
                    let losses = ends
                        .iter()
                        .each(|at| task.digits.network.value(at));
                    Ok(Raced { rate, losses, ends })
                })
            };
            Ok::<Curves, Invalid>((name, [curve(false)?, curve(true)?]))
        })?;
    let rows = all.iter().each(|(name, curves)| -> [Cell; 7] {
        let [stays, falls] = curves.each_ref().map(|curve| best(curve));
        [
            (*name).into(),
            digits(stays.rate, 2).into(),
            digits(stays.loss(), 2).into(),
            percent(stays.right(&task), 1).into(),
            digits(falls.rate, 2).into(),
            digits(falls.loss(), 2).into(),
            percent(falls.right(&task), 1).into(),
        ]
    });
    let lead = |falls: usize| {
        let of = |curves: &Curves| best(&curves.1[falls]).loss();
        let rivals =
            all[..3].iter().map(of).fold(f64::INFINITY, f64::min);
        rivals / of(&all[3])
    };
    let either = |curves: &Curves| {
        let [stays, falls] =
            curves.1.each_ref().map(|curve| best(curve));
        stays.loss().min(falls.loss())
    };
    let ahead =
        all[..3].iter().map(either).fold(f64::INFINITY, f64::min)
            / either(&all[3]);
    Ok(Page::part()
        .table("race", ["rule", "η that stays", "loss", "fresh right", "η that falls", "loss ", "fresh right "], rows)
        .number("race.hidden", count(task.digits.network.sizes[1]))
        .number("race.images", count(task.digits.network.samples()))
        .number("race.steps", count(task.steps))
        .number("race.batch", count(task.batch))
        .number("race.rates", count(rates as usize))
        .number("race.runs", count(runs as usize))
        .number("race.lead.stays", fixed(lead(0), 1))
        .number("race.lead.falls", fixed(lead(1), 1))
        .number("race.lead", fixed(ahead, 1))
        .figure("race", figure(&all))
        .claim(
            "race",
            "Each rule at its best rate, Muon’s loss in the middle run is the lowest even if each has its better schedule; where all rates fall, it is less than two thirds of every other.",
            ahead > 1.0 && lead(1) > 1.5,
        )
        .over_seeds()
        .claim(
            "fall",
            "At a rate that stays, each rule at its best rate, Muon’s loss in the middle run is less than a tenth above the lowest of the others, if it is above it at all.",
            lead(0) > 1.0 / 1.1,
        )
        .over_seeds())
}
