//! `devex post`, `amend`, `answer`, `correct`, `award`, `cancel` and `deliver`.

mod args;

use std::process::ExitCode;

use jiff::civil::Date;
use submit_fn::shared::lang::{Bilingual, Lang};

use super::Setup;
use super::ask::Ask;
use super::message::{Message, Prompt};
use crate::author::record::{self, Edited, Ending, Outcome, RecordError, Recorded};
use crate::model::Kind;
use crate::parse;
pub(super) use args::Command;
use args::{Amend, Answer, Award, Cancel, Correct, Day, Deliver, Explanation, Pay, Post};

pub(super) fn run(setup: &Setup, command: Command) -> ExitCode {
    let (Command::Post(Post { opportunity, .. })
    | Command::Amend(Amend { opportunity, .. })
    | Command::Answer(Answer { opportunity, .. })
    | Command::Correct(Correct { opportunity, .. })
    | Command::Award(Award { opportunity, .. })
    | Command::Cancel(Cancel { opportunity, .. })
    | Command::Deliver(Deliver { opportunity, .. })
    | Command::Pay(Pay { opportunity, .. })) = &command;
    // Reported before anything is asked.
    if let Err(error) = record::must_exist(&setup.root, opportunity) {
        return refused(setup, &error);
    }
    let mut ask = Ask::new(setup.terminal);
    let edited = match command {
        Command::Post(args) => return post(setup, &args),
        Command::Amend(args) => amend(setup, args, &mut ask),
        Command::Answer(args) => answer(setup, args, &mut ask),
        Command::Correct(args) => correct(setup, args, &mut ask),
        Command::Award(args) => award(setup, args, &mut ask),
        Command::Cancel(args) => {
            ended(setup, &args.opportunity, Ending::Cancelled, args.explanation, &args.day, &mut ask)
        }
        Command::Deliver(args) => deliver(setup, args, &mut ask),
        Command::Pay(Pay { opportunity, day: date }) => {
            Some(record::outcome(&setup.root, &opportunity, Outcome::Payment { date: day(setup, &date) }))
        }
    };
    let Some(edited) = edited else {
        ask.report();
        return ExitCode::from(2);
    };
    match edited.and_then(|edited| record::apply(&setup.root, setup.clock.now(), edited, record::is_error)) {
        Ok(recorded) => show(setup, &recorded),
        Err(error) => refused(setup, &error),
    }
}

/// Posts a draft, and says where its page will be.
fn post(setup: &Setup, args: &Post) -> ExitCode {
    let (root, id, date) = (&setup.root, &args.opportunity, day(setup, &args.day));
    // Whoever reads it has the time since then.
    if date < setup.today() {
        return refused(setup, &RecordError::PastPosting { date });
    }
    let posted = record::post(root, id, date)
        .and_then(|edited| record::apply(root, setup.clock.now(), edited, record::keeps_from_posting));
    let recorded = match posted {
        Ok(recorded) => recorded,
        Err(error) => return refused(setup, &error),
    };
    let status = show(setup, &recorded);
    for url in Lang::BOTH.into_iter().filter_map(|lang| parse::address_of(root, Kind::Opportunity, id, lang)) {
        setup.terminal.line(Message::WillBeAt(&url));
    }
    status
}

/// What is to be written; `None` if something is missing.
type Attempt = Option<Result<Edited, RecordError>>;

fn amend(setup: &Setup, args: Amend, ask: &mut Ask) -> Attempt {
    let text = explanation(args.explanation, ask)?;
    Some(record::amend(&setup.root, &args.opportunity, &args.set, &args.text, day(setup, &args.day), &text))
}

fn correct(setup: &Setup, args: Correct, ask: &mut Ask) -> Attempt {
    let Correct { opportunity, answer, set, explanation, day: date } = args;
    let Explanation { en, fr } = explanation;
    let (root, date) = (&setup.root, day(setup, &date));
    Some(match answer {
        Some(number) => {
            let answer =
                both(Bilingual { en: ask.text("en", en, Prompt::AnswerEn), fr: ask.text("fr", fr, Prompt::AnswerFr) })?;
            record::correct_answer(root, &opportunity, number as usize, date, &answer)
        }
        None => {
            record::correct_outcome(root, &opportunity, &set, date, &self::explanation(Explanation { en, fr }, ask)?)
        }
    })
}

fn answer(setup: &Setup, args: Answer, ask: &mut Ask) -> Attempt {
    let question = Bilingual {
        en: ask.text("question-en", args.question_en, Prompt::QuestionEn),
        fr: ask.text("question-fr", args.question_fr, Prompt::QuestionFr),
    };
    let answer = Bilingual {
        en: ask.text("answer-en", args.answer_en, Prompt::AnswerEn),
        fr: ask.text("answer-fr", args.answer_fr, Prompt::AnswerFr),
    };
    let (question, answer) = (both(question)?, both(answer)?);
    let answered = args.answered.unwrap_or_else(|| setup.today());
    Some(record::answer(&setup.root, &args.opportunity, args.asked, answered, &question, &answer))
}

fn award(setup: &Setup, args: Award, ask: &mut Ask) -> Attempt {
    let Award { opportunity, supplier, value, proposals, reserve, none, en, fr, day: date } = args;
    if none {
        return ended(setup, &opportunity, Ending::NotAwarded, Explanation { en, fr }, &date, ask);
    }
    let supplier = ask.text("supplier", supplier, Prompt::Supplier)?;
    let outcome = Outcome::Award { supplier, date: day(setup, &date), value, proposals, reserve };
    Some(record::outcome(&setup.root, &opportunity, outcome))
}

fn deliver(setup: &Setup, args: Deliver, ask: &mut Ask) -> Attempt {
    let Deliver { opportunity, repository, failed, en, fr, day: date } = args;
    if failed {
        return ended(setup, &opportunity, Ending::NotDelivered, Explanation { en, fr }, &date, ask);
    }
    let outcome = Outcome::Delivery { date: day(setup, &date), repository };
    Some(record::outcome(&setup.root, &opportunity, outcome))
}

fn ended(setup: &Setup, opportunity: &str, ending: Ending, reason: Explanation, date: &Day, ask: &mut Ask) -> Attempt {
    let reason = explanation(reason, ask)?;
    let outcome = Outcome::Ended { ending, date: day(setup, date), reason };
    Some(record::outcome(&setup.root, opportunity, outcome))
}

fn explanation(given: Explanation, ask: &mut Ask) -> Option<Bilingual<String>> {
    both(Bilingual { en: ask.text("en", given.en, Prompt::TextEn), fr: ask.text("fr", given.fr, Prompt::TextFr) })
}

fn both(text: Bilingual<Option<String>>) -> Option<Bilingual<String>> {
    Some(Bilingual { en: text.en?, fr: text.fr? })
}

fn day(setup: &Setup, day: &Day) -> Date {
    day.date.unwrap_or_else(|| setup.today())
}

fn show(setup: &Setup, recorded: &Recorded) -> ExitCode {
    if !recorded.warnings.is_empty() {
        setup.terminal.diagnostics(&recorded.warnings);
    }
    setup.terminal.line(Message::Recorded(&recorded.path));
    ExitCode::SUCCESS
}

fn refused(setup: &Setup, error: &RecordError) -> ExitCode {
    match error {
        RecordError::Settings(diagnostics) => setup.terminal.nothing_written(diagnostics),
        RecordError::BreaksRules(diagnostics) => {
            setup.terminal.diagnostics(diagnostics);
            setup.terminal.error(Message::RecordError(error));
        }
        other => setup.terminal.error(Message::RecordError(other)),
    }
    ExitCode::FAILURE
}
