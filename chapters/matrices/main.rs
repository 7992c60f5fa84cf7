//! `cargo run --bin matrices`

fn main() -> std::process::ExitCode {
    press::play(&chapters::matrices::CHAPTER)
}
