//! A book whose owner has a password lets nobody in without it; two users hand the desk to each other.

use serde_json::json;

use crate::person::{ENTER, Person};
use crate::shell::{asks_shell, calls};

#[tokio::test]
#[ignore = "needs a screen: make window"]
async fn a_password_is_asked_and_each_user_sees_what_the_role_allows() {
    let mut person = Person::starts("login").await;
    person.reads("body").await;
    let book = person.at_home("清禾.kz");
    let new = json!({"name": "清禾包装材料", "currency": "CNY", "chart": "cn-small", "language": "zh-CN"});
    asks_shell(&mut person, "book_new", json!({"path": book, "input": new})).await.unwrap();
    let owner = calls(&mut person, "session.get", json!({})).await.unwrap()["user"]["id"].clone();
    let ling = json!({"name": "Ling", "role": "sales", "active": true});
    calls(&mut person, "user.save", ling).await.unwrap();
    let password = json!({"user_id": owner, "password": "墨 ink 7"});
    calls(&mut person, "user.set_password", password).await.unwrap();

    person.reloads().await;
    person.sees("Log in to 清禾").await;
    person.writes("Password", "ink").await;
    person.types(ENTER).await;
    person.sees("the password is wrong").await;
    person.keeps_a_picture("refused").await;
    person.writes("Password", "墨 ink 7").await;
    person.presses("Log in").await;
    person.sees("Month-end").await;
    person.keeps_a_picture("owner").await;

    person.presses("User").await;
    person.presses("Switch user").await;
    person.writes("User", "Ling").await;
    person.presses("Log in").await;
    person.sees("Customers").await;
    let password = json!({"old": "", "new": "paper 3"});
    calls(&mut person, "session.change_password", password).await.unwrap();
    person.reloads().await;
    person.presses("User").await;
    person.presses("Change password").await;
    person.writes("Old password", "scissors").await;
    person.writes("New password", "stone 5").await;
    person.writes("Once more", "stone 5").await;
    person.types(ENTER).await;
    person.sees("The old password is wrong").await;
    person.keeps_a_picture("old-password-wrong").await;
    person.writes("Old password", "paper 3").await;
    person.types(ENTER).await;
    person.sees("Changed the password of Ling").await;
    calls(&mut person, "session.change_password", json!({"old": "stone 5", "new": ""})).await.unwrap();
    person.keeps_a_picture("sales").await;
    let shown = person.reads("nav").await;
    assert!(!shown.contains("Bills") && !shown.contains("Month-end"), "{shown}");
    person.goes_to("/month-end").await;
    person.sees("not for your role").await;
    person.leaves().await;
}
