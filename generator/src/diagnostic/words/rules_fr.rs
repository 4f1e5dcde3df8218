//! The broken rules in French.

use submit_fn::shared::format::{date, duration, money, number};
use submit_fn::shared::lang::Lang;

use super::{Words, counted, quoted_list, tenths};
use crate::diagnostic::rule::{Change, Effort, Holiday, Personal, Rule, Sign, Unreachable};

const FR: Lang = Lang::Fr;

/// What is wrong, and what to do about it.
pub(super) fn words(rule: &Rule) -> Words {
    let (title, help) = match rule {
        Rule::NotOpenSource { licence } => (
            format!("la licence `{licence}` n'est pas approuvée par l'Open Source Initiative"),
            "le travail est à source ouverte\u{a0}: choisissez une licence comme MIT, Apache-2.0, MPL-2.0 ou GPL-3.0-or-later".into(),
        ),
        Rule::UnknownLicence { text, nearest: Some(nearest) } => {
            (format!("`{text}` n'est pas l'identifiant d'une licence"), format!("vouliez-vous dire `{nearest}`?"))
        }
        Rule::UnknownLicence { text, nearest: None } => (
            format!("`{text}` n'est pas l'identifiant d'une licence"),
            "écrivez un identifiant de la liste SPDX, par exemple MIT ou Apache-2.0".into(),
        ),
        Rule::PrivateRepository { host } => (
            format!("`{host}` n'est pas un lieu public pour du code"),
            "les soumissionnaires doivent pouvoir lire le code\u{a0}: donnez une adresse qui commence par https:// chez un hôte public".into(),
        ),
        Rule::AboveTaxSafe { value, most } => (
            format!("{} ne laisse aucune marge pour les taxes", money(*value, FR)),
            format!(
                "jusqu'à {} avant les taxes, la limite est respectée quels que soient la province et les arrondis",
                money(*most, FR)
            ),
        ),
        Rule::Unwritten => ("ce texte reste à rédiger".into(), "remplacez-le, crochets compris".into()),
        Rule::UnwrittenPosted => {
            ("ce texte reste à rédiger et serait publié".into(), "remplacez-le, crochets compris".into())
        }
        Rule::ShortProblem { words, least } => (
            format!("le problème est exposé en {}; il en faut au moins {least} pour qu'on le comprenne", counted(*words as u64, "mot", FR)),
            "dites qui a ce problème, à quelle fréquence et ce qu'il coûte".into(),
        ),
        Rule::DataWithoutLink => (
            "la section des données ne mène à aucune donnée".into(),
            "faites un lien vers un fichier que l'on peut ouvrir, même un petit échantillon; sans données, personne ne répond".into(),
        ),
        Rule::RefusedTerm { found, instead } => {
            (format!("«\u{a0}{found}\u{a0}» n'est pas le mot employé ici"), format!("écrivez «\u{a0}{instead}\u{a0}»"))
        }
        Rule::SolutionFirst { found } => (
            format!("«\u{a0}{found}\u{a0}» nomme une solution, et cette section porte sur le problème"),
            "dites ce qui ne va pas et pour qui; laissez la solution aux soumissionnaires, ou à la section «\u{a0}Le travail\u{a0}»".into(),
        ),
        Rule::BareUrl { url } => (
            "une adresse nue ne dit rien aux personnes qui utilisent un lecteur d'écran".into(),
            format!("mettez des mots à sa place\u{a0}: [ce qui s'y trouve]({url})"),
        ),
        Rule::SkippedLevel { from, to } => (
            format!("un intertitre de niveau {to} suit un intertitre de niveau {from}"),
            format!("employez {} pour que l'on puisse suivre le plan du texte", "#".repeat(usize::from(*from) + 1)),
        ),
        Rule::ImageWithoutText => (
            "cette image n'a pas de texte pour les personnes qui ne peuvent pas la voir".into(),
            "écrivez entre les crochets ce qu'elle montre\u{a0}: ![Départs selon l'heure](graphique.svg)".into(),
        ),
        Rule::RawHtml => (
            "le HTML n'est pas interprété ici\u{a0}: la page montrerait ceci tel quel".into(),
            "écrivez plutôt en Markdown, ou mettez-le entre accents graves si c'est un exemple".into(),
        ),
        Rule::Typography { sign, lang, found, instead } => typography(*sign, *lang, found, instead),
        Rule::ShortPosting { days, least } => (
            format!("la possibilité ferme {} après l'affichage; les soumissionnaires ont droit à au moins {}", counted_days(*days), counted(u64::from(*least), "jour", FR)),
            "reportez la fermeture\u{a0}: il faut une fin de semaine pour répondre, et certains ne voient la possibilité que tard".into(),
        ),
        Rule::ClosesOnWeekend { date: day } => (
            format!("le {} est un {}", date(*day, FR), weekday(*day)),
            "personne ne répond aux soumissionnaires la fin de semaine\u{a0}: fermez un jour ouvrable".into(),
        ),
        Rule::ClosesOnHoliday { holiday } => (
            format!("la possibilité ferme un jour férié\u{a0}: {}", holiday_name(*holiday)),
            "personne ne répond aux soumissionnaires ce jour-là\u{a0}: fermez un jour ouvrable".into(),
        ),
        Rule::ClosesOnFridayAfternoon => (
            "la possibilité ferme un vendredi après-midi".into(),
            "une panne ne serait vue que le lundi\u{a0}: fermez du lundi au jeudi, ou avant midi".into(),
        ),
        Rule::HourlyRate { value, hours, rate, least, most } => (
            format!(
                "{} pour {}, c'est {} l'heure, hors de la fourchette de {} à {}",
                money(*value, FR),
                counted(u64::from(*hours), "heure", FR),
                money(*rate, FR),
                money(*least, FR),
                money(*most, FR)
            ),
            if rate < least {
                "demandez moins de travail, ou payez davantage".into()
            } else {
                "vérifiez le nombre d'heures estimé\u{a0}: le travail en demande peut-être plus, ou un prix plus bas serait juste".into()
            },
        ),
        Rule::LongProposal { effort, budget } => (
            too_long(effort, *budget),
            "demandez moins de mots\u{a0}: les soumissionnaires ne sont pas payés pour répondre".into(),
        ),
        Rule::TooLongProposal { effort, most } => {
            (too_long(effort, *most), "retirez des critères ou réduisez leur `max_words`".into())
        }
        Rule::HeavyWorkload { hours, days, tenths_a_week, most_tenths } => (
            format!(
                "{} en {}, c'est {} heures par semaine; le maximum est de {}",
                counted(u64::from(*hours), "heure", FR),
                counted_days(*days),
                tenths(*tenths_a_week, FR),
                tenths(*most_tenths, FR)
            ),
            "reportez la livraison\u{a0}: les pigistes ont d'autres clients, et les étudiants, des cours".into(),
        ),
        Rule::Headings { other: Some(other) } => (
            format!("l'autre version a ici l'intertitre «\u{a0}{other}\u{a0}»"),
            "donnez aux deux versions les mêmes intertitres, aux mêmes niveaux et dans le même ordre".into(),
        ),
        Rule::Headings { other: None } => (
            "l'autre version n'a pas cet intertitre".into(),
            "donnez aux deux versions les mêmes intertitres, aux mêmes niveaux et dans le même ordre".into(),
        ),
        Rule::Lists { items: 0, other } => (
            format!("une liste de {} manque ici", counted(*other as u64, "élément", FR)),
            "donnez aux deux versions les mêmes listes".into(),
        ),
        Rule::Lists { items: here, other: 0 } => (
            format!("l'autre version n'a pas cette liste de {}", counted(*here as u64, "élément", FR)),
            "donnez aux deux versions les mêmes listes".into(),
        ),
        Rule::Lists { items: here, other } => (
            format!("cette liste compte {}; dans l'autre version, elle en compte {other}", counted(*here as u64, "élément", FR)),
            "donnez aux deux versions les mêmes éléments".into(),
        ),
        Rule::Tables { size: (0, _), .. } => {
            ("un tableau manque ici".into(), "donnez aux deux versions les mêmes tableaux".into())
        }
        Rule::Tables { other: (0, _), .. } => {
            ("l'autre version n'a pas ce tableau".into(), "donnez aux deux versions les mêmes tableaux".into())
        }
        Rule::Tables { size, other } => (
            format!(
                "ce tableau a {} et {}; dans l'autre version, il en a {} et {}",
                counted(size.0 as u64, "ligne", FR),
                counted(size.1 as u64, "colonne", FR),
                other.0,
                other.1
            ),
            "donnez aux deux versions les mêmes lignes et les mêmes colonnes".into(),
        ),
        Rule::Links { target } => (
            format!("l'autre version n'a pas ici de lien vers `{target}`"),
            "ajoutez-le à l'autre version, ou retirez-le de celle-ci".into(),
        ),
        Rule::CodeBlocks { blocks, other } => (
            format!("blocs de code dans cette section\u{a0}: {blocks}; dans l'autre version\u{a0}: {other}"),
            "donnez aux deux versions les mêmes exemples".into(),
        ),
        Rule::Numbers { here, there } => (
            match (here.as_slice(), there.as_slice()) {
                ([], [one]) => format!("`{one}` manque ici"),
                ([], there) => format!("{} manquent ici", quoted_list(there, "et")),
                ([one], []) => format!("`{one}` n'est pas dans l'autre version"),
                (here, []) => format!("{} ne sont pas dans l'autre version", quoted_list(here, "et")),
                (here, there) => {
                    format!("ici, {}; dans l'autre version, {}", quoted_list(here, "et"), quoted_list(there, "et"))
                }
            },
            "donnez aux deux versions les mêmes nombres, dates et montants".into(),
        ),
        Rule::StaleTwin { lang, changed, change } => (
            format!(
                "{} n'est peut-être plus à jour\u{a0}: {} a changé seule {}",
                version(*lang),
                version(*changed),
                made(change)
            ),
            format!(
                "faites ici le même changement; si le texte dit toujours la même chose, écrivez `modified: {}` dans son en-tête",
                change.date
            ),
        ),
        Rule::WrongLanguage { lang, words } => (
            format!("ce paragraphe semble être en {}\u{a0}: {}", language(lang.other()), quoted_list(words, "et")),
            format!("écrivez-le en {}", language(*lang)),
        ),
        Rule::MissingApproval { missing } => (
            match missing.as_slice() {
                [one] => format!("la possibilité est affichée sans l'approbation `{one}`"),
                many => format!("la possibilité est affichée sans les approbations {}", quoted_list(many, "et")),
            },
            "consignez le jour de chaque approbation\u{a0}: `approvals: { business: …, finance: …, procurement: … }`".into(),
        ),
        Rule::MissingReview => (
            "la possibilité est affichée sans examen par les pairs".into(),
            "faites lire le problème par une personne de l'extérieur de l'équipe et consignez cet examen\u{a0}: `reviews: [{ by: …, url: … }]`".into(),
        ),
        Rule::LateApproval { posted } => (
            format!("cette approbation vient après l'affichage du {}", date(*posted, FR)),
            "affichez la possibilité une fois toutes les approbations obtenues".into(),
        ),
        Rule::Unamended { fact, was, now, change } => (
            match was.ends_with('…') || now.ends_with('…') {
                true => format!(
                    "`{fact}` n'est plus ce qui était affiché, sans modification consignée\u{a0}: changement fait {}",
                    made(change)
                ),
                false => format!(
                    "`{fact}` valait {was} à l'affichage et vaut maintenant {now}, sans modification consignée\u{a0}: changement fait {}",
                    made(change)
                ),
            },
            match was.ends_with('…') {
                true => "rétablissez la valeur, puis lancez `devex amend`, qui garde les deux".into(),
                false => format!(
                    "rétablissez la valeur et lancez `devex amend`, ou ajoutez une modification avec `was: {{ {fact}: {was} }}`"
                ),
            },
        ),
        Rule::EarlyOutcome { closes } => (
            format!("ceci vient avant la fermeture du {}", date(*closes, FR)),
            "corrigez la date\u{a0}: les propositions sont reçues jusque-là".into(),
        ),
        Rule::ChangesNothing { fact } => (
            format!("cette modification ne change rien\u{a0}: `{fact}` avait ensuite la même valeur"),
            "sous `was`, écrivez la valeur d'avant le changement".into(),
        ),
        Rule::NotYet { date: day } => (
            format!("le {} est encore à venir, mais ceci est consigné comme si c'était chose faite", date(*day, FR)),
            "vérifiez l'année et le mois; ne le consignez qu'une fois la chose faite".into(),
        ),
        Rule::TwoOutcomes { other } => (
            format!("une possibilité ne peut pas avoir à la fois ceci et `{other}`"),
            "gardez ce qui s'est produit".into(),
        ),
        Rule::Splitting { sum, limit, others, months } => (
            format!(
                "avec {}, du travail semblable de la même équipe en moins de {months} mois, le total est de {}, au-dessus de {}",
                quoted_list(others, "et"),
                money(*sum, FR),
                money(*limit, FR)
            ),
            "il est interdit de fractionner un contrat pour rester sous une limite\u{a0}: consultez le service d'approvisionnement avant d'afficher".into(),
        ),
        Rule::LooksLikeProposal { name } => (
            format!("`{name}` ressemble à une proposition"),
            "les propositions sont confidentielles\u{a0}: retirez ce fichier, de l'historique de git aussi, et envoyez-le par le formulaire".into(),
        ),
        Rule::PersonalInformation { kind: Personal::Sin } => (
            "ceci ressemble à un numéro d'assurance sociale".into(),
            "retirez-le, de l'historique de git aussi\u{a0}: on ne publie jamais de renseignements personnels".into(),
        ),
        Rule::PersonalInformation { kind: Personal::Card } => (
            "ceci ressemble au numéro d'une carte bancaire".into(),
            "retirez-le, de l'historique de git aussi\u{a0}: on ne publie jamais de renseignements personnels".into(),
        ),
        Rule::DeadLink { url, status } => {
            (format!("{url} répond {status}\u{a0}: il n'y a rien à cette adresse"), "corrigez le lien ou retirez-le".into())
        }
        Rule::UnreachableLink { url, why } => (
            format!("impossible de joindre {url}\u{a0}: {}", unreachable(why)),
            "essayez-le dans un navigateur; il répondra peut-être plus tard".into(),
        ),
    };
    Words { title, help }
}

