//! The forms that are made of others: lists, groups, ids of a kind.

use std::collections::BTreeSet;
use std::marker::PhantomData;

use submit_fn::shared::lang::Bilingual;

use super::Type;
use super::decode::{Form, Node, Report, entries, list};
use super::group::{Group, group};
use super::values::{Text, id};
use crate::diagnostic::Problem;
use crate::model::Kind;

/// A kind of things, for forms that name them by ids.
pub(crate) trait OfKind {
    const KIND: Kind;
}

/// The kinds that content names.
pub(super) mod kind {
    macro_rules! kinds {
        ($($kind:ident)+) => {$(
            #[derive(Debug)]
            pub(crate) enum $kind {}

            impl super::OfKind for $kind {
                const KIND: crate::model::Kind = crate::model::Kind::$kind;
            }
        )+};
    }
    kinds! { Project Team Department Skill Acceptance Terms }
}

/// The id of something that exists.
pub(crate) struct IdOf<K>(PhantomData<K>);

impl<K: OfKind> Form for IdOf<K> {
    type Value = String;
    const TYPE: Type = Type::Id(K::KIND);

    fn read(node: Node<'_>, report: &mut Report<'_>) -> Option<String> {
        id(K::KIND, node, report)
    }
}

/// Ids of things that exist, each once.
pub(crate) struct IdsOf<K>(PhantomData<K>);

impl<K: OfKind> Form for IdsOf<K> {
    type Value = Vec<String>;
    const TYPE: Type = Type::Ids(K::KIND);

    fn read(node: Node<'_>, report: &mut Report<'_>) -> Option<Vec<String>> {
        ids(K::KIND, node, report)
    }
}

pub(super) fn ids(kind: Kind, node: Node<'_>, report: &mut Report<'_>) -> Option<Vec<String>> {
    let mut seen = BTreeSet::new();
    list(node, report, |node, report| {
        let id = id(kind, node, report)?;
        if seen.insert(id.clone()) { Some(id) } else { report.value(node, Problem::Repeated { id }) }
    })
}

/// A list that must not be empty. One whose items were all refused is not: they have been reported.
pub(crate) struct NotEmpty<F>(PhantomData<F>);

impl<F: Form> Form for NotEmpty<F> {
    type Value = F::Value;
    const TYPE: Type = F::TYPE;

    fn read(node: Node<'_>, report: &mut Report<'_>) -> Option<F::Value> {
        let value = F::read(node, report)?;
        let is_empty = node.value.as_sequence().is_some_and(Vec::is_empty);
        if is_empty { report.value(node, Problem::EmptyList) } else { Some(value) }
    }
}

/// A value of which it matters that it is there, even if it cannot be read: then it is `Some(None)`.
pub(crate) struct Present<F>(PhantomData<F>);

impl<F: Form> Form for Present<F> {
    type Value = Option<F::Value>;
    const TYPE: Type = F::TYPE;

    fn read(node: Node<'_>, report: &mut Report<'_>) -> Option<Option<F::Value>> {
        Some(F::read(node, report))
    }
}

/// Texts in a list.
pub(crate) struct Texts;

impl Form for Texts {
    type Value = Vec<String>;
    const TYPE: Type = Type::Texts;

    fn read(node: Node<'_>, report: &mut Report<'_>) -> Option<Vec<String>> {
        list(node, report, Text::read)
    }
}

group! {
    /// A text in both languages.
    Both in both languages {}
}

/// A text in both languages, both of which are there.
pub(crate) struct BothLanguages;

impl Form for BothLanguages {
    type Value = Bilingual<String>;
    const TYPE: Type = Type::Bilingual;

    fn read(node: Node<'_>, report: &mut Report<'_>) -> Option<Bilingual<String>> {
        let Both { en, fr } = Both::read(node, report)?;
        Some(Bilingual { en: en?, fr: fr? })
    }
}

/// A group of keys.
pub(crate) struct One<G>(PhantomData<G>);

impl<G: Group> Form for One<G> {
    type Value = G;
    const TYPE: Type = Type::Group(&G::SCHEMA);

    fn read(node: Node<'_>, report: &mut Report<'_>) -> Option<G> {
        G::read(node, report)
    }
}

/// A list of groups of keys.
pub(crate) struct Many<G>(PhantomData<G>);

impl<G: Group> Form for Many<G> {
    type Value = Vec<G>;
    const TYPE: Type = Type::Groups(&G::SCHEMA);

    fn read(node: Node<'_>, report: &mut Report<'_>) -> Option<Vec<G>> {
        list(node, report, G::read)
    }
}

/// Groups of keys by the ids of things.
pub(crate) struct ById<K, G>(PhantomData<(K, G)>);

impl<K: OfKind, G: Group> Form for ById<K, G> {
    type Value = Vec<(String, G)>;
    const TYPE: Type = Type::GroupsById(K::KIND, &G::SCHEMA);

    fn read(node: Node<'_>, report: &mut Report<'_>) -> Option<Vec<(String, G)>> {
        entries(node, report, |id, node, report| Some((id.to_owned(), G::read(node, report)?)))
    }
}
