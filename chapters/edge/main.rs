//! `cargo run --bin edge`

fn main() -> std::process::ExitCode {
    press::play(&chapters::edge::CHAPTER)
}
