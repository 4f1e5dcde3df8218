//! What the templates of a theme ask for, read from their tags: a page is not needed to find what no page ever has.
//!
//! The templates share one scope, as included ones see the variables of those that include them: a name that any of them
//! sets, loops over or takes as a parameter may be meant anywhere. What is left belongs to the views.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::tags::{Token, tags};
use crate::render::names::NAMES;

/// A name that a template uses and nothing gives a value.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Unknown<'t> {
    /// The template that uses it.
    pub(super) template: &'t str,
    pub(super) place: Range<usize>,
    pub(super) name: &'t str,
    /// Whether it is a string, as in `t.name`, rather than a variable.
    pub(super) is_string: bool,
}

/// What all templates together use.
#[derive(Debug, Default)]
pub(super) struct Uses<'t> {
    pub(super) unknown: Vec<Unknown<'t>>,
    /// The strings that are used; `None` if a template may use any, by a name that it computes.
    pub(super) strings: Option<BTreeSet<&'t str>>,
}

/// The strings of templates.
const STRINGS: &str = "t";

/// Words of the template language where a variable could stand, and what loops and every template have.
const KEYWORDS: [&str; 12] = ["and", "or", "not", "is", "in", "if", "elif", "else", "true", "false", "none", "null"];
const BUILT_IN: [&str; 8] = ["loop", "index", "index0", "first", "last", "length", "body", "__tera_context"];

/// Tags that name something else than a variable.
const NAMING: [&str; 6] = ["block", "endblock", "extends", "include", "component", "endcomponent"];

/// Finds what `templates` use that neither the views, nor `strings`, nor any template gives a value.
pub(super) fn uses<'t>(templates: &'t BTreeMap<String, String>, strings: &BTreeMap<String, String>) -> Uses<'t> {
    let all: Vec<(&str, Vec<Token<'t>>)> =
        templates.iter().flat_map(|(name, text)| tags(text).map(move |tokens| (name.as_str(), tokens))).collect();
    let local: BTreeSet<&str> = all.iter().flat_map(|(_, tokens)| defined(tokens)).collect();
    let is_known = |name: &str| NAMES.contains(&name) || BUILT_IN.contains(&name) || local.contains(name);
    let mut uses = Uses { strings: Some(BTreeSet::new()), ..Uses::default() };
    for (template, tokens) in &all {
        for path in paths(tokens) {
            let unknown =
                |place: &Range<usize>, name, is_string| Unknown { template, place: place.clone(), name, is_string };
            let root = path.names[0].1;
            if root == STRINGS && !local.contains(STRINGS) {
                match path.names.get(1) {
                    Some((place, key)) => {
                        uses.strings.iter_mut().for_each(|used| _ = used.insert(key));
                        if !path.has_default && !strings.contains_key(*key) {
                            uses.unknown.push(unknown(place, key, true));
                        }
                    }
                    None => uses.strings = None,
                }
                continue;
            }
            // What follows an unknown name is unknown too.
            let first = path.names.iter().find(|(_, name)| !is_known(name)).filter(|_| !path.has_default);
            uses.unknown.extend(first.map(|(place, name)| unknown(place, name, false)));
        }
    }
    uses
}

/// The names that a tag gives a value: those that it sets, of its loops, of parameters, of the keys of maps.
fn defined<'t>(tokens: &[Token<'t>]) -> Vec<&'t str> {
    let mut names = Vec::new();
    let is_component = tokens.first().is_some_and(|token| token.name() == Some("component"));
    let mut in_loop = false;
    for (i, token) in tokens.iter().enumerate() {
        let before = i.checked_sub(1).map(|i| &tokens[i]);
        match token {
            Token::Text(_, text) => names.push(*text),
            Token::Name(_, "for") if before.is_none_or(|token| !token.is_sign(".")) => in_loop = true,
            Token::Name(_, "in") => in_loop = false,
            Token::Name(_, name) => {
                let is_set = before.and_then(Token::name).is_some_and(|word| matches!(word, "set" | "set_global"));
                let is_key = tokens.get(i + 1).is_some_and(|next| next.is_sign(":"));
                if is_component || in_loop || is_set || is_key {
                    names.push(name);
                }
            }
            Token::Sign(..) => {}
        }
    }
    names
}

/// A variable and its attributes, as in `page.title`.
struct Path<'t> {
    /// At least one.
    names: Vec<(Range<usize>, &'t str)>,
    /// Whether the template says what to do without it.
    has_default: bool,
}

