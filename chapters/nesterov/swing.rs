//! Damped: how far both methods swing in a bowl.

use super::Settings;
use super::by_hand::BOWL;
use crate::draw::{ink, told};
use crate::each::Eager;
use descent::{Ewma, Invalid, Momentum, Nesterov, Path, descend};
use press::figure::{Axis, Figure, lines};
use press::number::{count, fixed, steps};
use press::{Cell, Page};

/// A run has settled when it stays within so much of the minimum for good.
const SETTLED: f64 = 0.01;

pub(super) fn show(settings: &Settings) -> Result<Page, Invalid> {
    let Settings { rate, beta, .. } = *settings;
    let window = Ewma { beta }.window();
    let time =
        (20.0 * window.max(1.0 / rate)).clamp(100.0, 1e5) as usize;
    let plain = descend(
        &Momentum { rate, beta: 0.0, ..Momentum::notes() },
        &BOWL,
        &[1.0],
        time,
    )?;
    let heavy = descend(
        &Momentum { rate, beta, ..Momentum::notes() },
        &BOWL,
        &[1.0],
        time,
    )?;
    let ahead = descend(
        &Nesterov { rate, beta, ..Nesterov::notes() },
        &BOWL,
        &[1.0],
        time,
    )?;
    let [_, a, b] = [&plain, &heavy, &ahead].map(Swing::of);
    let later = |time: Option<usize>| time.unwrap_or(usize::MAX);
    let rows = [
        ("gradient descent", &plain),
        ("momentum", &heavy),
        ("Nesterov", &ahead),
    ];
    Ok(Page::part()
        .table(
            "swing",
            ["method", "runs past by", "crossings until settled", "settled at", "distance in all"],
            rows.map(|(name, path)| Swing::of(path).row(name)).into(),
        )
        .figure("swing", figure(settings, [&plain, &heavy, &ahead]))
        .claim(
            "swing",
            format!("In this bowl, with η = {rate} and β = {beta}, Nesterov’s method runs past the minimum by less than two thirds of momentum’s overshoot, crosses it half as many times before it settles, and does so in less than two thirds of the steps."),
            3.0 * b.past < 2.0 * a.past
                && b.past > 0.0
                && 2 * b.crossings == a.crossings
                && later(b.settled).saturating_mul(3) < later(a.settled).saturating_mul(2),
        )
        .goal(
            "glide",
            "Nesterov’s method settles before step 20 and never passes 0.",
            b.past == 0.0 && later(b.settled) < 20,
        ))
}

/// What a swing is measured by.
struct Swing {
    past: f64,
    crossings: usize,
    settled: Option<usize>,
    travelled: f64,
}

impl Swing {
    fn of(path: &Path) -> Self {
        let x = &path.coordinates;
        let far = x
            .iter()
            .rposition(|x| x.abs() > SETTLED)
            .map_or(0, |last| last + 1);
        let settled = (far < path.len() && path.diverged.is_none())
            .then_some(far);
        let end = settled.unwrap_or(path.len() - 1);
        Self {
            past: x.iter().fold(0.0, |most, x| most.max(-x)),
            crossings: (0..end)
                .filter(|&t| x[t] * x[t + 1] < 0.0)
                .count(),
            settled,
            travelled: x
                .windows(2)
                .map(|pair| (pair[1] - pair[0]).abs())
                .sum(),
        }
    }

    fn row(&self, name: &str) -> [Cell; 5] {
        [
            name.into(),
            fixed(self.past, 3).into(),
            count(self.crossings).into(),
            steps(self.settled).into(),
            fixed(self.travelled, 2).into(),
        ]
    }
}

fn figure(
    settings: &Settings,
    [plain, heavy, ahead]: [&Path; 3],
) -> Figure {
    let track = |path: &Path| -> Vec<(f64, f64)> {
        path.points()
            .take(101)
            .enumerate()
            .each(|(t, x)| (t as f64, x[0]))
    };
    let past = |path: &Path| fixed(Swing::of(path).past, 2).text;
    let mut chart = lines(
        Axis::linear("step").within(0.0, 90.0),
        Axis::linear("x, where the minimum is at 0").within(-0.75, 1.0),
    )
    .level(0.0, "");
    // Settled, they would lie on each other.
    for (ink, name, path) in [
        (ink::GRADIENT_DESCENT, "gradient descent", plain),
        (ink::MOMENTUM, "momentum", heavy),
        (ink::NESTEROV, "Nesterov", ahead),
    ] {
        let swing = Swing::of(path);
        // No name stands beside the axes, or they would be narrower. What diverges
        // would hide the rest.
        let lost = path.points().position(|x| x[0].abs() > 2.0);
        let most = lost.map_or(88, |t| (t + 1).min(88));
        let drawn = swing.settled.map_or(most, |t| (t + 1).min(88));
        chart =
            chart.line(ink, name, track(path).into_iter().take(drawn));
        if let Some(t) = swing.settled {
            let at = (t as f64, path.point(t)[0]);
            chart = chart.point(ink, at, t.to_string());
        }
        let lowest = path
            .points()
            .position(|x| swing.past > 0.0 && -x[0] == swing.past);
        if let Some(t) = lowest {
            let words = format!("{} past", past(path));
            chart = chart.point(ink, (t as f64, -swing.past), words);
        }
    }
    let [late, soon] = [heavy, ahead]
        .map(|path| Swing::of(path).settled.unwrap_or(usize::MAX));
    let sooner = if soon < late {
        "and comes to rest sooner"
    } else {
        "and comes to rest no sooner"
    };
    chart.tall(115).draw(told(
        *settings == Settings::BOOK,
        &format!(
            "Position against steps in the bowl x²/2, with η = {} and β = {}.",
            settings.rate, settings.beta,
        ),
        &format!(
            "{} {} {}",
            said("Momentum", "the minimum", heavy, "and swings on"),
            said("Nesterov’s method", "it", ahead, sooner),
            said("Gradient descent", "it", plain, "first"),
        ),
    ))
}

/// What a run does about the minimum, in words.
fn said(who: &str, minimum: &str, path: &Path, then: &str) -> String {
    let Swing { past, .. } = Swing::of(path);
    if path.diverged.is_some() || past > 100.0 {
        format!("{who} diverges.")
    } else if past > SETTLED {
        format!(
            "{who} runs past {minimum} by {} {then}.",
            fixed(past, 2).text
        )
    } else {
        format!("{who} never passes {minimum}.")
    }
}
