//! What the function does, a file for each endpoint.

pub(crate) mod proposals;
