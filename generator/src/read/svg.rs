//! SVG images: drawings alone. A browser that is sent to one runs its scripts with the rights of the site.
//!
//! The text is parsed as a browser parses it, so that no way of writing (entities, prefixes of namespaces, letter
//! case) hides anything from the rules.

use roxmltree::{Attribute, Document, Node, NodeType, ParsingOptions};

use super::dimensions::Dimensions;
use crate::diagnostic::Problem;
use crate::diagnostic::operand::Active;

const SVG: &str = "http://www.w3.org/2000/svg";
const XHTML: &str = "http://www.w3.org/1999/xhtml";
const XML: &str = "http://www.w3.org/XML/1998/namespace";

/// Elements that run something, or show what is no drawing (SVG 2, §5.2 “embedded content”, §15).
const REFUSED: [&str; 9] =
    ["script", "handler", "listener", "foreignobject", "iframe", "object", "embed", "audio", "video"];

/// Pictures of pixels may stand in the text itself.
const EMBEDDED: [&str; 4] = ["data:image/png;", "data:image/jpeg;", "data:image/webp;", "data:image/gif;"];

/// The size of the SVG image in UTF-8 that `bytes` are, if it has one. It runs nothing and asks for nothing elsewhere.
///
/// # Errors
/// What it is instead, or the first thing in it that is refused.
pub(super) fn verify(bytes: &[u8]) -> Result<Option<Dimensions>, Problem> {
    const NOT_SVG: Problem = Problem::NotAnImage { format: std::borrow::Cow::Borrowed("SVG") };
    let text = std::str::from_utf8(bytes).map_err(|_| if is_markup(bytes) { Problem::NotUtf8 } else { NOT_SVG })?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    // Bytes that a browser decodes otherwise would be another text to it.
    if declared_encoding(text).is_some_and(|encoding| !encoding.eq_ignore_ascii_case("utf-8")) {
        return Err(Problem::NotUtf8);
    }
    // Entities hide, and grow, what they stand for; lists of attributes add some that are not written.
    if let Some(found) = ["<!ENTITY", "<!ATTLIST"].into_iter().find(|declaration| text.contains(declaration)) {
        return Err(Problem::ActiveImage(Active::Declaration(found.into())));
    }
    let options = ParsingOptions { allow_dtd: true, ..ParsingOptions::default() };
    let document = Document::parse_with_options(text, options).map_err(|_| NOT_SVG)?;
    let root = document.root_element();
    let name = root.tag_name();
    if name.name() != "svg" || name.namespace().is_some_and(|namespace| namespace != SVG) {
        return Err(NOT_SVG);
    }
    match document.root().descendants().find_map(|node| active(&node)) {
        Some(found) => Err(Problem::ActiveImage(found)),
        None => Ok(size(&root)),
    }
}

/// The size of a drawing: what it asks for, or the proportions of its view box (CSS Images, §5.1; SVG 2, §8.12).
fn size(svg: &Node<'_, '_>) -> Option<Dimensions> {
    /// Without a size of its own a drawing is as wide as the text, and no text is wider.
    const WIDEST: f64 = 1000.0;
    let side = |name: &str| svg.attribute(name).and_then(length);
    let ratio = || {
        let sides = svg.attribute("viewBox")?.split(|c: char| c.is_whitespace() || c == ',');
        let sides: Vec<f64> = sides.filter(|side| !side.is_empty()).map_while(|side| side.parse().ok()).collect();
        let [_, _, width, height] = sides[..] else { return None };
        (width > 0.0 && height > 0.0).then_some(width / height)
    };
    let (width, height) = match (side("width"), side("height")) {
        (Some(width), Some(height)) => (width, height),
        (Some(width), None) => (width, width / ratio()?),
        (None, Some(height)) => (height * ratio()?, height),
        (None, None) => (WIDEST, WIDEST / ratio()?),
    };
    // Converting saturates: what is larger than any screen keeps its proportions in no number.
    let is_sound = |side: f64| (0.5..100_000.0).contains(&side);
    let pixels = |side: f64| side.round() as u32;
    Dimensions::new(pixels(width), pixels(height)).filter(|_| is_sound(width) && is_sound(height))
}

/// A length in pixels; `None` if it depends on where it is shown, such as `100%`.
fn length(text: &str) -> Option<f64> {
    /// Pixels in each absolute unit (CSS Values, §6.2).
    const UNITS: [(&str, f64); 8] = [
        ("px", 1.0),
        ("in", 96.0),
        ("cm", 96.0 / 2.54),
        ("mm", 96.0 / 25.4),
        ("q", 96.0 / 101.6),
        ("pt", 96.0 / 72.0),
        ("pc", 16.0),
        ("", 1.0),
    ];
    let text = text.trim().to_ascii_lowercase();
    let number = |(unit, pixels): (&str, f64)| Some(text.strip_suffix(unit)?.parse::<f64>().ok()? * pixels);
    UNITS.into_iter().find_map(number).filter(|length| *length > 0.0)
}

