//! Questions in a terminal, for what the call did not say.

use std::io::{BufRead, IsTerminal, Write};

use super::say::Say;

/// Asks people; programs must say everything in the call.
pub(super) struct Ask {
    say: Say,
    interactive: bool,
    /// The options that were needed and not given.
    missing: Vec<&'static str>,
}

impl Ask {
    pub(super) fn new(say: Say) -> Self {
        let interactive = std::io::stdin().is_terminal() && std::io::stderr().is_terminal();
        Self { say, interactive, missing: Vec::new() }
    }

    /// The value given by an option, or the answer to a question; an empty answer takes the default.
    /// `check` tells what is wrong with an answer.
    pub(super) fn text(
        &mut self,
        option: &'static str,
        given: Option<String>,
        question: (&str, &str),
        default: Option<String>,
        check: impl Fn(&str) -> Option<String>,
    ) -> Option<String> {
        if let Some(given) = given {
            return Some(given);
        }
        if !self.interactive {
            if default.is_none() {
                self.missing.push(option);
            }
            return default;
        }
        loop {
            let shown = default.as_ref().map(|default| format!(" [{default}]")).unwrap_or_default();
            eprint!("{}{shown}{}", self.say.pick(question.0, question.1), self.say.pick(": ", "\u{a0}: "));
            // A prompt that cannot be shown is answered all the same.
            let _ = std::io::stderr().flush();
            let mut line = String::new();
            match std::io::stdin().lock().read_line(&mut line) {
                Ok(0) | Err(_) => {
                    self.missing.push(option);
                    return default;
                }
                Ok(_) => {}
            }
            let answer = line.trim();
            let answer = if answer.is_empty() { default.clone() } else { Some(answer.to_owned()) };
            match answer {
                Some(answer) => match check(&answer) {
                    None => return Some(answer),
                    Some(problem) => eprintln!("  {problem}"),
                },
                None => eprintln!("  {}", self.say.pick("an answer is needed", "il faut une réponse")),
            }
        }
    }

    /// What was needed and not said, as an error message; nothing when all was.
    pub(super) fn missing(&self) -> Option<String> {
        if self.missing.is_empty() {
            return None;
        }
        let options: Vec<_> = self.missing.iter().map(|option| format!("--{option}")).collect();
        let text = self.say.pick("these options are missing: ", "il manque les options\u{a0}: ");
        Some(format!("{text}{}", options.join(", ")))
    }
}
