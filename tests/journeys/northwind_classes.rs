//! Scores, classes, pivot and movement of a real company's book against figures computed beside it, by plain SQL over the
//! tables that were imported and loops over their rows.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use rusqlite::Connection;
use serde_json::{Value, json};

use crate::desk::day;
use crate::northwind::Northwind;

const AS_OF: &str = "1998-05-06";
/// Twelve months end on [`AS_OF`]; the day after this one is the first.
const YEAR_AGO: &str = "1997-05-06";

struct Order {
    customer: String,
    date: String,
    cents: i64,
    quantity: i64,
}

/// The orders of the source: each line rounded to the cent, then the freight.
fn orders() -> Vec<Order> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/northwind/northwind_small.sqlite");
    let conn = Connection::open(path).unwrap();
    let sql = "select o.OrderID, o.CustomerID, substr(o.OrderDate, 1, 10) as day,
                      cast(round(coalesce(o.Freight, 0) * 100) as integer) as freight,
                      sum(cast(round(d.UnitPrice * d.Quantity * (1 - d.Discount) * 100 + 0.000001) as integer)) as cents,
                      sum(d.Quantity) as quantity
               from Orders o join [Order Details] d on d.OrderID = o.OrderID
               group by o.OrderID order by o.OrderID";
    let mut statement = conn.prepare(sql).unwrap();
    let rows = statement.query_map([], |row| {
        Ok(Order {
            customer: row.get("CustomerID")?,
            date: row.get("day")?,
            cents: row.get::<_, i64>("cents")? + row.get::<_, i64>("freight")?,
            // The freight is a line of one.
            quantity: row.get::<_, i64>("quantity")? + 1,
        })
    });
    rows.unwrap().map(Result::unwrap).collect()
}

fn report(northwind: &Northwind, request: Value) -> Value {
    let mut whole = json!({"as_of": AS_OF});
    whole.as_object_mut().unwrap().extend(request.as_object().unwrap().clone());
    northwind.call("report.run", whole).unwrap()
}

fn place(report: &Value, key: &str) -> usize {
    report["columns"].as_array().unwrap().iter().position(|column| column["key"] == key).unwrap()
}

fn lines(report: &Value) -> Vec<&Value> {
    report["rows"].as_array().unwrap().iter().filter(|row| row["kind"] == "line").collect()
}

fn cents(cell: &Value) -> i64 {
    let amount = cell["value"]["amount"].as_str().unwrap();
    amount.replace('.', "").parse().unwrap()
}

/// Whether a row fits, by the values of its columns.
type Asked<'a> = &'a dyn Fn(&dyn Fn(&str) -> Value) -> bool;

#[derive(Default)]
struct Customer {
    last: String,
    orders: i64,
    cents: i64,
}

/// What each customer bought in the twelve months, and the day of its last order ever.
fn customers() -> BTreeMap<String, Customer> {
    let mut found: BTreeMap<String, Customer> = BTreeMap::new();
    for order in orders().into_iter().filter(|order| order.date.as_str() <= AS_OF) {
        let customer = found.entry(order.customer).or_default();
        customer.last = customer.last.clone().max(order.date.clone());
        if order.date.as_str() > YEAR_AGO {
            customer.orders += 1;
            customer.cents += order.cents;
        }
    }
    found
}

/// ⌊5 · strictly worse / all⌋ + 1, counted the slow way.
fn score<T: PartialOrd>(all: &[T], of: &T) -> i64 {
    let worse = all.iter().filter(|other| *other < of).count();
    (worse * 5 / all.len() + 1) as i64
}

#[test]
fn scores_and_classes_of_every_customer_are_those_of_the_source() {
    let northwind = Northwind::whole();
    let customers = customers();
    let lasts: Vec<&String> = customers.values().map(|customer| &customer.last).collect();
    let counts: Vec<i64> = customers.values().map(|customer| customer.orders).collect();
    let sums: Vec<i64> = customers.values().map(|customer| customer.cents).collect();
    let total: i64 = sums.iter().sum();
    let found = report(&northwind, json!({"name": "customer_classes"}));
    let lines = lines(&found);
    assert_eq!(lines.len(), customers.len());
    let at = |key: &str| place(&found, key);
    for line in lines {
        let cell = |key: &str| &line["cells"][at(key)];
        let code = cell("party_code")["value"].as_str().unwrap();
        let customer = &customers[code];
        assert_eq!(cents(cell("year_net")), customer.cents, "{code}");
        assert_eq!(cell("year_orders")["value"], json!(customer.orders), "{code}");
        let days = (day(AS_OF) - day(&customer.last)).num_days();
        assert_eq!(cell("days_since_order")["value"], json!(days), "{code}");
        for (key, worked) in [
            ("recency", score(&lasts, &&customer.last)),
            ("frequency", score(&counts, &customer.orders)),
            ("monetary", score(&sums, &customer.cents)),
        ] {
            assert_eq!(cell(key)["value"], json!(worked), "{code} {key}");
        }
        let before: i64 = sums.iter().filter(|sum| **sum > customer.cents).sum();
        let abc = match before * 100 {
            _ if customer.cents == 0 => "C",
            share if share < total * 80 => "A",
            share if share < total * 95 => "B",
            _ => "C",
        };
        assert_eq!(cell("abc")["value"], abc, "{code}");
        let money = score(&sums, &customer.cents);
        let power = if money == 5 || abc == "A" {
            "high"
        } else if money >= 3 {
            "mid"
        } else {
            "low"
        };
        assert_eq!(cell("power")["value"], format!("power_{power}"), "{code}");
    }
}