/// Whether bytes that are not UTF-8 begin as a text with tags does in other encodings.
fn is_markup(bytes: &[u8]) -> bool {
    const BYTE_ORDER_MARKS: [&[u8]; 2] = [b"\xff\xfe", b"\xfe\xff"];
    bytes.starts_with(b"<") || BYTE_ORDER_MARKS.iter().any(|mark| bytes.starts_with(mark))
}

/// The encoding that an XML declaration names.
fn declared_encoding(text: &str) -> Option<&str> {
    let declaration = text.strip_prefix("<?xml")?.split_once("?>")?.0;
    let value = declaration.split_once("encoding")?.1.trim_start().strip_prefix('=')?.trim_start();
    let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    value[1..].split(quote).next()
}

/// What a node runs or asks for, `None` if it only draws.
fn active(node: &Node<'_, '_>) -> Option<Active> {
    match node.node_type() {
        NodeType::PI => return Some(Active::Instruction(shortened(node.pi()?.target))),
        NodeType::Element => {}
        _ => return None,
    }
    let name = node.tag_name().name();
    let is_refused = REFUSED.iter().any(|refused| name.eq_ignore_ascii_case(refused));
    if is_refused || node.tag_name().namespace() == Some(XHTML) {
        return Some(Active::Element(shortened(name)));
    }
    let in_style = if name.eq_ignore_ascii_case("style") { style_reference(&text_of(node)) } else { None };
    in_style.or_else(|| node.attributes().find_map(|attribute| in_attribute(&attribute)))
}

/// The text of an element as a browser joins it, comments left out.
fn text_of(node: &Node<'_, '_>) -> String {
    node.descendants().filter(Node::is_text).filter_map(|text| text.text()).collect()
}

fn in_attribute(attribute: &Attribute<'_, '_>) -> Option<Active> {
    let (name, value) = (attribute.name(), attribute.value());
    // Browsers skip spaces and control characters in addresses (URL Standard, §4.4).
    let address: String = value.chars().filter(|c| !c.is_whitespace() && !c.is_control()).collect();
    let address = address.to_ascii_lowercase();
    let is_plain = attribute.namespace().is_none();
    let sets = |begin: &str| name == "attributeName" && address.starts_with(begin);
    if is_plain && name.to_ascii_lowercase().starts_with("on") || sets("on") {
        return Some(Active::Event(shortened(if sets("on") { value } else { name })));
    }
    if address.contains("javascript:") || address.contains("vbscript:") {
        return Some(Active::ScriptAddress);
    }
    let is_reference = matches!(name, "href" | "src") || name == "base" && attribute.namespace() == Some(XML);
    if is_reference && !is_own(&address) || sets("href") || sets("xlink:href") {
        return Some(Active::Reference(shortened(value.trim())));
    }
    // Drawing programs keep paths of files in attributes of their own.
    if is_plain { style_reference(value) } else { None }
}

/// The first address in a style or in an attribute that may hold one, if it is not of the image itself.
fn style_reference(style: &str) -> Option<Active> {
    let lower = style.to_ascii_lowercase();
    let refused = |at: usize| Some(Active::Reference(shortened(style.get(at..).unwrap_or(style))));
    let functions = ["url(", "src("].iter().flat_map(|function| lower.match_indices(function));
    for (at, function) in functions {
        let address = lower[at + function.len()..].trim_start().trim_start_matches(['"', '\'']).trim_start();
        if !is_own(address) {
            return refused(at);
        }
    }
    // An escape may write any of these words otherwise (CSS Syntax, §4.3.7).
    let at = ["@import", "image-set(", "\\"].iter().filter_map(|word| lower.find(word)).min()?;
    refused(at)
}

/// Whether an address leads to a part of the same image, or holds a picture.
fn is_own(address: &str) -> bool {
    address.is_empty() || address.starts_with('#') || EMBEDDED.iter().any(|begin| address.starts_with(begin))
}

