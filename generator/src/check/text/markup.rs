//! Links whose words do not say where they lead, and Markdown that did not become what its author meant.

use std::sync::LazyLock;

use regex::Regex;
use submit_fn::shared::lang::Bilingual;

use super::wording::regex;
use crate::check::phrase::Phrase;
use crate::check::scan::Marks;
use crate::diagnostic::{Diagnostic, Problem};
use crate::model::Kind;
use crate::parse::{Link, Text};
use crate::read::is_image;

/// The rules for the text of any item, with its passages.
pub(super) fn rule(text: &Text<'_>, phrases: &[Phrase<'_>]) -> Vec<Diagnostic> {
    let links = text.links.iter().filter_map(|link| Some(text.problem(link.range.clone(), link_problem(text, link)?)));
    let marked = phrases.iter().filter(|phrase| phrase.scan.marks.has(Marks::MARKUP));
    links.chain(marked.flat_map(|phrase| literal_markup(text, phrase))).collect()
}

/// Words that say nothing of where a link leads.
const VAGUE: Bilingual<&[&str]> = Bilingual {
    en: &[
        "here",
        "click here",
        "right here",
        "see here",
        "link",
        "this link",
        "the link",
        "this",
        "read more",
        "more",
        "learn more",
    ],
    fr: &[
        "ici",
        "cliquez ici",
        "cliquer ici",
        "voir ici",
        "lien",
        "ce lien",
        "le lien",
        "lire la suite",
        "lire plus",
        "en savoir plus",
        "plus",
    ],
};

fn link_problem(text: &Text<'_>, link: &Link<'_>) -> Option<Problem> {
    let words = text.link_words(link);
    // An image has a text of its own, and HTML shows as it is written.
    if words.trim().is_empty() {
        return (!link.has_more).then_some(Problem::EmptyLink);
    }
    is_vague(text, words).then(|| Problem::VagueLink { words: words.to_owned() })
}

fn is_vague(text: &Text<'_>, words: &str) -> bool {
    // None is longer.
    let is_short = words.len() <= 20;
    is_short && {
        let words = words.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
        VAGUE.get(text.lang).contains(&words.as_str())
    }
}

/// `**` beside a word. As for `_`, it begins names in many languages of programs.
static DOUBLE: LazyLock<Regex> = LazyLock::new(|| regex(r"\*+"));
/// A link whose address has a space, or `[here]` without an address.
static LINK: LazyLock<Regex> = LazyLock::new(|| regex(r"\[[^\[\]]*\](?: ?\([^\s()]*\)?)?"));
static SINGLE: LazyLock<Regex> = LazyLock::new(|| regex(r"[\s(«“](\*\p{L}[\p{L}’'-]+)(?:[\s.,;:!?)»”]|$)"));

/// Signs of Markdown that readers would see.
fn literal_markup(text: &Text<'_>, phrase: &Phrase<'_>) -> Vec<Diagnostic> {
    let words = phrase.text;
    let is_escaped = |start: usize| text.source.text[..phrase.origin(start..start + 1).start].ends_with('\\');
    let double = DOUBLE.find_iter(words).filter(|found| is_double(words, found));
    let links = LINK.find_iter(words).filter(|found| is_broken_link(text, found.as_str()));
    let single = single(words);
    let first = double.chain(links).chain(single).filter(|found| !is_escaped(found.start()));
    // The second `**` of a phrase is there because the first one is.
    let first = first.min_by_key(regex::Match::start);
    let problem = |found: regex::Match<'_>| {
        phrase.problem(found.range(), Problem::LiteralMarkup { found: found.as_str().to_owned() })
    };
    first.map(problem).into_iter().collect()
}

/// Whether two signs begin or end something bold. More are a line to fill in, or stars; `2**3` is a power.
fn is_double(words: &str, found: &regex::Match<'_>) -> bool {
    let (before, after) = (words[..found.start()].chars().next_back(), words[found.end()..].chars().next());
    let is_bold = |c: Option<char>| c.is_some_and(|c| !c.is_whitespace());
    let is_digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    found.len() == 2 && (is_bold(before) || is_bold(after)) && !(is_digit(before) && is_digit(after))
}

