//! The two pictures of a step, whole or up to one of its five stages.

use super::Settings;
use super::pictures::{KAPPA, RAVINE, START};
use crate::draw::{contours, ink};
use descent::{Invalid, Momentum, Nesterov, Path, descend};
use press::figure::{Contours, Figure, Ink, panels};
use press::number::fixed;
use std::f64::consts::TAU;

pub(super) type Point = [f64; 2];

/// The second step: the first has given both methods the same velocity.
pub(super) struct Second {
    pub(super) stand: Point,
    /// −β times the velocity.
    pub(super) carried: Point,
    pub(super) ahead: Point,
    /// −η times the slope where each method asks.
    pub(super) pushes: [Point; 2],
    pub(super) ends: [Point; 2],
}

impl Second {
    pub(super) fn of(rate: f64, beta: f64) -> Result<Self, Invalid> {
        let momentum = Momentum { rate, beta, ..Momentum::notes() };
        let nesterov = Nesterov { rate, beta, ..Nesterov::notes() };
        let heavy = descend(&momentum, &RAVINE, &START, 2)?;
        let ahead = descend(&nesterov, &RAVINE, &START, 2)?;
        let point = |path: &Path, t: usize| -> Point {
            [path.point(t)[0], path.point(t)[1]]
        };
        let stand = point(&heavy, 1);
        let velocity = [0, 1].map(|i| START[i] - stand[i]);
        let carried = velocity.map(|v| -beta * v);
        let look = [stand[0] + carried[0], stand[1] + carried[1]];
        let push = |at: Point| [-rate * at[0], -rate * KAPPA * at[1]];
        Ok(Self {
            stand,
            carried,
            ahead: look,
            pushes: [push(stand), push(look)],
            ends: [point(&heavy, 2), point(&ahead, 2)],
        })
    }

    /// The middle and half the width of a square around the step, with room.
    fn square(&self) -> (Point, f64) {
        let corners =
            [self.stand, self.ahead, self.ends[0], self.ends[1]];
        let span = |i: usize| {
            let of = |pick: fn(f64, f64) -> f64| {
                corners.iter().map(|p| p[i]).reduce(pick).unwrap_or(0.0)
            };
            let (low, high) = (of(f64::min), of(f64::max));
            ((low + high) / 2.0, high - low)
        };
        let ((x, wide), (y, high)) = (span(0), span(1));
        ([x, y], 0.7 * high.max(wide).max(1e-9))
    }
}

/// What there is to a step, one after the other.
const STANDS: usize = 1;
const CARRIED: usize = 2;
const ASKS: usize = 3;
const PUSHED: usize = 4;
const ENDS: usize = 5;

/// Both pictures, in one scale and over the same ground.
pub(super) fn figure(
    settings: &Settings,
    second: &Second,
) -> Result<Figure, Invalid> {
    let stage = settings.stage.map(|stage| stage as usize);
    // The ground of the book's step, whichever is drawn.
    let Settings { rate, beta, .. } = Settings::BOOK;
    let ground = Second::of(rate, beta)?.square();
    let half = |which: usize| {
        picture(second, ground, which, stage).without_key()
    };
    Ok(panels(2)
        .panel("momentum: at once", half(0))
        .panel("Nesterov: one after the other", half(1))
        .draw(said(second, stage)))
}

/// What both pictures show, in words: all of it, or the one stage.
fn said(second: &Second, stage: Option<usize>) -> String {
    let shown = |p: Point| {
        format!("({}, {})", fixed(p[0], 2).text, fixed(p[1], 2).text)
    };
    let Second { ahead, pushes, ends, .. } = second;
    let (stand, look) = (shown(second.stand), shown(*ahead));
    let crossed = if second.stand[1] * ahead[1] < 0.0 {
        "beyond the floor"
    } else {
        "on this side of the floor"
    };
    // With β = 0 there is nothing to be drawn.
    let kept = if second.carried == [0.0; 2] {
        "β = 0 leaves no momentum step".into()
    } else {
        format!("The kept velocity leads both to {look}, {crossed}")
    };
    let maps = "Two maps of a ravine, to one scale";
    match stage {
        Some(STANDS) => format!(
            "Stage 1, where it stands: both methods are at W = {stand}, after a first step that was the same for both. {maps}."
        ),
        Some(CARRIED) => {
            format!("Stage 2, the momentum step: {kept}. {maps}.")
        }
        Some(ASKS) => format!(
            "Stage 3, the slope: momentum asks for it at W, {stand}, and Nesterov at the look-ahead point, {look}. {maps}, with an arrow downhill from each."
        ),
        Some(PUSHED) => format!(
            "Stage 4, the gradient step: from W momentum’s is {}, and from the look-ahead point Nesterov’s is {}. {maps}.",
            shown(pushes[0]),
            shown(pushes[1])
        ),
        Some(ENDS) => format!(
            "Stage 5, where it ends: momentum, the sum of both parts, at {}, and Nesterov, one part after the other, at {}. {maps}.",
            shown(ends[0]),
            shown(ends[1])
        ),
        _ => format!(
            "{maps}, with the second step of each method from W = {stand}. {kept}. \
             Momentum adds the gradient step of W, {}, and ends at {}. Nesterov adds that of the look-ahead point, {}, and ends at {}.",
            shown(pushes[0]),
            shown(ends[0]),
            shown(pushes[1]),
            shown(ends[1]),
        ),
    }
}

