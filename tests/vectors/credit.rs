//! Sections `paydex`, `credit_score`, `credit_limit`, `credit_hold`.

use std::collections::BTreeMap;

use kezhang::credit::{
    CreditPolicy, ExposureParts, Factor, Grade, HoldFacts, HoldLevel, HoldReason, LateRule, Lateness, Need,
    Paid, Standing, hold, late_index, late_score, raw_score, reviewed, shown_index, step, suggested_limit,
};
use kezhang::money::{Currency, Figure, Money, Rounding, round};
use rust_decimal::Decimal;
use serde_json::{Value, json};

use crate::reader::{day, decimal, fen, id, section, text};

fn grade(value: &Value) -> Grade {
    serde_json::from_value(value.clone()).unwrap()
}

fn cny(value: &Value) -> Money {
    Money::parse(text(value), Currency::CNY).unwrap()
}

fn two_digits(value: Decimal) -> String {
    format!("{value:.2}")
}

#[test]
fn the_index_of_late_payment_comes_out_as_worked() {
    for example in section("paydex") {
        let (input, expected) = (&example["input"], &example["expected"]);
        if let Some(days) = input["days_late"].as_i64() {
            let shown = round(late_score(days), 1, Rounding::HalfUp);
            assert_eq!(format!("{shown:.1}"), text(&expected["score"]), "{}", id(&example));
            continue;
        }
        let paid = input["invoices"].as_array().unwrap().iter().map(|invoice| Paid {
            amount_minor: fen(&invoice["amount"]),
            days_late: invoice["days_late"].as_i64().unwrap(),
        });
        let index = late_index(paid).unwrap();
        assert_eq!(two_digits(round(index, 2, Rounding::HalfUp)), text(&expected["raw"]));
        assert_eq!(shown_index(index).to_string(), text(&expected["score"]));
    }
}

/// The factors as the vectors call them.
const NAMES: [(&str, Factor); 9] = [
    ("wadl", Factor::DaysLate),
    ("on_time", Factor::OnTime),
    ("worst", Factor::WorstOverdue),
    ("dso_ratio", Factor::DsoToTerms),
    ("promise_break", Factor::BrokenPromises),
    ("dispute", Factor::Disputes),
    ("tenure", Factor::Tenure),
    ("volume", Factor::Volume),
    ("util", Factor::PeakUse),
];

fn value_of(input: &Value, name: &str) -> Decimal {
    match &input[name] {
        Value::Number(whole) => Decimal::from(whole.as_i64().unwrap()),
        Value::String(class) if name == "volume" => {
            Decimal::from(["A", "B", "C"].iter().position(|each| each == class).unwrap() + 1)
        }
        other => decimal(other),
    }
}

#[test]
fn scores_and_grades_come_out_as_worked() {
    let policy = CreditPolicy::default();
    for example in section("credit_score") {
        let (name, input, expected) = (id(&example).to_owned(), &example["input"], &example["expected"]);
        if name.starts_with("HY_") || name.starts_with("CS_wadl") {
            continue;
        }
        let mut points = BTreeMap::new();
        for (key, factor) in NAMES {
            let rule = policy.factors.iter().find(|rule| rule.factor == factor).unwrap();
            points.insert(key, rule.points(Some(value_of(input, key))));
        }
        for (key, worked) in expected["points"].as_object().unwrap() {
            assert_eq!(two_digits(points[key.as_str()]), text(worked), "{name} {key}");
        }
        let raw = raw_score(points.into_values());
        assert_eq!(two_digits(raw), text(&expected["raw"]), "{name}");
        let shrunk = policy.evidence.shrunk(raw, u32::try_from(input["n"].as_u64().unwrap()).unwrap());
        assert_eq!(two_digits(shrunk), text(&expected["shrunk"]), "{name}");
        assert_eq!(policy.grades.grade(shrunk).as_str(), text(&expected["grade4"]), "{name}");
        assert_eq!(step(shrunk), text(&expected["grade8"]), "{name}");
    }
    assert!(!policy.evidence.suffices(4, 40) && !policy.evidence.suffices(40, 2));
    assert!(policy.evidence.suffices(5, 3));
}

#[test]
fn days_late_are_weighted_as_worked() {
    let mut seen = 0;
    for example in section("credit_score") {
        let (input, expected) = (&example["input"], &example["expected"]);
        let rule = LateRule { grace_days: 3, early_cap_days: 30 };
        let mut late = Lateness::default();
        let as_of = input.get("as_of").map(day);
        let paid = input.get("invoices").or(input.get("paid")).and_then(Value::as_array);
        let open = input.get("open").and_then(Value::as_array);
        for item in paid.into_iter().flatten().chain(open.into_iter().flatten()) {
            let until = item.get("paid").map(day).or(as_of).unwrap();
            let days = (until - day(&item["due"])).num_days();
            late.add(fen(&item["amount"]), days, rule);
            late.add_item(fen(&item["amount"]), days);
            seen += 1;
        }
        let shown = [
            ("wadl_signed", late.signed_days().map(two_digits)),
            ("wadl_floor0", late.average_days().map(two_digits)),
            ("on_time_ratio", late.on_time_ratio().map(|ratio| format!("{ratio:.4}"))),
        ];
        for (key, value) in shown {
            if let Some(worked) = expected.get(key) {
                assert_eq!(value.as_deref(), Some(text(worked)), "{} {key}", id(&example));
            }
        }
        if late.is_known() {
            assert_eq!(late.worst(0), expected["worst"].as_i64().unwrap(), "{}", id(&example));
        }
    }
    assert_eq!(seen, 5);
}

