//! The program that Lambda runs.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use super::DeployError;

/// What it is compiled for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Architecture {
    Arm64,
    X86_64,
}

impl Architecture {
    /// By its value of the template's parameter `Architecture`, which says what other values there are.
    pub(super) fn of_parameter(value: Option<&str>) -> Self {
        if value == Some("x86_64") { Self::X86_64 } else { Self::Arm64 }
    }

    const fn flag(self) -> &'static str {
        match self {
            Self::Arm64 => "--arm64",
            Self::X86_64 => "--x86-64",
        }
    }
}

/// Compiles it from the sources of a commit in `root`, and returns where it is. What it depends on is compiled into `target`,
/// which outlives the working tree of the commit.
pub(super) fn compile(root: &Path, target: &Path, architecture: Architecture) -> Result<PathBuf, DeployError> {
    let cargo = |args: &[&str]| {
        let mut command = Command::new("cargo");
        // Standard output is data; what a compiler says is on standard error.
        command.args(args).current_dir(root).stdin(Stdio::null()).stdout(Stdio::null());
        command
    };
    let has_lambda = cargo(&["lambda", "--version"]).stderr(Stdio::null()).status().is_ok_and(|it| it.success());
    if !has_lambda {
        return Err(DeployError::NoCompiler);
    }
    let folder = root.join("target/lambda");
    let build = ["lambda", "build", "--profile", "lambda", architecture.flag(), "--package", "submit-fn"];
    let mut build = cargo(&build);
    build.arg("--lambda-dir").arg(&folder).env("CARGO_TARGET_DIR", target);
    match build.status() {
        Ok(status) if status.success() => Ok(folder.join("submit-fn/bootstrap")),
        Ok(_) => Err(DeployError::NotCompiled),
        Err(error) => Err(DeployError::Runtime(error)),
    }
}
