//! How large an image is, from the beginning of its file, so that a page keeps its place until it is there.

use std::io::{Read, Seek, SeekFrom};

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

/// The first chunk of a PNG is its header (PNG, §5.6).
pub(super) fn of_png(image: &mut impl Read) -> Option<Dimensions> {
    let header: [u8; 24] = bytes(image)?;
    Dimensions::new(u32_be(&header, 16)?, u32_be(&header, 20)?)
}

/// The first chunk of a WebP file tells which of three formats it has (RFC 9649, §2.5 to §2.7).
pub(super) fn of_webp(image: &mut impl Read) -> Option<Dimensions> {
    let header: [u8; 30] = bytes(image)?;
    let u24 = |at: usize| u32::from_le_bytes([header[at], header[at + 1], header[at + 2], 0]);
    let u14 = |at: usize| u32::from(u16::from_le_bytes([header[at], header[at + 1]]) & 0x3fff);
    match &header[12..16] {
        b"VP8X" => Dimensions::new(u24(24) + 1, u24(27) + 1),
        b"VP8L" => {
            let bits = u32::from_le_bytes([header[21], header[22], header[23], header[24]]);
            Dimensions::new((bits & 0x3fff) + 1, (bits >> 14 & 0x3fff) + 1)
        }
        b"VP8 " => Dimensions::new(u14(26), u14(28)),
        _ => None,
    }
}

/// The size in the frame header of a JPEG (ITU T.81, §B.2.2), as the camera was held: browsers turn the picture.
pub(super) fn of_jpeg(image: &mut (impl Read + Seek)) -> Option<Dimensions> {
    let [0xff, 0xd8] = bytes(image)? else { return None };
    let mut is_turned = false;
    loop {
        let (marker, length) = segment(image)?;
        match marker {
            // A frame header, and none of the tables whose markers are among theirs.
            0xc0..=0xcf if !matches!(marker, 0xc4 | 0xc8 | 0xcc) => {
                let frame: [u8; 5] = bytes(image)?;
                let (height, width) = (u16_be(&frame, 1)?, u16_be(&frame, 3)?);
                let (width, height) = if is_turned { (height, width) } else { (width, height) };
                return Dimensions::new(width.into(), height.into());
            }
            // The picture itself begins, or ends.
            0xd9 | 0xda => return None,
            0xe1 => {
                let mut exif = Vec::new();
                image.take(length).read_to_end(&mut exif).ok()?;
                is_turned |= orientation(&exif).is_some_and(|orientation| matches!(orientation, 5..=8));
            }
            _ => {
                image.seek(SeekFrom::Current(i64::try_from(length).ok()?)).ok()?;
            }
        }
    }
}

/// The marker of the next segment, and how many bytes it has.
fn segment(image: &mut impl Read) -> Option<(u8, u64)> {
    let [0xff, mut marker] = bytes(image)? else { return None };
    // Any number of these may come before (§B.1.1.2).
    while marker == 0xff {
        [marker] = bytes(image)?;
    }
    let length = u16::from_be_bytes(bytes(image)?);
    Some((marker, u64::from(length.checked_sub(2)?)))
}

/// The orientation in the first directory of some Exif data (CIPA DC-008, §4.6.5), from 1 to 8.
fn orientation(segment: &[u8]) -> Option<u16> {
    const ORIENTATION: u16 = 0x0112;
    const ENTRY: usize = 12;
    let tiff = segment.strip_prefix(b"Exif\0\0")?;
    let is_big = match tiff.get(..4)? {
        b"MM\0\x2a" => true,
        b"II\x2a\0" => false,
        _ => return None,
    };
    let u16_at = |at: usize| {
        let value: [u8; 2] = tiff.get(at..at.checked_add(2)?)?.try_into().ok()?;
        Some(if is_big { u16::from_be_bytes(value) } else { u16::from_le_bytes(value) })
    };
    let directory: [u8; 4] = tiff.get(4..8)?.try_into().ok()?;
    let directory = if is_big { u32::from_be_bytes(directory) } else { u32::from_le_bytes(directory) };
    let directory = usize::try_from(directory).ok()?;
    let first = directory.checked_add(2)?;
    let mut entries = (0..usize::from(u16_at(directory)?)).map_while(|i| first.checked_add(i * ENTRY));
    let entry = entries.find(|entry| u16_at(*entry) == Some(ORIENTATION))?;
    u16_at(entry.checked_add(8)?)
}

