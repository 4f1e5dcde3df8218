//! What is recorded of an opportunity, what may not be published, and the links to other sites.

use submit_fn::shared::format::{Cents, date, money};

use super::{EN, is_are, words};
use crate::diagnostic::Name;
use crate::diagnostic::operand::{Change, Identity, Personal, Unreachable};
use crate::diagnostic::words::{Words, quoted_list};

pub(super) fn missing_approval(missing: &[Name]) -> Words {
    words(
        format!("it is posted without approval: {} missing", is_are(missing)),
        "record the day of each approval: `approvals: { business: …, finance: …, procurement: … }`",
    )
}

pub(super) fn unamended(fact: &str, [was, now]: [&String; 2], change: &Change) -> Words {
    words(
        // Of a long value half is shown, which may be the half that has not changed.
        match was.ends_with('…') || now.ends_with('…') {
            true => {
                format!("`{fact}` is not what it was when posted, without an amendment: it changed {}", made(change))
            }
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
    )
}

pub(super) fn splitting([sum, with_tax, limit]: [Cents; 3], others: &[String], months: u32) -> Words {
    words(
        format!(
            "with {}, similar work of the same team within {months} months, this comes to {} before taxes and up to {} \
             with them, above the limit of {}",
            quoted_list(others, "and"),
            money(sum, EN),
            money(with_tax, EN),
            money(limit, EN)
        ),
        "splitting a contract to stay below a limit is not allowed: ask procurement before posting",
    )
}

pub(super) fn personal_information(kind: Personal) -> Words {
    let title = match kind {
        Personal::Sin => "this looks like a social insurance number",
        Personal::Card => "this looks like the number of a bank card",
        Personal::PrivateKey => {
            return words(
                "this is a private key: whoever has read it can open proposals",
                "remove it, from git's history too; make another pair with `devex keys new`, and write its public key, which begins with age1",
            );
        }
    };
    words(title, "remove it, from git's history too: personal information is never published")
}

pub(super) fn named_bidder(kind: Identity) -> Words {
    let title = match kind {
        Identity::Name => "this looks like the name of the person who asks",
        Identity::Telephone => "this looks like a telephone number of the person who asks",
        Identity::Email => "this looks like an email address of the person who asks",
        Identity::Address => "this looks like an address of the person who asks",
        Identity::Birth => "this looks like a date of birth",
    };
    words(title, "a question is published without saying who asked it: remove this from both versions")
}

pub(super) fn made(change: &Change) -> String {
    match &change.commit {
        Some(commit) => format!("in {commit} on {}", date(change.date, EN)),
        None => "since the last published commit".into(),
    }
}

pub(super) fn unreachable(why: &Unreachable) -> String {
    match why {
        Unreachable::NoHost => "this site does not exist, or there is no network".into(),
        Unreachable::TooSlow => "no answer came in time".into(),
        Unreachable::Refused => "nothing answers there".into(),
        Unreachable::Certificate => "its certificate is not valid".into(),
        Unreachable::Status(status) => format!("the site answers that it is broken ({status})"),
        Unreachable::Other(words) => words.clone(),
    }
}
