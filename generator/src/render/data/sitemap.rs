//! All addresses, for search engines.

use std::fmt::Write;

use submit_fn::shared::lang::Lang;

use crate::plan::PlannedPage;

/// Pages with their twins (sitemaps.org). Paths need no escaping: they are ASCII letters, digits and hyphens.
pub(super) fn sitemap<'p>(base_url: &str, pages: impl Iterator<Item = &'p PlannedPage<'p>>) -> String {
    let base_url = escaped(base_url);
    let mut xml = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\" xmlns:xhtml=\"http://www.w3.org/1999/xhtml\">\n",
    );
    for page in pages {
        let _ = write!(xml, "  <url>\n    <loc>{base_url}{}</loc>\n", page.url(page.lang));
        for lang in Lang::BOTH {
            let (locale, path) = (lang.locale(), page.url(lang));
            xml.push_str("    <xhtml:link rel=\"alternate\" hreflang=\"");
            // Writing to a string cannot fail.
            let _ = writeln!(xml, "{locale}\" href=\"{base_url}{path}\"/>");
        }
        xml.push_str("  </url>\n");
    }
    xml.push_str("</urlset>\n");
    xml
}

pub(super) fn sitemap_index(base_url: &str, parts: usize) -> String {
    let base_url = escaped(base_url);
    let mut xml = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <sitemapindex xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n",
    );
    for number in 1..=parts {
        // Writing to a string cannot fail.
        let _ = writeln!(xml, "  <sitemap><loc>{base_url}/sitemap-{number}.xml</loc></sitemap>");
    }
    xml.push_str("</sitemapindex>\n");
    xml
}

/// The address of the site as it stands in XML.
fn escaped(base_url: &str) -> String {
    base_url.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use submit_fn::shared::lang::Bilingual;

    use super::*;
    use crate::plan::{DataFile, Part, Plan, SITEMAP_URLS, Subject};

    #[test]
    fn the_parts_of_a_sitemap_hold_every_page_once_and_the_index_names_them() {
        let urls: Vec<_> = (0..SITEMAP_URLS + 5).map(|n| Bilingual::from_fn(|lang| format!("/{lang}/{n}/"))).collect();
        let page = |first_url| PlannedPage {
            lang: Lang::Fr,
            first_url,
            part: Part::WHOLE,
            subject: Subject::Home,
            is_indexed: true,
        };
        let plan = Plan {
            pages: urls.iter().map(page).collect(),
            bilingual_pages: Vec::new(),
            pictures: Vec::new(),
            data_files: Vec::new(),
            words: Bilingual::default(),
        };
        let base = "https://example.org";
        let parts = [1, 2].map(|number| sitemap(base, plan.addresses_in(DataFile::SitemapPart(number))));
        assert_eq!(parts.each_ref().map(|part| part.matches("<loc>").count()), [SITEMAP_URLS, 5]);
        for n in [0, SITEMAP_URLS - 1, SITEMAP_URLS, SITEMAP_URLS + 4] {
            let loc = format!("<loc>{base}/fr/{n}/</loc>");
            assert_eq!(parts.iter().filter(|part| part.contains(&loc)).count(), 1, "{n}");
        }
        let index = sitemap_index(base, 2);
        assert!(index.contains("<loc>https://example.org/sitemap-2.xml</loc>"), "{index}");
    }
}
