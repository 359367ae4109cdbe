//! The tables of the book as people and spreadsheets read them: codes instead of keys, amounts in whole units of their
//! currency. `docs/EXPORT.md` lists tables and columns; a test keeps it true, another that no table of the schema is
//! left out.

use std::io::Write as _;
use std::path::Path;

use rusqlite::types::ValueRef;
use rusqlite::{Row, Statement};

use super::target::Target;
use super::{Watch, Written};
use crate::audit::hex;
use crate::error::{Error, Result};
use crate::ledger::book;
use crate::money::{Currency, Money};
use crate::parties::{AttachedFile, attached_file};
use crate::reports::render::harmless;
use crate::store::{AttachmentId, Reader};

/// Each table with the query that reads it, in the order of the sheets.
pub(super) const TABLES: [(&str, &str); 112] = [
    ("book", include_str!("tables/book.sql")),
    ("settings", include_str!("tables/settings.sql")),
    ("users", include_str!("tables/users.sql")),
    ("company_versions", include_str!("tables/company_versions.sql")),
    ("parties", include_str!("tables/parties.sql")),
    ("party_versions", include_str!("tables/party_versions.sql")),
    ("party_tags", include_str!("tables/party_tags.sql")),
    ("customer_segments", include_str!("tables/customer_segments.sql")),
    ("class_defaults", include_str!("tables/class_defaults.sql")),
    ("party_attachments", include_str!("tables/party_attachments.sql")),
    ("activities", include_str!("tables/activities.sql")),
    ("tasks", include_str!("tables/tasks.sql")),
    ("task_versions", include_str!("tables/task_versions.sql")),
    ("party_merges", include_str!("tables/party_merges.sql")),
    ("party_merge_undos", include_str!("tables/party_merge_undos.sql")),
    ("parties_apart", include_str!("tables/parties_apart.sql")),
    ("items", include_str!("tables/items.sql")),
    ("item_versions", include_str!("tables/item_versions.sql")),
    ("price_lists", include_str!("tables/price_lists.sql")),
    ("prices", include_str!("tables/prices.sql")),
    ("terms", include_str!("tables/terms.sql")),
    ("taxes", include_str!("tables/taxes.sql")),
    ("tax_parts", include_str!("tables/tax_parts.sql")),
    ("taxpayer", include_str!("tables/taxpayer.sql")),
    ("vat_rules", include_str!("tables/vat_rules.sql")),
    ("accounts", include_str!("tables/accounts.sql")),
    ("number_series", include_str!("tables/number_series.sql")),
    ("exchange_rates", include_str!("tables/exchange_rates.sql")),
    ("loss_rates", include_str!("tables/loss_rates.sql")),
    ("interest_terms", include_str!("tables/interest_terms.sql")),
    ("reference_rates", include_str!("tables/reference_rates.sql")),
    ("entries", include_str!("tables/entries.sql")),
    ("entry_lines", include_str!("tables/entry_lines.sql")),
    ("balances", include_str!("tables/balances.sql")),
    ("closings", include_str!("tables/closings.sql")),
    ("documents", include_str!("tables/documents.sql")),
    ("document_lines", include_str!("tables/document_lines.sql")),
    ("document_line_taxes", include_str!("tables/document_line_taxes.sql")),
    ("document_voids", include_str!("tables/document_voids.sql")),
    ("document_decisions", include_str!("tables/document_decisions.sql")),
    ("open_lines", include_str!("tables/open_lines.sql")),
    ("reschedulings", include_str!("tables/reschedulings.sql")),
    ("drafts", include_str!("tables/drafts.sql")),
    ("recurring", include_str!("tables/recurring.sql")),
    ("recurring_occurrences", include_str!("tables/recurring_occurrences.sql")),
    ("contracts", include_str!("tables/contracts.sql")),
    ("contract_events", include_str!("tables/contract_events.sql")),
    ("contract_documents", include_str!("tables/contract_documents.sql")),
    ("open_items", include_str!("tables/open_items.sql")),
    ("allocations", include_str!("tables/allocations.sql")),
    ("outstanding", include_str!("tables/outstanding.sql")),
    ("party_totals", include_str!("tables/party_totals.sql")),
    ("net_sales", include_str!("tables/net_sales.sql")),
    ("sent_statements", include_str!("tables/sent_statements.sql")),
    ("statement_answers", include_str!("tables/statement_answers.sql")),
    ("reconciliation_runs", include_str!("tables/reconciliation_runs.sql")),
    ("reconciliations", include_str!("tables/reconciliations.sql")),
    ("reconciliation_replies", include_str!("tables/reconciliation_replies.sql")),
    ("reconciliation_comparisons", include_str!("tables/reconciliation_comparisons.sql")),
    ("reconciliation_findings", include_str!("tables/reconciliation_findings.sql")),
    ("reconciliation_lines", include_str!("tables/reconciliation_lines.sql")),
    ("reconciliation_resolutions", include_str!("tables/reconciliation_resolutions.sql")),
    ("pipelines", include_str!("tables/pipelines.sql")),
    ("stages", include_str!("tables/stages.sql")),
    ("lost_reasons", include_str!("tables/lost_reasons.sql")),
    ("opportunities", include_str!("tables/opportunities.sql")),
    ("opportunity_versions", include_str!("tables/opportunity_versions.sql")),
    ("opportunity_moves", include_str!("tables/opportunity_moves.sql")),
    ("stage_tasks", include_str!("tables/stage_tasks.sql")),
    ("leads", include_str!("tables/leads.sql")),
    ("lead_versions", include_str!("tables/lead_versions.sql")),
    ("sales_targets", include_str!("tables/sales_targets.sql")),
    ("credit_policies", include_str!("tables/credit_policies.sql")),
    ("credit_limits", include_str!("tables/credit_limits.sql")),
    ("credit_overrides", include_str!("tables/credit_overrides.sql")),
    ("credit_facts", include_str!("tables/credit_facts.sql")),
    ("credit_assessments", include_str!("tables/credit_assessments.sql")),
    ("credit_review_runs", include_str!("tables/credit_review_runs.sql")),
    ("credit_reviews", include_str!("tables/credit_reviews.sql")),
    ("credit_releases", include_str!("tables/credit_releases.sql")),
    ("credit_checks", include_str!("tables/credit_checks.sql")),
    ("cash_plans", include_str!("tables/cash_plans.sql")),
    ("cash_forecasts", include_str!("tables/cash_forecasts.sql")),
    ("promises", include_str!("tables/promises.sql")),
    ("promise_items", include_str!("tables/promise_items.sql")),
    ("promise_withdrawals", include_str!("tables/promise_withdrawals.sql")),
    ("disputes", include_str!("tables/disputes.sql")),
    ("dispute_items", include_str!("tables/dispute_items.sql")),
    ("dispute_steps", include_str!("tables/dispute_steps.sql")),
    ("dunning_policies", include_str!("tables/dunning_policies.sql")),
    ("dunning_assignments", include_str!("tables/dunning_assignments.sql")),
    ("dunning_holds", include_str!("tables/dunning_holds.sql")),
    ("dunning_runs", include_str!("tables/dunning_runs.sql")),
    ("dunning_letters", include_str!("tables/dunning_letters.sql")),
    ("dunning_decisions", include_str!("tables/dunning_decisions.sql")),
    ("dunning_sent", include_str!("tables/dunning_sent.sql")),
    ("dunning_steps", include_str!("tables/dunning_steps.sql")),
    ("limitation_events", include_str!("tables/limitation_events.sql")),
    ("paper_templates", include_str!("tables/paper_templates.sql")),
    ("paper_template_uses", include_str!("tables/paper_template_uses.sql")),
    ("mail_account", include_str!("tables/mail_account.sql")),
    ("mail_templates", include_str!("tables/mail_templates.sql")),
    ("mails", include_str!("tables/mails.sql")),
    ("mail_queue", include_str!("tables/mail_queue.sql")),
    ("mail_outcomes", include_str!("tables/mail_outcomes.sql")),
    ("trail", include_str!("tables/trail.sql")),
    ("attachments", include_str!("tables/attachments.sql")),
    ("mappings", include_str!("tables/mappings.sql")),
    ("import_runs", include_str!("tables/import_runs.sql")),
    ("import_identities", include_str!("tables/import_identities.sql")),
    ("requests", include_str!("tables/requests.sql")),
    ("jobs", include_str!("tables/jobs.sql")),
];

