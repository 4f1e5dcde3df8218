//! Letters and capitals that typists of French leave out or add: œ, accents on capitals, names of months and days.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;
use submit_fn::shared::lang::Lang;

use super::wording::{is_of_whole_words, regex};
use crate::check::phrase::Phrase;
use crate::check::scan::Marks;
use crate::diagnostic::operand::Sign;
use crate::diagnostic::{Diagnostic, Problem};

/// A word that French writes otherwise. The first group of the pattern is what is at fault.
struct Fault {
    sign: Sign,
    needs: Marks,
    pattern: Regex,
    /// Whether it is none after all, because of what stands before and after.
    is_excused: fn(&str, &str) -> bool,
    mend: fn(&str) -> String,
}

static FAULTS: LazyLock<Vec<Fault>> = LazyLock::new(|| {
    const MONTH: &str = "[Jj]anvier|[Ff]évrier|[Mm]ars|[Aa]vril|[Mm]ai|[Jj]uin|[Jj]uillet|[Aa]oût|[Ss]eptembre|[Oo]ctobre|[Nn]ovembre|[Dd]écembre";
    // Mars is a planet too.
    const CAPITAL: &str = "Janvier|Février|Avril|Mai|Juin|Juillet|Août|Septembre|Octobre|Novembre|Décembre";
    vec![
        Fault {
            sign: Sign::Date,
            needs: Marks::MONTH,
            pattern: regex(&format!(r"(?:^|[^\d.,/-])(1[ \x{{a0}}](?:{MONTH}))(?-u:\b)")),
            is_excused: |before, _| {
                // « la phase 1 mai commencer »: a number that follows its noun.
                let last = before.trim_end().rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
                ["phase", "version", "étape", "partie", "lot", "niveau", "no", "numéro"].contains(&last)
            },
            mend: |found| format!("1er{}", found[1..].to_lowercase()),
        },
        // « du 1 au 5 mars »
        Fault {
            sign: Sign::Date,
            needs: Marks::MONTH,
            pattern: regex(&format!(
                r"(?-u:\b)[Dd]u[ \x{{a0}}](1)[ \x{{a0}}]au[ \x{{a0}}]\d{{1,2}}[ \x{{a0}}](?:{MONTH})(?-u:\b)"
            )),
            is_excused: |_, _| false,
            mend: |_| "1er".into(),
        },
        Fault {
            sign: Sign::Date,
            needs: Marks::MONTH,
            pattern: regex(&format!(r"(?-u:\b)(?:\d{{1,2}}|1er)[ \x{{a0}}]({CAPITAL}|Mars)(?-u:\b)")),
            is_excused: |_, _| false,
            mend: str::to_lowercase,
        },
        Fault {
            sign: Sign::Date,
            needs: Marks::MONTH,
            pattern: regex(&format!(
                r"(?i:(?-u:\b)(?:en|dès|depuis|fin|début|mi-|mois de)|d['’]ici|mois d['’])[ \x{{a0}}]?({CAPITAL})(?-u:\b)"
            )),
            is_excused: |_, _| false,
            mend: str::to_lowercase,
        },
        Fault {
            sign: Sign::Date,
            needs: Marks::SPELLING,
            pattern: regex(
                r"(?-u:\b)(?i:le|les|ce|du|au|chaque|dès|avant|après)[ \x{a0}]((?:Lundi|Mardi|Mercredi|Jeudi|Vendredi|Samedi|Dimanche)s?)(?-u:\b)",
            ),
            // « le Vendredi saint » is a name, and « Le Devoir du Samedi » may be one.
            is_excused: |_, after| {
                [" saint", " gras", " des ", " noir", " fou"].iter().any(|name| after.starts_with(name))
            },
            mend: str::to_lowercase,
        },
        Fault {
            sign: Sign::Letter,
            needs: Marks::SPELLING,
            pattern: regex(
                r"(?i)(?-u:\b)((?:oeuvres?|soeurs?|coeurs?|noeuds?|voeux?|boeufs?|oeil|oeufs?|moeurs)(?-u:\b)|manoeuvr\p{L}+)",
            ),
            is_excused: is_part_of_an_address,
            mend: |found| found.replace("oe", "œ").replace("Oe", "Œ").replace("OE", "Œ"),
        },
        Fault {
            sign: Sign::Letter,
            needs: Marks::SPELLING,
            pattern: regex(
                r"(?-u:\b)(Etats?|Ecoles?|Ecrire|Ecrivez|Ecrite?s?|Ecrans?|Evaluations?|Evaluer|Evaluez|Etudes?|Etudier|Etudiante?s?|Etapes?|Equipes?|Etablissements?|Etablir|Electroniques?|Energies?|Economies?|Egalement|Eviter|Evitez|Elaborations?|Elaborer|Etant)(?-u:\b)",
            ),
            // « Evaluation Report » and « Energie NB » are names.
            is_excused: |before, after| {
                let next = after.strip_prefix([' ', '\u{a0}']).and_then(|after| after.chars().next());
                next.is_some_and(char::is_uppercase) || is_part_of_an_address(before, after)
            },
            mend: |found| format!("É{}", &found[1..]),
        },
        Fault {
            sign: Sign::Letter,
            needs: Marks::SPELLING,
            pattern: regex(
                r"(?:^|[.!?:«(–—;][ \x{a0}]*)(A (?:compter|partir|titre|noter|propos|savoir|cet?|cette|ces|chaque|moins|défaut|quoi|qui|quel(?:le)?s?|droite|gauche|venir|suivre|compléter|faire|remplir|vérifier|confirmer|traduire|lire|voir|jour|tous|toutes|notre|votre|nos|vos|mesure|présent|la (?:suite|demande|fin|place|lumière|base|différence|fois|date)|l['’](?:aide|avenir|origine|exception|heure|automne|hiver|intention|occasion|appui|égard|issue|échéance|étranger|interne|externe|échelle|ordre))(?-u:\b)|A l['’]été)",
            ),
            is_excused: |_, _| false,
            mend: |found| format!("À{}", &found[1..]),
        },
    ]
});

