//! The forecast on companies that never were: it beats the simple rules, its bands hold, and nothing looks ahead.

use super::chance::Chance;
use super::simulated::Company;
use super::*;

/// Smaller than usual, so that the tests of every day stay quick.
fn company(seed: u64) -> Company {
    Company { customers: 40, days: 1000, monthly: 1.5, seed, ..Company::USUAL }
}

#[test]
fn the_forecast_beats_the_rules_and_its_bands_hold() {
    let records: Vec<Record> = [1, 2, 3].map(|seed| backtest(&company(seed).history()).unwrap()).into();
    for record in &records {
        let (ours, median) = (record.forecast, record.customer_median);
        for rule in [record.due_date, median] {
            assert!(ours.wape_open < rule.wape_open, "{record:?}");
            assert!(ours.wape_total < rule.wape_total, "{record:?}");
            assert!(ours.late_brier < rule.late_brier, "{record:?}");
        }
        assert!(ours.late_auc >= record.base_rate.late_auc, "{record:?}");
        assert!(ours.late_brier <= record.base_rate.late_brier, "{record:?}");
    }
    assert!(records.iter().any(|record| record.is_model), "{records:?}");
    let covered = |pick: fn(&Record) -> Option<f64>| accuracy::mean(records.iter().filter_map(pick)).unwrap();
    let total = covered(|record| record.forecast.coverage_80);
    let open = covered(|record| record.coverage_80_open);
    assert!((0.75..=0.85).contains(&total), "total {total}, {records:?}");
    assert!((0.70..=0.92).contains(&open), "open {open}, {records:?}");
}

/// The history with everything after a day scrambled: other invoices, other amounts, other settlements.
fn scrambled(history: &History, day: DayNumber) -> History {
    let mut chance = Chance::new(99);
    let mut invoices: Vec<Past> = history
        .invoices()
        .iter()
        .filter(|past| past.terms.issued <= day)
        .map(|past| match past.settled {
            Some(settled) if settled <= day => *past,
            _ => Past { settled: Some(day + 1 + chance.below(200) as i32), ..*past },
        })
        .collect();
    invoices.extend((0..500).map(|_| {
        let issued = day + 1 + chance.below(200) as i32;
        let (customer, due) = (chance.below(history.customers()), issued + chance.below(90) as i32);
        let terms = Terms { customer, issued, due, amount_minor: 1 + chance.below(9_000_000) as i64 };
        Past { terms, settled: Some(issued + chance.below(300) as i32) }
    }));
    History::new(invoices, day + 600)
}

#[test]
fn what_happens_after_a_day_changes_no_forecast_made_on_it() {
    let history = Company { customers: 15, days: 700, ..company(4) }.history();
    let cut = cut_of(&history).unwrap();
    let other = scrambled(&history, cut);
    assert_ne!(history.known_on(cut + 60).invoices(), other.known_on(cut + 60).invoices());
    let asked: Vec<Terms> =
        history.invoices().iter().map(|past| past.terms).filter(|terms| terms.issued > cut).collect();
    assert!(asked.len() > 50);
    let late = |history: &History| late_probabilities(&history.known_on(cut), &asked);
    assert_eq!(late(&history), late(&other));
    let weeks = |history: &History| calibrated_weeks(&history.known_on(cut));
    assert_eq!(weeks(&history), weeks(&other));
    assert!(weeks(&history).iter().any(|week| week.open.p50 > 0 && week.total.p90 > week.open.p90));
}

#[test]
fn a_history_knows_nothing_of_later_days() {
    let history = company(5).history();
    let (first, last) = history.span().unwrap();
    let middle = (first + last) / 2;
    let known = history.known_on(middle);
    let is_past = |past: &Past| past.terms.issued <= middle && past.settled.is_none_or(|day| day <= middle);
    assert!(known.invoices().iter().all(is_past) && known.open().count() > 0);
    assert_eq!(known.known_on(middle + 500), known);
}

#[test]
fn a_history_of_next_to_nothing_is_told_without_trouble() {
    let terms = Terms { customer: 0, issued: 740_000, due: 740_030, amount_minor: 100 };
    for settled in [None, Some(740_010)] {
        let record = backtest(&History::new(vec![Past { terms, settled }], 740_040)).unwrap();
        assert_eq!(record.forecast.wape_open, None);
    }
    assert!(backtest(&History::default()).is_none());
    assert_eq!(weeks_ahead(&History::default(), 1), vec![WeekAhead::default(); WEEKS]);
}

#[test]
fn a_customer_of_many_invoices_is_told_by_its_own_and_one_of_few_borrows() {
    let invoice = |customer, issued: i32, delay| Past {
        terms: Terms { customer, issued, due: issued + 30, amount_minor: 1_000 },
        settled: Some(issued + 30 + delay),
    };
    let mut invoices: Vec<Past> = (0..40).map(|n| invoice(0, 740_000 + 10 * n, 25)).collect();
    invoices.extend((0..40).map(|n| invoice(1, 740_000 + 10 * n, -5)));
    invoices.push(invoice(2, 740_300, -5));
    let behaviour = Behaviour::learn(&History::new(invoices, 740_600));
    let late = |customer| {
        let terms = Terms { customer, issued: 740_600, due: 740_630, amount_minor: 1_000 };
        1.0 - behaviour.settling(&terms).until(terms.due)
    };
    assert!(late(0) > 0.8 && late(1) < 0.2, "{} {}", late(0), late(1));
    assert!((0.2..0.6).contains(&late(2)), "{}", late(2));
    assert!((0.3..0.7).contains(&late(3)), "a stranger: {}", late(3));
}