/// The files of the book, beside the tables.
const ATTACHMENTS: &str = "attachments";

/// What a column holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// As the file names it.
    pub name: String,
    /// Where the query gives minor units: which currency they are of.
    amount: Option<AmountOf>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum AmountOf {
    /// The currency of the row's column of that place; the book's where there is none.
    Row(Option<usize>),
    Book,
}

impl Column {
    /// Holds days: `date`, `due_on`, `voided_on`.
    pub(super) fn is_day(&self) -> bool {
        self.name == "date" || self.name.ends_with("_on")
    }
}

/// A value of a table.
#[derive(Debug)]
pub(super) enum Value<'v> {
    Empty,
    Whole(i64),
    Amount(Money),
    Text(&'v str),
    /// A digest.
    Bytes(String),
}

/// The names of the tables, in the order of the sheets.
pub fn table_names() -> impl Iterator<Item = &'static str> {
    TABLES.iter().map(|(name, _)| *name)
}

/// The columns of a table.
///
/// # Errors
/// `not_found` for a name that is no table.
pub fn columns_of(r: &Reader<'_>, table: &str) -> Result<Vec<Column>> {
    let found = TABLES.iter().find(|(name, _)| *name == table);
    let (_, sql) = found.ok_or_else(|| Error::NotFound { kind: "table".into(), key: table.into() })?;
    Ok(columns(&*r.prepare(sql)?))
}

