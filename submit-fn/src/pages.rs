//! Answers as pages, in the theme of the site: the same templates as the rest of it, with the layout from the bundle.

use serde::Serialize;
use tera::{Context, Tera};

use crate::shared::bundle::{Opportunity, Site};
use crate::shared::form::FormView;
use crate::shared::lang::{Bilingual, Lang};
use crate::shared::layout::{Link, Page};

/// The theme, ready to render.
#[derive(Debug)]
pub struct Pages {
    tera: Tera,
    layout: Bilingual<Context>,
}

/// What `answer.html` shows.
#[derive(Debug, Serialize)]
pub struct AnswerView {
    /// `done`, `closed`, `cancelled`, `not-yet`, `unknown` or `error`.
    pub kind: &'static str,
    /// Its title.
    pub heading: String,
    /// What happened and what to do.
    pub paragraphs: Vec<String>,
    /// The receipt.
    pub facts: Vec<FactView>,
    /// What the bidder wrote, so that nothing is lost.
    pub written: Vec<Written>,
    /// Its title.
    pub written_heading: String,
    /// Where to go.
    pub links: Vec<Link>,
    /// What is said of printing, on a page that is worth it.
    pub print: Option<String>,
}

/// A line of a receipt.
#[derive(Debug, Serialize)]
pub struct FactView {
    /// Its name.
    pub term: String,
    /// What it is.
    pub text: String,
    /// As a machine reads it, when it is an instant.
    pub iso: Option<String>,
}

/// A question with what was answered.
#[derive(Debug, Serialize)]
pub struct Written {
    /// The question.
    pub term: String,
    /// The answer.
    pub text: String,
}

impl Pages {
    /// Parses the theme's templates.
    ///
    /// # Errors
    /// When one of them cannot be parsed.
    pub fn new(site: &Site) -> Result<Self, tera::Error> {
        let mut tera = Tera::new();
        tera.autoescape_on([".html", ".xml"]);
        tera.add_raw_templates(site.templates.iter().map(|(name, text)| (name.as_str(), text.as_str())))?;
        let layout = Bilingual::try_from_fn(|lang| Context::from_serialize(site.layout.get(lang)))?;
        Ok(Self { tera, layout })
    }

    /// The page of the form, to be mended or sent again.
    ///
    /// # Errors
    /// When the template fails.
    pub fn form(
        &self,
        lang: Lang,
        opportunity: &Opportunity,
        title: &str,
        form: &FormView,
    ) -> Result<String, tera::Error> {
        let back = Link { url: opportunity.url.get(lang).clone(), label: opportunity.title.get(lang).clone() };
        let mut context = self.context(lang, page("form", title, opportunity.title.get(lang), opportunity.url.clone()));
        context.insert("back", &back);
        context.insert("form", form);
        self.tera.render("form-page.html", &context)
    }

    /// A page that confirms or refuses.
    ///
    /// # Errors
    /// When the template fails.
    pub fn answer(&self, lang: Lang, lang_url: Bilingual<String>, answer: &AnswerView) -> Result<String, tera::Error> {
        let mut context = self.context(lang, page("answer", &answer.heading, &answer.heading, lang_url));
        context.insert("answer", answer);
        self.tera.render("answer.html", &context)
    }

    fn context(&self, lang: Lang, page: Page) -> Context {
        let mut context = self.layout.get(lang).clone();
        context.insert("page", &page);
        context
    }
}

/// Where a template failed. Its own words may quote what a bidder wrote, which is never logged.
pub fn place_of(error: &tera::Error) -> String {
    match error.kind() {
        tera::ErrorKind::RenderingError(report) => {
            format!("template {}, line {}: cannot be rendered", report.filename(), report.span().start_line)
        }
        _ => "a template cannot be rendered".to_owned(),
    }
}

fn page(kind: &'static str, title: &str, heading: &str, lang_url: Bilingual<String>) -> Page {
    Page {
        kind,
        section: "opportunities".to_owned(),
        title: title.to_owned(),
        heading: heading.to_owned(),
        description: heading.to_owned(),
        lang_url,
        breadcrumb: Vec::new(),
        modified: None,
        issued: None,
        indexed: false,
    }
}
