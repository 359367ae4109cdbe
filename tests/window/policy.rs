//! The pages in the built program can load nothing from outside.

use crate::person::Person;

/// Tries to load a picture, a script and data from another host, and reports what the policy said of each.
const REACH_OUT: &str = r#"
  const refused = [];
  document.addEventListener("securitypolicyviolation", event => refused.push(event.effectiveDirective));
  new Image().src = "https://outside.invalid/pixel.png";
  const script = document.createElement("script");
  script.src = "https://outside.invalid/script.js";
  document.head.append(script);
  fetch("https://outside.invalid/").catch(() => {});
  return new Promise(resolve => setTimeout(() => resolve(refused.sort().join(" ")), 500));
"#;

#[tokio::test]
#[ignore = "needs a screen: make window"]
async fn nothing_remote_can_be_loaded() {
    let mut person = Person::starts("policy").await;
    person.reads("body").await;
    let refused = person.asks(REACH_OUT).await;
    assert_eq!(refused, "connect-src img-src script-src-elem");
    person.leaves().await;
}