#[test]
fn a_segment_asked_of_the_book_holds_those_that_are_asked_one_by_one() {
    let northwind = Northwind::whole();
    let found = report(&northwind, json!({"name": "customer_classes"}));
    let at = |key: &str| place(&found, key);
    let codes = |fits: Asked<'_>| -> BTreeSet<String> {
        lines(&found)
            .into_iter()
            .filter(|line| fits(&|key: &str| line["cells"][at(key)]["value"].clone()))
            .map(|line| line["cells"][0]["value"].as_str().unwrap().to_owned())
            .collect()
    };
    let number = |value: Value| value.as_i64().unwrap();
    let rows: [(Value, BTreeSet<String>); 7] = [
        (json!({"op": "in", "field": "abc", "values": ["a"]}), codes(&|cell| cell("abc") == "A")),
        (
            json!({"op": "in", "field": "power", "values": ["mid"]}),
            codes(&|cell| cell("power") == "power_mid"),
        ),
        (
            json!({"op": "between", "field": "recency", "from": "4"}),
            codes(&|cell| number(cell("recency")) >= 4),
        ),
        (
            json!({"op": "all", "rules": [
                {"op": "between", "field": "frequency", "to": "2"},
                {"op": "not", "rule": {"op": "between", "field": "money", "to": "2"}}]}),
            codes(&|cell| number(cell("frequency")) <= 2 && number(cell("monetary")) > 2),
        ),
        (
            json!({"op": "between", "field": "days_since_order", "from": "90"}),
            codes(&|cell| number(cell("days_since_order")) >= 90),
        ),
        (
            json!({"op": "between", "field": "year_orders", "from": "3", "to": "9"}),
            codes(&|cell| (3..=9).contains(&number(cell("year_orders")))),
        ),
        (
            json!({"op": "all", "rules": [
                {"op": "between", "field": "net_sales", "from": "5000"},
                {"op": "in", "field": "abc", "values": ["b", "c"]}]}),
            codes(&|cell| {
                let net: f64 = cell("year_net")["amount"].as_str().unwrap().parse().unwrap();
                net >= 5000.0 && cell("abc") != "A"
            }),
        ),
    ];
    for (rule, expected) in rows {
        assert!(!expected.is_empty(), "{rule}");
        let list = json!({"business": "customer", "rule": rule, "limit": 1000});
        let listed = northwind.call_on(AS_OF, "party.list", list).unwrap();
        let listed: BTreeSet<String> = listed["rows"]
            .as_array()
            .unwrap()
            .iter()
            .map(|row| row["code"].as_str().unwrap().to_owned())
            .collect();
        assert_eq!(listed, expected, "{rule}");
    }
}

#[test]
fn the_pivot_adds_up_to_the_source_in_every_period_and_measure() {
    let northwind = Northwind::whole();
    type Sums = BTreeMap<(String, String), i64>;
    let quarter = |date: &str| format!("{}-{}", &date[..4], (date[5..7].parse::<u32>().unwrap() - 1) / 3);
    let mut worked: [Sums; 3] = Default::default();
    for order in orders() {
        let key = (order.customer.clone(), quarter(&order.date));
        for (sums, value) in worked.iter_mut().zip([order.cents, order.quantity, 1]) {
            *sums.entry(key.clone()).or_default() += value;
        }
    }
    for (measure, sums) in ["net", "quantity", "documents"].into_iter().zip(&worked) {
        let asked = json!({"name": "sales_pivot", "from": "1996-07-01", "class": "party", "period": "quarter",
            "measure": measure});
        let found = report(&northwind, asked);
        let names = names(&northwind);
        let columns = found["columns"].as_array().unwrap();
        let mut seen = 0_usize;
        for line in lines(&found) {
            let code = &names[line["cells"][0]["value"].as_str().unwrap()];
            for (column, cell) in columns.iter().zip(line["cells"].as_array().unwrap()) {
                let Some(from) = column["detail"]["from"].as_str() else { continue };
                let expected = sums.get(&(code.clone(), quarter(from))).copied().unwrap_or_default();
                assert_eq!(value(cell, measure), expected, "{measure} {code} {from}");
                seen += usize::from(expected != 0);
            }
        }
        let within = sums.iter().filter(|(_, value)| **value != 0).count();
        assert_eq!(seen, within, "{measure}");
        let total = found["rows"].as_array().unwrap().last().unwrap();
        let whole: i64 = sums.values().sum();
        assert_eq!(value(total["cells"].as_array().unwrap().last().unwrap(), measure), whole, "{measure}");
    }
}

