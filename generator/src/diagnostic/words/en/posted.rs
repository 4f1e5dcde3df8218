//! What was posted and changed since, or changed too late.

use jiff::civil::Date;
use submit_fn::shared::format::{Cents, date, money};

use super::record::made;
use super::{EN, words};
use crate::diagnostic::operand::{Change, Entry, Foreign};
use crate::diagnostic::words::{Words, counted, slug_of};
use crate::model::TextPart;

pub(super) fn removed(now: Option<&str>) -> Words {
    let title = match now {
        Some(now) => format!("this opportunity was posted and is gone; `{now}` has its facts now"),
        None => "this opportunity was posted and is gone".into(),
    };
    words(title, "restore its folder under its original name; to end it, run `devex cancel`: its page stays")
}

pub(super) fn posting_moved(was: &str, now: Option<&str>, change: &Change) -> Words {
    let title = match now {
        Some(now) => format!("`posted` was {was} and is {now} now: it changed {}", made(change)),
        None => format!("`posted` was {was} and is gone: it changed {}", made(change)),
    };
    words(title, format!("write `posted: {was}` again; to end the opportunity, run `devex cancel`: its page stays"))
}

pub(super) fn rewritten(entry: Entry, change: &Change) -> Words {
    let (title, help) = match entry {
        Entry::Amendment => (
            "an amendment that was published here is not what it was",
            "restore it; what it left out, another amendment can say",
        ),
        Entry::Review => ("a review that was published here is not what it was", "restore it, and add others after it"),
        Entry::Approval => ("an approval that was published is not what it was", "restore its day"),
        Entry::Answer => (
            "a question and answer that were published here are not what they were",
            "restore them, then run `devex correct --answer`, which keeps the former answer too",
        ),
    };
    words(format!("{title}: it changed {}", made(change)), help)
}

pub(super) fn uncorrected(key: &str, [was, now]: [&str; 2], change: &Change) -> Words {
    words(
        format!(
            "`{key}` was {was} when it was published and is {now} now, without a correction: it changed {}",
            made(change)
        ),
        format!("restore it, then run `devex correct --set {key}=…`, which keeps both values"),
    )
}

/// A part of the text that changed, as `posted` and as it is now.
pub(super) fn text_rewritten(part: TextPart, [was, now]: [&str; 2], change: &Change) -> Words {
    words(
        format!("{}, without an amendment: it changed {}", change_of([was, now]), made(change)),
        format!("restore it, or run `devex amend` with `--text {}` and say what changed", part.id()),
    )
}

pub(super) fn text_changed(part: TextPart, [was, now]: [&str; 2], change: &Change) -> Words {
    words(
        format!("{}: it changed {}", change_of([was, now]), made(change)),
        format!(
            "if it says the same, restore it; if it does not, run `devex amend` with `--text {}` and say what changed",
            part.id()
        ),
    )
}

fn change_of([was, now]: [&str; 2]) -> String {
    match (was, now) {
        ("", now) => format!("“{now}” was not there when this was posted"),
        (was, "") => format!("“{was}” was here when this was posted, and is gone"),
        (was, now) => format!("“{was}” when posted is “{now}” now"),
    }
}

pub(super) fn late_change(closed: Date) -> Words {
    words(
        format!(
            "this opportunity has been over since {}: what bidders competed on cannot change any more",
            date(closed, EN)
        ),
        "restore it; if it must change, cancel the opportunity or end the contract, and post another",
    )
}

pub(super) fn short_notice(days: i32, least: u32) -> Words {
    let title = match days {
        ..0 => {
            format!(
                "the opportunity would close before the date of this amendment, and bidders need {}",
                at_least(least)
            )
        }
        days => format!(
            "bidders would have {} from this amendment to closing, and need {}",
            counted(u64::from(days.unsigned_abs()), "day", EN),
            at_least(least)
        ),
    };
    words(title, "move the closing in the same amendment: `devex amend --set closes=…`")
}

fn at_least(days: u32) -> String {
    format!("at least {}", counted(u64::from(days), "day", EN))
}

pub(super) fn less_time(fact: &str) -> Words {
    words(
        format!("this amendment moves `{fact}` to an earlier time: whoever counts on the posted time would be late"),
        "move it to a later time, or leave it",
    )
}

pub(super) fn late_answer(closed: Date) -> Words {
    words(
        format!(
            "this opportunity has been over since {}: an answer now would help nobody who sent a proposal",
            date(closed, EN)
        ),
        "remove it: bidders can no longer use it; if it was given before closing, correct `answered`",
    )
}

pub(super) fn another_price(value: Cents, price: Cents) -> Words {
    words(
        format!("the contract is {}, and the fixed price that was posted is {}", money(value, EN), money(price, EN)),
        "award it at the posted price: remove `value` here",
    )
}

pub(super) fn supplier_address() -> Words {
    words(
        "this is an address, not the name of a supplier",
        "write the name under which the supplier signs the contract: an address is personal information",
    )
}

pub(super) fn not_a_reference(text: &str) -> Words {
    words(
        format!("`{text}` is not a reference number of a proposal"),
        "copy it from `devex proposals`: it begins with DX and ends with a check character",
    )
}

pub(super) fn moved_zone(was: &str) -> Words {
    words(
        format!("the times that were posted are of {was}: in another zone, every closing would move"),
        format!("write `name = \"{was}\"` again"),
    )
}

pub(super) fn shared_text(was: &str) -> Words {
    words(
        format!("an opportunity that is not over was posted with another text here: “{was}”"),
        "restore it, and give the new text an id of its own, for the next opportunities",
    )
}

pub(super) fn address_moved(was: &str, now: &str) -> Words {
    words(
        format!("this page was posted at {was} and would be at {now} now"),
        format!("write `slug: {}`: links to the page will still work", slug_of(was)),
    )
}

pub(super) fn image_changed(change: &Change) -> Words {
    words(
        format!("this image is not the one that was posted: it changed {}", made(change)),
        "restore it, or run `devex amend` with `--text` and say what it shows now",
    )
}

pub(super) fn another_host(was: &str) -> Words {
    words(
        format!("what was posted is the record of {was}: under another address, a new one begins"),
        format!(
            "keep {was} in `base_url`, unless this is a new site: nothing that was posted before would be compared with \
             what it said"
        ),
    )
}

pub(super) fn not_kept(what: Foreign) -> Words {
    match what {
        Foreign::Link => words(
            "this is a symbolic link: git records where it leads, not what is there, so changes would leave no trace",
            "put the file itself here",
        ),
        Foreign::Repository => words(
            "this folder is a git repository of its own: the history of this site does not record what is in it",
            "remove its `.git` folder (or the submodule), then add its files to the repository of the site",
        ),
    }
}
