//! What `devex --help` says in French of every command, argument and value.

/// What a command does. `path` is its name after those of the commands above it: `proposals list`.
pub(crate) fn command(path: &str) -> Option<&'static str> {
    Some(match path {
        "" => "Construit un carrefour bilingue de petits contrats à source ouverte à partir de fichiers Markdown.",
        "build" => "Écrire le site et le paquet dont la fonction a besoin",
        "serve" => "Servir ici le site, le formulaire et un DynamoDB intégré, et reconstruire à chaque modification",
        "check" => "Signaler tout ce qui ne va pas dans le contenu, sans écrire le site",
        "next-change" => {
            "Dire quand le site doit être construit de nouveau si rien n'est modifié\u{a0}: à la prochaine ouverture ou fermeture"
        }
        "new" => "Écrire les fichiers d'un nouvel élément, avec des commentaires pour guider",
        "post" => "Afficher une ébauche, une fois ses examens, ses approbations et ses clés en règle",
        "amend" => "Consigner une modification\u{a0}: ce qui change, ce que c'était et pourquoi",
        "answer" => "Publier une question avec sa réponse",
        "correct" => "Corriger une réponse publiée ou un résultat consigné; ce qu'ils étaient est conservé",
        "award" => "Consigner le choix d'un fournisseur, ou l'absence de choix",
        "cancel" => "Consigner l'annulation d'une possibilité",
        "deliver" => "Consigner que le travail a été accepté, ou que le contrat a pris fin sans livraison",
        "pay" => "Consigner que le fournisseur a été payé",
        "schema" => "Écrire les schémas JSON des fichiers, avec lesquels un éditeur complète clés et identifiants",
        "explain" => "Expliquer une règle de `devex check`, exemple à l'appui",
        "proposals" => "Lire les propositions reçues",
        "proposals list" => {
            "Énumérer les propositions, par ordre d'arrivée\u{a0}: ce qui est conservé en clair, sans clé"
        }
        "proposals show" => "Montrer une proposition; avec ses réponses après la fermeture, si l'on a une clé",
        "proposals export" => "Écrire ce qui est conservé en clair au sujet des propositions",
        "proposals open" => {
            "Ouvrir les propositions pour une possibilité après la fermeture, avec les clés de ses responsables; ce qui a été \
             remplacé ou retiré reste scellé"
        }
        "keys" => "Créer et éprouver les clés auxquelles les propositions sont scellées, et celles de la fonction",
        "keys new" => "Créer une paire de clés pour un responsable, ou pour le recouvrement",
        "keys check" => "Faire un essai d'ouverture\u{a0}: sceller un témoin aux clés du site et l'ouvrir",
        "keys secret" => "Créer le secret de la fonction, dont elle tire ses propres clés",
        "keys receipt" => {
            "Montrer ce qui vérifie les accusés de réception que signe une fonction avec ce secret, pour site.toml"
        }
        "deploy" => {
            "Déployer le commit courant dans AWS\u{a0}: la pile, la fonction, puis le site, et de chacun seulement ce qui a \
             changé"
        }
        "rollback" => "Revenir à la version précédente de la fonction et au site de son commit",
        "receipt" => "Vérifier l'accusé de réception d'une proposition",
        "receipt verify" => "Vérifier un accusé de réception et dire ce qu'il prouve",
        help if help == "help" || help.ends_with(" help") => "Afficher cette aide, ou celle d'une commande",
        _ => {
            let (group, name) = path.split_once(" help ")?;
            return command(&format!("{group} {name}"));
        }
    })
}

/// What an option or an argument of a command is.
pub(crate) fn argument(path: &str, name: &str) -> Option<&'static str> {
    every_command(name).or_else(|| match path {
        "build" => build(name),
        "serve" => serve(name),
        "check" => check(name),
        "next-change" => (name == "--format").then_some("Comment le dire"),
        "new" => new(name),
        "post" | "amend" | "answer" | "correct" | "award" | "cancel" | "deliver" | "pay" => record(path, name),
        "schema" => schema(name),
        "explain" => {
            (name == "code").then_some("Le code de la règle, par exemple E0305; toutes si aucune n'est nommée")
        }
        "proposals list" | "proposals export" => proposals(name),
        "proposals open" if name == "opportunity" => Some("Le dossier de la possibilité"),
        "proposals open" | "proposals show" => proposals(name),
        "keys new" | "keys check" | "keys secret" | "keys receipt" => keys(path, name),
        "receipt verify" => receipt(name),
        "deploy" | "rollback" => deploy(name),
        _ => None,
    })
}

