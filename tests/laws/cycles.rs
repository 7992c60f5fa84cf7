//! Schedules of several parts, and the one that waits for a plateau: against
//! arithmetic by hand.

use descent::{Curve, Plateau, Schedule};

#[track_caller]
fn factors(schedule: &Schedule, expected: &[(usize, f64)]) {
    assert_eq!(schedule.check(), Ok(()));
    for &(t, factor) in expected {
        let found = schedule.factor(t);
        assert!((found - factor).abs() <= f64::EPSILON, "step {t}: {found}, not {factor}");
    }
}

#[test]
fn inverse_time_is_smooth_or_a_staircase() {
    let smooth = Schedule::InverseTime { every: 1, gamma: 1.0 };
    // 1/t: the rates whose steps on x²/2 are a running mean.
    assert!((1..100).all(|t| smooth.factor(t) == 1.0 / t as f64));
    let stairs = Schedule::InverseTime { every: 10, gamma: 0.5 };
    factors(&stairs, &[(1, 1.0), (10, 1.0), (11, 1.0 / 1.5), (20, 1.0 / 1.5), (21, 0.5)]);
    let none = Schedule::InverseTime { every: 1, gamma: 0.0 };
    assert!((1..100).all(|t| none.factor(t) == 1.0));
}

#[test]
fn waves_start_again_each_longer_and_lower_than_the_last() {
    let (growth, shrink, floor) = (2.0, 0.5, 0.2);
    let waves = Schedule::CosineRestarts { steps: 6, growth, shrink, floor };
    // Waves from 0, 6 and 18 on, of 6, 12 and 24 steps: their tops, and halfway down.
    factors(&waves, &[(1, 1.0), (4, 0.6), (7, 0.6), (13, 0.4), (19, 0.4), (31, 0.3), (43, 0.3)]);
    let alike = Schedule::CosineRestarts { steps: 6, growth: 1.0, shrink: 1.0, floor };
    let one = Schedule::Cosine { steps: 6, floor };
    assert!((1..100).all(|t| alike.factor(t) == one.factor((t - 1) % 6 + 1)));
}

#[test]
fn up_along_and_down() {
    let parts =
        |curve| Schedule::Wsd { warm_up: 4, stable: 5, decay: 4, from: 0.2, floor: 0.1, curve };
    let line = parts(Curve::Line);
    factors(&line, &[(1, 0.2), (3, 0.6), (5, 1.0), (9, 1.0), (10, 1.0), (11, 0.775), (12, 0.55)]);
    factors(&line, &[(14, 0.1), (15, 0.1), (1000, 0.1)]);
    // 1 − √¼ is ½.
    factors(&parts(Curve::Root), &[(10, 1.0), (11, 0.55), (14, 0.1), (99, 0.1)]);
    factors(&parts(Curve::COSINE), &[(10, 1.0), (12, 0.55), (14, 0.1)]);
    factors(&parts(Curve::Cosine { power: 2.0 }), &[(10, 1.0), (12, 0.1 + 0.9 / 4.0), (14, 0.1)]);
    let bare = Schedule::Wsd {
        warm_up: 0,
        stable: 0,
        decay: 7,
        from: 0.0,
        floor: 0.1,
        curve: Curve::COSINE,
    };
    let cosine = Schedule::Cosine { steps: 7, floor: 0.1 };
    assert!((1..20).all(|t| (bare.factor(t) - cosine.factor(t)).abs() <= f64::EPSILON));
}

#[test]
fn one_cycle_in_two_phases_and_in_three() {
    let cycle = |back, curve| Schedule::OneCycle {
        peak: 4.0,
        back,
        end: 12.0,
        from: 0.2,
        floor: 0.0,
        curve,
    };
    let two = cycle(None, Curve::Line);
    factors(&two, &[(1, 0.2), (3, 0.6), (5, 1.0), (7, 0.75), (9, 0.5), (13, 0.0), (99, 0.0)]);
    let three = cycle(Some(8.0), Curve::COSINE);
    factors(&three, &[(1, 0.2), (3, 0.6), (5, 1.0), (7, 0.6), (9, 0.2), (11, 0.1), (13, 0.0)]);
    // The peak may lie between two steps, which then both stay below it.
    let between = Schedule::OneCycle {
        peak: 2.5,
        back: None,
        end: 5.0,
        from: 0.0,
        floor: 0.0,
        curve: Curve::Line,
    };
    factors(&between, &[(1, 0.0), (3, 0.8), (4, 0.8), (6, 0.0)]);
}

