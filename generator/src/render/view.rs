//! What templates are given: prepared here, so that they need no more than `if` and `for`.

mod bilingual;
mod calendar;
mod card;
mod entity;
mod follow;
mod form;
mod group;
mod home;
mod layout;
mod list;
mod opportunities;
mod opportunity;
mod pagination;
pub(super) mod picture;
mod search;
mod text;

use super::names::NAMES;
use super::parts::View;

pub(super) use bilingual::{not_found, splash};
pub(super) use calendar::calendar;
pub(super) use entity::{department, project, skill, team};
pub(super) use form::form;
pub(super) use home::home;
pub(super) use layout::layout;
pub(super) use list::collection;
pub(super) use opportunities::{archive, opportunities};
pub(super) use opportunity::opportunity;
pub(super) use search::search;
pub(super) use text::{news, page, terms};

/// The templates that a theme must have: those of all views, those that these extend, and the function's.
pub(super) const TEMPLATES: [&str; 17] = [
    bilingual::NotFound::TEMPLATE,
    "answer.html",
    opportunities::Archive::TEMPLATE,
    "base.html",
    calendar::Calendar::TEMPLATE,
    list::Collection::TEMPLATE,
    entity::Entity::TEMPLATE,
    form::FormPage::TEMPLATE,
    home::Home::TEMPLATE,
    text::News::TEMPLATE,
    opportunities::Opportunities::TEMPLATE,
    opportunity::OpportunityPage::TEMPLATE,
    text::Text::TEMPLATE,
    picture::OpportunityPicture::TEMPLATE,
    picture::SitePicture::TEMPLATE,
    search::Search::TEMPLATE,
    bilingual::Splash::TEMPLATE,
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
