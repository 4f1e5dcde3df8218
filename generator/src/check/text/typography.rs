//! The typography of each language (Office québécois de la langue française, « Typographie »; The Canadian Style).
//!
//! No-break spaces are not asked for: pages get them where a typist writes ordinary ones.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;
use submit_fn::shared::lang::Lang;

use super::wording::regex;
use crate::check::phrase::Phrase;
use crate::check::scan::Marks;
use crate::diagnostic::operand::Sign;
use crate::diagnostic::{Diagnostic, Problem};

/// A way of writing that the language does not have.
struct Fault {
    sign: Sign,
    /// A phrase without any of these cannot have it: most have none.
    needs: Marks,
    pattern: Regex,
    /// It is none before such a character.
    except_before: fn(char) -> bool,
    /// How it should be written, or `None` if it is correct after all.
    mend: fn(&str) -> Option<String>,
}

fn fault(sign: Sign, needs: Marks, pattern: &str, mend: fn(&str) -> Option<String>) -> Fault {
    Fault { sign, needs, pattern: regex(pattern), except_before: |_| false, mend }
}

const SPACES: [char; 3] = [' ', '\u{a0}', '\u{202f}'];

static FRENCH: LazyLock<Vec<Fault>> = LazyLock::new(|| {
    vec![
        fault(Sign::Space, Marks::TIGHT_COLON, r"[\p{L}\p{N}’'-]*[\p{L}\p{N}»)$%°]:(?:\s|$)", |found| {
            let found = found.trim_end();
            Some(format!("{}\u{a0}:", &found[..found.len() - 1]))
        }),
        fault(Sign::Space, Marks::LOOSE_SIGN, r"[\p{L}\p{N}’'-]*[\p{L}\p{N}»)][ \x{a0}\x{202f}]+[;!?]", without_space),
        fault(Sign::Space, Marks::TIGHT_GUILLEMET, r"«[^\s]+", |found| {
            Some(format!("«\u{a0}{}", &found['«'.len_utf8()..]))
        }),
        fault(Sign::Space, Marks::TIGHT_GUILLEMET, r"[^\s]+[^\s]»", |found| {
            Some(format!("{}\u{a0}»", found.trim_end_matches('»')))
        }),
        fault(Sign::Quotes, Marks::STRAIGHT_QUOTE, "\"[^\"]+\"", |found| {
            Some(format!("«\u{a0}{}\u{a0}»", found.trim_matches('"')))
        }),
        fault(Sign::Quotes, Marks::CURLY_QUOTE, r"(?:«[^»]*»)|“[^”]*”", |found| {
            match found.starts_with('«') {
                // Within guillemets, the second level takes them.
                true => None,
                false => Some(format!("«\u{a0}{}\u{a0}»", found.trim_matches(['“', '”']))),
            }
        }),
        fault(Sign::Money, Marks::DOLLAR, &format!(r"\$[ \x{{a0}}]?{AMOUNT}"), french_money),
        fault(Sign::Money, Marks::DOLLAR, &format!(r"{AMOUNT}[ \x{{a0}}\x{{202f}}]*\$"), |found| {
            let spaced = found.trim_end_matches('$').ends_with(SPACES);
            let mended = french_money(found)?;
            (!spaced || has_english_groups(found) || found.contains('.')).then_some(mended)
        }),
        fault(Sign::Money, Marks::DOLLAR, MULTIPLE, |found| {
            let (number, unit) = found.split_at(found.len() - "M$".len());
            let mended = format!("{}\u{a0}{unit}", number.trim_end_matches(SPACES).replacen('.', ",", 1));
            (!number.ends_with(SPACES) || number.contains('.')).then_some(mended)
        }),
        double_space(),
        fault(
            Sign::Time,
            Marks::COLON_TIME,
            &format!(r"(?-u:\b)(?:[01]?\d|2[0-3]):[0-5]\d(?:{HALF_DAY}|(?-u:\b))"),
            |found| {
                let (hour, rest) = found.split_once(':')?;
                Some(french_time(&hour_of_day(hour, rest)?.to_string(), &rest[..2]))
            },
        ),
        fault(Sign::Time, Marks::TIGHT_HOUR, r"(?-u:\b)(?:[01]?\d|2[0-3])h(?:[0-5]\d)?(?-u:\b)", |found| {
            let (hour, minute) = found.split_once('h')?;
            Some(french_time(hour, minute))
        }),
        fault(Sign::Time, Marks::HALF_DAY, &format!(r"(?-u:\b)(?:1[0-2]|0?[1-9]){HALF_DAY}"), |found| {
            let hour = found.trim_end_matches(|c: char| !c.is_ascii_digit());
            Some(french_time(&hour_of_day(hour, found)?.to_string(), ""))
        }),
        fault(Sign::Number, Marks::TIGHT_PERCENT, r"\d+(?:,\d+)?%", |found| {
            Some(format!("{}\u{a0}%", found.trim_end_matches('%')))
        }),
        fault(Sign::Number, Marks::DIGIT_COMMA, r"(?-u:\b)\d{1,3}(?:,\d{3})+(?-u:\b)", |found| {
            // `0,254` has decimals.
            (!found.starts_with('0')).then(|| found.replace(',', "\u{a0}"))
        }),
        fault(
            Sign::Number,
            Marks::DIGIT_POINT,
            r"(?-u:\b)\d+\.\d+[ \x{a0}]?(?:%|million|milliard|[kcm]?m(?-u:\b)|kg|km|heure|minute|seconde|jour|semaine|mois|an(?:née)?s?(?-u:\b)|point|hectare|tonne|litre|fois|[kMG]o(?-u:\b))",
            |found| Some(found.replacen('.', ",", 1)),
        ),
    ]
});

