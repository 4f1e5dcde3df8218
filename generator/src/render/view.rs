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
