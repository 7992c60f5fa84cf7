//! `cargo run --bin schedules`

fn main() -> std::process::ExitCode {
    press::play(&chapters::schedules::CHAPTER)
}
