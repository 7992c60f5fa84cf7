//! `cargo run --bin practice`

fn main() -> std::process::ExitCode {
    press::play(&chapters::practice::CHAPTER)
}
