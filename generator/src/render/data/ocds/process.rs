//! A contracting process as it was on a day, from the facts of an opportunity.

use jiff::Timestamp;
use jiff::civil::Date;
use submit_fn::shared::format::Cents;
use submit_fn::shared::lang::{Bilingual, Lang};

use super::facts::Facts;
use super::format::{
    Amendment, Award, AwardStatus, Call, Classification, ContactPoint, Contract, ContractStatus, Implementation, Item,
    Milestone, MilestoneStatus, Party, Period, Process, Reference, Role, Tender, TenderStatus, Transaction, Value,
};
use super::{documents, words};
use crate::fingerprint::Fingerprint;
use crate::model::{self, Fact, Kind};
use crate::render::context::SiteContext;

/// The amendments that were made, by what they amend.
#[derive(Default)]
pub(super) struct Amendments {
    pub(super) tender: Vec<Amendment>,
    pub(super) award: Vec<Amendment>,
    pub(super) contract: Vec<Amendment>,
}

/// The site, for what a release names of it.
#[derive(Clone, Copy)]
pub(super) struct Place<'d>(pub(super) &'d SiteContext<'d>);

impl Place<'_> {
    /// The addresses of the page of an item.
    pub(super) fn urls(self, kind: Kind, id: &str) -> Bilingual<String> {
        let urls = self.0.index.urls.of(kind, id);
        Bilingual::from_fn(|lang| [&self.0.site.settings.base_url, urls.get(lang).as_str()].concat())
    }

    pub(super) fn name(self, kind: Kind, id: &str) -> Bilingual<String> {
        let name = self.0.site.title(kind, id);
        Bilingual::from_fn(|lang: Lang| name.as_ref().map_or(id, |name| name.get(lang)).to_owned())
    }

    /// The first instant of a day.
    pub(super) fn start_of(self, date: Date) -> Timestamp {
        self.0.site.settings.zone.start_of(date).unwrap_or(Timestamp::UNIX_EPOCH)
    }

    /// The last second of a day, where the standard has a period end of which only the day is known.
    fn end_of(self, date: Date) -> Timestamp {
        let zone = self.0.site.settings.zone.rules.clone();
        zone.to_timestamp(date.at(23, 59, 59, 0)).unwrap_or(Timestamp::UNIX_EPOCH)
    }

    fn period(self, start: Option<Date>, end: Option<Date>) -> Option<Period> {
        let (start_date, end_date) = (start.map(|date| self.start_of(date)), end.map(|date| self.end_of(date)));
        (start_date.is_some() || end_date.is_some()).then_some(Period { start_date, end_date })
    }

    fn department(self, id: &str) -> Party {
        let department = self.0.site.get(Kind::Department, id).and_then(model::Item::as_department);
        let url = department.and_then(|department| department.website.as_ref()).map(|website| website.en.clone());
        let contact = url.map(|url| ContactPoint { email: None, url: Some(url) });
        party(format!("department-{id}"), self.name(Kind::Department, id), contact, Role::Buyer)
    }

    fn team(self, id: &str) -> Party {
        let contact = ContactPoint {
            email: Some(self.0.site.contact_of(id).to_owned()),
            url: Some(self.urls(Kind::Team, id).en),
        };
        party(format!("team-{id}"), self.name(Kind::Team, id), Some(contact), Role::ProcuringEntity)
    }

    /// Those who run the site, to whom a bidder complains.
    fn site(self) -> Party {
        let settings = &self.0.site.settings;
        let contact = ContactPoint { email: Some(settings.contact.clone()), url: Some(settings.base_url.clone()) };
        party("site".into(), settings.name.clone(), Some(contact), Role::ReviewBody)
    }
}

fn party(id: String, name: Bilingual<String>, contact_point: Option<ContactPoint>, role: Role) -> Party {
    Party { id, name: name.en, name_fr: Some(name.fr), contact_point, roles: Some(vec![role]) }
}

/// A supplier has no identifier but its name, which has no other version either.
fn supplier(name: &str) -> Party {
    let id = format!("supplier-{}", digest(name));
    Party { id, name: name.into(), name_fr: None, contact_point: None, roles: Some(vec![Role::Supplier]) }
}

fn digest(name: &str) -> String {
    format!("{:?}", Fingerprint::of(name.as_bytes()))
}

