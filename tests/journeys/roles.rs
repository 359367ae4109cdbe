//! What a role may not do is refused by the dispatcher, and the refusal is in the trail.

use kezhang::access::Role;
use kezhang::api::{BOARD, Command, Door};
use kezhang::error::Error;
use kezhang::store::UserId;
use serde_json::{Value, json};

use crate::program::{Program, call, call_as, invoice, open, receipt};

pub fn user_of(door: &Door, role: Role) -> UserId {
    let fields = json!({"id": null, "name": format!("the {}", role.as_str()), "role": role, "language": null, "active": true});
    let user = call(door, "user.save", fields).unwrap();
    serde_json::from_value(user["id"].clone()).unwrap()
}

/// The last act of the trail: its command, and what it recorded.
fn last_act(door: &Door) -> (String, Value) {
    let page = call(door, "trail.list", json!({"limit": 1})).unwrap();
    let row = &page["rows"][0];
    let body = row["body"].as_str().map_or(Value::Null, |body| serde_json::from_str(body).unwrap());
    (row["command"].as_str().unwrap().to_owned(), body)
}

#[track_caller]
fn assert_refused(door: &Door, user: UserId, role: Role, command: &str, input: Value) {
    let refusal = call_as(door, Some(user), command, input);
    assert!(matches!(refusal, Err(Error::Forbidden { .. })), "{role:?} {command}: {refusal:?}");
    let (recorded, body) = last_act(door);
    assert_eq!((recorded.as_str(), body["refused"].as_str()), (command, Some(command)), "{role:?}");
    assert_eq!(body["role"], role.as_str());
}

/// An empty input may not fit a command; it must never be a question of rights.
#[track_caller]
fn assert_not_refused(door: &Door, user: UserId, role: Role, command: &Command) {
    let outcome = call_as(door, Some(user), command.name, Value::Null);
    assert!(!matches!(outcome, Err(Error::Forbidden { .. })), "{role:?} {}: {outcome:?}", command.name);
}

#[test]
fn every_role_meets_its_rights_and_no_more_on_the_whole_board() {
    let program = Program::new();
    let door = open(&program.book);
    for role in Role::ALL {
        let user = user_of(&door, role);
        for command in BOARD {
            if role.allows(command.right) {
                assert_not_refused(&door, user, role, command);
            } else {
                assert_refused(&door, user, role, command.name, Value::Null);
            }
        }
    }
    assert_eq!(call(&door, "book.verify", Value::Null).unwrap()["holds"], true);
}

#[test]
fn who_sells_neither_takes_money_nor_sees_what_is_bought() {
    let program = Program::new();
    let door = open(&program.book);
    let user = user_of(&door, Role::Sales);
    call_as(&door, Some(user), "document.issue", invoice("100")).unwrap();
    let bill = json!({"fields": {"kind": "bill", "party_id": 2, "date": "2026-07-01",
        "lines": [{"description": "纸", "quantity": "1", "unit_price": "5"}]}});
    let issued = call(&door, "document.issue", bill.clone()).unwrap();
    for (command, input) in [
        ("document.issue", receipt("100")),
        ("document.issue", bill.clone()),
        ("draft.save", bill),
        ("document.void", json!({"id": issued["id"]})),
        ("document.get", json!({"id": issued["id"]})),
        ("document.find", json!({"kind": "bill", "number": issued["number"]})),
        ("document.list", json!({"kinds": ["bill"]})),
        ("document.list_totals", json!({"kinds": ["bill", "payment"]})),
        ("settlement.open_items", json!({"party_id": 2, "business": "supplier"})),
        ("list.export", json!({"list": {"of": "documents", "filter": {"kinds": ["bill"]}}, "format": "csv"})),
    ] {
        assert_refused(&door, user, Role::Sales, command, input);
    }
    let draft = json!({"fields": {"kind": "bill", "party_id": 2}});
    call(&door, "draft.save", draft).unwrap();
    let overview = |user| call_as(&door, user, "overview.get", Value::Null).unwrap();
    assert_eq!(overview(None)["books"]["payable"]["amount"], "5.65");
    assert_eq!(overview(None)["drafts"], 1);
    assert_eq!(overview(Some(user))["books"], Value::Null, "nor reads cash and payables on the first page");
    assert_eq!(overview(Some(user))["drafts"], 0);
    let seek = json!({"text": issued["number"]});
    let found = |user| call_as(&door, user, "search.all", seek.clone()).unwrap().as_array().unwrap().len();
    assert_eq!((found(None), found(Some(user))), (1, 0), "nor finds it by its number");
}

#[test]
fn a_refusal_inside_an_atomic_batch_is_recorded_though_everything_else_is_undone() {
    let program = Program::new();
    let user = json!({"id": null, "name": "sales", "role": "sales", "language": null, "active": true});
    program.call("user.save", user).expect(0);
    let lines = [
        crate::program::line("document.issue", invoice("1")),
        crate::program::line("document.issue", receipt("1")),
    ];
    let refused = program.batch(&["--atomic", "--as", "sales"], &lines).expect(1);
    assert_eq!(refused.refusal(), "forbidden");
    let door = open(&program.book);
    assert_eq!(last_act(&door).1["refused"], "document.issue");
    assert_eq!(call(&door, "document.list", json!({"kind": "invoice"})).unwrap()["rows"], json!([]));
}

#[test]
fn everybody_changes_their_own_password_and_only_with_the_old_one() {
    let program = Program::new();
    let door = open(&program.book);
    let user = user_of(&door, Role::Viewer);
    let change = |old: &str, new: &str| {
        call_as(&door, Some(user), "session.change_password", json!({"old": old, "new": new}))
    };
    let enters = |password: &str| door.login("the viewer", password).is_ok();
    change("", "墨 ink 7").unwrap();
    assert!(enters("墨 ink 7") && !enters(""));
    assert!(matches!(change("ink", "another"), Err(Error::PasswordWrong)));
    assert!(enters("墨 ink 7"), "a wrong old password changes nothing");
    change("墨 ink 7", "宣纸 9").unwrap();
    assert!(enters("宣纸 9") && !enters("墨 ink 7"));
    let (command, body) = last_act(&door);
    assert_eq!((command.as_str(), &body["password"]), ("session.change_password", &json!(true)));
    change("宣纸 9", "").unwrap();
    assert!(enters("anything"), "an empty one takes it away");
}
