//! What an opportunity asks of those who answer it, and what it pays them.

use serde::{Deserialize, Serialize};
use submit_fn::shared::format::Cents;
use submit_fn::shared::lang::Bilingual;

use super::Opportunity;

/// How fast a text is read, in words a minute, with care.
const READING_SPEED: u32 = 200;
/// How fast an answer is written, in words a minute, with its thought and its corrections.
const WRITING_SPEED: u32 = 12;
/// How long the rest of the form takes, in minutes.
const FORM_MINUTES: u32 = 10;

/// What a proposal asks of a bidder.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(crate) struct Effort {
    /// Words to read, of the longer version.
    pub(crate) words_to_read: u32,
    /// Words to write, at most.
    pub(crate) words_to_write: u32,
    /// How long both take.
    pub(crate) minutes: u32,
}

impl Opportunity {
    /// What a proposal asks of a bidder who reads the longer version, of so many words, and writes all the words.
    pub(crate) fn effort(&self, words: Bilingual<usize>) -> Effort {
        let words_to_read = u32::try_from(words.en.max(words.fr)).unwrap_or(u32::MAX);
        let words_to_write = self.criteria.iter().fold(0_u32, |sum, criterion| sum.saturating_add(criterion.max_words));
        let minutes = words_to_read.div_ceil(READING_SPEED) + words_to_write.div_ceil(WRITING_SPEED) + FORM_MINUTES;
        Effort { words_to_read, words_to_write, minutes }
    }

    /// What an hour of the estimated work is paid, to the nearest cent.
    pub(crate) fn hourly_rate(&self) -> Option<Cents> {
        let hours = u64::from(self.hours?);
        (self.value.0 + hours / 2).checked_div(hours).map(Cents)
    }
}
