//! People of customers: entered, found, brought in from vCards and tables, taken out and back again.

use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use crate::journal_ifrs::Company;

fn data() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/contacts")
}

fn cards() -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = std::fs::read_dir(data())
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "vcf"))
        .collect();
    files.sort();
    files
}

fn import(company: &Company, path: &Path) -> Value {
    company.call("import.run", json!({"path": path, "kind": "contacts"}))
}

fn write(company: &Company, name: &str, text: impl AsRef<[u8]>) -> PathBuf {
    let path = company.folder().join(name);
    std::fs::write(&path, text).unwrap();
    path
}

/// Name, phones, mails, addresses and people of every customer in use, without what the book gives.
fn people(company: &Company) -> Vec<Value> {
    let list = company.call("party.list", json!({"business": "customer", "limit": 1000}));
    let known = |row: &Value| {
        let fields = company.call("party.get", json!({"id": row["id"]}))["fields"].clone();
        json!({"name": fields["name"], "phones": fields["phones"], "emails": fields["emails"],
            "addresses": fields["addresses"], "contacts": fields["contacts"]})
    };
    list["rows"].as_array().unwrap().iter().filter(|row| row["name"] != "上海墨香").map(known).collect()
}

fn party(company: &Company, name: &str) -> Value {
    let found = company.call("party.find", json!({"text": name}));
    assert_eq!(found.as_array().unwrap().len(), 1, "{name}: {found}");
    company.call("party.get", json!({"id": found[0]["id"]}))
}

#[test]
fn a_customer_is_found_by_the_number_or_mail_of_any_of_its_people() {
    let company = Company::new("cn-small");
    let mut fields = company.call("party.get", json!({"id": company.party}))["fields"].clone();
    fields["contacts"] = json!([
        {"name": "周敏", "roles": ["采购", "收货"], "department": "采购部", "title": "经理", "primary": true,
         "channels": [{"kind": "mobile", "value": "138-0013-8000"}, {"kind": "wechat", "value": "zhoumin88"}]},
        {"name": "吴越", "roles": ["财务"], "channels": [{"kind": "email", "value": "wu@moxiang.cn"}]}]);
    company.call("party.save", json!({"id": company.party, "fields": fields}));
    for typed in ["13800138000", "138-0013", "zhoumin", "wu@moxiang", "周敏", "wuyue"] {
        let found = company.call("party.find", json!({"text": typed}));
        assert_eq!(found[0]["id"], company.party, "{typed}: {found}");
    }
    fields["contacts"][1]["primary"] = json!(true);
    let input = json!({"id": company.party, "fields": fields});
    assert_eq!(company.refused("party.save", input), "field_invalid", "one of them is the first");
    company.verify();
}

#[test]
fn a_body_of_before_is_read_as_it_is_and_saved_again_only_where_it_changes() {
    let company = Company::new("cn-small");
    let old = json!({"name": "老客户", "is_customer": true,
        "contacts": [{"name": "张三", "role": "采购", "phone": "010-1", "email": "z@example.com"}]});
    let saved = company.call("party.save", json!({"fields": old}));
    let contact = &saved["fields"]["contacts"][0];
    assert_eq!(contact["roles"], json!(["采购"]));
    assert_eq!(contact["channels"][0], json!({"kind": "phone", "value": "010-1", "label": ""}));
    let again = company.call("party.save", json!({"id": saved["id"], "fields": saved["fields"]}));
    assert_eq!(again["version"], saved["version"]);
}

#[test]
fn every_vcard_comes_in_leaves_and_comes_back_equal() {
    for file in cards() {
        let company = Company::new("cn-small");
        let report = import(&company, &file);
        assert_eq!(report["problem_count"], 0, "{}: {report}", file.display());
        let known = people(&company);
        assert!(!known.is_empty(), "{}", file.display());
        for format in ["vcard", "vcard3", "contacts_csv"] {
            let path = company.folder().join(format!("out.{format}"));
            company.call("book.export", json!({"format": format, "path": path}));
            let other = Company::new("cn-small");
            let report = import(&other, &path);
            assert_eq!(report["problem_count"], 0, "{} {format}: {report}", file.display());
            // A table has a column for each kind: the kinds may change places among each other.
            let ordered = |mut all: Vec<Value>| {
                for contact in all.iter_mut().flat_map(|party| party["contacts"].as_array_mut().unwrap()) {
                    contact["channels"].as_array_mut().unwrap().sort_by_key(Value::to_string);
                }
                all
            };
            assert_eq!(ordered(people(&other)), ordered(known.clone()), "{} {format}", file.display());
        }
        let again = import(&company, &file);
        assert_eq!((&again["imported"], &again["run_id"]), (&json!(0), &Value::Null), "known already");
        company.verify();
    }
}