fn typography(sign: Sign, lang: Lang, found: &str, instead: &str) -> (String, String) {
    let language = language(lang);
    let title = match sign {
        Sign::Space => format!("`{found}`\u{a0}: ce n'est pas l'espacement employé en {language}"),
        Sign::Quotes => format!("`{found}`\u{a0}: ce ne sont pas les guillemets employés en {language}"),
        Sign::Money => format!("`{found}`\u{a0}: un montant ne s'écrit pas ainsi en {language}"),
        Sign::Time => format!("`{found}`\u{a0}: une heure ne s'écrit pas ainsi en {language}"),
        Sign::Number => format!("`{found}`\u{a0}: un nombre ne s'écrit pas ainsi en {language}"),
    };
    (title, format!("écrivez `{instead}`"))
}

fn too_long(effort: &Effort, limit: u32) -> String {
    format!(
        "une proposition demande environ {} ({} à lire, {} à écrire); le maximum est de {}",
        duration(effort.minutes),
        counted(u64::from(effort.words_to_read), "mot", FR),
        number(u64::from(effort.words_to_write), FR),
        duration(limit)
    )
}

fn made(change: &Change) -> String {
    match &change.commit {
        Some(commit) => format!("dans le commit {commit} du {}", date(change.date, FR)),
        None => "depuis le dernier commit publié".into(),
    }
}

