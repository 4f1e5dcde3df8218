//! The problems in English.

use submit_fn::shared::format::{date, duration, money, number};
use submit_fn::shared::lang::Lang;

use super::{Words, counted, mebibytes, quoted_list, tenths};
use crate::diagnostic::operand::{Active, Change, Effort, Holiday, Personal, Sign, Unreachable};
use crate::diagnostic::problem::{Expected, Problem, Unreadable};
use crate::model::Kind;

const EN: Lang = Lang::En;

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
        Problem::OutsideSite => (
            "this link leads out of the site".into(),
            "put the file itself here: nothing outside the site's folder is read".into(),
        ),
        Problem::SpecialFile => (
            "this is not a regular file but a pipe, a socket or a device".into(),
            "put a regular file in its place".into(),
        ),
        Problem::TooLarge { size, limit } => (
            format!("this file has {} MiB; the limit is {} MiB", mebibytes(*size, EN), mebibytes(*limit, EN)),
            "make it smaller: pages must open fast everywhere".into(),
        ),
        Problem::NotAnImage { format } => (
            format!("this is not a {format} image"),
            "export the image again, and keep the extension of its format".into(),
        ),
        Problem::ActiveImage(active) => {
            (active_image(active), "export it as plain SVG, without scripts or links, or as PNG".into())
        }
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
        Problem::NotOpenSource { licence } => (
            format!("`{licence}` is not approved by the Open Source Initiative"),
            "the work is open source: choose a licence such as MIT, Apache-2.0, MPL-2.0 or GPL-3.0-or-later".into(),
        ),
        Problem::UnknownLicence { text, nearest: Some(nearest) } => {
            (format!("`{text}` is not the identifier of a licence"), format!("did you mean `{nearest}`?"))
        }
        Problem::UnknownLicence { text, nearest: None } => (
            format!("`{text}` is not the identifier of a licence"),
            "write an identifier of the SPDX list, such as MIT or Apache-2.0".into(),
        ),
        Problem::PrivateRepository { host } => (
            format!("`{host}` is not a public place for code"),
            "bidders must be able to read the code: write an address that begins with https:// on a public host".into(),
        ),
        Problem::AboveTaxSafe { value, most } => (
            format!("{} leaves no margin for taxes", money(*value, EN)),
            format!("up to {} before taxes, the limit holds whatever the province and the rounding", money(*most, EN)),
        ),
        Problem::Unwritten => ("this text is still to be written".into(), "replace it, brackets included".into()),
        Problem::UnwrittenPosted => {
            ("this text is still to be written, and would be published".into(), "replace it, brackets included".into())
        }
        Problem::ShortProblem { words, least } => (
            format!(
                "the problem is told in {}; {least} are the least that a bidder needs",
                counted(*words as u64, "word", EN)
            ),
            "say who has the problem, how often, and what it costs them".into(),
        ),
        Problem::DataWithoutLink => (
            "the data section links to no data".into(),
            "link to a file that bidders can open, even a small sample; without data, nobody answers".into(),
        ),
        Problem::RefusedTerm { found, instead } => {
            (format!("“{found}” is not the word used here"), format!("write “{instead}”"))
        }
        Problem::SolutionFirst { found } => (
            format!("“{found}” names a solution, and this section is about the problem"),
            "say what goes wrong and for whom; leave the solution to the bidders, or to “The work”".into(),
        ),
        Problem::BareUrl { url } => {
            ("a bare address says nothing to a screen reader".into(), format!("give it words: [what is there]({url})"))
        }
        Problem::SkippedLevel { from, to } => (
            format!("a heading of level {to} follows one of level {from}"),
            format!("use {} so that the outline can be followed", "#".repeat(usize::from(*from) + 1)),
        ),
        Problem::ImageWithoutText => (
            "this image has no text for those who cannot see it".into(),
            "write between the brackets what it shows: ![Departures by hour](chart.svg)".into(),
        ),
        Problem::RawHtml => (
            "HTML is not read here: the page would show this as it is written".into(),
            "write Markdown instead, or put it between backticks if it is an example".into(),
        ),
        Problem::Typography { sign, lang, found, instead } => typography(*sign, *lang, found, instead),
        Problem::ShortPosting { days, least } => (
            format!(
                "it closes {} after posting; bidders have at least {}",
                counted_days(*days),
                counted(u64::from(*least), "day", EN)
            ),
            "close later: a fair chance includes a weekend and those who read late".into(),
        ),
        Problem::ClosesOnWeekend { date: day } => (
            format!("{} is a {}", date(*day, EN), weekday(*day)),
            "nobody answers bidders on a weekend: close on a working day".into(),
        ),
        Problem::ClosesOnHoliday { holiday } => (
            format!("it closes on a holiday: {}", holiday_name(*holiday)),
            "nobody answers bidders that day: close on a working day".into(),
        ),
        Problem::ClosesOnFridayAfternoon => (
            "it closes on a Friday afternoon".into(),
            "a failure then is found on Monday: close from Monday to Thursday, or before noon".into(),
        ),
        Problem::HourlyRate { value, hours, rate, least, most } => (
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
        Problem::LongProposal { effort, budget } => {
            (too_long(effort, *budget), "ask for fewer words: bidders are not paid to answer".into())
        }
        Problem::TooLongProposal { effort, most } => {
            (too_long(effort, *most), "remove criteria or lower their `max_words`".into())
        }
        Problem::HeavyWorkload { hours, days, tenths_a_week, most_tenths } => (
            format!(
                "{} in {} is {} hours a week, more than {}",
                counted(u64::from(*hours), "hour", EN),
                counted_days(*days),
                tenths(*tenths_a_week, EN),
                tenths(*most_tenths, EN)
            ),
            "deliver later: freelancers have other clients, and students have classes".into(),
        ),
        Problem::Headings { other: Some(other) } => (
            format!("the other version has the heading “{other}” here"),
            "give both versions the same headings, of the same levels, in the same order".into(),
        ),
        Problem::Headings { other: None } => (
            "the other version has no such heading".into(),
            "give both versions the same headings, of the same levels, in the same order".into(),
        ),
        Problem::Lists { items: 0, other } => (
            format!("a list of {} is missing here", counted(*other as u64, "item", EN)),
            "give both versions the same lists".into(),
        ),
        Problem::Lists { items: here, other: 0 } => (
            format!("the other version has no such list of {}", counted(*here as u64, "item", EN)),
            "give both versions the same lists".into(),
        ),
        Problem::Lists { items: here, other } => (
            format!("this list has {}; in the other version it has {other}", counted(*here as u64, "item", EN)),
            "give both versions the same items".into(),
        ),
        Problem::Tables { size: (0, _), .. } => {
            ("a table is missing here".into(), "give both versions the same tables".into())
        }
        Problem::Tables { other: (0, _), .. } => {
            ("the other version has no such table".into(), "give both versions the same tables".into())
        }
        Problem::Tables { size, other } => (
            format!(
                "this table has {} and {}; in the other version it has {} and {}",
                counted(size.0 as u64, "row", EN),
                counted(size.1 as u64, "column", EN),
                other.0,
                other.1
            ),
            "give both versions the same rows and columns".into(),
        ),
        Problem::Links { target } => {
            (format!("the other version has no link to `{target}` here"), "add it there, or remove it here".into())
        }
        Problem::CodeBlocks { blocks, other } => (
            format!("this section has {blocks} code blocks; in the other version it has {other}"),
            "give both versions the same examples".into(),
        ),
        Problem::Numbers { here, there } => match (here.as_slice(), there.as_slice()) {
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
        Problem::StaleTwin { lang, changed, change } => (
            format!("the {} may be stale: the {} changed alone {}", language(*lang), language(*changed), made(change)),
            format!(
                "make the same change here; if it still says the same, write `modified: {}` in its front matter",
                change.date
            ),
        ),
        Problem::WrongLanguage { lang, words } => (
            format!("this paragraph seems to be in {}: {}", language(lang.other()), quoted_list(words, "and")),
            format!("write it in {}", language(*lang)),
        ),
        Problem::MissingApproval { missing } => (
            format!("it is posted without approval: {} missing", is_are_plain(missing)),
            "record the day of each approval: `approvals: { business: …, finance: …, procurement: … }`".into(),
        ),
        Problem::MissingReview => (
            "it is posted without a peer review".into(),
            "have somebody outside the team read the problem, and record it: `reviews: [{ by: …, url: … }]`".into(),
        ),
        Problem::LateApproval { posted } => {
            (format!("this approval comes after posting on {}", date(*posted, EN)), "post after all approvals".into())
        }
        Problem::Unamended { fact, was, now, change } => (
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
        Problem::EarlyOutcome { closes } => (
            format!("this comes before closing on {}", date(*closes, EN)),
            "correct the date: proposals are received until then".into(),
        ),
        Problem::ChangesNothing { fact } => (
            format!("this amendment changes nothing: `{fact}` was the same after it"),
            "under `was`, write the value from before the change".into(),
        ),
        Problem::NotYet { date: day } => (
            format!("{} is still to come, and this is recorded as done", date(*day, EN)),
            "check the year and the month; record it once it has happened".into(),
        ),
        Problem::TwoOutcomes { other } => {
            (format!("an opportunity cannot have this and `{other}`"), "keep the one that happened".into())
        }
        Problem::Splitting { sum, limit, others, months } => (
            format!(
                "with {}, similar work of the same team within {months} months, this comes to {}, above {}",
                quoted_list(others, "and"),
                money(*sum, EN),
                money(*limit, EN)
            ),
            "splitting a contract to stay below a limit is not allowed: ask procurement before posting".into(),
        ),
        Problem::LooksLikeProposal { name } => (
            format!("`{name}` looks like a proposal"),
            "proposals are confidential: remove it, from git's history too, and send it with the form".into(),
        ),
        Problem::PersonalInformation { kind: Personal::Sin } => (
            "this looks like a social insurance number".into(),
            "remove it, from git's history too: personal information is never published".into(),
        ),
        Problem::PersonalInformation { kind: Personal::Card } => (
            "this looks like the number of a bank card".into(),
            "remove it, from git's history too: personal information is never published".into(),
        ),
        Problem::DeadLink { url, status } => {
            (format!("{url} answers {status}: nothing is there"), "correct the link, or remove it".into())
        }
        Problem::UnreachableLink { url, why } => (
            format!("{url} could not be reached: {}", unreachable(why)),
            "try it in a browser; it may come back".into(),
        ),
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

fn active_image(active: &Active) -> String {
    match active {
        Active::Element(name) => format!("`<{name}>` does not belong in an image"),
        Active::Event(name) => format!("`{name}` makes this image run a script"),
        Active::ScriptAddress => "an address in this image runs a script".into(),
        Active::Reference(address) => format!("this image refers to something outside it: `{address}`"),
        Active::Instruction(name) => format!("the instruction `<?{name}` does not belong in an image"),
        Active::Declaration(begin) => format!("the declaration `{begin}` does not belong in an image"),
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
