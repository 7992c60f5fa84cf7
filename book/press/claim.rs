//! Claims: sentences that could be false, and what stands behind each.

use serde::{Deserialize, Serialize};
use std::fmt;

/// With how many seeds, 1, 2, 3 and so on, a claim about chance is tried by
/// the tests: chance that is right in nineteen cases of twenty is found out.
pub const SEEDS: u64 = 24;

/// A sentence that could be false, and whether it holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Claim {
    /// The claim's name on its page.
    pub name: String,
    /// The sentence as readers see it.
    pub sentence: String,
    /// What stands behind it.
    pub kind: Kind,
    /// What the run says.
    pub holds: bool,
    /// The file that makes the claim, from the project's root.
    pub file: String,
    /// The line where it does.
    pub line: u32,
}

/// What stands behind a claim. Nobody may take the last two for the first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Kind {
    /// The page proves it, or cites the theorem; the run agrees.
    Proved,
    /// The run computes it, and chance has no part in it.
    Computed,
    /// Chance has a part in it, and it holds with each of [`SEEDS`] seeds.
    Seeds,
    /// Chance has a part in it, and it tells of the book's seed alone: the
    /// sentence itself says "this run" or "this seed".
    Run,
}

impl Kind {
    /// All kinds, the strongest first.
    pub const ALL: [Self; 4] = [Self::Proved, Self::Computed, Self::Seeds, Self::Run];

    /// The word for it: on the mark of a claim and in lists.
    pub fn word(self) -> String {
        match self {
            Self::Proved => "proved".into(),
            Self::Computed => "computed".into(),
            Self::Seeds => format!("over {SEEDS} seeds"),
            Self::Run => "of this run".into(),
        }
    }
}

impl Claim {
    /// Whether a claim that tells of one run alone says so.
    pub fn is_honest(&self) -> bool {
        self.kind != Kind::Run
            || ["this run", "This run", "this seed"].iter().any(|said| self.sentence.contains(said))
    }
}

impl fmt::Display for Claim {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mark = if self.holds { "✓" } else { "✗" };
        write!(f, "{mark} {} ({})", self.sentence, self.kind.word())
    }
}
