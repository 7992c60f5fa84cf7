//! A small web server for one book, on this machine only: files, a page for
//! lost readers, and a stream of news. It reads one short request a connection
//! and trusts nothing in it.

use super::files::answer;
use super::live::Live;
use std::io::{self, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
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
pub(super) const NEWS: &str = "/@news";

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
