//! 明细账: opening balance, every line and closing balance of one account, or of all that moved.

use rusqlite::named_params;

use super::balances::{Movement, movements};
use super::names::{account_name, party_labels};
use super::origin::{Origin, voucher};
use super::report::{Cell, ColumnKind, Link, Report, Row, RowKind, columns};
use super::request::Scope;
use crate::calendar::Day;
use crate::error::Result;
use crate::ledger::{Account, Side, account_by_code, accounts};
use crate::money::Currency;
use crate::store::{PartyId, Reader, Seq};

const WIDTH: usize = 10;

struct Line {
    seq: Seq,
    date: Day,
    voucher: String,
    origin: Origin,
    party: Option<PartyId>,
    summary: Option<String>,
    side: Side,
    base_minor: i64,
}

/// # Errors
/// `not_found` for an account code the chart does not have.
pub(super) fn run(r: &Reader<'_>, scope: &Scope) -> Result<Report> {
    if let Some(code) = &scope.account {
        account_by_code(r, code)?;
    }
    let wanted = |account: &Account| {
        account.postable && scope.account.as_ref().is_none_or(|code| account.code.starts_with(code.as_str()))
    };
    let moved = movements(r, scope.from, scope.as_of, scope.known())?;
    let names = party_labels(r, scope.known(), scope.latest)?;
    let currency = scope.book.currency;
    let mut rows = Vec::new();
    for account in accounts(r)?.into_iter().filter(wanted) {
        let movement = moved.get(&account.id).copied().unwrap_or_default();
        if movement.is_empty() && scope.account.is_none() {
            continue;
        }
        let link = || Link::Account { code: account.code.clone() };
        rows.push(Row::heading(vec![Cell::text(&account.code), account_name(&account)], WIDTH).opens(link()));
        rows.push(Row::line(balance_cells("opening", scope.from, movement.opening, currency)));
        let mut balance = movement.opening;
        for line in lines(r, scope, &account)? {
            balance += line.side.sign() * line.base_minor;
            let party = line.party.and_then(|id| names.get(&id)).map(|label| label.name.as_str());
            rows.push(line_row(&line, party, balance, currency));
        }
        debug_assert_eq!(balance, movement.closing(), "{}", account.code);
        rows.push(closing_row(scope.as_of, movement, currency).opens(link()));
    }
    let money = ColumnKind::Money;
    let text = ColumnKind::Text;
    Ok(scope.report(
        columns(&[
            ("date", ColumnKind::Date),
            ("voucher", text),
            ("kind", text),
            ("document", text),
            ("party", text),
            ("summary", text),
            ("debit", money),
            ("credit", money),
            ("direction", text),
            ("balance", money),
        ]),
        rows,
    ))
}

fn lines(r: &Reader<'_>, scope: &Scope, account: &Account) -> Result<Vec<Line>> {
    r.rows(
        include_str!("account_lines.sql"),
        named_params! {":account_id": account.id, ":from": scope.from, ":as_of": scope.as_of,
        ":known": scope.known()},
        |row| {
            Ok(Line {
                seq: row.get("seq")?,
                date: row.get("date")?,
                voucher: voucher(row)?,
                origin: Origin::read(row)?,
                party: row.get("party_id")?,
                summary: row.get("summary")?,
                side: Side::from_sign(row.get("side")?),
                base_minor: row.get("base_minor")?,
            })
        },
    )
}

fn line_row(line: &Line, party: Option<&str>, balance: i64, currency: Currency) -> Row {
    let on =
        |side: Side| if line.side == side { Cell::minor(line.base_minor, currency) } else { Cell::Empty };
    Row::line(vec![
        Cell::Day(line.date),
        Cell::text(&line.voucher),
        line.origin.word_cell(),
        line.origin.number_cell(),
        Cell::text_or_empty(party),
        Cell::text_or_empty(line.summary.as_deref()),
        on(Side::Debit),
        on(Side::Credit),
        direction(balance),
        Cell::minor(balance.abs(), currency),
    ])
    .opens(Link::Entry { seq: line.seq })
}

fn balance_cells(word: &str, day: Day, balance: i64, currency: Currency) -> Vec<Cell> {
    let mut cells = vec![Cell::Day(day), Cell::Empty, Cell::word(word)];
    cells.resize(WIDTH - 2, Cell::Empty);
    cells.extend([direction(balance), Cell::minor(balance.abs(), currency)]);
    cells
}

/// 方向: the side on which the balance stands.
fn direction(balance: i64) -> Cell {
    Cell::word(match balance {
        0 => "even",
        1.. => "debit_side",
        _ => "credit_side",
    })
}

fn closing_row(day: Day, movement: Movement, currency: Currency) -> Row {
    let mut cells = balance_cells("closing", day, movement.closing(), currency);
    cells[WIDTH - 4] = Cell::minor(movement.debit, currency);
    cells[WIDTH - 3] = Cell::minor(movement.credit, currency);
    Row::new(RowKind::Subtotal, cells)
}
