//! The flags that rules and surfaces name themselves: each setting that one of
//! them declares is a flag, with its sign, its sentence and who has it. The
//! frameworks' words for it are flags too, which --help tells beside ours.

use super::settings::Given;
use super::surfaces::SURFACES;
use clap::error::Error;
use clap::{Arg, ArgAction, ArgMatches, Args, Command, FromArgMatches};
use descent::catalogue::RULES;
use setting::{Place, Settings};

/// The settings that were given.
#[derive(Debug)]
pub(super) struct Own {
    /// Those of rules.
    pub(super) rule: Vec<Given>,
    /// Those of surfaces.
    pub(super) shape: Vec<Given>,
}

/// A setting, whoever has it.
struct Flag {
    name: &'static str,
    /// What it means, and for whom, if not for all alike.
    says: Vec<(String, Vec<&'static str>)>,
    /// The words of a choice; none for a number.
    words: &'static [&'static str],
    switch: bool,
    /// What others call it.
    also: Vec<&'static str>,
}

/// Adds what `who` has to the flags.
fn collect(flags: &mut Vec<Flag>, who: &'static str, mut of: impl Settings) {
    of.settings(&mut |setting, place| {
        let words = if let Place::Choice(choice) = &place { choice.words() } else { &[] };
        let switch = matches!(place, Place::Switch(_));
        let at = flags.iter().position(|flag| flag.name == setting.name).unwrap_or_else(|| {
            let (says, also) = (Vec::new(), Vec::new());
            flags.push(Flag { name: setting.name, says, words, switch, also });
            flags.len() - 1
        });
        for word in setting.also {
            if !flags[at].also.contains(word) {
                flags[at].also.push(word);
            }
        }
        let meaning = setting.meaning();
        match flags[at].says.iter_mut().find(|(says, _)| *says == meaning) {
            Some((_, all)) => all.push(who),
            None => flags[at].says.push((meaning, vec![who])),
        }
    });
}

/// The flags of all rules; `decay` stands around every rule and is not among them.
fn of_rules() -> Vec<Flag> {
    let mut flags = Vec::new();
    for named in RULES {
        // Which settings there are does not depend on whose defaults they have.
        if let Some(rule) = (named.preset)(named.usual()) {
            collect(&mut flags, named.name, rule);
        }
    }
    flags.retain(|flag| flag.name != "decay");
    with_words_of_others(flags)
}

/// The same and, hidden, a flag for every word that others have for one: whether
/// a rule knows the word is seen where its settings are put.
fn with_words_of_others(mut flags: Vec<Flag>) -> Vec<Flag> {
    for i in 0..flags.len() {
        for word in flags[i].also.clone() {
            if flags.iter().all(|flag| flag.name != word) {
                let Flag { words, switch, .. } = flags[i];
                let (says, also) = (Vec::new(), Vec::new());
                flags.push(Flag { name: word, says, words, switch, also });
            }
        }
    }
    flags
}

fn of_surfaces() -> Vec<Flag> {
    let mut flags = Vec::new();
    SURFACES.iter().for_each(|kind| collect(&mut flags, kind.name, kind.shaped()));
    flags
}

impl Flag {
    /// The flag under a heading; who has it is said unless `all` have it.
    fn argument(&self, all: usize, heading: &'static str) -> Arg {
        let says = self.says.iter().map(|(says, who)| {
            if who.len() == all { says.clone() } else { format!("{says} ({})", who.join(", ")) }
        });
        let mut help = says.collect::<Vec<_>>().join("; ");
        if !self.also.is_empty() {
            let also: Vec<String> = self.also.iter().map(|word| format!("--{word}")).collect();
            help.push_str(&format!(" [also {}]", also.join(", ")));
        }
        let arg = Arg::new(self.name).long(self.name).help(help).help_heading(heading);
        // A word of others has no sentence of its own.
        let arg = arg.hide(self.says.is_empty());
        match (self.switch, self.words) {
            (true, _) => arg.action(ArgAction::SetTrue),
            (_, []) => arg.value_name("N"),
            (_, words) => arg.value_parser(words.to_vec()).value_name("WHICH"),
        }
    }

    fn given(&self, matches: &ArgMatches) -> Option<Given> {
        if self.switch {
            return matches.get_flag(self.name).then(|| (self.name, "true".to_string()));
        }
        matches.get_one::<String>(self.name).map(|text| (self.name, text.clone()))
    }
}

impl Args for Own {
    fn augment_args(command: Command) -> Command {
        let rules = "The optimizer's settings (--list tells which has which)";
        let surfaces = "The surface's settings";
        let of_rules = of_rules().into_iter().map(|flag| flag.argument(RULES.len(), rules));
        let of_surfaces =
            of_surfaces().into_iter().map(|flag| flag.argument(SURFACES.len(), surfaces));
        command.args(of_rules).args(of_surfaces)
    }

    fn augment_args_for_update(command: Command) -> Command {
        Self::augment_args(command)
    }
}

impl FromArgMatches for Own {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, Error> {
        let given =
            |flags: Vec<Flag>| flags.iter().filter_map(|flag| flag.given(matches)).collect();
        Ok(Self { rule: given(of_rules()), shape: given(of_surfaces()) })
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), Error> {
        *self = Self::from_arg_matches(matches)?;
        Ok(())
    }
}
