//! One rate for every direction: the elongated bowl.

use super::{OWN, Settings};
use crate::draw::{contours, ink, plane};
use descent::surface::{Quadratic, elongated_bowl};
use descent::{GradientDescent, Invalid, Path, descend};
use press::figure::{Axis, Figure, Ink, Lines, lines};
use press::number::{count, digits, exact, fixed, steps};
use press::{Cell, Page};

/// How much closer to the minimum a descent is to come.
pub(super) const CLOSER: f64 = 1e-6;

/// Steps that are drawn on the map, and those with a number beside them.
const DRAWN: usize = 20;
const NUMBERED: [usize; 6] = [1, 2, 3, 5, 10, DRAWN];

/// The rate that treats the flattest direction and the steepest alike: both
/// are multiplied by (κ − 1)/(κ + 1) a step, one of them with changing sign.
fn best_rate(kappa: f64) -> f64 {
    2.0 / (1.0 + kappa)
}

fn best_factor(kappa: f64) -> f64 {
    (kappa - 1.0) / (kappa + 1.0)
}

pub(super) fn show(settings: &Settings) -> Result<Page, Invalid> {
    let kappa = settings.kappa;
    let kappas = [4.0, 10.0, 100.0, 1000.0, 10_000.0];
    let (mut agree, mut seven) = (true, true);
    let mut table = Vec::new();
    for kappa in kappas {
        let expected = steps_by(best_factor(kappa));
        let measured = steps_at(kappa, best_rate(kappa), 100_000)?;
        agree &=
            measured.is_some_and(|m| m as f64 == libm::ceil(expected));
        seven &= measured.is_some_and(|m| {
            (m as f64 / (7.0 * kappa) - 1.0).abs() < 0.02
        });
        table.push([
            exact(kappa).into(),
            fixed(best_factor(kappa), 4).into(),
            fixed(expected, 2).into(),
            Cell::from(steps(measured)),
            fixed(steps_by(1.0 - 1.0 / kappa), 1).into(),
        ]);
    }
    let bowl = elongated_bowl(kappa);
    let ten = elongated_bowl(10.0);
    let loss = descend(
        &GradientDescent { rate: best_rate(10.0) },
        &ten,
        &[1.0, 1.0],
        100,
    )?;
    let smaller = descend(
        &GradientDescent { rate: 0.18 },
        &ten,
        &[1.0, 1.0],
        100,
    )?;
    // 5.5 (9/11)²⁰⁰: both directions shrink by 9/11 a step, and the loss by its square.
    let closed = 5.5 * libm::pow(9.0 / 11.0, 200.0);
    Ok(Page::part()
        .number("kappa", exact(kappa))
        .number("bowl.under", exact(1.0 + kappa))
        .number("bowl.factor", fixed(best_factor(kappa), 3))
        .number("bowl.steps", steps(steps_at(kappa, best_rate(kappa), 100_000)?))
        .number("bowl.careful", steps(steps_at(kappa, 1.0 / kappa, 100_000)?))
        .number("ten.loss", digits(loss.final_loss(), 3))
        .number("ten.smaller", digits(smaller.final_loss(), 3))
        .number("ten.smaller.rate", exact(0.18))
        .table(
            "kappas",
            ["κ", "factor a step", "steps, by the formula", "measured", "formula at η = 1/κ"],
            table,
        )
        .figure("bowl", map(settings, &bowl)?)
        .figure("bowl_rates", rates(settings)?)
        .goal(
            "sooner",
            format!("With κ of at least 25, your own rate’s loss after {DRAWN} steps is less than half of either other’s: “best” speaks of the long run."),
            kappa >= 25.0 && sooner(settings)?,
        )
        .claim(
            "kappas",
            "At the rate 2/(1 + κ), for each of the five κ of the table, the number of steps is the formula’s, rounded up; and within 2 % it is seven times κ.",
            agree && seven,
        )
        .proved()
        .claim(
            "closed",
            "On the bowl with κ = 10, the loss after 100 steps at the rate 2/11 is 5.5 · (9/11)²⁰⁰, to twelve digits.",
            (loss.final_loss() / closed - 1.0).abs() < 1e-12,
        )
        .proved())
}

/// How many steps of the given factor make a distance a millionth of what it was.
fn steps_by(factor: f64) -> f64 {
    libm::log(CLOSER) / libm::log(factor)
}

/// The same, measured from (1, 1): until both coordinates are that small.
fn steps_at(
    kappa: f64,
    rate: f64,
    most: usize,
) -> Result<Option<usize>, Invalid> {
    let slowest = (1.0 - rate).abs().max((1.0 - rate * kappa).abs());
    if slowest >= 1.0 {
        return Ok(None);
    }
    // No need to record more steps than the formula allows.
    let most = most.min(steps_by(slowest) as usize + 2);
    let path = descend(
        &GradientDescent { rate },
        &elongated_bowl(kappa),
        &[1.0, 1.0],
        most,
    )?;
    let near = |at: &[f64]| at.iter().all(|x| x.abs() <= CLOSER);
    Ok(path.points().position(near))
}

/// The descent that the map draws.
fn drawn(bowl: &Quadratic<2>, rate: f64) -> Result<Path, Invalid> {
    let start = [-2.0, 0.8];
    descend(&GradientDescent { rate }, bowl, &start, DRAWN)
}

