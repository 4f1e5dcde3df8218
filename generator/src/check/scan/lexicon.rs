//! The words that a scan looks for, by their first bytes.

use std::collections::HashSet;
use std::sync::LazyLock;

use submit_fn::shared::format::MONTHS;
use submit_fn::shared::lang::{Bilingual, Lang};

use super::Marks;
use crate::bytes::load_eight;

/// Words of English that are not words of French.
const ENGLISH: [&str; 66] = [
    "the", "of", "and", "to", "is", "are", "that", "for", "with", "this", "not", "be", "by", "from", "we", "our", "it",
    "they", "have", "has", "was", "were", "which", "who", "their", "you", "your", "must", "can", "will", "when",
    "what", "there", "these", "those", "each", "every", "been", "would", "should", "its", "into", "how", "where",
    "some", "any", "all", "does", "did", "but", "in", "at", "if", "without", "than", "then", "because", "before",
    "after", "through", "could", "them", "about", "while", "more", "nobody",
];

/// Words of French that are not words of English. « de » is left out: it is in too many names.
const FRENCH: [&str; 68] = [
    "le", "la", "les", "des", "et", "est", "une", "un", "du", "que", "qui", "dans", "sur", "avec", "pas", "ce",
    "cette", "ces", "nous", "vous", "il", "elle", "sont", "ont", "par", "au", "aux", "leur", "leurs", "votre", "notre",
    "être", "se", "ne", "sa", "ses", "pour", "ils", "elles", "où", "été", "mais", "doit", "doivent", "peut", "peuvent",
    "chaque", "comme", "ou", "à", "sans", "chez", "sous", "vers", "dont", "afin", "ainsi", "aussi", "cela", "ceux",
    "celle", "entre", "depuis", "après", "avant", "tous", "toutes", "jamais",
];

/// How words begin, in their first eight bytes, that a refused term may have.
const TERMS: [&str; 22] = [
    "vendor", "vendors", "addendum", "addenda", "bid", "bids", "lottery", "lotterie", "teaser", "teasers", "license",
    "licenses", "opportun", "loterie", "loteries", "request", "requests", "mail", "mails", "email", "emails",
    "deadline",
];

/// Numbers from two on. A longer word that begins as one of more than eight bytes does is taken for it.
const NUMBERS: &str = "\
    two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen \
    eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million millions \
    billion twice fourth fifth dozen deux trois quatre cinq sept huit neuf dix onze douze treize quatorze quinze \
    seize vingt vingts trente quarante cinquante soixante cent cents mille milliard milliards douzaine deuxième \
    troisième quatrième cinquième vingtaine sixth seventh eighth ninth tenth sixième septième huitième neuvième \
    dixième quadruple trentaine quarantaine cinquantaine soixantaine";

/// Names that both languages write alike.
const KNOWN_NAMES: &str = "\
    AA AAA AGPL Alberta Android Angular Ansible Apache BSD C# C++ CSS CSV Calgary Charlottetown Chrome Chromium \
    Churchill DOCX Debian Django Docker Drupal EUPL Edmonton Excel Fedora Firefox Fredericton GIF GPL Gatineau \
    GeoJSON Gimli GitHub GitLab HTML Halifax Hamilton IRC Iqaluit JPEG JSON Java JavaScript Kingston Kotlin \
    Kubernetes LGPL LaTeX Laval Linux MIT MPL Manitoba MariaDB Markdown Moncton MongoDB MySQL NetCDF NoSQL \
    Nunavut ODS ODT Ontario OpenAPI Opera Oracle Ottawa PDF PHP PNG Parquet Perl PostGIS PostgreSQL Python RSS \
    Rails React Redis Regina Rimouski Ruby Rust SQLite SVG Safari Saguenay Saskatchewan Saskatoon Sherbrooke \
    Sudbury TIFF TOML TSV Toronto TypeScript Ubuntu Vancouver Victoria Vue Waterloo Whitehorse Windows Windsor \
    Winnipeg WordPress XLS XLSX XML YAML Yellowknife Yukon iOS macOS";

