//! A chapter: settings, and sections that each make a part of its page from them.

use crate::page::Page;
use setting::{Each, Invalid, Setting, Settings, Value, nearest};

/// A chapter's program: a pure function from settings to a [`Page`], in sections.
pub struct Chapter<S: 'static> {
    /// One word, shared by program, page, snapshot and SUMMARY.
    pub name: &'static str,
    /// Its title.
    pub title: &'static str,
    /// What it shows, in a line.
    pub about: &'static str,
    /// What a reader at a terminal may try.
    pub invitation: &'static str,
    /// The settings of the book.
    pub book: S,
    /// Its sections, in the order of the page.
    pub sections: &'static [Section<S>],
    /// The page for a reader's own series of numbers, if the chapter has one.
    pub own: Option<OfSeries<S>>,
    /// The figures that a reader may change on the page.
    pub live: &'static [Live],
}

/// A figure that a reader may change on the page: it is drawn anew as a hand moves
/// its controls.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Live {
    /// The figure's name.
    pub figure: &'static str,
    /// The settings that stand under it, at most three; each has a
    /// [`Slider`](setting::Slider).
    pub knobs: &'static [&'static str],
    /// Two of them that are the place of a point in the figure's first panel, across
    /// and up, which may be dragged.
    pub point: Option<[&'static str; 2]>,
    /// Whether its lines are paths, one point a step, that may be played.
    pub plays: bool,
    /// What a reader may try to reach.
    pub goal: Option<Goal>,
}

/// Something that the settings of the book do not reach, and settings that do. The
/// sentence, and whether it is reached, are the page's ([`Page::goal`]).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Goal {
    /// The goal's name on the page.
    pub name: &'static str,
    /// Settings that reach it: names and values.
    pub reached_by: &'static [(&'static str, &'static str)],
}

impl Live {
    /// A figure with sliders for these settings.
    pub const fn new(figure: &'static str, knobs: &'static [&'static str]) -> Self {
        Self { figure, knobs, point: None, plays: false, goal: None }
    }

    /// The same with a point to drag.
    pub const fn point(self, across: &'static str, up: &'static str) -> Self {
        Self { point: Some([across, up]), ..self }
    }

    /// The same, its paths to be played.
    pub const fn plays(self) -> Self {
        Self { plays: true, ..self }
    }

    /// The same with a goal.
    pub const fn goal(
        self,
        name: &'static str,
        reached_by: &'static [(&'static str, &'static str)],
    ) -> Self {
        Self { goal: Some(Goal { name, reached_by }), ..self }
    }
}

/// From settings and a reader's own series to a page.
pub type OfSeries<S> = fn(&S, &[f64]) -> Result<Page, Invalid>;

/// A part of a chapter that can be computed, timed and shown by itself.
pub struct Section<S> {
    /// One word: its file, and what `--only` calls it.
    pub name: &'static str,
    /// Its part of the page.
    pub show: fn(&S) -> Result<Page, Invalid>,
}

impl<S> Section<S> {
    /// The section called `name`.
    pub const fn new(name: &'static str, show: fn(&S) -> Result<Page, Invalid>) -> Self {
        Self { name, show }
    }
}

impl<S: Settings + Clone> Chapter<S> {
    /// The whole page at the given settings.
    ///
    /// # Errors
    /// If a setting is out of range.
    pub fn page(&self, settings: &S) -> Result<Page, Invalid> {
        dashed(setting::check(settings))?;
        self.parts(settings, &[], &mut |_, part| part())
    }

    /// The page of the sections named in `only`, of all if it is empty, at settings
    /// that have been checked; each is computed inside of `around`, which learns
    /// its name.
    fn parts(&self, settings: &S, only: &[&str], around: &mut Around<'_>) -> Result<Page, Invalid> {
        let mut page = Page::new(self.name);
        page.live = self.live.iter().map(|live| live.figure.into()).collect();
        for section in self.sections {
            if only.is_empty() || only.contains(&section.name) {
                page = page.with(around(section.name, &mut || (section.show)(settings))?);
            }
        }
        Ok(page)
    }

    /// The book's settings, and over them what was given; all that is wrong with
    /// it is refused at once.
    fn given(&self, given: &[Given]) -> Result<S, Invalid> {
        let mut settings = self.book.clone();
        let mut refused = Invalid::none();
        settings.settings(&mut |setting, mut place| {
            let text = given.iter().find(|(name, _)| name == setting.name).map(|(_, text)| text);
            if let Some(text) = text
                && let Err(wanted) = place.read(text)
            {
                let value = format!("`{text}`");
                refused = std::mem::take(&mut refused).unless(false, setting.name, value, wanted);
            }
        });
        dashed(refused.and(setting::check(&settings)).into_result()).map(|()| settings)
    }
}

/// What a setting is given as: its name and its value in words.
pub type Given = (String, String);

/// Computes a section that it is told the name of.
pub type Around<'a> = dyn FnMut(&'static str, &mut dyn FnMut() -> Result<Page, Invalid>) -> Result<Page, Invalid>
    + 'a;

