//! Adam comes to rest, and leaves again: v forgets until the step is too large.

use super::Settings;
use super::by_hand::BOWL;
use super::leaving::{figure, stays};
use descent::surface::elongated_bowl;
use descent::{
    Adam, Epsilon, Invalid, Momentum, Optimizer, Path, Surface, descend,
};
use press::Page;
use press::number::{count, digits, exact, fixed, percent};

pub(super) const STEPS: usize = 15_000;
pub(super) const RATE: f64 = 0.01;

/// The steps of the calm over which its speed is measured.
const CALM: [usize; 2] = [1_000, 13_000];

/// An ε large enough to keep the effective rate below the limit.
pub(super) const LARGE: f64 = 1e-3;

/// One step of the run.
#[derive(Debug, Clone, Copy)]
pub(super) struct Moment {
    /// |x|.
    pub(super) distance: f64,
    /// v, not corrected.
    square: f64,
    /// η over the root of the corrected v, with ε.
    pub(super) effective: f64,
}

pub(super) fn show(settings: &Settings) -> Result<Page, Invalid> {
    let Settings { beta1, beta2, .. } = *settings;
    let rule = Adam { rate: RATE, beta1, beta2, ..Adam::paper() };
    let limit = 2.0 * (1.0 + beta1) / (1.0 - beta1);
    // Between these, momentum's roots are complex.
    let root = beta1.sqrt();
    let borders = [1.0 - root, 1.0 + root]
        .map(|edge| edge * edge / (1.0 - beta1));
    rule.check()?;
    let run = run(&rule);
    let held =
        self::run(&Adam { epsilon: Epsilon::Outside(LARGE), ..rule });
    let lowest = (0..=STEPS).fold(0, |low, t| {
        if run[t].distance < run[low].distance { t } else { low }
    });
    let back = (lowest..=STEPS).find(|&t| run[t].distance > RATE);
    let highest = run[lowest..]
        .iter()
        .map(|moment| moment.distance)
        .fold(0.0, f64::max);
    let crossed = (1..=STEPS)
        .find(|&t| run[t].effective > limit)
        .unwrap_or(STEPS);
    let [from, to] = CALM;
    let calm = (to - from) as f64;
    let fall =
        libm::pow(run[to].distance / run[from].distance, 1.0 / calm);
    let faded =
        libm::pow(run[to].square / run[from].square, 1.0 / calm);
    // v only fades from here on: its root has to shrink to η over the limit.
    let shrink = RATE / limit / run[from].square.sqrt();
    let wait = libm::log(shrink) / libm::log(beta2.sqrt());
    let due = from.saturating_add(wait.round() as usize);
    let inside = run[from..=to]
        .iter()
        .all(|m| (borders[0]..=borders[1]).contains(&m.effective));
    Ok(Page::part()
        .number("burst.rate", exact(RATE))
        .number("burst.steps", count(STEPS))
        .number("burst.limit", fixed(limit, 0))
        .number("burst.narrow", digits(borders[0], 2))
        .number("burst.wide", fixed(borders[1], 2))
        .number("burst.fall", fixed(beta1.sqrt(), 4))
        .number("burst.from", count(from))
        .number("burst.effective", digits(run[from].effective, 2))
        .number("burst.growth", percent(1.0 / beta2.sqrt() - 1.0, 2))
        .number("burst.due", count(due))
        .number("burst.crossed", count(crossed))
        .number("burst.lowest", digits(run[lowest].distance, 2))
        .number("burst.lowest.step", count(lowest))
        .number("burst.back", count(back.unwrap_or(STEPS)))
        .number("burst.height", digits(back.map_or(highest, |t| run[t].distance), 3))
        .number("burst.epsilon", exact(LARGE))
        .number("burst.ceiling", fixed(RATE / LARGE, 0))
        .figure("burst", figure(&run, due, limit, *settings == Settings::BOOK))
        .goal(
            "calm",
            format!("Adam comes to rest, and is still there at step {STEPS}."),
            stays(&run),
        )
        .claim(
            "calm",
            format!(
                "From step {from} to step {to} the effective rate stays between the two borders. \
                 On average x shrinks by √β₁ a step, to within a thousandth; v fades by β₂, to twelve digits."
            ),
            inside && (fall / beta1.sqrt() - 1.0).abs() < 1e-3 && (faded / beta2 - 1.0).abs() < 1e-12,
        )
        .claim(
            "burst",
            "x falls below 10⁻³⁰⁰. The effective rate passes 2(1 + β₁)/(1 − β₁) within two steps of the one predicted. There x is at its lowest, give or take fifty steps, and within a thousand it is back above η.",
            run[lowest].distance < 1e-300
                && (from as f64 + wait - crossed as f64).abs() <= 2.0
                && crossed.abs_diff(lowest) < 50
                && back.is_some_and(|t| t < crossed + 1000),
        )
        .claim(
            "held",
            "With this ε there is no burst: at the end x is still less than 10⁻³⁰⁰.",
            held[STEPS].distance < 1e-300,
        )
        .claim(
            "dial",
            "With ε = 10⁶ and the rate 10⁶ η/(1 − β₁), uncorrected Adam follows momentum’s path at the rate η through the bowl with κ = 100, for a hundred steps, to within a ten-thousandth of its start; with ε = 10⁸ the distance is less than a fiftieth of that.",
            dial(1e6)? < 1e-4 && 50.0 * dial(1e8)? < dial(1e6)?,
        ))
}

/// How far Adam with a huge ε is from momentum, on the same bowl.
fn dial(epsilon: f64) -> Result<f64, Invalid> {
    let rate = 0.005;
    let adam = Adam {
        rate: rate * epsilon / 0.1,
        epsilon: Epsilon::Outside(epsilon),
        corrected: false,
        ..Adam::paper()
    };
    let path = |path: Path| path.coordinates;
    let bowl = elongated_bowl(100.0);
    let adam = descend(&adam, &bowl, &[1.0, 1.0], 100).map(path)?;
    let momentum = Momentum { rate, ..Momentum::notes() };
    let momentum =
        descend(&momentum, &bowl, &[1.0, 1.0], 100).map(path)?;
    Ok(adam
        .iter()
        .zip(&momentum)
        .map(|(a, b)| (a - b).abs())
        .fold(0.0, f64::max))
}

/// The distance from the minimum at each step.
pub(super) fn distances(
    rule: &impl Optimizer,
    steps: usize,
) -> Vec<f64> {
    let (mut x, mut state, mut slope) = ([1.0], rule.init(1), [0.0]);
    let mut path = vec![1.0];
    for _ in 0..steps {
        BOWL.gradient(&x, &mut slope);
        rule.step(&mut state, &mut x, &slope);
        path.push(x[0].abs());
    }
    path
}

fn run(rule: &Adam) -> Vec<Moment> {
    let (mut x, mut state, mut slope) = ([1.0], rule.init(1), [0.0]);
    let mut run =
        vec![Moment { distance: 1.0, square: 0.0, effective: 0.0 }];
    for _ in 0..STEPS {
        BOWL.gradient(&x, &mut slope);
        rule.step(&mut state, &mut x, &slope);
        run.push(Moment {
            distance: x[0].abs(),
            square: state.squares[0],
            effective: rule.effective_rates(&state)[0],
        });
    }
    run
}
