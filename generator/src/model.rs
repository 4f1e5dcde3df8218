//! What a site is made of: typed, with both languages in every value.

mod amendment;
mod entity;
mod kind;
mod opportunity;
mod prose;
mod settings;
mod status;

use std::collections::BTreeMap;
use std::path::PathBuf;

pub use amendment::{Amendment, Change};
pub use entity::{Department, News, Page, Project, Team, TermsPage};
pub use kind::Kind;
pub use opportunity::{Answered, Approver, Award, Criterion, Delivery, Ending, Opportunity, Outcome, Review, Schedule};
pub use prose::{Body, Prose};
pub use settings::{Checks, Limits, MenuEntry, Settings, Thresholds};
pub use status::Status;
use submit_fn::shared::lang::Bilingual;

/// Things of one kind, by their ids.
pub type ById<T> = BTreeMap<String, T>;

/// A whole site. Every id in it names something that is in it too.
#[derive(Debug)]
pub struct Site {
    /// site.toml.
    pub settings: Settings,
    /// content/opportunities/.
    pub opportunities: ById<Opportunity>,
    /// content/projects/.
    pub projects: ById<Project>,
    /// content/teams/.
    pub teams: ById<Team>,
    /// content/departments/.
    pub departments: ById<Department>,
    /// content/skills.yaml: names.
    pub skills: ById<Bilingual<String>>,
    /// content/acceptance.yaml: statements.
    pub acceptance: ById<Bilingual<String>>,
    /// content/terms/.
    pub terms: ById<TermsPage>,
    /// content/pages/.
    pub pages: ById<Page>,
    /// content/news/.
    pub news: ById<News>,
    /// The images beside texts, relative to the site's root.
    pub images: Vec<PathBuf>,
}
