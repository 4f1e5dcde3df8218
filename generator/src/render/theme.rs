//! A theme: templates, assets and strings, read and checked as one.

mod drawings;
mod folders;
mod script;
mod strings;
mod style;
mod tags;
mod variables;

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use submit_fn::shared::hex::hex;
use submit_fn::shared::lang::{Bilingual, Lang};
use submit_fn::shared::wording::Wording;
use tera::{ErrorKind, Tera};

use folders::Folders;

use super::names::NAMES;
use super::picture::Fonts;
use super::plural::Plurals;
use super::wording::SiteWording;
use crate::check::has_errors;
use crate::diagnostic::{Diagnostic, Problem};
use crate::fingerprint::{Fingerprint, Fingerprinter};
use crate::nearest::nearest;
use crate::read::{self, Segment, Source, Syntax, Target};

pub(crate) struct Theme {
    pub(crate) tera: Tera,
    /// The texts of the templates by name.
    templates: BTreeMap<String, String>,
    pub(crate) strings: Bilingual<Strings>,
    /// Its published files.
    pub(crate) assets: Vec<Asset>,
    /// What its pictures are written with; not published.
    pub(super) fonts: Arc<Fonts>,
    folders: Folders,
    /// Of all of its files.
    pub(crate) fingerprint: Fingerprint,
    /// What keeps no page from being made.
    pub(crate) warnings: Vec<Diagnostic>,
}

/// A file of the theme that is published, as visitors get it.
pub(crate) struct Asset {
    /// Relative to the theme's `assets` folder.
    pub(crate) name: String,
    pub(crate) bytes: Vec<u8>,
    /// Changes whenever the content does, so that browsers may keep it for long.
    pub(crate) version: String,
}

/// A file of `strings/`.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Strings {
    /// For templates, as `t.…`.
    pub(crate) templates: BTreeMap<String, String>,
    /// For templates and the generator.
    pub(crate) plurals: Plurals,
    /// For the generator.
    pub(crate) site: SiteWording,
    /// For the function.
    pub(crate) form: Wording,
}