/// Days between two dates that may be in the wrong order.
fn counted_days(days: i32) -> String {
    let sign = if days < 0 { "-" } else { "" };
    format!("{sign}{}", counted(u64::from(days.unsigned_abs()), "jour", FR))
}

fn unreachable(why: &Unreachable) -> String {
    match why {
        Unreachable::NoHost => "ce site n'existe pas, ou il n'y a pas de réseau".into(),
        Unreachable::TooSlow => "il n'a pas répondu à temps".into(),
        Unreachable::Refused => "rien n'y répond".into(),
        Unreachable::Certificate => "son certificat n'est pas valide".into(),
        Unreachable::Status(status) => format!("le site répond qu'il est en panne ({status})"),
        Unreachable::Other(words) => words.clone(),
    }
}

const fn language(lang: Lang) -> &'static str {
    match lang {
        Lang::En => "anglais",
        Lang::Fr => "français",
    }
}

const fn version(lang: Lang) -> &'static str {
    match lang {
        Lang::En => "la version anglaise",
        Lang::Fr => "la version française",
    }
}

fn weekday(day: jiff::civil::Date) -> &'static str {
    use jiff::civil::Weekday;
    match day.weekday() {
        Weekday::Monday => "lundi",
        Weekday::Tuesday => "mardi",
        Weekday::Wednesday => "mercredi",
        Weekday::Thursday => "jeudi",
        Weekday::Friday => "vendredi",
        Weekday::Saturday => "samedi",
        Weekday::Sunday => "dimanche",
    }
}

const fn holiday_name(holiday: Holiday) -> &'static str {
    match holiday {
        Holiday::NewYear => "le jour de l'An",
        Holiday::GoodFriday => "le Vendredi saint",
        Holiday::EasterMonday => "le lundi de Pâques",
        Holiday::Victoria => "la fête de la Reine",
        Holiday::Canada => "la fête du Canada",
        Holiday::Civic => "le premier lundi d'août",
        Holiday::Labour => "la fête du Travail",
        Holiday::TruthAndReconciliation => "la Journée nationale de la vérité et de la réconciliation",
        Holiday::Thanksgiving => "l'Action de grâces",
        Holiday::Remembrance => "le jour du Souvenir",
        Holiday::Christmas => "Noël",
        Holiday::Boxing => "le lendemain de Noël",
    }
}