static ENGLISH: LazyLock<Vec<Fault>> = LazyLock::new(|| {
    vec![
        fault(
            Sign::Space,
            Marks::LOOSE_COLON.or(Marks::LOOSE_SIGN),
            r"[\p{L}\p{N}’'-]*[\p{L}\p{N}”)$%°][ \x{a0}\x{202f}]+[:;!?](?:\s|$)",
            without_space,
        ),
        fault(Sign::Quotes, Marks::GUILLEMET, "«[^»]*»", |found| {
            Some(format!("“{}”", found.trim_matches(['«', '»']).trim_matches(SPACES)))
        }),
        Fault {
            // In “12 $70 tickets” the sign is that of the next amount.
            except_before: |c| c.is_ascii_digit(),
            ..fault(Sign::Money, Marks::DOLLAR, &format!(r"{AMOUNT}[ \x{{a0}}\x{{202f}}]*\$"), |found| {
                let (dollars, cents) = dollars_and_cents(found);
                let cents = cents.map(|cents| format!(".{cents}")).unwrap_or_default();
                Some(format!("${}{cents}", grouped(&dollars, ',')))
            })
        },
        // `$1.200,50`
        fault(Sign::Money, Marks::DOLLAR, r"\$\d{1,3}(?:\.\d{3})*,\d{2}(?-u:\b)", |found| {
            let (dollars, cents) = dollars_and_cents(found);
            Some(format!("${}.{}", grouped(&dollars, ','), cents?))
        }),
        fault(Sign::Money, Marks::DOLLAR, MULTIPLE, |found| {
            let (number, unit) = found.split_at(found.len() - "M$".len());
            Some(format!("${}{}", number.trim_end_matches(SPACES).replacen(',', ".", 1), unit.trim_end_matches('$')))
        }),
        double_space(),
        fault(
            Sign::Time,
            Marks::LOOSE_HOUR,
            r"(?-u:\b)(?:[01]?\d|2[0-3])[ \x{a0}]?h[ \x{a0}]?[0-5]\d(?-u:\b)(?:[ \x{a0}]?min)?",
            |found| {
                let (hour, minute) = found.split_once('h')?;
                let (hour, minute) = (hour.trim_matches(SPACES), minute.trim_matches(SPACES));
                // `1 h 30 min`, or `1 h 30` of work, is how long something takes.
                let is_duration = minute.ends_with("min") || hour.parse::<u32>().is_ok_and(|hour| hour < 6);
                if is_duration { None } else { english_time(hour, minute) }
            },
        ),
        fault(Sign::Time, Marks::COLON_TIME, r"(?-u:\b)(?:1[3-9]|2[0-3]):[0-5]\d(?-u:\b)", |found| {
            let (hour, minute) = found.split_once(':')?;
            english_time(hour, minute)
        }),
        fault(Sign::Number, Marks::LOOSE_PERCENT, r"\d+(?:[.,]\d+)*[ \x{a0}\x{202f}]%", |found| {
            Some(format!("{}%", found.trim_end_matches('%').trim_end_matches(SPACES)))
        }),
        fault(
            Sign::Number,
            Marks::DIGIT_SPACE,
            // Standards have such names: EN 301 549. So have telephones: 1 800 555-0100.
            r"(?:\p{Lu}{2}[ \x{a0}]|[+(]|(?-u:\b))\d{1,3}(?:[ \x{a0}\x{202f}]\d{3})+(?-u:\b)(?:[ -]\d+)*",
            |found| {
                let are_groups = found.split(SPACES).skip(1).all(|group| group.len() == 3);
                let is_number = found.chars().all(|c| c.is_ascii_digit() || SPACES.contains(&c));
                (are_groups && is_number).then(|| found.replace(SPACES, ","))
            },
        ),
        fault(
            Sign::Number,
            Marks::DIGIT_COMMA,
            r"(?-u:\b)\d+,\d{1,2}[ \x{a0}]?(?:%|million|billion|km|kg|[kMG]B(?-u:\b)|hours|seconds)",
            |found| Some(found.replacen(',', ".", 1)),
        ),
    ]
});

