# /// script
# requires-python = ">=3.11"
# dependencies = [
#     "torch==2.15.0",
#     "keras==3.15.1",
#     "optax==0.2.8",
#     "jax==0.10.2",
#     "numpy==2.4.6",
# ]
# ///
"""Computes trajectories anew, with PyTorch, Keras and Optax themselves.

    pip install torch==2.15.0 keras==3.15.1 optax==0.2.8 jax==0.10.2 numpy==2.4.6
    python tests/oracles/make.py > mine.json
    DESCENT_ORACLES=mine.json cargo test --test oracles -- --nocapture

Takes some 15 seconds, most of them to start. (On Linux, PyPI's torch does not start without
the graphics libraries that it depends on: several gigabytes. No graphics card is needed.)

The cases are not those of `trajectories.json.gz`, only the layout is: they have other
problems, hyperparameters and gradients. The rules that the library does not have, and the
schedules by themselves, are left out.
"""

import json
import math
import os
import sys

os.environ["KERAS_BACKEND"] = "jax"

import jax

# Everything in double precision: Keras would keep even the learning rate in single.
jax.config.update("jax_enable_x64", True)

import jax.numpy as jnp
import keras
import optax
import torch

keras.backend.set_floatx("float64")
torch.set_default_dtype(torch.float64)

STEPS = 40

# A step rounds some ten times, by at most 1.1e-16 each, in the framework and again in the
# library: 0.9e-13 after 40 steps if all of it adds up. It does not, which leaves a factor of
# 50 for problems that magnify an early error. What is to be found is larger by far: even the
# smallest of the conventions on trial, PyTorch's 1e-6 in its norm, moves the clipped paths of
# gradient descent by 1e-10.
RTOL = 1e-13

PROBLEMS = {
    "bowl": {"kind": "quadratic", "args": {"a": 2.0, "b": 9.0}},
    "valley": {"kind": "rosenbrock"},
    "saddle": {"kind": "saddle"},
    "table": {"kind": "explicit"},
}
STARTS = {
    "bowl": [3.0, -1.5],
    "valley": [-1.2, 1.0],
    "saddle": [0.75, 0.002],
    "table": [2.0, -1.0, 0.25, 0.0],
}


def row(t):
    """Ordinary slopes, rare ones, small ones, and one that is huge in step 15."""
    wave = round(math.sin(1.7 * t), 6)
    return [wave, 0.5 if t % 9 == 4 else 0.0, round(1e3 * wave) * 1e-9, 1e8 if t == 15 else -wave]


TABLE = [row(t) for t in range(1, STEPS + 1)]


def gradient(problem, t, at):
    if problem == "table":
        return TABLE[t - 1]
    x, y = at
    if problem == "bowl":
        return [2.0 * x, 9.0 * y]
    if problem == "saddle":
        return [2.0 * x, -2.0 * y]
    return [-2.0 * (1.0 - x) - 400.0 * x * (y - x * x), 200.0 * (y - x * x)]


def with_torch(rule, keywords, problem, clip, schedule):
    at = torch.tensor(STARTS[problem], requires_grad=True)
    optimizer = getattr(torch.optim, rule)([at], **keywords)
    follow = schedule and getattr(torch.optim.lr_scheduler, schedule[0])(optimizer, **schedule[1])
    # How it computes, not what.
    ways = ["maximize", "foreach", "capturable", "differentiable", "fused"]
    hyper = {name: value for name, value in optimizer.defaults.items() if name not in ways}
    rates, params = [], []
    for t in range(1, STEPS + 1):
        at.grad = torch.tensor(gradient(problem, t, at.tolist()))
        if clip:
            getattr(torch.nn.utils, clip[0])([at], clip[1])
        rates.append(optimizer.param_groups[0]["lr"])
        optimizer.step()
        if follow:
            follow.step()
        params.append(at.tolist())
    rate = hyper.pop("lr") if schedule else None
    return hyper, schedule and {"lr": rate, **schedule[1]}, rates, params


def with_keras(rule, keywords, problem, clip, schedule):
    hyper = dict(keywords)
    if schedule:
        del hyper["learning_rate"]
        rate = getattr(keras.optimizers.schedules, schedule[0])(**schedule[1])
        keywords = {**hyper, "learning_rate": rate}
    if clip:
        keywords = {**keywords, clip[0]: clip[1]}
    at = keras.Variable(jnp.array(STARTS[problem]), dtype="float64")
    optimizer = getattr(keras.optimizers, rule)(**keywords)
    optimizer.build([at])
    rates, params = [], []
    for t in range(1, STEPS + 1):
        slopes = gradient(problem, t, at.numpy().tolist())
        rates.append(float(optimizer.learning_rate))
        optimizer.apply([jnp.array(slopes, dtype=jnp.float64)], [at])
        params.append(at.numpy().tolist())
    return hyper, schedule and schedule[1], rates, params


