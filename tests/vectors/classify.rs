//! Classes of customers by what they buy.

use kezhang::classes::{Bought, abc, rfm};

use crate::reader::{fen, id, section, text};

#[test]
fn scores_and_classes_come_out_as_worked() {
    for example in section("classify") {
        let (input, expected) = (&example["input"], example["expected"].as_array().unwrap());
        match id(&example) {
            "RFM_1" => {
                let customers = input["customers"].as_array().unwrap();
                let number = |customer: &serde_json::Value, key: &str| customer[key].as_i64().unwrap();
                let bought: Vec<Bought> = customers
                    .iter()
                    .map(|customer| Bought {
                        days: number(customer, "days_since_last"),
                        orders: number(customer, "orders_12m"),
                        net_minor: number(customer, "net_sales_12m") * 100,
                    })
                    .collect();
                for ((customer, score), worked) in customers.iter().zip(rfm(&bought).unwrap()).zip(expected) {
                    assert_eq!(customer["id"], worked["id"]);
                    let written = format!("{}{}{}", score.r, score.f, score.m);
                    assert_eq!(written, text(&worked["RFM"]), "{}", worked["id"]);
                }
            }
            "ABC_1" => {
                let sales = input["sales"].as_object().unwrap();
                let net: Vec<i64> = sales.values().map(fen).collect();
                for ((customer, class), worked) in sales.keys().zip(abc(&net)).zip(expected) {
                    assert_eq!(customer, text(&worked["customer"]));
                    assert_eq!(class.as_str().to_uppercase(), text(&worked["cls"]), "{customer}");
                }
            }
            other => panic!("an example of another kind: {other}"),
        }
    }
}
