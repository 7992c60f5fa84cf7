//! The laboratory's module: what makes pages live. It is a file of the project, packed
//! and with a digest of the sources that it was built from, since most who bind the
//! book have no compiler for WebAssembly.
//!
//! ```text
//! cargo run -- module     sources ─► cargo build ─► book/lab/descent.wasm.gz, its digest beside it
//! cargo run               the same ─► lab/module.js, if its sources are those of now
//! ```

use super::put::put;
use super::unchanged::{files, hex};
use anyhow::{Context, Result, bail, ensure};
use flate2::{Compression, GzBuilder};
use sha2::{Digest, Sha256};
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The packed module, and what it was built from.
const PACKED: [&str; 2] = ["book/lab/descent.wasm.gz", "book/lab/descent.wasm.txt"];

/// What it is built from: folders, and of the press the part that knows no file.
const SOURCES: [&str; 7] = [
    "src",
    "chapters",
    "book/table",
    "book/trace",
    "book/lab",
    "book/press/figure",
    "book/press/set",
];

const TARGET: &str = "wasm32-unknown-unknown";

/// Less is inlined than usual: a twentieth less to load, and hardly slower.
const SMALL: &str = "-Cllvm-args=-inline-threshold=20";

/// A digest of the sources that the module is built from. Programs, tests in Python and
/// what binds the book are no part of it.
///
/// # Errors
/// If one cannot be read.
pub fn module_sources(root: &Path) -> Result<String> {
    let mut all: Vec<PathBuf> = Vec::new();
    for folder in SOURCES {
        all.extend(files(&root.join(folder))?);
    }
    for entry in fs::read_dir(root.join("book/press")).context("cannot read book/press")? {
        all.push(entry?.path());
    }
    let counts = |file: &Path| {
        let name = file.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        let ending = file.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
        // What editors leave begins with a dot.
        let left = name.starts_with('.');
        !left && ["rs", "csv"].contains(&ending) && !["main.rs", "play.rs"].contains(&name)
            || file.ends_with("book/lab/module/Cargo.toml")
            || file.ends_with("book/lab/module/Cargo.lock")
    };
    all.retain(|file| counts(file));
    all.sort();
    let mut digest = Sha256::new();
    for file in all {
        let path = file.strip_prefix(root).unwrap_or(&file);
        let path = path.to_string_lossy().replace('\\', "/");
        let text = fs::read(&file).with_context(|| format!("cannot read {}", file.display()))?;
        digest.update(format!("{path} {}\n", text.len()));
        digest.update(text);
    }
    Ok(hex(digest))
}

/// The packed module, if it was built from the sources of now; else why there is none.
fn packed(root: &Path) -> Result<Vec<u8>> {
    let [module, about] = PACKED.map(|file| root.join(file));
    let about = fs::read_to_string(&about).with_context(|| format!("there is no {}", PACKED[1]))?;
    let built = about.lines().find_map(|line| line.strip_prefix("sources ")).unwrap_or_default();
    ensure!(built == module_sources(root)?, "{} is of other sources than those of now", PACKED[0]);
    fs::read(&module).with_context(|| format!("there is no {}", PACKED[0]))
}

