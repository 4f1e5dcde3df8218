//! The function's pages, in the theme of the site: the same templates as the rest of it, with the layout from the
//! bundle.

use serde::Serialize;
use tera::{Context, Tera};

use crate::shared::bundle::{Opportunity, Site};
use crate::shared::form::FormView;
use crate::shared::lang::{Bilingual, Lang};
use crate::shared::layout::{Link, Page};

/// The theme's templates, parsed.
#[derive(Debug)]
pub(crate) struct Pages {
    tera: Tera,
    layout: Bilingual<Context>,
}

/// The `answer` of the template `answer.html`: a page that confirms or refuses.
#[derive(Debug, Serialize)]
pub(crate) struct ResultView {
    /// `done`, `closed`, `cancelled`, `not-yet`, `unknown` or `error`.
    pub(crate) kind: &'static str,
    pub(crate) heading: String,
    /// What happened, and what to do.
    pub(crate) paragraphs: Vec<String>,
    /// The lines of the receipt.
    pub(crate) facts: Vec<FactView>,
    /// What the bidder sent, so that nothing is lost.
    pub(crate) written: Vec<SubmittedView>,
    pub(crate) written_heading: String,
    pub(crate) links: Vec<Link>,
    /// On the button that prints the page, if it is worth printing.
    pub(crate) print: Option<String>,
}

/// A line of a receipt.
#[derive(Debug, Serialize)]
pub(crate) struct FactView {
    pub(crate) term: String,
    pub(crate) text: String,
    /// The instant as machines read it, if the text is one.
    pub(crate) iso: Option<String>,
}

/// A question with the bidder's answer.
#[derive(Debug, Serialize)]
pub(crate) struct SubmittedView {
    pub(crate) term: String,
    pub(crate) text: String,
}

impl Pages {
    pub(crate) fn new(site: &Site) -> Result<Self, tera::Error> {
        let mut tera = Tera::new();
        tera.autoescape_on([".html", ".xml"]);
        tera.add_raw_templates(site.templates.iter().map(|(name, text)| (name.as_str(), text.as_str())))?;
        let layout = Bilingual::try_from_fn(|lang| Context::from_serialize(site.layout.get(lang)))?;
        Ok(Self { tera, layout })
    }

    /// The page of the form, to be corrected or sent again.
    pub(crate) fn form(
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

    /// A page that confirms or refuses. `lang_url` is where the switch of languages leads.
    pub(crate) fn result(
        &self,
        lang: Lang,
        lang_url: Bilingual<String>,
        result: &ResultView,
    ) -> Result<String, tera::Error> {
        let mut context = self.context(lang, page("answer", &result.heading, &result.heading, lang_url));
        context.insert("answer", result);
        self.tera.render("answer.html", &context)
    }

    fn context(&self, lang: Lang, page: Page) -> Context {
        let mut context = self.layout.get(lang).clone();
        context.insert("page", &page);
        context
    }
}

/// Where a template failed. The error's own text may quote what a bidder wrote, which is never logged.
pub(crate) fn place_of(error: &tera::Error) -> String {
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
