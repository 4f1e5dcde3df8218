//! The pictures that stand for pages where somebody shares a link to them, and what is said to whoever does not see them.

use std::borrow::Cow;

use serde::Serialize;
use submit_fn::shared::format::money;
use submit_fn::shared::hex::hex;
use submit_fn::shared::layout;

use crate::fingerprint::Fingerprinter;
use crate::model::{Kind, Opportunity, PICTURE, Status};
use crate::render::context::LangContext;
use crate::render::parts::{View, shortened};

/// What the picture of an opportunity shows. Whoever shared a link to it yesterday shows it today: nothing in it depends on
/// the clock.
#[derive(Serialize)]
pub(crate) struct OpportunityPicture<'c> {
    title: Cow<'c, str>,
    department: Cow<'c, str>,
    value: String,
    closes: Option<String>,
    cancelled: bool,
}

impl View for OpportunityPicture<'_> {
    const TEMPLATE: &'static str = "pictures/opportunity.svg";
}

/// What the picture of all other pages shows: the layout has it all, but for the name of the host.
#[derive(Serialize)]
pub(crate) struct SitePicture<'c> {
    host: &'c str,
}

impl View for SitePicture<'_> {
    const TEMPLATE: &'static str = "pictures/site.svg";
}

pub(crate) fn opportunity_picture<'c>(
    context: &LangContext<'c>,
    opportunity: &'c Opportunity,
) -> OpportunityPicture<'c> {
    OpportunityPicture {
        title: context.spaced(&opportunity.prose.get(context.lang).title),
        department: context.title(Kind::Department, &opportunity.department),
        value: money(opportunity.value, context.lang),
        closes: opportunity.closes.map(|closes| context.instant_text(closes)),
        cancelled: context.index.status(opportunity) == Status::Cancelled,
    }
}

pub(crate) fn site_picture<'c>(context: &LangContext<'c>) -> SitePicture<'c> {
    let base_url = context.site.settings.base_url.as_str();
    SitePicture { host: base_url.split_once("://").map_or(base_url, |(_, host)| host) }
}

/// The picture of an opportunity's page, as long as it has one of its own.
pub(crate) fn of_opportunity(context: &LangContext<'_>, opportunity: &Opportunity) -> Option<layout::Picture> {
    let view = context.index.is_at_hand(opportunity).then(|| opportunity_picture(context, opportunity))?;
    let words = &context.words.pictures;
    let pattern = if view.cancelled { &words.of_cancelled } else { &words.of_opportunity };
    let alt = pattern
        .replace("{department}", &view.department)
        .replace("{price}", &view.value)
        .replace("{closes}", view.closes.as_deref().unwrap_or_default())
        .replace("{title}", &shortened(&view.title, ALT_TITLE));
    Some(picture(context, context.url(Kind::Opportunity, &opportunity.id), &view, alt))
}

/// The picture of any other page.
pub(crate) fn of_site(context: &LangContext<'_>) -> layout::Picture {
    let settings = &context.site.settings;
    let (name, description) = (settings.name.get(context.lang), settings.description.get(context.lang));
    let alt = context.words.pictures.of_site.replace("{site}", name).replace("{description}", description);
    picture(context, context.index.urls.home().get(context.lang), &site_picture(context), alt)
}

/// What is said instead of a picture is heard in one go.
const ALT_TITLE: usize = 200;

/// The picture beside a page. Its address changes with what it shows: who shows links keeps pictures by their addresses.
fn picture(context: &LangContext<'_>, page: &str, view: &impl Serialize, alt: String) -> layout::Picture {
    let mut version = Fingerprinter::default();
    version.add_fingerprint(context.site_context.theme.fingerprint);
    // What is made of texts is JSON.
    version.add(serde_json::to_vec(view).unwrap_or_default());
    version.add(&alt);
    let version = hex(&version.finish().as_bytes()[..4]);
    layout::Picture { url: format!("{page}{PICTURE}?v={version}"), alt }
}
