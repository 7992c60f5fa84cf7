//! Rules for matrices: against singular values found in another way, and turned.

use descent::matrix::{Eigen, Polynomials, Room, polar, product, times, transposed};
use descent::random::{normal, seeded};
use descent::{
    Adam, Aim, Block, Blocks, Factor, GradientDescent, MatrixRule, Muon, Nesterov, Network,
    Optimizer, Schedule, Scheduled, Shampoo, Shaped, Soap, Start,
};

/// A matrix of standard normal numbers.
fn noise(seed: u64, len: usize) -> Vec<f64> {
    let mut chance = seeded(seed);
    (0..len).map(|_| normal(&mut chance)).collect()
}

fn difference(a: &[f64], b: &[f64]) -> f64 {
    assert_eq!(a.len(), b.len());
    a.iter().zip(b).fold(0.0, |worst, (x, y)| f64::max(worst, (x - y).abs()))
}

/// Σ and UVᵀ of a matrix with no more rows than columns, by Hestenes' one-sided
/// rotations: its rows are turned until they are perpendicular.
fn hestenes(matrix: &[f64], columns: usize) -> (Vec<f64>, Vec<f64>) {
    let rows = matrix.len() / columns;
    let (mut a, mut u) = (matrix.to_vec(), vec![0.0; rows * rows]);
    (0..rows).for_each(|i| u[i * rows + i] = 1.0);
    let dot = |a: &[f64], p: usize, q: usize| -> f64 {
        (0..columns).map(|k| a[p * columns + k] * a[q * columns + k]).sum()
    };
    for _ in 0..40 {
        for p in 0..rows {
            for q in p + 1..rows {
                let [x, y, z] = [dot(&a, p, p), dot(&a, q, q), dot(&a, p, q)];
                if z == 0.0 {
                    continue;
                }
                let angle = 0.5 * libm::atan2(2.0 * z, x - y);
                let (s, c) = libm::sincos(angle);
                for (matrix, width) in [(&mut a, columns), (&mut u, rows)] {
                    for k in 0..width {
                        let [x, y] = [matrix[p * width + k], matrix[q * width + k]];
                        matrix[p * width + k] = c * x + s * y;
                        matrix[q * width + k] = c * y - s * x;
                    }
                }
            }
        }
    }
    let sizes: Vec<f64> = (0..rows).map(|i| dot(&a, i, i).sqrt()).collect();
    for (row, size) in a.chunks_mut(columns).zip(&sizes) {
        row.iter_mut().for_each(|x| *x /= size);
    }
    // The rows of u are the transposed left vectors.
    let factor = times(&transposed(&u, rows), &a, rows);
    (sizes, factor)
}

/// One step of a rule on a gradient, from 0, with the sign turned round.
fn step(rule: &impl MatrixRule, gradient: &[f64], columns: usize) -> Vec<f64> {
    let mut theta = vec![0.0; gradient.len()];
    let mut state = rule.init(gradient.len() / columns, columns);
    rule.step(&mut state, &mut theta, gradient);
    theta.iter().map(|w| -w).collect()
}

#[test]
fn a_product_sums_from_first_to_last() {
    let (a, b) = ([1.0, 2.0, 3.0, 4.0, 5.0, 6.0], [1.0, 0.0, 2.0, -1.0, 0.0, 3.0]);
    assert_eq!(times(&a, &b, 3), [5.0, 7.0, 14.0, 13.0]);
    assert_eq!(transposed(&a, 3), [1.0, 4.0, 2.0, 5.0, 3.0, 6.0]);
    // (1e16 + 1) − 1e16 is 0 in this order, and 1 in another.
    assert_eq!(times(&[1e16, 1.0, -1e16], &[1.0, 1.0, 1.0], 3), [0.0]);
    // Wide and narrow loops come to the same bits.
    let (a, b) = (noise(1, 13 * 7), noise(2, 7 * 11));
    let all = times(&a, &b, 7);
    for i in 0..13 {
        for j in 0..11 {
            let entry = (0..7).fold(0.0, |sum, k| sum + a[i * 7 + k] * b[k * 11 + j]);
            assert_eq!(all[i * 11 + j].to_bits(), entry.to_bits());
        }
    }
}

