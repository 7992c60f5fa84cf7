//! The settings of every rule: the frameworks' own, those that are refused,
//! and what a state shows by name.

use descent::{
    AdaGrad, Adam, AdamW, Clipped, Decay, Epsilon, GradientDescent, Invalid, Limit, Maximum,
    Momentum, Nesterov, NesterovForm, Optimizer, RatePlace, RmsProp, WeightDecay,
};

#[test]
fn the_rates_and_conventions_of_the_frameworks() {
    use RatePlace::{Inside, Outside};
    let momentum = |rate, rate_place| Momentum { rate, beta: 0.9, dampening: 0.0, rate_place };
    assert_eq!(Momentum::notes(), momentum(0.01, Inside));
    assert_eq!(Momentum::keras(), momentum(0.01, Inside));
    assert_eq!(Momentum::pytorch(), momentum(0.001, Outside));
    assert_eq!(Momentum::optax(), momentum(0.01, Outside));

    let nesterov = |rate, form| Nesterov { rate, beta: 0.9, form };
    assert_eq!(Nesterov::notes(), nesterov(0.01, NesterovForm::LookAhead));
    assert_eq!(Nesterov::keras(), nesterov(0.01, NesterovForm::Keras));
    assert_eq!(Nesterov::pytorch(), nesterov(0.001, NesterovForm::PyTorch));

    let adagrad = |rate, epsilon, start| AdaGrad { rate, epsilon, start };
    assert_eq!(AdaGrad::paper(), adagrad(0.01, Epsilon::Outside(1e-10), 0.0));
    assert_eq!(AdaGrad::pytorch(), adagrad(0.01, Epsilon::Outside(1e-10), 0.0));
    assert_eq!(AdaGrad::keras(), adagrad(0.001, Epsilon::Inside(1e-7), 0.1));
    assert_eq!(AdaGrad::optax(), adagrad(0.01, Epsilon::Inside(1e-7), 0.1));

    let rms_prop = |rate, beta, epsilon, rate_place| {
        let (momentum, centered) = (0.0, false);
        RmsProp { rate, beta, epsilon, momentum, rate_place, centered }
    };
    assert_eq!(RmsProp::hinton(), rms_prop(0.001, 0.9, Epsilon::Outside(0.0), Inside));
    assert_eq!(RmsProp::pytorch(), rms_prop(0.01, 0.99, Epsilon::Outside(1e-8), Outside));
    assert_eq!(RmsProp::keras(), rms_prop(0.001, 0.9, Epsilon::Inside(1e-7), Inside));
    assert_eq!(RmsProp::optax(), rms_prop(0.001, 0.9, Epsilon::Inside(1e-8), Inside));

    let adam = |epsilon| {
        let (rate, beta1, beta2) = (0.001, 0.9, 0.999);
        Adam { rate, beta1, beta2, epsilon, ..Adam::paper() }
    };
    assert_eq!(Adam::paper(), adam(Epsilon::Outside(1e-8)));
    assert_eq!(Adam::pytorch(), adam(Epsilon::Outside(1e-8)));
    assert_eq!(Adam::keras(), adam(Epsilon::Hat(1e-7)));
    let optax = Adam { maximum: Maximum::Corrected, ..adam(Epsilon::Outside(1e-8)) };
    assert_eq!(Adam::optax(), optax);

    // Of the share, times the rate, the last digit may be off.
    for (rule, inner, weight_decay) in [
        (AdamW::pytorch(), Adam::pytorch(), 0.01),
        (AdamW::keras(), Adam::keras(), 0.004),
        (AdamW::optax(), Adam::optax(), 1e-4),
    ] {
        let Decay::Decoupled(share) = rule.decay else { panic!("AdamW is decoupled") };
        assert_eq!(rule.rule, inner);
        assert!((share / (0.001 * weight_decay) - 1.0).abs() <= f64::EPSILON);
    }
}

