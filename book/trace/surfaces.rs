//! The surfaces by name.

use super::settings::{Settings, unknown};
use descent::surface::{
    Beale, DoubleWell, Himmelblau, Rosenbrock, Rotated, Saddle, elongated_bowl,
};
use descent::{Invalid, Surface};

/// What is known of a surface by its name.
pub(super) struct Kind {
    /// Its name.
    pub(super) name: &'static str,
    /// f.
    pub(super) formula: &'static str,
    /// Where a descent starts without `--from`.
    pub(super) start: &'static [f64],
}

/// Every surface that needs no data.
pub(super) const SURFACES: [Kind; 8] = [
    Kind { name: "bowl", formula: "(x² + κ y²)/2", start: &[-1.5, 1.0] },
    Kind { name: "rotated-bowl", formula: "the bowl turned by an angle", start: &[-1.5, 1.0] },
    Kind { name: "saddle", formula: "x² − y²", start: &[1.0, 0.001] },
    Kind { name: "rosenbrock", formula: "(1 − x)² + 100 (y − x²)²", start: &[-1.2, 1.0] },
    Kind {
        name: "himmelblau", formula: "(x² + y − 11)² + (x + y² − 7)²", start: &[0.0, 0.0]
    },
    Kind {
        name: "beale",
        formula: "(1.5 − x + xy)² + (2.25 − x + xy²)² + (2.625 − x + xy³)²",
        start: &[1.0, 1.0],
    },
    Kind { name: "double-well", formula: "(x² − 1)²/4 + s x + y²/2", start: &[1.5, 1.0] },
    Kind { name: "double-well-1d", formula: "(x² − 1)²/4 + s x", start: &[1.5] },
];

/// What the variables are called.
pub(super) const VARIABLES: [&str; 2] = ["x", "y"];

/// The kind called `name`, or a sentence with the nearest name.
pub(super) fn kind(name: &str) -> Result<&'static Kind, String> {
    SURFACES
        .iter()
        .find(|kind| kind.name == name)
        .ok_or_else(|| unknown("surface", name, SURFACES.iter().map(|kind| kind.name)))
}

/// The surface called `name`, with its settings visited.
///
/// # Errors
/// One sentence for each setting out of range, which it calls by its name.
pub(super) fn build(name: &str, settings: &mut Settings) -> Result<Box<dyn Surface>, Invalid> {
    let (mut kappa, mut angle, mut tilt) = (25.0, 45.0, 0.2);
    let mut number = |name, place: &mut f64| settings.number(name, place);
    Ok(match name {
        "bowl" => {
            number("kappa", &mut kappa);
            Invalid::none().positive("kappa", kappa).into_result()?;
            Box::new(elongated_bowl(kappa))
        }
        "rotated-bowl" => {
            number("kappa", &mut kappa);
            number("angle", &mut angle);
            Invalid::none()
                .positive("kappa", kappa)
                .unless(angle.is_finite(), "angle", angle, "finite")
                .into_result()?;
            let bowl = elongated_bowl(kappa);
            Box::new(if angle == 45.0 {
                Rotated::by_45_degrees(bowl)
            } else {
                Rotated::by(bowl, angle.to_radians())
            })
        }
        "saddle" => Box::new(Saddle),
        "rosenbrock" => Box::new(Rosenbrock),
        "himmelblau" => Box::new(Himmelblau),
        "beale" => Box::new(Beale),
        "double-well" | "double-well-1d" => {
            number("tilt", &mut tilt);
            Invalid::none().unless(tilt.is_finite(), "tilt", tilt, "finite").into_result()?;
            if name == "double-well" {
                Box::new(DoubleWell::<2> { tilt })
            } else {
                Box::new(DoubleWell::<1> { tilt })
            }
        }
        _ => unreachable!("kind() knows the names"),
    })
}
