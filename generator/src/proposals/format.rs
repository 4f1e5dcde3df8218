//! Proposals as a table, as JSON, or as CSV.

use jiff::Timestamp;
use jiff::tz::TimeZone;
use serde::Serialize;
use submit_fn::arrival;
use submit_fn::proposal::Proposal;
use submit_fn::sealed::State;
use submit_fn::shared::characters::one_line;
use submit_fn::shared::lang::Lang;

use super::opening::Content;
use super::{Listed, Opened};

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

/// Proposals in the given order, as far as they are in the clear.
pub(crate) fn list(listed: &[Listed], format: Format, zone: &TimeZone, lang: Lang) -> Result<String, FormatError> {
    match format {
        Format::Table => Ok(table(HEADERS.get(lang), listed.iter().map(|listed| cells(listed, zone, lang)))),
        Format::Json => json(&listed),
        Format::Csv => csv(&COLUMNS.map(str::to_owned), listed.iter().map(|listed| record(listed).to_vec())),
    }
}

/// Proposals that were opened, in the given order. The table leaves the answers out.
pub(crate) fn opened(opened: &[Opened], format: Format, zone: &TimeZone, lang: Lang) -> Result<String, FormatError> {
    match format {
        Format::Table => {
            let rows = opened.iter().map(|opened| opened_cells(opened, zone, lang));
            Ok(table(OPENED_HEADERS.get(lang), rows))
        }
        Format::Json => json(&opened),
        Format::Csv => opened_csv(opened),
    }
}

/// A proposal with its answers.
pub(crate) fn show(opened: &Opened, zone: &TimeZone, lang: Lang) -> String {
    let names = match lang {
        Lang::En => ["Reference", "Received", "Opportunity", "Version", "State", "Digest"],
        Lang::Fr => ["Référence", "Reçue", "Possibilité", "Version", "État", "Empreinte"],
    };
    let sealed = &opened.listed.sealed;
    let values = [
        sealed.reference.to_string(),
        local(sealed.arrival, zone),
        one_line(&sealed.opportunity),
        one_line(&sealed.version),
        late_in_words(opened, lang),
        one_line(&sealed.digest),
    ];
    let mut text = lines(names.into_iter().zip(values));
    match &opened.content {
        Content::Opened(opened) => text.push_str(&sheet(&opened.proposal, lang)),
        unread => text.push_str(&format!("\n{}\n", unread_in_words(unread, lang))),
    }
    text
}

fn sheet(proposal: &Proposal, lang: Lang) -> String {
    let names = match lang {
        Lang::En => ["Name", "Organization", "Email", "Correspondence", "Terms"],
        Lang::Fr => ["Nom", "Organisation", "Courriel", "Correspondance", "Modalités"],
    };
    let values = [
        one_line(&proposal.name),
        one_line(proposal.organization.as_deref().unwrap_or("–")),
        one_line(&proposal.email),
        proposal.correspondence.code().to_owned(),
        one_line(&proposal.terms),
    ];
    let mut text = lines(names.into_iter().zip(values));
    for answer in &proposal.answers {
        let written: Vec<_> = answer.answer.lines().map(|line| format!("  {}", one_line(line))).collect();
        let question = one_line(answer.question.get(lang));
        text.push_str(&format!("\n{}: {question}\n{}\n", one_line(&answer.criterion), written.join("\n")));
    }
    text
}

