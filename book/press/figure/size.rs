//! The sizes in which a figure is drawn: that of a page on a desk and that of a
//! phone, each with its words at the size of the page's own small type.

/// Where a drawing is seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Size {
    /// Across a page's column.
    Desk,
    /// Across a telephone held upright.
    Phone,
}

/// No map to scale is higher, in pixels.
const HIGHEST: i32 = 400;

/// The width and height of a map to scale within a width, from the height of a
/// unit over its width.
pub(crate) fn to_scale(across: i32, ratio: f64) -> (i32, i32) {
    match (f64::from(across) * ratio) as i32 {
        high if high > HIGHEST => ((f64::from(HIGHEST) / ratio) as i32, HIGHEST),
        high => (across, high),
    }
}

impl Size {
    /// How wide a drawing is, in pixels.
    pub(crate) fn width(self) -> i32 {
        match self {
            Size::Desk => 624,
            Size::Phone => 358,
        }
    }

    /// How large its words are, in pixels.
    pub(crate) fn font(self) -> i32 {
        match self {
            Size::Desk => 13,
            Size::Phone => 12,
        }
    }

    /// How high the inside of a chart is that has no shape of its own.
    pub(crate) fn height(self) -> i32 {
        match self {
            Size::Desk => 250,
            Size::Phone => 210,
        }
    }
}
