//! A rule's path, as `cargo run -- trace` prints it: what the playground draws.

use crate::Refused;
use clap::{Args, Command, FromArgMatches};
use serde_json::{Value, json};
use std::io;
use trace::{Plan, Trace};

/// What a reader's own gradients are called.
pub(crate) const OWN: &str = "gradients.csv";

/// What these flags ask of `cargo run -- trace`.
pub(crate) fn asked(flags: &[String]) -> Result<Trace, Refused> {
    let command =
        Trace::augment_args(Command::new("trace")).no_binary_name(true).disable_help_flag(true);
    let typed = setting::arguments(flags.iter().map(Into::into));
    let asked = command.try_get_matches_from(typed).and_then(|m| Trace::from_arg_matches(&m));
    asked.map_err(|error| {
        let said = error.to_string();
        let said = said.lines().next().unwrap_or_default();
        vec![said.trim_start_matches("error: ").to_owned()]
    })
}

/// The plan; `gradients` are what stands in the reader's file, if there is one.
pub(crate) fn plan(asked: &Trace, gradients: Option<&str>) -> Result<Plan, Refused> {
    trace::plan(asked, &|file| match gradients {
        Some(text) if file.as_os_str() == OWN => Ok(text.to_owned()),
        _ => Err(io::Error::other("a page reads no file of that name")),
    })
}

/// The path for these flags; `gradients` are what stands in the reader's file, which
/// the flags call `gradients.csv`. No other file can be read.
pub(crate) fn trace(flags: &[String], gradients: Option<&str>) -> Result<Value, Refused> {
    let asked = asked(flags)?;
    if asked.list {
        return Ok(json!({ "list": trace::list() }));
    }
    let plan = plan(&asked, gradients)?;
    let mut out = Vec::new();
    let end = trace::write(&plan, &mut out).map_err(|error| vec![error.to_string()])?;
    let text = String::from_utf8_lossy(&out);
    let diverged = end.diverged.map(|d| json!({ "step": d.step, "what": d.what.to_string() }));
    Ok(json!({ "text": text, "diverged": diverged }))
}
