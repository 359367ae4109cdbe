//! From quote to invoice: quantities are followed to the end, and parts add up to the whole to the cent.

use kezhang::money::parse_decimal;
use rust_decimal::Decimal;
use serde_json::{Value, json};

use crate::journal_ifrs::Company;
use crate::program::call;

/// Two lines whose shares do not come out even.
fn lines() -> Value {
    json!([
        {"description": "宣纸", "unit": "张", "quantity": "10", "unit_price": "33.337", "discount_percent": "3", "tax": "VAT13"},
        {"description": "墨条", "unit": "块", "quantity": "7", "unit_price": "9.99", "tax": "VAT13"}
    ])
}

fn order(company: &Company, more: Value) -> Value {
    let mut fields = json!({"reference": "PO-7", "lines": lines()});
    fields.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    company.issue("sales_order", "2026-07-01", fields)
}

/// What comes next of documents, with other quantities where they are given; a line of nought is left out.
fn next(company: &Company, kind: &str, from: &[&Value], quantities: &[&str]) -> Value {
    let ids: Vec<&Value> = from.iter().map(|document| &document["id"]).collect();
    let mut fields = company.call("order.next", json!({"from": ids, "kind": kind, "date": "2026-07-05"}));
    let lines = fields["lines"].as_array_mut().unwrap();
    for (line, quantity) in lines.iter_mut().zip(quantities) {
        line["quantity"] = json!(quantity);
    }
    lines.retain(|line| line["quantity"] != "0");
    fields
}

fn issue(company: &Company, fields: Value) -> Value {
    company.call("document.issue", json!({"fields": fields}))
}

fn go_on(company: &Company, kind: &str, from: &[&Value], quantities: &[&str]) -> Value {
    issue(company, next(company, kind, from, quantities))
}

fn refused(company: &Company, fields: Value) -> String {
    company.refused("document.issue", json!({"fields": fields}))
}

fn void(company: &Company, document: &Value) {
    company.call("document.void", json!({"id": document["id"], "reason": "写错"}));
}

fn document(company: &Company, issued: &Value) -> Value {
    company.call("document.get", json!({"id": issued["id"]}))
}

/// One kind of quantity of each line.
fn quantities(company: &Company, issued: &Value, of: &str) -> Vec<String> {
    let track = company.call("order.track", json!({"id": issued["id"]}));
    let text = |line: &Value| line[of].as_str().unwrap().to_owned();
    track["lines"].as_array().unwrap().iter().map(text).collect()
}

fn amount(value: &Value) -> Decimal {
    parse_decimal(value["amount"].as_str().unwrap()).unwrap()
}

fn sum(documents: &[&Value]) -> Decimal {
    documents.iter().map(|document| amount(&document["total"])).sum()
}

fn open(company: &Company) -> [String; 2] {
    let totals = company.call("order.totals", json!({}));
    ["ordered", "delivered"].map(|of| totals[of]["amount"].as_str().unwrap().to_owned())
}

#[test]
fn a_quote_becomes_an_order_two_deliveries_and_two_invoices_without_typing_it_again() {
    let company = Company::new("cn-small");
    let quote =
        company.issue("quote", "2026-07-01", json!({"opportunity": 5, "notes": "含运费", "lines": lines()}));
    let order = go_on(&company, "sales_order", &[&quote], &[]);
    let shown = document(&company, &order);
    assert_eq!(shown["total"], document(&company, &quote)["total"]);
    assert_eq!((&shown["opportunity"], &shown["notes"]), (&json!(5), &json!("含运费")));
    assert_eq!(document(&company, &quote)["state"], "accepted", "what became an order was accepted");
    let first = go_on(&company, "delivery", &[&order], &["4", "7"]);
    assert_eq!(quantities(&company, &order, "to_deliver"), ["6", "0"]);
    let second = go_on(&company, "delivery", &[&order], &[]);
    assert_eq!(quantities(&company, &order, "to_deliver"), ["0", "0"]);
    let one = go_on(&company, "invoice", &[&first], &[]);
    assert_eq!(document(&company, &order)["state"], "open");
    let two = go_on(&company, "invoice", &[&second], &[]);
    assert_eq!(sum(&[&one, &two]), amount(&order["total"]), "parts add up to the cent");
    for done in [&order, &first, &second] {
        assert_eq!(document(&company, done)["state"], "completed");
    }
    assert_eq!(document(&company, &two)["opportunity"], 5, "it is handed on");
    let track = company.call("order.track", json!({"id": order["id"]}));
    let chain: Vec<&Value> = track["chain"].as_array().unwrap().iter().map(|row| &row["number"]).collect();
    assert_eq!(
        chain,
        ["BJ2607-0001", "DD2607-0001", "SHD2607-0001", "SHD2607-0002", "XS2607-0001", "XS2607-0002"]
    );
    assert_eq!(open(&company), ["0.00", "0.00"]);
    company.verify();
}

