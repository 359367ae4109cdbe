//! What the lists of 对账 can show of their rows: letters, confirmed balances, a comparison line by line.

use super::lists::{Field, day, field, text};
use crate::error::Result;
use crate::money::Money;
use crate::reconciling::{
    self, ComparisonLine, ConfirmedRow, ReconciliationRow, ShownFindings, matching::FindingKind,
    matching::FindingRule,
};
use crate::reports::{Cell, ColumnKind};
use crate::store::{Reader, Seq};

pub(super) fn letter_fields() -> Vec<Field<'static, ReconciliationRow>> {
    use ColumnKind::{Date, Money, Number, Text};
    vec![
        field("number", "number", Text, |row: &ReconciliationRow| text(&row.number)),
        field("code", "party_code", Text, |row: &ReconciliationRow| text(&row.party_code)),
        field("party", "customer", Text, |row: &ReconciliationRow| text(&row.party_name)),
        field("as_of", "as_of", Date, |row: &ReconciliationRow| Cell::Day(row.as_of)),
        field("sent_on", "sent_on", Date, |row: &ReconciliationRow| Cell::Day(row.sent_on)),
        field("currency", "currency", Text, |row: &ReconciliationRow| {
            Cell::Text(row.balance.currency().to_string())
        }),
        field("total", "our_balance", Money, |row: &ReconciliationRow| Cell::Money(row.balance)),
        field("state", "state", Text, |row: &ReconciliationRow| {
            Cell::Word(format!("reconciliation_{}", row.state.as_str()))
        }),
        field("difference", "difference", Money, |row: &ReconciliationRow| {
            row.difference.map_or(Cell::Empty, Cell::Money)
        }),
        field("open", "open_differences", Number, |row: &ReconciliationRow| match row.open_findings {
            0 => Cell::Empty,
            open => Cell::Count(open),
        }),
        field("replied_on", "replied_on", Date, |row: &ReconciliationRow| day(row.replied_on)),
        field("signer", "signer", Text, |row: &ReconciliationRow| text(&row.signer)),
    ]
}

pub(super) fn confirmed_fields() -> Vec<Field<'static, ConfirmedRow>> {
    use ColumnKind::{Date, Money, Text};
    vec![
        field("code", "party_code", Text, |row: &ConfirmedRow| text(&row.party_code)),
        field("party", "customer", Text, |row: &ConfirmedRow| text(&row.party_name)),
        field("until", "confirmed_until", Date, |row: &ConfirmedRow| {
            day(row.confirmed.as_ref().map(|of| of.until))
        }),
        field("currency", "currency", Text, |row: &ConfirmedRow| {
            row.confirmed.as_ref().map_or(Cell::Empty, |of| Cell::Text(of.amount.currency().to_string()))
        }),
        field("total", "confirmed_balance", Money, |row: &ConfirmedRow| {
            row.confirmed.as_ref().map_or(Cell::Empty, |of| Cell::Money(of.amount))
        }),
        field("date", "replied_on", Date, |row: &ConfirmedRow| day(row.confirmed.as_ref().map(|of| of.date))),
        field("signer", "signer", Text, |row: &ConfirmedRow| {
            text(row.confirmed.as_ref().map(|of| of.signer.as_str()).unwrap_or_default())
        }),
        field("asked_until", "asked_until", Date, |row: &ConfirmedRow| day(row.asked_until)),
        field("state", "state", Text, |row: &ConfirmedRow| {
            row.asked_state
                .map_or(Cell::Empty, |state| Cell::Word(format!("reconciliation_{}", state.as_str())))
        }),
    ]
}

/// A row of a comparison: one of our lines beside one of theirs, each finding in as many rows as it needs.
#[derive(Debug, Clone)]
pub(super) struct ComparedRow {
    no: u32,
    kind: FindingKind,
    rule: FindingRule,
    ours: Option<ComparisonLine>,
    theirs: Option<ComparisonLine>,
    /// In the first row of its finding.
    difference: Option<Money>,
    resolution: Option<(String, String)>,
}

