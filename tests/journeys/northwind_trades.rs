//! Northwind goes on: it buys what it sells, in four currencies, pays some of it, sets debts off and revalues each month.

use chrono::Days;
use kezhang::calendar::{Day, Month};
use kezhang::ledger::Control;
use kezhang::money::Money;
use kezhang::reports::{self, Cell, Report, ReportName, ReportRequest, RowKind};
use kezhang::settlement;
use kezhang::store::PartyId;
use serde_json::{Value, json};

use crate::desk::day;
use crate::northwind::Northwind;
use crate::subledgers::assert_proven;

/// What each supplier is paid in, by turns; the rate of the dollar to it drifts from month to month.
const CURRENCIES: [&str; 4] = ["USD", "EUR", "JPY", "GBP"];

/// The rate of a currency in a month: a few steps up and down, as rates do.
fn rate(currency: &str, month: u32) -> String {
    let step = (month * 7) % 5;
    match currency {
        "EUR" => format!("1.{:02}", 8 + step),
        "JPY" => format!("0.{:02}/100", 80 + step),
        _ => format!("1.{:02}", 55 + step),
    }
}

fn first_days() -> impl Iterator<Item = (u32, Day)> {
    let months = std::iter::successors(Some(Month::of(day("1996-07-01"))), |month| Some(month.next()));
    (0..).zip(months.take(23).map(Month::first_day))
}

impl Northwind {
    fn asks(&self, command: &str, input: Value) -> Value {
        self.call(command, input.clone()).unwrap_or_else(|error| panic!("{command} {input}: {error}"))
    }

    fn quote_rates(&self) {
        let rates: Vec<Value> = first_days()
            .flat_map(|(month, first)| {
                CURRENCIES[1..].iter().map(move |currency| {
                    json!({"currency": currency, "date": first, "rate": rate(currency, month), "source": "test"})
                })
            })
            .collect();
        self.asks("rate.save", json!({"rates": rates}));
    }

    fn suppliers(&self) -> Vec<PartyId> {
        let page = self.asks("party.list", json!({"business": "supplier", "limit": 100}));
        page["rows"].as_array().unwrap().iter().map(|row| PartyId::new(row["id"].as_i64().unwrap())).collect()
    }

    fn bill(&self, supplier: PartyId, currency: &str, date: Day, price: u32) -> Value {
        let due_on = date + Days::new(30);
        let fields = json!({"kind": "bill", "party_id": supplier, "currency": currency, "date": date, "due_on": due_on,
            "reference": format!("S{supplier}-{date}"),
            "lines": [{"description": "Goods", "quantity": "12", "unit_price": price.to_string()}]});
        self.asks("document.issue", json!({"fields": fields}))
    }

    /// A month of buying: every third supplier sends a bill; most of them are paid a month later, a few in part, one
    /// too much.
    fn buys(&self, suppliers: &[PartyId], month: u32, first: Day) {
        for (index, supplier) in (0..).zip(suppliers).filter(|(index, _)| (index + month).is_multiple_of(3)) {
            let currency = CURRENCIES[index as usize % 4];
            let bill =
                self.bill(*supplier, currency, first + Days::new(4), 20 + (index * 13 + month * 5) % 40);
            let total =
                Money::parse(bill["total"]["amount"].as_str().unwrap(), currency.parse().unwrap()).unwrap();
            let paid = match (index + month) % 7 {
                0 => continue,
                1 => total.minor() / 2,
                2 => total.minor() + 12_345,
                _ => total.minor(),
            };
            let amount = Money::from_minor(paid, total.currency()).to_plain();
            let account = if currency == "USD" { "1010" } else { "1020" };
            let fields = json!({"kind": "payment", "party_id": supplier, "currency": currency, "amount": amount,
                "date": first + Days::new(33), "account": account});
            self.asks("document.issue", json!({"fields": fields}));
        }
    }

    /// The first supplier is a customer too: what it owes is set off against what it is owed.
    fn sets_off(&self, supplier: PartyId, month: u32, first: Day) {
        let date = first + Days::new(20);
        let amount = format!("{}.50", 300 + month * 11);
        let sale = json!({"kind": "invoice", "party_id": supplier, "date": date, "due_on": date,
            "lines": [{"description": "Returned crates", "quantity": "1", "unit_price": amount}]});
        self.asks("document.issue", json!({"fields": sale}));
        let bill = json!({"kind": "bill", "party_id": supplier, "date": date, "due_on": date,
            "reference": format!("offset-{month}"),
            "lines": [{"description": "Crates", "quantity": "1", "unit_price": amount}]});
        self.asks("document.issue", json!({"fields": bill}));
        let share = |business: &str| {
            let items =
                self.asks("settlement.open_items", json!({"party_id": supplier, "business": business}));
            let same = |item: &&Value| item["remaining"]["amount"] == json!(amount);
            let item = items.as_array().unwrap().iter().rfind(same).unwrap_or_else(|| panic!("no {amount}"));
            json!([{"item_id": item["id"], "amount": amount}])
        };
        let offset = json!({"kind": "offset", "offset": "receivable_to_payable", "party_id": supplier, "date": date,
            "agreement": "1996-7", "shares": share("customer"), "against": share("supplier")});
        self.asks("document.issue", json!({"fields": offset}));
    }

    fn report(&self, name: ReportName, as_of: Day) -> Report {
        self.door.book().read(|r| reports::run(r, &ReportRequest::new(name, as_of))).unwrap()
    }
}

/// The amounts of the balance sheet's two grand totals.
fn totals(sheet: &Report) -> Vec<Money> {
    let totals = sheet.rows.iter().filter(|row| row.kind == RowKind::Total);
    totals
        .filter_map(|row| match sheet.cell(row, "closing") {
            Some(Cell::Money(money)) => Some(*money),
            _ => None,
        })
        .collect()
}

#[test]
fn with_bills_payments_offsets_and_exchange_the_balance_sheet_balances_every_day() {
    let northwind = Northwind::whole();
    northwind.quote_rates();
    let suppliers = northwind.suppliers();
    let both = suppliers[0];
    let mut fields = northwind.asks("party.get", json!({"id": both}))["fields"].clone();
    fields["is_customer"] = json!(true);
    let version = northwind.asks("party.get", json!({"id": both}))["version"].clone();
    northwind.asks("party.save", json!({"id": both, "version": version, "fields": fields}));
    for (month, first) in first_days() {
        northwind.buys(&suppliers, month, first);
        northwind.sets_off(both, month, first);
    }
    for (_, first) in first_days() {
        northwind.asks("revaluation.run", json!({"date": Month::of(first).last_day()}));
    }
    northwind.assert_proven();
    let days = day("1996-07-01").iter_days().take_while(|date| *date <= day("1998-05-31"));
    for date in days {
        let sheet = northwind.report(ReportName::BalanceSheet, date);
        let totals = totals(&sheet);
        assert_eq!(totals.first(), totals.last(), "{date}");
        assert!(totals.len() >= 2, "{date}");
    }
    for (_, first) in first_days() {
        let end = Month::of(first).last_day();
        assert_proven(&northwind.report(ReportName::ArAging, end));
        assert_proven(&northwind.report(ReportName::ApAging, end));
    }
    let prepaid = northwind
        .door
        .book()
        .read(|r| settlement::open_amounts(r, suppliers[2], Control::SupplierPrepayment))
        .unwrap();
    assert!(!prepaid.is_empty(), "somebody was paid too much");
}
