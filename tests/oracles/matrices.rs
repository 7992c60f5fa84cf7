//! The rules for matrices.

use crate::replay::{Around, Run};
use crate::rules::{Framework, epsilon_value};
use crate::settings::Settings;
use crate::tally::Miss;
use descent::matrix::Polynomials;
use descent::{Decay, Factor, Muon, Shampoo, Start};
use serde_json::Value;

pub(crate) fn muon(
    framework: Framework,
    mut s: Settings,
    rate: f64,
    decay: Option<Decay>,
    around: &Around,
) -> Result<Run, Miss> {
    let preset = match framework {
        Framework::Torch => Muon::pytorch(),
        Framework::Keras => Muon::keras(),
        _ => Muon::optax(),
    };
    let nesterov = s.flag("nesterov")?;
    let beta = s.number(if framework == Framework::Optax { "beta" } else { "momentum" })?;
    let steps = s.number("ns_steps")? as usize;
    let polynomials = match framework {
        Framework::Torch => Polynomials::Same(triple(s.numbers("ns_coefficients")?)?, steps),
        Framework::Keras => {
            let abc = [s.number("muon_a")?, s.number("muon_b")?, s.number("muon_c")?];
            Polynomials::Same(abc, steps)
        }
        _ => coefficients(&mut s, steps)?,
    };
    let (start, factor) = match framework {
        Framework::Torch => (Start::AtLeast(epsilon_value(framework, &mut s)?), torch(&mut s)?),
        Framework::Keras => {
            let typical = s.take("rms_rate").and_then(|size| size.as_f64());
            // Its ε is written into the program.
            (preset.start, typical.map_or(Factor::One, Factor::Typical))
        }
        _ => {
            let typical = s.take("consistent_rms").and_then(|size| size.as_f64());
            let start = Start::Plus(epsilon_value(framework, &mut s)?);
            (start, typical.map_or(preset.factor, Factor::Typical))
        }
    };
    let adaptive = s.flag("adaptive")?;
    s.done()?;
    let rule = Muon { rate, beta, nesterov, polynomials, start, factor, adaptive, aim: preset.aim };
    around.descend_matrices(rule, decay)
}

fn torch(s: &mut Settings) -> Result<Factor, Miss> {
    Ok(match s.word_or("adjust_lr_fn", "original")?.as_str() {
        "original" => Muon::pytorch().factor,
        "match_rms_adamw" => Factor::Typical(0.2),
        "spectral_unclamped" => Factor::Ratio,
        other => return Err(Miss::Skipped(format!("unknown factor `{other}`"))),
    })
}

/// One triple for all steps, or one for each.
fn coefficients(s: &mut Settings, steps: usize) -> Result<Polynomials, Miss> {
    let wrong = || Miss::Failed("`ns_coeffs` is no list".to_string());
    let list = s.take("ns_coeffs").ok_or_else(wrong)?;
    let list = list.as_array().ok_or_else(wrong)?;
    let numbers = |list: &[Value]| list.iter().map(Value::as_f64).collect::<Option<Vec<f64>>>();
    if let Some(one) = numbers(list) {
        return Ok(Polynomials::Same(triple(one)?, steps));
    }
    let each: Vec<[f64; 3]> = list
        .iter()
        .map(|row| triple(row.as_array().and_then(|row| numbers(row)).ok_or_else(wrong)?))
        .collect::<Result<_, _>>()?;
    // As many as the test has cases.
    Ok(Polynomials::Each(each.leak()))
}

fn triple(numbers: Vec<f64>) -> Result<[f64; 3], Miss> {
    numbers.try_into().map_err(|_| Miss::Failed("a polynomial has three numbers".to_string()))
}

pub(crate) fn shampoo(
    _: Framework,
    mut s: Settings,
    rate: f64,
    decay: Option<Decay>,
    around: &Around,
) -> Result<Run, Miss> {
    let rule =
        Shampoo { rate, epsilon: s.number("eps")?, power: s.number("power")?, ..Shampoo::paper() };
    s.done()?;
    around.descend_matrices(rule, decay)
}
