//! The problems in English.

use submit_fn::shared::format::money;
use submit_fn::shared::lang::Lang;

use super::{Words, quoted_list, rules_en};
use crate::diagnostic::problem::{Expected, Kind, Problem, Unreadable};

/// What is wrong, and what to do about it.
pub(super) fn words(problem: &Problem) -> Words {
    let (title, help) = match problem {
        Problem::Unreadable(why) => unreadable(why),
        Problem::NotUtf8 => (
            "this file is not encoded in UTF-8".into(),
            "save it again with the encoding UTF-8".into(),
        ),
        Problem::YamlSyntax { detail } => (
            format!("this is not YAML: {}", yaml_in_plain_words(detail)),
            "check the indentation, the colons, and put quotes around a text that holds `: ` or starts with a sign".into(),
        ),
        Problem::TomlSyntax { detail } => (
            format!("this is not TOML: {detail}"),
            "texts are between double quotes; a table starts with its name between brackets".into(),
        ),
        Problem::NoFrontMatter => (
            "the front matter is missing".into(),
            "begin the file with a line `---`, then `title:` and `summary:`, then a line `---`".into(),
        ),
        Problem::OpenFrontMatter => (
            "the front matter does not end".into(),
            "put a line `---` after its last key".into(),
        ),
        Problem::UnknownKey { key, nearest: Some(nearest), .. } => {
            (format!("unknown key `{key}`"), format!("did you mean `{nearest}`?"))
        }
        Problem::UnknownKey { key, known, .. } => {
            (format!("unknown key `{key}`"), format!("the keys here are {}", quoted_list(known, "and")))
        }
        Problem::MissingKey { key } => (format!("the key `{key}` is missing"), format!("add `{key}`")),
        Problem::WrongType { expected, found } => {
            (format!("{} is expected here, not {found}", what(*expected)), example(*expected).into())
        }
        Problem::Empty => ("this is empty".into(), "write something, or remove the key".into()),
        Problem::EmptyList => ("this list is empty".into(), "put at least one item in it".into()),
        Problem::TooLong { limit, length } => (
            format!("this is {length} characters long; at most {limit} fit"),
            "say it more briefly".into(),
        ),
        Problem::Repeated { id } => {
            (format!("`{id}` stands here twice"), "give each its own, or remove one".into())
        }
        Problem::DateForm { text, expected } => {
            (format!("`{text}` is not {}", what(*expected)), example(*expected).into())
        }
        Problem::ImpossibleDate { text } => {
            (format!("there is no such date as {text}"), "check the month and the day in a calendar".into())
        }
        Problem::ImpossibleTime { text, zone } => (
            format!("the time {text} does not exist in {zone}"),
            "clocks go forward that night: choose another time".into(),
        ),
        Problem::AmbiguousTime { text, zone } => (
            format!("the time {text} happens twice in {zone}"),
            "clocks go back that night: choose another time".into(),
        ),
        Problem::DateOrder { key, before, same_day } => (
            if *same_day {
                format!("`{key}` must not come before `{before}`")
            } else {
                format!("`{key}` must come after `{before}`")
            },
            "change one of the two dates".into(),
        ),
        Problem::PriceAboveLimit { with_tax, limit, most } => (
            format!(
                "with the highest tax this price is {}, above the limit of {}",
                money(*with_tax, Lang::En),
                money(*limit, Lang::En)
            ),
            format!("the highest price before taxes is {}", money(*most, Lang::En)),
        ),
        Problem::MissingFile { name } => {
            (format!("the file `{name}` is missing in this folder"), format!("add `{name}`"))
        }
        Problem::MissingTwin { twin } => (
            format!("this file has no twin `{twin}`"),
            "both languages are published at the same time: add the other version".into(),
        ),
        Problem::UnexpectedFile { name, nearest: Some(nearest) } => {
            (format!("nothing reads the file `{name}`"), format!("did you mean `{nearest}`?"))
        }
        Problem::UnexpectedFile { name, nearest: None } => {
            (format!("nothing reads the file `{name}`"), "remove it, or move it to where it belongs".into())
        }
        Problem::BadName { name } => (
            format!("`{name}` cannot be a part of a web address"),
            "use lowercase letters without accents, digits, and hyphens between words".into(),
        ),
        Problem::UnknownId { kind, id, nearest: Some(nearest) } => {
            (format!("there is no {} `{id}`", kind_name(*kind)), format!("did you mean `{nearest}`?"))
        }
        Problem::UnknownId { kind, id, nearest: None } => (
            format!("there is no {} `{id}`", kind_name(*kind)),
            format!("add it under {}, or name one that is there", kind.place()),
        ),
        Problem::SameUrl { url, other } => (
            format!("the address {url} is already that of {other}"),
            "give one of the two another `slug`".into(),
        ),
        Problem::MissingSection { title, is_here: true } => (
            format!("the section “{title}” is missing; this may be meant to begin it"),
            format!("write the heading as `## {title}`"),
        ),
        Problem::MissingSection { title, is_here: false } => {
            (format!("the section “{title}” is missing"), format!("add `## {title}` and its text"))
        }
        Problem::SectionOrder { title, after } => (
            format!("the section “{title}” comes too early"),
            format!("move it after “{after}”"),
        ),
        Problem::EmptySection { title } => {
            (format!("the section “{title}” is empty"), "write its text under the heading".into())
        }
        Problem::TopHeading => (
            "a heading of level 1 stands in the text".into(),
            "the title of the front matter is the page's only one: use `##`".into(),
        ),
        Problem::Link { target } => (
            format!("the link `{target}` leads nowhere"),
            "link to https://…, to #a-heading of this text, or within the site as page:about, opportunity:ID, team:ID, project:ID, department:ID, terms:ID, news:ID".into(),
        ),
        Problem::UnsafeLink { target } => (
            format!("a link may not begin as `{target}` does"),
            "use https://, mailto: or a link within the site".into(),
        ),
        Problem::Image { target } => (
            format!("the image `{target}` is not in this folder"),
            "put an svg, png, jpg or webp file beside this text and name it alone, such as ![What it shows](chart.svg)".into(),
        ),
        Problem::Template { detail } => (format!("this template cannot be used: {detail}"), String::new()),
        Problem::MissingTemplate { name } => {
            (format!("the theme has no template `{name}`"), "add it to the theme's templates folder".into())
        }
        Problem::MissingString { key } => (
            format!("the text `{key}` is missing in this language"),
            "add it: the other language has it".into(),
        ),
        Problem::Rule(rule) => return rules_en::words(rule),
    };
    Words { title, help }
}

