//! The problems in French.

use submit_fn::shared::format::{date, duration, money, number};
use submit_fn::shared::lang::Lang;

use super::{Words, counted, mebibytes, quoted_list, tenths};
use crate::diagnostic::operand::{Active, Change, Effort, Holiday, Personal, Sign, Unreachable};
use crate::diagnostic::problem::{Expected, Problem, Unreadable};
use crate::model::Kind;

const FR: Lang = Lang::Fr;

/// What is wrong, and what to do about it.
pub(super) fn words(problem: &Problem) -> Words {
    let (title, help) = match problem {
        Problem::Unreadable(why) => unreadable(why),
        Problem::NotUtf8 => (
            "ce fichier n'est pas encodé en UTF-8".into(),
            "enregistrez-le de nouveau avec l'encodage UTF-8".into(),
        ),
        Problem::YamlSyntax { detail } => (
            format!("ceci n'est pas du YAML\u{a0}: {}", yaml_in_french(detail)),
            "vérifiez les retraits et les deux-points, et mettez entre guillemets droits un texte qui contient «\u{a0}:\u{a0}» ou commence par un signe".into(),
        ),
        Problem::TomlSyntax { detail } => (
            format!("ceci n'est pas du TOML\u{a0}: {detail}"),
            "les textes sont entre guillemets droits; une table commence par son nom entre crochets".into(),
        ),
        Problem::NoFrontMatter => (
            "l'en-tête du fichier manque".into(),
            "commencez le fichier par une ligne `---`, puis `title:` et `summary:`, puis une ligne `---`".into(),
        ),
        Problem::OpenFrontMatter => (
            "l'en-tête du fichier ne se termine pas".into(),
            "ajoutez une ligne `---` après sa dernière clé".into(),
        ),
        Problem::OutsideSite => (
            "ce lien mène hors du site".into(),
            "mettez ici le fichier lui-même\u{a0}: rien n'est lu hors du dossier du site".into(),
        ),
        Problem::SpecialFile => (
            "ceci n'est pas un fichier ordinaire, mais un tube, une socket ou un périphérique".into(),
            "mettez un fichier ordinaire à sa place".into(),
        ),
        Problem::TooLarge { size, limit } => (
            format!(
                "ce fichier fait {}\u{a0}Mio; la limite est de {}\u{a0}Mio",
                mebibytes(*size, FR),
                mebibytes(*limit, FR)
            ),
            "réduisez-le\u{a0}: les pages doivent s'ouvrir rapidement partout".into(),
        ),
        Problem::NotAnImage { format } => (
            format!("ceci n'est pas une image {format}"),
            "exportez l'image de nouveau, en gardant l'extension de son format".into(),
        ),
        Problem::ActiveImage(active) => {
            (active_image(active), "exportez-la en SVG simple, sans script ni lien, ou en PNG".into())
        }
        Problem::UnknownKey { key, nearest: Some(nearest), .. } => {
            (format!("clé inconnue\u{a0}: `{key}`"), format!("vouliez-vous dire `{nearest}`?"))
        }
        Problem::UnknownKey { key, known, .. } => (
            format!("clé inconnue\u{a0}: `{key}`"),
            format!("les clés possibles ici sont {}", quoted_list(known, "et")),
        ),
        Problem::MissingKey { key } => (format!("la clé `{key}` manque"), format!("ajoutez `{key}`")),
        Problem::WrongType { expected, found } => (
            format!("il faut ici {}, et non {}", what(*expected), found_in_french(found)),
            example(*expected).into(),
        ),
        Problem::Empty => ("ceci est vide".into(), "écrivez quelque chose ou retirez la clé".into()),
        Problem::EmptyList => ("cette liste est vide".into(), "mettez-y au moins un élément".into()),
        Problem::TooLong { limit, length } => (
            format!("ce texte compte {length} caractères; la limite est de {limit}"),
            "dites-le plus brièvement".into(),
        ),
        Problem::Repeated { id } => (
            format!("`{id}` figure deux fois"),
            "gardez-en un seul, ou donnez un autre nom à l'un des deux".into(),
        ),
        Problem::DateForm { text, expected } => {
            (format!("`{text}` n'est pas {}", what(*expected)), example(*expected).into())
        }
        Problem::ImpossibleDate { text } => (
            format!("la date {text} n'existe pas"),
            "vérifiez le mois et le jour dans un calendrier".into(),
        ),
        Problem::ImpossibleTime { text, zone } => (
            format!("l'heure {text} n'existe pas dans le fuseau {zone}"),
            "on avance l'heure cette nuit-là\u{a0}: choisissez une autre heure".into(),
        ),
        Problem::AmbiguousTime { text, zone } => (
            format!("l'heure {text} arrive deux fois dans le fuseau {zone}"),
            "on recule l'heure cette nuit-là\u{a0}: choisissez une autre heure".into(),
        ),
        Problem::DateOrder { key, before, same_day } => (
            if *same_day {
                format!("`{key}` ne doit pas venir avant `{before}`")
            } else {
                format!("`{key}` doit venir après `{before}`")
            },
            "changez l'une des deux dates".into(),
        ),
        Problem::PriceAboveLimit { with_tax, limit, most } => (
            format!(
                "avec la taxe la plus élevée, ce prix est de {}, au-dessus de la limite de {}",
                money(*with_tax, Lang::Fr),
                money(*limit, Lang::Fr)
            ),
            format!("le prix le plus élevé avant les taxes est de {}", money(*most, Lang::Fr)),
        ),
        Problem::MissingFile { name } => {
            (format!("le fichier `{name}` manque dans ce dossier"), format!("ajoutez `{name}`"))
        }
        Problem::MissingTwin { twin } => (
            format!("l'autre version de ce fichier, `{twin}`, manque"),
            "les deux langues sont publiées en même temps\u{a0}: ajoutez l'autre version".into(),
        ),
        Problem::UnexpectedFile { name, nearest: Some(nearest) } => {
            (format!("rien ne lit le fichier `{name}`"), format!("vouliez-vous dire `{nearest}`?"))
        }
        Problem::UnexpectedFile { name, nearest: None } => {
            (format!("rien ne lit le fichier `{name}`"), "retirez-le ou mettez-le à sa place".into())
        }
        Problem::BadName { name } => (
            format!("`{name}` ne peut pas faire partie d'une adresse Web"),
            "employez des minuscules sans accent, des chiffres, et des traits d'union entre les mots".into(),
        ),
        Problem::UnknownId { kind, id, nearest: Some(nearest) } => {
            (format!("{} `{id}`", no_such(*kind)), format!("vouliez-vous dire `{nearest}`?"))
        }
        Problem::UnknownId { kind, id, nearest: None } => (
            format!("{} `{id}`", no_such(*kind)),
            format!("ajoutez cet élément dans {}, ou nommez-en un qui s'y trouve", kind.place()),
        ),
        Problem::SameUrl { url, other } => (
            format!("l'adresse {url} est déjà celle de {other}"),
            "donnez un autre `slug` à l'un des deux".into(),
        ),
        Problem::MissingSection { title, is_here: true } => (
            format!("la section «\u{a0}{title}\u{a0}» manque; ceci en est peut-être le début"),
            format!("écrivez l'intertitre ainsi\u{a0}: `## {title}`"),
        ),
        Problem::MissingSection { title, is_here: false } => (
            format!("la section «\u{a0}{title}\u{a0}» manque"),
            format!("ajoutez `## {title}` et son texte"),
        ),
        Problem::SectionOrder { title, after } => (
            format!("la section «\u{a0}{title}\u{a0}» vient trop tôt"),
            format!("placez-la après «\u{a0}{after}\u{a0}»"),
        ),
        Problem::EmptySection { title } => (
            format!("la section «\u{a0}{title}\u{a0}» est vide"),
            "écrivez son texte sous l'intertitre".into(),
        ),
        Problem::TopHeading => (
            "un intertitre de niveau 1 se trouve dans le texte".into(),
            "le titre de l'en-tête est le seul de la page\u{a0}: employez `##`".into(),
        ),
        Problem::Link { target } => (
            format!("le lien `{target}` ne mène nulle part"),
            "faites un lien vers https://…, vers #un-intertitre de ce texte ou, dans le site, page:about, opportunity:ID, team:ID, project:ID, department:ID, terms:ID, news:ID".into(),
        ),
        Problem::UnsafeLink { target } => (
            format!("un lien ne peut pas commencer comme `{target}`"),
            "employez https://, mailto: ou un lien dans le site".into(),
        ),
        Problem::Image { target } => (
            format!("l'image `{target}` n'est pas dans ce dossier"),
            "placez un fichier svg, png, jpg ou webp à côté de ce texte et donnez son nom seul, par exemple ![Ce qu'elle montre](graphique.svg)".into(),
        ),
        Problem::Template { detail } => (format!("ce gabarit ne peut pas servir\u{a0}: {detail}"), String::new()),
        Problem::MissingTemplate { name } => (
            format!("le thème n'a pas de gabarit `{name}`"),
            "ajoutez-le dans le dossier des gabarits du thème".into(),
        ),
        Problem::MissingString { key } => (
            format!("le texte `{key}` manque dans cette langue"),
            "ajoutez-le\u{a0}: l'autre langue l'a".into(),
        ),
        Problem::NotOpenSource { licence } => (
            format!("la licence `{licence}` n'est pas approuvée par l'Open Source Initiative"),
            "le travail est à source ouverte\u{a0}: choisissez une licence comme MIT, Apache-2.0, MPL-2.0 ou GPL-3.0-or-later".into(),
        ),
        Problem::UnknownLicence { text, nearest: Some(nearest) } => {
            (format!("`{text}` n'est pas l'identifiant d'une licence"), format!("vouliez-vous dire `{nearest}`?"))
        }
        Problem::UnknownLicence { text, nearest: None } => (
            format!("`{text}` n'est pas l'identifiant d'une licence"),
            "écrivez un identifiant de la liste SPDX, par exemple MIT ou Apache-2.0".into(),
        ),
        Problem::PrivateRepository { host } => (
            format!("`{host}` n'est pas un lieu public pour du code"),
            "les soumissionnaires doivent pouvoir lire le code\u{a0}: donnez une adresse qui commence par https:// chez un hôte public".into(),
        ),
        Problem::AboveTaxSafe { value, most } => (
            format!("{} ne laisse aucune marge pour les taxes", money(*value, FR)),
            format!(
                "jusqu'à {} avant les taxes, la limite est respectée quels que soient la province et les arrondis",
                money(*most, FR)
            ),
        ),
        Problem::Unwritten => ("ce texte reste à rédiger".into(), "remplacez-le, crochets compris".into()),
        Problem::UnwrittenPosted => {
            ("ce texte reste à rédiger et serait publié".into(), "remplacez-le, crochets compris".into())
        }
        Problem::ShortProblem { words, least } => (
            format!("le problème est exposé en {}; il en faut au moins {least} pour qu'on le comprenne", counted(*words as u64, "mot", FR)),
            "dites qui a ce problème, à quelle fréquence et ce qu'il coûte".into(),
        ),
        Problem::DataWithoutLink => (
            "la section des données ne mène à aucune donnée".into(),
            "faites un lien vers un fichier que l'on peut ouvrir, même un petit échantillon; sans données, personne ne répond".into(),
        ),
        Problem::RefusedTerm { found, instead } => {
            (format!("«\u{a0}{found}\u{a0}» n'est pas le mot employé ici"), format!("écrivez «\u{a0}{instead}\u{a0}»"))
        }
        Problem::SolutionFirst { found } => (
            format!("«\u{a0}{found}\u{a0}» nomme une solution, et cette section porte sur le problème"),
            "dites ce qui ne va pas et pour qui; laissez la solution aux soumissionnaires, ou à la section «\u{a0}Le travail\u{a0}»".into(),
        ),
        Problem::BareUrl { url } => (
            "une adresse nue ne dit rien aux personnes qui utilisent un lecteur d'écran".into(),
            format!("mettez des mots à sa place\u{a0}: [ce qui s'y trouve]({url})"),
        ),
        Problem::SkippedLevel { from, to } => (
            format!("un intertitre de niveau {to} suit un intertitre de niveau {from}"),
            format!("employez {} pour que l'on puisse suivre le plan du texte", "#".repeat(usize::from(*from) + 1)),
        ),
        Problem::ImageWithoutText => (
            "cette image n'a pas de texte pour les personnes qui ne peuvent pas la voir".into(),
            "écrivez entre les crochets ce qu'elle montre\u{a0}: ![Départs selon l'heure](graphique.svg)".into(),
        ),
        Problem::RawHtml => (
            "le HTML n'est pas interprété ici\u{a0}: la page montrerait ceci tel quel".into(),
            "écrivez plutôt en Markdown, ou mettez-le entre accents graves si c'est un exemple".into(),
        ),
        Problem::Typography { sign, lang, found, instead } => typography(*sign, *lang, found, instead),
        Problem::ShortPosting { days, least } => (
            format!("la possibilité ferme {} après l'affichage; les soumissionnaires ont droit à au moins {}", counted_days(*days), counted(u64::from(*least), "jour", FR)),
            "reportez la fermeture\u{a0}: il faut une fin de semaine pour répondre, et certains ne voient la possibilité que tard".into(),
        ),
        Problem::ClosesOnWeekend { date: day } => (
            format!("le {} est un {}", date(*day, FR), weekday(*day)),
            "personne ne répond aux soumissionnaires la fin de semaine\u{a0}: fermez un jour ouvrable".into(),
        ),
        Problem::ClosesOnHoliday { holiday } => (
            format!("la possibilité ferme un jour férié\u{a0}: {}", holiday_name(*holiday)),
            "personne ne répond aux soumissionnaires ce jour-là\u{a0}: fermez un jour ouvrable".into(),
        ),
        Problem::ClosesOnFridayAfternoon => (
            "la possibilité ferme un vendredi après-midi".into(),
            "une panne ne serait vue que le lundi\u{a0}: fermez du lundi au jeudi, ou avant midi".into(),
        ),
        Problem::HourlyRate { value, hours, rate, least, most } => (
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
        Problem::LongProposal { effort, budget } => (
            too_long(effort, *budget),
            "demandez moins de mots\u{a0}: les soumissionnaires ne sont pas payés pour répondre".into(),
        ),
        Problem::TooLongProposal { effort, most } => {
            (too_long(effort, *most), "retirez des critères ou réduisez leur `max_words`".into())
        }
        Problem::HeavyWorkload { hours, days, tenths_a_week, most_tenths } => (
            format!(
                "{} en {}, c'est {} heures par semaine; le maximum est de {}",
                counted(u64::from(*hours), "heure", FR),
                counted_days(*days),
                tenths(*tenths_a_week, FR),
                tenths(*most_tenths, FR)
            ),
            "reportez la livraison\u{a0}: les pigistes ont d'autres clients, et les étudiants, des cours".into(),
        ),
        Problem::Headings { other: Some(other) } => (
            format!("l'autre version a ici l'intertitre «\u{a0}{other}\u{a0}»"),
            "donnez aux deux versions les mêmes intertitres, aux mêmes niveaux et dans le même ordre".into(),
        ),
        Problem::Headings { other: None } => (
            "l'autre version n'a pas cet intertitre".into(),
            "donnez aux deux versions les mêmes intertitres, aux mêmes niveaux et dans le même ordre".into(),
        ),
        Problem::Lists { items: 0, other } => (
            format!("une liste de {} manque ici", counted(*other as u64, "élément", FR)),
            "donnez aux deux versions les mêmes listes".into(),
        ),
        Problem::Lists { items: here, other: 0 } => (
            format!("l'autre version n'a pas cette liste de {}", counted(*here as u64, "élément", FR)),
            "donnez aux deux versions les mêmes listes".into(),
        ),
        Problem::Lists { items: here, other } => (
            format!("cette liste compte {}; dans l'autre version, elle en compte {other}", counted(*here as u64, "élément", FR)),
            "donnez aux deux versions les mêmes éléments".into(),
        ),
        Problem::Tables { size: (0, _), .. } => {
            ("un tableau manque ici".into(), "donnez aux deux versions les mêmes tableaux".into())
        }
        Problem::Tables { other: (0, _), .. } => {
            ("l'autre version n'a pas ce tableau".into(), "donnez aux deux versions les mêmes tableaux".into())
        }
        Problem::Tables { size, other } => (
            format!(
                "ce tableau a {} et {}; dans l'autre version, il en a {} et {}",
                counted(size.0 as u64, "ligne", FR),
                counted(size.1 as u64, "colonne", FR),
                other.0,
                other.1
            ),
            "donnez aux deux versions les mêmes lignes et les mêmes colonnes".into(),
        ),
        Problem::Links { target } => (
            format!("l'autre version n'a pas ici de lien vers `{target}`"),
            "ajoutez-le à l'autre version, ou retirez-le de celle-ci".into(),
        ),
        Problem::CodeBlocks { blocks, other } => (
            format!("blocs de code dans cette section\u{a0}: {blocks}; dans l'autre version\u{a0}: {other}"),
            "donnez aux deux versions les mêmes exemples".into(),
        ),
        Problem::Numbers { here, there } => (
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
        Problem::StaleTwin { lang, changed, change } => (
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
        Problem::WrongLanguage { lang, words } => (
            format!("ce paragraphe semble être en {}\u{a0}: {}", language(lang.other()), quoted_list(words, "et")),
            format!("écrivez-le en {}", language(*lang)),
        ),
        Problem::MissingApproval { missing } => (
            match missing.as_slice() {
                [one] => format!("la possibilité est affichée sans l'approbation `{one}`"),
                many => format!("la possibilité est affichée sans les approbations {}", quoted_list(many, "et")),
            },
            "consignez le jour de chaque approbation\u{a0}: `approvals: { business: …, finance: …, procurement: … }`".into(),
        ),
        Problem::MissingReview => (
            "la possibilité est affichée sans examen par les pairs".into(),
            "faites lire le problème par une personne de l'extérieur de l'équipe et consignez cet examen\u{a0}: `reviews: [{ by: …, url: … }]`".into(),
        ),
        Problem::LateApproval { posted } => (
            format!("cette approbation vient après l'affichage du {}", date(*posted, FR)),
            "affichez la possibilité une fois toutes les approbations obtenues".into(),
        ),
        Problem::Unamended { fact, was, now, change } => (
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
        Problem::EarlyOutcome { closes } => (
            format!("ceci vient avant la fermeture du {}", date(*closes, FR)),
            "corrigez la date\u{a0}: les propositions sont reçues jusque-là".into(),
        ),
        Problem::ChangesNothing { fact } => (
            format!("cette modification ne change rien\u{a0}: `{fact}` avait ensuite la même valeur"),
            "sous `was`, écrivez la valeur d'avant le changement".into(),
        ),
        Problem::NotYet { date: day } => (
            format!("le {} est encore à venir, mais ceci est consigné comme si c'était chose faite", date(*day, FR)),
            "vérifiez l'année et le mois; ne le consignez qu'une fois la chose faite".into(),
        ),
        Problem::TwoOutcomes { other } => (
            format!("une possibilité ne peut pas avoir à la fois ceci et `{other}`"),
            "gardez ce qui s'est produit".into(),
        ),
        Problem::Splitting { sum, limit, others, months } => (
            format!(
                "avec {}, du travail semblable de la même équipe en moins de {months} mois, le total est de {}, au-dessus de {}",
                quoted_list(others, "et"),
                money(*sum, FR),
                money(*limit, FR)
            ),
            "il est interdit de fractionner un contrat pour rester sous une limite\u{a0}: consultez le service d'approvisionnement avant d'afficher".into(),
        ),
        Problem::LooksLikeProposal { name } => (
            format!("`{name}` ressemble à une proposition"),
            "les propositions sont confidentielles\u{a0}: retirez ce fichier, de l'historique de git aussi, et envoyez-le par le formulaire".into(),
        ),
        Problem::PersonalInformation { kind: Personal::Sin } => (
            "ceci ressemble à un numéro d'assurance sociale".into(),
            "retirez-le, de l'historique de git aussi\u{a0}: on ne publie jamais de renseignements personnels".into(),
        ),
        Problem::PersonalInformation { kind: Personal::Card } => (
            "ceci ressemble au numéro d'une carte bancaire".into(),
            "retirez-le, de l'historique de git aussi\u{a0}: on ne publie jamais de renseignements personnels".into(),
        ),
        Problem::DeadLink { url, status } => {
            (format!("{url} répond {status}\u{a0}: il n'y a rien à cette adresse"), "corrigez le lien ou retirez-le".into())
        }
        Problem::UnreachableLink { url, why } => (
            format!("impossible de joindre {url}\u{a0}: {}", unreachable(why)),
            "essayez-le dans un navigateur; il répondra peut-être plus tard".into(),
        ),
    };
    Words { title, help }
}

const fn what(expected: Expected) -> &'static str {
    match expected {
        Expected::Text => "un texte",
        Expected::WholeNumber => "un nombre entier",
        Expected::Count => "un nombre entier d'au moins 1",
        Expected::Decimal => "un nombre",
        Expected::Amount => "un montant en dollars",
        Expected::Date => "une date",
        Expected::DateTime => "une date suivie d'une heure",
        Expected::List => "une liste",
        Expected::Mapping => "un groupe de clés",
        Expected::Url => "une adresse Web",
        Expected::Email => "une adresse de courriel",
        Expected::Id => "un identifiant",
        Expected::TimeZone => "un fuseau horaire",
    }
}

const fn example(expected: Expected) -> &'static str {
    match expected {
        Expected::Text => "écrivez un texte, entre guillemets droits s'il ressemble à autre chose",
        Expected::WholeNumber | Expected::Count => "écrivez des chiffres seulement, par exemple 70",
        Expected::Decimal => "écrivez des chiffres et au plus une décimale, après un point, par exemple 37.5",
        Expected::Amount => "écrivez des chiffres et au plus deux décimales, par exemple 8200 ou 8200.50",
        Expected::Date => "écrivez l'année, le mois et le jour, par exemple 2026-12-01",
        Expected::DateTime => "écrivez la date, un T et l'heure sur 24 heures, par exemple 2026-12-01T14:00",
        Expected::List => {
            "écrivez les éléments entre crochets, par exemple [rust, accessibility], ou un par ligne après un trait d'union"
        }
        Expected::Mapping => "écrivez des clés et des valeurs, par exemple { en: Tests, fr: Essais }",
        Expected::Url => "écrivez une adresse qui commence par https://",
        Expected::Email => "écrivez une adresse comme equipe@example.org",
        Expected::Id => "employez des minuscules sans accent, des chiffres, et des traits d'union entre les mots",
        Expected::TimeZone => "écrivez un nom de la base de l'IANA, par exemple America/Toronto",
    }
}

/// What the file holds instead is told by the decoder in English: its few words are turned here.
fn found_in_french(found: &str) -> String {
    match found {
        "nothing" => "une valeur vide".into(),
        "a list" => "une liste".into(),
        "a group of keys" => "un groupe de clés".into(),
        "a tagged value" => "une valeur étiquetée".into(),
        value => value.into(),
    }
}

/// What the YAML parser complains of most; the rest stays in its own words.
fn yaml_in_french(detail: &str) -> &str {
    match detail {
        "mapping values are not allowed in this context" => "un deux-points suivi d'une espace là où il n'en faut pas",
        "did not find expected ',' or ']'" => "il manque une virgule ou le crochet fermant",
        "did not find expected ',' or '}'" => "il manque une virgule ou l'accolade fermante",
        "did not find expected key" => "une clé était attendue",
        "could not find expected ':'" => "il manque un deux-points après la clé",
        "did not find expected '-' indicator" => "il manque un trait d'union devant un élément de la liste",
        "found unexpected end of stream" => "le fichier se termine au milieu d'un texte entre guillemets",
        "control characters are not allowed" => "ce caractère n'est pas du texte",
        "deserializing from YAML containing more than one document is not supported" => {
            "une ligne `---` ou `...` coupe le fichier en deux"
        }
        "recursion limit exceeded" => "les imbrications sont trop profondes",
        "repetition limit exceeded" => "les renvois se multiplient sans fin",
        "a tab stands where YAML wants spaces" => "une tabulation se trouve là où YAML veut des espaces",
        "found character that cannot start any token" => "ce caractère ne peut pas commencer une valeur",
        "block sequence entries are not allowed in this context" => "une liste ne peut pas commencer ici",
        "unknown escape character" | "found unknown escape character" => "séquence d'échappement inconnue",
        other => other,
    }
}

fn active_image(active: &Active) -> String {
    match active {
        Active::Element(name) => format!("`<{name}>` n'a pas sa place dans une image"),
        Active::Event(name) => format!("`{name}` fait exécuter un script à cette image"),
        Active::ScriptAddress => "une adresse de cette image exécute un script".into(),
        Active::Reference(address) => format!("cette image renvoie à autre chose qu'elle-même\u{a0}: `{address}`"),
        Active::Instruction(name) => format!("l'instruction `<?{name}` n'a pas sa place dans une image"),
        Active::Declaration(begin) => format!("la déclaration `{begin}` n'a pas sa place dans une image"),
    }
}

fn unreadable(why: &Unreadable) -> (String, String) {
    match why {
        Unreadable::Missing => ("ce fichier n'existe pas".into(), "ajoutez-le".into()),
        Unreadable::Forbidden => (
            "ceci ne peut pas être lu\u{a0}: vous n'en avez pas le droit".into(),
            "donnez-vous le droit de le lire".into(),
        ),
        Unreadable::Folder => {
            ("ceci est un dossier, alors qu'il faut un fichier".into(), "mettez un fichier à sa place".into())
        }
        Unreadable::Loop => ("ce lien mène à un dossier qui le contient".into(), "retirez le lien".into()),
        Unreadable::Other(words) => (format!("ceci ne peut pas être lu\u{a0}: {words}"), String::new()),
    }
}

const fn no_such(kind: Kind) -> &'static str {
    match kind {
        Kind::Opportunity => "il n'y a pas de possibilité",
        Kind::Project => "il n'y a pas de projet",
        Kind::Team => "il n'y a pas d'équipe",
        Kind::Department => "il n'y a pas de ministère",
        Kind::Skill => "il n'y a pas de compétence",
        Kind::Acceptance => "il n'y a pas de critère d'acceptation du travail",
        Kind::Terms => "il n'y a pas de modalités",
        Kind::Page => "il n'y a pas de page",
        Kind::News => "il n'y a pas de nouvelle",
    }
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
