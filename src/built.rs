//! Cargo's build script: tells the press when the compilation began and by
//! what, so that it knows whether a source still is the text that was compiled
//! (`press/bind/kept.rs`). No printed number depends on it.

use std::process::Command;
use std::time::{SystemTime, UNIX_EPOCH};

fn main() {
    for part in ["Cargo.toml", "Cargo.lock", "src", "chapters"] {
        println!("cargo::rerun-if-changed={part}");
    }
    let began = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    println!("cargo::rustc-env=DESCENT_BEGAN={}", began.as_nanos());
    let compiler = std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let version = Command::new(compiler).arg("--version").output().map(|output| output.stdout);
    let version = version.unwrap_or_default();
    println!("cargo::rustc-env=DESCENT_COMPILER={}", String::from_utf8_lossy(&version).trim());
}
