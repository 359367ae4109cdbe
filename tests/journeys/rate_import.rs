//! Exchange rates from files: as lists of rates, and as central banks publish them, a row a day.

use serde_json::{Value, json};

use crate::program::{Outcome, Program};

fn import(program: &Program, text: &str, more: &[&str]) -> Outcome {
    let file = program.folder.path().join("rates.csv");
    std::fs::write(&file, text).unwrap();
    program.run(&[&["import", program.path(), "rates", file.to_str().unwrap()], more].concat())
}

/// Day, currency, rate as quoted and its kind, the latest first.
fn kept(program: &Program) -> Vec<String> {
    let list = program.call("rate.list", json!({})).expect(0).body();
    let line = |rate: &Value| {
        let text = |key: &str| rate[key].as_str().unwrap().to_owned();
        format!("{} {} {} {}", text("date"), text("currency"), text("rate"), text("type"))
    };
    list["rows"].as_array().unwrap().iter().map(line).collect()
}

#[test]
fn a_list_of_rates_is_kept_as_quoted_and_known_when_it_comes_again() {
    let program = Program::new();
    let text = "日期,币种,汇率,单位,类型,来源\n\
        2026-06-30,美元,7.0800,,中间价,人民银行\n\
        2026-06-30,JPY,4.7123,100,中间价,人民银行\n\
        2026-06-30,KRW,1/195.43,,,人民银行\n\
        2026-06-30,EUR,8.1,,卖出价,银行\n";
    assert_eq!(import(&program, text, &[]).expect(0).body()["imported"], json!(4));
    let expected = [
        "2026-06-30 USD 7.08 mid",
        "2026-06-30 KRW 1/195.43 mid",
        "2026-06-30 JPY 4.7123/100 mid",
        "2026-06-30 EUR 8.1 sell",
    ];
    assert_eq!(kept(&program), expected);
    let again = import(&program, text, &[]).expect(0).body();
    assert_eq!((&again["imported"], &again["skipped"]), (&json!(0), &json!(4)));
    let changed = import(&program, &text.replace("7.0800", "7.0900"), &[]).expect(1);
    assert!(changed.error.contains("import_changed"), "{changed:?}");
    assert_eq!(kept(&program), expected);
    program.verify();
}

#[test]
fn a_table_of_days_has_a_rate_in_each_column_that_names_its_currencies() {
    let program = Program::new();
    let text = "Date,USD/CNY,100JPY/CNY,CNY/MYR,USD/EUR\n\
        2026-06-29,7.0810,4.7000,0.6010,0.88\n\
        2026-06-30,7.0800,N/A,---,0.87\n";
    assert_eq!(import(&program, text, &[]).expect(0).body()["imported"], json!(2));
    let expected = [
        "2026-06-30 USD 7.08 mid",
        "2026-06-29 USD 7.081 mid",
        "2026-06-29 MYR 1/0.601 mid",
        "2026-06-29 JPY 4.7/100 mid",
    ];
    assert_eq!(kept(&program), expected);
    let run = program.call("import.runs", json!({})).expect(0).body();
    let undone = program.call("import.undo", json!({"run_id": run[0]["id"]})).expect(0).body();
    assert_eq!((&undone["kept"], &undone["reversed"]), (&json!(2), &json!(0)));
    assert_eq!(kept(&program), expected, "documents may have used them");
    program.verify();
}

#[test]
fn a_bare_code_is_quoted_as_the_mapping_says() {
    let program = Program::new();
    let map = program.folder.path().join("ecb.json");
    let mapping = json!({"kind": "rates", "source": "ECB", "columns": {"date": {"column": "Date"},
        "inverse": {"constant": "yes"}, "source": {"constant": "ECB"}}});
    std::fs::write(&map, mapping.to_string()).unwrap();
    let text = "Date,USD,CNY\n2026-06-30,0.1412,1\n";
    import(&program, text, &["--map", map.to_str().unwrap()]).expect(0);
    assert_eq!(kept(&program), ["2026-06-30 USD 1/0.1412 mid"]);
}

#[test]
fn what_is_no_rate_is_told_with_its_place_and_nothing_is_kept() {
    let program = Program::new();
    let refused = |text: &str, code: &str, place: &str| {
        let outcome = import(&program, text, &[]);
        assert_ne!(outcome.code, 0, "{text}");
        let told = [&*outcome.answer, &*outcome.error].concat();
        assert!(told.contains(code) && told.contains(place), "{text}: {outcome:?}");
        assert_eq!(kept(&program), Vec::<String>::new());
    };
    refused("日期,币种,汇率\n2026-06-30,USD,0\n", "rate_invalid", "汇率");
    refused("日期,币种,汇率\n2026-06-30,USD,七\n", "amount_unreadable", "汇率");
    refused("日期,币种,汇率\n2026-06-30,CNY,1\n", "field_invalid", "币种");
    refused("日期,币种,汇率\n2026-02-30,USD,7\n", "date_unreadable", "日期");
    refused("日期,USD/CNY\n2026-06-30,-7\n", "rate_invalid", "USD/CNY");
    refused("日期,币种\n2026-06-30,USD\n", "import_field_unmapped", "rate");
    refused("日期,说明\n2026-06-30,USD\n", "import_field_unmapped", "currency");
}