#[test]
fn eigenvalues_and_axes_put_the_matrix_together_again() {
    for n in [1, 2, 3, 8, 20] {
        let half = noise(n as u64, n * n);
        let matrix = times(&half, &transposed(&half, n), n);
        let mut own = Eigen::new(n);
        own.find(&matrix);
        let scaled: Vec<f64> = own
            .axes
            .chunks(n)
            .zip(&own.values)
            .flat_map(|(row, value)| row.iter().map(move |x| value * x))
            .collect();
        let again = times(&transposed(&own.axes, n), &scaled, n);
        let size = own.values.iter().fold(0.0, |a: f64, b| a.max(*b));
        assert!(difference(&again, &matrix) < 1e-13 * size, "{n}");
        let unit = times(&own.axes, &transposed(&own.axes, n), n);
        assert!(
            unit.iter().enumerate().all(|(i, x)| (x - f64::from(i % (n + 1) == 0)).abs() < 1e-13)
        );
        // A root of a root, squared and squared again.
        let mut root = vec![0.0; n * n];
        own.power(0.25, &mut root);
        let twice = times(&root, &root, n);
        assert!(difference(&times(&twice, &twice, n), &matrix) < 1e-12 * size, "{n}");
        // Followed from other axes it is the same.
        let before = own.values.clone();
        own.find(&noise_symmetric(n));
        own.follow(&matrix);
        let sorted = |mut values: Vec<f64>| {
            values.sort_by(f64::total_cmp);
            values
        };
        assert!(difference(&sorted(own.values.clone()), &sorted(before)) < 1e-12 * size);
    }
}

fn noise_symmetric(n: usize) -> Vec<f64> {
    let half = noise(77, n * n);
    times(&half, &transposed(&half, n), n)
}

#[test]
fn the_orthogonal_factor_is_that_of_one_sided_rotations() {
    for (rows, columns) in [(3, 5), (4, 4), (6, 9)] {
        let matrix = noise(rows as u64, rows * columns);
        let (sizes, factor) = hestenes(&matrix, columns);
        assert!(difference(&polar(&matrix, columns), &factor) < 1e-11);
        let flipped = transposed(&matrix, columns);
        assert!(difference(&polar(&flipped, rows), &transposed(&factor, columns)) < 1e-11);
        // ⟨G, UVᵀ⟩ is the sum of the singular values.
        let gain: f64 = matrix.iter().zip(&factor).map(|(g, x)| g * x).sum();
        assert!((gain - sizes.iter().sum::<f64>()).abs() < 1e-12);
        // Twenty-five steps of the cubic, or fifteen of the quintic, get there too.
        for (triple, steps) in [(Polynomials::CUBIC, 25), (Polynomials::QUINTIC, 15)] {
            let polynomials = Polynomials::Same(triple, steps);
            let rule = Muon { rate: 1.0, factor: Factor::One, polynomials, ..Muon::paper() };
            assert!(difference(&step(&rule, &matrix, columns), &factor) < 1e-11);
            assert!(
                difference(&step(&rule, &flipped, rows), &transposed(&factor, columns)) < 1e-11
            );
        }
    }
}

