//! `cargo run --bin compare`

fn main() -> std::process::ExitCode {
    press::play(&chapters::compare::CHAPTER)
}