impl Theme {
    /// Reads the theme `name` of the site in `root`, which must have the `required` templates.
    ///
    /// # Errors
    /// All that is wrong with its files.
    pub(super) fn load(root: &Path, name: &str, required: &[&'static str]) -> Result<Self, Vec<Diagnostic>> {
        let Some(folders) = Folders::of(root, name) else { return Err(vec![unknown(root, name)]) };
        let mut problems = Vec::new();
        let templates = templates(root, &folders, &mut problems);
        for name in required.iter().filter(|name| !templates.contains_key(**name)) {
            let problem = Problem::MissingTemplate { name: (*name).into() };
            problems.push(Diagnostic::new(folders.own("templates"), None, problem));
        }
        let fonts = Arc::new(drawings::fonts(root, &folders, &mut problems));
        let tera = parsed(&folders, &templates, &fonts, &mut problems);
        let files = strings_files(root, &folders, &mut problems);
        let strings = files.as_ref().and_then(|files| strings(files, &mut problems));
        if let (Some(files), Some(strings)) = (&files, &strings) {
            problems.extend(strings::rule(&files.as_ref()));
            // What a template is that cannot be parsed, nobody knows.
            let unused_too = problems.is_empty();
            problems.extend(uses(&folders, &templates, files, strings, unused_too));
        }
        let assets = assets(root, &folders, &mut problems);
        problems.extend(drawings::icon_problem(&folders, &assets, &fonts));
        match strings {
            Some(strings) if !has_errors(&problems) => {
                let fingerprint = fingerprint(&templates, &strings, &assets, &fonts);
                Ok(Self { tera, templates, strings, assets, fonts, folders, fingerprint, warnings: problems })
            }
            _ => Err(problems),
        }
    }

    /// The address of an asset, with its version.
    pub(crate) fn asset_url(&self, name: &str) -> String {
        let version = self.assets.iter().find(|asset| asset.name == name).map(|asset| asset.version.as_str());
        format!("/assets/{name}?v={}", version.unwrap_or_default())
    }

    /// The texts of the templates of pages by name, for the function: it draws no pictures.
    pub(super) fn page_templates(&self) -> BTreeMap<String, String> {
        let pages = self.templates.iter().filter(|(name, _)| !name.starts_with("pictures/"));
        pages.map(|(name, text)| (name.clone(), text.clone())).collect()
    }

    /// An error of the template engine as a diagnostic at the template's line.
    pub(super) fn problem(&self, error: &tera::Error) -> Diagnostic {
        template_problem(&self.folders, &self.templates, error)
    }
}

fn fingerprint(
    templates: &BTreeMap<String, String>,
    strings: &Bilingual<Strings>,
    assets: &[Asset],
    fonts: &Fonts,
) -> Fingerprint {
    let mut fingerprinter = Fingerprinter::default();
    for (name, text) in templates {
        fingerprinter.add(name);
        fingerprinter.add(text);
    }
    // Writing to memory cannot fail.
    fingerprinter.add(postcard::to_stdvec(strings).unwrap_or_default());
    for asset in assets {
        fingerprinter.add(&asset.name);
        fingerprinter.add(&asset.bytes);
    }
    fingerprinter.add_fingerprint(fonts.fingerprint());
    fingerprinter.finish()
}

fn templates(root: &Path, folders: &Folders, problems: &mut Vec<Diagnostic>) -> BTreeMap<String, String> {
    let files = folders.files(root, "templates", problems);
    let texts = files.into_iter().filter_map(|(name, path)| match Source::read(root, &path, Syntax::Yaml) {
        Ok(source) => Some((name, source.text)),
        Err(problem) => {
            problems.push(*problem);
            None
        }
    });
    texts.collect()
}

fn parsed(
    folders: &Folders,
    templates: &BTreeMap<String, String>,
    fonts: &Arc<Fonts>,
    problems: &mut Vec<Diagnostic>,
) -> Tera {
    let mut tera = Tera::new();
    tera.autoescape_on([".html", ".xml", ".svg"]);
    drawings::add_fit(&mut tera, fonts);
    if let Err(error) = tera.add_raw_templates(templates.iter().map(|(name, text)| (name.as_str(), text.as_str()))) {
        problems.extend(template_problems(folders, templates, &error));
    }
    tera
}

/// The errors of parsing all templates. Unknown filters, tests, functions and templates come together in one message,
/// each as a report that names its place.
fn template_problems(folders: &Folders, templates: &BTreeMap<String, String>, error: &tera::Error) -> Vec<Diagnostic> {
    let reports = match error.kind() {
        ErrorKind::Msg(message) => reports(message, folders, templates),
        _ => Vec::new(),
    };
    if reports.is_empty() { vec![template_problem(folders, templates, error)] } else { reports }
}

/// `error: MESSAGE`, and on the next line `--> TEMPLATE:LINE:COLUMN`, again and again.
fn reports(message: &str, folders: &Folders, templates: &BTreeMap<String, String>) -> Vec<Diagnostic> {
    let lines: Vec<&str> = message.lines().collect();
    let report = |pair: &[&str]| {
        let detail = pair[0].strip_prefix("error: ")?;
        let mut place = pair[1].trim_start().strip_prefix("--> ")?.rsplitn(3, ':');
        let column: usize = place.next()?.parse().ok()?;
        let line: usize = place.next()?.parse().ok()?;
        let name = place.next()?;
        let text = templates.get(name)?;
        let start: usize = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
        let in_line = text[start..].chars().take(column.saturating_sub(1)).map(char::len_utf8).sum::<usize>();
        // The name in backticks stands there.
        let length = detail.split('`').nth(1).map_or(1, str::len);
        let rest = &text[start + in_line..];
        let word = detail.split('`').nth(1).and_then(|word| rest.lines().next()?.find(word)).unwrap_or_default();
        let start = start + in_line + word;
        let place = crate::diagnostic::Place::of(text, start, start + length);
        Some(Diagnostic::new(folders.template(name), Some(place), Problem::Template { detail: detail.to_owned() }))
    };
    lines.windows(2).filter_map(report).collect()
}

/// What templates use that nothing gives a value, and the strings that none of them uses.
fn uses(
    folders: &Folders,
    templates: &BTreeMap<String, String>,
    files: &Bilingual<Source>,
    strings: &Bilingual<Strings>,
    unused_too: bool,
) -> Vec<Diagnostic> {
    let known = &strings.en.templates;
    let uses = variables::uses(templates, known);
    let unknown = uses.unknown.into_iter().map(|unknown| {
        let name = unknown.name.to_owned();
        let problem = if unknown.is_string {
            let nearest = nearest(&name, known.keys().map(String::as_str)).map(str::to_owned);
            Problem::UnknownString { key: name, nearest }
        } else {
            let nearest = nearest(&name, NAMES.iter().copied()).map(str::to_owned);
            Problem::UnknownVariable { name, nearest }
        };
        let place = templates
            .get(unknown.template)
            .map(|text| crate::diagnostic::Place::of(text, unknown.place.start, unknown.place.end));
        Diagnostic::new(folders.template(unknown.template), place, problem)
    });
    let mut diagnostics: Vec<Diagnostic> = unknown.collect();
    if let Some(used) = uses.strings.filter(|_| unused_too && diagnostics.is_empty()) {
        for (source, strings) in [(&files.en, &strings.en), (&files.fr, &strings.fr)] {
            for key in strings.templates.keys().filter(|key| !used.contains(key.as_str())) {
                let target = Target::Key(vec![Segment::Key("templates"), Segment::Key(key)]);
                diagnostics.push(source.problem_at(&target, Problem::UnusedString { key: key.clone() }));
            }
        }
    }
    diagnostics
}

fn template_problem(folders: &Folders, templates: &BTreeMap<String, String>, error: &tera::Error) -> Diagnostic {
    match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
            let problem = Problem::Template { detail: report.message().to_owned() };
            let file = folders.template(report.filename());
            let text = templates.get(report.filename());
            let place =
                text.map(|text| crate::diagnostic::Place::of(text, report.span().range.start, report.span().range.end));
            Diagnostic::new(file, place, problem)
        }
        other => Diagnostic::new(folders.own("templates"), None, Problem::Template { detail: other.to_string() }),
    }
}

