//! The broken rules in English.

use submit_fn::shared::format::{date, duration, money, number};
use submit_fn::shared::lang::Lang;

use super::{Words, counted, quoted_list, tenths};
use crate::diagnostic::rule::{Change, Effort, Holiday, Personal, Rule, Sign, Unreachable};

const EN: Lang = Lang::En;

/// What is wrong, and what to do about it.
pub(super) fn words(rule: &Rule) -> Words {
    let (title, help) = match rule {
        Rule::NotOpenSource { licence } => (
            format!("`{licence}` is not approved by the Open Source Initiative"),
            "the work is open source: choose a licence such as MIT, Apache-2.0, MPL-2.0 or GPL-3.0-or-later".into(),
        ),
        Rule::UnknownLicence { text, nearest: Some(nearest) } => {
            (format!("`{text}` is not the identifier of a licence"), format!("did you mean `{nearest}`?"))
        }
        Rule::UnknownLicence { text, nearest: None } => (
            format!("`{text}` is not the identifier of a licence"),
            "write an identifier of the SPDX list, such as MIT or Apache-2.0".into(),
        ),
        Rule::PrivateRepository { host } => (
            format!("`{host}` is not a public place for code"),
            "bidders must be able to read the code: write an address that begins with https:// on a public host".into(),
        ),
        Rule::AboveTaxSafe { value, most } => (
            format!("{} leaves no margin for taxes", money(*value, EN)),
            format!("up to {} before taxes, the limit holds whatever the province and the rounding", money(*most, EN)),
        ),
        Rule::Unwritten => ("this text is still to be written".into(), "replace it, brackets included".into()),
        Rule::UnwrittenPosted => {
            ("this text is still to be written, and would be published".into(), "replace it, brackets included".into())
        }
        Rule::ShortProblem { words, least } => (
            format!(
                "the problem is told in {}; {least} are the least that a bidder needs",
                counted(*words as u64, "word", EN)
            ),
            "say who has the problem, how often, and what it costs them".into(),
        ),
        Rule::DataWithoutLink => (
            "the data section links to no data".into(),
            "link to a file that bidders can open, even a small sample; without data, nobody answers".into(),
        ),
        Rule::RefusedTerm { found, instead } => {
            (format!("“{found}” is not the word used here"), format!("write “{instead}”"))
        }
        Rule::SolutionFirst { found } => (
            format!("“{found}” names a solution, and this section is about the problem"),
            "say what goes wrong and for whom; leave the solution to the bidders, or to “The work”".into(),
        ),
        Rule::BareUrl { url } => {
            ("a bare address says nothing to a screen reader".into(), format!("give it words: [what is there]({url})"))
        }
        Rule::SkippedLevel { from, to } => (
            format!("a heading of level {to} follows one of level {from}"),
            format!("use {} so that the outline can be followed", "#".repeat(usize::from(*from) + 1)),
        ),
        Rule::ImageWithoutText => (
            "this image has no text for those who cannot see it".into(),
            "write between the brackets what it shows: ![Departures by hour](chart.svg)".into(),
        ),
        Rule::RawHtml => (
            "HTML is not read here: the page would show this as it is written".into(),
            "write Markdown instead, or put it between backticks if it is an example".into(),
        ),
        Rule::Typography { sign, lang, found, instead } => typography(*sign, *lang, found, instead),
        Rule::ShortPosting { days, least } => (
            format!(
                "it closes {} after posting; bidders have at least {}",
                counted_days(*days),
                counted(u64::from(*least), "day", EN)
            ),
            "close later: a fair chance includes a weekend and those who read late".into(),
        ),
        Rule::ClosesOnWeekend { date: day } => (
            format!("{} is a {}", date(*day, EN), weekday(*day)),
            "nobody answers bidders on a weekend: close on a working day".into(),
        ),
        Rule::ClosesOnHoliday { holiday } => (
            format!("it closes on a holiday: {}", holiday_name(*holiday)),
            "nobody answers bidders that day: close on a working day".into(),
        ),
        Rule::ClosesOnFridayAfternoon => (
            "it closes on a Friday afternoon".into(),
            "a failure then is found on Monday: close from Monday to Thursday, or before noon".into(),
        ),
        Rule::HourlyRate { value, hours, rate, least, most } => (
            format!(
                "{} for {} is {} an hour, outside {} to {}",
                money(*value, EN),
                counted(u64::from(*hours), "hour", EN),
                money(*rate, EN),
                money(*least, EN),
                money(*most, EN)
            ),
            if rate < least {
                "ask for less work, or pay more".into()
            } else {
                "check the estimate of hours: more work may be meant, or a lower price be fair".into()
            },
        ),
        Rule::LongProposal { effort, budget } => {
            (too_long(effort, *budget), "ask for fewer words: bidders are not paid to answer".into())
        }
        Rule::TooLongProposal { effort, most } => {
            (too_long(effort, *most), "remove criteria or lower their `max_words`".into())
        }
        Rule::HeavyWorkload { hours, days, tenths_a_week, most_tenths } => (
            format!(
                "{} in {} is {} hours a week, more than {}",
                counted(u64::from(*hours), "hour", EN),
                counted_days(*days),
                tenths(*tenths_a_week, EN),
                tenths(*most_tenths, EN)
            ),
            "deliver later: freelancers have other clients, and students have classes".into(),
        ),
        Rule::Headings { other: Some(other) } => (
            format!("the other version has the heading “{other}” here"),
            "give both versions the same headings, of the same levels, in the same order".into(),
        ),
        Rule::Headings { other: None } => (
            "the other version has no such heading".into(),
            "give both versions the same headings, of the same levels, in the same order".into(),
        ),
        Rule::Lists { items: 0, other } => (
            format!("a list of {} is missing here", counted(*other as u64, "item", EN)),
            "give both versions the same lists".into(),
        ),
        Rule::Lists { items: here, other: 0 } => (
            format!("the other version has no such list of {}", counted(*here as u64, "item", EN)),
            "give both versions the same lists".into(),
        ),
        Rule::Lists { items: here, other } => (
            format!("this list has {}; in the other version it has {other}", counted(*here as u64, "item", EN)),
            "give both versions the same items".into(),
        ),
        Rule::Tables { size: (0, _), .. } => {
            ("a table is missing here".into(), "give both versions the same tables".into())
        }
        Rule::Tables { other: (0, _), .. } => {
            ("the other version has no such table".into(), "give both versions the same tables".into())
        }
        Rule::Tables { size, other } => (
            format!(
                "this table has {} and {}; in the other version it has {} and {}",
                counted(size.0 as u64, "row", EN),
                counted(size.1 as u64, "column", EN),
                other.0,
                other.1
            ),
            "give both versions the same rows and columns".into(),
        ),
        Rule::Links { target } => {
            (format!("the other version has no link to `{target}` here"), "add it there, or remove it here".into())
        }
        Rule::CodeBlocks { blocks, other } => (
            format!("this section has {blocks} code blocks; in the other version it has {other}"),
            "give both versions the same examples".into(),
        ),
        Rule::Numbers { here, there } => match (here.as_slice(), there.as_slice()) {
            ([], there) => (
                format!("{} missing here", is_are(there)),
                "give both versions the same numbers, dates and amounts".into(),
            ),
            (here, []) => (
                format!("{} not in the other version", is_are(here)),
                "give both versions the same numbers, dates and amounts".into(),
            ),
            (here, there) => (
                format!("{} here, {} in the other version", quoted_list(here, "and"), quoted_list(there, "and")),
                "give both versions the same numbers, dates and amounts".into(),
            ),
        },
        Rule::StaleTwin { lang, changed, change } => (
            format!("the {} may be stale: the {} changed alone {}", language(*lang), language(*changed), made(change)),
            format!(
                "make the same change here; if it still says the same, write `modified: {}` in its front matter",
                change.date
            ),
        ),
        Rule::WrongLanguage { lang, words } => (
            format!("this paragraph seems to be in {}: {}", language(lang.other()), quoted_list(words, "and")),
            format!("write it in {}", language(*lang)),
        ),
        Rule::MissingApproval { missing } => (
            format!("it is posted without approval: {} missing", is_are_plain(missing)),
            "record the day of each approval: `approvals: { business: …, finance: …, procurement: … }`".into(),
        ),
        Rule::MissingReview => (
            "it is posted without a peer review".into(),
            "have somebody outside the team read the problem, and record it: `reviews: [{ by: …, url: … }]`".into(),
        ),
        Rule::LateApproval { posted } => {
            (format!("this approval comes after posting on {}", date(*posted, EN)), "post after all approvals".into())
        }
        Rule::Unamended { fact, was, now, change } => (
            // Of a long value half is shown, which may be the half that has not changed.
            match was.ends_with('…') || now.ends_with('…') {
                true => format!(
                    "`{fact}` is not what it was when posted, without an amendment: it changed {}",
                    made(change)
                ),
                false => format!(
                    "`{fact}` was {was} when posted and is {now} now, without an amendment: it changed {}",
                    made(change)
                ),
            },
            match was.ends_with('…') {
                true => "restore it, then run `devex amend`, which keeps both values".into(),
                false => {
                    format!("restore it and run `devex amend`, or add an amendment with `was: {{ {fact}: {was} }}`")
                }
            },
        ),
        Rule::EarlyOutcome { closes } => (
            format!("this comes before closing on {}", date(*closes, EN)),
            "correct the date: proposals are received until then".into(),
        ),
        Rule::ChangesNothing { fact } => (
            format!("this amendment changes nothing: `{fact}` was the same after it"),
            "under `was`, write the value from before the change".into(),
        ),
        Rule::NotYet { date: day } => (
            format!("{} is still to come, and this is recorded as done", date(*day, EN)),
            "check the year and the month; record it once it has happened".into(),
        ),
        Rule::TwoOutcomes { other } => {
            (format!("an opportunity cannot have this and `{other}`"), "keep the one that happened".into())
        }
        Rule::Splitting { sum, limit, others, months } => (
            format!(
                "with {}, similar work of the same team within {months} months, this comes to {}, above {}",
                quoted_list(others, "and"),
                money(*sum, EN),
                money(*limit, EN)
            ),
            "splitting a contract to stay below a limit is not allowed: ask procurement before posting".into(),
        ),
        Rule::LooksLikeProposal { name } => (
            format!("`{name}` looks like a proposal"),
            "proposals are confidential: remove it, from git's history too, and send it with the form".into(),
        ),
        Rule::PersonalInformation { kind: Personal::Sin } => (
            "this looks like a social insurance number".into(),
            "remove it, from git's history too: personal information is never published".into(),
        ),
        Rule::PersonalInformation { kind: Personal::Card } => (
            "this looks like the number of a bank card".into(),
            "remove it, from git's history too: personal information is never published".into(),
        ),
        Rule::DeadLink { url, status } => {
            (format!("{url} answers {status}: nothing is there"), "correct the link, or remove it".into())
        }
        Rule::UnreachableLink { url, why } => (
            format!("{url} could not be reached: {}", unreachable(why)),
            "try it in a browser; it may come back".into(),
        ),
    };
    Words { title, help }
}

