//! Mails leave once, or are plainly in doubt: against a real server that refuses, delays, hangs up and dies.

use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use kezhang::api::Door;
use serde_json::{Value, json};

use crate::calls::call_then;
use crate::mail_room::{issued, queued, seen, state};
use crate::mail_server::Server;
use crate::program::{KEZHANG, Program, call, open};

fn book_for(server: &Server) -> (Program, Door) {
    let program = Program::new();
    let door = open(&program.book);
    call(&door, "mail.save_account", server.account()).unwrap();
    (program, door)
}

/// A round at a moment of the day, for what waits for its next try.
fn round_at(door: &Door, time: &str) -> kezhang::error::Result<Value> {
    call_then(door, &format!("2026-07-15T{time}:00Z"), "mail.send", Value::Null)
}

fn round(door: &Door) -> Value {
    call(door, "mail.send", Value::Null).unwrap()
}

#[test]
fn a_mail_arrives_as_it_was_written_in_chinese_with_its_paper() {
    let server = Server::new("plain");
    let (_program, door) = book_for(&server);
    let account = json!({"reply_to": "账务 <replies@ink.example.cn>", "copy_to_self": true});
    let mut account_fields = server.account();
    account_fields.as_object_mut().unwrap().extend(account.as_object().unwrap().clone());
    call(&door, "mail.save_account", account_fields).unwrap();
    let text = json!({"subject": "2026年7月的账单：宣纸、毛笔与墨——请查收并于月底前付款，谢谢", "body": "王会计，您好：\n\n随信附上账单。\n.\n顺颂商祺 𠮷"});
    let mail = call(
        &door,
        "mail.queue",
        json!({"mail": {"of": "document", "id": issued(&door)}, "text": text,
            "to": ["王会计 <wang@paper.example.cn>；li@paper.example.cn"], "cc": ["\"Zhang, San\" <zs@example.com>"]}),
    )
    .unwrap();
    assert_eq!(mail["row"]["state"], "queued");
    assert_eq!(round(&door), json!({"sent": 1, "waiting": 0, "refused": 0, "unknown": 0}));
    let [taken] = server.taken().try_into().unwrap();
    assert_eq!(taken["subject"], text["subject"]);
    assert_eq!(
        taken["body"].as_str().unwrap().trim_end().replace("\r\n", "\n"),
        text["body"].as_str().unwrap()
    );
    assert_eq!(taken["from"], json!([["墨香文具", "books@ink.example.cn"]]));
    assert_eq!(taken["reply_to"], json!([["账务", "replies@ink.example.cn"]]));
    assert_eq!(taken["to"], json!([["王会计", "wang@paper.example.cn"], ["", "li@paper.example.cn"]]));
    assert_eq!(taken["cc"], json!([["Zhang, San", "zs@example.com"]]));
    assert_eq!(taken["bcc"], Value::Null, "a blind copy is blind");
    assert_eq!(taken["recipients"].as_array().unwrap().len(), 4);
    assert_eq!(taken["message_id"], mail["message_id"]);
    assert_eq!(taken["date"], "Wed, 15 Jul 2026 09:00:00 +0000");
    assert_eq!(
        (&taken["defects"], &taken["bare"], &taken["long_lines"]),
        (&json!([]), &json!(0), &json!(false))
    );
    let file = &taken["files"][0];
    assert_eq!(
        (file["name"].as_str().unwrap(), file["type"].as_str().unwrap()),
        ("账单 XS2607-0001.pdf", "application/pdf")
    );
    let kept = call(&door, "attachment.get", json!({"id": mail["attachment_id"]})).unwrap();
    let bytes = door.bytes(kept["handle"].as_str().unwrap(), None).unwrap().bytes;
    assert_eq!(file["sha256"], kezhang::audit::hex(&kezhang::audit::digest(&[&bytes])));
    assert_eq!(state(&door, &mail), "sent");
    assert_eq!(round(&door)["sent"], 0, "once is enough");
    assert_eq!(server.taken().len(), 1);
}

