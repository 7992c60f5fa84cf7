//! The matrix of faults and tests, and four loss curves.

use super::alarms::{STEPS, TESTS};
use super::fault::Fault;
use super::zoo::Caught;
use crate::each::Eager;
use press::figure::{Axis, Figure, Ink, heat, lines};
use press::number::fixed;

/// Losses of so many batches are averaged: an epoch of them.
const EPOCH: usize = 3;

pub(super) fn matrix(all: &[Caught]) -> Figure {
    let rows = all.len() as f64;
    // From the bottom.
    let values = all.iter().rev().flat_map(|caught| {
        let runs = caught.runs as f64;
        caught.rings.map(|rings| rings as f64 / runs)
    });
    let tests = TESTS.iter().enumerate();
    let tests = tests.each(|(i, (name, _))| (i as f64 + 0.5, *name));
    let faults = all.iter().rev().enumerate();
    let faults =
        faults.each(|(i, caught)| (i as f64 + 0.5, caught.name));
    let alone = all.iter().filter(|caught| {
        (0..7).filter(|&t| caught.found(t)).count() == 1
    });
    let never =
        all.iter().filter(|caught| (0..7).all(|t| !caught.found(t)));
    let never = never.each(|caught| caught.name);
    heat(
        "share of runs in which it rings",
        [
            Axis::linear("test").within(0.0, TESTS.len() as f64).named(tests),
            Axis::linear("").within(0.0, rows).named(faults),
        ],
        TESTS.len(),
        values.collect(),
        &[0.01, 0.99],
    )
    .draw(format!(
        "A matrix of {} faults and seven tests; a cell is dark where the test rings in every run. {} faults are found by a single test. No test finds: {}.",
        all.len(),
        alone.count(),
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
    .line(Ink::FIRST, "ReLUs dead", line(of(Fault::Dead)))
    .line(Ink::SECOND, "labels shifted", line(of(Fault::Shuffled)))
    .line(Ink::FOURTH.dashed(), "ReLU’s slope left out", line(of(Fault::NoMask)))
    .line(Ink::TEXT, "healthy", line(healthy))
    .line(Ink::THIRD, "0 · ln 0", finite)
    .diverges(Ink::THIRD, last)
    .draw(format!(
        "Loss against steps, logarithmic, of a healthy network and of four faulty ones. With 0 · ln 0 it follows the healthy one until step {} and is not a number then. In the end it is {} with dead ReLUs, {} with shifted labels, {} without ReLU’s slope, and {} in the healthy network.",
        last.0,
        ends[0],
        ends[1],
        ends[2],
        fixed(healthy.shown.end, 3).text,
    ))
}
