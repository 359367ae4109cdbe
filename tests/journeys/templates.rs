//! Templates: whose papers use which, at which moment, and what cannot be one.

use serde_json::{Value, json};

use crate::program::{Program, invoice};

fn handle(program: &Program, input: Value) -> String {
    program.call("document.pdf", input).expect(0).body()["file"]["handle"].as_str().unwrap().to_owned()
}

fn template(program: &Program, fields: Value) -> i64 {
    program.call("template.save", fields).expect(0).body()["id"].as_i64().unwrap()
}

#[test]
fn a_paper_takes_its_partys_template_before_that_of_its_kind() {
    let program = Program::new();
    let id = program.call("document.issue", invoice("100")).expect(0).body()["id"].clone();
    let print = || handle(&program, json!({"id": id}));
    let house = print();
    let wide = template(&program, json!({"name": "A5", "page": "a5"}));
    let form = template(&program, json!({"name": "241", "page": "form_third"}));
    assert_eq!(print(), house, "a template that nothing uses changes nothing");
    program.call("template.assign", json!({"kind": "invoice", "template_id": wide})).expect(0);
    let of_kind = print();
    let uses = program
        .call("template.assign", json!({"kind": "invoice", "party_id": 1, "template_id": form}))
        .expect(0)
        .body();
    assert_eq!(uses.as_array().unwrap().len(), 2);
    let of_party = print();
    assert!(house != of_kind && of_kind != of_party && house != of_party);
    assert_eq!(handle(&program, json!({"id": id, "template_id": wide})), of_kind, "asked for by name");
    assert_eq!(print(), of_party, "the same paper has the same bytes");
    program.call("template.delete", json!({"id": form})).expect(0);
    assert_eq!(print(), house, "of a template that is deleted nothing remains");
    program.call("template.assign", json!({"kind": "invoice", "party_id": 1})).expect(0);
    assert_eq!(print(), house, "and this customer has the house's own");
}

#[test]
fn what_cannot_be_a_template_is_refused_with_its_reason() {
    let program = Program::new();
    let refused =
        |fields: Value| program.call("template.save", fields).expect(1).error_body()["code"].clone();
    assert_eq!(refused(json!({"name": ""})), "field_missing");
    assert_eq!(refused(json!({"name": "a", "intro": "{contract}"})), "placeholder_unknown");
    assert_eq!(refused(json!({"name": "a", "accent": "blau"})), "field_invalid");
    let unknown_page =
        program.call("template.save", json!({"name": "a", "page": "a3"})).expect(2).error_body();
    assert_eq!(unknown_page["code"], "input_invalid");
    template(&program, json!({"name": "a"}));
    assert_eq!(refused(json!({"name": " a "})), "duplicate");
    let file = program.folder.path().join("code.png");
    std::fs::write(&file, b"\x89PNG\r\n\x1a\n, and then nothing").unwrap();
    let broken = program.call("attachment.add", json!({"path": file})).expect(0).body()["id"].clone();
    assert_eq!(refused(json!({"name": "b", "payment_picture": broken})), "picture_unreadable");
    let preview = json!({"template": {"name": "b", "payment_picture": broken}, "kind": "invoice"});
    let error = program.call("template.preview", preview).expect(1).error_body();
    assert_eq!(error["code"], "picture_unreadable");
    std::fs::write(&file, vec![0x89; 100 << 20]).unwrap();
    let large = program.call("attachment.add", json!({"path": file})).expect(1).error_body();
    assert_eq!(large["code"], "file_too_large");
}

#[test]
fn every_kind_can_be_seen_before_anything_is_saved() {
    let program = Program::new();
    for kind in [
        "quote",
        "sales_order",
        "delivery",
        "invoice",
        "credit_note",
        "bill",
        "receipt",
        "payment",
        "statement",
        "confirmation",
        "demand",
        "voucher",
        "report",
    ] {
        for page in ["a4", "form_third"] {
            let preview = json!({"template": {"name": "x", "page": page}, "kind": kind, "language": "zh-CN"});
            let seen = program.call("template.preview", preview).expect(0).body();
            assert!(seen["pages"].as_u64() >= Some(1), "{kind} {page}");
        }
    }
}
