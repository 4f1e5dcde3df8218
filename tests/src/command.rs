//! The `devex` command, run as its users run it.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{self, Receiver};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use crate::{NOW, program};

/// What a finished command left.
#[derive(Debug)]
pub struct Output {
    /// Its exit status.
    pub status: i32,
    /// Standard output.
    pub out: String,
    /// Standard error.
    pub err: String,
}

/// Runs `devex` on the site in `root` at the tests' present.
pub fn devex_in(root: &Path, args: &[&str]) -> Output {
    let mut all = vec!["--root", root.to_str().unwrap(), "--now", NOW];
    all.extend(args);
    devex(&all)
}

/// Runs `devex` with these arguments alone, in an English environment.
pub fn devex(args: &[&str]) -> Output {
    devex_under("C.UTF-8", args)
}

/// Runs `devex` with these arguments alone, in the environment of a locale.
pub fn devex_under(locale: &str, args: &[&str]) -> Output {
    let output = Command::new(program("devex")).args(args).env("LC_ALL", locale).output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    Output { status: output.status.code().unwrap_or(-1), out: text(output.stdout), err: text(output.stderr) }
}

/// A running `devex serve`.
pub struct Server {
    child: Child,
    lines: Mutex<Receiver<String>>,
    /// All that it wrote so far.
    log: Arc<Mutex<Vec<String>>>,
    /// Where it serves, without a slash at the end.
    pub url: String,
    /// The address of its DynamoDB.
    pub endpoint: String,
    /// What the endpoint requires.
    pub access_key: String,
    /// How many proposals it had when it started.
    pub proposals: usize,
}

impl Server {
    /// Serves the site in `root` at the tests' present, with its data in `data`, on a port of its own.
    pub fn start(root: &Path, data: &Path) -> Self {
        Self::start_at(root, data, NOW)
    }

    /// As [`Self::start`], at another instant.
    pub fn start_at(root: &Path, data: &Path, now: &str) -> Self {
        Self::start_with(root, data, now, &[])
    }

    /// As [`Self::start_at`], with more options.
    pub fn start_with(root: &Path, data: &Path, now: &str, options: &[&str]) -> Self {
        let mut child = Command::new(program("devex"))
            .args(["--now", now, "--root"])
            .arg(root)
            .args(["serve", "--port", "0", "--data"])
            .arg(data)
            .args(options)
            .env("LC_ALL", "C.UTF-8")
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let (sender, lines) = mpsc::channel();
        let errors = BufReader::new(child.stderr.take().unwrap());
        let log = Arc::new(Mutex::new(Vec::new()));
        let written = Arc::clone(&log);
        thread::spawn(move || {
            errors.lines().map_while(Result::ok).try_for_each(|line| {
                written.lock().unwrap().push(line.clone());
                sender.send(line)
            })
        });
        let mut server = Self {
            child,
            lines: Mutex::new(lines),
            log,
            url: String::new(),
            endpoint: String::new(),
            access_key: String::new(),
            proposals: 0,
        };
        server.url = server.wait_for("http://localhost:").trim().to_owned();
        let proposals = server.wait_for("proposals: ");
        server.proposals = proposals.split_whitespace().nth(1).unwrap().parse().unwrap();
        let line = server.wait_for("DynamoDB: ");
        let (endpoint, key) = line.trim().trim_start_matches("DynamoDB: ").split_once(", access key ").unwrap();
        (server.endpoint, server.access_key) = (endpoint.to_owned(), key.to_owned());
        server
    }

    /// All that it wrote so far.
    pub fn log(&self) -> Vec<String> {
        self.log.lock().unwrap().clone()
    }

    /// The next line that holds `text`, within ten seconds.
    pub fn wait_for(&self, text: &str) -> String {
        let end = Instant::now() + Duration::from_secs(10);
        let mut seen = Vec::new();
        let lines = self.lines.lock().unwrap();
        while let Ok(line) = lines.recv_timeout(end.saturating_duration_since(Instant::now())) {
            if line.contains(text) {
                return line;
            }
            seen.push(line);
        }
        panic!("devex serve did not say {text:?}, but:\n{}", seen.join("\n"));
    }

    /// Presses Ctrl-C, and gives the exit status.
    pub fn interrupt(mut self) -> i32 {
        let pid = self.child.id().to_string();
        assert!(Command::new("kill").args(["-INT", &pid]).status().unwrap().success());
        let end = Instant::now() + Duration::from_secs(10);
        while Instant::now() < end {
            if let Some(status) = self.child.try_wait().unwrap() {
                return status.code().unwrap_or(-1);
            }
            thread::sleep(Duration::from_millis(20));
        }
        panic!("devex serve did not end within ten seconds of Ctrl-C");
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
