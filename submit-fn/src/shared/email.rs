//! What passes for an email address, in the form and in the site's own files alike.

/// Whether a text has the form of an email address: one `@` with a name before it and a host of at least two
/// labels after it, and no white space.
///
/// The rule is loose on purpose: internationalized addresses pass (RFC 6531), and only a message shows whether an
/// address exists.
///
/// ```
/// use submit_fn::shared::email::is_email;
///
/// assert!(is_email("zoé@écoute.québec"));
/// assert!(!is_email("zoé@localhost"));
/// ```
pub fn is_email(text: &str) -> bool {
    let Some((name, host)) = text.split_once('@') else { return false };
    !name.is_empty()
        && host.contains('.')
        && host.split('.').all(|label| !label.is_empty())
        && !text.contains(char::is_whitespace)
        && !host.contains('@')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_has_a_name_and_a_host_with_a_dot() {
        for good in ["a@b.ca", "zoé.l+x@écoute.québec", "a@b.c.d"] {
            assert!(is_email(good), "{good}");
        }
        for bad in ["a", "a@", "@b.ca", "a@b", "a@b.", "a@.ca", "a b@c.ca", "a@b@c.ca"] {
            assert!(!is_email(bad), "{bad}");
        }
    }
}
