//! Every page, in English by day and in Chinese by night, with the sample company and with a book just made: it opens,
//! shows no failure, speaks one language and has its picture taken. `make sheets` shows each page all four ways.

use serde_json::{Value, json};

use crate::person::Person;
use crate::shell::{asks_shell, calls, with_the_sample};

pub const LISTS: &[&str] = &[
    "/overview",
    "/customers?view=all",
    "/customers/duplicates",
    "/classes",
    "/segments",
    "/today?until=month",
    "/contracts",
    "/leads",
    "/pipeline",
    "/performance",
    "/quotes",
    "/orders",
    "/deliveries",
    "/billing",
    "/invoices",
    "/recurring/sales",
    "/receipts",
    "/items",
    "/prices",
    "/suppliers?view=all",
    "/bills",
    "/recurring/purchases",
    "/payments",
    "/payment-run",
    "/vouchers",
    "/rates",
    "/rates?view=published",
    "/allowance",
    "/reports",
    "/month-end",
    "/import",
    "/settings/company",
];
pub const FORMS: &[&str] = &[
    "/customers/new",
    "/invoices/new",
    "/receipts/new",
    "/bills/new",
    "/recurring/sales/new",
    "/recurring/purchases/new",
    "/payments/new",
    "/items/new",
    "/suppliers/new",
    "/vouchers/new",
    "/quotes/new",
    "/orders/new",
    "/deliveries/new",
    "/contracts/new",
    "/pipeline/new",
    "/pipeline?view=list",
    "/credit",
    "/credit?view=risk",
    "/forecast",
    "/forecast?view=plan",
    "/forecast?view=record",
    "/credit?view=reviews",
    "/reconciliation",
    "/reconciliation?view=runs",
    "/reconciliation?view=confirmed",
    "/reconciliation/new",
    "/outbox",
    "/dunning",
    "/dunning?view=next",
    "/dunning?view=runs",
    "/dunning?view=promises",
    "/dunning?view=disputes",
    "/dunning?view=holds",
    "/dunning?view=limitation",
    "/dunning?view=policy",
    "/performance?tab=people",
    "/performance?tab=activity",
    "/activities",
    "/orders/open?view=to_deliver",
    "/orders/open?view=to_invoice",
    "/performance?tab=cohorts",
    "/performance?tab=forecast",
    "/performance?tab=targets",
    "/leads?act=new",
    "/classes?view=pivot",
    "/classes?view=movement",
    "/classes?view=customers",
    "/classes?view=visits",
];
pub const SETTINGS: &[&str] = &[
    "/settings/papers",
    "/settings/numbering",
    "/settings/mail",
    "/settings/taxes",
    "/settings/taxpayer",
    "/settings/vat_rules",
    "/settings/policy",
    "/vouchers/documents",
    "/vouchers/drafts",
    "/settings/pipeline",
    "/settings/terms",
    "/settings/classes",
    "/settings/credit",
    "/settings/accounts",
    "/settings/users",
    "/settings/language",
    "/settings/backup",
    "/settings/export",
    "/settings/proof",
    "/settings/trail",
];
pub const REPORTS: &[&str] = &[
    "/reports/trial_balance",
    "/reports/general_ledger",
    "/reports/journal",
    "/reports/balance_sheet",
    "/reports/profit_and_loss",
    "/reports/cash_flow",
    "/reports/ar_aging",
    "/reports/ap_aging",
    "/reports/ar_open_items",
    "/reports/ap_open_items",
    "/reports/customer_balances",
    "/reports/supplier_balances",
    "/reports/sales",
    "/reports/purchases",
    "/reports/collection_figures",
    "/reports/customer_ledger",
    "/reports/supplier_ledger",
    "/reports/statement",
    "/reports/statement_changes",
    "/reports/balance_sheet?compare=prior_year",
    "/reports/ar_aging?age_unit=months",
    "/reports/ar_delays",
    "/reports/ap_delays",
    "/reports/deposits",
    "/reports/late_interest",
    "/reports/credit_losses",
    "/reports/customer_classes",
    "/reports/class_overview",
    "/reports/sales_pivot",
    "/reports/customer_movement",
    "/reports/equity",
    "/reports/account_card",
    "/reports/vat_summary",
    "/reports/fx_differences",
    "/reports/write_offs",
    "/reports/number_gaps",
    "/reports/audit_exceptions",
    "/reports/changes",
    "/reports/pipeline_funnel",
    "/reports/pipeline_cohorts",
    "/reports/sales_performance",
    "/reports/forecast_accuracy",
    "/reports/sales_targets",
    "/reports/promises_kept",
    "/reports/dunning_by_level",
    "/reports/dunning_by_person",
    "/reports/sales_activity",
];

/// What the pages say of a failure stands in a role of its own.
const FAILURES: &str =
    "return [...document.querySelectorAll('[role=alert].error')].map(failure => failure.innerText)";
