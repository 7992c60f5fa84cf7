//! `cargo run -- bands`: for which values of a setting the claims hold.

use chapters::CHAPTERS;
use clap::Args;
use lab::Band;
use press::Program;
use std::process::ExitCode;

/// What may stand after `cargo run -- bands`.
#[derive(Debug, Args)]
pub(crate) struct Asked {
    /// Which chapter
    chapter: String,
    /// The setting whose slider is gone along
    #[arg(long, value_name = "SETTING")]
    over: String,
    /// One section alone [default: all, one after the other]
    #[arg(long)]
    section: Option<String>,
    /// Only what does not hold everywhere
    #[arg(long)]
    changing: bool,
}

/// Prints the bands; the exit code is 2 if what was asked for is not there.
pub(crate) fn bands(asked: &Asked) -> ExitCode {
    let found = CHAPTERS.iter().find(|chapter| chapter.name() == asked.chapter);
    let Some(chapter) = found else {
        let names = CHAPTERS.iter().map(|chapter| chapter.name());
        let hint = setting::nearest(&asked.chapter, names)
            .map_or(String::new(), |near| format!("; did you mean `{near}`?"));
        press::note(format_args!("error: there is no chapter `{}`{hint}", asked.chapter));
        return ExitCode::from(2);
    };
    match print(*chapter, asked) {
        Ok(()) => ExitCode::SUCCESS,
        Err(refused) => {
            refused.iter().for_each(|said| press::note(format_args!("error: {said}")));
            ExitCode::from(2)
        }
    }
}

fn print(chapter: &dyn Program, asked: &Asked) -> Result<(), Vec<String>> {
    let sections = match &asked.section {
        Some(section) => vec![section.as_str()],
        None => chapter.sections(),
    };
    for section in sections {
        let bands = lab::bands(chapter, section, &asked.over, &[])?;
        let shown = |band: &&Band| {
            let all = band.holds.iter().all(|(_, holds)| *holds);
            !(asked.changing && all)
        };
        for band in bands.iter().filter(shown) {
            let what = if band.goal { "goal " } else { "" };
            let thin = if band.thin() { "  << by a hair" } else { "" };
            let line = format!(
                "{section}: {what}{}\n  {}  {}{thin}",
                band.name,
                band.track(),
                band.words()
            );
            // A closed pipe has seen enough.
            if press::say(line).is_err() {
                return Ok(());
            }
        }
    }
    Ok(())
}
