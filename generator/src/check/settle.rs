//! Which diagnostics make which others pointless: a text that is still to be written has the wrong numbers and signs
//! too, and who replaces it mends them all.

use std::collections::BTreeSet;
use std::path::Path;

use crate::diagnostic::Code::{self, *};
use crate::diagnostic::{Diagnostic, Severity};

/// One row of the table: diagnostics with a code of `hides` go when a cause is near.
struct Row {
    causes: Causes,
    near: Near,
    hides: &'static [Code],
}

enum Causes {
    These(&'static [Code]),
    AnyError,
}

/// How near a cause must be.
enum Near {
    /// A line of the cause, or of what it refers to, is a line of the other diagnostic or of what that refers to.
    Lines,
    /// Both are on the same line.
    SameLine,
    SameFile,
    /// Both are in the same folder, which is the same item.
    Folder,
    Anywhere,
}

/// What a text says of numbers, links, structure, terms and signs.
const PROSE: &[Code] = &[
    W0510, W0511, W0512, W0513, W0514, W0515, W0517, W0521, W0522, W0523, W0524, W0525, W0526, W0527, E0806, W0809,
    W0810, W0811, W0813, W0814,
];

const TABLE: &[Row] = &[
    // What is still to be written, or must be removed, is not read any further.
    Row { causes: Causes::These(&[W0508, E0509, E0909]), near: Near::Lines, hides: PROSE },
    Row { causes: Causes::These(&[W0508, E0509, E0909]), near: Near::Lines, hides: &[W0808] },
    // A text that is too short is written again.
    Row { causes: Causes::These(&[W0510]), near: Near::Folder, hides: &[W0813] },
    // A paragraph in the wrong language has its typography too.
    Row { causes: Causes::These(&[W0808]), near: Near::Lines, hides: PROSE },
    // What follows an open fence is not read as text.
    Row { causes: Causes::These(&[E0113]), near: Near::SameFile, hides: &[E0501, E0502, E0503, W0510, W0511, E0505] },
    // The name of a note that is missing is read as a number.
    Row { causes: Causes::These(&[E0534]), near: Near::Lines, hides: &[E0806] },
    // A note that is mended in one version may be what the other one has.
    Row { causes: Causes::These(&[E0534, E0535]), near: Near::Folder, hides: &[E0815] },
    // Where no value could be right, all content is wrong.
    Row { causes: Causes::These(&[E0208]), near: Near::Anywhere, hides: &[W0705, W0706, E0707] },
    // A price that is not allowed is not compared with the hours, and a pay that is not fair says what the hours per week do.
    Row { causes: Causes::These(&[E0306]), near: Near::Lines, hides: &[W0705] },
    Row { causes: Causes::These(&[W0705]), near: Near::SameLine, hides: &[W0708] },
    // What a misspelt key says is not missing.
    Row { causes: Causes::These(&[E0201]), near: Near::SameFile, hides: &[E0901, E0902] },
    // A link that leads nowhere is not asked for in the other version.
    Row { causes: Causes::These(&[E0405, E0505, E0506, W0511]), near: Near::Lines, hides: &[E0804] },
    // A link that did not become one shows its address.
    Row { causes: Causes::These(&[W0529]), near: Near::Lines, hides: &[W0514] },
    // An address that is a link in the other version.
    Row { causes: Causes::These(&[E0804]), near: Near::SameLine, hides: &[W0514, W0529] },
    // A heading that the other version lacks may skip a level.
    Row { causes: Causes::These(&[E0801]), near: Near::Lines, hides: &[W0515] },
    // A fact that is wrong in itself was not changed on purpose.
    Row { causes: Causes::AnyError, near: Near::SameLine, hides: &[E0904] },
    // Of two versions that differ, the place to mend is known.
    Row {
        causes: Causes::These(&[E0801, E0802, E0803, E0804, E0805, E0806, W0808]),
        near: Near::Folder,
        hides: &[W0807],
    },
];

/// The diagnostics that are worth a reader's time, in their order.
pub(crate) fn settle(mut all: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let pointless: Vec<bool> = {
        let rows: Vec<_> = TABLE.iter().map(|row| (row, Places::of(row, &all))).collect();
        all.iter().map(|diagnostic| rows.iter().any(|(row, places)| places.hide(row, diagnostic))).collect()
    };
    let mut pointless = pointless.into_iter();
    all.retain(|_| pointless.next() == Some(false));
    all
}

/// Where the causes of a row are.
#[derive(Default)]
struct Places<'d> {
    lines: BTreeSet<(&'d Path, usize)>,
    files: BTreeSet<&'d Path>,
    folders: BTreeSet<&'d Path>,
}

impl<'d> Places<'d> {
    fn of(row: &Row, all: &'d [Diagnostic]) -> Self {
        let is_cause = |diagnostic: &&Diagnostic| {
            let code = diagnostic.code();
            match row.causes {
                Causes::These(codes) => codes.contains(&code),
                Causes::AnyError => diagnostic.severity() == Severity::Error && !row.hides.contains(&code),
            }
        };
        let mut places = Self::default();
        for cause in all.iter().filter(is_cause) {
            match row.near {
                Near::Lines => places.lines.extend(lines(cause)),
                Near::SameLine => places.lines.extend(own_line(cause)),
                Near::SameFile | Near::Anywhere => drop(places.files.insert(&cause.file)),
                Near::Folder => places.folders.extend(cause.file.parent()),
            }
        }
        places
    }

    fn hide(&self, row: &Row, diagnostic: &Diagnostic) -> bool {
        row.hides.contains(&diagnostic.code())
            && match row.near {
                Near::Lines => lines(diagnostic).any(|line| self.lines.contains(&line)),
                Near::SameLine => own_line(diagnostic).is_some_and(|line| self.lines.contains(&line)),
                Near::SameFile => self.files.contains(diagnostic.file.as_path()),
                Near::Anywhere => !self.files.is_empty(),
                Near::Folder => diagnostic.file.parent().is_some_and(|folder| self.folders.contains(folder)),
            }
    }
}

fn own_line(diagnostic: &Diagnostic) -> Option<(&Path, usize)> {
    Some((diagnostic.file.as_path(), diagnostic.place.as_ref()?.line))
}

/// The lines of a diagnostic and of what it refers to.
fn lines(diagnostic: &Diagnostic) -> impl Iterator<Item = (&Path, usize)> {
    let related = diagnostic.related.iter().map(|related| (related.file.as_path(), related.place.line));
    own_line(diagnostic).into_iter().chain(related)
}