#[test]
fn parts_add_up_to_the_order_whatever_the_discount_the_tax_the_currency_and_the_way() {
    for (more, ways) in [
        (json!({}), 4),
        (json!({"tax_mode": "inclusive"}), 4),
        (json!({"discount_percent": "7.5"}), 4),
        (json!({"tax_mode": "inclusive", "discount_percent": "7.5"}), 4),
        (json!({"discount_percent": "5", "discounts_after_tax": true}), 4),
        (json!({"currency": "USD", "rate": "7.1234"}), 4),
    ] {
        let company = Company::new("cn-small");
        for way in 0..ways {
            let order = order(&company, more.clone());
            let rate = |mut fields: Value| {
                if let Some(rate) = more.get("rate") {
                    fields["rate"] = rate.clone();
                }
                issue(&company, fields)
            };
            let part = |kind: &str, from: &[&Value], of: &[&str]| rate(next(&company, kind, from, of));
            let invoices: Vec<Value> = match way {
                // straight from the order, in three parts
                0 => [&["3", "2"][..], &["3", "4"], &[]].map(|of| part("invoice", &[&order], of)).into(),
                // a delivery each
                1 => [&["3", "2"][..], &["3", "4"], &[]]
                    .map(|of| part("invoice", &[&part("delivery", &[&order], of)], &[]))
                    .into(),
                // all deliveries on one invoice
                2 => {
                    let first = part("delivery", &[&order], &["1", "6"]);
                    let second = part("delivery", &[&order], &[]);
                    vec![part("invoice", &[&first, &second], &[])]
                }
                // some of it ahead, the rest as it is delivered, a delivery in two parts
                _ => {
                    let ahead = part("invoice", &[&order], &["2", "3"]);
                    let delivery = part("delivery", &[&order], &[]);
                    let some = part("invoice", &[&delivery], &["3", "1"]);
                    vec![ahead, some, part("invoice", &[&delivery], &[])]
                }
            };
            let total = sum(&invoices.iter().collect::<Vec<_>>());
            assert_eq!(total, amount(&order["total"]), "{more} way {way}");
            let expected = if way == 0 { "open" } else { "completed" };
            assert_eq!(
                document(&company, &order)["state"],
                expected,
                "{more} way {way}: what is paid is to be delivered"
            );
        }
        company.verify();
    }
}

#[test]
fn voiding_gives_quantities_back_in_whatever_order_it_can_be_done() {
    let company = Company::new("cn-small");
    let order = order(&company, json!({}));
    let delivery = go_on(&company, "delivery", &[&order], &["4", "7"]);
    let invoice = go_on(&company, "invoice", &[&delivery], &[]);
    for followed in [&order, &delivery] {
        let code = company.refused("document.void", json!({"id": followed["id"]}));
        assert_eq!(code, "document_followed");
    }
    void(&company, &invoice);
    assert_eq!(quantities(&company, &delivery, "to_invoice"), ["4", "7"]);
    let again = go_on(&company, "invoice", &[&delivery], &[]);
    assert_eq!(again["total"], invoice["total"]);
    void(&company, &again);
    void(&company, &delivery);
    assert_eq!(quantities(&company, &order, "to_deliver"), ["10", "7"]);
    assert_eq!(quantities(&company, &order, "to_invoice"), ["10", "7"]);
    void(&company, &order);
    assert_eq!(open(&company), ["0.00", "0.00"]);
    company.verify();
    // A middle part that is void leaves the last cent to whoever takes the rest.
    let order = self::order(&company, json!({"discount_percent": "7.5"}));
    let parts: Vec<Value> =
        [&["3", "2"][..], &["3", "4"], &[]].map(|of| go_on(&company, "invoice", &[&order], of)).into();
    void(&company, &parts[1]);
    let rest = go_on(&company, "invoice", &[&order], &[]);
    assert_eq!(sum(&[&parts[0], &parts[2], &rest]), amount(&order["total"]));
    company.verify();
}

