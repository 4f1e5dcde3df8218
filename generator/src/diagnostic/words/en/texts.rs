//! Signs of the other language, and of Markdown.

use submit_fn::shared::lang::Lang;

use super::words;
use crate::diagnostic::operand::Sign;
use crate::diagnostic::words::Words;

pub(super) fn typography(sign: Sign, lang: Lang, found: &str, instead: &str) -> Words {
    let language = language(lang);
    let title = match sign {
        Sign::Space => format!("`{found}` does not have the spaces of {language}"),
        Sign::Quotes => format!("`{found}` does not have the quotation marks of {language}"),
        Sign::Money => format!("`{found}` is not how {language} writes an amount"),
        Sign::Time => format!("`{found}` is not how {language} writes a time"),
        Sign::Number => format!("`{found}` is not how {language} writes a number"),
        Sign::Date => format!("`{found}` is not how {language} writes a date"),
        Sign::Letter => format!("`{found}` is not how {language} spells this"),
    };
    words(title, format!("write `{instead}`"))
}

pub(super) fn literal_markup(found: &str) -> Words {
    let help = match found.starts_with('[') {
        true => "write a link as `[words](https://…)`, without a space in its address or before it",
        false => "end it with the same sign, without a space within; if it is meant, write a `\\` before it",
    };
    words(format!("readers would see `{found}` as it stands"), help)
}

pub(super) const fn language(lang: Lang) -> &'static str {
    match lang {
        Lang::En => "English",
        Lang::Fr => "French",
    }
}
