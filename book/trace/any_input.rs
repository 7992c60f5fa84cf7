//! Whatever is asked for: it is traced or refused, and nothing panics.

use super::flags::Trace;
use super::{gradients, plan, schedules};
use clap::{Args, Command, FromArgMatches};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use proptest::test_runner::RngSeed;

const FLAGS: &[&str] = &[
    "--optimizer",
    "--like",
    "--surface",
    "--from",
    "--steps",
    "--state",
    "--json",
    "--rate",
    "--beta",
    "--beta1",
    "--beta2",
    "--epsilon",
    "--epsilon-place",
    "--start",
    "--momentum",
    "--dampening",
    "--rate-place",
    "--form",
    "--centered",
    "--amsgrad",
    "--maximum",
    "--uncorrected",
    "--schedule",
    "--clip-value",
    "--clip-norm",
    "--l2",
    "--cautious",
    "--decay",
    "--kappa",
    "--angle",
    "--tilt",
];

const VALUES: &[&str] = &[
    "adam",
    "adamw",
    "momentum",
    "nesterov",
    "adagrad",
    "rmsprop",
    "gradient-descent",
    "paper",
    "pytorch",
    "keras",
    "optax",
    "bowl",
    "rosenbrock",
    "saddle",
    "double-well",
    "rotated-bowl",
    "himmelblau",
    "beale",
    "0",
    "1",
    "-1",
    "0.9",
    "1e308",
    "-1e308",
    "5e-324",
    "NaN",
    "inf",
    "-0.0",
    "1,2",
    "1e300,-1e300",
    "-1.5,2",
    "x",
    "",
    ",",
    "é",
    "18446744073709551616",
    "0.1",
    "25",
    "100",
    "inside",
    "outside",
    "corrected",
    "hat",
    "look-ahead",
    "step:every=1",
    "step:every=18446744073709551615,gamma=1e-308",
    "cosine:steps=1",
    "constant",
    "polynomial:steps=3,power=1e308",
    "multi-step:at=1+1+2",
    "warm-up-cosine:warm-up=1,steps=2",
    "wsd:stable=1,decay=2,curve=root",
    "one-cycle:peak=1,back=2,end=3",
    "cosine-restarts:steps=1,growth=2",
    "step:every=0",
    ":",
    "warm-up:steps=1,from=2",
    "--",
];

fn always_the_same() -> ProptestConfig {
    ProptestConfig {
        failure_persistence: None,
        rng_seed: RngSeed::Fixed(7),
        ..ProptestConfig::default()
    }
}

/// Whether a command line was traced to its end, or to its divergence.
fn traced(arguments: &[&str]) -> bool {
    let Ok(text) = printed(arguments) else { return false };
    let json = text.starts_with('{');
    assert!(json || text.lines().count() <= 202, "{text}");
    assert!(!json || serde_json::from_str::<serde_json::Value>(&text).is_ok(), "no JSON: {text}");
    true
}

/// What a command line prints, or why it is refused.
fn printed(arguments: &[&str]) -> Result<String, String> {
    let command = Trace::augment_args(Command::new("trace"));
    let typed = [&["trace"], arguments].concat().into_iter().map(Into::into);
    let matches = command.try_get_matches_from(setting::arguments(typed));
    let matches = matches.map_err(|error| error.to_string())?;
    let mut asked = Trace::from_arg_matches(&matches).expect("what clap has accepted");
    asked.steps = asked.steps.map(|steps| steps.min(200));
    let nothing = |_: &_| Err(std::io::ErrorKind::NotFound.into());
    let plan = plan::plan(&asked, &nothing).map_err(|mistakes| mistakes.join("\n"))?;
    let mut out = Vec::new();
    crate::write(&plan, &mut out).expect("memory can be written");
    Ok(String::from_utf8(out).expect("text"))
}

