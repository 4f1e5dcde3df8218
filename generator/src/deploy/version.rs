//! The versions of the function, and the alias that says which of them is asked.

use aws_sdk_lambda::Client;

use super::DeployError;
use super::request::{failed, request_error};

/// What the gateway calls.
const ALIAS: &str = "live";

/// A published version of the function: program, bundle and environment, which nobody can change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Version {
    pub(crate) number: u64,
    /// What it was made from, if its description says so.
    pub(crate) commit: Option<String>,
}

/// A function by its name.
pub(super) struct Function<'f> {
    pub(super) client: &'f Client,
    pub(super) name: &'f str,
}

impl Function<'_> {
    /// The version that the alias names.
    pub(super) async fn live(&self) -> Result<Version, DeployError> {
        let alias = self.client.get_alias().function_name(self.name).name(ALIAS).send().await;
        let alias = alias.map_err(failed("GetAlias"))?;
        self.version(number(alias.function_version()).ok_or(DeployError::NoVersion)?).await
    }

    /// The version of a number.
    pub(super) async fn version(&self, number: u64) -> Result<Version, DeployError> {
        let versions = self.all().await?;
        versions.into_iter().find(|version| version.number == number).ok_or(DeployError::UnknownVersion(number))
    }

    /// All of them, the oldest first.
    pub(super) async fn all(&self) -> Result<Vec<Version>, DeployError> {
        let mut versions = Vec::new();
        let mut pages = self.client.list_versions_by_function().function_name(self.name).into_paginator().send();
        while let Some(page) = pages.next().await {
            let page = page.map_err(failed("ListVersionsByFunction"))?;
            // What is not published yet, `$LATEST`, has no number.
            versions.extend(page.versions().iter().filter_map(|version| {
                let commit = version.description().filter(|text| is_commit(text)).map(str::to_owned);
                Some(Version { number: number(version.version())?, commit })
            }));
        }
        versions.sort_by_key(|version| version.number);
        Ok(versions)
    }

    /// Lets the alias name a version. Every request from then on is answered by it.
    pub(super) async fn go_live(&self, version: u64) -> Result<(), DeployError> {
        let update = self.client.update_alias().function_name(self.name).name(ALIAS);
        update.function_version(version.to_string()).send().await.map_err(failed("UpdateAlias"))?;
        Ok(())
    }

    /// The keys by which a version knows CloudFront.
    pub(super) async fn origin_keys(&self, version: u64) -> Result<Vec<String>, DeployError> {
        let found = self.client.get_function_configuration().function_name(self.name).qualifier(version.to_string());
        let found = match found.send().await {
            Ok(found) => found,
            Err(error) => {
                let error = request_error("GetFunctionConfiguration", &error);
                return Err(match error.is(&["ResourceNotFoundException"]) {
                    true => DeployError::UnknownVersion(version),
                    false => DeployError::Request(error),
                });
            }
        };
        let environment = found.environment();
        // Whoever may not use the key of the environment is told nothing of it, and knows of no mismatch.
        if let Some(error) = environment.and_then(|environment| environment.error()) {
            return Err(DeployError::Unreadable(error.message().unwrap_or_default().to_owned()));
        }
        let variables = environment.and_then(|environment| environment.variables());
        let keys = variables.and_then(|variables| variables.get("DEVEX_ORIGIN_KEYS"));
        Ok(keys.into_iter().flat_map(|keys| keys.split_whitespace()).map(str::to_owned).collect())
    }
}

/// The number of a version, or of the address that ends with it.
pub(super) fn number(text: Option<&str>) -> Option<u64> {
    text?.rsplit(':').next()?.parse().ok()
}

fn is_commit(text: &str) -> bool {
    matches!(text.len(), 40 | 64) && text.bytes().all(|byte| byte.is_ascii_hexdigit())
}

/// The version to go back to: the one that was asked for, or the one before the live one.
pub(super) fn before(versions: &[Version], live: u64, asked: Option<u64>) -> Result<Version, DeployError> {
    let found = match asked {
        Some(number) => versions.iter().find(|version| version.number == number),
        None => versions.iter().rfind(|version| version.number < live),
    };
    found.cloned().ok_or(asked.map_or(DeployError::NothingBefore(live), DeployError::UnknownVersion))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn versions(numbers: &[u64]) -> Vec<Version> {
        numbers.iter().map(|&number| Version { number, commit: None }).collect()
    }

    #[test]
    fn back_is_to_the_version_before_the_live_one_or_to_the_one_that_is_named() {
        let all = versions(&[1, 2, 5, 6]);
        let number = |live, asked| before(&all, live, asked).map(|version| version.number).ok();
        assert_eq!(number(6, None), Some(5));
        assert_eq!(number(5, None), Some(2));
        assert_eq!(number(1, None), None);
        assert_eq!(number(2, Some(6)), Some(6));
        assert_eq!(number(6, Some(3)), None);
    }

    #[test]
    fn a_version_is_the_end_of_its_address() {
        assert_eq!(number(Some("arn:aws:lambda:ca-central-1:1:function:f:12")), Some(12));
        assert_eq!(number(Some("7")), Some(7));
        assert_eq!(number(Some("$LATEST")), None);
    }

    #[test]
    fn a_description_is_a_commit_or_something_else() {
        assert!(is_commit("64393a1f64393a1f64393a1f64393a1f64393a1f"));
        assert!(!is_commit("") && !is_commit("By hand") && !is_commit("64393a1"));
    }
}
