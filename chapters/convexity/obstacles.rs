//! The three obstacles of the notes, each as a picture and as a Hessian.

use super::Settings;
use super::hessian::{curvatures, hessian, steepness};
use super::inventory::levels;
use super::neuron::neuron;
use super::pictures::WELLS;
use crate::each::Eager;
use descent::surface::Himmelblau;
use descent::{GradientDescent, Invalid, Path, Surface, descend};
use press::figure::{Axis, Figure, Ink, lines};
use press::number::{count, digits, exact, fixed};
use press::{Cell, Page};

/// Small enough for every minimum of Himmelblau's function.
const RULE: GradientDescent = GradientDescent { rate: 0.002 };
const STEPS: usize = 200;

/// How far from the saddle point the runs start, along its falling direction.
const OFFS: [f64; 3] = [1e-1, 1e-3, 1e-5];

pub(super) fn show(settings: &Settings) -> Result<Page, Invalid> {
    let minima = WELLS.minima();
    let ravine = neuron(settings.above);
    let lowest = ravine.minima().remove(0);
    let saddle = levels(&Himmelblau, 5.0)
        .into_iter()
        .rfind(|level| level.kind() == "saddle");
    let saddle = saddle.map_or([0.0; 2], |level| level.at);
    let rows = vec![
        row("double well, deeper", &WELLS, &minima[0]),
        row("double well, higher", &WELLS, &minima[1]),
        row("Himmelblau, a saddle", &Himmelblau, &saddle),
        row("the neuron’s minimum", &ravine, &lowest),
    ];
    let [fall, _] = curvatures(&hessian(&Himmelblau, &saddle));
    let runs = runs(&saddle)?;
    let leaves = |path: &Path| {
        let half = path.losses[0] / 2.0;
        path.steps_to(half).unwrap_or(STEPS)
    };
    let waits: Vec<usize> = runs.iter().each(leaves);
    let growth = 1.0 - RULE.rate * fall;
    let expected = libm::log(OFFS[0] / OFFS[1]) / libm::log(growth);
    let bottoms = minima.iter().all(|at| {
        let [low, high] = curvatures(&hessian(&WELLS, at));
        steepness(&WELLS, at) < 1e-12 && low > 0.0 && high > 0.0
    });
    Ok(Page::part()
        .table(
            "obstacles",
            ["where", "loss", "slope", "smaller", "larger", "2/larger"],
            rows,
        )
        .number("plateau.rate", exact(RULE.rate))
        .number("plateau.fall", fixed(fall, 2))
        .number("plateau.growth", fixed(growth, 3))
        .number("plateau.first", count(waits[0]))
        .number("plateau.last", count(waits[2]))
        .number("plateau.more", fixed(expected, 1))
        .figure("plateau", figure(&runs, &waits))
        .claim(
            "blind",
            "At both bottoms of the double well the slope is zero and both curvatures are above 0, in the deeper as in the higher.",
            bottoms && minima.len() == 2 && WELLS.value(&minima[0]) < WELLS.value(&minima[1]),
        )
        .claim(
            "plateau",
            "Each time the start is a hundred times nearer to the saddle point, the wait is longer by the same number of steps, to within two: that which the falling curvature foretells.",
            waits.windows(2).all(|pair| ((pair[1] - pair[0]) as f64 - expected).abs() <= 2.0),
        ))
}

fn row(name: &str, loss: &impl Surface, at: &[f64]) -> [Cell; 6] {
    let [low, high] = curvatures(&hessian(loss, at));
    let slope = steepness(loss, at);
    [
        name.into(),
        fixed(loss.value(at), 3).into(),
        // Newton's method leaves rounding.
        if slope < 1e-9 { fixed(0.0, 0) } else { digits(slope, 1) }
            .into(),
        fixed(low, 3).into(),
        fixed(high, 3).into(),
        digits(2.0 / high, 3).into(),
    ]
}

fn runs(saddle: &[f64; 2]) -> Result<Vec<Path>, Invalid> {
    let table = hessian(&Himmelblau, saddle);
    let [x, y] =
        super::hessian::direction(&table, curvatures(&table)[0]);
    OFFS.iter().try_each(|off| {
        descend(
            &RULE,
            &Himmelblau,
            &[saddle[0] + off * x, saddle[1] + off * y],
            STEPS,
        )
    })
}

fn figure(runs: &[Path], waits: &[usize]) -> Figure {
    let track = |path: &Path| -> Vec<(f64, f64)> {
        path.losses
            .iter()
            .enumerate()
            .each(|(t, &loss)| (t as f64, loss))
    };
    let inks = [Ink::FIRST, Ink::SECOND, Ink::THIRD];
    let mut chart = lines(
        Axis::linear("step").within(0.0, STEPS as f64),
        Axis::linear("loss").within(0.0, 200.0),
    );
    let half = runs[0].losses[0] / 2.0;
    let ends = [(0.0, half), (STEPS as f64, half)];
    chart = chart.line(Ink::THEORY, "half", ends);
    for (((ink, off), path), &wait) in
        inks.into_iter().zip(OFFS).zip(runs).zip(waits)
    {
        let at = (wait as f64, path.losses[wait]);
        chart = chart.line(ink, "", track(path)).point(
            ink,
            at,
            format!("{off} off: {wait}"),
        );
    }
    chart.draw(format!(
        "The loss of three runs that start near a saddle of Himmelblau’s function. Each stays level at {} and then falls: the loss \
         has halved after {}, {} and {} steps.",
        fixed(runs[0].losses[0], 0).text,
        waits[0],
        waits[1],
        waits[2]
    ))
}
