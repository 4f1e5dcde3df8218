//! The fonts that pictures are written with: the theme's alone, since every machine has others.

use std::sync::Arc;

use resvg::usvg::fontdb::Database;
use resvg::usvg::{ImageHrefResolver, Node, Options, Tree};

use crate::fingerprint::{Fingerprint, Fingerprinter};

/// The fonts of a theme, and how drawings are read.
pub(crate) struct Fonts {
    options: Options<'static>,
    fingerprint: Fingerprint,
}

impl Fonts {
    /// Those in some files. The family of the first one is every drawing's `sans-serif`, and stands in for any family that is
    /// not there; a character that it lacks is taken from the others.
    pub(crate) fn new(files: impl IntoIterator<Item = Vec<u8>>) -> Self {
        let mut fonts = Database::new();
        let mut fingerprint = Fingerprinter::default();
        for file in files {
            fingerprint.add(&file);
            fonts.load_font_data(file);
        }
        let first = fonts.faces().next().and_then(|face| face.families.first());
        if let Some((family, _)) = first.cloned() {
            fonts.set_sans_serif_family(&family);
            fonts.set_serif_family(&family);
            fonts.set_monospace_family(&family);
        }
        // A drawing has pictures in itself, or none: nothing outside the site's folder is read.
        let nowhere = Box::new(|_: &str, _: &Options<'_>| None);
        let image_href_resolver = ImageHrefResolver { resolve_string: nowhere, ..ImageHrefResolver::default() };
        let font_family = "sans-serif".to_owned();
        let options = Options { font_family, fontdb: Arc::new(fonts), image_href_resolver, ..Options::default() };
        Self { options, fingerprint: fingerprint.finish() }
    }

    /// Whether a file is a font.
    pub(crate) fn is_font(file: &[u8]) -> bool {
        let mut fonts = Database::new();
        fonts.load_font_data(file.to_vec());
        !fonts.is_empty()
    }

    pub(super) const fn options(&self) -> &Options<'static> {
        &self.options
    }

    pub(in crate::render) const fn fingerprint(&self) -> Fingerprint {
        self.fingerprint
    }

    /// The width of a text that is written in one line, as a multiple of its size.
    pub(in crate::render) fn width(&self, text: &str, weight: u16) -> f32 {
        const SIZE: f32 = 100.0;
        let mut escaped = String::with_capacity(text.len());
        // Writing to memory cannot fail.
        let _ = pulldown_cmark_escape::escape_html(&mut escaped, text);
        let svg = format!(
            "<svg xmlns='http://www.w3.org/2000/svg' width='1' height='1'>\
             <text font-size='{SIZE}' font-weight='{weight}'>{escaped}</text></svg>"
        );
        let tree = Tree::from_str(&svg, self.options());
        let written = tree.ok().and_then(|tree| match tree.root().children() {
            [Node::Text(text)] => Some(text.bounding_box().width()),
            _ => None,
        });
        // What is not drawn takes no room.
        written.unwrap_or_default() / SIZE
    }
}
