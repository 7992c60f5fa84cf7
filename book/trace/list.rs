//! `--list`: what there is, with settings and defaults.

use super::schedules::SCHEDULES;
use super::surfaces::{SURFACES, VARIABLES};
use descent::catalogue::{Like, Named, RULES};
use setting::{Setting, Value};
use std::fmt::Write;

/// Optimizers, surfaces and schedules, in at most 100 columns.
pub fn list() -> String {
    let mut text = String::new();
    let _ = optimizers(&mut text)
        .and_then(|()| surfaces(&mut text))
        .and_then(|()| schedules(&mut text));
    text
}

fn optimizers(text: &mut String) -> std::fmt::Result {
    writeln!(text, "OPTIMIZERS, their settings and the defaults of --like\n")?;
    write!(text, "{:20}", "")?;
    for like in Like::ALL {
        write!(text, "{:11}", like.word())?;
    }
    trim_end(text);
    writeln!(text)?;
    for Named { name, formula, preset } in RULES {
        writeln!(text, "{name:18}  {formula}")?;
        let defaults = Like::ALL.map(|like| preset(like).map(|rule| setting::values(&rule)));
        let named: &[(Setting, Value)] =
            defaults.iter().flatten().next().map_or(&[], Vec::as_slice);
        for (i, (setting, _)) in named.iter().enumerate() {
            write!(text, "  --{:16}", setting.name)?;
            for default in &defaults {
                let shown = default.as_ref().map_or("–".into(), |all| shown(&all[i].1));
                write!(text, "{shown:11}")?;
            }
            trim_end(text);
            writeln!(text)?;
        }
    }
    writeln!(
        text,
        "
Without --like the paper's (adamw: PyTorch's) are taken. Optax and most papers name no rate;
those above stand in for them. A default decay is a multiple of the rate and changes with it;
for adamw and every other optimizer a --decay that is given is the share of θ itself.
Around every optimizer, from the outside in: --schedule, --clip-value or --clip-norm, --l2,
--cautious, --decay.
"
    )
}

fn surfaces(text: &mut String) -> std::fmt::Result {
    writeln!(text, "SURFACES\n")?;
    for kind in &SURFACES {
        let surface = kind.shaped().surface();
        write!(text, "{:18}  {}", kind.name, kind.formula)?;
        for (setting, default) in kind.settings {
            write!(text, "   --{} {}", setting.name, Value::Number(*default))?;
        }
        let end = |end: f64| Value::Number(end);
        let domain: Vec<String> = (surface.domain().iter().zip(VARIABLES))
            .map(|([low, high], name)| format!("{name} in [{}, {}]", end(*low), end(*high)))
            .collect();
        writeln!(text, "\n{:20}{}; starts at {}", "", domain.join(", "), point(kind.start))?;
        let minima: Vec<String> = surface.minima().iter().map(|at| point(at)).collect();
        match &minima[..] {
            [] => writeln!(text, "{:20}no minimum", "")?,
            [one] => writeln!(text, "{:20}minimum {one}", "")?,
            many => writeln!(text, "{:20}minima {}", "", many.join(" "))?,
        }
    }
    writeln!(text)
}

fn schedules(text: &mut String) -> std::fmt::Result {
    writeln!(
        text,
        "SCHEDULES: --schedule name:setting=value,… (… is required, the rest are defaults)\n"
    )?;
    for (name, settings) in SCHEDULES {
        write!(text, "{name:18}  {name}")?;
        for (i, (setting, default)) in settings.iter().enumerate() {
            let before = if i == 0 { ":" } else { "," };
            let default = match (*setting, *default) {
                ("at", _) => "10+25+…",
                (_, "") => "…",
                (_, default) => default,
            };
            write!(text, "{before}{setting}={default}")?;
        }
        writeln!(text)?;
    }
    Ok(())
}

/// A default in the table: ten digits are enough there.
fn shown(value: &Value) -> String {
    match value {
        Value::Number(number) => {
            Value::Number(format!("{number:.9e}").parse().unwrap_or(*number)).to_string()
        }
        value => value.to_string(),
    }
}

/// `(3, 0.5)`, to six digits after the point.
fn point(at: &[f64]) -> String {
    let shown = at.iter().map(|x| {
        let text = format!("{x:.6}");
        let text = text.trim_end_matches('0').trim_end_matches('.');
        if text == "-0" { "0".to_string() } else { text.to_string() }
    });
    format!("({})", shown.collect::<Vec<_>>().join(", "))
}

fn trim_end(text: &mut String) {
    text.truncate(text.trim_end().len());
}