#[test]
fn nothing_is_invoiced_beyond_what_was_ordered_or_delivered() {
    let company = Company::new("cn-small");
    let order = order(&company, json!({}));
    assert_eq!(refused(&company, next(&company, "invoice", &[&order], &["11"])), "quantity_exceeds");
    let ahead = go_on(&company, "invoice", &[&order], &["4", "0"]);
    let delivery = go_on(&company, "delivery", &[&order], &[]);
    assert_eq!(
        quantities(&company, &delivery, "to_invoice"),
        ["6", "7"],
        "what was invoiced ahead covers it"
    );
    let mut twice = next(&company, "invoice", &[&delivery], &["6", "0"]);
    let line = twice["lines"][0].clone();
    twice["lines"].as_array_mut().unwrap().push(line);
    assert_eq!(refused(&company, twice), "quantity_exceeds", "two lines of one source are added up");
    go_on(&company, "invoice", &[&delivery], &[]);
    assert_eq!(
        company.refused("order.next", json!({"from": [order["id"]], "kind": "invoice"})),
        "nothing_left"
    );
    void(&company, &ahead);
    assert_eq!(quantities(&company, &delivery, "to_invoice"), ["4", "0"]);
    company.verify();
}

#[test]
fn more_than_was_ordered_is_delivered_only_where_somebody_agrees() {
    let company = Company::new("cn-small");
    let order = order(&company, json!({}));
    let mut more = next(&company, "delivery", &[&order], &["12", "0"]);
    assert_eq!(refused(&company, more.clone()), "over_delivery");
    more["over_delivery"] = json!(true);
    let delivery = issue(&company, more.clone());
    assert_eq!(quantities(&company, &order, "to_deliver"), ["0", "7"]);
    assert_eq!(quantities(&company, &delivery, "to_invoice"), ["12"]);
    let invoice = go_on(&company, "invoice", &[&order], &["12", "0"]);
    let code = company.refused("document.void", json!({"id": delivery["id"]}));
    assert_eq!(code, "document_followed", "without it more would be invoiced than was ordered");
    void(&company, &invoice);
    void(&company, &delivery);
    let mut policy = company.call("order.policy", json!({}));
    policy["over_delivery"] = json!("refuse");
    company.call("order.save_policy", policy);
    assert_eq!(refused(&company, more), "quantity_exceeds");
    company.verify();
}

#[test]
fn what_comes_back_is_a_delivery_below_nought() {
    let company = Company::new("cn-small");
    let order = order(&company, json!({}));
    let delivery = go_on(&company, "delivery", &[&order], &["10", "0"]);
    let mut back = next(&company, "delivery", &[&order], &["-3"]);
    back["lines"][0]["source"] = json!({"document_id": order["id"], "line": 1});
    back["lines"][0]["quantity"] = json!("-11");
    assert_eq!(refused(&company, back.clone()), "quantity_exceeds", "no more comes back than was delivered");
    back["lines"][0]["quantity"] = json!("-3");
    let returned = issue(&company, back);
    assert!(amount(&returned["total"]) < Decimal::ZERO);
    assert_eq!(quantities(&company, &order, "to_deliver"), ["3", "7"]);
    let invoice = go_on(&company, "invoice", &[&delivery, &returned], &[]);
    let shown = document(&company, &invoice);
    let taken: Vec<&Value> =
        shown["lines"].as_array().unwrap().iter().map(|line| &line["quantity"]).collect();
    assert_eq!(taken, ["10", "-3"]);
    company.verify();
}

