//! Every kind of page, said once: what looks at all of them takes them from here.

use serde_json::json;

use crate::{OPEN_FORM, OPEN_PAGE, Visit};

/// A kind of page, with an example of it in each language.
#[derive(Debug)]
pub struct PageKind {
    /// Its name: lowercase letters and hyphens.
    pub name: &'static str,
    /// The address where it is, or where it begins, in English and in French.
    pub paths: [&'static str; 2],
    /// What a visitor does there to see it.
    act: Act,
}

/// What a visitor does on a page.
#[derive(Debug)]
enum Act {
    /// Nothing but read.
    Read,
    /// Wait until this expression holds.
    Until(&'static str),
    /// Fill in the form and press its button, which shows the review.
    Review,
    /// Send the form with an email address that is none.
    SendFaulty,
    /// Send the form.
    Send,
    /// Send the form, and follow the link to *Your proposal*.
    SendAndManage,
}

use Act::{Read, Review, Send, SendAndManage, SendFaulty, Until};

const fn kind(name: &'static str, en: &'static str, fr: &'static str, act: Act) -> PageKind {
    PageKind { name, paths: [en, fr], act }
}

/// The form of [`OPEN_PAGE`] in French.
const FORM_FR: &str = "/fr/possibilites/selecteur-de-date-accessible/proposition/";

/// When a list that scripts make is there. What is found by its text alone comes last.
const FILTERED: Act = Until("document.querySelector('.filtered .row')");
const FOUND: Act = Until("document.querySelector('.found :is([href*=launch], [href*=est-ouvert])')");

/// All kinds of pages of the repository's site.
pub const PAGE_KINDS: [PageKind; 43] = [
    kind("language-choice", "/", "/", Read),
    kind("not-found", "/404.html", "/404.html", Read),
    kind("home", "/en/", "/fr/", Read),
    kind("opportunities", "/en/opportunities/", "/fr/possibilites/", Read),
    kind("opportunities-filtered", "/en/opportunities/?status=all", "/fr/possibilites/?status=all", FILTERED),
    kind("opportunities-of-a-year", "/en/opportunities/2026/", "/fr/possibilites/2026/", Read),
    kind("open", OPEN_PAGE, "/fr/possibilites/selecteur-de-date-accessible/", Read),
    kind(
        "upcoming",
        "/en/opportunities/bilingual-term-checker/",
        "/fr/possibilites/verifier-les-termes-d-une-paire-de-documents/",
        Read,
    ),
    kind(
        "evaluating",
        "/en/opportunities/printable-tide-tables/",
        "/fr/possibilites/tables-de-maree-a-imprimer/",
        Read,
    ),
    kind(
        "awarded",
        "/en/opportunities/reproducible-form-kit-releases/",
        "/fr/possibilites/versions-reproductibles-de-form-kit/",
        Read,
    ),
    kind(
        "delivered",
        "/en/opportunities/tide-station-finder/",
        "/fr/possibilites/trouver-la-station-maregraphique/",
        Read,
    ),
    kind(
        "not-awarded",
        "/en/opportunities/form-drop-off-guide/",
        "/fr/possibilites/pourquoi-on-abandonne-un-long-formulaire/",
        Read,
    ),
    kind(
        "cancelled",
        "/en/opportunities/attachment-checker/",
        "/fr/possibilites/renseignements-personnels-dans-les-pieces-jointes/",
        Read,
    ),
    kind("form", OPEN_FORM, FORM_FR, Read),
    kind(
        "form-before-opening",
        "/en/opportunities/bilingual-term-checker/proposal/",
        "/fr/possibilites/verifier-les-termes-d-une-paire-de-documents/proposition/",
        Read,
    ),
    kind("form-review", OPEN_FORM, FORM_FR, Review),
    kind("form-refused", OPEN_FORM, FORM_FR, SendFaulty),
    kind("confirmation", OPEN_FORM, FORM_FR, Send),
    kind("own-proposal", OPEN_FORM, FORM_FR, SendAndManage),
    kind("projects", "/en/projects/", "/fr/projets/", Read),
    kind("project", "/en/projects/form-kit/", "/fr/projets/form-kit/", Read),
    kind("teams", "/en/teams/", "/fr/equipes/", Read),
    kind("team", "/en/teams/tide-data/", "/fr/equipes/donnees-sur-les-marees/", Read),
    kind("departments", "/en/departments/", "/fr/ministeres/", Read),
    kind("department", "/en/departments/dfo/", "/fr/ministeres/peches-et-oceans/", Read),
    kind("skills", "/en/skills/", "/fr/competences/", Read),
    kind("skill", "/en/skills/rust/", "/fr/competences/rust/", Read),
    kind("news", "/en/news/", "/fr/nouvelles/", Read),
    kind("news-item", "/en/news/first-delivered-work/", "/fr/nouvelles/un-premier-travail-livre/", Read),
    kind("guide-for-teams", "/en/for-teams/", "/fr/pour-les-equipes/", Read),
    kind("guide-for-bidders", "/en/for-bidders/", "/fr/pour-les-soumissionnaires/", Read),
    kind("receipts", "/en/receipts/", "/fr/accuses-de-reception/", Read),
    kind("all-terms", "/en/terms/", "/fr/modalites/", Read),
    kind("terms", "/en/terms/supplier-owns-copyright/", "/fr/modalites/droit-d-auteur-au-fournisseur/", Read),
    kind("search", "/en/search/", "/fr/recherche/", Read),
    kind("search-results", "/en/search/?q=tide", "/fr/recherche/?q=mar%C3%A9e", FOUND),
    kind("calendar", "/en/calendar/", "/fr/calendrier/", Read),
    kind("open-data", "/en/open-data/", "/fr/donnees-ouvertes/", Read),
    kind("accessibility", "/en/accessibility/", "/fr/declaration-sur-l-accessibilite/", Read),
    kind("privacy", "/en/privacy/", "/fr/confidentialite/", Read),
    kind("terms-of-use", "/en/terms-of-use/", "/fr/avis/", Read),
    kind("contact", "/en/contact/", "/fr/nous-joindre/", Read),
    kind("about", "/en/about/", "/fr/a-propos/", Read),
];

/// Pages of [`crate::SiteCopy::with_extremes`] that hold whatever is long, wide or written from right to left.
pub const EXTREMES: [PageKind; 3] = [
    kind("extreme-page", "/en/extremes/", "/fr/extremes/", Read),
    kind("extreme-opportunity", "/en/opportunities/extremes/", "/fr/possibilites/extremes/", Read),
    kind("extreme-team", "/en/teams/extremes/", "/fr/equipes/extremes/", Read),
];

/// The kind of page of this name.
pub fn page_kind(name: &str) -> &'static PageKind {
    PAGE_KINDS.iter().find(|kind| kind.name == name).unwrap_or_else(|| panic!("there is no page kind {name:?}"))
}

impl Visit {
    /// Goes to a page of this kind in a language.
    pub async fn show(&self, kind: &PageKind, lang: &str) {
        let path = kind.paths[usize::from(lang == "fr")];
        self.open(path).await;
        let missing = self.client.title().await.unwrap().starts_with("Page not found");
        assert_eq!(missing, kind.name == "not-found", "{path}");
        match kind.act {
            Read => {}
            Until(expression) => self.until(expression).await,
            Review => {
                self.fill_in("zoe@example.org").await;
                self.call_form("requestSubmit").await;
                self.until("document.querySelector('#proposal-form .review')").await;
            }
            SendFaulty => {
                self.fill_in("zoe@").await;
                self.call_form("submit").await;
                self.until("document.querySelector('.error-summary')").await;
            }
            Send | SendAndManage => {
                self.fill_in("zoe@example.org").await;
                self.call_form("submit").await;
                self.until("document.querySelector('[data-answer=done]')").await;
                if matches!(kind.act, SendAndManage) {
                    self.script("document.querySelector('main a[href*=manage]').click()").await;
                    self.until("document.querySelector('form[action*=withdraw]')").await;
                }
            }
        }
    }

    /// Fills in the whole form, quicker than a person types.
    async fn fill_in(&self, email: &str) {
        let script = "for (const field of document.querySelectorAll('#proposal-form :is(input, textarea)')) {
                if (field.type === 'checkbox') field.checked = true;
                else if (field.type === 'radio') field.checked = field.value === 'fr';
                else if (field.type === 'email') field.value = arguments[0];
                else if (field.type === 'textarea') field.value = 'An answer with a ' + 'long'.repeat(40) + ' word.';
                else if (field.type !== 'hidden' && field.tabIndex >= 0) field.value = 'Zoé L’Écuyer';
            }";
        self.client.execute(script, vec![json!(email)]).await.unwrap();
    }

    /// Sends the form: `requestSubmit` after its review, `submit` without.
    async fn call_form(&self, how: &str) {
        self.script(&format!("document.getElementById('proposal-form').{how}()")).await;
    }
}
