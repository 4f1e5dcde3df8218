//! The words that a scan looks for, by their first bytes.

use std::sync::LazyLock;

use submit_fn::shared::lang::Lang;

use crate::check::bytes::eight;

/// Words of English that are not words of French.
const ENGLISH: [&str; 50] = [
    "the", "of", "and", "to", "is", "are", "that", "for", "with", "this", "not", "be", "by", "from", "we", "our", "it",
    "they", "have", "has", "was", "were", "which", "who", "their", "you", "your", "must", "can", "will", "when",
    "what", "there", "these", "those", "each", "every", "been", "would", "should", "its", "into", "how", "where",
    "some", "any", "all", "does", "did", "but",
];

/// Words of French that are not words of English. « de » is left out: it is in too many names.
const FRENCH: [&str; 50] = [
    "le", "la", "les", "des", "et", "est", "une", "un", "du", "que", "qui", "dans", "sur", "avec", "pas", "ce",
    "cette", "ces", "nous", "vous", "il", "elle", "sont", "ont", "par", "au", "aux", "leur", "leurs", "votre", "notre",
    "être", "se", "ne", "sa", "ses", "pour", "ils", "elles", "où", "été", "mais", "doit", "doivent", "peut", "peuvent",
    "chaque", "comme", "ou", "à",
];

/// How words begin, in their first eight bytes, that a refused term may have.
const TERMS: [&str; 22] = [
    "vendor", "vendors", "addendum", "addenda", "bid", "bids", "lottery", "lotterie", "teaser", "teasers", "license",
    "licenses", "opportun", "loterie", "loteries", "request", "requests", "mail", "mails", "email", "emails",
    "deadline",
];

/// What a word means to the rules.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Meaning {
    English,
    French,
    Term,
    Address,
}

/// The first bytes of a word as a number, whatever its case: see [`key`].
pub(super) type Key = u64;

pub(super) const KEY_BYTES: usize = 8;

/// The key of a word of `length` bytes, at least one, of which `first` are the first eight. The letters of both languages,
/// whose UTF-8 has one byte or two, differ by one bit from their other case.
pub(super) const fn key(first: u64, length: usize) -> Key {
    let unused = 8 * KEY_BYTES.saturating_sub(length) as u32;
    (first | 0x2020_2020_2020_2020) << unused >> unused
}

/// Words by their keys: a table of open addressing, so small that it stays in the processor's cache.
pub(super) struct Lexicon {
    slots: Vec<(Key, Option<Meaning>)>,
}

impl Lexicon {
    /// A power of two, and far more than words: the first slot that is looked at is nearly always the right one.
    const SLOTS: usize = 1024;

    fn new() -> Self {
        let mut lexicon = Self { slots: vec![(0, None); Self::SLOTS] };
        let addresses = ["http", "https"];
        let words = ENGLISH.iter().map(|word| (word, Meaning::English));
        let words = words.chain(FRENCH.iter().map(|word| (word, Meaning::French)));
        let words = words.chain(TERMS.iter().map(|word| (word, Meaning::Term)));
        for (word, meaning) in words.chain(addresses.iter().map(|word| (word, Meaning::Address))) {
            let key = key(eight(word.as_bytes(), 0), word.len());
            let slot = lexicon.slot(key);
            lexicon.slots[slot] = (key, Some(meaning));
        }
        lexicon
    }

    pub(super) fn meaning(&self, key: Key) -> Option<Meaning> {
        self.slots[self.slot(key)].1
    }

    /// The slot of a key, or the one that it would have. No key is 0, which marks those that are free.
    fn slot(&self, key: Key) -> usize {
        let mut slot = (key.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 54) as usize % Self::SLOTS;
        while self.slots[slot].0 != key && self.slots[slot].0 != 0 {
            slot = (slot + 1) % Self::SLOTS;
        }
        slot
    }
}

pub(super) static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::new);

/// The language that alone has a small word.
pub(in crate::check) fn lang_of(word: &str) -> Option<Lang> {
    if word.is_empty() || word.len() > KEY_BYTES {
        return None;
    }
    match LEXICON.meaning(key(eight(word.as_bytes(), 0), word.len()))? {
        Meaning::English => Some(Lang::En),
        Meaning::French => Some(Lang::Fr),
        Meaning::Term | Meaning::Address => None,
    }
}
