//! One pass over a phrase, for all rules: how many words it has, which language its small words are of, and which signs
//! and words it holds that a rule may object to. Most phrases hold none, and no rule looks at them any further.

mod lexicon;

use submit_fn::shared::lang::Bilingual;

use lexicon::{KEY_BYTES, LEXICON, Lexicon, Meaning, key};
pub(super) use lexicon::{is_known_name, lang_of};

use crate::bytes::{leading_letters, load_eight};

/// What was seen in a phrase.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Scan {
    /// Words, counted as a person would (`submit_fn::shared::words`).
    pub(super) words: usize,
    /// About how many sentences end before the last one: enough to see that two texts have as many.
    pub(super) sentence_ends: usize,
    /// How many of them only the one or the other language has.
    pub(super) small_words: Bilingual<usize>,
    pub(super) marks: Marks,
}

/// A set of signs and words.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Marks(u64);

impl Marks {
    pub(super) const DIGIT: Self = Self(1);
    /// `http`, `https`.
    pub(super) const ADDRESS: Self = Self(1 << 1);
    /// A word that may be a part of a refused term.
    pub(super) const TERM: Self = Self(1 << 2);
    /// A colon right after a text.
    pub(super) const TIGHT_COLON: Self = Self(1 << 3);
    /// A colon after a space.
    pub(super) const LOOSE_COLON: Self = Self(1 << 4);
    /// One of `;`, `!`, `?` after a space.
    pub(super) const LOOSE_SIGN: Self = Self(1 << 5);
    pub(super) const GUILLEMET: Self = Self(1 << 6);
    /// A guillemet that touches what it encloses.
    pub(super) const TIGHT_GUILLEMET: Self = Self(1 << 7);
    pub(super) const STRAIGHT_QUOTE: Self = Self(1 << 8);
    pub(super) const CURLY_QUOTE: Self = Self(1 << 9);
    pub(super) const DOLLAR: Self = Self(1 << 10);
    /// `14:00`
    pub(super) const COLON_TIME: Self = Self(1 << 11);
    /// `14h`
    pub(super) const TIGHT_HOUR: Self = Self(1 << 12);
    /// `14 h 30`, and `14h` too.
    pub(super) const LOOSE_HOUR: Self = Self(1 << 13);
    /// `2 pm`, `2 a.m.`
    pub(super) const HALF_DAY: Self = Self(1 << 14);
    /// `20%`
    pub(super) const TIGHT_PERCENT: Self = Self(1 << 15);
    /// `20 %`
    pub(super) const LOOSE_PERCENT: Self = Self(1 << 16);
    /// `1,240`, `1,5`
    pub(super) const DIGIT_COMMA: Self = Self(1 << 17);
    /// `1.5`
    pub(super) const DIGIT_POINT: Self = Self(1 << 18);
    /// `1 240`
    pub(super) const DIGIT_SPACE: Self = Self(1 << 19);
    /// A word that may name a month.
    pub(super) const MONTH: Self = Self(1 << 20);
    /// A word that may be a number from two on.
    pub(super) const NUMBER_WORD: Self = Self(1 << 40);
    /// A word that may bound a number from below: `least`, `moins`.
    pub(super) const LOWER_BOUND: Self = Self(1 << 41);
    /// A word that may bound a number from above: `most`, `moins`.
    pub(super) const UPPER_BOUND: Self = Self(1 << 44);
    /// A word that denies something.
    pub(super) const DENIAL: Self = Self(1 << 43);
    /// A word that may be a name of both languages.
    pub(super) const NAME: Self = Self(1 << 42);
    /// `@`, or a word for mail.
    pub(super) const EMAIL: Self = Self(1 << 27);
    /// A word that marks what is still to be written.
    pub(super) const UNFINISHED: Self = Self(1 << 28);
    /// `*`, `_` or `[`.
    pub(super) const MARKUP: Self = Self(1 << 29);
    /// Two spaces between words.
    pub(super) const DOUBLE_SPACE: Self = Self(1 << 30);
    /// A sign right after a letter and before another one, as in `étudiant(e)` and `étudiant·e`.
    pub(super) const SIGN_WITHIN_WORD: Self = Self(1 << 45);
    /// A word that French may spell with another letter or case: `oeuvre`, `Etat`, `A`, `Lundi`.
    pub(super) const SPELLING: Self = Self(1 << 31);

