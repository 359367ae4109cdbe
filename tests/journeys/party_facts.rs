//! What a customer is classed by: where it came from, who looks after it, how much it could buy.

use serde_json::{Value, json};

use crate::program::Program;

fn save(program: &Program, fields: Value) -> Value {
    program.call("party.save", json!({"fields": fields})).expect(0).body()
}

fn user(program: &Program, name: &str) -> Value {
    program.call("user.save", json!({"name": name, "role": "sales", "active": true})).expect(0).body()["id"]
        .clone()
}

#[test]
fn facts_are_kept_with_the_version_and_found_by_search() {
    let program = Program::new();
    let owner = user(&program, "小周");
    let saved = save(
        &program,
        json!({"name": "明湖文具", "is_customer": true, "source": " 广交会 ", "owner": owner, "potential": "1200000.50",
            "registered_capital": "5000000", "headcount": 85, "tags": ["VIP", " VIP", "", "连锁"]}),
    );
    let fields = &saved["fields"];
    assert_eq!(fields["source"], "广交会");
    assert_eq!(fields["tags"], json!(["VIP", "连锁"]));
    assert_eq!((&fields["owner"], &fields["headcount"]), (&owner, &json!(85)));
    let found = program.call("party.find", json!({"text": "广交会"})).expect(0).body();
    assert_eq!(found[0]["name"], "明湖文具");
    let mut later = fields.clone();
    later["source"] = json!("老客户介绍");
    let input = json!({"id": saved["id"], "version": saved["version"], "fields": later});
    assert_eq!(program.call("party.save", input).expect(0).body()["version"], json!(2));
    program.verify();
}

#[test]
fn a_party_without_them_is_written_as_before_they_were_known() {
    let program = Program::new();
    let party = program.call("party.get", json!({"id": 1})).expect(0).body();
    for fact in ["source", "owner", "potential", "registered_capital", "headcount"] {
        assert_eq!(party["fields"].get(fact), None, "{fact}");
    }
}

#[test]
fn an_owner_who_left_stays_until_the_customer_is_given_to_another() {
    let program = Program::new();
    let owner = user(&program, "小周");
    let saved = save(&program, json!({"name": "明湖文具", "is_customer": true, "owner": owner}));
    let gone = json!({"id": owner, "name": "小周", "role": "sales", "active": false});
    program.call("user.save", gone).expect(0);
    let mut fields = saved["fields"].clone();
    fields["notes"] = json!("搬家了");
    let kept =
        program.call("party.save", json!({"id": saved["id"], "version": 1, "fields": fields})).expect(0);
    assert_eq!(kept.body()["fields"]["owner"], owner);
    let other = json!({"fields": {"name": "另一家", "is_customer": true, "owner": owner}});
    assert_eq!(program.call("party.save", other).expect(1).refusal(), "user_inactive");
    let names = program.call("user.names", json!({})).expect(0).body();
    assert_eq!(names[1], json!({"id": owner, "name": "小周", "active": false}));
}

#[test]
fn amounts_that_are_none_and_strangers_are_refused() {
    let program = Program::new();
    for (facts, code) in [
        (json!({"potential": "-1"}), "field_invalid"),
        (json!({"registered_capital": "1.005"}), "field_invalid"),
        (json!({"headcount": -3}), "input_invalid"),
        (json!({"potential": "viel"}), "amount_unreadable"),
        (json!({"owner": 99}), "not_found"),
    ] {
        let mut fields = json!({"name": "明湖文具", "is_customer": true});
        fields.as_object_mut().unwrap().extend(facts.as_object().unwrap().clone());
        let refused = program.call("party.save", json!({"fields": fields}));
        assert_ne!(refused.code, 0, "{facts}");
        assert_eq!(refused.refusal(), code, "{facts}");
    }
}

#[test]
fn they_come_from_a_file_and_an_owner_the_book_does_not_know_stays_in_the_notes() {
    let program = Program::new();
    let owner = user(&program, "小周");
    let text = "客户名称,客户来源,负责人,年采购额,注册资本,员工人数\n\
        明湖文具,展会,小周,\"1,200,000\",5000000,85\n\
        青禾书店,朋友介绍,离职的人,,,\n";
    let file = program.folder.path().join("customers.csv");
    std::fs::write(&file, text).unwrap();
    let import = ["import", program.path(), "customers", file.to_str().unwrap()];
    assert_eq!(program.run(&import).expect(0).body()["imported"], json!(2));
    let fields = |id: i64| program.call("party.get", json!({"id": id})).expect(0).body()["fields"].clone();
    let first = fields(3);
    let expected =
        ["source", "potential", "registered_capital"].map(|fact| first[fact].as_str().unwrap().to_owned());
    assert_eq!(expected, ["展会", "1200000", "5000000"]);
    assert_eq!((&first["owner"], &first["headcount"]), (&owner, &json!(85)));
    let second = fields(4);
    assert_eq!(second["notes"], "负责人：离职的人");
    assert_eq!(second.get("owner"), None);
    assert_eq!(program.run(&import).expect(0).body()["skipped"], json!(2));
    program.verify();
}
