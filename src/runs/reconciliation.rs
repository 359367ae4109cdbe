//! 对账 run: whom to ask, and the papers that ask them.

use std::collections::BTreeMap;
use std::path::Path;

use rusqlite::named_params;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::month_end::{Steps, file_name};
use super::printing::Printing;
use super::sheet::{heading, language_of, proof};
use super::statement_paper::one_paper;
use crate::audit;
use crate::calendar::Day;
use crate::classes::segment_members;
use crate::error::{Error, Result};
use crate::language::Language;
use crate::ledger;
use crate::money::{Currency, Money};
use crate::paper::{BalanceRow, ConfirmationPaper, Fact, FactValue, confirmation};
use crate::parties::attached_file;
use crate::reconciling::{
    ConfirmedBalances, NewLetter, NewRun, ReconciliationForm, ReconciliationList, ReconciliationRow,
    ReconciliationRun, confirmed_whole, keep_letter, keep_run, next_number, reconciliations_whole, run,
};
use crate::reports::{ReportName, ReportRequest, Statement, statements};
use crate::statements::{StatementKind, Way};
use crate::store::{PartyId, Reader, SegmentId, Seq, Writer};
use crate::subledger::Business;
use crate::templates::{Chosen, TemplatedKind};

/// Whom a run would ask.
#[derive(Debug, Clone, Serialize, Deserialize, TS, JsonSchema)]
#[ts(optional_fields = nullable)]
pub struct ReconciliationPlan {
    /// The cut-off.
    pub as_of: Day,
    /// The customers of a segment.
    pub segment: Option<SegmentId>,
    /// These customers alone; all where both are absent.
    #[serde(default)]
    #[ts(as = "Option<Vec<PartyId>>", optional)]
    pub party_ids: Vec<PartyId>,
    /// Also those with whom nothing is open.
    #[serde(default)]
    #[ts(as = "Option<bool>", optional)]
    pub with_nothing_open: bool,
    /// Without those that have confirmed this cut-off or a later one.
    #[serde(default)]
    #[ts(as = "Option<bool>", optional)]
    pub unconfirmed_only: bool,
}

/// A letter that a run would send.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[ts(optional_fields = nullable)]
pub struct PlannedLetter {
    pub party_id: PartyId,
    pub party_code: String,
    pub party_name: String,
    /// What the customer owes at the cut-off; below nought where we owe.
    pub balance: Money,
    pub confirmed_until: Option<Day>,
}

/// The letters that a run would send, by the customers' codes: one for each currency.
///
/// # Errors
/// `not_found`; what the segment's rule refuses.
pub fn plan_reconciliation(
    r: &Reader<'_>,
    plan: &ReconciliationPlan,
    today: Day,
) -> Result<Vec<PlannedLetter>> {
    let members = segment_members(r, plan.segment, today)?;
    let known = ConfirmedBalances { confirmed: Some(true), ..ConfirmedBalances::default() };
    let until: BTreeMap<PartyId, Day> = confirmed_whole(r, &known)?
        .into_iter()
        .filter_map(|row| Some((row.party_id, row.confirmed?.until)))
        .collect();
    let mut letters =
        r.rows(include_str!("balances_at.sql"), named_params! {":as_of": plan.as_of}, |row| {
            let currency: Currency = row.get("currency")?;
            Ok(PlannedLetter {
                party_id: row.get("party_id")?,
                party_code: row.get("code")?,
                party_name: row.get("name")?,
                balance: Money::from_minor(row.get("balance_minor")?, currency),
                confirmed_until: None,
            })
        })?;
    letters.retain(|letter| {
        (plan.with_nothing_open || !letter.balance.is_zero())
            && (plan.party_ids.is_empty() || plan.party_ids.contains(&letter.party_id))
            && members.as_ref().is_none_or(|members| members.binary_search(&letter.party_id).is_ok())
    });
    for letter in &mut letters {
        letter.confirmed_until = until.get(&letter.party_id).copied();
    }
    if plan.unconfirmed_only {
        letters.retain(|letter| letter.confirmed_until.is_none_or(|until| until < plan.as_of));
    }
    Ok(letters)
}

