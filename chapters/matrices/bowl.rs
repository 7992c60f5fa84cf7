//! A bowl over one matrix, straight or turned, and nine rules that go down it.

use super::Settings;
use super::facts::perpendicular;
use crate::each::Eager;
use descent::matrix::{Polynomials, dot, times, transposed};
use descent::random::{normal, seeded};
use descent::{
    AdaGrad, Adam, AnyRule, Blocks, Epsilon, Factor, GradientDescent,
    MatrixRule, Momentum, Muon, Optimizer, Shampoo, Shaped,
    SignDescent, Soap,
};

pub(super) const ROWS: usize = 8;
pub(super) const COLUMNS: usize = 6;

/// The curvatures of rows, and of columns, run from 1 down to a hundredth.
const FLATTEST: f64 = 0.01;

/// Steps of a run, over which its rate falls to 0 along a line.
pub(super) const STEPS: usize = 300;

/// The share of L and R that SOAP keeps.
pub(super) const AXES: f64 = 0.99;

/// ε of Adam and SOAP.
pub(super) const SMALL: f64 = 1e-8;

/// What the axes of the third bowl are drawn with, beside the seed.
const WHOLE: u64 = 48;

/// A run that is so many times above its start is lost.
const LOST: f64 = 1e6;

/// f = tr((W − M)ᵀ A (W − M) B)/2, or the same in other axes for all numbers.
pub(super) struct Bowl {
    a: Vec<f64>,
    b: Vec<f64>,
    target: Vec<f64>,
    /// Row by row the axes that stand in for those of the numbers of W.
    whole: Option<Vec<f64>>,
}

impl Bowl {
    /// With the axes of rows and columns turned by so many degrees in each plane
    /// of neighbours. The minimum is drawn by the seed, and turned with the rest.
    pub(super) fn new(settings: &Settings, degrees: f64) -> Self {
        let mut chance = seeded(settings.seed);
        let target = (0..ROWS * COLUMNS).each(|_| normal(&mut chance));
        let [p, q] = [ROWS, COLUMNS].map(|n| axes(n, degrees));
        Self {
            a: curvature(&p, ROWS),
            b: curvature(&q, COLUMNS),
            target: times(
                &times(&p, &target, ROWS),
                &transposed(&q, COLUMNS),
                COLUMNS,
            ),
            whole: None,
        }
    }

    /// The straight one, all its numbers turned together into axes drawn by the
    /// seed.
    pub(super) fn whole(settings: &Settings) -> Self {
        let mut chance = seeded(settings.seed ^ WHOLE);
        let n = ROWS * COLUMNS;
        let axes = (0..n * n).each(|_| normal(&mut chance));
        let whole = Some(perpendicular(axes, n));
        Self { whole, ..Self::new(settings, 0.0) }
    }

    // ANCHOR: slope
    fn slope(&self, w: &[f64]) -> Vec<f64> {
        let off = w.iter().zip(&self.target).each(|(w, m)| w - m);
        times(&times(&self.a, &off, ROWS), &self.b, COLUMNS)
    }
    // ANCHOR_END: slope

    /// The slope and the loss.
    fn at(&self, w: &[f64]) -> (Vec<f64>, f64) {
        let Some(axes) = &self.whole else {
            let g = self.slope(w);
            let loss = self.loss(w, &g);
            return (g, loss);
        };
        let n = w.len();
        let own = axes.chunks(n).each(|axis| dot(axis, w));
        let slope = self.slope(&own);
        let mut g = vec![0.0; n];
        for (axis, s) in axes.chunks(n).zip(&slope) {
            g.iter_mut().zip(axis).for_each(|(g, x)| *g += s * x);
        }
        (g, self.loss(&own, &slope))
    }

    fn loss(&self, w: &[f64], slope: &[f64]) -> f64 {
        let off = w.iter().zip(&self.target).map(|(w, m)| w - m);
        off.zip(slope).map(|(off, g)| off * g).sum::<f64>() / 2.0
    }

    /// The loss before each step and after the last; infinite from where it
    /// leaves the floats.
    pub(super) fn run(&self, rule: &impl Optimizer) -> Vec<f64> {
        self.walk(rule, |_, loss| loss)
    }

