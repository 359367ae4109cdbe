//! Kinds of which a row is a whole.

use serde::Serialize;

use crate::calendar::Day;
use crate::error::Error;
use crate::money::{Currency, Figure, Money};

use super::super::mapping::Kind;
use super::cells::Cells;
use super::{Form, ImportRow, contacts, rates, statement_lines};

/// A customer or supplier. `code` and `name` are never both empty: one stands in for the other.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PartyRow {
    #[serde(skip)]
    pub row: u32,
    pub code: Option<String>,
    pub name: String,
    pub short_name: Option<String>,
    pub tax_id: Option<String>,
    pub contact_name: Option<String>,
    pub contact_title: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub contact_department: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub contact_roles: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub contact_email: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub contact_wechat: Option<String>,
    pub phone: Option<String>,
    pub mobile: Option<String>,
    pub fax: Option<String>,
    pub email: Option<String>,
    pub website: Option<String>,
    pub billing: AddressRow,
    pub delivery: AddressRow,
    pub bank_name: Option<String>,
    pub bank_account: Option<String>,
    pub currency: Option<Currency>,
    pub language: Option<String>,
    pub terms_days: Option<u32>,
    /// In the party's currency.
    pub credit_limit: Option<Figure>,
    pub industry: Option<String>,
    pub tags: Vec<String>,
    // Facts that came later are left out where absent: a row that was imported before keeps its digest.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// The name of a user.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub owner: Option<String>,
    /// In the book's currency, as the registered capital.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub potential: Option<Figure>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub registered_capital: Option<Figure>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub headcount: Option<u32>,
    pub notes: Option<String>,
}

/// An address as far as the file has it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct AddressRow {
    /// One or more lines.
    pub street: Option<String>,
    pub city: Option<String>,
    pub region: Option<String>,
    pub postal_code: Option<String>,
    /// As the file writes it: a name or a code.
    pub country: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ItemRow {
    #[serde(skip)]
    pub row: u32,
    pub code: Option<String>,
    pub name: String,
    pub name_en: Option<String>,
    pub unit: Option<String>,
    pub specification: Option<String>,
    pub price: Option<Figure>,
    pub tax_percent: Option<Figure>,
    pub notes: Option<String>,
}

/// A receipt or a payment. The amount is positive; a refund is a row of the other kind.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct MoneyRow {
    #[serde(skip)]
    pub row: u32,
    pub number: String,
    pub party_code: Option<String>,
    pub party_name: Option<String>,
    pub date: Day,
    pub amount: Money,
    /// Kept back by the bank, in the same currency.
    pub fee: Option<Money>,
    /// Base units for one unit of the currency, where it is foreign.
    pub rate: Option<Figure>,
    pub method: Option<String>,
    pub account_code: Option<String>,
    /// The document it pays; the oldest open ones otherwise.
    pub document_number: Option<String>,
    /// How much of it goes to that document; all that fits otherwise.
    pub allocated_amount: Option<Money>,
    pub reference: Option<String>,
    pub notes: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Side {
    Receivable,
    Payable,
}

/// An item that is open on the day the books begin. A negative amount is a credit or an advance.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OpenItemRow {
    #[serde(skip)]
    pub row: u32,
    pub side: Side,
    pub party_code: Option<String>,
    pub party_name: Option<String>,
    pub number: String,
    pub date: Day,
    pub due_on: Option<Day>,
    pub amount: Money,
    pub rate: Option<Figure>,
    pub notes: Option<String>,
}

/// What an account holds on the day the books begin; debit is positive.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AccountBalanceRow {
    #[serde(skip)]
    pub row: u32,
    pub account_code: String,
    pub account_name: Option<String>,
    pub balance: Money,
    pub date: Option<Day>,
}

/// Reads a row of a kind that is not a document; `None` with the problems noted in the cells.
pub(super) fn read_row(form: &Form, cells: &mut Cells<'_>) -> Option<ImportRow> {
    match form.kind {
        Kind::Customers | Kind::Suppliers => party(cells).map(|party| ImportRow::Party(Box::new(party))),
        Kind::Items => item(cells).map(ImportRow::Item),
        Kind::Receipts | Kind::Payments => money(cells).map(ImportRow::Money),
        Kind::OpeningBalances => open_item(cells).map(ImportRow::OpenItem),
        Kind::AccountBalances => account_balance(cells).map(ImportRow::AccountBalance),
        Kind::Rates => rates::rates(cells, &form.quoted).map(ImportRow::Rates),
        Kind::Contacts => contacts::contact(cells).map(|contact| ImportRow::Contact(Box::new(contact))),
        Kind::StatementLines => statement_lines::line(cells).map(ImportRow::StatementLine),
        Kind::Invoices | Kind::Bills | Kind::Orders | Kind::Deliveries => None,
    }
}

