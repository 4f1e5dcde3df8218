//! The files for programs.

use std::fmt::Write;

use submit_fn::shared::lang::Lang;

use crate::plan::{Plan, PlannedPage};

/// What search engines may read (RFC 9309), and where they find the addresses.
pub(super) fn robots(base_url: &str) -> String {
    format!("User-agent: *\nDisallow: /api/\n\nSitemap: {base_url}/sitemap.xml\n")
}

/// All pages with their twins (sitemaps.org). Addresses need no escaping: they are ASCII letters, digits and hyphens.
pub(super) fn sitemap(base_url: &str, plan: &Plan<'_>) -> String {
    let pages = plan.pages.iter().filter(|page| page.is_indexed);
    let mut xml = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\" xmlns:xhtml=\"http://www.w3.org/1999/xhtml\">\n",
    );
    for page in pages {
        // Writing to a string cannot fail.
        let _ = url(&mut xml, base_url, page);
    }
    xml.push_str("</urlset>\n");
    xml
}

fn url(xml: &mut String, base_url: &str, page: &PlannedPage<'_>) -> std::fmt::Result {
    writeln!(xml, "  <url>\n    <loc>{base_url}{}</loc>", page.url.get(page.lang))?;
    for lang in Lang::BOTH {
        let (locale, path) = (lang.locale(), page.url.get(lang));
        writeln!(xml, "    <xhtml:link rel=\"alternate\" hreflang=\"{locale}\" href=\"{base_url}{path}\"/>")?;
    }
    xml.push_str("  </url>\n");
    Ok(())
}
