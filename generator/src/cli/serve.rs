//! `devex serve`.

use std::path::PathBuf;
use std::process::ExitCode;

use super::{Setup, build::Bar};
use crate::serve::{Event, Served, serve};

/// What `devex serve` takes.
#[derive(clap::Args)]
pub(super) struct Args {
    /// The port to serve on [default: 8080, or the next free one]
    #[arg(long, value_name = "N")]
    port: Option<u16>,
    /// Where proposals and the built site are kept [default: .devex, beside site.toml]
    #[arg(long, value_name = "DIR")]
    data: Option<PathBuf>,
    /// Show drafts too, marked as such
    #[arg(long)]
    drafts: bool,
    /// Open the site in a browser
    #[arg(long)]
    open: bool,
}

pub(super) fn run(setup: &Setup, args: Args) -> ExitCode {
    let options = crate::serve::Options {
        root: setup.root.clone(),
        data: args.data.unwrap_or_else(|| setup.root.join(".devex")),
        drafts: args.drafts,
        port: args.port,
        lang: setup.say.lang,
    };
    let clock = setup.clock;
    let say = setup.say;
    let bar = Bar::new();
    let open = args.open;
    let served = serve(
        &options,
        move || clock.now(),
        &|pages| bar.step(pages),
        move |event| match event {
            Event::Serving(served) => {
                say.line(&say.serving(&served));
                if open {
                    open_browser(&served.url);
                }
            }
            Event::Rebuilt(took) => say.line(&say.rebuilt(took)),
            Event::Failed(error) => say.build_error(error),
            Event::Stopped => say.line(say.pick("Stopped.", "Arrêté.")),
        },
    );
    match served {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            say.error(&say.serve_error(&error));
            ExitCode::FAILURE
        }
    }
}

/// Asks the system to show an address; where there is no browser, the address on the screen will do.
fn open_browser(url: &str) {
    let program = if cfg!(target_os = "macos") {
        "open"
    } else if cfg!(windows) {
        "explorer"
    } else {
        "xdg-open"
    };
    let _ = std::process::Command::new(program).arg(url).spawn();
}

impl super::Say {
    /// What is served and where to go.
    fn serving(&self, served: &Served) -> String {
        let Served { url, opportunities, files, took, database, endpoint, proposals } = served;
        let (ms, database) = (took.as_millis(), database.display());
        match self.lang {
            submit_fn::shared::lang::Lang::En => format!(
                "\n  {url}\n\n  {files} files, {opportunities} opportunities, ready in {ms} ms\n  \
                 proposals: {proposals} in {database}; read them with `devex proposals list`\n  \
                 DynamoDB: {endpoint}\n  \
                 every saved change reloads the page; Ctrl-C to stop\n"
            ),
            submit_fn::shared::lang::Lang::Fr => format!(
                "\n  {url}\n\n  {files} fichiers, {opportunities} possibilités, prêt en {ms} ms\n  \
                 propositions\u{a0}: {proposals} dans {database}; pour les lire\u{a0}: `devex proposals list`\n  \
                 DynamoDB\u{a0}: {endpoint}\n  \
                 chaque modification enregistrée recharge la page; Ctrl-C pour arrêter\n"
            ),
        }
    }

    fn rebuilt(&self, took: std::time::Duration) -> String {
        format!("{} {} ms", self.pick("rebuilt in", "reconstruit en"), took.as_millis())
    }

    fn serve_error(&self, error: &crate::serve::ServeError) -> String {
        use crate::serve::ServeError;
        match error {
            ServeError::PortTaken(port) => match self.lang {
                submit_fn::shared::lang::Lang::En => format!("port {port} is taken: name another one with --port"),
                submit_fn::shared::lang::Lang::Fr => {
                    format!("le port {port} est pris\u{a0}: nommez-en un autre avec --port")
                }
            },
            other => other.to_string(),
        }
    }
}
