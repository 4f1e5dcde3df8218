//! The function's pages, in the theme of the site: the same templates as the rest of it, with the layout from the
//! bundle.

use jiff::Timestamp;
use serde::Serialize;
use tera::{Context, Tera};

use crate::download::Download;
use crate::fields::Fields;
use crate::shared::bundle::{Bundle, Opportunity, Site};
use crate::shared::characters::one_line;
use crate::shared::form::{self, FormView};
use crate::shared::format::{Zone, date, instant, instant_to_the_second, money};
use crate::shared::lang::{Bilingual, Lang};
use crate::shared::layout::{self, Link};
use crate::shared::questions::{self, Kind, names};
use crate::shared::wording::Wording;

/// The theme's templates, parsed.
#[derive(Debug)]
pub(crate) struct Pages {
    tera: Tera,
    layout: Bilingual<Context>,
}

/// A page of the function.
#[derive(Debug)]
pub(crate) enum Page {
    /// The form, to be corrected or sent again.
    Form(Box<FormPage>),
    /// A page that confirms or refuses. `lang_url` is where the switch of languages leads, unless that would lose what the
    /// page holds.
    Result { lang_url: Option<Bilingual<String>>, view: Box<ResultView> },
}

/// The form on a page of its own, with what a bidder must know to answer it.
#[derive(Debug, Serialize)]
pub(crate) struct FormPage {
    #[serde(skip)]
    title: String,
    #[serde(skip)]
    heading: String,
    #[serde(skip)]
    above: Link,
    facts: Vec<FactView>,
    form: FormView,
    /// What was written, to keep.
    download: Option<Download>,
}

impl FormPage {
    pub(crate) fn new(opportunity: &Opportunity, title: String, form: FormView, lang: Lang, bundle: &Bundle) -> Self {
        let words = &bundle.site.wording.get(lang).facts;
        let price = words.before_taxes.replace("{amount}", &money(opportunity.value, lang));
        let closes = FactView::instant(&words.closes, opportunity.closes, &bundle.zone, lang);
        let delivers = opportunity.delivers.map(|day| FactView::text(&words.delivers, date(day, lang)));
        let facts =
            [FactView { kind: "closes", ..closes }, FactView { kind: "price", ..FactView::text(&words.value, price) }];
        let delivers = delivers.map(|fact| FactView { kind: "delivers", ..fact });
        Self {
            title,
            heading: bundle.site.wording.get(lang).heading.replace("{title}", opportunity.title.get(lang)),
            above: link_to(opportunity, lang),
            facts: facts.into_iter().chain(delivers).collect(),
            form,
            download: None,
        }
    }

    /// The same for a proposal that replaces another one, which its heading says.
    pub(crate) fn replacing(self, heading: String) -> Self {
        Self { heading, ..self }
    }

    pub(crate) fn with_download(self, download: Download) -> Self {
        Self { download: Some(download), ..self }
    }
}

/// The `answer` of the template `answer.html`: a page that confirms or refuses.
#[derive(Debug, Serialize)]
pub(crate) struct ResultView {
    /// `done`, `manage`, `closed`, `cancelled`, `not-yet`, `unknown` or `error`.
    pub(crate) kind: &'static str,
    pub(crate) heading: String,
    /// What happened, and what to do.
    pub(crate) paragraphs: Vec<String>,
    pub(crate) facts: Vec<FactView>,
    pub(crate) receipts: Vec<ReceiptView>,
    pub(crate) withdrawal: Option<WithdrawalView>,
    /// What the bidder sent, so that nothing is lost.
    pub(crate) written: Vec<SubmittedView>,
    pub(crate) written_heading: String,
    /// The same, as a file.
    pub(crate) download: Option<Download>,
    pub(crate) links: Vec<Link>,
    /// On the button that prints the page, if it is worth printing.
    pub(crate) print: Option<String>,
    /// The id of the opportunity, if what was sent for it is stored: a draft is needed no more.
    pub(crate) sent: Option<String>,
}

/// The signed receipt, with the files to keep.
#[derive(Debug, Serialize)]
pub(crate) struct ReceiptView {
    pub(crate) id: &'static str,
    pub(crate) heading: String,
    pub(crate) text: String,
    /// The signed note.
    pub(crate) note: String,
    pub(crate) downloads: Vec<Download>,
    /// Where "Your proposal" is, written out: what is printed has no links.
    pub(crate) address: Option<Link>,
}

/// The form that withdraws a proposal.
#[derive(Debug, Serialize)]
pub(crate) struct WithdrawalView {
    pub(crate) action: &'static str,
    pub(crate) reference: String,
    pub(crate) secret: String,
    pub(crate) lang: Lang,
    pub(crate) text: String,
    pub(crate) submit: String,
}

