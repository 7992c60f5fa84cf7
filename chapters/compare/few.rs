//! How many seeds a tuning needs: in the valley, how often does it pick a rate
//! at which the runs are lost?

use super::Settings;
use super::arena::{Task, ranked, reached};
use super::methods::{METHODS, Plan, end};
use super::plan::{TUNING, VALLEY, rates};
use super::race::valley;
use crate::each::Eager;
use crate::settings::of_run;
use descent::{Invalid, sweep};
use press::number::{count, percent};
use press::{Cell, Page};

/// So many seeds to a tuning.
const GROUPS: [usize; 3] = [5, 13, TUNING[VALLEY]];

/// Starts, to be shared out into groups of each size.
const STARTS: usize = 780;

/// Rates up to a hundredth: at larger ones the three lose nearly every run.
const TRIED: usize = 7;

pub(super) fn show(settings: &Settings) -> Result<Page, Invalid> {
    let losing = [0, 1, 2].map(|method| losing(settings, method));
    let rows = [0, 1, 2].map(|i| -> [Cell; 4] {
        let share =
            |method: usize| percent(losing[method][i], 0).into();
        [count(GROUPS[i]).into(), share(0), share(1), share(2)]
    });
    let [plain, _, nesterov] = losing;
    Ok(Page::part()
        .table(
            "few",
            ["seeds tuned on", METHODS[0].1, METHODS[1].1, METHODS[2].1],
            rows.into(),
        )
        .number("few.starts", count(STARTS))
        .number("few.most", count(GROUPS[2]))
        .claim(
            "few",
            "Tuned in the valley on five seeds, gradient descent gets a losing rate more often than one time in twelve, Nesterov more often than two times in five. With 39 seeds it is less than one time in twelve for gradient descent and momentum; for Nesterov it is still more than one time in twelve.",
            plain[0] > 1.0 / 12.0
                && nesterov[0] > 0.4
                && losing[..2].iter().all(|losing| losing[2] < 1.0 / 12.0)
                && nesterov[2] > 1.0 / 12.0,
        )
        .over_seeds())
}

/// For each size of a group: the share of the groups that, tuned on, choose a
/// rate at which more than a quarter of all starts are lost.
fn losing(settings: &Settings, method: usize) -> [f64; 3] {
    let (task, method) = (valley(), METHODS[method].0);
    let starts: Vec<u64> =
        (1000..1000 + STARTS).each(|i| of_run(settings.seed, i as u64));
    let tried =
        sweep(&rates(VALLEY)[..TRIED], &starts, |&rate, seed| {
            let end = end(&task, method, rate, (Plan::Constant, seed));
            reached(&end, |at| task.loss(at))
        });
    let lost: Vec<bool> = tried.iter().each(|ends| {
        4 * ends.iter().filter(|end| end.is_infinite()).count()
            > ends.len()
    });
    GROUPS.map(|size| {
        let groups = STARTS / size;
        let loses = |group: &usize| {
            let of_group = tried
                .iter()
                .each(|ends| ends[group * size..][..size].to_vec());
            lost[ranked(&of_group)[0]]
        };
        (0..groups).filter(loses).count() as f64 / groups as f64
    })
}
