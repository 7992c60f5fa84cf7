//! What a step, a descent and the book cost, measured in one go.
//!
//! ```text
//! cargo bench --bench measure               prints the measurements
//! cargo bench --bench measure -- --write    and puts them on the book's page "What a step costs"
//! ```
//!
//! Each time is the fastest of several runs: what else the machine did can only
//! make a run slower.

mod work;

use descent::Surface;
use descent::{AdaGrad, Adam, AdamW, GradientDescent, Momentum, Nesterov, Optimizer, RmsProp};
use std::fmt::Write;
use std::hint::black_box;
use std::process::Command;
use std::time::{Duration, Instant};
use work::{SIZES, slopes};

fn main() {
    let mut rows = String::from("what,size,value\n");
    let mut row = |what: &str, size: usize, value: String| {
        println!("{what:<18} {size:>9} {value:>16}");
        writeln!(rows, "{what},{size},{value}").expect("a string takes all");
    };
    row("date", 0, said("date", &["-u", "+%Y-%m-%d"]));
    row("processor", 0, processor());
    row("compiler", 0, said("rustc", &["--version"]));
    for n in SIZES {
        row("gradient_descent", n, step(&GradientDescent { rate: 0.001 }, n));
        row("momentum", n, step(&Momentum::notes(), n));
        row("nesterov", n, step(&Nesterov::notes(), n));
        row("adagrad", n, step(&AdaGrad::paper(), n));
        row("rmsprop", n, step(&RmsProp::hinton(), n));
        row("adam", n, step(&Adam::paper(), n));
        row("adamw", n, step(&AdamW::pytorch(), n));
        row("copy", n, copy(n));
    }
    for steps in [100, 1_000, 10_000, 100_000, 1_000_000] {
        let runs = (2_000_000 / steps).clamp(3, 500);
        row(
            "descent",
            steps,
            fastest(runs, steps, || drop(black_box(work::descents::rosenbrock(steps)))),
        );
    }
    row("sweep_runs", 0, work::descents::sweep().concat().len().to_string());
    for threads in 1..=std::thread::available_parallelism().map_or(1, usize::from) {
        row("sweep", threads, swept(threads));
    }
    let (network, start) = work::descents::network();
    let mut slope = vec![0.0; start.len()];
    let gradient = fastest(200, 1, || network.gradient(black_box(&start), &mut slope));
    row("gradient", start.len(), gradient);
    row("map", 2, fastest(20, 1, || drop(black_box(work::printing::map()))));
    let pages = press::compute(&chapters::PROGRAMS, |_| ()).expect("the book's settings");
    let compute = fastest(3, 1, || {
        drop(press::compute(&chapters::PROGRAMS, |_| ()).expect("the book's settings"))
    });
    row("compute", 0, compute);
    row("bind", 0, fastest(5, 1, || work::printing::bind(&pages)));
    if std::env::args().any(|argument| argument == "--write") {
        let file = concat!(env!("CARGO_MANIFEST_DIR"), "/chapters/speed/measured.csv");
        std::fs::write(file, rows).expect("the project's folder is writable");
        println!("{file}");
    }
}

/// Nanoseconds of one step of `rule` on `n` parameters.
fn step(rule: &impl Optimizer, n: usize) -> String {
    let gradient = slopes(n);
    let (mut theta, mut state) = (gradient.clone(), rule.init(n));
    often(n, || {
        rule.step(&mut state, &mut theta, black_box(&gradient));
        // Otherwise a step whose result nobody reads could be left out.
        black_box(&mut theta);
    })
}

/// Nanoseconds in which the bytes move that a step of Adam must move, and no
/// more is done to them than must be: θ, g, m and v are read, θ, m and v written.
fn copy(n: usize) -> String {
    let gradient = slopes(n);
    let [mut theta, mut mean, mut squares] = [(); 3].map(|()| gradient.clone());
    often(n, || {
        for (((w, m), v), g) in
            theta.iter_mut().zip(&mut mean).zip(&mut squares).zip(black_box(&gradient))
        {
            (*w, *m, *v) = (*w + g, *m + g, *v + g);
        }
        black_box((&mut theta, &mut mean, &mut squares));
    })
}

/// Nanoseconds of `work` on `n` parameters, repeated inside a run until the
/// clock's own grain does not matter.
fn often(n: usize, mut work: impl FnMut()) -> String {
    let inside = (100_000 / n).max(1);
    let runs = if n < 1_000_000 { 100 } else { 15 };
    fastest(runs, inside, || (0..inside).for_each(|_| work()))
}

/// Nanoseconds of a sweep of Adam over 40 rates and 50 seeds on so many threads.
fn swept(threads: usize) -> String {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build();
    pool.expect("threads").install(|| fastest(10, 1, || drop(black_box(work::descents::sweep()))))
}

/// Nanoseconds for each of the `parts` of `work`, in the fastest of `runs`.
fn fastest(runs: usize, parts: usize, mut work: impl FnMut()) -> String {
    work();
    let mut best = Duration::MAX;
    for _ in 0..runs {
        let start = Instant::now();
        work();
        best = best.min(start.elapsed());
    }
    format!("{:.2}", best.as_secs_f64() * 1e9 / parts as f64)
}

/// The first line that a program prints.
fn said(program: &str, arguments: &[&str]) -> String {
    let output = Command::new(program).args(arguments).output();
    let text = output.map(|o| String::from_utf8_lossy(&o.stdout).into_owned()).unwrap_or_default();
    text.lines().next().unwrap_or("unknown").into()
}

/// The processor's name and how many of its cores there are.
fn processor() -> String {
    let known = std::fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let name = known
        .lines()
        .find_map(|line| line.strip_prefix("model name")?.split(": ").nth(1))
        .unwrap_or(std::env::consts::ARCH);
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    format!("{name} with {cores} cores")
}
