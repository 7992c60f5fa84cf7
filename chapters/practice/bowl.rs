//! A bowl whose slopes are seen through noise: bias and noise of a descent, exactly.

use crate::each::Eager;

const DIRECTIONS: usize = 20;

/// Twenty curvatures from 1 down to 1/κ. The start is 1 away in each direction,
/// and one row's slope has noise of variance 1 in each.
pub(super) struct Bowl {
    curvatures: Vec<f64>,
}

/// The mean loss in two parts: what is left of the start, and what noise adds.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Parts {
    pub(super) bias: f64,
    pub(super) noise: f64,
}

impl Parts {
    pub(super) fn loss(self) -> f64 {
        self.bias + self.noise
    }
}

impl Bowl {
    pub(super) fn new(kappa: f64) -> Self {
        let last = (DIRECTIONS - 1) as f64;
        let curvatures = (0..DIRECTIONS)
            .each(|i| libm::pow(kappa, -(i as f64) / last));
        Self { curvatures }
    }

    /// The loss after so many steps of gradient descent with noise of such a
    /// variance.
    pub(super) fn after(
        &self,
        steps: usize,
        eta: f64,
        variance: f64,
    ) -> Parts {
        let mut parts = Parts { bias: 0.0, noise: 0.0 };
        for h in &self.curvatures {
            let keep = (1.0 - eta * h) * (1.0 - eta * h);
            let left = libm::pow(keep, steps as f64);
            let floor = eta * variance / (h * (2.0 - eta * h));
            parts.bias += 0.5 * h * left;
            parts.noise += 0.5 * h * floor * (1.0 - left);
        }
        parts
    }

    /// tr Σ/|g|² and tr(HΣ)/gᵀHg after so many steps without noise.
    pub(super) fn noise_scales(
        &self,
        steps: usize,
        eta: f64,
    ) -> [f64; 2] {
        let [mut plain, mut curved, mut curvature] = [0.0; 3];
        for h in &self.curvatures {
            let left = (1.0 - eta * h) * (1.0 - eta * h);
            let square = h * h * libm::pow(left, steps as f64);
            plain += square;
            curved += h * square;
            curvature += h;
        }
        [DIRECTIONS as f64 / plain, curvature / curved]
    }

    /// The loss at each step of a run whose rate is lowered once.
    pub(super) fn lowered(
        &self,
        steps: usize,
        variance: f64,
        rate: impl Fn(usize) -> f64,
    ) -> Vec<Parts> {
        let mut squares =
            self.curvatures.iter().each(|h| (*h, 1.0, 0.0));
        (0..=steps).each(|t| {
            let mut parts = Parts { bias: 0.0, noise: 0.0 };
            let eta = rate(t);
            for (h, bias, noise) in &mut squares {
                parts.bias += 0.5 * *h * *bias;
                parts.noise += 0.5 * *h * *noise;
                // ANCHOR: parts
                let keep = (1.0 - eta * *h) * (1.0 - eta * *h);
                *bias *= keep;
                *noise = keep * *noise + eta * eta * variance;
                // ANCHOR_END: parts
            }
            parts
        })
    }

    /// The first step at which the loss is at most `target`, if one of the first
    /// million is. Looked for by doubling, then by halving.
    pub(super) fn steps_to(
        &self,
        target: f64,
        eta: f64,
        variance: f64,
    ) -> Option<usize> {
        let arrived =
            |t: usize| self.after(t, eta, variance).loss() <= target;
        let mut low = 0;
        let mut high = 1;
        while !arrived(high) {
            if high > 1_000_000 {
                return None;
            }
            low = high;
            high = if high.is_power_of_two() && high > 1 {
                high / 2 * 3
            } else {
                (high * 4).div_ceil(3)
            };
        }
        while high - low > 1 {
            let middle = usize::midpoint(low, high);
            if arrived(middle) { high = middle } else { low = middle }
        }
        Some(high)
    }
}