#[test]
fn cards_of_one_company_are_people_of_one_party_and_an_undone_import_leaves_none() {
    let company = Company::new("cn-small");
    let file = write(
        &company,
        "cards.vcf",
        "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:林一\r\nORG:上海墨香;编辑部\r\nTEL;TYPE=CELL:13900000001\r\nEND:VCARD\r\n\
         BEGIN:VCARD\r\nVERSION:3.0\r\nFN:林二\r\nORG:苏州新客商贸有限公司\r\nEMAIL:er@xinke.cn\r\nEND:VCARD\r\n\
         BEGIN:VCARD\r\nVERSION:3.0\r\nFN:林三\r\nORG:苏州新客商贸有限公司\r\nEND:VCARD\r\n\
         BEGIN:VCARD\r\nVERSION:3.0\r\nFN:独行者\r\nTEL:02112345678\r\nEND:VCARD\r\n",
    );
    let before = company.call("party.get", json!({"id": company.party}));
    let inspection = company.call("import.inspect", json!({"path": file}));
    assert_eq!((&inspection["format"], &inspection["kind"]["kind"]), (&json!("vcard"), &json!("contacts")));
    let dry = company.call("import.run", json!({"path": file, "kind": "contacts", "dry_run": true}));
    assert_eq!((&dry["imported"], people(&company).len()), (&json!(4), 0), "a dry run writes nothing");
    let report = import(&company, &file);
    assert_eq!(report["imported"], 4);
    let people = |name: &str| party(&company, name)["fields"]["contacts"].as_array().unwrap().len();
    assert_eq!((people("苏州新客"), people("独行者")), (2, 1));
    let own = company.call("party.get", json!({"id": company.party}))["fields"]["contacts"].clone();
    assert!(own.as_array().unwrap().iter().any(|contact| contact["name"] == "林一"));
    let undone = company.call("import.undo", json!({"run_id": report["run_id"]}));
    assert_eq!((&undone["archived"], &undone["kept"]), (&json!(4), &json!(0)), "{undone}");
    assert_eq!(company.call("party.get", json!({"id": company.party}))["fields"], before["fields"]);
    assert_eq!(company.call("party.find", json!({"text": "苏州新客"})), json!([]));
    let again = import(&company, &file);
    assert_eq!(again["imported"], 4, "what was undone may come again");
    assert_eq!(people("苏州新客"), 2);
    company.verify();
}

#[test]
fn a_table_of_a_crm_is_recognised_by_its_headers() {
    let company = Company::new("cn-small");
    let file = write(
        &company,
        "联系人.csv",
        "姓名,客户名称,部门,职务,角色,手机,电话,邮箱,微信,生日,备注\n\
         周敏,苏州新客商贸有限公司,采购部,经理,采购;收货,13800138000,0512-1,zm@xinke.cn,zm88,1988-05-06,下午打电话\n",
    );
    let inspection = company.call("import.inspect", json!({"path": file}));
    assert_eq!(inspection["kind"]["kind"], "contacts", "{inspection}");
    import(&company, &file);
    let saved = party(&company, "苏州新客");
    let contact = &saved["fields"]["contacts"][0];
    assert_eq!(contact["roles"], json!(["采购", "收货"]));
    assert_eq!((&contact["birthday"], &contact["notes"]), (&json!("1988-05-06"), &json!("下午打电话")));
    assert_eq!(contact["channels"].as_array().unwrap().len(), 4);
    // Customers with a person beside them stay customers, and the person gets what the file says.
    let customers = write(
        &company,
        "客户.csv",
        "客户编号,客户名称,联系人,联系人部门,联系人角色,手机,联系人邮箱\nC9,杭州听泉文创有限公司,陈晨,财务部,财务,13700000000,cc@tq.cn\n",
    );
    let inspection = company.call("import.inspect", json!({"path": customers}));
    assert_eq!(inspection["kind"]["kind"], "customers");
    company.call("import.run", json!({"path": customers, "kind": "customers"}));
    let contact = &party(&company, "听泉")["fields"]["contacts"][0];
    assert_eq!((&contact["department"], &contact["roles"]), (&json!("财务部"), &json!(["财务"])));
}

#[test]
fn contacts_that_cannot_be_read_are_told_row_by_row_and_nothing_is_written() {
    let company = Company::new("cn-small");
    let broken = write(
        &company,
        "broken.vcf",
        "BEGIN:VCARD\nVERSION:3.0\nFN:好人\nEND:VCARD\nBEGIN:VCARD\nVERSION:3.0\nNOTE:nobody\nEND:VCARD\n\
         BEGIN:VCARD\nVERSION:3.0\nFN:bell\u{7}ringer\nEND:VCARD\n",
    );
    let dry = company.call("import.run", json!({"path": broken, "kind": "contacts", "dry_run": true}));
    let told: Vec<String> = dry["problems"]
        .as_array()
        .unwrap()
        .iter()
        .map(|problem| format!("{} {} {}", problem["row"], problem["field"], problem["error"]["code"]))
        .collect();
    assert_eq!(told, ["2 \"contact_name\" \"field_missing\"", "3 \"contact_name\" \"field_invalid\""]);
    assert_eq!(company.refused("import.run", json!({"path": broken, "kind": "contacts"})), "import_refused");
    assert!(people(&company).is_empty());
    let long = write(&company, "long.vcf", format!("BEGIN:VCARD\nFN:{}\nEND:VCARD\n", "长".repeat(5000)));
    assert_eq!(import(&company, &long)["imported"], 1, "a long name is a name");
    let naughty: String = std::fs::read_to_string(data().join("../bad/blns.txt"))
        .unwrap()
        .lines()
        .filter(|line| !line.trim().is_empty() && !line.starts_with('#') && !line.contains(char::is_control))
        .map(|line| format!("BEGIN:VCARD\nVERSION:3.0\nFN:{}\nEND:VCARD\n", line.replace(['\\', ';'], " ")))
        .collect();
    let naughty = write(&company, "naughty.vcf", naughty);
    let report = company.call("import.run", json!({"path": naughty, "kind": "contacts", "dry_run": true}));
    assert!(report["read"].as_i64().unwrap() > 300, "{report}");
    company.verify();
}