#[test]
fn a_credit_note_counts_against_the_lines_it_corrects() {
    let company = Company::new("cn-small");
    let order = order(&company, json!({}));
    let delivery = go_on(&company, "delivery", &[&order], &["10", "7"]);
    let invoice = go_on(&company, "invoice", &[&delivery], &[]);
    assert_eq!(refused(&company, next(&company, "credit_note", &[&invoice], &["11"])), "quantity_exceeds");
    let returned = go_on(&company, "credit_note", &[&invoice], &["2", "0"]);
    assert_eq!(quantities(&company, &order, "credited"), ["2", "0"]);
    assert_eq!(
        quantities(&company, &order, "to_invoice"),
        ["0", "0"],
        "what came back is not invoiced again"
    );
    let mut again = next(&company, "credit_note", &[&invoice], &["3", "0"]);
    again["invoice_again"] = json!(true);
    let again = issue(&company, again);
    assert_eq!(quantities(&company, &delivery, "to_invoice"), ["3", "0"]);
    assert_eq!(quantities(&company, &invoice, "credited"), ["5", "0"]);
    let rest = go_on(&company, "credit_note", &[&invoice], &[]);
    assert_eq!(sum(&[&returned, &again, &rest]), amount(&invoice["total"]), "credits add up to the cent too");
    assert_eq!(company.refused("document.void", json!({"id": invoice["id"]})), "document_followed");
    void(&company, &again);
    assert_eq!(quantities(&company, &delivery, "to_invoice"), ["0", "0"]);
    company.verify();
}

#[test]
fn a_new_version_replaces_a_quote_and_both_are_kept() {
    let company = Company::new("cn-small");
    let first = company.issue("quote", "2026-07-01", json!({"lines": lines()}));
    let mut fields = next(&company, "quote", &[&first], &["8"]);
    fields["lines"][0]["unit_price"] = json!("30");
    let second = issue(&company, fields);
    assert_eq!(second["number"], "BJ2607-0001-2");
    let state = |quote: &Value| document(&company, quote)["state"].clone();
    assert_eq!((state(&first), state(&second)), (json!("superseded"), json!("open")));
    let refusal = json!({"from": [first["id"]], "kind": "sales_order"});
    let order = company.call("order.next", refusal);
    assert_eq!(refused(&company, order), "source_unfit");
    assert_eq!(company.refused("document.void", json!({"id": first["id"]})), "document_followed");
    void(&company, &second);
    assert_eq!(state(&first), "open");
    let third = go_on(&company, "quote", &[&first], &[]);
    assert_eq!(third["number"], "BJ2607-0001-3", "the number of a void version stays taken");
    let track = company.call("order.track", json!({"id": third["id"]}));
    assert_eq!(track["versions"].as_array().unwrap().len(), 3);
    let next_number = company.call("document.next_number", json!({"kind": "quote", "date": "2026-07-02"}));
    assert_eq!(next_number, "BJ2607-0002", "versions leave no gap");
    company.verify();
}

#[test]
fn a_quote_is_accepted_or_declined_by_somebody_on_a_day() {
    let company = Company::new("cn-small");
    let quote = company.issue("quote", "2026-07-01", json!({"due_on": "2026-07-10", "lines": lines()}));
    let decide = |decision: &str| json!({"document_id": quote["id"], "decision": decision, "date": "2026-07-03", "said_by": "王经理", "reason": "价高"});
    let state = || document(&company, &quote)["state"].clone();
    assert_eq!(state(), "expired");
    company.call("order.decide", decide("declined"));
    assert_eq!(state(), "declined");
    let order = company.call("order.next", json!({"from": [quote["id"]], "kind": "sales_order"}));
    assert_eq!(refused(&company, order.clone()), "source_unfit");
    let decided = company.call("order.decide", decide("accepted"));
    assert_eq!((&decided["said_by"], &decided["date"]), (&json!("王经理"), &json!("2026-07-03")));
    assert_eq!(state(), "accepted");
    issue(&company, order);
    assert_eq!(quantities(&company, &quote, "ordered"), ["10", "7"]);
    let early = json!({"document_id": quote["id"], "decision": "accepted", "date": "2026-06-30"});
    assert_eq!(company.refused("order.decide", early), "field_invalid");
    assert_eq!(company.refused("order.decide", decide("closed")), "field_invalid");
    let track = company.call("order.track", json!({"id": quote["id"]}));
    assert_eq!(track["decisions"].as_array().unwrap().len(), 2, "both stay");
    company.verify();
}

