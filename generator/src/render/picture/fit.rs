//! Texts in boxes: as large as they may be there, in as few lines as they need, and cut where nothing else helps.

use serde::Serialize;

/// The distance between the lines of a text, as a multiple of its size.
const LEADING: f32 = 1.2;
/// By how much a text becomes smaller until it fits.
const STEP: f32 = 2.0;
const LARGEST: f32 = 1000.0;

/// Where a text goes, in the units of the drawing.
#[derive(Debug, Clone, Copy)]
pub(in crate::render) struct Frame {
    pub(in crate::render) width: f32,
    pub(in crate::render) height: f32,
    /// Of the text, where there is room; and where there is none.
    pub(in crate::render) largest: f32,
    pub(in crate::render) smallest: f32,
}

/// A text as it is written in its box.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(in crate::render) struct Fitted {
    size: f32,
    lines: Vec<String>,
    /// Of all lines together.
    height: f32,
}

/// A word, or a piece of one that is wider than a line.
#[derive(Debug, Clone, Copy)]
struct Piece<'t> {
    text: &'t str,
    width: f32,
    /// Whether it is the first of its word.
    is_first: bool,
}

/// Writes a text into a box; `measure` has the width of a text of size 1.
pub(in crate::render) fn fit(text: &str, frame: Frame, measure: impl Fn(&str) -> f32) -> Fitted {
    let text = legible(text);
    // A template may say anything, even what is no number.
    let largest = frame.largest.clamp(1.0, LARGEST).max(1.0);
    let smallest = frame.smallest.max(1.0).min(largest);
    let pieces: Vec<_> = words(&text).flat_map(|word| pieces(word, frame.width / smallest, &measure)).collect();
    let paragraph = Paragraph { space: (measure("n n") - 2.0 * measure("n")).max(0.0), measure: &measure };
    let most = |size: f32| ((frame.height / (size * LEADING)) as usize).max(1);
    let mut size = largest;
    loop {
        let width = frame.width / size;
        let mut lines = paragraph.lines(&pieces, width);
        let fits = lines.len() <= most(size) && pieces.iter().all(|piece| piece.width <= width);
        if fits || size <= smallest {
            if lines.len() > most(size) {
                lines.truncate(most(size));
                let last = lines.pop().map(|line| paragraph.cut(line, width));
                let whole = lines.into_iter().map(joined);
                return Fitted::new(size, whole.chain(last).collect());
            }
            return Fitted::new(size, paragraph.balanced(&pieces, width, lines.len()));
        }
        size = (size - STEP).max(smallest);
    }
}

impl Fitted {
    fn new(size: f32, lines: Vec<String>) -> Self {
        Self { size, height: lines.len() as f32 * size * LEADING, lines }
    }
}

/// How words become lines.
struct Paragraph<'m, M> {
    /// The width of the space between two words.
    space: f32,
    measure: &'m M,
}

