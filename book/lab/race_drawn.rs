//! How a race is drawn: all paths on one map, beside it the loss against the step; and the
//! loss at the end against the rate.

use crate::race::Run;
use crate::tune;
use press::figure::{Axis, Contours, Drawing, Ink, Lines, Size, contours, lines, panels};
use press::number::exact;
use serde_json::Value;

/// Below this share of the first loss nothing is drawn: it is rounding.
const FLOOR: f64 = 1e-20;

/// Above so many times the first loss nothing is drawn.
const CEILING: f64 = 1e4;

/// On a surface without a minimum the loss is drawn so far below 0.
const DEPTH: f64 = -20.0;

/// What the runs are called and how they look.
pub(crate) struct Ways {
    pub(crate) names: Vec<String>,
    pub(crate) inks: Vec<Ink>,
}

/// The methods as the book calls and draws them; one that is not here has its bare name.
const METHODS: [(&str, &str, Ink); 10] = [
    ("gradient-descent", "gradient descent", Ink::rival(0)),
    ("momentum", "momentum", Ink::rival(1)),
    ("nesterov", "Nesterov", Ink::rival(2)),
    ("adagrad", "AdaGrad", Ink::rival(3)),
    ("rmsprop", "RMSProp", Ink::rival(4)),
    ("adam", "Adam", Ink::rival(5)),
    ("adamw", "AdamW", Ink::rival(5)),
    ("sign-descent", "sign descent", Ink::FIRST),
    ("signum", "signum", Ink::SECOND),
    ("lion", "Lion", Ink::THIRD),
];

impl Ways {
    pub(crate) fn of(runs: &[Run]) -> Self {
        let method = |run: &Run| METHODS.iter().find(|method| method.0 == run.optimizer);
        let names = runs.iter().enumerate().map(|(i, run)| {
            let name = method(run).map_or(run.optimizer.as_str(), |method| method.1);
            match differs(runs, i) {
                Some(what) => format!("{name}, {what}"),
                None => name.to_owned(),
            }
        });
        let hue = |run: &Run| method(run).map_or(Ink::rival(0), |method| method.2);
        let inks = runs.iter().enumerate().map(|(i, run)| {
            let ink = hue(run);
            match runs[..i].iter().filter(|before| hue(before) == hue(run)).count() {
                0 => ink,
                1 => ink.dashed(),
                2 => ink.dotted(),
                _ => ink.dash_dotted(),
            }
        });
        Self { names: names.collect(), inks: inks.collect() }
    }
}

/// What tells a run from others of its method: the first setting that is not alike.
fn differs(runs: &[Run], i: usize) -> Option<String> {
    let settings = runs[i].plan.settings();
    let same: Vec<&Run> = runs.iter().filter(|run| run.optimizer == runs[i].optimizer).collect();
    if same.len() < 2 {
        return None;
    }
    let value = |run: &Run, name: &str| {
        run.plan.settings().iter().find(|(found, _)| *found == name).map(|(_, value)| value.clone())
    };
    let unlike = settings
        .iter()
        .find(|(name, mine)| same.iter().any(|run| value(run, name).as_ref() != Some(mine)));
    unlike.map(|(name, mine)| match (*name, mine) {
        ("rate", Value::Number(rate)) => {
            format!("η = {}", exact(rate.as_f64().unwrap_or(f64::NAN)).text)
        }
        (_, Value::String(word)) => format!("{name} {word}"),
        (name, value) => format!("{name} {value}"),
    })
}

/// From where losses are drawn: 0, unless a surface lies lower.
pub(crate) fn lowest(runs: &[Run]) -> f64 {
    let plan = &runs[0].plan;
    plan.minima().first().and_then(|at| plan.value(at)).unwrap_or(0.0)
}

/// The map and the losses.
pub(crate) fn race(runs: &[Run], ways: &Ways, size: Size, said: &str) -> Drawing {
    let start = runs[0].plan.start();
    let alt = format!(
        "A map with the paths of {} from ({}, {}), and the loss against the step. {said}",
        ways.names.join(", "),
        exact(start[0]).text,
        exact(start[1]).text,
    );
    let charts = panels(2).wide(5, "", map(runs, ways)).wide(4, "", losses(runs, ways));
    charts.drawing(size, &alt)
}

fn map(runs: &[Run], ways: &Ways) -> Contours {
    let plan = &runs[0].plan;
    let minima = plan.minima();
    let height = |x: f64, y: f64| plan.value(&[x, y]).unwrap_or(f64::NAN);
    let mut map = contours(height, domain(runs)).minima(minima.iter().map(|at| (at[0], at[1])));
    for ((run, name), ink) in runs.iter().zip(&ways.names).zip(&ways.inks) {
        let way: Vec<(f64, f64)> =
            run.path.rows.iter().map(|row| (at(row, 1), at(row, 2))).collect();
        map = map.path(*ink, name, way);
    }
    map.without_key()
}

fn at(row: &[Option<f64>], column: usize) -> f64 {
    row[column].unwrap_or(f64::NAN)
}

