//! The parameters of a template, and where the value of each comes from.

use std::collections::BTreeMap;

use super::DeployError;
use crate::nearest::nearest;

/// What CloudFront sends to the function, and nobody else knows.
const ORIGIN_KEY: &str = "OriginKey";

/// What a deployment says itself.
const COMMIT: &str = "Commit";

/// Where a value comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Source {
    Value(String),
    /// The stack has it, and keeps it.
    Previous,
}

/// What a stack is given. What is in none of them has the template's default.
#[derive(Debug)]
pub(super) struct Parameters(BTreeMap<String, Source>);

impl Parameters {
    /// Takes what was named, keeps what there was, and makes the origin's key when there is none.
    ///
    /// # Errors
    /// If something is named that the template does not declare, or that is not for people to set.
    pub(super) fn new(
        declared: &[String],
        named: &[(String, String)],
        commit: &str,
        previous: &BTreeMap<String, String>,
        new_key: impl FnOnce() -> std::io::Result<String>,
    ) -> Result<Self, DeployError> {
        let for_people = || declared.iter().map(String::as_str).filter(|name| *name != COMMIT);
        if let Some((name, _)) = named.iter().find(|(name, _)| !for_people().any(|known| known == name)) {
            let nearest = nearest(name, for_people()).map(str::to_owned);
            return Err(DeployError::UnknownParameter { name: name.clone(), nearest });
        }
        let kept = declared.iter().filter(|name| previous.contains_key(*name));
        let mut all: BTreeMap<_, _> = kept.map(|name| (name.clone(), Source::Previous)).collect();
        all.extend(named.iter().map(|(name, value)| (name.clone(), Source::Value(value.clone()))));
        all.insert(COMMIT.to_owned(), Source::Value(commit.to_owned()));
        if !all.contains_key(ORIGIN_KEY) {
            all.insert(ORIGIN_KEY.to_owned(), Source::Value(new_key().map_err(DeployError::Runtime)?));
        }
        Ok(Self(all))
    }

    pub(super) fn all(&self) -> impl Iterator<Item = (&str, &Source)> {
        self.0.iter().map(|(name, source)| (name.as_str(), source))
    }

    /// Whether a stack has the same values. Of one that is secret nobody knows.
    pub(super) fn are_those_of(&self, known: &BTreeMap<String, String>) -> bool {
        self.0.iter().all(|(name, source)| match source {
            Source::Previous => true,
            Source::Value(value) => known.get(name) == Some(value),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn strings<const N: usize>(pairs: [(&str, &str); N]) -> Vec<(String, String)> {
        pairs.map(|(name, value)| (name.to_owned(), value.to_owned())).to_vec()
    }

    fn parameters(named: &[(String, String)], previous: &[(String, String)]) -> Result<Parameters, DeployError> {
        let declared = ["OriginKey", "Flooded", "LogDays", "Commit"].map(str::to_owned);
        let previous = previous.iter().cloned().collect();
        Parameters::new(&declared, named, "c1", &previous, || Ok("0f".repeat(32)))
    }

    #[test]
    fn what_is_named_is_set_what_there_was_stays_and_the_rest_has_its_default() {
        let former = strings([("OriginKey", "****"), ("Flooded", "0"), ("Commit", "c0"), ("Gone", "1")]);
        let found = parameters(&strings([("Flooded", "1")]), &former).unwrap();
        let all: Vec<_> = found.all().collect();
        let value = |text: &str| Source::Value(text.to_owned());
        let expected = [("Commit", &value("c1")), ("Flooded", &value("1")), ("OriginKey", &Source::Previous)];
        assert_eq!(all, expected);
    }

    #[test]
    fn the_key_of_the_origin_is_made_once() {
        let made = parameters(&[], &[]).unwrap();
        let key = made.all().find(|(name, _)| *name == ORIGIN_KEY).unwrap().1.clone();
        assert_eq!(key, Source::Value("0f".repeat(32)));
        let named = parameters(&strings([("OriginKey", "mine")]), &[]).unwrap();
        assert!(named.all().any(|(_, source)| *source == Source::Value("mine".into())));
    }

    #[test]
    fn only_what_the_template_declares_for_people_can_be_named() {
        for (typed, meant) in [("Floded", Some("Flooded")), ("Commit", None), ("Nonsense", None)] {
            match parameters(&strings([(typed, "1")]), &[]) {
                Err(DeployError::UnknownParameter { name, nearest }) => {
                    assert_eq!((name.as_str(), nearest.as_deref()), (typed, meant));
                }
                other => panic!("{other:?}"),
            }
        }
    }

    #[test]
    fn a_stack_is_current_if_it_has_what_is_set() {
        let has = |values: Vec<(String, String)>| {
            parameters(&[], &values).unwrap().are_those_of(&values.into_iter().collect())
        };
        assert!(has(strings([("OriginKey", "****"), ("Commit", "c1"), ("Flooded", "0")])));
        assert!(!has(strings([("OriginKey", "****"), ("Commit", "c0")])));
    }
}
