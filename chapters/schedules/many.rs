//! Thirty directions: the plans where no rate suits all.

use super::Settings;
use super::cloud::Cloud;
use super::plans::{
    CONSTANT, COSINE, FREE, FREE_USUAL, LINEAR, MEAN, ONE_ROOT, Plan,
    WSD, plans,
};
use crate::each::Eager;
use descent::Invalid;
use press::number::{count, digits, exact, fixed};
use press::{Cell, Page};

/// Directions, from the curvature 1 down to the least, by equal ratios.
pub(super) const DIRECTIONS: usize = 30;
const FLATTEST: f64 = 1e-3;

/// The deviation of the noise on each slope; all directions start at 1.
pub(super) const NOISE: f64 = 0.1;

/// Above 2 the steepest direction diverges.
const MOST: f64 = 1.99;

/// Steps of a run.
const STEPS: [usize; 3] = [100, 1000, 4000];
/// And as many more with `full`.
const MORE: usize = 16_000;

/// All runs of a plan over the thirty directions.
pub(super) type Bowl = Cloud<DIRECTIONS>;

pub(super) fn show(settings: &Settings) -> Result<Page, Invalid> {
    let first = at_best(STEPS[0], &[(0.5, 0.0); 12]);
    let second = at_best(STEPS[1], &first);
    let third = at_best(STEPS[2], &second);
    let more = settings.full.then(|| at_best(MORE, &third));
    let swept = [first, second, third];
    let names = plans(1).map(|(name, _)| name);
    let rows = (0..names.len()).each(|i| -> [Cell; 5] {
        [
            names[i].into(),
            fixed(ratio(&swept[0], i), 3).into(),
            fixed(ratio(&swept[1], i), 3).into(),
            fixed(ratio(&swept[2], i), 3).into(),
            digits(swept[2][i].0, 2).into(),
        ]
    });
    let times =
        |swept: &Swept, i: usize| swept[i].0 / swept[CONSTANT].0;
    let all = || swept.iter().chain(&more);
    let least = |of: &dyn Fn(&Swept) -> f64| {
        all().fold(f64::INFINITY, |least, swept| least.min(of(swept)))
    };
    let most = |of: &dyn Fn(&Swept) -> f64| {
        all().fold(0.0, |most: f64, swept| most.max(of(swept)))
    };
    Ok(Page::part()
        .number("many.directions", count(DIRECTIONS))
        .number("many.flattest", exact(FLATTEST))
        .number("many.noise", exact(NOISE))
        .number("many.times.least", fixed(times(&swept[0], LINEAR), 1))
        .number("many.times.most", fixed(times(&swept[2], LINEAR), 1))
        .number("many.times.wsd", fixed(times(&swept[2], WSD), 1))
        .table(
            "many",
            ["plan", "100 steps", "1000 steps", "4000 steps", "best rate at 4000"],
            rows,
        )
        .claim(
            "many",
            "On thirty directions, whatever the number of steps tried: cosine ends 3 to 6 % above linear, WSD 6 to 21 %, a constant rate more than 20 %; 1 − √u within 3 % of it.",
            least(&|s| ratio(s, COSINE)) > 1.03
                && most(&|s| ratio(s, COSINE)) < 1.06
                && least(&|s| ratio(s, WSD)) > 1.06
                && most(&|s| ratio(s, WSD)) < 1.21
                && least(&|s| ratio(s, CONSTANT)) > 1.2
                && all().all(|s| (ratio(s, ONE_ROOT) - 1.0).abs() < 0.03),
        )
        .claim(
            "means",
            "Schedule-Free with β = ½ and the mean of all points of a constant run end lower than the ten other plans, whatever the number of steps tried. With β = 0.9 Schedule-Free ends more than 8 % above linear.",
            all().all(|s| {
                let most = s[FREE].1.max(s[MEAN].1);
                let others =
                    (0..s.len()).filter(|&i| i != FREE && i != MEAN);
                others.into_iter().all(|i| s[i].1 > 1.01 * most)
                    && ratio(s, FREE_USUAL) > 1.08
            }),
        )
        .claim(
            "higher",
            "The best rate of the linear plan is two and a half to four times that of the constant one, whatever the number of steps tried.",
            all().all(|s| (2.5..4.0).contains(&times(s, LINEAR))),
        ))
}

/// The best rate of each plan and the loss there.
type Swept = [(f64, f64); 12];

/// Where the search begins is where a shorter run ended it, or half of that.
fn at_best(steps: usize, shorter: &Swept) -> Swept {
    let mut swept = *shorter;
    for (swept, (_, plan)) in swept.iter_mut().zip(plans(steps)) {
        *swept = best_of(&plan, steps, 0.6 * swept.0);
    }
    swept
}

/// A plan's loss in units of the linear one's.
fn ratio(swept: &Swept, i: usize) -> f64 {
    swept[i].1 / swept[LINEAR].1
}

/// The best rate for a plan, and the loss at its end.
pub(super) fn best_of(
    plan: &Plan,
    steps: usize,
    guess: f64,
) -> (f64, f64) {
    let factors = plan.factors(steps);
    best(guess, |rate| plan.run(bowl(rate), &factors).loss())
}

/// Before the first step at some rate.
pub(super) fn bowl(rate: f64) -> Bowl {
    let ratio = libm::pow(FLATTEST, 1.0 / (DIRECTIONS - 1) as f64);
    let mut h = [1.0; DIRECTIONS];
    for i in 1..DIRECTIONS {
        h[i] = h[i - 1] * ratio;
    }
    Cloud::new(h, [rate; DIRECTIONS], NOISE)
}

/// The rate below 1.99 at which a loss is least: from a guess on, by smaller and
/// smaller factors, each as long as it helps.
pub(super) fn best(
    guess: f64,
    loss: impl Fn(f64) -> f64,
) -> (f64, f64) {
    let mut found = (guess, loss(guess));
    for factor in [1.6, 1.2, 1.07, 1.02] {
        for factor in [factor, 1.0 / factor] {
            let mut moved = false;
            loop {
                let rate = (found.0 * factor).min(MOST);
                let there = loss(rate);
                if there >= found.1 {
                    break;
                }
                (found, moved) = ((rate, there), true);
            }
            if moved {
                break;
            }
        }
    }
    found
}
