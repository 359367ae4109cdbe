//! Section `late_interest`.

use chrono::Days;
use kezhang::calendar::{Day, parse_day};
use kezhang::documents::{LateDebt, interest, rates_of, spans};
use kezhang::ledger::{FixedCharge, InterestRate, InterestTerms, ReferenceRate};
use kezhang::money::{Currency, Figure, Money, Rounding};
use rust_decimal::Decimal;
use serde_json::{Value, json};

use crate::reader::{day, decimal, id, plain, section, text};

fn terms(rate: InterestRate, basis: &Value) -> InterestTerms {
    let basis = basis.as_u64().map_or(365, |basis| u32::try_from(basis).unwrap());
    InterestTerms { rate, basis, fixed: Vec::new(), tax: None }
}

fn percent(rate: &Value) -> Figure {
    Figure(decimal(rate) * Decimal::ONE_HUNDRED)
}

fn lpr(markup: &Value, fixed_at_breach: bool) -> InterestRate {
    let (name, points) = ("LPR1Y".to_owned(), Figure::ZERO);
    InterestRate::Reference { name, markup_percent: percent(markup), points, fixed_at_breach }
}

fn published(table: &Value) -> Vec<ReferenceRate> {
    let rate = |row: &Value| ReferenceRate {
        name: "LPR1Y".into(),
        valid_from: day(&row[0]),
        percent: percent(&row[1]),
        source: String::new(),
    };
    table.as_array().unwrap().iter().map(rate).collect()
}

/// What a debt costs from its due day to the day it was paid.
fn charged(
    principal: &Value,
    settled: Vec<(Day, i64)>,
    [due_on, until]: [Day; 2],
    terms: &InterestTerms,
    published: &[ReferenceRate],
) -> (u32, String) {
    let amount = Money::parse(text(principal), Currency::CNY).unwrap();
    let rates = rates_of(terms, published, due_on.succ_opt().unwrap()).unwrap();
    let spans = spans(&LateDebt { due_on, amount, settled, charged: Vec::new() }, &rates, until).unwrap();
    let exact = interest(&spans, terms.days()).unwrap();
    let days = spans.iter().map(|span| span.days).sum();
    (days, Money::rounded(exact, Currency::CNY, Rounding::HalfUp).unwrap().to_plain())
}

#[test]
fn late_interest_comes_out_as_worked() {
    let all = section("late_interest");
    let first = all[0]["input"].clone();
    let changing = all.iter().find(|example| id(example) == "LI_ratechange").unwrap()["input"].clone();
    for example in &all {
        let (input, expected) = (&example["input"], &example["expected"]);
        let period = |input: &Value| [day(&input["due"]), day(&input["paid"])];
        let counted = |input: &Value| {
            let start = day(&first["due"]);
            [start, start.checked_add_days(Days::new(input["days"].as_u64().unwrap())).unwrap()]
        };
        let principal = &input["principal"];
        let worked = match id(example) {
            "LI_lpr" => {
                let published = published(&json!([["2025-05-20", input["lpr1y"]]]));
                let terms = terms(lpr(&input["markup"], true), &input["basis"]);
                let worked = charged(principal, vec![], period(input), &terms, &published);
                assert_eq!(u64::from(worked.0), expected["days"].as_u64().unwrap());
                let [(_, rate)] = rates_of(&terms, &published, day(&input["paid"])).unwrap()[..] else {
                    panic!()
                };
                assert_eq!(rate, percent(&expected["rate"]));
                assert_eq!(worked.1, text(&expected["interest"]));
                continue;
            }
            "LI_lpr360" => {
                let terms = terms(InterestRate::Yearly { percent: percent(&input["rate"]) }, &input["basis"]);
                charged(principal, vec![], counted(input), &terms, &[])
            }
            "LI_wanfen5" => {
                let terms = terms(InterestRate::Daily { percent: percent(&input["daily"]) }, &Value::Null);
                charged(principal, vec![], counted(input), &terms, &[])
            }
            "LI_uk" => {
                let bands = [("0", "40"), ("1000", "70"), ("10000", "100")];
                let charge = |(from, amount): (&str, &str)| FixedCharge {
                    from: from.parse().unwrap(),
                    amount: amount.parse().unwrap(),
                };
                let rate = InterestRate::Yearly { percent: Figure::ZERO };
                let terms = InterestTerms { fixed: bands.map(charge).into(), ..terms(rate, &Value::Null) };
                let debts = principal.as_array().unwrap();
                for (debt, fixed) in debts.iter().zip(expected["fixed"].as_array().unwrap()) {
                    assert_eq!(terms.fixed_for(decimal(debt)).unwrap().0, decimal(fixed), "{debt}");
                }
                continue;
            }
            "LI_ratechange" | "LI_breachdate" => {
                let fixed = id(example) == "LI_breachdate";
                let terms = terms(lpr(&changing["markup"], fixed), &changing["basis"]);
                let table = published(&changing["rate_table"]);
                charged(&changing["principal"], vec![], period(&changing), &terms, &table)
            }
            other => panic!("an example of another kind: {other}"),
        };
        assert_eq!(worked, (45, text(expected).to_owned()), "{}", id(example));
    }
}

/// 20,000 of 50,000 paid on day 15 of 45: 203.42 (DOMAIN, Clarifications).
#[test]
fn what_is_paid_on_the_way_bears_interest_up_to_that_day() {
    let [due_on, paid, until] =
        ["2026-03-31", "2026-04-15", "2026-05-15"].map(|text| parse_day(text).unwrap());
    let rate = InterestRate::Yearly { percent: "4.5".parse().unwrap() };
    let terms = terms(rate, &json!(365));
    let worked = charged(&json!("50000.00"), vec![(paid, 2_000_000)], [due_on, until], &terms, &[]);
    assert_eq!(worked, (45, plain(20342)));
}
