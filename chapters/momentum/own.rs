//! A reader's own pair of rate and memory, as the map and the race show it.

use super::Settings;
use super::effect::{ARRIVED, START, budget};
use descent::surface::elongated_bowl;
use descent::{Invalid, Momentum, Path, descend};
use press::figure::Ink;
use press::number::{digits, exact, steps};
use setting::{Each, Place, Range, Setting};

/// Whatever a reader adds to a figure of this chapter.
pub(super) const OWN: Ink = Ink::FOURTH;

/// The settings of the pair.
pub(super) fn settings(of: &mut Settings, each: &mut Each<'_>) {
    let rate = Setting::new(
        "at-rate",
        "η",
        "a rate of your own on the map and in the race, or off (2(1 + β)/(1 + κ) with β alone)",
        Range::from(1e-6).to(10.0),
    )
    .log()
    .slider(0.001, 3.9, 0.005);
    each(&rate, Place::Maybe(&mut of.at_rate));
    let beta = Setting::new(
        "at-beta",
        "β",
        "a memory of your own on the map and in the race, or off (the chapter’s β with η alone)",
        Range::MEMORY,
    )
    .slider(0.0, 0.99, 0.005);
    each(&beta, Place::Maybe(&mut of.at_beta));
}

/// The pair and its run in the ravine.
pub(super) struct Own {
    pub(super) rule: Momentum,
    /// Whether its rate is the reader's, too.
    given: bool,
    pub(super) path: Path,
    pub(super) arrives: Option<usize>,
}

impl Own {
    /// The pair of the settings, if either of the two is given.
    pub(super) fn of(
        settings: &Settings,
    ) -> Result<Option<Self>, Invalid> {
        let Settings { at_rate, at_beta, kappa, .. } = *settings;
        if at_rate.is_none() && at_beta.is_none() {
            return Ok(None);
        }
        let beta = at_beta.unwrap_or(settings.beta);
        // On the seam, where floor and sides are equally slow: the best of a
        // small β, and within the robust region of a large one.
        let suits = 2.0 * (1.0 + beta) / (1.0 + kappa);
        let rate = at_rate.unwrap_or(suits);
        let rule = Momentum { rate, beta, ..Momentum::notes() };
        let ravine = elongated_bowl(kappa);
        let path =
            descend(&rule, &ravine, &START, budget(kappa, beta))?;
        let arrives = path.settles_at(ARRIVED);
        let given = at_rate.is_some();
        Ok(Some(Self { rule, given, path, arrives }))
    }

    /// How its run ends, for a title.
    pub(super) fn ends(&self) -> String {
        match self.arrives {
            Some(_) => format!("{} steps", steps(self.arrives).text),
            None if self.path.diverged.is_some() => "diverges".into(),
            None => "does not arrive".into(),
        }
    }

    /// The pair, and how its run ends: a sentence without its stop.
    pub(super) fn says(&self) -> String {
        let Momentum { rate, beta, .. } = self.rule;
        let rate =
            if self.given { exact(rate) } else { digits(rate, 3) };
        let pair =
            format!("η = {}, β = {}", rate.text, exact(beta).text);
        let ends = match self.arrives {
            Some(t) => format!("arrives at step {t}"),
            None => self.ends(),
        };
        format!("Your own pair, {pair}, {ends}")
    }
}
