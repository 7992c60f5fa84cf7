//! Which rule reaches which minimum, how near and how soon: rules × surfaces.

use descent::surface::{
    Beale, DoubleWell, Himmelblau, LeastSquares, Rosenbrock, Rotated, elongated_bowl,
};
use descent::{
    AdaGrad, Adam, AdamW, Decay, Descent, GradientDescent, Momentum, Nesterov, Optimizer, RmsProp,
    Schedule, Scheduled, Surface,
};
use ndarray::array;

/// How many steps a rule has.
const BUDGET: usize = 3000;
/// How far above the minimum's loss it may end.
const NEAR: f64 = 1e-8;
/// How far above it is no near miss.
const FAR: f64 = 1e-6;

#[derive(Debug, Clone, Copy, PartialEq)]
enum Rule {
    GradientDescent,
    Momentum,
    Nesterov,
    AdaGrad,
    /// With a rate that falls to 0 along a cosine.
    RmsProp,
    /// As it is, for the exceptions.
    RmsPropAtAConstantRate,
    Adam,
    AmsGrad,
    /// With no decay, which must be Adam to the bit.
    AdamW,
}

/// The rules of each row below, in the order of its columns.
const COLUMNS: [Rule; 8] = [
    Rule::GradientDescent,
    Rule::Momentum,
    Rule::Nesterov,
    Rule::AdaGrad,
    Rule::RmsProp,
    Rule::Adam,
    Rule::AmsGrad,
    Rule::AdamW,
];

/// Where a rule ends at this rate, its other settings being its own.
fn end(rule: Rule, rate: f64, surface: &dyn Surface, start: &[f64]) -> Vec<f64> {
    fn run(rule: &impl Optimizer, surface: &dyn Surface, start: &[f64]) -> Vec<f64> {
        let descent = Descent { start, steps: BUDGET, every: BUDGET };
        let gradient = |_: usize, at: &[f64], into: &mut [f64]| surface.gradient(at, into);
        let path = descent.run(rule, |at| surface.value(at), gradient).unwrap();
        // A descent that diverged did not arrive.
        if path.diverged.is_some() { vec![f64::INFINITY; start.len()] } else { path.end().to_vec() }
    }
    let adam = Adam { rate, ..Adam::paper() };
    let rms_prop = RmsProp { rate, ..RmsProp::hinton() };
    let schedule = Schedule::Cosine { steps: BUDGET, floor: 0.0 };
    match rule {
        Rule::GradientDescent => run(&GradientDescent { rate }, surface, start),
        Rule::Momentum => run(&Momentum { rate, ..Momentum::notes() }, surface, start),
        Rule::Nesterov => run(&Nesterov { rate, ..Nesterov::notes() }, surface, start),
        Rule::AdaGrad => run(&AdaGrad { rate, ..AdaGrad::paper() }, surface, start),
        Rule::RmsProp => run(&Scheduled { rule: rms_prop, schedule }, surface, start),
        Rule::RmsPropAtAConstantRate => run(&rms_prop, surface, start),
        Rule::Adam => run(&adam, surface, start),
        Rule::AmsGrad => run(&Adam { amsgrad: true, ..adam }, surface, start),
        Rule::AdamW => run(&AdamW { rule: adam, decay: Decay::Decoupled(0.0) }, surface, start),
    }
}

struct Row {
    name: &'static str,
    surface: Box<dyn Surface>,
    start: &'static [f64],
    /// The rate in each column and the minimum it must lead to, counted as the
    /// surface lists them; none where [`exceptions`] says why.
    arrivals: [Option<(f64, usize)>; 8],
}

#[rustfmt::skip]
fn rows() -> Vec<Row> {
    // From a grid of two rates per decade, of those that arrive one with some
    // room on either side.
    let to = |minimum: usize| move |rate: f64| Some((rate, minimum));
    let all = |rates: [f64; 8]| rates.map(to(0));
    // The deeper well behind the hill is 0, the nearer one 1. A velocity carries
    // momentum and Nesterov over, Adam's average slope does at a large rate.
    let over = [to(1)(0.1), to(0)(0.01), to(0)(0.03), to(1)(0.3), to(1)(0.03), to(0)(0.3), to(0)(0.3), to(1)(0.03)];
    let table = LeastSquares {
        inputs: array![[0.0, 5.0], [1.0, -3.0], [2.0, 1.0], [3.0, 2.0], [4.0, 0.0]],
        targets: array![1.5, 7.5, 7.5, 9.0, 12.1],
    };
    let ravine = elongated_bowl(100.0);
    let turned = Rotated::by_45_degrees(ravine);
    //                                                              GD     mom.   Nest.  AdaG. RMSP. Adam  AMSG. AdamW
    let row = |name, surface, start, arrivals| Row { name, surface, start, arrivals };
    vec![
        row("ravine", Box::new(ravine) as _, &[1.0, 1.0],        all([0.01,  0.01,  0.003, 0.3,  0.01, 0.1,  0.1,  0.1])),
        row("turned ravine", Box::new(turned), &[1.0, 0.5],      all([0.01,  0.01,  0.003, 0.3,  0.01, 0.1,  0.1,  0.1])),
        row("Beale", Box::new(Beale), &[1.0, 1.0],               all([0.03,  0.01,  0.01,  0.3,  0.01, 0.1,  0.1,  0.1])),
        row("Himmelblau", Box::new(Himmelblau), &[0.0, 0.0],     all([0.003, 0.001, 0.003, 0.3,  0.1,  0.1,  0.1,  0.1])),
        row("least squares", Box::new(table), &[0.0; 3],         all([0.03,  0.01,  0.01,  1.0,  0.1,  0.1,  0.1,  0.1])),
        row("well", Box::new(DoubleWell::<1> { tilt: 0.1 }), &[2.0], over),
        row("well in a valley", Box::new(DoubleWell::<2> { tilt: 0.1 }), &[2.0, 1.0], over),
        row("Rosenbrock", Box::new(Rosenbrock), &[-1.2, 1.0],
            [None, Some((0.003, 0)), Some((0.001, 0)), None, None, Some((0.03, 0)), Some((0.1, 0)), Some((0.03, 0))]),
    ]
}

