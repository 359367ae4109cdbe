//! Recurring documents: each day of a schedule makes one document, whatever happens in between.

use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use kezhang::access::Role;
use kezhang::api::{Call, Progress};
use kezhang::error::{Error, Result};
use kezhang::recurring::{self, Due};
use kezhang::store::{Stamp, UserId};
use serde_json::{Value, json};

use crate::journal_ifrs::Company;
use crate::program::{KEZHANG, Program, call_as, now, today};
use crate::roles::user_of;

/// Rent on the first of each month from April; today is 15 July.
fn template(company: &Company) -> Value {
    json!({"name": "仓库租金",
        "document": {"kind": "invoice", "party_id": company.party, "reference": "HT-{期数}",
            "notes": "{期间起}至{期间止}",
            "lines": [{"description": "{年}年{月}月租金", "quantity": "1", "unit_price": "1000", "tax": "VAT13"}]},
        "schedule": {"every": 1, "unit": "month", "starts_on": "2026-04-01"},
        "delivery": "issue"})
}

/// The template with other values at these places.
fn with(mut template: Value, changes: &[(&str, Value)]) -> Value {
    for (place, value) in changes {
        *template.pointer_mut(place).unwrap_or_else(|| panic!("{place}")) = value.clone();
    }
    template
}

fn save(company: &Company, fields: Value) -> Value {
    company.call("recurring.save", json!({"fields": fields}))
}

fn change(company: &Company, saved: &Value, fields: Value) -> Value {
    let input = json!({"id": saved["id"], "version": saved["version"], "fields": fields});
    company.call("recurring.save", input)
}

fn make(company: &Company) -> Value {
    company.call("recurring.make_due", json!({}))
}

/// A column of rows as text.
fn column(rows: &Value, place: &str) -> Vec<String> {
    let text = |row: &Value| {
        let value = row.pointer(place).unwrap_or(&Value::Null);
        value.as_str().map_or_else(|| value.to_string(), str::to_owned)
    };
    rows.as_array().unwrap().iter().map(text).collect()
}

fn document(company: &Company, made: &Value) -> Value {
    company.call("document.get", json!({"id": made["document_id"]}))
}

#[test]
fn each_missed_month_gets_a_document_of_its_own_once() {
    let company = Company::new("cn-small");
    let saved = save(&company, template(&company));
    assert_eq!(company.call("recurring.due", json!({})).as_array().unwrap().len(), 4);
    let run = make(&company);
    assert_eq!(run["refused"], json!([]));
    assert_eq!(column(&run["made"], "/due/date"), ["2026-04-01", "2026-05-01", "2026-06-01", "2026-07-01"]);
    assert_eq!(column(&run["made"], "/number"), ["XS2604-0001", "XS2605-0001", "XS2606-0001", "XS2607-0001"]);
    let june = document(&company, &run["made"][2]);
    assert_eq!(june["date"], "2026-06-01");
    assert_eq!(june["lines"][0]["description"], "2026年6月租金");
    assert_eq!(june["notes"], "2026年6月1日至2026年6月30日");
    assert_eq!(june["reference"], "HT-3");
    assert_eq!(june["total"]["amount"], "1130.00");
    assert_eq!(make(&company), json!({"made": [], "refused": []}), "nothing is made twice");
    let row = &company.call("recurring.list", json!({}))[0];
    assert_eq!((&row["made"], &row["due"], &row["next_on"]), (&json!(4), &json!(0), &json!("2026-08-01")));
    let made = company.call("recurring.made", json!({"id": saved["id"]}));
    assert_eq!(column(&made, "/document/number")[0], "XS2607-0001");
    let found = company.call("recurring.list", json!({"document_id": june["id"]}));
    assert_eq!(column(&found, "/name"), ["仓库租金"]);
    company.verify();
}

