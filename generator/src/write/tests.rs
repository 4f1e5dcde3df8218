use std::collections::BTreeMap;
use std::process::Command;
use std::time::{Duration, Instant};

use tempfile::TempDir;

use super::disk::crash;
use super::*;

type Files<'f> = &'f [(&'f str, &'f str)];

/// A folder in memory where there is one: these tests write many thousand files.
fn scratch() -> TempDir {
    tempfile::tempdir_in("/dev/shm").or_else(|_| tempfile::tempdir()).unwrap()
}

fn try_build(dir: &Path, files: Files<'_>) -> Result<Written, WriteError> {
    let output = Output::open(dir)?;
    let mut changed = 0;
    for (name, text) in files {
        changed += usize::from(output.put(name, text.as_bytes())?);
    }
    output.commit(&files.iter().map(|(name, _)| (*name).to_owned()).collect(), changed)
}

fn build(dir: &Path, files: Files<'_>) -> Written {
    try_build(dir, files).unwrap()
}

/// All files below a folder with their texts, the manifest included.
fn contents(dir: &Path) -> BTreeMap<String, String> {
    let files = walkdir::WalkDir::new(dir).into_iter().map(Result::unwrap).filter(|entry| entry.file_type().is_file());
    let name = |path: &Path| path.strip_prefix(dir).unwrap().to_string_lossy().into_owned();
    files.map(|entry| (name(entry.path()), fs::read_to_string(entry.path()).unwrap())).collect()
}

#[test]
fn a_second_build_writes_what_changed_and_removes_what_is_gone() {
    let temp = scratch();
    let dir = temp.path().join("public");
    assert_eq!(build(&dir, &[("a/index.html", "1"), ("b/c/index.html", "2")]), Written { changed: 2, removed: 0 });
    assert_eq!(build(&dir, &[("a/index.html", "1"), ("b/c/index.html", "2")]), Written { changed: 0, removed: 0 });
    assert_eq!(build(&dir, &[("a/index.html", "3")]), Written { changed: 1, removed: 1 });
    assert_eq!(fs::read_to_string(dir.join("a/index.html")).unwrap(), "3");
    assert!(!dir.join("b").exists());
}

#[test]
fn a_long_file_is_replaced_only_if_it_changed() {
    let temp = scratch();
    let dir = temp.path().join("public");
    let build = |text: &str| {
        let output = Output::open(&dir).unwrap();
        let write = |to: &mut dyn Write| text.as_bytes().chunks(999).try_for_each(|part| to.write_all(part));
        let is_changed = output.put_long("data/long.json", write).unwrap();
        output.commit(&["data/long.json".to_owned()].into(), usize::from(is_changed)).unwrap();
        assert_eq!(fs::read_to_string(dir.join("data/long.json")).unwrap(), text);
        is_changed
    };
    let text = "0123456789".repeat(5_000);
    assert!(build(&text) && !build(&text));
    for other in [format!("{}!", &text[..text.len() - 1]), text[1..].to_owned(), String::new()] {
        assert!(build(&other) && !build(&other));
    }
}

#[test]
fn a_folder_with_other_files_is_refused_and_other_files_in_ours_stay() {
    let temp = scratch();
    let thesis = temp.path().join("thesis");
    fs::create_dir(&thesis).unwrap();
    fs::write(thesis.join("thesis.txt"), "years of work").unwrap();
    assert!(matches!(Output::open(&thesis), Err(WriteError::Foreign(_))));

    let dir = temp.path().join("public");
    build(&dir, &[("a", "1")]);
    fs::write(dir.join("CNAME"), "example.org").unwrap();
    build(&dir, &[("b", "1")]);
    assert!(dir.join("CNAME").exists() && !dir.join("a").exists());
}

#[test]
fn a_file_that_no_build_wrote_is_not_replaced() {
    for (theirs, ours) in [("CNAME", "CNAME"), ("en", "en/index.html"), ("assets/logo.svg", "assets")] {
        let temp = scratch();
        let dir = temp.path().join("public");
        build(&dir, &[("a", "1")]);
        let path = dir.join(theirs);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, "theirs").unwrap();
        let before = contents(&dir);
        let refused = try_build(&dir, &[("a", "2"), (ours, "theirs")]);
        assert!(matches!(refused, Err(WriteError::Occupied(found)) if found.ends_with(theirs)), "{theirs}");
        assert_eq!(contents(&dir), before);
        assert!(!temp.path().join(".public.partial").exists());
    }
}

