//! Proposals as a table, as JSON, or as CSV.

use jiff::tz::TimeZone;
use submit_fn::proposal::Proposal;
use submit_fn::shared::characters::one_line;
use submit_fn::shared::lang::Lang;

/// The format of proposals on standard output.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Format {
    /// For a terminal.
    Table,
    /// An array of objects.
    Json,
    /// A row a proposal, a column a field; UTF-8 with a byte order mark, for spreadsheets.
    Csv,
}

#[derive(Debug, thiserror::Error)]
pub(crate) enum FormatError {
    #[error(transparent)]
    Json(#[from] serde_json::Error),
    #[error(transparent)]
    Csv(#[from] csv::Error),
    #[error(transparent)]
    Io(#[from] std::io::Error),
}

/// Proposals in the given order. The table leaves the answers out.
pub(crate) fn list(proposals: &[Proposal], format: Format, zone: &TimeZone, lang: Lang) -> Result<String, FormatError> {
    match format {
        Format::Table => Ok(table(proposals, zone, lang)),
        Format::Json => Ok(serde_json::to_string_pretty(proposals)? + "\n"),
        Format::Csv => csv(proposals),
    }
}

/// A proposal with its answers.
pub(crate) fn show(proposal: &Proposal, format: Format, zone: &TimeZone, lang: Lang) -> Result<String, FormatError> {
    match format {
        Format::Table => Ok(sheet(proposal, zone, lang)),
        Format::Json => Ok(serde_json::to_string_pretty(proposal)? + "\n"),
        Format::Csv => csv(std::slice::from_ref(proposal)),
    }
}

/// The columns that every proposal has.
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

/// Has a column for each criterion that any of the proposals answers, after [`COLUMNS`].
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
            let answer = proposal.answers.iter().find(|(criterion, _)| criterion == id);
            answer.map(|(_, text)| text.clone()).unwrap_or_default()
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
        writer.write_record(row.map(|cell| as_text(&cell)))?;
    }
    let bytes = writer.into_inner().map_err(|error| error.into_error())?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// A cell that a spreadsheet takes for a text. One that begins like a formula would be evaluated: a quote before it
/// prevents that (OWASP, "CSV Injection").
fn as_text(cell: &str) -> String {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{cell}") } else { cell.to_owned() }
}

fn arrival(proposal: &Proposal, zone: &TimeZone) -> String {
    proposal.arrival.to_zoned_datetime(zone.clone()).strftime("%Y-%m-%d %H:%M:%S").to_string()
}

fn table(proposals: &[Proposal], zone: &TimeZone, lang: Lang) -> String {
    let header = match lang {
        Lang::En => ["REFERENCE", "RECEIVED", "OPPORTUNITY", "NAME", "EMAIL", "QUARANTINE"],
        Lang::Fr => ["RÉFÉRENCE", "REÇUE", "POSSIBILITÉ", "NOM", "COURRIEL", "QUARANTAINE"],
    };
    let mut rows = vec![header.map(str::to_owned)];
    rows.extend(proposals.iter().map(|proposal| {
        [
            proposal.reference.to_string(),
            arrival(proposal, zone),
            proposal.opportunity.clone(),
            one_line(&proposal.name),
            one_line(&proposal.email),
            if proposal.quarantined { yes(lang).to_owned() } else { String::new() },
        ]
    }));
    let width = |column: usize| rows.iter().map(|row| row[column].chars().count()).max().unwrap_or(0);
    let widths: [usize; 6] = std::array::from_fn(width);
    let mut text = String::new();
    for row in &rows {
        let cells = row.iter().zip(widths).map(|(cell, width)| format!("{cell:width$}"));
        text.push_str(cells.collect::<Vec<_>>().join("  ").trim_end());
        text.push('\n');
    }
    text
}

const fn yes(lang: Lang) -> &'static str {
    match lang {
        Lang::En => "yes",
        Lang::Fr => "oui",
    }
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
    let quarantine = match lang {
        Lang::En => "Quarantine",
        Lang::Fr => "Quarantaine",
    };
    let quarantined = proposal.quarantined.then(|| (quarantine, yes(lang).to_owned()));
    for (name, value) in names.into_iter().zip(values).chain(quarantined) {
        text.push_str(&format!("{name:15} {value}\n"));
    }
    for (id, answer) in &proposal.answers {
        let answer: Vec<_> = answer.lines().map(|line| format!("  {}", one_line(line))).collect();
        text.push_str(&format!("\n{id}\n{}\n", answer.join("\n")));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn proposal(reference: &str, answers: &[(&str, &str)]) -> Proposal {
        Proposal {
            reference: reference.parse().unwrap(),
            opportunity: "picker".into(),
            arrival: "2026-11-23T17:00:00Z".parse().unwrap(),
            lang: Lang::Fr,
            name: "Zoé".into(),
            organization: None,
            email: "zoe@example.org".into(),
            correspondence: Lang::En,
            terms: "plain".into(),
            quarantined: false,
            answers: answers.iter().map(|(id, text)| ((*id).to_owned(), (*text).to_owned())).collect(),
        }
    }

    fn export(proposals: &[Proposal]) -> Vec<Vec<String>> {
        let text = list(proposals, Format::Csv, &TimeZone::UTC, Lang::En).unwrap();
        let text = text.strip_prefix('\u{feff}').expect("spreadsheets need the mark to read UTF-8");
        let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
        reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect()
    }

    #[test]
    fn csv_has_a_column_for_each_criterion_that_any_proposal_answers() {
        let rows = export(&[
            proposal("DX-0000-0000-0000-0001-X", &[("skills", "many")]),
            proposal("DX-0000-0000-0000-0002-V", &[("plan", "two\nlines"), ("skills", "few")]),
        ]);
        let criteria: Vec<_> = rows.iter().map(|row| &row[COLUMNS.len()..]).collect();
        assert_eq!(criteria, [["criterion-skills", "criterion-plan"], ["many", ""], ["few", "two\nlines"]]);
    }

    #[test]
    fn no_cell_of_csv_is_a_formula() {
        for typed in ["=1+1", "+1", "-1", "@A1", "\t=1"] {
            let rows = export(&[Proposal { name: typed.into(), ..proposal("DX-0000-0000-0000-0001-X", &[]) }]);
            assert_eq!(rows[1][3], format!("'{typed}"));
        }
    }

    #[test]
    fn a_table_obeys_no_control_character_of_a_bidder() {
        let hostile =
            Proposal { name: "a\u{1b}[2Jb\n".into(), ..proposal("DX-0000-0000-0000-0001-X", &[("x", "\u{7}")]) };
        let table = list(std::slice::from_ref(&hostile), Format::Table, &TimeZone::UTC, Lang::En).unwrap();
        assert_eq!(table.lines().count(), 2);
        let sheet = show(&hostile, Format::Table, &TimeZone::UTC, Lang::En).unwrap();
        for text in [table, sheet] {
            assert!(!text.contains(['\u{1b}', '\u{7}']), "{text:?}");
        }
    }

    #[test]
    fn times_are_in_the_given_zone() {
        let zone = TimeZone::get("America/Toronto").unwrap();
        let table = list(&[proposal("DX-0000-0000-0000-0001-X", &[])], Format::Table, &zone, Lang::Fr).unwrap();
        assert!(table.contains("2026-11-23 12:00:00"), "{table}");
    }
}