#[test]
fn an_order_that_goes_no_further_is_closed_for_a_reason() {
    let company = Company::new("cn-small");
    let order = order(&company, json!({}));
    let delivery = go_on(&company, "delivery", &[&order], &["4", "0"]);
    let close =
        |of: &Value, reason: &str| json!({"document_id": of["id"], "decision": "closed", "reason": reason});
    assert_eq!(company.refused("order.decide", close(&order, " ")), "field_missing");
    company.call("order.decide", close(&order, "客户停产"));
    assert_eq!(document(&company, &order)["state"], "closed");
    assert_eq!(quantities(&company, &order, "to_deliver"), ["0", "0"]);
    assert_eq!(quantities(&company, &delivery, "to_invoice"), ["4"], "what was delivered is still invoiced");
    let more = json!({"kind": "delivery", "party_id": company.party, "lines": [{"description": "宣纸", "quantity": "1",
        "unit_price": "1", "tax": "VAT13", "source": {"document_id": order["id"], "line": 1}}]});
    assert_eq!(refused(&company, more), "source_unfit");
    company.call("order.decide", close(&delivery, "样品"));
    assert_eq!(open(&company), ["0.00", "0.00"]);
    company.call("order.decide", json!({"document_id": order["id"], "decision": "reopened"}));
    assert_eq!(quantities(&company, &order, "to_deliver"), ["6", "7"]);
    company.verify();
}

#[test]
fn what_is_ordered_and_delivered_but_not_invoiced_is_known_by_customer_and_in_total() {
    let company = Company::new("cn-small");
    let one = json!([{"description": "宣纸", "quantity": "10", "unit_price": "100", "tax": "VAT13"}]);
    let order = company.issue("sales_order", "2026-07-01", json!({"due_on": "2026-07-10", "lines": one}));
    assert_eq!(open(&company), ["1130.00", "0.00"]);
    let delivery = go_on(&company, "delivery", &[&order], &["4"]);
    assert_eq!(open(&company), ["678.00", "452.00"]);
    go_on(&company, "invoice", &[&delivery], &["1"]);
    assert_eq!(open(&company), ["678.00", "339.00"]);
    let by_party = company.call("order.by_party", json!({}));
    assert_eq!(by_party[0]["delivered"]["amount"], "339.00");
    assert_eq!(company.call("order.totals", json!({}))["late"], 1);
    let to_deliver = company.call("order.open", json!({"view": "to_deliver"}));
    assert_eq!(
        (&to_deliver["rows"][0]["open"], &to_deliver["total"]["amount"]),
        (&json!("6"), &json!("678.00"))
    );
    let to_invoice = company.call("order.open", json!({"view": "to_invoice", "party_id": company.party}));
    assert_eq!((&to_invoice["rows"][0]["open"], &to_invoice["count"]), (&json!("3"), &json!(1)));
    let exported = |view: &str, columns: Value| {
        let list = json!({"of": "open_lines", "filter": {"view": view}});
        let input = json!({"list": list, "columns": columns, "format": "csv", "language": "en"});
        let handle = company.call("list.export", input);
        let bytes = company.door.bytes(handle["handle"].as_str().unwrap(), None).unwrap().bytes;
        String::from_utf8(bytes).unwrap()
    };
    let columns = json!(["party", "number", "item", "quantity", "done", "left", "due", "total"]);
    assert_eq!(
        exported("to_deliver", columns),
        "\u{feff}Customer,Number,Item,Ordered,Delivered,Open,Deliver by,Total\r\n\
         上海墨香,DD2607-0001,宣纸,10,4,6,2026-07-10,678.00\r\n"
    );
    assert_eq!(
        exported("to_invoice", json!(["kind", "quantity", "done", "left", "total"])),
        "\u{feff}Type,Quantity,Invoiced,To invoice,Total\r\nDelivery note,4,1,3,339.00\r\n"
    );
    let list = company.call("document.list", json!({"kinds": ["sales_order"], "state": "overdue"}));
    assert_eq!(list["rows"].as_array().unwrap().len(), 1);
}

