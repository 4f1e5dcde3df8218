//! What the end-to-end tests share: the command as a program, a client, and the tools that `tests/run` installs.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::missing_panics_doc)]

mod aws;
mod browser;
mod client;
mod command;
mod copy;
mod github;
mod guide;
mod lambda;
mod pages;
mod pictures;
mod proposal;
mod proxy;
pub mod record;
mod stack;

pub use aws::LocalAws;
pub use browser::Visit;
pub use client::{Answer, get, post, request};
pub use command::{Output, Server, devex, devex_in, devex_under};
pub use copy::{SiteCopy, repository};
pub use github::{GitHub, token};
pub use guide::{Shell, guide};
pub use lambda::{Environment, Functions};
pub use pages::{EXTREMES, PAGE_KINDS, PageKind, page_kind};
pub use pictures::{PICTURES, Picture};
pub use proposal::{OPEN, OPEN_FORM, OPEN_PAGE, proposal};
pub use proxy::{Fault, Proxy};
pub use stack::Stack;

use std::path::PathBuf;

/// The instant that the tests take for the present: some opportunities are open, one is upcoming.
pub const NOW: &str = "2026-11-23T12:00:00-05:00";

/// A folder of what `tests/run` installs.
pub fn tools() -> PathBuf {
    let tools = std::env::var_os("DEVEX_TEST_TOOLS");
    PathBuf::from(tools.expect("DEVEX_TEST_TOOLS is not set: run the tests with tests/run, which installs the tools"))
}

/// A program of this workspace, built beside the one that runs, or in the folder above if that is a test.
pub fn program(name: &str) -> PathBuf {
    let this = std::env::current_exe().unwrap();
    let program = this.ancestors().skip(1).take(2).map(|dir| dir.join(name)).find(|program| program.is_file());
    program.unwrap_or_else(|| panic!("{name} is not built: run the tests with tests/run"))
}
