//! What belongs together, in the order in which pages show it: sorted once, grouped once.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::ops::Range;

use jiff::Timestamp;
use jiff::civil::Date;
use submit_fn::shared::format::Zone;
use submit_fn::shared::lang::{Bilingual, Lang};

use super::Urls;
use super::collation::collator;
use super::paging::Opportunities;
use crate::check::CheckedSite;
use crate::model::{Due, Item, Kind, Opportunity, Settings, Status, address};

/// A site as it is at an instant, with its drafts or without.
#[derive(Debug)]
pub(crate) struct Index<'s> {
    pub(crate) urls: Urls,
    /// Whether drafts are on the site, as in a preview.
    pub(crate) has_drafts: bool,
    pub(super) now: Timestamp,
    settings: &'s Settings,
    /// Its day in the zone of the site.
    pub(crate) today: Date,
    opportunities: Opportunities<'s>,
    /// The addresses of the pages of forms, by opportunity.
    forms: BTreeMap<&'s str, Bilingual<String>>,
    archive: Vec<ArchivedYear>,
    /// By the team, project, department or skill that they belong to.
    opportunities_of: ByOwner<'s, Opportunities<'s>>,
    lists: BTreeMap<Kind, Bilingual<Vec<Listed<'s>>>>,
    /// What has a page and is no opportunity, in the order of kinds and ids.
    pub(super) things: Vec<Listed<'s>>,
    /// By the item that they are part of.
    parts_of: ByOwner<'s, BTreeMap<Kind, Vec<Listed<'s>>>>,
}

/// The past opportunities that closed or were cancelled in a year.
#[derive(Debug)]
pub(crate) struct ArchivedYear {
    pub(crate) year: i16,
    pub(crate) url: Bilingual<String>,
    /// Where they are among the past ones.
    range: Range<usize>,
}

type ByOwner<'s, T> = BTreeMap<Kind, BTreeMap<&'s str, T>>;

/// Something in a list of its kind.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Listed<'s> {
    pub(crate) kind: Kind,
    pub(crate) id: &'s str,
    pub(crate) title: Bilingual<&'s str>,
    /// Empty if it has none.
    pub(crate) summary: Bilingual<&'s str>,
    pub(crate) published: Option<Date>,
}

impl<'s> Index<'s> {
    pub(crate) fn new(site: &'s CheckedSite, now: Timestamp, has_drafts: bool) -> Self {
        let zone = &site.settings.zone;
        let is_shown = |item: &&Opportunity| has_drafts || Status::of(item, now) != Status::Draft;
        let mut all: Vec<_> = site.opportunities().filter(is_shown).collect();
        all.sort_by_cached_key(|opportunity| order(opportunity, now, zone));
        let mut opportunities = Opportunities::default();
        let mut opportunities_of: ByOwner<'_, Opportunities<'_>> = BTreeMap::new();
        for opportunity in all {
            let current = usize::from(!is_past(opportunity, now, zone));
            for (kind, id) in opportunity.owners() {
                let owned = opportunities_of.entry(kind).or_default().entry(id).or_default();
                owned.all.push(opportunity);
                owned.current += current;
            }
            opportunities.all.push(opportunity);
            opportunities.current += current;
        }
        let archive = archive(opportunities.past(), zone);
        let (lists, parts_of) = (lists(site), parts(site));
        let today = zone.civil(now).date();
        let urls = Urls::new(site);
        let with_form = opportunities.all().iter().filter(|opportunity| is_at_hand(opportunity, now));
        let forms = with_form.map(|opportunity| {
            let id = opportunity.id.as_str();
            (id, address::form(urls.of(Kind::Opportunity, id)))
        });
        Self {
            forms: forms.collect(),
            urls,
            has_drafts,
            now,
            settings: &site.settings,
            today,
            opportunities,
            archive,
            opportunities_of,
            lists,
            things: things(site),
            parts_of,
        }
    }

    /// The status of an opportunity when the site is built.
    pub(crate) fn status(&self, opportunity: &Opportunity) -> Status {
        Status::of(opportunity, self.now)
    }

