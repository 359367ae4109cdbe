//! For beancount: `bean-check` accepts it without a complaint.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use rust_decimal::Decimal;

use super::journal::{Dialect, Journal, Transaction};
use crate::calendar::Day;
use crate::ledger::AccountType;
use crate::money::Money;
use crate::store::AccountId;

pub(super) enum Beancount {}

impl Dialect for Beancount {
    fn top(kind: AccountType) -> &'static str {
        match kind {
            // Work in progress is on the balance sheet until it is sold.
            AccountType::Asset | AccountType::Cost => "Assets",
            AccountType::Liability => "Liabilities",
            AccountType::Equity => "Equity",
            AccountType::Revenue => "Income",
            AccountType::Expense => "Expenses",
        }
    }

    /// Letters of any script, digits and hyphens: `1122-应收账款`.
    fn part(code: &str, name: &str) -> String {
        let mut part = String::new();
        for c in format!("{code}-{name}").chars() {
            match c {
                c if c.is_alphabetic() || c.is_ascii_digit() => part.push(c),
                _ if part.ends_with('-') => {}
                _ => part.push('-'),
            }
        }
        part.trim_matches('-').to_owned()
    }

    fn opening(journal: &Journal) -> String {
        let Journal { company, book, head, first, .. } = journal;
        // beancount divides a total cost by the units and multiplies again; where all lines are foreign it would allow no
        // difference at all. A hundredth of the least unit is far below what could be wrong.
        let mut text = format!(
            "; {}\n; book {}, record {}, chain {}\n\noption \"title\" {}\noption \"operating_currency\" \"{}\"\noption \"inferred_tolerance_default\" \"{}:{}\"\n\n",
            one_line(company),
            book.uuid,
            head.seq,
            head.hash,
            quoted(company),
            book.currency,
            book.currency,
            Decimal::new(1, book.currency.exponent() + 2)
        );
        for currency in &journal.currencies {
            _ = writeln!(text, "{first} commodity {currency}");
        }
        text.push('\n');
        for (account, name) in &journal.accounts {
            _ = writeln!(text, "{first} open {name}");
            _ = writeln!(text, "  code: {}", quoted(&account.code));
            _ = writeln!(text, "  name: {}", quoted(&account.name_zh));
            _ = writeln!(text, "  name-en: {}", quoted(&account.name_en));
        }
        text
    }

    fn transaction(transaction: &Transaction, names: &BTreeMap<AccountId, String>) -> String {
        let payee = transaction.payee.as_deref().map(|payee| quoted(payee) + " ").unwrap_or_default();
        let mut text = format!("\n{} * {payee}{}\n", transaction.date, quoted(&transaction.narration));
        _ = writeln!(text, "  seq: {}", transaction.seq);
        _ = writeln!(text, "  number: {}", quoted(&transaction.number));
        for (key, value) in [("document", &transaction.document), ("purpose", &transaction.purpose)] {
            if let Some(value) = value {
                _ = writeln!(text, "  {key}: {}", quoted(value));
            }
        }
        if let Some(reverses) = transaction.reverses {
            _ = writeln!(text, "  reverses: {reverses}");
        }
        for posting in &transaction.postings {
            let name = names.get(&posting.account).map(String::as_str).unwrap_or_default();
            _ = write!(text, "  {name}  {}", posting.amount);
            if let Some(cost) = posting.total_cost {
                _ = write!(text, " @@ {cost}");
            }
            text.push('\n');
            if let Some(party) = &posting.party {
                _ = writeln!(text, "    party: {}", quoted(party));
            }
        }
        text
    }

    /// A balance holds at the beginning of its day, so it is asserted on the day after; to the cent, where beancount
    /// would let one pass.
    fn closing(balances: &[(&str, Money)], last: Day) -> String {
        let after = last.succ_opt().unwrap_or(last);
        let mut text = String::from("\n");
        for (name, balance) in balances {
            _ = writeln!(text, "{after} balance {name}  {} ~ 0 {}", balance.to_plain(), balance.currency());
        }
        text
    }
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn quoted(text: &str) -> String {
    let plain = one_line(text).replace('\\', "\\\\").replace('"', "\\\"");
    format!("\"{plain}\"")
}
