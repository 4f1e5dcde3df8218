//! Pages that are mostly a text: plain pages, terms, news.

use serde::Serialize;
use submit_fn::shared::layout;

use crate::model::{self, Kind, Prose, TermsPage};
use crate::render::context::PageContext;
use crate::render::markdown::{Anchor, Article};
use crate::render::parts::{Head, View, When, section};

/// A text with its contents.
#[derive(Serialize)]
pub(crate) struct Text {
    page: layout::Page,
    article: String,
    toc: Vec<Anchor>,
}

impl View for Text {
    const TEMPLATE: &'static str = "page.html";
}

#[derive(Serialize)]
pub(crate) struct News {
    page: layout::Page,
    date: When,
    article: String,
}

impl View for News {
    const TEMPLATE: &'static str = "news-item.html";
}

pub(crate) fn terms(context: PageContext<'_>, terms: &TermsPage, article: Article) -> Text {
    let head = head(context, Kind::Terms, terms.prose.get(context.lang));
    Text { page: context.page(head), article: article.html, toc: article.toc }
}

pub(crate) fn page(context: PageContext<'_>, page: &model::Page, article: Article) -> Text {
    let head = Head { section: &page.id, ..head(context, Kind::Page, page.prose.get(context.lang)) };
    Text { page: context.page(head), article: article.html, toc: article.toc }
}

pub(crate) fn news(context: PageContext<'_>, news: &model::News, article: Article) -> News {
    let prose = news.prose.get(context.lang);
    let modified = Some(prose.modified.unwrap_or(news.date));
    let head = Head { issued: Some(news.date), modified, ..head(context, Kind::News, prose) };
    News { page: context.page(head), date: context.date(news.date), article: article.html }
}

fn head<'a>(context: PageContext<'a>, kind: Kind, prose: &'a Prose) -> Head<'a> {
    Head {
        kind: "page",
        section: section(kind),
        title: &prose.title,
        description: &prose.summary,
        parents: context.parents(kind),
        issued: None,
        modified: prose.modified,
        ..Head::default()
    }
}
