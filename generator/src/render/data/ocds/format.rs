//! The parts of a release, as the release schema of the standard names them (version 1.1.5).
//!
//! Texts are in English, the language of a release; the French ones are beside them, with a suffix.

use jiff::Timestamp;
use serde::Serialize;

/// The stages of a contracting process, as far as they are known at an instant.
#[derive(Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Process {
    pub(super) parties: Vec<Party>,
    pub(super) buyer: Reference,
    pub(super) tender: Tender,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) awards: Vec<Award>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) contracts: Vec<Contract>,
}

/// An organization that takes part.
#[derive(Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Party {
    pub(super) id: String,
    pub(super) name: String,
    #[serde(rename = "name_fr", skip_serializing_if = "Option::is_none")]
    pub(super) name_fr: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) contact_point: Option<ContactPoint>,
    /// `None` for one that no longer takes part.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) roles: Option<Vec<Role>>,
}

#[derive(Clone, Copy, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) enum Role {
    Buyer,
    ProcuringEntity,
    Supplier,
    /// Whom a bidder complains to.
    ReviewBody,
}

#[derive(Clone, PartialEq, Serialize)]
pub(super) struct ContactPoint {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) email: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) url: Option<String>,
}

/// A party, elsewhere than in the list of them.
#[derive(Clone, PartialEq, Serialize)]
pub(super) struct Reference {
    pub(super) id: String,
    pub(super) name: String,
}

impl From<&Party> for Reference {
    fn from(party: &Party) -> Self {
        Self { id: party.id.clone(), name: party.name.clone() }
    }
}

#[derive(Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Tender {
    pub(super) id: String,
    pub(super) title: String,
    #[serde(rename = "title_fr")]
    pub(super) title_fr: String,
    pub(super) description: String,
    #[serde(rename = "description_fr")]
    pub(super) description_fr: String,
    pub(super) status: TenderStatus,
    pub(super) procuring_entity: Reference,
    pub(super) value: Value,
    /// Equal to the value: the price is fixed.
    pub(super) min_value: Value,
    pub(super) procurement_method: &'static str,
    pub(super) main_procurement_category: &'static str,
    pub(super) tender_period: Period,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) enquiry_period: Option<Period>,
    pub(super) award_period: Period,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) contract_period: Option<Period>,
    /// `None` until it is posted.
    #[serde(flatten)]
    pub(super) call: Option<Call>,
    pub(super) documents: Vec<Document>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) amendments: Vec<Amendment>,
}

/// What bidders are asked for, and what came of it.
#[derive(Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Call {
    pub(super) items: [Item; 1],
    pub(super) award_criteria: &'static str,
    pub(super) award_criteria_details: String,
    #[serde(rename = "awardCriteriaDetails_fr")]
    pub(super) award_criteria_details_fr: String,
    pub(super) submission_method: [&'static str; 1],
    pub(super) submission_method_details: String,
    #[serde(rename = "submissionMethodDetails_fr")]
    pub(super) submission_method_details_fr: String,
    pub(super) eligibility_criteria: String,
    #[serde(rename = "eligibilityCriteria_fr")]
    pub(super) eligibility_criteria_fr: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) has_enquiries: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) number_of_tenderers: Option<u32>,
}

#[derive(Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) enum TenderStatus {
    Planned,
    Active,
    Complete,
    Unsuccessful,
    Cancelled,
    /// Cancelled before it was posted.
    Withdrawn,
}

#[derive(Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Item {
    pub(super) id: &'static str,
    pub(super) description: String,
    #[serde(rename = "description_fr")]
    pub(super) description_fr: String,
    pub(super) additional_classifications: Vec<Classification>,
}

/// A skill, in the list of them that the site has.
#[derive(Clone, PartialEq, Serialize)]
pub(super) struct Classification {
    pub(super) scheme: String,
    pub(super) id: String,
    pub(super) description: String,
    pub(super) description_fr: String,
    pub(super) uri: String,
}

