//! `cargo run`: binds the whole book. What else it can do: `cargo run -- --help`.

mod bands;

use anyhow::Result;
use chapters::{APPENDICES, CHAPTERS, PROGRAMS};
use clap::{Parser, Subcommand};
use indicatif::{ProgressBar, ProgressStyle};
use press::Project;
use std::io::{self, BufWriter, ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::{Duration, Instant, UNIX_EPOCH};

/// Binds the book: computes every chapter, checks every claim, draws every
/// figure, weaves them into the prose and writes HTML that opens from the disk.
///
/// Afterwards it says which numbers and figures your edit has changed.
#[derive(Parser)]
#[command(name = "cargo run --", bin_name = "cargo run --", disable_help_subcommand = true)]
#[command(after_help = "One chapter by itself: cargo run --bin momentum\n\
    What can be changed in it: cargo run --bin momentum -- --help")]
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
    /// The chapters, with a line each
    List,
    /// Check all that the build checks, and write nothing
    Check,
    /// Show the book in a browser and bind it anew after each edit
    ///
    /// An edit of the prose is in the browser at once, one of a chapter after
    /// it is compiled; the page keeps its place. What is wrong with an edit is
    /// shown over the last good page, with file and line. Only this machine can
    /// reach the address.
    Serve {
        /// The port on this machine; 0 takes any that is free
        #[arg(long, default_value_t = 3000)]
        port: u16,
        /// Open the book in a browser
        #[arg(long)]
        open: bool,
    },
    /// Print the whole book as a PDF, with a Chromium that is already there
    Pdf {
        /// Where the PDF goes [default: target/descent.pdf]
        #[arg(long, value_name = "FILE")]
        file: Option<PathBuf>,
    },
    Trace(Box<trace::Trace>),
    /// Say for which values of a setting the claims of a chapter hold
    ///
    /// Goes along the setting's slider, with all other settings as in the book, and prints
    /// a sign for each value: # where a claim holds, . where not. A claim that holds at the
    /// book's value but at neither value beside it hangs by a hair, and is marked.
    Bands(bands::Asked),
    /// Build what makes the pages live, for a browser: book/lab/descent.wasm.gz
    ///
    /// It is a file of the project; build it anew when a chapter, a rule or a figure has
    /// changed. Needs a compiler with the standard library of wasm32-unknown-unknown: that of
    /// `rustup target add wasm32-unknown-unknown`, or the one that WASM_RUSTC names.
    Module {
        /// Build nothing: say whether the one that is there is of the sources of now
        #[arg(long)]
        check: bool,
    },
    /// What a page asks, a question a line on standard input; an answer a line.
    #[command(hide = true)]
    Answer,
    /// What a stock mdBook calls before it renders, because book.toml tells it to.
    #[command(hide = true)]
    Weave {
        #[arg(num_args = 0..)]
        arguments: Vec<String>,
    },
    /// What it calls to render.
    #[command(hide = true)]
    Render,
}

fn main() -> ExitCode {
    let cli = Cli::parse_from(setting::arguments(std::env::args_os()));
    let project = project();
    let root = &project.root;
    let result = match cli.command {
        Some(Command::Trace(trace)) => return walk(&trace),
        Some(Command::Bands(asked)) => return bands::bands(&asked),
        Some(Command::Module { check }) => module(root, check),
        Some(Command::Answer) => answer(),
        Some(Command::Weave { arguments }) => press::bind::commands::weave(&project, &arguments),
        Some(Command::Render) => press::bind::commands::render(&project),
        Some(Command::List) => list(),
        Some(Command::Check) => check(&project),
        Some(Command::Pdf { file }) => pdf(&project, file),
        Some(Command::Serve { port, open }) => press::serve(root, port, open || cli.open),
        None => bind(&project, cli.out, cli.open),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            press::note(format_args!("error: {error:#}"));
            ExitCode::FAILURE
        }
    }
}

