//! The picture that a page is shared with: the lines of one figure as a PNG, for
//! services that know no SVG. book.toml names the figure.

use crate::figure::escape;
use crate::weave::pictogram::{Points, placed};
use crate::{Page, bind::put::put};
use anyhow::{Context, Result, anyhow};
use flate2::{Compression, Crc, write::ZlibEncoder};
use mdbook_driver::config::Config;
use std::io::Write;
use std::path::Path;

/// Its file in the book.
const FILE: &str = "figures/share.png";
/// The size that the services ask for, in pixels, and the room around the lines.
const SIZE: (usize, usize) = (1200, 630);
const ROOM: f64 = 70.0;

/// Half the width of a line, the quiet ones first, and its colour.
const PENS: [(f64, [u8; 3]); 2] = [(3.0, [150, 155, 162]), (5.0, [23, 79, 159])];
const PAPER: [u8; 3] = [253, 253, 252];
/// How many shades there are from the paper to a colour.
const SHADES: u8 = 16;

/// Writes the picture that the book's configuration asks for into a fresh book.
///
/// # Errors
/// If there is no such figure, or it cannot be written.
pub(super) fn write(
    config: &Config,
    pages: &[Page],
    fresh: &Path,
    last: Option<&Path>,
) -> Result<()> {
    let Some(figure) = asked(config, pages)? else { return Ok(()) };
    let size = (SIZE.0 as f64, SIZE.1 as f64);
    let lines = placed(&figure.data.csv(), &[], size, ROOM)
        .map_err(|why| anyhow!("the figure to share, `{}`, {why}", figure.name))?;
    put(fresh, last, Path::new(FILE), png(&drawn(&lines))?).context("cannot write the picture")
}

/// What a page's head says of the picture; nothing if there is none. Its address
/// is whole if book.toml says where the book will stand.
///
/// # Errors
/// If there is no such figure.
pub(super) fn meta(config: &Config, pages: &[Page]) -> Result<String> {
    let Some(figure) = asked(config, pages)? else { return Ok(String::new()) };
    let address: Option<String> = config.get("output.bound.address")?;
    let address = address.unwrap_or_default();
    let slash = if address.is_empty() || address.ends_with('/') { "" } else { "/" };
    let (width, height) = SIZE;
    Ok(format!(
        "\n<meta property=\"og:image\" content=\"{}{slash}{FILE}\">\n\
         <meta property=\"og:image:width\" content=\"{width}\">\n\
         <meta property=\"og:image:height\" content=\"{height}\">\n\
         <meta property=\"og:image:alt\" content=\"{}\">\n\
         <meta name=\"twitter:card\" content=\"summary_large_image\">",
        escape(&address),
        escape(&figure.alt)
    ))
}

fn asked<'a>(config: &Config, pages: &'a [Page]) -> Result<Option<&'a crate::figure::Figure>> {
    let asked: Option<String> = config.get("output.bound.share")?;
    let Some(asked) = asked else { return Ok(None) };
    let find = || {
        let (page, name) = asked.split_once(':')?;
        let page = pages.iter().find(|found| found.name == page)?;
        page.figures.iter().find(|figure| figure.name == name)
    };
    find().map(Some).with_context(|| format!("book.toml: no figure is called `{asked}`"))
}

/// A pixel's pen and how much of the pixel it covers, as one number; 0 is paper.
fn drawn(lines: &[Points]) -> Vec<u8> {
    let mut pixels = vec![0; SIZE.0 * SIZE.1];
    // The first line is the last to be drawn: it lies on top.
    for (pen, line) in lines.iter().take(PENS.len()).enumerate().rev() {
        let pen = PENS.len() - 1 - pen;
        for ends in line.windows(2) {
            stroke(&mut pixels, pen as u8, ends[0], ends[1]);
        }
    }
    pixels
}

fn stroke(pixels: &mut [u8], pen: u8, from: (f64, f64), to: (f64, f64)) {
    let half = PENS[pen as usize].0;
    let range = |a: f64, b: f64, end: usize| {
        let (low, high) = (a.min(b) - half - 1.0, a.max(b) + half + 1.0);
        low.max(0.0) as usize..(high.max(0.0) as usize + 1).min(end)
    };
    let (dx, dy) = (to.0 - from.0, to.1 - from.1);
    let length = dx * dx + dy * dy;
    for row in range(from.1, to.1, SIZE.1) {
        for column in range(from.0, to.0, SIZE.0) {
            let (x, y) = (column as f64 + 0.5 - from.0, row as f64 + 0.5 - from.1);
            let along =
                if length > 0.0 { ((x * dx + y * dy) / length).clamp(0.0, 1.0) } else { 0.0 };
            let (x, y) = (x - along * dx, y - along * dy);
            let covered = (half + 0.5 - (x * x + y * y).sqrt()).clamp(0.0, 1.0);
            let shade = (covered * f64::from(SHADES)) as u8;
            let pixel = &mut pixels[row * SIZE.0 + column];
            if shade > 0 {
                *pixel = (*pixel).max(pen * SHADES + shade);
            }
        }
    }
}

/// The pixels as a PNG with a palette.
fn png(pixels: &[u8]) -> Result<Vec<u8>> {
    let mut palette = PAPER.to_vec();
    for (_, colour) in PENS {
        for shade in 1..=u32::from(SHADES) {
            let mix = |(paper, ink): (u8, u8)| {
                let whole = u32::from(SHADES);
                ((u32::from(paper) * (whole - shade) + u32::from(ink) * shade) / whole) as u8
            };
            palette.extend(PAPER.into_iter().zip(colour).map(mix));
        }
    }
    let mut packed = ZlibEncoder::new(Vec::new(), Compression::default());
    for row in pixels.chunks(SIZE.0) {
        // Each row is as it is: no filter.
        packed.write_all(&[0])?;
        packed.write_all(row)?;
    }
    let [width, height] = [SIZE.0, SIZE.1].map(|n| (n as u32).to_be_bytes());
    // Eight bits a pixel, a palette, nothing else out of the ordinary.
    let head = [&width[..], &height, &[8, 3, 0, 0, 0]].concat();
    let mut png = b"\x89PNG\r\n\x1a\n".to_vec();
    for (kind, data) in
        [(b"IHDR", head), (b"PLTE", palette), (b"IDAT", packed.finish()?), (b"IEND", Vec::new())]
    {
        png.extend((data.len() as u32).to_be_bytes());
        let mut crc = Crc::new();
        for part in [&kind[..], &data] {
            crc.update(part);
            png.extend(part);
        }
        png.extend(crc.sum().to_be_bytes());
    }
    Ok(png)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_line_lies_on_top_and_edges_are_soft() {
        let across = vec![(100.0, 300.0), (1100.0, 300.0)];
        let down = vec![(600.0, 100.0), (600.0, 500.0)];
        let pixels = drawn(&[across, down]);
        let at = |x: usize, y: usize| pixels[y * SIZE.0 + x];
        assert_eq!((at(600, 300), at(600, 200), at(10, 10)), (2 * SHADES, SHADES, 0));
        let slanting = drawn(&[vec![(0.0, 0.0), (1200.0, 630.0)]]);
        let soft = slanting.iter().filter(|p| **p > SHADES && **p < 2 * SHADES).count();
        assert!(soft > 1000, "{soft}");
    }
}
