//! `cargo run --bin signs`

fn main() -> std::process::ExitCode {
    press::play(&chapters::signs::CHAPTER)
}