fn bind(project: &Project, out: Option<PathBuf>, open: bool) -> Result<()> {
    // Told to the author, never printed in the book.
    let start = Instant::now();
    let root = &project.root;
    let usual = root.join("target").join("book");
    let out = out.unwrap_or_else(|| usual.clone());
    let index = out.join("index.html");
    // Only the usual place keeps a stamp: nothing is left beside a folder that
    // somebody named.
    let stamp = (out == usual).then(|| press::stamp(&out));
    // Taken now: what is edited while the book is being bound is not in it.
    let sources = press::sources_of(root)?;
    let last = stamp.as_ref().and_then(|stamp| std::fs::read_to_string(stamp).ok());
    let left = last.as_ref().and_then(|last| last.strip_prefix(&sources));
    let current = match left.filter(|_| index.exists()) {
        Some(left) => left == press::finished(&out)?,
        None => false,
    };
    stoppable(&index)?;
    if current {
        press::say(format_args!("{}\nnothing has changed", index.display()))?;
    } else {
        let bound = with_progress(|progress| {
            let pages = press::kept_or_computed(project, &press::kept(&usual), &mut *progress)?;
            press::bind(root, &out, &pages, progress)
        });
        let bound = bound.inspect_err(|_| {
            if index.exists() {
                press::note(format_args!("The last good book is untouched: {}\n", index.display()));
            }
        })?;
        if let Some(stamp) = stamp {
            // Without it the next run binds again, and that is all.
            let _ = std::fs::write(stamp, sources + &press::finished(&out)?);
        }
        let seconds = start.elapsed().as_secs_f64();
        press::say(format_args!("{}\nbound in {seconds:.1} s", bound.index.display()))?;
        tell(bound.changes.as_deref())?;
    }
    if let Some(why) = press::why_not_live(root) {
        press::note(why);
    }
    if open && let Err(error) = open::that(&index) {
        press::note(format_args!("The book is bound, but no browser could be opened: {error}"));
    }
    Ok(())
}

fn module(root: &Path, check: bool) -> Result<()> {
    if check {
        return press::why_not_live(root).map_or(Ok(()), |why| Err(anyhow::anyhow!(why)));
    }
    let packed = press::build_module(root)?;
    let size = std::fs::metadata(&packed)?.len();
    Ok(press::say(format_args!("{}: {size} bytes", packed.display()))?)
}

/// Answers as the module does in a browser: the tests hold the two together.
fn answer() -> Result<()> {
    for question in io::stdin().lines() {
        press::say(lab::answer(chapters::CHAPTERS, &question?))?;
    }
    Ok(())
}

fn pdf(project: &Project, file: Option<PathBuf>) -> Result<()> {
    // Who has no browser is told so before the work, not after it.
    let browser = press::pdf::browser()?;
    bind(project, None, false)?;
    let root = &project.root;
    let file = file.unwrap_or_else(|| root.join("target/descent.pdf"));
    let index = root.join("target/book/index.html");
    with_progress(|progress| press::pdf::pdf(&browser, &index, &file, progress))?;
    Ok(press::say(file.display())?)
}

/// Ctrl-C ends a build, whatever a chapter is doing, and says how things stand:
/// a book is built beside the last one and exchanged with it in one moment.
fn stoppable(index: &Path) -> Result<()> {
    let index = index.to_path_buf();
    let stop = move || {
        let stands = if index.exists() {
            format!(": {} is a whole book", index.display())
        } else {
            String::new()
        };
        press::note(format_args!("\nstopped{stands}"));
        // As shells report a program that was interrupted.
        std::process::exit(130);
    };
    Ok(ctrlc::set_handler(stop)?)
}

/// What an edit did to the numbers.
fn tell(changes: Option<&[String]>) -> std::io::Result<()> {
    match changes {
        None => Ok(()),
        Some([]) => press::say("no number and no figure has changed"),
        Some(changes) => {
            press::say(format_args!("changed since the last book:\n  {}", changes.join("\n  ")))
        }
    }
}

fn check(project: &Project) -> Result<()> {
    let start = Instant::now();
    let pages = with_progress(|progress| {
        let pages = press::compute(project.chapters, &mut *progress)?;
        press::check(&project.root, &pages, progress)?;
        Ok(pages)
    })?;
    let count = |things: fn(&press::Page) -> usize| pages.iter().map(things).sum::<usize>();
    press::say(format_args!(
        "all is well: {} claims hold, {} numbers, {} tables and {} figures stand in the prose, every link leads somewhere ({:.1} s)",
        count(|page| page.claims.len()),
        count(|page| page.numbers.len()),
        count(|page| page.tables.len()),
        count(|page| page.figures.len()),
        start.elapsed().as_secs_f64()
    ))?;
    Ok(press::say(claims_by_kind(&pages))?)
}