fn typography(sign: Sign, lang: Lang, found: &str, instead: &str) -> (String, String) {
    let language = language(lang);
    let title = match sign {
        Sign::Space => format!("`{found}` does not have the spaces of {language}"),
        Sign::Quotes => format!("`{found}` does not have the quotation marks of {language}"),
        Sign::Money => format!("`{found}` is not how {language} writes an amount"),
        Sign::Time => format!("`{found}` is not how {language} writes a time"),
        Sign::Number => format!("`{found}` is not how {language} writes a number"),
    };
    (title, format!("write `{instead}`"))
}

fn too_long(effort: &Effort, limit: u32) -> String {
    format!(
        "a proposal takes about {} ({} to read, {} to write), more than {}",
        duration(effort.minutes),
        counted(u64::from(effort.words_to_read), "word", EN),
        number(u64::from(effort.words_to_write), EN),
        duration(limit)
    )
}

fn made(change: &Change) -> String {
    match &change.commit {
        Some(commit) => format!("in {commit} on {}", date(change.date, EN)),
        None => "since the last published commit".into(),
    }
}

/// Days between two dates that may be in the wrong order.
fn counted_days(days: i32) -> String {
    let sign = if days < 0 { "-" } else { "" };
    format!("{sign}{}", counted(u64::from(days.unsigned_abs()), "day", EN))
}

