//! What the pictures of a theme are made with: its fonts, its icon, and the filter that writes a text into a box.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use tera::{Kwargs, State, Tera, TeraResult, Value};

use super::folders::Folders;
use super::{Asset, Theme};
use crate::diagnostic::operand::Undrawable;
use crate::diagnostic::{Diagnostic, Place, Problem, Unreadable};
use crate::plan::Icon;
use crate::read;
use crate::render::picture::{self, DrawingError, Fonts, Frame, fit};

/// The asset that is the icon of the site.
const ICON: &str = "favicon.svg";

/// The fonts of a theme. Licences and the like may lie beside them.
pub(super) fn fonts(root: &Path, folders: &Folders, problems: &mut Vec<Diagnostic>) -> Fonts {
    let files = folders.files(root, "fonts", problems).into_iter();
    let files = files.filter(|(name, _)| [".ttf", ".otf"].iter().any(|extension| name.ends_with(extension)));
    let mut fonts = Vec::new();
    let mut problem = |path: PathBuf, problem| problems.push(Diagnostic::new(path, None, problem));
    for (_, path) in files {
        match read::bytes(root, &path, read::LARGEST_ASSET) {
            Ok(bytes) if Fonts::is_font(&bytes) => fonts.push(bytes),
            Ok(_) => problem(path, Problem::Undrawable(Undrawable::NotAFont)),
            Err(unreadable) => problem(path, unreadable),
        }
    }
    if fonts.is_empty() {
        problem(folders.own("fonts"), Problem::Undrawable(Undrawable::NoFont));
    }
    Fonts::new(fonts)
}

/// What is wrong with the icon.
pub(super) fn icon_problem(folders: &Folders, assets: &[Asset], fonts: &Fonts) -> Option<Diagnostic> {
    let problem = match assets.iter().find(|asset| asset.name == ICON).map(|icon| std::str::from_utf8(&icon.bytes)) {
        Some(Ok(icon)) => {
            return Some(undrawable_icon(folders, icon, &picture::icon(icon, fonts, Icon::Favicon).err()?));
        }
        Some(Err(_)) => Problem::NotUtf8,
        None => Problem::Unreadable(Unreadable::Missing),
    };
    Some(Diagnostic::new(folders.file(&format!("assets/{ICON}")), None, problem))
}

fn undrawable_icon(folders: &Folders, icon: &str, error: &DrawingError) -> Diagnostic {
    let place = error.line().and_then(|line| lines(icon).nth(line.checked_sub(1)?));
    let place = place.map(|(start, line)| Place::of(icon, start, start + line.len()));
    Diagnostic::new(folders.file(&format!("assets/{ICON}")), place, problem(error))
}

/// Lets templates write `TEXT | fit(width=…, height=…, size=…, smallest=…, weight=…)`: the `size` and the `lines` of a text
/// that stays in a box, and how high they are together.
pub(super) fn add_fit(tera: &mut Tera, fonts: &Arc<Fonts>) {
    let fonts = Arc::clone(fonts);
    tera.register_filter("fit", move |text: &str, options: Kwargs, _: &State<'_>| -> TeraResult<Value> {
        let largest = options.must_get("size")?;
        let smallest = options.get("smallest")?.unwrap_or(largest);
        let frame = Frame { width: options.must_get("width")?, height: options.must_get("height")?, largest, smallest };
        let weight = options.get("weight")?.unwrap_or(400);
        Ok(Value::from_serializable(&fit(text, frame, |text| fonts.width(text, weight))))
    });
}

impl Theme {
    /// The icon. A theme without one is not loaded.
    pub(in crate::render) fn icon(&self) -> &str {
        let icon = self.assets.iter().find(|asset| asset.name == ICON);
        icon.and_then(|icon| std::str::from_utf8(&icon.bytes).ok()).unwrap_or_default()
    }

    /// The address of the icon.
    pub(in crate::render) fn icon_url(&self) -> String {
        self.asset_url(ICON)
    }

    /// An address of something that is made of the icon, which changes with it.
    pub(in crate::render) fn made_of_icon(&self, icon: Icon) -> String {
        let version = self.assets.iter().find(|asset| asset.name == ICON).map(|asset| asset.version.as_str());
        format!("/{}?v={}", icon.file(), version.unwrap_or_default())
    }

    /// What is wrong with the icon.
    pub(in crate::render) fn icon_problem(&self, error: &DrawingError) -> Diagnostic {
        undrawable_icon(&self.folders, self.icon(), error)
    }

    /// What is wrong with a drawing that a template made, at the template's line if that can be found.
    pub(in crate::render) fn drawing_problem(&self, template: &str, drawing: &str, error: &DrawingError) -> Diagnostic {
        let line = error.line().and_then(|line| drawing.lines().nth(line.checked_sub(1)?)).map(str::trim);
        let found = line.and_then(|line| find_line(&self.templates, template, line));
        let place = found.map(|(name, start, end)| Place::of(&self.templates[name], start, end));
        Diagnostic::new(self.folders.template(found.map_or(template, |(name, ..)| name)), place, problem(error))
    }
}

fn problem(error: &DrawingError) -> Problem {
    Problem::Undrawable(Undrawable::Svg(error.detail()))
}

/// Where a line of a drawing comes from as it is: from its template, or from another one that draws.
fn find_line<'t>(templates: &'t BTreeMap<String, String>, own: &str, wanted: &str) -> Option<(&'t str, usize, usize)> {
    let own = templates.get_key_value(own).into_iter();
    let drawing = own.chain(templates.iter().filter(|(name, _)| name.ends_with(".svg")));
    let mut found = drawing.flat_map(|(name, text)| lines(text).map(move |(start, line)| (name, start, line)));
    let (name, start, line) = found.find(|(.., line)| line.trim() == wanted && !wanted.is_empty())?;
    Some((name, start, start + line.len()))
}

/// The lines of a text, without their indents, each with its place.
fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut next = 0;
    text.split_inclusive('\n').map(move |line| {
        let start = next;
        next += line.len();
        let indent = line.len() - line.trim_start().len();
        (start + indent, line.trim())
    })
}
