//! The matrix of faults and tests, and four loss curves.

use super::alarms::{STEPS, TESTS};
use super::fault::Fault;
use super::zoo::Caught;
use crate::each::Eager;
use press::figure::{Axis, Figure, Ink, lines};
use press::number::fixed;

/// Losses of so many batches are averaged: an epoch of them.
const EPOCH: usize = 3;

pub(super) fn matrix(all: &[Caught]) -> Figure {
    let rows = all.len() as f64;
    // The first fault stands at the top.
    let up = |row: usize| rows - row as f64;
    let marks = |wanted: fn(usize, usize) -> bool| {
        let mut marks = Vec::new();
        for (row, caught) in all.iter().enumerate() {
            for (test, &rings) in caught.rings.iter().enumerate() {
                if wanted(rings, caught.runs) {
                    marks.push((test as f64 + 1.0, up(row)));
                }
            }
        }
        marks
    };
    let tests = TESTS.iter().enumerate();
    let tests = tests.each(|(i, name)| (i as f64 + 1.0, *name));
    let faults = all.iter().enumerate();
    let faults = faults.each(|(row, caught)| (up(row), caught.name));
    let finds = |caught: &Caught| {
        (0..TESTS.len()).filter(|&test| caught.found(test)).count()
    };
    let alone = all.iter().filter(|caught| finds(caught) == 1).count();
    let never = all.iter().filter(|caught| finds(caught) == 0);
    let never = never.each(|caught| caught.name);
    lines(
        Axis::linear("").within(0.4, TESTS.len() as f64 + 0.6).named(tests),
        Axis::linear("").within(0.4, rows + 0.6).named(faults),
    )
    .dots(Ink::THIRD, "", marks(|rings, runs| rings > 0 && rings < runs))
    .dots(Ink::FIRST, "", marks(|rings, runs| rings == runs))
    .tall(165)
    .draw(format!(
        "A matrix of {} faults and seven tests, with a mark where the test rings. {alone} faults are found in every run by a single test. No test finds: {}.",
        all.len(),
        never.join(", "),
    ))
}

pub(super) fn curves(healthy: &Caught, all: &[Caught]) -> Figure {
    let of = |fault: Fault| {
        all.iter()
            .find(|caught| caught.fault == fault)
            .unwrap_or(healthy)
    };
    let line = |caught: &Caught| {
        let losses = caught.shown.run.losses.windows(EPOCH).enumerate();
        let mean = |w: &[f64]| w.iter().sum::<f64>() / EPOCH as f64;
        losses.each(|(t, w)| ((t + EPOCH) as f64, mean(w)))
    };
    let log = of(Fault::Logarithm);
    let finite = line(log).into_iter().filter(|at| at.1.is_finite());
    let finite: Vec<(f64, f64)> = finite.collect();
    let last = finite.last().copied().unwrap_or((f64::NAN, f64::NAN));
    let ends = [Fault::Dead, Fault::Shuffled, Fault::NoMask]
        .map(|fault| fixed(of(fault).shown.end, 2).text);
    lines(
        Axis::linear("step").within(0.0, STEPS as f64),
        Axis::log("loss of the last three batches").within(0.003, 4.0),
    )
    .line(Ink::SECOND.dash_dotted(), "ReLUs dead", line(of(Fault::Dead)))
    .line(Ink::SECOND, "labels shifted", line(of(Fault::Shuffled)))
    .line(Ink::FOURTH.dashed(), "ReLU’s slope left out", line(of(Fault::NoMask)))
    .line(Ink::FIRST, "healthy", line(healthy))
    .line(Ink::THIRD.dashed(), "0 · ln 0", finite)
    .point(Ink::THIRD, last, "NaN")
    .draw(format!(
        "Loss against steps, logarithmic, of a healthy network and of four faulty ones. With 0 · ln 0 it follows the healthy one until step {} and is not a number then. In the end it is {} with dead ReLUs, {} with shifted labels, {} without ReLU’s slope, and {} in the healthy network.",
        last.0,
        ends[0],
        ends[1],
        ends[2],
        fixed(healthy.shown.end, 3).text,
    ))
}
