//! Northwind, a real trading company, through the mapping files of `tests/data/northwind`.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use rust_decimal::Decimal;

use super::*;
use crate::exchange::inspect;
use crate::exchange::mapping::Kind;
use crate::exchange::source::ReadOptions;
use crate::money::{Figure, Rounding, round};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/northwind")
}

fn database() -> PathBuf {
    folder().join("northwind_small.sqlite")
}

fn mapping(kind: &str) -> Mapping {
    Mapping::from_json(&std::fs::read_to_string(folder().join(format!("{kind}.map.json"))).unwrap()).unwrap()
}

fn rows_by(mapping: &Mapping) -> Vec<ImportRow> {
    let source = Source::open(&database(), &mapping.read).unwrap();
    read(&source, mapping, Currency::USD).unwrap().map(|row| row.expect("no problems")).collect()
}

fn documents(mapping: &Mapping) -> Vec<DocumentRow> {
    let documents = rows_by(mapping).into_iter().map(|row| match row {
        ImportRow::Document(document) => document,
        other => panic!("no document: {other:?}"),
    });
    documents.collect()
}

/// Each line rounded half-up to cents, as the rule of the books is.
fn total<'d>(lines: impl Iterator<Item = &'d LineRow>) -> Decimal {
    let net = |line: &LineRow| {
        let kept = Decimal::ONE - line.discount_percent.0 / Decimal::ONE_HUNDRED;
        round(line.quantity.0 * line.unit_price.unwrap().0 * kept, 2, Rounding::HalfUp)
    };
    lines.map(net).sum()
}

fn is_freight(line: &&LineRow) -> bool {
    line.account_role.as_deref() == Some("other_income")
}

#[test]
fn northwind_has_93_customers_29_suppliers_and_77_items() {
    assert_eq!(rows_by(&mapping("customers")).len(), 93);
    assert_eq!(rows_by(&mapping("suppliers")).len(), 29);
    assert_eq!(rows_by(&mapping("items")).len(), 77);
    let ImportRow::Party(first) = &rows_by(&mapping("customers"))[0] else { panic!("no party") };
    assert_eq!((first.code.as_deref(), first.name.as_str()), (Some("ALFKI"), "Alfreds Futterkiste"));
    assert_eq!(first.billing.postal_code.as_deref(), Some("12209"));
    assert_eq!(first.currency, Some(Currency::USD));
}

#[test]
fn northwind_invoices_add_up_to_its_goods_and_freight() {
    let documents = documents(&mapping("invoices"));
    assert_eq!(documents.len(), 830);
    let lines = || documents.iter().flat_map(|document| &document.lines);
    assert_eq!(total(lines().filter(|line| !is_freight(line))).to_string(), "1265793.29");
    assert_eq!(total(lines().filter(is_freight)).to_string(), "64942.69");
    assert_eq!(lines().filter(is_freight).count(), 830);
    let first = &documents[0];
    assert_eq!((first.number.as_str(), first.party_code.as_deref()), ("10248", Some("VINET")));
    assert_eq!(
        (first.date.to_string(), first.due_on.unwrap().to_string()),
        ("1996-07-04".into(), "1996-08-01".into())
    );
    assert_eq!(first.lines.len(), 4);
    assert_eq!(first.lines[3].unit_price, Some("32.38".parse::<Figure>().unwrap()));
    let whole = |line: &LineRow| line.discount_percent.0.normalize().scale() == 0;
    assert!(lines().all(whole), "every discount of Northwind is a whole percentage");
}

#[test]
fn rows_in_any_order_give_the_same_documents() {
    let sorted = mapping("invoices");
    let mut scattered = sorted.clone();
    let query = sorted.read.query.clone().unwrap();
    scattered.read.query =
        Some(query.replace("order by o.OrderID, d.ProductID", "order by d.ProductID, o.OrderID"));
    let by_number = |documents: Vec<DocumentRow>| -> BTreeMap<String, Vec<(Option<String>, Figure)>> {
        let lines = |document: DocumentRow| {
            document
                .lines
                .into_iter()
                .map(|line| (line.item_code, line.unit_price.unwrap()))
                .collect::<Vec<_>>()
        };
        documents.into_iter().map(|document| (document.number.clone(), lines(document))).collect()
    };
    let scattered = documents(&scattered);
    assert_eq!(scattered.len(), 830);
    let firsts: Vec<u32> = scattered.iter().map(|document| document.row).collect();
    assert!(firsts.is_sorted(), "documents come in the order of their first rows");
    assert_eq!(by_number(scattered), by_number(documents(&sorted)));
}

#[test]
fn the_tables_of_northwind_are_guessed() {
    for (table, kind, found) in [
        ("Customers", Kind::Customers, "postal_code"),
        ("Suppliers", Kind::Suppliers, "website"),
        ("Products", Kind::Items, "price"),
        ("Invoices", Kind::Invoices, "due_on"),
    ] {
        let options = ReadOptions { table: Some(table.into()), ..ReadOptions::default() };
        let inspection = inspect(&database(), &options, None).unwrap();
        assert_eq!(inspection.kind.unwrap().kind, kind, "{table}");
        let guess = inspection.guess.unwrap();
        assert!(guess.mapping.columns.contains_key(found), "{table}: {:?}", guess.mapping.columns);
        assert!(guess.missing.is_empty());
    }
}

#[test]
fn the_view_of_invoices_needs_no_mapping_by_hand() {
    let options = ReadOptions { table: Some("Invoices".into()), ..ReadOptions::default() };
    let guess = inspect(&database(), &options, None).unwrap().guess.unwrap();
    // The view leaves out nothing of the orders, and its discounts are seen to be fractions.
    let lines: Vec<LineRow> =
        documents(&guess.mapping).into_iter().flat_map(|document| document.lines).collect();
    assert_eq!(total(lines.iter().filter(|line| !is_freight(line))).to_string(), "1265793.29");
    assert_eq!(total(lines.iter().filter(is_freight)).to_string(), "64942.69");
}

#[test]
fn discounts_kept_as_32_bit_floats_are_the_same_percentages() {
    let mut single = mapping("invoices");
    let query = single.read.query.clone().unwrap();
    // 0.15 as a 32-bit float reads 0.15000000596046448 in 64 bits; its text in SQLite is 0.150000005960464.
    let dust = "case d.Discount when 0.15 then 0.15000000596046448 when 0.05 then '0.0500000007450581' \
                else d.Discount end as Discount";
    single.read.query = Some(query.replace("d.Discount", dust));
    let lines: Vec<LineRow> = documents(&single).into_iter().flat_map(|document| document.lines).collect();
    assert_eq!(total(lines.iter().filter(|line| !is_freight(line))).to_string(), "1265793.29");
}
