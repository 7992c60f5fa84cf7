//! `cargo run -- pdf`: the whole book as a PDF, printed by a Chromium that is
//! already there.

use anyhow::{Context, Result, bail};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_encode, utf8_percent_encode};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// What the program is called on a search path.
const NAMES: [&str; 7] = [
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "microsoft-edge",
    "msedge",
];

/// Where it stands where there is no search path to find it on.
const PLACES: [&str; 5] = [
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    r"C:\Program Files\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
];

/// Lets `browser` print the book whose start page is `index` into `file`.
///
/// # Errors
/// If there is no book, or the browser does not print. `file` is then as it was.
pub fn pdf(browser: &Path, index: &Path, file: &Path) -> Result<()> {
    let page = fs::canonicalize(index.with_file_name("print.html"))
        .context("the book has no page to print: bind it with `cargo run`")?;
    let parent = file.parent().filter(|folder| !folder.as_os_str().is_empty());
    if let Some(folder) = parent {
        fs::create_dir_all(folder)
            .with_context(|| format!("cannot create the folder {}", folder.display()))?;
    }
    let profile = tempfile::tempdir().context("cannot create a temporary folder")?;
    // Beside, then into place; beside the profile, a rename might cross disks.
    let beside = file.with_extension("pdf.new");
    let mut command = Command::new(browser);
    command
        .args(["--headless", "--disable-gpu", "--disable-quic", "--no-first-run"])
        .args(["--disable-background-networking", "--disable-component-update", "--disable-sync"])
        .args(["--no-pdf-header-footer", "--generate-pdf-document-outline"])
        .arg(format!("--user-data-dir={}", profile.path().display()))
        .arg(format!("--print-to-pdf={}", beside.display()));
    // Its sandbox refuses to start for the superuser, as whom containers run.
    #[cfg(unix)]
    if rustix::process::geteuid().is_root() {
        command.arg("--no-sandbox");
    }
    let output = command
        .arg(address(&page))
        .output()
        .with_context(|| format!("cannot start {}", browser.display()))?;
    let printed = fs::read(&beside).unwrap_or_default();
    if !output.status.success() || !printed.starts_with(b"%PDF") {
        let _ = fs::remove_file(&beside);
        let said = String::from_utf8_lossy(&output.stderr);
        bail!("{} did not print: {}\n{}", browser.display(), output.status, said.trim_end());
    }
    fs::rename(&beside, file).with_context(|| format!("cannot write {}", file.display()))
}

/// What stands for itself in an address: letters, digits, and what parts a path.
const PLAIN: &AsciiSet =
    &NON_ALPHANUMERIC.remove(b'/').remove(b'.').remove(b'-').remove(b'_').remove(b'~').remove(b':');

/// The address of a file, whose folders may be called `C# é` or `what?`.
fn address(file: &Path) -> String {
    let path = file.as_os_str().as_encoded_bytes();
    if cfg!(windows) {
        // `\\?\C:\book` as Windows writes a whole path.
        let path = String::from_utf8_lossy(path).replace('\\', "/");
        let path = path.strip_prefix("//?/").unwrap_or(&path);
        return format!("file:///{}", utf8_percent_encode(path, PLAIN));
    }
    format!("file://{}", percent_encode(path, PLAIN))
}

/// The first Chromium found: the one that `CHROMIUM` names, one on the search
/// path, or one in a usual place.
///
/// # Errors
/// If there is none, with what to do about it.
pub fn browser() -> Result<PathBuf> {
    if let Some(named) = std::env::var_os("CHROMIUM") {
        let named = PathBuf::from(named);
        if !named.is_file() {
            bail!("CHROMIUM names {}, but there is no such program", named.display());
        }
        return Ok(named);
    }
    let path = std::env::var_os("PATH").unwrap_or_default();
    let on_path = std::env::split_paths(&path).flat_map(|folder| {
        NAMES.map(|name| folder.join(format!("{name}{}", std::env::consts::EXE_SUFFIX)))
    });
    on_path.chain(PLACES.map(PathBuf::from)).find(|file| file.is_file()).context(
        "a PDF is printed by Chromium, Chrome or Edge, and none was found: install one (on Debian \
         `apt-get install chromium`), or name it in the variable CHROMIUM. Any browser prints \
         print.html as well.",
    )
}

#[cfg(all(test, unix))]
mod tests {
    use super::address;
    use std::path::Path;

    #[test]
    fn a_folder_may_have_any_name() {
        for (file, is) in [
            ("/a/b-c_1.html", "file:///a/b-c_1.html"),
            ("/C# é/what?/100%", "file:///C%23%20%C3%A9/what%3F/100%25"),
            ("/a\\b[1];'\"", "file:///a%5Cb%5B1%5D%3B%27%22"),
        ] {
            assert_eq!(address(Path::new(file)), is);
        }
    }
}
