//! The problems in English: short ones here, the others by subject.

mod facts;
mod files;
mod late;
mod parity;
mod posted;
mod record;
mod texts;
mod values;

use submit_fn::shared::format::{date, money};
use submit_fn::shared::lang::Lang;

use super::{Words, braced, counted, quoted_list, words};
use crate::diagnostic::Problem;

const EN: Lang = Lang::En;

/// What is wrong, and what to do about it.
pub(super) fn describe(problem: &Problem) -> Words {
    match problem {
        // 01: files that cannot be read
        Problem::Unreadable(why) => files::unreadable(why),
        Problem::NotUtf8 => words("this file is not encoded in UTF-8", "save it again with the encoding UTF-8"),
        Problem::YamlSyntax { detail } => words(
            format!("this is not YAML: {}", files::yaml_in_plain_words(detail)),
            "check the indentation, the colons, and put quotes around a text that holds `: ` or starts with \
             a sign",
        ),
        Problem::TomlSyntax { detail } => words(
            format!("this TOML cannot be read: {detail}"),
            "texts are between double quotes; a table starts with its name between brackets",
        ),
        Problem::NoFrontMatter => words(
            "the front matter is missing",
            "begin the file with a line `---`, then `title:` and `summary:`, then a line `---`",
        ),
        Problem::OpenFrontMatter => words("the front matter does not end", "put a line `---` after its last key"),

        Problem::OutsideSite => words(
            "this link leads out of the site",
            "put the file itself here: nothing outside the site's folder is read",
        ),
        Problem::SpecialFile => {
            words("this is not a regular file but a pipe, a socket or a device", "put a regular file in its place")
        }
        Problem::TooLarge { size, limit } => words(
            format!(
                "this file is {} MiB; the limit is {} MiB",
                super::mebibytes(*size, EN),
                super::mebibytes(*limit, EN)
            ),
            "make it smaller: pages must open fast everywhere",
        ),
        Problem::NotAnImage { format } => words(
            format!("this is not a {format} image"),
            "export the image again, and keep the extension of its format",
        ),
        Problem::ActiveImage(active) => {
            words(files::active_image(active), "export it as plain SVG, without scripts or links, or as PNG")
        }
        Problem::ConflictMarks => words(
            "two versions of this file were merged, and git left both here",
            "keep what is right of the two, and remove the lines that begin with `<<<<<<<`, `=======` and `>>>>>>>`",
        ),
        Problem::OpenFence => words(
            "the code block that begins here is never closed: all that follows is part of it",
            "end it with a line of the same signs",
        ),
        // 02: keys and values
        Problem::UnknownKey { key, nearest: Some(nearest), .. } => {
            words(format!("unknown key `{key}`"), format!("did you mean `{nearest}`?"))
        }
        Problem::UnknownKey { key, known, .. } => {
            words(format!("unknown key `{key}`"), format!("the keys here are {}", quoted_list(known, "and")))
        }
        Problem::MissingKey { key } => words(format!("the key `{key}` is missing"), format!("add `{key}`")),
        Problem::WrongType { expected, found } => values::wrong_type(*expected, found),
        Problem::Empty => words("this is empty", "write something, or remove the key"),
        Problem::EmptyFile { is_list: true } => {
            words("nothing is written here, comments aside", "write at least one item, or remove the file")
        }
        Problem::EmptyFile { is_list: false } => {
            words("nothing is written here, comments aside", "write its keys: content/README.md shows them all")
        }
        Problem::EmptyList => words("this list is empty", "put at least one item in it"),
        Problem::TooLong { limit, length } => {
            words(format!("this is {length} characters long; at most {limit} fit"), "say it more briefly")
        }
        Problem::Repeated { id } => words(format!("`{id}` stands here twice"), "give each its own, or remove one"),
        Problem::OutOfBounds { least, most } => {
            words("this number cannot be right", format!("write a number from {least} to {most}"))
        }
        Problem::Inverted { greater, lesser } => {
            words(format!("`{lesser}` is below `{greater}`"), "change one of the two: no value could be right")
        }

        // 03: dates, prices, licences and repositories
        Problem::DateForm { text, expected } => {
            words(format!("`{text}` is not {}", values::what(*expected)), values::example(*expected))
        }
        Problem::ImpossibleDate { text } => {
            words(format!("there is no such date as {text}"), "check the month and the day in a calendar")
        }
        Problem::ImpossibleTime { text, zone } => words(
            format!("the time {text} does not exist in {zone}"),
            "clocks go forward that night: choose another time",
        ),
        Problem::AmbiguousTime { text, zone } => {
            words(format!("the time {text} happens twice in {zone}"), "clocks go back that night: choose another time")
        }
        Problem::DateOrder { key, before, same_day } => words(
            if *same_day {
                format!("`{key}` must not come before `{before}`")
            } else {
                format!("`{key}` must come after `{before}`")
            },
            "change one of the two dates",
        ),
        Problem::PriceAboveLimit { with_tax, limit, most } => facts::price_above_limit(*with_tax, *limit, *most),
        Problem::NotOpenSource { licence } => words(
            format!("`{licence}` is not approved by the Open Source Initiative"),
            "the work is open source: choose a licence such as MIT, Apache-2.0, MPL-2.0 or GPL-3.0-or-later",
        ),
        Problem::UnknownLicence { text, nearest: Some(nearest) } => {
            words(format!("`{text}` is not the identifier of a licence"), format!("did you mean `{nearest}`?"))
        }
        Problem::UnknownLicence { text, nearest: None } => words(
            format!("`{text}` is not the identifier of a licence"),
            "write an identifier of the SPDX list, such as MIT or Apache-2.0",
        ),
        Problem::PrivateRepository { host } => words(
            format!("`{host}` is not a public place for code"),
            "bidders must be able to read the code: write an address that begins with https:// on a public \
             host",
        ),
        Problem::AboveTaxSafe { value, most } => words(
            format!("{} leaves no margin for taxes", money(*value, EN)),
            format!("up to {} before taxes, the limit holds whatever the province and the rounding", money(*most, EN)),
        ),
        Problem::DistantDate { key, after, years } => {
            words(format!("`{key}` is {years} years after `{after}`"), "check the year of both")
        }
        Problem::FarAhead => words("this date is years ahead", "check the year"),
        Problem::ImpossibleHour { time } => words(
            format!("there is no such time of day as {time}"),
            "hours go from 00 to 23 and minutes from 00 to 59; midnight is 00:00 of the day that begins",
        ),
        Problem::UnsafeTaxSafe { most } => words(
            "a price of this amount exceeds the limit with the highest tax",
            format!("with the `total` and the `highest_tax` of [limits], the most is {}", money(*most, EN)),
        ),

        // 04: files, ids and addresses
        Problem::MissingFile { name } => {
            words(format!("the file `{name}` is missing in this folder"), format!("add `{name}`"))
        }
        Problem::MissingTwin { twin } => words(
            format!("this file has no twin `{twin}`"),
            "both languages are published at the same time: add the other version",
        ),
        Problem::UnexpectedFile { name, nearest: Some(nearest) } => {
            words(format!("nothing reads the file `{name}`"), format!("did you mean `{nearest}`?"))
        }
        Problem::UnexpectedFile { name, nearest: None } => {
            words(format!("nothing reads the file `{name}`"), "remove it, or move it to where it belongs")
        }
        Problem::BadName { name } => words(
            format!("`{name}` cannot be a part of a web address"),
            "use lowercase letters without accents, digits, and hyphens between words",
        ),
        Problem::UnknownId { kind, id, nearest } => files::unknown_id(*kind, id, nearest.as_deref()),
        Problem::UnknownTheme { id, nearest } => words(
            format!("there is no theme `{id}`"),
            match nearest {
                Some(nearest) => format!("did you mean `{nearest}`?"),
                None => "give the name of a folder in themes/".into(),
            },
        ),
        Problem::SameUrl { url, other } => {
            words(format!("the address {url} is already that of {other}"), "give one of the two another `slug`")
        }

        // 05: texts
        Problem::MissingSection { title, is_here: true } => words(
            format!("the section “{title}” is missing; this may be meant to begin it"),
            format!("write the heading as `## {title}`"),
        ),
        Problem::MissingSection { title, is_here: false } => {
            words(format!("the section “{title}” is missing"), format!("add `## {title}` and its text"))
        }
        Problem::SectionOrder { title, after } => {
            words(format!("the section “{title}” comes too early"), format!("move it after “{after}”"))
        }
        Problem::EmptySection { title } => {
            words(format!("the section “{title}” is empty"), "write its text under the heading")
        }
        Problem::TopHeading => words(
            "a heading of level 1 stands in the text",
            "the title of the front matter is the page's only one: use `##`",
        ),
        Problem::Link { target } => words(
            format!("the link `{target}` leads nowhere"),
            "link to https://…, to #a-heading of this text, or within the site as page:about, \
             opportunity:ID, team:ID, project:ID, department:ID, terms:ID, news:ID, file:opportunities.csv",
        ),
        Problem::UnsafeLink { target } => {
            words(format!("a link may not begin as `{target}` does"), "use https://, mailto: or a link within the site")
        }
        Problem::Image { target } => words(
            format!("the image `{target}` is not in this folder"),
            "put an svg, png, jpg or webp file beside this text and name it alone, such as ![What it \
             shows](chart.svg)",
        ),
        Problem::Unwritten => words("this text is still to be written", "replace it, brackets included"),
        Problem::UnwrittenPosted => {
            words("this text is still to be written, and would be published", "replace it, brackets included")
        }
        Problem::FewWords { words: written, least } => words(
            format!(
                "the problem is told in {}; {least} are the least that a bidder needs",
                counted(*written as u64, "word", EN)
            ),
            "say who has the problem, how often, and what it costs them",
        ),
        Problem::DataWithoutLink => words(
            "the data section links to no data",
            "link to a file that bidders can open, even a small sample; without data, nobody answers",
        ),
        Problem::SplitWord { found } => words(
            format!("“{found}” splits a word to show both genders: screen readers stumble over it"),
            "write both forms in full, or a word that fits everybody",
        ),
        Problem::RefusedTerm { found, instead } => {
            words(format!("“{found}” is not the word used here"), format!("write “{instead}”"))
        }
        Problem::SolutionFirst { found } => words(
            format!("“{found}” names a solution, and this section is about the problem"),
            "say what goes wrong and for whom; leave the solution to the bidders, or to “The work”",
        ),
        Problem::BareUrl { url } => words(
            "a bare address says nothing to a screen reader",
            format!("give it a text: [what it leads to]({url})"),
        ),
        Problem::SkippedLevel { from, to } => words(
            format!("a heading of level {to} follows one of level {from}"),
            format!("use {} so that the outline can be followed", "#".repeat(usize::from(*from) + 1)),
        ),
        Problem::ImageWithoutText => words(
            "this image has no text for those who cannot see it",
            "write between the brackets what it shows: ![Departures by hour](chart.svg)",
        ),
        Problem::RawHtml => words(
            "HTML is not read here: the page would show this as it is written",
            "write Markdown instead, or put it between backticks if it is an example",
        ),
        Problem::Typography { sign, lang, found, instead } => texts::typography(*sign, *lang, found, instead),
        Problem::VagueLink { words: link } => words(
            format!("“{link}” does not say where the link leads"),
            "a screen reader reads links without their sentence: say in the link where it leads",
        ),
        Problem::LiteralMarkup { found } => texts::literal_markup(found),
        Problem::ProposalByEmail => words(
            "proposals are accepted through the form alone",
            "remove this: the page of the opportunity has the form and the closing time",
        ),
        Problem::EmptyLink => words("this link has no text", "write between its brackets what it leads to"),
        Problem::Unfinished { found } => {
            words(format!("`{found}` marks something that is still to be written"), "write it, or remove the mark")
        }
        Problem::HiddenCharacter { character } => words(
            format!(
                "an invisible character, U+{:04X}, is here: what is shown is not what is written",
                u32::from(*character)
            ),
            "delete it: retype the words around it",
        ),
        Problem::MissingNote { name } => words(
            format!("there is no note `[^{name}]`: readers would see these signs"),
            format!("write the note on a line of its own, `[^{name}]: …`; or delete the reference"),
        ),
        Problem::EmptyNote { name } => {
            words(format!("the note `[^{name}]` is empty"), "write it on the same line, after the colon")
        }
        Problem::NoteInAnswer => {
            words("an answer cannot have notes: readers would see these signs", "say it in the answer")
        }
        Problem::UnusedNote { name, is_repeated: true } => words(
            format!("an earlier note is also called `[^{name}]`: this one is not shown"),
            "give each note a name of its own",
        ),
        Problem::UnusedNote { name, is_repeated: false } => words(
            format!("nothing refers to the note `[^{name}]`: it is not shown"),
            format!("write `[^{name}]` after the words that it belongs to, or delete it"),
        ),

        // 06: the theme
        Problem::Template { detail } => words(format!("this template cannot be used: {detail}"), ""),
        Problem::MissingTemplate { name } => {
            words(format!("the theme has no template `{name}`"), "add it to the theme's templates folder")
        }
        Problem::MissingString { key, form: Some(form) } => words(
            format!("the form `{form}` of the text `{key}` is missing"),
            format!("add `{form} = \"…\"`: some numbers need it in this language"),
        ),
        Problem::MissingString { key, form: None } => words(
            format!("the text or table `{key}` is missing in this language"),
            "add it: the other language, or themes/devex, has it",
        ),
        Problem::UnknownString { key, nearest } => words(
            format!("the theme has no text `{key}`"),
            nearest.as_ref().map_or_else(
                || "add it to [templates] in both files of strings, or use a text that is there".to_owned(),
                |nearest| format!("did you mean `t.{nearest}`?"),
            ),
        ),
        Problem::UnknownVariable { name, nearest } => words(
            format!("no page gives templates anything named `{name}`"),
            nearest.as_ref().map_or_else(
                || "use a name that pages have, or set this one in a template".to_owned(),
                |nearest| format!("did you mean `{nearest}`?"),
            ),
        ),
        Problem::LostPlaceholder { names } => words(
            format!("this text lacks {}, where a value goes", quoted_list(&braced(names), "and")),
            "put each one where its value goes: without it, readers never see the value",
        ),
        Problem::InventedPlaceholder { names, known } => words(
            format!("nothing fills in {}: pages would show the braces", quoted_list(&braced(names), "and")),
            match known.as_slice() {
                [] => "remove the braces and what is in them: no value goes into this text".to_owned(),
                known => format!("this text may have {}", quoted_list(&braced(known), "and")),
            },
        ),
        Problem::UnusedString { key } => words(
            format!("no template uses the text `{key}`"),
            format!("remove it from both files of strings, or use it as `t.{key}`"),
        ),
        Problem::Undrawable(why) => files::undrawable(why),

        // 07: fairness
        Problem::ShortPosting { days, least } => facts::short_posting(*days, *least),
        Problem::ClosesOnWeekend { date: day } => words(
            format!("{} is a {}", date(*day, EN), facts::weekday(*day)),
            "nobody answers bidders on a weekend: close on a working day",
        ),
        Problem::ClosesOnHoliday { holiday } => words(
            format!("it closes on a holiday: {}", facts::holiday_name(*holiday)),
            "nobody answers bidders that day: close on a working day",
        ),
        Problem::ClosesOnFridayAfternoon => words(
            "it closes on a Friday afternoon",
            "a failure then is found on Monday: close from Monday to Thursday, or before noon",
        ),
        Problem::HourlyRate { value, hours, rate, least, most } => {
            facts::hourly_rate(*value, *hours, *rate, [*least, *most])
        }
        Problem::LongProposal { effort, budget } => {
            words(facts::too_long(effort, *budget), "ask for fewer words: bidders are not paid to answer")
        }
        Problem::TooLongProposal { effort, most } => {
            words(facts::too_long(effort, *most), "remove criteria or lower their `max_words`")
        }
        Problem::HeavyWorkload { hours, days, tenths_a_week, most_tenths } => {
            facts::heavy_workload(*hours, *days, *tenths_a_week, *most_tenths)
        }

        // 08: what differs between the languages
        Problem::Headings { other } => parity::headings(other.as_deref()),
        Problem::Lists { items, other } => parity::lists(*items, *other),
        Problem::Tables { size, other } => parity::tables(*size, *other),
        Problem::Links { target } => {
            words(format!("the other version has no link to `{target}` here"), "add it there, or remove it here")
        }
        Problem::BareLink { target } => words(
            "this address is a link in the other version, but not here",
            format!("give it a text: [what it leads to]({target})"),
        ),
        Problem::CodeBlocks { blocks, other } => words(
            format!("code blocks in this section: {blocks}; in the other version: {other}"),
            "give both versions the same examples",
        ),
        Problem::Numbers { here, there } | Problem::NumberWords { here, there } => parity::numbers(here, there),
        Problem::Bounds { here, there } => parity::bounds(here, there),
        Problem::Names { here, there } => parity::names(here, there),
        Problem::Samples { here, there } => parity::samples(here, there),
        Problem::Sentence => words(
            "the other version seems to lack this sentence",
            "say in both versions what one of them says, or remove the extra sentence",
        ),
        Problem::Denial => words(
            "this version forbids what the other asks for, or rules it out",
            "read both, and correct the one that is wrong",
        ),
        Problem::Notes { size, other } => parity::notes(*size, *other),
        Problem::StaleTwin { lang, changed, change } => parity::stale_translation(*lang, *changed, change),
        Problem::WrongLanguage { lang, words } => parity::wrong_language(*lang, words),

        // 09: the record, and what may not be published
        Problem::MissingApproval { missing } => record::missing_approval(missing),
        Problem::MissingReview => words(
            "it is posted without a peer review",
            "have somebody outside the team read the problem, and record it: `reviews: [{ by: …, url: … }]`",
        ),
        Problem::LateApproval { posted } => {
            words(format!("this approval comes after posting on {}", date(*posted, EN)), "post after all approvals")
        }
        Problem::Unamended { fact, was, now, change } => record::unamended(fact, [was, now], change),
        Problem::EarlyOutcome { closes } => words(
            format!("this comes before closing on {}", date(*closes, EN)),
            "correct the date: proposals are received until then",
        ),
        Problem::TwoOutcomes { other } => {
            words(format!("an opportunity cannot have this and `{other}`"), "keep the one that happened")
        }
        Problem::Splitting { sum, with_tax, limit, others, months } => {
            record::splitting([*sum, *with_tax, *limit], others, *months)
        }
        Problem::LooksLikeProposal { name } => words(
            format!("`{name}` looks like a proposal"),
            "proposals are confidential: remove it, from git's history too, and send it with the form",
        ),
        Problem::PersonalInformation { kind } => record::personal_information(*kind),
        Problem::AmendmentOrder => words(
            "this amendment is dated before the one above it",
            "amendments stand in the order of their days: move it up, or correct its date",
        ),
        Problem::Backdated { last } => words(
            format!("this amendment is new, and dated before one that was published, of {}", date(*last, EN)),
            "date it on the day on which bidders can read it",
        ),
        Problem::ChangesNothing { fact } => words(
            format!("this amendment changes nothing: `{fact}` was the same after it"),
            "under `was`, write the value from before the change",
        ),
        Problem::NotYet { date: day } => words(
            format!("{} is still to come, and this is recorded as done", date(*day, EN)),
            "check the year and the month; record it once it has happened",
        ),
        Problem::UncheckedKeys { recipients } => words(
            format!("proposals would be sealed to keys that were never tried: {}", recipients.join(", ")),
            "run `devex keys check` with each private key, and write `checked` with the day beside the key",
        ),
        Problem::SharedKey { recipient } => words(
            format!("the key {recipient} is there twice: one person would have what two should"),
            "make a separate key for recovery and for each officer and second officer, with `devex keys new`",
        ),
        Problem::NoReceiptKey => words(
            "nobody can verify the receipts of proposals: the site publishes no key",
            "write the line that `devex keys receipt --secret FILE` shows under receipts, in the [keys] of site.toml",
        ),
        Problem::Uncorrected { key, was, now, change } => posted::uncorrected(key, [was, now], change),
        Problem::Removed { now } => posted::removed(now.as_deref()),
        Problem::PostingMoved { was, now, change } => posted::posting_moved(was, now.as_deref(), change),
        Problem::Rewritten { entry, change } => posted::rewritten(*entry, change),
        Problem::TextRewritten { part, was, now, change } => posted::text_rewritten(*part, [was, now], change),
        Problem::TextChanged { part, was, now, change } => posted::text_changed(*part, [was, now], change),
        Problem::LateChange { closed } => posted::late_change(*closed),
        Problem::ShortNotice { days, least } => posted::short_notice(*days, *least),
        Problem::LessTime { fact } => posted::less_time(fact),
        Problem::LateAnswer { closed } => posted::late_answer(*closed),
        Problem::AnotherPrice { value, price } => posted::another_price(*value, *price),
        Problem::SupplierAddress => posted::supplier_address(),
        Problem::NotAReference { text } => posted::not_a_reference(text),
        Problem::MovedZone { was } => posted::moved_zone(was),
        Problem::SharedText { was } => posted::shared_text(was),
        Problem::AddressMoved { was, now } => posted::address_moved(was, now),
        Problem::NamedBidder { kind } => record::named_bidder(*kind),
        Problem::ImageChanged { change } => posted::image_changed(change),
        Problem::AnotherHost { was } => posted::another_host(was),
        Problem::NotKept { what } => posted::not_kept(*what),
        Problem::Late { step, date, days, id } => late::late(*step, *date, *days, id),

        // 10: links to other sites
        Problem::DeadLink { url, status } => {
            words(format!("{url} answers {status}: nothing is there"), "correct the link, or remove it")
        }
        Problem::UnreachableLink { url, why } => words(
            format!("{url} could not be reached: {}", record::unreachable(why)),
            "try it in a browser; it may come back",
        ),
    }
}

fn is_are<S: AsRef<str>>(numbers: &[S]) -> String {
    format!("{} {}", quoted_list(numbers, "and"), if numbers.len() == 1 { "is" } else { "are" })
}
