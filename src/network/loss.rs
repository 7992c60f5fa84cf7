//! What a unit does to its sum, and what is averaged over the samples.

use ndarray::ArrayView1;

/// φ, what a hidden unit makes of its weighted sum.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Activation {
    /// 1/(1 + e⁻ᶻ).
    Sigmoid,
    /// tanh z.
    Tanh,
    /// max(0, z).
    Relu,
}

impl Activation {
    /// φ(z).
    pub fn value(self, z: f64) -> f64 {
        match self {
            Self::Sigmoid => sigmoid(z),
            Self::Tanh => libm::tanh(z),
            // Not f64::max, which would turn NaN into 0 and hide a divergence.
            Self::Relu if z < 0.0 => 0.0,
            Self::Relu => z,
        }
    }

    /// φ′(z), from a = φ(z).
    pub fn slope(self, a: f64) -> f64 {
        match self {
            Self::Sigmoid => a * (1.0 - a),
            Self::Tanh => 1.0 - a * a,
            Self::Relu if a > 0.0 => 1.0,
            Self::Relu => 0.0,
        }
    }
}

/// The loss of one sample, from the last layer's sums z and the targets y.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Loss {
    /// Σ (z − y)².
    MeanSquared,
    /// One output: the logistic loss, y in [0, 1]. Several: the softmax loss, y
    /// one-hot, or shares that sum to 1.
    CrossEntropy,
}

impl Loss {
    pub(super) fn value(self, z: &[f64], y: ArrayView1<f64>) -> f64 {
        match (self, z) {
            (Self::MeanSquared, _) => {
                z.iter().zip(y).map(|(z, y)| (z - y) * (z - y)).sum()
            }
            // ln(1 + eᶻ) − yz, written so that no exponential can overflow.
            (Self::CrossEntropy, &[z]) => {
                z.max(0.0) - y[0] * z + libm::log1p(libm::exp(-z.abs()))
            }
            (Self::CrossEntropy, _) => {
                let top = largest(z);
                let sum: f64 =
                    z.iter().map(|z| libm::exp(z - top)).sum();
                // ln Σ eᶻ − Σ yz, with Σ y = 1.
                libm::log(sum)
                    - z.iter()
                        .zip(y)
                        .map(|(z, y)| y * (z - top))
                        .sum::<f64>()
            }
        }
    }

    /// Writes the slope of the loss in each z over `into`. For both
    /// cross-entropies it is p − y.
    pub(super) fn slope(
        self,
        z: &[f64],
        y: ArrayView1<f64>,
        into: &mut [f64],
    ) {
        into.copy_from_slice(z);
        self.answer(into);
        let weight = if self == Self::MeanSquared { 2.0 } else { 1.0 };
        into.iter_mut()
            .zip(y)
            .for_each(|(answer, y)| *answer = weight * (*answer - y));
    }

    /// Turns the last layer's sums into the answer: themselves or probabilities.
    pub(super) fn answer(self, z: &mut [f64]) {
        match (self, &mut *z) {
            (Self::MeanSquared, _) => {}
            (Self::CrossEntropy, [z]) => *z = sigmoid(*z),
            (Self::CrossEntropy, _) => {
                let top = largest(z);
                z.iter_mut().for_each(|z| *z = libm::exp(*z - top));
                let sum: f64 = z.iter().sum();
                z.iter_mut().for_each(|z| *z /= sum);
            }
        }
    }
}

fn sigmoid(z: f64) -> f64 {
    // For a very negative z the exponential overflows to infinity, and 1/∞ = 0.
    1.0 / (1.0 + libm::exp(-z))
}

fn largest(z: &[f64]) -> f64 {
    z.iter().copied().fold(f64::NEG_INFINITY, f64::max)
}
