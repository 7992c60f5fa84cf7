//! One chapter in a terminal: `cargo run --bin ewma`.

mod report;

use crate::press::say::note;
use crate::press::{Page, json};
use clap::{Arg, ArgAction, ArgMatches, Args, Command, value_parser};
use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// The settings of a chapter as the book uses them: what an empty command line gives.
pub fn defaults<S: Args>() -> S {
    let nothing = S::augment_args(Command::new("defaults")).get_matches_from(["defaults"]);
    S::from_arg_matches(&nothing).expect("every setting of a chapter has a default")
}

/// Runs a chapter's program: reads the settings, prints the page and writes
/// its figures.
///
/// `about` says in a line what the chapter shows, `invitation` what to try.
/// The exit code is 0 if all is well, 1 if a claim of the book is broken (with
/// the book's own settings only: changed settings are an experiment, and its
/// claims are reported) and 2 if the input was refused.
pub fn play<S, F>(
    name: &'static str,
    about: &'static str,
    invitation: &'static str,
    chapter: F,
) -> ExitCode
where
    S: Args + PartialEq,
    F: Fn(&S) -> Result<Page, Box<dyn Error>>,
{
    let matches = command::<S>(name, about, invitation).get_matches();
    let settings = S::from_arg_matches(&matches).unwrap_or_else(|error| error.exit());
    match perform(name, about, &settings, &matches, chapter) {
        Ok(code) => code,
        Err(error) => {
            note(format_args!("error: {error}"));
            ExitCode::from(2)
        }
    }
}

/// The command line: the chapter's settings, and what every chapter can do.
fn command<S: Args>(name: &'static str, about: &'static str, invitation: &'static str) -> Command {
    let flag = |name: &'static str, help: &'static str| {
        Arg::new(name).long(name).help(help).action(ArgAction::SetTrue).help_heading("Output")
    };
    // Named after the settings, whose own documentation would take its place.
    S::augment_args(Command::new(name))
        .about(about)
        .long_about(None)
        .bin_name(format!("cargo run --bin {name} --"))
        .after_help(invitation)
        .next_help_heading("Output")
        .arg(flag("numbers", "Print every number that the book's page uses, by name"))
        .arg(flag("json", "Print the whole page as one JSON object, for other programs"))
        .arg(
            Arg::new("out")
                .long("out")
                .value_name("DIR")
                .value_parser(value_parser!(PathBuf))
                .help(
                    "Where the figures go, as SVG and as CSV [default: target/figures/<chapter>]",
                ),
        )
}

fn perform<S: Args + PartialEq>(
    name: &str,
    about: &str,
    settings: &S,
    matches: &ArgMatches,
    chapter: impl Fn(&S) -> Result<Page, Box<dyn Error>>,
) -> Result<ExitCode, Box<dyn Error>> {
    let out = matches.get_one::<PathBuf>("out").cloned();
    let out = out.unwrap_or_else(|| Path::new("target/figures").join(name));
    let page = chapter(settings)?;
    write_figures(&page, &out)?;
    let book = defaults::<S>();
    let own = *settings == book;
    if matches.get_flag("json") {
        print(&format!("{:#}\n", json::json(&page)))?;
    } else {
        // What the settings changed is what an experiment is about.
        let book = if own { None } else { Some(chapter(&book)?) };
        let numbers = matches.get_flag("numbers");
        print(&report::report(&page, about, book.as_ref(), numbers, &out))?;
    }
    let broken = page.broken().count();
    if broken > 0 && own {
        note(format_args!(
            "\nerror: {broken} of the book's claims no longer hold (marked ✗ above)."
        ));
        return Ok(ExitCode::from(1));
    }
    Ok(ExitCode::SUCCESS)
}

/// Prints, in colour where there is a terminal that wants it; a reader who has
/// closed the pipe (`| head`) has seen enough.
fn print(text: &str) -> Result<(), Box<dyn Error>> {
    use std::io::Write;
    match anstream::stdout().lock().write_all(text.as_bytes()) {
        Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => std::process::exit(0),
        result => Ok(result?),
    }
}

fn write_figures(page: &Page, out: &Path) -> Result<(), Box<dyn Error>> {
    if page.figures.is_empty() {
        return Ok(());
    }
    fs::create_dir_all(out)
        .map_err(|error| format!("cannot create the folder {}: {error}", out.display()))?;
    for figure in &page.figures {
        for (kind, text) in [("svg", &figure.svg), ("csv", &figure.data)] {
            // Beside, then into place: a figure is never half there.
            let file = out.join(format!("{}.{kind}", figure.name));
            let beside = out.join(format!(".{}.{kind}.new", figure.name));
            fs::write(&beside, text)
                .and_then(|()| fs::rename(&beside, &file))
                .map_err(|error| format!("cannot write {}: {error}", file.display()))?;
        }
    }
    Ok(())
}
