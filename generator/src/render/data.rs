//! The files for programs.

mod calendar;
mod csv;
mod dataset;
mod directory;
mod feed;
mod ocds;
mod sitemap;

use std::io::{self, Write};

use serde::{Serialize, Serializer};
use serde_json::{Value, json};
use submit_fn::shared::lang::Lang;

use super::context::SiteContext;
use super::theme::Theme;
use crate::model::{Dataset, FeedFormat};
use crate::plan::{DataFile, Icon, Plan};
pub(super) use directory::words;
pub(super) use feed::title_of;

/// A list whose items are made one after the other, when they are written.
struct Each<F>(F);

impl<F, I> Serialize for Each<F>
where
    F: Fn() -> I,
    I: Iterator<Item: Serialize>,
{
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq((self.0)())
    }
}

/// The bytes of a file.
pub(super) fn bytes(context: &SiteContext<'_>, plan: &Plan<'_>, file: DataFile<'_>) -> Vec<u8> {
    let base_url = &context.site.settings.base_url;
    match file {
        DataFile::Robots => robots(base_url),
        DataFile::ReceiptKeys => context.receipt_keys().iter().map(|key| format!("{key}\n")).collect(),
        DataFile::SitemapIndex { parts } => sitemap::sitemap_index(base_url, parts),
        DataFile::Sitemap | DataFile::SitemapPart(_) => sitemap::sitemap(base_url, plan.addresses_in(file)),
        DataFile::Feed(feed) => {
            let in_lang = context.in_lang(feed.lang);
            match feed.format {
                FeedFormat::Atom => feed::atom(in_lang, &feed),
                FeedFormat::Json => feed::json(in_lang, &feed),
                FeedFormat::Calendar => calendar::of_feed(in_lang, &feed),
                FeedFormat::Table => return csv::csv(context, &feed.opportunities(context.index)),
            }
        }
        DataFile::Calendar { lang, opportunity, .. } => calendar::of_opportunity(context.in_lang(lang), opportunity),
        DataFile::Dataset(Dataset::JsonSchema) => dataset::schema(context),
        DataFile::Dataset(Dataset::Csv) => return csv::csv(context, context.index.opportunities().all()),
        DataFile::Directory(lang, file) => directory::facts(context.in_lang(lang), file),
        // These are written piece by piece.
        DataFile::Dataset(Dataset::Json | Dataset::Ocds(_)) => String::new(),
        DataFile::Manifest(lang) => manifest(context, lang),
        DataFile::SecurityContact => security_contact(context),
    }
    .into_bytes()
}

/// What writes a file piece by piece, if it is long.
pub(super) fn writer<'c>(
    context: &'c SiteContext<'_>,
    file: DataFile<'_>,
) -> Option<impl FnOnce(&mut dyn Write) -> io::Result<()> + use<'c>> {
    let DataFile::Dataset(dataset @ (Dataset::Json | Dataset::Ocds(_))) = file else { return None };
    Some(move |to: &mut dyn Write| match dataset {
        Dataset::Ocds(package) => ocds::write(context, package, to),
        _ => dataset::write(context, to),
    })
}

/// What search engines may read (RFC 9309), and where they find the addresses.
fn robots(base_url: &str) -> String {
    format!("User-agent: *\nDisallow: /api/\n\nSitemap: {base_url}/sitemap.xml\n")
}

/// How a device shows the site among its applications (W3C Web Application Manifest), in a language.
fn manifest(context: &SiteContext<'_>, lang: Lang) -> String {
    let home = context.index.urls.home().get(lang);
    dataset::pretty(&json!({
        "name": context.site.settings.name.get(lang),
        "description": context.site.settings.description.get(lang),
        "lang": lang.locale(),
        "id": home,
        "start_url": home,
        "scope": home,
        "display": "minimal-ui",
        "background_color": "#14522b",
        "theme_color": "#14522b",
        "icons": icons(context.theme),
    }))
}

/// The icon of the theme, as drawing and as pictures.
fn icons(theme: &Theme) -> Value {
    let png = |icon, side: u32, purpose| {
        let sizes = format!("{side}x{side}");
        json!({ "src": theme.made_of_icon(icon), "sizes": sizes, "type": "image/png", "purpose": purpose })
    };
    json!([
        { "src": theme.icon_url(), "sizes": "any", "type": "image/svg+xml" },
        png(Icon::Application(192), 192, "any"),
        png(Icon::Application(512), 512, "any"),
        png(Icon::Maskable, 512, "maskable"),
    ])
}

/// To whom a vulnerability is reported (RFC 9116). It must expire within a year; a build each month keeps it valid.
fn security_contact(context: &SiteContext<'_>) -> String {
    let settings = &context.site.settings;
    let (contact, base_url) = (&settings.contact, &settings.base_url);
    let expires = context.index.month_after(7);
    format!(
        "Contact: mailto:{contact}\nExpires: {expires}T00:00:00Z\nPreferred-Languages: en, fr\n\
         Canonical: {base_url}/.well-known/security.txt\n"
    )
}
