//! From planned outputs to their bytes. Each is rendered independently of the others, in parallel.

mod bundle;
mod context;
mod data;
mod json_ld;
mod markdown;
mod names;
mod parts;
mod picture;
mod plural;
mod theme;
pub(crate) mod typography;
mod view;
mod wording;

use std::io::{self, Write};
use std::path::Path;

use jiff::civil::Date;
use submit_fn::shared::bundle as function_bundle;
use submit_fn::shared::lang::{Bilingual, Lang};
use tera::{Context, Tera};

use crate::check::CheckedSite;
use crate::content::Record;
use crate::diagnostic::Diagnostic;
use crate::model::{Item, LocalKeys, Status};
use crate::parse::Markdown;
use crate::plan::{BilingualPage, DataFile, Index, Picture, Plan, PlannedPage, Shown, Subject};
use context::{PageContext, SiteContext};
use markdown::Article;
use parts::View;
pub(crate) use theme::Theme;

/// Renders what is planned for a site.
pub(crate) struct Renderer<'s> {
    context: SiteContext<'s>,
    /// The templates with the layout of a language, which is the same on all of its pages: made once.
    with_layout: Bilingual<Tera>,
}

impl<'s> Renderer<'s> {
    /// Prepares to render. Pages of a `preview` reload themselves.
    ///
    /// # Errors
    /// When the layout's context cannot be made.
    pub(crate) fn new(
        site: &'s CheckedSite,
        index: &'s Index<'s>,
        theme: &'s Theme,
        preview: bool,
        local: Option<&'s LocalKeys>,
    ) -> Result<Self, tera::Error> {
        let opportunities = index
            .opportunities()
            .current()
            .iter()
            .chain(index.opportunities().past())
            .filter_map(|opportunity| index.modified(opportunity));
        let news = site.news().map(|news| news.date).filter(|date| *date <= index.today);
        let newest = opportunities.chain(news).max();
        let context = SiteContext { site, index, theme, preview, local, newest };
        let with_layout = Bilingual::try_from_fn(|lang| {
            debug_assert_eq!(view::unnamed(&view::layout(&context, lang)), [""; 0], "view::NAMES lacks a name");
            let mut tera = theme.tera.clone();
            *tera.global_context() = Context::from_serialize(&view::layout(&context, lang))?;
            Ok::<_, tera::Error>(tera)
        })?;
        Ok(Self { context, with_layout })
    }

    /// The latest date of the content.
    pub(crate) const fn newest(&self) -> Option<Date> {
        self.context.newest
    }

    /// The bytes of a page that shows this text. The two versions of the text have so many words.
    ///
    /// # Errors
    /// A problem of a template.
    pub(crate) fn page(
        &self,
        planned: &PlannedPage<'_>,
        text: Option<Markdown<'_>>,
        words: Bilingual<usize>,
    ) -> Result<Vec<u8>, Box<Diagnostic>> {
        let context = self.context.page(planned);
        let tera = self.with_layout.get(planned.lang);
        match planned.subject {
            Subject::Home => self.render(tera, &view::home(context)),
            Subject::Search => self.render(tera, &view::search(context)),
            Subject::Calendar => self.render(tera, &view::calendar(context)),
            Subject::Opportunities(opportunities) => self.render(tera, &view::opportunities(context, opportunities)),
            Subject::Archive { year, opportunities } => self.render(tera, &view::archive(context, year, opportunities)),
            Subject::List { kind, listed } => self.render(tera, &view::collection(context, kind, listed)),
            Subject::Item { item, opportunities } => {
                let article = text.map(|text| markdown::text(text, *context)).unwrap_or_default();
                self.item(tera, context, item, article, words, opportunities)
            }
            Subject::Form(opportunity) => self.render(tera, &view::form(context, opportunity)),
            Subject::Skill { id, name, opportunities } => {
                self.render(tera, &view::skill(context, id, name, opportunities))
            }
        }
    }

    fn item(
        &self,
        tera: &Tera,
        context: PageContext<'_>,
        item: &Item,
        article: Article,
        words: Bilingual<usize>,
        opportunities: Shown<'_>,
    ) -> Result<Vec<u8>, Box<Diagnostic>> {
        match item {
            Item::Opportunity(item) => self.render(tera, &view::opportunity(context, item, article, words)),
            Item::Project(item) => self.render(tera, &view::project(context, item, article, opportunities)),
            Item::Team(item) => self.render(tera, &view::team(context, item, article, opportunities)),
            Item::Department(item) => self.render(tera, &view::department(context, item, article, opportunities)),
            Item::Terms(item) => self.render(tera, &view::terms(context, item, article)),
            Item::Page(item) => self.render(tera, &view::page(context, item, article)),
            Item::News(item) => self.render(tera, &view::news(context, item, article)),
        }
    }

