//! `cargo run --bin rmsprop`

fn main() -> std::process::ExitCode {
    press::play(&chapters::rmsprop::CHAPTER)
}
