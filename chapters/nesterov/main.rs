//! `cargo run --bin nesterov`

fn main() -> std::process::ExitCode {
    press::play(&chapters::nesterov::CHAPTER)
}
