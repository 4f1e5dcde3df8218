//! From the drawings of a theme (SVG) to pictures for what shows no SVG: shared links, and devices with icons of their own.

mod fit;
mod fonts;
mod icon;
mod pixels;

use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{self, Tree};

pub(super) use fit::{Frame, fit};
pub(super) use fonts::Fonts;
pub(super) use icon::icon;

/// The size of a picture of a shared link, as those who show it recommend.
pub(super) const WIDTH: u32 = 1200;
pub(super) const HEIGHT: u32 = 630;

/// Why there is no picture of a drawing.
#[derive(Debug, thiserror::Error)]
pub(super) enum DrawingError {
    #[error(transparent)]
    Svg(#[from] usvg::Error),
    #[error(transparent)]
    Png(#[from] png::EncodingError),
    #[error("no picture is so large")]
    Size,
}

impl DrawingError {
    /// What is wrong. The place is another matter: that of a drawing is not that of its template.
    pub(super) fn detail(&self) -> String {
        match self {
            Self::Svg(usvg::Error::ParsingFailed(error)) => {
                let text = error.to_string();
                text.trim_end_matches(&format!(" at {}", error.pos())).to_owned()
            }
            other => other.to_string(),
        }
    }

    /// The number of the line of the drawing that it is about, from 1.
    pub(super) fn line(&self) -> Option<usize> {
        match self {
            Self::Svg(usvg::Error::ParsingFailed(error)) => Some(error.pos().row as usize),
            _ => None,
        }
    }
}

/// The PNG of a drawing that is to be shown with a link, whatever size it has of its own.
///
/// # Errors
/// If it is no SVG.
pub(super) fn of_link(svg: &str, fonts: &Fonts) -> Result<Vec<u8>, DrawingError> {
    let tree = tree(svg, fonts)?;
    let mut pixels = blank(WIDTH, HEIGHT)?;
    let (x, y) = (WIDTH as f32 / tree.size().width(), HEIGHT as f32 / tree.size().height());
    resvg::render(&tree, Transform::from_scale(x, y), &mut pixels.as_mut());
    Ok(pixels::png(&pixels)?)
}

fn blank(width: u32, height: u32) -> Result<Pixmap, DrawingError> {
    Pixmap::new(width, height).ok_or(DrawingError::Size)
}

/// A drawing, read. Characters that no XML may hold (XML 1.0, §2.2) are left out: a title could bring one.
fn tree(svg: &str, fonts: &Fonts) -> Result<Tree, DrawingError> {
    let is_legal = |c: char| !matches!(c, '\0'..='\x08' | '\x0b' | '\x0c' | '\x0e'..='\x1f' | '\u{fffe}' | '\u{ffff}');
    let legal: String = svg.chars().filter(|c| is_legal(*c)).collect();
    Ok(Tree::from_str(&legal, fonts.options())?)
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use serde_json::json;
    use tera::Context;

    use super::*;
    use crate::render::{Theme, theme};

    fn ours() -> Theme {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
        theme(&root, "devex").unwrap_or_else(|problems| panic!("{problems:?}"))
    }

    fn with_title(theme: &Theme, title: &str) -> Vec<u8> {
        let view = json!({
            "title": title, "department": title, "value": "$1", "closes": title, "cancelled": false,
            "site": { "name": title, "description": title },
            "t": { "fixed_price": "Price", "closing_date": "Closes", "picture_cancelled": "Cancelled" },
        });
        let context = Context::from_serialize(&view).unwrap();
        let drawing = theme.tera.render("pictures/opportunity.svg", &context).unwrap();
        of_link(&drawing, &theme.fonts).unwrap_or_else(|error| panic!("{title:?}: {error}"))
    }

    #[test]
    fn whatever_a_title_is_something_is_drawn() {
        let theme = ours();
        let blank = with_title(&theme, "");
        for title in [
            "a",
            "<script> & \"quotes\" ]]> &#0;",
            &"long ".repeat(60),
            &"W".repeat(300),
            &"🦀".repeat(300),
            "👩🏽\u{200d}💻",
            "שלום עולם and العالم",
            "ᐃᓄᒃᑎᑐᑦ",
            "\u{202e}reversed\u{202c} \u{2066}isolated",
            "\0\u{1}\u{b}\u{1f} control \u{7f}\u{fffe}\u{ffff}",
            "e\u{301}\u{301}\u{301}\u{301}\u{301}",
        ] {
            assert!(with_title(&theme, title) != blank, "{title:?}");
        }
    }

    #[test]
    fn no_drawing_reads_another_file() {
        let fonts = ours().fonts;
        let icon = Path::new(env!("CARGO_MANIFEST_DIR")).join("../themes/devex/assets/favicon.svg");
        let drawing = |image: &str| {
            let open = r#"<svg xmlns="http://www.w3.org/2000/svg" width="12" height="6">"#;
            of_link(&format!("{open}{image}</svg>"), &fonts).unwrap()
        };
        let image = format!("<image width='12' height='6' href='{}'/>", icon.display());
        assert!(icon.is_file() && drawing(&image) == drawing(""));
    }

    #[test]
    fn what_is_no_drawing_says_so_with_its_line() {
        let fonts = ours().fonts;
        for (text, line) in [
            ("", Some(1)),
            ("<svg xmlns='http://www.w3.org/2000/svg' width='1' height='1'>\n<g>\n</svg>", Some(3)),
            ("<svg xmlns='http://www.w3.org/2000/svg' width='0' height='1'/>", None),
            ("<p/>", Some(1)),
        ] {
            let error = of_link(text, &fonts).unwrap_err();
            assert_eq!(error.line(), line, "{text}: {error}");
            assert!(!error.detail().is_empty());
        }
    }
}
