//! Convex or not: the chord, and a test by midpoints.

use super::Settings;
use super::hessian::{curvatures, hessian};
use super::neuron::neuron;
use super::pictures::WELLS;
use descent::random::{Generator, seeded, uniform};
use descent::surface::{Himmelblau, Rosenbrock, Saddle};
use descent::{Activation, Loss, Network, Surface};
use ndarray::array;
use press::figure::{Axis, Figure, Ink, lines};
use press::number::{count, digits, exact, fixed};
use press::{Cell, Page};
use setting::Invalid;

/// The neuron with a sigmoid behind it: ŷ = 1/(1 + e⁻ᶻ), z = wx + b, and again
/// the mean of (ŷ − y)².
struct Squashed;

impl Surface for Squashed {
    fn dim(&self) -> usize {
        2
    }

    fn value(&self, at: &[f64]) -> f64 {
        self.rows(at).map(|(p, _, y)| (p - y) * (p - y)).sum::<f64>()
            / 3.0
    }

    fn gradient(&self, at: &[f64], into: &mut [f64]) {
        into.fill(0.0);
        for (p, x, y) in self.rows(at) {
            let slope = 2.0 * (p - y) * p * (1.0 - p) / 3.0;
            into[0] += slope * x;
            into[1] += slope;
        }
    }
}

impl Squashed {
    /// Answer, input and truth of each student.
    fn rows(
        &self,
        at: &[f64],
    ) -> impl Iterator<Item = (f64, f64, f64)> {
        let [w, b] = [at[0], at[1]];
        let students = [(1.0, 1.0), (2.0, 1.0), (0.0, 0.0)];
        students.into_iter().map(move |(x, y)| {
            (Activation::Sigmoid.value(w * x + b), x, y)
        })
    }
}

/// The same answers, judged by their cross-entropy instead.
fn logistic() -> Network {
    Network {
        sizes: vec![1, 1],
        hidden: Activation::Sigmoid,
        loss: Loss::CrossEntropy,
        inputs: array![[1.0], [2.0], [0.0]],
        targets: array![[1.0], [1.0], [0.0]],
    }
}

/// A round bowl with a dent around (1, 0), too narrow to be found by chance.
struct Dented;

const DEPTH: f64 = 1e-4;
const WIDTH: f64 = 1e-3;

impl Surface for Dented {
    fn dim(&self) -> usize {
        2
    }

    fn value(&self, at: &[f64]) -> f64 {
        0.5 * (at[0] * at[0] + at[1] * at[1]) - DEPTH * dent(at)
    }

    fn gradient(&self, at: &[f64], into: &mut [f64]) {
        let push = DEPTH * dent(at) / (WIDTH * WIDTH);
        into[0] = at[0] + push * (at[0] - 1.0);
        into[1] = at[1] + push * at[1];
    }
}

/// The shape of the dent: 1 in its middle, and next to nothing a few widths away.
fn dent(at: &[f64]) -> f64 {
    let (x, y) = ((at[0] - 1.0) / WIDTH, at[1] / WIDTH);
    libm::exp(-0.5 * (x * x + y * y))
}

/// Its name in the table.
const DENTED: &str = "bowl with a dent";

/// Pairs tried on each surface.
const PAIRS: usize = 1000;

// ANCHOR: midpoints
/// Of random pairs of points in a box, how many show
/// that the surface is not convex: at the middle it
/// is higher than the mean of its two ends.
fn refuted(
    loss: &impl Surface,
    reach: f64,
    chance: &mut Generator,
) -> usize {
    let mut point = || [(); 2].map(|()| uniform(chance, -reach, reach));
    let mut pairs = 0;
    // IDEA
    for _ in 0..PAIRS {
        let (a, b) = (point(), point());
        let middle = [(a[0] + b[0]) / 2.0, (a[1] + b[1]) / 2.0];
        let mean = (loss.value(&a) + loss.value(&b)) / 2.0;
        // More than rounding could explain.
        let excess = loss.value(&middle) - mean;
        pairs += usize::from(excess > 1e-9 * (1.0 + mean.abs()));
    }
    // IDEA_END
    pairs
}
// ANCHOR_END: midpoints

/// The least curvature at as many random points.
fn least_curvature(
    loss: &impl Surface,
    reach: f64,
    chance: &mut Generator,
) -> f64 {
    let mut point = || [(); 2].map(|()| uniform(chance, -reach, reach));
    (0..PAIRS)
        .map(|_| curvatures(&hessian(loss, &point()))[0])
        .fold(f64::INFINITY, f64::min)
}

