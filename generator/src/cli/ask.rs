//! Questions in a terminal, for what the call did not say.

use std::io::{BufRead, IsTerminal, Write};

use super::say::Say;

/// Asks people; programs must say everything in the call.
pub(super) struct Ask {
    say: Say,
    interactive: bool,
    /// Whether what is given may be wrong.
    lenient: bool,
    /// The options that were needed and not given.
    missing: Vec<&'static str>,
    /// What is wrong with options that were given.
    refused: Vec<String>,
}

impl Ask {
    pub(super) fn new(say: Say) -> Self {
        let interactive = std::io::stdin().is_terminal() && std::io::stderr().is_terminal();
        Self { say, interactive, lenient: false, missing: Vec::new(), refused: Vec::new() }
    }

    /// As [`Self::new`], but takes what is given as it is.
    pub(super) fn lenient(say: Say) -> Self {
        Self { lenient: true, ..Self::new(say) }
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
            let problem = if given.trim().is_empty() { Some(self.say.answer_needed().into()) } else { check(&given) };
            let problem = problem.filter(|_| !self.lenient);
            self.refused.extend(problem.map(|problem| format!("--{option}: {problem}")));
            return Some(given);
        }
        while self.interactive {
            let shown = default.as_ref().map(|default| format!(" [{default}]")).unwrap_or_default();
            eprint!("{}{shown}{}", self.say.pick(question.0, question.1), self.say.pick(": ", "\u{a0}: "));
            let Some(line) = self.line() else { break };
            let answer = line.trim();
            let answer = if answer.is_empty() { default.clone() } else { Some(answer.to_owned()) };
            let problem = match &answer {
                None => Some(self.say.answer_needed().to_owned()),
                Some(answer) if answer.chars().any(|c| c.is_control() || c == char::REPLACEMENT_CHARACTER) => Some(
                    self.say
                        .pick(
                            "type it again: it has signs that are no text",
                            "retapez-la\u{a0}: elle contient des signes qui ne sont pas du texte",
                        )
                        .to_owned(),
                ),
                Some(answer) => check(answer),
            };
            match problem {
                None => return answer,
                Some(problem) => eprintln!("  {problem}"),
            }
        }
        if default.is_none() {
            self.missing.push(option);
        }
        default
    }

    /// Refuses an option that was given.
    pub(super) fn refuse(&mut self, option: &str, problem: (&str, &str)) {
        self.refused.push(format!("--{option}: {}", self.say.pick(problem.0, problem.1)));
    }

    /// Refuses an argument that is no option.
    pub(super) fn refuse_argument(&mut self, problem: String) {
        self.refused.push(problem);
    }

    /// What was typed. At its end, such as Ctrl-D, nothing more is asked.
    fn line(&mut self) -> Option<String> {
        // A prompt that cannot be shown is answered all the same.
        let _ = std::io::stderr().flush();
        let mut line = Vec::new();
        match std::io::stdin().lock().read_until(b'\n', &mut line) {
            Ok(0) | Err(_) => {
                eprintln!();
                self.interactive = false;
                None
            }
            Ok(_) => Some(String::from_utf8_lossy(&line).into_owned()),
        }
    }

    /// What is wrong with the call, as an error message; nothing when all is well.
    pub(super) fn problem(&self) -> Option<String> {
        let options: Vec<_> = self.missing.iter().map(|option| format!("--{option}")).collect();
        let text = self.say.pick("these options are missing: ", "il manque les options\u{a0}: ");
        let missing = (!options.is_empty()).then(|| format!("{text}{}", options.join(", ")));
        let problems: Vec<String> = self.refused.iter().cloned().chain(missing).collect();
        (!problems.is_empty()).then(|| problems.join("\n"))
    }
}

impl Say {
    const fn answer_needed(&self) -> &'static str {
        self.pick("an answer is needed", "il faut une réponse")
    }
}
