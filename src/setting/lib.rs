//! Settings, each declared once: of a rule, of a surface, of a chapter.
//!
//! Whoever has settings shows them: each with its [`Setting`] (name, sign,
//! sentence, range, scale) and the [`Place`] where its value stands.
//!
//! ```
//! use setting::{Each, Place, Range, Setting, Settings};
//!
//! #[derive(Clone)]
//! struct Ball {
//!     rate: f64,
//!     beta: f64,
//! }
//!
//! impl Settings for Ball {
//!     fn settings(&mut self, each: &mut Each<'_>) {
//!         let rate = Setting::new("rate", "η", "the learning rate", Range::POSITIVE).log();
//!         each(&rate, Place::Number(&mut self.rate));
//!         let beta = Setting::new("beta", "β", "how much of a step is kept", Range::MEMORY);
//!         each(&beta, Place::Number(&mut self.beta));
//!     }
//! }
//!
//! let refused = setting::check(&Ball { rate: 0.1, beta: 1.0 }).unwrap_err();
//! assert_eq!(refused.to_string(), "beta is 1, but must be at least 0 and below 1");
//! ```
//!
//! From this one declaration come the check, the command line with its help and
//! its refusals, the lists of settings and the controls of a page. A default is
//! no part of it: it is the value of the literal that a rule or a chapter
//! starts from.

mod arguments;
mod form;
mod invalid;
mod nearest;
mod place;
mod range;

pub use arguments::arguments;
pub use form::Form;
pub use invalid::Invalid;
pub use nearest::nearest;
pub use place::{Choice, Place, Value};
pub use range::Range;

/// When the compilation of this package began, in nanoseconds since 1970: by it
/// the press knows which computed pages are still those of these sources.
#[doc(hidden)]
pub const BEGAN: &str = env!("COMPILATION_BEGAN");

/// What is known of a setting, whoever has it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Setting {
    /// Its name, as after the two dashes of a command line: `rate`.
    pub name: &'static str,
    /// Its sign in formulas, `η`; empty if it has none.
    pub sign: &'static str,
    /// What it is, in words that may follow the sign: `the learning rate`.
    pub says: &'static str,
    /// What it may be.
    pub range: Range,
    /// How to walk through its range.
    pub scale: Scale,
    /// What others call the very same: `lr`.
    pub also: &'static [&'static str],
    /// How else its value may be given: a span for a β.
    pub forms: &'static [Form],
    /// How far a hand may move it on a page; none where it may not.
    pub slider: Option<Slider>,
}

/// What a slider can reach: less than the setting's range, since a page answers while
/// the hand moves.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Slider {
    /// Its lower end.
    pub low: f64,
    /// Its upper end.
    pub high: f64,
    /// From one value to the next; on a logarithmic scale, in powers of ten.
    pub step: f64,
}

/// How to walk through a setting's range: what a slider does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scale {
    /// By equal differences. Whole numbers and switches have no other.
    Linear,
    /// By equal ratios.
    Log,
}

/// Sees one setting after the other, each with its place.
pub type Each<'a> = dyn FnMut(&Setting, Place<'_>) + 'a;

/// Something with settings.
pub trait Settings {
    /// Shows every setting with the place where it stands, always in the same order.
    fn settings(&mut self, each: &mut Each<'_>);
}

impl Setting {
    /// A setting on a linear scale.
    pub const fn new(
        name: &'static str,
        sign: &'static str,
        says: &'static str,
        range: Range,
    ) -> Self {
        Self {
            name,
            sign,
            says,
            range,
            scale: Scale::Linear,
            also: &[],
            forms: &[],
            slider: None,
        }
    }

    /// The same on a logarithmic scale.
    pub const fn log(self) -> Self {
        Self { scale: Scale::Log, ..self }
    }

    /// The same with a slider; `step` counts powers of ten on a logarithmic scale.
    pub const fn slider(self, low: f64, high: f64, step: f64) -> Self {
        Self { slider: Some(Slider { low, high, step }), ..self }
    }

