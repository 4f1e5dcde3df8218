//! Numbers, times and months, whatever the language and the way in which they are written, and what they count.

/// A value, whatever way it is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::check) enum Quantity {
    /// Digits without their decimal point, and how many of them follow it, without zeros at either end.
    Number(u64, u8),
    /// Hours and minutes.
    Time(u16, u8),
    /// From 1 to 12.
    Month(u8),
}

impl Quantity {
    /// A number whose last digits are decimals.
    pub(in crate::check) const fn number(mut digits: u64, mut decimals: u8) -> Self {
        while decimals > 0 && digits.is_multiple_of(10) {
            digits /= 10;
            decimals -= 1;
        }
        Self::Number(digits, decimals)
    }

    /// The number times a power of ten; anything else as it is.
    pub(in crate::check) const fn scaled(self, zeros: i8) -> Self {
        let Self::Number(mut digits, mut decimals) = self else { return self };
        let mut left = zeros;
        while left > 0 {
            if decimals > 0 {
                decimals -= 1;
            } else {
                digits = digits.wrapping_mul(10);
            }
            left -= 1;
        }
        while left < 0 {
            decimals = decimals.saturating_add(1);
            left += 1;
        }
        Self::number(digits, decimals)
    }
}

/// What a number counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::check) enum Unit {
    Dollar,
    Percent,
    Millisecond,
    Second,
    Minute,
    Hour,
    Day,
    Week,
    Month,
    Year,
    Byte,
    Kilobyte,
    Megabyte,
    Gigabyte,
    Terabyte,
    Metre,
    Kilometre,
    Centimetre,
    Millimetre,
    Word,
    Page,
    Character,
}

/// A sign or a word after a number, or a sign before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::check) enum Suffix {
    Unit(Unit),
    /// So many zeros more; of dollars if it says so.
    Zeros(i8, Option<Unit>),
    /// `2x`: so many times, or hundreds of percent.
    Times,
}

impl Suffix {
    /// What letters or a sign mean after a number, in either language.
    pub(in crate::check) fn of(word: &str) -> Option<Self> {
        use Unit::*;
        // By letters whose case matters: `M$` is not `m`.
        let unit = match word {
            "$" => Dollar,
            "¢" => return Some(Self::Zeros(-2, Some(Dollar))),
            "%" => Percent,
            "k$" | "K$" => return Some(Self::Zeros(3, Some(Dollar))),
            "M$" => return Some(Self::Zeros(6, Some(Dollar))),
            "G$" => return Some(Self::Zeros(9, Some(Dollar))),
            "K" => return Some(Self::Zeros(3, None)),
            "x" | "×" => return Some(Self::Times),
            "B" => Byte,
            "kB" | "KB" | "ko" | "Ko" | "KiB" | "Kio" => Kilobyte,
            "MB" | "Mo" | "MiB" | "Mio" => Megabyte,
            "GB" | "Go" | "GiB" | "Gio" => Gigabyte,
            "TB" | "To" => Terabyte,
            "km" => Kilometre,
            "m" => Metre,
            "cm" => Centimetre,
            "mm" => Millimetre,
            "ms" => Millisecond,
            "s" => Second,
            "h" => Hour,
            "min" => Minute,
            // Most are in small letters already.
            _ if word.bytes().all(|byte| byte.is_ascii_lowercase()) => return Self::of_word(word),
            _ => return Self::of_word(&word.to_lowercase()),
        };
        Some(Self::Unit(unit))
    }

    /// The zeros of `$1.5M`.
    pub(in crate::check) fn of_dollars(word: &str) -> Option<i8> {
        match word {
            "k" | "K" => Some(3),
            "m" | "M" => Some(6),
            "b" | "B" | "bn" => Some(9),
            _ => None,
        }
    }

    fn of_word(word: &str) -> Option<Self> {
        use Unit::*;
        Some(Self::Unit(match word {
            "dollar" | "dollars" | "cad" => Dollar,
            "cent" | "cents" => return Some(Self::Zeros(-2, Some(Dollar))),
            "percent" => Percent,
            "thousand" | "mille" => return Some(Self::Zeros(3, None)),
            "million" | "millions" => return Some(Self::Zeros(6, None)),
            "billion" | "billions" | "milliard" | "milliards" => return Some(Self::Zeros(9, None)),
            "second" | "seconds" | "seconde" | "secondes" | "sec" => Second,
            "minute" | "minutes" | "mins" => Minute,
            "hour" | "hours" | "hr" | "hrs" | "heure" | "heures" => Hour,
            "day" | "days" | "jour" | "jours" | "journée" | "journées" => Day,
            "week" | "weeks" | "semaine" | "semaines" => Week,
            "month" | "months" | "mois" => Month,
            "year" | "years" | "an" | "ans" | "année" | "années" => Year,
            "kilobytes" | "kilooctets" => Kilobyte,
            "megabytes" | "mégaoctets" => Megabyte,
            "gigabytes" | "gigaoctets" => Gigabyte,
            "terabytes" | "téraoctets" => Terabyte,
            "metre" | "metres" | "mètre" | "mètres" => Metre,
            "kilometre" | "kilometres" | "kilomètre" | "kilomètres" => Kilometre,
            "word" | "words" | "mot" | "mots" => Word,
            "page" | "pages" => Page,
            "character" | "characters" | "caractère" | "caractères" => Character,
            _ => return None,
        }))
    }
}

