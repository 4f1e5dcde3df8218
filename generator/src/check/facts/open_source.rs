//! The work is open source: its licence is approved, and everyone can read its code.

use url::{Host, Url};

use super::context::Facts;
use crate::diagnostic::{Diagnostic, Problem};
use crate::model::{Item, Settings};

/// The rules for an item that has a licence or a repository.
pub(super) fn rule(item: &Item, facts: Facts<'_>, settings: &Settings) -> Vec<Diagnostic> {
    let (licence, repository) = match item {
        Item::Opportunity(item) => (Some(&item.licence), &item.repository),
        Item::Project(item) => (item.licence.as_ref(), &item.repository),
        _ => return Vec::new(),
    };
    let private_hosts = &settings.checks.general.private_hosts;
    let licence = licence.and_then(|licence| not_open_source(licence)).map(|problem| ("licence", problem));
    let repository = repository.as_ref().and_then(|address| private_repository(address, private_hosts));
    let repository = repository.map(|problem| ("repository", problem));
    licence.into_iter().chain(repository).map(|(key, problem)| facts.value(&[key], problem)).collect()
}

/// A licence must be approved by the Open Source Initiative; of several, those that suffice. What is no SPDX expression
/// is reported when it is read.
fn not_open_source(licence: &str) -> Option<Problem> {
    let expression = spdx::Expression::parse(licence).ok()?;
    let is_approved = expression.evaluate(|licence| licence.license.id().is_some_and(spdx::LicenseId::is_osi_approved));
    (!is_approved).then(|| Problem::NotOpenSource { licence: licence.to_owned() })
}

/// The address of code must be one that everyone can read.
fn private_repository(address: &str, private_hosts: &[String]) -> Option<Problem> {
    let Some((scheme, rest)) = address.split_once("://") else {
        // `git@host:path`, as `git clone` takes it.
        return Some(Problem::PrivateRepository { host: address.to_owned() });
    };
    if Url::parse(address).is_ok_and(|url| is_public(&url, private_hosts)) {
        return None;
    }
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let host = if scheme == "https" { host.to_owned() } else { format!("{scheme}://{host}") };
    Some(Problem::PrivateRepository { host })
}

/// Whether everyone can ask for an address: over HTTPS, without a name or a port, of a host that is not `private`.
fn is_public(url: &Url, private: &[String]) -> bool {
    // A user's name and a port are in the authority, and not in the host.
    let Some(Host::Domain(host)) = url.host() else { return false };
    url.scheme() == "https"
        && url.authority() == host
        && is_public_host(host)
        && !private.iter().any(|name| name.eq_ignore_ascii_case(host))
}

/// Whether a name is one that the public domain name system can resolve (RFC 6761, RFC 6762, RFC 9476).
fn is_public_host(host: &str) -> bool {
    const RESERVED: [&str; 9] =
        ["local", "localhost", "internal", "intranet", "lan", "corp", "home", "invalid", "test"];
    let top = host.rsplit('.').next().unwrap_or_default();
    host.contains('.') && !top.is_empty() && !RESERVED.contains(&top)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_approved_licence_of_a_choice_suffices() {
        assert_eq!(not_open_source("MIT OR CC-BY-NC-4.0"), None);
        assert!(not_open_source("MIT AND CC-BY-NC-4.0").is_some());
    }

    #[test]
    fn a_repository_is_public_if_everyone_can_resolve_its_host() {
        let private = ["git.example.org".to_owned()];
        let is_public = |text: &str| private_repository(text, &private).is_none();
        assert!(is_public("https://github.com/a/b") && is_public("https://GitHub.com/a/b"));
        for text in [
            "http://github.com/a",
            "git@github.com:a/b",
            "ssh://git@github.com/a",
            "ssh://git@github.com:a",
            "https://user@github.com/a",
            "https://github.com:8443/a",
            "https://git.example.org/a",
            "https://GIT.example.org/a",
            "https://gitlab/a",
            "https://gitlab.intranet/a",
            "https://10.1.2.3/a",
            "https://0x7f.1/a",
            "https://[::1]/a",
            "https://github.com./a",
        ] {
            assert!(!is_public(text), "{text}");
        }
    }
}