/// Thousands, millions or billions of dollars, as French writes them.
const MULTIPLE: &str = r"(?-u:\b)\d+(?:[.,]\d+)?[ \x{a0}\x{202f}]?[kKMG]\$";

/// Two spaces within a sentence. After it, typists may put two: a page shows one. More align something.
fn double_space() -> Fault {
    fault(Sign::Space, Marks::DOUBLE_SPACE, r"[\p{L}\p{N}’',;)»]+ {2}[\p{L}\p{N}(«]+", |found| {
        Some(found.replacen("  ", " ", 1))
    })
}

/// Reports what does not follow the typography of the phrase's language.
pub(super) fn rule(phrase: &Phrase<'_>) -> Vec<Diagnostic> {
    let faults = match phrase.lang {
        Lang::En => &ENGLISH,
        Lang::Fr => &FRENCH,
    };
    let mut reported: Vec<Range<usize>> = Vec::new();
    let mut diagnostics = Vec::new();
    for fault in faults.iter().filter(|fault| phrase.scan.marks.has(fault.needs)) {
        for found in fault.pattern.find_iter(phrase.text) {
            if phrase.text[found.end()..].starts_with(fault.except_before) {
                continue;
            }
            let Some(instead) = (fault.mend)(found.as_str()) else { continue };
            // Some patterns end with the space that follows.
            let range = found.start()..found.start() + found.as_str().trim_end().len();
            // An amount with a wrong group is one fault, not two.
            if reported.iter().any(|other| other.start < range.end && range.start < other.end) {
                continue;
            }
            let found = phrase.text[range.clone()].to_owned();
            let problem = Problem::Typography { sign: fault.sign, lang: phrase.lang, found, instead };
            diagnostics.push(phrase.problem(range.clone(), problem));
            reported.push(range);
        }
    }
    diagnostics
}

