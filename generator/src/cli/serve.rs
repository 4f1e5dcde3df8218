//! `devex serve`.

use std::net::{IpAddr, Ipv4Addr};
use std::path::PathBuf;
use std::process::ExitCode;

use super::Setup;
use super::build::Bar;
use super::message::Message;
use super::values::port;
use super::words;
use crate::serve::{Event, serve};

#[derive(clap::Args)]
pub(super) struct Args {
    /// The port to serve on [default: 8080, or the next free one]
    #[arg(long, value_name = "N", value_parser = port)]
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
    /// Serve the real site behind a reverse proxy: under the address of site.toml, with the keys and the secret of its own
    #[arg(long, conflicts_with_all = ["drafts", "open"])]
    public: bool,
    /// The address at which to wait for the proxy [default: 127.0.0.1]
    #[arg(long, value_name = "IP", requires = "public")]
    address: Option<IpAddr>,
}

pub(super) fn run(setup: &Setup, args: Args) -> ExitCode {
    let options = crate::serve::Options {
        root: setup.root.clone(),
        data: args.data.unwrap_or_else(|| setup.root.join(".devex")),
        drafts: args.drafts,
        public: args.public,
        address: args.address.unwrap_or(IpAddr::from(Ipv4Addr::LOCALHOST)),
        port: args.port,
        lang: setup.terminal.lang,
        explain: |error, lang| words::text(&Message::BuildError(error), lang),
    };
    let clock = setup.clock;
    let terminal = setup.terminal;
    let bar = Bar::new();
    let open = args.open;
    let served = serve(
        &options,
        move || clock.now(),
        &|pages| bar.step(pages),
        move |event| match event {
            Event::Serving(served) => {
                terminal.line(Message::Serving(&served));
                if open {
                    open_browser(&served.url);
                }
            }
            Event::Rebuilt(took) => terminal.line(Message::Rebuilt(took)),
            Event::Failed(error) => terminal.build_error(error),
            Event::Stopped => terminal.line(Message::Stopped),
        },
    );
    match served {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            terminal.error(Message::ServeError(&error));
            ExitCode::FAILURE
        }
    }
}

/// Asks the system to open a URL. Without a browser, the URL on the screen will do.
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
