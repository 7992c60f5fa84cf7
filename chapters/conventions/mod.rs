//! # Conventions
//!
//! Four libraries and the papers give the same names to rules that differ. This
//! program measures by how much: at the first step, and along a whole path.

use crate::draw::ink;
use crate::each::Eager;
use descent::surface::{Quadratic, elongated_bowl};
use descent::{
    AdaGrad, Adam, Decay, Epsilon, GradientDescent, Invalid, Momentum,
    Nesterov, Optimizer, RatePlace, RmsProp, Schedule, Scheduled,
    WeightDecay, descend,
};
use press::figure::{Axis, Figure, lines};
use press::number::{Shown, count, digits, exact};
use press::{Cell, Chapter, Page, Section};
use setting::{Each, Place, Range, Setting};

mod defaults;
mod matrices;
mod muon;
mod port;

/// What a reader may change.
#[derive(Debug, Clone, PartialEq)]
#[expect(
    missing_docs,
    reason = "each is told once, where it is shown below"
)]
pub struct Settings {
    pub rate: f64,
    pub steps: usize,
}

impl Settings {
    /// The settings of the book.
    pub const BOOK: Self = Self { rate: 0.01, steps: 200 };
}

impl setting::Settings for Settings {
    fn settings(&mut self, each: &mut Each<'_>) {
        let rate = Setting::new(
            "rate",
            "",
            "the learning rate at which paths are compared",
            Range::POSITIVE,
        )
        .log();
        each(&rate, Place::Number(&mut self.rate));
        let steps = Setting::new(
            "steps",
            "",
            "steps of each path",
            Range::from(60.0).to(1e5),
        )
        .log();
        each(&steps, Place::Count(&mut self.steps));
    }
}

/// The appendix.
pub static CHAPTER: Chapter<Settings> = Chapter {
    name: "conventions",
    title: "Conventions",
    about: "Where PyTorch, Keras, Optax, Burn and the papers differ, measured.",
    invitation: "Try:\n  \
        cargo run --bin conventions -- --rate 0.1        larger steps, larger differences?\n  \
        cargo run --bin conventions -- --steps 2000      do they grow or fade?",
    book: Settings::BOOK,
    sections: &[
        Section::new("measured", measured),
        Section::new("matrices", matrices::show),
        Section::new("muon", muon::show),
        Section::new("defaults", defaults::show),
    ],
    own: None,
    live: &[],
};

/// The bowl on which paths are compared: κ = 25, where all of them move.
const BOWL: Quadratic<2> = elongated_bowl(25.0);

/// Where they start.
const START: [f64; 2] = [1.0, 1.0];

/// The step after which the rate is a tenth.
const CUT: usize = 20;

/// Two slopes to take a first step with: an ordinary and a tiny one.
const SLOPES: [f64; 2] = [1.0, 1e-6];

/// How far the rules are apart.
fn measured(settings: &Settings) -> Result<Page, Invalid> {
    let burn =
        Adam { epsilon: Epsilon::Outside(1e-5), ..Adam::paper() };
    let first = [
        (
            "AdaGrad, PyTorch",
            first_steps(&AdaGrad { rate: 1.0, ..AdaGrad::pytorch() }),
        ),
        (
            "AdaGrad, Keras and Optax",
            first_steps(&AdaGrad { rate: 1.0, ..AdaGrad::keras() }),
        ),
        (
            "RMSProp, PyTorch",
            first_steps(&RmsProp { rate: 1.0, ..RmsProp::pytorch() }),
        ),
        (
            "RMSProp, Keras",
            first_steps(&RmsProp { rate: 1.0, ..RmsProp::keras() }),
        ),
        (
            "RMSProp, Optax",
            first_steps(&RmsProp { rate: 1.0, ..RmsProp::optax() }),
        ),
        (
            "Adam, PyTorch and Optax",
            first_steps(&Adam { rate: 1.0, ..Adam::pytorch() }),
        ),
        (
            "Adam, Keras",
            first_steps(&Adam { rate: 1.0, ..Adam::keras() }),
        ),
        ("Adam, Burn", first_steps(&Adam { rate: 1.0, ..burn })),
    ];
    let rows = first.iter().map(|(name, [one, tiny])| -> [Cell; 3] {
        [
            (*name).into(),
            digits(*one, 4).into(),
            digits(*tiny, 3).into(),
        ]
    });
    let apart = apart(settings)?;
    let gaps = apart.iter().map(|pair| -> [Cell; 3] {
        [pair.what.into(), pair.settings.into(), gap(pair.gap).into()]
    });
    Ok(Page::part()
        .number("rate", exact(settings.rate))
        .number("steps", count(settings.steps))
        .table("first", ["rule", "slope 1", "slope 10⁻⁶"], rows.collect())
        .table("port", ["PyTorch", "Keras", "the same?"], port::port())
        .table("apart", ["rules compared", "at", "largest distance"], gaps.collect())
        .figure("halving", halving(settings)?)
        .claim(
            "same",
            "Every pair that is said to be the same stays together to twelve digits.",
            apart.iter().filter(|pair| pair.same).all(|pair| pair.gap < 1e-12),
        )
        .claim(
            "differ",
            "Every other pair comes apart by more than a billionth.",
            apart.iter().filter(|pair| !pair.same).all(|pair| pair.gap > 1e-9),
        ))
}

