//! The one loop, and where it went.

use crate::{Invalid, Optimizer, Surface, norm};

/// Descends `surface` by `rule` from `start`, recording every step.
///
/// ```
/// use descent::{Momentum, descend, surface::Quadratic};
/// let ravine = Quadratic { curvature: [1.0, 25.0] };
/// let path = descend(&Momentum { rate: 1.0 / 9.0, beta: 4.0 / 9.0, ..Momentum::notes() }, &ravine, &[1.0, 1.0], 60)?;
/// assert_eq!(path.steps_to(1e-6), Some(30));
/// # Ok::<(), descent::Invalid>(())
/// ```
///
/// # Errors
/// If a setting of the rule or the surface is out of range, or `start` has the
/// wrong length or a value that is not finite.
pub fn descend(
    rule: &impl Optimizer,
    surface: &(impl Surface + ?Sized),
    start: &[f64],
    steps: usize,
) -> Result<Path, Invalid> {
    Invalid::none()
        .and(rule.check())
        .and(surface.check())
        .finite("start", start)
        .unless(
            start.len() == surface.dim(),
            "the length of start",
            start.len(),
            surface.dim().to_string(),
        )
        .into_result()?;
    Descent { start, steps, every: 1 }.run(
        rule,
        |at| surface.value(at),
        |_, at, into| surface.gradient(at, into),
    )
}

/// A descent over any gradient oracle: mini-batches, noise, losses that change
/// with time, gradients from a file. [`descend`](fn@descend) is the usual case.
#[derive(Debug, Clone, Copy)]
pub struct Descent<'a> {
    /// θ₀.
    pub start: &'a [f64],
    /// How many steps to take.
    pub steps: usize,
    /// Record every k-th step; the start and the last step are always recorded.
    /// (A path that diverges ends with the last k-th step before it does.)
    pub every: usize,
}

impl Descent<'_> {
    /// Takes the steps.
    ///
    /// `loss(θ)` is what the path reports; it never influences a step.
    /// `gradient(t, at, into)` writes the gradient for step t, counted from 1,
    /// over `into`. It is asked once a step and, so that the last point has a
    /// gradient norm too, once more with t = `steps` + 1.
    ///
    /// # Errors
    /// If a setting of the rule is out of range, `every` is 0, or a value of
    /// `start` is not finite.
    pub fn run<O: Optimizer>(
        &self,
        rule: &O,
        loss: impl FnMut(&[f64]) -> f64,
        gradient: impl FnMut(usize, &[f64], &mut [f64]),
    ) -> Result<Path, Invalid> {
        Invalid::none()
            .and(rule.check())
            .at_least_one("every", self.every)
            .finite("start", self.start)
            .into_result()?;
        // Every map in the book is of two parameters. Where the compiler knows
        // that there are two, they stay in registers.
        Ok(match *self.start {
            [x, y] => self.walk(
                rule,
                [&mut [x, y], &mut [0.0; 2], &mut [0.0; 2]],
                loss,
                gradient,
            ),
            _ => {
                let zeros = vec![0.0; self.start.len()];
                let [mut theta, mut at, mut slope] =
                    [self.start.to_vec(), zeros.clone(), zeros];
                self.walk(
                    rule,
                    [&mut theta, &mut at, &mut slope],
                    loss,
                    gradient,
                )
            }
        })
    }

    #[inline(always)]
    fn walk<O: Optimizer>(
        &self,
        rule: &O,
        [theta, at, slope]: [&mut [f64]; 3],
        mut loss: impl FnMut(&[f64]) -> f64,
        mut gradient: impl FnMut(usize, &[f64], &mut [f64]),
    ) -> Path {
        let mut state = rule.init(theta.len());
        let mut path = Path::with_room_for(
            theta.len(),
            self.steps / self.every + 2,
        );
        // ANCHOR: loop
        for t in 1..=self.steps + 1 {
            // IDEA
            at.copy_from_slice(theta);
            rule.probe(&state, at);
            gradient(t, at, slope);
            if (t - 1) % self.every == 0 || t > self.steps {
                path.record(t - 1, theta, loss(theta), norm(slope));
            }
            if t > self.steps {
                break;
            }
            rule.step(&mut state, theta, slope);
            // IDEA_END
            if theta.iter().any(|w| !w.is_finite()) {
                path.diverged = Some(t);
                break;
            }
        }
        // ANCHOR_END: loop
        path
    }
}

