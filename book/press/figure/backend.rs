//! A drawing backend for plotters that writes SVG to our needs: tenths of a
//! pixel, colours as classes that follow the reader's light or dark theme,
//! text measured by a table (no system fonts), the same bytes on every run.

use super::ink::{Ink, Role};
use plotters_backend::text_anchor::{HPos, VPos};
use plotters_backend::{
    BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind,
    FontTransform,
};
use std::collections::BTreeSet;
use std::convert::Infallible;
use std::fmt::Write;

/// Backend units per pixel.
pub(crate) const TENTHS: i32 = 10;

/// Writes SVG elements to `body`.
pub(crate) struct Svg<'a> {
    pub(crate) size: (u32, u32),
    pub(crate) body: &'a mut Body,
}

/// What has been drawn: the elements, and the inks they need.
#[derive(Default)]
pub(crate) struct Body {
    elements: String,
    strokes: BTreeSet<Ink>,
    fills: BTreeSet<Ink>,
}

type Drawn = Result<(), DrawingErrorKind<Infallible>>;

impl Body {
    /// The whole file: `font` is the size of its words.
    pub(crate) fn into_svg(self, width: u32, height: u32, font: i32, title: &str) -> String {
        let mut light = String::new();
        let mut dark = String::new();
        let share = |hundredths: u8| f64::from(hundredths) / 100.0;
        for ink in &self.strokes {
            let (class, look) = (ink.class(), ink.look());
            let width = f64::from(look.width) / f64::from(TENTHS);
            let _ = write!(light, ".s{class}{{stroke:{};stroke-width:{width}", look.light);
            if !look.dash.is_empty() {
                let _ = write!(light, ";stroke-dasharray:{}", look.dash);
            }
            if ink.opacity()[0] < 100 {
                let _ = write!(light, ";stroke-opacity:{}", share(ink.opacity()[0]));
            }
            light.push('}');
            let _ = write!(dark, ".s{class}{{stroke:{}}}", look.dark);
        }
        let mut hatch = String::new();
        for ink in &self.fills {
            let (class, look) = (ink.class(), ink.look());
            if ink.is_hatch() {
                hatch.push_str(HATCH);
                let _ = write!(light, ".f{class}{{fill:url(#h)}}#h path{{stroke:{}}}", look.light);
                let _ = write!(dark, "#h path{{stroke:{}}}", look.dark);
                continue;
            }
            let _ = write!(light, ".f{class}{{fill:{}", look.light);
            if ink.opacity()[1] < 100 {
                let _ = write!(light, ";fill-opacity:{}", share(ink.opacity()[1]));
            }
            light.push('}');
            let _ = write!(dark, ".f{class}{{fill:{}}}", look.dark);
        }
        let (paper, level) = (Ink::PAPER.look(), Ink::LEVEL.look());
        let _ = write!(light, ".e{{stroke:{};stroke-width:.7}}", level.light);
        let _ = write!(dark, ".e{{stroke:{}}}", level.dark);
        let _ = write!(light, ".n{{stroke:{}}}", paper.light);
        let _ = write!(dark, ".n{{stroke:{}}}", paper.dark);
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" \
             viewBox=\"0 0 {width} {height}\" role=\"img\" font-size=\"{font}\">\n<title>{}</title>\n\
             <style>text{{font-family:system-ui,-apple-system,\"Segoe UI\",Roboto,\"Helvetica Neue\",Arial,sans-serif}}\
             path{{fill-rule:evenodd}}.l{{fill:none;stroke-linejoin:round;stroke-linecap:butt}}\
             .t{{font-weight:600}}.n{{paint-order:stroke;stroke-width:3.5;stroke-linejoin:round}}{light}\
             @media(prefers-color-scheme:dark){{{dark}}}</style>\n{hatch}{}</svg>\n",
            escape(title),
            self.elements,
        )
    }
}