/// Equal to the last digits that can be asked is shown as 0.
fn gap(value: f64) -> Shown {
    if value < 1e-12 { exact(0.0) } else { digits(value, 2) }
}

/// The length of the first step over η, for each of [`SLOPES`]; the rule's η is 1.
fn first_steps(rule: &impl Optimizer) -> [f64; 2] {
    SLOPES.map(|slope| {
        let mut theta = [0.0];
        rule.step(&mut rule.init(1), &mut theta, &[slope]);
        -theta[0]
    })
}

/// Two rules, and how far their paths come apart.
struct Apart {
    what: &'static str,
    settings: &'static str,
    gap: f64,
    /// Whether they are said to be the same.
    same: bool,
}

fn apart(settings: &Settings) -> Result<Vec<Apart>, Invalid> {
    let rate = settings.rate;
    let inside = Momentum { rate, ..Momentum::keras() };
    let outside = Momentum { rate, ..Momentum::pytorch() };
    let tenth = Schedule::MultiStep { at: vec![CUT], gamma: 0.1 };
    let planned =
        |rule: Momentum| Scheduled { rule, schedule: tenth.clone() };
    let nesterov = |rule: Nesterov| Nesterov { rate, ..rule };
    let torch = AdaGrad { rate, ..AdaGrad::pytorch() };
    let keras = AdaGrad { rate, ..AdaGrad::keras() };
    let rms = |epsilon| RmsProp { rate, epsilon, ..RmsProp::hinton() };
    let adam = |epsilon| Adam { rate, epsilon, ..Adam::paper() };
    let decay = 0.01;
    let l2 = |rule: Adam| WeightDecay { rule, decay: Decay::L2(decay) };
    let decoupled = |rule: Adam| WeightDecay {
        rule,
        decay: Decay::Decoupled(rate * decay),
    };
    let plain = GradientDescent { rate };
    let same =
        |what, settings, gap| Apart { what, settings, gap, same: true };
    let differ = |what, settings, gap| Apart {
        what,
        settings,
        gap,
        same: false,
    };
    Ok(vec![
        same(
            "momentum: rate inside, outside",
            "a constant rate",
            between(settings, &inside, &outside)?,
        ),
        differ(
            "momentum: rate inside, outside",
            "the rate of the figure",
            between(settings, &planned(inside), &planned(outside))?,
        ),
        same(
            "Nesterov: Keras’ form, PyTorch’s",
            "a constant rate",
            between(
                settings,
                &nesterov(Nesterov::keras()),
                &nesterov(Nesterov::pytorch()),
            )?,
        ),
        differ(
            "Nesterov: the notes’ points, Keras’",
            "a constant rate",
            between(
                settings,
                &nesterov(Nesterov::notes()),
                &nesterov(Nesterov::keras()),
            )?,
        ),
        differ(
            "AdaGrad: PyTorch, Keras",
            "their own ε and start",
            between(settings, &torch, &keras)?,
        ),
        same(
            "AdaGrad: PyTorch, Keras",
            "ε = 0, sums from 0.1",
            between(
                settings,
                &AdaGrad {
                    epsilon: Epsilon::Outside(0.0),
                    start: 0.1,
                    ..torch
                },
                &AdaGrad { epsilon: Epsilon::Inside(0.0), ..keras },
            )?,
        ),
        differ(
            "RMSProp: ε outside, inside",
            "ε = 10⁻⁸",
            between(
                settings,
                &rms(Epsilon::Outside(1e-8)),
                &rms(Epsilon::Inside(1e-8)),
            )?,
        ),
        differ(
            "Adam: ε, ε̂",
            "ε = 10⁻⁷",
            between(
                settings,
                &adam(Epsilon::Outside(1e-7)),
                &adam(Epsilon::Hat(1e-7)),
            )?,
        ),
        same(
            "Adam: ε, ε̂",
            "ε = 0",
            between(
                settings,
                &adam(Epsilon::Outside(0.0)),
                &adam(Epsilon::Hat(0.0)),
            )?,
        ),
        same(
            "gradient descent: L2, decoupled decay",
            "λ = 0.01",
            between(
                settings,
                &WeightDecay { rule: plain, decay: Decay::L2(decay) },
                &WeightDecay {
                    rule: plain,
                    decay: Decay::Decoupled(rate * decay),
                },
            )?,
        ),
        differ(
            "momentum: L2, decoupled decay",
            "λ = 0.01",
            between(
                settings,
                &WeightDecay { rule: inside, decay: Decay::L2(decay) },
                &WeightDecay {
                    rule: inside,
                    decay: Decay::Decoupled(rate * decay),
                },
            )?,
        ),
        differ(
            "Adam: L2, decoupled decay",
            "λ = 0.01",
            between(
                settings,
                &l2(adam(Epsilon::Outside(1e-8))),
                &decoupled(adam(Epsilon::Outside(1e-8))),
            )?,
        ),
    ])
}