    /// The first day of the month that comes some months after this one.
    pub(crate) fn month_after(&self, months: u32) -> Date {
        self.today.first_of_month().saturating_add(jiff::Span::new().months(months))
    }

    /// The latest date so far at which what an opportunity says changed.
    pub(crate) fn modified(&self, opportunity: &Opportunity) -> Option<Date> {
        opportunity.modified(self.today)
    }

    pub(crate) const fn opportunities(&self) -> &Opportunities<'s> {
        &self.opportunities
    }

    /// Whether bidders may have something of an opportunity at hand, its form or its closing time: until it is evaluated,
    /// and when it was cancelled, until it would have closed.
    pub(crate) fn is_at_hand(&self, opportunity: &Opportunity) -> bool {
        is_at_hand(opportunity, self.now)
    }

    /// Whether questions about an opportunity are still answered.
    pub(crate) fn takes_questions(&self, opportunity: &Opportunity) -> bool {
        let until = opportunity.questions_until();
        self.status(opportunity).is_before_closing() && until.is_some_and(|until| self.now < until)
    }

    /// What should be on the record of an opportunity by now.
    pub(crate) fn overdue(&self, opportunity: &Opportunity) -> Option<Due> {
        opportunity.overdue(self.now, self.settings)
    }

    /// The address of the page of an opportunity's form, as long as it has one.
    pub(crate) fn form(&self, id: &str) -> Option<&Bilingual<String>> {
        self.forms.get(id)
    }

    /// The opportunities of a team, project, department or skill.
    pub(crate) fn opportunities_of(&self, kind: Kind, id: &str) -> &Opportunities<'s> {
        static NONE: Opportunities<'static> = Opportunities { all: Vec::new(), current: 0 };
        self.opportunities_of.get(&kind).and_then(|owners| owners.get(id)).unwrap_or(&NONE)
    }

    /// The current opportunities that have a status.
    pub(crate) fn current_with(&self, status: Status) -> &[&'s Opportunity] {
        let current = self.opportunities.current();
        let start = current.partition_point(|opportunity| self.status(opportunity) < status);
        let end = current.partition_point(|opportunity| self.status(opportunity) <= status);
        &current[start..end]
    }

    /// The years in which past opportunities closed or were cancelled, the latest first.
    pub(crate) fn archive(&self) -> &[ArchivedYear] {
        &self.archive
    }

    /// The opportunities of a year of the archive, the latest first.
    pub(crate) fn archived(&self, year: &ArchivedYear) -> &[&'s Opportunity] {
        &self.opportunities.past()[year.range.clone()]
    }

    /// The things of a kind in the order of its list: by title, as the language sorts; what has a date, the latest first.
    pub(crate) fn list(&self, kind: Kind, lang: Lang) -> &[Listed<'s>] {
        self.lists.get(&kind).map_or(&[], |list| list.get(lang))
    }

    /// The items that are part of another, by kind: the projects of a team, the teams of a department.
    pub(crate) fn parts_of<'i>(
        &'i self,
        kind: Kind,
        id: &str,
    ) -> impl Iterator<Item = (Kind, &'i [Listed<'s>])> + use<'i, 's> {
        let parts = self.parts_of.get(&kind).and_then(|owners| owners.get(id)).into_iter().flatten();
        parts.map(|(kind, items)| (*kind, items.as_slice()))
    }
}

/// Whether an opportunity is over. What was cancelled before it had a closing time, nobody says when, has no year in the
/// archive: it stays with the current ones.
fn is_past(opportunity: &Opportunity, now: Timestamp, zone: &Zone) -> bool {
    Status::of(opportunity, now).is_over() && opportunity.receives_until(zone).is_some()
}

fn is_at_hand(opportunity: &Opportunity, now: Timestamp) -> bool {
    match Status::of(opportunity, now) {
        Status::Cancelled => opportunity.schedule.is_some_and(|schedule| schedule.closes > now),
        status => status.is_under_way(),
    }
}

