//! From planned pages to their bytes. Pages are rendered independently of each other, in parallel.

pub(crate) mod markdown;
mod theme;
pub(crate) mod typography;
mod view;
mod wording;

use std::path::{Path, PathBuf};

use icu_collator::options::CollatorOptions;
use icu_collator::{Collator, CollatorBorrowed};
use icu_locale_core::locale;
use jiff::civil::Date;
use serde::Serialize;
use submit_fn::shared::bundle;
use submit_fn::shared::lang::{Bilingual, Lang};
use tera::{Context, Tera};

use crate::check::CheckedSite;
use crate::diagnostic::{Diagnostic, Problem, Unreadable};
use crate::model::Kind;
use crate::model::{Body, Item};
use crate::plan::{BilingualPage, DataFile, Index, Plan, PlannedPage, Subject};
pub(crate) use theme::Theme;
use theme::{Strings, template_problem};
use wording::SiteWording;

/// All that rendering a page may look at.
pub(crate) struct Stage<'s> {
    /// The site's folder.
    root: &'s Path,
    site: &'s CheckedSite,
    index: &'s Index<'s>,
    theme: &'s Theme,
    /// Whether pages reload themselves when the site is built anew.
    preview: bool,
    collator: Bilingual<CollatorBorrowed<'static>>,
    newest: Option<Date>,
}

/// Renders pages. The layout of a language is the same on all of its pages: it is made once.
pub(crate) struct Renderer<'s> {
    stage: Stage<'s>,
    laid_out: Bilingual<Tera>,
}

impl<'s> Renderer<'s> {
    /// Prepares to render the pages of a plan. Pages of a `preview` reload themselves.
    ///
    /// # Errors
    /// When the layout's context cannot be made.
    pub(crate) fn new(
        root: &'s Path,
        site: &'s CheckedSite,
        index: &'s Index<'s>,
        theme: &'s Theme,
        preview: bool,
    ) -> Result<Self, tera::Error> {
        let newest = index.all().iter().filter_map(|item| view::modified(item));
        let newest = newest.chain(site.news().map(|news| news.date)).max();
        let collator = Bilingual { en: collator(Lang::En), fr: collator(Lang::Fr) };
        let stage = Stage { root, site, index, theme, preview, collator, newest };
        let laid_out = Bilingual::try_from_fn(|lang| {
            let mut tera = theme.tera.clone();
            *tera.global_context() = Context::from_serialize(&view::layout(&stage, lang))?;
            Ok::<_, tera::Error>(tera)
        })?;
        Ok(Self { stage, laid_out })
    }

    /// The bytes of a page.
    ///
    /// # Errors
    /// What to show to who wrote the template or the text.
    pub(crate) fn page(&self, planned: &PlannedPage<'_>) -> Result<Vec<u8>, Box<Diagnostic>> {
        let stage = &self.stage;
        let lang = planned.lang;
        let article = |body: &Bilingual<crate::model::Prose>| stage.article(&body.get(lang).body, lang);
        match planned.subject {
            Subject::Home => self.laid_out("home.html", lang, &view::home(stage, planned)),
            Subject::List(Kind::Opportunity) => {
                self.laid_out("opportunities.html", lang, &view::opportunities(stage, planned))
            }
            Subject::List(kind) => self.laid_out("collection.html", lang, &view::collection(stage, planned, kind)),
            Subject::Skill { id, name } => self.laid_out("entity.html", lang, &view::skill(stage, planned, id, name)),
            Subject::Item(item) => {
                let article = article(item.prose())?;
                match item {
                    Item::Opportunity(item) => {
                        self.laid_out("opportunity.html", lang, &view::opportunity(stage, planned, item, article))
                    }
                    Item::Project(item) => {
                        self.laid_out("entity.html", lang, &view::project(stage, planned, item, article))
                    }
                    Item::Team(item) => self.laid_out("entity.html", lang, &view::team(stage, planned, item, article)),
                    Item::Department(item) => {
                        self.laid_out("entity.html", lang, &view::department(stage, planned, item, article))
                    }
                    Item::Terms(item) => self.laid_out("page.html", lang, &view::terms(stage, planned, item, article)),
                    Item::Page(item) => {
                        self.laid_out("page.html", lang, &view::plain_page(stage, planned, item, article))
                    }
                    Item::News(item) => {
                        self.laid_out("news-item.html", lang, &view::news_item(stage, planned, item, article))
                    }
                }
            }
        }
    }

    /// The bytes of a page in both languages.
    ///
    /// # Errors
    /// What to show to who wrote the template.
    pub(crate) fn bilingual_page(&self, page: BilingualPage) -> Result<Vec<u8>, Box<Diagnostic>> {
        match page {
            BilingualPage::Splash => self.alone("splash.html", &view::splash(&self.stage)),
            BilingualPage::NotFound => self.alone("404.html", &view::not_found(&self.stage)),
        }
    }

