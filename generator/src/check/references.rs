//! What a text refers to is there: links, anchors, images.

use crate::diagnostic::{Diagnostic, Problem};
use crate::model::Kind;
use crate::parse::{Anchors, Shared, Text};
use crate::read::is_image;

/// The links and images of a text that lead nowhere. `files` are those of its folder.
pub(super) fn rule(text: &Text<'_>, files: &[String], shared: &Shared) -> Vec<Diagnostic> {
    let links = text.links.iter().filter_map(|link| {
        let problem = link_problem(&link.target, text, shared)?;
        Some(text.problem(link.range.clone(), problem))
    });
    let is_there = |target: &str| is_image(target) && files.iter().any(|file| file == target);
    let images = text.images.iter().filter(|image| !is_there(&image.target));
    let images =
        images.map(|image| text.problem(image.range.clone(), Problem::Image { target: image.target.to_string() }));
    links.chain(images).collect()
}

fn link_problem(target: &str, text: &Text<'_>, shared: &Shared) -> Option<Problem> {
    let to_nothing = || Problem::Link { target: target.to_owned() };
    if let Some(anchor) = target.strip_prefix('#') {
        let mut anchors = Anchors::default();
        let found = text.headings().any(|heading| anchors.next(heading.title) == anchor);
        return (!found).then(to_nothing);
    }
    let Some((scheme, rest)) = target.split_once(':') else { return Some(to_nothing()) };
    match (scheme, Kind::of_scheme(scheme)) {
        (_, Some(kind)) => shared.unknown(kind, rest.split('#').next().unwrap_or(rest)),
        ("https" | "http" | "mailto", None) => None,
        _ => Some(Problem::UnsafeLink { target: target.to_owned() }),
    }
}

/// The ids of the opportunities that a text links to.
pub(super) fn linked_opportunities(text: &Text<'_>) -> impl Iterator<Item = String> {
    text.links.iter().filter_map(|link| {
        let (scheme, rest) = link.target.split_once(':')?;
        let id = rest.split('#').next().unwrap_or(rest);
        (Kind::of_scheme(scheme) == Some(Kind::Opportunity)).then(|| id.to_owned())
    })
}
