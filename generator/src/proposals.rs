//! The proposals that came in, as a table, as JSON, or as CSV.

use jiff::tz::TimeZone;
use submit_fn::proposal::Proposal;
use submit_fn::shared::lang::Lang;

/// How proposals are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Format {
    /// For a terminal.
    Table,
    /// An array of objects.
    Json,
    /// A row a proposal, a column a field; UTF-8 with a byte order mark, for spreadsheets.
    Csv,
}

/// Proposals could not be written in a format.
#[derive(Debug, thiserror::Error)]
pub(crate) enum FormatError {
    /// As JSON.
    #[error(transparent)]
    Json(#[from] serde_json::Error),
    /// As CSV.
    #[error(transparent)]
    Csv(#[from] csv::Error),
    /// As CSV, at its end.
    #[error(transparent)]
    Io(#[from] std::io::Error),
}

/// A list of proposals, in order of arrival: who sent what for which opportunity, without the answers in a table.
///
/// # Errors
/// When the format cannot hold them.
pub(crate) fn list(proposals: &[Proposal], format: Format, zone: &TimeZone, lang: Lang) -> Result<String, FormatError> {
    match format {
        Format::Table => Ok(table(proposals, zone, lang)),
        Format::Json => json(proposals),
        Format::Csv => csv(proposals),
    }
}

/// One proposal with its answers.
///
/// # Errors
/// When the format cannot hold it.
pub(crate) fn show(proposal: &Proposal, format: Format, zone: &TimeZone, lang: Lang) -> Result<String, FormatError> {
    match format {
        Format::Table => Ok(sheet(proposal, zone, lang)),
        Format::Json => Ok(serde_json::to_string_pretty(proposal)? + "\n"),
        Format::Csv => csv(std::slice::from_ref(proposal)),
    }
}

fn json(proposals: &[Proposal]) -> Result<String, FormatError> {
    Ok(serde_json::to_string_pretty(proposals)? + "\n")
}

/// The columns that every proposal has, by the names of the form's fields.
const COLUMNS: [&str; 10] = [
    "reference",
    "arrival",
    "opportunity",
    "name",
    "organization",
    "email",
    "correspondence",
    "lang",
    "terms",
    "quarantined",
];

/// A column for each criterion that any of the proposals answers, after those that all have.
fn csv(proposals: &[Proposal]) -> Result<String, FormatError> {
    let mut criteria: Vec<&str> = Vec::new();
    for (id, _) in proposals.iter().flat_map(|proposal| &proposal.answers) {
        if !criteria.contains(&id.as_str()) {
            criteria.push(id);
        }
    }
    let mut writer = csv::Writer::from_writer("\u{feff}".as_bytes().to_vec());
    let header = COLUMNS.map(str::to_owned).into_iter();
    writer.write_record(header.chain(criteria.iter().map(|id| format!("criterion-{id}"))))?;
    for proposal in proposals {
        let answer = |id: &&str| {
            let given = proposal.answers.iter().find(|(of, _)| of == id);
            given.map(|(_, text)| text.clone()).unwrap_or_default()
        };
        let fields = [
            proposal.reference.to_string(),
            proposal.arrival.to_string(),
            proposal.opportunity.clone(),
            proposal.name.clone(),
            proposal.organization.clone().unwrap_or_default(),
            proposal.email.clone(),
            proposal.correspondence.code().to_owned(),
            proposal.lang.code().to_owned(),
            proposal.terms.clone(),
            proposal.quarantined.to_string(),
        ];
        let row = fields.into_iter().chain(criteria.iter().map(answer));
        writer.write_record(row.map(|cell| not_a_formula(&cell)))?;
    }
    let bytes = writer.into_inner().map_err(|error| error.into_error())?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// A spreadsheet runs a cell that begins as a formula does: a quote before it makes it a text again
/// (OWASP, "CSV Injection").
fn not_a_formula(cell: &str) -> String {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{cell}") } else { cell.to_owned() }
}

fn arrival(proposal: &Proposal, zone: &TimeZone) -> String {
    proposal.arrival.to_zoned_datetime(zone.clone()).strftime("%Y-%m-%d %H:%M:%S").to_string()
}

fn table(proposals: &[Proposal], zone: &TimeZone, lang: Lang) -> String {
    let header = match lang {
        Lang::En => ["REFERENCE", "RECEIVED", "OPPORTUNITY", "NAME", "EMAIL"],
        Lang::Fr => ["RÉFÉRENCE", "REÇUE", "POSSIBILITÉ", "NOM", "COURRIEL"],
    };
    let mut rows = vec![header.map(str::to_owned)];
    rows.extend(proposals.iter().map(|proposal| {
        [
            proposal.reference.to_string(),
            arrival(proposal, zone),
            proposal.opportunity.clone(),
            one_line(&proposal.name),
            one_line(&proposal.email),
        ]
    }));
    let width = |column: usize| rows.iter().map(|row| row[column].chars().count()).max().unwrap_or(0);
    let widths: [usize; 5] = std::array::from_fn(width);
    let mut text = String::new();
    for row in &rows {
        let cells = row.iter().zip(widths).map(|(cell, width)| format!("{cell:width$}"));
        text.push_str(cells.collect::<Vec<_>>().join("  ").trim_end());
        text.push('\n');
    }
    text
}

/// What a bidder typed must not move the terminal's cursor.
fn one_line(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}

fn sheet(proposal: &Proposal, zone: &TimeZone, lang: Lang) -> String {
    let names = match lang {
        Lang::En => {
            ["Reference", "Received", "Opportunity", "Name", "Organization", "Email", "Correspondence", "Terms"]
        }
        Lang::Fr => {
            ["Référence", "Reçue", "Possibilité", "Nom", "Organisation", "Courriel", "Correspondance", "Modalités"]
        }
    };
    let values = [
        proposal.reference.to_string(),
        arrival(proposal, zone),
        proposal.opportunity.clone(),
        one_line(&proposal.name),
        one_line(proposal.organization.as_deref().unwrap_or("–")),
        one_line(&proposal.email),
        proposal.correspondence.code().to_owned(),
        proposal.terms.clone(),
    ];
    let mut text = String::new();
    for (name, value) in names.into_iter().zip(values) {
        text.push_str(&format!("{name:15} {value}\n"));
    }
    for (id, answer) in &proposal.answers {
        let answer: Vec<_> = answer.lines().map(|line| format!("  {}", one_line(line))).collect();
        text.push_str(&format!("\n{id}\n{}\n", answer.join("\n")));
    }
    text
}
