//! The figure of three descents that look for flatter ground, and a reader's own.

use super::edge::{START, chain, sharpness};
use super::{OWN, Settings};
use crate::draw::plane;
use crate::each::Eager;
use descent::{Invalid, Path};
use press::figure::{
    Axis, Contours, Figure, Ink, Lines, contours, lines, panels,
};
use press::number::{exact, fixed};
use setting::{Each, Place, Range, Setting};

/// The rates that are drawn, for so many steps.
const DRAWN: [f64; 3] = [0.10, 0.15, 0.20];
const DRAWN_STEPS: usize = 30;

/// The settings of the reader's own descent.
pub(super) fn settings(of: &mut Settings, each: &mut Each<'_>) {
    let rate = Setting::new(
        "edge-rate",
        "η",
        "a rate of your own for the chain of two weights, or off (0.1 with a start alone)",
        Range::from(0.001).to(1.0),
    )
    .slider(0.02, 0.3, 0.002);
    each(&rate, Place::Maybe(&mut of.edge_rate));
    let place = Range::from(-5.0).to(5.0);
    let x = Setting::new(
        "edge-x",
        "x",
        "where your own descent of the chain starts, or off (4 with the others alone)",
        place,
    )
    .slider(-3.0, 5.0, 0.05);
    each(&x, Place::Maybe(&mut of.edge_x));
    let y = Setting::new(
        "edge-y",
        "y",
        "where your own descent of the chain starts, or off (0.3 with the others alone)",
        place,
    )
    .slider(-3.0, 5.0, 0.05);
    each(&y, Place::Maybe(&mut of.edge_y));
}

/// A reader's own descent.
pub(super) struct Own {
    rate: f64,
    start: [f64; 2],
    path: Path,
}

impl Own {
    /// That of the settings, if any of its three is given.
    pub(super) fn of(
        settings: &Settings,
    ) -> Result<Option<Self>, Invalid> {
        let Settings { edge_rate, edge_x, edge_y, .. } = settings;
        if [edge_rate, edge_x, edge_y].iter().all(|one| one.is_none()) {
            return Ok(None);
        }
        let rate = edge_rate.unwrap_or(DRAWN[0]);
        let start =
            [edge_x.unwrap_or(START[0]), edge_y.unwrap_or(START[1])];
        Ok(Some(Self { rate, start, path: chain(&start, rate)? }))
    }

    /// The sharpness where it comes to rest, if it does.
    fn rest(&self) -> Option<f64> {
        let rests = self.path.diverged.is_none()
            && self.path.final_loss() < 1e-10;
        rests.then(|| sharpness(self.path.end()))
    }

    /// Whether it gets from sharp ground to flat ground by small steps.
    pub(super) fn is_flat(&self) -> bool {
        self.rate <= 0.1
            && sharpness(&self.start) > 10.0
            && self.rest().is_some_and(|sharp| sharp < 2.1)
    }

    /// How it ends.
    fn ends(&self) -> String {
        match self.rest() {
            Some(sharp) => {
                format!("rests at {}", fixed(sharp, 1).text)
            }
            None if self.path.diverged.is_some() => "diverges".into(),
            None => "does not rest".into(),
        }
    }

    fn says(&self) -> String {
        format!(
            "Your own descent, from ({}, {}) at η = {}, where the sharpness is {:.1} and the limit {:.1}, {}.",
            exact(self.start[0]).text,
            exact(self.start[1]).text,
            self.rate,
            sharpness(&self.start),
            2.0 / self.rate,
            self.ends()
        )
    }

    /// Its way over the loss.
    fn map(&self) -> Contours {
        let side = [-3.0, 5.0];
        let minima = |sign: f64| {
            (0..=80).each(|i| {
                let x = libm::exp(f64::from(i - 40) / 25.0);
                (sign * x, sign / x)
            })
        };
        let near = |(x, y): &(f64, f64)| x.abs().max(y.abs()) < 20.0;
        let way = plane(&self.path).into_iter().take_while(near);
        contours(
            |x, y| 0.5 * (x * y - 1.0) * (x * y - 1.0),
            [side, side],
        )
        .line(Ink::AXIS, "", minima(1.0))
        .line(Ink::AXIS, "", minima(-1.0))
        .path(OWN, "", way)
        .without_key()
    }

    /// Its sharpness against the step.
    fn chart(&self) -> Lines {
        chart(self.rate, &self.path, 44.0, OWN, self.ends())
    }
}

/// A panel a rate, each with its own limit.
pub(super) fn figure(own: Option<&Own>) -> Result<Figure, Invalid> {
    let mut all = panels(DRAWN.len()).on_a_phone(2);
    let mut said = Vec::new();
    for rate in DRAWN {
        let path = chain(&START, rate)?;
        let limit = 2.0 / rate;
        let rest = fixed(sharpness(path.end()), 1).text;
        said.push(format!(
            "at η = {rate}, with the limit {limit:.1}, at {rest}"
        ));
        let name = format!("rests at {rest}");
        let chart = chart(rate, &path, 22.0, Ink::FIRST, name);
        all = all.panel(format!("η = {rate:.2}"), chart);
    }
    let book = format!(
        "The sharpness against the step at three rates, from the same start, where it is {:.1}: it comes to rest {}.",
        sharpness(&START),
        said.join("; ")
    );
    let Some(own) = own else { return Ok(all.draw(book)) };
    let yours = panels(2)
        .panel("your own way, to where xy = 1", own.map())
        .panel(format!("η = {}", own.rate), own.chart());
    let all = panels(1).panel("", all).panel("", yours);
    Ok(all.draw(format!("{} {book}", own.says())))
}

/// The sharpness against the step, and the limit that it has to stay below.
fn chart(
    rate: f64,
    path: &Path,
    highest: f64,
    ink: Ink,
    name: String,
) -> Lines {
    let limit = 2.0 / rate;
    let steps = path.points().take(DRAWN_STEPS + 1).enumerate();
    let line = steps.each(|(t, w)| (t as f64, sharpness(w)));
    lines(
        Axis::linear("step").within(0.0, DRAWN_STEPS as f64),
        Axis::linear("sharpness").within(0.0, highest),
    )
    .hatched([0.0, f64::INFINITY], [limit, f64::INFINITY], "")
    .level(limit, format!("2/η = {limit:.1}"))
    .tall(150)
    .line(ink, name, line)
}
