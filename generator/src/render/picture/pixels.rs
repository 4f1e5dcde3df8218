//! Pixels to PNG. Drawings have few colours: a palette holds them all without loss, and takes a quarter of the bytes.

use std::collections::HashMap;

use png::{BitDepth, ColorType, Compression, DeflateCompression, Encoder, EncodingError, Filter};
use resvg::tiny_skia::{Pixmap, PremultipliedColorU8};

/// The colours that one byte can tell apart.
const PALETTE: usize = 256;

/// How hard they are compressed. The next level takes almost twice as long, for 3% fewer bytes.
const LEVEL: u8 = 5;

/// Some pixels as PNG, the same for the same pixels.
pub(super) fn png(pixels: &Pixmap) -> Result<Vec<u8>, EncodingError> {
    let mut bytes = Vec::new();
    let mut encoder = Encoder::new(&mut bytes, pixels.width(), pixels.height());
    encoder.set_depth(BitDepth::Eight);
    let data = match indexed(pixels.pixels()) {
        Some((palette, data)) => {
            encoder.set_color(ColorType::Indexed);
            encoder.set_filter(Filter::NoFilter);
            encoder.set_deflate_compression(DeflateCompression::Level(LEVEL));
            encoder.set_palette(palette.iter().flat_map(|[r, g, b, _]| [*r, *g, *b]).collect::<Vec<_>>());
            if palette.iter().any(|[.., alpha]| *alpha < u8::MAX) {
                encoder.set_trns(palette.iter().map(|[.., alpha]| *alpha).collect::<Vec<_>>());
            }
            data
        }
        None => {
            encoder.set_color(ColorType::Rgba);
            encoder.set_compression(Compression::Balanced);
            pixels.pixels().iter().flat_map(|pixel| colour(*pixel)).collect()
        }
    };
    encoder.write_header()?.write_image_data(&data)?;
    Ok(bytes)
}

/// The colours of pixels in the order in which they come, and of each pixel the place of its colour; `None` if they are too
/// many.
fn indexed(pixels: &[PremultipliedColorU8]) -> Option<(Vec<[u8; 4]>, Vec<u8>)> {
    let mut palette = Vec::new();
    let mut places: HashMap<[u8; 4], u8> = HashMap::new();
    let mut data = Vec::with_capacity(pixels.len());
    let mut last = None;
    for pixel in pixels {
        // Most pixels have the colour of their neighbour.
        let place = match last {
            Some((other, place)) if other == *pixel => place,
            _ => match places.get(&key(*pixel)) {
                Some(place) => *place,
                None => {
                    let place = u8::try_from(palette.len()).ok().filter(|_| palette.len() < PALETTE)?;
                    palette.push(colour(*pixel));
                    places.insert(key(*pixel), place);
                    place
                }
            },
        };
        last = Some((*pixel, place));
        data.push(place);
    }
    Some((palette, data))
}

const fn key(pixel: PremultipliedColorU8) -> [u8; 4] {
    [pixel.red(), pixel.green(), pixel.blue(), pixel.alpha()]
}

/// As PNG has it: not multiplied with its opacity.
fn colour(pixel: PremultipliedColorU8) -> [u8; 4] {
    let colour = pixel.demultiply();
    [colour.red(), colour.green(), colour.blue(), colour.alpha()]
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The pixels of a PNG, and how it has them.
    fn decoded(bytes: &[u8]) -> (Vec<u8>, ColorType) {
        let mut decoder = png::Decoder::new(std::io::Cursor::new(bytes));
        decoder.set_transformations(png::Transformations::EXPAND | png::Transformations::ALPHA);
        let mut reader = decoder.read_info().unwrap();
        let colour = reader.info().color_type;
        let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
        reader.next_frame(&mut pixels).unwrap();
        (pixels, colour)
    }

    #[test]
    fn few_colours_are_a_palette_and_many_are_not_and_neither_loses_any() {
        for (colours, expected) in [(256_u16, ColorType::Indexed), (257, ColorType::Rgba)] {
            let mut pixels = Pixmap::new(colours.into(), 1).unwrap();
            for (i, pixel) in (0..colours).zip(pixels.pixels_mut()) {
                let [low, high] = i.to_le_bytes();
                *pixel = PremultipliedColorU8::from_rgba(low, high, 0, 255).unwrap();
            }
            let (found, colour_type) = decoded(&png(&pixels).unwrap());
            assert_eq!(colour_type, expected, "{colours}");
            assert_eq!(found, pixels.pixels().iter().flat_map(|pixel| colour(*pixel)).collect::<Vec<u8>>());
        }
    }

    #[test]
    fn what_is_clear_stays_clear() {
        let pixels = Pixmap::new(3, 3).unwrap();
        let (found, colour) = decoded(&png(&pixels).unwrap());
        assert_eq!((found, colour), (vec![0; 36], ColorType::Indexed));
    }
}
