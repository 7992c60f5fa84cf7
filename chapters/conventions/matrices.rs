//! What each framework decided, a matrix a method: frameworks across,
//! decisions down. What the library has is read from its presets or measured
//! on them; what it does not have is typed here, with its source on the page.

use super::{SLOPES, first_steps};
use descent::{
    AdaGrad, Adam, Decay, Epsilon, Lion, Maximum, Momentum, Nesterov,
    NesterovForm, Optimizer, RatePlace, RmsProp, Signum, WeightDecay,
};
use press::number::{digits, exact};
use press::{Cell, Page};
use setting::Invalid;

/// Who decided: a name first, then the frameworks.
const FRAMEWORKS: [&str; 4] = ["PyTorch", "Keras", "Optax", "Burn"];

/// Where nobody says anything.
pub(super) const NOTHING: &str = "–";

/// What a `weight_decay` means in rules that have one and are not called AdamW.
const DECAY: [&str; 5] = [NOTHING, "L2", "decoupled", NOTHING, "L2"];

/// The rules that only the steps are taken with: a slope of 1 may be as good
/// as any other, a slope of a millionth is not.
const BURN: Epsilon = Epsilon::Outside(1e-5);

/// The matrices, in the order of the book.
pub(super) fn show(_: &super::Settings) -> Result<Page, Invalid> {
    Ok(Page::part()
        .table("momentum", header("the notes"), momentum())
        .table("nesterov", header("the notes"), nesterov())
        .table("adagrad", header("paper"), adagrad())
        .table("rmsprop", header("lecture"), rmsprop())
        .table("adam", header("paper"), adam())
        .table("lion", header("paper"), lion()))
}

pub(super) fn header(first: &str) -> [&str; 6] {
    let [pytorch, keras, optax, burn] = FRAMEWORKS;
    ["", first, pytorch, keras, optax, burn]
}

/// A decision and what each has decided. Bold is what differs from the first
/// who says anything.
pub(super) fn row(
    decision: &str,
    decided: [impl Into<String>; 5],
) -> [Cell; 6] {
    let decided = decided.map(Into::into);
    let first = decided.iter().find(|said| *said != NOTHING).cloned();
    let cell = |said: String| match &first {
        Some(first) if said != NOTHING && said != *first => {
            Cell::Apart(said)
        }
        _ => Cell::Text(said),
    };
    let [a, b, c, d, e] = decided.map(cell);
    [decision.into(), a, b, c, d, e]
}

/// Whose steps are the library's, by a test: its formula by a law, the
/// frameworks' by what they computed. Burn's source was read, nothing more.
pub(super) fn tested(law: &str, oracle: &str) -> [Cell; 6] {
    let law = Cell::proof(&format!("tests/laws/{law}.rs"), "#[test]");
    let replayed = || Cell::proof("tests/oracles/rules.rs", oracle);
    let [a, b, c] = [replayed(), replayed(), replayed()];
    ["tested".into(), law, a, b, c, "read".into()]
}

fn momentum() -> Vec<[Cell; 6]> {
    let burn = Momentum { dampening: 0.1, ..Momentum::pytorch() };
    let rules = [
        Momentum::notes(),
        Momentum::pytorch(),
        Momentum::keras(),
        Momentum::optax(),
        burn,
    ];
    let steps = rules.map(|rule| {
        let [_, second, third] =
            walk(Momentum { rate: 1.0, ..rule }, 1.0);
        [number(second), number(third)]
    });
    vec![
        row(
            "the rate stands",
            rules.map(|rule| place(rule.rate_place)),
        ),
        row("η if not given", named(rules.map(|rule| rule.rate), 1..3)),
        row("β if not given", [NOTHING, "0", "0", "none", "0.9"]),
        row(
            "dampening d",
            rules.map(|rule| exact(rule.dampening).text),
        ),
        row("`weight_decay`", DECAY),
        row(
            "step 2, slope 1",
            steps.each_ref().map(|[a, _]| a.clone()),
        ),
        row(
            "step 3, at η/10",
            steps.each_ref().map(|[_, b]| b.clone()),
        ),
        tested("momentum", "\"sgd-momentum\""),
    ]
}

fn nesterov() -> Vec<[Cell; 6]> {
    let rules = [
        Nesterov::notes(),
        Nesterov::pytorch(),
        Nesterov::keras(),
        Nesterov { form: NesterovForm::PyTorch, ..Nesterov::notes() },
        // Where there is no dampening.
        Nesterov::pytorch(),
    ];
    let look = |rule: &Nesterov| rule.form == NesterovForm::LookAhead;
    let steps = rules.map(|rule| {
        walk(Nesterov { rate: 1.0, ..rule }, 1.0).map(number)
    });
    let step = |i: usize| steps.each_ref().map(|all| all[i].clone());
    let or =
        |rule: &Nesterov, ahead: &'static str, at: &'static str| {
            if look(rule) { ahead } else { at }
        };
    vec![
        row(
            "g is measured at",
            rules.each_ref().map(|r| or(r, "θ − βv", "θ")),
        ),
        row(
            "the step",
            rules.each_ref().map(|r| or(r, "v", "βv + ηg")),
        ),
        row(
            "the rate stands",
            rules.map(|rule| match rule.form {
                NesterovForm::PyTorch => place(RatePlace::Outside),
                _ => place(RatePlace::Inside),
            }),
        ),
        row("step 1, slope 1", step(0)),
        row("step 2, slope 1", step(1)),
        row("step 3, at η/10", step(2)),
        tested("nesterov", "\"sgd-nesterov\""),
    ]
}

