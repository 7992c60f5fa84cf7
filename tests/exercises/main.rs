//! The programming exercises: the book's solutions must pass, and yours may.
//!
//! `cargo test --test exercises -- --ignored --nocapture` says which of the
//! functions in `chapters/exercises.rs` are solved.

mod solutions;

use chapters::exercises as yours;
use descent::Surface;
use descent::surface::{Himmelblau, Quadratic};

/// `Ok(true)` for solved, `Ok(false)` for not yet, `Err` with what is wrong.
type Verdict = Result<bool, String>;

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
    orthogonalized: fn(Square) -> Option<Square>,
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
            orthogonalized: $who::orthogonalized,
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
        ("matrices 4, orthogonalized", orthogonalized(answers)),
    ]
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
