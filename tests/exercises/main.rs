//! The programming exercises: the book's solutions must pass, and yours may.
//!
//! `cargo test --test exercises -- --ignored --nocapture` says which of the
//! functions in `chapters/exercises.rs` are solved.

mod solutions;

use chapters::exercises as yours;
use descent::surface::{Himmelblau, Quadratic};
use descent::{MatrixRule, Shampoo, Surface};

/// `Ok(true)` for solved, `Ok(false)` for not yet, `Err` with what is wrong.
type Verdict = Result<bool, String>;

/// Slopes, a start, a rate and a number of steps to where it ends.
type Repaid = fn(&dyn Fn(&[f64]) -> Vec<f64>, &[f64], f64, usize) -> Option<Vec<f64>>;

/// A matrix of 2 × 2, row by row.
type Square = [[f64; 2]; 2];

/// Somebody's answers, in the order of the book.
struct Answers {
    beta_for_half_life: fn(f64) -> Option<f64>,
    steps_through_the_valley: fn(f64) -> Option<Option<usize>>,
    sharpness: fn(&dyn Surface, &[f64]) -> Option<f64>,
    ball_with_a_brake: fn(f64, f64, usize) -> Option<Vec<f64>>,
    restarted_memory: fn(usize, &[usize]) -> Option<f64>,
    dances: fn(f64, f64) -> Option<bool>,
    turning_beta2: fn() -> Option<f64>,
    end_of_signs: fn(f64, f64, bool) -> Option<f64>,
    repaid: Repaid,
    cooled: fn(usize, usize, usize) -> Option<f64>,
    valley_means: fn(f64, f64, usize) -> Option<[f64; 2]>,
    noise_scale: fn([f64; 2], [f64; 2]) -> Option<f64>,
    stopped_average: fn(f64, i32) -> Option<f64>,
    orthogonalized: fn(Square) -> Option<Square>,
    shampoos_step: fn([f64; 2], f64, usize) -> Option<[f64; 2]>,
}

macro_rules! answers_of {
    ($who:ident) => {
        Answers {
            beta_for_half_life: $who::beta_for_half_life,
            steps_through_the_valley: $who::steps_through_the_valley,
            sharpness: $who::sharpness,
            ball_with_a_brake: $who::ball_with_a_brake,
            restarted_memory: $who::restarted_memory,
            dances: $who::dances,
            turning_beta2: $who::turning_beta2,
            end_of_signs: $who::end_of_signs,
            repaid: $who::repaid,
            cooled: $who::cooled,
            valley_means: $who::valley_means,
            noise_scale: $who::noise_scale,
            stopped_average: $who::stopped_average,
            orthogonalized: $who::orthogonalized,
            shampoos_step: $who::shampoos_step,
        }
    };
}

/// Compares an answer with what is right, within `share` of it.
fn near(what: &str, found: Option<f64>, right: f64, share: f64) -> Verdict {
    let Some(found) = found else { return Ok(false) };
    if (found - right).abs() <= share * right.abs() {
        return Ok(true);
    }
    Err(format!("{what} is {found}, but should be near {right}"))
}

fn verdicts(answers: &Answers) -> Vec<(&'static str, Verdict)> {
    vec![
        ("ewma 2, beta_for_half_life", half_life(answers)),
        ("gradient_descent 5, steps_through_the_valley", valley(answers)),
        ("convexity 5, sharpness", sharpness(answers)),
        ("momentum 4, ball_with_a_brake", brake(answers)),
        ("nesterov 4, restarted_memory", memory(answers)),
        ("rmsprop 4, dances", dance(answers)),
        ("adam 4, turning_beta2", near("β₂", (answers.turning_beta2)(), turning_point(), 1e-3)),
        ("decay 4, end_of_signs", signs(answers)),
        ("signs 4, repaid", feedback(answers)),
        ("schedules 4, cooled", cooled(answers)),
        ("edge 4, valley_means", narrowing(answers)),
        ("practice 4, noise_scale", noise(answers)),
        ("faults 4, stopped_average", stopped(answers)),
        ("matrices 4, orthogonalized", orthogonalized(answers)),
        ("matrices 5, shampoos_step", shampoos_step(answers)),
    ]
}

