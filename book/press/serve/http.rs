//! A small web server for one book, on this machine only: files, a page for
//! lost readers, and a stream of news. hyper reads the requests and refuses
//! what is none; here it is decided who gets what.
//!
//! axum and tower-http on top of it would take almost three times as long to
//! build (11 s on two cores, and hyper 4 s), and leave to us what matters here:
//! links that lead out of the book, other host names, requests that never end.

use super::files::{Answer, answer};
use super::live::{Live, NEWS};
use http_body_util::channel::Channel;
use http_body_util::{Either, Full};
use hyper::body::{Bytes, Incoming};
use hyper::header::{CACHE_CONTROL, CONTENT_TYPE, HOST, HeaderValue, X_CONTENT_TYPE_OPTIONS};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Method, Request, Response, StatusCode};
use hyper_util::rt::{TokioIo, TokioTimer};
use std::convert::Infallible;
use std::path::{Path, PathBuf};
use std::time::Duration;
use tokio::net::TcpListener;

/// A longer request is none of ours. Cookies are shared by all ports of a host, so
/// that a request brings those of whatever else is served here: as much as Node
/// takes, and its first line.
const LONGEST: usize = (16 + 1) * 1024;
/// So long may a request take to be there as a whole.
const PATIENCE: Duration = Duration::from_secs(5);
/// No connection lasts longer: who takes a page drop by drop is let go, and who
/// listens for news comes back by itself.
const LONGEST_ANSWER: Duration = Duration::from_secs(600);
/// The script that hears it for all open pages.
const LISTENER: &str = "/@news.js";

/// Whole, or as long as there are news.
type Body = Either<Full<Bytes>, Channel<Bytes>>;

/// Answers for ever. A slow client holds up nobody: its connection waits as a
/// task, not as a thread.
pub(super) async fn accept(listener: TcpListener, book: PathBuf, live: Live) {
    loop {
        // A client that has left already is no reason to stop.
        let Ok((stream, _)) = listener.accept().await else {
            // Too many open files, perhaps: some will be closed.
            tokio::time::sleep(Duration::from_millis(10)).await;
            continue;
        };
        let (book, live) = (book.clone(), live.clone());
        let service = service_fn(move |request| {
            let response = respond(&request, &book, &live);
            async { Ok::<_, Infallible>(response) }
        });
        let connection = http1::Builder::new()
            .timer(TokioTimer::new())
            .header_read_timeout(PATIENCE)
            .max_buf_size(LONGEST)
            .keep_alive(false)
            .serve_connection(TokioIo::new(stream), service);
        // Nor is one that leaves in the middle of an answer.
        tokio::spawn(tokio::time::timeout(LONGEST_ANSWER, connection));
    }
}

fn respond(request: &Request<Incoming>, book: &Path, live: &Live) -> Response<Body> {
    let path = request.uri().path();
    let whole = |Answer { status, kind, bytes }| {
        response(status, kind, Either::Left(Full::new(Bytes::from(bytes))))
    };
    let refused = |status: StatusCode| {
        whole(Answer { status, kind: "text/plain", bytes: status.to_string().into() })
    };
    // Another site's name that has been made to lead here gets nothing.
    if !request.headers().get_all(HOST).iter().all(is_ours) {
        refused(StatusCode::MISDIRECTED_REQUEST)
    } else if ![Method::GET, Method::HEAD].contains(request.method()) {
        refused(StatusCode::METHOD_NOT_ALLOWED)
    } else if path == NEWS {
        response(StatusCode::OK, "text/event-stream", Either::Right(news(live)))
    } else if path == LISTENER {
        whole(Answer::script(include_str!("news.js")))
    } else {
        whole(answer(book, path, &live.borrow().edition()))
    }
}

fn is_ours(host: &HeaderValue) -> bool {
    let name = host.as_bytes().split(|&b| b == b':').next().unwrap_or_default();
    [b"127.0.0.1".as_slice(), b"localhost"].contains(&name)
}

fn response(status: StatusCode, kind: &'static str, body: Body) -> Response<Body> {
    let mut response = Response::new(body);
    *response.status_mut() = status;
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(kind));
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    response
}

/// Tells how the book stands, and of every book to come until the listener has gone.
fn news(live: &Live) -> Channel<Bytes> {
    let (mut listener, body) = Channel::new(1);
    let mut live = live.subscribe();
    tokio::spawn(async move {
        loop {
            let event = Bytes::from(live.borrow_and_update().event());
            if listener.send_data(event).await.is_err() || live.changed().await.is_err() {
                return;
            }
        }
    });
    body
}
