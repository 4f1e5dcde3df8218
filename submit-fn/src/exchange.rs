//! What every endpoint works with.

use ring::hmac;

use crate::shared::bundle::Bundle;
use crate::store::Store;

/// The site, its proposals, and the keys of the function.
#[derive(Debug)]
pub(crate) struct Exchange {
    pub(crate) bundle: Bundle,
    pub(crate) store: Store,
    /// The key that references are made with.
    pub(crate) reference_key: hmac::Key,
}
