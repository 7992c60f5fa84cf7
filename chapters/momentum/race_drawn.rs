//! How the race is drawn: the ways on maps, and the losses beside them.

use super::effect::ARRIVED;
use super::own::{OWN, Own};
use super::race::height;
use crate::draw::{ink, plane};
use crate::each::Eager;
use descent::surface::elongated_bowl;
use descent::{Path, Surface};
use press::figure::{
    self, Axis, Contours, Figure, Ink, Lines, lines, panels,
};
use press::number::{fixed, steps};

/// The highest loss that is drawn.
const HIGHEST: f64 = 100.0;

/// Steps drawn at most of the reader's own way.
const DRAWN: usize = 200;

/// Both ways to scale, and beside them who arrives when.
pub(super) fn figure(
    kappa: f64,
    paths: [&Path; 2],
    arrivals: [Option<usize>; 2],
    own: Option<&Own>,
) -> Figure {
    let [slow, fast] = arrivals.map(|arrived| steps(arrived).text);
    // Turned, and no farther than to where it has arrived.
    let way = |i: usize| {
        let all = plane(paths[i]).into_iter().map(|(x, y)| (y, x));
        all.take(arrivals[i].unwrap_or(usize::MAX).saturating_add(1))
            .each(|at| at)
    };
    // Below the lowest of the maps, what is measured across.
    let across = "across the ravine, y";
    let (second, third) =
        if own.is_some() { ("", across) } else { (across, "") };
    let mut maps = panels(1)
        .panel(
            format!("gradient descent: {slow} steps"),
            map(kappa, ink::GRADIENT_DESCENT, way(0), ""),
        )
        .panel(
            format!("momentum: {fast} steps"),
            map(kappa, ink::MOMENTUM, way(1), second),
        );
    let mut says = String::new();
    if let Some(own) = own {
        let near = |at: &(f64, f64)| at.0.abs().max(at.1.abs()) < 100.0;
        let way = plane(&own.path).into_iter().map(|(x, y)| (y, x));
        let way = way
            .take(own.arrives.unwrap_or(DRAWN).min(DRAWN) + 1)
            .take_while(near)
            .each(|at| at);
        maps = maps.panel(
            format!("yours: {}", own.ends()),
            map(kappa, OWN, way, third),
        );
        says = format!(
            "{}; momentum at its best constants arrives at step {fast}. ",
            own.says()
        );
    }
    panels(2).wide(5, "", maps).wide(3, "", losses(paths, arrivals, own)).draw(format!(
        "{says}Two maps of a ravine with κ = {kappa}, to one scale, with a path from (1, 1) in each. Gradient descent jumps from side to side,          ever less wide. Momentum first swings wider, to y = {} and {}. Beside them the loss against the step: momentum’s rises at first,          then falls steeply and stays below 10⁻⁶ from step {fast} on; gradient descent’s falls evenly and gets there at step {slow}.",
        fixed(height(paths[1], 1), 2).text,
        fixed(height(paths[1], 2), 2).text,
    ))
}

/// One way, on a map that is turned: along the ravine is down the page.
fn map(
    kappa: f64,
    ink: Ink,
    way: Vec<(f64, f64)>,
    across: &str,
) -> Contours {
    let ravine = elongated_bowl(kappa);
    figure::contours(
        |y, x| ravine.value(&[x, y]),
        [[-2.1, 2.1], [-0.2, 1.2]],
    )
    .axes(across, "along it, x")
    .minima([(0.0, 0.0)])
    .path(ink, "", way)
    .numbered([1, 2, 3, 5, 10])
    .without_key()
}

/// The same race as loss against step.
fn losses(
    paths: [&Path; 2],
    arrivals: [Option<usize>; 2],
    own: Option<&Own>,
) -> Lines {
    let last = arrivals[0].unwrap_or(usize::MAX).saturating_add(10);
    let inks = [ink::GRADIENT_DESCENT, ink::MOMENTUM];
    let names = ["gradient descent", "momentum"];
    let mut chart = lines(
        Axis::linear("step"),
        Axis::log("loss").within(1e-7, HIGHEST),
    )
    .level(ARRIVED, "");
    for (((ink, name), path), arrived) in
        inks.into_iter().zip(names).zip(paths).zip(arrivals)
    {
        let drawn = super::effect::losses(path).into_iter().take(last);
        chart = chart.line(ink, name, drawn);
        if let Some(t) = arrived {
            let at = (t as f64, path.losses[t]);
            chart = chart.point(ink, at, format!("arrives: {t}"));
        }
    }
    let Some(own) = own else { return chart };
    let drawn = super::effect::losses(&own.path);
    let drawn = drawn.into_iter().take(last).each(|at| at);
    let lost = drawn.iter().rfind(|(_, loss)| *loss < HIGHEST).copied();
    chart = chart.line(OWN, "yours", drawn);
    match (own.arrives, lost) {
        (Some(t), _) if t < last => {
            let at = (t as f64, own.path.losses[t]);
            chart.point(OWN, at, t.to_string())
        }
        (None, Some(at)) if own.path.diverged.is_some() => {
            chart.diverges(OWN, at)
        }
        _ => chart,
    }
}
