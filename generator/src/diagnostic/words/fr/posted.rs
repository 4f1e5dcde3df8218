//! What was posted and changed since, or changed too late.

use jiff::civil::Date;
use submit_fn::shared::format::{Cents, date, money};

use super::record::made;
use super::{FR, words};
use crate::diagnostic::operand::{Change, Entry, Foreign};
use crate::diagnostic::words::{Words, counted, slug_of};
use crate::model::TextPart;

pub(super) fn removed(now: Option<&str>) -> Words {
    let title = match now {
        Some(now) => {
            format!("cette possibilité a été affichée et elle a disparu; ses faits sont maintenant dans `{now}`")
        }
        None => "cette possibilité a été affichée et elle a disparu".into(),
    };
    words(
        title,
        "rétablissez son dossier sous son ancien nom; pour y mettre fin, lancez `devex cancel`\u{a0}: sa page reste",
    )
}

pub(super) fn posting_moved(was: &str, now: Option<&str>, change: &Change) -> Words {
    let title = match now {
        Some(now) => {
            format!("`posted` valait {was} et vaut maintenant {now}\u{a0}: changement fait {}", made(change))
        }
        None => format!("`posted` valait {was} et a disparu\u{a0}: changement fait {}", made(change)),
    };
    words(
        title,
        format!(
            "écrivez de nouveau `posted: {was}`; pour mettre fin à la possibilité, lancez `devex cancel`\u{a0}: sa \
             page reste"
        ),
    )
}

pub(super) fn rewritten(entry: Entry, change: &Change) -> Words {
    let (title, help) = match entry {
        Entry::Amendment => (
            "une modification publiée ici n'est plus ce qu'elle était",
            "rétablissez-la; une autre modification peut dire ce qu'elle ne disait pas",
        ),
        Entry::Review => {
            ("un examen publié ici n'est plus ce qu'il était", "rétablissez-le, et ajoutez les autres à sa suite")
        }
        Entry::Approval => ("une approbation publiée n'est plus ce qu'elle était", "rétablissez sa date"),
        Entry::Answer => (
            "une question et sa réponse publiées ici ne sont plus ce qu'elles étaient",
            "rétablissez-les, puis lancez `devex correct --answer`, qui garde aussi l'ancienne réponse",
        ),
    };
    words(format!("{title}\u{a0}: changement fait {}", made(change)), help)
}

pub(super) fn uncorrected(key: &str, [was, now]: [&str; 2], change: &Change) -> Words {
    words(
        format!(
            "`{key}` valait {was} à sa publication et vaut maintenant {now}, sans correction consignée\u{a0}: changement \
             fait {}",
            made(change)
        ),
        format!("rétablissez la valeur, puis lancez `devex correct --set {key}=…`, qui garde les deux"),
    )
}

pub(super) fn text_rewritten(part: TextPart, [was, now]: [&str; 2], change: &Change) -> Words {
    words(
        format!("{}, sans modification consignée\u{a0}: changement fait {}", change_of([was, now]), made(change)),
        format!("rétablissez le texte, ou lancez `devex amend` avec `--text {}` et dites ce qui change", part.id()),
    )
}

pub(super) fn text_changed(part: TextPart, [was, now]: [&str; 2], change: &Change) -> Words {
    words(
        format!("{}\u{a0}: changement fait {}", change_of([was, now]), made(change)),
        format!(
            "si le sens est le même, rétablissez le texte; sinon, lancez `devex amend` avec `--text {}` et dites ce \
             qui change",
            part.id()
        ),
    )
}

fn change_of([was, now]: [&str; 2]) -> String {
    match (was, now) {
        ("", now) => format!("«\u{a0}{now}\u{a0}» n'y était pas à l'affichage"),
        (was, "") => format!("«\u{a0}{was}\u{a0}» y était à l'affichage et a disparu"),
        (was, now) => format!("«\u{a0}{was}\u{a0}» à l'affichage est devenu «\u{a0}{now}\u{a0}»"),
    }
}

pub(super) fn late_change(closed: Date) -> Words {
    words(
        format!(
            "la possibilité est terminée depuis le {}\u{a0}: les conditions du concours ne peuvent plus changer",
            date(closed, FR)
        ),
        "rétablissez la valeur; si un changement s'impose, annulez la possibilité ou mettez fin au contrat, puis affichez-en une autre",
    )
}

