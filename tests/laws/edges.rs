//! Numbers at the edge of what a float can hold, for every rule: what the
//! modules say happens, and never a panic.

use descent::surface::elongated_bowl;
use descent::{
    AdaGrad, Adam, AdamW, Average, Averaged, Clipped, Decay, Descent, Epsilon, GradientDescent,
    Limit, Momentum, Nesterov, NesterovForm, Optimizer, RatePlace, RmsProp, Schedule, ScheduleFree,
    Scheduled, Surface, WeightDecay,
};

const INFINITY: f64 = f64::INFINITY;
const NAN: f64 = f64::NAN;

/// Steps by hand under given slopes, two parameters from (1, 1); diverged or
/// not, every step is taken.
type Steps = Box<dyn Fn(&[[f64; 2]]) -> [f64; 2]>;

fn steps<O: Optimizer + 'static>(rule: O) -> Steps {
    rule.check().unwrap();
    Box::new(move |slopes| {
        let (mut state, mut theta) = (rule.init(2), [1.0; 2]);
        for slope in slopes {
            let mut at = theta;
            rule.probe(&state, &mut at);
            rule.step(&mut state, &mut theta, slope);
        }
        theta
    })
}

/// The rules that do not divide by the size of slopes.
fn plain() -> Vec<(&'static str, Steps)> {
    let heavy = Momentum::notes();
    let ahead = Nesterov::notes();
    vec![
        ("gradient descent", steps(GradientDescent { rate: 0.01 })),
        ("momentum", steps(heavy)),
        ("momentum, rate outside", steps(Momentum { rate_place: RatePlace::Outside, ..heavy })),
        ("momentum, dampened", steps(Momentum { dampening: 0.5, ..heavy })),
        ("nesterov", steps(ahead)),
        ("nesterov, keras", steps(Nesterov { form: NesterovForm::Keras, ..ahead })),
        ("nesterov, pytorch", steps(Nesterov { form: NesterovForm::PyTorch, ..ahead })),
        ("l2", steps(WeightDecay { rule: heavy, decay: Decay::L2(0.0) })),
        ("decoupled", steps(WeightDecay { rule: heavy, decay: Decay::Decoupled(0.0) })),
        ("cautious", steps(WeightDecay { rule: heavy, decay: Decay::Cautious(0.0) })),
        ("scheduled", steps(Scheduled { rule: heavy, schedule: Schedule::Constant })),
        ("averaged", steps(Averaged { rule: heavy, average: Average::Mean, from: 1 })),
        (
            "schedule-free",
            steps(ScheduleFree { rule: GradientDescent { rate: 0.01 }, ..ScheduleFree::sgd() }),
        ),
    ]
}

/// The rules that do, with a given ε.
fn adaptive(epsilon: Epsilon) -> Vec<(&'static str, Steps)> {
    let adagrad = AdaGrad { epsilon, ..AdaGrad::paper() };
    let rms_prop = RmsProp { epsilon, ..RmsProp::hinton() };
    let adam = Adam { epsilon, ..Adam::paper() };
    vec![
        ("adagrad", steps(adagrad)),
        ("rmsprop", steps(rms_prop)),
        ("rmsprop, centered", steps(RmsProp { centered: true, ..rms_prop })),
        ("rmsprop, momentum", steps(RmsProp { momentum: 0.5, ..rms_prop })),
        ("adam", steps(adam)),
        ("amsgrad", steps(Adam { amsgrad: true, ..adam })),
        ("adam, uncorrected", steps(Adam { corrected: false, ..adam })),
        ("adamw", steps(AdamW { rule: adam, decay: Decay::Decoupled(0.0) })),
    ]
}

const EPSILONS: [Epsilon; 6] = [
    Epsilon::Outside(0.0),
    Epsilon::Inside(0.0),
    Epsilon::Hat(0.0),
    Epsilon::Outside(1e-8),
    Epsilon::Inside(1e-8),
    Epsilon::Hat(1e-8),
];

fn everything() -> Vec<(&'static str, Steps)> {
    plain().into_iter().chain(EPSILONS.into_iter().flat_map(adaptive)).collect()
}

#[test]
fn a_slope_of_zero_from_the_start_never_moves_anything() {
    for (name, steps) in everything() {
        for zero in [0.0, -0.0] {
            assert_eq!(steps(&[[zero; 2]; 100]), [1.0; 2], "{name}");
        }
        // One parameter at rest beside one that moves.
        let [still, moved] = steps(&[[0.0, 1.0]; 100]);
        assert!(still == 1.0 && moved < 1.0, "{name}");
    }
}