fn picture(
    second: &Second,
    ([x, y], half): (Point, f64),
    which: usize,
    stage: Option<usize>,
) -> Contours {
    let Second { stand, carried, ahead, pushes, ends } = second;
    let pair = |p: Point| (p[0], p[1]);
    let plus = |a: Point, b: Point| (a[0] + b[0], a[1] + b[1]);
    let (foot, ink, sum, push) = if which == 0 {
        (*stand, ink::MOMENTUM, "momentum’s step", "−ηg here")
    } else {
        (*ahead, ink::NESTEROV, "Nesterov’s step", "−ηg there")
    };
    // An arrow that is nowhere on the map would leave its name below it.
    let seen = |from: Point, by: Point| {
        (0..=50).any(|i| {
            let along = f64::from(i) / 50.0;
            let off =
                |i: usize| (from[i] + along * by[i] - [x, y][i]).abs();
            off(0) < half && off(1) < half
        })
    };
    let until = stage.unwrap_or(ENDS);
    let mut map =
        contours(&RAVINE, [[x - half, x + half], [y - half, y + half]])
            .axes("along the ravine, x", "across it, y")
            .line(
                Ink::THEORY,
                "the floor",
                [(x - half, 0.0), (x + half, 0.0)],
            );
    // No arrow marks the place yet, or none that starts there.
    if matches!(until, STANDS | ASKS) {
        let at = if until == STANDS { *stand } else { foot };
        map = map.line(Ink::TEXT, "", ring(at, 0.025 * half));
    }
    if until >= CARRIED
        && *carried != [0.0; 2]
        && seen(*stand, *carried)
    {
        map = map.arrow(
            ink::MOMENTUM.dashed(),
            "−βv",
            [pair(*stand), plus(*stand, *carried)],
        );
    }
    if until == ASKS {
        let [dx, dy] = pushes[which];
        let long = (dx * dx + dy * dy).sqrt().max(f64::MIN_POSITIVE);
        let downhill = [dx, dy].map(|d| 0.3 * half * d / long);
        let words =
            if which == 0 { "downhill here" } else { "downhill there" };
        if seen(foot, downhill) {
            map = map.arrow(
                Ink::TEXT,
                words,
                [pair(foot), plus(foot, downhill)],
            );
        }
    }
    if until >= PUSHED && seen(foot, pushes[which]) {
        map = map.arrow(
            ink::GRADIENT_DESCENT,
            push,
            [pair(foot), plus(foot, pushes[which])],
        );
    }
    let whole = [0, 1].map(|i| ends[which][i] - stand[i]);
    if until >= ENDS && seen(*stand, whole) {
        map = map.arrow(
            ink.bold(),
            sum,
            [pair(*stand), pair(ends[which])],
        );
    }
    map =
        map.words((stand[0] - 0.12 * half, stand[1] + 0.1 * half), "W");
    // Momentum asks where it stands.
    if which == 0 || until < CARRIED {
        map
    } else {
        map.words(
            (ahead[0], ahead[1] - 0.12 * half),
            "look-ahead point",
        )
    }
}

/// A small circle around a point.
fn ring(
    [x, y]: Point,
    radius: f64,
) -> impl Iterator<Item = (f64, f64)> {
    (0..=24).map(move |i| {
        let turn = TAU * f64::from(i) / 24.0;
        (x + radius * libm::cos(turn), y + radius * libm::sin(turn))
    })
}
