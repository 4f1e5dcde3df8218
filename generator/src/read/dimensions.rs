//! How large an image is, from the beginning of its file, so that a page keeps its place until it is there.

use std::io::{BufRead, Seek};

use exif::{In, Tag};
use serde::{Deserialize, Serialize};

/// The size of an image as it is shown, in CSS pixels. Neither is 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Dimensions {
    pub(crate) width: u32,
    pub(crate) height: u32,
}

impl Dimensions {
    pub(super) fn new(width: u32, height: u32) -> Option<Self> {
        (width > 0 && height > 0).then_some(Self { width, height })
    }
}

/// The size of a picture made of pixels, as the camera was held: browsers turn it.
pub(super) fn of_pixels(image: &mut (impl BufRead + Seek)) -> Option<Dimensions> {
    let size = imagesize::reader_size(&mut *image).ok()?;
    let (width, height) = (size.width.try_into().ok()?, size.height.try_into().ok()?);
    image.rewind().ok()?;
    if is_turned(image) { Dimensions::new(height, width) } else { Dimensions::new(width, height) }
}

/// Whether its orientation is one of those that make a picture as wide as it was high (CIPA DC-008, §4.6.5).
fn is_turned(image: &mut (impl BufRead + Seek)) -> bool {
    let exif = exif::Reader::new().read_from_container(image).ok();
    let field = exif.as_ref().and_then(|exif| exif.get_field(Tag::Orientation, In::PRIMARY));
    field.and_then(|field| field.value.get_uint(0)).is_some_and(|orientation| matches!(orientation, 5..=8))
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use super::*;

    const fn size(width: u32, height: u32) -> Option<Dimensions> {
        Some(Dimensions { width, height })
    }

    fn size_of(image: impl AsRef<[u8]>) -> Option<Dimensions> {
        of_pixels(&mut Cursor::new(image))
    }

    /// A JPEG with these segments before its frame of 400 by 300.
    fn jpeg(segments: &[&[u8]]) -> Vec<u8> {
        let frame = b"\xff\xc2\0\x0b\x08\x01\x2c\x01\x90\x01\x01\x11\0";
        [&[b"\xff\xd8".as_slice()], segments, &[frame.as_slice()]].concat().concat()
    }

    fn exif(order: &[u8], entry: &[u8]) -> Vec<u8> {
        let directory: &[u8] = if order[0] == b'M' { b"\0\0\0\x08\0\x01" } else { b"\x08\0\0\0\x01\0" };
        let data = [b"Exif\0\0", order, directory, entry, b"\0\0\0\0"].concat();
        [b"\xff\xe1\0".as_slice(), &[u8::try_from(data.len()).unwrap() + 2], &data].concat()
    }

    #[test]
    fn the_size_of_each_format_is_read() {
        let png = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR\0\0\x02\x80\0\0\x01\xe0";
        assert_eq!(size_of(png), size(640, 480));
        let webp = |rest: &[u8]| size_of([b"RIFF\0\0\0\0WEBP".as_slice(), rest].concat());
        assert_eq!(webp(b"VP8 \0\0\0\0\0\0\0\x9d\x01\x2a\x80\x02\xe0\x01"), size(640, 480));
        assert_eq!(webp(b"VP8L\0\0\0\0\x2f\x7f\xc2\x77\0\0\0\0\0\0"), size(640, 480));
        assert_eq!(webp(b"VP8X\0\0\0\0\0\0\0\0\x7f\x02\0\xdf\x01\0"), size(640, 480));
        assert_eq!(webp(b"ALPH\0\0\0\0\0\0\0\0\x7f\x02\0\xdf\x01\0"), None);
        assert_eq!(size_of(jpeg(&[])), size(400, 300));
        let tables: [&[u8]; 2] = [b"\xff\xdb\0\x03\0", b"\xff\xc4\0\x04\xff\xc0"];
        assert_eq!(size_of(jpeg(&tables)), size(400, 300));
    }

    #[test]
    fn a_picture_that_is_turned_is_as_wide_as_its_frame_is_high() {
        let little = exif(b"II\x2a\0", b"\x12\x01\x03\0\x01\0\0\0\x06\0\0\0");
        let big = exif(b"MM\0\x2a", b"\x01\x12\0\x03\0\0\0\x01\0\x08\0\0");
        for turned in [little, big] {
            assert_eq!(size_of(jpeg(&[&turned])), size(300, 400));
        }
        let upright = exif(b"MM\0\x2a", b"\x01\x12\0\x03\0\0\0\x01\0\x03\0\0");
        assert_eq!(size_of(jpeg(&[&upright])), size(400, 300));
    }

    #[test]
    fn what_is_cut_or_damaged_has_no_size() {
        let whole = jpeg(&[&exif(b"MM\0\x2a", b"\x01\x12\0\x03\0\0\0\x01\0\x06\0\0")]);
        for end in 0..whole.len() - 4 {
            assert_eq!(size_of(&whole[..end]), None, "{end}");
        }
        for at in 0..whole.len() {
            let mut damaged = whole.clone();
            damaged[at] ^= 0xff;
            // It ends, whatever it finds.
            let _ = size_of(damaged);
        }
        assert_eq!(size_of(b"\xff\xd8\xff\xe0\0\0\xff\xe0\0\0"), None);
        assert_eq!(size_of(b"\x89PNG\r\n\x1a\n\0"), None);
        assert_eq!(size_of([0; 24]), None);
        assert_eq!(size_of(b"RIFF\0\0\0\0WEBPVP8 "), None);
    }
}