def with_optax(rule, keywords, problem, clip, schedule):
    hyper = dict(keywords)
    passed = {name: value for name, value in keywords.items() if name != "pre_weight_decay"}
    rates = [keywords["learning_rate"]] * STEPS
    if schedule:
        passed["learning_rate"] = getattr(optax, schedule[0])(**schedule[1])
        rates = [float(passed["learning_rate"](jnp.array(taken))) for taken in range(STEPS)]
        del hyper["learning_rate"]
    chain = [getattr(optax, clip[0])(clip[1])] if clip else []
    if "pre_weight_decay" in keywords:
        chain.append(optax.add_decayed_weights(keywords["pre_weight_decay"]))
    optimizer = optax.chain(*chain, getattr(optax, rule)(**passed))
    at = jnp.array(STARTS[problem], dtype=jnp.float64)
    state, params = optimizer.init(at), []
    for t in range(1, STEPS + 1):
        slopes = jnp.array(gradient(problem, t, at.tolist()), dtype=jnp.float64)
        updates, state = optimizer.update(slopes, state, at)
        at = optax.apply_updates(at, updates)
        params.append(at.tolist())
    return hyper, schedule and schedule[1], rates, params


FRAMEWORKS = {
    "torch": (with_torch, torch.__version__),
    "keras": (with_keras, keras.__version__ + " on jax"),
    "optax": (with_optax, optax.__version__),
}

PLAIN, CURVED = ["bowl", "saddle", "table"], ["bowl", "valley", "table"]

# The variant, its problems, and for each framework that has it the optimizer with its keywords.
RULES = [
    ("sgd", PLAIN, {
        "torch": ("SGD", {"lr": 0.04}),
        "keras": ("SGD", {"learning_rate": 0.04}),
        "optax": ("sgd", {"learning_rate": 0.04}),
    }),
    ("sgd-momentum", PLAIN, {
        "torch": ("SGD", {"lr": 0.03, "momentum": 0.85}),
        "keras": ("SGD", {"learning_rate": 0.03, "momentum": 0.85}),
        "optax": ("sgd", {"learning_rate": 0.03, "momentum": 0.85}),
    }),
    ("sgd-dampening", PLAIN, {
        "torch": ("SGD", {"lr": 0.03, "momentum": 0.85, "dampening": 0.4}),
    }),
    ("sgd-nesterov", PLAIN, {
        "torch": ("SGD", {"lr": 0.03, "momentum": 0.85, "nesterov": True}),
        "keras": ("SGD", {"learning_rate": 0.03, "momentum": 0.85, "nesterov": True}),
        "optax": ("sgd", {"learning_rate": 0.03, "momentum": 0.85, "nesterov": True}),
    }),
    ("sgd-weight-decay", PLAIN, {
        "torch": ("SGD", {"lr": 0.03, "momentum": 0.85, "weight_decay": 0.2}),
        "keras": ("SGD", {"learning_rate": 0.03, "momentum": 0.85, "weight_decay": 0.2}),
        "optax": ("sgd", {"learning_rate": 0.03, "momentum": 0.85, "pre_weight_decay": 0.2}),
    }),
    ("adagrad", CURVED, {
        "torch": ("Adagrad", {"lr": 0.3, "lr_decay": 0.02, "eps": 1e-5}),
        "keras": ("Adagrad", {"learning_rate": 0.3, "initial_accumulator_value": 0.2, "epsilon": 1e-5}),
        "optax": ("adagrad", {"learning_rate": 0.3, "initial_accumulator_value": 0.2, "eps": 1e-5}),
    }),
    # Not in the valley, where a path of RMSProp is chaotic.
    ("rmsprop", PLAIN, {
        "torch": ("RMSprop", {"lr": 0.02, "alpha": 0.95, "eps": 1e-5}),
        "keras": ("RMSprop", {"learning_rate": 0.02, "rho": 0.95, "epsilon": 1e-5}),
        "optax": ("rmsprop", {"learning_rate": 0.02, "decay": 0.95, "eps": 1e-5}),
    }),
    ("rmsprop-momentum", PLAIN, {
        "torch": ("RMSprop", {"lr": 0.01, "alpha": 0.95, "eps": 1e-5, "momentum": 0.6}),
        "keras": ("RMSprop", {"learning_rate": 0.01, "rho": 0.95, "epsilon": 1e-5, "momentum": 0.6}),
        "optax": ("rmsprop", {"learning_rate": 0.01, "decay": 0.95, "eps": 1e-5, "momentum": 0.6}),
    }),
    ("rmsprop-centered", PLAIN, {
        "torch": ("RMSprop", {"lr": 0.01, "alpha": 0.95, "eps": 0.02, "centered": True}),
        "keras": ("RMSprop", {"learning_rate": 0.01, "rho": 0.95, "epsilon": 0.02, "centered": True}),
        "optax": ("rmsprop", {"learning_rate": 0.01, "decay": 0.95, "eps": 0.02, "centered": True}),
    }),
    ("adam", CURVED, {
        "torch": ("Adam", {"lr": 0.05, "betas": [0.85, 0.98], "eps": 1e-5}),
        "keras": ("Adam", {"learning_rate": 0.05, "beta_1": 0.85, "beta_2": 0.98, "epsilon": 1e-5}),
        "optax": ("adam", {"learning_rate": 0.05, "b1": 0.85, "b2": 0.98, "eps": 1e-5}),
    }),
    ("adam-l2", CURVED, {
        "torch": ("Adam", {"lr": 0.05, "betas": [0.85, 0.98], "eps": 1e-5, "weight_decay": 0.3}),
    }),
    ("adamw", CURVED, {
        "torch": ("AdamW", {"lr": 0.05, "betas": [0.85, 0.98], "eps": 1e-5, "weight_decay": 0.3}),
        "keras": ("AdamW", {
            "learning_rate": 0.05, "beta_1": 0.85, "beta_2": 0.98, "epsilon": 1e-5, "weight_decay": 0.3,
        }),
        "optax": ("adamw", {
            "learning_rate": 0.05, "b1": 0.85, "b2": 0.98, "eps": 1e-5, "weight_decay": 0.3,
        }),
    }),
    ("amsgrad", CURVED, {
        "torch": ("Adam", {"lr": 0.05, "betas": [0.85, 0.98], "eps": 1e-5, "amsgrad": True}),
        "keras": ("Adam", {
            "learning_rate": 0.05, "beta_1": 0.85, "beta_2": 0.98, "epsilon": 1e-5, "amsgrad": True,
        }),
    }),
]

