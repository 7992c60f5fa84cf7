//! A page: all that a chapter's program may show, as one value.
//!
//! The terminal prints it, the tests snapshot it, the book is woven from it;
//! so the three cannot disagree.

use crate::claim::{Claim, Kind};
use crate::figure::Figure;
use crate::number::Shown;
use crate::table::{Cell, Table};
use serde::{Deserialize, Serialize};
use std::fmt;
use std::panic::Location;

/// The numbers, tables, claims and figures of one chapter.
///
/// Names are unique within their kind: dotted nouns for numbers
/// (`stable.window`), single words for the rest.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Page {
    /// The chapter's name: one word, shared by binary, page, snapshot and SUMMARY.
    pub name: String,
    /// What prose calls with `{{number …}}`.
    pub numbers: Vec<(String, Shown)>,
    /// What prose calls with `{{table …}}`.
    pub tables: Vec<Table>,
    /// What prose calls with `{{claim …}}`.
    pub claims: Vec<Claim>,
    /// What prose calls with `{{figure …}}`.
    pub figures: Vec<Figure>,
    /// What a reader may try to reach with other settings than the book's.
    pub goals: Vec<Goal>,
    /// The figures that a reader may change, by name.
    pub live: Vec<String>,
}

/// A sentence that is false at the book's settings and that a reader may make true.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Goal {
    /// Its name on its page.
    pub name: String,
    /// What is to be reached.
    pub sentence: String,
    /// Whether it is.
    pub reached: bool,
}

impl Page {
    /// A page with nothing on it yet.
    pub fn new(name: &str) -> Self {
        Self {
            name: name.into(),
            numbers: Vec::new(),
            tables: Vec::new(),
            claims: Vec::new(),
            figures: Vec::new(),
            goals: Vec::new(),
            live: Vec::new(),
        }
    }

    /// A part of a page, made by a section: it gets its name from the chapter.
    pub fn part() -> Self {
        Self::new("")
    }

    /// Adds what a section has made.
    ///
    /// # Panics
    /// If a name stands in both: a mistake in the chapter.
    pub fn with(mut self, part: Page) -> Self {
        for (name, shown) in part.numbers {
            self = self.number(&name, shown);
        }
        for table in part.tables {
            self = self.add_table(table);
        }
        for claim in part.claims {
            self = self.add_claim(claim);
        }
        for figure in part.figures {
            self = self.add_figure(figure);
        }
        for goal in part.goals {
            self = self.goal(&goal.name, goal.sentence, goal.reached);
        }
        if self.live.is_empty() {
            self.live = part.live;
        }
        self
    }

    /// Adds a number.
    pub fn number(mut self, name: &str, shown: Shown) -> Self {
        assert!(self.find_number(name).is_none(), "{}: two numbers are called {name}", self.name);
        self.numbers.push((name.into(), shown));
        self
    }

    /// Adds a table.
    ///
    /// # Panics
    /// If a row is not as long as the header: a mistake in the chapter.
    #[track_caller]
    pub fn table<const N: usize>(
        self,
        name: &str,
        header: [&str; N],
        rows: Vec<[Cell; N]>,
    ) -> Self {
        self.add_table(Table {
            name: name.into(),
            header: header.map(String::from).into(),
            rows: rows.into_iter().map(Vec::from).collect(),
            file: from_root(Location::caller().file()),
        })
    }

    fn add_table(mut self, table: Table) -> Self {
        let name = &table.name;
        assert!(
            self.tables.iter().all(|t| t.name != *name),
            "{}: two tables are called {name}",
            self.name
        );
        self.tables.push(table);
        self
    }

    /// Adds a claim: a sentence that fails the build, the tests and the
    /// chapter's own binary when it stops being true. It is taken for computed
    /// without chance, unless the next call says otherwise.
    #[track_caller]
    pub fn claim(self, name: &str, sentence: impl Into<String>, holds: bool) -> Self {
        self.claimed(name, sentence.into(), holds, Location::caller())
    }

    fn claimed(
        self,
        name: &str,
        sentence: String,
        holds: bool,
        place: &'static Location<'static>,
    ) -> Self {
        let (name, file) = (name.into(), from_root(place.file()));
        let (kind, line) = (Kind::Computed, place.line());
        self.add_claim(Claim { name, sentence, kind, holds, file, line })
    }

    /// Says of the last claim that the page proves it, or cites the theorem.
    pub fn proved(self) -> Self {
        self.of_kind(Kind::Proved)
    }

    /// Says of the last claim that it holds whatever the seed: the tests try
    /// [`SEEDS`](crate::claim::SEEDS) of them.
    pub fn over_seeds(self) -> Self {
        self.of_kind(Kind::Seeds)
    }