/// What stands behind the claims: of each kind how many there are, and which.
fn claims_by_kind(pages: &[press::Page]) -> String {
    let mut text = String::from("claims by kind:");
    for kind in press::Kind::ALL {
        let of = |page: &press::Page| -> Vec<String> {
            let claims = page.claims.iter().filter(|claim| claim.kind == kind);
            claims.map(|claim| claim.name.clone()).collect()
        };
        let count: usize = pages.iter().map(|page| of(page).len()).sum();
        text += &format!("\n  {}: {count}", kind.word());
        for page in pages.iter().filter(|page| !of(page).is_empty()) {
            text += &format!("\n    {:<16}  {}", page.name, of(page).join(" "));
        }
    }
    text
}

fn list() -> Result<()> {
    let numbers =
        (1..=CHAPTERS.len()).map(|n| n.to_string()).chain(APPENDICES.iter().map(|_| "–".into()));
    for (number, chapter) in numbers.zip(PROGRAMS) {
        press::say(format_args!("{number}  {:<16}  {}", chapter.name(), chapter.about()))?;
    }
    Ok(press::say("\nRun one: cargo run --bin momentum")?)
}

/// Shows what is being done: one moving line in a terminal, lines elsewhere.
fn with_progress<T>(work: impl FnOnce(&mut dyn FnMut(&str)) -> Result<T>) -> Result<T> {
    let bar =
        ProgressBar::new_spinner().with_style(ProgressStyle::with_template("{spinner} {msg}")?);
    let done = work(&mut |step: &str| {
        if bar.is_hidden() {
            press::note(step);
        } else {
            bar.set_message(step.to_string());
            bar.tick();
        }
    });
    bar.finish_and_clear();
    done
}

/// The book's project: its folder is where cargo says it is, or where this
/// program was built.
fn project() -> Project {
    let root = std::env::var_os("CARGO_MANIFEST_DIR")
        .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
    let began = [
        ("src/setting", setting::BEGAN),
        ("src", descent::BEGAN),
        ("book/table", table::BEGAN),
        ("book/press", press::BEGAN),
        ("chapters", chapters::BEGAN),
    ];
    let time = |nanoseconds: &str| {
        UNIX_EPOCH + nanoseconds.parse().map_or(Duration::ZERO, Duration::from_nanos)
    };
    Project {
        root,
        chapters: &PROGRAMS,
        began: began.map(|(folder, began)| (folder, time(began))).into(),
        compiler: env!("COMPILER"),
    }
}

/// `cargo run -- trace`: the exit code is 0 also for a path that diverges and for
/// a closed pipe, and 2 if the input was refused.
fn walk(asked: &trace::Trace) -> ExitCode {
    if asked.list {
        return ended(io::stdout().lock().write_all(trace::list().as_bytes()));
    }
    let plan = match trace::plan(asked, &|file| table::text(file)) {
        Ok(plan) => plan,
        Err(mistakes) => {
            mistakes.iter().for_each(|mistake| press::note(format_args!("error: {mistake}")));
            press::note("\n--help says what can be asked for, --list which names there are.");
            return ExitCode::from(2);
        }
    };
    match trace::write(&plan, &mut BufWriter::new(io::stdout().lock())) {
        Ok(end) => {
            if let Some(diverged) = end.diverged {
                press::note(format_args!("diverged at step {}: {}", diverged.step, diverged.what));
                if plan.saves() {
                    press::note("nothing is saved: from there nobody can go on");
                }
            }
            if let Some((file, text)) = end.save
                && let Err(error) = put(&file, &text)
            {
                press::note(format_args!("error: cannot write {}: {error}", file.display()));
                return ExitCode::FAILURE;
            }
            ExitCode::SUCCESS
        }
        Err(error) => ended(Err(error)),
    }
}

/// Writes a file in one moment: whole, or not at all.
fn put(file: &std::path::Path, text: &str) -> io::Result<()> {
    let mut part = file.as_os_str().to_owned();
    part.push(".part");
    std::fs::write(&part, text)?;
    std::fs::rename(&part, file)
}

/// A reader who has closed the pipe (`| head`) has seen enough.
fn ended(written: io::Result<()>) -> ExitCode {
    match written {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => {
            press::note(format_args!("error: cannot write: {error}"));
            ExitCode::FAILURE
        }
        _ => ExitCode::SUCCESS,
    }
}
