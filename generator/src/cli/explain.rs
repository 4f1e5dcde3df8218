//! `devex explain`.

use std::process::ExitCode;

use super::Setup;
use super::message::Message;
use crate::diagnostic::Code;
use crate::diagnostic::explain::{page, pages};
use crate::nearest::nearest;

pub(super) fn run(setup: &Setup, code: Option<&str>) -> ExitCode {
    let lang = setup.terminal.lang;
    let Some(code) = code else {
        let list: String = pages(lang).map(|page| format!("{}  {}\n", page.code, page.title)).collect();
        return setup.print(&list);
    };
    if let Some(page) = Code::parse(code).and_then(|code| page(code, lang)) {
        return setup.print(&format!("{}  {}\n\n{}\n", page.code, page.title, page.text));
    }
    let upper = code.to_uppercase();
    let nearest = nearest(&upper, Code::ALL.iter().map(|code| code.as_str()));
    setup.terminal.error(Message::UnknownRule { code, nearest });
    ExitCode::from(2)
}