fn adagrad() -> Vec<[Cell; 6]> {
    let burn = AdaGrad { epsilon: BURN, ..AdaGrad::paper() };
    let rules = [
        AdaGrad::paper(),
        AdaGrad::pytorch(),
        AdaGrad::keras(),
        AdaGrad::optax(),
        burn,
    ];
    let epsilon = rules.map(|rule| rule.epsilon);
    let [one, tiny] =
        first_rows(rules.map(|rule| AdaGrad { rate: 1.0, ..rule }));
    vec![
        row("η if not given", named(rules.map(|rule| rule.rate), 1..3)),
        row("ε", silent(epsilon.map(size))),
        row("ε stands", epsilon.map(stands)),
        row(
            "the sum starts at",
            rules.map(|rule| exact(rule.start).text),
        ),
        row("`weight_decay`", DECAY),
        row("step 1, slope 1", one),
        row("step 1, slope 10⁻⁶", tiny),
        tested("adagrad", "fn adagrad("),
    ]
}

fn rmsprop() -> Vec<[Cell; 6]> {
    let burn =
        RmsProp { epsilon: BURN, momentum: 0.9, ..RmsProp::pytorch() };
    let rules = [
        RmsProp::hinton(),
        RmsProp::pytorch(),
        RmsProp::keras(),
        RmsProp::optax(),
        burn,
    ];
    let epsilon = rules.map(|rule| rule.epsilon);
    let [one, tiny] =
        first_rows(rules.map(|rule| RmsProp { rate: 1.0, ..rule }));
    vec![
        row("η if not given", named(rules.map(|rule| rule.rate), 1..3)),
        row("β", rules.map(|rule| exact(rule.beta).text)),
        row(
            "β is called",
            [NOTHING, "`alpha`", "`rho`", "`decay`", "`alpha`"],
        ),
        row("ε", silent(epsilon.map(size))),
        row("ε stands", silent(epsilon.map(stands))),
        row("the average starts at", ["0"; 5]),
        row("momentum", rules.map(|rule| exact(rule.momentum).text)),
        row(
            "its rate stands",
            silent(rules.map(|rule| place(rule.rate_place))),
        ),
        row("`weight_decay`", DECAY),
        row("step 1, slope 1", one),
        row("step 1, slope 10⁻⁶", tiny),
        tested("rmsprop", "fn rmsprop("),
    ]
}

fn adam() -> Vec<[Cell; 6]> {
    let burn = Adam { epsilon: BURN, ..Adam::paper() };
    let rules = [
        Adam::paper(),
        Adam::pytorch(),
        Adam::keras(),
        Adam::optax(),
        burn,
    ];
    let epsilon = rules.map(|rule| rule.epsilon);
    let [one, tiny] =
        first_rows(rules.map(|rule| Adam { rate: 1.0, ..rule }));
    // The frameworks' own number: the library's is the share of θ itself.
    let share = |wrapped: WeightDecay<Adam>| match wrapped.decay {
        Decay::Decoupled(share) => short(share / wrapped.rule.rate),
        _ => NOTHING.into(),
    };
    let decoupled = [
        NOTHING.into(),
        share(WeightDecay::pytorch()),
        share(WeightDecay::keras()),
        share(WeightDecay::optax()),
        short(1e-4),
    ];
    let largest = |rule: Adam| match rule.maximum {
        Maximum::Plain => "v, then corrected",
        Maximum::Corrected => "v̂",
    };
    let [_, pytorch, keras, optax, _] = rules.map(largest);
    vec![
        row("η if not given", named(rules.map(|rule| rule.rate), 0..3)),
        row(
            "β₁, β₂",
            rules.map(|rule| {
                [rule.beta1, rule.beta2]
                    .map(|beta| exact(beta).text)
                    .join(", ")
            }),
        ),
        row(
            "they are called",
            [
                NOTHING,
                "`betas`",
                "`beta_1`, `beta_2`",
                "`b1`, `b2`",
                "`beta_1`, `beta_2`",
            ],
        ),
        row("ε", epsilon.map(size)),
        row("divided by", epsilon.map(divisor)),
        row("`Adam`’s `weight_decay`", DECAY),
        row("`AdamW`’s, decoupled", decoupled),
        row(
            "AMSGrad: largest of",
            ["v alone", pytorch, keras, optax, NOTHING],
        ),
        row("step 1, slope 1", one),
        row("step 1, slope 10⁻⁶", tiny),
        tested("adam", "\"adamw\""),
    ]
}