/// The rows of a letter's last comparison.
pub(super) fn compared_rows(r: &Reader<'_>, letter: Seq, shown: ShownFindings) -> Result<Vec<ComparedRow>> {
    let mut rows = Vec::new();
    let Some(comparison) = reconciling::last_comparison(r, letter)? else { return Ok(rows) };
    for finding in comparison.findings.into_iter().filter(|finding| shown.holds(finding)) {
        let resolution = finding.resolution.map(|said| (said.act.as_str().to_owned(), said.note));
        let (mut ours, mut theirs) = (finding.ours.into_iter(), finding.theirs.into_iter());
        let mut first = true;
        loop {
            let (own, other) = (ours.next(), theirs.next());
            if own.is_none() && other.is_none() {
                break;
            }
            rows.push(ComparedRow {
                no: finding.no,
                kind: finding.kind,
                rule: finding.rule,
                ours: own,
                theirs: other,
                difference: first.then_some(finding.difference),
                resolution: resolution.clone().filter(|_| first),
            });
            first = false;
        }
    }
    Ok(rows)
}

pub(super) fn compared_fields() -> Vec<Field<'static, ComparedRow>> {
    use ColumnKind::{Date, Money, Number, Text};
    let side = |ours: bool| move |row: &ComparedRow| if ours { row.ours.clone() } else { row.theirs.clone() };
    let (own, other) = (side(true), side(false));
    vec![
        field("no", "line", Number, |row: &ComparedRow| Cell::Count(row.no.into())),
        field("kind", "finding", Text, |row: &ComparedRow| {
            Cell::Word(format!("finding_{}", row.kind.as_str()))
        }),
        field("rule", "evidence", Text, |row: &ComparedRow| {
            Cell::Word(format!("evidence_{}", row.rule.as_str()))
        }),
        field("our_date", "our_date", Date, move |row: &ComparedRow| day(own(row).map(|line| line.date))),
        field("our_kind", "our_document", Text, move |row: &ComparedRow| {
            own(row).filter(|line| !line.kind.is_empty()).map_or(Cell::Empty, |line| Cell::Word(line.kind))
        }),
        field("our_number", "our_number", Text, move |row: &ComparedRow| {
            own(row).map_or(Cell::Empty, |line| text(&line.number))
        }),
        field("our_amount", "our_amount", Money, move |row: &ComparedRow| {
            own(row).map_or(Cell::Empty, |line| Cell::Money(line.amount))
        }),
        field("their_date", "their_date", Date, move |row: &ComparedRow| {
            day(other(row).map(|line| line.date))
        }),
        field("their_number", "their_number", Text, move |row: &ComparedRow| {
            other(row).map_or(Cell::Empty, |line| text(&line.number))
        }),
        field("their_text", "text", Text, move |row: &ComparedRow| {
            other(row).map_or(Cell::Empty, |line| text(&line.text))
        }),
        field("their_row", "file_row", Number, move |row: &ComparedRow| {
            other(row).and_then(|line| line.file_row).map_or(Cell::Empty, |row| Cell::Count(row.into()))
        }),
        field("their_amount", "their_amount", Money, move |row: &ComparedRow| {
            other(row).map_or(Cell::Empty, |line| Cell::Money(line.amount))
        }),
        field("difference", "difference", Money, |row: &ComparedRow| {
            row.difference.filter(|of| !of.is_zero()).map_or(Cell::Empty, Cell::Money)
        }),
        field("resolution", "resolution", Text, |row: &ComparedRow| {
            row.resolution.as_ref().map_or(Cell::Empty, |(act, _)| Cell::Word(format!("resolution_{act}")))
        }),
        field("note", "note", Text, |row: &ComparedRow| {
            text(row.resolution.as_ref().map(|(_, note)| note.as_str()).unwrap_or_default())
        }),
    ]
}
