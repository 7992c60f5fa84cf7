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
