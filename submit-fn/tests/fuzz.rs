//! What strangers send, without a fuzzer: the inputs that are kept in `tests/fuzz/corpus`, and mutations of them that
//! are the same in every run.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

use std::path::Path;
use std::{fs, thread};

#[path = "../../tests/fuzz/properties.rs"]
#[allow(unreachable_pub, reason = "it is a library of its own too")]
mod properties;

/// How many mutations there are of a corpus, in all: what a fuzzer adds to it makes no test slower.
const MUTATIONS: usize = 40_000;

/// The bytes that parsers trip over.
const ODD: [&[u8]; 32] = [
    b"\0",
    b"\r",
    b"\n",
    b"\t",
    b" ",
    b"%",
    b"%0",
    b"%00",
    b"%E2%80%AE",
    b"%ED%A0%80",
    b"+",
    b"&",
    b"=",
    b"-",
    b"#",
    b"?",
    b"\"",
    b"\\",
    b"\\ud800",
    b"\\u202e",
    b"{",
    b"[[[[[[[[",
    b"null",
    b"-99999999999999999999",
    b"1e999",
    b"\x7f",
    b"\xff",
    b"\xc0\x80",
    b"\xc2\x85",
    b"\xe2\x80\xae",
    b"\xef\xbb\xbf",
    b"e\xcc\x81",
];

#[test]
fn an_event_is_read_whatever_is_in_it() {
    hold("event", properties::event);
}

#[test]
fn what_is_kept_of_a_body_is_clean_and_the_same_when_it_is_sent_again() {
    hold("form", properties::form);
}

#[test]
fn a_reference_is_printed_as_one_that_is_read_as_itself() {
    hold("reference", properties::reference);
}

#[test]
fn a_receipt_is_printed_byte_for_byte_as_it_was_read() {
    hold("receipt", properties::receipt);
}

#[test]
fn a_version_is_printed_byte_for_byte_as_it_was_read() {
    hold("version", properties::version);
}

/// Checks a property of every file of a corpus, and of mutations of each.
fn hold(target: &str, property: fn(&[u8]) -> bool) {
    let corpus = corpus(target);
    let check = |input: &[u8]| {
        let shown = ShownOnPanic(input);
        let is_read = property(input);
        drop(shown);
        is_read
    };
    let read = corpus.iter().filter(|input| check(input)).count();
    // Otherwise nothing, or only refusals, would have been tested.
    assert!(read > 0 && read < corpus.len(), "{read} of {} files are read", corpus.len());
    let mut random = Random(0x9e37_79b9_7f4a_7c15);
    for input in &corpus {
        for _ in 0..MUTATIONS / corpus.len() {
            check(&mutated(input, &corpus, &mut random));
        }
    }
}

/// The files of a corpus, in the order of their names.
fn corpus(target: &str) -> Vec<Vec<u8>> {
    let dir = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/fuzz/corpus").join(target);
    let mut paths: Vec<_> = fs::read_dir(dir).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths.iter().map(|path| fs::read(path).unwrap()).collect()
}

/// One to four changes, as a fuzzer makes them: a bit, a copy, a cut, the rest of another input, something odd.
fn mutated(input: &[u8], corpus: &[Vec<u8>], random: &mut Random) -> Vec<u8> {
    let mut bytes = input.to_vec();
    for _ in 0..=random.below(4) {
        let at = random.below(bytes.len() + 1);
        let end = at + random.below(bytes.len() - at + 1).min(40);
        match random.below(8) {
            0 | 1 if at < bytes.len() => bytes[at] ^= 1 << random.below(8),
            2 => drop(bytes.drain(at..end)),
            3 => bytes.truncate(at),
            4 => {
                let copy = bytes[at..end].to_vec();
                let to = random.below(bytes.len() + 1);
                bytes.splice(to..to, copy);
            }
            5 => {
                let other = &corpus[random.below(corpus.len())];
                bytes.truncate(at);
                bytes.extend_from_slice(&other[random.below(other.len() + 1)..]);
            }
            _ => drop(bytes.splice(at..at, ODD[random.below(ODD.len())].iter().copied())),
        }
    }
    bytes
}

/// Numbers that are the same in every run (Marsaglia, "Xorshift RNGs").
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 32).unwrap() % limit
    }
}

/// Says which input made a property panic. Saved as a file of the corpus, it is tried first.
struct ShownOnPanic<'i>(&'i [u8]);

impl Drop for ShownOnPanic<'_> {
    fn drop(&mut self) {
        if thread::panicking() {
            eprintln!("of the input b\"{}\"", self.0.escape_ascii());
        }
    }
}
