//! A step allocates nothing, nor does a probe: counted, not believed.

// An allocator is unsafe by its trait.
#![allow(unsafe_code)]

use descent::{
    AdaGrad, Adam, AdamW, Average, Averaged, Block, Blocks, Clipped, Decay, Epsilon,
    GradientDescent, Limit, MatrixRule, Momentum, Muon, Nesterov, NesterovForm, Optimizer,
    RatePlace, RmsProp, Schedule, ScheduleFree, Scheduled, Shampoo, Shaped, Soap, WeightDecay,
};
use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::Cell;

thread_local! {
    /// Per thread, because the test harness allocates in its own.
    static ALLOCATIONS: Cell<usize> = const { Cell::new(0) };
}

struct Counting;

// SAFETY: every call is passed on to the system's allocator unchanged.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        ALLOCATIONS.with(|count| count.set(count.get() + 1));
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        unsafe { System.dealloc(pointer, layout) }
    }
}

#[global_allocator]
static COUNTING: Counting = Counting;

/// How often `work` asks for memory.
fn allocations(work: impl FnOnce()) -> usize {
    let before = ALLOCATIONS.get();
    work();
    ALLOCATIONS.get() - before
}

/// How often a thousand steps of `rule` in ten dimensions ask for memory.
fn of_steps(rule: &impl Optimizer) -> usize {
    let mut state = rule.init(10);
    let (mut theta, mut at) = (vec![1.0; 10], vec![0.0; 10]);
    let count = allocations(|| {
        for _ in 0..1000 {
            at.copy_from_slice(&theta);
            rule.probe(&state, &mut at);
            // The slope of ½‖θ‖² is θ itself.
            rule.step(&mut state, &mut theta, &at);
        }
    });
    assert!(theta.iter().all(|w| w.abs() < 1.0), "the steps were taken");
    count
}

#[test]
fn the_counter_counts() {
    // `black_box` keeps the compiler from leaving the list out.
    assert_eq!(allocations(|| drop(std::hint::black_box(vec![1.0; 10]))), 1);
}

#[test]
fn a_step_allocates_nothing() {
    let heavy = Momentum { rate: 0.01, beta: 0.9, ..Momentum::notes() };
    assert_eq!(of_steps(&GradientDescent { rate: 0.01 }), 0);
    assert_eq!(of_steps(&heavy), 0);
    assert_eq!(of_steps(&Momentum { rate_place: RatePlace::Outside, ..heavy }), 0);
    assert_eq!(of_steps(&Momentum { dampening: 0.5, ..heavy }), 0);
    for form in [NesterovForm::LookAhead, NesterovForm::Keras, NesterovForm::PyTorch] {
        assert_eq!(of_steps(&Nesterov { form, ..Nesterov::notes() }), 0);
    }
    for epsilon in [Epsilon::Outside(1e-8), Epsilon::Inside(1e-8), Epsilon::Hat(1e-8)] {
        assert_eq!(of_steps(&AdaGrad { epsilon, ..AdaGrad::paper() }), 0);
        for (centered, momentum) in [(false, 0.0), (true, 0.0), (false, 0.9), (true, 0.9)] {
            let rule = RmsProp { epsilon, centered, momentum, ..RmsProp::hinton() };
            assert_eq!(of_steps(&rule), 0);
        }
        for (amsgrad, corrected) in [(false, true), (true, true), (false, false)] {
            assert_eq!(of_steps(&Adam { epsilon, amsgrad, corrected, ..Adam::paper() }), 0);
        }
    }
}

#[test]
fn nor_does_one_inside_another_rule() {
    let heavy = Momentum { rate: 0.01, beta: 0.9, ..Momentum::notes() };
    for schedule in [
        Schedule::Constant,
        Schedule::MultiStep { at: vec![100, 200], gamma: 0.5 },
        Schedule::WarmUpCosine { warm_up: 100, steps: 1000, from: 0.0, floor: 0.1 },
        Schedule::CosineRestarts { steps: 10, growth: 2.0, shrink: 0.9, floor: 0.1 },
    ] {
        assert_eq!(of_steps(&Scheduled { rule: heavy, schedule }), 0);
    }
    for limit in [Limit::Value(0.5), Limit::Norm(0.5), Limit::PyTorchNorm(0.5)] {
        assert_eq!(of_steps(&Clipped { rule: heavy, limit }), 0);
        for decay in [Decay::L2(0.01), Decay::Decoupled(0.01), Decay::Cautious(0.01)] {
            let rule = WeightDecay { rule: Adam::paper(), decay };
            assert_eq!(of_steps(&rule), 0);
            let schedule = Schedule::Cosine { steps: 1000, floor: 0.0 };
            let whole = Clipped { rule: WeightDecay { rule: Nesterov::notes(), decay }, limit };
            assert_eq!(of_steps(&Scheduled { rule: whole, schedule }), 0);
        }
    }
    assert_eq!(of_steps(&AdamW::pytorch()), 0);
    let beta = 0.9;
    for average in [
        Average::Mean,
        Average::Ema { beta },
        Average::Biased { beta },
        Average::Corrected { beta },
    ] {
        assert_eq!(of_steps(&Averaged { rule: heavy, average, from: 0 }), 0);
    }
    assert_eq!(of_steps(&ScheduleFree { ramp: 1.0, ..ScheduleFree::sgd() }), 0);
    assert_eq!(of_steps(&ScheduleFree { decay: 0.01, ..ScheduleFree::adamw() }), 0);
}

/// Ten parameters with shapes.
fn of_matrices(matrices: impl MatrixRule) -> usize {
    let blocks = Blocks::new([Block::Matrix { rows: 2, columns: 3 }, Block::Vector(4)]);
    let rule = Shaped { blocks, matrices, others: Adam::paper() };
    let schedule = Schedule::Cosine { steps: 1000, floor: 0.0 };
    let rule = WeightDecay { rule, decay: Decay::Decoupled(0.01) };
    of_steps(&rule) + of_steps(&Scheduled { rule, schedule })
}

#[test]
fn nor_does_one_of_matrices() {
    for rule in [Muon::paper(), Muon { adaptive: true, ..Muon::optax() }] {
        assert_eq!(of_matrices(rule), 0);
    }
    assert_eq!(of_matrices(Shampoo::paper()), 0);
    assert_eq!(of_matrices(Soap::paper()), 0);
}