fn party(cells: &mut Cells<'_>) -> Option<PartyRow> {
    let (code, name) = code_and_name(cells);
    let read = PartyRow {
        row: cells.row_number(),
        code,
        name: name.clone().unwrap_or_default(),
        short_name: cells.text("short_name"),
        tax_id: cells.text("tax_id"),
        contact_name: cells.text("contact_name"),
        contact_title: cells.text("contact_title"),
        contact_department: cells.text("contact_department"),
        contact_roles: cells.list("contact_roles"),
        contact_email: cells.text("contact_email"),
        contact_wechat: cells.text("contact_wechat"),
        phone: cells.text("phone"),
        mobile: cells.text("mobile"),
        fax: cells.text("fax"),
        email: cells.text("email"),
        website: cells.text("website"),
        billing: AddressRow {
            street: cells.text("street"),
            city: cells.text("city"),
            region: cells.text("region"),
            postal_code: cells.text("postal_code"),
            country: cells.text("country"),
        },
        delivery: AddressRow {
            street: cells.text("delivery_street"),
            city: cells.text("delivery_city"),
            region: cells.text("delivery_region"),
            postal_code: cells.text("delivery_postal_code"),
            country: cells.text("delivery_country"),
        },
        bank_name: cells.text("bank_name"),
        bank_account: cells.text("bank_account"),
        currency: cells.currency("currency"),
        language: cells.text("language"),
        terms_days: cells.whole("terms_days"),
        credit_limit: cells.figure("credit_limit"),
        industry: cells.text("industry"),
        tags: cells.list("tags"),
        source: cells.text("source"),
        owner: cells.text("owner"),
        potential: cells.figure("potential"),
        registered_capital: cells.figure("registered_capital"),
        headcount: cells.whole("headcount"),
        notes: cells.text("notes"),
    };
    name.map(|_| read)
}

fn item(cells: &mut Cells<'_>) -> Option<ItemRow> {
    let (code, name) = code_and_name(cells);
    let read = ItemRow {
        row: cells.row_number(),
        code,
        name: name.clone().unwrap_or_default(),
        name_en: cells.text("name_en"),
        unit: cells.text("unit"),
        specification: cells.text("specification"),
        price: cells.figure("price"),
        tax_percent: cells.percent("tax_percent"),
        notes: cells.text("notes"),
    };
    name.map(|_| read)
}

/// The name, or the code in its place; a row without either is refused.
fn code_and_name(cells: &mut Cells<'_>) -> (Option<String>, Option<String>) {
    let code = cells.text("code");
    let name = cells.text("name").or_else(|| code.clone());
    if name.is_none() {
        cells.refuse("name", Error::FieldMissing { field: "name".into() });
    }
    (code, name)
}

/// The code and name of a row's party; a row without either is refused.
pub(super) fn party_of(cells: &mut Cells<'_>) -> (Option<String>, Option<String>) {
    let (code, name) = (cells.text("party_code"), cells.text("party_name"));
    if code.is_none() && name.is_none() {
        let field = if cells.has_column("party_code") { "party_code" } else { "party_name" };
        cells.refuse(field, Error::FieldMissing { field: field.into() });
    }
    (code, name)
}

fn money(cells: &mut Cells<'_>) -> Option<MoneyRow> {
    let currency = cells.currency("currency").unwrap_or(cells.book_currency());
    let number = cells.required_text("number");
    let (party_code, party_name) = party_of(cells);
    let date = cells.required_day("date");
    let amount = cells.required_amount("amount", currency);
    if let Some(amount) = amount.filter(|amount| amount.minor() <= 0) {
        cells.refuse("amount", Error::FieldInvalid { field: "amount".into(), value: amount.to_plain() });
    }
    let (fee, rate) = (cells.amount("fee", currency), cells.figure("rate"));
    let allocated_amount = cells.amount("allocated_amount", currency);
    Some(MoneyRow {
        row: cells.row_number(),
        number: number?,
        party_code,
        party_name,
        date: date?,
        amount: amount?,
        fee,
        rate,
        method: cells.text("method"),
        account_code: cells.text("account_code"),
        document_number: cells.text("document_number"),
        allocated_amount,
        reference: cells.text("reference"),
        notes: cells.text("notes"),
    })
}

fn open_item(cells: &mut Cells<'_>) -> Option<OpenItemRow> {
    let currency = cells.currency("currency").unwrap_or(cells.book_currency());
    let side = cells.side("side");
    let (party_code, party_name) = party_of(cells);
    let number = cells.required_text("number");
    let date = cells.required_day("date");
    let due_on = cells.day("due_on");
    cells.insist_order(date, due_on);
    let amount = cells.required_amount("amount", currency);
    Some(OpenItemRow {
        row: cells.row_number(),
        side: side?,
        party_code,
        party_name,
        number: number?,
        date: date?,
        due_on,
        amount: amount?,
        rate: cells.figure("rate"),
        notes: cells.text("notes"),
    })
}

fn account_balance(cells: &mut Cells<'_>) -> Option<AccountBalanceRow> {
    let currency = cells.currency("currency").unwrap_or(cells.book_currency());
    let account_code = cells.required_text("account_code");
    let nothing = Money::zero(currency);
    let balance = match cells.amount("balance", currency) {
        Some(balance) => Some(balance),
        None => {
            let debit = cells.amount("debit", currency).unwrap_or(nothing);
            let credit = cells.amount("credit", currency).unwrap_or(nothing);
            debit.checked_sub(credit).ok()
        }
    };
    Some(AccountBalanceRow {
        row: cells.row_number(),
        account_code: account_code?,
        account_name: cells.text("account_name"),
        balance: balance?,
        date: cells.day("date"),
    })
}
