//! Every stated minimum against the slope there and the values around it.

use descent::Surface;
use descent::surface::{
    Beale, DoubleWell, Himmelblau, Kinked, LeastSquares, Quadratic, Rosenbrock, Rotated, Saddle,
};
use ndarray::{Array1, Axis, array, stack};

fn gradient(surface: &dyn Surface, at: &[f64]) -> Vec<f64> {
    let mut slope = vec![f64::NAN; surface.dim()];
    surface.gradient(at, &mut slope);
    slope
}

/// Holds every stated minimum to a slope of at most `slope` and to the values
/// around it, and the first to be the lowest.
#[track_caller]
fn minima_hold(surface: &dyn Surface, count: usize, slope: f64) {
    let minima = surface.minima();
    assert_eq!(minima.len(), count);
    for minimum in &minima {
        let lowest = surface.value(minimum);
        assert!(surface.value(&minima[0]) <= lowest + f64::EPSILON);
        assert!(
            gradient(surface, minimum).iter().all(|g| g.abs() <= slope),
            "slope at {minimum:?}"
        );
        for i in 0..surface.dim() {
            for j in 0..surface.dim() {
                for (di, dj) in [(1e-3, 1e-3), (1e-3, -1e-3), (-1e-3, 1e-3), (-1e-3, -1e-3)] {
                    let mut beside = minimum.clone();
                    beside[i] = minimum[i] + di;
                    beside[j] = minimum[j] + dj;
                    assert!(surface.value(&beside) > lowest, "{beside:?} is not above {minimum:?}");
                }
            }
        }
    }
}

#[test]
fn every_stated_minimum_is_one() {
    // Slopes are exactly 0 where the minimum is a number of few digits.
    minima_hold(&Quadratic { curvature: [1.0, 25.0, 0.01] }, 1, 0.0);
    minima_hold(&Rotated::by(Quadratic { curvature: [1.0, 25.0] }, 0.7), 1, 0.0);
    minima_hold(&Rosenbrock, 1, 0.0);
    minima_hold(&Beale, 1, 0.0);
    minima_hold(&Kinked, 1, 0.0);
    // Elsewhere a coordinate below 4 is off by up to 2ε, which the largest
    // curvature, 133.8, turns into a slope.
    minima_hold(&Himmelblau, 4, 133.8 * 2.0 * f64::EPSILON);
    for (tilt, wells) in
        [(0.0, 2), (0.1, 2), (-0.1, 2), (0.38, 2), (-0.38, 2), (0.39, 1), (-0.39, 1), (9.0, 1)]
    {
        // Curvature 3x² − 1 and x up to 2.3.
        minima_hold(&DoubleWell::<1> { tilt }, wells, 16.0 * f64::EPSILON);
        minima_hold(&DoubleWell::<2> { tilt }, wells, 16.0 * f64::EPSILON);
    }
    minima_hold(&Saddle, 0, 0.0);
    minima_hold(&Quadratic { curvature: [1.0, 0.0] }, 0, 0.0);
    minima_hold(&Quadratic { curvature: [1.0, -1.0] }, 0, 0.0);
}

#[test]
fn himmelblaus_minima_are_the_published_ones_to_all_digits() {
    let six_digits =
        [[3.0, 2.0], [-2.805118, 3.131313], [-3.779310, -3.283186], [3.584428, -1.848127]];
    for (minimum, rounded) in Himmelblau.minima().iter().zip(six_digits) {
        assert!(minimum.iter().zip(rounded).all(|(x, r)| (x - r).abs() <= 0.5e-6));
        // Both squared terms are 0 but for the rounding of sums near 15.
        assert!(Himmelblau.value(minimum) < 1e-28);
    }
}

#[test]
fn the_higher_well_vanishes_at_its_tilt() {
    let last = 2.0 / (3.0 * 3.0_f64.sqrt());
    assert_eq!(DoubleWell::<1> { tilt: last * (1.0 - 1e-9) }.minima().len(), 2);
    assert_eq!(DoubleWell::<1> { tilt: last * (1.0 + 1e-9) }.minima().len(), 1);
    let [deep, high] = [0, 1].map(|i| DoubleWell::<1> { tilt: 0.2 }.minima()[i][0]);
    assert!(deep < -1.0 && 0.0 < high && high < 1.0);
}

#[test]
fn least_squares_finds_the_line_and_refuses_to_choose_between_equals() {
    let inputs = array![[0.0, 5.0], [1.0, -3.0], [2.0, 1.0], [3.0, 2.0], [7.0, 7.0]];
    let targets: Array1<f64> =
        inputs.rows().into_iter().map(|x| 2.0 * x[0] - 0.5 * x[1] + 4.0).collect();
    let line = LeastSquares { inputs, targets };
    minima_hold(&line, 1, 1e-13);
    let found = &line.minima()[0];
    assert!(
        found.iter().zip([2.0, -0.5, 4.0]).all(|(w, exact)| (w - exact).abs() < 1e-14),
        "{found:?}"
    );
    // Far from 0 the columns are nearly parallel: a condition number of 1e13,
    // which leaves b with about 13 digits after the second step.
    let inputs = array![[2020.0], [2021.0], [2022.0], [2023.0], [2024.0]];
    let targets = inputs.column(0).map(|year| 0.5 * year - 1000.0);
    let [w, b] = LeastSquares { inputs, targets }.minima()[0][..] else { unreachable!() };
    assert!((w - 0.5).abs() < 1e-13 && (b + 1000.0).abs() < 1e-10, "{w} {b}");
    // The notes' table: iq is ten times cgpa, so that no slope is the best one.
    let (cgpa, placed) = (array![8.0, 9.0, 7.0], array![1.0, 1.0, 0.0]);
    let inputs = stack![Axis(1), cgpa, &cgpa * 10.0];
    minima_hold(&LeastSquares { inputs, targets: placed }, 0, 0.0);
    // With a factor that is rounded, what is left of the column is not quite 0.
    let first = array![7.5, 6.1, 6.2, 6.7, 8.0, 7.0, 6.3];
    let inputs = stack![Axis(1), first, &first * 1.1];
    minima_hold(&LeastSquares { inputs, targets: first }, 0, 0.0);
}
