//! A customer's list, in any layout, read and laid beside our books.

use std::collections::BTreeMap;
use std::path::Path;

use chrono::{Datelike, Days};
use rusqlite::named_params;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::calendar::Day;
use crate::error::{Error, Result};
use crate::exchange::import::{ImportReport, PROBLEMS_SHOWN};
use crate::exchange::mapping::{Expression, Kind, Mapping};
use crate::exchange::reading::{self, ImportRow, RowProblem, StatementRow, StatementRowKind};
use crate::exchange::source::{ReadOptions, Source};
use crate::exchange::{Inspection, inspect};
use crate::money::{Currency, Money};
use crate::reconciling::matching::{Line, compare, is_mirrored};
use crate::reconciling::{
    ComparedLine, Comparison, ComparisonBasis, NewComparison, ReconciliationRow, keep_comparison,
    last_mapping, reconciliation,
};
use crate::reports::{ReportName, ReportRequest, Statement, statements};
use crate::statements::StatementKind;
use crate::store::{DocumentId, Reader, Seq, Writer};
use crate::subledger::Business;

/// How far behind the cut-off our own lines are read, to tell what was booked in the next period.
const LATER_DAYS: u64 = 60;

/// From whose side a list was written.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ListView {
    /// Found out by what agrees with our books.
    #[default]
    Auto,
    /// Their payables: what they owe us in the credit, an amount above nought.
    Payables,
    /// As we book it: what they owe us in the debit.
    Receivables,
}

/// A list to compare.
#[derive(Debug, Clone, Serialize, Deserialize, TS, JsonSchema)]
#[ts(optional_fields = nullable)]
pub struct CompareList {
    /// The letter, by its act.
    pub reconciliation: Seq,
    /// The file that came.
    pub path: String,
    /// Which column fills which field; as the customer's last list was read, or a guess from the headers, where absent.
    pub mapping: Option<Mapping>,
    #[serde(default)]
    #[ts(as = "Option<ComparisonBasis>", optional)]
    pub basis: ComparisonBasis,
    /// First day compared; the first of the month in which the list begins where absent.
    pub from: Option<Day>,
    #[serde(default)]
    #[ts(as = "Option<ListView>", optional)]
    pub view: ListView,
}

/// Looks into a list; the mapping is the customer's last where its columns are there.
///
/// # Errors
/// `not_found`; what [`Source::open`] refuses.
pub fn inspect_list(r: &Reader<'_>, letter: Seq, path: &Path, options: &ReadOptions) -> Result<Inspection> {
    let letter = reconciliation(r, letter)?;
    let mut found = inspect(path, options, Some(Kind::StatementLines))?;
    let last = last_mapping(r, letter.party_id)?
        .map(|text| Mapping::from_json(&text))
        .transpose()?
        .filter(|mapping| fits(mapping, &found.columns));
    if let (Some(guess), Some(last)) = (&mut found.guess, last) {
        guess.sure_percent = last.columns.keys().map(|field| (field.clone(), 100)).collect();
        guess.missing = Vec::new();
        guess.mapping = Mapping { read: guess.mapping.read.clone(), ..last };
    }
    Ok(found)
}

fn fits(mapping: &Mapping, columns: &[String]) -> bool {
    let mut names = mapping.columns.values().flat_map(columns_of);
    names.all(|name| columns.iter().any(|column| column.trim() == name.trim()))
}

fn columns_of(expression: &Expression) -> Vec<&str> {
    match expression {
        Expression::Column(name) => vec![name],
        Expression::Constant(_) => Vec::new(),
        Expression::FirstOf(parts) | Expression::Join(parts) => parts.iter().flat_map(columns_of).collect(),
        Expression::Percent(inner) | Expression::Negative(inner) => columns_of(inner),
        Expression::Translate { text, .. } => columns_of(text),
    }
}

