//! The Rust side of `peers.py`: prints its measurements as one JSON object.

use argmin::core::{CostFunction, Error, Executor, Gradient};
use argmin::solver::gradientdescent::SteepestDescent;
use argmin::solver::linesearch::MoreThuenteLineSearch;
use burn::optim::{AdamConfig, Optimizer as _};
use burn::tensor::{DType, Device, Tensor, TensorData};
use descent::surface::Rosenbrock;
use descent::{Adam, Optimizer, Surface, descend};
use std::hint::black_box;
use std::time::Instant;

const SIZES: [usize; 7] = [2, 10, 100, 1_000, 100_000, 1_000_000, 10_000_000];
const STEPS: usize = 1_000;
const START: [f64; 2] = [-1.2, 1.0];

fn main() {
    let list = |times: [f64; 7]| times.map(|time| time.to_string()).join(", ");
    println!(
        "{{\"steps\": {{\"descent\": [{}], \"Burn\": [{}]}}, \"descents\": {{\"descent\": {}, \"Burn\": {}, \"argmin\": {}}}}}",
        list(SIZES.map(step)),
        list(SIZES.map(burn_step)),
        rosenbrock(),
        burn_rosenbrock(),
        argmin()
    );
}

/// Nanoseconds for each of the `parts` of `work`: the fastest of the runs of a
/// second, and of twenty at least.
fn fastest(parts: usize, mut work: impl FnMut()) -> f64 {
    work();
    let (begin, mut best, mut runs) = (Instant::now(), f64::INFINITY, 0);
    while runs < 20 || begin.elapsed().as_secs() < 1 {
        let start = Instant::now();
        work();
        best = best.min(start.elapsed().as_secs_f64() * 1e9 / parts as f64);
        runs += 1;
    }
    best
}

/// One step of Adam on `n` parameters.
fn step(n: usize) -> f64 {
    let gradient: Vec<f64> = (0..n).map(|i| (i * 7919 % 1000) as f64 / 500.0 - 0.999).collect();
    let (rule, mut theta) = (Adam::paper(), gradient.clone());
    let mut state = rule.init(n);
    let inside = (100_000 / n).max(1);
    fastest(inside, || {
        for _ in 0..inside {
            rule.step(&mut state, &mut theta, black_box(&gradient));
            black_box(&mut theta);
        }
    })
}

/// A step of this library's descent, everything recorded.
fn rosenbrock() -> f64 {
    let rule = Adam { rate: 0.01, ..Adam::paper() };
    fastest(STEPS, || {
        black_box(descend(&rule, &Rosenbrock, &START, STEPS).expect("valid settings"));
    })
}

/// Burn's Adam with the paper's ε, on its ndarray backend in f64.
fn burn_adam() -> burn::optim::Adam {
    AdamConfig::new().with_epsilon(1e-8).build()
}

// Burn prefers its newer backend `flex` and calls this one deprecated.
#[allow(deprecated)]
fn burn_tensor(values: Vec<f64>) -> Tensor<1> {
    let length = [values.len()];
    Tensor::from_data(TensorData::new(values, length), (&Device::ndarray(), DType::F64))
}

/// One step of Burn's Adam. θ and state are moved into it, as Burn wants it,
/// so that it may write over them.
fn burn_step(n: usize) -> f64 {
    let (rule, gradient) = (burn_adam(), burn_tensor(vec![0.5; n]));
    let mut held = Some((burn_tensor(vec![1.0; n]), None));
    let inside = (10_000 / n).max(1);
    fastest(inside, || {
        for _ in 0..inside {
            let (theta, state) = held.take().expect("put back below");
            held = Some(rule.step(0.001, theta, gradient.clone(), state));
            black_box(&mut held);
        }
    })
}

/// A step of a descent by Burn's Adam; the gradient by formula, as everywhere.
fn burn_rosenbrock() -> f64 {
    let rule = burn_adam();
    fastest(STEPS, || {
        let (mut theta, mut state) = (burn_tensor(START.to_vec()), None);
        for _ in 0..STEPS {
            let at = theta.to_data().try_to_vec::<f64>().expect("f64 as they were put in");
            let mut slope = vec![0.0; 2];
            Rosenbrock.gradient(&at, &mut slope);
            (theta, state) = rule.step(0.01, theta, burn_tensor(slope), state);
        }
        black_box(theta);
    })
}

struct Problem;

impl CostFunction for Problem {
    type Param = Vec<f64>;
    type Output = f64;

    fn cost(&self, at: &Vec<f64>) -> Result<f64, Error> {
        Ok(Rosenbrock.value(at))
    }
}

impl Gradient for Problem {
    type Param = Vec<f64>;
    type Gradient = Vec<f64>;

    fn gradient(&self, at: &Vec<f64>) -> Result<Vec<f64>, Error> {
        let mut slope = vec![0.0; 2];
        Rosenbrock.gradient(at, &mut slope);
        Ok(slope)
    }
}

/// A step of argmin's steepest descent, its line search included.
fn argmin() -> f64 {
    fastest(STEPS, || {
        let done = Executor::new(Problem, SteepestDescent::new(MoreThuenteLineSearch::new()))
            .configure(|state| state.param(START.to_vec()).max_iters(STEPS as u64))
            .run()
            .expect("a line search that succeeds");
        assert_eq!(done.state.iter, STEPS as u64, "it stopped before its last step");
        black_box(done);
    })
}