    /// The bytes of a file for programs.
    ///
    /// # Errors
    /// What to show to who wrote the template.
    pub(crate) fn data_file(&self, plan: &Plan<'_>, file: DataFile) -> Result<Vec<u8>, Box<Diagnostic>> {
        match file {
            DataFile::Robots => Ok(robots(&self.stage.site.settings.base_url)),
            DataFile::Sitemap => self.alone("sitemap.xml", &view::sitemap(&self.stage, plan)),
        }
    }

    /// What the function must know of the site.
    ///
    /// # Errors
    /// When a value cannot be written as JSON.
    pub(crate) fn bundle_site(&self) -> Result<bundle::Site, serde_json::Error> {
        let stage = &self.stage;
        let settings = &stage.site.settings;
        Ok(bundle::Site {
            time_zone: settings.zone_name.clone(),
            zone_label: settings.zone.label.clone(),
            contact: settings.contact.clone(),
            retention_days: settings.limits.retention_days,
            wording: Bilingual::from_fn(|lang| stage.strings(lang).form.clone()),
            layout: Bilingual::try_from_fn(|lang| serde_json::to_value(view::layout(stage, lang)))?,
            templates: stage.theme.templates.clone(),
        })
    }

    /// What the function must know of each opportunity that is no draft, in the order of ids.
    pub(crate) fn bundle_opportunities(&self) -> impl Iterator<Item = bundle::Opportunity> {
        self.stage.site.opportunities().filter_map(|item| view::bundled(&self.stage, item))
    }

    /// A page within the layout of its language.
    fn laid_out<V: Serialize>(&self, template: &str, lang: Lang, view: &V) -> Result<Vec<u8>, Box<Diagnostic>> {
        self.rendered(self.laid_out.get(lang), template, view)
    }

    /// A page with a layout of its own.
    fn alone<V: Serialize>(&self, template: &str, view: &V) -> Result<Vec<u8>, Box<Diagnostic>> {
        self.rendered(&self.stage.theme.tera, template, view)
    }

    fn rendered<V: Serialize>(&self, tera: &Tera, template: &str, view: &V) -> Result<Vec<u8>, Box<Diagnostic>> {
        let mut bytes = Vec::with_capacity(32 * 1024);
        Context::from_serialize(view)
            .and_then(|context| tera.render_to(template, &context, &mut bytes))
            .map_err(|error| self.problem(&error))?;
        Ok(bytes)
    }

    fn problem(&self, error: &tera::Error) -> Box<Diagnostic> {
        let folder = Path::new("themes").join(&self.stage.site.settings.theme).join("templates");
        Box::new(template_problem(&folder, &self.stage.theme.templates, error))
    }
}

impl Stage<'_> {
    fn strings(&self, lang: Lang) -> &Strings {
        self.theme.strings.get(lang)
    }

    fn words(&self, lang: Lang) -> &SiteWording {
        &self.strings(lang).site
    }

    fn url(&self, kind: Kind, id: &str, lang: Lang) -> String {
        self.index.urls.of(kind, id).get(lang).clone()
    }

    /// The latest date of the content: that of pages that show all of it.
    const fn newest(&self) -> Option<Date> {
        self.newest
    }

    /// Items in the order of their titles, as the language sorts (cote, côte, coté, côté).
    fn sorted(&self, lang: Lang, items: impl Iterator<Item = view::Entry>) -> Vec<view::Entry> {
        let mut items: Vec<_> = items.collect();
        items.sort_by(|a, b| self.collator.get(lang).compare(&a.title, &b.title));
        items
    }

    fn article(&self, body: &Body, lang: Lang) -> Result<markdown::Article, Box<Diagnostic>> {
        markdown::article(self.root, body, lang, &self.index.urls).map_err(|error| {
            let problem = Problem::Unreadable(Unreadable::Other(error.to_string()));
            Box::new(Diagnostic::new(body.path.clone(), None, problem))
        })
    }
}

/// The rules of sorting of a language (CLDR, by way of ICU).
fn collator(lang: Lang) -> CollatorBorrowed<'static> {
    let locale = match lang {
        Lang::En => locale!("en-CA"),
        Lang::Fr => locale!("fr-CA"),
    };
    #[allow(clippy::expect_used, reason = "the data for both locales is compiled in")]
    Collator::try_new(locale.into(), CollatorOptions::default()).expect("compiled data")
}

fn robots(base_url: &str) -> Vec<u8> {
    format!("User-agent: *\nDisallow: /api/\n\nSitemap: {base_url}/sitemap.xml\n").into_bytes()
}

/// The files of the theme's assets, as the site has them: with their paths in the output folder.
pub(crate) fn assets(theme: &Theme) -> impl Iterator<Item = (PathBuf, &[u8])> {
    theme.assets.iter().map(|asset| (Path::new("assets").join(&asset.name), asset.bytes.as_slice()))
}