#[test]
fn a_void_document_and_a_discarded_draft_are_not_made_again() {
    let company = Company::new("cn-small");
    let saved = save(&company, template(&company));
    let run = make(&company);
    company.call("document.void", json!({"id": run["made"][0]["document_id"], "reason": "未入住"}));
    let drafts = with(
        template(&company),
        &[("/delivery", json!("draft")), ("/schedule/starts_on", json!("2026-07-02"))],
    );
    let second = save(&company, drafts);
    let draft = make(&company)["made"][0]["draft_id"].clone();
    assert_eq!(company.call("draft.get", json!({"id": draft}))["fields"]["date"], "2026-07-02");
    company.call("draft.discard", json!({"id": draft}));
    assert_eq!(make(&company), json!({"made": [], "refused": []}));
    let outcomes = |of: &Value| column(&company.call("recurring.made", json!({"id": of["id"]})), "/outcome");
    assert_eq!(outcomes(&second), ["discarded"]);
    assert_eq!(outcomes(&saved), ["issued"; 4]);
    let made = company.call("recurring.made", json!({"id": saved["id"]}));
    assert_eq!(made[3]["document"]["state"], "void");
    company.verify();
}

#[test]
fn days_fall_where_the_calendar_lets_them_and_end_where_they_should() {
    let company = Company::new("cn-small");
    let table = [
        (
            json!({"every": 1, "unit": "month", "starts_on": "2026-01-31", "ends": {"end": "after", "documents": 3}}),
            vec!["2026-01-31", "2026-02-28", "2026-03-31"],
        ),
        (
            json!({"every": 1, "unit": "month", "starts_on": "2026-02-03", "last_day_of_month": true,
            "ends": {"end": "on", "day": "2026-04-29"}}),
            vec!["2026-02-28", "2026-03-31"],
        ),
        (
            json!({"every": 1, "unit": "year", "starts_on": "2028-02-29", "ends": {"end": "on", "day": "2030-02-28"}}),
            vec!["2028-02-29", "2029-02-28", "2030-02-28"],
        ),
        (
            json!({"every": 2, "unit": "week", "starts_on": "2026-12-25", "ends": {"end": "after", "documents": 2}}),
            vec!["2026-12-25", "2027-01-08"],
        ),
        (
            json!({"every": 45, "unit": "day", "starts_on": "2028-01-15"}),
            vec!["2028-01-15", "2028-02-29", "2028-04-14", "2028-05-29", "2028-07-13"],
        ),
    ];
    for (schedule, days) in table {
        let fields = with(template(&company), &[("/schedule", schedule.clone())]);
        let upcoming = company.call("recurring.upcoming", json!({"fields": fields}));
        assert_eq!(column(&upcoming, "/date"), days, "{schedule}");
    }
}

#[test]
fn what_is_billed_behind_names_the_time_that_has_passed_in_the_customers_language() {
    let company = Company::new("cn-small");
    let foreign = json!({"fields": {"name": "Lakeside Ltd", "is_customer": true, "language": "en"}});
    let party = company.call("party.save", foreign)["id"].clone();
    let fields = with(
        template(&company),
        &[
            ("/document/party_id", party),
            (
                "/document/notes",
                json!("{季度} {{month name}: {Month Name} {year}, {period start} – {period end}"),
            ),
            (
                "/schedule",
                json!({"every": 1, "unit": "month", "starts_on": "2026-07-01", "covers": "arrears"}),
            ),
        ],
    );
    let upcoming = company.call("recurring.upcoming", json!({"fields": fields}));
    assert_eq!(upcoming[0]["document"]["notes"], "Q2 {month name}: June 2026, 1 June 2026 – 30 June 2026");
    assert_eq!((&upcoming[0]["from"], &upcoming[0]["to"]), (&json!("2026-06-01"), &json!("2026-06-30")));
    assert_eq!(upcoming[0]["total"]["amount"], "1130.00");
    let last = json!({"every": 3, "unit": "month", "starts_on": "2026-06-30", "covers": "arrears",
        "last_day_of_month": true});
    let quarterly =
        company.call("recurring.upcoming", json!({"fields": with(fields, &[("/schedule", last)])}));
    assert_eq!((&quarterly[0]["from"], &quarterly[0]["to"]), (&json!("2026-04-01"), &json!("2026-06-30")));
}

