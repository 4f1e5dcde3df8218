//! `devex explain`.

use std::process::ExitCode;

use super::Setup;
use crate::diagnostic::Code;
use crate::diagnostic::explain::{page, pages};
use crate::nearest::nearest;

pub(super) fn run(setup: &Setup, code: Option<&str>) -> ExitCode {
    let lang = setup.say.lang;
    let Some(code) = code else {
        let list: String = pages(lang).map(|page| format!("{}  {}\n", page.code, page.title)).collect();
        return setup.print(&list);
    };
    if let Some(page) = Code::parse(code).and_then(|code| page(code, lang)) {
        return setup.print(&format!("{}  {}\n\n{}\n", page.code, page.title, page.text));
    }
    let upper = code.to_uppercase();
    let known: Vec<&str> = Code::ALL.iter().map(|code| code.as_str()).collect();
    let hint = match nearest(&upper, known) {
        Some(near) => format!("{} {near}?", setup.say.pick("did you mean", "vouliez-vous dire")),
        None => setup.say.pick("`devex explain` lists them all", "`devex explain` les énumère toutes").to_owned(),
    };
    setup.say.error(&format!("{} {code}; {hint}", setup.say.pick("there is no rule", "il n'y a pas de règle")));
    ExitCode::from(2)
}