/// The largest distance between the coordinates of two paths.
fn between(
    settings: &Settings,
    a: &impl Optimizer,
    b: &impl Optimizer,
) -> Result<f64, Invalid> {
    let a = descend(a, &BOWL, &START, settings.steps)?;
    let b = descend(b, &BOWL, &START, settings.steps)?;
    let gaps = a
        .coordinates
        .iter()
        .zip(&b.coordinates)
        .map(|(x, y)| (x - y).abs());
    Ok(gaps.fold(0.0, f64::max))
}

/// One rate change, two velocities.
fn halving(settings: &Settings) -> Result<Figure, Invalid> {
    const DRAWN: usize = 60;
    let run = |place: RatePlace| -> Result<Vec<(f64, f64)>, Invalid> {
        let rule = Momentum {
            rate: settings.rate,
            beta: 0.9,
            dampening: 0.0,
            rate_place: place,
        };
        let schedule =
            Schedule::MultiStep { at: vec![CUT], gamma: 0.1 };
        let path = descend(
            &Scheduled { rule, schedule },
            &BOWL,
            &START,
            DRAWN,
        )?;
        Ok(path
            .points()
            .enumerate()
            .each(|(t, point)| (t as f64, point[0])))
    };
    let (inside, outside) =
        (run(RatePlace::Inside)?, run(RatePlace::Outside)?);
    let last = |line: &[(f64, f64)]| line[line.len() - 1];
    let at = |line: &[(f64, f64)]| digits(last(line).1, 2).text;
    let ends = [last(&inside), last(&outside)];
    let said = [at(&inside), at(&outside)];
    let words = format!(
        "The flat coordinate of two momentum descents whose rate is divided by ten at step {}. Until then they are one line. With the \
         rate inside the velocity, the velocity lives on and carries the point to {} by step {DRAWN}; with the rate outside it is cut \
         at once, and the point is still at {}.",
        CUT,
        at(&inside),
        at(&outside),
    );
    Ok(lines(
        Axis::linear("step").within(0.0, DRAWN as f64),
        Axis::linear("the flat weight w₁").within(-0.5, 1.0),
    )
    .note(CUT as f64, "rate divided by ten")
    .level(0.0, "minimum")
    .line(ink::MOMENTUM, "", inside)
    .line(ink::MOMENTUM.dash_dotted(), "", outside)
    .point(
        ink::MOMENTUM,
        ends[0],
        format!("inside (Keras): {}", said[0]),
    )
    .point(
        ink::MOMENTUM,
        ends[1],
        format!("outside (PyTorch, Optax): {}", said[1]),
    )
    .draw(words))
}
