//! `cargo run --bin momentum`

fn main() -> std::process::ExitCode {
    press::play(&chapters::momentum::CHAPTER)
}
