//! Images beside texts: each must be what its name says, and nothing that runs.

use std::collections::BTreeMap;
use std::io::{BufReader, Read, Seek};
use std::path::{Path, PathBuf};

use super::dimensions::{self, Dimensions};
use super::file::{self, LARGEST_IMAGE};
use super::svg;
use crate::diagnostic::{Diagnostic, Problem};

/// The formats that are published.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Format {
    Svg,
    Png,
    Jpeg,
    Webp,
}

impl Format {
    fn of(name: &str) -> Option<Self> {
        // The list of a site's files has one name a line.
        if name.contains(char::is_control) {
            return None;
        }
        Some(match name.rsplit_once('.')?.1 {
            "svg" => Self::Svg,
            "png" => Self::Png,
            "jpg" | "jpeg" => Self::Jpeg,
            "webp" => Self::Webp,
            _ => return None,
        })
    }

    const fn name(self) -> &'static str {
        match self {
            Self::Svg => "SVG",
            Self::Png => "PNG",
            Self::Jpeg => "JPEG",
            Self::Webp => "WebP",
        }
    }

    /// Whether a file that begins so is of the format (MIME Sniffing, §6.1). SVG has no such signature.
    fn begins(self, bytes: &[u8]) -> bool {
        match self {
            Self::Png => bytes.starts_with(b"\x89PNG\r\n\x1a\n"),
            Self::Jpeg => bytes.starts_with(b"\xff\xd8\xff"),
            Self::Webp => bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP"),
            Self::Svg => false,
        }
    }
}

/// Whether a file is an image that is published beside its text.
pub(crate) fn is_image(name: &str) -> bool {
    Format::of(name).is_some()
}

/// The sizes of some images below `root`, by the names of their files; those without a size are left out. What is wrong with
/// them is added to `problems`.
pub(crate) fn image_sizes(root: &Path, images: impl Iterator<Item = PathBuf>, problems: &mut Vec<Diagnostic>) -> Sizes {
    let size = |path: PathBuf| {
        let name = path.file_name()?.to_string_lossy().into_owned();
        let size = measured(root, &path, Format::of(&name)?);
        let size = size.map_err(|problem| problems.push(Diagnostic::new(path, None, problem))).ok()?;
        Some((name, size?))
    };
    images.filter_map(size).collect()
}

/// The sizes of the images in a folder, by the names of their files.
pub(crate) type Sizes = BTreeMap<String, Dimensions>;

/// Reads no more of an image than its format needs; all of it where its content matters. One that is damaged behind its
/// signature has no size.
fn measured(root: &Path, path: &Path, format: Format) -> Result<Option<Dimensions>, Problem> {
    const LONGEST_SIGNATURE: u64 = 12;
    if format == Format::Svg {
        return svg::verify(&file::bytes(root, path, LARGEST_IMAGE)?);
    }
    let (image, _) = file::open(root, path, LARGEST_IMAGE)?;
    let mut image = BufReader::new(image);
    let mut begin = Vec::new();
    image.by_ref().take(LONGEST_SIGNATURE).read_to_end(&mut begin).map_err(file::unreadable)?;
    if !format.begins(&begin) {
        return Err(Problem::NotAnImage { format: format.name().into() });
    }
    image.rewind().map_err(file::unreadable)?;
    Ok(dimensions::of_pixels(&mut image))
}

/// The bytes of the image at `path` below `root`, to be published.
///
/// # Errors
/// If it is no longer the image that was checked, or cannot be read.
pub(crate) fn image(root: &Path, path: &Path) -> Result<Vec<u8>, Box<Diagnostic>> {
    let format = path.file_name().and_then(|name| Format::of(&name.to_string_lossy()));
    let read = file::bytes(root, path, LARGEST_IMAGE).and_then(|bytes| match format {
        Some(Format::Svg) => svg::verify(&bytes).map(|_| bytes),
        Some(format) if !format.begins(&bytes) => Err(Problem::NotAnImage { format: format.name().into() }),
        _ => Ok(bytes),
    });
    read.map_err(|problem| Box::new(Diagnostic::new(path, None, problem)))
}