/// The pattern of [`Ink::HATCH`].
const HATCH: &str = "<defs><pattern id=\"h\" width=\"7\" height=\"7\" patternUnits=\"userSpaceOnUse\" \
    patternTransform=\"rotate(45)\"><path d=\"M0 0l0 7\" stroke-width=\"1.6\"/></pattern></defs>\n";

/// Text made safe to stand in XML.
pub(crate) fn escape(text: &str) -> String {
    let mut html = String::with_capacity(text.len());
    for part in text.split_inclusive(['&', '<', '>', '"']) {
        let (words, sign) = match part.as_bytes().last() {
            Some(b'&') => (&part[..part.len() - 1], "&amp;"),
            Some(b'<') => (&part[..part.len() - 1], "&lt;"),
            Some(b'>') => (&part[..part.len() - 1], "&gt;"),
            Some(b'"') => (&part[..part.len() - 1], "&quot;"),
            _ => (part, ""),
        };
        html.extend([words, sign]);
    }
    html
}

/// A width in pixels, by a table. The widths are those of the widest of the common
/// sans-serif faces (DejaVu Sans): with any other there is room to spare.
pub fn text_width(text: &str, size: f64) -> f64 {
    let em = |c: char| match c {
        'i' | 'j' | 'l' | '.' | ',' | ':' | ';' | '\'' | '|' | '!' | 'I' => 0.3,
        'f' | 't' | 'r' | '(' | ')' | '[' | ']' | ' ' | '\u{202f}' => 0.38,
        'm' | 'w' | 'M' | 'W' | '%' | '—' => 0.96,
        '\u{300}'..='\u{36f}' => 0.0,
        '⁰' | '¹' | '²' | '³' | '⁴'..='⁹' | '⁻' | '₀'..='₉' | 'ₜ' => 0.42,
        c if c.is_uppercase() => 0.74,
        _ => 0.62,
    };
    size * text.chars().map(em).sum::<f64>()
}

fn tenths(value: i32) -> String {
    let (whole, tenth) = (value / TENTHS, (value % TENTHS).abs());
    let sign = if value < 0 && whole == 0 { "-" } else { "" };
    if tenth == 0 { format!("{sign}{whole}") } else { format!("{sign}{whole}.{tenth}") }
}

fn pair((x, y): BackendCoord) -> String {
    format!("{} {}", tenths(x), tenths(y))
}

impl Svg<'_> {
    fn path(
        &mut self,
        points: impl IntoIterator<Item = BackendCoord>,
        color: BackendColor,
        fill: bool,
    ) -> Drawn {
        let mut points: Vec<BackendCoord> = points.into_iter().collect();
        points.dedup();
        // A line that goes nowhere is none.
        let [first, rest @ ..] = &points[..] else { return Ok(()) };
        if rest.is_empty() {
            return Ok(());
        }
        let (ink, role) = Ink::from_pigment(color.rgb);
        let class = ink.class();
        // A field of a map is drawn with its edge.
        let edge = if role == Role::Name { " e" } else { "" };
        // Each point relative to the one before: about a third fewer bytes.
        let mut data = format!("M{}l", pair(*first));
        let mut last = *first;
        for &point in rest {
            for step in [point.0 - last.0, point.1 - last.1] {
                if step >= 0 && !data.ends_with('l') {
                    data.push(' ');
                }
                data.push_str(&tenths(step));
            }
            last = point;
        }
        if fill {
            self.body.fills.insert(ink);
            let _ = writeln!(self.body.elements, "<path class=\"f{class}{edge}\" d=\"{data}Z\"/>");
        } else {
            self.body.strokes.insert(ink);
            let _ = writeln!(self.body.elements, "<path class=\"l s{class}\" d=\"{data}\"/>");
        }
        Ok(())
    }
}

