//! What all kinds of figures have in common: a height for a width, a way to be
//! painted over an area, numbers to be taken away.

use super::backend::{Body, Svg, TENTHS};
use super::data::{Data, Drawn};
use super::sheet::{Area, Sheet};
use super::size::Size;
use super::{Drawing, Figure};
use plotters::prelude::IntoDrawingArea;
use std::cell::RefCell;
use std::sync::Arc;

/// A chart that can be drawn alone or as one of several panels.
pub(crate) trait Chart: Send + Sync {
    /// How high it is when it is so wide, both in pixels.
    fn height(&self, size: Size, width: i32) -> i32;
    /// Paints it over an area of a sheet, which is at least so high.
    fn paint(&self, sheet: &Sheet<'_>, area: Area);
    /// What it draws.
    fn data(&self) -> Data;
}

/// The figure of a chart.
pub(crate) fn finish(chart: impl Chart + 'static, alt: impl Into<String>) -> Figure {
    let (chart, alt) = (Arc::new(chart), alt.into());
    let [desk, phone] = [Size::Desk, Size::Phone].map(|size| drawing(&*chart, size, &alt));
    let data = Drawn::later(move || chart.data());
    Figure { name: String::new(), alt, desk, phone, data, tree: None, file: String::new() }
}

pub(crate) fn drawing(chart: &impl Chart, size: Size, alt: &str) -> Drawing {
    let (width, height) = (size.width(), chart.height(size, size.width()));
    let mut body = Body::default();
    let whole = ((width * TENTHS) as u32, (height * TENTHS) as u32);
    let root = Svg { size: whole, body: &mut body }.into_drawing_area();
    let sheet = Sheet { root, size, axes: RefCell::default() };
    chart.paint(&sheet, Area { left: 0, top: 0, width, height });
    let axes = sheet.axes.take();
    drop(sheet);
    let (width, height) = (width as u32, height as u32);
    Drawing { svg: body.into_svg(width, height, size.font(), alt), width, height, axes }
}
