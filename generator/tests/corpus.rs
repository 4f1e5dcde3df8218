//! Both rates of the rules that compare two versions of a text, on a corpus: false alarms on faithful translations, and
//! faults that are found. `corpus/README.md` says how it is written.
//!
//! `cargo test -p generator --test corpus -- --nocapture` prints the rates. With `CORPUS=update`, the marks of the corpus
//! become those of today, but never for the worse: a fault that was found once must be found always.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

mod common;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use common::Site;
use generator::diagnostic::Diagnostic;
use submit_fn::shared::lang::{Bilingual, Lang};

/// A text that a translator wrote in both languages.
struct Pair {
    file: PathBuf,
    name: String,
    texts: Bilingual<String>,
    /// Codes of what is reported though nothing is wrong.
    alarms: BTreeSet<String>,
    faults: Vec<Fault>,
}

/// An edit of one version that forgets the other.
struct Fault {
    /// As the corpus writes it.
    line: String,
    /// Whether the corpus says that no rule finds it.
    is_missed: bool,
    class: String,
    lang: Lang,
    from: String,
    to: String,
}

#[test]
fn faithful_translations_pass_and_faults_are_found() {
    let pairs = corpus();
    let codes = check(&pairs);
    let mut failures = String::new();
    let mut rates: BTreeMap<&str, Rate> = BTreeMap::new();
    let mut alarms = Rate::default();
    for (i, pair) in pairs.iter().enumerate() {
        let faithful = &codes(&faithful_id(i)) | &codes(&typeset_id(i));
        alarms.count(!faithful.is_empty());
        for code in faithful.difference(&pair.alarms) {
            writeln!(failures, "{}: false alarm {code}", pair.place()).unwrap();
        }
        for code in pair.alarms.difference(&faithful) {
            pair.mark(&format!("alarm {code}\n"), "", &mut failures);
        }
        for (j, fault) in pair.faults.iter().enumerate() {
            let is_found = !codes(&faulty_id(i, j)).is_subset(&faithful);
            rates.entry(&fault.class).or_default().count(is_found);
            rates.entry("together").or_default().count(is_found);
            match (is_found, fault.is_missed) {
                (false, false) => writeln!(failures, "{}: not found any more: {}", pair.place(), fault.line).unwrap(),
                (true, true) => pair.mark(&fault.line, &fault.line.replacen("missed", "fault", 1), &mut failures),
                _ => {}
            }
        }
    }
    println!("faithful pairs with a false alarm: {} of {}", alarms.yes, alarms.all);
    for (class, Rate { yes, all }) in rates {
        println!("faults found, {class}: {yes} of {all}");
    }
    assert!(failures.is_empty(), "{failures}");
}

#[derive(Default)]
struct Rate {
    yes: usize,
    all: usize,
}

impl Rate {
    fn count(&mut self, yes: bool) {
        self.yes += usize::from(yes);
        self.all += 1;
    }
}

/// The codes of what is reported about each page of one site that holds all pairs and all faults.
fn check(pairs: &[Pair]) -> impl Fn(&str) -> BTreeSet<String> {
    let site = Site::new();
    for (i, pair) in pairs.iter().enumerate() {
        add(&site, &faithful_id(i), pair, &pair.texts);
        add(&site, &typeset_id(i), pair, &pair.typeset());
        for (j, fault) in pair.faults.iter().enumerate() {
            add(&site, &faulty_id(i, j), pair, &fault.inject(pair));
        }
    }
    let reported = by_folder(&site.diagnostics());
    move |id| reported.get(id).cloned().unwrap_or_default()
}

impl Pair {
    /// The texts with the no-break spaces that a typesetter puts into French, examples aside.
    fn typeset(&self) -> Bilingual<String> {
        let mut texts = self.texts.clone();
        if !texts.fr.contains("```") {
            texts.fr = typeset(&texts.fr);
        }
        texts
    }

    fn place(&self) -> String {
        format!("{}, {}", self.file.file_name().unwrap().display(), self.name)
    }

    /// A mark of the corpus that is too modest by now.
    fn mark(&self, old: &str, new: &str, failures: &mut String) {
        if std::env::var("CORPUS").is_ok_and(|value| value == "update") {
            let text = fs::read_to_string(&self.file).unwrap();
            let (before, here) = text.split_at(text.find(&format!("\n=== {}\n", self.name)).unwrap());
            fs::write(&self.file, [before, &here.replacen(old, new, 1)].concat()).unwrap();
        } else {
            writeln!(failures, "{}: no longer true (CORPUS=update mends it): {}", self.place(), old.trim()).unwrap();
        }
    }
}