pub(super) fn show(settings: &Settings) -> Result<Page, Invalid> {
    let mut chance = seeded(settings.seed);
    let mut sound = true;
    let mut row = |name: &str,
                   loss: &dyn Erased,
                   reach: f64,
                   convex: &str|
     -> [Cell; 5] {
        let (pairs, least) = loss.tried(reach, &mut chance);
        // The dent is there, and neither test finds it.
        let missed = name == DENTED;
        sound &= (pairs == 0 && least > -1e-6)
            == (convex == "yes" || missed);
        let size = if least.abs() < 1e-6 {
            fixed(0.0, 0)
        } else {
            digits(least, 2)
        };
        [
            name.into(),
            exact(reach).into(),
            count(pairs).into(),
            size.into(),
            convex.into(),
        ]
    };
    let rows = vec![
        row("neuron, squares", &neuron(settings.above), 5.0, "yes"),
        row("sigmoid, cross-entropy", &logistic(), 5.0, "yes"),
        row("sigmoid, squares", &Squashed, 5.0, "no"),
        row("saddle", &Saddle, 2.0, "no"),
        row("double well", &WELLS, 2.0, "no"),
        row("Himmelblau", &Himmelblau, 5.0, "no"),
        row("Rosenbrock", &Rosenbrock, 2.0, "no"),
        row(DENTED, &Dented, 2.0, "no"),
    ];
    let hidden = curvatures(&hessian(
        &Dented,
        &[1.0 + 3.0_f64.sqrt() * WIDTH, 0.0],
    ))[0];
    // Half a hundredth from its middle the dent is over: the bowl's own height
    // and curvature, but for a percent of the latter.
    let narrow = [0.995, 1.005].iter().all(|&x| {
        let low = curvatures(&hessian(&Dented, &[x, 0.0]))[0];
        dent(&[x, 0.0]) < 1e-5 && (low - 1.0).abs() < 0.01
    });
    Ok(Page::part()
        .number("pairs", count(PAIRS))
        .number("dent.curvature", fixed(hidden, 0))
        .table("midpoints", ["loss", "box, ±", "pairs against", "least curvature seen", "convex"], rows)
        .figure("chords", figure())
        .claim(
            "midpoints",
            "No pair and no curvature speaks against the two convex losses, and some against every other but the dented bowl.",
            sound,
        )
        .over_seeds()
        .claim(
            "dent",
            "The dented bowl passes both tests, and yet it is not convex: at the rim of its dent, which is less than a hundredth wide, the curvature is far below 0.",
            refuted(&Dented, 2.0, &mut seeded(settings.seed)) == 0
                && least_curvature(&Dented, 2.0, &mut seeded(settings.seed)) > 0.0
                && hidden < -10.0
                && narrow,
        )
        .over_seeds())
}

/// Losses of different types in one table.
trait Erased {
    fn tried(&self, reach: f64, chance: &mut Generator)
    -> (usize, f64);
}

impl<S: Surface> Erased for S {
    fn tried(
        &self,
        reach: f64,
        chance: &mut Generator,
    ) -> (usize, f64) {
        (
            refuted(self, reach, chance),
            least_curvature(self, reach, chance),
        )
    }
}

fn figure() -> Figure {
    let (cup, bent) = (logistic(), Squashed);
    let cup = |w: f64| (w, cup.value(&[w, 0.0]));
    let bent = |w: f64| (w, bent.value(&[w, 0.0]));
    let drawn = || (0..=120).map(|i| -6.0 + f64::from(i) / 10.0);
    let (low, high) = (-5.0, 0.5);
    let middle = (low + high) / 2.0;
    let mean = (bent(low).1 + bent(high).1) / 2.0;
    // How much higher the middle of a chord is than the cross-entropy there.
    let gap = (cup(-1.0).1 + cup(4.0).1) / 2.0;
    lines(Axis::linear("weight w").within(-6.0, 6.0), Axis::linear("loss").within(0.0, 1.5))
        .line(Ink::SECOND, "cross-entropy", drawn().map(cup))
        .line(Ink::FIRST, "squares", drawn().map(bent))
        .line(Ink::THEORY, "", [cup(-1.0), cup(4.0)])
        .line(Ink::THEORY, "", [bent(low), bent(high)])
        .dots(Ink::FIRST, "", [bent(low), bent(high)])
        .dots(Ink::SECOND, "", [cup(-1.0), cup(4.0)])
        .span((1.5, gap), cup(1.5), "below its chord")
        .span((middle, mean), bent(middle), "above its chord")
        .draw(format!(
            "Two losses of one sigmoid neuron over its weight. The cross-entropy lies below its chord everywhere. The squared loss \
             levels off at {} on the left: at w = {} it is {}, above the middle of its chord at {}.",
            fixed(bent(-6.0).1, 2).text,
            fixed(middle, 2).text,
            fixed(bent(middle).1, 2).text,
            fixed(mean, 2).text
        ))
}
