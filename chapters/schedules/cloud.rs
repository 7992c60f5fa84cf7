//! All noisy runs at once: the mean and the variance of where they are, exactly.

/// Directions, each with its curvature, its noise and its rate, all from 1.
#[derive(Clone)]
pub(super) struct Cloud<const N: usize> {
    pub(super) h: [f64; N],
    pub(super) rate: [f64; N],
    /// The variance of the noise on each slope.
    pub(super) noise: f64,
    /// How far from the minimum the runs are in the mean, starting at 1.
    pub(super) bias: [f64; N],
    /// The variance of the runs around their mean.
    pub(super) variance: [f64; N],
}

impl<const N: usize> Cloud<N> {
    /// Before the first step.
    pub(super) fn new(h: [f64; N], rate: [f64; N], noise: f64) -> Self {
        let (bias, variance) = ([1.0; N], [0.0; N]);
        Self { h, rate, noise: noise * noise, bias, variance }
    }

    // ANCHOR: step
    /// One step of gradient descent at a factor of each rate.
    pub(super) fn step(&mut self, factor: f64) {
        // IDEA
        for i in 0..N {
            let eta = self.rate[i] * factor;
            let keep = 1.0 - eta * self.h[i];
            self.bias[i] *= keep;
            self.variance[i] =
                keep * keep * self.variance[i] + eta * eta * self.noise;
        }
        // IDEA_END
    }
    // ANCHOR_END: step

    /// The part of the loss that the start has left, in all directions.
    pub(super) fn start_loss(&self) -> f64 {
        (0..N).fold(0.0, |sum, i| {
            sum + 0.5 * self.h[i] * self.bias[i] * self.bias[i]
        })
    }

    /// The part that is noise.
    pub(super) fn noise_loss(&self) -> f64 {
        (0..N).fold(0.0, |sum, i| {
            sum + 0.5 * self.h[i] * self.variance[i]
        })
    }

    /// The mean loss of all runs.
    pub(super) fn loss(&self) -> f64 {
        self.start_loss() + self.noise_loss()
    }
}

/// The same for Schedule-Free at a constant rate: z walks, x is the mean of all z,
/// slopes are taken between them. β = 0 is the plain mean of a constant run.
pub(super) struct Between<const N: usize> {
    beta: f64,
    taken: f64,
    /// z's mean and variance stand here.
    z: Cloud<N>,
    /// x's.
    x: Cloud<N>,
    /// The covariance of z and x.
    both: [f64; N],
}

impl<const N: usize> Between<N> {
    /// Before the first step.
    pub(super) fn new(start: Cloud<N>, beta: f64) -> Self {
        let both = [0.0; N];
        Self { beta, taken: 0.0, x: start.clone(), z: start, both }
    }

    /// One step.
    pub(super) fn step(&mut self) {
        self.taken += 1.0;
        let (new, beta) = (1.0 / self.taken, self.beta);
        let (z, x) = (&mut self.z, &mut self.x);
        for i in 0..N {
            // z' = a z − b x + noise;  x' = (1 − new) x + new z'.
            let b = z.rate[i] * z.h[i] * beta;
            let a = 1.0 - z.rate[i] * z.h[i] * (1.0 - beta);
            let old = 1.0 - new;
            z.bias[i] = a * z.bias[i] - b * x.bias[i];
            x.bias[i] = old * x.bias[i] + new * z.bias[i];
            let (zz, xx, zx) =
                (z.variance[i], x.variance[i], self.both[i]);
            let noise = z.rate[i] * z.rate[i] * z.noise;
            let zz = a * a * zz - 2.0 * a * b * zx + b * b * xx + noise;
            let zx = a * zx - b * xx;
            z.variance[i] = zz;
            x.variance[i] =
                old * old * xx + 2.0 * old * new * zx + new * new * zz;
            self.both[i] = old * zx + new * zz;
        }
    }

    /// Where x is.
    pub(super) fn mean(&self) -> &Cloud<N> {
        &self.x
    }
}
