//! `cargo run`: binds the whole book. `cargo run -- trace`: a rule's path as numbers.

use clap::{Parser, Subcommand};
use descent::press;
use indicatif::{ProgressBar, ProgressStyle};
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Instant;

/// Binds the book: computes every chapter, checks every claim, draws every
/// figure, weaves them into the prose and writes HTML that opens from the disk.
///
/// One chapter by itself: `cargo run --bin ewma`. A rule's path as plain
/// numbers: `cargo run -- trace --help`.
#[derive(Parser)]
#[command(name = "cargo run --", bin_name = "cargo run --", disable_help_subcommand = true)]
struct Cli {
    /// Open the book in a browser when it is bound
    #[arg(long)]
    open: bool,
    /// Where the book goes [default: target/book]
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Subcommand)]
enum Command {
    Trace(Box<press::trace::Trace>),
    /// What a stock mdBook calls, because book.toml tells it to.
    #[command(hide = true)]
    Weave {
        #[arg(num_args = 0..)]
        arguments: Vec<String>,
    },
}

fn main() -> ExitCode {
    let cli = Cli::parse();
    match cli.command {
        Some(Command::Trace(trace)) => return press::trace::run(&trace),
        Some(Command::Weave { arguments }) => return refuse_stock_mdbook(&arguments),
        None => {}
    }
    let root = project_root();
    let out = cli.out.unwrap_or_else(|| root.join("target").join("book"));
    match bind(&root, &out) {
        Ok(index) => {
            if cli.open
                && let Err(error) = open::that(&index)
            {
                eprintln!("The book is bound, but no browser could be opened: {error}");
            }
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("error: {error:#}\nThe last good book, if there is one, is untouched.");
            ExitCode::FAILURE
        }
    }
}

fn bind(root: &std::path::Path, out: &std::path::Path) -> anyhow::Result<PathBuf> {
    // Told to the author, never printed in the book.
    let start = Instant::now();
    let index = out.join("index.html");
    // Only the usual place keeps a stamp: nothing is left beside a folder that
    // somebody named.
    let stamp = (out == root.join("target/book")).then(|| press::stamp(out));
    if let Some(stamp) = &stamp
        && index.exists()
        && std::fs::read_to_string(stamp).ok() == Some(press::fingerprint(root, out)?)
    {
        println!("{}\nnothing has changed", index.display());
        return Ok(index);
    }
    let bar =
        ProgressBar::new_spinner().with_style(ProgressStyle::with_template("{spinner} {msg}")?);
    let index = press::bind(root, out, |step| {
        if bar.is_hidden() {
            eprintln!("{step}");
        } else {
            bar.set_message(step.to_string());
            bar.tick();
        }
    });
    bar.finish_and_clear();
    let index = index?;
    if let Some(stamp) = stamp {
        std::fs::write(stamp, press::fingerprint(root, out)?)?;
    }
    println!("{}\nbound in {:.1} s", index.display(), start.elapsed().as_secs_f64());
    Ok(index)
}

/// The folder with Cargo.toml: where cargo says it is, or where this program was built.
fn project_root() -> PathBuf {
    std::env::var_os("CARGO_MANIFEST_DIR")
        .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from)
}

/// A stock `mdbook build book` first asks whether the preprocessor supports
/// HTML. A "no" would be skipped in silence and raw directives would reach the
/// page, so the answer is yes; the build itself then stops with the reason.
fn refuse_stock_mdbook(arguments: &[String]) -> ExitCode {
    if arguments.first().is_some_and(|word| word == "supports") {
        return ExitCode::SUCCESS;
    }
    eprintln!(
        "This book computes its numbers and figures: bind it with `cargo run` in the project's folder, not with mdbook."
    );
    ExitCode::FAILURE
}