    /// Both sets together.
    pub(super) const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether the sets share something.
    pub(super) const fn has(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    const fn add(&mut self, other: Self) {
        self.0 |= other.0;
    }
}

/// Scans a phrase.
pub(super) fn scan(text: &str) -> Scan {
    let mut scanner = Scanner {
        text,
        bytes: text.as_bytes(),
        scan: Scan::default(),
        lexicon: &LEXICON,
        in_token: false,
        digits_end: 0,
    };
    let mut at = 0;
    while let Some(byte) = scanner.bytes.get(at) {
        at += scanner.step(at, *byte);
    }
    scanner.end_token();
    scanner.scan
}

struct Scanner<'t> {
    text: &'t str,
    bytes: &'t [u8],
    scan: Scan,
    lexicon: &'static Lexicon,
    /// Whether a letter or a digit came since the last space.
    in_token: bool,
    /// Where the last digit ended.
    digits_end: usize,
}

impl Scanner<'_> {
    /// Takes the word or the character that begins at a byte, and returns how many bytes it has.
    fn step(&mut self, at: usize, byte: u8) -> usize {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' => return self.word(at),
            b' ' | b'\t'..=b'\r' => {
                self.scan.sentence_ends += usize::from(byte == b'\n' && at > 0);
                self.space(at, 1);
            }
            b'0'..=b'9' => {
                self.in_token = true;
                self.digits_end = at + 1;
                self.scan.marks.add(Marks::DIGIT);
            }
            0x80.. => return self.wide(at),
            b'.' | b'!' | b'?' => {
                self.scan.sentence_ends += usize::from(self.bytes.get(at + 1) == Some(&b' '));
                self.sign(at, byte);
            }
            _ => self.sign(at, byte),
        }
        1
    }

    /// A word, and its length in bytes.
    fn word(&mut self, start: usize) -> usize {
        let first = load_eight(self.bytes, start);
        let mut length = leading_letters(first);
        if length == KEY_BYTES || self.bytes.get(start + length).is_some_and(|byte| *byte >= 0x80) {
            length = self.word_end(start + length) - start;
        }
        // There are spaces of three bytes.
        if start <= self.digits_end + 3 {
            self.unit(start);
        }
        if length == 1 && self.bytes[start] == b'A' {
            self.scan.marks.add(Marks::SPELLING);
        }
        self.in_token = true;
        let Meaning { small_words, marks } = self.lexicon.meaning(key(first, length));
        self.scan.small_words.en += usize::from(small_words.en);
        self.scan.small_words.fr += usize::from(small_words.fr);
        self.scan.marks.add(marks);
        length
    }

    /// Where the letters end that begin at a byte.
    fn word_end(&self, mut at: usize) -> usize {
        loop {
            at += leading_letters(load_eight(self.bytes, at));
            match self.bytes.get(at) {
                // There may be more than eight of them.
                Some(b'a'..=b'z' | b'A'..=b'Z') => {}
                Some(0x80..) => match wide_letter(self.text, at) {
                    0 => return at,
                    length => at += length,
                },
                _ => return at,
            }
        }
    }

    /// A character outside ASCII, or the word that it begins.
    fn wide(&mut self, at: usize) -> usize {
        if wide_letter(self.text, at) > 0 {
            return self.word(at);
        }
        let Some(c) = self.text[at..].chars().next() else { return 1 };
        let length = c.len_utf8();
        if c.is_whitespace() {
            self.space(at, length);
            return length;
        }
        self.in_token |= c.is_numeric();
        match c {
            '«' => self.guillemet(self.text[at + length..].chars().next()),
            '»' => self.guillemet(self.text[..at].chars().next_back()),
            '“' => self.scan.marks.add(Marks::CURLY_QUOTE),
            '·' | '•' | '‧' => self.scan.marks.add(Marks::SIGN_WITHIN_WORD),
            _ => {}
        }
        length
    }

    fn space(&mut self, at: usize, length: usize) {
        self.end_token();
        if self.digit_before(at) && self.is_digit(at + length) {
            self.scan.marks.add(Marks::DIGIT_SPACE);
        }
        if at > 0 && self.bytes[at - 1] == b' ' {
            self.scan.marks.add(Marks::DOUBLE_SPACE);
        }
    }

    /// A guillemet with what stands within it.
    fn guillemet(&mut self, inner: Option<char>) {
        self.scan.marks.add(Marks::GUILLEMET);
        if inner.is_some_and(|c| !c.is_whitespace()) {
            self.scan.marks.add(Marks::TIGHT_GUILLEMET);
        }
    }

    fn sign(&mut self, at: usize, sign: u8) {
        let mark = match sign {
            b':' if self.space_before(at) > 0 => Marks::LOOSE_COLON,
            b':' if self.digit_before(at) && self.is_digit(at + 1) => Marks::COLON_TIME.or(Marks::TIGHT_COLON),
            b':' if at > 0 => Marks::TIGHT_COLON,
            b';' | b'!' | b'?' if self.space_before(at) > 0 => Marks::LOOSE_SIGN,
            b'"' => Marks::STRAIGHT_QUOTE,
            b'$' => Marks::DOLLAR,
            b'@' => Marks::EMAIL,
            b'*' | b'_' | b'[' => Marks::MARKUP,
            b'%' if self.digit_before(at) => Marks::TIGHT_PERCENT,
            b'%' if self.digit_before(at - self.space_before(at)) => Marks::LOOSE_PERCENT,
            b',' if self.digit_before(at) && self.is_digit(at + 1) => Marks::DIGIT_COMMA,
            b'.' if self.digit_before(at) && self.is_digit(at + 1) => Marks::DIGIT_POINT,
            b'(' | b'/' | b'.' if self.is_between_letters(at) => Marks::SIGN_WITHIN_WORD,
            b'-' if self.is_between_letters(at) && self.bytes.get(at + 1) == Some(&b'e') => Marks::SIGN_WITHIN_WORD,
            _ => return,
        };
        self.scan.marks.add(mark);
    }

    /// A letter that may follow the number of a time: `14h`, `14 h 30`, `2 pm`.
    fn unit(&mut self, at: usize) {
        let space = self.space_before(at);
        if !self.digit_before(at - space) {
            return;
        }
        let is_word_end = !self.bytes.get(at + 1).is_some_and(u8::is_ascii_alphabetic);
        match self.bytes[at] | 0x20 {
            b'h' if is_word_end => {
                self.scan.marks.add(Marks::LOOSE_HOUR);
                if space == 0 {
                    self.scan.marks.add(Marks::TIGHT_HOUR);
                }
            }
            b'a' | b'p' if matches!(self.bytes.get(at + 1), Some(b'm' | b'M' | b'.')) => {
                self.scan.marks.add(Marks::HALF_DAY);
            }
            _ => {}
        }
    }

    fn end_token(&mut self) {
        self.scan.words += usize::from(self.in_token);
        self.in_token = false;
    }

    fn is_digit(&self, at: usize) -> bool {
        self.bytes.get(at).is_some_and(u8::is_ascii_digit)
    }

    /// Whether a sign stands between letters, as far as one byte tells.
    fn is_between_letters(&self, at: usize) -> bool {
        let is_letter = |byte: u8| byte.is_ascii_alphabetic() || byte >= 0x80;
        at > 0 && is_letter(self.bytes[at - 1]) && self.bytes.get(at + 1).is_some_and(|byte| is_letter(*byte))
    }

    fn digit_before(&self, at: usize) -> bool {
        at > 0 && self.bytes[at - 1].is_ascii_digit()
    }

    /// The bytes of a space before a byte: an ordinary one, a no-break one, or a narrow one.
    fn space_before(&self, at: usize) -> usize {
        match &self.bytes[..at] {
            [.., b' '] => 1,
            [.., 0xC2, 0xA0] => 2,
            [.., 0xE2, 0x80, 0xAF] => 3,
            _ => 0,
        }
    }
}