/// Reads a list and keeps what it says beside our books.
///
/// # Errors
/// `not_found`; `reconciliation_closed`; what [`Source::open`] and the mapping refuse; `import_refused` with the rows that
/// cannot be read; `import_empty` for a list without entries; `field_invalid` for a first day after the cut-off.
pub fn compare_list(w: &Writer<'_>, input: &CompareList) -> Result<Comparison> {
    let letter = reconciliation(w, input.reconciliation)?;
    let path = Path::new(&input.path);
    let mapping = match &input.mapping {
        Some(mapping) => mapping.clone(),
        None => {
            let found = inspect_list(w, input.reconciliation, path, &ReadOptions::default())?;
            found.guess.ok_or(Error::ImportTableUnchosen)?.mapping
        }
    };
    if mapping.kind != Kind::StatementLines {
        return Err(Error::FieldInvalid { field: "kind".into(), value: mapping.kind.as_str().into() });
    }
    let source = Source::open(path, &mapping.read)?;
    let mut list = read_list(&source, &mapping, letter.balance.currency())?;
    let is_movements = input.basis == ComparisonBasis::Movements;
    let from = is_movements.then(|| input.from.unwrap_or_else(|| list.first_day()));
    if let Some(from) = from {
        if from > letter.as_of {
            return Err(Error::FieldInvalid { field: "from".into(), value: from.to_string() });
        }
        list.begin(from);
    }
    let ours = our_lines(w, &letter, from)?;
    let plain = |lines: &[ComparedLine]| -> Vec<Line> { lines.iter().map(|of| of.line.clone()).collect() };
    let mirrored = match input.view {
        ListView::Auto => is_mirrored(&plain(&ours), &plain(&list.entries)),
        ListView::Payables => false,
        ListView::Receivables => true,
    };
    let (theirs, opening_assumed) = list.lines(mirrored, from, &ours);
    let findings = compare(&plain(&ours), &plain(&theirs), letter.as_of);
    let file_name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let mapping = serde_json::to_string(&mapping).map_err(Error::unexpected)?;
    keep_comparison(
        w,
        &NewComparison {
            reconciliation: input.reconciliation,
            basis: input.basis,
            from,
            file_name: &file_name,
            mapping,
            mirrored,
            opening_assumed,
            ours: &ours,
            theirs: &theirs,
            findings: &findings,
            as_of: letter.as_of,
        },
    )
}

/// What a file of the customer's says, from their side.
struct TheirList {
    entries: Vec<ComparedLine>,
    /// The balance brought forward, where the list brings one.
    opening: Option<i64>,
}

fn read_list(source: &Source, mapping: &Mapping, currency: Currency) -> Result<TheirList> {
    let mut report = ImportReport::default();
    let note = |report: &mut ImportReport, problem: RowProblem| {
        report.problem_count += 1;
        if report.problems.len() < PROBLEMS_SHOWN {
            report.problems.push(problem);
        }
    };
    let (mut entries, mut opening): (Vec<ComparedLine>, Option<StatementRow>) = (Vec::new(), None);
    let (mut day, mut last_balance): (Option<Day>, Option<Money>) = (None, None);
    for outcome in reading::read(source, mapping, currency)? {
        report.read += 1;
        let row = match outcome {
            Ok(ImportRow::StatementLine(row)) => row,
            Ok(_) => continue,
            Err(problems) => {
                problems.into_iter().for_each(|problem| note(&mut report, problem));
                continue;
            }
        };
        match row.kind {
            StatementRowKind::Passed => day = row.date.or(day),
            // The first alone brings a balance forward; others begin a page or a month of the same list.
            StatementRowKind::Opening if entries.is_empty() && opening.is_none() => opening = Some(row),
            StatementRowKind::Opening => {}
            StatementRowKind::Entry => {
                day = row.date.or(day);
                let Some(date) = day else {
                    let error = Error::FieldMissing { field: "date".into() };
                    let field = Some("date".into());
                    note(&mut report, RowProblem { row: row.row, column: None, field, error });
                    continue;
                };
                last_balance = row.balance.or(last_balance);
                entries.push(entry(row, date));
            }
        }
    }
    report.refuse_problems()?;
    if entries.is_empty() {
        return Err(Error::ImportEmpty);
    }
    let moved: i64 = entries.iter().map(|entry| entry.line.minor).sum();
    let opening = opening.map(|row| match row.balance {
        None => row.amount.minor(),
        // The column of balances runs with the amounts or against them: the last of it tells.
        Some(balance) => {
            let balance = balance.minor();
            let against = last_balance.is_some_and(|last| last.minor() - balance == -moved) && moved != 0;
            if against { -balance } else { balance }
        }
    });
    Ok(TheirList { entries, opening })
}

fn entry(row: StatementRow, date: Day) -> ComparedLine {
    ComparedLine {
        line: Line {
            date,
            number: row.number,
            reference: row.reference,
            text: row.text,
            minor: row.amount.minor(),
            opening: false,
            credits: String::new(),
        },
        kind: String::new(),
        document_id: None,
        file_row: Some(row.row),
    }
}