/// Where a descent went: θ after each recorded step (never the look-ahead),
/// with the loss there and the norm of the gradient that the next step uses.
///
/// The lists are of one length. All coordinates are finite; losses may
/// overflow to infinity before the coordinates do.
#[derive(Debug, Clone, PartialEq)]
pub struct Path {
    /// How many parameters a point has.
    pub dim: usize,
    /// The recorded steps, ascending; the first is 0, the start.
    pub steps: Vec<usize>,
    /// All points, one after another: [`point`](Path::point) cuts them.
    pub coordinates: Vec<f64>,
    /// The loss at each point.
    pub losses: Vec<f64>,
    /// ‖g‖ as the rule was given it, measured at the probe.
    pub gradient_norms: Vec<f64>,
    /// The step that led to the first point that is not finite, if one did.
    /// The path ends before it.
    pub diverged: Option<usize>,
}

impl Path {
    fn with_room_for(dim: usize, points: usize) -> Self {
        // A descent may be asked for more steps than it survives: do not
        // reserve memory for all of them, only for eight million numbers.
        let room = points.min((1 << 23) / (dim + 3));
        Self {
            dim,
            steps: Vec::with_capacity(room),
            coordinates: Vec::with_capacity(room * dim),
            losses: Vec::with_capacity(room),
            gradient_norms: Vec::with_capacity(room),
            diverged: None,
        }
    }

    #[inline]
    fn record(
        &mut self,
        step: usize,
        theta: &[f64],
        loss: f64,
        gradient_norm: f64,
    ) {
        self.steps.push(step);
        self.coordinates.extend_from_slice(theta);
        self.losses.push(loss);
        self.gradient_norms.push(gradient_norm);
    }

    /// How many points are recorded: at least one, the start.
    #[allow(clippy::len_without_is_empty)]
    pub fn len(&self) -> usize {
        self.steps.len()
    }

    /// The `i`-th recorded point: θ after `steps[i]` steps.
    ///
    /// # Panics
    /// If `i` is not below [`len`](Path::len).
    pub fn point(&self, i: usize) -> &[f64] {
        &self.coordinates[i * self.dim..(i + 1) * self.dim]
    }

    /// Every recorded point in order.
    pub fn points(&self) -> impl ExactSizeIterator<Item = &[f64]> {
        (0..self.len()).map(|i| self.point(i))
    }

    /// The last recorded point.
    pub fn end(&self) -> &[f64] {
        self.point(self.len() - 1)
    }

    /// The loss at the last recorded point.
    pub fn final_loss(&self) -> f64 {
        self.losses[self.len() - 1]
    }

    /// The first recorded step from which the loss stays at most `loss` until
    /// the end of the path; `None` if it does not, or the path diverged. A run
    /// that swings touches a low loss long before it stays there.
    pub fn settles_at(&self, loss: f64) -> Option<usize> {
        let first = self
            .losses
            .iter()
            .rposition(|&l| l > loss || l.is_nan())
            .map_or(0, |last| last + 1);
        if self.diverged.is_some() {
            None
        } else {
            self.steps.get(first).copied()
        }
    }

    /// The first recorded step whose loss is at most `loss`; `None` if there
    /// is none. As exact as the recording: every step, or every k-th.
    pub fn steps_to(&self, loss: f64) -> Option<usize> {
        self.losses
            .iter()
            .position(|&l| l <= loss)
            .map(|i| self.steps[i])
    }
}
