//! The kinds of documents and how they differ, in one table.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::access::Right;
use crate::ledger::{AccountRole, Side};

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum DocumentKind {
    /// 销售账单
    Invoice,
    /// 红字账单
    CreditNote,
    /// 采购账单
    Bill,
    /// 收款
    Receipt,
    /// 付款
    Payment,
    /// 期初应收
    OpeningReceivable,
    /// 期初应付
    OpeningPayable,
}

/// Which way a document works.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Flow {
    /// Lines with amounts and taxes; opens an item.
    Trade,
    /// Moves money and settles items.
    Cash,
    /// One amount that was owed when the books began.
    Opening,
}

impl DocumentKind {
    pub const ALL: [DocumentKind; 7] = [
        DocumentKind::Invoice,
        DocumentKind::CreditNote,
        DocumentKind::Bill,
        DocumentKind::Receipt,
        DocumentKind::Payment,
        DocumentKind::OpeningReceivable,
        DocumentKind::OpeningPayable,
    ];

    pub fn as_str(self) -> &'static str {
        match self {
            DocumentKind::Invoice => "invoice",
            DocumentKind::CreditNote => "credit_note",
            DocumentKind::Bill => "bill",
            DocumentKind::Receipt => "receipt",
            DocumentKind::Payment => "payment",
            DocumentKind::OpeningReceivable => "opening_receivable",
            DocumentKind::OpeningPayable => "opening_payable",
        }
    }

    pub fn from_name(name: &str) -> Option<DocumentKind> {
        DocumentKind::ALL.into_iter().find(|kind| kind.as_str() == name)
    }

    pub fn flow(self) -> Flow {
        match self {
            DocumentKind::Invoice | DocumentKind::CreditNote | DocumentKind::Bill => Flow::Trade,
            DocumentKind::Receipt | DocumentKind::Payment => Flow::Cash,
            DocumentKind::OpeningReceivable | DocumentKind::OpeningPayable => Flow::Opening,
        }
    }

    /// Whether the party owes us (or pays us); suppliers otherwise.
    pub fn is_sales(self) -> bool {
        !matches!(self, DocumentKind::Bill | DocumentKind::Payment | DocumentKind::OpeningPayable)
    }

    /// The control account.
    pub fn control(self) -> AccountRole {
        if self.is_sales() { AccountRole::Ar } else { AccountRole::Ap }
    }

    /// Where money without an item waits.
    pub fn advance(self) -> AccountRole {
        if self.is_sales() { AccountRole::CustAdv } else { AccountRole::SuppPrep }
    }

    /// The tax account of its lines.
    pub fn tax_account(self) -> AccountRole {
        if self.is_sales() { AccountRole::VatOut } else { AccountRole::VatIn }
    }

    /// The account of a line that names none.
    pub fn line_account(self) -> AccountRole {
        if self.is_sales() { AccountRole::Rev } else { AccountRole::Inv }
    }

    /// The side of the control account on which an item of this side of the business is opened.
    pub fn control_side(self) -> Side {
        if self.is_sales() { Side::Debit } else { Side::Credit }
    }

    /// What issuing and voiding it demand.
    pub fn right(self) -> Right {
        match self {
            DocumentKind::Invoice | DocumentKind::CreditNote => Right::Sell,
            _ => Right::Keep,
        }
    }
}