#[test]
fn what_a_template_may_not_say_is_refused_by_its_field() {
    let company = Company::new("cn-small");
    let refused = |changes: &[(&str, Value)]| {
        let input = json!({"fields": with(template(&company), changes)});
        company.refused("recurring.save", input)
    };
    assert_eq!(refused(&[("/document/notes", json!("{期间}"))]), "placeholder_unknown");
    assert_eq!(refused(&[("/document/lines/0/description", json!("{month"))]), "placeholder_unknown");
    assert_eq!(refused(&[("/document/lines", json!([]))]), "document_empty");
    assert_eq!(refused(&[("/document/party_id", Value::Null)]), "field_missing");
    assert_eq!(refused(&[("/document/party_id", json!(99))]), "not_found");
    assert_eq!(refused(&[("/document/kind", json!("credit_note"))]), "field_invalid");
    assert_eq!(refused(&[("/schedule/every", json!(0))]), "field_invalid");
    let mut french = template(&company);
    french["document"]["language"] = json!("fr");
    assert_eq!(company.refused("recurring.save", json!({"fields": french})), "field_invalid");
    let error = crate::program::call(
        &company.door,
        "recurring.save",
        json!({"fields": with(template(&company), &[("/document/lines/0/description", json!("{mois}"))])}),
    );
    let Err(Error::PlaceholderUnknown { placeholder, field, .. }) = error else { panic!("{error:?}") };
    assert_eq!((placeholder.as_str(), field.as_str()), ("mois", "lines.1.description"));
}

/// A month that is closed, with everything before it.
fn close(company: &Company, month: &str) {
    let pack = company.call("month.run", json!({"month": month, "folder": company.folder(), "close": true}));
    assert_eq!(pack["closed"], true, "{pack}");
}

#[test]
fn what_was_missed_in_a_closed_month_is_dated_in_the_next_open_one() {
    let company = Company::new("cn-small");
    save(&company, template(&company));
    let warned = |month: &str| {
        let checklist = company.call("month.check", json!({"month": month}));
        let checks = checklist["checks"].as_array().unwrap();
        checks.iter().find(|check| check["code"] == "recurring").map(|check| check["count"].clone())
    };
    assert_eq!(warned("2026-05"), Some(json!(2)));
    close(&company, "2026-05");
    assert_eq!(warned("2026-05"), None, "they come later now");
    company.call("month.soft_close", json!({"month": "2026-06"}));
    let run = make(&company);
    assert_eq!(run["refused"], json!([]));
    assert_eq!(
        column(&run["made"], "/due/scheduled_on"),
        ["2026-04-01", "2026-05-01", "2026-06-01", "2026-07-01"]
    );
    assert_eq!(column(&run["made"], "/due/date"), ["2026-07-01"; 4]);
    let april = document(&company, &run["made"][0]);
    assert_eq!(april["lines"][0]["description"], "2026年4月租金", "it still says what it is for");
    company.verify();
}

#[test]
fn one_refusal_stops_nobody_else_and_stays_due() {
    let company = Company::new("cn-small");
    let once = json!({"every": 1, "unit": "month", "starts_on": "2026-07-01"});
    let other = json!({"fields": {"name": "北京砚台", "is_customer": true}});
    let party = company.call("party.save", other)["id"].clone();
    let archived = save(
        &company,
        with(template(&company), &[("/schedule", once.clone()), ("/document/party_id", party.clone())]),
    );
    let ends = json!({"code": "VAT13", "valid_to": "2026-05-31"});
    let taxed = save(&company, template(&company));
    company.call("tax.end", ends);
    let untaxed =
        with(template(&company), &[("/schedule", once), ("/document/lines/0/tax", json!("NOT_TAXED"))]);
    save(&company, untaxed);
    company.call("party.archive", json!({"id": party, "archived": true}));
    let run = make(&company);
    assert_eq!(column(&run["made"], "/due/scheduled_on"), ["2026-04-01", "2026-05-01", "2026-07-01"]);
    let refusals: Vec<(String, String)> = column(&run["refused"], "/due/scheduled_on")
        .into_iter()
        .zip(column(&run["refused"], "/error/code"))
        .collect();
    let expected = [
        ("2026-06-01", "tax_not_in_force"),
        ("2026-07-01", "party_archived"),
        ("2026-07-01", "tax_not_in_force"),
    ];
    assert_eq!(refusals, expected.map(|(day, code)| (day.to_owned(), code.to_owned())));
    assert_eq!(company.call("recurring.due", json!({})).as_array().unwrap().len(), 3, "they stay due");
    company
        .call("party.archive", json!({"id": archived["fields"]["document"]["party_id"], "archived": false}));
    let repaired = with(template(&company), &[("/document/lines/0/tax", json!("NOT_TAXED"))]);
    change(&company, &taxed, repaired);
    let archived_now = company.call("recurring.get", json!({"id": archived["id"]}));
    change(
        &company,
        &archived_now,
        with(archived_now["fields"].clone(), &[("/document/lines/0/tax", json!("NOT_TAXED"))]),
    );
    assert_eq!(
        column(&make(&company)["made"], "/due/scheduled_on"),
        ["2026-06-01", "2026-07-01", "2026-07-01"]
    );
    company.verify();
}