#[test]
fn an_iteration_on_a_matrix_is_one_on_each_singular_value() {
    let matrix = noise(5, 4 * 7);
    let (sizes, _) = hestenes(&matrix, 7);
    let size = sizes.iter().map(|s| s * s).sum::<f64>().sqrt();
    static LIST: [[f64; 3]; 5] = Polynomials::POLAR_EXPRESS;
    for polynomials in [Polynomials::Same(Polynomials::MUON, 5), Polynomials::Each(&LIST)] {
        let mut room = Room::new(4, 7);
        room.put(&matrix, 1.0 / size);
        polynomials.apply(&mut room);
        let mut moved = vec![0.0; 28];
        room.take(&mut moved);
        // One-sided rotations lose what is below their rounding: sort and compare.
        let mut found = hestenes(&moved, 7).0;
        let mut wanted: Vec<f64> = sizes.iter().map(|s| polynomials.value(s / size)).collect();
        found.sort_by(f64::total_cmp);
        wanted.sort_by(f64::total_cmp);
        assert!(difference(&found, &wanted) < 1e-12);
    }
}

#[test]
fn shampoos_first_step_is_the_orthogonal_factor() {
    for (rows, columns) in [(3, 5), (6, 4)] {
        let gradient = noise(9, rows * columns);
        let rule = Shampoo { rate: 1.0, epsilon: 0.0, ..Shampoo::paper() };
        let factor = polar(&gradient, columns);
        assert!(difference(&step(&rule, &gradient, columns), &factor) < 1e-11);
        // A direction that was never seen, a row of zeros, is not moved.
        let mut lower = gradient.clone();
        lower[..columns].fill(0.0);
        assert!(step(&rule, &lower, columns)[..columns].iter().all(|w| w.abs() < 1e-12));
    }
}

/// Random perpendicular axes.
fn axes(seed: u64, n: usize) -> Vec<f64> {
    polar(&noise(seed, n * n), n)
}

/// The end of a run on tr((W − M)ᵀ A (W − M) B)/2, all turned by P and Q and turned back.
fn turned(rule: &impl MatrixRule, steps: usize, [p, q]: [&[f64]; 2]) -> Vec<f64> {
    let (rows, columns) = (5, 3);
    let curvature = |n: usize, axes: &[f64]| {
        let diagonal: Vec<f64> = (0..n * n)
            .map(|i| if i % (n + 1) == 0 { 1.0 / (1 + i / n) as f64 } else { 0.0 })
            .collect();
        times(&times(axes, &diagonal, n), &transposed(axes, n), n)
    };
    let (a, b) = (curvature(rows, p), curvature(columns, q));
    let there = |w: &[f64]| times(&times(p, w, rows), &transposed(q, columns), columns);
    let back = |w: &[f64]| times(&times(&transposed(p, rows), w, rows), q, columns);
    let target = there(&noise(4, rows * columns));
    let (mut w, mut state) = (vec![0.0; 15], rule.init(rows, columns));
    for _ in 0..steps {
        let off: Vec<f64> = w.iter().zip(&target).map(|(w, m)| w - m).collect();
        let g = times(&times(&a, &off, rows), &b, columns);
        rule.step(&mut state, &mut w, &g);
    }
    back(&w)
}

#[test]
fn turned_axes_turn_the_path_and_nothing_else() {
    let unit = |n: usize| (0..n * n).map(|i| f64::from(i % (n + 1) == 0)).collect::<Vec<_>>();
    let (straight, other) = ([unit(5), unit(3)], [axes(6, 5), axes(7, 3)]);
    let same = |rule: &dyn Fn([&[f64]; 2]) -> Vec<f64>, within: f64| {
        let [a, b] = [&straight, &other].map(|axes| rule([&axes[0], &axes[1]]));
        assert!(difference(&a, &b) < within, "{}", difference(&a, &b));
        assert!(a.iter().any(|w| w.abs() > 0.03), "it moved");
    };
    same(&|axes| turned(&Muon { rate: 0.05, ..Muon::paper() }, 20, axes), 1e-12);
    same(&|axes| turned(&Shampoo { rate: 0.3, ..Shampoo::paper() }, 40, axes), 1e-11);
    // SOAP's axes are no others after a turn, if their order is no other.
    same(&|axes| turned(&Soap { rate: 0.02, ..Soap::paper() }, 5, axes), 1e-9);
}