# Before an ordinary rule, and before weight decay that is added to the gradient.
CLIPS = {
    "torch": [("clip_grad_value_", 0.4), ("clip_grad_norm_", 0.7)],
    "keras": [("clipvalue", 0.4), ("global_clipnorm", 0.7)],
    "optax": [("clip", 0.4), ("clip_by_global_norm", 0.7)],
}

# Rates that change tell a rate inside a velocity from one outside. (Keras and Optax compute
# these schedules in double precision, but several others in single, whatever they are given.)
SCHEDULES = {
    "torch": ("MultiStepLR", {"milestones": [12, 25], "gamma": 0.3}),
    "keras": ("PiecewiseConstantDecay", {"boundaries": [12, 25], "values": [0.08, 0.04, 0.02]}),
    "optax": ("piecewise_constant_schedule", {
        "init_value": 0.08, "boundaries_and_scales": {12: 0.5, 25: 0.5},
    }),
}


def cases():
    for variant, problems, frameworks in RULES:
        for framework, (rule, keywords) in frameworks.items():
            runs = [(problem, None, None) for problem in problems]
            if variant in ["sgd", "sgd-weight-decay", "adam"]:
                runs += [("bowl", clip, None) for clip in CLIPS[framework]]
                runs += [("table", clip, None) for clip in CLIPS[framework]]
            if variant in ["sgd-momentum", "sgd-nesterov", "rmsprop-momentum", "adamw"]:
                runs += [("bowl", None, SCHEDULES[framework])]
            for run in runs:
                yield variant, framework, rule, keywords, *run


def main():
    done = []
    for variant, framework, rule, keywords, problem, clip, schedule in cases():
        compute, version = FRAMEWORKS[framework]
        hyper, schedule_hyper, rates, params = compute(rule, keywords, problem, clip, schedule)
        case = {
            "id": "/".join([framework, variant, problem] + [part[0] for part in (clip, schedule) if part]),
            "framework": framework, "version": version, "variant": variant,
            "hyper": hyper, "problem": problem, "start": STARTS[problem],
            "steps": STEPS, "params": params, "rtol": RTOL,
        }
        if problem == "table":
            case["gradients"] = "table"
        if clip:
            case["clip"] = {"kind": f"{framework}.{clip[0]}", "value": clip[1]}
        if schedule:
            case["schedule"] = {"name": schedule[0], "hyper": schedule_hyper}
            case["lr_per_step"] = rates
        done.append(case)
    tables = {"table": TABLE}
    json.dump({"problems": PROBLEMS, "gradient_tables": tables, "cases": done}, sys.stdout)


main()