#[test]
#[cfg(unix)]
fn a_pipe_in_place_of_a_file_is_replaced_and_nobody_waits_for_it() {
    let temp = scratch();
    let dir = temp.path().join("public");
    build(&dir, &[("a", "1"), ("b", "1")]);
    fs::remove_file(dir.join("a")).unwrap();
    assert!(Command::new("mkfifo").arg(dir.join("a")).status().unwrap().success());
    let (sender, built) = std::sync::mpsc::channel();
    let out = dir.clone();
    std::thread::spawn(move || sender.send(build(&out, &[("a", "1"), ("b", "1")])));
    assert_eq!(built.recv_timeout(Duration::from_secs(20)), Ok(Written { changed: 1, removed: 0 }));
    assert_eq!(fs::read_to_string(dir.join("a")).unwrap(), "1");
    fs::remove_file(dir.join(manifest::NAME)).unwrap();
    assert!(Command::new("mkfifo").arg(dir.join(manifest::NAME)).status().unwrap().success());
    let (sender, opened) = std::sync::mpsc::channel();
    std::thread::spawn(move || sender.send(Output::open(&dir).is_err()));
    assert_eq!(opened.recv_timeout(Duration::from_secs(20)), Ok(true));
}

#[test]
fn an_empty_folder_in_place_of_a_file_makes_room() {
    let temp = scratch();
    let dir = temp.path().join("public");
    build(&dir, &[("a/index.html", "1"), ("b", "1")]);
    fs::remove_file(dir.join("a/index.html")).unwrap();
    fs::create_dir_all(dir.join("a/index.html/x/y")).unwrap();
    build(&dir, &[("a/index.html", "2"), ("b", "2")]);
    assert_eq!(fs::read_to_string(dir.join("a/index.html")).unwrap(), "2");
}

#[test]
#[cfg(unix)]
fn nothing_is_written_where_a_link_leads() {
    for target in ["mine", "nowhere"] {
        let temp = scratch();
        let (dir, mine) = (temp.path().join("public"), temp.path().join("mine"));
        build(&dir, &[("en/index.html", "1"), ("b", "1")]);
        fs::create_dir(&mine).unwrap();
        fs::write(mine.join("index.html"), "mine").unwrap();
        fs::remove_dir_all(dir.join("en")).unwrap();
        std::os::unix::fs::symlink(temp.path().join(target), dir.join("en")).unwrap();
        let refused = try_build(&dir, &[("en/index.html", "2"), ("b", "2")]);
        assert!(matches!(refused, Err(WriteError::Occupied(_))), "{target}: {refused:?}");
        assert_eq!(fs::read_to_string(mine.join("index.html")).unwrap(), "mine");
        assert_eq!(fs::read_to_string(dir.join("b")).unwrap(), "1");
    }
}

#[test]
fn a_name_that_a_list_of_names_cannot_hold_is_refused() {
    let temp = scratch();
    let refused = try_build(&temp.path().join("public"), &[("a\nb", "1")]);
    assert!(matches!(refused, Err(WriteError::Io { .. })), "{refused:?}");
}

#[test]
fn an_abandoned_build_changes_nothing() {
    let temp = scratch();
    let dir = temp.path().join("public");
    build(&dir, &[("a", "1")]);
    let output = Output::open(&dir).unwrap();
    output.put("a", b"2").unwrap();
    output.abandon();
    assert_eq!(fs::read_to_string(dir.join("a")).unwrap(), "1");
    assert!(!temp.path().join(".public.partial").exists());
}

#[test]
fn a_manifest_that_names_files_elsewhere_is_not_believed() {
    let temp = scratch();
    let dir = temp.path().join("public");
    fs::write(temp.path().join("site.toml"), "precious").unwrap();
    let absolute = temp.path().join("site.toml").to_string_lossy().into_owned();
    for name in ["../site.toml".to_owned(), absolute, "en//index.html".into(), "en/./index.html".into()] {
        fs::create_dir_all(&dir).unwrap();
        fs::write(dir.join(manifest::NAME), name).unwrap();
        assert!(matches!(try_build(&dir, &[("a", "1")]), Err(WriteError::Foreign(_))));
        assert!(temp.path().join("site.toml").exists());
    }
}

/// Sites that follow each other: files that stay, change, come and go, and a file where a folder was and the reverse.
const SITES: [Files<'_>; 3] = [
    &[
        ("index.html", "1"),
        ("index.html.br", "1"),
        ("same/index.html", "1"),
        ("gone/a/index.html", "1"),
        ("x", "1"),
        ("y/z", "1"),
        ("y/w", "1"),
    ],
    &[
        ("index.html", "2"),
        ("index.html.br", "2"),
        ("same/index.html", "1"),
        ("new/b/index.html", "2"),
        ("new/style.css", "2"),
        ("x/z", "2"),
        ("y", "2"),
    ],
    &[("index.html", "3"), ("same/index.html", "1"), ("gone/a/index.html", "3"), ("new/style.css", "3")],
];

