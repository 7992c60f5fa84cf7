//! Two non-convex duels: a small network learns the exclusive or, and to separate
//! two half-moons that overlap.

use super::Settings;
use super::duel::{Judged, Task, duel, protocol, rows};
use super::{convex, sweeps};
use descent::random::{normal, seeded, uniform};
use descent::{Activation, Invalid, Loss, Network, RmsProp};
use ndarray::{Array2, array};
use press::Page;
use press::number::{count, fixed};
use std::f64::consts::PI;

const HIDDEN: usize = 5;

// ANCHOR: networks
/// One if exactly one of the two inputs
/// is: no straight line parts the cases.
fn exclusive_or() -> Network {
    Network {
        sizes: vec![2, HIDDEN, 1],
        hidden: Activation::Tanh,
        loss: Loss::CrossEntropy,
        inputs: array![[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]],
        targets: array![[0.0], [1.0], [1.0], [0.0]],
    }
}

/// Points around two half-moons that reach into each other.
fn moons(seed: u64) -> Network {
    let mut chance = seeded(seed);
    let mut inputs = Array2::zeros((POINTS, 2));
    let mut targets = Array2::zeros((POINTS, 1));
    // IDEA
    for row in 0..POINTS {
        let angle = uniform(&mut chance, 0.0, PI);
        let (mut x, mut y) = (libm::cos(angle), libm::sin(angle));
        if row % 2 == 1 {
            (x, y) = (1.0 - x, 0.5 - y);
            targets[[row, 0]] = 1.0;
        }
        inputs[[row, 0]] = x + 0.3 * normal(&mut chance);
        inputs[[row, 1]] = y + 0.3 * normal(&mut chance);
    }
    // IDEA_END
    Network { inputs, targets, ..exclusive_or() }
}
// ANCHOR_END: networks

/// Points, points per step, passes over them; then the same without points.
const POINTS: usize = 30;
const FEW: usize = 3;
const EPOCHS: usize = 50;
const PAIR: usize = 2;
const LONG: usize = 200;

/// The cases of the exclusive or, and epochs between which its loss falls steadily,
/// and the last.
const CASES: usize = 4;
const STEADY: [usize; 2] = [60, 140];
const LATE: [usize; 2] = [180, LONG];

pub(super) fn show(settings: &Settings) -> Result<Page, Invalid> {
    let convex = convex::run(settings)?;
    let start = |seed: u64, network: Network| {
        // Not the numbers that drew the data.
        let start = network.start(&mut seeded(!seed));
        (network, start, 0.0)
    };
    let xor = duel(&Task::new(settings.seed, PAIR, LONG, |seed| {
        start(seed, exclusive_or())
    }))?;
    let mixed = duel(&Task::new(settings.seed, FEW, EPOCHS, |seed| {
        start(seed, moons(seed))
    }))?;
    let all = [
        ("regression", &convex),
        ("exclusive or", &xor),
        ("half-moons", &mixed),
    ];
    let rows = all
        .iter()
        .flat_map(|(name, judged)| rows(name, judged))
        .collect();
    let median = |j: &Judged| j.end[1];
    let (left, root) = (
        xor[1].left(STEADY, CASES / PAIR),
        RmsProp::hinton().beta.sqrt(),
    );
    // There the slopes are no longer large against ε.
    let late = xor[1].left(LATE, CASES / PAIR);
    Ok(Page::part()
        .with(convex::part(&convex))
        .with(protocol())
        .table("duels", ["", "", "best η", "low", "median", "high"], rows)
        .number("net.hidden", count(HIDDEN))
        .number("net.weights", count(exclusive_or().parameters()))
        .number("xor.batch", count(PAIR))
        .number("xor.steps", count(LONG * CASES / PAIR))
        .number("xor.from", count(STEADY[0]))
        .number("xor.to", count(STEADY[1]))
        .number("xor.left", fixed(left, 3))
        .number("xor.root", fixed(root, 3))
        .number("moons.points", count(POINTS))
        .number("moons.batch", count(FEW))
        .number("moons.steps", count(EPOCHS * POINTS / FEW))
        .figure("duels", sweeps::figure(&convex, &xor, &mixed))
        .claim("xor", "On the exclusive or RMSProp’s median loss is less than a hundredth of AdaGrad’s, and even its upper quartile is below AdaGrad’s lower one.", 100.0 * median(&xor[1]) < median(&xor[0]) && xor[1].end[2] < xor[0].end[0])
        .over_seeds()
        .claim("keeps", "On the exclusive or a step leaves on average between √β and 1.005 √β of RMSProp’s median loss from epoch 60 to 140, and more than 1.01 √β from epoch 180 to 200.", (root..1.005 * root).contains(&left) && late > 1.01 * root)
        .over_seeds()
        .claim("moons", "On the half-moons the two medians are within a factor of two of each other, and the middle halves overlap: a network alone does not decide for RMSProp.", median(&mixed[1]) < 2.0 * median(&mixed[0]) && median(&mixed[0]) < 2.0 * median(&mixed[1]) && mixed[1].end[0] < mixed[0].end[2] && mixed[0].end[0] < mixed[1].end[2])
        .over_seeds())
}
