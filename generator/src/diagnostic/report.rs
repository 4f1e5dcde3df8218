//! How diagnostics look in a terminal, in the reader's language.

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Level, Origin, Renderer, Snippet};
use submit_fn::format::is_singular;
use submit_fn::lang::Lang;

use super::{Diagnostic, Problem, words_en, words_fr};

/// A problem in words.
pub struct Words {
    /// What is wrong.
    pub title: String,
    /// What to do about it; empty when the title says it all.
    pub help: String,
}

impl Problem {
    /// The problem in words of one language.
    pub fn words(&self, lang: Lang) -> Words {
        match lang {
            Lang::En => words_en::words(self),
            Lang::Fr => words_fr::words(self),
        }
    }
}

/// All diagnostics, one after the other with their lines, then their count. Coloured when `colour`.
pub fn report(diagnostics: &[Diagnostic], lang: Lang, colour: bool) -> String {
    let renderer = if colour { Renderer::styled() } else { Renderer::plain() }.decor_style(DecorStyle::Ascii);
    let mut text = String::new();
    for diagnostic in diagnostics {
        text.push_str(&one(diagnostic, lang, &renderer));
        text.push_str("\n\n");
    }
    text.push_str(&count(diagnostics.len(), lang));
    text
}

fn one(diagnostic: &Diagnostic, lang: Lang, renderer: &Renderer) -> String {
    let words = diagnostic.problem.words(lang);
    let (error, help) = match lang {
        Lang::En => ("error", "help"),
        Lang::Fr => ("erreur", "aide"),
    };
    let path = diagnostic.file.display().to_string();
    let title = Level::ERROR.with_name(error).primary_title(words.title).id(diagnostic.problem.code());
    let mut group = match &diagnostic.place {
        Some(place) => title.element(
            Snippet::source(place.text.as_str())
                .line_start(place.line)
                .path(path)
                .annotation(AnnotationKind::Primary.span(place.start..place.end)),
        ),
        None => title.element(Origin::path(path)),
    };
    if !words.help.is_empty() {
        group = group.element(Level::HELP.with_name(help).message(words.help));
    }
    renderer.render(&[group])
}

fn count(n: usize, lang: Lang) -> String {
    match (lang, is_singular(n as u64, lang)) {
        (Lang::En, true) => format!("{n} error: nothing was written."),
        (Lang::En, false) => format!("{n} errors: nothing was written."),
        (Lang::Fr, true) => format!("{n} erreur\u{a0}: rien n'a été écrit."),
        (Lang::Fr, false) => format!("{n} erreurs\u{a0}: rien n'a été écrit."),
    }
}

/// `` `a`, `b` and `c` ``.
pub(super) fn quoted_list(words: &[&str], and: &str) -> String {
    match words {
        [] => String::new(),
        [only] => format!("`{only}`"),
        [most @ .., last] => {
            let most: Vec<_> = most.iter().map(|word| format!("`{word}`")).collect();
            format!("{} {and} `{last}`", most.join(", "))
        }
    }
}
