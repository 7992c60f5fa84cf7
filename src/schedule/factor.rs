//! The formulas of the schedules.

use super::{Curve, Schedule};

impl Schedule {
    /// The factor on the learning rate of step `t`, counted from 1.
    ///
    /// # Panics
    /// Only with settings that [`check`](Schedule::check) refuses.
    pub fn factor(&self, t: usize) -> f64 {
        let taken = t.saturating_sub(1);
        match *self {
            Self::Constant => 1.0,
            Self::Step { every, gamma } => {
                libm::pow(gamma, (taken / every) as f64)
            }
            Self::MultiStep { ref at, gamma } => libm::pow(
                gamma,
                at.iter()
                    .filter(|&&milestone| milestone <= taken)
                    .count() as f64,
            ),
            Self::Exponential { gamma } => {
                libm::pow(gamma, taken as f64)
            }
            // ANCHOR: falls
            // IDEA
            Self::Polynomial { steps, power, floor } => blend(
                floor,
                1.0,
                libm::pow(1.0 - share(taken, steps), power),
            ),
            Self::Cosine { steps, floor } => {
                blend(floor, 1.0, half_cosine(share(taken, steps)))
            }
            // IDEA_END
            // ANCHOR_END: falls
            Self::WarmUp { steps, from } => {
                blend(from, 1.0, share(taken, steps))
            }
            Self::WarmUpCosine { warm_up, from, .. }
                if taken < warm_up =>
            {
                blend(from, 1.0, share(taken, warm_up))
            }
            Self::WarmUpCosine { warm_up, steps, floor, .. } => blend(
                floor,
                1.0,
                half_cosine(share(taken - warm_up, steps - warm_up)),
            ),
            Self::InverseTime { every, gamma } => {
                1.0 / (1.0 + gamma * (taken / every) as f64)
            }
            Self::CosineRestarts { steps, growth, shrink, floor } => {
                let (mut left, mut length) =
                    (taken as f64, steps as f64);
                let mut wave = 0.0;
                if growth == 1.0 {
                    // The loop below, at once.
                    left = (taken % steps) as f64;
                    wave = (taken / steps) as f64;
                }
                while left >= length {
                    left -= length;
                    length *= growth;
                    wave += 1.0;
                }
                let high = libm::pow(shrink, wave);
                blend(floor, 1.0, high * half_cosine(left / length))
            }
            Self::Wsd { warm_up, from, .. } if taken < warm_up => {
                blend(from, 1.0, share(taken, warm_up))
            }
            Self::Wsd {
                warm_up, stable, decay, floor, curve, ..
            } => {
                let falling = (taken - warm_up).saturating_sub(stable);
                blend(floor, 1.0, curve.at(share(falling, decay)))
            }
            Self::OneCycle { peak, back, end, from, floor, curve } => {
                let now = (taken as f64).min(end);
                let way = |[start, stop]: [f64; 2],
                           [a, b]: [f64; 2]| {
                    let share = (now - start) / (stop - start);
                    blend(b, a, curve.at(share))
                };
                match back {
                    _ if now <= peak => way([0.0, peak], [from, 1.0]),
                    None => way([peak, end], [1.0, floor]),
                    Some(back) if now <= back => {
                        way([peak, back], [1.0, from])
                    }
                    Some(back) => way([back, end], [from, floor]),
                }
            }
            Self::Cyclic { up, gamma, from } => {
                let (ways, share) = (taken / up, share(taken % up, up));
                let up =
                    if ways % 2 == 0 { share } else { 1.0 - share };
                let high = libm::pow(gamma, (ways / 2) as f64);
                blend(from, 1.0, high * up)
            }
        }
    }
}

impl Curve {
    /// How much of the way down is left where `share` of its time is behind.
    fn at(self, share: f64) -> f64 {
        match self {
            Self::Line => 1.0 - share,
            Self::Root => 1.0 - share.sqrt(),
            Self::Cosine { power } => {
                libm::pow(half_cosine(share), power)
            }
        }
    }
}

/// How much of `steps` is behind: from 0 to 1, and 1 from then on.
fn share(taken: usize, steps: usize) -> f64 {
    taken.min(steps) as f64 / steps as f64
}

/// From `low` at `share` 0 to `high` at `share` 1, exact at both.
fn blend(low: f64, high: f64, share: f64) -> f64 {
    low * (1.0 - share) + high * share
}

/// From 1 at `share` 0 to 0 at `share` 1, exact at both.
fn half_cosine(share: f64) -> f64 {
    0.5 * (1.0 + libm::cos(std::f64::consts::PI * share))
}