/// Words that deny something; `t` is that of “don't”.
const DENIALS: &str = "not never cannot without nothing nobody none t pas jamais aucun aucune rien sans nul";

/// Words that may say that a number is the least that is meant.
const LOWER_BOUNDS: &str = "\
    least minimum over above exceed exceeds exceeding after more less fewer moins plus après dépasse dépassent \
    dépasser dépassant excéder supérieur supérieure supérieurs supérieures partir minimal minimale";

/// Words that may say that a number is the most that is meant.
const UPPER_BOUNDS: &str = "\
    most than up maximum under below exceed exceeds exceeding within before by later latest limit more less fewer \
    moins plus jusqu avant dépasse dépassent dépasser dépassant excéder inférieur inférieure inférieurs inférieures \
    délai limite maximal maximale tard";

/// How words begin, in their first eight bytes, that French spells with œ, with an accent on its capital, or without one.
const SPELLINGS: [&str; 60] = [
    "oeuvre", "oeuvres", "manoeuvr", "soeur", "soeurs", "coeur", "coeurs", "noeud", "noeuds", "voeu", "voeux", "boeuf",
    "boeufs", "oeil", "oeuf", "oeufs", "moeurs", "etat", "etats", "ecole", "ecoles", "ecrire", "ecrivez", "ecrit",
    "ecrits", "ecran", "ecrans", "evaluati", "evaluer", "evaluez", "etude", "etudes", "etudier", "etudiant", "etape",
    "etapes", "equipe", "equipes", "etabliss", "etablir", "electron", "energie", "energies", "economie", "egalemen",
    "eviter", "evitez", "elaborat", "elaborer", "etant", "lundi", "lundis", "mardi", "mercredi", "jeudi", "vendredi",
    "samedi", "samedis", "dimanche", "jeudis",
];

/// Marks of what is still to be written.
const UNFINISHED: [&str; 8] = ["todo", "fixme", "tbd", "tbc", "xx", "xxx", "xxxx", "lorem"];

/// How words begin, in their first eight bytes, for ways to send a text.
const MAIL: [&str; 7] = ["email", "emails", "mail", "fax", "courriel", "téléco", "poste"];

const ADDRESSES: [&str; 2] = ["http", "https"];

/// How the names of months begin, in their first eight bytes, in both languages.
fn months() -> impl Iterator<Item = &'static str> {
    let names = Lang::BOTH.into_iter().flat_map(|lang| MONTHS.get(lang));
    names.map(|name| &name[..name.floor_char_boundary(KEY_BYTES)])
}

/// What a word means to the rules: nothing, if all is zero.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Meaning {
    /// 1 for the language that alone has the word.
    pub(super) small_words: Bilingual<u8>,
    pub(super) marks: Marks,
}

/// The first bytes of a word as a number, whatever its case: see [`key`].
pub(super) type Key = u64;

pub(super) const KEY_BYTES: usize = 8;

/// The key of a word of `length` bytes, at least one, of which `first` are the first eight. All letters of both languages
/// but œ and ÿ differ from their other case by the same bit of their last byte.
pub(super) const fn key(first: u64, length: usize) -> Key {
    let unused = 8 * KEY_BYTES.saturating_sub(length) as u32;
    (first | 0x2020_2020_2020_2020) << unused >> unused
}

/// Words by their keys: a table of open addressing. The keys are apart, so that those that are compared stay in the
/// processor's cache: most words are not in it.
pub(super) struct Lexicon {
    keys: Box<[Key; SLOTS]>,
    meanings: Box<[Meaning; SLOTS]>,
}

/// A power of two, and far more than words: the first slot that is looked at is nearly always the right one.
const SLOTS: usize = 1 << SLOT_BITS;
const SLOT_BITS: u32 = 12;

