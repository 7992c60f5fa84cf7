//! Schedules: the factors at chosen steps, and how they reach a rule.

use descent::surface::{Rosenbrock, elongated_bowl};
use descent::{GradientDescent, Momentum, Optimizer, Schedule, Scheduled, Surface, descend};

/// A unit in the last place of 1: what one rounded product or cosine may be off.
const LAST_PLACE: f64 = f64::EPSILON;

#[track_caller]
fn factors(schedule: &Schedule, expected: &[(usize, f64)]) {
    assert_eq!(schedule.check(), Ok(()));
    for &(t, factor) in expected {
        let found = schedule.factor(t);
        assert!((found - factor).abs() <= LAST_PLACE, "step {t}: {found}, not {factor}");
    }
}

#[test]
fn falling_in_steps() {
    factors(&Schedule::Constant, &[(1, 1.0), (1000, 1.0)]);
    factors(
        &Schedule::Step { every: 3, gamma: 0.5 },
        &[(1, 1.0), (3, 1.0), (4, 0.5), (6, 0.5), (7, 0.25), (31, 1.0 / 1024.0)],
    );
    // The update with ten behind it is the first at the lower rate; PyTorch's
    // MultiStepLR([10, 25]), whatever the order of the milestones.
    factors(
        &Schedule::MultiStep { at: vec![25, 10], gamma: 0.1 },
        &[(1, 1.0), (10, 1.0), (11, 0.1), (25, 0.1), (26, 0.01), (99, 0.01)],
    );
    factors(&Schedule::Exponential { gamma: 0.9 }, &[(1, 1.0), (2, 0.9), (3, 0.81), (5, 0.6561)]);
}

#[test]
fn falling_smoothly_to_a_floor_that_is_kept() {
    let polynomial = Schedule::Polynomial { steps: 4, power: 2.0, floor: 0.1 };
    let expected = [1.0, 0.1 + 0.9 * 0.5625, 0.1 + 0.9 * 0.25, 0.1 + 0.9 * 0.0625];
    factors(&polynomial, &[(1, expected[0]), (2, expected[1]), (3, expected[2]), (4, expected[3])]);
    // cos of 60°, 90° and 120°.
    let cosine = Schedule::Cosine { steps: 6, floor: 0.2 };
    factors(&cosine, &[(1, 1.0), (3, 0.2 + 0.8 * 0.75), (4, 0.6), (5, 0.2 + 0.8 * 0.25)]);
    for (schedule, floor, end) in [(polynomial, 0.1, 5), (cosine, 0.2, 7)] {
        assert!(schedule.factor(end - 1) > floor);
        // PyTorch's cosine would rise again.
        assert!([0, 1, 2, 3, 6, 1000].iter().all(|later| schedule.factor(end + later) == floor));
    }
    assert_eq!(Schedule::Cosine { steps: 10, floor: 0.0 }.factor(11), 0.0);
}

#[test]
fn rising_from_the_start() {
    let warm_up = Schedule::WarmUp { steps: 4, from: 0.2 };
    factors(&warm_up, &[(1, 0.2), (2, 0.4), (3, 0.6), (4, 0.8), (5, 1.0), (6, 1.0), (1000, 1.0)]);
    // steps counts both parts: 4 up, 6 down.
    let both = Schedule::WarmUpCosine { warm_up: 4, steps: 10, from: 0.2, floor: 0.0 };
    factors(
        &both,
        &[(1, 0.2), (4, 0.8), (5, 1.0), (7, 0.75), (8, 0.5), (9, 0.25), (11, 0.0), (99, 0.0)],
    );
    assert!(both.factor(10) > 0.0);
    let without = Schedule::WarmUpCosine { warm_up: 0, steps: 6, from: 0.2, floor: 0.1 };
    let cosine = Schedule::Cosine { steps: 6, floor: 0.1 };
    assert!((1..20).all(|t| without.factor(t) == cosine.factor(t)));
}

#[test]
fn a_warm_up_from_zero_makes_the_first_update_a_no_op() {
    let schedule = Schedule::WarmUp { steps: 4, from: 0.0 };
    let rule = Scheduled { rule: GradientDescent { rate: 0.1 }, schedule };
    let path = descend(&rule, &elongated_bowl(10.0), &[1.0, 1.0], 2).unwrap();
    assert_eq!(path.point(1), path.point(0));
    assert_ne!(path.point(2), path.point(1));
}

#[test]
fn a_constant_schedule_changes_nothing() {
    let rule = Momentum { rate: 0.001, beta: 0.9, ..Momentum::notes() };
    let scheduled = Scheduled { rule, schedule: Schedule::Constant };
    let path = descend(&rule, &Rosenbrock, &[-1.2, 1.0], 300).unwrap();
    assert_eq!(path, descend(&scheduled, &Rosenbrock, &[-1.2, 1.0], 300).unwrap());
}