/// Text of the code as text of a release.
pub(super) fn both(text: Bilingual<&str>) -> Bilingual<String> {
    text.map(str::to_owned)
}

/// What was known on a day, and the amendments until then.
pub(super) fn process(place: Place<'_>, facts: &Facts<'_>, amendments: Amendments) -> Process {
    let (department, team) = (place.department(&facts.id(Fact::Department)), place.team(&facts.id(Fact::Team)));
    let (buyer, procuring_entity) = (Reference::from(&department), Reference::from(&team));
    let award = facts.award();
    let suppliers = award.as_ref().map(|award| supplier(&award.supplier));
    let contract = award.as_ref().and_then(|award| contract(place, facts, award, amendments.contract));
    Process {
        parties: [department, team, place.site()].into_iter().chain(suppliers).collect(),
        buyer,
        tender: tender(place, facts, procuring_entity, amendments.tender),
        awards: award.iter().map(|award| self::award(place, facts, award, amendments.award.clone())).collect(),
        contracts: contract.into_iter().collect(),
    }
}

fn tender(place: Place<'_>, facts: &Facts<'_>, procuring_entity: Reference, amendments: Vec<Amendment>) -> Tender {
    let posted = facts.posted;
    let opportunity = posted.opportunity;
    let prose = opportunity.prose.as_ref();
    let value = value(facts.money(Fact::Value).unwrap_or(opportunity.value));
    let closes = facts.instant(Fact::Closes).unwrap_or(posted.schedule.closes);
    let until = |end_date| Period { start_date: Some(posted.schedule.opens), end_date: Some(end_date) };
    let selection = facts.date(Fact::Selection).map(|date| place.end_of(date));
    Tender {
        id: opportunity.id.clone(),
        title: prose.en.title.clone(),
        title_fr: prose.fr.title.clone(),
        description: prose.en.summary.clone(),
        description_fr: prose.fr.summary.clone(),
        status: status(facts),
        procuring_entity,
        value,
        min_value: value,
        procurement_method: "open",
        main_procurement_category: "services",
        tender_period: until(closes),
        enquiry_period: facts.instant(Fact::QuestionsClose).map(until),
        award_period: Period { start_date: Some(closes), end_date: selection },
        contract_period: contract_period(place, facts),
        call: facts.is_posted().then(|| call(place, facts)),
        documents: documents::of_tender(place, facts, amendments.last().map(|amendment| amendment.date)),
        amendments,
    }
}

fn call(place: Place<'_>, facts: &Facts<'_>) -> Call {
    let prose = facts.posted.opportunity.prose.as_ref();
    let skills = skills(place, &facts.ids(Fact::Skills));
    let eligibility = eligibility(&skills);
    let criteria = criteria(&facts.criteria(Fact::Criteria).unwrap_or_default());
    let submission = submission(place, facts);
    Call {
        items: [Item {
            id: "work",
            description: prose.en.title.clone(),
            description_fr: prose.fr.title.clone(),
            additional_classifications: skills,
        }],
        award_criteria: "qualityOnly",
        award_criteria_details: criteria.en,
        award_criteria_details_fr: criteria.fr,
        submission_method: ["electronicSubmission"],
        submission_method_details: submission.en,
        submission_method_details_fr: submission.fr,
        eligibility_criteria: eligibility.en,
        eligibility_criteria_fr: eligibility.fr,
        has_enquiries: facts.last_answer().map(|_| true),
        number_of_tenderers: facts.award().and_then(|award| award.proposals),
    }
}

fn status(facts: &Facts<'_>) -> TenderStatus {
    let has_ended = |fact| facts.ending(fact).is_some();
    match facts.is_posted() {
        true if has_ended(Fact::Cancelled) => TenderStatus::Cancelled,
        true if has_ended(Fact::NotAwarded) => TenderStatus::Unsuccessful,
        true if facts.award().is_some() => TenderStatus::Complete,
        true => TenderStatus::Active,
        false if has_ended(Fact::Cancelled) => TenderStatus::Withdrawn,
        false => TenderStatus::Planned,
    }
}

fn skills(place: Place<'_>, ids: &[String]) -> Vec<Classification> {
    let scheme = format!("{}/skills", place.0.site.settings.host());
    let skill = |id: &String| {
        let name = place.name(Kind::Skill, id);
        Classification {
            scheme: scheme.clone(),
            id: id.clone(),
            description: name.en,
            description_fr: name.fr,
            uri: place.urls(Kind::Skill, id).en,
        }
    };
    ids.iter().map(skill).collect()
}

