//! The window opens and shows its pages.

use crate::person::Person;

#[tokio::test]
#[ignore = "needs a screen: make window"]
async fn the_window_opens_and_shows_its_pages() {
    let mut person = Person::starts("opening").await;
    let title = person.asks("return document.title").await;
    assert!(!title.as_str().unwrap_or_default().is_empty(), "the page has a title");
    person.sees("Sample company").await;
    person.keeps_a_picture("first-look").await;
    person.leaves().await;
}
