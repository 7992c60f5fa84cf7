//! `cargo run --bin speed`

fn main() -> std::process::ExitCode {
    press::play(&chapters::speed::CHAPTER)
}