fn every_command(name: &str) -> Option<&'static str> {
    Some(match name {
        "--root" => {
            "Le dossier qui contient site.toml [par défaut\u{a0}: le plus proche, ici ou plus haut que le dossier courant]"
        }
        "--lang" => "La langue des messages [par défaut\u{a0}: celle de l'environnement]",
        "--now" => {
            "L'instant à prendre pour le présent\u{a0}: une date ou une date et une heure telle que 2026-12-01T14:00, dans \
             le fuseau horaire du site, ou un instant avec son décalage tel que 2026-12-01T14:00:00-05:00"
        }
        "--help" => "Afficher l'aide",
        "--version" => "Afficher la version",
        _ => return None,
    })
}

fn build(name: &str) -> Option<&'static str> {
    Some(match name {
        "--out" => "Où écrire le site [par défaut\u{a0}: public, à côté de site.toml]",
        "--drafts" => {
            "Mettre aussi les ébauches sur le site, marquées comme telles, et les énumérer sur la sortie \
             standard\u{a0}: identifiant, adresses et titres"
        }
        "--no-cache" => "Tout lire, vérifier et produire, même ce qui n'a pas changé depuis la dernière fois",
        "--compress" => {
            "Écrire aussi une copie compressée de chaque fichier texte du site, en .br et en .gz à côté de lui, pour un \
             serveur Web qui peut les envoyer"
        }
        "--bundle" => "Où écrire le paquet de la fonction [par défaut\u{a0}: bundle, à côté de site.toml]",
        _ => return None,
    })
}

fn serve(name: &str) -> Option<&'static str> {
    Some(match name {
        "--port" => "Le port à servir [par défaut\u{a0}: 8080, ou le premier qui est libre ensuite]",
        "--data" => "Où garder les propositions et le site construit [par défaut\u{a0}: .devex, à côté de site.toml]",
        "--drafts" => "Montrer aussi les ébauches, marquées comme telles",
        "--open" => "Ouvrir le site dans un navigateur",
        "--public" => {
            "Servir le véritable site derrière un serveur mandataire\u{a0}: à l'adresse de site.toml, avec ses propres clés et \
             son secret"
        }
        "--address" => "L'adresse où attendre le serveur mandataire [par défaut\u{a0}: 127.0.0.1]",
        _ => return None,
    })
}

fn check(name: &str) -> Option<&'static str> {
    Some(match name {
        "--format" => "Comment signaler ce qui a été trouvé",
        "--deny-warnings" => "Échouer aussi quand il y a des avertissements",
        "--external" => "Vérifier aussi les liens vers d'autres sites",
        "--overdue" => {
            "Signaler aussi ce qui est en retard\u{a0}: réponses, sélections, résultats, livraisons et paiements non consignés"
        }
        "--no-cache" => "Tout lire et vérifier, même ce qui n'a pas changé depuis la dernière fois",
        "--base" => "La branche publiée\u{a0}: les commits qui la suivent sont ceux d'une demande de tirage",
        _ => return None,
    })
}

fn new(name: &str) -> Option<&'static str> {
    Some(match name {
        "what" => "Le genre d'élément",
        "id" => "Le nom du dossier [par défaut\u{a0}: d'après le titre anglais]",
        "--from-issue" => {
            "Prendre les réponses du formulaire de billet dans un fichier, ou à l'entrée standard avec\u{a0}-"
        }
        "--title-en" => "Le titre en anglais",
        "--title-fr" => "Le titre en français",
        "--summary-en" => "Le résumé en anglais",
        "--summary-fr" => "Le résumé en français",
        "--department" => "Possibilité, équipe\u{a0}: l'identifiant du ministère",
        "--team" => "Possibilité, projet\u{a0}: l'identifiant de l'équipe",
        "--project" => "Possibilité\u{a0}: l'identifiant du projet",
        "--value" => "Possibilité\u{a0}: le prix fixe en dollars, avant les taxes",
        "--hours" => "Possibilité\u{a0}: le nombre d'heures de travail estimé",
        "--skills" => "Possibilité\u{a0}: les identifiants des compétences, séparés par des virgules",
        "--acceptance" => {
            "Possibilité\u{a0}: les identifiants des critères d'acceptation communs, séparés par des virgules"
        }
        "--repository" => "Possibilité, projet\u{a0}: où se trouve le code",
        "--licence" => "Possibilité, projet\u{a0}: la licence, par exemple MIT",
        "--terms" => "Possibilité\u{a0}: l'identifiant de ses modalités",
        "--closes" => {
            "Possibilité\u{a0}: sa fermeture, par exemple 2027-01-19T14:00 [par défaut\u{a0}: un jour ouvrable dans trois \
             semaines]"
        }
        "--contact" => "Équipe\u{a0}: son adresse de courriel",
        _ => return None,
    })
}

