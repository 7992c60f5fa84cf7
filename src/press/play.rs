//! One chapter in a terminal: `cargo run --bin ewma`.

use crate::press::Page;
use clap::{Arg, Args, Command, value_parser};
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
    F: FnOnce(&S) -> Result<Page, Box<dyn Error>>,
{
    let command = S::augment_args(Command::new(name).about(about).after_help(invitation)).arg(
        Arg::new("out")
            .long("out")
            .value_name("DIR")
            .value_parser(value_parser!(PathBuf))
            .help("Where the figures are written [default: target/figures/<chapter>]"),
    );
    let matches = command.get_matches();
    let settings = S::from_arg_matches(&matches).unwrap_or_else(|error| error.exit());
    let out = matches.get_one::<PathBuf>("out").cloned();
    let out = out.unwrap_or_else(|| Path::new("target/figures").join(name));
    match perform(&settings, &out, chapter) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::from(2)
        }
    }
}

fn perform<S: Args + PartialEq>(
    settings: &S,
    out: &Path,
    chapter: impl FnOnce(&S) -> Result<Page, Box<dyn Error>>,
) -> Result<ExitCode, Box<dyn Error>> {
    let page = chapter(settings)?;
    write_figures(&page, out)?;
    print(&format!("{page}"))?;
    if !page.figures.is_empty() {
        print(&format!("\nThe figures are in {}.\n", out.display()))?;
    }
    let broken = page.broken().count();
    if broken == 0 {
        return Ok(ExitCode::SUCCESS);
    }
    if *settings == defaults() {
        eprintln!("\nerror: {broken} of the book's claims no longer hold (marked ✗ above).");
        return Ok(ExitCode::from(1));
    }
    print(&format!(
        "\nWith these settings {broken} of the book's claims {} not hold (marked ✗ above). That is an observation, not an error.\n",
        if broken == 1 { "does" } else { "do" }
    ))?;
    Ok(ExitCode::SUCCESS)
}

/// Prints; a reader who has closed the pipe (`| head`) has seen enough.
fn print(text: &str) -> Result<(), Box<dyn Error>> {
    use std::io::Write;
    match std::io::stdout().lock().write_all(text.as_bytes()) {
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
        // Beside, then into place: a figure is never half there.
        let file = out.join(format!("{}.svg", figure.name));
        let beside = out.join(format!(".{}.svg.new", figure.name));
        fs::write(&beside, &figure.svg)
            .and_then(|()| fs::rename(&beside, &file))
            .map_err(|error| format!("cannot write {}: {error}", file.display()))?;
    }
    Ok(())
}