impl TheirList {
    /// The first of the month in which it begins.
    fn first_day(&self) -> Day {
        let first = self.entries.iter().map(|entry| entry.line.date).min().unwrap_or_default();
        first.with_day(1).unwrap_or(first)
    }

    /// Leaves out what is dated before a day; a balance brought forward before it says nothing then.
    fn begin(&mut self, from: Day) {
        let all = self.entries.len();
        self.entries.retain(|entry| entry.line.date >= from);
        if self.entries.len() < all {
            self.opening = None;
        }
    }

    /// Its lines from our side, and whether our opening balance stands in for theirs.
    fn lines(
        mut self,
        mirrored: bool,
        from: Option<Day>,
        ours: &[ComparedLine],
    ) -> (Vec<ComparedLine>, bool) {
        let sign = if mirrored { -1 } else { 1 };
        self.entries.iter_mut().for_each(|entry| entry.line.minor *= sign);
        let own = ours.iter().find(|of| of.line.opening).map(|of| of.line.minor);
        let (opening, assumed) = match (self.opening, own) {
            (Some(opening), _) => (Some(opening * sign), false),
            (None, own) => (own, own.is_some()),
        };
        if let (Some(minor), Some(from)) = (opening, from) {
            self.entries.insert(0, opening_line(from, minor));
        }
        (self.entries, assumed && from.is_some())
    }
}

fn opening_line(date: Day, minor: i64) -> ComparedLine {
    let line = Line {
        date,
        number: String::new(),
        reference: String::new(),
        text: String::new(),
        minor,
        opening: true,
        credits: String::new(),
    };
    ComparedLine { line, kind: "opening".into(), document_id: None, file_row: None }
}

/// Our transactions from a day on, some of them behind the cut-off; or what is open at it.
fn our_lines(r: &Reader<'_>, letter: &ReconciliationRow, from: Option<Day>) -> Result<Vec<ComparedLine>> {
    let until = match from {
        Some(_) => letter.as_of.checked_add_days(Days::new(LATER_DAYS)).unwrap_or(letter.as_of),
        None => letter.as_of,
    };
    let request = ReportRequest {
        from,
        party_id: Some(letter.party_id),
        kind: if from.is_some() { StatementKind::BalanceForward } else { StatementKind::OpenItem },
        business: Some(Business::Customer),
        ..ReportRequest::new(ReportName::Statement, until)
    };
    let currency = letter.balance.currency();
    let all = statements(r, &request)?;
    let Some(of) = all.into_iter().find(|one| one.currency == currency) else { return Ok(Vec::new()) };
    let names = names(r, letter)?;
    let mut lines = Vec::with_capacity(of.lines.len() + of.items.len() + 1);
    if let Some(from) = from.filter(|_| !of.opening.is_zero()) {
        lines.push(opening_line(from, of.opening.minor()));
    }
    lines.extend(movements(&of, &names));
    Ok(lines)
}

/// The customer's reference of a document, and the number of the document that it credits.
type Names = BTreeMap<DocumentId, (String, String)>;

fn names(r: &Reader<'_>, letter: &ReconciliationRow) -> Result<Names> {
    let rows =
        r.rows(include_str!("document_names.sql"), named_params! {":party": letter.party_id}, |row| {
            let text = |column: &str| -> rusqlite::Result<String> {
                Ok(row.get::<_, Option<String>>(column)?.unwrap_or_default())
            };
            Ok((row.get("seq")?, (text("reference")?, text("credits")?)))
        })?;
    Ok(rows.into_iter().collect())
}

fn movements(of: &Statement, names: &Names) -> Vec<ComparedLine> {
    let named = |date: Day, kind: &str, number: &Option<String>, document: Option<DocumentId>, minor: i64| {
        let (reference, credits) = document.and_then(|id| names.get(&id)).cloned().unwrap_or_default();
        let number = number.clone().unwrap_or_default();
        let credits = if kind.ends_with("_void") { number.clone() } else { credits };
        let line = Line { date, number, reference, text: String::new(), minor, opening: false, credits };
        ComparedLine { line, kind: kind.to_owned(), document_id: document, file_row: None }
    };
    let lines = of.lines.iter().filter_map(|line| {
        let minor = line.debit.minor() - line.credit.minor();
        (minor != 0).then(|| named(line.date, &line.kind, &line.number, line.document_id, minor))
    });
    let items = of
        .items
        .iter()
        .filter(|item| !item.open.is_zero())
        .map(|item| named(item.date, &item.kind, &item.number, item.document_id, item.open.minor()));
    lines.chain(items).collect()
}
