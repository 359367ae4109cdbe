//! What a business owes: bills entered once, chosen and paid together.

use kezhang::documents::{
    self, Desk as Desks, DocumentFields, DueBill, DueBills, LineFields, Origin, PaymentRun, TradeFields,
};
use kezhang::error::Error;
use kezhang::language::Language;
use kezhang::money::{Currency, Figure, Money};
use kezhang::reports::{Cell, ReportName};
use kezhang::runs;
use kezhang::settlement::ShareInput;
use kezhang::store::PartyId;

use crate::desk::{Desk, day};

fn bill(party: PartyId, supplier_number: &str) -> DocumentFields {
    let line = LineFields {
        description: "原料".into(),
        quantity: Figure::ONE,
        unit_price: "100.00".parse().unwrap(),
        ..LineFields::default()
    };
    DocumentFields::Bill(TradeFields {
        party_id: Some(party),
        date: Some(day("2026-03-01")),
        lines: vec![line],
        reference: supplier_number.into(),
        ..TradeFields::default()
    })
}

#[test]
fn a_suppliers_bill_is_entered_once_however_its_number_is_written() {
    let desk = Desk::new();
    let supplier = desk.supplier("广州原料厂");
    let first = desk.issue(bill(supplier, "AB-1001"));
    let again = bill(supplier, " ａｂ－１００１ ");
    let expect_refusal = |error: Error| match error {
        Error::SupplierNumberUsed { party, number, .. } => {
            assert_eq!((party.as_str(), number), ("广州原料厂", first.number.clone()));
        }
        other => panic!("{other}"),
    };
    // The draft says so before anything is issued, and issuing refuses it, by hand and from a file.
    expect_refusal(desk.book.read(|r| documents::posting_preview(r, &again, day("2026-03-02"))).unwrap_err());
    let issue = |fields: &DocumentFields, origin: Origin<'_>| {
        desk.try_write(|w| documents::issue(w, fields, origin, day("2026-03-02")))
    };
    expect_refusal(issue(&again, Origin::Ours).unwrap_err());
    expect_refusal(issue(&bill(supplier, ""), Origin::Imported { number: "Ab-1001" }).unwrap_err());
    // Another supplier may use the same number, and a number is free again once its bill is void.
    desk.issue(bill(desk.supplier("深圳包装厂"), "AB-1001"));
    desk.void(first.id, "2026-03-02").unwrap();
    issue(&again, Origin::Ours).unwrap();
}

fn due(desk: &Desk, to: &str) -> Vec<DueBill> {
    desk.read(|r| {
        documents::due_bills(
            r,
            &DueBills { due_to: day(to), currency: None, party_id: None, date: None },
            day(to),
        )
    })
}

fn whole(bill: &DueBill) -> ShareInput {
    ShareInput::new(bill.item_id, Figure(bill.remaining.to_decimal()))
}

fn run(bills: Vec<ShareInput>) -> PaymentRun {
    PaymentRun { date: Some(day("2026-04-20")), account: None, reference: "四月付款".into(), bills }
}

#[test]
fn due_bills_of_several_suppliers_are_paid_together_or_not_at_all() {
    let desk = Desk::new();
    let (south, north) = (desk.supplier("广州原料厂"), desk.supplier("Beijing Paper"));
    desk.bill(south, "2026-03-01", "2026-03-31", "1000.00");
    desk.bill(south, "2026-03-10", "2026-04-10", "200.00");
    desk.bill(north, "2026-03-05", "2026-04-15", "500.00");
    desk.bill(north, "2026-04-01", "2026-05-30", "900.00");
    let bills = due(&desk, "2026-04-20");
    let names: Vec<&str> = bills.iter().map(|bill| bill.party_name.as_str()).collect();
    assert_eq!(names, ["Beijing Paper", "广州原料厂", "广州原料厂"]);

    // One bill too much refuses the run, and nothing of it is posted.
    let mut asked: Vec<ShareInput> = bills.iter().map(whole).collect();
    asked[2].amount = "226.01".parse().unwrap();
    let head = desk.now();
    let refused = desk.try_write(|w| documents::pay_run(w, &run(asked.clone()), day("2026-04-20")));
    assert_eq!(refused.unwrap_err().code(), "over_allocation");
    assert_eq!((desk.now(), due(&desk, "2026-04-20").len()), (head, 3));
    let twice = run(vec![asked[0].clone(), asked[0].clone()]);
    let refused = desk.try_write(|w| documents::pay_run(w, &twice, day("2026-04-20")));
    assert_eq!(refused.unwrap_err().code(), "field_invalid");

    // A discount and a part; what was planned is what is posted, one payment a supplier.
    asked[2].amount = "100.00".parse().unwrap();
    asked[1].amount = "1107.40".parse().unwrap();
    asked[1].discount = Some("22.60".parse().unwrap());
    let plan = desk.read(|r| documents::plan_run(&Desks::new(r)?, &run(asked.clone()), day("2026-04-20")));
    let paper = desk.read(|r| runs::payment_list(r, &plan, Language::ZhCn));
    assert!(paper.bytes.starts_with(b"%PDF") && paper.uncovered.is_empty());
    let paid = desk.write(|w| documents::pay_run(w, &run(asked.clone()), day("2026-04-20")));
    let amounts: Vec<String> = paid.payments.iter().map(|payment| payment.total.to_plain()).collect();
    assert_eq!(amounts, ["565.00", "1207.40"]);
    assert_eq!(plan.totals, paid.totals);
    let left = due(&desk, "2026-04-20");
    assert_eq!(left.len(), 1);
    assert_eq!(left[0].remaining.to_plain(), "126.00");
    let ledger = desk.plain_report(ReportName::ApAging, "2026-04-20");
    let difference = ledger.rows.last().unwrap();
    assert_eq!(ledger.cell(difference, "total"), Some(&Cell::Money(Money::from_minor(0, Currency::CNY))));
}
