//! Texts as web servers send them: compressed once, when they are made, so that it may take its time.

use std::io::Write;

use brotli::enc::BrotliEncoderParams;
use flate2::{Compression, GzBuilder};

/// A way to compress that browsers understand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Encoding {
    Brotli,
    Gzip,
}

impl Encoding {
    pub(crate) const ALL: [Self; 2] = [Self::Brotli, Self::Gzip];

    /// The name of what stands beside a file, as web servers look for it: `index.html.br`.
    pub(crate) fn beside(self, file: &str) -> String {
        format!("{file}.{}", self.extension())
    }

    const fn extension(self) -> &'static str {
        match self {
            Self::Brotli => "br",
            Self::Gzip => "gz",
        }
    }

    /// The bytes compressed, the same for the same bytes; `None` if that does not make them fewer.
    pub(crate) fn compressed(self, bytes: &[u8]) -> Option<Vec<u8>> {
        let compressed = match self {
            Self::Brotli => brotli(bytes),
            Self::Gzip => gzip(bytes),
        };
        // Writing to memory cannot fail.
        compressed.ok().filter(|compressed| compressed.len() < bytes.len())
    }
}

/// What stands beside a compressed file: `index.html` for `index.html.br`, and any other name for itself.
pub(crate) fn original(file: &str) -> &str {
    let stem = |encoding: Encoding| file.strip_suffix(encoding.extension())?.strip_suffix('.');
    Encoding::ALL.into_iter().find_map(stem).filter(|stem| is_text(stem)).unwrap_or(file)
}

/// Whether a file of a site is a text. Fonts and images but drawings are compressed already.
pub(crate) fn is_text(file: &str) -> bool {
    const TEXTS: [&str; 12] =
        ["html", "css", "js", "mjs", "json", "map", "xml", "txt", "ics", "csv", "svg", "webmanifest"];
    file.rsplit_once('.').is_some_and(|(_, extension)| TEXTS.contains(&extension))
}

fn brotli(bytes: &[u8]) -> std::io::Result<Vec<u8>> {
    // The highest quality takes two and a half times as long, for 2% fewer bytes of pages.
    const QUALITY: i32 = 10;
    let params = BrotliEncoderParams { quality: QUALITY, size_hint: bytes.len(), ..BrotliEncoderParams::default() };
    let mut compressed = Vec::with_capacity(bytes.len() / 4);
    brotli::BrotliCompress(&mut &*bytes, &mut compressed, &params)?;
    Ok(compressed)
}

fn gzip(bytes: &[u8]) -> std::io::Result<Vec<u8>> {
    const UNKNOWN_SYSTEM: u8 = 255;
    // Neither the time nor the system is in it.
    let builder = GzBuilder::new().mtime(0).operating_system(UNKNOWN_SYSTEM);
    let mut encoder = builder.write(Vec::with_capacity(bytes.len() / 4), Compression::best());
    encoder.write_all(bytes)?;
    encoder.finish()
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use super::*;

    #[test]
    fn a_text_becomes_smaller_and_comes_back_whole() {
        let text = "Tests pass. ".repeat(400).into_bytes();
        let [small, zipped] = Encoding::ALL.map(|encoding| encoding.compressed(&text).unwrap());
        let mut back = [Vec::new(), Vec::new()];
        brotli::Decompressor::new(&*small, 4096).read_to_end(&mut back[0]).unwrap();
        flate2::read::GzDecoder::new(&*zipped).read_to_end(&mut back[1]).unwrap();
        assert_eq!(back, [text.clone(), text.clone()]);
        assert_eq!(Encoding::ALL.map(|encoding| encoding.compressed(&text).unwrap()), [small, zipped.clone()]);
        // Time and system are those of RFC 1952, §2.3.1, for “not known”.
        assert_eq!((&zipped[4..8], zipped[9]), ([0; 4].as_slice(), 255));
    }

    #[test]
    fn what_cannot_become_smaller_is_not_kept() {
        for bytes in [b"".as_slice(), b"User-agent"] {
            assert_eq!(Encoding::ALL.map(|encoding| encoding.compressed(bytes)), [None, None]);
        }
    }

    #[test]
    fn a_compressed_file_stands_beside_a_text() {
        for (file, expected) in [
            ("en/index.html.br", "en/index.html"),
            ("en/index.html.gz", "en/index.html"),
            ("en/index.html", "en/index.html"),
            ("data.tar.gz", "data.tar.gz"),
            ("abr", "abr"),
        ] {
            assert_eq!(original(file), expected);
        }
    }
}
