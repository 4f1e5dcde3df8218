//! The endpoints of the function, a file for each.

mod access;
pub(crate) mod manage;
pub(crate) mod proposals;
pub(crate) mod withdrawal;