#[test]
fn a_change_of_rhythm_brings_nothing_back_and_the_count_goes_on() {
    let company = Company::new("cn-small");
    let quarterly = json!({"every": 3, "unit": "month", "starts_on": "2026-01-01", "ends": {"end": "after", "documents": 5}});
    let saved = save(&company, with(template(&company), &[("/schedule", quarterly.clone())]));
    assert_eq!(column(&make(&company)["made"], "/due/number"), ["1", "2", "3"]);
    let monthly = with(saved["fields"].clone(), &[("/schedule/every", json!(1))]);
    let changed = change(&company, &saved, monthly);
    let input = json!({"id": saved["id"], "fields": changed["fields"]});
    let upcoming = company.call("recurring.upcoming", input);
    assert_eq!(column(&upcoming, "/date"), ["2026-08-01", "2026-09-01"]);
    assert_eq!(column(&upcoming, "/number"), ["4", "5"]);
    assert_eq!(make(&company)["made"], json!([]));
    let stale = json!({"id": saved["id"], "version": saved["version"], "fields": saved["fields"]});
    assert_eq!(company.refused("recurring.save", stale), "stale");
    let acts = company.call("trail.list", json!({"limit": 1}));
    assert!(
        acts["rows"][0]["body"].as_str().unwrap().contains("\"every\":1"),
        "the change is in the trail: {acts}"
    );
}

#[test]
fn paused_days_are_left_out_skipped_ones_count_for_nothing_and_the_end_is_for_good() {
    let company = Company::new("cn-small");
    let three = json!({"every": 1, "unit": "month", "starts_on": "2026-04-01", "ends": {"end": "after", "documents": 3}});
    let saved = save(&company, with(template(&company), &[("/schedule", three)]));
    let key = json!({"id": saved["id"]});
    company.call("recurring.skip", json!({"id": saved["id"], "day": "2026-04-01", "skipped": true}));
    company.call("recurring.skip", json!({"id": saved["id"], "day": "2026-04-01", "skipped": false}));
    let no_day = json!({"id": saved["id"], "day": "2026-04-02", "skipped": true});
    assert_eq!(company.refused("recurring.skip", no_day), "not_found");
    company.call("recurring.skip", json!({"id": saved["id"], "day": "2026-04-01", "skipped": true}));
    let skipped = company.call("recurring.get", key.clone());
    let running = company.call("recurring.resume", json!({"id": saved["id"], "from": "2027-01-01"}));
    assert_eq!(running["version"], skipped["version"], "what is not paused is not resumed");
    company.call("recurring.pause", key.clone());
    assert_eq!(make(&company)["made"], json!([]), "paused");
    company.call("recurring.resume", json!({"id": saved["id"], "from": "2026-06-01"}));
    let run = make(&company);
    assert_eq!(column(&run["made"], "/due/scheduled_on"), ["2026-06-01", "2026-07-01"]);
    assert_eq!(column(&run["made"], "/due/number"), ["1", "2"]);
    let made = json!({"id": saved["id"], "day": "2026-06-01", "skipped": true});
    assert_eq!(company.refused("recurring.skip", made), "not_found", "what was made is not skipped");
    let row = &company.call("recurring.list", json!({}))[0];
    assert_eq!((&row["made"], &row["next_on"]), (&json!(2), &json!("2026-08-01")));
    company.call("recurring.end", key.clone());
    let refusals =
        [("recurring.pause", key.clone()), ("recurring.resume", key.clone()), ("recurring.end", key)];
    for (command, input) in refusals {
        assert_eq!(company.refused(command, input), "recurring_ended", "{command}");
    }
    assert_eq!(company.call("recurring.list", json!({}))[0]["next_on"], Value::Null);
}

