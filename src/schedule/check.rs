//! What a schedule's settings may be.

use super::{Curve, Schedule};
use crate::Invalid;
use setting::Range;

impl Schedule {
    /// Refuses settings outside the ranges in the [module](super)'s table.
    ///
    /// # Errors
    /// One sentence for each such setting.
    pub fn check(&self) -> Result<(), Invalid> {
        let none = Invalid::none();
        match *self {
            Self::Constant => none,
            Self::Step { every, gamma } => none
                .at_least_one("every", every)
                .positive("gamma", gamma),
            Self::MultiStep { ref at, gamma } => at
                .iter()
                .enumerate()
                .fold(none, |refused, (i, &milestone)| {
                    refused.at_least_one(&format!("at[{i}]"), milestone)
                })
                .positive("gamma", gamma),
            Self::Exponential { gamma } => {
                none.positive("gamma", gamma)
            }
            Self::Polynomial { steps, power, floor } => none
                .at_least_one("steps", steps)
                .positive("power", power)
                .fraction("floor", floor),
            Self::Cosine { steps, floor } => none
                .at_least_one("steps", steps)
                .fraction("floor", floor),
            Self::WarmUp { steps, from } => {
                none.at_least_one("steps", steps).fraction("from", from)
            }
            Self::WarmUpCosine { warm_up, steps, from, floor } => none
                .unless(
                    warm_up < steps,
                    "warm_up",
                    warm_up,
                    format!("below steps, {steps}"),
                )
                .fraction("from", from)
                .fraction("floor", floor),
            Self::InverseTime { every, gamma } => none
                .at_least_one("every", every)
                .within("gamma", gamma, Range::NOT_NEGATIVE),
            Self::CosineRestarts { steps, growth, shrink, floor } => {
                none.at_least_one("steps", steps)
                    .within("growth", growth, Range::from(1.0))
                    .within("shrink", shrink, Range::above(0.0).to(1.0))
                    .fraction("floor", floor)
            }
            Self::Wsd { decay, from, floor, curve, .. } => none
                .at_least_one("decay", decay)
                .fraction("from", from)
                .fraction("floor", floor)
                .and(curve.check()),
            Self::OneCycle { peak, back, end, from, floor, curve } => {
                let low = back.unwrap_or(peak);
                let before = none.positive("peak", peak);
                match back {
                    None => before,
                    Some(back) => {
                        before.within("back", back, Range::above(peak))
                    }
                }
                .within("end", end, Range::above(low))
                .fraction("from", from)
                .fraction("floor", floor)
                .and(curve.check())
            }
            Self::Cyclic { up, gamma, from } => none
                .at_least_one("up", up)
                .positive("gamma", gamma)
                .fraction("from", from),
        }
        .into_result()
    }
}

impl Curve {
    fn check(self) -> Result<(), Invalid> {
        match self {
            Self::Line | Self::Root => Ok(()),
            Self::Cosine { power } => {
                Invalid::none().positive("power", power).into_result()
            }
        }
    }
}
