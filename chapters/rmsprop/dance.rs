//! The dance as it is drawn, and the ε that ends it.

use super::Settings;
use super::cycle::size;
use super::track::around;
use crate::draw::{ink, told};
use descent::{Invalid, RmsProp};
use press::Page;
use press::figure::{Axis, Figure, Ink, lines};
use press::number::{digits, exact, fixed};

/// The steps that are drawn: few, so that single ones can be seen.
const SHOWN: usize = 45;
/// Where that run starts, in η.
const FROM: f64 = 3.0;

/// Steps after which the longest memory of a slider has settled, and how many
/// of the last ones count.
const LONG: usize = 6000;
const LAST: usize = 20;

/// Nearer than so many η it rests.
const STILL: f64 = 1e-3;

pub(super) fn show(settings: &Settings) -> Result<Page, Invalid> {
    let rate = Settings::BOOK.rate;
    Ok(Page::part()
        .number("dance.beta", exact(settings.short))
        .number("dance.from", exact(FROM))
        .figure("dance", figure(settings)?)
        .goal(
            "rest",
            format!("The run comes to rest at the minimum, and η is still {rate}."),
            settings.rate == rate && rests(settings)?,
        ))
}

/// The run that is drawn, or as much of it as is wanted, in η.
fn run(settings: &Settings, steps: usize) -> Result<Vec<f64>, Invalid> {
    let rule = RmsProp { beta: settings.short, ..settings.rule() };
    let start = FROM * settings.rate;
    let mut x = around(&rule, start, steps, settings.bowl())?.x;
    x.iter_mut().for_each(|x| *x /= settings.rate);
    Ok(x)
}

/// Whether the run, continued, comes to rest at the minimum.
fn rests(settings: &Settings) -> Result<bool, Invalid> {
    let x = run(settings, LONG)?;
    Ok(x[LONG - LAST..].iter().all(|x| x.abs() <= STILL))
}

fn figure(settings: &Settings) -> Result<Figure, Invalid> {
    let Settings { rate, epsilon, short, .. } = *settings;
    let x = run(settings, SHOWN)?;
    let end = SHOWN as f64;
    let size = size(settings) / rate;
    let mut chart = lines(
        Axis::linear("step").within(0.0, end),
        Axis::linear("x, in η").within(-1.5, FROM),
    );
    // Where ε forbids the dance, both lines would lie on the minimum.
    if size > 0.0 {
        let level = |x: f64| [(0.0, x), (end, x)];
        let [up, down] = if epsilon == 0.0 {
            ["η/2".into(), "−η/2".into()]
        } else {
            [size, -size].map(|x| format!("{} η", fixed(x, 2).text))
        };
        chart = chart.line(Ink::THEORY, up, level(size)).line(
            Ink::THEORY,
            down,
            level(-size),
        );
    }
    Ok(chart
        .room("RMSProp")
        .level(0.0, "")
        .marked(
            ink::RMSPROP,
            "RMSProp",
            x.iter().enumerate().map(|(t, &x)| (t as f64, x)),
        )
        .draw(told(
            *settings == Settings::BOOK,
            &format!("Position in units of η against steps in the bowl, from {FROM} η, β = {short}."),
            &format!(
                "{} At step {SHOWN} it is at {} η.",
                said(settings, &x)?,
                digits(x[SHOWN], 2).text,
            ),
        )))
}

/// What the run does, in words.
fn said(settings: &Settings, x: &[f64]) -> Result<String, Invalid> {
    let Settings { rate, epsilon, .. } = *settings;
    let size = size(settings) / rate;
    let last = &x[SHOWN - 2..];
    let sides = last.windows(2).all(|pair| pair[0] * pair[1] < 0.0);
    let near = |x: &f64| (x.abs() / size - 1.0).abs() < 0.05;
    let came = x.iter().any(|x| x.abs() < 0.01);
    Ok(if size > 0.0 && sides && last.iter().all(near) {
        let how = if came {
            "comes to the minimum, rests there for a few steps, jumps out"
        } else {
            "comes near the minimum"
        };
        let half = if epsilon == 0.0 {
            "half of η".into()
        } else {
            format!("{} η", digits(size, 2).text)
        };
        format!(
            "The run {how}, and then steps from {half} on one side to {half} on the other."
        )
    } else if rests(settings)? {
        "The run comes to the minimum and rests there.".into()
    } else if let [a, b, c] = last
        && (a - c).abs() < 1e-6
        && (a - b).abs() > 0.01
    {
        let [b, c] = [b, c].map(|x| fixed(*x, 2).text);
        format!("The run jumps back and forth between {b} η and {c} η.")
    } else if last.iter().all(|x| x.abs() < 0.01) {
        "The run has come to the minimum, but does not stay there."
            .into()
    } else {
        "The run is still on its way.".into()
    })
}
