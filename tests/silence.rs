//! A step allocates nothing, nor does a probe: counted, not believed.

use descent::{GradientDescent, Momentum, Optimizer, Schedule, Scheduled};
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
    for schedule in [
        Schedule::Constant,
        Schedule::MultiStep { at: vec![100, 200], gamma: 0.5 },
        Schedule::WarmUpCosine { warm_up: 100, steps: 1000, from: 0.0, floor: 0.1 },
    ] {
        assert_eq!(of_steps(&Scheduled { rule: heavy, schedule }), 0);
    }
}