    /// The same, with the words that others have for it, as after the two dashes
    /// of a command line.
    pub const fn also(self, also: &'static [&'static str]) -> Self {
        Self { also, ..self }
    }

    /// The same, with other ways to give its value.
    pub const fn forms(self, forms: &'static [Form]) -> Self {
        Self { forms, ..self }
    }

    /// Whether it is called `word`, by us or by others.
    pub fn is_called(&self, word: &str) -> bool {
        self.name == word || self.also.contains(&word)
    }

    /// One without a range, which its type gives it: a seed, a switch, a choice.
    pub const fn free(
        name: &'static str,
        sign: &'static str,
        says: &'static str,
    ) -> Self {
        Self::new(name, sign, says, Range::ANY)
    }

    /// The sign and the words, `η, the learning rate`; without a sign, the words
    /// with a capital letter.
    pub fn meaning(&self) -> String {
        if !self.sign.is_empty() {
            return format!("{}, {}", self.sign, self.says);
        }
        let mut words = self.says.chars();
        words.next().map_or(String::new(), |first| {
            first.to_uppercase().chain(words).collect()
        })
    }
}

/// Refuses every setting that is out of its range.
///
/// # Errors
/// One sentence for each.
pub fn check<S: Settings + Clone>(of: &S) -> Result<(), Invalid> {
    let mut refused = Invalid::none();
    of.clone().settings(&mut |setting, place| {
        if let Some(value) = place.number() {
            let before = std::mem::take(&mut refused);
            refused = before.within(setting.name, value, setting.range);
        }
    });
    refused.into_result()
}

/// Every setting with the value that it has.
pub fn values<S: Settings + Clone>(of: &S) -> Vec<(Setting, Value)> {
    let mut all = Vec::new();
    of.clone().settings(&mut |setting, place| {
        all.push((*setting, place.value()))
    });
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Clone)]
    struct Everything {
        rate: f64,
        rows: usize,
        seed: u64,
        on: bool,
    }

    impl Settings for Everything {
        fn settings(&mut self, each: &mut Each<'_>) {
            let rate = Setting::new(
                "rate",
                "η",
                "the learning rate",
                Range::POSITIVE,
            )
            .log();
            each(&rate, Place::Number(&mut self.rate));
            let rows = Setting::new(
                "rows",
                "",
                "how many rows",
                Range::from(2.0).to(999.0),
            );
            each(&rows, Place::Count(&mut self.rows));
            each(
                &Setting::free("seed", "", "chance"),
                Place::Seed(&mut self.seed),
            );
            each(
                &Setting::free("on", "", "whether"),
                Place::Switch(&mut self.on),
            );
        }
    }

    const GOOD: Everything =
        Everything { rate: 0.1, rows: 20, seed: u64::MAX, on: false };

    #[test]
    fn a_check_names_every_setting_that_is_out_of_range() {
        assert_eq!(check(&GOOD), Ok(()));
        let refused =
            check(&Everything { rate: f64::NAN, rows: 1, ..GOOD })
                .expect_err("two");
        assert_eq!(
            refused.refusals,
            [
                "rate is NaN, but must be finite and above 0",
                "rows is 1, but must be at least 2 and at most 999",
            ]
        );
    }

    #[test]
    fn a_declaration_is_all_that_is_needed_to_read_and_to_show_a_value()
    {
        let mut all = GOOD;
        let mut refused = Vec::new();
        all.settings(&mut |setting, mut place| {
            let text = match setting.name {
                "rate" => "1e-3",
                "rows" => "2.5",
                "seed" => "7",
                _ => "true",
            };
            refused.extend(place.read(text).err());
        });
        assert_eq!(
            (all.rate, all.rows, all.seed, all.on),
            (0.001, 20, 7, true)
        );
        assert_eq!(refused, ["a whole number"]);
        let shown: Vec<String> = values(&all)
            .iter()
            .map(|(setting, value)| format!("{}={value}", setting.name))
            .collect();
        assert_eq!(
            shown,
            ["rate=0.001", "rows=20", "seed=7", "on=yes"]
        );
    }
}