/// By the library's rule, on a matrix with the singular values on its diagonal.
fn shampoos_step(answers: &Answers) -> Verdict {
    for power in [-0.25, -0.5, -0.125] {
        for steps in [1, 4, 25] {
            let rule = Shampoo { rate: 1.0, epsilon: 0.0, power, ..Shampoo::paper() };
            let mut state = rule.init(2, 2);
            let mut last = [0.0; 4];
            for _ in 0..steps {
                last = [0.0; 4];
                rule.step(&mut state, &mut last, &[3.0, 0.0, 0.0, 0.04]);
            }
            let Some(found) = (answers.shampoos_step)([3.0, 0.04], power, steps) else {
                return Ok(false);
            };
            near("what becomes of 3", Some(found[0]), -last[0], 1e-9)?;
            near("what becomes of 0.04", Some(found[1]), -last[3], 1e-9)?;
        }
    }
    Ok(true)
}

/// By the limits that the chapter proves, and by hand.
fn narrowing(answers: &Answers) -> Verdict {
    for (rate, a) in [(0.1, 0.02), (0.2, 0.01)] {
        let Some([y, squares]) = (answers.valley_means)(rate, a, 4000) else { return Ok(false) };
        near("the mean of y", Some(y), 2.0 / rate, 0.01)?;
        near("the mean of x²", Some(squares), 2.0 * a, 0.1)?;
    }
    // Of the start alone, and of the start and the first step.
    let start = (answers.valley_means)(0.1, 0.02, 1).map(|means| means[1]);
    near("x² at the start", start, 0.01, 1e-9)?;
    let two = (answers.valley_means)(0.1, 0.02, 2).map(|means| means[0]);
    near("y over two points", two, 19.80075, 1e-9)
}

fn noise(answers: &Answers) -> Verdict {
    // |g|² = 2 and tr Σ = 30 make 2 + 30/m.
    near("the noise scale", (answers.noise_scale)([3.0, 12.0], [30.0, 3.0]), 15.0, 1e-9)?;
    // Where noise is all there is, no slope is left to compare it with.
    match (answers.noise_scale)([4.0, 2.0], [8.0, 0.75]) {
        None => Ok(false),
        Some(scale) if scale.is_nan() => Ok(true),
        Some(scale) => Err(format!("without a slope there is no noise scale, not {scale}")),
    }
}

/// By the bits of a float32, whose upper half is a bfloat16, and by the processor.
#[expect(clippy::disallowed_types, reason = "the processor's float32 is a witness")]
fn stopped(answers: &Answers) -> Verdict {
    let upper = |x: f64| {
        let bits = (x as f32).to_bits();
        let even = 0x7fff + ((bits >> 16) & 1);
        f64::from(f32::from_bits((bits + even) & 0xffff_0000))
    };
    for beta in [0.9985, 0.9975, 0.997, 0.9965] {
        let right = (0..20_000).fold(1.0, |v, _| upper(beta * v));
        let found = (answers.stopped_average)(beta, 8);
        if !near(&format!("where β = {beta} stops in 8 digits"), found, right, 0.0)? {
            return Ok(false);
        }
    }
    let beta = 1.0 - 2.981e-8;
    let right = (0..20_000).fold(1.0_f64, |v, _| f64::from((beta * v) as f32));
    near(
        "where β = 1 − 2.981·10⁻⁸ stops in 24 digits",
        (answers.stopped_average)(beta, 24),
        right,
        0.0,
    )
}

fn half_life(answers: &Answers) -> Verdict {
    // β¹ = ½ and (√½)² = ½.
    near("β for 1 step", (answers.beta_for_half_life)(1.0), 0.5, 1e-12)?;
    near("β for 2 steps", (answers.beta_for_half_life)(2.0), 0.5_f64.sqrt(), 1e-12)
}

