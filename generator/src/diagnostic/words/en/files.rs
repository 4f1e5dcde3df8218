//! Files that cannot be read, and ids that name nothing.

use super::words;
use crate::diagnostic::Unreadable;
use crate::diagnostic::operand::{Active, Undrawable};
use crate::diagnostic::words::Words;
use crate::model::Kind;

pub(super) fn unreadable(why: &Unreadable) -> Words {
    match why {
        Unreadable::Missing => words("this file is not there", "put it there"),
        Unreadable::Forbidden => {
            words("this cannot be read: you do not have permission", "give yourself permission to read it")
        }
        Unreadable::Folder => words("this is a folder where a file is needed", "put a file in its place"),
        Unreadable::Loop => words("this link leads to a folder that holds it", "remove the link"),
        Unreadable::Other(why) => words(format!("this cannot be read: {why}"), ""),
    }
}

/// The parser's words, in those of people who write content.
pub(super) fn yaml_in_plain_words(detail: &str) -> &str {
    match detail {
        "mapping values are not allowed in this context" => "a colon and a space stand where none may",
        "did not find expected ',' or ']'" => "a comma or the closing bracket is missing",
        "did not find expected ',' or '}'" => "a comma or the closing brace is missing",
        "this line is indented more than a key may be here" => {
            "this line is set in further than the one above, which has its value already"
        }
        "a colon and a space are missing after a key" => "the colon of this key is missing, or the space after it",
        "did not find expected key" => "a key was expected here",
        "could not find expected ':'" => "the colon after a key is missing",
        "did not find expected '-' indicator" => "the hyphen before an item of the list is missing",
        "found unexpected end of stream" => "the file ends in the middle of a text in quotes",
        "found character that cannot start any token" => "this character cannot begin a value",
        "block sequence entries are not allowed in this context" => "a list cannot begin here",
        "control characters are not allowed" => "this character is not text",
        "deserializing from YAML containing more than one document is not supported" => {
            "a line `---` or `...` divides the file in two"
        }
        "recursion limit exceeded" => "it is nested too deeply",
        other => other,
    }
}

pub(super) fn unknown_id(kind: Kind, id: &str, nearest: Option<&str>) -> Words {
    let help = match nearest {
        Some(nearest) => format!("did you mean `{nearest}`?"),
        None => format!("add it under {}, or name one that is there", kind.place()),
    };
    words(format!("{} `{id}`", no_such(kind)), help)
}

const fn no_such(kind: Kind) -> &'static str {
    match kind {
        Kind::Opportunity => "there is no opportunity",
        Kind::Project => "there is no project",
        Kind::Team => "there is no team",
        Kind::Department => "there is no department",
        Kind::Skill => "there is no skill",
        Kind::Acceptance => "there is no work acceptance criterion",
        Kind::Terms => "there are no terms and conditions",
        Kind::Page => "there is no page",
        Kind::News => "there is no news item",
    }
}

pub(super) fn active_image(active: &Active) -> String {
    match active {
        Active::Element(name) => format!("`<{name}>` does not belong in an image"),
        Active::Event(name) => format!("`{name}` makes this image run a script"),
        Active::ScriptAddress => "an address in this image runs a script".into(),
        Active::Reference(address) => format!("this image refers to something outside it: `{address}`"),
        Active::Instruction(name) => format!("the instruction `<?{name}` does not belong in an image"),
        Active::Declaration(begin) => format!("the declaration `{begin}` does not belong in an image"),
    }
}

/// Why no picture can be drawn.
pub(super) fn undrawable(why: &Undrawable) -> Words {
    match why {
        Undrawable::Svg(detail) => words(
            format!("no picture can be made of this drawing: {detail}"),
            "a drawing is SVG: each element is closed, each value stands between quotes, and the root has a size",
        ),
        Undrawable::NoFont => words(
            "the theme has no font for the texts of its pictures",
            "add one to its folder `fonts`, as a file whose name ends in `.ttf` or `.otf`",
        ),
        Undrawable::NotAFont => words("this file is not a font", "put a TrueType or OpenType font in its place"),
    }
}
