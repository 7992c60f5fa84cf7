//! A run that was saved and goes on is the run that never stopped.

use descent::catalogue::{Like, RULES};
use descent::surface::Rosenbrock;
use descent::{
    AnyRule, Average, Averaged, Clipped, Decay, Limit, Optimizer, Schedule, ScheduleFree,
    Scheduled, Surface, WeightDecay,
};

const STEPS: usize = 40;

/// One more step of `rule` on Rosenbrock's valley.
fn step(rule: &AnyRule, state: &mut <AnyRule as Optimizer>::State, theta: &mut [f64]) {
    let (mut at, mut slope) = (theta.to_vec(), [0.0; 2]);
    rule.probe(state, &mut at);
    Rosenbrock.gradient(&at, &mut slope);
    rule.step(state, theta, &slope);
}

/// Every rule in every framework's convention, and once more with all that can
/// stand around it.
fn rules() -> Vec<(String, AnyRule)> {
    let presets = RULES.iter().flat_map(|named| {
        Like::ALL.into_iter().filter_map(|like| {
            Some((
                format!("{} as in {}", named.name, like.word()),
                (named.preset)(like)?.scaled(0.01),
            ))
        })
    });
    presets
        .flat_map(|(name, rule)| {
            let decayed = WeightDecay { rule: rule.clone(), decay: Decay::L2(0.01) };
            let clipped = Clipped { rule: decayed, limit: Limit::Norm(1.0) };
            let schedule = Schedule::WarmUpCosine { warm_up: 5, steps: 30, from: 0.1, floor: 0.0 };
            let around = AnyRule::of(Scheduled { rule: clipped, schedule });
            let decay = Decay::Cautious(0.001);
            let cautious = WeightDecay { rule: rule.clone(), decay };
            let averaged = [
                Average::Mean,
                Average::Ema { beta: 0.9 },
                Average::Biased { beta: 0.9 },
                Average::Corrected { beta: 0.9 },
            ]
            .into_iter()
            .fold(AnyRule::of(cautious), |rule, average| {
                AnyRule::of(Averaged { rule, average, from: 3 })
            });
            [
                (format!("{name}, wrapped"), around),
                (format!("{name}, averaged"), averaged),
                (name, rule),
            ]
        })
        .chain(schedule_free())
        .collect()
}

fn schedule_free() -> [(String, AnyRule); 2] {
    let schedule = Schedule::WarmUp { steps: 9, from: 0.1 };
    let mut rule = ScheduleFree { decay: 0.001, ramp: 0.5, ..ScheduleFree::sgd() };
    rule.rule.rate = 0.001;
    [
        ("schedule-free".into(), AnyRule::of(Scheduled { rule, schedule })),
        ("schedule-free adamw".into(), AnyRule::of(ScheduleFree::adamw())),
    ]
}

#[test]
fn a_run_goes_on_from_its_memory_bit_for_bit() {
    for (name, rule) in rules() {
        let (mut theta, mut state) = ([-1.2, 1.0], rule.init(2));
        for taken in 0..STEPS {
            let mut saved: Vec<(&str, Vec<f64>)> = Vec::new();
            rule.memory(&mut state, &mut |part, values| saved.push((part, values.to_vec())));
            let (mut other, mut parts) = (rule.init(2), saved.iter());
            rule.memory(&mut other, &mut |part, values| {
                let (known, from) = parts.next().expect("as many parts");
                assert_eq!((part, values.len()), (*known, from.len()), "{name}");
                values.copy_from_slice(from);
            });
            let mut on = theta;
            step(&rule, &mut other, &mut on);
            step(&rule, &mut state, &mut theta);
            assert_eq!(on.map(f64::to_bits), theta.map(f64::to_bits), "{name}, after {taken}");
            assert_eq!(rule.vectors(&other), rule.vectors(&state), "{name}, after {taken}");
        }
        assert!(theta != [-1.2, 1.0], "{name} moved");
    }
}