fn valley(answers: &Answers) -> Verdict {
    match ((answers.steps_through_the_valley)(0.001), (answers.steps_through_the_valley)(0.1)) {
        (None, _) | (_, None) => Ok(false),
        (Some(Some(15_068)), Some(None)) => Ok(true),
        (small, large) => Err(format!(
            "with η = 0.001 it takes 15,068 steps, with 0.1 it never arrives; not {small:?} and {large:?}"
        )),
    }
}

fn sharpness(answers: &Answers) -> Verdict {
    let bowl = Quadratic { curvature: [1.0, 7.0, 3.0] };
    near("the sharpness of a bowl", (answers.sharpness)(&bowl, &[0.3, -2.0, 1.0]), 7.0, 1e-3)?;
    // Hessian (74, 20; 20, 34) at (3, 2).
    let right = 54.0 + (20.0_f64 * 20.0 + 20.0 * 20.0).sqrt();
    near("Himmelblau's at (3, 2)", (answers.sharpness)(&Himmelblau, &[3.0, 2.0]), right, 1e-3)
}

fn brake(answers: &Answers) -> Verdict {
    let Some(places) = (answers.ball_with_a_brake)(0.1, 0.9, 60) else { return Ok(false) };
    let Some(by_hand) = (answers.ball_with_a_brake)(0.5, 0.5, 3) else { return Ok(false) };
    // v: 0.5, 0.5, 0.25; x: 1, 0.5, 0, −0.25. Then the brake: v 0, −0.125.
    if by_hand != [1.0, 0.5, 0.0, -0.25] {
        return Err(format!("with η = β = ½ the places are 1, ½, 0, −¼; not {by_hand:?}"));
    }
    match places[40..].iter().find(|x| x.abs() > 0.01) {
        None => Ok(true),
        Some(x) => Err(format!("after 40 steps the ball should be within a hundredth, not at {x}")),
    }
}

fn memory(answers: &Answers) -> Verdict {
    for (t, uphill, right) in
        [(1, &[][..], 0.0), (5, &[], 0.5), (10, &[5, 12], 0.5), (6, &[5], 0.0)]
    {
        let Some(found) = (answers.restarted_memory)(t, uphill) else { return Ok(false) };
        if found != right {
            return Err(format!("step {t} after restarts at {uphill:?}: {right}, not {found}"));
        }
    }
    Ok(true)
}

fn dance(answers: &Answers) -> Verdict {
    for (bottom, beta, right) in
        [(0.0, 0.9, true), (0.0, 0.99, true), (3.0, 0.5, true), (3.0, 0.95, false)]
    {
        let Some(found) = (answers.dances)(bottom, beta) else { return Ok(false) };
        if found != right {
            return Err(format!("around {bottom} with β = {beta}: {right}, not {found}"));
        }
    }
    Ok(true)
}

fn signs(answers: &Answers) -> Verdict {
    for (bottom, lambda, cautious, right) in [
        (3.0, 1.0, false, 1.0),
        (-4.0, 0.5, false, -2.0),
        (0.2, 1.0, false, 0.2),
        (3.0, 1.0, true, 3.0),
        (-4.0, 0.5, true, -4.0),
    ] {
        let Some(found) = (answers.end_of_signs)(bottom, lambda, cautious) else {
            return Ok(false);
        };
        if (found - right).abs() >= 0.01 {
            return Err(format!(
                "to {bottom}, λ = {lambda}, cautious: {cautious}: {right}, not {found}"
            ));
        }
    }
    Ok(true)
}

fn feedback(answers: &Answers) -> Verdict {
    let valley = |w: &[f64]| {
        let (along, across) = (0.5 * (w[0] + w[1]).signum(), (w[0] - w[1]).signum());
        vec![along + across, along - across]
    };
    let Some(end) = (answers.repaid)(&valley, &[1.2, 0.8], 0.03, 1000) else { return Ok(false) };
    if end.iter().any(|w| w.abs() > 0.1) {
        return Err(format!("in the valley it ends near 0, not at {end:?}"));
    }
    // Due: (4, −2), then with the debt of (1, 1) (5, −1). Paid: 3 each, twice.
    let uneven = |_: &[f64]| vec![4.0, -2.0];
    let Some(end) = (answers.repaid)(&uneven, &[0.0, 0.0], 1.0, 2) else { return Ok(false) };
    let right = [-6.0, 6.0];
    if end.iter().zip(right).any(|(w, right)| (w - right).abs() > 1e-12) {
        return Err(format!("on the slopes (4, −2), twice: {right:?}, not {end:?}"));
    }
    Ok(true)
}