/// The paths that a tag evaluates.
fn paths<'t>(tokens: &[Token<'t>]) -> Vec<Path<'t>> {
    let mut paths = Vec::new();
    let statement = tokens.first().and_then(Token::name);
    if statement.is_some_and(|word| NAMING.contains(&word)) {
        return paths;
    }
    let mut i = 0;
    while let Some(token) = tokens.get(i) {
        let before = i.checked_sub(1).and_then(|i| tokens.get(i));
        let next = tokens.get(i + 1);
        i += 1;
        let Token::Name(place, name) = token else { continue };
        let is_other = KEYWORDS.contains(name)
            || matches!(*name, "for" | "set" | "set_global" | "filter") 
            // Of an attribute of something computed, a filter, a component, a test.
            || before.is_some_and(|token| [".", "?.", "|", "</"].iter().any(|sign| token.is_sign(sign)))
            || (i == 2 && before.is_some_and(|token| token.is_sign("<")))
            || before.and_then(Token::name).is_some_and(|word| matches!(word, "is" | "filter"))
            || (before.and_then(Token::name) == Some("not") && i >= 3 && tokens[i - 3].name() == Some("is"))
            // A function, a named argument or what is set, a key of a map.
            || next.is_some_and(|token| ["(", "=", ":", "::"].iter().any(|sign| token.is_sign(sign)));
        if is_other {
            continue;
        }
        let mut names = vec![(place.clone(), *name)];
        let mut has_default = false;
        loop {
            match (tokens.get(i), tokens.get(i + 1), tokens.get(i + 2)) {
                (Some(dot), Some(Token::Name(place, name)), after) if dot.is_sign(".") => {
                    // A method of the value is none of its attributes.
                    if after.is_some_and(|token| token.is_sign("(")) {
                        break;
                    }
                    names.push((place.clone(), name));
                    i += 2;
                }
                (Some(open), Some(Token::Text(place, name)), Some(close))
                    if open.is_sign("[") && close.is_sign("]") =>
                {
                    names.push((place.clone(), name));
                    i += 3;
                }
                (Some(sign), ..) if sign.is_sign("?.") || sign.is_sign("?[") => {
                    has_default = true;
                    break;
                }
                (Some(sign), Some(word), after) => {
                    let is_default = sign.is_sign("|") && word.name() == Some("default");
                    let test = if word.name() == Some("not") { after.and_then(Token::name) } else { word.name() };
                    let is_tested = sign.name() == Some("is") && matches!(test, Some("defined" | "undefined"));
                    has_default = is_default || is_tested;
                    break;
                }
                _ => break,
            }
        }
        paths.push(Path { names, has_default });
    }
    paths
}

#[cfg(test)]
mod tests {
    use super::*;

    fn unknown(text: &str) -> Vec<String> {
        let templates = BTreeMap::from([("a.html".to_owned(), text.to_owned())]);
        let strings = BTreeMap::from([("menu".to_owned(), "Menu".to_owned())]);
        uses(&templates, &strings).unknown.iter().map(|unknown| text[unknown.place.clone()].to_owned()).collect()
    }

    #[test]
    fn a_name_that_nothing_gives_a_value_is_found_where_it_stands() {
        assert_eq!(
            unknown("{{ page.titel }} {{ nosuch.label }} {% if pgae %}{% endif %}"),
            ["titel", "nosuch", "pgae"]
        );
        assert_eq!(unknown("{{ t.menu }} {{ t.nosuch }} {{ t[\"other\"] }}"), ["nosuch", "other"]);
        assert_eq!(unknown("{%- if t.menu %}{%- endif -%}{{- t.nosuch -}}"), ["nosuch"]);
        assert_eq!(unknown("{% for link in site.menus %}{{ link.urls | upper }}{% endfor %}"), ["menus", "urls"]);
    }

    #[test]
    fn what_a_theme_names_itself_is_known() {
        for text in [
            "{% set mine = page.title %}{{ mine }}{{ mine.length }}",
            "{% for key, entry in page %}{{ loop.index }} {{ key }} {{ entry }}{% endfor %}",
            "{% set map = {\"colour\": 1} %}{{ map.colour }}",
            "{% component Button(text_of: String, variant=\"primary\") %}{{ text_of }}{{ variant }}{% endcomponent Button %}",
            "{{ <Button text_of={page.title} variant=\"x\"/> }}{% <Button text_of={page.title}> %}a{% </Button> %}",
            "{{ page.title | truncate(length=20) | upper }}{% if page.title is starting_with(\"a\") %}{% endif %}",
            "{% if mine is defined %}{% endif %}{% if mine is not defined %}{% endif %}{{ mine | default(value=\"a\") }}",
            "{% block mine %}{% endblock mine %}{% include \"x.html\" %}{# nosuch #}{% raw %}{{ nosuch }}{% endraw %}",
            "{% filter upper %}a{% endfilter %}{{ now() }}{{ page?.nosuch }}{{ 1.5 }}{{ -page.title }}",
            "{% if not page.issued and page.kind == \"home\" or page.kind in [\"a\", 'b'] %}{% elif true %}{% endif %}",
        ] {
            assert_eq!(unknown(text), [""; 0], "{text}");
        }
    }

    #[test]
    fn strings_that_may_be_used_by_a_computed_name_are_not_called_unused() {
        let used = |text: &str| {
            let templates = BTreeMap::from([("a.html".to_owned(), text.to_owned())]);
            uses(&templates, &BTreeMap::new()).strings.map(|used| used.len())
        };
        assert_eq!(used("{{ t.a }}{{ t.b }}"), Some(2));
        assert_eq!(used("{{ t.a }}{{ t[page.kind] }}"), None);
        assert_eq!(used("{% set words = t %}{{ words.a }}"), None);
    }
}