#[test]
fn a_grade_is_held_steady_as_worked() {
    let rule = CreditPolicy::default().grades;
    let b63 = json!({"id": "HY_A_at_63", "input": {"start": "A", "monthly_scores": [63]}, "expected": ["B"]});
    let b81 = json!({"id": "HY_B_rises_apart", "input": {"start": "B", "monthly_scores": [81, 64, 63, 66, 82]},
        "expected": ["B", "B", "B", "B", "B"]});
    let examples = section("credit_score").into_iter().filter(|example| id(example).starts_with("HY_"));
    let mut seen = 0;
    for example in examples.chain([b63, b81]) {
        let mut standing = Standing { grade: Some(grade(&example["input"]["start"])), rises: 0 };
        let scores = example["input"]["monthly_scores"].as_array().unwrap();
        for (score, worked) in scores.iter().zip(example["expected"].as_array().unwrap()) {
            let score = Decimal::from(score.as_i64().unwrap());
            standing = reviewed(Some(standing), Some(score), None, &rule);
            assert_eq!(standing.grade, Some(grade(worked)), "{} at {score}", id(&example));
            seen += 1;
        }
    }
    assert!(seen >= 9 + 6, "{seen}");
}

#[test]
fn limits_come_out_as_worked() {
    for example in section("credit_limit") {
        let (input, expected) = (&example["input"], &example["expected"]);
        let mut rule = CreditPolicy::default().limit;
        rule.buffer_percent = Figure(decimal(&input["buffer"]) * Decimal::ONE_HUNDRED);
        rule.cap = input["policy_cap"].as_str().map(|cap| cap.parse().unwrap());
        let need = Need {
            annual_sales: cny(&input["annual_sales_gross"]),
            terms_days: u32::try_from(input["terms_days"].as_u64().unwrap()).unwrap(),
            expected_delay: u32::try_from(input["expected_delay"].as_u64().unwrap()).unwrap(),
            grade: Some(grade(&input["grade"])),
            net_worth: input["tangible_net_worth"].is_string().then(|| cny(&input["tangible_net_worth"])),
        };
        let worked = suggested_limit(&need, &rule, Rounding::HalfUp).unwrap();
        assert_eq!(worked.need.to_plain(), text(&expected["need"]), "{}", id(&example));
        assert_eq!(worked.least.to_plain(), text(&expected["min_rule"]), "{}", id(&example));
        assert_eq!(
            Figure(worked.limit.to_decimal()).to_string(),
            text(&expected["limit"]),
            "{}",
            id(&example)
        );
    }
}

/// A reason as the vectors write it.
fn sentence(reason: &HoldReason) -> String {
    match reason {
        HoldReason::Overdue { days, allowed } => format!("oldest overdue {days}>{allowed}"),
        HoldReason::Exposure { percent } if *percent == Figure(Decimal::from(80)) => "exposure >80%".into(),
        HoldReason::Exposure { percent } => format!("exposure >{percent}% of limit"),
        other => format!("{other:?}"),
    }
}

#[test]
fn holds_come_out_as_worked() {
    let rule = CreditPolicy::default().hold;
    for example in section("credit_hold") {
        let (input, expected) = (&example["input"], &example["expected"]);
        let parts = ExposureParts {
            open: cny(&input["open_ar"]),
            notes: cny(&input["notes"]),
            delivered: cny(&input["uninvoiced_deliveries"]),
            ordered: cny(&input["open_orders"]),
            advances: cny(&input["unapplied_advances"]),
        };
        let facts = HoldFacts {
            limit: cny(&input["limit"]),
            exposure: parts.total().unwrap(),
            adds: cny(&input["new_order"]),
            oldest_overdue_days: input["oldest_overdue_days"].as_i64().unwrap(),
            grade: Some(grade(&input["grade"])),
        };
        let held = hold(&facts, &rule).unwrap();
        let name = id(&example);
        assert_eq!(held.exposure.to_plain(), text(&expected["exposure"]), "{name}");
        assert_eq!(held.after.to_plain(), text(&expected["after"]), "{name}");
        let used = held.used_percent.unwrap().0 / Decimal::ONE_HUNDRED;
        assert_eq!(format!("{used:.4}"), text(&expected["utilisation"]), "{name}");
        assert_eq!(held.level.as_str().to_uppercase(), text(&expected["status"]), "{name}");
        let reasons: Vec<String> = held.reasons.iter().map(sentence).collect();
        assert_eq!(json!(reasons), expected["reasons"], "{name}");
    }
}

#[test]
fn what_the_vectors_leave_out_of_holds() {
    let rule = CreditPolicy::default().hold;
    let yuan = |amount: i64| Money::from_minor(amount * 100, Currency::CNY);
    for (limit, exposure, days, grade, level) in [
        (0, 1, 0, Some(Grade::A), HoldLevel::Hard),
        (0, 0, 0, Some(Grade::A), HoldLevel::Ok),
        (100, 10, 0, Some(Grade::D), HoldLevel::Hard),
        (100, -5, 0, Some(Grade::D), HoldLevel::Ok),
        (100, 100, 0, Some(Grade::B), HoldLevel::Warn),
        (100, 111, 0, Some(Grade::B), HoldLevel::Hard),
        (100, 10, 6, None, HoldLevel::Soft),
        (100, 10, 46, Some(Grade::A), HoldLevel::Hard),
        (100, 90, 20, Some(Grade::B), HoldLevel::Soft),
    ] {
        let facts = HoldFacts {
            limit: yuan(limit),
            exposure: yuan(exposure),
            adds: yuan(0),
            oldest_overdue_days: days,
            grade,
        };
        assert_eq!(hold(&facts, &rule).unwrap().level, level, "{facts:?}");
    }
}