pub(super) fn short_notice(days: i32, least: u32) -> Words {
    let least = counted(u64::from(least), "jour", FR);
    let title = match days {
        ..0 => format!(
            "avec cette modification, la possibilité fermerait avant la date de la modification; il faut laisser au \
             moins {least} aux soumissionnaires"
        ),
        days => format!(
            "de cette modification à la fermeture, les soumissionnaires auraient {}; il leur faut au moins {least}",
            counted(u64::from(days.unsigned_abs()), "jour", FR)
        ),
    };
    words(title, "reportez la fermeture dans la même modification\u{a0}: `devex amend --set closes=…`")
}

pub(super) fn less_time(fact: &str) -> Words {
    words(
        format!(
            "cette modification avance `{fact}`\u{a0}: quiconque compte sur l'échéance affichée arriverait en retard"
        ),
        "reportez l'échéance à plus tard, ou gardez celle qui a été affichée",
    )
}

pub(super) fn late_answer(closed: Date) -> Words {
    words(
        format!(
            "la possibilité est terminée depuis le {}\u{a0}: une réponse n'aiderait plus personne à faire sa proposition",
            date(closed, FR)
        ),
        "retirez-la\u{a0}: les soumissionnaires ne peuvent plus s'en servir; si elle a été donnée avant la fermeture, corrigez `answered`",
    )
}

pub(super) fn another_price(value: Cents, price: Cents) -> Words {
    words(
        format!("le contrat est de {}, alors que le prix fixe affiché est de {}", money(value, FR), money(price, FR)),
        "attribuez-le au prix affiché\u{a0}: retirez `value` ici",
    )
}

pub(super) fn supplier_address() -> Words {
    words(
        "ceci est une adresse, et non le nom d'un fournisseur",
        "écrivez le nom sous lequel le fournisseur signe le contrat\u{a0}: une adresse est un renseignement personnel",
    )
}

pub(super) fn not_a_reference(text: &str) -> Words {
    words(
        format!("`{text}` n'est pas le numéro de référence d'une proposition"),
        "copiez-le de `devex proposals`\u{a0}: il commence par DX et finit par un caractère de contrôle",
    )
}

pub(super) fn moved_zone(was: &str) -> Words {
    words(
        format!(
            "les heures affichées sont celles de {was}\u{a0}: dans un autre fuseau, toutes les fermetures bougeraient"
        ),
        format!("écrivez de nouveau `name = \"{was}\"`"),
    )
}

pub(super) fn shared_text(was: &str) -> Words {
    words(
        format!("une possibilité encore en cours a été affichée avec un autre texte ici\u{a0}: «\u{a0}{was}\u{a0}»"),
        "rétablissez-le, et donnez au nouveau texte son propre identifiant, pour les prochaines possibilités",
    )
}

pub(super) fn address_moved(was: &str, now: &str) -> Words {
    words(
        format!("cette page a été affichée à l'adresse {was} et passerait à {now}"),
        format!("écrivez `slug: {}`\u{a0}: les liens vers la page continueront d'y mener", slug_of(was)),
    )
}

pub(super) fn image_changed(change: &Change) -> Words {
    words(
        format!("cette image n'est pas celle qui a été affichée\u{a0}: changement fait {}", made(change)),
        "rétablissez-la, ou lancez `devex amend` avec `--text` et dites ce qu'elle montre maintenant",
    )
}

pub(super) fn another_host(was: &str) -> Words {
    words(
        format!(
            "ce qui a été affiché forme le registre de {was}\u{a0}: à une autre adresse, un nouveau registre commence"
        ),
        format!(
            "gardez {was} dans `base_url`, à moins qu'il ne s'agisse d'un nouveau site\u{a0}: rien de ce qui a été affiché \
             avant ne serait plus comparé à ce qu'il disait"
        ),
    )
}

pub(super) fn not_kept(what: Foreign) -> Words {
    match what {
        Foreign::Link => words(
            "ceci est un lien symbolique\u{a0}: git consigne où il mène, pas ce qui s'y trouve; un changement ne \
             laisserait aucune trace",
            "mettez le fichier lui-même à cet endroit",
        ),
        Foreign::Repository => words(
            "ce dossier est lui-même un dépôt git\u{a0}: l'historique du site ne consigne pas son contenu",
            "supprimez son dossier `.git` (ou le sous-module), puis ajoutez ses fichiers au dépôt du site",
        ),
    }
}