impl<M: Fn(&str) -> f32> Paragraph<'_, M> {
    /// As many words in each line as it holds.
    fn lines<'p, 't>(&self, pieces: &'p [Piece<'t>], width: f32) -> Vec<&'p [Piece<'t>]> {
        let mut lines = Vec::new();
        let (mut start, mut end) = (0, 0.0);
        for (i, piece) in pieces.iter().enumerate() {
            let space = if piece.is_first { self.space } else { 0.0 };
            if i > start && end + space + piece.width > width {
                lines.push(&pieces[start..i]);
                (start, end) = (i, piece.width);
            } else {
                end += piece.width + if i > start { space } else { 0.0 };
            }
        }
        if start < pieces.len() {
            lines.push(&pieces[start..]);
        }
        lines
    }

    /// The same number of lines, as even as they can be: no word is alone in the last one.
    fn balanced(&self, pieces: &[Piece<'_>], width: f32, count: usize) -> Vec<String> {
        const TRIES: usize = 12;
        let widest = pieces.iter().map(|piece| piece.width).fold(0.0, f32::max);
        let (mut narrow, mut wide) = (widest.min(width), width);
        for _ in 0..TRIES {
            let middle = (narrow + wide) / 2.0;
            if self.lines(pieces, middle).len() > count { narrow = middle } else { wide = middle }
        }
        self.lines(pieces, wide).into_iter().map(joined).collect()
    }

    /// A line that ends with an ellipsis for all that follows.
    fn cut(&self, line: &[Piece<'_>], width: f32) -> String {
        let mut text = joined(line);
        loop {
            // No sign stands before the ellipsis, unless there are only signs.
            let words = text.trim_end_matches(|c: char| !c.is_alphanumeric());
            let cut = format!("{}…", if words.is_empty() { text.as_str() } else { words });
            if text.is_empty() || (self.measure)(&cut) <= width {
                return cut;
            }
            let kept = text.rfind(breaks).filter(|end| *end > 0);
            text.truncate(kept.or_else(|| Some(text.char_indices().next_back()?.0)).unwrap_or_default());
        }
    }
}

/// The pieces of a word that are no wider than a line, of which there is one unless the word is long: it breaks after the
/// last hyphen or dash that there is room for, and elsewhere if there is none.
fn pieces<'t>(word: &'t str, width: f32, measure: &impl Fn(&str) -> f32) -> Vec<Piece<'t>> {
    let whole = Piece { text: word, width: measure(word), is_first: true };
    if whole.width <= width {
        return vec![whole];
    }
    let mut pieces = Vec::new();
    let (mut start, mut end) = (0, 0.0);
    // Where the word may break by itself, and how wide the piece is before that.
    let mut hyphen = (0, 0.0);
    for (at, c) in word.char_indices() {
        let more = measure(c.encode_utf8(&mut [0; 4]));
        // A mark stays with its letter.
        if at > start && end + more > width && !is_mark(c) {
            let (cut, cut_width) = if hyphen.0 > start { hyphen } else { (at, end) };
            pieces.push(Piece { text: &word[start..cut], width: cut_width, is_first: start == 0 });
            (start, end) = (cut, end - cut_width);
        }
        end += more;
        if matches!(c, '-' | '‐' | '–' | '—' | '/') {
            hyphen = (at + c.len_utf8(), end);
        }
    }
    pieces.push(Piece { text: &word[start..], width: end, is_first: start == 0 });
    pieces
}

fn joined(line: &[Piece<'_>]) -> String {
    let mut text = String::new();
    for (i, piece) in line.iter().enumerate() {
        if i > 0 && piece.is_first {
            text.push(' ');
        }
        text.push_str(piece.text);
    }
    text
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(breaks).filter(|word| !word.is_empty())
}

/// Whether a line may end at a space: those of U+00A0, U+2007 and U+202F join what they separate.
const fn breaks(c: char) -> bool {
    c.is_whitespace() && !matches!(c, '\u{a0}' | '\u{2007}' | '\u{202f}')
}

const fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{200d}' | '\u{fe00}'..='\u{fe0f}')
}

/// A text without what no font of texts draws: control characters, and pictographs unless there is nothing else. A letter that
/// no font of the theme has is drawn as a box.
fn legible(text: &str) -> String {
    let text: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    let plain: String = text.chars().filter(|c| !is_pictograph(*c)).collect();
    if plain.trim().is_empty() { text } else { plain }
}

