//! The commands of the operator's guide, run as they are written.

use std::fs::File;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use crate::{NOW, program, repository, tools};

/// The blocks of shell commands in the English part of submit-fn/README.md, in their order.
pub fn guide() -> Vec<String> {
    let text = std::fs::read_to_string(repository().join("submit-fn/README.md")).unwrap();
    let english = text.split("\n# ").next().unwrap();
    let blocks = english.split("\n```sh\n").skip(1).map(|rest| rest.split("\n```\n").next().unwrap().to_owned());
    blocks.collect()
}

/// The shell of an operator, with the tools of the tests and the programs of this workspace. What one command sets, the next
/// one knows.
pub struct Shell {
    shell: Child,
    input: ChildStdin,
    output: BufReader<ChildStdout>,
    log: PathBuf,
}

impl Shell {
    /// Opens one in a folder, where AWS is at an address.
    pub fn open(folder: &Path, endpoint: &str) -> Self {
        let bin = folder.join("bin");
        std::fs::create_dir(&bin).unwrap();
        std::os::unix::fs::symlink(program("devex"), bin.join("devex")).unwrap();
        let path =
            format!("{}:{}:{}", bin.display(), tools().join("python/bin").display(), std::env::var("PATH").unwrap());
        let log = folder.join("shell.log");
        let mut shell = Command::new("bash")
            .args(["-euo", "pipefail"])
            .current_dir(folder)
            .env("PATH", path)
            .env("LC_ALL", "C.UTF-8")
            .env("AWS_ENDPOINT_URL", endpoint)
            .env("AWS_ACCESS_KEY_ID", "test")
            .env("AWS_SECRET_ACCESS_KEY", "test")
            .env("AWS_DEFAULT_REGION", "ca-central-1")
            .env("AWS_PAGER", "")
            // It keeps credentials there, and the roles of another run have the same names.
            .env("HOME", folder.join("bin"))
            .env("AWS_CONFIG_FILE", folder.join("none"))
            .env("AWS_SHARED_CREDENTIALS_FILE", folder.join("none"))
            .env_remove("AWS_PROFILE")
            .env_remove("AWS_SESSION_TOKEN")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(File::create(&log).unwrap())
            .spawn()
            .unwrap();
        let (input, output) = (shell.stdin.take().unwrap(), BufReader::new(shell.stdout.take().unwrap()));
        let mut shell = Self { shell, input, output, log };
        shell.run(&format!("devex() {{ command devex --now {NOW} \"$@\"; }}"));
        shell
    }

    /// Runs commands, which must succeed, and gives what they wrote.
    pub fn run(&mut self, commands: &str) -> String {
        const END: &str = "=== end of the commands ===";
        // A command that reads its input must not read the next commands.
        writeln!(self.input, "{{ {commands}\n}} </dev/null\necho; echo '{END}'").unwrap();
        let mut text = String::new();
        loop {
            let mut line = String::new();
            if self.output.read_line(&mut line).unwrap() == 0 {
                let log = std::fs::read_to_string(&self.log).unwrap();
                panic!("{commands}\nfailed, after writing\n{text}\nand\n{log}");
            }
            if line.trim_end() == END {
                return text.trim().to_owned();
            }
            text.push_str(&line);
        }
    }

    /// What its commands wrote to standard error so far.
    pub fn errors(&self) -> String {
        std::fs::read_to_string(&self.log).unwrap()
    }

    /// Runs commands that write JSON.
    pub fn json(&mut self, commands: &str) -> serde_json::Value {
        let text = self.run(commands);
        serde_json::from_str(&text).unwrap_or_else(|error| panic!("{commands}: {error}: {text}"))
    }
}

impl Drop for Shell {
    fn drop(&mut self) {
        let _ = self.shell.kill();
        let _ = self.shell.wait();
    }
}
