//! Solutions to the programming exercises. One way of several.

use descent::surface::Rosenbrock;
use descent::{GradientDescent, Surface, descend};

pub(crate) fn beta_for_half_life(half_life: f64) -> Option<f64> {
    Some(libm::pow(0.5, 1.0 / half_life))
}

pub(crate) fn steps_through_the_valley(rate: f64) -> Option<Option<usize>> {
    let path = descend(&GradientDescent { rate }, &Rosenbrock, &[-1.2, 1.0], 100_000).ok()?;
    Some(path.steps_to(1e-6))
}

pub(crate) fn sharpness(surface: &dyn Surface, at: &[f64]) -> Option<f64> {
    const NUDGE: f64 = 1e-5;
    let slopes = |shift: f64, along: &[f64]| {
        let there: Vec<f64> = at.iter().zip(along).map(|(w, d)| w + shift * d).collect();
        let mut slopes = vec![0.0; at.len()];
        surface.gradient(&there, &mut slopes);
        slopes
    };
    // No direction is special, so none of its entries should be equal.
    let mut direction: Vec<f64> = (0..at.len()).map(|i| 1.0 + 0.37 * i as f64).collect();
    let mut length = 0.0;
    for _ in 0..200 {
        length = direction.iter().map(|d| d * d).sum::<f64>().sqrt();
        direction.iter_mut().for_each(|d| *d /= length);
        let (ahead, behind) = (slopes(NUDGE, &direction), slopes(-NUDGE, &direction));
        direction = ahead.iter().zip(&behind).map(|(a, b)| (a - b) / (2.0 * NUDGE)).collect();
        length = direction.iter().map(|d| d * d).sum::<f64>().sqrt();
    }
    Some(length)
}

pub(crate) fn ball_with_a_brake(rate: f64, beta: f64, steps: usize) -> Option<Vec<f64>> {
    let (mut x, mut v) = (1.0, 0.0);
    let mut places = vec![x];
    for _ in 0..steps {
        let slope = x;
        // x moves by −v, so v and the slope of one sign point downhill.
        if v * slope < 0.0 {
            v = 0.0;
        }
        v = beta * v + rate * slope;
        x -= v;
        places.push(x);
    }
    Some(places)
}

pub(crate) fn restarted_memory(t: usize, uphill: &[usize]) -> Option<f64> {
    let last = uphill.iter().copied().filter(|&step| step < t).max().unwrap_or(0);
    let since = t - last;
    Some(since.saturating_sub(2) as f64 / (since + 1) as f64)
}

pub(crate) fn dances(bottom: f64, beta: f64) -> Option<bool> {
    let (mut last, mut x, mut s) = (0.0, bottom + 1.0, 0.0_f64);
    for _ in 0..10_000 {
        last = x;
        let slope = x - bottom;
        s = beta * s + (1.0 - beta) * slope * slope;
        if slope != 0.0 && s > 0.0 {
            x -= 0.1 * slope / s.sqrt();
        }
    }
    Some((last - bottom) * (x - bottom) < 0.0)
}

pub(crate) fn turning_beta2() -> Option<f64> {
    let (mut low, mut high) = (0.0, 0.999);
    for _ in 0..40 {
        let beta2 = (low + high) / 2.0;
        if round(beta2) < 0.0 { high = beta2 } else { low = beta2 }
    }
    Some(high)
}

/// How far a late round of three steps goes.
fn round(beta2: f64) -> f64 {
    let mut square = 0.0;
    let mut sum = 0.0;
    // Twenty thousand rounds: enough for the longest memory searched.
    for _ in 0..20_000 {
        sum = 0.0;
        for slope in [3.0, -1.0, -1.0] {
            square = beta2 * square + (1.0 - beta2) * slope * slope;
            sum -= slope / f64::sqrt(square);
        }
    }
    sum
}