/// What a run is asked for.
#[derive(Debug, Clone, Serialize, Deserialize, TS, JsonSchema)]
#[ts(optional_fields = nullable)]
pub struct MakeReconciliation {
    #[serde(flatten)]
    #[ts(flatten)]
    pub plan: ReconciliationPlan,
    #[serde(default)]
    #[ts(as = "Option<ReconciliationForm>", optional)]
    pub form: ReconciliationForm,
    /// The day the papers leave; today where absent.
    pub sent_on: Option<Day>,
    pub way: Way,
    /// To whom the customers reply, where not to us: the auditor of an inquiry.
    #[serde(default)]
    #[ts(as = "Option<String>", optional)]
    pub reply_to: String,
    #[serde(default)]
    #[ts(as = "Option<String>", optional)]
    pub note: String,
    /// Where the PDFs go too; made where it does not exist.
    pub folder: Option<String>,
    /// The customer's own, or the book's, where absent.
    pub language: Option<Language>,
}

/// What a run made.
#[derive(Debug, Serialize, Deserialize, TS, JsonSchema)]
#[ts(optional_fields = nullable)]
pub struct MadeReconciliation {
    pub run: Seq,
    #[ts(type = "number")]
    pub letters: u64,
    pub folder: Option<String>,
    /// Names of the files in the folder.
    pub files: Vec<String>,
    /// Characters that no font of ours covers, with the letter they are on.
    pub uncovered: Vec<String>,
}

/// Makes a paper for each customer of the plan, each in a transaction of its own, and writes them into the folder. All of them
/// tell of one moment of the book. Where the run is cancelled the letters made so far stay.
///
/// # Errors
/// `statement_sent_early`; `field_invalid` for a day that is to come; `field_missing` where nobody is to be asked; `cancelled`;
/// `file_forbidden`, `file_unusable`, `disk_full` for the folder.
pub fn make_reconciliation(
    steps: &Steps<'_>,
    input: &MakeReconciliation,
    today: Day,
) -> Result<MadeReconciliation> {
    let sent_on = input.sent_on.unwrap_or(today);
    if sent_on > today {
        return Err(Error::FieldInvalid { field: "sent_on".into(), value: sent_on.to_string() });
    }
    let planned = steps.read(|r| plan_reconciliation(r, &input.plan, today))?;
    if planned.is_empty() {
        return Err(Error::FieldMissing { field: "party_ids".into() });
    }
    let seq = steps.write(|w| {
        let new = NewRun {
            form: input.form,
            as_of: input.plan.as_of,
            known_seq: audit::head(w, None)?.seq,
            sent_on,
            way: input.way,
            reply_to: &input.reply_to,
            note: &input.note,
        };
        keep_run(w, &new)
    })?;
    let mut made = MadeReconciliation {
        run: seq,
        letters: 0,
        folder: input.folder.clone(),
        files: Vec::new(),
        uncovered: Vec::new(),
    };
    for (index, letter) in planned.iter().enumerate() {
        (steps.progress)("letters", index as u64, planned.len() as u64)?;
        let (row, uncovered) = steps.write(|w| send(w, seq, letter, input.language))?;
        made.letters += 1;
        if !uncovered.is_empty() {
            made.uncovered.push(format!("{} {}", row.number, uncovered.iter().collect::<String>()));
        }
    }
    if let Some(folder) = &input.folder {
        made.files = write_letters(steps, seq, folder)?;
    }
    Ok(made)
}

/// Writes the papers of a run into a folder, as they left.
///
/// # Errors
/// `not_found`; `cancelled`; `file_forbidden`, `file_unusable`, `disk_full`.
pub fn write_letters(steps: &Steps<'_>, seq: Seq, folder: &str) -> Result<Vec<String>> {
    let folder = Path::new(folder);
    std::fs::create_dir_all(folder).map_err(|error| Error::of_file(folder, &error))?;
    let letters = steps.read(|r| {
        run(r, seq)?;
        reconciliations_whole(r, &ReconciliationList { run: Some(seq), ..ReconciliationList::default() })
    })?;
    let mut files = Vec::with_capacity(letters.len());
    for (index, letter) in letters.iter().rev().enumerate() {
        (steps.progress)("writing", index as u64, letters.len() as u64)?;
        let file = steps.read(|r| attached_file(r, letter.attachment_id))?;
        let name = format!("{}.pdf", file_name(&format!("{} {}", letter.number, letter.party_name)));
        let path = folder.join(&name);
        std::fs::write(&path, &file.bytes).map_err(|error| Error::of_file(&path, &error))?;
        files.push(name);
    }
    Ok(files)
}

