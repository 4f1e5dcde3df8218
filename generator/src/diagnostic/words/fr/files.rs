//! Files that cannot be read, and ids that name nothing.

use super::words;
use crate::diagnostic::Unreadable;
use crate::diagnostic::operand::{Active, Undrawable};
use crate::diagnostic::words::Words;
use crate::model::Kind;

pub(super) fn unreadable(why: &Unreadable) -> Words {
    match why {
        Unreadable::Missing => words("ce fichier n'existe pas", "ajoutez-le"),
        Unreadable::Forbidden => {
            words("ceci ne peut pas être lu\u{a0}: vous n'en avez pas le droit", "donnez-vous le droit de le lire")
        }
        Unreadable::Folder => words("ceci est un dossier, alors qu'il faut un fichier", "mettez un fichier à sa place"),
        Unreadable::Loop => words("ce lien mène à un dossier qui le contient", "retirez le lien"),
        Unreadable::Other(why) => words(format!("ceci ne peut pas être lu\u{a0}: {why}"), ""),
    }
}

/// What the YAML parser complains of most; the rest stays in its own words.
pub(super) fn yaml_in_plain_words(detail: &str) -> &str {
    match detail {
        "mapping values are not allowed in this context" => "un deux-points suivi d'une espace là où il n'en faut pas",
        "did not find expected ',' or ']'" => "il manque une virgule ou le crochet fermant",
        "did not find expected ',' or '}'" => "il manque une virgule ou l'accolade fermante",
        "a space is missing after this colon" => "il manque une espace après ce deux-points",
        "a space is missing after this hyphen" => "il manque une espace après ce trait d'union",
        "this line is indented more than a key may be here" => {
            "cette ligne est plus en retrait que celle du dessus, qui a déjà sa valeur"
        }
        "a colon and a space are missing after a key" => "le deux-points de cette clé manque, ou l'espace qui le suit",
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

pub(super) fn unknown_id(kind: Kind, id: &str, nearest: Option<&str>) -> Words {
    let help = match nearest {
        Some(nearest) => format!("vouliez-vous dire `{nearest}`?"),
        None => format!("ajoutez cet élément dans {}, ou nommez-en un qui s'y trouve", kind.place()),
    };
    words(format!("{} `{id}`", no_such(kind)), help)
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

pub(super) fn active_image(active: &Active) -> String {
    match active {
        Active::Element(name) => format!("`<{name}>` n'a pas sa place dans une image"),
        Active::Event(name) => format!("`{name}` fait exécuter un script à cette image"),
        Active::ScriptAddress => "une adresse de cette image exécute un script".into(),
        Active::Reference(address) => format!("cette image renvoie à autre chose qu'elle-même\u{a0}: `{address}`"),
        Active::Instruction(name) => format!("l'instruction `<?{name}` n'a pas sa place dans une image"),
        Active::Declaration(begin) => format!("la déclaration `{begin}` n'a pas sa place dans une image"),
    }
}

/// Why no picture can be drawn.
pub(super) fn undrawable(why: &Undrawable) -> Words {
    match why {
        Undrawable::Svg(detail) => words(
            format!("aucune image ne peut être faite de ce dessin\u{a0}: {detail}"),
            "un dessin est du SVG\u{a0}: chaque élément est fermé, chaque valeur est entre guillemets droits, et la racine a une taille",
        ),
        Undrawable::NoFont => words(
            "le thème n'a pas de police pour les textes de ses images",
            "ajoutez-en une à son dossier `fonts`, dans un fichier dont le nom se termine par `.ttf` ou `.otf`",
        ),
        Undrawable::NotAFont => {
            words("ce fichier n'est pas une police", "mettez à sa place une police TrueType ou OpenType")
        }
    }
}