fn eligibility(skills: &[Classification]) -> Bilingual<String> {
    let names = Bilingual {
        en: skills.iter().map(|skill| skill.description.as_str()).collect::<Vec<_>>(),
        fr: skills.iter().map(|skill| skill.description_fr.as_str()).collect(),
    };
    Bilingual::from_fn(|lang| words::ELIGIBILITY.get(lang).replace("{skills}", &names.get(lang).join(", ")))
}

fn criteria(criteria: &[model::Criterion]) -> Bilingual<String> {
    Bilingual::from_fn(|lang| {
        let lines: Vec<_> = criteria.iter().map(|criterion| format!("- {}", criterion.text.get(lang))).collect();
        words::AWARD_CRITERIA.get(lang).replace("{criteria}", &lines.join("\n"))
    })
}

fn submission(place: Place<'_>, facts: &Facts<'_>) -> Bilingual<String> {
    let urls = place.urls(Kind::Opportunity, &facts.posted.opportunity.id);
    let team = place.0.site.contact_of(&facts.id(Fact::Team)).to_owned();
    Bilingual::from_fn(|lang| {
        let words = words::SUBMISSION.get(lang).replace("{url}", urls.get(lang));
        words.replace("{team}", &team).replace("{contact}", &place.0.site.settings.contact)
    })
}

fn contract_period(place: Place<'_>, facts: &Facts<'_>) -> Option<Period> {
    place.period(facts.date(Fact::Starts), facts.date(Fact::Delivers))
}

/// Cents are exact up to 2^53 of them.
fn value(amount: Cents) -> Value {
    Value { amount: amount.0 as f64 / 100.0, currency: "CAD" }
}

/// The price of a contract, which is that of the opportunity unless the award says another one.
fn price(facts: &Facts<'_>, award: &model::Award) -> Value {
    value(award.value.or(facts.money(Fact::Value)).unwrap_or(facts.posted.opportunity.value))
}

fn award(place: Place<'_>, facts: &Facts<'_>, award: &model::Award, amendments: Vec<Amendment>) -> Award {
    let date = place.start_of(award.date);
    Award {
        id: format!("award-{}", digest(&award.supplier)),
        status: AwardStatus::Active,
        date,
        value: price(facts, award),
        suppliers: [Reference::from(&supplier(&award.supplier))],
        contract_period: contract_period(place, facts),
        documents: documents::of_award(place, &facts.posted.opportunity.id, date),
        amendments,
    }
}

/// The contract, once it is known how it ended.
fn contract(place: Place<'_>, facts: &Facts<'_>, award: &model::Award, amendments: Vec<Amendment>) -> Option<Contract> {
    let delivery = facts.delivery();
    let reason = facts.ending(Fact::NotDelivered).map(|(_, ending)| ending.reason);
    if delivery.is_none() && reason.is_none() {
        return None;
    }
    let date_met = delivery.as_ref().map(|delivery| place.start_of(delivery.date));
    let work = delivery.as_ref().and_then(|delivery| delivery.repository.as_deref()).zip(date_met);
    let description = reason.map_or(Bilingual { en: None, fr: None }, |reason| reason.map(Some));
    let milestone = Milestone {
        id: "delivery",
        title: words::DELIVERY.en,
        title_fr: words::DELIVERY.fr,
        kind: "delivery",
        description: description.en,
        description_fr: description.fr,
        due_date: facts.date(Fact::Delivers).map(|date| place.end_of(date)),
        date_met,
        status: if date_met.is_some() { MilestoneStatus::Met } else { MilestoneStatus::NotMet },
    };
    let documents = work.map(|(repository, date)| documents::of_work(repository, date)).into_iter().collect();
    let payment = facts.payment().map(|date| Transaction {
        id: "payment",
        date: place.start_of(date),
        value: price(facts, award),
    });
    let supplier = digest(&award.supplier);
    Some(Contract {
        id: format!("contract-{supplier}"),
        award_id: format!("award-{supplier}"),
        status: ContractStatus::Terminated,
        period: contract_period(place, facts),
        value: price(facts, award),
        implementation: Implementation {
            milestones: [milestone],
            transactions: payment.into_iter().collect(),
            documents,
        },
        amendments,
    })
}
