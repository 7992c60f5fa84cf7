"""Adam in PyTorch, Optax, NumPy, Burn and this library: one table from one run.

    python peers.py            after `pip install -r requirements.txt`
    python peers.py --write    and puts it on the book's page "What a step costs"

Everything in float64, on one thread. Each time is the fastest of several runs.
The first table: nanoseconds of one step, by the number of parameters. The
second: nanoseconds of one step of a descent on Rosenbrock's function, gradient
included. What differs between the candidates is said in README.md.
"""

import datetime
import json
import os
import pathlib
import subprocess
import sys
import time

# Before the libraries start their threads: one thread, and one core for all
# that is started from here, Rust included.
os.environ["OMP_NUM_THREADS"] = "1"
os.environ["XLA_FLAGS"] = "--xla_cpu_multi_thread_eigen=false"
if hasattr(os, "sched_setaffinity"):
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})

import jax

jax.config.update("jax_enable_x64", True)

import jax.numpy as jnp
import numpy as np
import optax
import torch

torch.set_num_threads(1)

SIZES = [2, 10, 100, 1_000, 100_000, 1_000_000, 10_000_000]
RATE, BETA1, BETA2, EPSILON = 0.001, 0.9, 0.999, 1e-8
DESCENT_RATE, STEPS = 0.01, 1_000


def fastest(work, parts, seconds=1.0, runs=20):
    """Nanoseconds for each of the `parts` of `work`: the fastest of the runs of
    a second, and of twenty at least."""
    work()
    best, end, run = float("inf"), time.perf_counter() + seconds, 0
    while run < runs or time.perf_counter() < end:
        start = time.perf_counter_ns()
        work()
        best, run = min(best, time.perf_counter_ns() - start), run + 1
    return best / parts


