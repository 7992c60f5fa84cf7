//! One chapter in a terminal: `cargo run --bin ewma`.

mod report;
mod write;

use write::NotWritten;

use crate::chapter::{Given, Program};
use crate::say::note;
use crate::{Page, json, series};
use clap::{Arg, ArgAction, ArgMatches, Command, value_parser};
use setting::{Range, Setting, Value};
use std::error::Error;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::{Duration, Instant};

/// Runs a chapter's program: reads the settings, prints the page and writes
/// its figures.
///
/// The exit code is 0 if all is well, 1 if a claim of the book is broken (with
/// the book's own settings only: changed settings are an experiment, and its
/// claims are reported) or something could not be written, and 2 if the input was
/// refused.
pub fn play(program: &dyn Program) -> ExitCode {
    let matches = command(program).get_matches_from(setting::arguments(std::env::args_os()));
    match perform(program, &matches) {
        Ok(code) => code,
        Err(error) => {
            note(format_args!("error: {error}"));
            ExitCode::from(if error.is::<NotWritten>() { 1 } else { 2 })
        }
    }
}

/// The command line: the chapter's settings, and what every chapter can do.
fn command(program: &dyn Program) -> Command {
    let mut command = Command::new(program.name())
        .about(program.about())
        .bin_name(format!("cargo run --bin {} --", program.name()))
        .after_help(program.invitation())
        .args(program.settings().iter().flat_map(arguments));
    if program.takes_a_series() {
        command = command
            .arg(
                path("csv", "FILE").help(
                    "Average your own numbers instead: a CSV file with a header line, or - for standard input",
                ),
            )
            .arg(
                Arg::new("column")
                    .long("column")
                    .value_name("NAME")
                    .requires("csv")
                    .help("The column of the CSV file to average"),
            )
            .arg(
                Arg::new("missing")
                    .long("missing")
                    .value_name("WHAT")
                    .requires("csv")
                    .value_parser(["refuse", "gap"])
                    .help(
                        "What a missing value is (an empty cell, NA, NaN, null): refused, or a gap in which decay goes on and nothing is taken up [default: refuse]",
                    ),
            );
    }
    let flag = |name: &'static str, help: &'static str| {
        Arg::new(name).long(name).help(help).action(ArgAction::SetTrue)
    };
    command
        .next_help_heading("Output")
        .arg(
            Arg::new("only")
                .long("only")
                .value_name("SECTION,…")
                .value_delimiter(',')
                .help(format!("Compute these sections alone: {}", program.sections().join(", "))),
        )
        .arg(flag("times", "Say what each section costs"))
        .arg(flag("numbers", "Print every number that the book's page uses, by name"))
        .arg(flag("json", "Print the whole page as one JSON object, for other programs"))
        .arg(
            path("out", "DIR").help(
                "Where the figures go, as SVG and as CSV [default: target/figures/<chapter>]",
            ),
        )
}

/// A setting on the command line, and the other ways to give it. Its value is
/// read and refused by the chapter.
fn arguments((setting, value): &(Setting, Value)) -> Vec<Arg> {
    let range = match value {
        Value::Number(_) => format!(": {}", setting.range),
        // Off at first: what it may be else.
        Value::Word("off") if setting.range != Range::ANY => format!(": {}", setting.range),
        Value::Whole(_) if setting.range.low.is_finite() => format!(": {}", setting.range),
        _ => String::new(),
    };
    let own = Arg::new(setting.name)
        .long(setting.name)
        .aliases(setting.also)
        .value_name("N")
        .help(format!("{}{range} [default: {value}]", setting.meaning()));
    // A switch is thrown by its name alone.
    let own = if matches!(value, Value::Switch(_)) {
        own.value_name("yes or no").num_args(0..=1).default_missing_value("true")
    } else {
        own
    };
    let forms = setting.forms.iter().enumerate().map(|(i, form)| {
        // One value is given in one way.
        let others = setting.forms[i + 1..].iter().map(|form| form.name);
        Arg::new(form.name)
            .long(form.name)
            .value_name("N")
            .conflicts_with(setting.name)
            .conflicts_with_all(others)
            .help(format!("Instead of --{}: {}; {}", setting.name, form.says, form.range))
    });
    std::iter::once(own).chain(forms).collect()
}

