//! Program the exercises here.
//!
//! Each function below answers one of the book's programming exercises. As it
//! stands it returns `None`: not yet. Replace that by `Some` of your answer and
//! ask which exercises are solved:
//!
//! ```console
//! $ cargo test --test exercises -- --ignored --nocapture
//! ```
//!
//! The library is at hand as `descent::…`. Solutions are in
//! `tests/exercises/solutions.rs`; look there last.

/// *An average that forgets*, exercise 2: the β whose half-life is
/// `half_life` steps.
pub fn beta_for_half_life(half_life: f64) -> Option<f64> {
    let _ = half_life;
    None
}

/// *What an optimizer does*, exercise 5: how many steps gradient descent takes
/// in Rosenbrock's valley from (−1.2, 1) with this rate until the loss is at
/// most a millionth. At most 100,000 steps; the inner `None` if that is not
/// enough.
pub fn steps_through_the_valley(rate: f64) -> Option<Option<usize>> {
    let _ = rate;
    None
}

/// *Reading a loss surface*, exercise 5: the largest curvature of `surface` at
/// `at`, to three digits, from slopes alone.
pub fn sharpness(
    surface: &dyn descent::Surface,
    at: &[f64],
) -> Option<f64> {
    let _ = (surface, at);
    None
}

/// *A velocity in a ravine*, exercise 4: the places of a ball with a brake in
/// the bowl x²/2, from 1, start included: where the velocity points uphill, it
/// is set to 0 before the step.
pub fn ball_with_a_brake(
    rate: f64,
    beta: f64,
    steps: usize,
) -> Option<Vec<f64>> {
    let _ = (rate, beta, steps);
    None
}

/// *Look before you leap*, exercise 4: the memory of step t, counted from 1, in
/// the growing sequence 0, 0, 1/4, 2/5, …, (t − 2)/(t + 1), that is restarted
/// after each of the steps in `uphill`.
pub fn restarted_memory(t: usize, uphill: &[usize]) -> Option<f64> {
    let _ = (t, uphill);
    None
}

/// *AdaGrad that forgets*, exercise 4: whether RMSProp with η = 0.1 and ε = 0
/// still jumps from side to side after 10,000 steps in the bowl (x − c)²/2 from
/// c + 1, where c is `bottom`; where the slope is 0 it stays.
pub fn dances(bottom: f64, beta: f64) -> Option<bool> {
    let _ = (bottom, beta);
    None
}

/// *Momentum aims, RMSProp scales*, exercise 4: the β₂ from which on Adam with
/// β₁ = 0 goes the right way in Reddi's example, to three digits: the slopes are
/// 3, −1, −1 in rounds, and a late round must add up to a step below 0.
pub fn turning_beta2() -> Option<f64> {
    None
}

/// *Beside the gradient*, exercise 4: where sign descent with decay
/// beside the step ends in the bowl (w − c)²/2, to two digits after the point,
/// from 0, if its rate falls along a line from 0.02 to 0 over 10,000 steps; c is
/// `bottom`. If `cautious`, a weight decays only where the step does not lead
/// away from 0.
pub fn end_of_signs(
    bottom: f64,
    lambda: f64,
    cautious: bool,
) -> Option<f64> {
    let _ = (bottom, lambda, cautious);
    None
}

/// *One vote each*, exercise 4: where signs with error feedback end, from `start`,
/// after so many steps at this rate. A step is as long for every weight: the mean
/// size of all that is due.
pub fn repaid(
    slope: &dyn Fn(&[f64]) -> Vec<f64>,
    start: &[f64],
    rate: f64,
    steps: usize,
) -> Option<Vec<f64>> {
    let _ = (slope, start, rate, steps);
    None
}

/// *Rates that end*, exercise 4: the factor on the rate of step t, counted from
/// 1, of a run of so many steps whose last `cool` are a cooldown along 1 − √.
pub fn cooled(t: usize, steps: usize, cool: usize) -> Option<f64> {
    let _ = (t, steps, cool);
    None
}

/// *Where training lives*, exercise 4: the means of y and of x² over the points of
/// gradient descent in the valley yx²/2 − ay, from x = 0.1 and y = 1.98/η: so many
/// points, the start among them.
pub fn valley_means(
    rate: f64,
    a: f64,
    points: usize,
) -> Option<[f64; 2]> {
    let _ = (rate, a, points);
    None
}

/// *Reading a run*, exercise 4: the noise scale tr Σ/|g|², from the mean squared
/// length of slopes over a few rows and over many: each a number of rows and the
/// mean for it. No number (NaN) if the lengths leave nothing for |g|².
pub fn noise_scale(few: [f64; 2], many: [f64; 2]) -> Option<f64> {
    let _ = (few, many);
    None
}

/// *When it goes wrong*, exercise 4: where an average stops that starts at 1,
/// sees only zeros (v ← βv), and is rounded after each step to the nearest number
/// with so many binary digits, halves to even. Exponents have no limit.
pub fn stopped_average(beta: f64, digits: i32) -> Option<f64> {
    let _ = (beta, digits);
    None
}

/// *A sign that knows no axes*, exercise 4: what Muon's iteration makes of a matrix
/// of 2 × 2, row by row: divided by the root of the sum of its squares, then five
/// steps with 3.4445, −4.775, 2.0315.
pub fn orthogonalized(matrix: [[f64; 2]; 2]) -> Option<[[f64; 2]; 2]> {
    let _ = matrix;
    None
}

/// *A sign that knows no axes*, exercise 5: what Shampoo's last step, of so many on
/// one and the same gradient, makes of its two singular values, with η = 1, ε = 0
/// and this power on both sides, −1/4 in the paper.
pub fn shampoos_step(
    singular: [f64; 2],
    power: f64,
    steps: usize,
) -> Option<[f64; 2]> {
    let _ = (singular, power, steps);
    None
}
