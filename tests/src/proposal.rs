//! A proposal that a careful bidder would send.

/// An opportunity of the repository that is open at the tests' present.
pub const OPEN: &str = "accessible-date-picker";

/// Its page.
pub const OPEN_PAGE: &str = "/en/opportunities/accessible-date-picker/";

/// The page of its form.
pub const OPEN_FORM: &str = "/en/opportunities/accessible-date-picker/proposal/";

/// The fields of a complete proposal for [`OPEN`], by the names of the form.
pub fn proposal(lang: &str) -> Vec<(String, String)> {
    let fields = [
        ("opportunity", OPEN),
        ("lang", lang),
        ("name", "Zoé L'Écuyer-Nuñez 🦀"),
        ("organization", "Boréal & Filles <inc.>"),
        ("email", "zoe@example.org"),
        ("correspondence", "fr"),
        ("eligibility", "yes"),
        ("accept-terms", "yes"),
        ("accept-price", "yes"),
        ("accept-date", "yes"),
    ];
    let mut fields: Vec<_> = fields.map(|(name, value)| (name.to_owned(), value.to_owned())).into();
    for id in criteria() {
        fields.push((format!("criterion-{id}"), format!("Ma réponse « {id} »\r\nsur deux lignes.")));
    }
    fields
}

/// The ids of the criteria of [`OPEN`], as its file lists them.
fn criteria() -> Vec<String> {
    let path = crate::repository().join("content/opportunities").join(OPEN).join("opportunity.yaml");
    let text = std::fs::read_to_string(path).unwrap();
    text.lines().filter_map(|line| line.trim().strip_prefix("- id: ").map(str::to_owned)).collect()
}
