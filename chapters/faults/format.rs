//! Formats of numbers, in whole arithmetic: what is left of a number that is
//! kept in few bits.

/// A binary format with a sign, as IEEE 754 makes them.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Format {
    pub(super) name: &'static str,
    /// Binary digits, the leading one included.
    pub(super) digits: i32,
    /// The exponent of the smallest number with all its digits.
    pub(super) lowest: i32,
    /// The largest exponent.
    pub(super) highest: i32,
}

/// One bit of sign, five of exponent, ten of fraction.
pub(super) const FLOAT16: Format =
    Format { name: "float16", digits: 11, lowest: -14, highest: 15 };
/// One bit of sign, eight of exponent, seven of fraction.
pub(super) const BFLOAT16: Format =
    Format { name: "bfloat16", digits: 8, lowest: -126, highest: 127 };
/// One bit of sign, eight of exponent, twenty-three of fraction.
pub(super) const FLOAT32: Format =
    Format { name: "float32", digits: 24, lowest: -126, highest: 127 };

impl Format {
    /// The nearest number of the format; of two that are equally near, the even
    /// one. Beyond the largest, infinity.
    // ANCHOR: round
    pub(super) fn round(&self, x: f64) -> f64 {
        // IDEA
        let unit = self.spacing(x);
        let rounded = libm::rint(x / unit) * unit;
        // IDEA_END
        self.bounded(x, rounded)
    }
    // ANCHOR_END: round

    /// One of the two numbers around `x`, by chance, so that the mean is `x`;
    /// `chance` lies in [0, 1).
    pub(super) fn round_by(&self, x: f64, chance: f64) -> f64 {
        let unit = self.spacing(x);
        self.bounded(x, libm::floor(x / unit + chance) * unit)
    }

    /// How far apart the numbers of the format are around `x`.
    pub(super) fn spacing(&self, x: f64) -> f64 {
        let exponent = match libm::frexp(x) {
            (m, e) if m != 0.0 => (e - 1).max(self.lowest),
            _ => self.lowest,
        };
        libm::ldexp(1.0, exponent + 1 - self.digits)
    }

    /// The largest number.
    pub(super) fn largest(&self) -> f64 {
        let below = libm::ldexp(1.0, 1 - self.digits);
        libm::ldexp(2.0 - below, self.highest)
    }

    /// The smallest number above 0 with all its digits.
    pub(super) fn smallest(&self) -> f64 {
        libm::ldexp(1.0, self.lowest)
    }

    /// The smallest number above 0 at all: a subnormal one.
    pub(super) fn tiniest(&self) -> f64 {
        libm::ldexp(1.0, self.lowest + 1 - self.digits)
    }

    fn bounded(&self, x: f64, rounded: f64) -> f64 {
        if !x.is_finite() {
            x
        } else if rounded.abs() > self.largest() {
            f64::INFINITY.copysign(x)
        } else {
            rounded
        }
    }
}

#[cfg(test)]
#[expect(
    clippy::disallowed_types,
    reason = "the processor's float32 is what is compared with"
)]
mod tests {
    use super::*;
    use descent::random::{seeded, uniform};

    #[test]
    fn float32_is_what_the_processor_makes() {
        let mut chance = seeded(1);
        let edges =
            [0.0, 1e-46, 7.0e-46, 7.1e-46, 1e-45, 3.4e38, 3.5e38];
        let odd = [16_777_217.0, 16_777_219.0, f64::INFINITY];
        let drawn = (0..20_000).map(|_| {
            let size = uniform(&mut chance, -46.0, 39.0);
            uniform(&mut chance, -1.0, 1.0) * libm::pow(10.0, size)
        });
        for x in edges.into_iter().chain(odd).chain(drawn) {
            let rounded = FLOAT32.round(x);
            assert_eq!(rounded, f64::from(x as f32), "{x:e}");
        }
        assert!(FLOAT32.round(f64::NAN).is_nan());
    }

    /// The upper half of a float32 is a bfloat16; rounded by whole numbers.
    #[test]
    fn bfloat16_is_the_upper_half_of_a_float32() {
        let mut chance = seeded(2);
        for _ in 0..20_000 {
            let size = uniform(&mut chance, -40.0, 38.0);
            let x = (uniform(&mut chance, -1.0, 1.0)
                * libm::pow(10.0, size)) as f32;
            let bits = x.to_bits();
            let even = 0x7fff + ((bits >> 16) & 1);
            let upper = f32::from_bits((bits + even) & 0xffff_0000);
            let rounded = BFLOAT16.round(f64::from(x));
            assert_eq!(rounded, f64::from(upper), "{x:e}");
        }
    }

    #[test]
    fn float16_by_hand() {
        let tiny = libm::ldexp(1.0, -24);
        for (x, rounded) in [
            (65_504.0, 65_504.0),
            (65_519.9, 65_504.0),
            (65_520.0, f64::INFINITY),
            (-70_000.0, f64::NEG_INFINITY),
            (tiny, tiny),
            (0.5 * tiny, 0.0),
            (0.51 * tiny, tiny),
            (1.5 * tiny, 2.0 * tiny),
            (2.5 * tiny, 2.0 * tiny),
            (1e-8, 0.0),
            (1e-7, 2.0 * tiny),
            (2049.0, 2048.0),
            (2051.0, 2052.0),
            (0.1, 0.0999755859375),
        ] {
            assert_eq!(FLOAT16.round(x), rounded, "{x:e}");
            assert_eq!(FLOAT16.round(-x), -rounded, "{x:e}");
        }
        assert_eq!(FLOAT16.largest(), 65_504.0);
        assert_eq!(FLOAT16.tiniest(), tiny);
    }

    #[test]
    fn chance_rounds_up_as_often_as_it_should() {
        let x = 1.0 + 0.25 * BFLOAT16.spacing(1.0);
        assert_eq!(BFLOAT16.round_by(x, 0.74), 1.0);
        assert!(BFLOAT16.round_by(x, 0.76) > 1.0);
    }
}