#[derive(Clone, Copy, PartialEq, Serialize)]
pub(super) struct Value {
    pub(super) amount: f64,
    pub(super) currency: &'static str,
}

#[derive(Clone, Copy, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Period {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) start_date: Option<Timestamp>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) end_date: Option<Timestamp>,
}

#[derive(Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Document {
    pub(super) id: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) document_type: Option<&'static str>,
    pub(super) title: String,
    #[serde(rename = "title_fr")]
    pub(super) title_fr: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) description: Option<String>,
    #[serde(rename = "description_fr", skip_serializing_if = "Option::is_none")]
    pub(super) description_fr: Option<String>,
    pub(super) url: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) date_published: Option<Timestamp>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) date_modified: Option<Timestamp>,
    pub(super) format: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) language: Option<&'static str>,
}

#[derive(Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Amendment {
    /// Its place among all amendments of the opportunity, from 1.
    pub(super) id: String,
    pub(super) date: Timestamp,
    pub(super) rationale: String,
    #[serde(rename = "rationale_fr")]
    pub(super) rationale_fr: String,
    /// The keys of what changed.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(super) description: String,
    /// The release before it, if there is one.
    #[serde(rename = "amendsReleaseID", skip_serializing_if = "Option::is_none")]
    pub(super) amends_release_id: Option<String>,
    #[serde(rename = "releaseID")]
    pub(super) release_id: String,
}

#[derive(Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Award {
    pub(super) id: String,
    pub(super) status: AwardStatus,
    pub(super) date: Timestamp,
    pub(super) value: Value,
    pub(super) suppliers: [Reference; 1],
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) contract_period: Option<Period>,
    pub(super) documents: Vec<Document>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) amendments: Vec<Amendment>,
}

#[derive(Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) enum AwardStatus {
    Active,
    /// It was recorded, and the record was corrected.
    Cancelled,
}

#[derive(Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Contract {
    pub(super) id: String,
    #[serde(rename = "awardID")]
    pub(super) award_id: String,
    pub(super) status: ContractStatus,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) period: Option<Period>,
    pub(super) value: Value,
    pub(super) implementation: Implementation,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) amendments: Vec<Amendment>,
}

#[derive(Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) enum ContractStatus {
    /// It came to its end, with a delivery or without.
    Terminated,
    /// It was recorded, and the record was corrected.
    Cancelled,
}

#[derive(Clone, PartialEq, Serialize)]
pub(super) struct Implementation {
    pub(super) milestones: [Milestone; 1],
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) transactions: Vec<Transaction>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) documents: Vec<Document>,
}

/// The payment of the supplier.
#[derive(Clone, PartialEq, Serialize)]
pub(super) struct Transaction {
    pub(super) id: &'static str,
    pub(super) date: Timestamp,
    pub(super) value: Value,
}

/// The delivery of the work.
#[derive(Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Milestone {
    pub(super) id: &'static str,
    pub(super) title: &'static str,
    #[serde(rename = "title_fr")]
    pub(super) title_fr: &'static str,
    #[serde(rename = "type")]
    pub(super) kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) description: Option<String>,
    #[serde(rename = "description_fr", skip_serializing_if = "Option::is_none")]
    pub(super) description_fr: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) due_date: Option<Timestamp>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) date_met: Option<Timestamp>,
    pub(super) status: MilestoneStatus,
}

#[derive(Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) enum MilestoneStatus {
    Met,
    NotMet,
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) enum Tag {
    Planning,
    PlanningUpdate,
    Tender,
    TenderAmendment,
    TenderUpdate,
    TenderCancellation,
    Award,
    AwardUpdate,
    AwardCancellation,
    Contract,
    ContractAmendment,
    ContractUpdate,
    Implementation,
    ImplementationUpdate,
    ContractTermination,
    /// Of what is merged, alone.
    Compiled,
}