fn send(
    w: &Writer<'_>,
    seq: Seq,
    letter: &PlannedLetter,
    language: Option<Language>,
) -> Result<(ReconciliationRow, Vec<char>)> {
    let run = run(w, seq)?;
    let number = next_number(w, run.as_of)?;
    let currency = letter.balance.currency();
    let request = ReportRequest {
        known_seq: Some(run.known_seq),
        party_id: Some(letter.party_id),
        kind: StatementKind::OpenItem,
        later_receipts: true,
        business: Some(Business::Customer),
        ..ReportRequest::new(ReportName::Statement, run.as_of)
    };
    let all = statements(w, &request)?;
    let one = all
        .into_iter()
        .find(|one| one.currency == currency)
        .ok_or_else(|| Error::FieldInvalid { field: "currency".into(), value: currency.to_string() })?;
    let book_language = ledger::book(w)?.language;
    let language = language.unwrap_or_else(|| language_of(&one.party, &book_language));
    let kind = match run.form {
        ReconciliationForm::Statement => TemplatedKind::Statement,
        ReconciliationForm::Letter | ReconciliationForm::Inquiry => TemplatedKind::Confirmation,
    };
    let Chosen { design, .. } =
        Printing::in_language(Some(language)).chosen(w, Some(kind), Some(letter.party_id), None)?;
    let paper = match run.form {
        ReconciliationForm::Statement => one_paper(w, &one, &number, language, &design)?.paper,
        ReconciliationForm::Letter | ReconciliationForm::Inquiry => {
            confirmation(&letter_paper(w, &one, &number, &run, language)?, language, &design)?
        }
    };
    let new = NewLetter {
        run: seq,
        number: &number,
        party_id: letter.party_id,
        language,
        balance: one.closing,
        bytes: &paper.bytes,
    };
    Ok((keep_letter(w, &new)?, paper.uncovered))
}

fn letter_paper(
    r: &Reader<'_>,
    of: &Statement,
    number: &str,
    run: &ReconciliationRun,
    language: Language,
) -> Result<ConfirmationPaper> {
    let proof = proof(&of.head, String::new(), String::new())?;
    let mut heading = heading(r, &of.company, &of.party, proof, language)?;
    heading.facts = vec![
        Fact::text("demand_number", number),
        Fact::day("sent_on", run.sent_on),
        Fact { label: "as_of", value: FactValue::Day(of.as_of), bold: true },
        Fact::text("customer_code", of.party.code.clone()),
    ];
    if !of.party.tax_id.is_empty() {
        heading.facts.push(Fact::text("tax_id", of.party.tax_id.clone()));
    }
    let zero = Money::zero(of.currency);
    let (mut owed, mut owing, mut count) = (zero, zero, 0_u32);
    for item in &of.items {
        if item.open.minor() > 0 {
            owed = owed.checked_add(item.open)?;
            count += 1;
        } else {
            owing = owing.checked_sub(item.open)?;
        }
    }
    let words = language.words();
    let mut rows = Vec::new();
    if !owed.is_zero() {
        let remark = words.fill("confirmation.receivable", &[("count", &count.to_string())]);
        rows.push(BalanceRow { owed, owing: zero, remark });
    }
    if !owing.is_zero() {
        rows.push(BalanceRow { owed: zero, owing, remark: words.word("confirmation.credit").into() });
    }
    if rows.is_empty() {
        rows.push(BalanceRow { owed: zero, owing: zero, remark: words.word("confirmation.nothing").into() });
    }
    Ok(ConfirmationPaper {
        number: number.into(),
        inquiry: run.form == ReconciliationForm::Inquiry,
        as_of: of.as_of,
        heading,
        rows,
        currency: of.currency,
        later: of.later_receipts.iter().map(|line| (line.date, line.credit)).collect(),
        reply_to: run.reply_to.clone(),
    })
}