fn lines(pairs: impl Iterator<Item = (&'static str, String)>) -> String {
    pairs.map(|(name, value)| format!("{name:15} {value}\n")).collect()
}

fn json<T: Serialize>(value: &T) -> Result<String, FormatError> {
    Ok(serde_json::to_string_pretty(value)? + "\n")
}

/// Headings of tables in each language.
struct Headings<const N: usize> {
    en: [&'static str; N],
    fr: [&'static str; N],
}

impl<const N: usize> Headings<N> {
    const fn get(&self, lang: Lang) -> [&'static str; N] {
        match lang {
            Lang::En => self.en,
            Lang::Fr => self.fr,
        }
    }
}

const HEADERS: Headings<6> = Headings {
    en: ["REFERENCE", "RECEIVED", "OPPORTUNITY", "STATE", "VERSION", "SIZE"],
    fr: ["RÉFÉRENCE", "REÇUE", "POSSIBILITÉ", "ÉTAT", "VERSION", "TAILLE"],
};

fn cells(listed: &Listed, zone: &TimeZone, lang: Lang) -> [String; 6] {
    let sealed = &listed.sealed;
    let version = sealed.version.split('-').next().unwrap_or_default();
    [
        sealed.reference.to_string(),
        local(sealed.arrival, zone),
        one_line(&sealed.opportunity),
        state_in_words(listed, lang),
        one_line(version),
        listed.size.to_string(),
    ]
}

const OPENED_HEADERS: Headings<6> = Headings {
    en: ["REFERENCE", "RECEIVED", "STATE", "NAME", "EMAIL", "SAME BIDDER AS"],
    fr: ["RÉFÉRENCE", "REÇUE", "ÉTAT", "NOM", "COURRIEL", "MÊME SOUMISSIONNAIRE QUE"],
};

fn opened_cells(opened: &Opened, zone: &TimeZone, lang: Lang) -> [String; 6] {
    let sealed = &opened.listed.sealed;
    let (name, email) = match &opened.content {
        Content::Opened(opened) => (one_line(&opened.proposal.name), one_line(&opened.proposal.email)),
        unread => (unread_in_words(unread, lang).to_owned(), String::new()),
    };
    [
        sealed.reference.to_string(),
        local(sealed.arrival, zone),
        late_in_words(opened, lang),
        name,
        email,
        same_bidder(opened),
    ]
}

fn same_bidder(opened: &Opened) -> String {
    opened.same_bidder.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ")
}

fn table<const N: usize>(header: [&str; N], rows: impl Iterator<Item = [String; N]>) -> String {
    let rows: Vec<_> = [header.map(str::to_owned)].into_iter().chain(rows).collect();
    let width = |column: usize| rows.iter().map(|row| row[column].chars().count()).max().unwrap_or(0);
    let widths: [usize; N] = std::array::from_fn(width);
    let line = |row: &[String; N]| {
        let cells = row.iter().zip(widths).map(|(cell, width)| format!("{cell:width$}"));
        cells.collect::<Vec<_>>().join("  ").trim_end().to_owned() + "\n"
    };
    rows.iter().map(line).collect()
}

/// The columns of what is in the clear.
const COLUMNS: [&str; 9] =
    ["reference", "arrival", "opportunity", "version", "state", "quarantined", "lang", "size", "digest"];

fn record(listed: &Listed) -> [String; 9] {
    let sealed = &listed.sealed;
    [
        sealed.reference.to_string(),
        arrival::text(sealed.arrival),
        sealed.opportunity.clone(),
        sealed.version.clone(),
        code(&listed.state).to_owned(),
        sealed.quarantined.to_string(),
        sealed.lang.code().to_owned(),
        listed.size.to_string(),
        sealed.digest.clone(),
    ]
}

/// The columns of what was sealed, besides one for each criterion that any of the proposals answers.
const OPENED_COLUMNS: [&str; 8] =
    ["late", "same_bidder", "content", "name", "organization", "email", "correspondence", "terms"];

fn opened_csv(opened: &[Opened]) -> Result<String, FormatError> {
    let mut criteria: Vec<&str> = Vec::new();
    let answers = opened.iter().filter_map(Opened::proposal).flat_map(|proposal| &proposal.answers);
    for answer in answers {
        if !criteria.contains(&answer.criterion.as_str()) {
            criteria.push(&answer.criterion);
        }
    }
    let header: Vec<String> = COLUMNS
        .into_iter()
        .chain(OPENED_COLUMNS)
        .map(str::to_owned)
        .chain(criteria.iter().map(|id| format!("criterion-{id}")))
        .collect();
    csv(&header, opened.iter().map(|opened| opened_record(opened, &criteria)))
}

fn opened_record(opened: &Opened, criteria: &[&str]) -> Vec<String> {
    let mut cells = record(&opened.listed).to_vec();
    cells.push(opened.late.to_string());
    cells.push(same_bidder(opened));
    let content = match &opened.content {
        Content::Opened(_) => "opened",
        Content::Sealed => "sealed",
        Content::NoIdentity => "no-identity",
        Content::Damaged => "damaged",
    };
    cells.push(content.to_owned());
    let Some(proposal) = opened.proposal() else {
        cells.resize(COLUMNS.len() + OPENED_COLUMNS.len() + criteria.len(), String::new());
        return cells;
    };
    let answer = |id: &&str| {
        let answer = proposal.answers.iter().find(|answer| answer.criterion == *id);
        answer.map(|answer| answer.answer.clone()).unwrap_or_default()
    };
    cells.extend([
        proposal.name.clone(),
        proposal.organization.clone().unwrap_or_default(),
        proposal.email.clone(),
        proposal.correspondence.code().to_owned(),
        proposal.terms.clone(),
    ]);
    cells.extend(criteria.iter().map(answer));
    cells
}

fn csv(header: &[String], rows: impl Iterator<Item = Vec<String>>) -> Result<String, FormatError> {
    let mut writer = csv::Writer::from_writer("\u{feff}".as_bytes().to_vec());
    writer.write_record(header)?;
    for row in rows {
        writer.write_record(row.iter().map(|cell| as_text(cell)))?;
    }
    let bytes = writer.into_inner().map_err(|error| error.into_error())?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// A cell that a spreadsheet takes for a text. One that begins like a formula would be evaluated: a quote before it
/// prevents that (OWASP, "CSV Injection").
fn as_text(cell: &str) -> String {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{cell}") } else { cell.to_owned() }
}

fn local(instant: Timestamp, zone: &TimeZone) -> String {
    instant.to_zoned_datetime(zone.clone()).strftime("%Y-%m-%d %H:%M:%S").to_string()
}

const fn code(state: &State) -> &'static str {
    match state {
        State::Received => "received",
        State::Replaced => "replaced",
        State::Withdrawn => "withdrawn",
    }
}

fn state_in_words(listed: &Listed, lang: Lang) -> String {
    let state = match (&listed.state, lang) {
        (state, Lang::En) => code(state),
        (State::Received, Lang::Fr) => "reçue",
        (State::Replaced, Lang::Fr) => "remplacée",
        (State::Withdrawn, Lang::Fr) => "retirée",
    };
    match (listed.sealed.quarantined, lang) {
        (false, _) => state.to_owned(),
        (true, Lang::En) => format!("{state}, in quarantine"),
        (true, Lang::Fr) => format!("{state}, en quarantaine"),
    }
}

fn late_in_words(opened: &Opened, lang: Lang) -> String {
    let state = state_in_words(&opened.listed, lang);
    match (opened.late, lang) {
        (false, _) => state,
        (true, Lang::En) => state + ", late",
        (true, Lang::Fr) => state + ", en retard",
    }
}

const fn unread_in_words(content: &Content, lang: Lang) -> &'static str {
    match (content, lang) {
        (Content::Opened(_), _) => "",
        (Content::Sealed, Lang::En) => "(stays sealed)",
        (Content::Sealed, Lang::Fr) => "(reste scellée)",
        (Content::NoIdentity, Lang::En) => "(sealed to other keys)",
        (Content::NoIdentity, Lang::Fr) => "(scellée à d'autres clés)",
        (Content::Damaged, Lang::En) => "(damaged: not what was received)",
        (Content::Damaged, Lang::Fr) => "(endommagée\u{a0}: pas ce qui a été reçu)",
    }
}

#[cfg(test)]
mod tests {
    use age::x25519::Identity;

    use super::super::fixtures::{FIRST, SECOND, opener, proposal, sealed};
    use super::super::open;
    use super::*;

    fn opened_ones(proposals: &[Proposal]) -> Vec<Opened> {
        let identity = Identity::generate();
        let recipient = identity.to_public().to_string();
        open(proposals.iter().map(|proposal| sealed(proposal, &recipient)).collect(), &opener(identity))
    }

    fn export(proposals: &[Proposal]) -> Vec<Vec<String>> {
        let text = opened(&opened_ones(proposals), Format::Csv, &TimeZone::UTC, Lang::En).unwrap();
        let text = text.strip_prefix('\u{feff}').expect("spreadsheets need the mark to read UTF-8");
        let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
        reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect()
    }

    #[test]
    fn csv_has_a_column_for_each_criterion_that_any_proposal_answers() {
        let rows = export(&[
            proposal(FIRST, &[("skills", "many")]),
            proposal(SECOND, &[("plan", "two\nlines"), ("skills", "few")]),
        ]);
        let criteria: Vec<_> = rows.iter().map(|row| &row[COLUMNS.len() + OPENED_COLUMNS.len()..]).collect();
        assert_eq!(criteria, [["criterion-skills", "criterion-plan"], ["many", ""], ["few", "two\nlines"]]);
    }

    #[test]
    fn no_cell_of_csv_is_a_formula() {
        for typed in ["=1+1", "+1", "-1", "@A1", "\t=1"] {
            let rows = export(&[Proposal { name: typed.into(), ..proposal(FIRST, &[]) }]);
            assert_eq!(rows[1][COLUMNS.len() + 3], format!("'{typed}"));
        }
    }

    #[test]
    fn a_table_obeys_no_control_character_of_a_bidder() {
        let hostile = Proposal { name: "a\u{1b}[2Jb\n".into(), ..proposal(FIRST, &[("x", "\u{7}")]) };
        let hostile = opened_ones(std::slice::from_ref(&hostile));
        let table = opened(&hostile, Format::Table, &TimeZone::UTC, Lang::En).unwrap();
        assert_eq!(table.lines().count(), 2);
        for text in [table, show(&hostile[0], &TimeZone::UTC, Lang::En)] {
            assert!(!text.contains(['\u{1b}', '\u{7}']), "{text:?}");
        }
    }

    #[test]
    fn what_is_listed_without_a_key_has_nothing_of_what_was_sealed() {
        let opened = opened_ones(&[proposal(FIRST, &[("skills", "canary")])]);
        let listed: Vec<_> = opened.into_iter().map(|opened| opened.listed).collect();
        for format in [Format::Table, Format::Json, Format::Csv] {
            let text = list(&listed, format, &TimeZone::UTC, Lang::En).unwrap();
            assert!(text.contains(FIRST) && !text.contains("canary") && !text.contains("Zoé"), "{text}");
        }
    }

    #[test]
    fn times_are_in_the_given_zone() {
        let zone = TimeZone::get("America/Toronto").unwrap();
        let table = opened(&opened_ones(&[proposal(FIRST, &[])]), Format::Table, &zone, Lang::Fr).unwrap();
        assert!(table.contains("2026-11-23 12:00:00"), "{table}");
    }
}
