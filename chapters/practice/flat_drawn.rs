//! The four flat curves as small multiples.

use super::Settings;
use super::flat::{AFTER, BEFORE, Flat, KINDS, late, now};
use crate::draw::told;
use crate::each::Eager;
use press::figure::{Axis, Figure, Ink, Lines, lines, panels};
use press::number::fixed;

/// The losses drawn, over the loss when the rate is changed; noise goes higher.
const LOW: f64 = 0.5;
const HIGH: [f64; 4] = [1.5, 3.0, 1.5, 1.5];

pub(super) fn figure(settings: &Settings, flats: &[Flat]) -> Figure {
    let factor = settings.factor;
    let names =
        [format!("× {factor}"), String::new(), format!("÷ {factor}")];
    let mut all = panels(2);
    let mut told_of = Vec::new();
    for ((kind, flat), high) in KINDS.iter().zip(flats).zip(HIGH) {
        all = all.panel(kind.name, panel(flat, &names, high));
        let [up, _, down] =
            flat.after.each_ref().map(|line| late(line) / now(flat));
        let up = if up < 1e3 {
            format!("at {}", fixed(up, 2).text)
        } else {
            "diverging".into()
        };
        told_of.push(format!(
            "{}: {up} times the loss with the rate multiplied, {} with it divided",
            kind.name,
            fixed(down, 2).text,
        ));
    }
    all.draw(told(
        *settings == Settings::BOOK,
        "Four curves of the loss, each over its value at the step 0, where the rate is multiplied or divided. Until then all are flat.",
        &format!(
            "With the factor {factor}, over the last half of the steps: {}.",
            told_of.join("; "),
        ),
    ))
}

fn panel(flat: &Flat, names: &[String; 3], top: f64) -> Lines {
    let unit = now(flat);
    let scaled = |line: &[(f64, f64)]| {
        let kept = line.iter().filter(|at| at.1.is_finite());
        kept.each(|(t, loss)| (*t, loss / unit))
    };
    let inks = [Ink::SECOND, Ink::TEXT.thin(), Ink::THIRD];
    let mut chart = lines(
        Axis::linear("steps from now")
            .within(-(BEFORE as f64), AFTER as f64),
        Axis::linear("loss, over now").within(LOW, top),
    )
    .line(Ink::FIRST, "", scaled(&flat.before));
    for ((line, ink), name) in flat.after.iter().zip(inks).zip(names) {
        let gone = line.iter().any(|at| !at.1.is_finite());
        let mut drawn = scaled(line);
        if let (true, Some(out)) =
            (gone, drawn.iter().position(|at| at.1 > top))
        {
            drawn.truncate(out + 1);
            let [(t, low), (u, high)] = [drawn[out - 1], drawn[out]];
            let share = (top - low) / (high - low);
            drawn[out] = (t + share * (u - t), top);
        }
        let last = drawn.last().copied();
        chart = chart.line(ink, name.clone(), drawn);
        if let (true, Some(at)) = (gone, last) {
            chart = chart.diverges(ink, at);
        }
    }
    chart.room(names[0].clone())
}
