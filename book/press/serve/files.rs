//! What the server answers: a file of the book, or a page for lost readers.

use super::live::NEWS;
use hyper::StatusCode;
use std::fs;
use std::path::{Path, PathBuf};

/// An answer, all of it in memory.
pub(super) struct Answer {
    /// Whether it is what was asked for.
    pub(super) status: StatusCode,
    /// The content type.
    pub(super) kind: &'static str,
    /// The body.
    pub(super) bytes: Vec<u8>,
}

impl Answer {
    /// A script of the server's own.
    pub(super) fn script(text: &str) -> Self {
        Self { status: StatusCode::OK, kind: kind(Path::new("a.js")), bytes: text.into() }
    }
}

/// The answer to a path: pages get the script that keeps them up to date.
pub(super) fn answer(book: &Path, path: &str, edition: &str) -> Answer {
    let html = |status, html: &str| Answer {
        status,
        kind: "text/html; charset=utf-8",
        bytes: listening(html, edition).into_bytes(),
    };
    let found = file(book, path).and_then(|file| Some((kind(&file), fs::read(file).ok()?)));
    match found {
        Some((kind, bytes)) if kind.starts_with("text/html") => {
            html(StatusCode::OK, &String::from_utf8_lossy(&bytes))
        }
        Some((kind, bytes)) => Answer { status: StatusCode::OK, kind, bytes },
        None if !book.join("index.html").is_file() => html(
            StatusCode::SERVICE_UNAVAILABLE,
            "<!DOCTYPE html><html lang=\"en\"><title>descent</title><body><p>There is no book yet. This page changes when there is.</p>\n</body>\n</html>",
        ),
        None => {
            let lost = fs::read_to_string(book.join("404.html")).unwrap_or_default();
            html(StatusCode::NOT_FOUND, &lost)
        }
    }
}

/// The file that a path names, if it lies in the book. Names are letters,
/// digits and `.`, `-`, `_`: nothing is decoded, nothing leads upwards.
fn file(book: &Path, path: &str) -> Option<PathBuf> {
    let plain = |c: char| c.is_ascii_alphanumeric() || "._-".contains(c);
    let names = path.strip_prefix('/')?;
    let names = if names.is_empty() { "index.html" } else { names };
    let good = |name: &str| !name.is_empty() && !name.starts_with('.') && name.chars().all(plain);
    if !names.split('/').all(good) {
        return None;
    }
    // A link that leads out of the book is followed no more than a `..` is.
    let file = fs::canonicalize(book.join(names)).ok()?;
    (file.starts_with(fs::canonicalize(book).ok()?) && file.is_file()).then_some(file)
}

fn kind(file: &Path) -> &'static str {
    match file.extension().and_then(|extension| extension.to_str()).unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "json" => "application/json",
        "csv" => "text/csv; charset=utf-8",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "woff2" => "font/woff2",
        _ => "text/plain; charset=utf-8",
    }
}

/// The page with the script that keeps it up to date.
fn listening(html: &str, edition: &str) -> String {
    let script = format!(
        "<script data-edition=\"{edition}\" data-news=\"{NEWS}\">\n{}</script>\n</body>",
        include_str!("client.js")
    );
    html.replacen("</body>", &script, 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_files_of_the_book_are_found() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let book = folder.path().join("book");
        fs::create_dir_all(book.join("figures/a")).expect("a writable folder");
        for (name, text) in
            [("book/index.html", "start"), ("book/figures/a/b.svg", ""), ("secret", "")]
        {
            fs::write(folder.path().join(name), text).expect("a writable folder");
        }
        assert!(file(&book, "/").is_some_and(|f| f.ends_with("index.html")));
        assert!(file(&book, "/figures/a/b.svg").is_some());
        for path in [
            "",
            "index.html",
            "/nothing",
            "/figures",
            "/figures/",
            "/../secret",
            "/figures/../index.html",
            "//etc/passwd",
            "/%2e%2e/secret",
            "/..%2fsecret",
            "/.hidden",
            "/a\\b",
            "/figures/a/b.svg\0",
            "/ä",
        ] {
            assert_eq!(file(&book, path), None, "{path:?}");
        }
        #[cfg(unix)]
        {
            std::os::unix::fs::symlink("../secret", book.join("link")).expect("a link");
            assert_eq!(file(&book, "/link"), None);
        }
    }
}