#[test]
fn up_and_down_over_and_over() {
    let same = Schedule::Cyclic { up: 4, gamma: 1.0, from: 0.2 };
    factors(&same, &[(1, 0.2), (3, 0.6), (5, 1.0), (7, 0.6), (9, 0.2), (13, 1.0), (17, 0.2)]);
    let halved = Schedule::Cyclic { up: 4, gamma: 0.5, from: 0.2 };
    factors(&halved, &[(5, 1.0), (9, 0.2), (13, 0.6), (21, 0.4)]);
}

#[test]
fn settings_out_of_range_are_refused_by_name() {
    let (from, floor) = (2.0, -1.0);
    let curve = Curve::Cosine { power: 0.0 };
    for (schedule, refused) in [
        (Schedule::InverseTime { every: 0, gamma: -1.0 }, "every gamma"),
        (
            Schedule::CosineRestarts { steps: 0, growth: 0.5, shrink: 0.0, floor },
            "steps growth shrink floor",
        ),
        (
            Schedule::Wsd { warm_up: 0, stable: 0, decay: 0, from, floor, curve },
            "decay from floor power",
        ),
        (
            Schedule::OneCycle { peak: 0.0, back: Some(0.0), end: 0.0, from, floor, curve },
            "peak back end from floor power",
        ),
        (
            Schedule::OneCycle { peak: 5.0, back: None, end: 5.0, from, floor, curve },
            "end from floor power",
        ),
        (Schedule::Cyclic { up: 0, gamma: f64::NAN, from }, "up gamma from"),
    ] {
        let refusals = schedule.check().unwrap_err().refusals;
        let names: Vec<&str> = refusals.iter().filter_map(|said| said.split(' ').next()).collect();
        assert_eq!(names.join(" "), refused, "{refusals:?}");
    }
    let wrong = Plateau { gamma: 0.0, relative: 2.0, floor: -1.0, ..Plateau::pytorch() };
    assert_eq!(wrong.check().unwrap_err().refusals.len(), 3);
    assert!(
        [Plateau::pytorch(), Plateau::keras(), Plateau::optax()]
            .iter()
            .all(|rule| rule.check().is_ok())
    );
}

#[test]
fn a_plateau_lowers_the_rate_once_its_patience_is_over() {
    let rule = Plateau { gamma: 0.5, patience: 2, cooldown: 2, floor: 0.2, ..Plateau::pytorch() };
    // Three bad ones; two let off; three more; two; three; and so on to the floor.
    let losses = [1.0; 20];
    let mut expected = vec![1.0; 3];
    expected.extend([0.5; 5]);
    expected.extend([0.25; 5]);
    expected.extend([0.2; 7]);
    assert_eq!(rule.factors(&losses), expected);
    // One better in time, and nothing happens.
    let falling: Vec<f64> = (0..20).map(|t| 1.0 - f64::from(t / 3)).collect();
    assert!(rule.factors(&falling[..6]).iter().all(|&factor| factor == 1.0));
    // Better by less than the threshold is no better.
    let slow = Plateau { patience: 0, relative: 0.1, absolute: 0.1, ..rule };
    assert_eq!(slow.factors(&[1.0, 0.8]), [1.0, 0.5]);
    assert_eq!(slow.factors(&[1.0, 0.79]), [1.0, 1.0]);
    let rising = Plateau { larger: true, ..slow };
    assert_eq!(rising.factors(&[1.0, 1.2]), [1.0, 0.5]);
    assert_eq!(rising.factors(&[1.0, 1.21]), [1.0, 1.0]);
}
