//! Settings that were given, put where they stand, and words about wrong names.

use serde_json::{Value, json};
use setting::{Place, Settings, nearest};

/// Every sentence that says why nothing is traced.
pub type Mistakes = Vec<String>;

/// A setting's name, as after the two dashes, and its value as it was typed.
pub(crate) type Given = (&'static str, String);

/// The settings in force, in the order in which they are told.
pub(crate) type InForce = Vec<(&'static str, Value)>;

/// Puts what was given where it stands; what `who` does not have, or what cannot
/// be read, is a mistake.
pub(crate) fn put(who: &str, of: &mut impl Settings, given: &[Given], mistakes: &mut Mistakes) {
    let mut own = Vec::new();
    of.settings(&mut |setting, mut place| {
        own.push(*setting);
        let mut named = given.iter().filter(|(name, _)| setting.is_called(name));
        let Some((name, text)) = named.next() else { return };
        if let Err(wanted) = place.read(text) {
            mistakes.push(format!("--{name} is `{text}`, but must be {wanted}"));
        }
        mistakes.extend(named.map(|(other, _)| {
            format!("--{name} and --{other} are the same setting of {who}: give one of them")
        }));
    });
    let all = own.iter().map(|own| format!("--{}", own.name)).collect::<Vec<_>>().join(", ");
    let all = if all.is_empty() { "it has none".into() } else { format!("it has {all}") };
    let strangers = given.iter().filter(|(name, _)| !own.iter().any(|own| own.is_called(name)));
    mistakes.extend(strangers.map(|(name, _)| format!("{who} has no setting --{name}; {all}")));
}

/// Visits the number called `name`, if there is one.
pub(crate) fn number(of: &mut impl Settings, name: &str, visit: &mut dyn FnMut(&mut f64)) {
    of.settings(&mut |setting, place| {
        if let (true, Place::Number(number)) = (setting.name == name, place) {
            visit(number);
        }
    });
}

/// Every setting with the value that is in force.
pub(crate) fn in_force(of: &(impl Settings + Clone)) -> InForce {
    let value = |value| match value {
        setting::Value::Number(number) => finite(number),
        setting::Value::Whole(whole) => json!(whole),
        setting::Value::Switch(on) => json!(on),
        setting::Value::Word(word) => json!(word),
    };
    setting::values(of).into_iter().map(|(setting, at)| (setting.name, value(at))).collect()
}

/// A number in JSON, which has no word for what is not finite: a text then.
pub(crate) fn finite(number: f64) -> Value {
    if number.is_finite() { json!(number) } else { json!(format!("{number:?}")) }
}

/// "`--optimizer adma` is not known; did you mean `adam`? There are …"
pub(crate) fn unknown<'a>(
    what: &str,
    wrong: &str,
    candidates: impl Iterator<Item = &'a str> + Clone,
) -> String {
    let hint = nearest(wrong, candidates.clone())
        .map_or(String::new(), |name| format!("; did you mean `{name}`?"));
    let all = candidates.collect::<Vec<_>>().join(", ");
    let stop = if hint.is_empty() { "." } else { "" };
    format!("there is no {what} `{wrong}`{hint}{stop} There are {all}")
}

#[cfg(test)]
mod tests {
    use super::{finite, in_force, number, put, unknown};
    use descent::Momentum;

    #[test]
    fn a_visit_writes_what_was_given_and_strangers_are_named() {
        let mut rule = Momentum::notes();
        let mut mistakes = Vec::new();
        let given = [("rate", "0.5".to_string()), ("beta2", "0.9".into()), ("beta", "x".into())];
        put("momentum", &mut rule, &given, &mut mistakes);
        assert_eq!((rule.rate, rule.beta), (0.5, 0.9));
        assert_eq!(
            mistakes,
            [
                "--beta is `x`, but must be a number",
                "momentum has no setting --beta2; it has --rate, --beta, --dampening, --rate-place",
            ]
        );
        number(&mut rule, "rate", &mut |rate| *rate *= 2.0);
        let told: Vec<String> =
            in_force(&rule).iter().map(|(name, value)| format!("{name}: {value}")).collect();
        assert_eq!(told, ["rate: 1.0", "beta: 0.9", "dampening: 0.0", "rate-place: \"inside\""]);
    }

    #[test]
    fn texts_and_numbers_are_written_so_that_they_can_be_read_again() {
        let written = |number: f64| finite(number).to_string();
        assert_eq!(written(f64::NAN), "\"NaN\"");
        assert_eq!(written(f64::NEG_INFINITY), "\"-inf\"");
        assert_eq!([written(-0.0), written(0.1 + 0.2)], ["-0.0", "0.30000000000000004"]);
    }

    #[test]
    fn an_unknown_name_gets_the_nearest_one() {
        let names = ["adam", "momentum"];
        assert_eq!(
            unknown("optimizer", "adma", names.into_iter()),
            "there is no optimizer `adma`; did you mean `adam`? There are adam, momentum"
        );
        assert!(unknown("optimizer", "lion", names.into_iter()).contains("`lion`. There are"));
    }
}
