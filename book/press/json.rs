//! A page for machines.

use crate::{Cell, Page, Table};
use serde_json::{Map, Value, json};

/// A page as JSON: its numbers and tables as values and as they are printed,
/// its claims, and its figures by name. The figures themselves are files
/// beside it: `<name>.svg`, and `<name>.csv` with what they draw.
pub fn json(page: &Page) -> Value {
    let numbers: Map<String, Value> = page
        .numbers
        .iter()
        .map(|(name, shown)| (name.clone(), json!({ "value": value(shown), "text": shown.text })))
        .collect();
    let claims: Map<String, Value> = page
        .claims
        .iter()
        .map(|claim| {
            let (sentence, holds) = (&claim.sentence, claim.holds);
            let place = format!("{}:{}", claim.file, claim.line);
            (claim.name.clone(), json!({ "sentence": sentence, "kind": claim.kind.word(), "holds": holds, "place": place }))
        })
        .collect();
    let tables: Map<String, Value> =
        page.tables.iter().map(|table| (table.name.clone(), rows(table))).collect();
    let figures: Map<String, Value> =
        page.figures.iter().map(|f| (f.name.clone(), json!({ "alt": f.alt }))).collect();
    json!({
        "chapter": page.name, "numbers": numbers, "tables": tables,
        "claims": claims, "figures": figures,
    })
}

/// The header, and the rows as lists of cells: numbers with their printed text.
fn rows(table: &Table) -> Value {
    let cell = |cell: &Cell| match cell {
        Cell::Number(shown) => json!({ "value": value(shown), "text": shown.text }),
        Cell::Text(text) => json!({ "text": text }),
        Cell::Apart(text) => json!({ "text": text, "apart": true }),
        Cell::Proof { file, .. } => json!({ "text": cell.text(), "file": file }),
    };
    let rows: Vec<Vec<Value>> =
        table.rows.iter().map(|row| row.iter().map(cell).collect()).collect();
    json!({ "header": table.header, "rows": rows })
}

/// JSON has no infinity: such a value is a text, `"inf"`, `"-inf"` or `"NaN"`.
fn value(shown: &crate::number::Shown) -> Value {
    match shown.value {
        value if value.is_finite() => json!(value),
        value => json!(value.to_string()),
    }
}