/// A chapter whose settings nobody outside needs to know the type of.
pub trait Program: Sync {
    /// See [`Chapter::name`].
    fn name(&self) -> &'static str;
    /// See [`Chapter::title`].
    fn title(&self) -> &'static str;
    /// See [`Chapter::about`].
    fn about(&self) -> &'static str;
    /// See [`Chapter::invitation`].
    fn invitation(&self) -> &'static str;
    /// The names of its sections.
    fn sections(&self) -> Vec<&'static str>;
    /// Its settings, with the values of the book.
    fn settings(&self) -> Vec<(Setting, Value)>;
    /// Whether `given` leaves every setting as it is in the book.
    ///
    /// # Errors
    /// As [`page`](Program::page).
    fn is_book(&self, given: &[Given]) -> Result<bool, Invalid>;
    /// The page at the book's settings and over them `given`: of the sections
    /// named in `only`, of all if it is empty, each computed inside of `around`.
    ///
    /// # Errors
    /// If a value cannot be read or is out of range: one sentence for each.
    fn page(
        &self,
        given: &[Given],
        only: &[&str],
        around: &mut Around<'_>,
    ) -> Result<Page, Invalid>;
    /// The page for a reader's own series, if the chapter has one.
    fn own(&self, given: &[Given], series: &[f64]) -> Option<Result<Page, Invalid>>;
    /// Whether it has.
    fn takes_a_series(&self) -> bool;
    /// See [`Chapter::live`].
    fn live(&self) -> &'static [Live];
}

impl<S: Settings + Clone + PartialEq + Sync> Program for Chapter<S> {
    fn name(&self) -> &'static str {
        self.name
    }

    fn title(&self) -> &'static str {
        self.title
    }

    fn about(&self) -> &'static str {
        self.about
    }

    fn invitation(&self) -> &'static str {
        self.invitation
    }

    fn sections(&self) -> Vec<&'static str> {
        self.sections.iter().map(|section| section.name).collect()
    }

    fn settings(&self) -> Vec<(Setting, Value)> {
        setting::values(&self.book)
    }

    fn is_book(&self, given: &[Given]) -> Result<bool, Invalid> {
        Ok(self.given(given)? == self.book)
    }

    fn page(
        &self,
        given: &[Given],
        only: &[&str],
        around: &mut Around<'_>,
    ) -> Result<Page, Invalid> {
        self.parts(&self.given(given)?, only, around)
    }

    fn own(&self, given: &[Given], series: &[f64]) -> Option<Result<Page, Invalid>> {
        let own = self.own?;
        Some(self.given(given).and_then(|settings| own(&settings, series)))
    }

    fn takes_a_series(&self) -> bool {
        self.own.is_some()
    }

    fn live(&self) -> &'static [Live] {
        self.live
    }
}

impl dyn Program + '_ {
    /// The whole page at the settings of the book.
    ///
    /// # Errors
    /// If the chapter refuses its own settings: a mistake in it.
    pub fn book_page(&self) -> Result<Page, Invalid> {
        self.page(&[], &[], &mut |_, part| part())
    }

    /// Which of `wanted` are names of sections.
    ///
    /// # Errors
    /// A sentence for each that is not, with the names that there are.
    pub fn only<'a>(&self, wanted: &[&'a str]) -> Result<Vec<&'a str>, Invalid> {
        let names = self.sections();
        let mut unknown = Invalid::none();
        for &name in wanted.iter().filter(|name| !names.contains(name)) {
            let hint = nearest(name, names.iter().copied())
                .map_or(String::new(), |name| format!("; did you mean `{name}`?"));
            let stop = if hint.is_empty() { "." } else { "" };
            let all = names.join(", ");
            unknown.refusals.push(format!(
                "{} has no section `{name}`{hint}{stop} Its sections are {all}",
                self.name()
            ));
        }
        unknown.into_result().map(|()| wanted.to_vec())
    }
}

/// Refusals in the words of a command line: `--beta is …`.
fn dashed(checked: Result<(), Invalid>) -> Result<(), Invalid> {
    checked.map_err(|invalid| Invalid {
        refusals: invalid.refusals.into_iter().map(|said| format!("--{said}")).collect(),
    })
}

/// No settings at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Nothing;

impl Settings for Nothing {
    fn settings(&mut self, _: &mut Each<'_>) {}
}
