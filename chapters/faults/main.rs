//! `cargo run --bin faults`

fn main() -> std::process::ExitCode {
    press::play(&chapters::faults::CHAPTER)
}