/// Lion, and at the end signum, which only Optax has.
fn lion() -> Vec<[Cell; 6]> {
    let [paper, keras] = [Lion::paper(), Lion::keras()];
    let optax = WeightDecay::optax_lion();
    let betas = |rule: Lion| {
        [rule.beta1, rule.beta2].map(|beta| exact(beta).text).join(", ")
    };
    let share = match optax.decay {
        Decay::Decoupled(share) => exact(share / optax.rule.rate).text,
        _ => NOTHING.into(),
    };
    // What `decay` takes of a weight of 2 beside a step of 1: with the
    // weight from before the step.
    let rule = Lion { rate: 1.0, ..paper };
    let decayed = WeightDecay { rule, decay: Decay::Decoupled(0.25) };
    let mut theta = [2.0];
    let mut state = decayed.init(1);
    decayed.step(&mut state, &mut theta, &[1.0]);
    let step = number(2.0 - theta[0]);
    let own = |said: [String; 4]| {
        let [a, b, c, d] = said;
        [a, "no Lion".into(), b, c, d]
    };
    let law = Cell::proof("tests/laws/signs.rs", "#[test]");
    let replayed = || Cell::proof("tests/oracles/rules.rs", "\"lion\"");
    vec![
        row(
            "η if not given",
            own([
                "tuned".into(),
                exact(keras.rate).text,
                "required".into(),
                "required".into(),
            ]),
        ),
        row(
            "β₁, β₂",
            own([
                betas(paper),
                betas(keras),
                betas(optax.rule),
                betas(paper),
            ]),
        ),
        row(
            "they are called",
            own([
                NOTHING.into(),
                "`beta_1`, `beta_2`".into(),
                "`b1`, `b2`".into(),
                "`beta_1`, `beta_2`".into(),
            ]),
        ),
        row(
            "λ if not given, times η",
            own(["tuned".into(), "none".into(), share, "none".into()]),
        ),
        row(
            "step from 2, λ = ¼",
            own([step.clone(), step.clone(), step.clone(), step]),
        ),
        row(
            "`signum`’s β",
            [
                NOTHING.into(),
                "no signum".into(),
                "no signum".into(),
                exact(Signum::optax().beta).text,
                "no signum".into(),
            ],
        ),
        [
            "tested".into(),
            law,
            NOTHING.into(),
            replayed(),
            replayed(),
            "read".into(),
        ],
    ]
}

/// The first two steps on one slope, and the third with a tenth of the rate.
fn walk<O: Optimizer>(rule: O, slope: f64) -> [f64; 3] {
    let mut theta = [0.0];
    let mut state = rule.init(1);
    let slower = rule.scaled(0.1);
    [&rule, &rule, &slower].map(|rule| {
        let before = theta[0];
        rule.step(&mut state, &mut theta, &[slope]);
        before - theta[0]
    })
}

/// The first steps over η, a row for each slope.
fn first_rows(rules: [impl Optimizer; 5]) -> [[String; 5]; 2] {
    let steps = rules.map(|rule| first_steps(&rule));
    [0, 1].map(|i| {
        let places = if SLOPES[i] == 1.0 { 4 } else { 3 };
        steps.map(|step| digits(step[i], places).text)
    })
}

pub(super) fn number(value: f64) -> String {
    digits(value, 3).text
}

/// The rates that have a name; the rest must be chosen.
fn named(rates: [f64; 5], who: std::ops::Range<usize>) -> [String; 5] {
    let mut i = 0;
    rates.map(|rate| {
        let named = who.contains(&i);
        let first = i == 0;
        i += 1;
        match (named, first) {
            (true, _) => exact(rate).text,
            (false, true) => NOTHING.into(),
            (false, false) => "required".into(),
        }
    })
}

/// Where the publication says nothing.
fn silent<T: Into<String>>(said: [T; 5]) -> [String; 5] {
    let mut said = said.map(Into::into);
    said[0] = NOTHING.into();
    said
}

fn place(place: RatePlace) -> &'static str {
    match place {
        RatePlace::Inside => "inside v",
        RatePlace::Outside => "outside",
    }
}

pub(super) fn size(epsilon: Epsilon) -> String {
    short(epsilon.value())
}

/// A small number as short as it can be.
fn short(value: f64) -> String {
    let text = digits(value, 1).text;
    match text.split_once('×') {
        Some((one, power)) if one.trim() == "1" => power.trim().into(),
        _ => text,
    }
}

fn stands(epsilon: Epsilon) -> &'static str {
    match epsilon {
        Epsilon::Outside(_) | Epsilon::Hat(_) => "outside √",
        Epsilon::Inside(_) => "inside √",
    }
}

fn divisor(epsilon: Epsilon) -> &'static str {
    match epsilon {
        Epsilon::Outside(_) => "√v̂ + ε",
        Epsilon::Inside(_) => "√(v̂ + ε)",
        Epsilon::Hat(_) => "√v + ε̂, then corrected",
    }
}