#[test]
fn what_does_not_belong_together_is_not_gone_on_from() {
    let company = Company::new("cn-small");
    let order = order(&company, json!({}));
    let source = json!({"document_id": order["id"], "line": 1});
    let line = |source: Value| json!([{"description": "宣纸", "quantity": "1", "unit_price": "1", "tax": "VAT13", "source": source}]);
    let fields = |kind: &str, more: Value| {
        let mut fields = json!({"kind": kind, "party_id": company.party, "lines": line(source.clone())});
        fields.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        fields
    };
    let other = company.call("party.save", json!({"fields": {"name": "北京", "is_customer": true}}));
    for (fields, code) in [
        (fields("bill", json!({"party_id": 2})), "source_unfit"),
        (fields("quote", json!({})), "source_unfit"),
        (fields("invoice", json!({"party_id": other["id"]})), "source_unfit"),
        (fields("invoice", json!({"currency": "USD", "rate": "7"})), "source_unfit"),
        (
            fields("invoice", json!({"lines": line(json!({"document_id": order["id"], "line": 9}))})),
            "not_found",
        ),
        (fields("invoice", json!({"lines": line(json!({"document_id": 9999, "line": 1}))})), "not_found"),
        (fields("invoice", json!({"supersedes": order["id"]})), "field_invalid"),
    ] {
        assert_eq!(refused(&company, fields.clone()), code, "{fields}");
    }
    let discounted = self::order(&company, json!({"discount_percent": "5"}));
    let both = json!({"from": [order["id"], discounted["id"]], "kind": "invoice"});
    assert_eq!(company.refused("order.next", both), "source_unfit");
    assert_eq!(company.refused("order.next", json!({"from": [], "kind": "invoice"})), "field_missing");
    void(&company, &order);
    assert_eq!(refused(&company, fields("invoice", json!({}))), "source_unfit");
}

/// Numbers that come in the same order each time.
struct Dice(u64);

impl Dice {
    fn below(&mut self, most: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % most
    }
}

#[test]
fn no_sequence_of_acts_invoices_more_than_was_ordered_or_delivered() {
    for seed in 1..=4 {
        let company = Company::new("cn-small");
        let mut dice = Dice(seed);
        let mut standing =
            vec![order(&company, json!({"discount_percent": "5"})), order(&company, json!({}))];
        let (mut done, mut refusals) = (0, 0);
        for _ in 0..70 {
            let at = dice.below(standing.len());
            let from = standing[at].clone();
            let kind = match (from["kind"].as_str().unwrap(), dice.below(6)) {
                (_, 0) => {
                    let input = json!({"id": from["id"]});
                    match call(&company.door, "document.void", input) {
                        Ok(_) => drop(standing.remove(at)),
                        Err(error) => assert_eq!(error.code(), "document_followed"),
                    }
                    if standing.is_empty() {
                        standing.push(order(&company, json!({})));
                    }
                    continue;
                }
                ("sales_order", 1 | 2) | ("delivery", _) => "invoice",
                ("sales_order", _) => "delivery",
                _ => "credit_note",
            };
            let input = json!({"from": [from["id"]], "kind": kind});
            let Ok(mut fields) = call(&company.door, "order.next", input) else { continue };
            for line in fields["lines"].as_array_mut().unwrap() {
                let quantity = i64::try_from(dice.below(13)).unwrap() - 2;
                line["quantity"] = json!(quantity.to_string());
            }
            fields["over_delivery"] = json!(dice.below(3) == 0);
            fields["invoice_again"] = json!(dice.below(2) == 0);
            match call(&company.door, "document.issue", json!({"fields": fields})) {
                Ok(issued) => {
                    standing.push(issued);
                    done += 1;
                }
                Err(error) => {
                    let known = ["quantity_exceeds", "over_delivery", "field_invalid"];
                    assert!(known.contains(&error.code().as_str()), "{error}");
                    refusals += 1;
                }
            }
        }
        assert!(done > 5 && refusals > 5, "{done} done, {refusals} refused");
        company.verify();
    }
}

#[test]
fn an_order_of_a_customer_that_was_merged_goes_on_with_the_one_that_remains() {
    let company = Company::new("cn-small");
    let order = order(&company, json!({}));
    let delivery = go_on(&company, "delivery", &[&order], &["4", "0"]);
    let into = company.call("party.save", json!({"fields": {"name": "墨香总店", "is_customer": true}}));
    company.call("party.merge", json!({"party_id": company.party, "into_id": into["id"]}));
    let fields = next(&company, "delivery", &[&order], &[]);
    assert_eq!(fields["party_id"], into["id"]);
    let rest = issue(&company, fields);
    let plan = company.call("billing.plan", json!({}));
    assert_eq!((&plan[0]["party_id"], &plan[0]["problem"]), (&into["id"], &Value::Null), "{plan}");
    go_on(&company, "invoice", &[&delivery, &rest], &[]);
    assert_eq!(document(&company, &order)["state"], "completed");
    company.verify();
}
