//! What a business owes: bills entered once, chosen and paid together.

use kezhang::documents::{self, DocumentFields, LineFields, Origin, TradeFields};
use kezhang::error::Error;
use kezhang::money::Figure;
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