fn shortened(text: &str) -> String {
    text.chars().take(40).map(|c| if c.is_control() { ' ' } else { c }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const OPEN: &str = r#"<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">"#;

    fn found(within: &str) -> Option<Active> {
        match verify(format!("{OPEN}{within}</svg>").as_bytes()) {
            Ok(_) => None,
            Err(Problem::ActiveImage(found)) => Some(found),
            Err(other) => panic!("{within}: {other:?}"),
        }
    }

    #[test]
    fn a_drawing_is_accepted() {
        let declaration = "\u{feff}<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!-- drawn -->\n";
        let doctype =
            "<!DOCTYPE svg PUBLIC \"-//W3C//DTD SVG 1.1//EN\" \"http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd\">";
        let drawing = r##"<style>.a { fill: url(#g); font: 12px "Noto" }</style><defs><linearGradient id="g"/></defs>
            <use xlink:href="#g"/><text x="1" style="fill: url('#g')">On javascript</text>
            <image href="data:image/png;base64,iVBORw0KGgo="/>"##;
        assert_eq!(verify(format!("{declaration}{doctype}{OPEN}{drawing}</svg>").as_bytes()), Ok(None));
    }

    #[test]
    fn a_drawing_is_as_large_as_it_asks_to_be_or_has_its_proportions() {
        for (attributes, expected) in [
            ("width='640' height='480px'", Some((640, 480))),
            ("width='1in' height='25.4mm'", Some((96, 96))),
            ("width='300' viewBox='0 0 40 20'", Some((300, 150))),
            ("height='1e2' viewBox='0,0,40,20'", Some((200, 100))),
            ("viewBox=' 0 -5  40 30 '", Some((1000, 750))),
            ("width='100%' height='100%' viewBox='0 0 2 1'", Some((1000, 500))),
            ("width='100%'", None),
            ("width='640'", None),
            ("width='0' height='480'", None),
            ("width='-1' height='NaN'", None),
            ("width='inf' height='1e9'", None),
            ("width='10em' height='2ex'", None),
            ("viewBox='0 0 1 1e9'", None),
            ("viewBox='0 0 0 0'", None),
            ("viewBox='0 0 40 20 60'", None),
            ("viewBox='a b c d'", None),
        ] {
            let found = verify(format!("<svg {attributes}/>").as_bytes()).unwrap();
            assert_eq!(found.map(|size| (size.width, size.height)), expected, "{attributes}");
        }
    }

    #[test]
    fn what_is_no_svg_in_utf_8_is_refused() {
        let not_svg = Err(Problem::NotAnImage { format: std::borrow::Cow::Borrowed("SVG") });
        for text in ["", "<html/>", "<svg", "plain text", "<svg xmlns=\"http://www.w3.org/1999/xhtml\"/>"] {
            assert_eq!(verify(text.as_bytes()), not_svg, "{text}");
        }
        assert_eq!(verify(b"<svg>\xe9</svg>"), Err(Problem::NotUtf8));
        assert_eq!(verify(b"\x89PNG\r\n\x1a\n"), not_svg);
        assert_eq!(verify(b"<?xml version='1.0' encoding='ISO-2022-JP'?><svg/>"), Err(Problem::NotUtf8));
    }

    #[test]
    fn whatever_runs_is_refused_however_it_is_written() {
        for text in [
            "<script>alert(1)</script>",
            "<SCRIPT/>",
            "<s:script xmlns:s='http://www.w3.org/2000/svg'/>",
            "<g onclick='a()'/>",
            "<g ONLOAD='a()'/>",
            "<a xlink:href='java&#115;cript:a()'/>",
            "<a href='java\nscript:a()'/>",
            "<set attributeName='onclick' to='a()'/>",
            "<set attributeName='href' to='data:text/html,a'/>",
            "<foreignObject/>",
            "<h:p xmlns:h='http://www.w3.org/1999/xhtml'/>",
        ] {
            assert!(found(text).is_some(), "{text}");
        }
        for declaration in ["<!ENTITY", "<!ATTLIST"] {
            let text = format!("<!DOCTYPE svg [{declaration} svg onload CDATA 'a()'>]><svg/>");
            assert_eq!(verify(text.as_bytes()), Err(Problem::ActiveImage(Active::Declaration(declaration.into()))));
        }
    }

    #[test]
    fn a_deep_drawing_is_verified_without_exhausting_the_stack() {
        let depth = 200_000;
        let deep = format!("{OPEN}{}{}</svg>", "<g>".repeat(depth), "</g>".repeat(depth));
        let _ = verify(deep.as_bytes());
    }

    #[test]
    fn whatever_asks_for_something_elsewhere_is_refused() {
        for text in [
            "<image href='https://example.org/a.png'/>",
            "<image href='//example.org/a.png'/>",
            "<use xlink:href='other.svg#a'/>",
            "<image href='data:image/svg+xml,a'/>",
            "<g style='fill: url( \"https://example.org/a\")'/>",
            "<g fill='url(https://example.org/a)'/>",
            "<style>@import 'https://example.org/a.css'</style>",
            "<style><![CDATA[a { fill: u\\72l(https://example.org/a) }]]></style>",
            "<style>a { fill: u<!-- -->rl(https://example.org/a) }</style>",
            "<g xml:base='https://example.org/'/>",
            "<?xml-stylesheet href='https://example.org/a.css'?>",
        ] {
            assert!(found(text).is_some(), "{text}");
        }
    }
}