def repeated(step, n):
    """Small steps are taken many at a time, so that the clock's grain does not matter."""
    inside = max(1, 1_000 // n)

    def work():
        for _ in range(inside):
            step()

    return fastest(work, inside)


def slopes(n):
    return np.random.default_rng(1).uniform(-1.0, 1.0, n)


def numpy_adam(theta, rate):
    """The formula in NumPy, in place, as one writes it with some care."""
    m, v, t = np.zeros_like(theta), np.zeros_like(theta), 0

    def step(g):
        nonlocal m, v, t
        t += 1
        m *= BETA1
        m += (1 - BETA1) * g
        v *= BETA2
        v += (1 - BETA2) * g * g
        theta[...] -= rate * (m / (1 - BETA1**t)) / (np.sqrt(v / (1 - BETA2**t)) + EPSILON)

    return step


def numpy_step(n):
    step, g = numpy_adam(slopes(n), RATE), slopes(n)
    return repeated(lambda: step(g), n)


def torch_step(n, **how):
    theta = torch.nn.Parameter(torch.from_numpy(slopes(n)))
    theta.grad = torch.from_numpy(slopes(n))
    rule = torch.optim.Adam([theta], lr=RATE, **how)
    return repeated(rule.step, n)


def optax_step(n):
    rule = optax.adam(RATE)

    def update(theta, state, g):
        change, state = rule.update(g, state)
        return optax.apply_updates(theta, change), state

    # The old θ and state are given up, so that XLA may write over them.
    jitted = jax.jit(update, donate_argnums=(0, 1))
    theta, g = jnp.array(slopes(n)), jnp.array(slopes(n))
    held = [theta, rule.init(theta)]

    def step():
        held[:] = jitted(*held, g)
        held[0].block_until_ready()

    return repeated(step, n)


def gradient(x, y):
    across = y - x * x
    return -2.0 * (1.0 - x) - 400.0 * x * across, 200.0 * across


def numpy_descent():
    def work():
        theta = np.array([-1.2, 1.0])
        step = numpy_adam(theta, DESCENT_RATE)
        for _ in range(STEPS):
            step(np.array(gradient(*theta)))

    return fastest(work, STEPS)


def torch_descent(**how):
    def work():
        theta = torch.nn.Parameter(torch.tensor([-1.2, 1.0], dtype=torch.float64))
        rule = torch.optim.Adam([theta], lr=DESCENT_RATE, **how)
        for _ in range(STEPS):
            # By formula, not by autograd: the step is what is compared.
            theta.grad = torch.tensor(gradient(*theta.tolist()), dtype=torch.float64)
            rule.step()

    return fastest(work, STEPS)


def optax_descent():
    rule = optax.adam(DESCENT_RATE)

    def one(held, _):
        theta, state = held
        g = jnp.stack(gradient(theta[0], theta[1]))
        change, state = rule.update(g, state)
        return (optax.apply_updates(theta, change), state), theta

    @jax.jit
    def whole(theta):
        return jax.lax.scan(one, (theta, rule.init(theta)), None, length=STEPS)

    start = jnp.array([-1.2, 1.0])
    return fastest(lambda: jax.block_until_ready(whole(start)), STEPS)


def optax_descent_by_step():
    rule = optax.adam(DESCENT_RATE)

    @jax.jit
    def one(theta, state):
        g = jnp.stack(gradient(theta[0], theta[1]))
        change, state = rule.update(g, state)
        return optax.apply_updates(theta, change), state

    start = jnp.array([-1.2, 1.0])

    def work():
        theta, state = start, rule.init(start)
        for _ in range(STEPS):
            theta, state = one(theta, state)
        jax.block_until_ready(theta)

    return fastest(work, STEPS)


def rust():
    """What the Rust program next to this file measures."""
    here = pathlib.Path(__file__).parent
    run = ["cargo", "run", "--release", "--quiet", "--locked"]
    return json.loads(subprocess.run(run, cwd=here, check=True, stdout=subprocess.PIPE).stdout)


def pinned(crate):
    """The version in Cargo.toml."""
    text = (pathlib.Path(__file__).parent / "Cargo.toml").read_text(encoding="utf-8")
    return next(line for line in text.splitlines() if line.startswith(crate + " ")).split('"')[1].strip("=")


def processor():
    """Its name, where Linux tells it."""
    try:
        lines = pathlib.Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
        return next(line.split(": ")[1] for line in lines if line.startswith("model name"))
    except (OSError, StopIteration):
        return os.uname().machine if hasattr(os, "uname") else "unknown"


def table(title, header, rows):
    """Each row with its ratio to the first."""
    print(f"\n{title}\n{'':<20}" + "".join(f"{h:>22}" for h in header))
    first = next(iter(rows.values()))
    for name, times in rows.items():
        cells = (f"{t:,.0f} ({t / f:.1f})" for t, f in zip(times, first))
        print(f"{name:<20}" + "".join(f"{cell:>22}" for cell in cells))


def main():
    ours = rust()
    steps = {
        "descent": ours["steps"]["descent"],
        "PyTorch, for-loop": [torch_step(n, foreach=False) for n in SIZES],
        "PyTorch, foreach": [torch_step(n, foreach=True) for n in SIZES],
        "PyTorch, fused": [torch_step(n, fused=True) for n in SIZES],
        "Optax, jitted": [optax_step(n) for n in SIZES],
        "NumPy": [numpy_step(n) for n in SIZES],
        "Burn": ours["steps"]["Burn"],
    }
    descents = {
        "descent": ours["descents"]["descent"],
        "PyTorch, for-loop": torch_descent(foreach=False),
        "PyTorch, foreach": torch_descent(foreach=True),
        "PyTorch, fused": torch_descent(fused=True),
        "Optax, jitted scan": optax_descent(),
        "Optax, jitted": optax_descent_by_step(),
        "NumPy": numpy_descent(),
        "Burn": ours["descents"]["Burn"],
        "argmin": ours["descents"]["argmin"],
    }
    # Once more at the end: is the machine what it was?
    again = rust()
    steps["descent, again"] = again["steps"]["descent"]
    descents["descent, again"] = again["descents"]["descent"]
    table("One step of Adam: nanoseconds (ratio)", [f"{n:,}" for n in SIZES], steps)
    table("Adam on Rosenbrock's function: nanoseconds a step (ratio)", ["a step"], {k: [v] for k, v in descents.items()})
    if "--write" in sys.argv:
        versions = ", ".join(f"{m.__name__} {m.__version__}" for m in (torch, jax, optax, np))
        lines = [
            "what;size;value",
            f"date;;{datetime.date.today()}",
            f"processor;;{processor()}",
            f"steps;;{STEPS}",
            f"versions;;{versions}, burn {pinned('burn')}, argmin {pinned('argmin')}",
        ]
        lines += [f"{name};{n};{time:.1f}" for name, times in steps.items() for n, time in zip(SIZES, times)]
        lines += [f"{name};descent;{time:.1f}" for name, time in descents.items()]
        file = pathlib.Path(__file__).parents[2] / "chapters/speed/peers.csv"
        file.write_text("\n".join(lines) + "\n", encoding="utf-8")
        print(f"\n{file}")


if __name__ == "__main__":
    sys.exit(main())
