//! Between the optimizers and the press: surfaces and paths as figures take
//! them, and which look is whose.

use descent::{Path, Surface};
use press::figure::{self, Axis, Contours, Ink, Lines, Relief};

/// Whose look is which: the same in every figure of the book.
pub mod ink {
    use press::figure::Ink;

    /// Gradient descent.
    pub const GRADIENT_DESCENT: Ink = Ink::rival(0);
    /// Momentum.
    pub const MOMENTUM: Ink = Ink::rival(1);
    /// Nesterov's accelerated gradient.
    pub const NESTEROV: Ink = Ink::rival(2);
    /// AdaGrad.
    pub const ADAGRAD: Ink = Ink::rival(3);
    /// RMSProp.
    pub const RMSPROP: Ink = Ink::rival(4);
    /// Adam.
    pub const ADAM: Ink = Ink::rival(5);
    /// Sign descent, and what is like it.
    pub const SIGN: Ink = Ink::FIRST;
    /// Signum.
    pub const SIGNUM: Ink = Ink::SECOND;
    /// Lion.
    pub const LION: Ink = Ink::THIRD;
    /// Muon, beside signs.
    pub const MUON: Ink = Ink::FOURTH;
}

/// What a figure says of itself: what it draws, and then how that turned out. With
/// other settings than the book's it is the other way round, since the first
/// sentence is read aloud while a reader changes them.
pub fn told(book: bool, what: &str, how: &str) -> String {
    if book { format!("{what} {how}") } else { format!("{how} {what}") }
}

/// Where a curve over two log axes leaves a chart at its upper edge, if it
/// does and does not come back.
pub fn exit(curve: &[(f64, f64)], edge: f64) -> Option<(f64, f64)> {
    let last = curve.iter().rposition(|(_, y)| *y <= edge)?;
    let [from, to] = [curve[last], *curve.get(last + 1)?]
        .map(|(x, y)| [x, y].map(libm::log));
    let share = (libm::log(edge) - from[1]) / (to[1] - from[1]);
    Some((libm::exp(from[0] + share * (to[0] - from[0])), edge))
}

/// A contour map of a surface of two variables over a box, its minima marked.
///
/// # Panics
/// If the surface does not have two variables.
pub fn contours(
    surface: &impl Surface,
    domain: [[f64; 2]; 2],
) -> Contours {
    let minima = surface.minima();
    figure::contours(height(surface), domain)
        .minima(minima.iter().map(|m| (m[0], m[1])))
}

/// A surface of two variables in relief, its minima marked: see
/// [`figure::relief`].
///
/// # Panics
/// If the surface does not have two variables.
pub fn relief(
    surface: &impl Surface,
    domain: [[f64; 2]; 2],
    names: [&str; 2],
    lift: impl Fn(f64) -> f64,
) -> Relief {
    let minima = surface.minima();
    figure::relief(height(surface), domain, names, lift)
        .minima(minima.iter().map(|m| (m[0], m[1])))
}

/// A surface of one variable, turned: x stands upright, so that a place is as
/// high as on the chart of a path beside it.
pub fn turned(
    surface: &impl Surface,
    losses: [f64; 2],
    [low, high]: [f64; 2],
) -> Lines {
    let x = |i: i32| low + (high - low) * f64::from(i) / 160.0;
    let curve = (0..=160).map(|i| (surface.value(&[x(i)]), x(i)));
    figure::lines(
        Axis::linear("loss").within(losses[0], losses[1]),
        Axis::linear("x").within(low, high),
    )
    .line(Ink::TEXT, "", curve)
}

/// A surface of two variables as a function of two numbers.
fn height(surface: &impl Surface) -> impl Fn(f64, f64) -> f64 {
    assert_eq!(
        surface.dim(),
        2,
        "a map needs a surface of two variables"
    );
    |x, y| surface.value(&[x, y])
}

/// The points of a path over two parameters.
pub fn plane(path: &Path) -> Vec<(f64, f64)> {
    path.points().map(|point| (point[0], point[1])).collect()
}