fn clean(site: Files<'_>) -> BTreeMap<String, String> {
    let temp = scratch();
    let dir = temp.path().join("public");
    build(&dir, site);
    fs::write(dir.join("CNAME"), "example.org").unwrap();
    contents(&dir)
}

/// Builds a site over the first one and is killed after some calls. Returns whether it was.
fn killed(dir: &Path, site: Files<'_>, steps: usize) -> bool {
    crash::after(steps);
    let built = try_build(dir, site);
    crash::never();
    built.is_err()
}

#[test]
fn whenever_a_build_is_killed_the_next_one_makes_what_a_clean_one_does() {
    let clean = SITES.map(clean);
    for (site, expected) in SITES.iter().zip(&clean) {
        let mut steps = 0;
        loop {
            let temp = scratch();
            let dir = temp.path().join("public");
            build(&dir, SITES[0]);
            fs::write(dir.join("CNAME"), "example.org").unwrap();
            let was_killed = killed(&dir, SITES[1], steps);
            assert_readable(&dir, steps);
            build(&dir, site);
            assert_eq!(contents(&dir), *expected, "after {steps} calls");
            assert!(!temp.path().join(".public.partial").exists());
            if !was_killed {
                break;
            }
            steps += 1;
        }
        assert!(steps > 20, "only {steps} calls");
    }
}

/// Each page that both sites have is there, old or new.
fn assert_readable(dir: &Path, steps: usize) {
    let index = fs::read_to_string(dir.join("index.html")).unwrap_or_default();
    let same = fs::read_to_string(dir.join("same/index.html")).unwrap_or_default();
    assert!(["1", "2"].contains(&&*index) && same == "1", "after {steps} calls");
    // The old home page leads to old pages, the new one to new ones, compressed or not.
    let compressed = fs::read_to_string(dir.join("index.html.br")).unwrap_or_default();
    assert!(["1", "2"].contains(&&*compressed), "after {steps} calls");
    for index in [index, compressed] {
        let leads_to = if index == "1" { "gone/a/index.html" } else { "new/b/index.html" };
        assert!(dir.join(leads_to).exists(), "after {steps} calls: {leads_to}");
    }
}

#[test]
fn a_build_that_is_killed_while_it_completes_another_is_completed_too() {
    let expected = clean(SITES[2]);
    // All pairs of calls would take long.
    for first in (0..).step_by(3) {
        let mut was_killed = false;
        for second in (0..).step_by(4) {
            let temp = scratch();
            let dir = temp.path().join("public");
            build(&dir, SITES[0]);
            fs::write(dir.join("CNAME"), "example.org").unwrap();
            was_killed = killed(&dir, SITES[1], first);
            let was_killed_again = killed(&dir, SITES[2], second);
            build(&dir, SITES[2]);
            assert_eq!(contents(&dir), expected, "after {first} and {second} calls");
            if !was_killed_again {
                break;
            }
        }
        if !was_killed {
            break;
        }
    }
}

#[test]
fn a_first_build_that_is_killed_leaves_no_site_or_a_whole_one() {
    let expected = clean(SITES[1]);
    for exists in [false, true] {
        for steps in 0.. {
            let temp = scratch();
            let dir = temp.path().join("public");
            if exists {
                fs::create_dir(&dir).unwrap();
            }
            let was_killed = killed(&dir, SITES[0], steps);
            let published = contents_if_any(&dir);
            assert!(published.is_empty() || published.len() == SITES[0].len() + 1, "after {steps} calls");
            build(&dir, SITES[1]);
            fs::write(dir.join("CNAME"), "example.org").unwrap();
            assert_eq!(contents(&dir), expected, "after {steps} calls");
            if !was_killed {
                break;
            }
        }
    }
}

fn contents_if_any(dir: &Path) -> BTreeMap<String, String> {
    if dir.exists() { contents(dir) } else { BTreeMap::new() }
}

#[test]
fn a_file_that_somebody_adds_after_a_build_was_killed_stays() {
    for steps in 0.. {
        let temp = scratch();
        let dir = temp.path().join("public");
        build(&dir, SITES[0]);
        let was_killed = killed(&dir, SITES[1], steps);
        let theirs = dir.join("new/b/index.html");
        if theirs.exists() {
            break;
        }
        assert!(was_killed);
        fs::create_dir_all(theirs.parent().unwrap()).unwrap();
        fs::write(&theirs, "theirs").unwrap();
        // It is refused for as long as the file is where one of the site goes.
        assert!(matches!(try_build(&dir, SITES[1]), Err(WriteError::Occupied(_))), "after {steps} calls");
        assert_eq!(fs::read_to_string(&theirs).unwrap(), "theirs");
        fs::remove_file(&theirs).unwrap();
        build(&dir, SITES[1]);
        assert_eq!(fs::read_to_string(&theirs).unwrap(), "2");
    }
}

