//! `cargo run --bin decay`

fn main() -> std::process::ExitCode {
    press::play(&chapters::decay::CHAPTER)
}