#[test]
fn no_singular_value_of_a_step_is_above_the_bound() {
    let five = Polynomials::Same(Polynomials::MUON, 5);
    let all = (0..=100_000).map(|i| five.value(f64::from(i) / 1e5));
    assert!(all.fold(0.0, f64::max) < 1.21);
}

#[test]
fn a_sum_and_an_average_point_the_same_way() {
    let path = |aim: Aim| {
        let rule = Muon { rate: 0.1, aim, start: Start::Plus(0.0), ..Muon::paper() };
        let (mut w, mut state) = (vec![0.0; 12], rule.init(3, 4));
        (0..10).for_each(|t| rule.step(&mut state, &mut w, &noise(t, 12)));
        w
    };
    assert!(difference(&path(Aim::Sum), &path(Aim::Average)) < 1e-12);
    assert!(difference(&path(Aim::Sum), &path(Aim::Corrected)) > 1e-3);
}

#[test]
fn factors_are_those_of_the_frameworks() {
    for (factor, tall, wide) in [
        (Factor::One, 1.0, 1.0),
        (Factor::Tall, 2.0, 1.0),
        (Factor::Wide, 1.0, 2.0),
        (Factor::Typical(0.2), 0.2 * 3072_f64.sqrt(), 0.2 * 3072_f64.sqrt()),
        (Factor::Ratio, 2.0, 0.5),
    ] {
        assert!((factor.of(3072, 768) - tall).abs() < 1e-14);
        assert!((factor.of(768, 3072) - wide).abs() < 1e-14);
    }
}

/// A rule for two matrices and a vector, in each of its forms.
fn shaped<M: MatrixRule>(matrices: M) -> Shaped<M, Adam> {
    let blocks = Blocks::new([
        Block::Matrix { rows: 3, columns: 2 },
        Block::Vector(3),
        Block::Matrix { rows: 2, columns: 4 },
    ]);
    Shaped { blocks, matrices, others: Adam::paper() }
}

/// A saved run goes on bit for bit, and a scratch is no memory.
fn goes_on(rule: &impl Optimizer) {
    let slopes = |t: u64| noise(t + 100, 17);
    let (mut theta, mut state) = (noise(3, 17), rule.init(17));
    for t in 0..12 {
        let mut saved = Vec::new();
        rule.memory(&mut state, &mut |part, values| saved.push((part, values.to_vec())));
        let (mut other, mut parts) = (rule.init(17), saved.iter());
        rule.memory(&mut other, &mut |part, values| {
            let (known, from) = parts.next().expect("as many parts");
            assert_eq!((part, values.len()), (*known, from.len()));
            values.copy_from_slice(from);
        });
        let mut on = theta.clone();
        rule.step(&mut other, &mut on, &slopes(t));
        rule.step(&mut state, &mut theta, &slopes(t));
        assert!(on.iter().zip(&theta).all(|(a, b)| a.to_bits() == b.to_bits()), "after {t}");
    }
}

#[test]
fn a_run_of_matrices_goes_on_from_its_memory_bit_for_bit() {
    for muon in [Muon::paper(), Muon::pytorch(), Muon::keras(), Muon::optax()] {
        goes_on(&shaped(muon));
    }
    goes_on(&shaped(Shampoo::paper()));
    goes_on(&shaped(Soap::paper()));
    goes_on(&shaped(Shampoo { every: 3, ..Shampoo::paper() }));
    goes_on(&shaped(Soap { every: 3, ..Soap::paper() }));
    let schedule = Schedule::Polynomial { steps: 10, power: 1.0, floor: 0.0 };
    goes_on(&Scheduled { rule: shaped(Muon { nesterov: false, ..Muon::paper() }), schedule });
}