fn without_space(found: &str) -> Option<String> {
    let found = found.trim_end();
    let sign = found.chars().next_back()?;
    Some(format!("{}{sign}", found.trim_end_matches(sign).trim_end_matches(SPACES)))
}

fn has_english_groups(found: &str) -> bool {
    found.split(',').skip(1).any(|group| group.chars().take_while(char::is_ascii_digit).count() == 3)
}

/// A number in groups of three or in none, with or without cents.
const AMOUNT: &str = r"(?-u:\b)(?:\d{1,3}(?:[,. \x{a0}\x{202f}]\d{3})+|\d+)(?:[.,]\d{1,2})?";

/// An amount as French writes it: `8 200 $`, `8 200,50 $`.
fn french_money(found: &str) -> Option<String> {
    let (dollars, cents) = dollars_and_cents(found);
    let cents = cents.map(|cents| format!(",{cents}")).unwrap_or_default();
    Some(format!("{}{cents}\u{a0}$", grouped(&dollars, '\u{a0}')))
}

/// The digits of an amount, and its two digits of cents if it has some.
fn dollars_and_cents(found: &str) -> (String, Option<String>) {
    let digits = found.trim_matches(|c: char| !c.is_ascii_digit());
    let (dollars, cents) = match digits.rsplit_once(['.', ',']) {
        Some((dollars, cents)) if cents.len() <= 2 => (dollars, Some(format!("{cents:0<2}"))),
        _ => (digits, None),
    };
    (dollars.chars().filter(char::is_ascii_digit).collect(), cents)
}

/// Which half of the day a time is in, as English writes it after the time.
const HALF_DAY: &str = r"[ \x{a0}\x{202f}]?(?:[aApP][mM](?-u:\b)|[aApP]\.[mM]\.)";

/// The hour on 24 hours, of one that a half of the day may follow.
fn hour_of_day(hour: &str, rest: &str) -> Option<u32> {
    let hour: u32 = hour.parse().ok()?;
    Some(match (hour, rest.contains(['a', 'A']), rest.contains(['p', 'P'])) {
        (1..=12, _, true) => hour % 12 + 12,
        (1..=12, true, _) => hour % 12,
        _ => hour,
    })
}

fn french_time(hour: &str, minute: &str) -> String {
    let hour = hour.trim_start_matches('0');
    let hour = if hour.is_empty() { "0" } else { hour };
    match minute {
        "" | "00" => format!("{hour}\u{a0}h"),
        minute => format!("{hour}\u{a0}h\u{a0}{minute}"),
    }
}

fn english_time(hour: &str, minute: &str) -> Option<String> {
    let hour: u32 = hour.parse().ok()?;
    let half = if hour < 12 { "am" } else { "pm" };
    Some(format!("{}:{minute} {half}", if hour.is_multiple_of(12) { 12 } else { hour % 12 }))
}

