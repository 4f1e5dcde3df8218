//! The pages that a release leads to: one document for each language of each.

use jiff::Timestamp;
use submit_fn::shared::lang::{Bilingual, Lang};

use super::facts::Facts;
use super::format::Document;
use super::process::{Place, both};
use super::words;
use crate::model::{Ending, Fact, Kind};

const HTML: &str = "text/html";

/// What is said about one page.
struct Page<'d> {
    /// The id, without the language.
    id: &'d str,
    /// A code of the list `documentType` of the standard.
    document_type: &'static str,
    title: Bilingual<String>,
    description: Option<Bilingual<String>>,
    /// An anchor on the page; empty for the page as a whole.
    anchor: &'static str,
    published: Option<Timestamp>,
    modified: Option<Timestamp>,
}

impl Page<'_> {
    /// Its document in each language, at these addresses.
    fn documents(self, urls: &Bilingual<String>) -> [Document; 2] {
        Lang::BOTH.map(|lang| Document {
            id: format!("{}-{lang}", self.id),
            document_type: Some(self.document_type),
            title: self.title.en.clone(),
            title_fr: self.title.fr.clone(),
            description: self.description.as_ref().map(|text| text.en.clone()),
            description_fr: self.description.as_ref().map(|text| text.fr.clone()),
            url: [urls.get(lang), self.anchor].concat(),
            date_published: self.published,
            date_modified: self.modified,
            format: HTML,
            language: Some(lang.code()),
        })
    }
}

/// The documents of the tender, which was last amended at an instant.
pub(super) fn of_tender(place: Place<'_>, facts: &Facts<'_>, amended: Option<Timestamp>) -> Vec<Document> {
    let opportunity = facts.posted.opportunity;
    let page = place.urls(Kind::Opportunity, &opportunity.id);
    let published = facts.is_posted().then_some(facts.posted.schedule.opens);
    let terms = facts.id(Fact::Terms);
    let terms_id = format!("terms-{terms}");
    let notice = Page {
        id: "notice",
        document_type: if facts.is_posted() { "tenderNotice" } else { "plannedProcurementNotice" },
        title: opportunity.prose.as_ref().map(|prose| prose.title.clone()),
        description: None,
        anchor: "",
        published,
        modified: amended,
    };
    let contract = facts.is_posted().then(|| Page {
        id: &terms_id,
        document_type: "contractDraft",
        title: place.name(Kind::Terms, &terms),
        description: None,
        anchor: "",
        published: None,
        modified: None,
    });
    let questions = facts.last_answer().map(|date| Page {
        id: "questions",
        document_type: "clarifications",
        title: both(words::QUESTIONS),
        description: None,
        anchor: "#questions",
        published: None,
        modified: Some(place.start_of(date)),
    });
    let reason = |id, document_type, title, (date, ending): (_, Ending)| Page {
        id,
        document_type,
        title: both(title),
        description: Some(ending.reason),
        anchor: "#outcome",
        published: Some(place.start_of(date)),
        modified: None,
    };
    let endings = [
        facts.ending(Fact::NotAwarded).map(|it| reason("reason", "unsuccessfulDetails", words::NOT_AWARDED, it)),
        facts.ending(Fact::Cancelled).map(|it| reason("cancellation", "cancellationDetails", words::CANCELLATION, it)),
    ];
    let of_page = [Some(notice), questions].into_iter().chain(endings).flatten();
    let of_page = of_page.flat_map(|document| document.documents(&page));
    let of_terms = contract.into_iter().flat_map(|contract| contract.documents(&place.urls(Kind::Terms, &terms)));
    of_page.chain(of_terms).collect()
}

/// The documents of an award of a day.
pub(super) fn of_award(place: Place<'_>, id: &str, published: Timestamp) -> Vec<Document> {
    let notice = Page {
        id: "award",
        document_type: "awardNotice",
        title: both(words::AWARD),
        description: None,
        anchor: "#outcome",
        published: Some(published),
        modified: None,
    };
    notice.documents(&place.urls(Kind::Opportunity, id)).into()
}

/// Where the work is that was delivered. No type of the standard fits code.
pub(super) fn of_work(repository: &str, published: Timestamp) -> Document {
    Document {
        id: "work".into(),
        document_type: None,
        title: words::WORK.en.into(),
        title_fr: words::WORK.fr.into(),
        description: None,
        description_fr: None,
        url: repository.into(),
        date_published: Some(published),
        date_modified: None,
        format: HTML,
        language: None,
    }
}