/// A quantity with what it counts, as far as that is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::check) struct Measure {
    pub(in crate::check) quantity: Quantity,
    pub(in crate::check) unit: Option<Unit>,
}

impl Measure {
    pub(in crate::check) const fn bare(quantity: Quantity) -> Self {
        Self { quantity, unit: None }
    }

    /// Whether both can be one: the same, of the same unit or of one that is not said; or as long.
    pub(in crate::check) fn may_be(self, other: Self) -> bool {
        self.is_same(other) || self.as_long().any(|measure| measure == other) || {
            self.length().is_some_and(|length| Some(length) == other.length())
        }
    }

    fn is_same(self, other: Self) -> bool {
        self.quantity == other.quantity
            && match (self.unit, other.unit) {
                (Some(unit), Some(other)) => unit == other,
                _ => true,
            }
    }

    /// What people say for a duration though it is not as long: « quinze jours » are two weeks.
    fn as_long(self) -> impl Iterator<Item = Self> {
        let pair = [(2, Unit::Week), (15, Unit::Day)]
            .map(|(number, unit)| Self { quantity: Quantity::Number(number, 0), unit: Some(unit) });
        let other = pair.iter().position(|measure| *measure == self).map(|at| pair[1 - at]);
        other.into_iter()
    }

    /// Milliseconds, or months after all of those.
    fn length(self) -> Option<(bool, u128)> {
        let Quantity::Number(digits, decimals) = self.quantity else { return None };
        let (is_months, factor): (bool, u128) = match self.unit? {
            Unit::Millisecond => (false, 1),
            Unit::Second => (false, 1000),
            Unit::Minute => (false, 60_000),
            Unit::Hour => (false, 3_600_000),
            Unit::Day => (false, 86_400_000),
            Unit::Week => (false, 604_800_000),
            Unit::Month => (true, 1000),
            Unit::Year => (true, 12_000),
            _ => return None,
        };
        let decimals = 10_u128.checked_pow(u32::from(decimals))?;
        let product = u128::from(digits) * factor;
        product.is_multiple_of(decimals).then(|| (is_months, product / decimals))
    }
}

/// The measures of a text, to look up: there may be many.
#[derive(Default)]
pub(in crate::check) struct Measures {
    sorted: Vec<Measure>,
    lengths: Vec<(bool, u128)>,
}

impl FromIterator<Measure> for Measures {
    fn from_iter<I: IntoIterator<Item = Measure>>(measures: I) -> Self {
        let mut sorted: Vec<Measure> = measures.into_iter().collect();
        sorted.sort_unstable();
        sorted.dedup();
        let mut lengths: Vec<_> = sorted.iter().filter_map(|measure| measure.length()).collect();
        lengths.sort_unstable();
        Self { sorted, lengths }
    }
}

impl Measures {
    /// Whether one of them may be this one.
    pub(in crate::check) fn have(&self, measure: Measure) -> bool {
        let first = self.sorted.partition_point(|other| other.quantity < measure.quantity);
        let mut same = self.sorted[first..].iter().take_while(|other| other.quantity == measure.quantity);
        same.any(|other| measure.is_same(*other))
            || measure.as_long().any(|other| self.sorted.binary_search(&other).is_ok())
            || measure.length().is_some_and(|length| self.lengths.binary_search(&length).is_ok())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn measure(digits: u64, decimals: u8, unit: Option<Unit>) -> Measure {
        Measure { quantity: Quantity::number(digits, decimals), unit }
    }

    #[test]
    fn powers_of_ten_move_the_decimal_sign() {
        assert_eq!(Quantity::number(15, 1).scaled(6), Quantity::Number(1_500_000, 0));
        assert_eq!(Quantity::number(50, 0).scaled(-2), Quantity::Number(5, 1));
        assert_eq!(Quantity::number(500, 0).scaled(-2), Quantity::Number(5, 0));
    }

    #[test]
    fn measures_are_the_same_in_the_same_unit_or_as_long() {
        use Unit::*;
        for (a, b) in [
            (measure(90, 0, Some(Minute)), measure(15, 1, Some(Hour))),
            (measure(2, 0, Some(Week)), measure(15, 0, Some(Day))),
            (measure(14, 0, Some(Day)), measure(2, 0, Some(Week))),
            (measure(5, 0, Some(Megabyte)), measure(5, 0, None)),
            (measure(1, 0, Some(Year)), measure(12, 0, Some(Month))),
        ] {
            assert!(a.may_be(b) && b.may_be(a), "{a:?} {b:?}");
        }
        for (a, b) in [
            (measure(5, 0, Some(Megabyte)), measure(5, 0, Some(Gigabyte))),
            (measure(48, 0, Some(Hour)), measure(48, 0, Some(Day))),
            (measure(30, 0, Some(Day)), measure(1, 0, Some(Month))),
            (measure(5, 0, Some(Percent)), measure(5, 0, Some(Dollar))),
        ] {
            assert!(!a.may_be(b) && !b.may_be(a), "{a:?} {b:?}");
        }
    }
}
