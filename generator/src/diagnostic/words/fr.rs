//! The problems in French.

use submit_fn::shared::format::money;
use submit_fn::shared::lang::Lang;

use super::{Words, quoted_list, rules_fr};
use crate::diagnostic::problem::{Expected, Kind, Problem, Unreadable};

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
        Problem::Rule(rule) => return rules_fr::words(rule),
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
