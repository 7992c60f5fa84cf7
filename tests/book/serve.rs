//! `cargo run -- serve`, started for real: what it serves, whom it refuses,
//! and what it says after an edit.

use crate::project;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use project::copy_computed;

/// A server of a copy of the project, which a test may edit.
struct Served {
    folder: tempfile::TempDir,
    child: Child,
    said: BufReader<std::process::ChildStdout>,
    address: String,
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn command(root: &Path, port: &str) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_descent"));
    command.args(["serve", "--port", port]).env("CARGO_MANIFEST_DIR", root);
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

fn serve(cargo: Option<&Path>) -> Served {
    let folder = tempfile::tempdir().expect("a temporary folder");
    copy_computed(folder.path());
    let mut command = command(folder.path(), "0");
    if let Some(cargo) = cargo {
        command.env("CARGO", cargo);
    }
    let mut child = command.spawn().expect("the program starts");
    let mut said = BufReader::new(child.stdout.take().expect("a pipe"));
    let address = loop {
        let line = next_line(&mut said);
        if let Some(rest) = line.split_once("http://").map(|(_, rest)| rest) {
            break rest.split('/').next().expect("an address").to_string();
        }
    };
    Served { folder, child, said, address }
}

fn next_line(from: &mut impl BufRead) -> String {
    let mut line = String::new();
    assert!(from.read_line(&mut line).expect("a readable pipe") > 0, "the program has ended");
    line
}

impl Served {
    fn prose(&self) -> PathBuf {
        self.folder.path().join("book/src/ewma.md")
    }

    fn edit(&self, change: impl FnOnce(String) -> String) {
        let text = std::fs::read_to_string(self.prose()).expect("prose");
        std::fs::write(self.prose(), change(text)).expect("a writable folder");
    }

    /// Sends bytes as they are and returns all that comes back.
    fn ask(&self, request: &[u8]) -> String {
        let mut stream = TcpStream::connect(&self.address).expect("the server listens");
        // A server that has refused already may have closed its end.
        let _ = stream.write_all(request);
        let mut answer = Vec::new();
        let _ = stream.read_to_end(&mut answer);
        String::from_utf8_lossy(&answer).into_owned()
    }

    fn get(&self, path: &str) -> String {
        self.ask(format!("GET {path} HTTP/1.1\r\nHost: {}\r\n\r\n", self.address).as_bytes())
    }

    fn news(&self) -> BufReader<TcpStream> {
        let mut stream = TcpStream::connect(&self.address).expect("the server listens");
        write!(stream, "GET /@news HTTP/1.1\r\nHost: localhost\r\n\r\n").expect("an open stream");
        stream.set_read_timeout(Some(Duration::from_secs(120))).expect("a timeout");
        BufReader::new(stream)
    }
}

/// The data lines of the next event: the edition, then what is wrong.
fn event(news: &mut impl BufRead) -> Vec<String> {
    let mut data = Vec::new();
    loop {
        let line = next_line(news);
        if let Some(text) = line.strip_prefix("data: ") {
            data.push(text.trim_end().to_string());
        } else if line.trim().is_empty() && !data.is_empty() {
            return data;
        }
    }
}

/// The next event that `wanted` waits for.
fn until(news: &mut impl BufRead, wanted: impl Fn(&[String]) -> bool) -> Vec<String> {
    loop {
        let data = event(news);
        if wanted(&data) {
            return data;
        }
    }
}

#[test]
fn an_edit_reaches_the_page_and_a_broken_one_is_named_over_the_last_good_book() {
    let served = serve(None);
    let mut news = served.news();
    let first = until(&mut news, |data| data[0].ends_with("-1"));
    assert!(served.get("/ewma.html").contains(&format!("data-edition=\"{}\"", first[0])));

    served.edit(|text| text + "\nA sentence that was not there.\n");
    assert_eq!(until(&mut news, |data| data[0].ends_with("-2")).len(), 1);
    assert!(served.get("/ewma.html").contains("A sentence that was not there."));

    served.edit(|text| text + "\n{{number nothing}}\n");
    let wrong = until(&mut news, |data| data.len() > 1);
    assert!(wrong[0].ends_with("-2"), "no new book: {wrong:?}");
    assert!(wrong[2].contains("book/src/ewma.md:") && wrong[2].contains("`nothing`"), "{wrong:?}");
    assert!(served.get("/ewma.html").contains("A sentence that was not there."));

    served.edit(|text| text.replace("\n{{number nothing}}\n", ""));
    assert_eq!(until(&mut news, |data| data[0].ends_with("-3")).len(), 1);
}

#[cfg(unix)]
#[test]
fn an_edit_of_rust_asks_cargo_and_ctrl_c_ends_it_cleanly() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().expect("a temporary folder");
    let cargo = folder.path().join("cargo");
    let script = "#!/bin/sh\necho \"error[E0425]: cargo was asked to $*\" >&2\nexit 101\n";
    std::fs::write(&cargo, script).expect("a writable folder");
    std::fs::set_permissions(&cargo, std::fs::Permissions::from_mode(0o755)).expect("a script");
    let mut served = serve(Some(&cargo));
    let mut news = served.news();
    until(&mut news, |data| data[0].ends_with("-1"));
    std::fs::write(served.folder.path().join("chapters/ewma.rs"), "fn").expect("a writable folder");
    let wrong = until(&mut news, |data| data.len() > 1);
    assert!(wrong[1].contains("E0425") && wrong[1].contains("run --quiet --locked"), "{wrong:?}");