/// An advance of 300 and a credit note of 113, both older than the invoice of 1,130; and an advance that came later.
fn with_credits(rule: &str) -> (Company, Value) {
    let company = Company::new("cn-small");
    company.issue("receipt", "2026-06-20", json!({"amount": "300"}));
    let goods = json!([{"description": "退货", "quantity": "1", "unit_price": "100", "tax": "VAT13"}]);
    company.issue("credit_note", "2026-06-10", json!({"lines": goods}));
    company.issue("receipt", "2026-07-02", json!({"amount": "5000", "rule": "chosen"}));
    let once = json!({"every": 1, "unit": "month", "starts_on": "2026-07-01"});
    let mut fields = with(template(&company), &[("/schedule", once)]);
    fields["credits"] = json!(rule);
    let saved = save(&company, fields);
    (company, saved)
}

#[test]
fn credits_are_applied_by_rule_with_the_document() {
    for (rule, applied) in
        [("none", "0.00"), ("advances", "300.00"), ("credit_notes", "113.00"), ("both", "413.00")]
    {
        let (company, _) = with_credits(rule);
        let made = make(&company)["made"][0].clone();
        assert_eq!(made["applied"]["amount"], applied, "{rule}");
        let document = document(&company, &made);
        let settled = document["settlements"].as_array().unwrap();
        assert!(settled.iter().all(|row| row["date"] == "2026-07-01"), "dated by the document: {settled:?}");
        if rule == "both" {
            assert_eq!(document["remaining"]["amount"], "717.00");
            assert_eq!(settled.len(), 2);
        }
        company.verify();
    }
}

#[test]
fn the_oldest_credit_goes_first_and_no_more_than_is_owed() {
    let company = Company::new("cn-small");
    for (day, amount) in [("2026-05-05", "900"), ("2026-05-01", "700")] {
        company.issue("receipt", day, json!({"amount": amount}));
    }
    company.issue("receipt", "2026-04-01", json!({"amount": "800", "currency": "USD", "rate": "7"}));
    let once = json!({"every": 1, "unit": "month", "starts_on": "2026-07-01"});
    let mut fields = with(template(&company), &[("/schedule", once)]);
    fields["credits"] = json!("both");
    save(&company, fields);
    let made = make(&company)["made"][0].clone();
    assert_eq!(
        (&made["applied"]["amount"], &made["total"]["amount"]),
        (&json!("1130.00"), &json!("1130.00"))
    );
    assert_eq!(document(&company, &made)["state"], "settled");
    let items = json!(company.items());
    let days = column(&items, "/date").into_iter();
    let mut left: Vec<(String, String)> = days.zip(column(&items, "/remaining/amount")).collect();
    left.sort();
    let expected = [("2026-04-01", "800.00"), ("2026-05-05", "470.00")];
    let expected = expected.map(|(day, amount)| (day.to_owned(), amount.to_owned()));
    assert_eq!(left, expected, "the dollars as they were, and what is left of the younger one");
    company.verify();
}

#[test]
fn a_draft_takes_its_credits_when_it_is_issued() {
    let (company, saved) = with_credits("both");
    change(&company, &saved, with(saved["fields"].clone(), &[("/delivery", json!("draft"))]));
    let draft = make(&company)["made"][0]["draft_id"].clone();
    let made = company.call("recurring.made", json!({"id": saved["id"]}));
    assert_eq!(column(&made, "/outcome"), ["draft"]);
    let issued = company.call("document.issue_draft", json!({"id": draft, "version": 1}));
    let document = company.call("document.get", json!({"id": issued["id"]}));
    assert_eq!(document["remaining"]["amount"], "717.00");
    let made = company.call("recurring.made", json!({"id": saved["id"]}));
    assert_eq!((&made[0]["outcome"], &made[0]["document"]["id"]), (&json!("issued"), &issued["id"]));
    company.verify();
}

