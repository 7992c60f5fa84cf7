//! `cargo run --bin adagrad`

fn main() -> std::process::ExitCode {
    press::play(&chapters::adagrad::CHAPTER)
}
