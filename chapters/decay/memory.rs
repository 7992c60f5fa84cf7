//! How much decay there is in a recipe: the memory 1/(ηλ), and what is left of
//! a weight that the data do not touch.

use super::Settings;
use crate::each::Eager;
use descent::{AdamW, Decay, Invalid};
use press::number::{count, digits, exact, fixed, percent};
use press::{Cell, Page};

/// A recipe: where, η, λ, steps, and the mean of its schedule.
type Recipe = (&'static str, f64, f64, usize, f64);

/// Half a cosine wave down to a tenth has the mean 0.55; one down to 0, and a
/// straight line, one half. Warm-ups are left out.
const RECIPES: [Recipe; 7] = [
    ("PyTorch’s defaults", 1e-3, 0.01, 10_000, 1.0),
    ("Keras’s defaults", 1e-3, 0.004, 10_000, 1.0),
    ("Optax’s default", 1e-3, 1e-4, 10_000, 1.0),
    ("BERT", 1e-4, 0.01, 1_000_000, 0.5),
    ("LLaMA, 7B", 3e-4, 0.1, 250_000, 0.55),
    ("ConvNeXt", 4e-3, 0.05, 93_800, 0.5),
    ("nanoGPT", 6e-4, 0.1, 600_000, 0.55),
];

/// Steps over which all recipes are compared, each at its first rate.
const ALIKE: usize = 10_000;

/// Steps of a long run with PyTorch's defaults.
const LONGER: usize = 250_000;

pub(super) fn show(_: &Settings) -> Result<Page, Invalid> {
    let rows = RECIPES.iter().each(|recipe| -> [Cell; 8] {
        let &(name, rate, lambda, steps, mean) = recipe;
        let taken = 1.0 - left(&(name, rate, lambda, ALIKE, 1.0));
        let kept = left(recipe);
        let kept = if kept < 1e-3 {
            digits(100.0 * kept, 1)
        } else {
            digits(100.0 * kept, 3)
        };
        [
            name.into(),
            exact(rate).into(),
            exact(lambda).into(),
            count((1.0 / (rate * lambda)).round() as usize).into(),
            fixed(100.0 * taken, 1).into(),
            count(steps).into(),
            digits(rate * lambda * mean * steps as f64, 2).into(),
            kept.into(),
        ]
    });
    let [torch, llama] = [&RECIPES[0], &RECIPES[4]];
    // The library's presets hold the share ηλ itself.
    let presets = [AdamW::pytorch(), AdamW::keras(), AdamW::optax()];
    let agree = presets.iter().zip(&RECIPES).all(|(preset, recipe)| {
        let (Decay::Decoupled(share)
        | Decay::L2(share)
        | Decay::Cautious(share)) = preset.decay;
        (share / (recipe.1 * recipe.2) - 1.0).abs() < 1e-12
    });
    let longer = left(&(torch.0, torch.1, torch.2, LONGER, 1.0));
    let run =
        (0..torch.3).fold(1.0, |w: f64, _| w - torch.1 * torch.2 * w);
    Ok(Page::part()
        .table(
            "recipes",
            [
                "recipe",
                "η",
                "λ",
                "memory 1/(ηλ)",
                "% taken in 10,000",
                "steps",
                "sum of all ηλ",
                "% left",
            ],
            rows,
        )
        .number("recipes.torch", percent(1.0 - left(torch), 1))
        .number("recipes.alike", count(ALIKE))
        .number("recipes.longer", count(LONGER))
        .number("recipes.wall.torch", exact(1.0 / torch.2))
        .number("recipes.wall.optax", count((1.0 / RECIPES[2].2).round() as usize))
        .number("recipes.wall.llama", exact(1.0 / llama.2))
        .claim(
            "recipes",
            format!(
                "After 10,000 steps PyTorch’s defaults have left {} of a weight that the data do not touch, after 250,000 steps {}; LLaMA’s recipe leaves {} of it over its 250,000.",
                percent(left(torch), 1).text,
                percent(longer, 1).text,
                percent(left(llama), 1).text,
            ),
            agree
                && (run - left(torch)).abs() < 1e-5
                && left(torch) > 0.9
                && longer < 0.1
                && left(llama) < 0.02,
        ))
}

/// What is left at the end: a step keeps 1 − ηλ, nearly e to the −ηλ.
fn left((_, rate, lambda, steps, mean): &Recipe) -> f64 {
    libm::exp(-rate * lambda * mean * *steps as f64)
}