/// Whether a word belongs to `la-main-d-oeuvre`, `www.coeur.ca`, `oeil@example.org` or the like.
fn is_part_of_an_address(before: &str, after: &str) -> bool {
    let is_joint = |c: char| matches!(c, '/' | '@' | '_');
    let mut rest = after.chars();
    let is_host = rest.next() == Some('.') && rest.next().is_some_and(char::is_alphanumeric);
    before.ends_with(|c| is_joint(c) || matches!(c, '-' | '.')) || after.starts_with(is_joint) || is_host
}

/// Reports words of a French phrase that are not spelled as French spells them.
pub(super) fn rule(phrase: &Phrase<'_>) -> Vec<Diagnostic> {
    let marks = phrase.scan.marks;
    if phrase.lang == Lang::En || !marks.has(Marks::SPELLING.or(Marks::MONTH)) {
        return Vec::new();
    }
    let mut reported: Vec<Range<usize>> = Vec::new();
    let mut diagnostics = Vec::new();
    for fault in FAULTS.iter().filter(|fault| marks.has(fault.needs)) {
        for found in fault.pattern.captures_iter(phrase.text) {
            let (whole, Some(found)) = (found.get_match().range(), found.get(1)) else { continue };
            let range = found.range();
            let is_reported = reported.iter().any(|other| other.start < range.end && range.start < other.end);
            let is_whole = is_of_whole_words(phrase.text, whole.start..range.end);
            if is_reported || !is_whole || (fault.is_excused)(&phrase.text[..range.start], &phrase.text[range.end..]) {
                continue;
            }
            let found = found.as_str().to_owned();
            let instead = (fault.mend)(&found);
            let problem = Problem::Typography { sign: fault.sign, lang: phrase.lang, found, instead };
            diagnostics.push(phrase.problem(range.clone(), problem));
            reported.push(range);
        }
    }
    diagnostics
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::{Text, TextSource};

    /// What is reported of a French text.
    fn reported(markdown: &str) -> Vec<String> {
        let source = TextSource::of_markdown(markdown);
        let text = Text::parse(&source, Lang::Fr);
        let diagnostics = text.passages().flat_map(|passage| rule(&Phrase::of(&text, passage)));
        let instead = diagnostics.filter_map(|diagnostic| match diagnostic.problem {
            Problem::Typography { instead, .. } => Some(instead),
            _ => None,
        });
        instead.collect()
    }

    #[test]
    fn the_first_of_a_month_is_an_ordinal() {
        assert_eq!(reported("Le 1 janvier, ou le 21 janvier, le 1er mai."), ["1er janvier"]);
        assert_eq!(reported("Du 1 au 5 juin; du 1er au 5 juin; de 1 à 5 en juin."), ["1er"]);
        assert_eq!(reported("Du 1 Juin au 31\u{a0}Juillet."), ["1er juin", "juillet"]);
        assert!(reported("La phase 1 mai ou juin; la version 1.1 mars.").is_empty());
    }

    #[test]
    fn months_and_days_have_no_capital_within_a_sentence() {
        assert_eq!(
            reported("Dès Janvier, le Lundi et chaque Jeudi, d'ici Octobre."),
            ["janvier", "octobre", "lundi", "jeudi"]
        );
        assert!(
            reported(
                "Lundi, nous fermons. Janvier fut long. La mission Mars 2020. Le Vendredi saint. Le modèle Lundi."
            )
            .is_empty()
        );
    }

    #[test]
    fn words_keep_their_ligature() {
        assert_eq!(
            reported("La mise en oeuvre, la main-d'oeuvre, le NOEUD, des manoeuvres, manoeuvré."),
            ["œuvre", "œuvre", "NŒUD", "manœuvres", "manœuvré"]
        );
        assert!(reported("Écrivez à oeil@example.org; voir example.org/oeuvre et coeur.ca, ou poeuvre.").is_empty());
    }

    #[test]
    fn capitals_keep_their_accents() {
        let instead = reported("A compter du 3 mai. A noter : l'Etat paie. Ecole fermée. A l'été. A cette date.");
        assert_eq!(instead, ["État", "École", "À compter", "À noter", "À l'été", "À cette"]);
        assert!(
            reported(
                "Le plan A compte; la case A à cocher. Voir Evaluation Report. A été reçu. A la charge du dossier."
            )
            .is_empty()
        );
    }
}
