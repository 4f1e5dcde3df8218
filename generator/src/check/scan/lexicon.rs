//! The words that a scan looks for, by their first bytes.

use std::sync::LazyLock;

use submit_fn::shared::lang::Lang;

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

/// The first bytes of a word in lower case, as a number.
pub(super) type Key = u64;

pub(super) const KEY_BYTES: usize = 8;

/// Words by their keys: a table of open addressing, so small that it stays in the processor's cache.
pub(super) struct Lexicon {
    slots: Vec<Option<(Key, Meaning)>>,
}

impl Lexicon {
    const SLOTS: usize = 1024;

    fn new() -> Self {
        let mut lexicon = Self { slots: vec![None; Self::SLOTS] };
        let addresses = ["http", "https"];
        let words = ENGLISH.iter().map(|word| (word, Meaning::English));
        let words = words.chain(FRENCH.iter().map(|word| (word, Meaning::French)));
        let words = words.chain(TERMS.iter().map(|word| (word, Meaning::Term)));
        for (word, meaning) in words.chain(addresses.iter().map(|word| (word, Meaning::Address))) {
            let key = word.bytes().take(KEY_BYTES).fold(0, push);
            let mut slot = Self::slot(key);
            while lexicon.slots[slot].is_some_and(|(other, _)| other != key) {
                slot = (slot + 1) % Self::SLOTS;
            }
            lexicon.slots[slot] = Some((key, meaning));
        }
        lexicon
    }

    const fn slot(key: Key) -> usize {
        (key.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 54) as usize % Self::SLOTS
    }

    pub(super) fn meaning(&self, key: Key) -> Option<Meaning> {
        let mut slot = Self::slot(key);
        while let Some((other, meaning)) = self.slots[slot] {
            if other == key {
                return Some(meaning);
            }
            slot = (slot + 1) % Self::SLOTS;
        }
        None
    }
}

pub(super) static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::new);

pub(super) const fn push(key: Key, byte: u8) -> Key {
    key << 8 | byte as Key
}

/// The language that alone has a small word, in lower case.
pub(in crate::check) fn lang_of(word: &str) -> Option<Lang> {
    if word.len() > KEY_BYTES {
        return None;
    }
    match LEXICON.meaning(word.bytes().fold(0, push))? {
        Meaning::English => Some(Lang::En),
        Meaning::French => Some(Lang::Fr),
        Meaning::Term | Meaning::Address => None,
    }
}
