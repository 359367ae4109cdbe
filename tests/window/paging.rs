//! A long list under the hand: page after page, every row in sight has its words at once.

use std::fmt::Write;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::person::Person;
use crate::shell::{at_the_sample, calls};

const PAGE_DOWN: &str = "\u{E00F}";
const PAGES: usize = 50;
/// How long a row may take to show what it says.
const AT_MOST: Duration = Duration::from_millis(200);

/// Looks at the list 200 ms after each PageDown, by the page's own clock, and keeps what it saw.
const WATCH: &str = r#"
  window.looks = [];
  window.look = () => {
    const scroller = document.querySelector(".table-scroll");
    const frame = scroller.getBoundingClientRect();
    const head = scroller.querySelector(".table-head").getBoundingClientRect();
    const inSight = [...scroller.querySelectorAll(".table-row")]
      .map(row => ({ row, place: row.getBoundingClientRect() }))
      .filter(({ place }) => place.bottom > head.bottom + 1 && place.top < frame.bottom - 1)
      .sort((one, other) => one.place.top - other.place.top);
    const said = ({ row }) => row.querySelector("[role=gridcell]").textContent.trim();
    const gaps = inSight.slice(1).filter(({ place }, at) => place.top - inSight[at].place.bottom > 1).length;
    const code = ({ row }) => row.querySelectorAll("[role=gridcell]")[1].textContent.trim();
    const chosen = inSight.find(({ row }) => row.ariaSelected === "true");
    return {
      rows: inSight.length,
      wordless: inSight.filter(row => said(row) === "").length,
      covered: inSight.length > 0 && gaps === 0 && inSight[0].place.top <= head.bottom + 1
        && inSight.at(-1).place.bottom >= frame.bottom - 1,
      waiting: scroller.querySelectorAll(".empty, .ant-spin, .ant-skeleton").length,
      chosen: chosen ? code(chosen) : null,
      whole: Boolean(chosen) && chosen.place.top >= head.bottom - 1 && chosen.place.bottom <= frame.bottom + 1,
      codes: inSight.map(code),
    };
  };
  addEventListener("keydown", event => {
    if (event.key !== "PageDown") return;
    const pressed = performance.now();
    setTimeout(
      () => window.looks.push({ ...window.look(), after: Math.round(performance.now() - pressed) }),
      MILLISECONDS,
    );
  }, true);
"#;

#[tokio::test]
#[ignore = "needs a screen: make window"]
async fn fifty_pages_of_customers_show_every_row_at_once() {
    let begun = Instant::now();
    let mut person = at_the_sample("paging").await;
    let file = person.at_home("customers.csv");
    std::fs::write(&file, customers(2_000)).unwrap();
    let input = json!({"path": file, "kind": "customers", "mapping": null, "mapping_name": null});
    calls(&mut person, "import.run", input).await.unwrap();

    person.goes_to("/customers?view=all&sort=code&descending=no").await;
    person.clicks_on(".table-row").await;
    person.is_still().await;
    person.asks(&WATCH.replace("MILLISECONDS", &AT_MOST.as_millis().to_string())).await;
    let mut looks = Vec::new();
    while looks.len() < PAGES {
        person.types(PAGE_DOWN).await;
        tokio::time::sleep(AT_MOST).await;
        looks.push(looked(&mut person).await);
    }
    for (look, page) in looks.iter().zip(1..) {
        assert_eq!(look["wordless"], 0, "page {page}: a row without its words: {look}");
        assert_eq!((&look["covered"], &look["waiting"]), (&json!(true), &json!(0)), "page {page}: {look}");
    }
    let last = |look: &Value| look["codes"].as_array().and_then(|codes| codes.last().cloned()).unwrap();
    for (pair, page) in looks.windows(2).zip(2..) {
        let [before, after] = pair else { unreachable!() };
        assert!(last(before).as_str() < last(after).as_str(), "page {page} moved on: {before} and {after}");
    }
    person.is_still().await;
    let end = person.asks("return window.look()").await;
    assert_eq!(
        (&end["chosen"], &end["whole"]),
        (&last(&end), &json!(true)),
        "the chosen row is the last whole one"
    );
    person.keeps_a_picture("fiftieth-page").await;
    let slowest = looks.iter().filter_map(|look| look["after"].as_u64()).max();
    println!("looked after {slowest:?} ms at most");
    println!("{PAGES} pages in {:.0} s, with the book made", begun.elapsed().as_secs_f64());
    person.leaves().await;
}

/// What was seen after the last key.
async fn looked(person: &mut Person) -> Value {
    loop {
        let look = person.asks("return window.looks.shift() ?? null").await;
        if !look.is_null() {
            return look;
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
}

fn customers(count: u32) -> String {
    let mut rows = "客户编号,客户名称,简称\n".to_owned();
    for n in 1..=count {
        writeln!(rows, "K1{n:05},第{n}号长卷客户有限公司,长卷{n:05}").unwrap();
    }
    rows
}
