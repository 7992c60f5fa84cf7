//! What was replayed, what was not, and how close it came.

use std::collections::BTreeMap;
use std::fmt;

/// Why a case has no difference to report.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Miss {
    /// The library does not have what the case is about.
    Skipped(String),
    /// The library is wrong, or the case itself is.
    Failed(String),
}

/// Everything that happened, by framework and variant.
#[derive(Debug, Default)]
pub(crate) struct Tally {
    rows: BTreeMap<(String, String), Row>,
    /// The cases that were not run, each with the reason.
    pub(crate) skipped: Vec<(String, String)>,
    /// The cases that failed, each with the reason.
    pub(crate) failed: Vec<(String, String)>,
}

#[derive(Debug, Default)]
struct Row {
    ran: usize,
    worst: f64,
    /// The case with the worst difference.
    at: String,
}

impl Tally {
    /// Notes a case: `outcome` is its worst difference as a multiple of what it
    /// allows, or why there is none.
    pub(crate) fn note(&mut self, [framework, variant, id]: [&str; 3], outcome: Result<f64, Miss>) {
        let worst = match outcome {
            Ok(worst) => worst,
            Err(Miss::Skipped(why)) => return self.skipped.push((id.to_string(), why)),
            Err(Miss::Failed(why)) => return self.failed.push((id.to_string(), why)),
        };
        let row = self.rows.entry((framework.to_string(), variant.to_string())).or_default();
        row.ran += 1;
        if worst >= row.worst {
            row.worst = worst;
            row.at = id.to_string();
        }
    }

    /// How many cases ran and agreed, by framework.
    pub(crate) fn ran(&self) -> BTreeMap<&str, usize> {
        let mut ran = BTreeMap::new();
        for ((framework, _), row) in &self.rows {
            *ran.entry(framework.as_str()).or_default() += row.ran;
        }
        ran
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let header = ("framework", "variant", "ran", "worst difference / allowed, and where");
        writeln!(f, "{:<14}{:<30}{:>4}  {}", header.0, header.1, header.2, header.3)?;
        for ((framework, variant), row) in &self.rows {
            let Row { ran, worst, at } = row;
            writeln!(f, "{framework:<14}{variant:<30}{ran:>4}  {worst:.4}  {at}")?;
        }
        for (what, list) in [("skipped", &self.skipped), ("FAILED", &self.failed)] {
            writeln!(f, "{what}: {}", list.len())?;
            for (id, why) in list {
                writeln!(f, "  {id}: {why}")?;
            }
        }
        Ok(())
    }
}