#[test]
fn every_setting_out_of_range_is_refused_by_name() {
    #[track_caller]
    fn refused(by: Result<(), Invalid>, names: &[&str]) {
        let refusals = by.unwrap_err().refusals;
        let found: Vec<&str> = refusals.iter().map(|r| r.split(" is ").next().unwrap()).collect();
        assert_eq!(found, names);
    }
    let (nan, infinity) = (f64::NAN, f64::INFINITY);
    for rate in [-1e-300, -0.1, nan, infinity] {
        refused(GradientDescent { rate }.check(), &["rate"]);
        refused(Momentum { rate, ..Momentum::notes() }.check(), &["rate"]);
        refused(Nesterov { rate, ..Nesterov::notes() }.check(), &["rate"]);
        refused(AdaGrad { rate, ..AdaGrad::paper() }.check(), &["rate"]);
        refused(RmsProp { rate, ..RmsProp::hinton() }.check(), &["rate"]);
        refused(Adam { rate, ..Adam::paper() }.check(), &["rate"]);
    }
    for beta in [1.0, -0.1, nan, infinity] {
        let dampening = 1.0 + 1e-9;
        refused(Momentum { beta, dampening, ..Momentum::notes() }.check(), &["beta", "dampening"]);
        refused(Nesterov { beta, ..Nesterov::notes() }.check(), &["beta"]);
        let rule = RmsProp { beta, momentum: beta, ..RmsProp::hinton() };
        refused(rule.check(), &["beta", "momentum"]);
        refused(Adam { beta1: beta, beta2: beta, ..Adam::paper() }.check(), &["beta1", "beta2"]);
    }
    for wrong in [-1e-9, nan, infinity] {
        let epsilon = Epsilon::Inside(wrong);
        let rule = AdaGrad { epsilon, start: wrong, ..AdaGrad::paper() };
        refused(rule.check(), &["epsilon", "start"]);
        refused(RmsProp { epsilon, ..RmsProp::hinton() }.check(), &["epsilon"]);
        refused(Adam { epsilon, ..Adam::paper() }.check(), &["epsilon"]);
        let rule = GradientDescent { rate: -1.0 };
        for decay in [Decay::L2(wrong), Decay::Decoupled(wrong)] {
            refused(WeightDecay { rule, decay }.check(), &["rate", "decay"]);
        }
        for limit in [Limit::Value(wrong), Limit::Norm(wrong), Limit::PyTorchNorm(0.0)] {
            refused(Clipped { rule, limit }.check(), &["rate", "limit"]);
        }
    }
    // A share may be the whole, the λ of L2 anything.
    let rule = GradientDescent { rate: 0.1 };
    refused(WeightDecay { rule, decay: Decay::Decoupled(1.0 + 1e-9) }.check(), &["decay"]);
    assert_eq!(WeightDecay { rule, decay: Decay::Decoupled(1.0) }.check(), Ok(()));
    assert_eq!(WeightDecay { rule, decay: Decay::L2(7.0) }.check(), Ok(()));
    assert_eq!(
        AdaGrad { start: 0.0, epsilon: Epsilon::Hat(0.0), ..AdaGrad::paper() }.check(),
        Ok(())
    );
}

#[test]
fn at_a_rate_of_0_nothing_moves_and_the_state_still_learns() {
    fn still<O: Optimizer>(rule: &O, learns: bool) {
        assert_eq!(rule.check(), Ok(()));
        let (mut state, mut theta) = (rule.init(2), [0.5, -1.0]);
        rule.step(&mut state, &mut theta, &[1.0, 2.0]);
        assert_eq!(theta, [0.5, -1.0]);
        let moved = rule.vectors(&state).iter().any(|(_, values)| values.iter().any(|v| *v != 0.0));
        assert_eq!(moved, learns);
    }
    still(&GradientDescent { rate: 0.0 }, false);
    // Inside the velocity the rate takes the slope's place in it.
    still(&Momentum { rate: 0.0, ..Momentum::notes() }, false);
    still(&Momentum { rate: 0.0, ..Momentum::pytorch() }, true);
    still(&Nesterov { rate: 0.0, ..Nesterov::notes() }, false);
    still(&AdaGrad { rate: 0.0, ..AdaGrad::paper() }, true);
    still(&RmsProp { rate: 0.0, ..RmsProp::hinton() }, true);
    still(&Adam { rate: 0.0, ..Adam::paper() }, true);
}

/// What a state shows after one step under slopes of 1 and 2.
fn shown<O: Optimizer>(rule: &O) -> Vec<(&'static str, Vec<f64>)> {
    let mut state = rule.init(2);
    rule.step(&mut state, &mut [0.0; 2], &[1.0, 2.0]);
    rule.vectors(&state).into_iter().map(|(name, values)| (name, values.to_vec())).collect()
}

#[test]
fn a_state_shows_what_it_holds_by_name() {
    assert_eq!(shown(&GradientDescent { rate: 0.1 }), []);
    let velocity = || ("velocity", vec![0.25, 0.5]);
    assert_eq!(shown(&Momentum { rate: 0.25, ..Momentum::notes() }), [velocity()]);
    assert_eq!(shown(&Nesterov { rate: 0.25, ..Nesterov::notes() }), [velocity()]);
    let squares = ("squares", vec![1.0, 4.0]);
    assert_eq!(shown(&AdaGrad::paper()), [squares]);
    // By halves, everything is exact. A first slope is its own distance from an
    // average of 0; half of the squared one is kept, half of that its variance.
    let plain = RmsProp { rate: 1.0, beta: 0.5, ..RmsProp::hinton() };
    assert_eq!(shown(&plain), [("squares", vec![0.5, 2.0])]);
    let velocity = ("velocity", vec![1.0 / 0.5_f64.sqrt(), 2.0 / 2.0_f64.sqrt()]);
    let heavy = RmsProp { momentum: 0.5, ..plain };
    assert_eq!(shown(&heavy), [("squares", vec![0.5, 2.0]), velocity]);
    let centered = [("squares", vec![0.25, 1.0]), ("mean", vec![0.5, 1.0])];
    assert_eq!(shown(&RmsProp { centered: true, ..plain }), centered);
    let all = shown(&RmsProp { centered: true, ..heavy });
    assert_eq!(all[..2], centered);
    assert_eq!(all[2], ("velocity", vec![2.0, 2.0]));
    let adam = Adam { beta1: 0.5, beta2: 0.5, ..Adam::paper() };
    let moments = [("mean", vec![0.5, 1.0]), ("squares", vec![0.5, 2.0])];
    assert_eq!(shown(&adam), moments);
    let all = shown(&Adam { amsgrad: true, ..adam });
    assert_eq!(all[..2], moments);
    assert_eq!(all[2], ("largest", vec![0.5, 2.0]));
}

