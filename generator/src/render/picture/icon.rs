//! The theme's icon, which is a drawing, for what takes none.

use resvg::tiny_skia::{Color, Pixmap, Transform};
use resvg::usvg::Tree;

use super::{DrawingError, Fonts, blank, pixels, tree};
use crate::plan::Icon;

/// A device that cuts an icon shows at least what is within a circle of 80% of its width (W3C Web Application Manifest,
/// §“Icon masks and safe zone”).
const SAFE: f32 = 0.8;

/// The sides of the pictures in one favicon: what is next to a title, and the same on finer screens.
const FAVICON: [u32; 3] = [16, 32, 48];

/// The bytes of an icon.
///
/// # Errors
/// If the drawing is no SVG.
pub(in crate::render) fn icon(svg: &str, fonts: &Fonts, icon: Icon) -> Result<Vec<u8>, DrawingError> {
    let tree = tree(svg, fonts)?;
    let png = |side, scale, is_filled| Ok(pixels::png(&drawn(&tree, side, scale, is_filled)?)?);
    match icon {
        Icon::Favicon => {
            let pictures: Result<Vec<_>, DrawingError> =
                FAVICON.into_iter().map(|side| Ok((side, png(side, 1.0, false)?))).collect();
            Ok(ico(&pictures?))
        }
        Icon::AppleTouch => png(180, 1.0, true),
        Icon::Application(side) => png(side, 1.0, false),
        Icon::Maskable => png(512, SAFE, true),
    }
}

/// A drawing in the middle of a square, as large as its `scale` says; what it leaves is clear, or filled with its ground.
fn drawn(tree: &Tree, side: u32, scale: f32, is_filled: bool) -> Result<Pixmap, DrawingError> {
    let mut pixels = blank(side, side)?;
    let (width, height) = (tree.size().width(), tree.size().height());
    let whole = side as f32 / width.max(height);
    let place = |scale: f32| {
        let scale = whole * scale;
        let middle = |length: f32| (side as f32 - length * scale) / 2.0;
        Transform::from_row(scale, 0.0, 0.0, scale, middle(width), middle(height))
    };
    if is_filled {
        resvg::render(tree, place(1.0), &mut pixels.as_mut());
        let ground = ground(&pixels);
        pixels.fill(ground);
    }
    resvg::render(tree, place(scale), &mut pixels.as_mut());
    Ok(pixels)
}

/// The colour that an icon has behind everything: that of the middle of its upper edge, or white if it has none there.
fn ground(pixels: &Pixmap) -> Color {
    let edge = pixels.pixel(pixels.width() / 2, 1).map(|pixel| pixel.demultiply());
    let edge = edge.filter(|colour| colour.is_opaque());
    edge.map_or(Color::WHITE, |colour| Color::from_rgba8(colour.red(), colour.green(), colour.blue(), u8::MAX))
}

/// An icon of several sizes: a directory of sixteen bytes for each, and the PNG of each.
fn ico(pictures: &[(u32, Vec<u8>)]) -> Vec<u8> {
    const HEADER: usize = 6;
    const ENTRY: usize = 16;
    /// There are no more of them, and none is larger, than `FAVICON` says.
    fn short(number: usize) -> [u8; 2] {
        u16::try_from(number).unwrap_or(u16::MAX).to_le_bytes()
    }
    fn long(number: usize) -> [u8; 4] {
        u32::try_from(number).unwrap_or(u32::MAX).to_le_bytes()
    }
    // Its kind is 1, an icon.
    let mut bytes = [short(0), short(1), short(pictures.len())].concat();
    let mut start = HEADER + ENTRY * pictures.len();
    for (side, png) in pictures {
        let side = u8::try_from(*side).unwrap_or_default();
        // No palette beside that of the PNG; one plane, 32 bits.
        bytes.extend([side, side, 0, 0]);
        bytes.extend([short(1), short(32)].concat());
        bytes.extend([long(png.len()), long(start)].concat());
        start += png.len();
    }
    pictures.iter().for_each(|(_, png)| bytes.extend(png));
    bytes
}