    /// The bytes of a page in both languages.
    ///
    /// # Errors
    /// A problem of a template.
    pub(crate) fn bilingual_page(&self, page: BilingualPage) -> Result<Vec<u8>, Box<Diagnostic>> {
        let tera = &self.context.theme.tera;
        match page {
            BilingualPage::Splash => self.render(tera, &view::splash(&self.context)),
            BilingualPage::NotFound => self.render(tera, &view::not_found(&self.context)),
        }
    }

    /// The bytes of a file for programs.
    pub(crate) fn data_file(&self, plan: &Plan<'_>, file: DataFile<'_>) -> Vec<u8> {
        data::bytes(&self.context, plan, file)
    }

    /// The bytes of a picture.
    ///
    /// # Errors
    /// A problem of a template, or of the drawing that it makes.
    pub(crate) fn picture(&self, picture: Picture<'_>) -> Result<Vec<u8>, Box<Diagnostic>> {
        match picture {
            Picture::Opportunity { lang, opportunity, .. } => {
                let context = self.context.in_lang(lang);
                self.drawn(lang, &view::picture::opportunity_picture(&context, opportunity))
            }
            Picture::Site(lang) => self.drawn(lang, &view::picture::site_picture(&self.context.in_lang(lang))),
            Picture::Icon(icon) => {
                let (theme, drawing) = (self.context.theme, self.context.theme.icon());
                picture::icon(drawing, &theme.fonts, icon).map_err(|error| Box::new(theme.icon_problem(&error)))
            }
        }
    }

    /// The picture of a drawing that a template makes.
    fn drawn<V: View>(&self, lang: Lang, view: &V) -> Result<Vec<u8>, Box<Diagnostic>> {
        let theme = self.context.theme;
        let drawing = self.render(self.with_layout.get(lang), view)?;
        let drawing = String::from_utf8_lossy(&drawing);
        picture::of_link(&drawing, &theme.fonts)
            .map_err(|error| Box::new(theme.drawing_problem(V::TEMPLATE, &drawing, &error)))
    }

    /// The words that a search finds in the texts of a language.
    pub(crate) fn words(&self, lang: Lang, records: &[Record]) -> Vec<u8> {
        let with_words = records.iter().filter_map(|record| Some((record, record.words(lang)?)));
        let is_shown = |record: &Record| {
            let status = self.context.site.get(record.entry.kind, &record.entry.id).and_then(Item::as_opportunity);
            self.context.index.has_drafts || status.is_none_or(|item| self.context.index.status(item) != Status::Draft)
        };
        let shown = with_words.filter(|(record, _)| is_shown(record));
        data::words(self.context.in_lang(lang), shown.map(|(record, words)| (&record.entry, words)))
    }

    /// What writes a file for programs, if it is one that grows with the archive too much to be in memory.
    pub(crate) fn long_data_file(&self, file: DataFile<'_>) -> Option<impl FnOnce(&mut dyn Write) -> io::Result<()>> {
        data::writer(&self.context, file)
    }

    /// What the function must know of the site.
    ///
    /// # Errors
    /// When a value cannot be written as JSON.
    pub(crate) fn bundle_site(&self) -> Result<function_bundle::Site, serde_json::Error> {
        let layout = Bilingual::try_from_fn(|lang| serde_json::to_value(view::layout(&self.context, lang)))?;
        Ok(bundle::site(&self.context, layout))
    }

    /// What the function must know of each opportunity that is no draft, in the order of ids.
    pub(crate) fn bundle_opportunities(&self) -> impl Iterator<Item = function_bundle::Opportunity> {
        self.context.site.opportunities().filter_map(|item| bundle::opportunity(&self.context, item))
    }

    fn render<V: View>(&self, tera: &Tera, view: &V) -> Result<Vec<u8>, Box<Diagnostic>> {
        debug_assert_eq!(view::unnamed(view), [""; 0], "view::NAMES lacks a name");
        let mut bytes = Vec::with_capacity(32 * 1024);
        Context::from_serialize(view)
            .and_then(|context| tera.render_to(V::TEMPLATE, &context, &mut bytes))
            .map_err(|error| self.problem(&error))?;
        Ok(bytes)
    }

    fn problem(&self, error: &tera::Error) -> Box<Diagnostic> {
        Box::new(self.context.theme.problem(error))
    }
}

/// Reads the theme `name` of the site in `root`, which must have a template for every view.
///
/// # Errors
/// All that is wrong with its files.
pub(crate) fn theme(root: &Path, name: &str) -> Result<Theme, Vec<Diagnostic>> {
    Theme::load(root, name, &view::TEMPLATES)
}

/// The files of the theme's assets, with their names on the site.
pub(crate) fn assets(theme: &Theme) -> impl Iterator<Item = (String, &[u8])> {
    theme.assets.iter().map(|asset| (format!("assets/{}", asset.name), asset.bytes.as_slice()))
}