/// Who does not arrive within the budget, where, at any rate up to 1, and why.
fn exceptions() -> Vec<(Rule, &'static str, &'static str)> {
    let bent = "a condition number of 2508 and a largest stable rate of 0.002: 15068 steps to 1e-6";
    let spent = "the slopes of the descent into the ravine have used up its rate along it";
    let bounce =
        "it bounces between the walls by its rate, and the bend leaves too few small steps";
    let mut all = vec![
        (Rule::GradientDescent, "Rosenbrock", bent),
        (Rule::AdaGrad, "Rosenbrock", spent),
        (Rule::RmsProp, "Rosenbrock", bounce),
    ];
    let cycle = "at a constant rate it ends in a cycle of two, half a rate from the minimum";
    all.extend(rows().iter().map(|row| (Rule::RmsPropAtAConstantRate, row.name, cycle)));
    all
}

#[test]
fn every_rule_reaches_the_minimum_that_the_table_says() {
    for row in rows() {
        let minima = row.surface.minima();
        for (rule, arrival) in COLUMNS.into_iter().zip(row.arrivals) {
            let Some((rate, minimum)) = arrival else { continue };
            let end = end(rule, rate, &*row.surface, row.start);
            let above = row.surface.value(&end) - row.surface.value(&minima[minimum]);
            // Which of equally deep minima, the loss cannot say.
            let reached = &minima[minimum];
            let aside = end.iter().zip(reached).map(|(x, y)| (x - y).abs()).fold(0.0, f64::max);
            assert!(above <= NEAR && aside < 1e-2, "{rule:?} on {}: {above:e}, {end:?}", row.name);
        }
    }
}

#[test]
fn the_gaps_in_the_table_are_the_listed_exceptions_and_no_rate_up_to_one_fills_them() {
    let exceptions = exceptions();
    for row in rows() {
        let lowest = row.surface.value(&row.surface.minima()[0]);
        for (rule, arrival) in COLUMNS.into_iter().zip(row.arrivals) {
            let listed = exceptions.iter().any(|(r, name, _)| *r == rule && *name == row.name);
            assert_eq!(arrival.is_none(), listed, "{rule:?} on {}", row.name);
        }
        for (rule, _, why) in exceptions.iter().filter(|(_, name, _)| *name == row.name) {
            for rate in [3e-4, 1e-3, 3e-3, 0.01, 0.03, 0.1, 0.3, 1.0] {
                let above = row.surface.value(&end(*rule, rate, &*row.surface, row.start)) - lowest;
                // Infinity less infinity, where it diverged, is no arrival either.
                assert!(
                    above.is_nan() || above > FAR,
                    "{rule:?} on {}: {above:e}, not: {why}",
                    row.name
                );
            }
        }
    }
}

#[test]
fn where_it_ends_depends_on_the_rate_as_much_as_on_the_start() {
    // Himmelblau's function, one start, one rule.
    let nearest = |rate| {
        let end = end(Rule::Momentum, rate, &Himmelblau, &[0.0, 0.0]);
        let minima = Himmelblau.minima();
        minima.iter().position(|m| m.iter().zip(&end).all(|(x, y)| (x - y).abs() < 1e-6))
    };
    assert_eq!([0.001, 0.01].map(nearest), [Some(0), Some(3)]);
    // The well behind the hill, one start, one rule.
    let well = DoubleWell::<1> { tilt: 0.1 };
    let side = |rate| end(Rule::Adam, rate, &well, &[2.0])[0] > 0.0;
    assert_eq!([0.1, 0.3].map(side), [true, false]);
}

#[test]
fn adamw_without_decay_is_adam() {
    for row in rows() {
        let [one, other] =
            [Rule::Adam, Rule::AdamW].map(|rule| end(rule, 0.1, &*row.surface, row.start));
        assert_eq!(one, other, "{}", row.name);
    }
}