pub(super) fn columns(statement: &Statement<'_>) -> Vec<Column> {
    let names = statement.column_names();
    let currency = names.iter().position(|name| *name == "currency");
    let column = |name: &&str| match name.strip_suffix("_minor") {
        Some(amount) if amount == "base" || amount.ends_with("_base") => {
            Column { name: amount.into(), amount: Some(AmountOf::Book) }
        }
        Some(amount) => Column { name: amount.into(), amount: Some(AmountOf::Row(currency)) },
        None => Column { name: (*name).into(), amount: None },
    };
    names.iter().map(column).collect()
}

/// The value of a column in a row.
pub(super) fn value<'r>(
    row: &'r Row<'_>,
    columns: &[Column],
    index: usize,
    book_currency: Currency,
) -> Result<Value<'r>> {
    Ok(match (row.get_ref(index)?, columns[index].amount) {
        (ValueRef::Integer(minor), Some(AmountOf::Row(Some(place)))) => {
            Value::Amount(Money::from_minor(minor, row.get(place)?))
        }
        (ValueRef::Integer(minor), Some(_)) => Value::Amount(Money::from_minor(minor, book_currency)),
        (ValueRef::Integer(whole), None) => Value::Whole(whole),
        (ValueRef::Text(text), _) => Value::Text(
            std::str::from_utf8(text).map_err(|error| Error::BookDamaged { reason: error.to_string() })?,
        ),
        (ValueRef::Blob(bytes), _) => Value::Bytes(hex(bytes)),
        (ValueRef::Null | ValueRef::Real(_), _) => Value::Empty,
    })
}

