//! Steps to learn a vocabulary, for four sizes.

use super::Settings;
use super::words::{PLAIN, Words};
use super::zipf_drawn::figure;
use descent::Invalid;
use press::number::{count, fixed, percent};
use press::{Cell, Page};

/// The vocabularies of the table.
pub(super) const SIZES: [usize; 4] = [100, 1000, 10_000, 100_000];

/// What may be left of the loss.
const GOAL: f64 = 0.1;

/// Steps of gradient descent, of the same at nearly twice the rate, of momentum, of
/// signs, and of signs whose rate falls.
pub(super) type Taken = [usize; 5];

pub(super) fn show(settings: &Settings) -> Result<Page, Invalid> {
    let Settings { words, exponent, .. } = *settings;
    let found = SIZES.map(|size| taken(size, exponent));
    let here = SIZES.iter().position(|&size| size == words);
    let here =
        here.map_or_else(|| taken(words, exponent), |i| found[i]);
    let rows = [0, 1, 2, 3].map(|i| -> [Cell; 6] {
        let [a, b, c, d, e] = found[i].map(|t| Cell::from(count(t)));
        [count(SIZES[i]).into(), a, b, c, d, e]
    });
    let grows = |k: usize| found[3][k] as f64 / found[2][k] as f64;
    // A million words, where nothing new is to be seen.
    let larger = settings.full.then(|| taken(1_000_000, exponent));
    let large = found[3];
    let still = larger.is_none_or(|t| {
        t[0] > 6 * large[0]
            && t[3] < 4 * large[3]
            && t[4] < 3 * large[4]
    });
    Ok(Page::part()
        .table(
            "zipf",
            ["words", "gradient descent", "at nearly twice the rate", "momentum", "sign descent", "its rate falling"],
            rows.into(),
        )
        .number("zipf.words", count(SIZES[3]))
        .number("zipf.near", count(large[1]))
        .number("zipf.momentum", count(large[2]))
        .number("zipf.signs", count(large[3]))
        .number("zipf.falling", count(large[4]))
        .number("zipf.goal", percent(GOAL, 0))
        .number("zipf.plain.grows", fixed(grows(0), 1))
        .number("zipf.signs.grows", fixed(grows(3), 1))
        .number("zipf.falling.grows", fixed(grows(4), 1))
        .figure("zipf", figure(settings, &found, here))
        .goal(
            "even",
            "With 10,000 words or more, gradient descent needs at most twice as many steps as sign descent.",
            words >= 10_000 && here[0] <= 2 * here[3],
        )
        .claim(
            "zipf",
            "Ten times the words, from 10,000 to 100,000: gradient descent needs more than 7 times the steps, sign descent less than 3.5 times at a constant rate and less than 2.2 times at one that falls, and there is no noise.",
            grows(0) > 7.0 && grows(3) < 3.5 && grows(4) < 2.2 && still,
        )
        .claim(
            "heavy",
            "With 100,000 words sign descent at a constant rate needs less than a tenth of gradient descent’s steps, even if that goes at nearly twice the rate; momentum needs less than half of sign descent’s. With a rate that falls, sign descent needs less than half of momentum’s.",
            10 * large[3] < large[1] && 2 * large[2] < large[3] && 2 * large[4] < large[2],
        ))
}

/// The steps to a tenth of the loss.
fn taken(size: usize, exponent: f64) -> Taken {
    let words = Words::new(size, exponent);
    [
        words.plain(PLAIN[0], GOAL),
        words.plain(PLAIN[1], GOAL),
        words.heavy(GOAL),
        words.signs(GOAL),
        words.falling(GOAL),
    ]
}
