//! What the end-to-end tests share: the command as a program, a client, and the tools that `tests/run` installs.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::missing_panics_doc)]

mod aws;
mod browser;
mod client;
mod command;
mod copy;
mod guide;
mod lambda;
mod proposal;
mod proxy;
mod stack;

pub use aws::LocalAws;
pub use browser::Visit;
pub use client::{Answer, get, post, request};
pub use command::{Output, Server, devex, devex_in, devex_under};
pub use copy::{SiteCopy, repository};
pub use guide::{Shell, guide};
pub use lambda::{Environment, Functions};
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

/// A program of this workspace, built beside the test.
pub fn program(name: &str) -> PathBuf {
    let test = std::env::current_exe().unwrap();
    let dir = test.parent().and_then(|deps| deps.parent()).unwrap();
    let program = dir.join(name);
    assert!(program.exists(), "{} is not built: run the tests with tests/run", program.display());
    program
}
