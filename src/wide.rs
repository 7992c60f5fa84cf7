//! Many parameters at once.
//!
//! Why not the crate `multiversion`: it gives the same bits at the same speed and
//! hides the one `unsafe` below, but the bound of 64 and the inlining of pairs would
//! stay here, so that it spares four lines; and its macros, which nothing else in
//! the library needs, cost 13 s of a processor in a cold build (measured, 0.9.2).

/// As many parameters as are worth asking the machine what it can do.
pub(crate) const MANY: usize = 64;

/// Defines a function, a loop over the parameters in its first argument, that uses the
/// widest instructions of the machine it runs on: on x86-64 with AVX2 four
/// parameters at a time, not two. Each instruction rounds as its narrow sister
/// does, and none joins two roundings in one, so the digits are the same.
macro_rules! wide {
    ($(#[$doc:meta])* fn $name:ident($theta:ident: $slice:ty $(, $arg:ident: $type:ty)*) $body:block) => {
        $(#[$doc])*
        #[inline(always)]
        fn $name($theta: $slice $(, $arg: $type)*) {
            #[inline(always)]
            fn narrow($theta: $slice $(, $arg: $type)*) $body

            #[cfg(target_arch = "x86_64")]
            #[target_feature(enable = "avx2")]
            fn avx2($theta: $slice $(, $arg: $type)*) {
                narrow($theta $(, $arg)*);
            }

            #[cfg(target_arch = "x86_64")]
            if $theta.len() >= $crate::wide::MANY && std::arch::is_x86_feature_detected!("avx2") {
                // SAFETY: the line above has asked whether the machine has AVX2.
                #[allow(unsafe_code)]
                return unsafe { avx2($theta $(, $arg)*) };
            }
            narrow($theta $(, $arg)*);
        }
    };
}
pub(crate) use wide;

#[cfg(test)]
mod tests {
    use super::MANY;
    use crate::{AdaGrad, Adam, Epsilon, Maximum, Optimizer, RmsProp};

    /// Many parameters at once and each by itself come to the same bits.
    fn same(rule: &impl Optimizer) {
        let n = 2 * MANY + 3;
        let value = |i: usize, k: usize| {
            libm::sin((7 * i + 3 * k) as f64) / (1 + i) as f64
        };
        let mut all: Vec<f64> = (0..n).map(|i| value(i, 0)).collect();
        let mut state = rule.init(n);
        let mut each: Vec<_> =
            all.iter().map(|&w| ([w], rule.init(1))).collect();
        for k in 1..20 {
            let slopes: Vec<f64> =
                (0..n).map(|i| value(i, k)).collect();
            rule.step(&mut state, &mut all, &slopes);
            for ((one, state), slope) in each.iter_mut().zip(&slopes) {
                rule.step(state, one, &[*slope]);
            }
            for (w, ([one], _)) in all.iter().zip(&each) {
                assert_eq!(w.to_bits(), one.to_bits());
            }
        }
    }

    #[test]
    fn wide_steps_have_the_digits_of_narrow_ones() {
        same(&Adam::paper());
        same(&Adam::keras());
        same(&Adam {
            amsgrad: true,
            epsilon: Epsilon::Inside(1e-8),
            ..Adam::paper()
        });
        same(&Adam {
            amsgrad: true,
            maximum: Maximum::Corrected,
            ..Adam::keras()
        });
        same(&RmsProp::hinton());
        same(&AdaGrad::keras());
    }
}