impl Fault {
    fn parse(line: &str) -> Self {
        let (head, edit) = line.split_once(": ").unwrap_or_else(|| panic!("no `: ` in {line:?}"));
        let [mark, class, lang] = head.split(' ').collect::<Vec<_>>()[..] else { panic!("{line:?}") };
        let (from, to) = edit.split_once(" →").unwrap_or_else(|| panic!("no ` →` in {line:?}"));
        Self {
            line: line.to_owned(),
            is_missed: mark == "missed",
            class: class.to_owned(),
            lang: Lang::BOTH.into_iter().find(|known| known.code() == lang).unwrap(),
            from: from.to_owned(),
            to: to.strip_prefix(' ').unwrap_or(to).to_owned(),
        }
    }

    fn inject(&self, pair: &Pair) -> Bilingual<String> {
        let mut texts = pair.texts.clone();
        let text = texts.get_mut(self.lang);
        assert_eq!(text.matches(&self.from).count(), 1, "{}: {:?} must stand there once", pair.place(), self.from);
        *text = text.replacen(&self.from, &self.to, 1);
        texts
    }
}

fn typeset(french: &str) -> String {
    let mut out = String::new();
    for (at, c) in french.char_indices() {
        let (before, after) = (&french[..at], &french[at + c.len_utf8()..]);
        let is_tight = after.starts_with([':', '»', '%', '$']) && !after.starts_with(":-") && !before.ends_with('|')
            || before.ends_with('«')
            || before.ends_with(|c: char| c.is_ascii_digit()) && after.starts_with(|c: char| c.is_ascii_digit())
            || before.ends_with(|c: char| c.is_ascii_digit()) && after.starts_with("h ")
            || before.ends_with(" h") && after.starts_with(|c: char| c.is_ascii_digit());
        out.push(if c == ' ' && is_tight { '\u{a0}' } else { c });
    }
    out
}

fn corpus() -> Vec<Pair> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus");
    let mut files: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|file| file.extension().is_some_and(|extension| extension == "txt"));
    files.sort();
    files.iter().flat_map(|file| pairs(file)).collect()
}

fn pairs(file: &Path) -> Vec<Pair> {
    let text = fs::read_to_string(file).unwrap();
    // What stands before the first is for readers.
    text.split("\n=== ").skip(1).map(|block| pair(file, block)).collect()
}

fn pair(file: &Path, block: &str) -> Pair {
    let (name, rest) = block.split_once('\n').unwrap();
    let mut pair = Pair {
        file: file.to_owned(),
        name: name.to_owned(),
        texts: Bilingual::default(),
        alarms: BTreeSet::new(),
        faults: Vec::new(),
    };
    let mut lang = None;
    for line in rest.lines() {
        if let Some((code, first)) = line.split_at_checked(3).filter(|(code, _)| ["en:", "fr:"].contains(code)) {
            lang = Some(if code == "en:" { Lang::En } else { Lang::Fr });
            *pair.texts.get_mut(lang.unwrap()) = first.trim_start().to_owned();
        } else if line.starts_with("fault ") || line.starts_with("missed ") {
            pair.faults.push(Fault::parse(line));
        } else if let Some(code) = line.strip_prefix("alarm ") {
            pair.alarms.insert(code.to_owned());
        } else {
            let lang = lang.unwrap_or_else(|| panic!("{}: neither `en:` nor `fr:`", pair.place()));
            write!(pair.texts.get_mut(lang), "\n{line}").unwrap();
        }
    }
    pair.texts = pair.texts.map(|text| text.trim().to_owned());
    pair
}

fn faithful_id(pair: usize) -> String {
    format!("pair-{pair}")
}

fn typeset_id(pair: usize) -> String {
    format!("pair-{pair}-typeset")
}

fn faulty_id(pair: usize, fault: usize) -> String {
    format!("pair-{pair}-fault-{fault}")
}

/// Adds a page that says this, in its title if the pair is one of titles.
fn add(site: &Site, id: &str, pair: &Pair, texts: &Bilingual<String>) {
    let folder = format!("content/pages/{id}");
    fs::create_dir_all(site.path(&folder)).unwrap();
    let (title, body) = match pair.file.file_stem().is_some_and(|stem| stem == "titles") {
        true => (texts.clone(), Bilingual { en: "A page.".to_owned(), fr: "Une page.".to_owned() }),
        false => (Bilingual { en: "A page".to_owned(), fr: "Une page".to_owned() }, texts.clone()),
    };
    for lang in Lang::BOTH {
        let text = format!(
            "---\ntitle: {}\nsummary: {}\nslug: {id}\n---\n\n{}\n",
            serde_json::to_string(title.get(lang)).unwrap(),
            if lang == Lang::En { "What it is about." } else { "Ce dont il s'agit." },
            body.get(lang)
        );
        site.write(&format!("{folder}/{}.md", lang.code()), text.as_bytes());
    }
}

/// The codes of what is reported in each folder.
fn by_folder(diagnostics: &[Diagnostic]) -> BTreeMap<String, BTreeSet<String>> {
    let mut all: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for diagnostic in diagnostics {
        let folder = diagnostic.file.parent().and_then(Path::file_name).unwrap().to_str().unwrap();
        all.entry(folder.to_owned()).or_default().insert(diagnostic.code().as_str().to_owned());
    }
    all
}