proptest! {
    #![proptest_config(always_the_same())]

    #[test]
    fn any_arguments_are_traced_or_refused(arguments in vec(select([FLAGS, VALUES].concat()), 0..12)) {
        traced(&arguments);
    }

    /// With an optimizer and a surface, so that most of them are traced.
    #[test]
    fn any_settings_are_traced_or_refused(
        rule in 0..7usize,
        surface in 11..17usize,
        settings in vec((select(FLAGS), select(VALUES)), 0..4),
    ) {
        let mut arguments = vec!["--optimizer", VALUES[rule], "--surface", VALUES[surface]];
        for (flag, value) in settings {
            arguments.push(flag);
            if !["--state", "--json", "--centered", "--amsgrad", "--uncorrected"].contains(&flag) {
                arguments.push(value);
            }
        }
        traced(&arguments);
    }

    #[test]
    fn a_number_is_read_however_it_is_written(x in any::<f64>(), y in -1e3..1e3_f64, places in 0..9usize) {
        prop_assume!(x.is_finite());
        // .5 and -.5, as some write what is below 1.
        let short = format!("{y:.places$}").replacen("0.", ".", usize::from(y.abs() < 1.0));
        for text in [format!("{x:?}"), format!("{x:e}"), format!("{x:E}"), format!("{y}"), short] {
            let number: f64 = text.parse().expect("a number");
            let from = format!("{text},{text}");
            for (flag, value) in [("--tilt", &text), ("--from", &from)] {
                let line = ["--optimizer", "adam", "--surface", "double-well", "--json", flag, value];
                let text = printed(&line).map_err(TestCaseError::fail)?;
                let json: serde_json::Value = serde_json::from_str(&text).expect("JSON");
                let read = match flag {
                    "--tilt" => &json["settings"]["tilt"],
                    _ => &json["settings"]["from"][1],
                };
                prop_assert_eq!(read.as_f64().map(f64::to_bits), Some(number.to_bits()), "{:?}", line);
            }
        }
    }

    #[test]
    fn any_schedule_is_read_or_refused(text in "(step|cosine|multi-step|warm-up)?:?[a-z=,+0-9.e-]{0,30}") {
        let _ = schedules::parse(&text);
    }

    #[test]
    fn any_file_of_gradients_is_read_or_refused(
        pieces in vec(select(&[",", ";", "\t", "\n", "\r\n", "\"", "a", "1", "-2.5e3", "NaN", " ", "é", "\u{feff}",
            "#", "1e999", "\n\n", "1,2\n", "\0", "\u{2003}"][..]), 0..40),
    ) {
        if let Ok(read) = gradients::parse(&pieces.concat()) {
            prop_assert!(read.dim > 0 && read.slopes.len() % read.dim == 0);
            prop_assert!(read.rows() > 0 && read.slopes.iter().all(|x| x.is_finite()));
        }
    }

    /// Slopes that are known, as programs here and there write them.
    #[test]
    fn gradients_are_read_as_the_numbers_that_were_written(
        rows in (1..4usize).prop_flat_map(|dim| vec(vec(any::<f64>(), dim), 1..9)),
        (divider, told) in select(&[(",", false), (";", false), ("; ", true), ("\t", false), (" ", false), ("|", true)][..]),
        comma in any::<bool>(),
        end in select(&["\n", "\r\n", "\r"][..]),
        before in select(&["", "\u{feff}", "\n# from a run\n"][..]),
        names in select(&[None, Some(""), Some("\"")][..]),
    ) {
        prop_assume!(rows.iter().flatten().all(|x| x.is_finite()));
        let dim = rows[0].len();
        // Of one column nothing shows what would divide it; and of blanks and commas
        // the commas do.
        let comma = comma && ![",", " "].contains(&divider) && dim > 1;
        let write = |x: &f64| {
            let text = format!("{x:e}");
            if comma { text.replace('.', ",") } else { text }
        };
        let mut lines: Vec<String> = Vec::new();
        if told {
            lines.push(format!("sep={}", divider.trim()));
        }
        if let Some(quote) = names {
            lines.push((1..=dim).map(|i| format!("{quote}g{i}{quote}")).collect::<Vec<_>>().join(divider));
        }
        lines.extend(rows.iter().map(|row| row.iter().map(write).collect::<Vec<_>>().join(divider)));
        let text = format!("{before}{}\n\n", lines.join("\n")).replace('\n', end);
        let read = gradients::parse(&text).map_err(|error| TestCaseError::fail(format!("{text:?}: {error}")))?;
        prop_assert_eq!((read.dim, &read.slopes), (dim, &rows.concat()), "{:?}", text);
    }
}

#[test]
fn every_rule_is_traced_on_every_surface() {
    for rule in &VALUES[..7] {
        for surface in &super::surfaces::SURFACES {
            assert!(traced(&["--optimizer", rule, "--surface", surface.name, "--json"]), "{rule}");
        }
    }
}

/// What a framework calls a setting does what our word does, for the rules that
/// have it under that word; the others say what they have.
#[test]
fn the_words_of_others_are_taken_for_ours() {
    let mut checked = 0;
    for rule in descent::catalogue::RULES {
        let preset = (rule.preset)(rule.usual()).expect("somebody has it");
        for (setting, _) in setting::values(&preset) {
            for word in setting.also {
                let with = |flag: &str, value: &str| {
                    let flag = format!("--{flag}");
                    let line =
                        ["--optimizer", rule.name, "--surface", "bowl", "--state", &flag, value];
                    printed(&line)
                };
                let ours = with(setting.name, "0.125").expect("in every range");
                assert_eq!(with(word, "0.125").as_ref(), Ok(&ours), "{} --{word}", rule.name);
                assert_eq!(with(&word.replace('-', "_"), "0.125").as_ref(), Ok(&ours), "--{word}");
                let refused = with(word, "much").expect_err("no number");
                assert!(refused.contains(&format!("--{word} is `much`, but must be")), "{refused}");
                let line = ["--optimizer", rule.name, "--surface", "bowl"];
                let (one, other) = (format!("--{}", setting.name), format!("--{word}"));
                let twice = printed(&[&line[..], &[&one, "0.5", &other, "0.5"]].concat());
                assert!(twice.expect_err("twice").contains("are the same setting"), "--{word}");
                checked += 1;
            }
        }
    }
    assert!(checked > 20, "only {checked} words were found");
    let refused = printed(&["--optimizer", "momentum", "--surface", "bowl", "--rho", "0.5"]);
    assert_eq!(
        refused.expect_err("Keras' RMSProp has it"),
        "momentum has no setting --rho; it has --rate, --beta, --dampening, --rate-place"
    );
}
