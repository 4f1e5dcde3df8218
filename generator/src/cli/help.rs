//! The help in French. English texts are the documentation of the arguments' types; French ones are in
//! [`words::fr::help`](super::words::fr::help), and the parser's own words are replaced here.

use clap::builder::{PossibleValue, Styles};
use clap::{Arg, ArgAction, Command};

use super::words::fr::help as french;

/// The command with all its texts in French.
pub(super) fn in_french(mut command: Command) -> Command {
    // Only a built command has the help and version options, the help command, and the global options everywhere.
    command.build();
    localized(command, "")
}

/// `path` is the names of the command and those above it, without the first.
fn localized(command: Command, path: &str) -> Command {
    let (header, path) = (*Styles::default().get_header(), path.to_owned());
    let about = french::command(topic(&path));
    let command = match about {
        Some(about) => command.about(about),
        None => command,
    };
    command
        .help_template(format!(
            "{{before-help}}{{about-with-newline}}\n{header}Utilisation\u{a0}:{header:#} {{usage}}\n\n{{all-args}}{{after-help}}"
        ))
        .subcommand_help_heading("Commandes\u{a0}")
        .subcommand_value_name("COMMANDE")
        .mut_args(|arg| argument(arg, &path))
        .mut_subcommands(|child| {
            let child_path = format!("{path} {}", child.get_name());
            localized(child, child_path.trim_start())
        })
}

/// `devex help check` is about `devex check`.
fn topic(path: &str) -> &str {
    path.strip_prefix("help ").unwrap_or(path)
}

fn argument(arg: Arg, path: &str) -> Arg {
    let name = name_of(&arg);
    let heading = if arg.is_positional() { "Arguments\u{a0}" } else { "Options\u{a0}" };
    let names = arg.get_value_names().into_iter().flatten().filter(|_| takes_value(&arg));
    let names: Vec<_> = names.filter_map(|name| french::value_name(name)).collect();
    // Under a heading of their own, arguments would stand in alphabetical order.
    let order = arg.get_index();
    let arg = arg.help_heading(heading);
    let arg = if let Some(order) = order { arg.display_order(order) } else { arg };
    let arg = if names.is_empty() { arg } else { arg.value_names(names) };
    let Some(help) = french::argument(path, &name) else { return arg };
    if matches!(arg.get_action(), ArgAction::Help) && arg.get_long_help().is_some() {
        return arg
            .help(format!("{help} (plus de détails avec `--help`)"))
            .long_help(format!("{help} (un résumé avec `-h`)"));
    }
    with_values(arg, path, &name, help)
}

/// The help with the default and the possible values, which the parser would introduce in English.
fn with_values(arg: Arg, path: &str, name: &str, help: &str) -> Arg {
    let values: Vec<PossibleValue> = if takes_value(&arg) { arg.get_possible_values() } else { Vec::new() };
    let default: Vec<_> = arg.get_default_values().iter().map(|value| value.to_string_lossy()).collect();
    let default = match default.join(" ") {
        none if none.is_empty() || !takes_value(&arg) => String::new(),
        default => format!("[par défaut\u{a0}: {default}]"),
    };
    let names: Vec<_> = values.iter().map(PossibleValue::get_name).collect();
    let possible = match names.join(", ") {
        none if none.is_empty() => String::new(),
        names => format!("[valeurs possibles\u{a0}: {names}]"),
    };
    let short: Vec<&str> = [help, &default, &possible].into_iter().filter(|part| !part.is_empty()).collect();
    let short = short.join(" ");
    let described: Vec<_> = values.iter().filter(|value| value.get_help().is_some()).collect();
    let long = (!described.is_empty()).then(|| {
        let lines = described.iter().map(|value| {
            let value = value.get_name();
            format!("\n- {value}\u{a0}: {}", french::value(path, name, value).unwrap_or_default())
        });
        let default = if default.is_empty() { String::new() } else { format!("\n\n{default}") };
        format!("{help}\n\nValeurs possibles\u{a0}:{}{default}", lines.collect::<String>())
    });
    let arg = arg.help(short).hide_default_value(true).hide_possible_values(true);
    match long {
        Some(long) => arg.long_help(long),
        None => arg,
    }
}

fn takes_value(arg: &Arg) -> bool {
    arg.get_action().takes_values()
}

/// `--format` of an option, `opportunity` of an argument.
fn name_of(arg: &Arg) -> String {
    arg.get_long().map_or_else(|| arg.get_id().to_string(), |long| format!("--{long}"))
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;
    use crate::cli::Args;

    /// Calls `visit` with every command and its path.
    fn walk(command: &Command, path: &str, visit: &mut impl FnMut(&Command, &str)) {
        visit(command, path);
        for child in command.get_subcommands() {
            walk(child, format!("{path} {}", child.get_name()).trim_start(), visit);
        }
    }

    fn built() -> Command {
        let mut command = Args::command();
        command.build();
        command
    }

    #[test]
    fn every_command_argument_and_value_has_a_french_text() {
        let mut missing = Vec::new();
        walk(&built(), "", &mut |command, path| {
            if french::command(topic(path)).is_none() {
                missing.push(path.to_owned());
            }
            for arg in command.get_arguments() {
                let name = name_of(arg);
                if french::argument(path, &name).is_none() {
                    missing.push(format!("{path} {name}"));
                }
                for value in arg.get_value_names().into_iter().flatten().filter(|_| takes_value(arg)) {
                    if french::value_name(value).is_none() {
                        missing.push(format!("{path} {name} <{value}>"));
                    }
                }
                for value in arg.get_possible_values().iter().filter(|value| value.get_help().is_some()) {
                    if takes_value(arg) && french::value(path, &name, value.get_name()).is_none() {
                        missing.push(format!("{path} {name}={}", value.get_name()));
                    }
                }
            }
        });
        assert!(missing.is_empty(), "without French: {missing:#?}");
    }

    #[test]
    fn every_argument_has_an_english_text() {
        let mut missing = Vec::new();
        walk(&built(), "", &mut |command, path| {
            let args = command.get_arguments().filter(|arg| arg.get_help().is_none());
            missing.extend(args.map(|arg| format!("{path} {}", name_of(arg))));
        });
        assert!(missing.is_empty(), "without English: {missing:#?}");
    }

    #[test]
    fn no_english_is_left_in_the_french_help() {
        let french = in_french(Args::command());
        walk(&french, "", &mut |command, path| {
            let mut command = command.clone();
            for help in [command.render_help().to_string(), command.render_long_help().to_string()] {
                for word in [
                    "Usage",
                    "Print",
                    "Commands",
                    "default",
                    "possible values",
                    "Possible",
                    "Options:",
                    " the ",
                    " of ",
                ] {
                    assert!(!help.contains(word), "{path}: {word}\n{help}");
                }
            }
        });
    }
}