pub(crate) fn end_of_signs(bottom: f64, lambda: f64, cautious: bool) -> Option<f64> {
    let mut w = 0.0_f64;
    for t in 0..10_000 {
        let rate = 0.02 * (1.0 - f64::from(t) / 10_000.0);
        let slope = w - bottom;
        let sign = if slope == 0.0 { 0.0 } else { slope.signum() };
        let decay = if cautious && sign * w < 0.0 { 0.0 } else { rate * lambda * w };
        w -= rate * sign + decay;
    }
    Some(w)
}

pub(crate) fn repaid(
    slope: &dyn Fn(&[f64]) -> Vec<f64>,
    start: &[f64],
    rate: f64,
    steps: usize,
) -> Option<Vec<f64>> {
    let (mut w, mut owed) = (start.to_vec(), vec![0.0; start.len()]);
    for _ in 0..steps {
        let due: Vec<f64> = owed.iter().zip(slope(&w)).map(|(e, g)| e + rate * g).collect();
        let size = due.iter().map(|p| p.abs()).sum::<f64>() / due.len() as f64;
        for ((w, e), p) in w.iter_mut().zip(&mut owed).zip(due) {
            let step = if p == 0.0 { 0.0 } else { size * p.signum() };
            *w -= step;
            *e = p - step;
        }
    }
    Some(w)
}

pub(crate) fn cooled(t: usize, steps: usize, cool: usize) -> Option<f64> {
    let behind = (t - 1).saturating_sub(steps - cool);
    Some(1.0 - (behind as f64 / cool as f64).sqrt())
}

pub(crate) fn valley_means(rate: f64, a: f64, points: usize) -> Option<[f64; 2]> {
    let (mut x, mut y) = (0.1, 1.98 / rate);
    let mut sums = [0.0, 0.0];
    for _ in 0..points {
        sums[0] += y;
        sums[1] += x * x;
        (x, y) = (x - rate * y * x, y - rate * (0.5 * x * x - a));
    }
    Some(sums.map(|sum| sum / points as f64))
}

pub(crate) fn noise_scale([m, few]: [f64; 2], [n, many]: [f64; 2]) -> Option<f64> {
    let noise = (few - many) / (1.0 / m - 1.0 / n);
    let signal = (n * many - m * few) / (n - m);
    Some(if signal > 0.0 { noise / signal } else { f64::NAN })
}

pub(crate) fn stopped_average(beta: f64, digits: i32) -> Option<f64> {
    let mut v = 1.0;
    loop {
        let next = beta * v;
        let (_, exponent) = libm::frexp(next);
        let spacing = libm::ldexp(1.0, exponent - digits);
        let rounded = libm::rint(next / spacing) * spacing;
        if rounded == v {
            return Some(v);
        }
        v = rounded;
    }
}

pub(crate) fn orthogonalized(matrix: [[f64; 2]; 2]) -> Option<[[f64; 2]; 2]> {
    let times = |x: [[f64; 2]; 2], y: [[f64; 2]; 2]| {
        x.map(|row| [0, 1].map(|j| row[0] * y[0][j] + row[1] * y[1][j]))
    };
    let size = matrix.as_flattened().iter().map(|x| x * x).sum::<f64>().sqrt();
    let mut x = matrix.map(|row| row.map(|entry| entry / size));
    for _ in 0..5 {
        let flipped = [[x[0][0], x[1][0]], [x[0][1], x[1][1]]];
        let gram = times(x, flipped);
        let square = times(gram, gram);
        let sum = [0, 1].map(|i| [0, 1].map(|j| -4.775 * gram[i][j] + 2.0315 * square[i][j]));
        let more = times(sum, x);
        x = [0, 1].map(|i| [0, 1].map(|j| 3.4445 * x[i][j] + more[i][j]));
    }
    Some(x)
}

/// L has the eigenvalues tσ², and so has R.
pub(crate) fn shampoos_step(singular: [f64; 2], power: f64, steps: usize) -> Option<[f64; 2]> {
    Some(singular.map(|size| size * libm::pow(steps as f64 * size * size, 2.0 * power)))
}