#[test]
fn what_the_book_sums_by_class_is_what_its_customers_sum_to() {
    let northwind = Northwind::whole();
    let everyone = json!({"name": "Everyone", "rule": {"op": "all", "rules": []}});
    let everyone = northwind.call("segment.save", everyone).unwrap()["id"].clone();
    for class in ["industry", "region", "big_region", "source", "owner", "currency", "terms", "abc", "tag"] {
        for measure in ["net", "documents"] {
            let asked =
                json!({"name": "sales_pivot", "from": "1996-07-01", "class": class, "measure": measure});
            let mut one_by_one = asked.clone();
            one_by_one["segment"] = everyone.clone();
            let cells = |asked: Value| {
                let rows = report(&northwind, asked)["rows"].as_array().unwrap().clone();
                rows.into_iter().map(|row| row["cells"].clone()).collect::<Vec<_>>()
            };
            let summed = cells(asked);
            assert!(summed.len() > 1 && summed[0].as_array().unwrap().len() > 20, "{class} {measure}");
            assert_eq!(summed, cells(one_by_one), "{class} {measure}");
        }
    }
}

fn value(cell: &Value, measure: &str) -> i64 {
    match measure {
        "net" => cents(cell),
        "documents" => cell["value"].as_i64().unwrap(),
        _ => cell["value"].as_str().unwrap().parse::<f64>().unwrap() as i64,
    }
}

fn names(northwind: &Northwind) -> BTreeMap<String, String> {
    let list = json!({"business": "customer", "limit": 1000});
    let listed = northwind.call("party.list", list).unwrap();
    let text = |row: &Value, key: &str| row[key].as_str().unwrap().to_owned();
    listed["rows"].as_array().unwrap().iter().map(|row| (text(row, "name"), text(row, "code"))).collect()
}

#[test]
fn new_returning_and_lost_customers_are_those_of_the_source() {
    let northwind = Northwind::whole();
    let mut days: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for order in orders() {
        days.entry(order.customer).or_default().insert(order.date);
    }
    let year_later = |date: &str| format!("{:04}{}", date[..4].parse::<u32>().unwrap() + 1, &date[4..]);
    let mut worked: BTreeMap<String, [i64; 3]> = BTreeMap::new();
    for dates in days.values() {
        let dates: Vec<&String> = dates.iter().collect();
        for (at, date) in dates.iter().enumerate() {
            let previous = at.checked_sub(1).map(|before| dates[before]);
            match previous {
                None => worked.entry(date[..7].into()).or_default()[0] += 1,
                Some(previous) if **date > year_later(previous) => {
                    worked.entry(date[..7].into()).or_default()[1] += 1;
                }
                Some(_) => {}
            }
            let lost_on = year_later(date);
            let comes_again = dates.get(at + 1).is_some_and(|next| **next <= lost_on);
            if !comes_again && lost_on.as_str() <= AS_OF {
                worked.entry(lost_on[..7].into()).or_default()[2] += 1;
            }
        }
    }
    let found = report(&northwind, json!({"name": "customer_movement", "from": "1996-07-01"}));
    let mut active = 0;
    for line in lines(&found) {
        let month = line["cells"][0]["value"].as_str().unwrap();
        let expected = worked.get(month).copied().unwrap_or_default();
        active += expected[0] + expected[1] - expected[2];
        let counted: Vec<i64> = (2..6).map(|at| line["cells"][at]["value"].as_i64().unwrap()).collect();
        assert_eq!(counted, [expected[0], expected[1], expected[2], active], "{month}");
    }
    assert!(worked.values().any(|changes| changes[2] > 0));
}

#[test]
fn the_documents_behind_a_figure_add_up_to_it() {
    let northwind = Northwind::whole();
    let customer = northwind.call("party.find", json!({"text": "SAVEA"})).unwrap()[0]["id"].clone();
    let asked = json!({"by": "party", "value": customer.to_string(), "from": "1997-05-07", "to": AS_OF, "limit": 1000});
    let page = northwind.call("sales.documents", asked).unwrap();
    let rows = page["rows"].as_array().unwrap();
    let sum: i64 = rows.iter().map(|row| cents(&json!({"value": row["total"]}))).sum();
    let expected = &customers()["SAVEA"];
    assert_eq!((sum, rows.len() as i64), (expected.cents, expected.orders));
}