fn is_broken_link(text: &Text<'_>, found: &str) -> bool {
    match found.split_once(']') {
        Some((words, "")) => is_vague(text, words),
        Some((_, address)) => {
            let address = address.trim_start_matches([' ', '(']).trim_end_matches(')');
            let leads_to_item = address.split_once(':').is_some_and(|(scheme, _)| Kind::of_scheme(scheme).is_some());
            leads_to_item || is_image(address) || ["://", "mailto:"].iter().any(|mark| address.contains(mark))
        }
        None => false,
    }
}

/// The one `*` of a phrase, if it begins a word: another one, which would end the emphasis, is missing. A note begins with
/// such a sign.
fn single(words: &str) -> Option<regex::Match<'_>> {
    let found = SINGLE.captures(words)?.get(1)?;
    (words.matches('*').count() == 1).then_some(found)
}

#[cfg(test)]
mod tests {
    use submit_fn::shared::lang::Lang;

    use super::*;
    use crate::parse::TextSource;

    /// The stretches of a text that are reported.
    fn reported(lang: Lang, markdown: &str) -> Vec<String> {
        let source = TextSource::of_markdown(markdown);
        let text = Text::parse(&source, lang);
        let phrases: Vec<_> = text.passages().map(|passage| Phrase::of(&text, passage)).collect();
        let places = rule(&text, &phrases).into_iter().filter_map(|diagnostic| diagnostic.place);
        places.map(|place| place.text[place.start..place.end].to_owned()).collect()
    }

    #[test]
    fn bold_that_does_not_end_is_reported_once() {
        assert_eq!(reported(Lang::En, "Some **bold text, and **more."), ["**"]);
        assert_eq!(reported(Lang::Fr, "Du texte **« gras »**ici."), ["**"]);
        assert_eq!(reported(Lang::En, "Some *slanted text."), ["*slanted"]);
        for text in [
            "**Bold** and *slanted*.",
            "\\*\\*not bold",
            "2**3",
            "`**kwargs` and `*`",
            "Name: ____ and ***",
            "*A note.",
            "A price* and 5 * 3",
            "snake_case, the _id field, a _racy variant, an __init function, *.md",
            "a * b",
        ] {
            assert_eq!(reported(Lang::En, text), [""; 0], "{text}");
        }
    }

    #[test]
    fn the_words_of_a_link_say_where_it_leads() {
        assert_eq!(reported(Lang::En, "See [here](https://example.org/a)."), ["[here](https://example.org/a)"]);
        assert_eq!(reported(Lang::Fr, "[**Cliquez ici!**](page:about)"), ["[**Cliquez ici!**](page:about)"]);
        assert_eq!(reported(Lang::Fr, "Voir [](page:about)."), ["[](page:about)"]);
        for text in [
            "[![A chart](chart.svg)](page:about)",
            "[the page here](page:about)",
            "[`code`](page:about)",
            "[<img src=a>](page:about)",
            "<https://example.org/here>",
        ] {
            assert_eq!(reported(Lang::En, text), [""; 0], "{text}");
        }
    }

    #[test]
    fn a_link_that_is_none_is_reported() {
        assert_eq!(reported(Lang::En, "See [here]."), ["[here]"]);
        assert_eq!(
            reported(Lang::En, "See [the data] (https://example.org/a)."),
            ["[the data] (https://example.org/a)"]
        );
        assert_eq!(
            reported(Lang::En, "See [the data](https://example.org/a b)."),
            ["[the data](https://example.org/a"]
        );
        // A reference to a note keeps what holds it from being a link or an image.
        let note = "\n\n[^1]: Its note.";
        assert_eq!(
            reported(Lang::En, &format!("See [the team[^1]](team:tides).{note}")),
            ["[the team[^1]](team:tides)"]
        );
        assert_eq!(
            reported(Lang::En, &format!("See ![the chart[^1]](chart.svg).{note}")),
            ["[the chart[^1]](chart.svg)"]
        );
        assert_eq!(reported(Lang::Fr, "Cela [sic] est [là] (voir plus bas)."), [""; 0]);
    }
}
