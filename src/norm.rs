//! How long a vector is: ‖g‖ = √(g₁² + g₂² + …), wherever it is a float.
//!
//! The squares leave the floats long before the norm does: that of 1e-170 is 0
//! and that of 1e170 infinite. Where they come near either end, the slopes are
//! divided by the largest of them before they are squared; elsewhere the plain
//! sum is taken, so that its digits are those of the formula.
//!
//! **Edge cases.** The norm of nothing, or of zeros, is 0. With a NaN it is NaN,
//! with an infinite slope infinite; otherwise it is infinite only if it is above
//! the largest float.
//!
//! **Source.** Blue, A portable Fortran program to find the Euclidean norm of a
//! vector, ACM Trans. Math. Softw. 4(1) (1978), 15–23, doi:10.1145/355769.355771;
//! LAPACK's `dnrm2` does the same.

/// Below this a plain norm may lack squares that became 0 or lost digits; above
/// it a million of them are less than its rounding.
const TRUSTED: f64 = 1e-140;

/// No unit is smaller: a millionth of 1 must stay finite in it.
const SMALLEST: f64 = 1e-300;

/// ‖`vector`‖. See the [module](self) for its edges.
#[inline]
pub fn norm(vector: &[f64]) -> f64 {
    let (unit, length) = in_units(vector);
    unit * length
}

/// ‖`vector`‖ as a unit and a length in it, whose product may be above the
/// largest float: the unit is 1, or where squares would leave the floats the
/// largest entry.
#[inline]
pub(crate) fn in_units(vector: &[f64]) -> (f64, f64) {
    let plain = vector.iter().map(|x| x * x).sum::<f64>().sqrt();
    if plain > TRUSTED && plain < f64::INFINITY {
        (1.0, plain)
    } else {
        far_out(vector, plain)
    }
}

#[cold]
fn far_out(vector: &[f64], plain: f64) -> (f64, f64) {
    let largest =
        vector.iter().fold(0.0_f64, |largest, x| largest.max(x.abs()));
    // Nothing to scale: zeros, something infinite, or a NaN.
    if largest == 0.0 || largest == f64::INFINITY || plain.is_nan() {
        return (1.0, plain);
    }
    let unit = largest.max(SMALLEST);
    (
        unit,
        vector
            .iter()
            .map(|x| (x / unit) * (x / unit))
            .sum::<f64>()
            .sqrt(),
    )
}
