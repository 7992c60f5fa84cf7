//! The cooldown taken apart: what the start has left, and what is noise.

use super::Settings;
use super::many::{Bowl, best_of, bowl};
use super::plans::{Plan, wsd};
use crate::draw::told;
use crate::each::Eager;
use descent::Invalid;
use press::Page;
use press::figure::{Axis, Figure, Ink, lines};
use press::number::{count, digits, percent};

/// Loss from the start and from noise, after each step.
struct Way {
    start: Vec<f64>,
    noise: Vec<f64>,
}

impl Way {
    /// Both at some step.
    fn at(&self, t: usize) -> [f64; 2] {
        [self.start[t], self.noise[t]]
    }

    fn loss(&self, t: usize) -> f64 {
        self.start[t] + self.noise[t]
    }
}

pub(super) fn show(settings: &Settings) -> Result<Page, Invalid> {
    let Settings { cool, long, .. } = *settings;
    let plan = Plan::Falls(wsd(long, cool));
    // The best rate is near this one, whatever the length.
    let guess = 5.5 / (long as f64).sqrt();
    let (rate, _) = best_of(&plan, long, guess);
    let factors = plan.factors(long);
    let cooled = way(bowl(rate), &factors);
    let kept = way(bowl(rate), &vec![1.0; long]);
    let begin = factors.iter().filter(|&&factor| factor == 1.0).count();
    let [before, after, without] =
        [cooled.at(begin), cooled.at(long), kept.at(long)];
    let gone = 1.0 - after[1] / without[1];
    let fall = |noise: f64, all: f64| {
        if all > 0.0 { noise / all } else { 0.0 }
    };
    let mostly = fall(
        before[1] - after[1],
        cooled.loss(begin) - cooled.loss(long),
    );
    let [half, twice] = [0.5, 2.0].map(|times: f64| {
        let mut cloud = bowl(times * rate);
        factors[..begin].iter().for_each(|f| cloud.step(*f));
        let (noise, loss) = (cloud.noise_loss(), cloud.loss());
        factors[begin..].iter().for_each(|f| cloud.step(*f));
        fall(noise - cloud.noise_loss(), loss - cloud.loss())
    });
    let short = cool <= 0.1;
    Ok(Page::part()
        .number("cool.share", percent(cool, 0))
        .number("cool.long", count(long))
        .number("cool.rate", digits(rate, 2))
        .number("cool.start.before", digits(before[0], 3))
        .number("cool.start.after", digits(after[0], 3))
        .number("cool.start.without", digits(without[0], 3))
        .number("cool.noise.before", digits(before[1], 3))
        .number("cool.noise.after", digits(after[1], 3))
        .number("cool.gone", percent(gone, 0))
        .number("cool.mostly", percent(mostly, 0))
        .number("cool.half", percent(half, 0))
        .number("cool.twice", percent(twice, 0))
        .figure("cooldown", figure(settings, &cooled, &kept, begin))
        .goal(
            "short",
            "The cooldown is at most a tenth of the run, and still takes two fifths of the noise.",
            short && gone >= 0.4,
        )
        .claim(
            "cooldown",
            "At the best rate the loss falls by more than a third in the cooldown, and more than four fifths of that fall are noise; at twice the rate more than nine tenths, at half of it only 50 to 67 %. Without the cooldown the rest of the start would have ended at less than nine tenths of where it did.",
            cooled.loss(long) < 2.0 / 3.0 * cooled.loss(begin)
                && before[1] - after[1]
                    > 0.8 * (cooled.loss(begin) - cooled.loss(long))
                && twice > 0.9
                && (0.5..0.67).contains(&half)
                && 0.9 * after[0] > without[0],
        ))
}

fn way(mut cloud: Bowl, factors: &[f64]) -> Way {
    let (mut start, mut noise) =
        (vec![cloud.start_loss()], vec![cloud.noise_loss()]);
    for factor in factors {
        cloud.step(*factor);
        start.push(cloud.start_loss());
        noise.push(cloud.noise_loss());
    }
    Way { start, noise }
}

fn figure(
    settings: &Settings,
    cooled: &Way,
    kept: &Way,
    begin: usize,
) -> Figure {
    let long = settings.long;
    // Of the first steps nothing is shown: there most is left of the start.
    let from = long / 4;
    let every = 1 + long / 400;
    let line = |loss: &[f64], from: usize| {
        let all = loss.iter().enumerate().skip(from);
        all.filter(|(t, _)| {
            (t - from).is_multiple_of(every) || *t == long
        })
        .each(|(t, &loss)| (t as f64, loss))
    };
    let sum = |way: &Way| (0..=long).each(|t| way.loss(t));
    lines(
        Axis::linear("step").within(from as f64, long as f64),
        Axis::linear("loss"),
    )
    .line(Ink::TEXT, "both", line(&sum(cooled), from))
    .line(Ink::SECOND, "noise", line(&cooled.noise, from))
    .line(Ink::FIRST, "rest of the start", line(&cooled.start, from))
    .line(Ink::SECOND.dotted(), "", line(&kept.noise, begin))
    .line(Ink::FIRST.dotted(), "", line(&kept.start, begin))
    .note(begin as f64, "cooldown")
    .draw(told(
        *settings == Settings::BOOK,
        "Mean loss over thirty directions against steps: the rest of the start, what is noise, and both; dotted, how they go on without a cooldown.",
        &format!(
            "The cooldown begins at step {begin}. The noise falls from {} to {}, the rest of the start from {} to {}; without a cooldown they would end at {} and {}.",
            digits(cooled.noise[begin], 3).text,
            digits(cooled.noise[long], 3).text,
            digits(cooled.start[begin], 3).text,
            digits(cooled.start[long], 3).text,
            digits(kept.noise[long], 3).text,
            digits(kept.start[long], 3).text,
        ),
    ))
}
