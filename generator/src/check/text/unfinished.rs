//! What authors leave where something is still missing: TODO, TBD, XX, lorem ipsum, « [à compléter] ».

use std::sync::LazyLock;

use regex::Regex;

use super::wording::{is_unwritten, regex};
use crate::check::phrase::Phrase;
use crate::check::scan::Marks;
use crate::diagnostic::{Diagnostic, Problem};

/// The rules for any phrase. What is not `posted` is not published: there, what is unwritten is a reminder.
pub(super) fn rule(phrase: &Phrase<'_>, posted: bool) -> Vec<Diagnostic> {
    let marks = phrase.scan.marks;
    if !marks.has(Marks::UNFINISHED.or(Marks::MARKUP)) || is_unwritten(phrase) {
        return Vec::new();
    }
    let text = phrase.text;
    // A link of a value that is read as Markdown later begins with brackets too.
    let brackets = BRACKETS.find_iter(text).filter(|found| !text[found.end()..].starts_with('('));
    let unwritten = || if posted { Problem::UnwrittenPosted } else { Problem::Unwritten };
    let brackets: Vec<_> = brackets.map(|found| phrase.problem(found.range(), unwritten())).collect();
    if !brackets.is_empty() || !marks.has(Marks::UNFINISHED) {
        return brackets;
    }
    let marks =
        MARKS.find_iter(text).filter(|found| is_left(&text[..found.start()], found.as_str(), &text[found.end()..]));
    marks.map(|found| phrase.problem(found.range(), Problem::Unfinished { found: found.as_str().to_owned() })).collect()
}

/// In either language: a translator may leave those of the other. Dots alone are an omission within a quotation.
static BRACKETS: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?i)\[(?:to be (?:completed|written|confirmed|determined|decided|added|translated)|to (?:complete|come|confirm|add)|tb[dc]|todo|placeholder|(?:insert|insérer|add|ajouter) [^\[\]]{3,60}|à (?:compléter|rédiger|confirmer|déterminer|préciser|ajouter|traduire|venir|faire))(?:[ :,.…\u{a0}][^\[\]]{0,80})?\]",
    )
});

static MARKS: LazyLock<Regex> = LazyLock::new(|| regex(r"\b(?:TODO|FIXME|TB[DC]|X{2,})\b|\b[Ll]orem [Ii]psum\b"));

/// Whether a mark was left there. Texts also speak of “TODO comments”, « l'annexe XX » and numbers like XXX-XXX.
fn is_left(before: &str, found: &str, after: &str) -> bool {
    let is_joint = |c: char| matches!(c, '-' | '/' | '_' | '.' | '“' | '"' | '’' | '\'');
    let is_end = |c: char| c.is_whitespace() || matches!(c, '.' | ',' | ';' | ':' | '!' | '?' | ')' | '%' | '$' | ']');
    let stands_alone = !before.ends_with(is_joint) && (after.is_empty() || after.starts_with(is_end));
    let before = before.trim_end();
    let last = before.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    match found {
        "TODO" | "FIXME" => {
            let begins = before.is_empty() || before.ends_with(['(', '[', '.', ':']);
            let is_noun = ["comment", "list", "item", "mark"].iter().any(|noun| after.trim_start().starts_with(noun));
            after.starts_with(':') || begins && stands_alone && !is_noun
        }
        // `XX` is a number in Roman digits after the name of what it numbers, and a size in `XX large`.
        _ if found.starts_with('X') => {
            let is_numbered = last.starts_with(char::is_uppercase)
                || [
                    "chapter", "part", "annex", "section", "chapitre", "partie", "annexe", "article", "titre", "tome",
                    "siècle",
                ]
                .contains(&last);
            stands_alone && !is_numbered
        }
        // « lorem ipsum » in quotation marks is spoken of.
        _ => stands_alone && !before.ends_with('«'),
    }
}

#[cfg(test)]
mod tests {
    use submit_fn::shared::lang::Lang;

    use super::*;
    use crate::parse::{Text, TextSource};

    /// The stretches of a text that are reported.
    fn reported(markdown: &str) -> Vec<String> {
        let source = TextSource::of_markdown(markdown);
        let text = Text::parse(&source, Lang::Fr);
        let diagnostics = text.passages().flat_map(|passage| rule(&Phrase::of(&text, passage), true));
        let places = diagnostics.filter_map(|diagnostic| diagnostic.place);
        places.map(|place| place.text[place.start..place.end].to_owned()).collect()
    }

    #[test]
    fn what_is_left_to_write_is_found_anywhere() {
        for (text, found) in [
            ("Nos bureaux sont à [à compléter].", "[à compléter]"),
            ("A team of [to be confirmed: how many] people.", "[to be confirmed: how many]"),
            ("[Insert the name of the team] runs it.", "[Insert the name of the team]"),
            ("TODO write this", "TODO"),
            ("It runs (FIXME) at night.", "FIXME"),
            ("We say more later. TODO: more.", "TODO"),
            ("The date is TBD.", "TBD"),
            ("Chaque mois, XX personnes appellent.", "XX"),
            ("It costs $XXX a year.", "XXX"),
            ("Lorem ipsum dolor sit amet.", "Lorem ipsum"),
        ] {
            assert_eq!(reported(text), [found], "{text}");
        }
    }

    #[test]
    fn what_only_looks_unfinished_is_not() {
        for text in [
            "The code has 40 TODO comments.",
            "TODO comments are listed.",
            "Un numéro comme XXX-XXX-XXX, ou XX/XX/2027.",
            "Le chapitre XX, l'annexe XX, Louis XX, le XXe siècle.",
            "« Le ministre […] décide. »",
            "The template shows “lorem ipsum” on each page.",
            "Un champ [facultatif], une liste [à choix].",
            "A list of what to do: to be completed by us.",
            "`TODO`",
        ] {
            assert_eq!(reported(text), [""; 0], "{text}");
        }
    }
}
