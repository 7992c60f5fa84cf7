//! The surfaces by name, with their settings.

use super::settings::unknown;
use descent::Surface;
use descent::surface::{
    Beale, DoubleWell, Himmelblau, Rosenbrock, Rotated, Saddle, elongated_bowl,
};
use setting::{Each, Place, Range, Setting, Settings};

/// What is known of a surface by its name.
pub(super) struct Kind {
    /// Its name.
    pub(super) name: &'static str,
    /// f.
    pub(super) formula: &'static str,
    /// Where a descent starts without `--from`.
    pub(super) start: &'static [f64],
    /// Its settings with their defaults.
    pub(super) settings: &'static [(Setting, f64)],
    /// The surface with these values of its settings.
    build: fn(&[f64]) -> Box<dyn Surface>,
}

const KAPPA: (Setting, f64) = {
    let says = "how much steeper the bowl is along y";
    (Setting::new("kappa", "κ", says, Range::POSITIVE).log().slider(1.0, 1000.0, 0.05), 25.0)
};
const ANGLE: (Setting, f64) = {
    let says = "how far the rotated bowl is turned, in degrees";
    (Setting::new("angle", "", says, Range::ANY).slider(0.0, 90.0, 1.0), 45.0)
};
const TILT: (Setting, f64) = {
    let says = "what makes one of the double well's two wells the deeper";
    (Setting::new("tilt", "s", says, Range::ANY).slider(-0.5, 0.5, 0.01), 0.2)
};

/// Every surface that needs no data.
pub(super) static SURFACES: [Kind; 8] = [
    Kind {
        name: "bowl",
        formula: "(x² + κ y²)/2",
        start: &[-1.5, 1.0],
        settings: &[KAPPA],
        build: |with| Box::new(elongated_bowl(with[0])),
    },
    Kind {
        name: "rotated-bowl",
        formula: "the bowl turned by an angle",
        start: &[-1.5, 1.0],
        settings: &[KAPPA, ANGLE],
        build: |with| {
            let bowl = elongated_bowl(with[0]);
            Box::new(if with[1] == 45.0 {
                Rotated::by_45_degrees(bowl)
            } else {
                Rotated::by(bowl, with[1].to_radians())
            })
        },
    },
    plain("saddle", "x² − y²", &[1.0, 0.001], |_| Box::new(Saddle)),
    plain("rosenbrock", "(1 − x)² + 100 (y − x²)²", &[-1.2, 1.0], |_| Box::new(Rosenbrock)),
    plain("himmelblau", "(x² + y − 11)² + (x + y² − 7)²", &[0.0, 0.0], |_| {
        Box::new(Himmelblau)
    }),
    plain(
        "beale",
        "(1.5 − x + xy)² + (2.25 − x + xy²)² + (2.625 − x + xy³)²",
        &[1.0, 1.0],
        |_| Box::new(Beale),
    ),
    Kind {
        name: "double-well",
        formula: "(x² − 1)²/4 + s x + y²/2",
        start: &[1.5, 1.0],
        settings: &[TILT],
        build: |with| Box::new(DoubleWell::<2> { tilt: with[0] }),
    },
    Kind {
        name: "double-well-1d",
        formula: "(x² − 1)²/4 + s x",
        start: &[1.5],
        settings: &[TILT],
        build: |with| Box::new(DoubleWell::<1> { tilt: with[0] }),
    },
];

/// One without settings.
const fn plain(
    name: &'static str,
    formula: &'static str,
    start: &'static [f64],
    build: fn(&[f64]) -> Box<dyn Surface>,
) -> Kind {
    Kind { name, formula, start, settings: &[], build }
}

/// What the variables are called.
pub(super) const VARIABLES: [&str; 2] = ["x", "y"];

/// The kind called `name`, or a sentence with the nearest name.
pub(super) fn kind(name: &str) -> Result<&'static Kind, String> {
    SURFACES
        .iter()
        .find(|kind| kind.name == name)
        .ok_or_else(|| unknown("surface", name, SURFACES.iter().map(|kind| kind.name)))
}

/// A kind with values for its settings.
#[derive(Clone)]
pub(super) struct Shaped {
    kind: &'static Kind,
    values: Vec<f64>,
}

impl Kind {
    /// The kind with its defaults.
    pub(super) fn shaped(&'static self) -> Shaped {
        Shaped { kind: self, values: self.settings.iter().map(|(_, default)| *default).collect() }
    }
}

impl Shaped {
    /// The surface itself.
    pub(super) fn surface(&self) -> Box<dyn Surface> {
        (self.kind.build)(&self.values)
    }
}

impl Settings for Shaped {
    fn settings(&mut self, each: &mut Each<'_>) {
        for ((setting, _), value) in self.kind.settings.iter().zip(&mut self.values) {
            each(setting, Place::Number(value));
        }
    }
}