#[test]
fn a_suppliers_bill_comes_back_and_is_settled_with_what_was_paid_ahead() {
    let company = Company::new("cn-small");
    let supplier = company.call("party.find", json!({"text": "宣纸厂"}))[0]["id"].clone();
    let pay = json!({"kind": "payment", "party_id": supplier, "date": "2026-06-01", "amount": "500"});
    company.call("document.issue", json!({"fields": pay}));
    let mut fields = with(
        template(&company),
        &[("/document/kind", json!("bill")), ("/document/party_id", supplier.clone())],
    );
    fields["credits"] = json!("advances");
    save(&company, fields);
    let run = make(&company);
    assert_eq!(column(&run["made"], "/applied/amount"), ["0.00", "0.00", "500.00", "0.00"]);
    assert_eq!(run["refused"], json!([]), "each bill has a number of its own by its placeholder");
    company.verify();
}

#[test]
fn where_drafts_need_approval_nothing_is_issued_at_once() {
    let company = Company::new("cn-small");
    let mut policy = company.call("policy.get", json!({}));
    policy["approval"] = json!("all");
    company.call("policy.save", policy);
    let saved = save(&company, template(&company));
    assert_eq!(column(&make(&company)["refused"], "/error/code"), ["approval_missing"; 4]);
    change(&company, &saved, with(saved["fields"].clone(), &[("/delivery", json!("draft"))]));
    assert_eq!(make(&company)["made"].as_array().unwrap().len(), 4);
}

/// Makes what is due and cancels as soon as the run begins its `after`th document.
fn make_cancelled(company: &Company, after: u64) -> Result<Value> {
    let cancelled = AtomicBool::new(false);
    let progress = |progress: Progress| {
        if progress.step == "recurring" && progress.done == after {
            cancelled.store(true, Ordering::Relaxed);
        }
    };
    let call = Call {
        actor: None,
        now: now(),
        today: today(),
        language: None,
        request_id: None,
        reason: None,
        progress: &progress,
        cancelled: &cancelled,
    };
    company.door.call("recurring.make_due", json!({}), &call)
}

#[test]
fn a_run_that_ends_halfway_leaves_whole_documents_and_goes_on_later() {
    let (company, saved) = with_credits("both");
    let weekly = json!({"every": 1, "unit": "week", "starts_on": "2026-06-22"});
    change(&company, &saved, with(saved["fields"].clone(), &[("/schedule", weekly)]));
    assert!(matches!(make_cancelled(&company, 2), Err(Error::Cancelled)));
    let made = |company: &Company| company.call("recurring.made", json!({"id": saved["id"]}));
    assert_eq!(column(&made(&company), "/scheduled_on"), ["2026-06-29", "2026-06-22"]);
    assert_eq!(column(&make(&company)["made"], "/due/scheduled_on"), ["2026-07-06", "2026-07-13"]);
    assert_eq!(column(&made(&company), "/document/total/amount"), ["1130.00"; 4]);
    company.verify();
}

