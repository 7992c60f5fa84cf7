//! Every gradient against differences of its values.

use descent::surface::{
    Beale, DoubleWell, Himmelblau, Kinked, LeastSquares, Quadratic, Rosenbrock, Rotated, Saddle,
};
use descent::{Activation, Loss, Network, Surface};
use ndarray::Array2;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::test_runner::RngSeed;

/// The same cases on every run: a test is to fail for what was changed.
fn always_the_same() -> ProptestConfig {
    ProptestConfig {
        rng_seed: RngSeed::Fixed(1),
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}

/// The slope in variable `i` from six values around `at`, `step` apart. Exact,
/// but for rounding, for polynomials of degree up to six.
fn difference(value: impl Fn(&[f64]) -> f64, at: &[f64], i: usize, step: f64) -> f64 {
    let rise = |k: f64| {
        let mut probe = at.to_vec();
        probe[i] = at[i] + k * step;
        let above = value(&probe);
        probe[i] = at[i] - k * step;
        above - value(&probe)
    };
    (45.0 * rise(1.0) - 9.0 * rise(2.0) + rise(3.0)) / (60.0 * step)
}

fn gradient(surface: &dyn Surface, at: &[f64]) -> Vec<f64> {
    // A gradient that only adds to what it finds must not pass.
    let mut slope = vec![f64::NAN; surface.dim()];
    surface.gradient(at, &mut slope);
    slope
}

#[track_caller]
fn gradient_agrees(surface: &dyn Surface, at: &[f64], step: f64, tolerance: f64) {
    for (i, slope) in gradient(surface, at).into_iter().enumerate() {
        let expected = difference(|at| surface.value(at), at, i, step);
        let error = (slope - expected).abs();
        assert!(error <= tolerance, "∂f/∂θ[{i}] at {at:?} is {slope}, differences give {expected}");
    }
}

/// A polynomial, at the place in its domain that `share` (0 … 1 in every
/// variable) says.
#[track_caller]
fn polynomial_agrees(surface: &dyn Surface, share: &[f64]) {
    surface.check().unwrap();
    let domain = surface.domain();
    let place = |share: &[f64]| -> Vec<f64> {
        domain.iter().zip(share).map(|([low, high], s)| low + s * (high - low)).collect()
    };
    let corners = [0.0, 0.5, 1.0].map(|x| [0.0, 0.5, 1.0].map(|y| [x, y, x]));
    let height =
        corners.as_flattened().iter().map(|c| surface.value(&place(c)).abs()).fold(0.0, f64::max);
    // No truncation, so a wide step costs nothing. Each value is off by a few
    // units in the last place of the largest, and division by the step multiplies that.
    let step = 1.0 / 16.0;
    gradient_agrees(surface, &place(share), step, 4.0 * f64::EPSILON * height / step);
}

proptest! {
    #![proptest_config(always_the_same())]

    #[test]
    fn gradients_are_the_slopes_of_the_values(
        share in vec(0.0..1.0, 3),
        curvature in prop::array::uniform3(-30.0..30.0),
        angle in -7.0..7.0,
        tilt in -1.0..1.0,
    ) {
        let flat = Quadratic { curvature: [curvature[0], curvature[1]] };
        polynomial_agrees(&Quadratic { curvature }, &share);
        polynomial_agrees(&Rotated::by(flat, angle), &share[..2]);
        polynomial_agrees(&Rotated::by_45_degrees(flat), &share[..2]);
        polynomial_agrees(&Saddle, &share[..2]);
        polynomial_agrees(&Rosenbrock, &share[..2]);
        polynomial_agrees(&Himmelblau, &share[..2]);
        polynomial_agrees(&Beale, &share[..2]);
        polynomial_agrees(&DoubleWell::<1> { tilt }, &share[..1]);
        polynomial_agrees(&DoubleWell::<2> { tilt }, &share[..2]);
    }

    #[test]
    fn the_kinked_bowl_has_slopes_of_its_values_and_curves_between_1_and_25(
        x in -4.0..4.0,
        rise in 0.001..4.0,
    ) {
        let step = 1.0 / 16.0;
        // Three steps to each side the value is one quadratic, unless a kink is nearer.
        if [1.0, 2.0].iter().all(|kink| f64::abs(x - kink) > 3.0 * step) {
            gradient_agrees(&Kinked, &[x], step, 4.0 * f64::EPSILON * 200.0 / step);
        }
        // The mean curvature on any stretch, but for the rounding of slopes below 200.
        let mean = (Kinked::slope(x + rise) - Kinked::slope(x)) / rise;
        prop_assert!((1.0 - 1e-10..=25.0 + 1e-10).contains(&mean), "{mean} from {x}");
        // No jump of value or slope at the kinks.
        for (kink, value, slope) in [(1.0, 12.5, 25.0), (2.0, 38.0, 26.0)] {
            for at in [kink, kink - 1e-12] {
                prop_assert!((Kinked.value(&[at]) - value).abs() < 1e-10);
                prop_assert!((Kinked::slope(at) - slope).abs() < 1e-10);
            }
        }
    }

    #[test]
    fn least_squares_slopes_are_the_slopes_of_its_values(
        table in vec(-2.0..2.0, 5 * 3),
        at in vec(-2.0..2.0, 3),
    ) {
        let table = Array2::from_shape_vec((5, 3), table).unwrap();
        let data = LeastSquares {
            inputs: table.slice(ndarray::s![.., ..2]).to_owned(),
            targets: table.column(2).to_owned(),
        };
        data.check().unwrap();
        // Quadratic in θ: a step of 1 has no truncation either. |ŷ − y| is at
        // most 18 at the probes; one ε of its square.
        gradient_agrees(&data, &at, 1.0, f64::EPSILON * 18.0 * 18.0);
    }

    #[test]
    fn network_slopes_are_the_slopes_of_its_values(
        inputs in vec(-1.0..1.0, 4 * 2),
        targets in vec(0.0..1.0, 4),
        at in vec(-1.5..1.5, 23),
    ) {
        for hidden in [Activation::Sigmoid, Activation::Tanh, Activation::Relu] {
            for (loss, outputs) in
                [(Loss::MeanSquared, 2), (Loss::CrossEntropy, 1), (Loss::CrossEntropy, 2)]
            {
                // The second target completes the first to 1, as softmax wants.
                let y = |(row, column): (usize, usize)| f64::abs(column as f64 - targets[row]);
                let network = Network {
                    sizes: vec![2, 3, 2, outputs],
                    hidden,
                    loss,
                    inputs: Array2::from_shape_vec((4, 2), inputs.clone()).unwrap(),
                    targets: Array2::from_shape_fn((4, outputs), y),
                };
                network.check().unwrap();
                let at = &at[..network.parameters()];
                if hidden == Activation::Relu && near_a_kink(&network, at) {
                    continue;
                }
                gradient_agrees(&network, at, STEP, 4e-12);
            }
        }
    }
}

/// Where truncation (step⁶ times the seventh derivative) and rounding (ε/step
/// times the loss, which is below 60 here) are both about 1e-12.
const STEP: f64 = 1.0 / 256.0;

/// Whether a probe of `difference` has another set of active units than `at`.
/// Along one parameter the first layer's sums are linear, and so are the next
/// layer's while the first does not switch: no switch at the two outermost
/// probes means none between.
fn near_a_kink(network: &Network, at: &[f64]) -> bool {
    let active = |at: &[f64]| -> Vec<bool> {
        let mut active = Vec::new();
        for input in network.inputs.rows() {
            let mut units = input.to_vec();
            for l in 0..network.layers() - 1 {
                let (weights, biases) = network.layer(at, l);
                let sum = |unit: usize| {
                    (0..units.len()).map(|j| weights[[unit, j]] * units[j]).sum::<f64>()
                };
                units = (0..biases.len()).map(|unit| (sum(unit) + biases[unit]).max(0.0)).collect();
                active.extend(units.iter().map(|&a| a > 0.0));
            }
        }
        active
    };
    let here = active(at);
    (0..at.len()).any(|i| {
        [-3.0, 3.0].into_iter().any(|k| {
            let mut probe = at.to_vec();
            probe[i] += k * STEP;
            active(&probe) != here
        })
    })
}

#[test]
fn turning_a_quadratic_leaves_its_eigenvalues() {
    let ravine = Quadratic { curvature: [1.0, 25.0] };
    for rotated in
        [Rotated::by(ravine, 0.3), Rotated::by(ravine, -2.0), Rotated::by_45_degrees(ravine)]
    {
        // The gradients at the unit vectors are the columns of the Hessian.
        let [a, b] = gradient(&rotated, &[1.0, 0.0])[..] else { unreachable!() };
        let [c, d] = gradient(&rotated, &[0.0, 1.0])[..] else { unreachable!() };
        let (middle, spread) = ((a + d) / 2.0, ((a - d) * (a - d) / 4.0 + b * c).sqrt());
        // Rounding of entries up to 25.
        assert!((b - c).abs() < 1e-14);
        assert!((middle - spread - 1.0).abs() < 1e-14 && (middle + spread - 25.0).abs() < 1e-14);
    }
    let quarter = Rotated::by(ravine, std::f64::consts::FRAC_PI_4).value(&[0.3, -0.8]);
    let exact = Rotated::by_45_degrees(ravine).value(&[0.3, -0.8]);
    assert!((quarter - exact).abs() <= 8.0 * f64::EPSILON * exact);
    // Counterclockwise: the floor of the ravine, once along x, runs to the upper right.
    assert!(
        (Rotated::by(ravine, 0.5).value(&[libm::cos(0.5), libm::sin(0.5)]) - 0.5).abs() < 1e-15
    );
}
