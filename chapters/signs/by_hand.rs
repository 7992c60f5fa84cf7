//! Lion by hand, on three slopes.

use super::Settings;
use super::votes::moves;
use crate::each::Eager;
use descent::{Invalid, Lion, Signum};
use press::number::{exact, fixed};
use press::{Cell, Page};

/// The slopes.
const SLOPES: [f64; 3] = [1.0, -0.05, -0.2];

pub(super) fn show(_: &Settings) -> Result<Page, Invalid> {
    let lion = Lion { rate: 1.0, ..Lion::paper() };
    let Lion { beta1, beta2, .. } = lion;
    let steps = moves(&lion, SLOPES);
    let signum = moves(&Signum { rate: 1.0, beta: beta1 }, SLOPES);
    let (mut m, mut votes) = (0.0, Vec::new());
    let rows = (0..3).each(|t| -> [Cell; 6] {
        let g = SLOPES[t];
        let vote = beta1 * m + (1.0 - beta1) * g;
        let kept = beta2 * m + (1.0 - beta2) * g;
        let row = [
            exact(g).into(),
            fixed(m, 4).into(),
            fixed(vote, 5).into(),
            fixed(steps[t], 0).into(),
            fixed(kept, 6).into(),
            fixed(signum[t], 0).into(),
        ];
        votes.push(vote);
        m = kept;
        row
    });
    Ok(Page::part()
        .table(
            "hand",
            ["slope", "m", "c", "step", "new m", "signum’s step"],
            rows,
        )
        .number("hand.beta1", exact(beta1))
        .number("hand.beta2", exact(beta2))
        .number("hand.kept", fixed(m, 6))
        .claim(
            "hand",
            "On the slopes 1, −0.05 and −0.2 Lion steps down, down, up; signum with β = 0.9 steps down three times.",
            steps == [-1.0, -1.0, 1.0] && signum == [-1.0; 3],
        ))
}
