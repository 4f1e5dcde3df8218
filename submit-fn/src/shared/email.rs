//! What passes for an email address, in the form and in the site's own files alike.

use super::characters::is_invisible;

/// Whether a text has the form of an email address: one `@` with a name before it and a host of at least two
/// labels after it, and no white space.
///
/// The rule is loose on purpose: internationalized addresses pass (RFC 6531), and only a message shows whether an
/// address exists. But it is one address, and nothing that a mail program takes for more.
///
/// ```
/// use submit_fn::shared::email::is_email;
///
/// assert!(is_email("zoé@écoute.québec"));
/// assert!(!is_email("zoé@localhost"));
/// ```
pub fn is_email(text: &str) -> bool {
    let Some((name, host)) = text.rsplit_once('@') else { return false };
    // What else stands in a name is quoted (RFC 5321, 4.1.2), which nobody does, or is another address or a `mailto:`.
    let is_atom = |c: char| c.is_alphanumeric() || !c.is_ascii() || "!#$%&'*+-/=?^_`{|}~.".contains(c);
    let is_seen = |c: char| !c.is_whitespace() && !c.is_control() && !is_invisible(c);
    let is_label = |label: &str| {
        !label.is_empty()
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label.chars().all(|c| c.is_alphanumeric() || c == '-' || !c.is_ascii())
    };
    // Full stops of East Asian keyboards (RFC 3490, 3.1).
    let labels = || host.split(['.', '\u{3002}', '\u{ff0e}', '\u{ff61}']);
    let is_name = !name.is_empty() && name.chars().all(is_atom);
    is_name && text.chars().all(is_seen) && labels().count() > 1 && labels().all(is_label)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_has_a_name_and_a_host_with_a_dot() {
        for good in ["a@b.ca", "zoé.l+x@écoute.québec", "a@b.c.d", "用户@例子。中国"] {
            assert!(is_email(good), "{good}");
        }
        for bad in [
            "a",
            "a@",
            "@b.ca",
            "a@b",
            "a@b.",
            "a@.ca",
            "a b@c.ca",
            "a@b@c.ca",
            "a@b.c?bcc=x",
            "mailto:a@b.c",
            "a@b.c,d",
            "a,b@c.ca",
            "a@b.c;d@e.f",
            "<a@b.ca>",
            "a\u{202e}b@c.ca",
            "a@b\u{200b}.ca",
            "a@-b.ca",
            "\"a\"@b.ca",
            "a@b.ca/x",
        ] {
            assert!(!is_email(bad), "{bad}");
        }
    }
}