#[test]
fn each_block_has_the_rule_that_is_meant_for_it() {
    let rule = shaped(Muon::paper());
    let (mut theta, mut state) = (noise(3, 17), rule.init(17));
    let (start, slopes) = (theta.clone(), noise(8, 17));
    rule.step(&mut state, &mut theta, &slopes);
    let moved: Vec<f64> = start.iter().zip(&theta).map(|(a, b)| a - b).collect();
    for (part, columns) in [(0..6, 2), (9..17, 4)] {
        let alone = step(&Muon::paper(), &slopes[part.clone()], columns);
        assert!(difference(&moved[part], &alone) < 1e-15);
    }
    // Adam's first step is its rate, whatever the slope.
    assert!(moved[6..9].iter().all(|w| (w.abs() - 0.001).abs() < 1e-9));
    // A rule that looks ahead does so in its own block alone.
    let ahead =
        Shaped { others: Nesterov::notes(), blocks: rule.blocks.clone(), matrices: Muon::paper() };
    let mut state = ahead.init(17);
    ahead.step(&mut state, &mut theta, &slopes);
    let mut at = theta.clone();
    ahead.probe(&state, &mut at);
    let differ = |i: &usize| at[*i] != theta[*i];
    assert_eq!((0..17).filter(differ).collect::<Vec<_>>(), [6, 7, 8]);
}

#[test]
fn settings_out_of_range_are_refused_and_shapes_must_fit() {
    let wrong = Muon {
        beta: 1.0,
        polynomials: Polynomials::Same([f64::NAN, 0.0, 0.0], 5),
        ..Muon::paper()
    };
    let refused = shaped(wrong).check().expect_err("two");
    assert_eq!(refused.refusals.len(), 2, "{refused}");
    let power = Shampoo { power: 0.5, ..Shampoo::paper() };
    assert!(shaped(power).check().is_err());
    let empty = Shaped { blocks: Blocks::matrix(0, 3), ..shaped(Muon::paper()) };
    assert!(empty.check().is_err());
    assert!(shaped(Muon::optax()).check().is_ok());
    let short = std::panic::catch_unwind(|| shaped(Muon::paper()).init(16));
    assert!(short.is_err());
}

#[test]
fn a_networks_blocks_are_its_layers() {
    let network = Network {
        sizes: vec![3, 2, 1],
        hidden: descent::Activation::Tanh,
        loss: descent::Loss::MeanSquared,
        inputs: ndarray::Array2::zeros((1, 3)),
        targets: ndarray::Array2::zeros((1, 1)),
    };
    let blocks = network.blocks();
    assert_eq!(blocks.dim(), network.parameters());
    assert_eq!(
        blocks.parts(),
        [
            Block::Matrix { rows: 2, columns: 3 },
            Block::Vector(2),
            Block::Matrix { rows: 1, columns: 2 },
            Block::Vector(1),
        ]
    );
    assert!(blocks.parts().iter().all(|block| !block.is_empty()));
}

#[test]
fn zero_and_infinite_slopes() {
    for rule in [Muon::paper(), Muon::pytorch(), Muon { start: Start::Plus(0.0), ..Muon::paper() }]
    {
        assert!(step(&rule, &[0.0; 6], 3).iter().all(|w| *w == 0.0));
        assert!(step(&rule, &[f64::INFINITY, 1.0, 1.0, 1.0], 2).iter().any(|w| w.is_nan()));
    }
    let rule = Shampoo { epsilon: 0.0, ..Shampoo::paper() };
    assert!(step(&rule, &[0.0; 6], 3).iter().all(|w| *w == 0.0));
    assert!(step(&Soap::paper(), &[0.0; 6], 3).iter().all(|w| *w == 0.0));
    let plain = GradientDescent { rate: 1.0 };
    let rule = Shaped { blocks: Blocks::matrix(2, 2), matrices: Muon::paper(), others: plain };
    assert!(rule.vectors(&rule.init(4)).is_empty());
}