    let interrupted = Command::new("kill").args(["-INT", &served.child.id().to_string()]).status();
    assert!(interrupted.expect("kill is there").success());
    assert_eq!(served.child.wait().expect("it ends").code(), Some(0));
    let mut rest = String::new();
    served.said.read_to_string(&mut rest).expect("a readable pipe");
    assert!(rest.ends_with("stopped\n"), "{rest}");
}

#[test]
fn strangers_and_nonsense_are_refused_and_the_server_stays_up() {
    let served = serve(None);
    let mut news = served.news();
    until(&mut news, |data| data[0].ends_with("-1"));
    let host = format!("Host: {}\r\n\r\n", served.address);
    let long = format!("GET /{} HTTP/1.1\r\n{host}", "a".repeat(100_000));
    let many = format!("GET / HTTP/1.1\r\n{}{host}", "X: y\r\n".repeat(1000));
    for (request, status) in [
        (format!("GET / HTTP/1.1\r\n{host}"), "200"),
        (format!("HEAD /ewma.html?a=b HTTP/1.1\r\n{host}"), "200"),
        (format!("GET / HTTP/1.1\r\nCookie: a={}\r\n{host}", "b".repeat(16_000)), "200"),
        (format!("GET /@news.js HTTP/1.1\r\n{host}"), "200"),
        (format!("GET /../Cargo.toml HTTP/1.1\r\n{host}"), "404"),
        (format!("GET /source/../../../Cargo.toml HTTP/1.1\r\n{host}"), "404"),
        (format!("GET /%2e%2e/Cargo.toml HTTP/1.1\r\n{host}"), "404"),
        (format!("GET //etc/passwd HTTP/1.1\r\n{host}"), "404"),
        (format!("GET /figures HTTP/1.1\r\n{host}"), "404"),
        (format!("POST / HTTP/1.1\r\n{host}"), "405"),
        ("GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n".into(), "421"),
        ("nonsense\r\n\r\n".into(), "400"),
        ("\0\u{1}\u{2}".into(), "400"),
        (long, "431"),
        (many, "431"),
    ] {
        let answer = served.ask(request.as_bytes());
        let start: String = request.chars().take(40).collect();
        // One that is refused while it still sends may see the line cut.
        let cut = answer.is_empty() && status == "431";
        assert!(cut || answer.starts_with(&format!("HTTP/1.1 {status} ")), "{start}: {answer}");
        assert!(!answer.contains("[package]"), "{start} got a file from outside the book");
    }
    let lost = served.get("/a/b/c.html");
    assert!(lost.contains("No such page"), "{lost}");
    // Clients that leave in the middle, and many that say nothing at all.
    for _ in 0..50 {
        let mut stream = TcpStream::connect(&served.address).expect("the server listens");
        write!(stream, "GET /print.html HTTP/1.1\r\n{host}").expect("an open stream");
    }
    let silent: Vec<TcpStream> =
        (0..60).filter_map(|_| TcpStream::connect(&served.address).ok()).collect();
    assert!(served.get("/ewma.html").starts_with("HTTP/1.1 200 "));
    drop(silent);
    // A second server on the same port says what to do.
    let port = served.address.rsplit(':').next().expect("a port");
    let second = command(served.folder.path(), port).output().expect("the program runs");
    assert_eq!(second.status.code(), Some(1));
    let said = String::from_utf8_lossy(&second.stderr).into_owned();
    assert!(said.contains(&format!("port {port}")) && said.contains("--port 0"), "{said}");
}

#[test]
fn who_sends_or_takes_drop_by_drop_is_let_go() {
    use std::time::Instant;
    let served = serve(None);
    until(&mut served.news(), |data| data[0].ends_with("-1"));
    let start = Instant::now();
    let mut slow = TcpStream::connect(&served.address).expect("the server listens");
    let mut listening = slow.try_clone().expect("a second handle");
    let sender = std::thread::spawn(move || {
        let request = format!("GET / HTTP/1.1\r\nX: {}", "y".repeat(60));
        for byte in request.as_bytes() {
            if slow.write_all(&[*byte]).is_err() {
                break;
            }
            std::thread::sleep(Duration::from_millis(500));
        }
    });
    let mut rest = Vec::new();
    // Closed or reset: either way it is over.
    let _ = listening.read_to_end(&mut rest);
    let took = start.elapsed();
    assert!(took < Duration::from_secs(20), "held a connection for {took:?}");
    drop(listening);
    sender.join().expect("the sender stops when nobody listens");
    // Hundreds of them at once keep nobody waiting.
    let crowd: Vec<TcpStream> = (0..300)
        .filter_map(|n| {
            let mut stream = TcpStream::connect(&served.address).ok()?;
            let request = format!("GET /print.html HTTP/1.1\r\nHost: {}\r\n\r\n", served.address);
            // Some say nothing, some stop in the middle, some never take what they asked for.
            stream.write_all(&request.as_bytes()[..[0, 1, request.len()][n % 3]]).ok()?;
            Some(stream)
        })
        .collect();
    assert_eq!(crowd.len(), 300);
    let start = Instant::now();
    let answer = served.get("/ewma.html");
    let took = start.elapsed();
    assert!(answer.starts_with("HTTP/1.1 200 "), "{answer}");
    assert!(took < Duration::from_secs(4), "waited {took:?} behind others");
    drop(crowd);
}