#[test]
fn starttls_and_tls_are_used_where_they_are_asked_for_and_nothing_goes_out_where_they_are_missing() {
    for (how, security) in [("starttls,login", "starttls"), ("tls,login", "tls")] {
        let server = Server::new(how);
        let (_program, door) = book_for(&server);
        let mut account = server.account();
        account["server"] = "localhost".into();
        account["security"] = security.into();
        account["user"] = "wang".into();
        // A certificate that nobody has vouched for.
        call(&door, "mail.save_account", account.clone()).unwrap();
        let mail = queued(&door, &["wang@paper.example.cn"]);
        assert_eq!(refused(&door), "mail_password_missing");
        let password = |word: &str| {
            let given = json!({"password": word, "in_key_store": false});
            call(&door, "mail.set_password", given).unwrap()["secret"].clone()
        };
        assert_eq!(password("falsch"), "session");
        assert_eq!(refused(&door), "mail_certificate_untrusted", "{how}");
        account["certificate"] = server.certificate().into();
        call(&door, "mail.save_account", account).unwrap();
        assert_eq!(refused(&door), "mail_login_refused", "{how}");
        password("密码");
        assert_eq!(round(&door)["sent"], 1, "{how}");
        assert_eq!((server.taken().len(), state(&door, &mail).as_str()), (1, "sent"));
    }
    let server = Server::new("plain");
    let (_program, door) = book_for(&server);
    let mut account = server.account();
    account["security"] = "starttls".into();
    call(&door, "mail.save_account", account).unwrap();
    let mail = queued(&door, &["wang@paper.example.cn"]);
    assert_eq!(refused(&door), "mail_not_encrypted");
    assert_eq!((server.taken().len(), state(&door, &mail).as_str()), (0, "queued"));
}

fn refused(door: &Door) -> String {
    call(door, "mail.send", Value::Null).unwrap_err().code()
}

#[test]
fn a_line_that_is_cut_before_the_text_leaves_the_mail_in_the_queue() {
    for step in ["mail", "rcpt", "data"] {
        let server = Server::new(&format!("hang_up={step}"));
        let (_program, door) = book_for(&server);
        let mail = queued(&door, &["wang@paper.example.cn"]);
        assert_eq!(round(&door)["waiting"], 1, "{step}");
        assert_eq!(state(&door, &mail), "waiting", "{step}");
        assert_eq!(
            round(&door),
            json!({"sent": 0, "waiting": 0, "refused": 0, "unknown": 0}),
            "not before its time"
        );
        assert!(server.taken().is_empty());
        let sound = Server::new("plain");
        call(&door, "mail.save_account", sound.account()).unwrap();
        assert_eq!(round_at(&door, "09:06").unwrap()["sent"], 1, "{step}");
        assert_eq!((sound.taken().len(), state(&door, &mail).as_str()), (1, "sent"), "{step}");
    }
}

#[test]
fn a_line_that_is_cut_after_the_text_leaves_the_mail_in_doubt_until_somebody_says_what_became_of_it() {
    for (step, arrived) in [("text", 0), ("reply", 1)] {
        let server = Server::new(&format!("hang_up={step}"));
        let (_program, door) = book_for(&server);
        let mail = queued(&door, &["wang@paper.example.cn"]);
        let other = queued(&door, &["li@paper.example.cn"]);
        assert_eq!(round(&door)["unknown"], 2, "{step}");
        assert_eq!((server.taken().len(), state(&door, &mail).as_str()), (2 * arrived, "unknown"));
        assert_eq!(
            round_at(&door, "23:00").unwrap(),
            json!({"sent": 0, "waiting": 0, "refused": 0, "unknown": 0})
        );
        let sound = Server::new("plain");
        call(&door, "mail.save_account", sound.account()).unwrap();
        let decide = |mail: &Value, settlement: &str| {
            let input = json!({"seq": mail["row"]["seq"], "settlement": settlement});
            call(&door, "mail.settle", input).map(|mail| mail["row"]["state"].clone())
        };
        assert_eq!(decide(&mail, "went").unwrap(), "sent");
        assert_eq!(decide(&other, "again").unwrap(), "queued");
        assert_eq!(decide(&mail, "again").unwrap_err().code(), "mail_state");
        assert_eq!(round(&door)["sent"], 1);
        let [again] = sound.taken().try_into().unwrap();
        assert_eq!(
            again["message_id"], other["message_id"],
            "the same mail, so that a second copy can be told"
        );
        let said: Vec<Value> = seen(&door, &other)["outcomes"]
            .as_array()
            .unwrap()
            .iter()
            .map(|each| each["outcome"].clone())
            .collect();
        assert_eq!(said, ["unknown", "again", "sent"]);
    }
}

