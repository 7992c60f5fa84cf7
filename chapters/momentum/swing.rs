//! The problem: a ball with too much momentum runs past the minimum.

use super::Settings;
use super::by_hand::BOWL;
use crate::draw::ink;
use crate::each::Eager;
use descent::{Ewma, Invalid, Momentum, Path, descend};
use press::Page;
use press::figure::{Axis, Figure, lines};
use press::number::{count, fixed};

/// A run has settled when it stays within so much of the minimum for good.
const SETTLED: f64 = 0.01;

/// Steps drawn.
const DRAWN: usize = 100;

pub(super) fn show(settings: &Settings) -> Result<Page, Invalid> {
    // The least β without a real root, beyond which the ball swings. Rates
    // above 1 make even gradient descent jump to the other side: then, none.
    let still = (1.0 - settings.rate.sqrt().min(1.0))
        * (1.0 - settings.rate.sqrt().min(1.0));
    // Ten times the time in which the slower of velocity and position fades.
    let window = Ewma { beta: settings.beta }.window();
    let time = (20.0 * window.max(1.0 / settings.rate))
        .clamp(100.0, 1e5) as usize;
    let run = |beta| {
        descend(
            &Momentum {
                rate: settings.rate,
                beta,
                ..Momentum::notes()
            },
            &BOWL,
            &[1.0],
            time,
        )
    };
    let [plain, best, heavy] =
        [run(0.0)?, run(still)?, run(settings.beta)?];
    let [plain_time, best_time, heavy_time] =
        [&plain, &best, &heavy].map(settled);
    let never = |path: &Path| path.points().all(|x| x[0] >= 0.0);
    let later = |time: Option<usize>| time.unwrap_or(usize::MAX);
    Ok(Page::part()
        .number("swing.still", fixed(still, 4))
        .number("swing.crossings", count(crossings(&heavy, heavy_time)))
        .number("swing.travelled", fixed(travelled(&heavy, heavy_time), 1))
        .figure("swing", figure(settings, still, [&plain, &best, &heavy]))
        .claim(
            "swing",
            format!(
                "With β = {} the ball runs past the minimum by more than half its first distance, and it settles later than gradient descent.",
                settings.beta
            ),
            past(&heavy) > 0.5 && later(heavy_time) > later(plain_time),
        )
        .goal(
            "glide",
            "The ball with the chosen β settles before step 20 and never passes 0.",
            never(&heavy) && later(heavy_time) < 20,
        )
        .claim(
            "still",
            format!("With β = {still:.4} it never passes the minimum, and settles in less than half of gradient descent’s steps."),
            never(&best) && later(best_time).saturating_mul(2) < later(plain_time),
        ))
}

/// The first step after which the distance stays small; `None` if it does not.
fn settled(path: &Path) -> Option<usize> {
    let far = path
        .coordinates
        .iter()
        .rposition(|x| x.abs() > SETTLED)
        .map_or(0, |last| last + 1);
    (far < path.len() && path.diverged.is_none()).then_some(far)
}

/// How far beyond 0 the path goes.
fn past(path: &Path) -> f64 {
    path.points().map(|x| -x[0]).fold(0.0, f64::max)
}

/// How often it changes sides before it has settled.
fn crossings(path: &Path, settled: Option<usize>) -> usize {
    let end = settled.unwrap_or(path.len() - 1);
    (0..end)
        .filter(|&t| path.point(t)[0] * path.point(t + 1)[0] < 0.0)
        .count()
}

/// How far it has gone, back and forth, before it has settled: 1 would have
/// been enough.
fn travelled(path: &Path, settled: Option<usize>) -> f64 {
    let end = settled.unwrap_or(path.len() - 1);
    (1..=end)
        .map(|t| (path.point(t)[0] - path.point(t - 1)[0]).abs())
        .sum()
}

fn figure(
    settings: &Settings,
    still: f64,
    [plain, best, heavy]: [&Path; 3],
) -> Figure {
    let track = |path: &Path| -> Vec<(f64, f64)> {
        path.points().enumerate().each(|(t, x)| (t as f64, x[0]))
    };
    let mut chart = lines(
        Axis::linear("step").within(0.0, DRAWN as f64),
        Axis::linear("x, where the minimum is at 0").within(-0.75, 1.0),
    )
    .level(0.0, "");
    let runs = [
        (ink::GRADIENT_DESCENT, "gradient descent".to_owned(), plain),
        (ink::MOMENTUM.dashed(), format!("β = {still:.2}"), best),
        (ink::MOMENTUM, format!("β = {}", settings.beta), heavy),
    ];
    // Settled, they would lie on each other.
    for (ink, name, path) in runs {
        let end = settled(path);
        let drawn = end.unwrap_or(path.len() - 1).min(DRAWN) + 1;
        chart =
            chart.line(ink, name, track(path).into_iter().take(drawn));
        if let Some(t) = end {
            let at = (t as f64, path.point(t)[0]);
            chart = chart.point(ink, at, t.to_string());
        }
    }
    let far = past(heavy);
    let lowest = heavy.points().position(|x| x[0] == -far);
    if let Some(t) = lowest {
        let words = format!("{:.2} too far", far);
        chart = chart.span((t as f64, 0.0), (t as f64, -far), words);
    }
    chart.tall(115).draw(format!(
        "Position against steps in the bowl x²/2 with the rate {}. Gradient descent creeps to 0. With β = {still:.2} the ball glides \
         to 0 and stops. With β = {} it runs past it by {:.2} and swings back and forth, travelling {:.1} times the distance before it has settled.",
        settings.rate,
        settings.beta,
        far,
        travelled(heavy, settled(heavy)),
    ))
}