/// What the map shows: the surface's own part, and the start wherever it is.
fn domain(runs: &[Run]) -> [[f64; 2]; 2] {
    let (own, start) = (runs[0].plan.domain(), runs[0].plan.start());
    [0, 1].map(|i| {
        let [low, high] = own.get(i).copied().unwrap_or([-1.0, 1.0]);
        let room = 0.05 * (high - low);
        match start[i] {
            at if at < low => [at - room, high],
            at if at > high => [low, at + room],
            _ => [low, high],
        }
    })
}

/// What a loss is measured from, and how: from the lowest minimum by ratios, from 0 by
/// differences where there is none.
struct Measure {
    lowest: f64,
    log: bool,
    ends: [f64; 2],
    label: &'static str,
}

impl Measure {
    fn of(runs: &[Run], losses: impl Iterator<Item = f64> + Clone) -> Self {
        let plan = &runs[0].plan;
        let lowest = lowest(runs);
        let first = plan.value(plan.start()).unwrap_or(1.0);
        if plan.minima().is_empty() {
            let low = losses.clone().fold(first, f64::min).max(DEPTH);
            let high = losses.fold(first, f64::max).min(first.max(0.0) - DEPTH);
            let high = if low < high { high } else { low + 1.0 };
            return Self { lowest, log: false, ends: [low, high], label: "loss" };
        }
        let first = if first > lowest { first - lowest } else { 1.0 };
        let gaps = losses.map(|loss| loss - lowest).filter(|gap| *gap > 0.0 && gap.is_finite());
        let low = gaps.clone().fold(first, f64::min).max(first * FLOOR);
        let high = gaps.fold(first, f64::max).min(first * CEILING);
        // Whole powers of ten, so that the axis stands while a hand moves.
        let low = libm::pow(10.0, libm::log10(low).floor());
        let high = libm::pow(10.0, libm::log10(high).ceil()).max(10.0 * low);
        let label = if lowest == 0.0 { "loss" } else { "loss above the minimum" };
        Self { lowest, log: true, ends: [low, high], label }
    }

    fn axis(&self, label: String) -> Axis {
        let axis = if self.log { Axis::log(label) } else { Axis::linear(label) };
        axis.within(self.ends[0], self.ends[1])
    }

    fn place(&self, loss: f64) -> f64 {
        loss - self.lowest
    }

    /// Where a line was last seen.
    fn seen(&self, line: &[(f64, f64)]) -> Option<(f64, f64)> {
        let [low, high] = self.ends;
        line.iter().rfind(|(_, y)| (low..=high).contains(y)).copied()
    }
}

fn losses(runs: &[Run], ways: &Ways) -> Lines {
    let rows = runs.iter().flat_map(|run| &run.path.rows);
    let measure = Measure::of(runs, rows.map(|row| at(row, 3)));
    let steps = runs[0].plan.steps() as f64;
    let mut chart =
        lines(Axis::linear("step").within(0.0, steps), measure.axis(measure.label.into()))
            .tall(125);
    for ((run, name), ink) in runs.iter().zip(&ways.names).zip(&ways.inks) {
        let line: Vec<(f64, f64)> =
            run.path.rows.iter().map(|row| (at(row, 0), measure.place(at(row, 3)))).collect();
        let seen = run.path.diverged.as_ref().and_then(|_| measure.seen(&line));
        chart = chart.line(*ink, name, line);
        if let Some(seen) = seen {
            chart = chart.diverges(*ink, seen);
        }
    }
    chart
}

/// The loss at the end against the rate, for every run that was tuned.
pub(crate) fn rates(runs: &[Run], ways: &Ways, size: Size) -> Drawing {
    let tried = || runs.iter().filter_map(|run| run.tuned.as_ref());
    let ends = tried().flat_map(|tuned| tuned.tried.iter().filter_map(|(_, loss)| *loss));
    let measure = Measure::of(runs, ends);
    let label = format!("{} after {} steps", measure.label, runs[0].plan.steps());
    let rates = tune::rates();
    let across = Axis::log("learning rate η").within(rates[0], rates[rates.len() - 1]);
    let mut chart = lines(across, measure.axis(label));
    let mut told = Vec::new();
    for ((run, name), ink) in runs.iter().zip(&ways.names).zip(&ways.inks) {
        let Some(tuned) = &run.tuned else { continue };
        let point = |(rate, (_, loss)): (&f64, &(String, Option<f64>))| {
            (*rate, loss.map_or(f64::NAN, |loss| measure.place(loss)))
        };
        let line: Vec<(f64, f64)> = rates.iter().zip(&tuned.tried).map(point).collect();
        chart = chart.marked(*ink, name, line.iter().copied());
        let Some((best, rate)) = tuned.best.zip(tuned.best()) else { continue };
        let place = (line[best].0, line[best].1.max(measure.ends[0]));
        chart = chart.point(ink.bold(), place, rate.clone());
        told.push(format!("{name} at {rate}"));
    }
    let alt = format!(
        "The loss after {} steps against the learning rate, both on logarithmic scales. The best of {} rates: {}.",
        runs[0].plan.steps(),
        tune::TRIED,
        told.join(", "),
    );
    panels(1).panel("", chart).drawing(size, &alt)
}
