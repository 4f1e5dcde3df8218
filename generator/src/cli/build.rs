//! `devex build`.

use std::path::PathBuf;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::Setup;
use super::message::Message;
use crate::build::{Built, Draft, Options, build};

#[derive(clap::Args)]
pub(super) struct Args {
    /// Where to write the site [default: public, beside site.toml]
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// Put drafts on the site too, marked as such, and list them on standard output: id, addresses and titles
    #[arg(long)]
    drafts: bool,
    /// Read, check and make everything, even what has not changed since the last time
    #[arg(long)]
    no_cache: bool,
    /// Also write a compressed copy of each text file of the site, as .br and .gz beside it, for a web server that can
    /// send them
    #[arg(long)]
    compress: bool,
    /// Where to write the function's bundle [default: bundle, beside site.toml]
    #[arg(long, value_name = "DIR")]
    bundle: Option<PathBuf>,
}

pub(super) fn run(setup: &Setup, args: &Args) -> ExitCode {
    let options = Options {
        local: None,
        root: setup.root.clone(),
        out: args.out.clone().unwrap_or_else(|| setup.root.join("public")),
        bundle: args.bundle.clone().unwrap_or_else(|| setup.root.join("bundle")),
        now: setup.clock.now(),
        drafts: args.drafts,
        preview: false,
        cache: !args.no_cache,
        compress: args.compress,
    };
    let start = Instant::now();
    let bar = Bar::new();
    let built = build(&options, &|pages| bar.step(pages));
    bar.finish();
    match built {
        Ok(built) => {
            let (out, took) = (options.out.as_path(), start.elapsed());
            setup.terminal.line(Message::Built { built: &built, out, took });
            setup.print(&drafts(&built))
        }
        Err(error) => {
            setup.terminal.build_error(&error);
            ExitCode::FAILURE
        }
    }
}

/// A line for each draft: its id, addresses and titles, separated by tabs.
fn drafts(built: &Built) -> String {
    let line = |draft: &Draft| {
        let Draft { id, url, title } = draft;
        let title = title.as_ref().map(|title| title.replace(['\t', '\n'], " "));
        format!("{id}\t{}\t{}\t{}\t{}\n", url.en, url.fr, title.en, title.fr)
    };
    built.drafts.iter().map(line).collect()
}

/// A progress bar that appears only if a build takes long enough to look at it.
pub(super) struct Bar {
    bar: ProgressBar,
    start: Instant,
}

const PATIENCE: Duration = Duration::from_millis(500);

impl Bar {
    pub(super) fn new() -> Self {
        let bar = ProgressBar::with_draw_target(Some(0), ProgressDrawTarget::hidden());
        if let Ok(style) = ProgressStyle::with_template("{bar:40} {human_pos}/{human_len} ({eta})") {
            bar.set_style(style);
        }
        Self { bar, start: Instant::now() }
    }

    /// One more page of `pages` is done.
    pub(super) fn step(&self, pages: usize) {
        self.bar.inc(1);
        if self.bar.length() != Some(pages as u64) {
            self.bar.set_length(pages as u64);
        }
        if self.bar.is_hidden() && self.start.elapsed() > PATIENCE {
            // Draws nothing when standard error is not a terminal.
            self.bar.set_draw_target(ProgressDrawTarget::stderr());
        }
    }

    pub(super) fn finish(&self) {
        self.bar.finish_and_clear();
    }
}
