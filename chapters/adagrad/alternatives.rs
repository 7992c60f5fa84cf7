//! Why a square and a root: what other things to divide by would do.

use super::Settings;
use super::arrival::{arrival, curve, least};
use super::by_hand::first_step;
use super::sparse;
use crate::each::Eager;
use descent::{Invalid, Optimizer, RATE};
use press::number::{digits, fixed, steps};
use press::{Cell, Page};
use setting::{Each, Place};

/// What the slope is divided by.
#[derive(Debug, Clone, Copy, PartialEq)]
enum By {
    /// 1: gradient descent.
    Nothing,
    /// Σ g², without the root.
    Squares,
    /// Σ |g|.
    Moduli,
    /// √(Σ |g|).
    RootOfModuli,
    /// √(Σ g²): AdaGrad, without ε.
    RootOfSquares,
}

/// A rule like AdaGrad, with a choice.
#[derive(Debug, Clone, Copy)]
struct Divided {
    rate: f64,
    by: By,
}

impl Divided {
    fn turn(&self, sum: &mut f64, w: &mut f64, g: f64) {
        *sum += match self.by {
            By::Nothing => 0.0,
            By::Moduli | By::RootOfModuli => g.abs(),
            By::Squares | By::RootOfSquares => g * g,
        };
        let below = match self.by {
            By::Nothing => 1.0,
            By::Squares | By::Moduli => *sum,
            By::RootOfModuli | By::RootOfSquares => sum.sqrt(),
        };
        if below > 0.0 {
            *w -= self.rate * g / below;
        }
    }
}

impl setting::Settings for Divided {
    fn settings(&mut self, each: &mut Each<'_>) {
        each(&RATE, Place::Number(&mut self.rate));
    }
}

impl Optimizer for Divided {
    type State = Vec<f64>;

    fn init(&self, dim: usize) -> Vec<f64> {
        vec![0.0; dim]
    }

    fn step(
        &self,
        sums: &mut Vec<f64>,
        theta: &mut [f64],
        gradient: &[f64],
    ) {
        for ((w, sum), g) in theta.iter_mut().zip(sums).zip(gradient) {
            self.turn(sum, w, *g);
        }
    }

    fn scaled(&self, factor: f64) -> Self {
        Self { rate: self.rate * factor, ..*self }
    }
}

const ALL: [(&str, By); 5] = [
    ("nothing", By::Nothing),
    ("Σ g²", By::Squares),
    ("√(Σ |g|)", By::RootOfModuli),
    ("Σ |g|", By::Moduli),
    ("√(Σ g²)", By::RootOfSquares),
];

/// A small slope and a large one.
const SMALL: f64 = 0.01;
const LARGE: f64 = 100.0;

/// A tenth of the distance that m has to go.
const LOW: f64 = 0.5;

/// Unit slopes walked, and steps granted on the bowl.
const LONG: usize = 10_000;

/// What one way of dividing does.
struct Tried {
    name: &'static str,
    by: By,
    small: f64,
    large: f64,
    travelled: f64,
    best: (f64, Option<usize>),
    /// At a rate that is small against the distance to go.
    low: Option<usize>,
}

pub(super) fn show(settings: &Settings) -> Result<Page, Invalid> {
    let bowl = &sparse::bowl(settings);
    let mut tried = Vec::new();
    for (name, by) in ALL {
        let unit = Divided { rate: 1.0, by };
        let best = least(&curve(bowl, |rate| Divided { rate, by })?);
        let low = Divided { rate: LOW, by };
        tried.push(Tried {
            name,
            by,
            small: -first_step(&unit, SMALL),
            large: -first_step(&unit, LARGE),
            travelled: travelled(&unit),
            best,
            low: arrival(&low, bowl, LONG),
        });
    }
    let find = |by: By| {
        tried.iter().find(|t| t.by == by).expect("all are tried")
    };
    let (squares, moduli) = (find(By::RootOfSquares), find(By::Moduli));
    let many = |steps: Option<usize>| steps.unwrap_or(usize::MAX);
    Ok(Page::part()
        .table(
            "alternatives",
            [
                "divided by",
                "slope 0.01",
                "slope 100",
                "distance",
                "best η",
                "η = 0.5",
            ],
            tried.iter().each(row),
        )
        .number("moduli.way", fixed(moduli.travelled, 1))
        .number("moduli.way.squares", fixed(squares.travelled, 1))
        .claim(
            "units",
            "Only two of the five ways give a first step that does not depend on the size of the slope: the sum of |g| and the root of the sum of g².",
            tried.iter().all(|t| {
                ((t.small / t.large - 1.0).abs() < 1e-12)
                    == matches!(t.by, By::Moduli | By::RootOfSquares)
            }),
        )
        .proved()
        .claim(
            "modulus",
            "At its best rate the sum of |g| takes only a few steps more than AdaGrad. With η = 0.5, a tenth of the distance to go, AdaGrad arrives within 200 steps, and the sum of |g| has not arrived after 10,000.",
            many(moduli.best.1) < many(squares.best.1) + 5
                && many(squares.low) < 200
                && moduli.low.is_none(),
        )
        .over_seeds())
}

fn travelled(rule: &Divided) -> f64 {
    let (mut at, mut sum) = (0.0, 0.0);
    (0..LONG).for_each(|_| rule.turn(&mut sum, &mut at, 1.0));
    -at
}

fn row(t: &Tried) -> [Cell; 6] {
    [
        t.name.into(),
        digits(t.small, 2).into(),
        digits(t.large, 2).into(),
        digits(t.travelled, 3).into(),
        steps(t.best.1).into(),
        steps(t.low).into(),
    ]
}