#[test]
fn a_square_that_underflows_moves_nothing_without_epsilon_and_next_to_nothing_with_it() {
    let tiny = 1e-170;
    let end = |rule: &Steps| rule(&[[tiny, -tiny]; 10]);
    for epsilon in EPSILONS {
        for (name, rule) in adaptive(epsilon) {
            // A step of 1e-165 is lost in 1.
            assert_eq!(end(&rule), [1.0; 2], "{name} {epsilon:?}");
        }
    }
    // From 0 it can be seen: η g/ε, and nothing at all for an ε of 0.
    let from_zero = |epsilon| {
        let rule = AdaGrad { rate: 1.0, epsilon, start: 0.0 };
        let mut theta = [0.0];
        rule.step(&mut rule.init(1), &mut theta, &[tiny]);
        theta[0]
    };
    assert_eq!(from_zero(Epsilon::Outside(0.0)), 0.0);
    assert_eq!(from_zero(Epsilon::Outside(1e-8)), -(tiny / 1e-8));
    assert_eq!(from_zero(Epsilon::Inside(1e-8)), -(tiny / 1e-8_f64.sqrt()));
}

#[test]
fn a_square_that_overflows_freezes_its_parameter_for_ever_and_no_other() {
    let mut slopes = vec![[1.0; 2], [1e170, 1.0]];
    slopes.extend([[1.0; 2]; 500]);
    for epsilon in EPSILONS {
        for (name, steps) in adaptive(epsilon) {
            let [before, _] = steps(&slopes[..1]);
            let [frozen, free] = steps(&slopes);
            // RMSProp's velocity, half of it left in each step, runs out: as
            // far again as the step before.
            let expected = if name.contains("momentum") { 2.0 * before - 1.0 } else { before };
            assert!((frozen - expected).abs() < 1e-12, "{name} {epsilon:?}: {frozen} {expected}");
            assert!(free.is_finite() && free < before, "{name} {epsilon:?}");
        }
    }
    // Decay goes on whatever the slopes are.
    let decayed = steps(AdamW { decay: Decay::Decoupled(0.01), ..AdamW::pytorch() })(&slopes);
    assert!(decayed[0].abs() < 0.01 && decayed[0] > 0.0, "{decayed:?}");
}

#[test]
fn without_memory_an_overflowed_square_is_nan_one_step_later() {
    for rule in [
        steps(RmsProp { beta: 0.0, ..RmsProp::hinton() }),
        steps(Adam { beta2: 0.0, ..Adam::paper() }),
    ] {
        assert_eq!(rule(&[[1e170; 2]]), [1.0; 2]);
        // 0 · ∞ is NaN.
        assert!(rule(&[[1e170; 2], [1.0; 2]]).iter().all(|w| w.is_nan()));
    }
}

#[test]
fn rules_that_do_not_divide_take_slopes_of_any_size_as_they_are() {
    for (name, steps) in plain() {
        for slope in [1e170, 1e-170] {
            let [up, down] = steps(&[[slope, -slope]]);
            let (far, ahead) = (0.01 * slope, 0.019 * slope);
            // Frameworks' Nesterov takes 1 + β of the first slope.
            let framework = name.contains("keras") || name.contains("pytorch");
            let expected = if framework { ahead } else { far };
            assert!(
                (up - 1.0 + expected).abs() <= 4.0 * f64::EPSILON * expected.max(1.0),
                "{name}"
            );
            assert!((down - 1.0 - expected).abs() <= 4.0 * f64::EPSILON * expected.max(1.0));
        }
    }
}

#[test]
fn a_slope_that_is_no_number_spoils_its_own_parameter_only() {
    for slope in [NAN, INFINITY, -INFINITY] {
        for (name, steps) in everything() {
            let [spoilt, other] = steps(&[[1.0, 1.0], [slope, 1.0], [1.0, 1.0]]);
            assert!(!spoilt.is_finite(), "{name}: {spoilt}");
            assert_eq!(other, steps(&[[1.0; 2]; 3])[1], "{name}");
        }
    }
}