impl ResultView {
    /// A page of paragraphs.
    pub(crate) fn new(kind: &'static str, heading: String, paragraphs: Vec<String>) -> Self {
        Self {
            kind,
            heading,
            paragraphs,
            facts: Vec::new(),
            receipts: Vec::new(),
            withdrawal: None,
            written: Vec::new(),
            written_heading: String::new(),
            download: None,
            links: Vec::new(),
            print: None,
            sent: None,
        }
    }
}

/// A term and what it is.
#[derive(Debug, Serialize)]
pub(crate) struct FactView {
    pub(crate) term: String,
    pub(crate) text: String,
    /// The instant as machines read it, if the text is one.
    pub(crate) iso: Option<String>,
    /// What style sheets and scripts know it by, if they do.
    pub(crate) kind: &'static str,
}

impl FactView {
    pub(crate) fn text(term: &str, text: String) -> Self {
        Self { term: term.to_owned(), text, iso: None, kind: "" }
    }

    pub(crate) fn instant(term: &str, when: Timestamp, zone: &Zone, lang: Lang) -> Self {
        Self { iso: Some(when.to_string()), ..Self::text(term, instant(when, zone, lang)) }
    }

    /// With the seconds, where several instants may be close to each other.
    pub(crate) fn exact_instant(term: &str, when: Timestamp, zone: &Zone, lang: Lang) -> Self {
        Self { text: instant_to_the_second(when, zone, lang), ..Self::instant(term, when, zone, lang) }
    }
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

    pub(crate) fn render(&self, lang: Lang, page: &Page) -> Result<String, tera::Error> {
        match page {
            Page::Form(page) => self.form(lang, page),
            Page::Result { lang_url, view } => self.result(lang, lang_url.clone(), view),
        }
    }

    fn form(&self, lang: Lang, form_page: &FormPage) -> Result<String, tera::Error> {
        let FormPage { title, heading, above, .. } = form_page;
        let page = layout::Page {
            lang_button: Some(form::LANG_BUTTON),
            breadcrumb: vec![above.clone()],
            ..page("form", title, heading, None)
        };
        let mut context = self.context(lang, page);
        context.extend(Context::from_serialize(form_page)?);
        self.tera.render("form-page.html", &context)
    }

    fn result(
        &self,
        lang: Lang,
        lang_url: Option<Bilingual<String>>,
        result: &ResultView,
    ) -> Result<String, tera::Error> {
        let mut context = self.context(lang, page("answer", &result.heading, &result.heading, lang_url));
        context.insert("answer", result);
        self.tera.render("answer.html", &context)
    }

    fn context(&self, lang: Lang, page: layout::Page) -> Context {
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

fn page(kind: &'static str, title: &str, heading: &str, lang_url: Option<Bilingual<String>>) -> layout::Page {
    layout::Page {
        kind,
        section: "opportunities".to_owned(),
        title: title.to_owned(),
        heading: heading.to_owned(),
        description: heading.to_owned(),
        lang_url,
        lang_button: None,
        breadcrumb: Vec::new(),
        modified: None,
        issued: None,
        indexed: false,
        structured: None,
        picture: None,
    }
}

/// A link to an opportunity, by its title.
pub(crate) fn link_to(opportunity: &Opportunity, lang: Lang) -> Link {
    Link { url: opportunity.url.get(lang).clone(), label: opportunity.title.get(lang).clone() }
}

/// What the bidder sent, as plain text.
pub(crate) fn plain_text(submitted: &[SubmittedView]) -> String {
    submitted.iter().map(|view| format!("\n{}\n{}\n", view.term, view.text)).collect()
}

/// What the bidder sent, by question. Without an opportunity there are no questions: the fields' names stand for them.
pub(crate) fn submitted(
    opportunity: Option<&Opportunity>,
    fields: &Fields,
    lang: Lang,
    wording: &Wording,
) -> Vec<SubmittedView> {
    let Some(opportunity) = opportunity else {
        let is_secret = |name: &str| matches!(name, names::SECRET | names::TICKET);
        let all = fields.iter().filter(|(name, value)| !value.is_empty() && !is_secret(name));
        return all.map(|(name, value)| SubmittedView { term: one_line(name), text: value.to_owned() }).collect();
    };
    let groups = questions::groups(opportunity, lang, wording);
    let asked = groups.into_iter().flat_map(|group| group.questions);
    asked
        .map(|question| {
            let value = fields.get(&question.name);
            let label = match &question.kind {
                Kind::Choice(options) => {
                    options.iter().find(|(option, _)| *option == value).map(|(_, label)| label.as_str())
                }
                Kind::Consent => (value == "yes").then_some(wording.accepted.as_str()),
                _ => Some(value).filter(|value| !value.is_empty()),
            };
            SubmittedView { term: question.label, text: label.unwrap_or(&wording.not_provided).to_owned() }
        })
        .collect()
}
