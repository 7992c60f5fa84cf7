//! `cargo run -- serve`: the book in a browser while it is being written.
//!
//! ```text
//! watch ──► build (a child: this program, or cargo) ──► Live ──► http ──► news.js ──► pages
//! ```
//!
//! This process never binds a book itself. After an edit of prose or theme it
//! calls the program that cargo has built, after an edit of Rust it calls
//! cargo, and the book in `target/book` is exchanged whole or not at all. What
//! it adds to a page in passing is a script that puts new words into it, or
//! reloads it where more than words has changed. All pages that are open in a
//! browser hear of an edit by one connection.

mod build;
mod files;
mod http;
mod live;
mod watch;

use crate::say::{note, say};
use crate::serve::build::Builder;
use crate::serve::live::Live;
use anyhow::{Context, Result};
use std::net::Ipv4Addr;
use std::path::Path;
use std::thread;
use tokio::net::TcpListener;

/// Serves the book of the project at `root` to browsers on this machine, binds
/// it anew after each edit, and tells the pages to reload. Port 0 takes any
/// that is free. Returns only with an error: Ctrl-C ends the program.
///
/// # Errors
/// If the port is taken or may not be used, or the project cannot be read.
pub fn serve(root: &Path, port: u16, open: bool) -> Result<()> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let listening = runtime.block_on(TcpListener::bind((Ipv4Addr::LOCALHOST, port)));
    let listener = listening.with_context(|| {
        format!("cannot serve on port {port}: choose another with --port, or --port 0 for any that is free")
    })?;
    let address = format!("http://{}/", listener.local_addr()?);
    // A second Ctrl-C handler would be a mistake of ours; a running build is
    // a child in the same group and ends by itself.
    ctrlc::set_handler(|| {
        let _ = say("\nstopped");
        std::process::exit(0);
    })?;
    let live = Live::default();
    let book = root.join("target/book");
    let answering = http::accept(listener, book.clone(), live.clone());
    thread::spawn(move || runtime.block_on(answering));
    // A reader who closes the pipe still has the browser.
    let _ = say(format_args!("serving {}\nat {address} until Ctrl-C", book.display()));
    let builder = Builder::new(root)?;
    let mut seen = watch::look(root)?;
    let bound = builder.prose();
    live.send_modify(|news| news.add(bound, false));
    if open && let Err(error) = open::that(&address) {
        note(format_args!("no browser could be opened: {error}"));
    }
    loop {
        let (now, changed) = watch::wait(root, &seen)?;
        seen = now;
        let _ = say(format_args!("\n{}", watch::named(&changed)));
        let rust = changed.iter().any(|path| watch::is_rust(path));
        let words_only = changed.iter().all(|path| path.starts_with("book/src"));
        let bound = if rust { builder.rust() } else { builder.prose() };
        live.send_modify(|news| news.add(bound, words_only));
    }
}