#[test]
fn two_builds_do_not_write_one_folder_whatever_it_is_called() {
    let temp = scratch();
    let dir = temp.path().join("public");
    let first = Output::open(&dir).unwrap();
    for same in [dir.clone(), temp.path().join("other/../public/.")] {
        let Err(WriteError::Locked { holder: Some(holder), .. }) = Output::open(&same) else { panic!("not locked") };
        assert_eq!(holder.process, std::process::id());
    }
    first.put("a", b"1").unwrap();
    first.commit(&BTreeSet::from(["a".into()]), 1).unwrap();
    assert!(matches!(Output::open(&dir), Err(WriteError::Locked { .. })), "what was written can still be looked at");
    drop(first);
    build(&dir, &[("a", "2")]);
}

#[test]
#[cfg(unix)]
fn a_lock_that_is_a_link_is_refused_and_what_it_leads_to_is_left() {
    let temp = scratch();
    fs::write(temp.path().join("site.toml"), "precious").unwrap();
    std::os::unix::fs::symlink("site.toml", temp.path().join(".public.lock")).unwrap();
    assert!(matches!(Output::open(&temp.path().join("public")), Err(WriteError::Foreign(_))));
    assert_eq!(fs::read_to_string(temp.path().join("site.toml")).unwrap(), "precious");
}

const HOLD: &str = "DEVEX_TEST_HOLDS_LOCK_OF";

/// No test of its own: the process of the test below that is killed.
#[test]
fn holds_a_lock_until_it_is_killed() {
    if let Some(dir) = std::env::var_os(HOLD) {
        let _output = Output::open(Path::new(&dir)).unwrap();
        std::thread::sleep(Duration::from_secs(60));
    }
}

#[test]
fn the_lock_of_a_process_that_was_killed_holds_nobody_up() {
    let temp = scratch();
    let dir = temp.path().join("public");
    let mut other = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "write::tests::holds_a_lock_until_it_is_killed"])
        .env(HOLD, &dir)
        .stdout(std::process::Stdio::null())
        .spawn()
        .unwrap();
    let begun = Instant::now();
    while !temp.path().join(".public.partial/files").exists() {
        assert!(begun.elapsed() < Duration::from_secs(60), "never opened");
        std::thread::sleep(Duration::from_millis(5));
    }
    let Err(WriteError::Locked { holder: Some(holder), .. }) = Output::open(&dir) else { panic!("not locked") };
    assert_eq!(holder.process, other.id());
    other.kill().unwrap();
    other.wait().unwrap();
    assert!(temp.path().join(".public.partial").exists());
    build(&dir, &[("a", "1")]);
    assert_eq!(contents(&dir).len(), 2);
}

#[test]
fn a_build_does_not_write_over_what_it_reads() {
    let temp = scratch();
    let root = temp.path().join("site");
    for folder in ["content/teams", "themes"] {
        fs::create_dir_all(root.join(folder)).unwrap();
    }
    let check = |out: &str, bundle: &str| check_targets(&root, &root.join(out), &root.join(bundle));
    assert!(check("public", "bundle").is_ok());
    assert!(check("../public", ".devex/bundle").is_ok());
    assert!(check("content-of-another", "themes2").is_ok());
    for target in [".", "..", "/", "content", "content/teams/new", "themes", "public/../content", "new/../themes/a/b"] {
        assert!(matches!(check(target, "bundle"), Err(TargetError::OverSource { .. })), "{target}");
        assert!(matches!(check("public", target), Err(TargetError::OverSource { .. })), "{target}");
    }
    for (out, bundle) in [("public", "public"), ("public", "public/bundle"), ("bundle/a/b", "bundle")] {
        assert!(matches!(check(out, bundle), Err(TargetError::Nested { .. })), "{out} {bundle}");
    }
}

#[test]
#[cfg(unix)]
fn a_link_does_not_hide_that_a_build_would_write_over_what_it_reads() {
    let temp = scratch();
    let root = temp.path();
    fs::create_dir_all(root.join("shared/content")).unwrap();
    std::os::unix::fs::symlink("shared/content", root.join("content")).unwrap();
    std::os::unix::fs::symlink("shared", root.join("public")).unwrap();
    for out in ["public", "shared", "shared/content/new"] {
        let checked = check_targets(root, &root.join(out), &root.join("bundle"));
        assert!(matches!(checked, Err(TargetError::OverSource { .. })), "{out}");
    }
}