/// Digits in groups of three.
fn grouped(digits: &str, separator: char) -> String {
    let mut out = String::new();
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(separator);
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::{Text, TextSource};

    /// The stretches of a text that are reported.
    fn reported(lang: Lang, markdown: &str) -> Vec<String> {
        let diagnostics = diagnostics(lang, markdown);
        let places = diagnostics.iter().filter_map(|diagnostic| diagnostic.place.as_ref());
        places.map(|place| place.text[place.start..place.end].to_owned()).collect()
    }

    /// What is to be written in their place.
    fn instead_of(lang: Lang, markdown: &str) -> Vec<String> {
        let instead = |diagnostic: Diagnostic| match diagnostic.problem {
            Problem::Typography { instead, .. } => Some(instead),
            _ => None,
        };
        diagnostics(lang, markdown).into_iter().filter_map(instead).collect()
    }

    fn diagnostics(lang: Lang, markdown: &str) -> Vec<Diagnostic> {
        let source = TextSource::of_markdown(markdown);
        let text = Text::parse(&source, lang);
        let phrases = text.passages().map(|passage| Phrase::of(&text, passage));
        phrases.flat_map(|phrase| rule(&phrase)).collect()
    }

    #[test]
    fn an_amount_ends_at_its_dollar_sign() {
        for text in ["Pay 5$ now.", "Pay 5$, now.", "Pay 5$—now.", "Pay “5$” now.", "Pay 5$"] {
            assert_eq!(reported(Lang::En, text), ["5$"], "{text}");
        }
    }

    #[test]
    fn a_number_before_an_amount_is_no_part_of_it() {
        assert_eq!(reported(Lang::En, "In 2011, 70$ was a lot."), ["70$"]);
        assert_eq!(reported(Lang::Fr, "En 2011, 70$ étaient beaucoup; de $70, 2011 fois."), ["$70", "70$"]);
    }

    #[test]
    fn cents_stay_cents() {
        assert_eq!(dollars_and_cents("8,200.50$"), ("8200".into(), Some("50".into())));
        assert_eq!(dollars_and_cents("$8200,5"), ("8200".into(), Some("50".into())));
        assert_eq!(dollars_and_cents("1\u{a0}500 $"), ("1500".into(), None));
    }

    #[test]
    fn an_amount_has_the_signs_of_one_language_only() {
        assert_eq!(reported(Lang::En, "It cost $1.200,50, or $8,50, not $8,500."), ["$1.200,50", "$8,50"]);
        assert_eq!(reported(Lang::Fr, "Cela coûte 1.200,50 $, ou 8.50 $; non 8,50 $."), ["1.200,50 $", "8.50 $"]);
        assert_eq!(reported(Lang::Fr, "De 1.5 M$ à 2,5M$, ou 3,5 M$."), ["1.5 M$", "2,5M$"]);
        assert_eq!(reported(Lang::En, "From 1.5 M$ to $2.5M."), ["1.5 M$"]);
        assert_eq!(reported(Lang::Fr, "En $: le prix, en %: la part."), ["$:", "%:"]);
        assert_eq!(reported(Lang::En, "In $ : the price."), ["$ :"]);
    }

    #[test]
    fn decimals_after_zero_are_no_thousands() {
        assert_eq!(reported(Lang::Fr, "De 0,254 à 1,254 m."), ["1,254"]);
    }

    #[test]
    fn two_spaces_may_follow_a_sentence_but_not_a_word() {
        assert_eq!(reported(Lang::En, "Two  words.  And a sentence, after:  this; a   column."), ["Two  words"]);
        assert_eq!(reported(Lang::Fr, "Un mot  « cité »."), ["mot  «"]);
    }

    #[test]
    fn a_whole_percentage_is_marked() {
        assert_eq!(reported(Lang::En, "Take 90 % or 12.5 %."), ["90 %", "12.5 %"]);
    }

    #[test]
    fn a_half_of_the_day_makes_the_hour_that_is_suggested() {
        for (text, instead) in [
            ("à 2:00 pm", "14\u{a0}h"),
            ("à 2:30 p.m.", "14\u{a0}h\u{a0}30"),
            ("à 12:05 AM", "0\u{a0}h\u{a0}05"),
            ("à 12 pm", "12\u{a0}h"),
            ("à 9:30", "9\u{a0}h\u{a0}30"),
            ("à 14:00 pm", "14\u{a0}h"),
        ] {
            let suggested = instead_of(Lang::Fr, text);
            assert_eq!(suggested, [instead], "{text}");
        }
        assert_eq!(reported(Lang::Fr, "à 2:00 pm, puis 2:30 p.m."), ["2:00 pm", "2:30 p.m."]);
    }

    #[test]
    fn a_quotation_may_end_in_an_amount() {
        assert_eq!(reported(Lang::Fr, "Un prix « de 5 $ » et \"de 5 $\"."), ["\"de 5 $\""]);
    }
}
