//! What a page says, for programs: JSON-LD in the words of <https://schema.org>. It is data, which the content security
//! policy lets stand in a page.

use jiff::Timestamp;
use serde_json::{Value, json};
use submit_fn::shared::layout::Link;

use super::context::LangContext;
use crate::model::{Dataset, Kind, Opportunity, Outcome};

/// What a page of this address and heading is about, and the pages above it; `None` if that is nothing.
pub(super) fn json_ld(
    context: &LangContext<'_>,
    (url, heading): (&str, &str),
    above: &[Link],
    about: Vec<Value>,
) -> Option<String> {
    let breadcrumb = (!above.is_empty()).then(|| breadcrumb(context, (url, heading), above));
    let graph: Vec<Value> = about.into_iter().chain(breadcrumb).collect();
    let data = json!({ "@context": "https://schema.org", "@graph": graph });
    // Nothing in it ends the element that it stands in.
    (!graph.is_empty()).then(|| data.to_string().replace('<', "\\u003c"))
}

fn breadcrumb(context: &LangContext<'_>, (url, heading): (&str, &str), above: &[Link]) -> Value {
    let links = above.iter().map(|link| (link.url.as_str(), link.label.as_str())).chain([(url, heading)]);
    let items = links.enumerate().map(|(i, (url, name))| {
        json!({ "@type": "ListItem", "position": i + 1, "name": name, "item": context.absolute(url) })
    });
    json!({ "@type": "BreadcrumbList", "itemListElement": items.collect::<Vec<_>>() })
}

/// The site, with its search, and the data that it publishes.
pub(super) fn site(context: &LangContext<'_>) -> Vec<Value> {
    let settings = &context.site.settings;
    let lang = context.lang;
    let (name, home) = (settings.name.get(lang), context.absolute(context.index.urls.home().get(lang)));
    let search = context.absolute(context.index.urls.search().get(lang));
    let downloads = [(Dataset::Json, "application/json"), (Dataset::Csv, "text/csv")];
    let downloads = downloads.map(|(dataset, format)| {
        json!({ "@type": "DataDownload", "contentUrl": context.absolute(dataset.url()), "encodingFormat": format })
    });
    vec![
        json!({
            "@type": "WebSite", "name": name, "url": home, "inLanguage": lang.locale(),
            "potentialAction": {
                "@type": "SearchAction", "target": format!("{search}?q={{query}}"), "query-input": "required name=query",
            },
        }),
        json!({
            "@type": "Dataset", "name": context.words.list(Kind::Opportunity).title, "url": home,
            "description": settings.description.get(lang), "isAccessibleForFree": true,
            "creator": { "@type": "Organization", "name": name, "url": home }, "distribution": downloads,
        }),
    ]
}

/// What an opportunity asks for: a demand, not the posting of a job.
pub(super) fn opportunity(context: &LangContext<'_>, opportunity: &Opportunity) -> Vec<Value> {
    let prose = opportunity.prose.get(context.lang);
    let url = context.absolute(context.url(Kind::Opportunity, &opportunity.id));
    let instant = |instant: Option<Timestamp>| instant.map(|instant| instant.to_string());
    // What was cancelled is no longer wanted, whenever it would have closed.
    let ends = match &opportunity.outcome {
        Some(Outcome::Cancelled(ending)) => ending.date.map(|date| date.to_string()),
        _ => instant(opportunity.closes),
    };
    let demand = json!({
        "@type": "Demand", "name": prose.title, "description": prose.summary, "url": url,
        "availabilityStarts": instant(opportunity.schedule.map(|schedule| schedule.opens)),
        "availabilityEnds": ends,
        "areaServed": { "@type": "Country", "name": "Canada" },
        "priceSpecification": {
            "@type": "PriceSpecification", "price": opportunity.value.0 as f64 / 100.0, "priceCurrency": "CAD",
            "valueAddedTaxIncluded": false,
        },
    });
    let department = json!({
        "@type": "GovernmentOrganization", "name": context.title(Kind::Department, &opportunity.department),
        "url": context.absolute(context.url(Kind::Department, &opportunity.department)),
    });
    vec![json!({
        "@type": "WebPage", "name": prose.title, "url": url, "inLanguage": context.lang.locale(),
        "mainEntity": demand, "publisher": department,
    })]
}
