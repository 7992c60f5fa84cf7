//! What the comparison shows: the claims, over the two plans and the four tasks.

use super::arena::{COUNT, Contest, Judged};
use super::causes::PATIENT;
use super::plan::{BOWL, BUDGET, NETWORK, VALLEY, decade};
use super::tables::places;
use crate::each::Eager;
use crate::quartile::quartile;
use press::Page;

// Their places in a contest.
const MOMENTUM: usize = 1;
const NESTEROV: usize = 2;
pub(super) const ADAGRAD: usize = 3;
const RMSPROP: usize = 4;
pub(super) const LONG_RMSPROP: usize = 5;
const ADAM: usize = 6;
const ADAMW: usize = 7;

// And the tasks'.
pub(super) const TURNED: usize = 1;
pub(super) const CURVED: usize = 2;
pub(super) const WINES: usize = 3;

pub(super) fn claims(
    both: &[[Contest; 4]; 2],
    patient: [f64; 4],
) -> Page {
    let [still, falling] = both;
    let all = || both.iter().flatten();
    let median =
        |contest: &Contest, method: usize| contest[method].median();
    let places = |contest: &Contest| places(contest);
    let bowls = &still[..=TURNED];
    let behind = |contest: &Contest| {
        (0..ADAMW).all(|m| {
            m == RMSPROP
                || median(contest, m) < median(contest, RMSPROP)
        })
    };
    let change = |task: usize, m: usize| {
        median(&falling[task], m) / median(&still[task], m)
    };
    let velocity = [MOMENTUM, NESTEROV, ADAM];
    let least = still[WINES].each_ref().map(least);
    let gap = least.iter().copied().fold(0.0, f64::max)
        - least.iter().copied().fold(f64::INFINITY, f64::min);
    Page::part()
        .claim(
            "inside",
            "Of the sixty-four rates chosen, eight methods on four tasks under two plans, none lies at an end of the grid.",
            !all().flatten().any(at_an_end),
        )
        .over_seeds()
        .claim(
            "agree",
            "In at least sixty-two of the sixty-four cases the middle half of the judged runs overlaps the middle half of the runs that chose the rate.",
            all().flatten().filter(|judged| agrees(judged)).count() >= 62,
        )
        .over_seeds()
        .claim(
            "turning",
            "Turning the bowl leaves the medians of gradient descent, momentum and Nesterov within a factor of ten; it makes AdaGrad’s more than 10¹⁰ times as large.",
            (0..ADAGRAD).all(|m| (0.1..10.0).contains(&(median(&still[TURNED], m) / median(&still[0], m))))
                && median(&still[TURNED], ADAGRAD) > 1e10 * median(&still[0], ADAGRAD),
        )
        .over_seeds()
        .claim(
            "floor",
            "With β = 0.9 and a constant rate RMSProp ends above every method without decay, on both bowls. With β = 0.99, and the rate just as constant, it does not: its median is less than a tenth of that.",
            bowls.iter().all(|c| behind(c) && 10.0 * median(c, LONG_RMSPROP) < median(c, RMSPROP)),
        )
        .over_seeds()
        .claim(
            "aim",
            "On the turned bowl the three with a velocity and no decay, momentum, Nesterov and Adam, end below 10⁻¹⁰, and all others above 10⁻⁸, under both plans.",
            both.iter().all(|contests| {
                (0..COUNT).all(|m| {
                    let median = median(&contests[TURNED], m);
                    if velocity.contains(&m) { median < 1e-10 } else { median > 1e-8 }
                })
            }),
        )
        .over_seeds()
        .claim(
            "valley",
            "In Rosenbrock’s valley, with constant rates, momentum, Nesterov and Adam have lower medians than all others.",
            velocity.iter().all(|&m| places(&still[CURVED])[m] <= 3),
        )
        .over_seeds()
        .claim(
            "wine",
            "On the wines the methods that scale, AdaGrad, both RMSProps, Adam and AdamW, have lower medians than gradient descent and momentum, with constant rates; with falling rates all of them are below gradient descent.",
            (ADAGRAD..COUNT).all(|m| {
                let [own, plain, heavy] = [m, 0, MOMENTUM].map(|m| median(&still[WINES], m));
                own < plain && own < heavy && median(&falling[WINES], m) < median(&falling[WINES], 0)
            }),
        )
        .over_seeds()
        .claim(
            "tie",
            "With constant rates the middle halves of these five overlap in training, and those of all eight on the fresh wines, in at least four pairs of five.",
            overlaps(&still[WINES][ADAGRAD..], |judged| &judged.ends) >= 0.8
                && overlaps(&still[WINES], |judged| &judged.fresh) >= 0.8,
        )
        .over_seeds()
        .claim(
            "patient",
            format!(
                "On the turned bowl, at the rate that is best for {BUDGET} steps, the first step of RMSProp with β = 0.99 takes the loss above 1000. Between steps 100 and {BUDGET} it gets above a hundredth, at step {BUDGET} it is below a thousandth, and at step {PATIENT} above 1, all by the median."
            ),
            patient[0] > 1000.0 && patient[1] > 1e-2 && patient[2] < 1e-3 && patient[3] > 1.0,
        )
        .over_seeds()
        .claim(
            "falling",
            "Rates that fall raise the medians of momentum and Nesterov on all three surfaces. RMSProp’s with β = 0.9 they lower, on both bowls by a factor of more than five hundred, and on the wines.",
            (0..WINES).all(|task| [MOMENTUM, NESTEROV].iter().all(|&m| change(task, m) > 1.0))
                && (0..=TURNED).all(|task| change(task, RMSPROP) < 1.0 / 500.0)
                && change(WINES, RMSPROP) < 1.0,
        )
        .over_seeds()
        .claim(
            "cooled",
            "With rates that fall, RMSProp with β = 0.9, behind every method without decay on both bowls with constant ones, has the lowest median on the wines.",
            places(&falling[WINES])[RMSPROP] == 1 && bowls.iter().all(behind),
        )
        .over_seeds()
        .claim(
            "costly",
            "On the three surfaces AdamW’s median is above Adam’s under both plans: its decay pulls away from the minimum.",
            both.iter().all(|contests| {
                contests[..WINES].iter().all(|c| median(c, ADAMW) > median(c, ADAM))
            }),
        )
        .over_seeds()
        .claim(
            "leads",
            "On the turned bowl momentum, Nesterov and Adam have the three lowest medians, on the straight one AdaGrad has one of the two lowest, under both plans.",
            both.iter().all(|contests| {
                velocity.iter().all(|&m| places(&contests[TURNED])[m] <= velocity.len())
                    && places(&contests[0])[ADAGRAD] <= 2
            }),
        )
        .over_seeds()
        .claim(
            "places",
            "Under neither plan is Adam among the last two of the eight on any task; AdamW is on both bowls, with constant rates.",
            all().all(|contest| places(contest)[ADAM] <= COUNT - 2)
                && bowls.iter().all(|c| places(c)[ADAMW] > COUNT - 2),
        )
        .over_seeds()
        .claim(
            "rate",
            "On the network, ten times the best rate costs every one of the eight methods more than the worst of them, at its best rate, loses to the best.",
            (0..COUNT).all(|m| tenfold(&still[WINES][m], NETWORK) - least[m] > gap),
        )
        .over_seeds()
        .claim(
            "cliff",
            "With constant rates, on each of the four tasks, at ten times the best rate more than a quarter of the tuning runs of gradient descent, momentum and Nesterov diverge. Of the five methods that scale not as many do, at any rate tried.",
            still.iter().zip([BOWL, BOWL, VALLEY, NETWORK]).all(|(contest, kind)| {
                contest[..ADAGRAD].iter().all(|judged| tenfold(judged, kind).is_infinite())
                    && contest[ADAGRAD..].iter().all(|judged| judged.curve.iter().all(|(_, loss)| loss.is_finite()))
            }),
        )
        .over_seeds()
        .claim(
            "no_champion",
            "No method has the least median loss on all four tasks, whether the rates stay or fall.",
            both.iter().all(|contests| (0..COUNT).all(|m| contests.iter().any(|c| places(c)[m] > 1))),
        )
        .over_seeds()
}