/// Slips of implementations: each must fail a law that the right one keeps.
#[test]
fn an_iteration_on_the_wrong_side_or_before_the_average_is_found_out() {
    // X ← aX + X (b A + c A²) with A = XᵀX of the wide side is the same matrix ...
    let matrix = noise(12, 3 * 5);
    let size = descent::norm(&matrix);
    let x: Vec<f64> = matrix.iter().map(|x| x / size).collect();
    let [a, b, _] = Polynomials::CUBIC;
    let gram = times(&transposed(&x, 5), &x, 3);
    let more = times(&x, &gram, 5);
    let wide: Vec<f64> = x.iter().zip(&more).map(|(x, m)| a * x + b * m).collect();
    let mut room = Room::new(3, 5);
    room.put(&matrix, 1.0 / size);
    Polynomials::Same(Polynomials::CUBIC, 1).apply(&mut room);
    let mut right = vec![0.0; 15];
    room.take(&mut right);
    assert!(difference(&wide, &right) < 1e-15);
    // ... but without the division by the size it leaves the range where it converges.
    let mut large = Room::new(3, 5);
    large.put(&matrix, 1.0);
    Polynomials::Same(Polynomials::CUBIC, 25).apply(&mut large);
    let mut wrong = vec![0.0; 15];
    large.take(&mut wrong);
    assert!(!wrong.iter().all(|w| w.abs() <= 1.0));
    // An average of orthogonal factors has singular values far from 1.
    let factors: Vec<Vec<f64>> = (0..8).map(|t| polar(&noise(40 + t, 15), 5)).collect();
    let mean: Vec<f64> = (0..15).map(|i| factors.iter().map(|f| f[i]).sum::<f64>() / 8.0).collect();
    let (sizes, _) = hestenes(&mean, 5);
    assert!(sizes.iter().all(|s| *s < 0.9), "{sizes:?}");
    // And the power −½ on both sides is not a step of one length.
    let twice = Shampoo { rate: 1.0, epsilon: 0.0, power: -0.5, ..Shampoo::paper() };
    let mut out = vec![0.0; 9];
    let factor = step(&twice, &matrix, 5);
    product(&mut out, &factor, &transposed(&factor, 5), 5);
    let unit = |i: usize| f64::from(i.is_multiple_of(4));
    assert!(out.iter().enumerate().any(|(i, x)| (x - unit(i)).abs() > 0.1));
}

/// Axes that are found now and then hold in between: where the gradient stays, the
/// steps of Shampoo stay, too, and shrink when its sums are looked at again.
#[test]
fn axes_found_now_and_then_hold_in_between() {
    let rule = Shampoo { epsilon: 0.0, every: 3, ..Shampoo::paper() };
    let shaped = Shaped {
        blocks: Blocks::matrix(2, 3),
        matrices: rule,
        others: GradientDescent { rate: 0.0 },
    };
    let gradient = [1.0, 0.5, -0.25, 0.0, 2.0, 1.0];
    let (mut theta, mut state) = ([0.0; 6], shaped.init(6));
    let mut lengths = Vec::new();
    for _ in 0..9 {
        let before = theta;
        shaped.step(&mut state, &mut theta, &gradient);
        let moved = theta.iter().zip(before).map(|(a, b)| (a - b) * (a - b));
        lengths.push(moved.sum::<f64>().sqrt());
    }
    // After t equal gradients both sums are t times as large, and their fourth roots
    // together make the root of that. The first three steps look, then each third.
    for (looked, length) in [1.0, 2.0, 3.0, 4.0, 4.0, 4.0, 7.0, 7.0, 7.0].iter().zip(&lengths) {
        let due: f64 = lengths[0] / f64::sqrt(*looked);
        assert!((length / due - 1.0).abs() < 1e-12, "{lengths:?}");
    }
    let never = Shampoo { every: 0, ..rule };
    assert!(never.check().is_err() && Soap { every: 0, ..Soap::paper() }.check().is_err());
}
