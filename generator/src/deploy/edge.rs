//! What CloudFront keeps of a site, and is to forget.

use aws_sdk_cloudfront::Client;
use aws_sdk_cloudfront::types::{InvalidationBatch, Paths};

use super::DeployError;
use super::difference::Difference;
use super::request::failed;
use crate::private::random_digits;
use submit_fn::origin::HEADER;

/// More addresses than this are said as one: AWS charges for each after the first thousand of a month.
const MANY: usize = 30;

/// What CloudFront is to forget.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Invalidation {
    Nothing,
    Paths(Vec<String>),
    Everything,
}

impl Invalidation {
    /// Of what was sent or deleted, only what was there before. An asset has another address when it changes; but a former page
    /// may have asked for it by the old one, in the moment before the page was replaced.
    pub(super) fn of(difference: &Difference) -> Self {
        let changed = difference.uploads.iter().filter(|upload| !upload.is_new).map(|upload| &upload.key);
        let (assets, keys): (Vec<_>, Vec<_>) =
            changed.chain(&difference.deletions).partition(|key| key.starts_with("assets/"));
        let mut paths = Vec::new();
        if !assets.is_empty() {
            paths.push("/assets/*".to_owned());
        }
        for key in keys {
            if !key.bytes().all(is_plain) {
                return Self::Everything;
            }
            // As visitors ask for it, and as the function `Addresses` of the template rewrites it.
            if let Some(folder) = key.strip_suffix("index.html") {
                paths.push(format!("/{folder}"));
            }
            paths.push(format!("/{key}"));
        }
        match paths.len() {
            0 => Self::Nothing,
            1..=MANY => Self::Paths(paths),
            _ => Self::Everything,
        }
    }

    /// Whoever stops before this waits for a minute: then CloudFront looks again by itself (`headers.rs`).
    pub(super) async fn send(&self, cloudfront: &Client, distribution: &str) -> Result<(), DeployError> {
        let paths = match self {
            Self::Nothing => return Ok(()),
            Self::Paths(paths) => paths.clone(),
            Self::Everything => vec!["/*".to_owned()],
        };
        let count = i32::try_from(paths.len()).unwrap_or(i32::MAX);
        let paths = Paths::builder().quantity(count).set_items(Some(paths)).build().map_err(DeployError::request)?;
        // Two requests with the same reference would be one.
        let reference = random_digits::<16>().map_err(DeployError::Runtime)?;
        let batch = InvalidationBatch::builder().paths(paths).caller_reference(reference);
        let batch = batch.build().map_err(DeployError::request)?;
        let sent = cloudfront.create_invalidation().distribution_id(distribution).invalidation_batch(batch).send();
        sent.await.map_err(failed("CreateInvalidation"))?;
        Ok(())
    }
}

/// What CloudFront sends to the function, so that nobody goes around it.
pub(super) async fn origin_key(cloudfront: &Client, distribution: &str) -> Result<String, DeployError> {
    let found = cloudfront.get_distribution_config().id(distribution).send().await;
    let found = found.map_err(failed("GetDistributionConfig"))?;
    let origins = found.distribution_config().and_then(|config| config.origins()).map(|origins| origins.items());
    let function = origins.unwrap_or_default().iter().find(|origin| origin.id() == "function");
    let headers = function.and_then(|origin| origin.custom_headers()).map(|headers| headers.items());
    let header = headers.unwrap_or_default().iter().find(|header| header.header_name() == HEADER);
    Ok(header.map(|header| header.header_value().to_owned()).unwrap_or_default())
}

/// Whether a byte is written in an address as it is.
const fn is_plain(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'/' | b'.' | b'-' | b'_')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::deploy::difference::{Upload, Wave};

    const NEW: bool = true;
    const CHANGED: bool = false;

    fn of(uploads: &[(bool, &str)], deletions: &[&str]) -> Invalidation {
        let upload = |&(is_new, key): &(bool, &str)| Upload { wave: Wave::Page, key: key.to_owned(), is_new };
        Invalidation::of(&Difference {
            uploads: uploads.iter().map(upload).collect(),
            deletions: deletions.iter().map(|&key| key.to_owned()).collect(),
            unchanged: 0,
        })
    }

    #[test]
    fn what_is_new_was_never_kept_and_changed_assets_are_forgotten_together() {
        assert_eq!(of(&[(NEW, "en/new/index.html"), (NEW, "assets/more.css")], &[]), Invalidation::Nothing);
        let found = of(&[(CHANGED, "assets/devex.css"), (CHANGED, "assets/devex.js")], &[]);
        assert_eq!(found, Invalidation::Paths(vec!["/assets/*".to_owned()]));
    }

    #[test]
    fn a_page_is_forgotten_under_both_its_addresses() {
        let found = of(&[(CHANGED, "robots.txt"), (CHANGED, "index.html")], &["en/old/index.html"]);
        let paths = ["/robots.txt", "/", "/index.html", "/en/old/", "/en/old/index.html"];
        assert_eq!(found, Invalidation::Paths(paths.map(str::to_owned).to_vec()));
    }

    #[test]
    fn many_are_all_and_so_is_what_cannot_be_written_as_it_is() {
        let keys: Vec<_> = (0..=MANY).map(|n| format!("en/{n}.txt")).collect();
        let uploads: Vec<_> = keys.iter().map(|key| (CHANGED, key.as_str())).collect();
        assert!(matches!(of(&uploads[..MANY], &[]), Invalidation::Paths(paths) if paths.len() == MANY));
        assert_eq!(of(&uploads, &[]), Invalidation::Everything);
        assert_eq!(of(&[], &["en/é/index.html"]), Invalidation::Everything);
    }
}
