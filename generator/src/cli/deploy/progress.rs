//! What is seen of a deployment while it goes on.

use std::sync::{Mutex, PoisonError};

use super::super::build::Bar;
use super::super::message::{DeployMessage, Message};
use super::super::terminal::Terminal;
use crate::deploy::Event;

/// A bar for what is counted, and a line for what is not.
pub(super) struct Progress {
    terminal: Terminal,
    pages: Bar,
    files: Bar,
    /// What was last said of the stack.
    status: Mutex<String>,
}

impl Progress {
    pub(super) fn new(terminal: Terminal) -> Self {
        Self { terminal, pages: Bar::new(), files: Bar::new(), status: Mutex::default() }
    }

    pub(super) fn show(&self, event: &Event<'_>) {
        match event {
            Event::Page(pages) => self.pages.step(*pages),
            Event::File(files) => self.files.step(*files),
            Event::Stack(status) if self.is_known(status) => {}
            event => {
                self.pages.finish();
                self.terminal.line(Message::Deploy(&DeployMessage::Event(event)));
            }
        }
    }

    fn is_known(&self, status: &str) -> bool {
        let mut known = self.status.lock().unwrap_or_else(PoisonError::into_inner);
        if *known == status {
            return true;
        }
        status.clone_into(&mut known);
        false
    }

    pub(super) fn finish(&self) {
        self.pages.finish();
        self.files.finish();
    }
}
