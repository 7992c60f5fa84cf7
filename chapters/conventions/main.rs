//! `cargo run --bin conventions`

fn main() -> std::process::ExitCode {
    press::play(&chapters::conventions::CHAPTER)
}