#[test]
fn each_recipient_gets_it_once_whoever_else_is_refused_or_put_off() {
    let server = Server::new("refuse,greylist");
    let (_program, door) = book_for(&server);
    let to = ["wang@paper.example.cn", "nobody@paper.example.cn", "grey@paper.example.cn"];
    let mail = queued(&door, &to);
    assert_eq!(round(&door)["waiting"], 1);
    let waiting = seen(&door, &mail);
    assert_eq!(waiting["row"]["next_at"], "2026-07-15T09:05:00.000Z");
    let told: Vec<(String, String)> = waiting["deliveries"]
        .as_array()
        .unwrap()
        .iter()
        .map(|each| (each["state"].as_str().unwrap().into(), each["reply"].as_str().unwrap().into()))
        .collect();
    assert_eq!(told[0], ("accepted".into(), "250 2.0.0 taken as 42".into()));
    assert_eq!(told[1], ("refused".into(), "550 5.1.1 no such user here".into()));
    assert_eq!(told[2], ("pending".into(), "450 4.2.0 greylisted, come back later".into()));
    assert_eq!(round_at(&door, "09:06").unwrap()["sent"], 1);
    let got: Vec<Value> = server.taken().iter().map(|taken| taken["recipients"].clone()).collect();
    assert_eq!(got, [json!(["wang@paper.example.cn"]), json!(["grey@paper.example.cn"])]);
    assert_eq!(state(&door, &mail), "partly");

    let nobody = queued(&door, &["nobody@paper.example.cn"]);
    assert_eq!(round(&door)["refused"], 1);
    assert_eq!(state(&door, &nobody), "refused");
}

#[test]
fn what_a_server_says_after_the_text_is_an_answer_and_no_doubt() {
    for (how, expected) in [("full", "waiting"), ("spam", "refused")] {
        let server = Server::new(how);
        let (_program, door) = book_for(&server);
        let mail = queued(&door, &["wang@paper.example.cn"]);
        round(&door);
        assert_eq!(state(&door, &mail), expected);
    }
    // Put off for four days: the last word counts.
    let server = Server::new("full");
    let (_program, door) = book_for(&server);
    let mail = queued(&door, &["wang@paper.example.cn"]);
    for day in 15..25 {
        call_then(&door, &format!("2026-07-{day}T23:00:00Z"), "mail.send", Value::Null).unwrap();
    }
    let given_up = seen(&door, &mail);
    assert_eq!(
        (&given_up["row"]["state"], &given_up["row"]["reply"]),
        (&json!("refused"), &json!("452 4.3.1 mailbox full"))
    );
}

#[test]
fn offline_the_outbox_waits_and_a_slow_server_is_waited_for_while_the_book_goes_on() {
    let gone = Server::new("plain");
    let (program, door) = book_for(&gone);
    drop(gone);
    let mails: Vec<Value> = (0..3).map(|_| queued(&door, &["wang@paper.example.cn"])).collect();
    for _ in 0..30 {
        assert_eq!(refused(&door), "mail_unreachable");
    }
    assert!(mails.iter().all(|mail| state(&door, mail) == "queued"), "being offline is no try");
    let slow = Server::new("slow=0.7");
    call(&door, "mail.save_account", slow.account()).unwrap();
    let sending = std::thread::scope(|scope| {
        let sender = scope.spawn(|| round(&door));
        std::thread::sleep(Duration::from_millis(900));
        let begun = Instant::now();
        program.call("party.save", json!({"fields": {"name": "又一家", "is_customer": true}})).expect(0);
        assert!(begun.elapsed() < Duration::from_secs(3) && !sender.is_finished(), "the book was locked");
        sender.join().unwrap()
    });
    assert_eq!((sending["sent"].as_i64(), slow.taken().len()), (Some(3), 3));
    program.verify();
}

/// Starts a round in a process of its own, kills it once the server is as far as `ripe` says.
fn killed(program: &Program, ripe: impl Fn() -> bool) {
    let mut child = Command::new(KEZHANG)
        .args(["call", program.path(), "mail.send", "--now", "2026-07-15T09:00:00Z"])
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let begun = Instant::now();
    while !ripe() && begun.elapsed() < Duration::from_secs(20) {
        std::thread::sleep(Duration::from_millis(10));
    }
    child.kill().unwrap();
    child.wait().unwrap();
}

