//! What the browser and CloudFront learn of a file with it.

use sha2::{Digest, Sha256};
use submit_fn::shared::headers::FOREVER;
use submit_fn::shared::hex::hex;

/// By which rules a file is sent. The digest of its content says nothing of them, so that a change of this module has to be
/// known otherwise.
pub(super) fn rules() -> String {
    hex(&Sha256::digest([include_str!("headers.rs"), FOREVER].concat()))
}

/// Everything else is looked at again: by CloudFront every minute, and by browsers every time, which costs them no more
/// than asking.
const FRESH: &str = "public, max-age=0, s-maxage=60, must-revalidate";

/// How long a file may be kept. Pages name those of `assets/` with their fingerprints (`render/theme`).
pub(super) fn cache_control(key: &str) -> &'static str {
    if key.starts_with("assets/") { FOREVER } else { FRESH }
}

/// The media type, by the same table as `devex serve` has it (`tower_http` asks `mime_guess` too). Every text is in UTF-8.
pub(super) fn content_type(key: &str) -> String {
    let kind = mime_guess::from_path(key).first_or_octet_stream();
    match kind.type_() {
        mime_guess::mime::TEXT => format!("{kind}; charset=utf-8"),
        _ => kind.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_of_a_site_has_the_type_that_its_readers_expect() {
        for (key, expected) in [
            ("en/index.html", "text/html; charset=utf-8"),
            ("assets/devex.css", "text/css; charset=utf-8"),
            ("assets/devex.js", "text/javascript; charset=utf-8"),
            ("assets/favicon.svg", "image/svg+xml"),
            ("favicon.ico", "image/x-icon"),
            ("en/picture.png", "image/png"),
            ("en/photo.jpg", "image/jpeg"),
            ("en/photo.webp", "image/webp"),
            ("en/opportunities.csv", "text/csv; charset=utf-8"),
            ("en/calendar.ics", "text/calendar; charset=utf-8"),
            ("en/feed.json", "application/json"),
            ("en/atom.xml", "text/xml; charset=utf-8"),
            ("en/site.webmanifest", "application/manifest+json"),
            ("robots.txt", "text/plain; charset=utf-8"),
            ("no-extension", "application/octet-stream"),
        ] {
            assert_eq!(content_type(key), expected, "{key}");
        }
    }

    #[test]
    fn only_what_has_a_fingerprint_is_kept_for_good() {
        assert_eq!(cache_control("assets/devex.css"), FOREVER);
        for key in ["index.html", "en/assets/index.html", "assets.json"] {
            assert_eq!(cache_control(key), FRESH, "{key}");
        }
    }
}
