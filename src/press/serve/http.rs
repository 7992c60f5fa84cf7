//! A small web server for one book, on this machine only: files, a page for
//! lost readers, and a stream of news. It reads one short request a connection
//! and trusts nothing in it.

use super::live::Live;
use std::fs;
use std::io::{self, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

/// No page of the book asks for more at once; others wait or go.
const CONNECTIONS: usize = 128;
/// A longer request is none of ours.
const LONGEST: usize = 8 * 1024;
const PATIENCE: Duration = Duration::from_secs(5);
/// Nobody on this machine needs as long to take a page in.
const LONGEST_ANSWER: Duration = Duration::from_secs(30);
/// Where the open pages listen. No file of the book can have that name.
const NEWS: &str = "/@news";

/// Answers each connection in a thread of its own, for ever.
pub(super) fn accept(listener: &TcpListener, book: &Path, live: &Arc<Live>) {
    let open = Arc::new(AtomicUsize::new(0));
    for stream in listener.incoming() {
        // A client that has left already is no reason to stop.
        let Ok(stream) = stream else {
            // Too many open files, perhaps: some will be closed.
            thread::sleep(Duration::from_millis(10));
            continue;
        };
        let place = Place::taken(&open);
        if open.load(Ordering::Relaxed) > CONNECTIONS {
            continue;
        }
        let (book, live) = (book.to_path_buf(), Arc::clone(live));
        // Where no thread can be had the connection is closed.
        let _ = thread::Builder::new().spawn(move || {
            let _place = place;
            // Nor is one that leaves in the middle of an answer.
            let _ = converse(stream, &book, &live);
        });
    }
}

/// One of the connections that are open; given back however its thread ends.
struct Place(Arc<AtomicUsize>);

impl Place {
    fn taken(open: &Arc<AtomicUsize>) -> Self {
        open.fetch_add(1, Ordering::Relaxed);
        Self(Arc::clone(open))
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}

fn converse(mut stream: TcpStream, book: &Path, live: &Live) -> io::Result<()> {
    stream.set_write_timeout(Some(PATIENCE))?;
    let (body, path) = match request(&mut stream) {
        Ok(asked) => asked,
        Err(refused) => return refuse(&mut stream, refused),
    };
    if path == NEWS {
        return news(&mut stream, live);
    }
    let answer = answer(book, &path, live);
    head(&mut stream, answer.status, answer.kind, Some(answer.bytes.len()))?;
    if body { send(&mut stream, &answer.bytes) } else { Ok(()) }
}

/// Writes a whole answer, but not to a client that takes it in drop by drop.
fn send(stream: &mut TcpStream, mut bytes: &[u8]) -> io::Result<()> {
    let end = Instant::now() + LONGEST_ANSWER;
    while !bytes.is_empty() {
        if Instant::now() >= end {
            return Err(io::ErrorKind::TimedOut.into());
        }
        match stream.write(bytes) {
            Ok(0) => return Err(io::ErrorKind::WriteZero.into()),
            Ok(n) => bytes = &bytes[n..],
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(())
}

/// Whether a body is wanted, and the path; or the status that refuses. All of
/// the request must be there in time, not only its next byte.
fn request(stream: &mut TcpStream) -> Result<(bool, String), &'static str> {
    let mut bytes = Vec::new();
    let mut piece = [0; 1024];
    let end = Instant::now() + PATIENCE;
    loop {
        let mut headers = [httparse::EMPTY_HEADER; 64];
        let mut request = httparse::Request::new(&mut headers);
        match request.parse(&bytes) {
            Ok(httparse::Status::Complete(_)) => return understood(&request),
            Ok(httparse::Status::Partial) if bytes.len() < LONGEST => {}
            Ok(_) | Err(httparse::Error::TooManyHeaders) => {
                return Err("431 Request Header Fields Too Large");
            }
            Err(_) => return Err("400 Bad Request"),
        }
        let left = end.saturating_duration_since(Instant::now());
        // No time left is refused by the first call: a timeout of 0 is none.
        if stream.set_read_timeout(Some(left)).is_err() {
            return Err("408 Request Timeout");
        }
        match stream.read(&mut piece) {
            Ok(0) | Err(_) => return Err("408 Request Timeout"),
            Ok(n) => bytes.extend_from_slice(&piece[..n]),
        }
    }
}

fn understood(request: &httparse::Request) -> Result<(bool, String), &'static str> {
    let hosts = request.headers.iter().filter(|h| h.name.eq_ignore_ascii_case("host"));
    // Another site's name that has been made to lead here gets nothing.
    let ours = |host: &[u8]| {
        let name = host.split(|&b| b == b':').next().unwrap_or_default();
        [b"127.0.0.1".as_slice(), b"localhost"].contains(&name)
    };
    if !hosts.map(|h| h.value).all(ours) {
        return Err("421 Misdirected Request");
    }
    let body = match request.method {
        Some("GET") => true,
        Some("HEAD") => false,
        _ => return Err("405 Method Not Allowed"),
    };
    let path = request.path.unwrap_or_default();
    Ok((body, path.split(['?', '#']).next().unwrap_or_default().to_owned()))
}

fn refuse(stream: &mut TcpStream, status: &str) -> io::Result<()> {
    head(stream, status, "text/plain", Some(status.len()))?;
    stream.write_all(status.as_bytes())
}

fn head(stream: &mut TcpStream, status: &str, kind: &str, length: Option<usize>) -> io::Result<()> {
    let length = length.map_or(String::new(), |n| format!("Content-Length: {n}\r\n"));
    // In one piece: `write!` would send each of its pieces by itself.
    let head = format!(
        "HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n{length}Cache-Control: no-store\r\n\
         X-Content-Type-Options: nosniff\r\nConnection: close\r\n\r\n"
    );
    stream.write_all(head.as_bytes())
}

/// Tells one open page of every book to come, until it has gone.
fn news(stream: &mut TcpStream, live: &Live) -> io::Result<()> {
    head(stream, "200 OK", "text/event-stream", None)?;
    let mut known = live.now();
    stream.write_all(known.event().as_bytes())?;
    loop {
        let next = live.next(&known, PATIENCE);
        // A comment now and then finds out whether anybody still listens.
        let text = if next == known { ":\n\n".to_owned() } else { next.event() };
        stream.write_all(text.as_bytes())?;
        known = next;
    }
}

struct Answer {
    status: &'static str,
    kind: &'static str,
    bytes: Vec<u8>,
}

fn answer(book: &Path, path: &str, live: &Live) -> Answer {
    let edition = live.now().edition();
    let html = |status, html: &str| Answer {
        status,
        kind: "text/html; charset=utf-8",
        bytes: listening(html, &edition).into_bytes(),
    };
    let found = file(book, path).and_then(|file| Some((kind(&file), fs::read(file).ok()?)));
    match found {
        Some((kind, bytes)) if kind.starts_with("text/html") => {
            html("200 OK", &String::from_utf8_lossy(&bytes))
        }
        Some((kind, bytes)) => Answer { status: "200 OK", kind, bytes },
        None if !book.join("index.html").is_file() => html(
            "503 Service Unavailable",
            "<!DOCTYPE html><html lang=\"en\"><title>descent</title><body><p>There is no book yet. This page changes when there is.</p>\n</body>\n</html>",
        ),
        None => {
            let lost = fs::read_to_string(book.join("404.html")).unwrap_or_default();
            // Its links are to hold at any depth.
            html("404 Not Found", &lost.replacen("<head>", "<head>\n<base href=\"/\">", 1))
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

/// The page with the script that reloads it.
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