const fn what(expected: Expected) -> &'static str {
    match expected {
        Expected::Text => "a text",
        Expected::WholeNumber => "a whole number",
        Expected::Count => "a whole number from 1",
        Expected::Decimal => "a number",
        Expected::Amount => "an amount in dollars",
        Expected::Date => "a date",
        Expected::DateTime => "a date with a time",
        Expected::List => "a list",
        Expected::Mapping => "a group of keys",
        Expected::Url => "a web address",
        Expected::Email => "an electronic address",
        Expected::Id => "an id",
        Expected::TimeZone => "a time zone",
    }
}

const fn example(expected: Expected) -> &'static str {
    match expected {
        Expected::Text => "write a text; between quotes if it looks like something else",
        Expected::WholeNumber | Expected::Count => "write digits alone, such as 70",
        Expected::Decimal => "write digits and at most one decimal, such as 37.5",
        Expected::Amount => "write digits and at most two decimals, such as 8200 or 8200.50",
        Expected::Date => "write the year, the month and the day, such as 2026-12-01",
        Expected::DateTime => "write the date, a T, and the time on 24 hours, such as 2026-12-01T14:00",
        Expected::List => "write items between brackets, such as [rust, accessibility], or one a line after a hyphen",
        Expected::Mapping => "write keys and values, such as { en: Tests, fr: Essais }",
        Expected::Url => "write an address that begins with https://",
        Expected::Email => "write an address such as team@example.org",
        Expected::Id => "use lowercase letters without accents, digits, and hyphens between words",
        Expected::TimeZone => "write a name of the IANA database, such as America/Toronto",
    }
}

/// The parser's words, in those of people who write content.
fn yaml_in_plain_words(detail: &str) -> &str {
    match detail {
        "mapping values are not allowed in this context" => "a colon and a space stand where none may",
        "did not find expected ',' or ']'" => "a comma or the closing bracket is missing",
        "did not find expected ',' or '}'" => "a comma or the closing brace is missing",
        "did not find expected key" => "a key was expected here",
        "could not find expected ':'" => "the colon after a key is missing",
        "did not find expected '-' indicator" => "the hyphen before an item of the list is missing",
        "found unexpected end of stream" => "the file ends in the middle of a text in quotes",
        "found character that cannot start any token" => "this character cannot begin a value",
        "block sequence entries are not allowed in this context" => "a list cannot begin here",
        "control characters are not allowed" => "this is a character that is no text",
        "deserializing from YAML containing more than one document is not supported" => {
            "a line `---` or `...` divides the file in two"
        }
        "recursion limit exceeded" => "it is nested too deeply",
        other => other,
    }
}

fn unreadable(why: &Unreadable) -> (String, String) {
    match why {
        Unreadable::Missing => ("this file is not there".into(), "put it there".into()),
        Unreadable::Forbidden => {
            ("this cannot be read: you have not the right to".into(), "give yourself the right to read it".into())
        }
        Unreadable::Folder => ("this is a folder where a file is needed".into(), "put a file in its place".into()),
        Unreadable::Loop => ("this link leads to a folder that holds it".into(), "remove the link".into()),
        Unreadable::Other(words) => (format!("this cannot be read: {words}"), String::new()),
    }
}

const fn kind_name(kind: Kind) -> &'static str {
    match kind {
        Kind::Opportunity => "opportunity",
        Kind::Project => "project",
        Kind::Team => "team",
        Kind::Department => "department",
        Kind::Skill => "skill",
        Kind::Acceptance => "work acceptance criterion",
        Kind::Terms => "terms and conditions",
        Kind::Page => "page",
        Kind::News => "news item",
    }
}