fn cooled(answers: &Answers) -> Verdict {
    for (t, steps, cool, right) in [
        (1, 100, 20, 1.0),
        (80, 100, 20, 1.0),
        (81, 100, 20, 1.0),
        (86, 100, 20, 0.5),
        (97, 100, 25, 1.0 - 21.0_f64.sqrt() / 5.0),
        (26, 100, 100, 0.5),
    ] {
        let Some(found) = (answers.cooled)(t, steps, cool) else { return Ok(false) };
        if (found - right).abs() > 1e-12 {
            return Err(format!("step {t} of {steps}, the last {cool} cool: {right}, not {found}"));
        }
    }
    Ok(true)
}

/// The last row of the table by hand, straight and with rows and columns turned.
fn orthogonalized(answers: &Answers) -> Verdict {
    let turned = |[[a, b], [c, d]]: Square, p: f64, q: f64| {
        let ((s, t), (u, v)) = (libm::sincos(p), libm::sincos(q));
        let [[a, b], [c, d]] = [[t * a - s * c, t * b - s * d], [s * a + t * c, s * b + t * d]];
        [[a * v - b * u, a * u + b * v], [c * v - d * u, c * u + d * v]]
    };
    for (p, q) in [(0.0, 0.0), (0.5, 0.0), (0.3, -1.1)] {
        let gradient = turned([[3.0, 0.0], [0.0, 0.04]], p, q);
        let Some(found) = (answers.orthogonalized)(gradient) else { return Ok(false) };
        let wanted = turned([[0.696_53, 0.0], [0.0, 0.930_77]], p, q);
        let pairs = found.as_flattened().iter().zip(wanted.as_flattened());
        if pairs.into_iter().any(|(a, b)| (a - b).abs() >= 1e-5) {
            return Err(format!("of {gradient:?} it makes {wanted:?}, not {found:?}"));
        }
    }
    Ok(true)
}

/// In the long run the averages before the slopes 3, −1, −1 repeat; a round is
/// 3/√a − 1/√b − 1/√c with a, b, c by the geometric series.
fn turning_point() -> f64 {
    let round = |b: f64| {
        let share = (1.0 - b) / (1.0 - b * b * b);
        let after = |newest: f64, middle: f64, oldest: f64| {
            (share * (newest + b * middle + b * b * oldest)).sqrt()
        };
        3.0 / after(9.0, 1.0, 1.0) - 1.0 / after(1.0, 9.0, 1.0) - 1.0 / after(1.0, 1.0, 9.0)
    };
    let (mut low, mut high) = (0.0, 0.999);
    for _ in 0..60 {
        let middle = (low + high) / 2.0;
        if round(middle) > 0.0 { high = middle } else { low = middle }
    }
    high
}

#[test]
fn the_solutions_solve_every_exercise() {
    for (exercise, verdict) in verdicts(&answers_of!(solutions)) {
        assert_eq!(verdict, Ok(true), "{exercise}");
    }
}

#[test]
#[ignore = "yours to solve: cargo test --test exercises -- --ignored --nocapture"]
fn your_exercises_are_solved() {
    let verdicts = verdicts(&answers_of!(yours));
    for (exercise, verdict) in &verdicts {
        match verdict {
            Ok(true) => println!("✓ {exercise}"),
            Ok(false) => println!("· {exercise}: not yet"),
            Err(why) => println!("✗ {exercise}: {why}"),
        }
    }
    let solved = verdicts.iter().filter(|(_, verdict)| *verdict == Ok(true)).count();
    assert_eq!(solved, verdicts.len(), "{solved} of {} exercises are solved", verdicts.len());
}
