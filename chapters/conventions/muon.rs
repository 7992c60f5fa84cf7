//! What each framework decided about Muon, in the form of the other matrices. Its
//! steps are those of whole matrices, all of whose singular values are alike.

use super::Settings;
use super::matrices::{NOTHING, header, number, row, size, tested};
use descent::{Aim, Epsilon, Factor, MatrixRule, Muon, Start};
use press::number::exact;
use press::{Cell, Page};
use setting::Invalid;

pub(super) fn show(_: &Settings) -> Result<Page, Invalid> {
    Ok(Page::part().table("muon", header("paper"), muon()))
}

fn muon() -> Vec<[Cell; 6]> {
    // Its sum, its factor and its iteration are the publication's.
    let burn = Muon { start: Start::AtLeast(1e-7), ..Muon::paper() };
    let rules = [
        Muon::paper(),
        Muon::pytorch(),
        Muon::keras(),
        Muon::optax(),
        burn,
    ];
    let [paper, pytorch, keras, ..] =
        rules.map(|rule| exact(rule.rate).text);
    let steps = |[rows, columns]: [usize; 2], slope: f64| {
        rules.map(|rule| number(first(rule, [rows, columns], slope)))
    };
    vec![
        row(
            "η if not given",
            [
                paper,
                pytorch,
                keras,
                "required".into(),
                "required".into(),
            ],
        ),
        row("β", rules.map(|rule| exact(rule.beta).text)),
        row(
            "β is called",
            [
                NOTHING,
                "`momentum`",
                "`momentum`",
                "`beta`",
                "`momentum`",
            ],
        ),
        row("the velocity is", rules.map(|rule| takes_up(rule.aim))),
        row(
            "Nesterov’s form",
            rules.map(|rule| if rule.nesterov { "yes" } else { "no" }),
        ),
        row("u is divided by", rules.map(|rule| divisor(rule.start))),
        row("f", rules.map(|rule| factor(rule.factor))),
        row(
            "the m rows are",
            ["outputs", "outputs", "inputs", "inputs", "inputs"],
        ),
        row(
            "format of the iteration",
            ["bfloat16", "bfloat16", "g’s own", "g’s own", "g’s own"],
        ),
        row(
            "`weight_decay`, times η",
            ["none", "0.1", "0.004", "none", "none"],
        ),
        row(
            "what is no matrix",
            [
                "AdamW",
                "refused",
                "AdamW within",
                "AdamW within",
                "refused",
            ],
        ),
        row("step 1, 6 × 3", steps([6, 3], 1.0)),
        row("step 1, 3 × 6", steps([3, 6], 1.0)),
        row("step 1, 6 × 3, slope 10⁻⁸", steps([6, 3], 1e-8)),
        tested("matrices", "\"muon\""),
    ]
}

/// The entries on the diagonal of a first step over η, where the slope has one
/// number there and else 0: all its singular values, and those of the step.
fn first(rule: Muon, [rows, columns]: [usize; 2], slope: f64) -> f64 {
    let mut gradient = vec![0.0; rows * columns];
    for i in 0..rows.min(columns) {
        gradient[i * columns + i] = slope;
    }
    let rule = Muon { rate: 1.0, ..rule };
    let mut theta = vec![0.0; gradient.len()];
    let mut state = rule.init(rows, columns);
    rule.step(&mut state, &mut theta, &gradient);
    -theta[0]
}

fn takes_up(aim: Aim) -> &'static str {
    match aim {
        Aim::Sum => "a sum",
        Aim::Average => "an average",
        Aim::Corrected => "an average, corrected",
    }
}

fn divisor(start: Start) -> String {
    let size = |epsilon| size(Epsilon::Outside(epsilon));
    match start {
        Start::Plus(epsilon) => format!("‖u‖ + {}", size(epsilon)),
        Start::AtLeast(epsilon) => {
            format!("‖u‖, {} at least", size(epsilon))
        }
    }
}

fn factor(factor: Factor) -> String {
    match factor {
        Factor::One => "1".into(),
        Factor::Tall => "√max(1, m/n)".into(),
        Factor::Wide => "√max(1, n/m)".into(),
        Factor::Typical(size) => format!("{size} √max(m, n)"),
        Factor::Ratio => "√(m/n)".into(),
    }
}
