//! Charts of accounts and the roles by which events find their accounts. Source: DOMAIN §1.1, §1.2.

use rusqlite::{Row, named_params};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::Side;
use crate::audit;
use crate::error::{Error, Result};
use crate::store::{AccountId, Reader, Writer};

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Chart {
    /// 小企业会计准则
    CnSmall,
    /// 企业会计准则
    CnGeneral,
    Ifrs,
}

impl Chart {
    pub fn as_str(self) -> &'static str {
        match self {
            Chart::CnSmall => "cn-small",
            Chart::CnGeneral => "cn-general",
            Chart::Ifrs => "ifrs",
        }
    }

    pub(super) fn from_stored(text: &str) -> Chart {
        match text {
            "cn-small" => Chart::CnSmall,
            "cn-general" => Chart::CnGeneral,
            _ => Chart::Ifrs,
        }
    }

    fn template(self) -> &'static str {
        match self {
            Chart::CnSmall => include_str!("../../assets/charts/cn-small.csv"),
            Chart::CnGeneral => include_str!("../../assets/charts/cn-general.csv"),
            Chart::Ifrs => include_str!("../../assets/charts/ifrs.csv"),
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum AccountType {
    Asset,
    Liability,
    Equity,
    Cost,
    Revenue,
    Expense,
}

/// The subledger whose open items an account is the sum of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Control {
    Receivable,
    Payable,
    /// 预收账款, contract liabilities
    CustomerAdvance,
    /// 预付账款
    SupplierPrepayment,
    /// 存入保证金: held for a customer, to be given back.
    CustomerDeposit,
    /// 存出保证金: held by a supplier, to come back.
    SupplierDeposit,
}

/// What an event posts to; each chart maps a role to one account.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum AccountRole {
    Ar,
    Ap,
    CustAdv,
    SuppPrep,
    CustDeposit,
    SuppDeposit,
    /// A deposit that does not come back.
    DepositLoss,
    Bank,
    Cash,
    Rev,
    OtherIncome,
    VatOut,
    VatIn,
    /// 应交增值税 of a small-scale taxpayer, without columns.
    VatSmall,
    /// 简易计税
    VatSimplified,
    /// 已交税金: paid within the month it is owed for.
    VatPaid,
    /// 转出未交增值税
    VatTransfer,
    /// 转出多交增值税
    VatOverpaid,
    /// 未交增值税, VAT control: what is owed to the tax office.
    VatUnpaid,
    /// Income from tax that is forgiven.
    VatRelief,
    /// 税金及附加
    Surtax,
    /// 城市维护建设税
    CityTax,
    /// 教育费附加
    Education,
    /// 地方教育附加
    LocalEducation,
    Cogs,
    Inv,
    DiscGiven,
    DiscTaken,
    BankFee,
    FxGain,
    FxLoss,
    BadDebt,
    BadRecov,
    Allowance,
    EclExp,
    /// 营业外收入: late interest, debts nobody claims any more.
    NonOpIncome,
    /// 本年利润; charts without it close straight to retained earnings.
    Profit,
    Re,
    OpenEq,
    Rounding,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[ts(optional_fields = nullable)]
pub struct Account {
    pub id: AccountId,
    pub code: String,
    pub parent: Option<String>,
    pub name_zh: String,
    pub name_en: String,
    #[serde(rename = "type")]
    pub kind: AccountType,
    /// The side on which it usually has its balance.
    pub side: Side,
    pub control: Option<Control>,
    /// Takes postings; accounts with accounts below them do not.
    pub postable: bool,
    /// Foreign balances on it are revalued at a month's end.
    pub monetary: bool,
    /// Cash or bank.
    pub is_cash: bool,
    pub active: bool,
}

impl Control {
    pub fn as_str(self) -> &'static str {
        match self {
            Control::Receivable => "receivable",
            Control::Payable => "payable",
            Control::CustomerAdvance => "customer_advance",
            Control::SupplierPrepayment => "supplier_prepayment",
            Control::CustomerDeposit => "customer_deposit",
            Control::SupplierDeposit => "supplier_deposit",
        }
    }

    /// The side on which its items stand.
    pub fn side(self) -> Side {
        match self {
            Control::Receivable | Control::SupplierPrepayment | Control::SupplierDeposit => Side::Debit,
            Control::Payable | Control::CustomerAdvance | Control::CustomerDeposit => Side::Credit,
        }
    }
}

impl Account {
    pub fn name(&self, language: &str) -> &str {
        if language == "en" { &self.name_en } else { &self.name_zh }
    }
}

#[derive(Debug, Serialize, Deserialize, TS, JsonSchema)]
pub struct AccountFields {
    pub code: String,
    pub parent: String,
    pub name_zh: String,
    pub name_en: String,
}

const SELECT: &str =
    "select id, code, parent, name_zh, name_en, type, side, control, postable, monetary, is_cash, active
     from account";

