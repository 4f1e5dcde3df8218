//! Signs of the other language, and of Markdown.

use submit_fn::shared::lang::Lang;

use super::words;
use crate::diagnostic::operand::Sign;
use crate::diagnostic::words::Words;

pub(super) fn typography(sign: Sign, lang: Lang, found: &str, instead: &str) -> Words {
    let language = language(lang);
    let title = match sign {
        Sign::Space => format!("`{found}`\u{a0}: ce n'est pas l'espacement employé en {language}"),
        Sign::Quotes => format!("`{found}`\u{a0}: ce ne sont pas les guillemets employés en {language}"),
        Sign::Money => format!("`{found}`\u{a0}: un montant ne s'écrit pas ainsi en {language}"),
        Sign::Time => format!("`{found}`\u{a0}: une heure ne s'écrit pas ainsi en {language}"),
        Sign::Number => format!("`{found}`\u{a0}: un nombre ne s'écrit pas ainsi en {language}"),
        Sign::Date => format!("`{found}`\u{a0}: une date ne s'écrit pas ainsi en {language}"),
        Sign::Letter => format!("`{found}`\u{a0}: cela ne s'écrit pas ainsi en {language}"),
    };
    words(title, format!("écrivez `{instead}`"))
}

pub(super) fn literal_markup(found: &str) -> Words {
    let help = match found.starts_with('[') {
        true => "écrivez un lien ainsi\u{a0}: `[des mots](https://…)`, sans espace dans l'adresse ni devant",
        false => "terminez-le par le même signe, sans espace à l'intérieur; s'il est voulu, mettez un `\\` devant",
    };
    words(format!("on verrait `{found}` tel quel"), help)
}

pub(super) const fn language(lang: Lang) -> &'static str {
    match lang {
        Lang::En => "anglais",
        Lang::Fr => "français",
    }
}
