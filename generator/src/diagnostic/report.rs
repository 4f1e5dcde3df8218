//! How diagnostics look in a terminal, in the reader's language.

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Level, Origin, Renderer, Snippet};
use submit_fn::shared::lang::Lang;

use super::{Diagnostic, Related, Severity, counted, counts};

/// All diagnostics, one after the other with their lines. Coloured when `colour`.
pub fn report(diagnostics: &[Diagnostic], lang: Lang, colour: bool) -> String {
    let renderer = if colour { Renderer::styled() } else { Renderer::plain() }.decor_style(DecorStyle::Ascii);
    let mut text = String::new();
    for diagnostic in diagnostics {
        text.push_str(&one(diagnostic, lang, &renderer));
        text.push_str("\n\n");
    }
    text.push_str(&count(diagnostics, lang));
    text
}

fn one(diagnostic: &Diagnostic, lang: Lang, renderer: &Renderer) -> String {
    let words = diagnostic.problem.words(lang);
    // The library writes the colon; French has a no-break space before it.
    let (space, help) = match lang {
        Lang::En => ("", "help"),
        Lang::Fr => ("\u{a0}", "aide\u{a0}"),
    };
    let path = diagnostic.file.display().to_string();
    let level = match diagnostic.severity() {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let name = format!("{}[{}]{space}", diagnostic.severity().word(lang), diagnostic.code());
    let title = level.with_name(name).primary_title(words.title);
    let mut group = match &diagnostic.place {
        Some(place) => {
            let line = Snippet::source(place.text.as_str()).line_start(place.line).path(path);
            title.element(line.annotation(AnnotationKind::Primary.span(place.start..place.end)))
        }
        None => title.element(Origin::path(path)),
    };
    for Related { file, place, note } in &diagnostic.related {
        let line = Snippet::source(place.text.as_str()).line_start(place.line).path(file.display().to_string());
        let label = note.words(lang);
        group = group.element(line.annotation(AnnotationKind::Context.span(place.start..place.end).label(label)));
    }
    if !words.help.is_empty() {
        group = group.element(Level::HELP.with_name(help).message(words.help));
    }
    renderer.render(&[group])
}

/// `2 errors, 1 warning`.
pub(crate) fn count(diagnostics: &[Diagnostic], lang: Lang) -> String {
    let (errors, warnings) = counts(diagnostics);
    let counted = |n: usize, severity: Severity| counted(n as u64, severity.word(lang), lang);
    match (errors, warnings) {
        (errors, 0) => counted(errors, Severity::Error),
        (0, warnings) => counted(warnings, Severity::Warning),
        _ => format!("{}, {}", counted(errors, Severity::Error), counted(warnings, Severity::Warning)),
    }
}