/// A folder with `TABLE.csv` for every table, as reports are written (UTF-8 with a mark; a text that a spreadsheet
/// would run is made harmless), and the attached files in `attachments/`.
pub(super) fn write_folder(r: &Reader<'_>, folder: &Path, watch: Watch<'_>) -> Result<Written> {
    std::fs::create_dir_all(folder).map_err(|error| Error::of_file(folder, &error))?;
    let mut written = Written::default();
    for (name, sql) in TABLES {
        let target = Target::create(&folder.join(format!("{name}.csv")))?;
        write_table(r, sql, target, &mut written, watch)?;
    }
    write_attachments(r, &folder.join(ATTACHMENTS), &mut written)?;
    Ok(written)
}

fn write_table(
    r: &Reader<'_>,
    sql: &str,
    mut target: Target,
    written: &mut Written,
    watch: Watch<'_>,
) -> Result<()> {
    let mut statement = r.prepare(sql)?;
    let columns = columns(&statement);
    let book_currency = book(r)?.currency;
    target.put("\u{feff}")?;
    let mut lines = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(target.file());
    let heads = columns.iter().map(|column| column.name.as_str());
    let mut outcome = lines.write_record(heads);
    let mut rows = statement.query([])?;
    while let (Ok(()), Some(row)) = (&outcome, rows.next()?) {
        watch.step(written.rows, 0)?;
        written.rows += 1;
        let cells: Vec<String> = (0..columns.len())
            .map(|index| value(row, &columns, index, book_currency).map(plain))
            .collect::<Result<_>>()?;
        outcome = lines.write_record(&cells);
    }
    let outcome = outcome.and_then(|()| Ok(lines.flush()?));
    drop(lines);
    match outcome.map_err(csv::Error::into_kind) {
        Err(csv::ErrorKind::Io(error)) => return Err(target.failed(&error)),
        Err(other) => return Err(Error::unexpected(format_args!("{other:?}"))),
        Ok(()) => {}
    }
    written.bytes += target.finish()?;
    Ok(())
}

fn plain(value: Value<'_>) -> String {
    match value {
        Value::Empty => String::new(),
        Value::Whole(whole) => whole.to_string(),
        Value::Amount(amount) => amount.to_plain(),
        Value::Text(text) => harmless(text.to_owned()),
        Value::Bytes(text) => text,
    }
}

/// The attached files under `KEY NAME`, as they came.
fn write_attachments(r: &Reader<'_>, folder: &Path, written: &mut Written) -> Result<()> {
    let ids: Vec<AttachmentId> = r.rows("select id from attachment order by id", [], |row| row.get("id"))?;
    if ids.is_empty() {
        return Ok(());
    }
    std::fs::create_dir_all(folder).map_err(|error| Error::of_file(folder, &error))?;
    for id in ids {
        let AttachedFile { file_name, bytes, .. } = attached_file(r, id)?;
        let name = file_name.replace(|c: char| c.is_control() || "<>:\"/\\|?*".contains(c), "_");
        let mut target = Target::create(&folder.join(format!("{id} {name}")))?;
        let outcome = target.file().write_all(&bytes);
        outcome.map_err(|error| target.failed(&error))?;
        written.bytes += target.finish()?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::Book;

    /// The tables of the schema that no query needs: indexes for searching hold nothing of their own.
    #[test]
    fn every_table_of_the_schema_leaves() {
        let folder = tempfile::tempdir().unwrap();
        let book = Book::create(&folder.path().join("book.kz"), None).unwrap();
        let tables: Vec<String> = book
            .read(|r| {
                let sql = "select name from pragma_table_list where schema = 'main' and type = 'table'
                           and name not like 'sqlite%'";
                r.rows(sql, [], |row| row.get("name"))
            })
            .unwrap();
        assert!(tables.len() > 25);
        let reads = |table: &str| {
            TABLES.iter().any(|(_, sql)| {
                let words: Vec<&str> = sql.split(|c: char| !(c.is_alphanumeric() || c == '_')).collect();
                words.windows(2).any(|pair| ["from", "join"].contains(&pair[0]) && pair[1] == table)
            })
        };
        let missing: Vec<&String> = tables.iter().filter(|table| !reads(table)).collect();
        assert!(missing.is_empty(), "{missing:?}");
    }
}