/// Keys of words that a language lacks, such as `documents.views.all`.
const UNTRANSLATED: &str = r#"
  const rooms = "activities|classes|contacts|contracts|orders|prices|segments|pricing|adjust|leads|performance|pipeline|pipelineSettings|app|nav|state|kinds|table|field|documents|cash|customers|suppliers|parties|items|month|rates|vouchers|overview|reports|settings|statements|interest|allowance";
  return document.body.innerText.match(new RegExp(`\\b(${rooms})\\.[a-z]\\w+`, "gi")) ?? [];
"#;

#[tokio::test]
#[ignore = "needs a screen: make window"]
async fn every_page_shows_the_sample_company() {
    let mut person = with_the_sample("tour", "zh-CN").await;
    let records = records_of_the_sample(&mut person).await;
    person.tours([FORMS, SETTINGS, REPORTS].concat().into_iter().map(str::to_owned).chain(records)).await;
    person.leaves().await;
}

#[tokio::test]
#[ignore = "needs a screen: make window"]
async fn every_page_shows_an_empty_book() {
    let mut person = Person::starts("tour-empty").await;
    person.reads("body").await;
    let book = person.at_home("empty.kz");
    let new = json!({"name": "清禾包装", "currency": "CNY", "chart": "cn-small", "language": "zh-CN"});
    asks_shell(&mut person, "book_new", json!({"path": book, "input": new})).await.unwrap();
    person.tours([FORMS, REPORTS].concat().into_iter().map(str::to_owned)).await;
    person.leaves().await;
}

/// One record of each kind, and what opens beside a list.
pub async fn records_of_the_sample(person: &mut Person) -> Vec<String> {
    let mut addresses = Vec::new();
    for (kind, path) in [
        ("quote", "/quotes"),
        ("sales_order", "/orders"),
        ("delivery", "/deliveries"),
        ("invoice", "/invoices"),
        ("receipt", "/receipts"),
        ("bill", "/bills"),
        ("payment", "/payments"),
    ] {
        let list = json!({"kinds": [kind], "ascending": false, "limit": 1});
        let found = calls(person, "document.list", list).await.unwrap();
        let id = &found["rows"][0]["id"];
        addresses.extend([format!("{path}/{id}"), format!("{path}?row={id}")]);
    }
    let list =
        json!({"business": "customer", "view": "open", "sort": "balance", "descending": true, "limit": 1});
    let customer = calls(person, "party.list", list).await.unwrap()["rows"][0]["id"].clone();
    let tabs = [
        "open",
        "documents",
        "ledger",
        "statement",
        "credit",
        "commitments",
        "interest",
        "contracts",
        "purchases",
        "tasks",
        "attachments",
        "profile",
    ];
    addresses.extend(tabs.map(|tab| format!("/customers/{customer}?tab={tab}")));
    addresses.extend(["set-off", "transfer", "write-off"].map(|act| format!("/customers/{customer}/{act}")));
    addresses.push(format!("/customers?row={customer}"));
    for (list, path) in [
        ("opportunity.list", "/pipeline/"),
        ("contract.list", "/contracts/"),
        ("lead.list", "/leads?row="),
        ("segment.list", "/segments/"),
        ("price_list.list", "/prices/"),
    ] {
        let found = calls(person, list, json!({})).await.unwrap();
        let first = found.get("rows").unwrap_or(&found)[0]["id"].clone();
        addresses.push(format!("{path}{first}"));
    }
    let list =
        json!({"business": "supplier", "view": "open", "sort": "balance", "descending": true, "limit": 1});
    let supplier = calls(person, "party.list", list).await.unwrap()["rows"][0]["id"].clone();
    addresses
        .extend(["open", "statement", "contracts"].map(|tab| format!("/suppliers/{supplier}?tab={tab}")));
    let draft = calls(person, "draft.list", json!({})).await.unwrap()[0]["id"].clone();
    addresses.extend(["/items/1".into(), format!("/invoices/draft/{draft}"), "/invoices?view=drafts".into()]);
    addresses
}

impl Person {
    /// Looks at every page in English by day and in Chinese by night.
    async fn tours(&mut self, deeper: impl Iterator<Item = String>) {
        self.reloads().await;
        self.sees("Shortcuts").await;
        self.has_a_window_of(1280, 720).await;
        let all: Vec<String> = LISTS.iter().map(|address| (*address).to_owned()).chain(deeper).collect();
        self.goes_to("/settings/language").await;
        self.presses_radio("Light").await;
        self.walks_through("en-light", &all).await;
        self.goes_to("/settings/language").await;
        self.presses_radio("Dark").await;
        self.presses("Language").await;
        self.walks_through("zh-dark", &all).await;
    }

    async fn walks_through(&mut self, how: &str, addresses: &[String]) {
        for address in addresses {
            self.goes_to(address).await;
            let page = address.trim_start_matches('/').replace(['/', '?', '='], "-");
            self.keeps_a_picture(&format!("{how}-{page}")).await;
            for said in [FAILURES, UNTRANSLATED] {
                let found = self.asks(said).await;
                assert_eq!(found, Value::Array(Vec::new()), "{how} {address}");
            }
        }
    }
}
