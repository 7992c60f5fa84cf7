//! `cargo run --bin convexity`

fn main() -> std::process::ExitCode {
    press::play(&chapters::convexity::CHAPTER)
}
