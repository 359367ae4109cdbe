//! The book of the program itself, and what its screens ask of it.

use std::path::Path;

use kezhang::activities::{self, ActivityFields, ActivityKind};
use kezhang::classes::ClassBy;
use kezhang::money::Figure;
use kezhang::parties::{Contact, PartyFields};
use kezhang::pipeline::{self, MoveOpportunity, NewOpportunity, OpportunityFields};
use kezhang::reports::{ReportName, ReportRequest};
use kezhang::store::{LostReasonId, PartyId, StageId};
use rust_decimal::Decimal;
use serde_json::{Value, json};

use super::rows::{self, End, Size, today};
use super::{PivotAsk, SegmentAsk, Third};
use crate::ours::Ours;

const BATCH: usize = 5_000;
const WON: i64 = 7;
const LOST: i64 = 8;

/// Makes the book.
pub fn make(path: &Path, size: Size) -> Ours {
    let ours = Ours::with(path, (1..=size.customers).map(|n| fields_of(&rows::customer(n))));
    let invoices: Vec<u32> = (0..size.invoices).collect();
    for batch in invoices.chunks(BATCH) {
        ours.post(&batch.iter().map(|n| size.invoice(*n)).collect::<Vec<_>>(), true);
    }
    let activities: Vec<u32> = (0..size.activities).collect();
    for batch in activities.chunks(BATCH) {
        ours.write(|w| {
            batch.iter().try_for_each(|n| activities::record(w, &said(&rows::activity(*n, size))).map(|_| ()))
        });
    }
    let opportunities: Vec<u32> = (0..size.opportunities).collect();
    for batch in opportunities.chunks(BATCH) {
        ours.write(|w| {
            for n in batch {
                let chance = rows::opportunity(*n, size);
                let begun = pipeline::create(w, &begun(&chance), today())?;
                let (stage, reason) = match chance.end {
                    End::Open => continue,
                    End::Won => (WON, None),
                    End::Lost(reason) => (LOST, Some(LostReasonId::new(reason))),
                };
                let ended = MoveOpportunity {
                    id: begun.id,
                    moved: None,
                    stage_id: StageId::new(stage),
                    date: Some(chance.ended_on),
                    owner_id: None,
                    deadline_on: None,
                    lost_reason_id: reason,
                    why: String::new(),
                };
                pipeline::move_to(w, &ended, today())?;
            }
            Ok(())
        });
    }
    ours.reopened()
}

/// What is entered of a customer.
pub fn fields_of(customer: &rows::Customer) -> PartyFields {
    PartyFields {
        code: customer.code.clone(),
        name: customer.name.clone(),
        is_customer: true,
        industry: Some(customer.industry.into()),
        region: Some(customer.region.into()),
        phones: vec![customer.phone.clone()],
        contacts: vec![Contact { name: customer.contact.clone(), primary: true, ..Contact::default() }],
        ..PartyFields::default()
    }
}

fn said(talk: &rows::Talk) -> ActivityFields {
    ActivityFields {
        party_id: PartyId::new(talk.customer.into()),
        kind: ActivityKind::from_name(talk.kind).unwrap(),
        date: talk.date,
        time: None,
        contact: talk.contact.clone(),
        text: talk.text.clone(),
        next_step: talk.next.map_or("", |(step, _)| step).into(),
        next_on: talk.next.map(|(_, day)| day),
    }
}

fn begun(chance: &rows::Chance) -> NewOpportunity {
    NewOpportunity {
        fields: OpportunityFields {
            party_id: Some(PartyId::new(chance.customer.into())),
            title: chance.title.clone(),
            amount: Figure(Decimal::new(chance.amount_cents, 2)),
            expected_close_on: Some(chance.close_on),
            contact: "经理".into(),
            next_step: chance.next.map_or("", |(step, _)| step).into(),
            next_step_on: chance.next.map(|(_, day)| day),
            ..OpportunityFields::default()
        },
        stage_id: Some(StageId::new(chance.stage)),
        deadline_on: Some(chance.deadline_on),
        date: Some(chance.begun_on),
        ..NewOpportunity::default()
    }
}

fn ask(ours: &Ours, command: &str, input: Value) -> Value {
    ours.call(command, input, today())
}

pub fn search(ours: &Ours, text: &str) -> Value {
    ask(ours, "party.find", json!({"text": text, "business": "customer"}))
}

/// What the page of a customer asks for: the customer, its figures, what is open, its tasks, the top of its timeline.
pub fn screen(ours: &Ours, n: u32) -> Vec<Value> {
    let party = ask(ours, "party.get", json!({"id": n}));
    let figures = json!({"business": "customer", "view": "all", "id": n, "sort": "code"});
    vec![
        ask(ours, "party.list", figures),
        ask(ours, "settlement.open_items", json!({"party_id": n, "business": "customer"})),
        ask(ours, "task.list", json!({"party_id": n, "assignee_id": null, "with_closed": false})),
        ask(ours, "timeline.list", json!({"party_id": n, "groups": [], "limit": 40})),
        party,
    ]
}

pub fn board(ours: &Ours) -> Value {
    ask(ours, "opportunity.board", json!({}))
}

/// The customers of a segment, their first page and their totals.
pub fn segment(ours: &Ours, of: &SegmentAsk) -> [Value; 2] {
    let third = match of.third {
        Third::Away(days) => {
            json!({"op": "between", "field": "days_since_order", "from": days.to_string(), "to": null})
        }
        Third::Bought(cents) => {
            let least = Decimal::new(cents, 2).to_string();
            json!({"op": "between", "field": "net_sales", "from": least, "to": null})
        }
    };
    let rule = json!({"op": "all", "rules": [
        {"op": "in", "field": "industry", "values": [of.industry]},
        {"op": "in", "field": "region", "values": [of.region]},
        third,
    ]});
    let list = |sort: &str, descending: bool| json!({"business": "customer", "view": "all", "rule": rule, "sort": sort, "descending": descending, "limit": 200});
    [ask(ours, "party.list", list("balance", true)), ask(ours, "party.totals", list("name", false))]
}

/// Net sales by industry and month.
pub fn pivot(ours: &Ours, of: &PivotAsk) -> Value {
    let request = ReportRequest {
        from: Some(of.from),
        class: ClassBy::Industry,
        ..ReportRequest::new(ReportName::SalesPivot, of.to)
    };
    ask(ours, "report.run", serde_json::to_value(request).unwrap())
}
