//! Opportunities, as a table with the columns of the tender notices of CanadaBuys.

use submit_fn::shared::format::Cents;
use submit_fn::shared::lang::{Bilingual, Lang};

use crate::model::{Kind, Opportunity};
use crate::render::context::SiteContext;

/// The columns, with the value of each. Texts in both languages have a column for each.
const COLUMNS: [&str; 20] = [
    "title-titre-eng",
    "title-titre-fra",
    "referenceNumber-numeroReference",
    "publicationDate-datePublication",
    "tenderClosingDate-appelOffresDateCloture",
    "amendmentDate-dateModification",
    "amendmentNumber-numeroModification",
    "tenderStatus-appelOffresStatut-eng",
    "tenderStatus-appelOffresStatut-fra",
    "contractingEntityName-nomEntitContractante-eng",
    "contractingEntityName-nomEntitContractante-fra",
    "expectedContractStartDate-dateDebutContratPrevue",
    "expectedContractEndDate-dateFinContratPrevue",
    "valueBeforeTaxes-valeurAvantTaxes",
    "supplierName-nomFournisseur",
    "awardDate-dateAttribution",
    "noticeURL-URLavis-eng",
    "noticeURL-URLavis-fra",
    "tenderDescription-descriptionAppelOffres-eng",
    "tenderDescription-descriptionAppelOffres-fra",
];

/// A byte order mark: without it, spreadsheets take the accents for something else.
const MARK: &[u8] = b"\xef\xbb\xbf";

pub(super) fn csv(context: &SiteContext<'_>, opportunities: &[&Opportunity]) -> Vec<u8> {
    let mut writer = csv::Writer::from_writer(MARK.to_vec());
    let rows = opportunities.iter().filter_map(|opportunity| row(context, opportunity));
    for row in [COLUMNS.map(str::to_owned)].into_iter().chain(rows) {
        // Writing to memory cannot fail, and all rows have the same columns.
        let _ = writer.write_record(row);
    }
    writer.into_inner().unwrap_or_default()
}

/// `None` for a draft.
fn row(context: &SiteContext<'_>, opportunity: &Opportunity) -> Option<[String; 20]> {
    let schedule = opportunity.schedule?;
    let zone = &context.site.settings.zone;
    let prose = opportunity.prose.as_ref();
    let status = context.index.status(opportunity);
    let [statuses, departments, urls] = [
        Bilingual::from_fn(|lang: Lang| context.words(lang).status.of(status).clone()),
        Bilingual::from_fn(|lang: Lang| {
            let title = context.site.title(Kind::Department, &opportunity.department);
            title.map_or_else(|| opportunity.department.clone(), |title| title.get(lang).to_string())
        }),
        Bilingual::from_fn(|lang: Lang| {
            let url = context.index.urls.of(Kind::Opportunity, &opportunity.id).get(lang);
            [&context.site.settings.base_url, url.as_str()].concat()
        }),
    ];
    let text = |date: Option<jiff::civil::Date>| date.map(|date| date.to_string()).unwrap_or_default();
    let (amendments, award) = (&opportunity.amendments, opportunity.award());
    Some([
        cell(&prose.en.title),
        cell(&prose.fr.title),
        opportunity.id.clone(),
        schedule.posted.to_string(),
        zone.civil(schedule.closes).strftime("%Y-%m-%dT%H:%M:%S").to_string(),
        text(amendments.last().map(|amendment| amendment.date)),
        amendments.len().to_string(),
        statuses.en,
        statuses.fr,
        cell(&departments.en),
        cell(&departments.fr),
        text(opportunity.starts),
        text(opportunity.delivers),
        amount(opportunity.value),
        award.map(|award| cell(&award.supplier)).unwrap_or_default(),
        text(award.map(|award| award.date)),
        urls.en,
        urls.fr,
        cell(&prose.en.summary),
        cell(&prose.fr.summary),
    ])
}

/// A text that no spreadsheet takes for a formula.
fn cell(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{text}") } else { text.to_owned() }
}

fn amount(amount: Cents) -> String {
    format!("{}.{:02}", amount.0 / 100, amount.0 % 100)
}
