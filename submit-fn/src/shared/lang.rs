//! The two languages of the site, and values that hold both.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// One of the two official languages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Lang {
    /// English, as written in Canada.
    En,
    /// French, as written in Canada.
    Fr,
}

impl Lang {
    /// Both, in the order in which pages are built and listed.
    pub const BOTH: [Self; 2] = [Self::En, Self::Fr];

    /// The code used in URLs, file names and forms: `en` or `fr`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Fr => "fr",
        }
    }

    /// The BCP 47 tag with the region: `en-CA` or `fr-CA`.
    pub const fn locale(self) -> &'static str {
        match self {
            Self::En => "en-CA",
            Self::Fr => "fr-CA",
        }
    }

    /// French for English, English for French.
    pub const fn other(self) -> Self {
        match self {
            Self::En => Self::Fr,
            Self::Fr => Self::En,
        }
    }
}

impl fmt::Display for Lang {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

/// A text that is neither `en` nor `fr`.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the language is `en` or `fr`, not `{0}`")]
pub struct UnknownLang(pub String);

impl FromStr for Lang {
    type Err = UnknownLang;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text {
            "en" => Ok(Self::En),
            "fr" => Ok(Self::Fr),
            other => Err(UnknownLang(other.to_owned())),
        }
    }
}

/// A value in both languages. Neither can be missing.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bilingual<T> {
    /// The value in English.
    pub en: T,
    /// The value in French.
    pub fr: T,
}

impl<T> Bilingual<T> {
    /// Calls `make` once for each language.
    pub fn from_fn(mut make: impl FnMut(Lang) -> T) -> Self {
        Self { en: make(Lang::En), fr: make(Lang::Fr) }
    }

    /// Calls `make` once for each language, until it fails.
    ///
    /// # Errors
    /// The first error of `make`.
    pub fn try_from_fn<E>(mut make: impl FnMut(Lang) -> Result<T, E>) -> Result<Self, E> {
        Ok(Self { en: make(Lang::En)?, fr: make(Lang::Fr)? })
    }

    /// The value in one language.
    pub const fn get(&self, lang: Lang) -> &T {
        match lang {
            Lang::En => &self.en,
            Lang::Fr => &self.fr,
        }
    }

    /// The value of one language, to change it.
    pub const fn get_mut(&mut self, lang: Lang) -> &mut T {
        match lang {
            Lang::En => &mut self.en,
            Lang::Fr => &mut self.fr,
        }
    }

    /// Applies `change` to both values.
    pub fn map<U>(self, mut change: impl FnMut(T) -> U) -> Bilingual<U> {
        Bilingual { en: change(self.en), fr: change(self.fr) }
    }

    /// Both values, borrowed.
    pub const fn as_ref(&self) -> Bilingual<&T> {
        Bilingual { en: &self.en, fr: &self.fr }
    }
}
