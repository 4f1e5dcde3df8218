//! The receipts: what the site acknowledges, as lines that a person reads. They are signed as [notes](crate::note).

use std::fmt;

use jiff::Timestamp;

use crate::arrival;
use crate::reference::Reference;

/// The first line, which says what the others are.
const TITLE: &str = "devex proposal receipt v1";

/// What was received.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Receipt {
    /// The address of the site.
    pub site: String,
    /// The id of the opportunity.
    pub opportunity: String,
    /// The version of it that is answered.
    pub version: String,
    /// The reference number of the proposal.
    pub reference: Reference,
    /// When it arrived at the gateway, to the millisecond.
    pub received: Timestamp,
    /// The first version of the proposal that it replaces.
    pub replaces: Option<Reference>,
    /// SHA-256 of the bidder's copy, in hexadecimal digits.
    pub digest: String,
}

/// A text that is not a receipt: this line is missing, or says something else.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {0} is not that of a receipt")]
pub struct ReceiptError(pub usize);

impl Receipt {
    /// Reads the lines of a receipt, without their signature.
    ///
    /// # Errors
    /// If a line is missing, one too many, or not what it should be.
    pub fn parse(text: &str) -> Result<Self, ReceiptError> {
        let lines: Vec<&str> = text.lines().collect();
        if lines.first() != Some(&TITLE) {
            return Err(ReceiptError(1));
        }
        let replaces = value(&lines, 7, "replaces");
        let value = |number: usize, name: &str| value(&lines, number, name).ok_or(ReceiptError(number));
        let receipt = Self {
            site: value(2, "site")?,
            opportunity: value(3, "opportunity")?,
            version: value(4, "version")?,
            reference: value(5, "reference")?.parse().map_err(|_| ReceiptError(5))?,
            received: value(6, "received")?.parse().map_err(|_| ReceiptError(6))?,
            digest: value(if replaces.is_some() { 8 } else { 7 }, "sha-256 of your copy")?,
            replaces: replaces.map(|text| text.parse()).transpose().map_err(|_| ReceiptError(7))?,
        };
        if receipt.to_string() == text { Ok(receipt) } else { Err(ReceiptError(lines.len().min(9))) }
    }
}

impl fmt::Display for Receipt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { site, opportunity, version, reference, received, replaces, digest } = self;
        writeln!(f, "{TITLE}\nsite: {site}\nopportunity: {opportunity}\nversion: {version}")?;
        writeln!(f, "reference: {reference}\nreceived: {}", arrival::text(*received))?;
        if let Some(replaced) = replaces {
            writeln!(f, "replaces: {replaced}")?;
        }
        writeln!(f, "sha-256 of your copy: {digest}")
    }
}

/// The withdrawal of all versions of a proposal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Withdrawal {
    /// The address of the site.
    pub site: String,
    /// The id of the opportunity.
    pub opportunity: String,
    /// The reference number of the first version.
    pub reference: Reference,
    /// When it arrived at the gateway, to the millisecond.
    pub withdrawn: Timestamp,
}

const WITHDRAWAL_TITLE: &str = "devex withdrawal receipt v1";

impl Withdrawal {
    /// Reads the lines of the receipt of a withdrawal, without their signature.
    ///
    /// # Errors
    /// If a line is missing, one too many, or not what it should be.
    pub fn parse(text: &str) -> Result<Self, ReceiptError> {
        let lines: Vec<&str> = text.lines().collect();
        if lines.first() != Some(&WITHDRAWAL_TITLE) {
            return Err(ReceiptError(1));
        }
        let value = |number: usize, name: &str| value(&lines, number, name).ok_or(ReceiptError(number));
        let withdrawal = Self {
            site: value(2, "site")?,
            opportunity: value(3, "opportunity")?,
            reference: value(4, "reference")?.parse().map_err(|_| ReceiptError(4))?,
            withdrawn: value(5, "withdrawn")?.parse().map_err(|_| ReceiptError(5))?,
        };
        if withdrawal.to_string() == text { Ok(withdrawal) } else { Err(ReceiptError(lines.len().min(6))) }
    }
}

impl fmt::Display for Withdrawal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { site, opportunity, reference, withdrawn } = self;
        writeln!(f, "{WITHDRAWAL_TITLE}\nsite: {site}\nopportunity: {opportunity}\nreference: {reference}")?;
        writeln!(f, "withdrawn: {}", arrival::text(*withdrawn))
    }
}

/// The value of a line, which is numbered from 1.
fn value(lines: &[&str], number: usize, name: &str) -> Option<String> {
    lines.get(number - 1).and_then(|line| line.strip_prefix(name)?.strip_prefix(": ")).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn receipt() -> Receipt {
        Receipt {
            site: "https://devex.example.org".into(),
            opportunity: "picker".into(),
            version: "0-0123456789abcdef".into(),
            reference: "DX-0000-0000-0000-0001-X".parse().unwrap(),
            received: "2026-11-23T17:00:00Z".parse().unwrap(),
            replaces: None,
            digest: "ab".repeat(32),
        }
    }

    #[test]
    fn a_receipt_is_lines_that_a_person_reads() {
        let text = receipt().to_string();
        assert!(text.contains("\nreceived: 2026-11-23T17:00:00.000Z\n"), "{text}");
        assert_eq!(text.lines().count(), 7);
        assert_eq!(Receipt::parse(&text), Ok(receipt()));
        let replacing = Receipt { replaces: Some(receipt().reference), ..receipt() };
        assert_eq!(Receipt::parse(&replacing.to_string()), Ok(replacing));
    }

    #[test]
    fn a_line_that_is_changed_is_named() {
        let text = receipt().to_string();
        assert_eq!(Receipt::parse(&text.replace("receipt v1", "receipt")), Err(ReceiptError(1)));
        assert_eq!(Receipt::parse(&text.replace("0001-X", "0001-Y")), Err(ReceiptError(5)));
        assert_eq!(Receipt::parse(&format!("{text}more\n")), Err(ReceiptError(8)));
        assert_eq!(Receipt::parse(""), Err(ReceiptError(1)));
    }

    #[test]
    fn a_withdrawal_is_read_as_it_is_written_and_is_no_receipt_of_a_proposal() {
        let Receipt { site, opportunity, reference, received, .. } = receipt();
        let withdrawal = Withdrawal { site, opportunity, reference, withdrawn: received };
        let text = withdrawal.to_string();
        assert_eq!((Withdrawal::parse(&text), Receipt::parse(&text)), (Ok(withdrawal), Err(ReceiptError(1))));
        assert_eq!(Withdrawal::parse(&text.replace("withdrawn", "received")), Err(ReceiptError(5)));
        assert_eq!(Withdrawal::parse(&format!("{text}more\n")), Err(ReceiptError(6)));
        assert_eq!(Withdrawal::parse(&receipt().to_string()), Err(ReceiptError(1)));
    }

    proptest! {
        #[test]
        fn no_text_is_too_odd(text in "\\PC{0,40}(\n\\PC{0,20}){0,8}") {
            let _ = (Receipt::parse(&text), Withdrawal::parse(&text));
        }
    }
}
