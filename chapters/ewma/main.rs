//! `cargo run --bin ewma`

fn main() -> std::process::ExitCode {
    press::play(&chapters::ewma::CHAPTER)
}
