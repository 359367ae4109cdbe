//! The kinds of documents and how they differ, in one table.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::access::Right;
use crate::ledger::{AccountRole, Control, Side};

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum DocumentKind {
    /// 销售账单
    Invoice,
    /// 红字账单
    CreditNote,
    /// 采购账单
    Bill,
    /// 红字采购账单
    SupplierCredit,
    /// 收款
    Receipt,
    /// 付款
    Payment,
    /// 退款给客户
    Refund,
    /// 供应商退款
    SupplierRefund,
    /// 期初应收
    OpeningReceivable,
    /// 期初应付
    OpeningPayable,
    /// 期初预收
    OpeningAdvance,
    /// 期初预付
    OpeningPrepayment,
    /// 核销单: 应收冲应付, 应收转应收, 应付转应付
    Offset,
    /// 坏账
    BadDebt,
    /// 坏账收回
    Recovery,
    /// 应付转销
    PayableWriteOff,
    /// 没收保证金: a deposit that is not given back.
    DepositForfeited,
    /// 保证金损失: a deposit that does not come back.
    DepositLost,
    /// 报价单
    Quote,
    /// 销售订单
    SalesOrder,
    /// 送货单; what comes back is a line below nought
    Delivery,
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
    /// Moves or closes items without money.
    Adjustment,
    /// Lines with amounts and taxes like trade, before the invoice: posts no entry and opens no item.
    PreInvoice,
}

/// The fixed facts of a kind.
struct Facts {
    name: &'static str,
    flow: Flow,
    /// Whether the party is a customer here; a supplier otherwise.
    is_sales: bool,
}

impl DocumentKind {
    pub const ALL: [DocumentKind; 21] = [
        DocumentKind::Invoice,
        DocumentKind::CreditNote,
        DocumentKind::Bill,
        DocumentKind::SupplierCredit,
        DocumentKind::Receipt,
        DocumentKind::Payment,
        DocumentKind::Refund,
        DocumentKind::SupplierRefund,
        DocumentKind::OpeningReceivable,
        DocumentKind::OpeningPayable,
        DocumentKind::OpeningAdvance,
        DocumentKind::OpeningPrepayment,
        DocumentKind::Offset,
        DocumentKind::BadDebt,
        DocumentKind::Recovery,
        DocumentKind::PayableWriteOff,
        DocumentKind::DepositForfeited,
        DocumentKind::DepositLost,
        DocumentKind::Quote,
        DocumentKind::SalesOrder,
        DocumentKind::Delivery,
    ];

    fn facts(self) -> Facts {
        use DocumentKind::*;
        let (name, flow, is_sales) = match self {
            Invoice => ("invoice", Flow::Trade, true),
            CreditNote => ("credit_note", Flow::Trade, true),
            Bill => ("bill", Flow::Trade, false),
            SupplierCredit => ("supplier_credit", Flow::Trade, false),
            Receipt => ("receipt", Flow::Cash, true),
            Payment => ("payment", Flow::Cash, false),
            Refund => ("refund", Flow::Cash, true),
            SupplierRefund => ("supplier_refund", Flow::Cash, false),
            OpeningReceivable => ("opening_receivable", Flow::Opening, true),
            OpeningPayable => ("opening_payable", Flow::Opening, false),
            OpeningAdvance => ("opening_advance", Flow::Opening, true),
            OpeningPrepayment => ("opening_prepayment", Flow::Opening, false),
            Offset => ("offset", Flow::Adjustment, true),
            BadDebt => ("bad_debt", Flow::Adjustment, true),
            Recovery => ("recovery", Flow::Cash, true),
            PayableWriteOff => ("payable_write_off", Flow::Adjustment, false),
            DepositForfeited => ("deposit_forfeited", Flow::Adjustment, true),
            DepositLost => ("deposit_lost", Flow::Adjustment, false),
            Quote => ("quote", Flow::PreInvoice, true),
            SalesOrder => ("sales_order", Flow::PreInvoice, true),
            Delivery => ("delivery", Flow::PreInvoice, true),
        };
        Facts { name, flow, is_sales }
    }

    pub fn as_str(self) -> &'static str {
        self.facts().name
    }

    pub fn from_name(name: &str) -> Option<DocumentKind> {
        DocumentKind::ALL.into_iter().find(|kind| kind.as_str() == name)
    }

    pub fn flow(self) -> Flow {
        self.facts().flow
    }

    /// Whether the party owes us (or pays us); suppliers otherwise.
    pub fn is_sales(self) -> bool {
        self.facts().is_sales
    }

    /// Whether issuing it posts an entry or opens an item.
    pub fn posts(self) -> bool {
        self.flow() != Flow::PreInvoice
    }

    /// Whether it takes back what an invoice or a bill said.
    pub fn is_credit(self) -> bool {
        matches!(self, DocumentKind::CreditNote | DocumentKind::SupplierCredit)
    }

    /// The control account.
    pub fn control(self) -> AccountRole {
        match self {
            DocumentKind::OpeningAdvance => AccountRole::CustAdv,
            DocumentKind::OpeningPrepayment => AccountRole::SuppPrep,
            _ if self.is_sales() => AccountRole::Ar,
            _ => AccountRole::Ap,
        }
    }

    /// Where money without an item waits.
    pub fn advance(self) -> AccountRole {
        if self.is_sales() { AccountRole::CustAdv } else { AccountRole::SuppPrep }
    }

    /// Where a deposit is kept until it goes back.
    pub fn deposit(self) -> (Control, AccountRole) {
        match self.is_sales() {
            true => (Control::CustomerDeposit, AccountRole::CustDeposit),
            false => (Control::SupplierDeposit, AccountRole::SuppDeposit),
        }
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

    /// The side of the bank account that its money is posted on.
    pub fn bank_side(self) -> Side {
        match self {
            DocumentKind::Payment | DocumentKind::Refund => Side::Credit,
            _ => Side::Debit,
        }
    }

    /// Whose items its money settles: with a minus, those below nought, which the money gives back.
    pub fn settles(self) -> &'static [(Control, i64)] {
        match self {
            DocumentKind::Receipt => &[(Control::Receivable, 1)],
            DocumentKind::Payment => &[(Control::Payable, 1)],
            DocumentKind::Refund => &[(Control::Receivable, -1), (Control::CustomerAdvance, 1)],
            DocumentKind::SupplierRefund => &[(Control::Payable, -1), (Control::SupplierPrepayment, 1)],
            _ => &[],
        }
    }

    /// Whether its money goes back the way it came.
    pub fn gives_back(self) -> bool {
        matches!(self, DocumentKind::Refund | DocumentKind::SupplierRefund)
    }

    /// What issuing and voiding it demand.
    pub fn right(self) -> Right {
        match self {
            DocumentKind::Invoice | DocumentKind::CreditNote => Right::Sell,
            kind if !kind.posts() => Right::Sell,
            _ => Right::Keep,
        }
    }
}