impl DrawingBackend for Svg<'_> {
    type ErrorType = Infallible;

    fn get_size(&self) -> (u32, u32) {
        self.size
    }

    fn ensure_prepared(&mut self) -> Drawn {
        Ok(())
    }

    fn present(&mut self) -> Drawn {
        Ok(())
    }

    fn draw_pixel(&mut self, (x, y): BackendCoord, color: BackendColor) -> Drawn {
        self.path([(x, y), (x + 1, y), (x + 1, y + 1), (x, y + 1)], color, true)
    }

    fn draw_line<S: BackendStyle>(
        &mut self,
        from: BackendCoord,
        to: BackendCoord,
        style: &S,
    ) -> Drawn {
        self.path([from, to], style.color(), false)
    }

    fn draw_rect<S: BackendStyle>(
        &mut self,
        (left, top): BackendCoord,
        (right, bottom): BackendCoord,
        style: &S,
        fill: bool,
    ) -> Drawn {
        let corners = [(left, top), (right, top), (right, bottom), (left, bottom)];
        if fill {
            self.path(corners, style.color(), true)
        } else {
            self.path(corners.into_iter().chain([(left, top)]), style.color(), false)
        }
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        path: I,
        style: &S,
    ) -> Drawn {
        self.path(path, style.color(), false)
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        path: I,
        style: &S,
    ) -> Drawn {
        self.path(path, style.color(), true)
    }

    fn draw_circle<S: BackendStyle>(
        &mut self,
        (x, y): BackendCoord,
        radius: u32,
        style: &S,
        fill: bool,
    ) -> Drawn {
        let (ink, _) = Ink::from_pigment(style.color().rgb);
        let class = if fill {
            self.body.fills.insert(ink);
            format!("f{}", ink.class())
        } else {
            self.body.strokes.insert(ink);
            format!("l s{}", ink.class())
        };
        let (x, y, r) = (tenths(x), tenths(y), tenths(radius as i32));
        let _ = writeln!(
            self.body.elements,
            "<circle class=\"{class}\" cx=\"{x}\" cy=\"{y}\" r=\"{r}\"/>"
        );
        Ok(())
    }

    fn draw_text<T: BackendTextStyle>(&mut self, text: &str, style: &T, at: BackendCoord) -> Drawn {
        let (ink, role) = Ink::from_pigment(style.color().rgb);
        self.body.fills.insert(ink);
        let class = match role {
            Role::Tick => "",
            Role::Name => " n",
            Role::Axis => " a",
            Role::Title => " t",
        };
        let ink = ink.class();
        let size = style.size() as i32;
        let anchor = match style.anchor().h_pos {
            HPos::Left => "",
            HPos::Center => " text-anchor=\"middle\"",
            HPos::Right => " text-anchor=\"end\"",
        };
        // SVG places text by its baseline; a capital is about 0.7 em high.
        let drop = match style.anchor().v_pos {
            VPos::Top => size * 75 / 100,
            VPos::Center => size * 35 / 100,
            VPos::Bottom => -size / 10,
        };
        let turn = match style.transform() {
            FontTransform::None => String::new(),
            FontTransform::Rotate90 => format!(" transform=\"rotate(90 {})\"", pair(at)),
            FontTransform::Rotate180 => format!(" transform=\"rotate(180 {})\"", pair(at)),
            FontTransform::Rotate270 => format!(" transform=\"rotate(270 {})\"", pair(at)),
        };
        let (x, y) = (tenths(at.0), tenths(at.1 + drop));
        let _ = writeln!(
            self.body.elements,
            "<text class=\"f{ink}{class}\" x=\"{x}\" y=\"{y}\"{anchor}{turn}>{}</text>",
            escape(text)
        );
        Ok(())
    }

    fn estimate_text_size<T: BackendTextStyle>(
        &self,
        text: &str,
        style: &T,
    ) -> Result<(u32, u32), DrawingErrorKind<Infallible>> {
        Ok((text_width(text, style.size()) as u32, style.size() as u32))
    }
}