fn read(row: &Row<'_>) -> rusqlite::Result<Account> {
    Ok(Account {
        id: row.get("id")?,
        code: row.get("code")?,
        parent: row.get("parent")?,
        name_zh: row.get("name_zh")?,
        name_en: row.get("name_en")?,
        kind: stored_word(&row.get::<_, String>("type")?)?,
        side: Side::from_sign(row.get("side")?),
        control: row.get::<_, Option<String>>("control")?.as_deref().map(stored_word).transpose()?,
        postable: row.get("postable")?,
        monetary: row.get("monetary")?,
        is_cash: row.get("is_cash")?,
        active: row.get("active")?,
    })
}

/// Reads a word the schema's checks allow, by its wire form.
fn stored_word<T: for<'de> Deserialize<'de>>(word: &str) -> rusqlite::Result<T> {
    serde_json::from_value(word.into()).map_err(|error| rusqlite::Error::UserFunctionError(error.into()))
}

/// Every account, by code.
pub fn accounts(r: &Reader<'_>) -> Result<Vec<Account>> {
    r.rows(&format!("{SELECT} order by code"), [], read)
}

pub fn account_by_id(r: &Reader<'_>, id: AccountId) -> Result<Account> {
    r.row(&format!("{SELECT} where id = :id"), named_params! {":id": id}, read)?
        .ok_or_else(|| Error::NotFound { kind: "account".into(), key: id.to_string() })
}

pub fn account_by_code(r: &Reader<'_>, code: &str) -> Result<Account> {
    r.row(&format!("{SELECT} where code = :code"), named_params! {":code": code}, read)?
        .ok_or_else(|| Error::NotFound { kind: "account".into(), key: code.into() })
}

/// # Errors
/// `role_unassigned` where the chart has no account for it.
pub fn account_by_role(r: &Reader<'_>, role: AccountRole) -> Result<Account> {
    let name = role_name(role);
    r.row(
        &format!("{SELECT} where id = (select account_id from account_role where role = :role)"),
        named_params! {":role": name},
        read,
    )?
    .ok_or(Error::RoleUnassigned { role: name })
}

fn role_name(role: AccountRole) -> String {
    serde_json::to_value(role).ok().and_then(|value| value.as_str().map(str::to_owned)).unwrap_or_default()
}

/// Adds a detail account under a parent, of which it takes type and side. The parent must be free of postings.
pub fn save_account(w: &Writer<'_>, fields: &AccountFields) -> Result<Account> {
    let parent = account_by_code(w, &fields.parent)?;
    if !fields.code.starts_with(&parent.code) || fields.code.len() <= parent.code.len() {
        return Err(Error::FieldInvalid { field: "code".into(), value: fields.code.clone() });
    }
    if account_by_code(w, &fields.code).is_ok() {
        return Err(Error::Duplicate { kind: "account".into(), key: fields.code.clone() });
    }
    let used: bool = w.value(
        "select exists (select 1 from entry_line where account_id = :id) or
                exists (select 1 from account_role where account_id = :id)",
        named_params! {":id": parent.id},
    )?;
    if used && parent.postable {
        return Err(Error::AccountNotPostable { account: parent.code });
    }
    w.execute(
        "insert into account (code, parent, name_zh, name_en, type, side, postable, monetary, is_cash)
         select :code, code, :name_zh, :name_en, type, side, 1, monetary, is_cash from account where id = :parent",
        named_params! {":code": fields.code, ":name_zh": fields.name_zh, ":name_en": fields.name_en,
        ":parent": parent.id},
    )?;
    w.execute("update account set postable = 0 where id = :id", named_params! {":id": parent.id})?;
    audit::record(w, &serde_json::json!({"account": fields}))?;
    account_by_code(w, &fields.code)
}

/// Fills a new book with a chart's accounts and roles.
pub fn seed_chart(w: &Writer<'_>, chart: Chart) -> Result<()> {
    let damaged = |reason: &str| Error::BookDamaged { reason: format!("chart {}: {reason}", chart.as_str()) };
    let mut template = csv::Reader::from_reader(chart.template().as_bytes());
    let rows: Vec<csv::StringRecord> =
        template.records().collect::<csv::Result<_>>().map_err(|error| damaged(&error.to_string()))?;
    for row in &rows {
        let fields: Vec<&str> = row.iter().collect();
        let [code, parent, kind, side, name_zh, name_en, control, roles, monetary] = fields.as_slice() else {
            return Err(damaged("a row has not nine fields"));
        };
        let has_children = rows.iter().any(|other| other.get(1) == Some(*code));
        let empty_as_null = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        let id: AccountId = w.insert(
            "insert into account (code, parent, name_zh, name_en, type, side, control, postable, monetary, is_cash)
             values (:code, :parent, :name_zh, :name_en, :type, :side, :control, :postable, :monetary, :is_cash)",
            named_params! {":code": code, ":parent": empty_as_null(parent), ":name_zh": name_zh,
            ":name_en": name_en, ":type": kind, ":side": if *side == "debit" { 1 } else { -1 },
            ":control": empty_as_null(control), ":postable": !has_children,
            ":monetary": *monetary != "0", ":is_cash": *monetary == "cash"},
        )?;
        for role in roles.split_whitespace() {
            w.execute(
                "insert into account_role (role, account_id) values (:role, :id)",
                named_params! {":role": role, ":id": id},
            )?;
        }
    }
    Ok(())
}
