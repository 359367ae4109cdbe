//! Two contracts of the sample company: one that runs, with a plan of payment, and one whose end is near.

use crate::calendar::Day;
use crate::contracts::{self, ContractFields, ContractState, PaymentPart, SaveContract, SetContractState};
use crate::documents::{DocumentKind, DocumentList, list};
use crate::error::Result;
use crate::language::Language;
use crate::money::Figure;
use crate::store::{PartyId, Writer};

/// Signs them with the first two customers; invoices of the running one are linked to it.
pub(super) fn sign(w: &Writer<'_>, language: Language, customers: [PartyId; 2], today: Day) -> Result<()> {
    let english = language == Language::En;
    let word = |zh: &str, en: &str| if english { en.to_owned() } else { zh.to_owned() };
    let day = |days: i64| today.checked_add_signed(chrono::TimeDelta::days(days));
    let part = |name: String, amount: i64, due_on: Option<Day>| PaymentPart {
        name,
        amount: Figure(amount.into()),
        due_on,
    };
    let running = ContractFields {
        party_id: Some(customers[0]),
        title: word("年度纸品供货合同", "Annual paper supply"),
        value: Some(Figure(240_000.into())),
        signed_on: day(-100),
        starts_on: day(-90),
        ends_on: day(275),
        plan: vec![
            part(word("首付款", "Down payment"), 72_000, day(-80)),
            part(word("进度款", "Progress payment"), 120_000, day(60)),
            part(word("尾款", "Balance"), 48_000, day(275)),
        ],
        ..ContractFields::default()
    };
    let near = ContractFields {
        party_id: Some(customers[1]),
        title: word("文具寄售框架协议", "Consignment agreement"),
        signed_on: day(-350),
        starts_on: day(-345),
        ends_on: day(20),
        reminder_days: Some(45),
        notes: word("续期前核对寄售库存。", "Count the consigned stock before it is renewed."),
        ..ContractFields::default()
    };
    for (fields, customer) in [(running, customers[0]), (near, customers[1])] {
        let saved = contracts::save(w, &SaveContract { id: None, version: None, fields }, today)?;
        let date = saved.fields.starts_on;
        contracts::set_state(
            w,
            &SetContractState { id: saved.id, state: ContractState::Active, date, note: String::new() },
            today,
        )?;
        if saved.value.is_none() {
            continue;
        }
        let of_customer = DocumentList {
            kinds: vec![DocumentKind::Invoice],
            party_id: Some(customer),
            from: saved.fields.starts_on,
            limit: Some(3),
            ..DocumentList::default()
        };
        for row in list(w, &of_customer, today)?.rows {
            contracts::link(w, saved.id, row.id, today)?;
        }
    }
    Ok(())
}
