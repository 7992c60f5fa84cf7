//! The largest curvature against closed forms and against a whole Hessian.

use descent::random::{normal, seeded};
use descent::sharpness::{hessian_vector, largest, preconditioned, sharpness};
use descent::surface::{DoubleWell, Quadratic, Rosenbrock};
use descent::{Activation, Loss, Network};
use ndarray::Array2;

fn near(found: f64, right: f64, share: f64) {
    assert!((found - right).abs() <= share * right.abs(), "{found}, but should be {right}");
}

#[test]
fn a_bowl_has_its_curvatures() {
    let bowl = Quadratic { curvature: [1.0, 3.0, 0.5, 7.0] };
    let top = sharpness(&bowl, &[1.0, -2.0, 0.3, 4.0], &[1.0, 1.0, 1.0, 1.0], 4);
    near(top.value, 7.0, 1e-8);
    near(top.direction[3].abs(), 1.0, 1e-8);
    // With rates of its own for each parameter it is that of the products.
    let rates = [4.0, 0.1, 1.0, 0.2];
    let seen = preconditioned(&bowl, &[0.0; 4], &rates, &[1.0, 1.0, 1.0, 1.0], 4);
    near(seen.value, 4.0, 1e-8);
}

#[test]
fn the_double_well_has_the_curvature_3x2_minus_1() {
    let well = DoubleWell::<1> { tilt: 0.3 };
    for x in [-1.4, -0.2, 0.0, 0.7, 1.0] {
        let found = sharpness(&well, &[x], &[1.0], 3).value;
        assert!((found - (3.0 * x * x - 1.0)).abs() < 1e-8, "{x}: {found}");
    }
}

#[test]
fn rosenbrocks_valley_has_the_larger_root() {
    let surface = Rosenbrock;
    let at = [-1.2, 1.0];
    let (mut first, mut second) = ([0.0; 2], [0.0; 2]);
    hessian_vector(&surface, &at, &[1.0, 0.0], &mut first);
    hessian_vector(&surface, &at, &[0.0, 1.0], &mut second);
    // 1200x² − 400y + 2, −400x, 200.
    near(first[0], 1330.0, 1e-7);
    near(first[1], 480.0, 1e-7);
    near(second[1], 200.0, 1e-7);
    let half = 0.5 * (1330.0 - 200.0_f64);
    let right = 765.0 + (half * half + 480.0 * 480.0).sqrt();
    near(sharpness(&surface, &at, &[1.0, 0.3], 2).value, right, 1e-7);
}

/// The largest eigenvalue of a dense symmetric matrix by Jacobi's rotations, which
/// share nothing with Lanczos' method.
#[expect(clippy::needless_range_loop, reason = "two rows of a matrix at once, as in a textbook")]
fn jacobi(mut h: Vec<Vec<f64>>) -> f64 {
    let n = h.len();
    for _ in 0..30 {
        for p in 0..n {
            for q in p + 1..n {
                if h[p][q].abs() < 1e-14 {
                    continue;
                }
                let ratio = (h[q][q] - h[p][p]) / (2.0 * h[p][q]);
                let t = 1.0_f64.copysign(ratio) / (ratio.abs() + (1.0 + ratio * ratio).sqrt());
                let c = 1.0 / (1.0 + t * t).sqrt();
                let s = t * c;
                for row in &mut h {
                    (row[p], row[q]) = (c * row[p] - s * row[q], s * row[p] + c * row[q]);
                }
                for k in 0..n {
                    (h[p][k], h[q][k]) = (c * h[p][k] - s * h[q][k], s * h[p][k] + c * h[q][k]);
                }
            }
        }
    }
    (0..n).map(|i| h[i][i]).fold(f64::NEG_INFINITY, f64::max)
}

#[test]
#[expect(clippy::needless_range_loop, reason = "two rows of a matrix at once, as in a textbook")]
fn a_networks_sharpness_is_that_of_its_whole_hessian() {
    let network = Network {
        sizes: vec![1, 5, 1],
        hidden: Activation::Tanh,
        loss: Loss::MeanSquared,
        inputs: Array2::from_shape_fn((6, 1), |(row, _)| row as f64 / 3.0 - 1.0),
        targets: Array2::from_shape_fn((6, 1), |(row, _)| (row % 3) as f64),
    };
    let mut chance = seeded(5);
    let at = network.start(&mut chance);
    let n = at.len();
    let mut h = vec![vec![0.0; n]; n];
    for (i, row) in h.iter_mut().enumerate() {
        let mut unit = vec![0.0; n];
        unit[i] = 1.0;
        hessian_vector(&network, &at, &unit, row);
    }
    for i in 0..n {
        for j in 0..i {
            assert!((h[i][j] - h[j][i]).abs() < 1e-8, "a Hessian is symmetric");
        }
    }
    let start: Vec<f64> = at.iter().map(|_| normal(&mut chance)).collect();
    let right = jacobi(h);
    near(sharpness(&network, &at, &start, n).value, right, 1e-7);
    // Never more than it is, and near it after half of the products.
    let early = sharpness(&network, &at, &start, n / 2).value;
    assert!(early <= right * (1.0 + 1e-7) && early > 0.99 * right, "{early} {right}");
}

#[test]
fn what_has_no_answer_is_nan_and_early_ends_are_whole() {
    let bowl = Quadratic { curvature: [2.0, 5.0] };
    assert!(sharpness(&bowl, &[0.0, 0.0], &[0.0, 0.0], 2).value.is_nan());
    // A start in a principal direction ends after one product.
    let mut products = 0;
    let top = largest(9, &[0.0, 1.0, 0.0], |v, into| {
        products += 1;
        into.copy_from_slice(&[v[0], 3.0 * v[1], 8.0 * v[2]]);
    });
    near(top.value, 3.0, 1e-12);
    assert_eq!(products, 1);
    // Where all curvatures are below 0 the largest is too.
    let top = largest(2, &[1.0, 1.0], |v, into| {
        into.copy_from_slice(&[-v[0], -4.0 * v[1]]);
    });
    near(top.value, -1.0, 1e-12);
}
