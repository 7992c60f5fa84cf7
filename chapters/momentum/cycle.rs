//! Where the best constants fail: a convex function with two kinks in its slope.

use super::Settings;
use super::chebyshev::chebyshev;
use super::theory::best_heavy;
use crate::draw::{ink, turned};
use crate::each::Eager;
use descent::surface::Kinked;
use descent::{
    GradientDescent, Invalid, Momentum, Optimizer, Path, Surface,
    descend,
};
use press::Page;
use press::figure::{Axis, Figure, lines, panels};
use press::number::{count, digits, exact};

const START: f64 = 3.3;

/// The three points it ends up between, exactly.
const CYCLE: [f64; 3] =
    [792.0 / 1225.0, -2208.0 / 1225.0, 2592.0 / 1225.0];

/// Starts tried for the counts, evenly from −5 to 5.
const STARTS: usize = 1001;

/// Steps drawn.
const DRAWN: usize = 30;

pub(super) fn show(_: &Settings) -> Result<Page, Invalid> {
    let heavy = best_heavy(25.0);
    let plain = GradientDescent { rate: 1.0 / 25.0 };
    let ball = descend(&heavy, &Kinked, &[START], 3000)?;
    let walker = descend(&plain, &Kinked, &[START], 3000)?;
    let gentler = descend(
        &Momentum { rate: 1.0 / 25.0, ..heavy },
        &Kinked,
        &[START],
        3000,
    )?;
    let last: Vec<f64> =
        ball.points().skip(ball.len() - 300).each(|x| x[0]);
    // Which of the three points comes first depends on where the run is cut.
    let cycles = (0..3).any(|turn| {
        last.iter()
            .enumerate()
            .all(|(i, x)| (x - CYCLE[(i + turn) % 3]).abs() < 1e-12)
    });
    Ok(Page::part()
        .number("cycle.start", exact(START))
        .number("cycle.starts", count(STARTS))
        .number("cycle.constant", count(never(|| std::iter::repeat(heavy))))
        .number("cycle.chebyshev", count(never(|| chebyshev(25.0))))
        .figure("cycle", figure(&ball, &walker))
        .claim(
            "cycle",
            "With the constants that are best for κ = 25, momentum ends in a cycle of three points on a convex function whose curvature lies between 1 and 25.",
            cycles && ball.end()[0].abs() > 0.5,
        )
        .proved()
        .claim(
            "converges",
            "On the same function gradient descent with the rate 1/L reaches the minimum, and so does momentum with the same β and that smaller rate.",
            walker.end()[0].abs() < 1e-12 && gentler.end()[0].abs() < 1e-12,
        ))
}

/// From how many starts a run with a rule for each step is still away from
/// the minimum after four hundred steps.
fn never<I: Iterator<Item = Momentum>>(rules: impl Fn() -> I) -> usize {
    let away = |i: &usize| {
        let mut x = [-5.0 + 10.0 * *i as f64 / (STARTS - 1) as f64];
        let (mut slope, mut state) = ([0.0], Momentum::notes().init(1));
        for rule in rules().take(400) {
            Kinked.gradient(&x, &mut slope);
            rule.step(&mut state, &mut x, &slope);
        }
        x[0].abs() > 0.5
    };
    (0..STARTS).filter(away).count()
}

fn figure(ball: &Path, walker: &Path) -> Figure {
    let track = |path: &Path| -> Vec<(f64, f64)> {
        path.points()
            .take(DRAWN + 1)
            .enumerate()
            .each(|(t, x)| (t as f64, x[0]))
    };
    let loss = |x: f64| Kinked.value(&[x]);
    let mut lying = turned(&Kinked, [0.0, 100.0], [-4.0, 4.0]);
    let mut chart = lines(
        Axis::linear("step").within(0.0, DRAWN as f64),
        Axis::linear("x").within(-4.0, 4.0),
    );
    for x in CYCLE {
        lying =
            lying.point(ink::MOMENTUM, (loss(x), x), digits(x, 3).text);
        chart = chart.level(x, "");
    }
    chart = chart
        .marked(
            ink::GRADIENT_DESCENT,
            "gradient descent",
            track(walker),
        )
        .marked(ink::MOMENTUM, "momentum", track(ball));
    panels(2).wide(2, "the loss, turned", lying).wide(5, "the steps", chart).draw(format!(
        "On the left a convex function of x, turned, whose side between 1 and 2 is almost straight. On the right position against steps: gradient \
         descent goes to the minimum at 0; momentum ends up jumping for ever between {}, {} and {}, which are marked on both.",
        digits(CYCLE[0], 3).text,
        digits(CYCLE[1], 3).text,
        digits(CYCLE[2], 3).text,
    ))
}
