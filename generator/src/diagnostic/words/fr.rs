//! The problems in French: short ones here, the others by subject.

mod facts;
mod files;
mod late;
mod parity;
mod posted;
mod record;
mod texts;
mod values;

use submit_fn::shared::format::{date, money};
use submit_fn::shared::lang::Lang;

use super::{Words, braced, counted, quoted_list, words};
use crate::diagnostic::Problem;

const FR: Lang = Lang::Fr;

/// What is wrong, and what to do about it.
pub(super) fn describe(problem: &Problem) -> Words {
    match problem {
        // 01: files that cannot be read
        Problem::Unreadable(why) => files::unreadable(why),
        Problem::NotUtf8 => {
            words("ce fichier n'est pas encodé en UTF-8", "enregistrez-le de nouveau avec l'encodage UTF-8")
        }
        Problem::YamlSyntax { detail } => words(
            format!("ceci n'est pas du YAML\u{a0}: {}", files::yaml_in_plain_words(detail)),
            "vérifiez les retraits et les deux-points, et mettez entre guillemets droits un texte qui \
             contient «\u{a0}:\u{a0}» ou commence par un signe",
        ),
        Problem::TomlSyntax { detail } => words(
            format!("ce TOML ne peut pas être lu\u{a0}: {detail}"),
            "les textes sont entre guillemets droits; une table commence par son nom entre crochets",
        ),
        Problem::NoFrontMatter => words(
            "l'en-tête du fichier manque",
            "commencez le fichier par une ligne `---`, puis `title:` et `summary:`, puis une ligne `---`",
        ),
        Problem::OpenFrontMatter => {
            words("l'en-tête du fichier ne se termine pas", "ajoutez une ligne `---` après sa dernière clé")
        }

        Problem::OutsideSite => words(
            "ce lien mène hors du site",
            "mettez ici le fichier lui-même\u{a0}: rien n'est lu hors du dossier du site",
        ),
        Problem::SpecialFile => words(
            "ceci n'est pas un fichier ordinaire, mais un tube, une socket ou un périphérique",
            "mettez un fichier ordinaire à sa place",
        ),
        Problem::TooLarge { size, limit } => words(
            format!(
                "ce fichier fait {}\u{a0}Mio; la limite est de {}\u{a0}Mio",
                super::mebibytes(*size, FR),
                super::mebibytes(*limit, FR)
            ),
            "réduisez-le\u{a0}: les pages doivent s'ouvrir rapidement partout",
        ),
        Problem::NotAnImage { format } => words(
            format!("ceci n'est pas une image {format}"),
            "exportez l'image de nouveau, en gardant l'extension de son format",
        ),
        Problem::ActiveImage(active) => {
            words(files::active_image(active), "exportez-la en SVG simple, sans script ni lien, ou en PNG")
        }
        Problem::ConflictMarks => words(
            "deux versions de ce fichier ont été fusionnées, et git y a laissé l'une et l'autre",
            "gardez ce qui est juste dans les deux, et retirez les lignes qui commencent par `<<<<<<<`, `=======` et `>>>>>>>`",
        ),
        Problem::OpenFence => words(
            "le bloc de code qui commence ici n'est jamais fermé\u{a0}: toute la suite en fait partie",
            "terminez-le par une ligne des mêmes signes",
        ),
        // 02: keys and values
        Problem::UnknownKey { key, nearest: Some(nearest), .. } => {
            words(format!("clé inconnue\u{a0}: `{key}`"), format!("vouliez-vous dire `{nearest}`?"))
        }
        Problem::UnknownKey { key, known, .. } => words(
            format!("clé inconnue\u{a0}: `{key}`"),
            format!("les clés possibles ici sont {}", quoted_list(known, "et")),
        ),
        Problem::MissingKey { key } => words(format!("la clé `{key}` manque"), format!("ajoutez `{key}`")),
        Problem::WrongType { expected, found } => values::wrong_type(*expected, found),
        Problem::Empty => words("ceci est vide", "écrivez quelque chose ou retirez la clé"),
        Problem::EmptyFile { is_list: true } => {
            words("rien n'est écrit ici, à part des commentaires", "écrivez au moins un élément, ou retirez le fichier")
        }
        Problem::EmptyFile { is_list: false } => words(
            "rien n'est écrit ici, à part des commentaires",
            "écrivez-y ses clés\u{a0}: content/README.md les montre toutes",
        ),
        Problem::EmptyList => words("cette liste est vide", "mettez-y au moins un élément"),
        Problem::TooLong { limit, length } => {
            words(format!("ce texte compte {length} caractères; la limite est de {limit}"), "dites-le plus brièvement")
        }
        Problem::Repeated { id } => {
            words(format!("`{id}` figure deux fois"), "gardez-en un seul, ou donnez un autre nom à l'un des deux")
        }
        Problem::OutOfBounds { least, most } => {
            words("ce nombre ne peut pas être juste", format!("écrivez un nombre de {least} à {most}"))
        }
        Problem::Inverted { greater, lesser } => words(
            format!("`{lesser}` est plus petit que `{greater}`"),
            "changez l'un des deux\u{a0}: aucune valeur ne conviendrait",
        ),

        // 03: dates, prices, licences and repositories
        Problem::DateForm { text, expected } => {
            words(format!("`{text}` n'est pas {}", values::what(*expected)), values::example(*expected))
        }
        Problem::ImpossibleDate { text } => {
            words(format!("la date {text} n'existe pas"), "vérifiez le mois et le jour dans un calendrier")
        }
        Problem::ImpossibleTime { text, zone } => words(
            format!("l'heure {text} n'existe pas dans le fuseau {zone}"),
            "on avance l'heure cette nuit-là\u{a0}: choisissez une autre heure",
        ),
        Problem::AmbiguousTime { text, zone } => words(
            format!("l'heure {text} arrive deux fois dans le fuseau {zone}"),
            "on recule l'heure cette nuit-là\u{a0}: choisissez une autre heure",
        ),
        Problem::DateOrder { key, before, same_day } => words(
            if *same_day {
                format!("`{key}` ne doit pas venir avant `{before}`")
            } else {
                format!("`{key}` doit venir après `{before}`")
            },
            "changez l'une des deux dates",
        ),
        Problem::PriceAboveLimit { with_tax, limit, most } => facts::price_above_limit(*with_tax, *limit, *most),
        Problem::NotOpenSource { licence } => words(
            format!("la licence `{licence}` n'est pas approuvée par l'Open Source Initiative"),
            "le travail est à source ouverte\u{a0}: choisissez une licence comme MIT, Apache-2.0, MPL-2.0 ou \
             GPL-3.0-or-later",
        ),
        Problem::UnknownLicence { text, nearest: Some(nearest) } => {
            words(format!("`{text}` n'est pas l'identifiant d'une licence"), format!("vouliez-vous dire `{nearest}`?"))
        }
        Problem::UnknownLicence { text, nearest: None } => words(
            format!("`{text}` n'est pas l'identifiant d'une licence"),
            "écrivez un identifiant de la liste SPDX, par exemple MIT ou Apache-2.0",
        ),
        Problem::PrivateRepository { host } => words(
            format!("`{host}` n'est pas un lieu public pour du code"),
            "les soumissionnaires doivent pouvoir lire le code\u{a0}: donnez une adresse qui commence par \
             https:// chez un hôte public",
        ),
        Problem::AboveTaxSafe { value, most } => words(
            format!("{} ne laisse aucune marge pour les taxes", money(*value, FR)),
            format!(
                "jusqu'à {} avant les taxes, la limite est respectée quels que soient la province et les arrondis",
                money(*most, FR)
            ),
        ),
        Problem::DistantDate { key, after, years } => {
            words(format!("`{key}` vient {years} ans après `{after}`"), "vérifiez l'année des deux dates")
        }
        Problem::FarAhead => words("cette date est trop lointaine", "vérifiez l'année"),
        Problem::ImpossibleHour { time } => words(
            format!("l'heure {time} n'existe pas"),
            "les heures vont de 00 à 23 et les minutes de 00 à 59; minuit est 00:00 du jour qui commence",
        ),
        Problem::UnsafeTaxSafe { most } => words(
            "un prix de ce montant dépasse la limite avec la taxe la plus élevée",
            format!("avec `total` et `highest_tax`, sous [limits], le maximum est de {}", money(*most, FR)),
        ),

        // 04: files, ids and addresses
        Problem::MissingFile { name } => {
            words(format!("le fichier `{name}` manque dans ce dossier"), format!("ajoutez `{name}`"))
        }
        Problem::MissingTwin { twin } => words(
            format!("l'autre version de ce fichier, `{twin}`, manque"),
            "les deux langues sont publiées en même temps\u{a0}: ajoutez l'autre version",
        ),
        Problem::UnexpectedFile { name, nearest: Some(nearest) } => {
            words(format!("rien ne lit le fichier `{name}`"), format!("vouliez-vous dire `{nearest}`?"))
        }
        Problem::UnexpectedFile { name, nearest: None } => {
            words(format!("rien ne lit le fichier `{name}`"), "retirez-le ou mettez-le à sa place")
        }
        Problem::BadName { name } => words(
            format!("`{name}` ne peut pas faire partie d'une adresse Web"),
            "employez des minuscules sans accent, des chiffres, et des traits d'union entre les mots",
        ),
        Problem::UnknownId { kind, id, nearest } => files::unknown_id(*kind, id, nearest.as_deref()),
        Problem::UnknownTheme { id, nearest } => words(
            format!("il n'y a pas de thème `{id}`"),
            match nearest {
                Some(nearest) => format!("vouliez-vous dire `{nearest}`?"),
                None => "donnez le nom d'un dossier de themes/".into(),
            },
        ),
        Problem::SameUrl { url, other } => {
            words(format!("l'adresse {url} est déjà celle de {other}"), "donnez un autre `slug` à l'un des deux")
        }

        // 05: texts
        Problem::MissingSection { title, is_here: true } => words(
            format!("la section «\u{a0}{title}\u{a0}» manque; ceci en est peut-être le début"),
            format!("écrivez l'intertitre ainsi\u{a0}: `## {title}`"),
        ),
        Problem::MissingSection { title, is_here: false } => {
            words(format!("la section «\u{a0}{title}\u{a0}» manque"), format!("ajoutez `## {title}` et son texte"))
        }
        Problem::SectionOrder { title, after } => words(
            format!("la section «\u{a0}{title}\u{a0}» vient trop tôt"),
            format!("placez-la après «\u{a0}{after}\u{a0}»"),
        ),
        Problem::EmptySection { title } => {
            words(format!("la section «\u{a0}{title}\u{a0}» est vide"), "écrivez son texte sous l'intertitre")
        }
        Problem::TopHeading => words(
            "un intertitre de niveau 1 se trouve dans le texte",
            "le titre de l'en-tête est le seul de la page\u{a0}: employez `##`",
        ),
        Problem::Link { target } => words(
            format!("le lien `{target}` ne mène nulle part"),
            "faites un lien vers https://…, vers #un-intertitre de ce texte ou, dans le site, page:about, \
             opportunity:ID, team:ID, project:ID, department:ID, terms:ID, news:ID, file:opportunities.csv",
        ),
        Problem::UnsafeLink { target } => words(
            format!("un lien ne peut pas commencer comme `{target}`"),
            "employez https://, mailto: ou un lien dans le site",
        ),
        Problem::Image { target } => words(
            format!("l'image `{target}` n'est pas dans ce dossier"),
            "placez un fichier svg, png, jpg ou webp à côté de ce texte et donnez son nom seul, par exemple \
             ![Ce qu'elle montre](graphique.svg)",
        ),
        Problem::Unwritten => words("ce texte reste à rédiger", "remplacez-le, crochets compris"),
        Problem::UnwrittenPosted => {
            words("ce texte reste à rédiger et serait publié", "remplacez-le, crochets compris")
        }
        Problem::FewWords { words: written, least } => words(
            format!(
                "le problème est exposé en {}; il en faut au moins {least} pour qu'on le comprenne",
                counted(*written as u64, "mot", FR)
            ),
            "dites qui a ce problème, à quelle fréquence et ce qu'il coûte",
        ),
        Problem::DataWithoutLink => words(
            "la section des données ne mène à aucune donnée",
            "faites un lien vers un fichier que l'on peut ouvrir, même un petit échantillon; sans données, \
             personne ne répond",
        ),
        Problem::SplitWord { found } => words(
            format!(
                "«\u{a0}{found}\u{a0}» coupe un mot pour montrer les deux genres\u{a0}: les lecteurs d'écran s'y butent"
            ),
            "écrivez les deux formes au long, ou un mot qui vaut pour tout le monde",
        ),
        Problem::RefusedTerm { found, instead } => words(
            format!("«\u{a0}{found}\u{a0}» n'est pas le mot employé ici"),
            format!("écrivez «\u{a0}{instead}\u{a0}»"),
        ),
        Problem::SolutionFirst { found } => words(
            format!("«\u{a0}{found}\u{a0}» nomme une solution, et cette section porte sur le problème"),
            "dites ce qui ne va pas et pour qui; laissez la solution aux soumissionnaires, ou à la section \
             «\u{a0}Le travail\u{a0}»",
        ),
        Problem::BareUrl { url } => words(
            "une adresse nue ne dit rien aux personnes qui utilisent un lecteur d'écran",
            format!("mettez des mots à sa place\u{a0}: [ce qui s'y trouve]({url})"),
        ),
        Problem::SkippedLevel { from, to } => words(
            format!("un intertitre de niveau {to} suit un intertitre de niveau {from}"),
            format!("employez {} pour que l'on puisse suivre le plan du texte", "#".repeat(usize::from(*from) + 1)),
        ),
        Problem::ImageWithoutText => words(
            "cette image n'a pas de texte pour les personnes qui ne peuvent pas la voir",
            "écrivez entre les crochets ce qu'elle montre\u{a0}: ![Départs selon l'heure](graphique.svg)",
        ),
        Problem::RawHtml => words(
            "le HTML n'est pas interprété ici\u{a0}: la page montrerait ceci tel quel",
            "écrivez plutôt en Markdown, ou mettez-le entre accents graves si c'est un exemple",
        ),
        Problem::Typography { sign, lang, found, instead } => texts::typography(*sign, *lang, found, instead),
        Problem::VagueLink { words: link } => words(
            format!("«\u{a0}{link}\u{a0}» ne dit pas où mène le lien"),
            "un lecteur d'écran lit les liens hors de leur phrase\u{a0}: dites dans le lien où il mène",
        ),
        Problem::LiteralMarkup { found } => texts::literal_markup(found),
        Problem::ProposalByEmail => words(
            "les propositions ne sont acceptées que par le formulaire",
            "retirez ceci\u{a0}: la page de la possibilité donne le formulaire et l'heure de fermeture",
        ),
        Problem::EmptyLink => {
            words("ce lien n'a pas de texte", "écrivez entre les crochets ce qu'on trouve à cette adresse")
        }
        Problem::Unfinished { found } => {
            words(format!("`{found}` tient la place de ce qui reste à rédiger"), "rédigez-le, ou retirez cette marque")
        }
        Problem::HiddenCharacter { character } => words(
            format!(
                "un caractère invisible, U+{:04X}, se trouve ici\u{a0}: ce qu'on voit n'est pas ce qui est écrit",
                u32::from(*character)
            ),
            "supprimez-le\u{a0}: retapez les mots qui l'entourent",
        ),
        Problem::MissingNote { name } => words(
            format!("aucune note ne s'appelle `[^{name}]`\u{a0}: ces signes s'afficheraient tels quels"),
            format!("écrivez la note sur sa propre ligne, `[^{name}]: …`; ou supprimez l'appel de note"),
        ),
        Problem::EmptyNote { name } => {
            words(format!("la note `[^{name}]` est vide"), "écrivez-la sur la même ligne, après le deux-points")
        }
        Problem::NoteInAnswer => words(
            "une réponse ne peut pas avoir de notes\u{a0}: ces signes s'afficheraient tels quels",
            "dites-le dans la réponse",
        ),
        Problem::UnusedNote { name, is_repeated: true } => words(
            format!("une note qui précède s'appelle aussi `[^{name}]`\u{a0}: celle-ci ne s'affiche pas"),
            "donnez à chaque note son propre nom",
        ),
        Problem::UnusedNote { name, is_repeated: false } => words(
            format!("rien ne renvoie à la note `[^{name}]`\u{a0}: elle ne s'affiche pas"),
            format!("écrivez `[^{name}]` après les mots qu'elle concerne, ou supprimez-la"),
        ),

        // 06: the theme
        Problem::Template { detail } => words(format!("ce gabarit ne peut pas servir\u{a0}: {detail}"), ""),
        Problem::MissingTemplate { name } => {
            words(format!("le thème n'a pas de gabarit `{name}`"), "ajoutez-le dans le dossier des gabarits du thème")
        }
        Problem::MissingString { key, form: Some(form) } => words(
            format!("la forme `{form}` du texte `{key}` manque"),
            format!("ajoutez `{form} = \"…\"`\u{a0}: certains nombres l'exigent dans cette langue"),
        ),
        Problem::MissingString { key, form: None } => words(
            format!("le texte ou la table `{key}` manque dans cette langue"),
            "ajoutez-le\u{a0}: l'autre langue, ou themes/devex, l'a",
        ),
        Problem::UnknownString { key, nearest } => words(
            format!("le thème n'a pas de texte `{key}`"),
            nearest.as_ref().map_or_else(
                || {
                    "ajoutez-le sous [templates] dans les deux fichiers de textes, ou employez un texte qui s'y trouve"
                        .to_owned()
                },
                |nearest| format!("vouliez-vous dire `t.{nearest}`?"),
            ),
        ),
        Problem::UnknownVariable { name, nearest } => words(
            format!("aucune page ne fournit aux gabarits quoi que ce soit du nom de `{name}`"),
            nearest.as_ref().map_or_else(
                || "employez un nom que les pages ont, ou définissez celui-ci dans un gabarit".to_owned(),
                |nearest| format!("vouliez-vous dire `{nearest}`?"),
            ),
        ),
        Problem::LostPlaceholder { names } => words(
            format!("il manque à ce texte {}, où va une valeur", quoted_list(&braced(names), "et")),
            "remettez chaque nom là où va sa valeur\u{a0}: sans lui, personne ne la voit",
        ),
        Problem::InventedPlaceholder { names, known } => words(
            format!("rien ne remplace {}\u{a0}: on verrait les accolades", quoted_list(&braced(names), "et")),
            match known.as_slice() {
                [] => "retirez les accolades et leur contenu\u{a0}: aucune valeur ne va dans ce texte".to_owned(),
                known => format!("ce texte peut contenir {}", quoted_list(&braced(known), "et")),
            },
        ),
        Problem::UnusedString { key } => words(
            format!("aucun gabarit n'emploie le texte `{key}`"),
            format!("retirez-le des deux fichiers de textes, ou employez-le par `t.{key}`"),
        ),
        Problem::Undrawable(why) => files::undrawable(why),

        // 07: fairness
        Problem::ShortPosting { days, least } => facts::short_posting(*days, *least),
        Problem::ClosesOnWeekend { date: day } => words(
            format!("le {} est un {}", date(*day, FR), facts::weekday(*day)),
            "personne ne répond aux soumissionnaires la fin de semaine\u{a0}: fermez un jour ouvrable",
        ),
        Problem::ClosesOnHoliday { holiday } => words(
            format!("la possibilité ferme un jour férié\u{a0}: {}", facts::holiday_name(*holiday)),
            "personne ne répond aux soumissionnaires ce jour-là\u{a0}: fermez un jour ouvrable",
        ),
        Problem::ClosesOnFridayAfternoon => words(
            "la possibilité ferme un vendredi après-midi",
            "une panne ne serait vue que le lundi\u{a0}: fermez du lundi au jeudi, ou avant midi",
        ),
        Problem::HourlyRate { value, hours, rate, least, most } => {
            facts::hourly_rate(*value, *hours, *rate, [*least, *most])
        }
        Problem::LongProposal { effort, budget } => words(
            facts::too_long(effort, *budget),
            "demandez moins de mots\u{a0}: les soumissionnaires ne sont pas payés pour répondre",
        ),
        Problem::TooLongProposal { effort, most } => {
            words(facts::too_long(effort, *most), "retirez des critères ou réduisez leur `max_words`")
        }
        Problem::HeavyWorkload { hours, days, tenths_a_week, most_tenths } => {
            facts::heavy_workload(*hours, *days, *tenths_a_week, *most_tenths)
        }

        // 08: what differs between the languages
        Problem::Headings { other } => parity::headings(other.as_deref()),
        Problem::Lists { items, other } => parity::lists(*items, *other),
        Problem::Tables { size, other } => parity::tables(*size, *other),
        Problem::Links { target } => words(
            format!("l'autre version n'a pas ici de lien vers `{target}`"),
            "ajoutez-le à l'autre version, ou retirez-le de celle-ci",
        ),
        Problem::BareLink { target } => words(
            "cette adresse est un lien dans l'autre version, mais pas ici",
            format!("donnez-lui des mots\u{a0}: [ce qui s'y trouve]({target})"),
        ),
        Problem::CodeBlocks { blocks, other } => words(
            format!("blocs de code dans cette section\u{a0}: {blocks}; dans l'autre version\u{a0}: {other}"),
            "donnez aux deux versions les mêmes exemples",
        ),
        Problem::Numbers { here, there } | Problem::NumberWords { here, there } => parity::numbers(here, there),
        Problem::Bounds { here, there } => parity::bounds(here, there),
        Problem::Names { here, there } => parity::names(here, there),
        Problem::Samples { here, there } => parity::samples(here, there),
        Problem::Sentence => words(
            "l'autre version ne semble pas avoir cette phrase",
            "dites dans les deux versions ce que dit l'une d'elles, ou retirez la phrase de trop",
        ),
        Problem::Denial => words(
            "cette version interdit ou exclut ce que l'autre demande",
            "relisez les deux, et corrigez celle qui se trompe",
        ),
        Problem::Notes { size, other } => parity::notes(*size, *other),
        Problem::StaleTwin { lang, changed, change } => parity::stale_translation(*lang, *changed, change),
        Problem::WrongLanguage { lang, words } => parity::wrong_language(*lang, words),

        // 09: the record, and what may not be published
        Problem::MissingApproval { missing } => record::missing_approval(missing),
        Problem::MissingReview => words(
            "la possibilité est affichée sans examen par les pairs",
            "faites lire le problème par une personne de l'extérieur de l'équipe et consignez cet \
             examen\u{a0}: `reviews: [{ by: …, url: … }]`",
        ),
        Problem::LateApproval { posted } => words(
            format!("cette approbation vient après l'affichage du {}", date(*posted, FR)),
            "affichez la possibilité une fois toutes les approbations obtenues",
        ),
        Problem::Unamended { fact, was, now, change } => record::unamended(fact, [was, now], change),
        Problem::EarlyOutcome { closes } => words(
            format!("ceci vient avant la fermeture du {}", date(*closes, FR)),
            "corrigez la date\u{a0}: les propositions sont reçues jusque-là",
        ),
        Problem::TwoOutcomes { other } => words(
            format!("une possibilité ne peut pas avoir à la fois ceci et `{other}`"),
            "gardez ce qui s'est produit",
        ),
        Problem::Splitting { sum, with_tax, limit, others, months } => {
            record::splitting([*sum, *with_tax, *limit], others, *months)
        }
        Problem::LooksLikeProposal { name } => words(
            format!("`{name}` ressemble à une proposition"),
            "les propositions sont confidentielles\u{a0}: retirez ce fichier, de l'historique de git aussi, \
             et envoyez-le par le formulaire",
        ),
        Problem::PersonalInformation { kind } => record::personal_information(*kind),
        Problem::AmendmentOrder => words(
            "cette modification porte une date antérieure à celle de la précédente",
            "les modifications se suivent dans l'ordre de leurs dates\u{a0}: déplacez-la plus haut, ou corrigez sa date",
        ),
        Problem::Backdated { last } => words(
            format!(
                "cette modification est nouvelle, mais datée d'avant une modification publiée, celle du {}",
                date(*last, FR)
            ),
            "datez-la du jour où les soumissionnaires pourront la lire",
        ),
        Problem::ChangesNothing { fact } => words(
            format!("cette modification ne change rien\u{a0}: `{fact}` avait ensuite la même valeur"),
            "sous `was`, écrivez la valeur d'avant le changement",
        ),
        Problem::NotYet { date: day } => words(
            format!("le {} est encore à venir, mais ceci est consigné comme si c'était chose faite", date(*day, FR)),
            "vérifiez l'année et le mois; ne le consignez qu'une fois la chose faite",
        ),
        Problem::UncheckedKeys { recipients } => words(
            format!(
                "les propositions seraient scellées à des clés qui n'ont jamais été éprouvées\u{a0}: {}",
                recipients.join(", ")
            ),
            "lancez `devex keys check` avec chaque clé privée et écrivez `checked` et le jour à côté de la clé",
        ),
        Problem::SharedKey { recipient } => words(
            format!(
                "la clé {recipient} y figure deux fois\u{a0}: une seule personne aurait ce qui doit se partager entre deux"
            ),
            "créez une clé distincte pour le recouvrement et pour chaque responsable et second responsable, avec `devex keys new`",
        ),
        Problem::NoReceiptKey => words(
            "personne ne peut vérifier les accusés de réception des propositions\u{a0}: le site ne publie aucune clé",
            "écrivez la ligne que montre `devex keys receipt --secret FICHIER` à receipts, sous [keys] dans site.toml",
        ),
        Problem::Uncorrected { key, was, now, change } => posted::uncorrected(key, [was, now], change),
        Problem::Removed { now } => posted::removed(now.as_deref()),
        Problem::PostingMoved { was, now, change } => posted::posting_moved(was, now.as_deref(), change),
        Problem::Rewritten { entry, change } => posted::rewritten(*entry, change),
        Problem::TextRewritten { part, was, now, change } => posted::text_rewritten(*part, [was, now], change),
        Problem::TextChanged { part, was, now, change } => posted::text_changed(*part, [was, now], change),
        Problem::LateChange { closed } => posted::late_change(*closed),
        Problem::ShortNotice { days, least } => posted::short_notice(*days, *least),
        Problem::LessTime { fact } => posted::less_time(fact),
        Problem::LateAnswer { closed } => posted::late_answer(*closed),
        Problem::AnotherPrice { value, price } => posted::another_price(*value, *price),
        Problem::SupplierAddress => posted::supplier_address(),
        Problem::NotAReference { text } => posted::not_a_reference(text),
        Problem::MovedZone { was } => posted::moved_zone(was),
        Problem::SharedText { was } => posted::shared_text(was),
        Problem::AddressMoved { was, now } => posted::address_moved(was, now),
        Problem::NamedBidder { kind } => record::named_bidder(*kind),
        Problem::ImageChanged { change } => posted::image_changed(change),
        Problem::AnotherHost { was } => posted::another_host(was),
        Problem::NotKept { what } => posted::not_kept(*what),
        Problem::Late { step, date, days, id } => late::late(*step, *date, *days, id),

        // 10: links to other sites
        Problem::DeadLink { url, status } => words(
            format!("{url} répond {status}\u{a0}: il n'y a rien à cette adresse"),
            "corrigez le lien ou retirez-le",
        ),
        Problem::UnreachableLink { url, why } => words(
            format!("impossible de joindre {url}\u{a0}: {}", record::unreachable(why)),
            "essayez-le dans un navigateur; il répondra peut-être plus tard",
        ),
    }
}
