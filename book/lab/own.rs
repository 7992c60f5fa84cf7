//! The reader's own gradients: a rule's path along them and, where the file holds the
//! parameters of another implementation too, the step at which the two part.

use crate::race::{RunAsked, number};
use crate::{Refused, paths};
use serde::Deserialize;
use serde_json::{Value, json};

/// Two parameters are alike up to this share: what single precision loses in many steps.
const ALIKE: f64 = 1e-5;

/// What the columns of parameters are called, before their number.
const PARAMETERS: &str = "theta";

#[derive(Deserialize)]
pub(crate) struct Asked {
    run: RunAsked,
    #[serde(default)]
    from: String,
    /// What stands in the file.
    file: String,
}

/// The path as a table and as the text that the terminal prints.
pub(crate) fn own(asked: &Asked) -> Result<Value, Refused> {
    let (gradients, theirs) = split(&asked.file).map_err(|said| vec![said])?;
    let mut flags = asked.run.flags();
    flags.extend(["--gradients", paths::OWN].map(String::from));
    let from: String = asked.from.split_whitespace().collect();
    if !from.is_empty() {
        flags.extend(["--from".to_owned(), from]);
    }
    let plan = paths::plan(&paths::asked(&flags)?, Some(&gradients))?;
    let path = trace::numbers(&plan);
    let mut text = Vec::new();
    trace::write(&plan, &mut text).map_err(|error| vec![error.to_string()])?;
    let size = plan.start().len();
    if theirs.first().is_some_and(|row| row.len() != size) {
        let (found, wanted) = (theirs[0].len(), size);
        return Err(vec![format!(
            "{} has {wanted} columns of gradients, but {found} called {PARAMETERS}",
            paths::OWN
        )]);
    }
    let ours = path.rows.iter().skip(1);
    let parts = ours.zip(&theirs).position(|(ours, theirs)| {
        let ours = ours[1..=size].iter().map(|cell| cell.unwrap_or(f64::NAN));
        ours.zip(theirs).any(|(ours, theirs)| !alike(ours, *theirs))
    });
    let row = |row: &Vec<Option<f64>>| row.iter().map(|cell| cell.map(number)).collect::<Value>();
    Ok(json!({
        "columns": path.columns,
        "rows": path.rows.iter().map(row).collect::<Value>(),
        "csv": String::from_utf8_lossy(&text),
        "diverged": path.diverged.map(|d| json!({ "step": d.step, "what": d.what })),
        "compared": theirs.len(),
        "theirs": theirs,
        "parts": parts.map(|row| row + 1),
        "command": format!("cargo run -- trace {}", flags.join(" ")),
    }))
}

fn alike(a: f64, b: f64) -> bool {
    (a - b).abs() <= ALIKE * a.abs().max(b.abs()).max(ALIKE)
}

/// The columns of gradients as a text of their own, and those called theta1, theta2 … as
/// numbers: a row's parameters are those after its step.
fn split(file: &str) -> Result<(String, Vec<Vec<f64>>), String> {
    let named = |said: String| format!("{}{said}", paths::OWN);
    let mut rows = table::Rows::of(file).map_err(named)?;
    let divider = rows.divider();
    let Some(head) = rows.next().transpose().map_err(named)? else {
        return Ok((file.to_owned(), Vec::new()));
    };
    let is_theirs = |name: &str| name.trim().to_lowercase().starts_with(PARAMETERS);
    let theirs: Vec<bool> = head.cells.iter().map(is_theirs).collect();
    if !theirs.contains(&true) {
        return Ok((file.to_owned(), Vec::new()));
    }
    let mut text = String::new();
    let mut all = Vec::new();
    let mut take = |cells: Vec<(&str, bool)>| {
        // Written anew, since a comma may have been part of a number.
        let plain = |cell: &str| match table::number(cell, divider) {
            Some(number) => format!("{number:?}"),
            None => cell.replace(',', " "),
        };
        let own: Vec<String> =
            cells.iter().filter(|cell| !cell.1).map(|cell| plain(cell.0)).collect();
        text.push_str(&own.join(","));
        text.push('\n');
    };
    take(head.cells.iter().zip(theirs.iter().copied()).collect());
    for row in rows {
        let row = row.map_err(named)?;
        let cells: Vec<(&str, bool)> = row.cells.iter().zip(theirs.iter().copied()).collect();
        let mut values = Vec::new();
        for (cell, _) in cells.iter().filter(|cell| cell.1) {
            values.push(table::number(cell, divider).ok_or_else(|| {
                format!("{}, line {}: `{cell}` is no number", paths::OWN, row.line)
            })?);
        }
        take(cells);
        all.push(values);
    }
    Ok((text, all))
}