/// The next `N` bytes; `None` at the end of the file.
fn bytes<const N: usize>(image: &mut impl Read) -> Option<[u8; N]> {
    let mut bytes = [0; N];
    image.read_exact(&mut bytes).ok()?;
    Some(bytes)
}

fn u16_be(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_be_bytes(bytes.get(at..at + 2)?.try_into().ok()?))
}

fn u32_be(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_be_bytes(bytes.get(at..at + 4)?.try_into().ok()?))
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use super::*;

    const fn size(width: u32, height: u32) -> Option<Dimensions> {
        Some(Dimensions { width, height })
    }

    /// A JPEG with these segments before its frame of 400 by 300.
    fn jpeg(segments: &[&[u8]]) -> Vec<u8> {
        let frame = b"\xff\xc2\0\x0b\x08\x01\x2c\x01\x90\x01\x01\x11\0";
        [&[b"\xff\xd8".as_slice()], segments, &[frame.as_slice()]].concat().concat()
    }

    fn exif(order: &[u8], entry: &[u8]) -> Vec<u8> {
        let directory: &[u8] = if order[0] == b'M' { b"\0\0\0\x08\0\x01" } else { b"\x08\0\0\0\x01\0" };
        let data = [b"Exif\0\0", order, directory, entry].concat();
        [b"\xff\xe1\0".as_slice(), &[u8::try_from(data.len()).unwrap() + 2], &data].concat()
    }

    #[test]
    fn the_size_of_each_format_is_read() {
        let png = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR\0\0\x02\x80\0\0\x01\xe0";
        assert_eq!(of_png(&mut png.as_slice()), size(640, 480));
        let webp = |rest: &[u8]| of_webp(&mut [b"RIFF\0\0\0\0WEBP".as_slice(), rest].concat().as_slice());
        assert_eq!(webp(b"VP8 \0\0\0\0\0\0\0\x9d\x01\x2a\x80\x42\xe0\x01"), size(640, 480));
        assert_eq!(webp(b"VP8L\0\0\0\0\x2f\x7f\xc2\x77\0\0\0\0\0\0"), size(640, 480));
        assert_eq!(webp(b"VP8X\0\0\0\0\0\0\0\0\x7f\x02\0\xdf\x01\0"), size(640, 480));
        assert_eq!(webp(b"ALPH\0\0\0\0\0\0\0\0\x7f\x02\0\xdf\x01\0"), None);
        assert_eq!(of_jpeg(&mut Cursor::new(jpeg(&[]))), size(400, 300));
        let tables: [&[u8]; 2] = [b"\xff\xff\xff\xdb\0\x03\0", b"\xff\xc4\0\x04\xff\xc0"];
        assert_eq!(of_jpeg(&mut Cursor::new(jpeg(&tables))), size(400, 300));
    }

    #[test]
    fn a_picture_that_is_turned_is_as_wide_as_its_frame_is_high() {
        let little = exif(b"II\x2a\0", b"\x12\x01\x03\0\x01\0\0\0\x06\0\0\0");
        let big = exif(b"MM\0\x2a", b"\x01\x12\0\x03\0\0\0\x01\0\x08\0\0");
        for turned in [little, big] {
            assert_eq!(of_jpeg(&mut Cursor::new(jpeg(&[&turned]))), size(300, 400));
        }
        let upright = exif(b"MM\0\x2a", b"\x01\x12\0\x03\0\0\0\x01\0\x03\0\0");
        assert_eq!(of_jpeg(&mut Cursor::new(jpeg(&[&upright]))), size(400, 300));
    }

    #[test]
    fn what_is_cut_or_damaged_has_no_size() {
        let whole = jpeg(&[&exif(b"MM\0\x2a", b"\x01\x12\0\x03\0\0\0\x01\0\x06\0\0")]);
        for end in 0..whole.len() - 4 {
            assert_eq!(of_jpeg(&mut Cursor::new(&whole[..end])), None, "{end}");
        }
        for at in 0..whole.len() {
            let mut damaged = whole.clone();
            damaged[at] ^= 0xff;
            // It ends, whatever it finds.
            let _ = of_jpeg(&mut Cursor::new(damaged));
        }
        assert_eq!(of_jpeg(&mut Cursor::new(b"\xff\xd8\xff\xe0\0\0\xff\xe0\0\0")), None);
        assert_eq!(of_png(&mut b"\x89PNG\r\n\x1a\n\0".as_slice()), None);
        assert_eq!(of_png(&mut [0; 24].as_slice()), None);
        assert_eq!(of_webp(&mut b"RIFF\0\0\0\0WEBPVP8 ".as_slice()), None);
    }
}