#[test]
fn a_program_that_is_killed_leaves_the_queue_whole() {
    // While the server thinks about a recipient nothing has gone: the mail is queued again, and goes once.
    let server = Server::new("slow=1");
    let (program, door) = book_for(&server);
    let mail = queued(&door, &["wang@paper.example.cn"]);
    drop(door);
    let begun = Instant::now();
    killed(&program, || begun.elapsed() > Duration::from_millis(1500));
    let door = open(&program.book);
    assert_eq!((server.taken().len(), state(&door, &mail).as_str()), (0, "queued"));
    assert_eq!(round(&door)["sent"], 1);
    assert_eq!(server.taken().len(), 1);

    // Once the text is there and the answer is not, it is in doubt.
    let mail = queued(&door, &["wang@paper.example.cn"]);
    std::fs::remove_file(server.folder.path().join("took")).unwrap();
    drop(door);
    killed(&program, || server.folder.path().join("took").exists());
    let door = open(&program.book);
    assert_eq!((server.taken().len(), state(&door, &mail).as_str()), (2, "unknown"));
    assert_eq!(round(&door)["sent"], 0);
    program.verify();
}

#[test]
fn of_many_mails_and_many_kills_each_goes_once_or_is_in_doubt() {
    const MAILS: usize = 40;
    let server = Server::new("slow=0.004");
    let (program, door) = book_for(&server);
    let document = issued(&door);
    let mails: Vec<Value> = (0..MAILS)
        .map(|number| {
            let mail = json!({"of": "document", "id": document});
            let to = format!("customer{number}@paper.example.cn");
            call(&door, "mail.queue", json!({"mail": mail, "to": [to]})).unwrap()
        })
        .collect();
    drop(door);
    for kill in 0..15 {
        let begun = Instant::now();
        killed(&program, || begun.elapsed() > Duration::from_millis(60 + 17 * kill));
    }
    let door = open(&program.book);
    round(&door);
    let taken = server.taken();
    for mail in &mails {
        let times = taken.iter().filter(|taken| taken["message_id"] == mail["message_id"]).count();
        match state(&door, mail).as_str() {
            "sent" => assert_eq!(times, 1, "{mail}"),
            "unknown" => assert!(times <= 1, "{mail}"),
            other => panic!("{other}: {mail}"),
        }
    }
    program.verify();
}

#[test]
fn junk_among_addresses_is_named_and_nothing_is_queued() {
    let server = Server::new("plain");
    let (_program, door) = book_for(&server);
    let document = issued(&door);
    for (to, cc, field, junk) in [
        (json!(["wang@paper.example.cn, ask Li"]), json!([]), "to", "ask Li"),
        (json!(["wang@paper.example.cn"]), json!(["li@"]), "cc", "li@"),
    ] {
        let input = json!({"mail": {"of": "document", "id": document}, "to": to, "cc": cc});
        let error = call(&door, "mail.queue", input).unwrap_err().to_body();
        assert_eq!(
            error,
            json!({"code": "mail_address_invalid", "details": {"address": junk, "field": field}})
        );
    }
    let none = json!({"mail": {"of": "document", "id": document}, "to": []});
    assert_eq!(call(&door, "mail.queue", none).unwrap_err().code(), "field_missing");
    assert_eq!(call(&door, "mail.list", json!({})).unwrap()["rows"], json!([]));
}

#[test]
fn a_template_that_asks_for_what_there_is_not_is_refused_by_name() {
    let program = Program::new();
    let asks = json!({"kind": "invoice", "language": "en", "text": {"subject": "Invoice {number}", "body": "Pay {shoe size}"}});
    let outcome = program.call("mail.save_template", asks).expect(1);
    let message = outcome.error_body()["message"].as_str().unwrap().to_owned();
    assert!(
        message.contains("“shoe size” is no placeholder") && message.contains("company, customer, contact"),
        "{message}"
    );
    let own = json!({"kind": "invoice", "language": "zh-CN", "text": {"subject": "账单 {Number}", "body": "{联系人}：{金额}，{due}"}});
    program.call("mail.save_template", own).expect(0);
    program.call("mail.save_account", json!({"sender_address": "books@ink.example.cn"})).expect(0);
    let door = open(&program.book);
    let draft = call(&door, "mail.draft", json!({"mail": {"of": "document", "id": issued(&door)}})).unwrap();
    assert_eq!(
        draft["text"],
        json!({"subject": "账单 XS2607-0001", "body": "上海墨香：¥113.00，2026年7月31日"})
    );
    let usual = call(&door, "mail.save_template", json!({"kind": "invoice", "language": "zh-CN"})).unwrap();
    assert_eq!(usual["usual"], true);
}

