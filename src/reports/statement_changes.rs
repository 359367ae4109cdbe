//! 发出后变动: what was recorded after a statement was sent, apart by whether it counts on or before the cut-off.
//!
//! The balance as it was sent and what was recorded since make what the same statement would say now; whatever is dated
//! after the cut-off is later business and contradicts nothing. An act that only applies a credit moves no balance and is
//! named with what it settled.

use rusqlite::named_params;
use schemars::JsonSchema;
use serde::Serialize;
use ts_rs::TS;

use super::names::party_label;
use super::report::{Cell, ColumnKind, Report, Row, RowKind, columns};
use super::request::{ReportRequest, Scope};
use super::statement::{AppliedTo, Span, applications, last_day, running};
use super::subledger::{Parties, PartyAct, Subledger, acts};
use crate::audit;
use crate::calendar::Day;
use crate::error::{Error, Result};
use crate::money::Money;
use crate::statements::{AnswerKind, SentStatement, StatementAnswer, answers, latest_sent, sent, sent_to};
use crate::store::{PartyId, Reader, Seq};

const WIDTH: usize = 9;

/// A sent statement beside what the books say now.
#[derive(Debug, Serialize, TS, JsonSchema)]
#[ts(optional_fields = nullable)]
pub struct SentRow {
    pub statement: SentStatement,
    /// What the same cut-off comes to by what is known now.
    pub now: Money,
    /// Something was recorded since that counts on or before the cut-off.
    pub changed: bool,
    /// What became of it; of several answers the last.
    pub answer: Option<StatementAnswer>,
}

/// What was sent to a party, the latest first, each beside what the books say now.
pub fn sent_statements(r: &Reader<'_>, party: PartyId) -> Result<Vec<SentRow>> {
    let answered = answers(r, party, Seq::LATEST)?;
    let acts = acts(r, Subledger::Customers, Parties::of(Some(party)), last_day(), Seq::LATEST)?;
    let row = |statement: SentStatement| SentRow {
        now: balance(&acts, &statement, statement.as_of),
        changed: acts.iter().any(|act| is_since(act, &statement) && act.date <= statement.as_of),
        answer: answered.iter().rfind(|answer| answer.statement == statement.seq).cloned(),
        statement,
    };
    Ok(sent_to(r, party, Seq::LATEST)?.into_iter().map(row).collect())
}

fn is_of(act: &PartyAct, statement: &SentStatement) -> bool {
    act.amount.currency() == statement.closing.currency()
}

fn is_since(act: &PartyAct, statement: &SentStatement) -> bool {
    is_of(act, statement) && act.seq > statement.known_seq
}

/// What the party owes at the end of a day by these acts, in the statement's currency.
fn balance(acts: &[PartyAct], statement: &SentStatement, as_of: Day) -> Money {
    let counted = acts.iter().filter(|act| is_of(act, statement) && act.date <= as_of);
    Money::from_minor(counted.map(|act| act.amount.minor()).sum(), statement.closing.currency())
}

/// The statement a report is of: the one named, or the party's last.
fn resolve(r: &Reader<'_>, request: &ReportRequest, scope: &Scope) -> Result<SentStatement> {
    let missing = |key: String| Error::NotFound { kind: "sent_statement".into(), key };
    let statement = match (request.sent, &scope.party) {
        (Some(seq), _) if seq > scope.known() => return Err(missing(format!("#{seq}"))),
        (Some(seq), _) => sent(r, seq)?,
        (None, Some(party)) => {
            latest_sent(r, party.id, scope.known())?.ok_or_else(|| missing(party.code.clone()))?
        }
        (None, None) => return Err(Error::FieldMissing { field: "party_id".into() }),
    };
    if scope.as_of < statement.as_of {
        return Err(Error::FieldInvalid { field: "as_of".into(), value: scope.as_of.to_string() });
    }
    Ok(statement)
}

pub(super) fn run(r: &Reader<'_>, request: &ReportRequest, scope: &Scope) -> Result<Report> {
    let statement = resolve(r, request, scope)?;
    let party = statement.party_id;
    let acts = acts(r, Subledger::Customers, Parties::of(Some(party)), scope.as_of, scope.known())?;
    let whole = Span { from: first_day(), as_of: scope.as_of, known: scope.known() };
    let applied = applications(r, Subledger::Customers, party, whole)?;
    let answer = answers(r, party, scope.known())?.into_iter().rfind(|each| each.statement == statement.seq);
    let since: Vec<&PartyAct> = acts.iter().filter(|act| is_since(act, &statement)).collect();
    let (before, after): (Vec<&PartyAct>, Vec<&PartyAct>) =
        since.into_iter().partition(|act| act.date <= statement.as_of);
    let mut table = Table { r, applied: &applied, rows: Vec::new() };
    table.rows.push(sum(RowKind::Line, statement.as_of, "as_sent", statement.closing));
    table.rows.push(Row::heading(vec![Cell::Empty, Cell::word("up_to_cut_off")], WIDTH));
    let restated = table.lines(statement.closing, &before)?;
    table.rows.push(sum(RowKind::Subtotal, statement.as_of, "restated", restated));
    table.answer(answer.as_ref(), restated)?;
    // Acts before the statement may be dated after its cut-off: they are later business too, and stood in the books.
    let known_later = balance(&acts, &statement, scope.as_of).checked_sub(restated)?;
    let recorded_since: i64 = after.iter().map(|act| act.amount.minor()).sum();
    let known_then = Money::from_minor(known_later.minor() - recorded_since, restated.currency());
    if scope.as_of > statement.as_of {
        table.rows.push(Row::heading(vec![Cell::Empty, Cell::word("later_business")], WIDTH));
        let mut opening = restated;
        if !known_then.is_zero() {
            opening = restated.checked_add(known_then)?;
            table.rows.push(sum(RowKind::Line, scope.as_of, "known_when_sent", opening));
        }
        let closing = table.lines(opening, &after)?;
        table.rows.push(sum(RowKind::Total, scope.as_of, "closing", closing));
    }
    let (text, day, money) = (ColumnKind::Text, ColumnKind::Date, ColumnKind::Money);
    let heads = [
        ("date", day),
        ("kind", text),
        ("document", text),
        ("recorded_on", day),
        ("recorded_by", text),
        ("applied", money),
        ("debit", money),
        ("credit", money),
        ("balance", money),
    ];
    let mut report = scope.report(columns(&heads), table.rows);
    report.parameters.from = None;
    report.parameters.since = Some(audit::head(r, Some(statement.known_seq))?);
    report.parameters.party = Some(party_label(r, party, scope.known())?);
    report.currency = statement.closing.currency();
    Ok(report)
}