fn at_an_end(judged: &Judged) -> bool {
    let ends =
        [judged.curve[0].0, judged.curve[judged.curve.len() - 1].0];
    ends.contains(&judged.rate)
}

/// Whether the middle halves of the tuned and of the judged runs overlap.
fn agrees(judged: &Judged) -> bool {
    overlap(&judged.tuned, &judged.ends)
}

fn overlap(one: &[f64], other: &[f64]) -> bool {
    quartile(one, 1) <= quartile(other, 3)
        && quartile(other, 1) <= quartile(one, 3)
}

/// The share of all pairs whose middle halves overlap.
fn overlaps(all: &[Judged], losses: impl Fn(&Judged) -> &[f64]) -> f64 {
    let pairs =
        (1..all.len()).flat_map(|a| (0..a).map(move |b| (a, b)));
    let both =
        pairs.each(|(a, b)| overlap(losses(&all[a]), losses(&all[b])));
    both.iter().filter(|&&overlap| overlap).count() as f64
        / both.len() as f64
}

/// The smallest third quartile that tuning has seen.
fn least(judged: &Judged) -> f64 {
    quartile(&judged.tuned, 3)
}

/// What tuning has seen at ten times the chosen rate, or at the end of the grid.
fn tenfold(judged: &Judged, kind: usize) -> f64 {
    let best = judged
        .curve
        .iter()
        .position(|point| point.0 == judged.rate)
        .unwrap_or(0);
    judged.curve[(best + decade(kind)).min(judged.curve.len() - 1)].1
}
