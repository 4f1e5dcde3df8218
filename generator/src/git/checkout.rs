//! A commit in a folder of its own, so that what is deployed is what is committed, whatever is being edited.

use std::fs;
use std::path::{Path, PathBuf};

use super::{GitError, Repository, prefix};

/// The name of the present commit, `None` before the first one.
pub(crate) fn head(root: &Path) -> Result<Option<String>, GitError> {
    Ok(Repository::open(root, None)?.published)
}

/// How many files are not as the present commit has them, or are not in it.
pub(crate) fn uncommitted(root: &Path) -> Result<usize, GitError> {
    let repository = Repository { root, published: None };
    Ok(repository.run(&["status", "--porcelain", "--untracked-files=all", "--", "."])?.lines().count())
}

/// Whether this clone has the commit.
pub(crate) fn has_commit(root: &Path, commit: &str) -> bool {
    let repository = Repository { root, published: None };
    repository.run(&["cat-file", "-e", &format!("{commit}^{{commit}}")]).is_ok()
}

/// Puts a commit into `folder`, a working tree that belongs to this program alone, and returns where the site's root is in
/// it. The folder is used again by the next commit, with the files that have not changed and with what was compiled from
/// them.
pub(crate) fn check_out(root: &Path, commit: &str, folder: &Path) -> Result<PathBuf, GitError> {
    let site = folder.join(prefix(root)?);
    if is_working_tree(folder) && switch(folder, commit).is_ok() {
        return Ok(site);
    }
    // It is new, or was left half made.
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(GitError::Failed(error.to_string())),
        _ => {}
    }
    let repository = Repository { root, published: None };
    let path = folder.to_string_lossy();
    repository.run(&["-c", NO_HOOKS, "worktree", "add", "--quiet", "--force", "--detach", &path, commit])?;
    Ok(site)
}

/// Hooks are for whoever works in a tree.
const NO_HOOKS: &str = "core.hooksPath=/dev/null";

fn is_working_tree(folder: &Path) -> bool {
    let repository = Repository { root: folder, published: None };
    let top = repository.run(&["rev-parse", "--show-toplevel"]).ok();
    let top = top.and_then(|top| Path::new(top.trim_end()).canonicalize().ok());
    top.is_some() && top == folder.canonicalize().ok()
}

fn switch(folder: &Path, commit: &str) -> Result<(), GitError> {
    let repository = Repository { root: folder, published: None };
    repository.run(&["-c", NO_HOOKS, "checkout", "--quiet", "--force", "--detach", commit])?;
    // What was made from former commits stays: `target` and the cache know what they hold.
    repository.run(&["clean", "--quiet", "-ffdx", "--exclude=target", "--exclude=.devex"])?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::process::Command;

    use super::*;

    fn git(folder: &Path, args: &[&str]) {
        let mut command = Command::new("git");
        command.arg("-C").arg(folder).args(["-c", "user.name=A team", "-c", "user.email=team@example.org"]).args(args);
        assert!(command.env_remove("GIT_DIR").status().unwrap().success(), "{args:?}");
    }

    /// A repository whose site is in a folder of it, with two commits.
    fn repository() -> (tempfile::TempDir, PathBuf, [String; 2]) {
        let dir = tempfile::tempdir().unwrap();
        let root = dir.path().join("exchange");
        fs::create_dir(&root).unwrap();
        git(dir.path(), &["init", "--quiet"]);
        assert_eq!(head(&root), Ok(None));
        let commits = ["1", "2"].map(|text| {
            fs::write(root.join("site.toml"), text).unwrap();
            fs::write(root.join(text), text).unwrap();
            git(dir.path(), &["add", "--all"]);
            git(dir.path(), &["commit", "--quiet", "--message", text]);
            head(&root).unwrap().unwrap()
        });
        (dir, root, commits)
    }

    #[test]
    fn a_commit_is_there_as_it_was_whatever_is_edited() {
        let (_dir, root, [first, second]) = repository();
        fs::write(root.join("site.toml"), "edited").unwrap();
        fs::write(root.join("new"), "").unwrap();
        assert_eq!(uncommitted(&root), Ok(2));
        let folder = root.join("target/deploy");
        for commit in [&second, &first, &second] {
            let site = check_out(&root, commit, &folder).unwrap();
            let text = if *commit == first { "1" } else { "2" };
            assert_eq!(fs::read_to_string(site.join("site.toml")).unwrap(), text);
            assert_eq!(site.join("2").exists(), text == "2");
            assert!(!site.join("new").exists() && !site.join("left").exists());
            // Whatever becomes of the folder, the next one is right; what was compiled stays.
            fs::write(site.join("site.toml"), "damaged").unwrap();
            fs::write(site.join("left"), "").unwrap();
            fs::create_dir_all(site.join("target")).unwrap();
            fs::write(site.join("target/made"), "").unwrap();
        }
        assert!(folder.join("exchange/target/made").exists());
        assert_eq!(fs::read_to_string(root.join("site.toml")).unwrap(), "edited");
    }

    #[test]
    fn a_folder_that_was_left_half_made_or_removed_is_made_anew() {
        let (_dir, root, [first, second]) = repository();
        let folder = root.join("target/deploy");
        check_out(&root, &second, &folder).unwrap();
        fs::remove_dir_all(&folder).unwrap();
        check_out(&root, &second, &folder).unwrap();
        fs::remove_file(folder.join(".git")).unwrap();
        let site = check_out(&root, &first, &folder).unwrap();
        assert_eq!(fs::read_to_string(site.join("site.toml")).unwrap(), "1");
    }

    #[test]
    fn a_commit_that_is_not_here_is_known_as_such() {
        let (_dir, root, [first, _]) = repository();
        assert!(has_commit(&root, &first));
        assert!(!has_commit(&root, "0123456789012345678901234567890123456789"));
    }
}