    /// Says of the last claim that it tells of the book's seed alone; its
    /// sentence must say so, too.
    pub fn of_this_run(self) -> Self {
        self.of_kind(Kind::Run)
    }

    fn of_kind(mut self, kind: Kind) -> Self {
        self.claims.last_mut().expect("a claim, of which this is said").kind = kind;
        self
    }

    fn add_claim(mut self, claim: Claim) -> Self {
        let name = &claim.name;
        assert!(
            self.claims.iter().all(|c| c.name != *name),
            "{}: two claims are called {name}",
            self.name
        );
        self.claims.push(claim);
        self
    }

    /// Adds a figure under its name.
    #[track_caller]
    pub fn figure(self, name: &str, figure: Figure) -> Self {
        let file = from_root(Location::caller().file());
        self.add_figure(Figure { name: name.into(), file, ..figure })
    }

    fn add_figure(mut self, figure: Figure) -> Self {
        let name = &figure.name;
        assert!(
            self.figures.iter().all(|f| f.name != *name),
            "{}: two figures are called {name}",
            self.name
        );
        self.figures.push(figure);
        self
    }

    /// Adds a goal: what a reader is asked to reach under a live figure
    /// ([`Live`](crate::Live)), and whether these settings do.
    pub fn goal(mut self, name: &str, sentence: impl Into<String>, reached: bool) -> Self {
        assert!(
            self.goals.iter().all(|goal| goal.name != name),
            "{}: two goals are called {name}",
            self.name
        );
        self.goals.push(Goal { name: name.into(), sentence: sentence.into(), reached });
        self
    }

    /// The number of that name.
    pub fn find_number(&self, name: &str) -> Option<&Shown> {
        self.numbers.iter().find(|(n, _)| n == name).map(|(_, shown)| shown)
    }

    /// The claims that do not hold.
    pub fn broken(&self) -> impl Iterator<Item = &Claim> {
        self.claims.iter().filter(|claim| !claim.holds)
    }
}

/// A source's path as the compiler names it, from the project's root and with
/// `/` on every system.
fn from_root(file: &str) -> String {
    file.replace('\\', "/")
}

/// The one rendering used by the terminal and by the snapshots.
impl fmt::Display for Page {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.numbers.is_empty() {
            writeln!(f, "Numbers")?;
            let width = self.numbers.iter().map(|(name, _)| name.len()).max().unwrap_or(0);
            for (name, shown) in &self.numbers {
                writeln!(f, "  {name:width$}  {}", shown.text)?;
            }
        }
        for table in &self.tables {
            write!(f, "\n{table}")?;
        }
        if !self.claims.is_empty() {
            writeln!(f, "\nClaims")?;
            for claim in &self.claims {
                writeln!(f, "  {claim}")?;
            }
        }
        if !self.figures.is_empty() {
            writeln!(f, "\nFigures")?;
            for figure in &self.figures {
                writeln!(f, "  {figure}")?;
            }
        }
        if !self.goals.is_empty() {
            writeln!(f, "\nGoals")?;
            for goal in &self.goals {
                let mark = if goal.reached { "reached" } else { "to reach" };
                writeln!(f, "  {mark}: {}", goal.sentence)?;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::number;

    #[test]
    fn a_claim_knows_its_place_in_the_same_words_on_every_system() {
        assert_eq!(from_root("chapters\\momentum\\race.rs"), "chapters/momentum/race.rs");
        assert_eq!(from_root("chapters/momentum/race.rs"), "chapters/momentum/race.rs");
        let page = Page::part().claim("c", "it holds", true);
        assert!(page.claims[0].file.ends_with("book/press/page.rs"), "{}", page.claims[0].file);
    }

    #[test]
    fn a_page_is_what_its_sections_made_in_their_order() {
        let [one, two] = [1.0, 2.0].map(number::exact);
        let page = Page::new("a")
            .with(Page::part().number("one", one.clone()).claim("first", "it holds", true))
            .with(Page::part().number("two", two.clone()).table("t", ["x"], vec![]));
        assert_eq!(page.name, "a");
        assert_eq!(page.numbers, [("one".to_string(), one), ("two".to_string(), two)]);
        assert_eq!((page.tables.len(), page.claims.len()), (1, 1));
    }

    #[test]
    #[should_panic(expected = "a: two numbers are called x")]
    fn two_sections_cannot_give_one_name_to_two_numbers() {
        let part = || Page::part().number("x", number::exact(1.0));
        let _ = Page::new("a").with(part()).with(part());
    }
}