#[test]
fn who_sells_keeps_invoices_coming_but_neither_bills_nor_settlement() {
    let company = Company::new("cn-small");
    let (sales, viewer) = (user_of(&company.door, Role::Sales), user_of(&company.door, Role::Viewer));
    let as_sales = |command: &str, input: Value| call_as(&company.door, Some(sales), command, input);
    let forbidden = |outcome: Result<Value>| matches!(outcome, Err(Error::Forbidden { .. }));
    let supplier = company.call("party.find", json!({"text": "宣纸厂"}))[0]["id"].clone();
    let bill =
        with(template(&company), &[("/document/kind", json!("bill")), ("/document/party_id", supplier)]);
    let mut settling = template(&company);
    settling["credits"] = json!("both");
    assert!(forbidden(as_sales("recurring.save", json!({"fields": bill}))));
    assert!(forbidden(as_sales("recurring.save", json!({"fields": settling}))), "settling asks for more");
    let bills = save(&company, bill.clone());
    let kept = save(&company, settling.clone());
    let renamed = with(settling, &[("/name", json!("租金"))]);
    as_sales("recurring.save", json!({"id": kept["id"], "version": kept["version"], "fields": renamed}))
        .unwrap();
    let key = json!({"id": bills["id"]});
    let day = json!({"id": bills["id"], "day": "2026-04-01", "skipped": true});
    for (command, input) in [
        ("recurring.get", key.clone()),
        ("recurring.made", key.clone()),
        ("recurring.pause", key.clone()),
        ("recurring.resume", key.clone()),
        ("recurring.end", key.clone()),
        ("recurring.make_due", key),
        ("recurring.skip", day),
        ("recurring.upcoming", json!({"fields": bill})),
        ("recurring.list", json!({"kind": "bill"})),
        ("list.export", json!({"list": {"of": "recurring", "filter": {"kind": "bill"}}, "format": "csv"})),
    ] {
        assert!(forbidden(as_sales(command, input)), "{command}");
    }
    assert_eq!(column(&as_sales("recurring.list", json!({})).unwrap(), "/kind"), ["invoice"]);
    assert_eq!(column(&as_sales("recurring.due", json!({})).unwrap(), "/kind"), ["invoice"; 4]);
    let run = as_sales("recurring.make_due", json!({})).unwrap();
    assert_eq!(column(&run["made"], "/due/kind"), ["invoice"; 4]);
    assert!(forbidden(call_as(&company.door, Some(viewer), "recurring.make_due", json!({}))));
    assert_eq!(company.call("recurring.due", json!({})).as_array().unwrap().len(), 4, "the bills wait");
}

#[test]
fn a_restored_book_makes_nothing_twice() {
    let company = Company::new("cn-small");
    let drafts = with(template(&company), &[("/delivery", json!("draft"))]);
    save(&company, template(&company));
    let saved = save(&company, drafts);
    make(&company);
    company.call("recurring.skip", json!({"id": saved["id"], "day": "2026-08-01", "skipped": true}));
    let [file, copy, again] = ["book.json", "copy.kz", "again.json"].map(|name| company.folder().join(name));
    company.call("book.export", json!({"format": "json", "path": file}));
    kezhang::api::restore(&file, &copy).unwrap();
    let door = crate::program::open(&copy);
    let run = crate::program::call(&door, "recurring.make_due", json!({})).unwrap();
    assert_eq!(run, json!({"made": [], "refused": []}));
    // The run itself is a job of this computer and no part of the file.
    crate::program::call(&door, "book.export", json!({"format": "json", "path": again})).unwrap();
    assert!(std::fs::read(&file).unwrap() == std::fs::read(&again).unwrap());
}

#[test]
fn the_list_goes_out_as_it_is_shown() {
    let company = Company::new("cn-small");
    save(&company, template(&company));
    let last = json!({"every": 2, "unit": "month", "starts_on": "2026-08-15", "last_day_of_month": true});
    let ended = save(&company, with(template(&company), &[("/name", json!("停车费")), ("/schedule", last)]));
    let exported = |filter: Value, columns: Value| {
        let list = json!({"of": "recurring", "filter": filter});
        let input = json!({"list": list, "columns": columns, "format": "csv", "language": "en"});
        let handle = company.call("list.export", input);
        let blob = company.door.bytes(handle["handle"].as_str().unwrap(), None).unwrap();
        String::from_utf8(blob.bytes).unwrap()
    };
    let columns = json!(["name", "rhythm", "next", "total", "due", "made", "state"]);
    assert_eq!(
        exported(json!({"kind": "invoice"}), columns.clone()),
        "\u{feff}Name,Comes,Next on,Next amount,Due,Made,State\r\n\
         仓库租金,Every month,2026-04-01,1130.00,4,,Active\r\n\
         停车费,\"Every 2 months, last day of the month\",2026-08-31,1130.00,,,Active\r\n"
    );
    company.call("recurring.end", json!({"id": ended["id"]}));
    assert_eq!(
        exported(json!({"ended": true}), json!(["name", "state"])),
        "\u{feff}Name,State\r\n停车费,Ended\r\n"
    );
}

