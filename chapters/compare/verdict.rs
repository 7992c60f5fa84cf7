//! What the comparison shows: the claims, over the two plans and the five tasks.

use super::arena::{Contest, Judged};
use super::causes::PATIENT;
use super::methods::COUNT;
use super::methods::Method::{
    self, AdaGrad, Adam, AdamW, GradientDescent, Lion, LongRmsProp,
    Momentum, Muon, Nesterov, RmsProp, ScheduleFree, Shampoo,
    SignDescent, Signum, Soap,
};
use super::plan::{BOWL, BUDGET, NETWORK, VALLEY, decade};
use super::tables::places;
use crate::each::Eager;
use crate::quartile::quartile;
use press::Page;

// The tasks' places in a contest.
pub(super) const TURNED: usize = 1;
const CURVED: usize = 2;
const WINES: usize = 3;
const DIGITS: usize = 4;

/// Their steps have a length that does not shrink with the slope.
const LONG: [Method; 6] =
    [RmsProp, SignDescent, Signum, Lion, Muon, Soap];

/// They move along the slope, or a sum of slopes. They come first.
const PLAIN: [Method; 3] = [GradientDescent, Momentum, Nesterov];

pub(super) fn claims(
    both: &[[Contest; 5]; 2],
    patient: [f64; 4],
) -> Page {
    protocol(both)
        .with(surfaces(both, patient))
        .with(networks(both))
        .with(together(both))
}

fn median(contest: &Contest, method: Method) -> f64 {
    contest[method as usize].median()
}

/// The place of a method, 1 for the first.
fn place(contest: &Contest, method: Method) -> usize {
    places(contest)[method as usize]
}

/// By how much rates that fall make a median larger.
fn change(both: &[[Contest; 5]; 2], task: usize, m: Method) -> f64 {
    let [still, falling] = both;
    median(&falling[task], m) / median(&still[task], m)
}

fn protocol(both: &[[Contest; 5]; 2]) -> Page {
    let all = || both.iter().flatten().flatten();
    Page::part()
        .claim(
            "inside",
            "Of the hundred and fifty rates chosen, fifteen methods on five tasks under two plans, at most one lies at an end of its grid.",
            all().filter(|judged| at_an_end(judged)).count() <= 1,
        )
        .over_seeds()
        .claim(
            "agree",
            "In at least nine cases of ten the middle half of the judged runs overlaps the middle half of the runs that chose the rate.",
            10 * all().filter(|judged| agrees(judged)).count() >= 9 * all().count(),
        )
        .over_seeds()
}

fn surfaces(both: &[[Contest; 5]; 2], patient: [f64; 4]) -> Page {
    let [still, _] = both;
    let bowls = &still[..=TURNED];
    let turning = |m: Method| {
        median(&still[TURNED], m) / median(&still[0], m).max(1e-30)
    };
    let velocity = [Momentum, Nesterov, Adam, Shampoo];
    Page::part()
        .claim(
            "turning",
            "Turning the bowl leaves the medians of gradient descent, momentum and Nesterov within a factor of ten; it makes AdaGrad’s more than 10²⁰ times as large. Shampoo, AdaGrad’s twin for matrices, ends below 10⁻¹⁵ on both bowls, under both plans.",
            PLAIN.iter().all(|&m| (0.1..10.0).contains(&turning(m)))
                && turning(AdaGrad) > 1e20
                && both.iter().flat_map(|c| &c[..=TURNED]).all(|c| median(c, Shampoo) < 1e-15),
        )
        .over_seeds()
        .claim(
            "floor",
            "With constant rates the six whose steps keep their length, RMSProp with β = 0.9, the three of signs, Muon and SOAP, end above 10⁻⁶ on both bowls. Rates that fall divide each of these medians by more than three.",
            bowls.iter().all(|c| LONG.iter().all(|&m| median(c, m) > 1e-6))
                && (0..=TURNED).all(|task| LONG.iter().all(|&m| change(both, task, m) < 1.0 / 3.0)),
        )
        .over_seeds()
        .claim(
            "memory",
            "With β = 0.99, at constant rates, RMSProp’s medians on the bowls are less than a tenth of those with β = 0.9.",
            bowls.iter().all(|c| 10.0 * median(c, LongRmsProp) < median(c, RmsProp)),
        )
        .over_seeds()
        .claim(
            "aim",
            "On the turned bowl momentum, Nesterov, Adam and Shampoo end below 10⁻¹⁰, and all others above 10⁻⁸, under both plans.",
            both.iter().all(|contests| {
                let contest = &contests[TURNED];
                let low = |m: usize| velocity.iter().any(|&v| v as usize == m);
                (0..COUNT).all(|m| {
                    let median = contest[m].median();
                    if low(m) { median < 1e-10 } else { median > 1e-8 }
                })
            }),
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
            "valley",
            "In Rosenbrock’s valley SOAP has the lowest median under both plans. With constant rates momentum and Adam are among the first five; with falling ones Muon is second.",
            both.iter().all(|contests| place(&contests[CURVED], Soap) == 1)
                && [Momentum, Adam].iter().all(|&m| place(&still[CURVED], m) <= 5)
                && place(&both[1][CURVED], Muon) == 2,
        )
        .over_seeds()
        .claim(
            "slower",
            "Rates that fall raise the medians of gradient descent, momentum and Nesterov on both bowls.",
            (0..=TURNED).all(|task| PLAIN.iter().all(|&m| change(both, task, m) > 1.0)),
        )
        .over_seeds()
        .claim(
            "costly",
            "On both bowls AdamW’s median is above Adam’s under both plans: its decay pulls away from the minimum.",
            both.iter().all(|contests| {
                contests[..=TURNED].iter().all(|c| median(c, AdamW) > median(c, Adam))
            }),
        )
        .over_seeds()
}

