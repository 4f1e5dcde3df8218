//! What the function must know of the site, and of each opportunity.

use serde_json::Value;
use submit_fn::shared::bundle::{self, Site, Terms};
use submit_fn::shared::lang::Bilingual;

use super::context::SiteContext;
use crate::model::{Amendment, Custody, Item, Kind, Opportunity, Outcome};

/// `layout` is what the templates know of the layout in each language.
pub(super) fn site(context: &SiteContext<'_>, layout: Bilingual<Value>) -> Site {
    let settings = &context.site.settings;
    Site {
        base_url: settings.base_url.clone(),
        receipt_keys: context.receipt_keys(),
        time_zone: settings.zone_name.clone(),
        zone_label: settings.zone.label.clone(),
        contact: settings.contact.clone(),
        retention_days: settings.limits.retention_days,
        wording: Bilingual::from_fn(|lang| context.strings(lang).form.clone()),
        layout,
        templates: context.theme.page_templates(),
    }
}

/// `None` for a draft, which receives no proposals.
pub(super) fn opportunity(context: &SiteContext<'_>, opportunity: &Opportunity) -> Option<bundle::Opportunity> {
    let schedule = opportunity.schedule?;
    let terms = context.site.title(Kind::Terms, &opportunity.terms)?;
    let settings = &context.site.settings;
    let department = context.site.get(Kind::Department, &opportunity.department).and_then(Item::as_department);
    Some(bundle::Opportunity {
        id: opportunity.id.clone(),
        title: opportunity.prose.as_ref().map(|prose| prose.title.clone()),
        url: context.index.urls.of(Kind::Opportunity, &opportunity.id).clone(),
        opens: schedule.opens,
        closes: schedule.closes,
        cancelled: matches!(opportunity.outcome, Some(Outcome::Cancelled(_))),
        value: opportunity.value,
        selection: opportunity.selection,
        delivers: opportunity.delivers,
        terms: Terms {
            id: opportunity.terms.clone(),
            title: terms.map(String::clone),
            url: context.index.urls.of(Kind::Terms, &opportunity.terms).clone(),
        },
        criteria: opportunity.criteria.clone(),
        amendments: opportunity.amendments.iter().map(amendment).collect(),
        recipients: settings
            .keys
            .layers(department.map_or(&Custody::default(), |department| &department.custody), context.local),
    })
}

fn amendment(amendment: &Amendment) -> bundle::Amendment {
    bundle::Amendment { date: amendment.date, text: amendment.text.clone() }
}
