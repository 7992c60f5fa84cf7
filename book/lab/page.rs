//! What a chapter shows at a reader's settings, as a page puts it in.

use crate::{Refused, by_name, known, listed};
use press::figure::{Drawing, Figure};
use press::{Page, Program, set};
use serde::Deserialize;
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// A question for a page.
#[derive(Deserialize)]
pub(crate) struct Asked {
    pub(crate) chapter: String,
    /// The sections to compute; all, if there are none.
    #[serde(default)]
    only: Vec<String>,
    /// Settings by their names, as they would be typed.
    #[serde(default)]
    given: BTreeMap<String, String>,
    /// The size of which figures are wanted; both, if none is named.
    #[serde(default)]
    size: Option<Size>,
    /// The figures whose numbers are wanted, too.
    #[serde(default)]
    data: Vec<String>,
}

/// A question for the page of the reader's own numbers.
#[derive(Deserialize)]
pub(crate) struct Series {
    pub(crate) chapter: String,
    /// What stands in the reader's file.
    text: String,
    /// The column to take; the only one of numbers, if none is named.
    column: Option<String>,
    /// Whether a missing value is a gap, and not refused.
    #[serde(default)]
    gaps: bool,
    #[serde(default)]
    given: BTreeMap<String, String>,
    #[serde(default)]
    size: Option<Size>,
}

#[derive(Clone, Copy, PartialEq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Size {
    Desk,
    Phone,
    /// No figures: their words alone.
    None,
}

/// The answer: everything as it is to be put in, by name.
pub(crate) fn page(program: &dyn Program, asked: &Asked) -> Result<Value, Refused> {
    let given = listed(&asked.given);
    known(program, &given)?;
    let only: Vec<&str> = asked.only.iter().map(String::as_str).collect();
    let only = program.only(&only).map_err(|invalid| invalid.refusals)?;
    let page = program.page(&given, &only, &mut |_, part| part());
    page.map(|page| json(&page, asked.size, &asked.data)).map_err(|invalid| invalid.refusals)
}

/// The answer for the reader's own numbers.
pub(crate) fn series(program: &dyn Program, asked: &Series) -> Result<Value, Refused> {
    let given = listed(&asked.given);
    known(program, &given)?;
    let values = press::series::parse(&asked.text, asked.column.as_deref(), asked.gaps)
        .map_err(|why| vec![why])?;
    let page = program.own(&given, &values);
    let page = page.ok_or_else(|| vec![format!(" is for no chapter like {}", program.name())])?;
    page.map(|page| json(&page, asked.size, &[])).map_err(|invalid| invalid.refusals)
}

fn json(page: &Page, size: Option<Size>, data: &[String]) -> Value {
    json!({
        "numbers": by_name(&page.numbers, |(name, shown)| {
            (name, json!({ "text": shown.text, "math": set::mathml(shown) }))
        }),
        // Cell by cell; where a tick leads does not change.
        "tables": by_name(&page.tables, |table| {
            (&table.name, set::symbols(&set::table(table, |_, _| None)).into())
        }),
        "claims": by_name(&page.claims, |claim| {
            let html = set::symbols(&set::sentence(&claim.sentence));
            (&claim.name, json!({ "html": html, "text": claim.sentence, "holds": claim.holds }))
        }),
        "goals": by_name(&page.goals, |goal| {
            let html = set::symbols(&set::sentence(&goal.sentence));
            (&goal.name, json!({ "html": html, "text": goal.sentence, "reached": goal.reached }))
        }),
        "figures": by_name(&page.figures, |figure| (&figure.name, self::figure(figure, size, data))),
    })
}

fn figure(figure: &Figure, asked: Option<Size>, data: &[String]) -> Value {
    let drawn = |drawing: &Drawing, size: Size| {
        let wanted = asked.is_none_or(|asked| asked == size);
        wanted.then(|| json!({ "svg": drawing.svg, "axes": drawing.axes }))
    };
    let data = data.contains(&figure.name).then(|| figure.data.csv().into_owned());
    json!({
        "alt": figure.alt,
        "desk": drawn(&figure.desk, Size::Desk),
        "phone": drawn(&figure.phone, Size::Phone),
        "data": data,
    })
}
