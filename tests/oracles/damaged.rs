//! A damaged file of trajectories is refused, not a reason to panic.

use super::file::File;
use flate2::Compression;
use flate2::write::GzEncoder;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};
use proptest::test_runner::RngSeed;
use std::io::Write;

const SMALL: &str = r#"{"problems": {"bowl": {"kind": "quadratic", "args": {"curvature": [1.0, 25.0]}}},
 "gradient_tables": {"g": [[1.0, 2.0], [3.0, 4.0]]},
 "schedules": [{"id": "s", "framework": "keras", "schedule": "cosine", "hyper": {"a": 1}, "lr_per_step": [0.1], "metrics": [1]}],
 "cases": [{"id": "c", "framework": "pytorch", "variant": "momentum", "hyper": {"lr": 0.1}, "problem": "bowl",
 "gradients": "g", "clip": {"kind": "norm", "value": 1.0}, "schedule": null, "lr_per_step": [0.1, 0.1],
 "evaluated": [[0.5, 1.0], [0.25, 0.5]], "averaging": {"kind": "torch.swa", "from": 2}, "averaged": [[0.25, 0.5]],
 "start": [1.0, 2.0], "steps": 2, "params": [[0.5, 1.0], [0.25, 0.5]], "rtol": 1e-12}]}"#;

fn gzipped(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(bytes).expect("memory can be written");
    encoder.finish().expect("memory can be written")
}

fn always_the_same() -> ProptestConfig {
    ProptestConfig {
        failure_persistence: None,
        rng_seed: RngSeed::Fixed(7),
        ..ProptestConfig::default()
    }
}

proptest! {
    #![proptest_config(always_the_same())]

    #[test]
    fn any_damage_is_refused_or_does_no_harm(
        edits in vec(
            (any::<Index>(), 0..30usize, select(&["", "{", "}", "[", "]", ",", "null", "-1", "1e999", "\"\"", "\0", "18446744073709551616"][..])),
            0..4,
        ),
        cut in any::<Index>(),
        packed in any::<bool>(),
        flipped in prop::option::of((any::<Index>(), any::<u8>())),
    ) {
        let mut text = SMALL.as_bytes().to_vec();
        for (at, length, piece) in edits {
            let at = at.index(text.len() + 1);
            let end = text.len().min(at + length);
            text.splice(at..end, piece.bytes());
        }
        let mut bytes = if packed { gzipped(&text) } else { text };
        if let Some((at, byte)) = flipped
            && !bytes.is_empty()
        {
            let at = at.index(bytes.len());
            bytes[at] = byte;
            bytes.truncate(at + cut.index(bytes.len()));
        }
        if let Ok(file) = File::parse(bytes) {
            for case in &file.cases {
                prop_assert_eq!(case.params.len(), case.steps);
            }
        }
    }
}

#[test]
fn the_small_file_is_whole_and_a_bomb_is_refused() {
    File::parse(SMALL.into()).expect("it is whole");
    File::parse(gzipped(SMALL.as_bytes())).expect("it is whole");
    let error = File::parse(gzipped(&vec![b' '; 257 << 20])).expect_err("it is too long");
    assert!(error.contains("longer than 256 MB"), "{error}");
    let deep = File::parse("[".repeat(1_000_000).into_bytes()).expect_err("it is too deep");
    assert!(deep.contains("not a file of trajectories"), "{deep}");
}