fn record(path: &str, name: &str) -> Option<&'static str> {
    Some(match (path, name) {
        (_, "opportunity") => "Le dossier de la possibilité",
        (_, "--date") => "Le jour [par défaut\u{a0}: aujourd'hui]",
        ("amend", "--set") => {
            "Un fait et sa nouvelle valeur, par exemple closes=2027-01-26T14:00; l'ancienne valeur est conservée"
        }
        ("amend", "--text") => {
            "Une partie du texte qui a changé\u{a0}: title, summary, context, problem, data, work ou acceptance; à \
             répéter pour chacune"
        }
        ("correct", "--answer") => {
            "Le numéro de la réponse sur la page, à partir de 1; --en et --fr sont la réponse telle qu'elle devrait être"
        }
        ("correct", "--set") => {
            "Une clé du résultat et sa bonne valeur, par exemple award.supplier=NOM; --en et --fr disent pourquoi"
        }
        ("correct", "--en") => "La réponse ou l'explication en anglais",
        ("correct", "--fr") => "La réponse ou l'explication en français",
        ("amend" | "cancel", "--en") => "L'explication en anglais",
        ("amend" | "cancel", "--fr") => "L'explication en français",
        ("award" | "deliver", "--en") => "La raison en anglais",
        ("award" | "deliver", "--fr") => "La raison en français",
        ("answer", "--question-en") => "La question en anglais, sans le nom de qui l'a posée",
        ("answer", "--question-fr") => "La question en français",
        ("answer", "--answer-en") => "La réponse en anglais, en Markdown",
        ("answer", "--answer-fr") => "La réponse en français",
        ("answer", "--asked") => "Le jour de la question",
        ("answer", "--answered") => "Le jour de la réponse [par défaut\u{a0}: aujourd'hui]",
        ("award", "--supplier") => "Qui a été choisi",
        ("award", "--value") => "Le prix du contrat avant les taxes, qui est celui affiché",
        ("award", "--proposals") => "Combien de propositions ont été reçues",
        ("award", "--reserve") => {
            "Le numéro de référence d'une proposition tirée en réserve; à répéter pour chacune, dans l'ordre"
        }
        ("award", "--none") => "Il n'y a pas de fournisseur\u{a0}: dites pourquoi avec --en et --fr",
        ("deliver", "--repository") => "Où se trouve le travail",
        ("deliver", "--failed") => "Le contrat a pris fin sans livraison\u{a0}: dites pourquoi avec --en et --fr",
        _ => return None,
    })
}

fn schema(name: &str) -> Option<&'static str> {
    Some(match name {
        "name" => "Afficher un seul schéma (opportunity, questions, text, team…), ou la référence de toutes les clés",
        "--out" => {
            "Où écrire tous les schémas [par défaut\u{a0}: .devex/schemas, où .vscode/settings.json les cherche]"
        }
        _ => return None,
    })
}

fn proposals(name: &str) -> Option<&'static str> {
    Some(match name {
        "opportunity" => "Seulement celles de cette possibilité",
        "reference" => "Son numéro de référence",
        "--format" => "Comment les écrire",
        "--identity" => {
            "Un fichier contenant une clé privée; à répéter s'il faut deux responsables [par défaut, pour les données \
             locales\u{a0}: la clé dans .devex]"
        }
        "--out" => "Écrire chaque proposition, et un tableau de toutes, dans ce dossier",
        "--endpoint" => "L'adresse d'un DynamoDB [par défaut\u{a0}: celle d'AWS]",
        "--table" => "La table [par défaut\u{a0}: devex-proposals]",
        "--data" => "Où `devex serve` garde ses données [par défaut\u{a0}: .devex, à côté de site.toml]",
        _ => return None,
    })
}