/// Whether the reader's rate is far below both others after the steps drawn.
fn sooner(settings: &Settings) -> Result<bool, Invalid> {
    let Some(own) = settings.bowl_rate else { return Ok(false) };
    let kappa = settings.kappa;
    let bowl = elongated_bowl(kappa);
    let [own, best, careful] = [own, best_rate(kappa), 1.0 / kappa]
        .map(|rate| drawn(&bowl, rate).map(|path| path.final_loss()));
    Ok(2.0 * own? < best?.min(careful?))
}

fn map(
    settings: &Settings,
    bowl: &Quadratic<2>,
) -> Result<Figure, Invalid> {
    let kappa = settings.kappa;
    let run = |rate| drawn(bowl, rate);
    let (best, careful) = (run(best_rate(kappa))?, run(1.0 / kappa)?);
    let left = |path: &Path, i: usize| path.end()[i].abs();
    let mut chart = contours(bowl, [[-2.2, 1.4], [-1.0, 1.0]])
        .axes("w₁ (curvature 1)", format!("w₂ (curvature {kappa})"))
        .path(Ink::FIRST, "best", plane(&best))
        .numbered(NUMBERED)
        .path(Ink::SECOND, "careful", plane(&careful))
        .numbered([DRAWN / 2, DRAWN]);
    let mut says = String::new();
    if let Some(rate) = settings.bowl_rate {
        let own = run(rate)?;
        let loss = [&own, &best, &careful]
            .map(|path| digits(path.final_loss(), 3).text);
        says = format!(
            "With your own rate, η = {rate}, the loss after {DRAWN} steps is {}; with the best it is {}, with the careful one {}. ",
            loss[0], loss[1], loss[2]
        );
        chart = chart
            .path(OWN, format!("η = {rate}"), plane(&own))
            .numbered([1, 2, DRAWN]);
    }
    Ok(chart.draw(format!(
            "{says}Contour map of an elongated bowl with κ = {kappa} and two descents of {DRAWN} steps. With η = 2/(1 + κ), the best rate, the path zigzags \
             across the bowl on its way along it; with η = 1/κ, the careful rate, it drops to the valley floor at once and creeps along it. Along the \
             bowl they end {:.3} and {:.3} away from the minimum.",
            left(&best, 0),
            left(&careful, 0)
        )))
}

fn rates(settings: &Settings) -> Result<Figure, Invalid> {
    let kappa = settings.kappa;
    let best = best_rate(kappa);
    let mut measured = Vec::new();
    let mut theory = Vec::new();
    for i in 1..=240 {
        let rate = f64::from(i) / 240.0 * 2.0 / kappa;
        let factor = (1.0 - rate).abs().max((1.0 - rate * kappa).abs());
        if factor < 1.0 {
            theory.push((rate, steps_by(factor)));
        }
        // Dots stand close only next to the cliff.
        if (i % 8 == 0 || i > 228)
            && let Some(steps) = steps_at(kappa, rate, 100_000)?
        {
            measured.push((rate, steps as f64));
        }
    }
    // A name stands best near a line's last point: far from the cliff.
    theory.reverse();
    let [least, careful] = [best, 1.0 / kappa]
        .map(|rate| Ok(steps_at(kappa, rate, 100_000)?.unwrap_or(0)));
    let (least, careful) = (least?, careful?);
    let marked = |chart: Lines,
                  rate: f64,
                  steps: usize,
                  words: &str| {
        let words = format!("{words}: {} steps", count(steps).text);
        chart.point(ink::GRADIENT_DESCENT, (rate, steps as f64), words)
    };
    // Two powers of ten, from the one below the least.
    let low =
        libm::pow(10.0, libm::floor(libm::log10(least.max(1) as f64)));
    let mut chart = lines(
        Axis::linear("learning rate η").within(0.0, 2.2 / kappa),
        Axis::log("steps to come a million times closer")
            .within(low, 100.0 * low),
    );
    chart = marked(chart, best, least, "best, 2/(1\u{a0}+\u{a0}κ)");
    chart = marked(chart, 1.0 / kappa, careful, "careful, 1/κ");
    let mut says = String::new();
    if let Some(own) = settings.bowl_rate {
        let taken = steps_at(kappa, own, 100_000)?;
        says = format!(
            "Your own rate, η = {own}, takes {} steps. ",
            steps(taken).text
        );
        if let Some(taken) = taken {
            let words = format!("yours: {}", count(taken).text);
            chart = chart.point(OWN, (own, taken as f64), words);
        }
    }
    Ok(chart
    .hatched([2.0 / kappa, f64::INFINITY], [0.0, f64::INFINITY], "")
    .note(2.0 / kappa, "from 2/κ on: diverges")
    .dots(ink::GRADIENT_DESCENT, "measured", measured)
    .line(Ink::THEORY, "formula", theory)
    .draw(format!(
        "{says}Steps to the minimum against the learning rate on the bowl with κ = {kappa}, measured and by the formula. They fall until \
         η = {best:.3}, where {} are needed ({} at η = {:.3}), and then shoot up: from {:.3} on nothing arrives.",
        count(least).text,
        count(careful).text,
        1.0 / kappa,
        2.0 / kappa
    )))
}