/// Starts a run in a process of its own and kills it after a while.
fn make_until_killed(program: &Program, after: Duration) {
    let arguments = ["call", program.path(), "recurring.make_due", "{}", "--today", "2026-07-15"];
    let mut child =
        Command::new(KEZHANG).args(arguments).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    std::thread::sleep(after);
    child.kill().unwrap();
    child.wait().unwrap();
}

#[test]
fn a_run_that_is_killed_again_and_again_makes_each_day_once() {
    let program = Program::new();
    let lines = json!([{"description": "{单据日期}", "quantity": "1", "unit_price": "1", "tax": "VAT13"}]);
    let fields = json!({"document": {"kind": "invoice", "party_id": 1, "lines": lines}, "delivery": "issue",
        "schedule": {"every": 1, "unit": "day", "starts_on": "2026-01-01"}});
    program.call("recurring.save", json!({"fields": fields})).expect(0);
    let made = || program.call("recurring.list", json!({})).expect(0).body()[0]["made"].as_i64().unwrap();
    let mut interrupted = 0;
    // Later and later, until three were killed between two documents.
    for kill in 1..=60 {
        let before = made();
        make_until_killed(&program, Duration::from_millis(12 * kill));
        interrupted += i32::from((1..196).contains(&(made() - before)));
        program.verify();
        if interrupted == 3 {
            break;
        }
    }
    assert!(interrupted > 0, "no run was killed between two documents");
    program.call("recurring.make_due", json!({})).expect(0);
    let rows = program.call("recurring.made", json!({"id": 1})).expect(0).body();
    let documents = column(&rows, "/document/date");
    assert_eq!(documents.len(), 196, "1 January to 15 July");
    assert_eq!(documents, column(&rows, "/scheduled_on"));
    let list = program.call("document.list", json!({"kinds": ["invoice"], "limit": 1000})).expect(0).body();
    assert_eq!(list["rows"].as_array().unwrap().len(), 196);
    program.verify();
}

#[test]
fn credits_settle_what_is_due_first_of_a_document_in_instalments() {
    let company = Company::new("cn-small");
    company.issue("receipt", "2026-06-20", json!({"amount": "600"}));
    let plan = json!([{"percent": "50", "months": 0, "days": 0}, {"months": 1, "days": 0}]);
    let terms = json!({"code": "HALVES", "name_zh": "两期", "name_en": "Two halves", "base": "document_date",
        "months": 0, "days": 0, "plan": plan, "active": true});
    company.call("terms.save", terms);
    let once = json!({"every": 1, "unit": "month", "starts_on": "2026-07-01"});
    let mut fields = with(template(&company), &[("/schedule", once)]);
    fields["document"]["terms"] = json!("HALVES");
    fields["credits"] = json!("advances");
    save(&company, fields);
    let made = make(&company)["made"][0].clone();
    assert_eq!(made["applied"]["amount"], "600.00");
    assert_eq!(document(&company, &made)["remaining"]["amount"], "530.00");
    assert_eq!(
        column(&json!(company.items()), "/remaining/amount"),
        ["530.00"],
        "35.00 of the second half is paid"
    );
    company.verify();
}

#[test]
fn two_programs_that_saw_the_same_day_due_make_one_document() {
    let company = Company::new("cn-small");
    save(&company, template(&company));
    let book = company.door.book();
    let seen = book.read(|r| recurring::due(r, None, today())).unwrap();
    let stamp = Stamp { actor: UserId::new(1), now: now(), command: "recurring.make_due", reason: None };
    let make = |due: &Due| book.write(stamp, |w| recurring::make(w, due, today())).unwrap();
    let [first, second] = [&seen, &seen].map(|seen| seen.iter().filter_map(make).count());
    assert_eq!((first, second), (4, 0));
    company.verify();
}