/// The length in bytes of the letter outside ASCII that begins at a byte, or 0 if none does.
fn wide_letter(text: &str, at: usize) -> usize {
    match &text.as_bytes()[at..] {
        // À to ÿ, × and ÷ aside.
        [0xC3, 0x97 | 0xB7, ..] => 0,
        [0xC3, ..] => 2,
        _ => text[at..].chars().next().filter(|c| c.is_alphabetic()).map_or(0, char::len_utf8),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use submit_fn::shared::words;

    use super::*;

    #[test]
    fn small_words_are_counted_by_language() {
        let english = scan("The height of the tide is not that of the harbour: 4 m.");
        assert_eq!((english.small_words.en, english.small_words.fr), (8, 0));
        let french = scan("La hauteur de la marée n'est pas celle du port où l'été est là, À dire vrai.");
        assert_eq!((french.small_words.en, french.small_words.fr), (0, 10));
    }

    #[test]
    fn marks_are_set_by_signs_in_their_context() {
        for (text, mark) in [
            ("ceci: cela", Marks::TIGHT_COLON),
            ("this : that", Marks::LOOSE_COLON),
            ("ceci\u{a0}; cela", Marks::LOOSE_SIGN),
            ("«mot »", Marks::TIGHT_GUILLEMET),
            ("« mot»", Marks::TIGHT_GUILLEMET),
            ("à 14:00", Marks::COLON_TIME),
            ("à 14h30", Marks::TIGHT_HOUR),
            ("at 14\u{a0}h 30", Marks::LOOSE_HOUR),
            ("à 2 pm", Marks::HALF_DAY),
            ("20%", Marks::TIGHT_PERCENT),
            ("20\u{202f}%", Marks::LOOSE_PERCENT),
            ("1,240", Marks::DIGIT_COMMA),
            ("1.5", Marks::DIGIT_POINT),
            ("1\u{a0}240", Marks::DIGIT_SPACE),
            ("the VENDOR", Marks::TERM),
            ("an Opportunité", Marks::TERM),
            ("https://example.org", Marks::ADDRESS),
            ("two  words", Marks::DOUBLE_SPACE),
            ("l'Etat", Marks::SPELLING),
            ("une manoeuvre", Marks::SPELLING),
            ("A noter", Marks::SPELLING),
            ("le Lundi", Marks::SPELLING),
            ("étudiant(e)s", Marks::SIGN_WITHIN_WORD),
            ("étudiant·e", Marks::SIGN_WITHIN_WORD),
            ("étudiant-e", Marks::SIGN_WITHIN_WORD),
        ] {
            assert!(scan(text).marks.has(mark), "{text}");
        }
        let plain = scan("In 2011, 70 hours. That is all; no end");
        assert_eq!(plain.marks, Marks::DIGIT);
        assert_eq!(scan("« Un mot »\u{a0}: 13 pages").marks, Marks::DIGIT.or(Marks::GUILLEMET).or(Marks::LOOSE_COLON));
    }

    proptest! {
        #[test]
        fn words_are_counted_as_the_form_counts_them(text in "\\PC{0,80}") {
            prop_assert_eq!(scan(&text).words, words::count(&text));
        }
    }
}