#[test]
fn without_a_server_a_mail_is_a_file_for_ones_own_mail_program() {
    let program = Program::new();
    let door = open(&program.book);
    call(&door, "mail.save_account", json!({"sender_address": "books@ink.example.cn"})).unwrap();
    let mail = queued(&door, &["王会计 <wang@paper.example.cn>"]);
    assert_eq!(refused(&door), "mail_server_missing");
    let bytes = || {
        let handle = call(&door, "mail.eml", json!({"seq": mail["row"]["seq"]})).unwrap();
        assert!(handle["file_name"].as_str().unwrap().ends_with(".eml"));
        door.bytes(handle["handle"].as_str().unwrap(), None).unwrap().bytes
    };
    let first = bytes();
    assert_eq!(first, bytes(), "the same bytes each time");
    assert!(String::from_utf8(first).unwrap().contains(mail["message_id"].as_str().unwrap()));
    let handed = json!({"seq": mail["row"]["seq"], "settlement": "handed_over"});
    assert_eq!(call(&door, "mail.settle", handed).unwrap()["row"]["state"], "handed_over");
}

#[test]
fn a_password_is_never_in_the_book() {
    let server = Server::new("plain");
    let (program, door) = book_for(&server);
    let mut account = server.account();
    account["user"] = "wang".into();
    call(&door, "mail.save_account", account.clone()).unwrap();
    call(&door, "mail.set_password", json!({"password": "S3cretWord", "in_key_store": true})).unwrap();
    queued(&door, &["wang@paper.example.cn"]);
    // This server knows no passwords, so that it cannot be logged in to.
    assert!(call(&door, "mail.send", Value::Null).is_err());
    call(&door, "mail.set_password", json!({})).unwrap();
    door.close().unwrap();
    let bytes = std::fs::read(&program.book).unwrap();
    assert!(!bytes.windows(10).any(|part| part == b"S3cretWord"));
    let reaching = json!({"server": "mail.example.com", "port": 25, "security": "none", "user": "wang", "sender_address": "a@b.example"});
    assert_eq!(program.call("mail.save_account", reaching).expect(1).refusal(), "mail_password_in_the_clear");
}

#[test]
fn the_command_line_queues_sends_lists_and_writes() {
    let server = Server::new("refuse");
    let (program, door) = book_for(&server);
    issued(&door);
    drop(door);
    let mail = |words: &[&str]| program.run(&[&["mail", program.path()], words].concat());
    let nobody =
        mail(&["queue", "invoice", "XS2607-0001", "--to", "nobody@paper.example.cn"]).expect(0).body();
    mail(&["queue", "statement", "K0001", "--to", "wang@paper.example.cn", "--cc", "li@paper.example.cn"])
        .expect(0);
    assert_eq!(
        mail(&["queue", "invoice", "XS2607-0001", "--to", "Wang"]).expect(1).refusal(),
        "mail_address_invalid"
    );
    // The customer has nobody with an address.
    assert_eq!(mail(&["queue", "invoice", "XS2607-0001"]).expect(1).refusal(), "field_missing");
    let sent = json!({"sent": 1, "waiting": 0, "refused": 1, "unknown": 0});
    assert_eq!(mail(&["send"]).expect(0).body(), sent);
    assert_eq!(server.taken()[0]["files"][0]["type"], "application/pdf");
    let refused = mail(&["list", "--state", "refused"]).expect(0).body();
    assert_eq!(refused["rows"][0]["reply"], "550 5.1.1 no such user here");
    let seq = nobody["row"]["seq"].to_string();
    let file = program.folder.path().join("mail.eml");
    mail(&["eml", &seq, "--out", file.to_str().unwrap()]).expect(0);
    assert!(std::fs::read_to_string(file).unwrap().contains("nobody@paper.example.cn"));
    assert_eq!(mail(&["settle", &seq, "cancelled"]).expect(0).body()["row"]["state"], "cancelled");
    let kept = program.call("statement.sent", json!({"id": 1})).expect(0).body();
    assert_eq!(kept[0]["statement"]["way"], "email", "a statement that is mailed is kept as sent");
    program.verify();
}