#[test]
fn the_rate_of_each_step_enters_the_velocity() {
    let schedule = Schedule::Step { every: 2, gamma: 0.5 };
    let rule =
        Scheduled { rule: Momentum { rate: 0.01, beta: 0.9, ..Momentum::notes() }, schedule };
    let bowl = elongated_bowl(25.0);
    let path = descend(&rule, &bowl, &[1.0, 1.0], 6).unwrap();
    let (mut x, mut v, mut g) = ([1.0, 1.0], [0.0, 0.0], [0.0, 0.0]);
    // Halving is exact, so the rates are too.
    for (t, rate) in [0.01, 0.01, 0.005, 0.005, 0.0025, 0.0025].into_iter().enumerate() {
        bowl.gradient(&x, &mut g);
        for i in 0..2 {
            v[i] = 0.9 * v[i] + rate * g[i];
            x[i] -= v[i];
        }
        assert_eq!(path.point(t + 1), x);
    }
    // The notes' convention: only new slopes feel the lower rate. With the rate
    // outside the velocity, as in PyTorch, the path would part here.
    let mut state = rule.init(1);
    let mut theta = [0.0];
    for slope in [1.0, 0.0, 0.0] {
        rule.step(&mut state, &mut theta, &[slope]);
    }
    assert_eq!(state.taken, 3);
    assert!((theta[0] + 0.01 * (1.0 + 0.9 + 0.81)).abs() < 1e-17);
}

/// Measures where it would land; a stand-in for rules that look ahead.
#[derive(Clone)]
struct LooksAhead {
    rate: f64,
}

impl setting::Settings for LooksAhead {
    fn settings(&mut self, _: &mut setting::Each<'_>) {}
}

impl Optimizer for LooksAhead {
    type State = ();
    fn init(&self, _: usize) {}
    fn probe(&self, _: &(), at: &mut [f64]) {
        at[0] += self.rate;
    }
    fn step(&self, _: &mut (), _: &mut [f64], _: &[f64]) {}
    fn scaled(&self, factor: f64) -> Self {
        Self { rate: self.rate * factor }
    }
}

#[test]
fn the_probe_looks_ahead_by_the_rate_of_the_coming_step() {
    let schedule = Schedule::MultiStep { at: vec![1], gamma: 0.25 };
    let rule = Scheduled { rule: LooksAhead { rate: 8.0 }, schedule };
    let mut state = rule.init(1);
    let look = |rule: &Scheduled<LooksAhead>, state: &_| {
        let mut at = [0.0];
        rule.probe(state, &mut at);
        at[0]
    };
    assert_eq!(look(&rule, &state), 8.0);
    rule.step(&mut state, &mut [0.0], &[0.0]);
    assert_eq!(look(&rule, &state), 2.0);
    assert_eq!(look(&rule.scaled(0.5), &state), 1.0);
}

#[test]
fn schedules_on_schedules_multiply() {
    let halved = Scheduled {
        rule: GradientDescent { rate: 1.0 },
        schedule: Schedule::Exponential { gamma: 0.5 },
    };
    let twice = Scheduled { rule: halved, schedule: Schedule::Step { every: 1, gamma: 0.5 } };
    let mut state = twice.init(1);
    let mut theta = [0.0];
    (0..3).for_each(|_| twice.step(&mut state, &mut theta, &[-1.0]));
    assert_eq!(theta[0], 1.0 + 0.25 + 0.0625);
}

#[test]
fn settings_out_of_range_are_refused_by_name() {
    let refusals = |schedule: Schedule| schedule.check().unwrap_err().refusals;
    assert_eq!(
        refusals(Schedule::Step { every: 0, gamma: 0.0 }),
        ["every is 0, but must be at least 1", "gamma is 0, but must be finite and above 0"]
    );
    assert_eq!(
        refusals(Schedule::MultiStep { at: vec![3, 0], gamma: 0.1 }),
        ["at[1] is 0, but must be at least 1"]
    );
    assert_eq!(refusals(Schedule::Exponential { gamma: f64::NAN }).len(), 1);
    assert_eq!(refusals(Schedule::Polynomial { steps: 0, power: 0.0, floor: -0.1 }).len(), 3);
    assert_eq!(refusals(Schedule::Cosine { steps: 0, floor: 1.1 }).len(), 2);
    assert_eq!(refusals(Schedule::WarmUp { steps: 0, from: 2.0 }).len(), 2);
    assert_eq!(
        refusals(Schedule::WarmUpCosine { warm_up: 5, steps: 5, from: 2.0, floor: f64::NAN }),
        [
            "warm_up is 5, but must be below steps, 5",
            "from is 2, but must be at least 0 and at most 1",
            "floor is NaN, but must be at least 0 and at most 1",
        ]
    );
    let rule = Scheduled {
        rule: Momentum { rate: -1.0, beta: 1.0, ..Momentum::notes() },
        schedule: Schedule::Exponential { gamma: -1.0 },
    };
    assert_eq!(rule.check().unwrap_err().refusals.len(), 3);
}

#[test]
fn a_scheduled_rule_shows_its_own_rules_state() {
    let rule = Scheduled { rule: Momentum::notes(), schedule: Schedule::Constant };
    let mut state = rule.init(2);
    rule.step(&mut state, &mut [0.0, 0.0], &[1.0, -2.0]);
    assert_eq!(rule.vectors(&state), [("velocity", &[0.01, -0.02][..])]);
}