/// Emoji, and what changes or joins them (Unicode, “Emoji” and the blocks of symbols).
const fn is_pictograph(c: char) -> bool {
    matches!(c, '\u{1f000}'..='\u{1faff}' | '\u{2600}'..='\u{27bf}' | '\u{2b00}'..='\u{2bff}' | '\u{200d}' | '\u{20e3}'
        | '\u{fe00}'..='\u{fe0f}' | '\u{e0000}'..='\u{e007f}')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Every character is as wide as it is high.
    fn measure(text: &str) -> f32 {
        text.chars().count() as f32
    }

    /// Ten characters in a line, at the smallest size; five at the largest.
    const FRAME: Frame = Frame { width: 100.0, height: 36.0, largest: 20.0, smallest: 10.0 };

    fn lines(text: &str) -> String {
        fit(text, FRAME, measure).lines.join("|")
    }

    #[test]
    fn a_text_is_as_large_as_it_may_be() {
        for (text, size, expected) in [
            ("five!", 20.0, "five!"),
            ("six is", 16.0, "six is"),
            ("two lines of them", 10.0, "two lines|of them"),
            ("one two three four five", 10.0, "one two|three|four five"),
        ] {
            let fitted = fit(text, FRAME, measure);
            assert_eq!((fitted.size, fitted.lines.join("|").as_str()), (size, expected));
        }
    }

    #[test]
    fn what_does_not_fit_ends_with_an_ellipsis_and_no_other_sign() {
        assert_eq!(lines("aaaa bbbb cccc dddd eeee ffff, gggg"), "aaaa bbbb|cccc dddd|eeee ffff…");
        assert_eq!(lines("aaaa bbbb cccc dddd eeee ffffgg gggg"), "aaaa bbbb|cccc dddd|eeee…");
        assert_eq!(lines(&"a".repeat(300)), "aaaaaaaaaa|aaaaaaaaaa|aaaaaaaaa…");
        assert_eq!(lines(&"—".repeat(300)), "——————————|——————————|—————————…");
    }

    #[test]
    fn no_line_ends_where_a_space_joins_words() {
        assert_eq!(lines("Voici «\u{a0}un\u{a0}mot\u{a0}»"), "Voici|«\u{a0}un\u{a0}mot\u{a0}»");
        assert_eq!(lines("à 14\u{202f}h\u{202f}30 pile"), "à 14\u{202f}h\u{202f}30|pile");
    }

    #[test]
    fn a_long_compound_breaks_at_its_hyphens() {
        assert_eq!(lines("avant-première-nationale"), "avant-|première-|nationale");
        assert_eq!(lines("vert-abcdefghijkl"), "vert-|abcdefghij|kl");
    }

    #[test]
    fn what_no_font_draws_is_left_out_unless_it_is_all_there_is() {
        assert_eq!(lines("a\u{7}b 🦀\u{fe0f} c\n"), "a b c");
        assert_eq!(lines("🦀"), "🦀");
        assert_eq!(fit("", FRAME, measure), Fitted { size: 20.0, lines: vec![], height: 0.0 });
    }

    proptest! {
        #[test]
        fn every_text_stays_in_its_box(
            text in "(\\PC|[a-zé \u{a0}…🦀\u{301}\u{202e}א-ת]){0,320}",
            width in 1.0_f32..400.0, height in 0.0_f32..200.0, largest in 0.0_f32..90.0, smallest in 0.0_f32..90.0,
        ) {
            let fitted = fit(&text, Frame { width, height, largest, smallest }, measure);
            let size = fitted.size;
            prop_assert!(size >= 1.0 && size <= largest.max(1.0).max(smallest.min(largest)));
            prop_assert!(fitted.lines.len() <= 1 || fitted.height <= height * 1.0001);
            for line in &fitted.lines {
                // A letter with its marks is never cut, nor is an ellipsis.
                let letter = line.chars().filter(|c| !is_mark(*c)).count() <= 1;
                prop_assert!(letter || measure(line) * size <= width * 1.0001 + size * 2.0 * line.chars().filter(|c| is_mark(*c)).count() as f32, "{line:?}");
            }
        }

        #[test]
        fn a_text_that_fits_loses_no_word(text in "[a-z]{1,8}( [a-z]{1,8}){0,8}") {
            let frame = Frame { width: 100.0, height: 500.0, largest: 20.0, smallest: 10.0 };
            prop_assert_eq!(fit(&text, frame, measure).lines.join(" "), text);
        }
    }
}
