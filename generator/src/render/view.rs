//! What templates are given: prepared here, so that they need no more than `if` and `for`.

mod bilingual;
mod card;
mod entity;
mod group;
mod home;
mod layout;
mod list;
mod opportunities;
mod opportunity;
mod pagination;
mod text;

use super::parts::View;

pub(super) use bilingual::{not_found, splash};
pub(super) use entity::{department, project, skill, team};
pub(super) use home::home;
pub(super) use layout::layout;
pub(super) use list::collection;
pub(super) use opportunities::{archive, opportunities};
pub(super) use opportunity::{modified_so_far, opportunity};
pub(super) use text::{news, page, terms};

/// The templates that a theme must have: those of all views, those that these extend, and the function's.
pub(super) const TEMPLATES: [&str; 13] = [
    bilingual::NotFound::TEMPLATE,
    "answer.html",
    opportunities::Archive::TEMPLATE,
    "base.html",
    list::Collection::TEMPLATE,
    entity::Entity::TEMPLATE,
    "form-page.html",
    home::Home::TEMPLATE,
    text::News::TEMPLATE,
    opportunities::Opportunities::TEMPLATE,
    opportunity::OpportunityPage::TEMPLATE,
    text::Text::TEMPLATE,
    bilingual::Splash::TEMPLATE,
];

/// The names of all variables and attributes that templates are given: those of the views, of the layout, and of the
/// function's pages (`submit-fn/src/page.rs`, `shared/form.rs`). A test holds them to what is rendered.
#[rustfmt::skip]
pub(super) const NAMES: &[&str] = &[
    // The layout, and what every page says of itself.
    "assets", "base_url", "breadcrumb", "contact", "css", "description", "disclaimer", "en", "footer", "form_js", "fr",
    "heading", "home", "icon", "indexed", "issued", "js", "key", "kind", "label", "lang", "lang_url", "locale", "menu",
    "modified", "name", "other", "page", "preview", "section", "short", "site", "t", "title", "url",
    // The pages in both languages, and lists.
    "archive", "cards", "contents", "count_text", "counts_text", "follows_gap", "groups", "how", "id", "intro",
    "is_current", "items", "lead", "links_en", "links_fr", "more", "news", "next", "none_text", "note", "numbers",
    "pagination", "previous", "related", "rows", "site_en", "site_fr", "text",
    // An opportunity.
    "acceptance", "amendments", "answer", "answered", "approvals", "article", "card", "changes", "closes", "closes_label",
    "code", "corrections", "criteria", "date", "department", "draft", "facts", "form", "group", "form_heading", "form_intro", "iso", "limit",
    "links", "no_form", "now", "opens_iso", "outcome", "posted", "question", "questions", "reviews", "skills", "status",
    "summary", "team", "term", "texts", "toc", "updated", "value", "was",
    // The form.
    "action", "autocomplete", "button", "change", "check", "checked", "described_by", "error", "errors", "hidden", "hint",
    "honeypot", "href", "legend", "limit_label", "link", "max_words", "method", "not_provided", "notice", "notice_items",
    "optional_label", "options", "paragraphs", "privacy", "required", "required_label", "restored", "review", "submit",
    // The function's pages.
    "address", "back", "download", "downloads", "print", "receipts", "reference", "secret", "sent", "withdrawal", "written",
    "written_heading",
];

/// The names in what a template is given that are not in [`NAMES`]. Strings are the theme's own.
pub(super) fn unnamed(value: &impl serde::Serialize) -> Vec<String> {
    fn visit(value: &serde_json::Value, unnamed: &mut Vec<String>) {
        match value {
            serde_json::Value::Object(entries) => {
                for (name, value) in entries {
                    if !NAMES.contains(&name.as_str()) {
                        unnamed.push(name.clone());
                    }
                    if name != "t" {
                        visit(value, unnamed);
                    }
                }
            }
            serde_json::Value::Array(items) => items.iter().for_each(|item| visit(item, unnamed)),
            _ => {}
        }
    }
    let mut unnamed = Vec::new();
    visit(&serde_json::to_value(value).unwrap_or_default(), &mut unnamed);
    unnamed
}
