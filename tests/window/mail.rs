//! An account is set and tried, an invoice goes by mail, and one whose answer never came is settled by hand.

use serde_json::{Value, json};

use crate::mail_server::Server;
use crate::person::{CONFIRM, Person};
use crate::shell::{at_the_sample_in, calls};

/// An invoice of the sample company to a customer who can be written to.
async fn invoice(person: &mut Person) -> Value {
    let list = json!({"kinds": ["invoice"], "ascending": false, "limit": 1});
    let row = calls(person, "document.list", list).await.unwrap()["rows"][0].clone();
    let mut party = calls(person, "party.get", json!({"id": row["party_id"]})).await.unwrap();
    party["fields"]["contacts"] = json!([{"name": "王会计", "primary": true, "roles": ["财务"],
        "channels": [{"kind": "email", "value": "wang@paper.example.cn", "label": ""}]}]);
    let save = json!({"id": row["party_id"], "version": party["version"], "fields": party["fields"]});
    calls(person, "party.save", save).await.unwrap();
    row
}

#[tokio::test]
#[ignore = "needs a screen: make window"]
async fn an_invoice_goes_by_mail_and_one_in_doubt_is_settled_by_hand() {
    for (language, words) in [("zh-CN", CHINESE), ("en", ENGLISH)] {
        let server = Server::new("plain");
        let mut person = at_the_sample_in(&format!("mail-{language}"), language).await;
        let row = invoice(&mut person).await;
        person.goes_to("/outbox").await;
        person.sees(words.empty).await;
        person.keeps_a_picture("empty").await;

        calls(&mut person, "mail.save_account", server.account()).await.unwrap();
        person.goes_to("/settings/mail").await;
        person.presses(words.test).await;
        person.sees(words.tested).await;
        person.keeps_a_picture("settings").await;

        person.goes_to(&format!("/invoices/{}", row["id"])).await;
        person.presses(words.send).await;
        person.sees(words.attachment).await;
        person.keeps_a_picture("writing").await;
        person.types(CONFIRM).await;
        person.sees(words.history).await;
        person.is_still().await;
        person.keeps_a_picture("queued").await;
        person.goes_to("/outbox").await;
        person.presses(words.send_now).await;
        person.sees(words.round).await;
        let taken = server.taken();
        assert_eq!(taken.len(), 2, "{taken:#?}");
        assert_eq!(taken[1]["to"], json!([["王会计", "wang@paper.example.cn"]]));
        person.keeps_a_picture("sent").await;

        let dying = Server::new("hang_up=reply");
        calls(&mut person, "mail.save_account", dying.account()).await.unwrap();
        let mail = json!({"mail": {"of": "document", "id": row["id"]}, "to": ["wang@paper.example.cn"]});
        calls(&mut person, "mail.queue", mail).await.unwrap();
        person.reloads().await;
        person.presses(words.send_now).await;
        person.sees(words.look).await;
        person.keeps_a_picture("in-doubt").await;
        person.clicks_on(".table-row").await;
        person.presses(words.arrived).await;
        person.sees(words.settled).await;
        person.keeps_a_picture("settled").await;
        person.goes_to(&format!("/customers/{}?tab=timeline", row["party_id"])).await;
        person.is_still().await;
        person.keeps_a_picture("timeline").await;
        person.leaves().await;
    }
}

struct Words {
    empty: &'static str,
    test: &'static str,
    tested: &'static str,
    send: &'static str,
    attachment: &'static str,
    history: &'static str,
    send_now: &'static str,
    round: &'static str,
    look: &'static str,
    arrived: &'static str,
    settled: &'static str,
}

const CHINESE: Words = Words {
    empty: "发件箱是空的",
    test: "发送测试邮件",
    tested: "测试邮件已发给 books@ink.example.cn",
    send: "邮件 M",
    attachment: "附件",
    history: "待发送",
    send_now: "立即发送 1 封 Ctrl Enter",
    round: "已发出 1，等待重试 0，被拒 0，结果不明 0",
    look: "查看",
    arrived: "已经送达",
    settled: "邮件记为已送达",
};

const ENGLISH: Words = Words {
    empty: "The outbox is empty",
    test: "Send a test mail",
    tested: "Test mail sent to books@ink.example.cn",
    send: "Mail M",
    attachment: "Attachment",
    history: "Queued",
    send_now: "Send 1 now Ctrl Enter",
    round: "1 sent, 0 to be tried again, 0 refused, 0 in doubt",
    look: "Look",
    arrived: "It arrived",
    settled: "Mail counts as sent",
};