    /// What is `seen` before each step and after the last.
    pub(super) fn walk<T>(
        &self,
        rule: &impl Optimizer,
        seen: impl Fn(&[f64], f64) -> T,
    ) -> Vec<T> {
        let mut w = vec![0.0; ROWS * COLUMNS];
        let mut state = rule.init(w.len());
        (0..=STEPS).each(|t| {
            let (g, loss) = self.at(&w);
            let all = seen(&w, loss);
            let rest = 1.0 - t as f64 / STEPS as f64;
            if t < STEPS {
                rule.scaled(rest).step(&mut state, &mut w, &g);
            }
            all
        })
    }

    /// The loss after the last step; infinite for a run that was a million times
    /// above its start on the way, so that what came back is half rounding.
    pub(super) fn end(&self, rule: &impl Optimizer) -> f64 {
        let losses = self.run(rule);
        let lost =
            |loss: &f64| loss.is_nan() || *loss > LOST * losses[0];
        if losses.iter().any(lost) {
            f64::INFINITY
        } else {
            losses[STEPS]
        }
    }
}

/// Axes, row by row: those of the coordinates, turned in each plane of neighbours.
pub(super) fn axes(n: usize, degrees: f64) -> Vec<f64> {
    let (s, c) = libm::sincos(degrees.to_radians());
    let mut axes =
        (0..n * n).each(|i| if i % (n + 1) == 0 { 1.0 } else { 0.0 });
    for p in 0..n - 1 {
        for k in 0..n {
            let [x, y] = [axes[p * n + k], axes[(p + 1) * n + k]];
            axes[p * n + k] = c * x - s * y;
            axes[(p + 1) * n + k] = s * x + c * y;
        }
    }
    axes
}

fn curvature(axes: &[f64], n: usize) -> Vec<f64> {
    let each = (0..n * n).each(|i| {
        // Steep and flat ones take turns: 0, n − 1, 1, n − 2, …
        let row = i / n;
        let place = if row.is_multiple_of(2) {
            row / 2
        } else {
            n - 1 - row / 2
        };
        let share = place as f64 / (n - 1) as f64;
        let on = i % (n + 1) == 0;
        if on { libm::pow(FLATTEST, share) } else { 0.0 }
    });
    times(&times(axes, &each, n), &transposed(axes, n), n)
}

/// The rules of the table, each with the rate 1, and the tenth power of its
/// smallest rate; what takes matrices is the twin of the one before it.
pub(super) fn rules() -> [(&'static str, AnyRule, i32); 9] {
    let none = Epsilon::Outside(0.0);
    let adam = Adam {
        rate: 1.0,
        epsilon: Epsilon::Outside(SMALL),
        ..Adam::paper()
    };
    let adagrad = AdaGrad { rate: 1.0, epsilon: none, start: 0.0 };
    let shampoo =
        Shampoo { rate: 1.0, epsilon: 0.0, ..Shampoo::paper() };
    let heavy = Momentum { rate: 1.0, ..Momentum::notes() };
    [
        (
            "gradient descent",
            AnyRule::of(GradientDescent { rate: 1.0 }),
            -2,
        ),
        ("momentum", AnyRule::of(heavy), -2),
        ("sign descent", AnyRule::of(SignDescent { rate: 1.0 }), -5),
        ("orthogonal factor", of(orthogonal()), -5),
        ("AdaGrad", AnyRule::of(adagrad), -2),
        ("Shampoo", of(shampoo), -1),
        ("Adam", AnyRule::of(adam), -3),
        ("SOAP", of(soap()), -3),
        ("Muon", of(muon()), -5),
    ]
}

/// A rule for the one matrix.
pub(super) fn of<M: MatrixRule<State: 'static> + 'static>(
    matrices: M,
) -> AnyRule {
    let blocks = Blocks::matrix(ROWS, COLUMNS);
    let others = GradientDescent { rate: 0.0 };
    AnyRule::of(Shaped { blocks, matrices, others })
}

/// Muon with the rate 1, whatever the shape.
pub(super) fn muon() -> Muon {
    Muon { rate: 1.0, factor: Factor::One, ..Muon::paper() }
}

/// SOAP with Adam's constants and the rate 1.
pub(super) fn soap() -> Soap {
    Soap {
        rate: 1.0,
        betas: [0.9, 0.999],
        epsilon: SMALL,
        axes_beta: AXES,
        every: 1,
    }
}

/// A step along the orthogonal factor of the gradient alone, with the rate 1.
pub(super) fn orthogonal() -> Muon {
    let polynomials = Polynomials::Same(Polynomials::QUINTIC, 12);
    Muon { beta: 0.0, nesterov: false, polynomials, ..muon() }
}