/// The diagnostic for a theme that is not there, at its name in the settings.
fn unknown(root: &Path, id: &str) -> Diagnostic {
    let folders = std::fs::read_dir(root.join("themes")).into_iter().flatten().flatten();
    let names: Vec<String> = folders.filter_map(|folder| folder.file_name().into_string().ok()).collect();
    let nearest = nearest(id, names.iter().map(String::as_str)).map(str::to_owned);
    let problem = Problem::UnknownTheme { id: id.to_owned(), nearest };
    match Source::read(root, Path::new("site.toml"), Syntax::Toml) {
        Ok(source) => source.problem_at(&Target::value("theme"), problem),
        Err(diagnostic) => *diagnostic,
    }
}

fn strings_files(root: &Path, folders: &Folders, problems: &mut Vec<Diagnostic>) -> Option<Bilingual<Source>> {
    let mut read = |lang: Lang| {
        let source = Source::read(root, &folders.file(&format!("strings/{lang}.toml")), Syntax::Toml);
        source.map_err(|problem| problems.push(*problem)).ok()
    };
    let (en, fr) = (read(Lang::En), read(Lang::Fr));
    Some(Bilingual { en: en?, fr: fr? })
}

fn strings(files: &Bilingual<Source>, problems: &mut Vec<Diagnostic>) -> Option<Bilingual<Strings>> {
    let mut read = |source: &Source| {
        let strings = toml::from_str::<Strings>(&source.text).map_err(|error| {
            let detail = error.message().lines().next().unwrap_or_default().to_owned();
            let problem = match detail.strip_prefix("missing field ") {
                Some(key) => Problem::MissingString { key: key.trim_matches('`').to_owned(), form: None },
                None => Problem::TomlSyntax { detail },
            };
            problems.push(source.problem_in(error.span().unwrap_or_default(), problem));
        });
        strings.ok()
    };
    // Typed, a file would tell the first text that it lacks, and no other.
    let missing = Bilingual { en: strings::missing(&files.en, &files.fr), fr: strings::missing(&files.fr, &files.en) };
    if !(missing.en.is_empty() && missing.fr.is_empty()) {
        problems.extend(missing.en.into_iter().chain(missing.fr));
        return None;
    }
    let (en, fr) = (read(&files.en), read(&files.fr));
    Some(Bilingual { en: en?, fr: fr? })
}

fn assets(root: &Path, folders: &Folders, problems: &mut Vec<Diagnostic>) -> Vec<Asset> {
    let files = folders.files(root, "assets", problems);
    let assets = files.into_iter().filter_map(|(name, path)| match read::bytes(root, &path, read::LARGEST_ASSET) {
        Ok(bytes) => {
            let bytes = published(&name, bytes);
            let version = hex(&Sha256::digest(&bytes)[..4]);
            Some(Asset { name, bytes, version })
        }
        Err(problem) => {
            problems.push(Diagnostic::new(path, None, problem));
            None
        }
    });
    assets.collect()
}

/// An asset as visitors get it.
fn published(name: &str, bytes: Vec<u8>) -> Vec<u8> {
    match str::from_utf8(&bytes) {
        Ok(css) if name.ends_with(".css") => style::without_comments(css).into_bytes(),
        Ok(script) if name.ends_with(".js") => script::without_comments(script).into_bytes(),
        _ => bytes,
    }
}