/// How opportunities are sorted: see [`order`].
type Order<'s> = (bool, Option<Status>, Option<Timestamp>, Reverse<Option<Timestamp>>, &'s str);

/// Current ones by status, those of a status by the date that comes next. Past ones by their end, the latest first.
fn order<'o>(opportunity: &'o Opportunity, now: Timestamp, zone: &Zone) -> Order<'o> {
    let id = opportunity.id.as_str();
    if is_past(opportunity, now, zone) {
        return (true, None, None, Reverse(opportunity.receives_until(zone)), id);
    }
    let status = Status::of(opportunity, now);
    let schedule = opportunity.schedule;
    let (next, last) = match status {
        Status::Open => (schedule.map(|schedule| schedule.closes), None),
        Status::Upcoming => (schedule.map(|schedule| schedule.opens), None),
        _ => (None, schedule.map(|schedule| schedule.closes)),
    };
    (false, Some(status), next, Reverse(last), id)
}

/// Groups past opportunities, which are sorted by their end, by the year of it.
fn archive(past: &[&Opportunity], zone: &Zone) -> Vec<ArchivedYear> {
    let year = |opportunity: &Opportunity| opportunity.receives_until(zone).map(|end| zone.civil(end).year());
    let mut start = 0;
    let years = past.chunk_by(|a, b| year(a) == year(b)).filter_map(|chunk| {
        let range = start..start + chunk.len();
        start = range.end;
        let year = year(chunk.first()?)?;
        Some(ArchivedYear { year, url: address::archive(year), range })
    });
    years.collect()
}

fn lists(site: &CheckedSite) -> BTreeMap<Kind, Bilingual<Vec<Listed<'_>>>> {
    // Opportunities have lists of their own.
    let kinds = Kind::listed().filter(|kind| *kind != Kind::Opportunity);
    let lists = kinds.map(|kind| {
        let things: Vec<_> = match kind {
            Kind::Skill => site.skills.iter().map(|(id, name)| Listed::skill(id, name)).collect(),
            kind => site.of_kind(kind).map(Listed::item).collect(),
        };
        (kind, Bilingual::from_fn(|lang| sorted(things.clone(), lang)))
    });
    lists.collect()
}

fn things(site: &CheckedSite) -> Vec<Listed<'_>> {
    let items = site.items().filter(|item| item.as_opportunity().is_none()).map(Listed::item);
    items.chain(site.skills.iter().map(|(id, name)| Listed::skill(id, name))).collect()
}

/// In the order of a list; things of equal titles stay in the order of ids.
fn sorted(mut things: Vec<Listed<'_>>, lang: Lang) -> Vec<Listed<'_>> {
    let collator = collator(lang);
    things.sort_by(|a, b| {
        let by_date = Reverse(a.published).cmp(&Reverse(b.published));
        // Two news of one day are in the order of ids.
        by_date.then_with(|| match a.published {
            Some(_) => a.id.cmp(b.id),
            None => collator.compare(a.title.get(lang), b.title.get(lang)),
        })
    });
    things
}

fn parts(site: &CheckedSite) -> ByOwner<'_, BTreeMap<Kind, Vec<Listed<'_>>>> {
    let mut parts: ByOwner<'_, BTreeMap<_, Vec<_>>> = BTreeMap::new();
    for item in site.items() {
        if let Some((kind, id)) = item.part_of() {
            let parts = parts.entry(kind).or_default().entry(id).or_default();
            parts.entry(item.kind()).or_default().push(Listed::item(item));
        }
    }
    parts
}

impl<'s> Listed<'s> {
    fn item(item: &'s Item) -> Self {
        let prose = item.prose().as_ref();
        Self {
            kind: item.kind(),
            id: item.id(),
            title: prose.map(|prose| prose.title.as_str()),
            summary: prose.map(|prose| prose.summary.as_str()),
            published: item.published(),
        }
    }

    fn skill(id: &'s str, name: &'s Bilingual<String>) -> Self {
        let title = name.as_ref().map(String::as_str);
        Self { kind: Kind::Skill, id, title, summary: Bilingual { en: "", fr: "" }, published: None }
    }
}