fn path(name: &'static str, value: &'static str) -> Arg {
    Arg::new(name).long(name).value_name(value).value_parser(value_parser!(PathBuf))
}

fn perform(program: &dyn Program, matches: &ArgMatches) -> Result<ExitCode, Box<dyn Error>> {
    let given = given(program, matches)?;
    let only: Vec<&str> =
        matches.get_many::<String>("only").into_iter().flatten().map(String::as_str).collect();
    let only = program.only(&only)?;
    let mut times = Vec::new();
    let mut compute = |given: &[Given]| {
        times.clear();
        program.page(given, &only, &mut |name, part| {
            let start = Instant::now();
            let part = part();
            times.push((name, start.elapsed()));
            part
        })
    };
    let (page, book) = match matches.try_get_one::<PathBuf>("csv").ok().flatten() {
        Some(file) => (own(program, &given, file, matches)?, Some(compute(&[])?)),
        // What the settings changed is what an experiment is about.
        None if !program.is_book(&given)? => {
            let book = compute(&[])?;
            (compute(&given)?, Some(book))
        }
        None => (compute(&[])?, None),
    };
    let out = matches.get_one::<PathBuf>("out").cloned();
    let out = out.unwrap_or_else(|| Path::new("target/figures").join(program.name()));
    write::figures(&page, &out)?;
    if matches.get_flag("json") {
        write::print(&format!("{:#}\n", json::json(&page)))?;
    } else {
        let numbers = matches.get_flag("numbers");
        let report = report::report(&page, program.about(), book.as_ref(), numbers, &out);
        write::print(&report)?;
    }
    if matches.get_flag("times") {
        note(costs(&times));
    }
    let broken = page.broken().count();
    if broken > 0 && book.is_none() {
        note(format_args!(
            "\nerror: {broken} of the book's claims no longer hold (marked ✗ above)."
        ));
        return Ok(ExitCode::from(1));
    }
    Ok(ExitCode::SUCCESS)
}

/// The settings on the command line, as they were typed or as their form says.
///
/// # Errors
/// Every sentence that says what is wrong with a form.
fn given(program: &dyn Program, matches: &ArgMatches) -> Result<Vec<Given>, String> {
    let (mut given, mut refused) = (Vec::new(), Vec::new());
    for (setting, _) in program.settings() {
        if let Some(text) = matches.get_one::<String>(setting.name) {
            given.push((setting.name.to_owned(), text.clone()));
        }
        for form in setting.forms {
            match matches.get_one::<String>(form.name).map(|text| form.read(text)) {
                Some(Ok(value)) => given.push((setting.name.to_owned(), format!("{value:?}"))),
                Some(Err(said)) => refused.push(said),
                None => (),
            }
        }
    }
    if refused.is_empty() { Ok(given) } else { Err(refused.join("; ")) }
}

/// The page for the reader's own series in `file`.
fn own(
    program: &dyn Program,
    given: &[Given],
    file: &Path,
    matches: &ArgMatches,
) -> Result<Page, Box<dyn Error>> {
    // A refused setting is said before a file is read.
    program.is_book(given)?;
    let column = matches.get_one::<String>("column").map(String::as_str);
    let gaps = matches.get_one::<String>("missing").is_some_and(|what| what == "gap");
    let series = series::read(file, column, gaps)?;
    Ok(program.own(given, &series).ok_or("this chapter reads no series")??)
}

/// What each section cost, in the order of the page.
fn costs(times: &[(&str, Duration)]) -> String {
    let mut text = String::from("\nSections, and what they cost in ms");
    let longest = times.iter().map(|(name, _)| name.len()).max().unwrap_or(0);
    let all: Duration = times.iter().map(|(_, time)| time).sum();
    for (name, time) in times.iter().copied().chain([("all", all)]) {
        let _ = write!(text, "\n  {name:longest$}  {:8.2}", 1e3 * time.as_secs_f64());
    }
    text
}