#[test]
fn a_slope_that_is_no_number_ends_a_descent_as_diverged() {
    fn ends(rule: &impl Optimizer, slope: f64) {
        let descent = Descent { start: &[1.0, 1.0], steps: 10, every: 1 };
        let bowl = elongated_bowl(2.0);
        let broken_at_four = |t: usize, at: &[f64], into: &mut [f64]| {
            bowl.gradient(at, into);
            into[0] = if t == 4 { slope } else { into[0] };
        };
        let path = descent.run(rule, |at| bowl.value(at), broken_at_four).unwrap();
        assert_eq!((path.diverged, path.len()), (Some(4), 4));
        assert!(path.coordinates.iter().all(|x| x.is_finite()));
    }
    for slope in [NAN, INFINITY, -INFINITY] {
        ends(&GradientDescent { rate: 0.1 }, slope);
        ends(&Momentum::notes(), slope);
        ends(&Nesterov::notes(), slope);
        ends(&AdaGrad::paper(), slope);
        ends(&RmsProp::hinton(), slope);
        ends(&RmsProp { centered: true, momentum: 0.5, ..RmsProp::pytorch() }, slope);
        ends(&Adam::paper(), slope);
        ends(&Adam { amsgrad: true, ..Adam::keras() }, slope);
        ends(&AdamW::pytorch(), slope);
        ends(&Clipped { rule: Adam::paper(), limit: Limit::Norm(1.0) }, slope);
    }
}

#[test]
fn clipping_by_norm_tames_every_finite_slope_and_gives_up_on_the_rest() {
    let clipped = |limit, slope: [f64; 3]| {
        let mut gradient = slope;
        Limit::apply(limit, &mut gradient);
        gradient
    };
    let third = 2.0 / 3.0_f64.sqrt();
    for limit in [Limit::Norm(2.0), Limit::PyTorchNorm(2.0)] {
        // 1.7e308 is near the largest float there is, and the norm beyond it.
        for huge in [1e10, 1e154, 1e170, 1e308, 1.7e308] {
            for (g, sign) in clipped(limit, [huge, -huge, huge]).into_iter().zip([1.0, -1.0, 1.0]) {
                assert!((g - sign * third).abs() <= 1e-15, "{huge}: {g}");
            }
        }
        for small in [0.0, 1e-170, 1e-310, 0.5] {
            assert_eq!(clipped(limit, [small, -small, 0.0]), [small, -small, 0.0]);
        }
        for slope in [NAN, INFINITY, -INFINITY] {
            assert!(clipped(limit, [1.0, slope, 0.0]).iter().all(|g| g.is_nan()));
        }
    }
    // A limit that a huge gradient keeps to leaves it alone.
    assert_eq!(clipped(Limit::Norm(1e300), [1e200, 0.0, -1e200]), [1e200, 0.0, -1e200]);
}

#[test]
fn clipping_by_value_cuts_infinity_and_keeps_nan() {
    let mut gradient = [INFINITY, -INFINITY, NAN, 1e-170, -3.0];
    Limit::Value(2.0).apply(&mut gradient);
    assert!(gradient[2].is_nan());
    gradient[2] = 0.0;
    assert_eq!(gradient, [2.0, -2.0, 0.0, 1e-170, -2.0]);
    // So a descent survives an infinite slope.
    let rule = steps(Clipped { rule: Adam::paper(), limit: Limit::Value(1.0) });
    assert_eq!(rule(&[[INFINITY, 1.0]; 5])[0], rule(&[[1.0; 2]; 5])[0]);
}

#[test]
fn a_constant_slope_does_not_make_a_centered_variance_negative() {
    // s − m² as frameworks compute it turns negative here, and its root NaN,
    // at step 3226.
    for slope in [0.1, 1e4, 1e-100] {
        for rule in [RmsProp::pytorch(), RmsProp::keras(), RmsProp::optax(), RmsProp::hinton()] {
            let rule = RmsProp { centered: true, ..rule };
            let (mut state, mut theta) = (rule.init(1), [0.0]);
            for t in 0..10_000 {
                rule.step(&mut state, &mut theta, &[slope]);
                assert!(theta[0].is_finite() && state.squares[0] >= 0.0, "{slope} {t}");
            }
            // The start from 0, all the variance there was, is forgotten.
            assert!(state.squares[0] <= 1e-20 * slope * slope, "{}", state.squares[0]);
        }
    }
}

#[test]
fn epsilon_is_added_where_its_name_says() {
    assert_eq!(Epsilon::Outside(0.5).root(4.0), 2.5);
    assert_eq!(Epsilon::Hat(0.5).root(4.0), 2.5);
    assert_eq!(Epsilon::Inside(0.25).root(2.0), 1.5);
    for epsilon in EPSILONS {
        assert!(setting::check(&epsilon).is_ok() && epsilon.root(INFINITY) == INFINITY);
    }
    for wrong in [-1e-8, NAN, INFINITY] {
        for epsilon in [Epsilon::Outside(wrong), Epsilon::Inside(wrong), Epsilon::Hat(wrong)] {
            assert_eq!(setting::check(&epsilon).unwrap_err().refusals.len(), 1);
        }
    }
}
