//! What mdBook need not read: formulas, tables and listings. In the Markdown
//! stands an empty placeholder for each, and the press puts them in when the
//! pages are rendered. mdBook would parse every number and every coloured word
//! twice, for the page and for print, which is most of what a page is.

use math_core::{LatexToMathML, MathDisplay};

/// What stands around the number of a held piece in its place, until the pages
/// are rendered.
pub const PLACEHOLDER: [&str; 2] = ["<span data-held=\"", "\"></span>"];

/// The pieces of the book so far.
#[derive(Default)]
pub(super) struct Held {
    converter: LatexToMathML,
    /// HTML, one per placeholder.
    pub(super) pieces: Vec<String>,
}

impl Held {
    /// Keeps a piece of HTML and returns what stands in its place.
    pub(super) fn hold(&mut self, html: String) -> String {
        let [open, close] = PLACEHOLDER;
        self.pieces.push(html);
        format!("{open}{}{close}", self.pieces.len() - 1)
    }

    /// Converts a formula to MathML, without a script or a network, and holds it.
    ///
    /// # Errors
    /// What is wrong with the TeX, and at which byte of it.
    pub(super) fn formula(&mut self, tex: &str, display: bool) -> Result<String, (usize, String)> {
        let display = if display { MathDisplay::Block } else { MathDisplay::Inline };
        let result = self.converter.convert_with_local_state(tex.trim(), display);
        match result {
            Ok(formula) => Ok(self.hold(formula.mathml)),
            Err(error) => {
                let leading = tex.len() - tex.trim_start().len();
                let what = format!("`{}`: {}", tex.trim(), error.error_message());
                Err((leading + error.0.start, what))
            }
        }
    }
}
