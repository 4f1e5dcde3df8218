//! Questions in a terminal, for what the call leaves out.

use std::io::{BufRead, IsTerminal, Write};

use super::message::{Message, Prompt, Refusal};
use super::terminal::Terminal;

/// Asks people; programs must put everything in the call.
pub(super) struct Ask {
    terminal: Terminal,
    interactive: bool,
    /// Takes options as they are.
    lenient: bool,
    /// Options that are needed and not given.
    missing: Vec<&'static str>,
    /// What is wrong with options; or with an argument, which has no name.
    refused: Vec<(Option<&'static str>, Refusal)>,
}

impl Ask {
    pub(super) fn new(terminal: Terminal) -> Self {
        let interactive = std::io::stdin().is_terminal() && std::io::stderr().is_terminal();
        Self { terminal, interactive, lenient: false, missing: Vec::new(), refused: Vec::new() }
    }

    pub(super) fn lenient(terminal: Terminal) -> Self {
        Self { lenient: true, ..Self::new(terminal) }
    }

    /// The value of an option, or the answer to a question that any text answers.
    pub(super) fn text(&mut self, option: &'static str, value: Option<String>, prompt: Prompt) -> Option<String> {
        self.checked(option, value, prompt, None, |_| None)
    }

    /// The value of an option, or the answer to a question; an empty answer takes the default. `check` returns what is
    /// wrong with either.
    pub(super) fn checked(
        &mut self,
        option: &'static str,
        value: Option<String>,
        prompt: Prompt,
        default: Option<String>,
        check: impl Fn(&str) -> Option<Refusal>,
    ) -> Option<String> {
        if let Some(value) = value {
            let refusal = if value.trim().is_empty() { Some(Refusal::Empty) } else { check(&value) };
            // The checks report what does not exist; but they see a value in a file, and not the field it was typed in.
            if let Some(refusal @ (Refusal::NotDigits | Refusal::NotDateTime)) =
                refusal.as_ref().filter(|_| self.lenient)
            {
                self.terminal.line(Message::NotUnderstood { option, value: &value, refusal });
            }
            self.refused.extend(refusal.filter(|_| !self.lenient).map(|refusal| (Some(option), refusal)));
            return Some(value);
        }
        while self.interactive {
            let Some(answer) = self.answer(&prompt, default.as_deref()) else { break };
            let answer = if answer.is_empty() { default.clone() } else { Some(answer) };
            let is_unreadable =
                |answer: &str| answer.chars().any(|c| c.is_control() || c == char::REPLACEMENT_CHARACTER);
            let refusal = match &answer {
                None => Some(Refusal::Empty),
                Some(answer) if is_unreadable(answer) => Some(Refusal::NotText),
                Some(answer) => check(answer),
            };
            match refusal {
                None => return answer,
                Some(refusal) => eprintln!("  {}", self.terminal.text(Message::Refusal(&refusal))),
            }
        }
        if default.is_none() {
            self.missing.push(option);
        }
        default
    }

    pub(super) const fn is_interactive(&self) -> bool {
        self.interactive
    }

    pub(super) fn refuse(&mut self, option: &'static str, refusal: Refusal) {
        self.refused.push((Some(option), refusal));
    }

    pub(super) fn refuse_argument(&mut self, refusal: Refusal) {
        self.refused.push((None, refusal));
    }

    /// Reports what is wrong with the call; returns whether anything is.
    pub(super) fn report(&self) -> bool {
        let refused = self.refused.iter().map(|(option, refusal)| {
            let text = self.terminal.text(Message::Refusal(refusal));
            let colon = self.terminal.text(Message::Colon);
            option.map_or_else(|| text.clone(), |option| format!("--{option}{colon}{text}"))
        });
        let missing = (!self.missing.is_empty()).then(|| self.terminal.text(Message::MissingOptions(&self.missing)));
        let problems: Vec<String> = refused.chain(missing).collect();
        if !problems.is_empty() {
            self.terminal.error(Message::Verbatim(&problems.join("\n")));
        }
        !problems.is_empty()
    }

    /// What is typed after a prompt. At the end of the input, such as Ctrl-D, nothing more is asked.
    fn answer(&mut self, prompt: &Prompt, default: Option<&str>) -> Option<String> {
        let default = default.map(|default| format!(" [{default}]")).unwrap_or_default();
        let prompt = self.terminal.text(Message::Prompt(prompt));
        eprint!("{prompt}{default}{}", self.terminal.text(Message::Colon));
        // A prompt that cannot be shown is answered all the same.
        let _ = std::io::stderr().flush();
        let mut line = Vec::new();
        match std::io::stdin().lock().read_until(b'\n', &mut line) {
            Ok(0) | Err(_) => {
                eprintln!();
                self.interactive = false;
                None
            }
            Ok(_) => Some(String::from_utf8_lossy(&line).trim().to_owned()),
        }
    }
}
