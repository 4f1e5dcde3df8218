//! What an item says in one language, wherever it says it: in a text, its front matter, or a value of its facts.

use std::ops::Range;

use submit_fn::shared::lang::{Bilingual, Lang};

use crate::diagnostic::{Diagnostic, Note, Problem, Related};
use crate::model::{Opportunity, Outcome, Prose};
use crate::parse::{Parsed, Passage, Text};
use crate::read::{Segment, Source, Target};

/// Words for a reader, and where they stand.
pub(super) struct Said<'a> {
    pub(super) lang: Lang,
    pub(super) text: &'a str,
    source: &'a Source,
    at: At<'a>,
}

enum At<'a> {
    Passage(&'a Passage),
    Value(Vec<Segment<'a>>),
}

impl<'a> Said<'a> {
    /// A passage of a text.
    pub(super) fn of(text: &'a Text, passage: &'a Passage) -> Self {
        Self { lang: text.lang, text: &passage.text, source: &text.source, at: At::Passage(passage) }
    }

    fn value(lang: Lang, text: &'a str, source: &'a Source, path: &[Segment<'a>]) -> Self {
        Self { lang, text, source, at: At::Value(path.to_vec()) }
    }

    pub(super) fn problem(&self, range: Range<usize>, problem: impl Into<Problem>) -> Diagnostic {
        self.source.problem_in(self.origin(range), problem.into())
    }

    pub(super) fn related(&self, range: Range<usize>, note: Note) -> Related {
        self.source.related_in(self.origin(range), note)
    }

    /// The bytes of the file that a stretch comes from. Of a value that is quoted or folded it may be all.
    fn origin(&self, range: Range<usize>) -> Range<usize> {
        match &self.at {
            At::Passage(passage) => passage.origin(&range),
            At::Value(path) => {
                let whole = self.source.range_of(&Target::Value(path.clone()));
                let wanted = &self.text[range.clone()];
                // Within a plain value the stretch is where it is in the decoded text, or a little after.
                let from = whole.start + range.start;
                let found = self.source.text.get(from..).and_then(|rest| rest.find(wanted));
                match found {
                    Some(offset) if offset <= 4 => from + offset..from + offset + wanted.len(),
                    _ => whole,
                }
            }
        }
    }
}

/// Everything that an item says outside its texts' bodies, in pairs.
pub(super) fn values<'a>(parsed: &'a Parsed, prose: Option<&'a Bilingual<Prose>>) -> Vec<Bilingual<Said<'a>>> {
    let mut all = Vec::new();
    if let (Some(prose), Some(en), Some(fr)) = (prose, &parsed.texts.en, &parsed.texts.fr) {
        let texts = Bilingual { en, fr };
        let front = |key: &'static str, of: fn(&Prose) -> &String| Bilingual {
            en: Said::value(Lang::En, of(&prose.en), &texts.en.source, &[Segment::Key(key)]),
            fr: Said::value(Lang::Fr, of(&prose.fr), &texts.fr.source, &[Segment::Key(key)]),
        };
        all.push(front("title", |prose| &prose.title));
        all.push(front("summary", |prose| &prose.summary));
    }
    all
}

/// Everything that the facts of an opportunity say in words, in pairs.
pub(super) fn facts<'a>(of: &'a Opportunity, parsed: &'a Parsed) -> Vec<Bilingual<Said<'a>>> {
    use Segment::{Index, Key};
    let mut all = Vec::new();
    if let Some(source) = &parsed.facts {
        let mut add = |text: &'a Bilingual<String>, path: &[Segment<'a>]| all.push(both(text, source, path));
        for (i, criterion) in of.criteria.iter().enumerate() {
            add(&criterion.text, &[Key("criteria"), Index(i)]);
        }
        for (i, amendment) in of.amendments.iter().enumerate() {
            add(&amendment.text, &[Key("amendments"), Index(i)]);
        }
        match &of.outcome {
            Some(Outcome::Cancelled(ending)) => add(&ending.reason, &[Key("cancelled")]),
            Some(Outcome::NotAwarded(ending)) => add(&ending.reason, &[Key("not_awarded")]),
            Some(Outcome::NotDelivered(_, ending)) => add(&ending.reason, &[Key("not_delivered")]),
            _ => {}
        }
    }
    if let Some(source) = &parsed.questions {
        for (i, answered) in of.questions.iter().enumerate() {
            all.push(both(&answered.question, source, &[Index(i), Key("question")]));
            all.push(both(&answered.answer, source, &[Index(i), Key("answer")]));
        }
    }
    all
}

/// A text in both languages, at the end of a path.
pub(super) fn both<'a>(text: &'a Bilingual<String>, source: &'a Source, path: &[Segment<'a>]) -> Bilingual<Said<'a>> {
    let said = |lang: Lang| {
        let key = Segment::Key(if lang == Lang::En { "en" } else { "fr" });
        Said::value(lang, text.get(lang), source, &[path, &[key]].concat())
    };
    Bilingual { en: said(Lang::En), fr: said(Lang::Fr) }
}