fn keys(path: &str, name: &str) -> Option<&'static str> {
    Some(match (path, name) {
        ("keys new", "--out") => "Le dossier où va la clé privée",
        ("keys check", "--identity") => "Un fichier contenant une clé privée; à répéter s'il y en a plusieurs",
        ("keys secret", "--out") => "Le fichier où va le secret",
        ("keys receipt", "--secret") => "Le fichier qui contient le secret",
        _ => return None,
    })
}

fn deploy(name: &str) -> Option<&'static str> {
    Some(match name {
        "--stack" => "La pile de CloudFormation",
        "--dry-run" => "Dire ce qui changerait, sans rien changer",
        "--parameter" => {
            "Un paramètre de la pile (submit-fn/template.yaml les énumère) et sa nouvelle valeur, par exemple LogDays=180; \
             les autres gardent la leur"
        }
        "--function" => {
            "Le programme de la fonction, s'il est déjà compilé [par défaut\u{a0}: `cargo lambda build` le compile]"
        }
        "--to" => {
            "La version de la fonction à laquelle revenir [par défaut\u{a0}: celle qui précède la version qui répond maintenant]"
        }
        _ => return None,
    })
}

fn receipt(name: &str) -> Option<&'static str> {
    Some(match name {
        "file" => "L'accusé de réception, tel que téléchargé",
        "--copy" => "La copie du soumissionnaire, pour vérifier que c'est ce qui a été reçu",
        "--key" => {
            "Une clé qui vérifie les accusés de réception, prise sur le site [par défaut\u{a0}: celles de site.toml]"
        }
        "--data" => {
            "Où `devex serve` garde ses données, pour les accusés de réception de cette machine [par défaut\u{a0}: .devex, à \
             côté de site.toml]"
        }
        _ => return None,
    })
}

/// What a possible value of an option or argument means.
pub(crate) fn value(path: &str, name: &str, value: &str) -> Option<&'static str> {
    Some(match (path, name, value) {
        ("next-change", "--format", "human") => "Une ligne par changement, pour les personnes",
        ("next-change", "--format", "json") => "Un objet",
        ("check", "--format", "human") => "Avec les lignes et des repères, pour les personnes",
        ("check", "--format", "json") => "Un tableau d'objets",
        ("check", "--format", "github") => "Des annotations sur les lignes d'une demande de tirage",
        ("check", "--format", "sarif") => "Un journal SARIF 2.1.0",
        ("new", "what", "opportunity") => "Un contrat à afficher; d'abord une ébauche",
        ("new", "what", "project") => "Ce à quoi une équipe travaille",
        ("new", "what", "team") => "Qui affiche",
        ("new", "what", "department") => "De qui relèvent les équipes",
        ("new", "what", "news") => "Une nouvelle",
        ("new", "what", "page") => "Une simple page",
        (_, "--format", "table") => "Pour un terminal",
        (_, "--format", "json") => "Un tableau d'objets",
        (_, "--format", "csv") => {
            "Une ligne par proposition, une colonne par champ, en UTF-8 avec une marque d'ordre des octets, pour les \
             tableurs"
        }
        _ => return None,
    })
}

/// What stands for a value in the usage.
pub(crate) fn value_name(name: &str) -> Option<&'static str> {
    Some(match name {
        "DIR" => "DOSSIER",
        "LANG" => "LANGUE",
        "INSTANT" => "INSTANT",
        "FILE" => "FICHIER",
        "TEXT" => "TEXTE",
        "NAME" => "NOM",
        "DATE" => "DATE",
        "TIME" => "HEURE",
        "DOLLARS" => "DOLLARS",
        "ADDRESS" => "ADRESSE",
        "IP" => "IP",
        "BRANCH" => "BRANCHE",
        "FORMAT" => "FORMAT",
        "FACT=VALUE" => "FAIT=VALEUR",
        "KEY=VALUE" => "CLÉ=VALEUR",
        "PART" => "PARTIE",
        "REFERENCE" => "RÉFÉRENCE",
        "OPPORTUNITY" => "POSSIBILITÉ",
        "CODE" => "CODE",
        "KEY" => "CLÉ",
        "WHAT" => "GENRE",
        "ID" => "ID",
        "IDS" => "IDS",
        "URL" => "URL",
        "SPDX" => "SPDX",
        "N" => "N",
        "COMMAND" => "COMMANDE",
        _ => return None,
    })
}