impl Lexicon {
    fn new() -> Self {
        let mut lexicon = Self { keys: Box::new([0; SLOTS]), meanings: Box::new([Meaning::default(); SLOTS]) };
        let small_word = |en, fr| Meaning { small_words: Bilingual { en, fr }, ..Meaning::default() };
        let marked = |marks| Meaning { marks, ..Meaning::default() };
        ENGLISH.iter().for_each(|word| lexicon.insert(word, small_word(1, 0)));
        FRENCH.iter().for_each(|word| lexicon.insert(word, small_word(0, 1)));
        TERMS.iter().for_each(|word| lexicon.insert(word, marked(Marks::TERM)));
        SPELLINGS.iter().for_each(|word| lexicon.insert(word, marked(Marks::SPELLING)));
        UNFINISHED.iter().for_each(|word| lexicon.insert(word, marked(Marks::UNFINISHED)));
        MAIL.iter().for_each(|word| lexicon.insert(word, marked(Marks::EMAIL)));
        ADDRESSES.iter().for_each(|word| lexicon.insert(word, marked(Marks::ADDRESS)));
        months().for_each(|word| lexicon.insert(word, marked(Marks::MONTH)));
        let names = KNOWN_NAMES.split(' ').filter(|name| name.chars().all(char::is_alphabetic));
        names.for_each(|name| lexicon.insert(&name.to_lowercase(), marked(Marks::NAME)));
        DENIALS.split(' ').for_each(|word| lexicon.insert(word, marked(Marks::DENIAL)));
        LOWER_BOUNDS.split(' ').for_each(|word| lexicon.insert(word, marked(Marks::LOWER_BOUND)));
        UPPER_BOUNDS.split(' ').for_each(|word| lexicon.insert(word, marked(Marks::UPPER_BOUND)));
        NUMBERS.split(' ').for_each(|word| lexicon.insert(word, marked(Marks::NUMBER_WORD)));
        lexicon
    }

    fn insert(&mut self, word: &str, meaning: Meaning) {
        let key = key(load_eight(word.as_bytes(), 0), word.len());
        let slot = self.slot(key);
        let Meaning { small_words, marks } = self.meanings[slot];
        let small_words =
            Bilingual { en: small_words.en | meaning.small_words.en, fr: small_words.fr | meaning.small_words.fr };
        self.keys[slot] = key;
        self.meanings[slot] = Meaning { small_words, marks: marks.or(meaning.marks) };
    }

    pub(super) fn meaning(&self, key: Key) -> Meaning {
        self.meanings[self.slot(key)]
    }

    /// The slot of a key, or the one that it would have. No key is 0, which marks those that are free.
    fn slot(&self, key: Key) -> usize {
        let mut slot = (key.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> (Key::BITS - SLOT_BITS)) as usize % SLOTS;
        while self.keys[slot] != key && self.keys[slot] != 0 {
            slot = (slot + 1) % SLOTS;
        }
        slot
    }
}

pub(super) static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::new);

/// Whether both languages write a name so.
pub(in crate::check) fn is_known_name(word: &str) -> bool {
    static NAMES: LazyLock<HashSet<&str>> = LazyLock::new(|| KNOWN_NAMES.split(' ').collect());
    NAMES.contains(word)
}

/// The language that alone has a small word.
pub(in crate::check) fn lang_of(word: &str) -> Option<Lang> {
    if word.is_empty() || word.len() > KEY_BYTES {
        return None;
    }
    let small_words = LEXICON.meaning(key(load_eight(word.as_bytes(), 0), word.len())).small_words;
    Lang::BOTH.into_iter().find(|lang| *small_words.get(*lang) > 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_terms_and_months_may_be_the_beginning_of_a_longer_word() {
        let others = ENGLISH.iter().chain(&FRENCH).chain(&ADDRESSES);
        assert_eq!(others.filter(|word| word.len() >= KEY_BYTES).count(), 0);
    }

    #[test]
    fn no_word_has_a_letter_whose_case_the_key_does_not_fold() {
        let all = ENGLISH
            .into_iter()
            .chain(FRENCH)
            .chain(TERMS)
            .chain(NUMBERS.split(' '))
            .chain(SPELLINGS)
            .chain(ADDRESSES)
            .chain(months());
        assert_eq!(all.filter(|word| word.contains(['œ', 'ÿ'])).count(), 0);
    }
}