fn networks(both: &[[Contest; 5]; 2]) -> Page {
    let [still, falling] = both;
    let wines = &still[WINES];
    let mut least = wines.iter().each(least);
    let costs = wines
        .iter()
        .zip(&least)
        .each(|(judged, least)| tenfold(judged, NETWORK) - least);
    least.sort_by(f64::total_cmp);
    let ahead = least[COUNT / 2] - least[0];
    let raised = still[DIGITS]
        .iter()
        .zip(&falling[DIGITS])
        .filter(|(still, falling)| falling.median() > still.median())
        .count();
    Page::part()
        .claim(
            "wine",
            "On the wines Schedule-Free has one of the two lowest medians at constant rates, and beside the falling ones one of the three lowest. With falling rates gradient descent has one of the four highest, and under neither plan is it or momentum among the first seven.",
            place(&still[WINES], ScheduleFree) <= 2
                && place(&falling[WINES], ScheduleFree) <= 3
                && place(&falling[WINES], GradientDescent) > COUNT - 4
                && both.iter().all(|contests| {
                    [GradientDescent, Momentum].iter().all(|&m| place(&contests[WINES], m) > 7)
                }),
        )
        .over_seeds()
        .claim(
            "digits",
            "On the digits, under both plans, SOAP, Schedule-Free and Muon have three of the six lowest medians.",
            both.iter().all(|contests| {
                [Soap, ScheduleFree, Muon].iter().all(|&m| place(&contests[DIGITS], m) <= 6)
            }),
        )
        .over_seeds()
        .claim(
            "hurry",
            "On the digits rates that fall raise the medians of more than half of the methods.",
            2 * raised > COUNT,
        )
        .over_seeds()
        .claim(
            "tie",
            "On the wines, with constant rates, at least two thirds of all pairs of methods have middle halves that overlap on fresh wines, and more do than in training.",
            overlaps(&still[WINES], |judged| &judged.fresh) >= 2.0 / 3.0
                && overlaps(&still[WINES], |judged| &judged.fresh) > overlaps(&still[WINES], |judged| &judged.ends),
        )
        .over_seeds()
        .claim(
            "rate",
            "On the wines, ten times the best rate costs at least twelve of the fifteen methods more than the best of them is ahead of the middle one.",
            costs.iter().filter(|&&cost| cost > ahead).count() >= 12,
        )
        .over_seeds()
}

fn together(both: &[[Contest; 5]; 2]) -> Page {
    let [still, _] = both;
    let all = || both.iter().flatten();
    Page::part()
        .claim(
            "cliff",
            "With constant rates, on each of the three surfaces, at ten times the best rate more than a quarter of the tuning runs of gradient descent, momentum and Nesterov diverge. Of every other method but Shampoo not as many do, at any rate tried, on any task.",
            still[..WINES].iter().zip([BOWL, BOWL, VALLEY]).all(|(contest, kind)| {
                PLAIN.iter().all(|&m| tenfold(&contest[m as usize], kind).is_infinite())
            }) && still.iter().all(|contest| {
                (PLAIN.len()..COUNT)
                    .filter(|&m| m != Shampoo as usize)
                    .flat_map(|m| &contest[m].gone)
                    .all(|&gone| gone <= 0.25)
            }),
        )
        .over_seeds()
        .claim(
            "unbeaten",
            "Adam has the lowest median on no task, under neither plan.",
            all().all(|c| place(c, Adam) > 1),
        )
        .over_seeds()
        .claim(
            "no_champion",
            "No method has the least median loss on all five tasks, whether the rates stay or fall: every one has a task on which at least four others are ahead of it.",
            both.iter().all(|contests| {
                (0..COUNT).all(|m| contests.iter().any(|c| places(c)[m] > 4))
            }),
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