fn unreachable(why: &Unreachable) -> String {
    match why {
        Unreachable::NoHost => "this site does not exist, or there is no network".into(),
        Unreachable::TooSlow => "no answer came in time".into(),
        Unreachable::Refused => "nothing answers there".into(),
        Unreachable::Certificate => "its certificate is not valid".into(),
        Unreachable::Status(status) => format!("the site answers that it is broken ({status})"),
        Unreachable::Other(words) => words.clone(),
    }
}

fn is_are(numbers: &[String]) -> String {
    format!("{} {}", quoted_list(numbers, "and"), if numbers.len() == 1 { "is" } else { "are" })
}

fn is_are_plain(words: &[&'static str]) -> String {
    format!("{} {}", quoted_list(words, "and"), if words.len() == 1 { "is" } else { "are" })
}

const fn language(lang: Lang) -> &'static str {
    match lang {
        Lang::En => "English",
        Lang::Fr => "French",
    }
}

fn weekday(day: jiff::civil::Date) -> &'static str {
    use jiff::civil::Weekday;
    match day.weekday() {
        Weekday::Monday => "Monday",
        Weekday::Tuesday => "Tuesday",
        Weekday::Wednesday => "Wednesday",
        Weekday::Thursday => "Thursday",
        Weekday::Friday => "Friday",
        Weekday::Saturday => "Saturday",
        Weekday::Sunday => "Sunday",
    }
}

const fn holiday_name(holiday: Holiday) -> &'static str {
    match holiday {
        Holiday::NewYear => "New Year's Day",
        Holiday::GoodFriday => "Good Friday",
        Holiday::EasterMonday => "Easter Monday",
        Holiday::Victoria => "Victoria Day",
        Holiday::Canada => "Canada Day",
        Holiday::Civic => "the Civic Holiday",
        Holiday::Labour => "Labour Day",
        Holiday::TruthAndReconciliation => "the National Day for Truth and Reconciliation",
        Holiday::Thanksgiving => "Thanksgiving",
        Holiday::Remembrance => "Remembrance Day",
        Holiday::Christmas => "Christmas Day",
        Holiday::Boxing => "Boxing Day",
    }
}
