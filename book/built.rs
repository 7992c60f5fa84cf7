//! Cargo's build script of every package that computes a page: says when its
//! compilation began, and by what, so that the press knows whether a source
//! still is the text that was compiled (`book/press/bind/kept.rs`). No printed number
//! depends on it.

use std::process::Command;
use std::time::{SystemTime, UNIX_EPOCH};

fn main() {
    // The root package lies around the others: of its files only its own count.
    let root = std::env::var("CARGO_PKG_NAME").is_ok_and(|name| name == "book");
    let own: &[&str] = if root { &["Cargo.toml", "Cargo.lock", "chapters"] } else { &["."] };
    for part in own {
        println!("cargo::rerun-if-changed={part}");
    }
    let began = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    println!("cargo::rustc-env=COMPILATION_BEGAN={}", began.as_nanos());
    if root {
        let compiler = std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
        let version = Command::new(compiler).arg("--version").output().map(|output| output.stdout);
        let version = version.unwrap_or_default();
        println!("cargo::rustc-env=COMPILER={}", String::from_utf8_lossy(&version).trim());
    }
}