/// Builds the module, packs it and puts it into the project.
///
/// # Errors
/// If there is no compiler for it, with what would help; if it cannot be built, or
/// written.
pub fn build_module(root: &Path) -> Result<PathBuf> {
    let rustc = std::env::var_os("WASM_RUSTC").unwrap_or_else(|| "rustc".into());
    let asked =
        Command::new(&rustc).args(["--print", "target-libdir", "--target", TARGET]).output();
    let folder = asked.context("cannot ask rustc where its libraries are")?.stdout;
    let folder = String::from_utf8_lossy(&folder).trim().to_owned();
    if folder.is_empty() || !Path::new(&folder).is_dir() {
        bail!(
            "this compiler has no standard library for {TARGET}.\n\
             With rustup: rustup target add {TARGET}\n\
             With another that has it: WASM_RUSTC=/path/to/rustc cargo run -- module"
        );
    }
    let sources = module_sources(root)?;
    let target = root.join("target/module");
    let built = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
        .args(["build", "--release", "--locked", "--target", TARGET, "--manifest-path"])
        .arg(root.join("book/lab/module/Cargo.toml"))
        .arg("--target-dir")
        .arg(&target)
        .env("RUSTC", &rustc)
        .env("RUSTFLAGS", SMALL)
        .status()
        .context("cannot start cargo")?;
    ensure!(built.success(), "the module could not be built");
    let version =
        Command::new(&rustc).arg("--version").output().context("cannot ask rustc")?.stdout;
    let module = target.join(TARGET).join("release/module.wasm");
    let bytes = fs::read(&module).with_context(|| format!("cannot read {}", module.display()))?;
    let mut pack = GzBuilder::new().write(Vec::new(), Compression::best());
    pack.write_all(&bytes)?;
    let [to, about] = PACKED.map(|file| root.join(file));
    fs::write(&to, pack.finish()?).with_context(|| format!("cannot write {}", to.display()))?;
    let version = String::from_utf8_lossy(&version);
    fs::write(
        &about,
        format!("sources {sources}\ncompiler {}\nbytes {}\n", version.trim(), bytes.len()),
    )
    .with_context(|| format!("cannot write {}", about.display()))?;
    Ok(to)
}

/// Why the pages of this project are bound without what makes them live; none if they
/// are, or if it has no laboratory.
pub fn why_not_live(root: &Path) -> Option<String> {
    let why = packed(root).err().filter(|_| root.join("book/lab").is_dir())?;
    Some(format!("the pages are as printed, and not live: {why}; `cargo run -- module` builds it"))
}

/// Writes what makes pages live into a fresh book: its scripts, and the module as a
/// script, since pages opened from the disk may load scripts but not data. Without a
/// module of the sources of now the pages stay as printed.
///
/// # Errors
/// If a file cannot be read or written.
pub(super) fn write(root: &Path, fresh: &Path, last: Option<&Path>) -> Result<()> {
    let Ok(packed) = packed(root) else { return Ok(()) };
    fs::create_dir_all(fresh.join("lab"))?;
    for script in files(&root.join("book/lab/page"))? {
        let name = Path::new("lab").join(script.file_name().unwrap_or_default());
        put(fresh, last, &name, fs::read(&script)?)
            .context("cannot write what makes pages live")?;
    }
    let script = format!("self.descentModule = \"{}\";\n", letters(&packed));
    put(fresh, last, Path::new("lab/module.js"), script).context("cannot write the module")
}

/// Bytes as the letters of a JavaScript string, seven bits each: an eighth more than
/// the bytes, where base64 takes a third. The few that cannot stand in a string are
/// written as letters behind them (`lab/live.js` reads them).
fn letters(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len() * 8 / 7 + bytes.len() / 20);
    let (mut held, mut bits) = (0u32, 0);
    let mut put = |seven: u32| {
        let sign = char::from_u32(seven).unwrap_or_default();
        match AWAY.iter().position(|away| *away == sign) {
            Some(i) => text.push(char::from_u32(0xa1 + i as u32).unwrap_or_default()),
            None => text.push(sign),
        }
    };
    for &byte in bytes {
        held = held << 8 | u32::from(byte);
        bits += 8;
        while bits >= 7 {
            bits -= 7;
            put(held >> bits & 0x7f);
        }
        held &= 0x7f;
    }
    if bits > 0 {
        put(held << (7 - bits) & 0x7f);
    }
    text
}

/// What cannot stand in a string between quotes; a zero some would take for its end.
const AWAY: [char; 5] = ['\0', '\n', '\r', '"', '\\'];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_come_back_from_their_letters() {
        let bytes: Vec<u8> = (0..=255).chain([10, 92, 34, 0, 0, 0, 13, 20]).collect();
        let text = letters(&bytes);
        assert!(!text.contains(AWAY), "{text}");
        let (mut held, mut bits, mut back) = (0u32, 0, Vec::new());
        for sign in text.chars() {
            let seven = match u32::from(sign) {
                i @ 0xa1.. => u32::from(AWAY[i as usize - 0xa1]),
                sign => sign,
            };
            held = (held << 7 | seven) & 0xffff;
            bits += 7;
            if bits >= 8 {
                bits -= 8;
                back.push((held >> bits) as u8);
            }
        }
        assert_eq!(back, bytes);
    }
}