#[test]
fn effective_rates_say_how_far_a_slope_of_one_would_move_a_parameter() {
    let epsilon = Epsilon::Outside(0.5);
    let adagrad = AdaGrad { rate: 3.0, epsilon, start: 0.0 };
    let mut state = adagrad.init(2);
    assert_eq!(adagrad.effective_rates(&state), [6.0, 6.0]);
    adagrad.step(&mut state, &mut [0.0; 2], &[1.0, 2.5]);
    assert_eq!(adagrad.effective_rates(&state), [2.0, 1.0]);
    let rms_prop = RmsProp { rate: 3.0, beta: 0.75, epsilon, ..RmsProp::hinton() };
    let mut state = rms_prop.init(2);
    rms_prop.step(&mut state, &mut [0.0; 2], &[2.0, 5.0]);
    assert_eq!(rms_prop.effective_rates(&state), [2.0, 1.0]);
    let adam = Adam { rate: 3.0, beta2: 0.75, epsilon, ..Adam::paper() };
    let mut state = adam.init(2);
    adam.step(&mut state, &mut [0.0; 2], &[1.0, 2.5]);
    assert_eq!(adam.effective_rates(&state), [2.0, 1.0]);
    assert_eq!(Adam { corrected: false, ..adam }.effective_rates(&state), [3.0, 3.0 / 1.75]);
    // ε̂ is corrected along with the root.
    let hat = Adam { epsilon: Epsilon::Hat(0.5), ..adam };
    assert_eq!(hat.effective_rates(&state), [1.5, 3.0 / 3.5]);
    // Without ε nothing is known of a parameter that has seen no slope.
    let bare = AdaGrad { rate: 3.0, epsilon: Epsilon::Outside(0.0), start: 0.0 };
    assert_eq!(bare.effective_rates(&bare.init(1)), [0.0]);
}

#[test]
fn a_factor_scales_the_rate_and_nothing_else() {
    // 0.75 · 4: nothing but the product of the two is 3.
    assert_eq!(GradientDescent { rate: 0.75 }.scaled(4.0), GradientDescent { rate: 3.0 });
    let momentum = Momentum { rate: 0.75, beta: 0.5, dampening: 0.25, ..Momentum::pytorch() };
    assert_eq!(momentum.scaled(4.0), Momentum { rate: 3.0, ..momentum });
    let nesterov = Nesterov { rate: 0.75, beta: 0.5, ..Nesterov::pytorch() };
    assert_eq!(nesterov.scaled(4.0), Nesterov { rate: 3.0, ..nesterov });
    let adagrad = AdaGrad { rate: 0.75, ..AdaGrad::keras() };
    assert_eq!(adagrad.scaled(4.0), AdaGrad { rate: 3.0, ..adagrad });
    let rms_prop = RmsProp { rate: 0.75, momentum: 0.5, centered: true, ..RmsProp::pytorch() };
    assert_eq!(rms_prop.scaled(4.0), RmsProp { rate: 3.0, ..rms_prop });
    let adam = Adam { rate: 0.75, amsgrad: true, corrected: false, ..Adam::keras() };
    assert_eq!(adam.scaled(4.0), Adam { rate: 3.0, ..adam });
}

#[test]
fn dampening_takes_the_first_slope_whole_and_a_share_of_the_others() {
    // PyTorch's momentum = dampening = 0.9 under a slope of 1 at a rate of 1: no
    // average from 0, whose first points are −0.1, −0.29, …
    for rate_place in [RatePlace::Inside, RatePlace::Outside] {
        let rule = Momentum { rate: 1.0, beta: 0.9, dampening: 0.9, rate_place };
        let (mut state, mut theta) = (rule.init(1), [0.0]);
        for expected in [-1.0, -2.0, -3.0, -4.0] {
            rule.step(&mut state, &mut theta, &[1.0]);
            assert!((theta[0] - expected).abs() < 1e-14, "{}", theta[0]);
        }
    }
    let all = Momentum { rate: 0.5, beta: 0.5, dampening: 1.0, ..Momentum::notes() };
    let (mut state, mut theta) = (all.init(1), [0.0]);
    for expected in [-0.5, -0.75, -0.875] {
        all.step(&mut state, &mut theta, &[1.0]);
        assert_eq!(theta[0], expected);
    }
}
