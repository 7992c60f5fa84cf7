//! What there is to choose, for a page: the same as `--list`, as JSON.

use super::surfaces::{SURFACES, VARIABLES};
use descent::catalogue::{Like, Named, RULES};
use serde_json::{Map, Value as Json, json};
use setting::{Place, Scale, Setting, Settings, Value};

/// Optimizers with their settings and everybody's defaults, and the surfaces of two
/// variables with theirs.
pub fn choices() -> Json {
    let likes: Vec<&str> = Like::ALL.iter().map(|like| like.word()).collect();
    let optimizers: Vec<Json> = RULES.iter().map(optimizer).collect();
    let surfaces: Vec<Json> = SURFACES
        .iter()
        .filter(|kind| kind.start.len() == VARIABLES.len())
        .map(|kind| {
            let settings: Vec<Json> = kind
                .settings
                .iter()
                .map(|(setting, default)| {
                    let mut one = described(setting, &[], "number");
                    one["default"] = json!(Value::Number(*default).to_string());
                    one
                })
                .collect();
            json!({
                "name": kind.name,
                "formula": kind.formula,
                "start": kind.start,
                "domain": kind.shaped().surface().domain(),
                "settings": settings,
            })
        })
        .collect();
    json!({ "likes": likes, "optimizers": optimizers, "surfaces": surfaces })
}

fn optimizer(named: &Named) -> Json {
    let mut settings: Vec<Json> = Vec::new();
    let mut likes: Vec<&str> = Vec::new();
    for like in Like::ALL {
        let Some(mut rule) = (named.preset)(like) else { continue };
        likes.push(like.word());
        let mut i = 0;
        rule.settings(&mut |setting, place| {
            if settings.len() == i {
                let (words, kind) = match &place {
                    Place::Choice(choice) => (choice.words(), "word"),
                    Place::Switch(_) => (&[][..], "switch"),
                    _ => (&[][..], "number"),
                };
                let mut one = described(setting, words, kind);
                one["defaults"] = Json::Object(Map::new());
                settings.push(one);
            }
            settings[i]["defaults"][like.word()] = json!(shown(&place.value()));
            i += 1;
        });
    }
    json!({
        "name": named.name,
        "formula": named.formula,
        "likes": likes,
        "usual": named.usual().word(),
        "settings": settings,
    })
}

fn described(setting: &Setting, words: &[&str], kind: &str) -> Json {
    json!({
        "name": setting.name,
        "also": setting.also,
        "sign": setting.sign,
        "says": setting.says,
        "meaning": setting.meaning(),
        "kind": kind,
        "words": words,
        "log": setting.scale == Scale::Log,
        "slider": setting.slider.map(|slider| [slider.low, slider.high, slider.step]),
    })
}

/// A default as a page shows it and as it can be typed.
fn shown(value: &Value) -> String {
    match value {
        Value::Switch(on) => on.to_string(),
        value => value.to_string(),
    }
}
