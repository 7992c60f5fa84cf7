//! Schedules as they are written, and every mistake by name.

use super::parse;
use descent::{Curve, Schedule};

#[test]
fn every_schedule_can_be_written() {
    for (text, schedule, whole) in [
        ("constant", Schedule::Constant, "constant"),
        ("step:every=50", Schedule::Step { every: 50, gamma: 0.1 }, "step:every=50,gamma=0.1"),
        (
            "multi-step:gamma=0.5,at=10+25",
            Schedule::MultiStep { at: vec![10, 25], gamma: 0.5 },
            "multi-step:at=10+25,gamma=0.5",
        ),
        ("exponential:gamma=0.9", Schedule::Exponential { gamma: 0.9 }, "exponential:gamma=0.9"),
        (
            "polynomial:steps=9",
            Schedule::Polynomial { steps: 9, power: 1.0, floor: 0.0 },
            "polynomial:steps=9,power=1,floor=0",
        ),
        (
            "cosine:steps=200,floor=0.5",
            Schedule::Cosine { steps: 200, floor: 0.5 },
            "cosine:steps=200,floor=0.5",
        ),
        ("warm-up:steps=5", Schedule::WarmUp { steps: 5, from: 0.0 }, "warm-up:steps=5,from=0"),
        (
            "warm-up-cosine:warm-up=10,steps=100",
            Schedule::WarmUpCosine { warm_up: 10, steps: 100, from: 0.0, floor: 0.0 },
            "warm-up-cosine:warm-up=10,steps=100,from=0,floor=0",
        ),
        (
            "inverse-time:gamma=0.5",
            Schedule::InverseTime { every: 1, gamma: 0.5 },
            "inverse-time:every=1,gamma=0.5",
        ),
        (
            "cosine-restarts:steps=10,growth=2",
            Schedule::CosineRestarts { steps: 10, growth: 2.0, shrink: 1.0, floor: 0.0 },
            "cosine-restarts:steps=10,growth=2,shrink=1,floor=0",
        ),
        (
            "wsd:stable=80,decay=20,curve=root",
            Schedule::Wsd {
                warm_up: 0,
                stable: 80,
                decay: 20,
                from: 0.0,
                floor: 0.0,
                curve: Curve::Root,
            },
            "wsd:warm-up=0,stable=80,decay=20,from=0,floor=0,curve=root",
        ),
        (
            "one-cycle:peak=29,end=99",
            Schedule::OneCycle {
                peak: 29.0,
                back: None,
                end: 99.0,
                from: 0.04,
                floor: 4e-6,
                curve: Curve::COSINE,
            },
            "one-cycle:peak=29,back=off,end=99,from=0.04,floor=4e-6,curve=cosine",
        ),
        (
            "one-cycle:peak=29,back=58,end=99,curve=line,floor=0",
            Schedule::OneCycle {
                peak: 29.0,
                back: Some(58.0),
                end: 99.0,
                from: 0.04,
                floor: 0.0,
                curve: Curve::Line,
            },
            "one-cycle:peak=29,back=58,end=99,from=0.04,floor=0,curve=line",
        ),
        (
            "cyclic:up=5,gamma=0.5",
            Schedule::Cyclic { up: 5, gamma: 0.5, from: 0.0 },
            "cyclic:up=5,gamma=0.5,from=0",
        ),
    ] {
        assert_eq!(parse(text), Ok((schedule, whole.to_string())), "{text}");
    }
}

#[test]
fn every_mistake_is_named() {
    for (text, says) in [
        ("cosin:steps=5", vec!["no schedule `cosin`; did you mean `cosine`?"]),
        ("step", vec!["every is missing"]),
        ("multi-step:at=,gamma=", vec!["at is missing", "gamma is missing"]),
        (
            "step:evry=5,gamma=x",
            vec!["`evry`; did you mean `every`?", "every is missing", "gamma is `x`"],
        ),
        ("step:every=5,every=6", vec!["every is given twice"]),
        ("step:5", vec!["setting=value, found `5`", "every is missing"]),
        ("wsd:stable=5,decay=5,curve=lime", vec!["no curve `lime`; did you mean `line`?"]),
        ("one-cycle:peak=9,end=9,back=x", vec!["back is `x`, but must be a number"]),
        ("one-cycle:peak=9,end=9", vec!["end is 9, but must be finite and above 9"]),
        ("constant:gamma=1", vec!["constant has no settings"]),
        ("step:every=0,gamma=-1", vec!["every is 0, but must be at least 1", "gamma is -1"]),
        ("cosine:steps=2.5", vec!["steps is `2.5`, but must be a number of steps"]),
        ("multi-step:at=3+x", vec!["at is `x`, but must be numbers of steps with + between"]),
        ("warm-up-cosine:warm-up=9,steps=9", vec!["warm-up is 9, but must be below steps, 9"]),
        ("cosine:steps=5,floor=nan", vec!["floor is NaN, but must be at least 0 and at most 1"]),
    ] {
        let mistakes = parse(text).expect_err(text);
        assert_eq!(mistakes.len(), says.len(), "{mistakes:?}");
        for (mistake, says) in mistakes.iter().zip(says) {
            assert!(mistake.contains(says), "{text}: {mistake}");
        }
    }
}
