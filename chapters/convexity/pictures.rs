//! Maps of four more surfaces.

use super::Settings;
use crate::draw::contours;
use descent::{Invalid, Surface};
use press::Page;
use press::figure::Ink;

use descent::surface::{DoubleWell, Himmelblau, LeastSquares, Saddle};
use ndarray::array;
use press::number::{exact, fixed};

/// The right well is the higher one.
pub(super) const WELLS: DoubleWell<2> = DoubleWell { tilt: 0.1 };

/// The neuron once more, its input scaled to mean 0 and variance 1.
pub(super) fn scaled_neuron() -> LeastSquares {
    let far = 1.5_f64.sqrt();
    LeastSquares {
        inputs: array![[0.0], [far], [-far]],
        targets: array![1.0, 1.0, 0.0],
    }
}

/// The surroundings of a minimum that a map shows.
pub(super) fn around(lowest: &[f64]) -> [[f64; 2]; 2] {
    [
        [lowest[0] - 1.6, lowest[0] + 1.6],
        [lowest[1] - 1.25, lowest[1] + 1.25],
    ]
}

pub(super) fn show(_: &Settings) -> Result<Page, Invalid> {
    let bowl = scaled_neuron();
    let bottom = &bowl.minima()[0];
    let near = around(bottom);
    let saddle = [[-2.0, 2.0], [-1.6, 1.6]];
    let wells = [[-1.75, 1.75], [-1.4, 1.4]];
    let four = [[-6.0, 6.0], [-4.8, 4.8]];
    let minima = WELLS.minima();
    let [deep, high] = [0, 1].map(|i| fixed(minima[i][0], 2).text);
    Ok(Page::part()
        .number("wells.tilt", exact(WELLS.tilt))
        .figure(
            "bowl_map",
            contours(&bowl, near).axes("w", "b").draw(format!(
                "Contour map of the round bowl: circles about the minimum at w = {}, b = {}.",
                fixed(bottom[0], 2).text,
                fixed(bottom[1], 2).text
            )),
        )
        .figure(
            "saddle_map",
            // No border between two shades is at this height.
            contours(&Saddle, saddle)
                .line(Ink::THEORY, "height 0", [(-2.0, -2.0), (2.0, 2.0)])
                .line(Ink::THEORY, "", [(-2.0, 2.0), (2.0, -2.0)])
                .draw("Contour map of the saddle: low ground above and below, high ground left and right. The two lines of height 0 cross in the middle; all others turn away before it."),
        )
        .figure(
            "wells_map",
            contours(&WELLS, wells).draw(format!(
                "Contour map of the two wells: closed rings about x = {deep} and about x = {high}, and one line around both."
            )),
        )
        .figure(
            "himmelblau_map",
            contours(&Himmelblau, four).draw(
                "Contour map of Himmelblau’s function: rings about four minima, one in each quarter of the map, and a tongue that rises to a hilltop near the middle.",
            ),
        ))
}
