//! Response headers that the function sends with its pages and the site's server with its own.

/// The content security policy of every page: nothing comes from another origin, nothing runs inline.
pub const CONTENT_SECURITY_POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; \
     img-src 'self' data:; font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; \
     frame-ancestors 'none'";