/// Before every day a document can have.
fn first_day() -> Day {
    Day::from_ymd_opt(1, 1, 1).unwrap_or(Day::MIN)
}

/// A day, a word and an amount in the last column.
fn sum(kind: RowKind, day: Day, word: &str, amount: Money) -> Row {
    let mut cells = vec![Cell::Day(day), Cell::word(word)];
    cells.resize(WIDTH - 1, Cell::Empty);
    cells.push(Cell::Money(amount));
    Row::new(kind, cells)
}

struct Table<'t> {
    r: &'t Reader<'t>,
    applied: &'t AppliedTo,
    rows: Vec<Row>,
}

impl Table<'_> {
    /// A line for each act; what they come to.
    fn lines(&mut self, opening: Money, acts: &[&PartyAct]) -> Result<Money> {
        if acts.is_empty() {
            let mut cells = vec![Cell::Empty, Cell::word("nothing_since")];
            cells.resize(WIDTH, Cell::Empty);
            self.rows.push(Row::line(cells));
            return Ok(opening);
        }
        let changes: Vec<i64> = acts.iter().map(|act| act.amount.minor()).collect();
        let balances = running(opening.minor(), &changes);
        for (act, balance) in acts.iter().zip(&balances) {
            let line = self.line(act, Money::from_minor(*balance, opening.currency()))?;
            self.rows.push(line);
            for application in self.applied.get(&(act.seq, act.amount.currency())).into_iter().flatten() {
                let mut cells = vec![Cell::Empty, Cell::Word(application.kind.clone())];
                cells.push(Cell::text_or_empty(application.number.as_deref()));
                cells.extend([Cell::Empty, Cell::Empty, Cell::Money(application.amount)]);
                cells.resize(WIDTH, Cell::Empty);
                self.rows.push(Row::line(cells).depth(1));
            }
        }
        Ok(Money::from_minor(balances.last().copied().unwrap_or_default(), opening.currency()))
    }

    fn line(&self, act: &PartyAct, balance: Money) -> Result<Row> {
        let nonzero = |minor: i64| Cell::nonzero(minor, act.amount.currency());
        let (recorded_on, actor) = self.recorded(act.seq)?;
        let cells = vec![
            Cell::Day(act.date),
            Cell::Word(act.word()),
            act.origin.number_cell(),
            Cell::Day(recorded_on),
            Cell::text(actor),
            Cell::Empty,
            nonzero(act.amount.minor().max(0)),
            nonzero((-act.amount.minor()).max(0)),
            Cell::Money(balance),
        ];
        Ok(Row::line(cells).opens(act.link()))
    }

    fn recorded(&self, seq: Seq) -> Result<(Day, String)> {
        let found = self.r.row(
            "select substr(t.recorded_at, 1, 10) as recorded_on, u.name as actor
             from trail t join user u on u.id = t.actor_id where t.seq = :seq",
            named_params! {":seq": seq},
            |row| Ok((row.get("recorded_on")?, row.get("actor")?)),
        )?;
        found.ok_or_else(|| Error::BookDamaged { reason: format!("no act #{seq}") })
    }

    /// What the customer states, and what is left to explain after what was recorded since.
    fn answer(&mut self, answer: Option<&StatementAnswer>, restated: Money) -> Result<()> {
        let Some(answer) = answer else { return Ok(()) };
        match (answer.answer, answer.amount) {
            (AnswerKind::Disagrees, Some(stated)) => {
                self.rows.push(sum(RowKind::Line, answer.date, "customer_states", stated));
                let left = stated.checked_sub(restated)?;
                self.rows.push(sum(RowKind::Line, answer.date, "difference", left));
            }
            (AnswerKind::Confirmed, _) => {
                let mut cells = vec![Cell::Day(answer.date), Cell::word("customer_confirmed")];
                cells.resize(WIDTH, Cell::Empty);
                self.rows.push(Row::line(cells));
            }
            _ => {}
        }
        Ok(())
    }
}
