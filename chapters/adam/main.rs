//! `cargo run --bin adam`

fn main() -> std::process::ExitCode {
    press::play(&chapters::adam::CHAPTER)
}
