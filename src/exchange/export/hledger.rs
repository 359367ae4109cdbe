//! For hledger: `hledger check --strict` accepts it without a complaint.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::journal::{Dialect, Journal, Transaction};
use crate::calendar::Day;
use crate::ledger::AccountType;
use crate::money::Money;
use crate::store::AccountId;

pub(super) enum Hledger {}

impl Dialect for Hledger {
    fn top(kind: AccountType) -> &'static str {
        match kind {
            AccountType::Asset | AccountType::Cost => "assets",
            AccountType::Liability => "liabilities",
            AccountType::Equity => "equity",
            AccountType::Revenue => "revenues",
            AccountType::Expense => "expenses",
        }
    }

    /// `1122 应收账款`: single spaces, and nothing that hledger reads as its own.
    fn part(code: &str, name: &str) -> String {
        one_line(&format!("{code} {name}").replace([':', ';', '*', '(', ')', '[', ']', '"'], " "))
    }

    fn opening(journal: &Journal) -> String {
        let Journal { company, book, head, .. } = journal;
        let mut text = format!(
            "; {}\n; book {}, record {}, chain {}\n\n",
            one_line(company),
            book.uuid,
            head.seq,
            head.hash
        );
        for currency in &journal.currencies {
            let sample = Money::from_minor(1000 * 10_i64.pow(currency.exponent()), *currency);
            let point = if currency.exponent() == 0 { "." } else { "" };
            _ = writeln!(text, "commodity {}{point} {currency}", sample.to_plain());
        }
        text.push('\n');
        for (account, name) in &journal.accounts {
            let kind = match account.kind {
                AccountType::Asset | AccountType::Cost => 'A',
                AccountType::Liability => 'L',
                AccountType::Equity => 'E',
                AccountType::Revenue => 'R',
                AccountType::Expense => 'X',
            };
            _ = writeln!(text, "account {name}  ; type:{kind}");
        }
        text
    }

    fn transaction(transaction: &Transaction, names: &BTreeMap<AccountId, String>) -> String {
        let narration = description(&transaction.narration);
        let said = match &transaction.payee {
            Some(payee) => format!("{} | {narration}", description(payee)),
            None => format!("| {narration}"),
        };
        let mut text = format!("\n{} * ({}) {said}\n", transaction.date, transaction.number);
        let mut tags = vec![format!("seq:{}", transaction.seq)];
        for (key, value) in [("document", &transaction.document), ("purpose", &transaction.purpose)] {
            tags.extend(value.as_ref().map(|value| format!("{key}:{}", tag(value))));
        }
        tags.extend(transaction.reverses.map(|reverses| format!("reverses:{reverses}")));
        _ = writeln!(text, "    ; {}", tags.join(", "));
        for posting in &transaction.postings {
            let name = names.get(&posting.account).map(String::as_str).unwrap_or_default();
            _ = write!(text, "    {name}  {}", posting.amount);
            if let Some(cost) = posting.total_cost {
                _ = write!(text, " @@ {cost}");
            }
            if let Some(party) = &posting.party {
                _ = write!(text, "  ; party:{}", tag(party));
            }
            text.push('\n');
        }
        text
    }

    fn closing(balances: &[(&str, Money)], last: Day) -> String {
        if balances.is_empty() {
            return String::new();
        }
        let mut text = format!("\n{last} * | balances\n");
        for (name, balance) in balances {
            _ = writeln!(text, "    {name}  0 {} = {balance}", balance.currency());
        }
        text
    }
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A description has no comment and no second payee in it.
fn description(text: &str) -> String {
    one_line(&text.replace(';', ",").replace('|', "/"))
}

/// A tag's value ends at a comma.
fn tag(text: &str) -> String {
    one_line(&text.replace(',', " "))
}
