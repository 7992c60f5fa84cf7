//! A network for digits that can be broken in many ways, op by op.

use super::fault::Fault;
use super::format::FLOAT16;
use crate::digits::{CLASSES, PIXELS};

pub(super) const HIDDEN: usize = 16;
/// Where the biases of the first layer, the second layer and its biases begin,
/// and how many parameters there are.
pub(super) const BIASES: usize = HIDDEN * PIXELS;
pub(super) const SECOND: usize = BIASES + HIDDEN;
pub(super) const LAST: usize = SECOND + CLASSES * HIDDEN;
pub(super) const ALL: usize = LAST + CLASSES;

/// How strongly the faulty penalty pulls on the length of the biases.
const PENALTY: f64 = 1e-3;

/// What the last layer says, or its slopes.
type Ten = [f64; CLASSES];

/// Images, as the pixels that are not 0 with their values, and what they show.
#[derive(Clone)]
pub(super) struct Table {
    pub(super) inputs: Vec<Vec<(usize, f64)>>,
    pub(super) labels: Vec<usize>,
}

/// Remembers the first operation whose result is not finite.
#[derive(Default)]
pub(super) struct Watch {
    pub(super) first: Option<&'static str>,
}

impl Watch {
    // ANCHOR: watch
    pub(super) fn see(&mut self, op: &'static str, values: &[f64]) {
        let broken = values.iter().any(|value| !value.is_finite());
        if self.first.is_none() && broken {
            self.first = Some(op);
        }
    }
    // ANCHOR_END: watch
}

/// The network with its fault; `wide` computes all in float64, as a check of
/// gradients does.
#[derive(Clone, Copy)]
pub(super) struct Net {
    pub(super) fault: Fault,
    pub(super) wide: bool,
}

impl Net {
    /// The mean loss over `rows`; adds its gradient to `slope`.
    pub(super) fn pass(
        &self,
        at: &[f64],
        table: &Table,
        rows: &[usize],
        slope: &mut [f64],
        watch: &mut Watch,
    ) -> f64 {
        let n = match self.fault {
            Fault::Summed => 1.0,
            _ => rows.len() as f64,
        };
        let mut loss = 0.0;
        for &row in rows {
            let x = &table.inputs[row];
            let missing = x.iter().find(|(_, x)| !x.is_finite());
            missing
                .iter()
                .for_each(|(_, x)| watch.see("inputs", &[*x]));
            let mut z = [0.0; HIDDEN];
            for (j, z) in z.iter_mut().enumerate() {
                let weights = &at[j * PIXELS..(j + 1) * PIXELS];
                *z = at[BIASES + j];
                for &(pixel, x) in x {
                    *z += weights[pixel] * x;
                }
            }
            watch.see("first layer", &z);
            // Not f64::max, which would make 0 of NaN.
            let a = z.map(|z| if z < 0.0 { 0.0 } else { z });
            let mut out = [0.0; CLASSES];
            for (k, out) in out.iter_mut().enumerate() {
                let weights = &at[SECOND + k * HIDDEN..][..HIDDEN];
                *out = at[LAST + k];
                for (weight, a) in weights.iter().zip(&a) {
                    *out += weight * a;
                }
            }
            watch.see("second layer", &out);
            let (surprise, delta) =
                self.judge(&out, table.labels[row], watch);
            loss += surprise / n;
            let mut below = [0.0; HIDDEN];
            for (k, d) in delta.iter().enumerate() {
                let d = d / n;
                slope[LAST + k] += d;
                let here = SECOND + k * HIDDEN;
                let slopes = &mut slope[here..here + HIDDEN];
                let weights = &at[here..here + HIDDEN];
                for (slope, a) in slopes.iter_mut().zip(&a) {
                    *slope += d * a;
                }
                for (below, weight) in below.iter_mut().zip(weights) {
                    *below += d * weight;
                }
            }
            for j in 0..HIDDEN {
                if z[j] <= 0.0 && self.fault != Fault::NoMask {
                    continue;
                }
                slope[BIASES + j] += below[j];
                let slopes = &mut slope[j * PIXELS..(j + 1) * PIXELS];
                for &(pixel, x) in x {
                    slopes[pixel] += below[j] * x;
                }
            }
        }
        if self.fault == Fault::Root {
            loss += penalty(
                &at[BIASES..SECOND],
                &mut slope[BIASES..SECOND],
            );
            watch.see("slope of a √", &slope[BIASES..SECOND]);
        }
        watch.see("loss", &[loss]);
        watch.see("slopes", slope);
        loss
    }

    /// The loss of one image, and its slope in what the last layer says.
    fn judge(
        &self,
        out: &Ten,
        label: usize,
        watch: &mut Watch,
    ) -> (f64, Ten) {
        let half = |x: f64| {
            if self.wide { x } else { FLOAT16.round(x) }
        };
        let target = |k: usize| f64::from(k == label);
        // Without taking the largest off first.
        if self.fault == Fault::Naive {
            let raised = out.map(|z| half(libm::exp(z)));
            watch.see("exp", &raised);
            let sum: f64 = raised.iter().sum();
            let p = raised.map(|e| e / sum);
            return (-libm::log(p[label]), less(p, label));
        }
        let (p, surprise) = softmax(out, label);
        watch.see("softmax", &p);
        match self.fault {
            Fault::Logarithm => {
                let p = p.map(half);
                // Over all classes, as the formula is written.
                let mut terms = p;
                for k in 0..CLASSES {
                    terms[k] = -target(k) * libm::log(p[k]);
                }
                watch.see("log", &terms);
                (terms.iter().sum(), less(p, label))
            }
            Fault::Twice => {
                let (q, surprise) = softmax(&p, label);
                let pull = less(q, label);
                let mut delta = [0.0; CLASSES];
                let mean: f64 =
                    p.iter().zip(pull).map(|(p, d)| p * d).sum();
                for k in 0..CLASSES {
                    delta[k] = p[k] * (pull[k] - mean);
                }
                (surprise, delta)
            }
            _ => (surprise, less(p, label)),
        }
    }
}

/// A penalty on the length of the biases, whose slope is b over that length.
fn penalty(biases: &[f64], slope: &mut [f64]) -> f64 {
    let length = biases.iter().map(|b| b * b).sum::<f64>().sqrt();
    for (s, b) in slope.iter_mut().zip(biases) {
        *s += PENALTY * b / length;
    }
    PENALTY * length
}

/// p − y.
fn less(mut p: Ten, label: usize) -> Ten {
    p[label] -= 1.0;
    p
}

/// The softmax, and ln Σ eᶻ − z of the label, so that nothing overflows.
fn softmax(out: &Ten, label: usize) -> (Ten, f64) {
    let top = out.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let raised = out.map(|z| libm::exp(z - top));
    let sum: f64 = raised.iter().sum();
    let surprise = libm::log(sum) - (out[label] - top);
    (raised.map(|e| e / sum), surprise)
}
