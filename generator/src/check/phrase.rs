//! What an item says in one language, wherever it says it: in a text, its front matter, or a value of its facts.

use std::ops::Range;

use submit_fn::shared::lang::{Bilingual, Lang};

use super::scan::{Scan, scan};
use crate::diagnostic::{Diagnostic, Note, Problem, Related};
use crate::model::{Item, Outcome, Prose};
use crate::parse::{CODE, Passage, Sources, Text};
use crate::read::{Segment, Source, Target};

/// Words for a reader, and where they stand.
pub(super) struct Phrase<'a> {
    pub(super) lang: Lang,
    pub(super) text: &'a str,
    pub(super) scan: Scan,
    place: PhrasePlace<'a>,
}

enum PhrasePlace<'a> {
    /// In the body of a text.
    Passage(&'a Text<'a>, &'a Passage),
    /// The value at the end of a path.
    Value(&'a Source, Vec<Segment<'a>>),
}

impl<'a> Phrase<'a> {
    /// A passage of a text.
    pub(super) fn of(text: &'a Text<'a>, passage: &'a Passage) -> Self {
        let words = text.str(passage);
        Self { lang: text.lang, text: words, scan: scan(words), place: PhrasePlace::Passage(text, passage) }
    }

    fn value(lang: Lang, text: &'a str, source: &'a Source, path: &[Segment<'a>]) -> Self {
        Self { lang, text, scan: scan(text), place: PhrasePlace::Value(source, path.to_vec()) }
    }

    pub(super) fn problem(&self, range: Range<usize>, problem: Problem) -> Diagnostic {
        self.source().problem_in(self.origin(range), problem)
    }

    pub(super) fn related(&self, range: Range<usize>, note: Note) -> Related {
        self.source().related_in(self.origin(range), note)
    }

    /// The key of a published question or answer.
    pub(super) fn key(&self) -> Option<&str> {
        match &self.place {
            PhrasePlace::Value(_, path) => match path.as_slice() {
                [Segment::Index(_), Segment::Key(key), ..] => Some(key),
                _ => None,
            },
            PhrasePlace::Passage(..) => None,
        }
    }

    const fn source(&self) -> &'a Source {
        match &self.place {
            PhrasePlace::Passage(text, _) => text.source,
            PhrasePlace::Value(source, _) => source,
        }
    }

    /// A stretch as it is written in the file, with its marks.
    pub(super) fn written(&self, range: Range<usize>) -> &'a str {
        let origin = self.origin(range);
        self.source().text.get(origin).unwrap_or_default()
    }

    /// Words of the phrase for a message; code as it is written.
    pub(super) fn said(&self, range: Range<usize>) -> String {
        match &self.text[range.clone()] {
            code if code.starts_with(CODE) => self.code_at(range.start).to_owned(),
            words => words.to_owned(),
        }
    }

    /// The code that stands at a [`CODE`] of the words, as it is written.
    pub(super) fn code_at(&self, at: usize) -> &'a str {
        let written = &self.source().text[self.origin(at..at + 1).start..];
        let marks = written.len() - written.trim_start_matches('`').len();
        let code = &written[marks..];
        code.find(&written[..marks]).filter(|_| marks > 0).map_or("", |end| &code[..end])
    }

    /// The bytes of the file that a stretch comes from. Of a value that is quoted or folded it may be all.
    pub(super) fn origin(&self, range: Range<usize>) -> Range<usize> {
        match &self.place {
            PhrasePlace::Passage(text, passage) => text.origin(passage, &range),
            PhrasePlace::Value(source, path) => {
                let whole = source.range_of(&Target::Value(path.clone()));
                let wanted = &self.text[range.clone()];
                // Within a plain value the stretch is where it is in the decoded text, or a little after.
                let from = whole.start + range.start;
                let found = source.text.get(from..).and_then(|rest| rest.find(wanted));
                match found {
                    Some(offset) if offset <= 4 => from + offset..from + offset + wanted.len(),
                    _ => whole,
                }
            }
        }
    }
}

/// The titles and summaries of an item, in pairs.
pub(super) fn front_matter<'a>(prose: &'a Bilingual<Prose>, sources: &'a Sources) -> Vec<Bilingual<Phrase<'a>>> {
    let (Some(en), Some(fr)) = (&sources.texts.en, &sources.texts.fr) else { return Vec::new() };
    let texts = Bilingual { en, fr };
    let pair = |key: &'static str, value: fn(&Prose) -> &String| {
        Bilingual::from_fn(|lang| {
            Phrase::value(lang, value(prose.get(lang)), &texts.get(lang).source, &[Segment::Key(key)])
        })
    };
    vec![pair("title", |prose| &prose.title), pair("summary", |prose| &prose.summary)]
}

/// Everything that the facts of an item say in words, in pairs.
pub(super) fn facts<'a>(item: &'a Item, sources: &'a Sources) -> Vec<Bilingual<Phrase<'a>>> {
    use Segment::{Index, Key};
    let Some(opportunity) = item.as_opportunity() else { return Vec::new() };
    let mut all = Vec::new();
    if let Some(source) = &sources.facts {
        let mut add = |text: &'a Bilingual<String>, path: &[Segment<'a>]| all.push(both(text, source, path));
        for (i, criterion) in opportunity.criteria.iter().enumerate() {
            add(&criterion.text, &[Key("criteria"), Index(i)]);
        }
        for (i, amendment) in opportunity.amendments.iter().enumerate() {
            add(&amendment.text, &[Key("amendments"), Index(i)]);
        }
        match &opportunity.outcome {
            Some(Outcome::Cancelled(ending)) => add(&ending.reason, &[Key("cancelled")]),
            Some(Outcome::NotAwarded(ending)) => add(&ending.reason, &[Key("not_awarded")]),
            Some(Outcome::NotDelivered(_, ending)) => add(&ending.reason, &[Key("not_delivered")]),
            _ => {}
        }
    }
    if let Some(source) = &sources.questions {
        for (i, answered) in opportunity.questions.iter().enumerate() {
            all.push(both(&answered.question, source, &[Index(i), Key("question")]));
            let answer = answered.answer.iter();
            all.extend(answer.map(|answer| both(answer, source, &[Index(i), Key("answer")])));
        }
    }
    all
}

/// A text in both languages, at the end of a path.
pub(super) fn both<'a>(text: &'a Bilingual<String>, source: &'a Source, path: &[Segment<'a>]) -> Bilingual<Phrase<'a>> {
    Bilingual::from_fn(|lang| {
        let path = [path, &[Segment::Key(lang.code())]].concat();
        Phrase::value(lang, text.get(lang), source, &path)
    })
}
