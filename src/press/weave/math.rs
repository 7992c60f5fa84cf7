//! Formulas: TeX in, MathML out, when the book is bound; no script, no network.

use math_core::{LatexToMathML, MathDisplay};

/// The formulas of the book so far.
#[derive(Default)]
pub(super) struct Formulas {
    converter: LatexToMathML,
    /// MathML, one per formula.
    pub(super) mathml: Vec<String>,
}

impl Formulas {
    /// Converts a formula and returns its index.
    ///
    /// # Errors
    /// What is wrong with the TeX, and at which byte of it.
    pub(super) fn add(&mut self, tex: &str, display: bool) -> Result<usize, (usize, String)> {
        let display = if display { MathDisplay::Block } else { MathDisplay::Inline };
        let result =
            self.converter.convert_with_local_state(tex.trim(), display).map_err(|error| {
                let leading = tex.len() - tex.trim_start().len();
                (leading + error.0.start, format!("`{}`: {}", tex.trim(), error.error_message()))
            })?;
        self.mathml.push(result.mathml);
        Ok(self.mathml.len() - 1)
    }
}
