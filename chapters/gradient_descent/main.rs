//! `cargo run --bin gradient_descent`

fn main() -> std::process::ExitCode {
    press::play(&chapters::gradient_descent::CHAPTER)
}
