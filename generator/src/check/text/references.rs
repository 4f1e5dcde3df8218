//! What a text refers to must exist: links, anchors, images.

use std::cell::LazyCell;
use std::collections::HashSet;

use crate::diagnostic::{Diagnostic, Problem};
use crate::model::{Kind, download};
use crate::parse::{Anchors, Shared, Text};
use crate::read::is_image;

/// The links and images of a text that lead nowhere. `files` are those of its folder.
pub(super) fn rule(text: &Text<'_>, files: &[String], shared: &Shared) -> Vec<Diagnostic> {
    let anchors: LazyCell<HashSet<String>, _> = LazyCell::new(|| {
        let mut anchors = Anchors::default();
        text.headings().map(|heading| anchors.next(heading.title)).collect()
    });
    let links = text.links.iter().filter_map(|link| {
        let problem = link_problem(&link.target, |anchor| anchors.contains(anchor), shared)?;
        Some(text.problem(link.range.clone(), problem))
    });
    let is_there = |target: &str| is_image(target) && files.iter().any(|file| file == target);
    let images = text.images.iter().filter(|image| !is_there(&image.target));
    let images =
        images.map(|image| text.problem(image.range.clone(), Problem::Image { target: image.target.to_string() }));
    links.chain(images).collect()
}

fn link_problem(target: &str, has_anchor: impl Fn(&str) -> bool, shared: &Shared) -> Option<Problem> {
    let to_nothing = || Problem::Link { target: target.to_owned() };
    if let Some(anchor) = target.strip_prefix('#') {
        return (!has_anchor(anchor)).then(to_nothing);
    }
    if let Some((kind, id)) = linked_item(target) {
        return shared.unknown(kind, id);
    }
    let Some((scheme, rest)) = target.split_once(':') else { return Some(to_nothing()) };
    match scheme {
        download::SCHEME => (!download::is_offered(rest, &shared.settings)).then(to_nothing),
        "https" | "http" | "mailto" => None,
        _ => Some(Problem::UnsafeLink { target: target.to_owned() }),
    }
}

/// The ids of the opportunities that a text links to.
pub(in crate::check) fn linked_opportunities(text: &Text<'_>) -> impl Iterator<Item = String> {
    text.links.iter().filter_map(|link| linked_opportunity(&link.target).map(str::to_owned))
}

/// The id of the opportunity that an address like `opportunity:word-limit-counter` names.
pub(crate) fn linked_opportunity(target: &str) -> Option<&str> {
    linked_item(target).filter(|(kind, _)| *kind == Kind::Opportunity).map(|(_, id)| id)
}

/// The kind and the id in an address like `team:tides#contact`.
fn linked_item(target: &str) -> Option<(Kind, &str)> {
    let (scheme, rest) = target.split_once(':')?;
    let id = rest.split_once('#').map_or(rest, |(id, _)| id);
    Some((Kind::of_scheme(scheme)?, id))
}
