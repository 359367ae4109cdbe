//! DSO and its family.

use kezhang::reports::{Turnover, cei, count_back_dso, dso, turnover};
use rust_decimal::Decimal;
use serde_json::Value;

use crate::reader::{decimal, id, section, text};

fn whole(value: &Value) -> u32 {
    u32::try_from(value.as_u64().unwrap()).unwrap()
}

#[test]
fn collection_figures_come_out_as_worked() {
    for example in section("ar_kpi") {
        let (input, expected) = (&example["input"], &example["expected"]);
        let figure = match id(&example) {
            "DSO_jde" => {
                let sales: Decimal = input["sales3m"].as_array().unwrap().iter().map(decimal).sum();
                dso(decimal(&input["ar"]), sales, whole(&input["days"]))
            }
            "DSO_countback" | "DSO_countback_cal" => {
                let months: Vec<(Decimal, u32)> = input["sales_latest_first"]
                    .as_array()
                    .unwrap()
                    .iter()
                    .map(|month| (decimal(&month[0]), whole(&month[1])))
                    .collect();
                count_back_dso(decimal(&input["ar"]), &months)
            }
            "CEI" | "CEI_quarter" => {
                let monthly = decimal(&input["credit_sales"]) / Decimal::from(whole(&input["months"]));
                let [beginning, ending, not_due] =
                    ["beginning_ar", "ending_total", "ending_current"].map(|key| decimal(&input[key]));
                cei(beginning, monthly, ending, not_due)
            }
            "TURN" => {
                let turned = turnover(decimal(&input["credit_sales"]), decimal(&input["avg_ar"])).unwrap();
                let worked =
                    Turnover { times: decimal(&expected["turnover"]), days: decimal(&expected["days"]) };
                assert_eq!(turned, worked);
                continue;
            }
            other => panic!("an example of another kind: {other}"),
        };
        assert_eq!(figure.unwrap(), decimal(expected), "{} {}", id(&example), text(expected));
    }
}
