//! The fields of each kind, declared once: name, need, shape, and the headers of other programs.
//!
//! Headers are compared by [`key`](super::guess::key): letters and digits in lower case, so `Invoice Number`,
//! `invoice_number` and `InvoiceNumber` are one. Sources of the words: the exports of Zoho Books, HubSpot,
//! Salesforce and QuickBooks, the Northwind database, and the usual column heads of Chinese sheets.

use schemars::JsonSchema;
use serde::Serialize;
use ts_rs::TS;

use super::Kind;

/// A field that a row of a kind can have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS, JsonSchema)]
#[ts(rename = "ImportField")]
#[schemars(rename = "ImportField")]
pub struct Field {
    pub name: &'static str,
    pub need: Need,
    pub shape: Shape,
    /// Headers it is known by, the surest first, with spaces between them.
    #[serde(skip)]
    known_as: &'static str,
}

impl Field {
    /// The headers it is known by, the surest first.
    pub(super) fn words(&self) -> impl Iterator<Item = &'static str> {
        self.known_as.split_ascii_whitespace()
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[ts(rename = "ImportFieldNeed")]
#[schemars(rename = "ImportFieldNeed")]
pub enum Need {
    Required,
    /// This one or the named other, or both.
    OneOf(&'static str),
    Optional,
}

/// What the text of a field must be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[ts(rename = "ImportFieldShape")]
#[schemars(rename = "ImportFieldShape")]
pub enum Shape {
    Text,
    Day,
    /// An amount with no more decimals than its currency has.
    Amount,
    /// An exact decimal.
    Figure,
    /// `13` or `13%`.
    Percent,
    /// A whole number, not negative.
    Whole,
    Currency,
    /// `7.1`, `4.7123/100`.
    Rate,
    /// yes/no, true/false, 是/否, 1/0.
    Flag,
    /// `receivable` or `payable`, 应收 or 应付.
    Side,
    /// Texts between commas or semicolons.
    List,
}

/// The fields of a kind, in the order in which a form shows them.
pub fn fields(kind: Kind) -> &'static [Field] {
    match kind {
        Kind::Customers | Kind::Suppliers => PARTY,
        Kind::Items => ITEM,
        Kind::Invoices | Kind::Bills | Kind::Orders => DOCUMENT,
        Kind::Deliveries => &DELIVERY,
        Kind::Receipts | Kind::Payments => MONEY,
        Kind::OpeningBalances => OPEN_ITEM,
        Kind::AccountBalances => ACCOUNT,
        Kind::Rates => RATE,
        Kind::Contacts => CONTACT,
        Kind::StatementLines => STATEMENT_LINE,
    }
}

const fn field(name: &'static str, need: Need, shape: Shape, known_as: &'static str) -> Field {
    Field { name, need, shape, known_as }
}

use Need::{OneOf, Optional, Required};
use Shape::{Amount, Currency, Day, Figure, Flag, List, Percent, Rate, Side, Text, Whole};

const PARTY: &[Field] = &[
    field(
        "code",
        OneOf("name"),
        Text,
        "code customercode customerid suppliercode supplierid vendorcode vendorid contactid custid \
         accountnumber recordid id 编号 代码 编码 客户编号 客户代码 客户编码 供应商编号 供应商代码 \
         供应商编码 往来单位编码 往来单位编号 单位编码 客户号 客户id",
    ),
    field(
        "name",
        OneOf("code"),
        Text,
        "companyname customername suppliername vendorname name displayname company accountname customer \
         supplier vendor associatedcompany 客户名称 供应商名称 名称 单位名称 公司名称 企业名称 \
         往来单位名称 往来单位 客户 供应商 公司 单位 全称 客户全称 购买方名称 销售方名称",
    ),
    field("short_name", Optional, Text, "shortname alias 简称 客户简称 供应商简称"),
    field(
        "tax_id",
        Optional,
        Text,
        "taxid taxnumber vatid vatnumber gstidentificationnumbergstin gstin 税号 纳税人识别号 \
         统一社会信用代码 信用代码 社会信用代码 纳税识别号 统一社会信用代码纳税人识别号",
    ),
    field(
        "contact_name",
        Optional,
        Text,
        "contactname contact contactperson primarycontact attention 联系人 联系人姓名 姓名 经办人",
    ),
    field("contact_title", Optional, Text, "contacttitle jobtitle title 职务 职位"),
    field("contact_department", Optional, Text, "contactdepartment 联系人部门 所在部门"),
    field("contact_roles", Optional, List, "contactrole contactroles 联系人角色 角色"),
    field("contact_email", Optional, Text, "contactemail 联系人邮箱"),
    field("contact_wechat", Optional, Text, "wechat weixin wechatid 微信 微信号"),
    field(
        "phone",
        Optional,
        Text,
        "phone phonenumber telephone tel workphone 电话 联系电话 公司电话 座机 电话号码",
    ),
    field("mobile", Optional, Text, "mobile mobilephone cell cellphone 手机 手机号 手机号码 移动电话"),
    field("fax", Optional, Text, "fax faxnumber 传真 传真号码"),
    field("email", Optional, Text, "email emailaddress mail 邮箱 电子邮箱 电子邮件 邮件"),
    field("website", Optional, Text, "website websiteurl homepage url web 网址 网站 主页"),
    field(
        "street",
        Optional,
        Text,
        "address street billingaddress billingstreet addr1 addressline1 地址 联系地址 注册地址 公司地址 \
         详细地址 单位地址 街道",
    ),
    field("city", Optional, Text, "city billingcity town 城市 市 所在城市"),
    field(
        "region",
        Optional,
        Text,
        "region state province billingstate stateprovince placeofsupply 省 省份 地区 省市 区域",
    ),
    field(
        "postal_code",
        Optional,
        Text,
        "postalcode zip zipcode postcode billingpostalcode billingcode 邮编 邮政编码",
    ),
    field("country", Optional, Text, "country countryregion billingcountry 国家 国别 国家地区"),
    field(
        "delivery_street",
        Optional,
        Text,
        "deliveryaddress shippingaddress shippingstreet shipaddress 收货地址 送货地址",
    ),
    field("delivery_city", Optional, Text, "deliverycity shippingcity shipcity 收货城市"),
    field("delivery_region", Optional, Text, "deliveryregion shippingstate shipregion 收货省份"),
    field(
        "delivery_postal_code",
        Optional,
        Text,
        "deliverypostalcode shippingpostalcode shippingcode shippostalcode 收货邮编",
    ),
    field("delivery_country", Optional, Text, "deliverycountry shippingcountry shipcountry 收货国家"),
    field("bank_name", Optional, Text, "bankname bank 开户行 开户银行 银行 开户行名称"),
    field(
        "bank_account",
        Optional,
        Text,
        "bankaccount bankaccountnumber iban accountno 银行账号 账号 银行帐号 帐号 银行账户",
    ),
    field("currency", Optional, Currency, "currency currencycode 币种 货币 币别"),
    field("language", Optional, Text, "language lang 语言"),
    field(
        "terms_days",
        Optional,
        Whole,
        "paymentterms termsdays creditdays terms 账期 账期天 信用期 付款天数 信用天数",
    ),
    field("credit_limit", Optional, Figure, "creditlimit 信用额度 授信额度 信用限额"),
    field("industry", Optional, Text, "industry sector 行业 所属行业"),
    field("tags", Optional, List, "tags labels groups 标签 分类 客户分类 客户类别"),
    field(
        "source",
        Optional,
        Text,
        "source leadsource accountsource originalsource customersource 来源 客户来源 线索来源 获客渠道",
    ),
    field(
        "owner",
        Optional,
        Text,
        "owner accountowner customerowner companyowner contactowner salesrep salesperson 负责人 客户负责人 \
         跟进人 归属人 业务员 销售负责人 客户经理",
    ),
    field(
        "potential",
        Optional,
        Figure,
        "potential annualspend declaredannualspend 预计年采购额 年采购额 采购潜力",
    ),
    field("registered_capital", Optional, Figure, "registeredcapital 注册资本 注册资金"),
    field(
        "headcount",
        Optional,
        Whole,
        "headcount employees numberofemployees noofemployees employeecount 员工人数 员工数 人数 总人数",
    ),
    field("notes", Optional, Text, "notes note remarks description comment memo 备注 说明 附注"),
];

const CONTACT: &[Field] = &[
    field(
        "contact_name",
        Required,
        Text,
        "contactname fullname name contact contactperson 姓名 联系人姓名 联系人 联系人名称 名字",
    ),
    field(
        "company_code",
        Optional,
        Text,
        "customercode customerid accountid 客户编号 客户代码 客户编码 单位编码",
    ),
    field(
        "company",
        Optional,
        Text,
        "companyname company organization organisation org account accountname associatedcompany customername customer \
         公司 公司名称 单位 单位名称 客户 客户名称 企业名称 所属客户 所属公司 关联客户 所属企业",
    ),
    field("company_card", Optional, Flag, "iscompany"),
    field("department", Optional, Text, "dept division 部门 所在部门 所属部门"),
    field("title", Optional, Text, "jobtitle position contacttitle 职务 职位 职称 头衔"),
    field("roles", Optional, List, "role contactrole 角色 联系人角色 决策角色 负责业务 关键决策人"),
    field(
        "mobile",
        Optional,
        Text,
        "mobilephone mobilephonenumber cell cellphone 手机 手机号 手机号码 移动电话",
    ),
    field(
        "phone",
        Optional,
        Text,
        "phonenumber telephone tel workphone businessphone officephone 电话 联系电话 办公电话 座机 电话号码 工作电话",
    ),
    field("email", Optional, Text, "emailaddress mail workemail 邮箱 电子邮箱 电子邮件 邮件 工作邮箱"),
    field("wechat", Optional, Text, "weixin wechatid 微信 微信号"),
    field("fax", Optional, Text, "faxnumber businessfax 传真 传真号码"),
    field("qq", Optional, Text, "qq号 qq号码"),
    field("website", Optional, Text, "websiteurl homepage url web 网址 网站 主页"),
    field("channels", Optional, Text, "contactchannels 联系方式"),
    field(
        "street",
        Optional,
        Text,
        "address mailingaddress mailingstreet streetaddress 地址 联系地址 详细地址 通讯地址",
    ),
    field("city", Optional, Text, "mailingcity town 城市 市 所在城市"),
    field("region", Optional, Text, "state province mailingstate stateregion 省 省份 地区 省市 区域"),
    field("postal_code", Optional, Text, "postalcode zip zipcode mailingpostalcode mailingzip 邮编 邮政编码"),
    field("country", Optional, Text, "countryregion mailingcountry 国家 国别 国家地区"),
    field("addresses", Optional, Text, "contactaddresses"),
    field("birthday", Optional, Text, "birthdate dateofbirth bday 生日 出生日期"),
    field("notes", Optional, Text, "note remarks description comment memo 备注 说明 描述"),
    field("primary", Optional, Flag, "isprimary primarycontact 主联系人 是否主联系人 首要联系人 默认联系人"),
    field("uid", Optional, Text, "recordid contactid id 联系人编号 联系人id"),
];

const ITEM: &[Field] = &[
    field(
        "code",
        OneOf("name"),
        Text,
        "code sku itemcode productcode itemid productid itemnumber partnumber 编号 代码 编码 商品编码 \
         商品编号 存货编码 物料编码 产品编号 货号 商品代码",
    ),
    field(
        "name",
        OneOf("code"),
        Text,
        "itemname productname name item product 品名 名称 商品名称 存货名称 物料名称 产品名称 货物名称 \
         项目名称 中文名称",
    ),
    field("name_en", Optional, Text, "nameen englishname 英文名称 英文名 英文品名"),
    field("unit", Optional, Text, "unit usageunit uom unitofmeasure 单位 计量单位 主计量单位"),
    field("specification", Optional, Text, "specification spec model quantityperunit 规格 规格型号 型号"),
    field(
        "price",
        Optional,
        Figure,
        "price unitprice rate salesprice listprice sellingprice 单价 售价 销售单价 销售价 零售价 价格",
    ),
    field("tax_percent", Optional, Percent, "taxpercent taxpercentage taxrate vatrate 税率 增值税率"),
    field("notes", Optional, Text, "notes description remarks 备注 说明"),
];

const DOCUMENT: &[Field] = &[
    field(
        "number",
        Required,
        Text,
        "invoicenumber billnumber number docnum documentnumber invoiceno invoiceid billno orderid \
         ordernumber 发票号码 单据编号 单据号 账单编号 账单号 单号 编号 订单号 订单编号 发票号 销售单号 \
         采购单号",
    ),
    field(
        "party_code",
        OneOf("party_name"),
        Text,
        "customercode customerid suppliercode supplierid vendorid partycode 客户编号 客户代码 客户编码 \
         供应商编号 供应商代码 供应商编码 往来单位编码 单位编码",
    ),
    field(
        "party_name",
        OneOf("party_code"),
        Text,
        "customername suppliername vendorname companyname customer supplier vendor name partyname \
         客户名称 供应商名称 往来单位 往来单位名称 客户 供应商 购买方名称 销售方名称 单位名称 购货单位",
    ),
    field(
        "date",
        Required,
        Day,
        "invoicedate billdate date documentdate orderdate issuedate 开票日期 单据日期 日期 账单日期 \
         业务日期 订单日期 销售日期",
    ),
    field(
        "due_on",
        Optional,
        Day,
        "duedate dueon due paymentdue requireddate 到期日 到期日期 付款期限 应收日期 应付日期",
    ),
    field("currency", Optional, Currency, "currency currencycode 币种 货币 币别"),
    field("rate", Optional, Figure, "exchangerate rate 汇率"),
    field("tax_inclusive", Optional, Flag, "isinclusivetax taxinclusive priceincludestax 含税 是否含税"),
    field(
        "reference",
        Optional,
        Text,
        "reference purchaseorder ponumber customerreference estimatenumber 客户订单号 合同号 参考号 \
         合同编号",
    ),
    field("notes", Optional, Text, "notes memo remarks 备注 摘要"),
    field(
        "item_code",
        Optional,
        Text,
        "itemcode sku productid productcode invitem itemid 商品编码 商品编号 存货编码 物料编码 货号",
    ),
    field(
        "description",
        Optional,
        Text,
        "itemdesc itemname productname description item product lineitem 商品名称 品名 货物名称 项目名称 \
         存货名称 货物或应税劳务名称 货物或应税劳务服务名称 产品名称 物料名称",
    ),
    field("unit", Optional, Text, "usageunit unit uom 单位 计量单位"),
    field("quantity", Optional, Figure, "quantity qty qnty 数量"),
    field(
        "unit_price",
        OneOf("amount"),
        Figure,
        "unitprice itemprice price 单价 含税单价 不含税单价 销售单价 价格",
    ),
    field("discount_percent", Optional, Percent, "discountpercent discount linediscount 折扣率 折扣"),
    field("tax_percent", Optional, Percent, "itemtax taxpercent taxrate vatrate 税率 增值税率 征收率"),
    field(
        "amount",
        OneOf("unit_price"),
        Figure,
        "itemtotal lineamount linetotal amount extendedprice 金额 价税合计 不含税金额 含税金额",
    ),
    field("account_role", Optional, Text, "accountrole"),
    field("account_code", Optional, Text, "accountcode accnt account 科目编码 科目代码"),
];

/// A delivery may name its order, which then says what the file does not.
const DELIVERY: [Field; DOCUMENT.len() + 1] = {
    let mut all = [field(
        "order_number",
        Optional,
        Text,
        "salesordernumber salesorderno salesorder ordernumber orderno orderid sonumber 销售订单号 销售订单编号 \
         销售订单 订单号 订单编号 原订单号 来源单号",
    ); DOCUMENT.len() + 1];
    if let Some((_, head)) = all.split_last_mut() {
        head.copy_from_slice(DOCUMENT);
    }
    if let Some(number) = all.first_mut() {
        number.known_as = "deliverynumber deliverynoteno deliverynotenumber deliverynote shipmentnumber \
            shipmentno 送货单号 送货单编号 发货单号 发货单编号 出库单号 出库单编号 docnum documentnumber \
            单据编号 单据号 单号 编号 number invoicenumber 销售单号";
    }
    all
};

const MONEY: &[Field] = &[
    field(
        "number",
        Required,
        Text,
        "paymentnumber receiptnumber number customerpaymentid docnum transactionid 单据编号 单据号 单号 \
         收款单号 付款单号 编号 交易单号 流水号 凭证号",
    ),
    field(
        "party_code",
        OneOf("party_name"),
        Text,
        "customercode customerid suppliercode supplierid vendorid partycode 客户编号 客户代码 客户编码 \
         供应商编号 供应商代码 供应商编码 往来单位编码 单位编码",
    ),
    field(
        "party_name",
        OneOf("party_code"),
        Text,
        "customername suppliername vendorname customer supplier vendor payer payee name partyname \
         客户名称 供应商名称 往来单位 客户 供应商 付款人 收款人 对方户名 付款单位 收款单位 交易对方",
    ),
    field(
        "date",
        Required,
        Day,
        "date paymentdate receiptdate receivedon paidon 日期 收款日期 付款日期 单据日期 交易日期 到账日期",
    ),
    field(
        "amount",
        Required,
        Amount,
        "amount paymentamount amountreceived received paid 金额 收款金额 付款金额 交易金额 实收金额 \
         到账金额",
    ),
    field("currency", Optional, Currency, "currency currencycode 币种 货币 币别"),
    field("rate", Optional, Figure, "exchangerate rate 汇率"),
    field("fee", Optional, Amount, "fee bankcharges bankfee 手续费"),
    field("method", Optional, Text, "mode method paymentmethod paymeth 收款方式 付款方式 结算方式 支付方式"),
    field(
        "account_code",
        Optional,
        Text,
        "depositto paidthrough account accountcode accnt bankaccount 收款账户 付款账户 银行账户 科目编码",
    ),
    field(
        "document_number",
        Optional,
        Text,
        "invoicenumber billnumber invoice appliedto 账单编号 账单号 发票号码 核销单号 对应单号",
    ),
    field("allocated_amount", Optional, Amount, "amountappliedtoinvoice amountapplied 核销金额 本次核销"),
    field("reference", Optional, Text, "referencenumber reference bankreference 参考号 银行流水号 票据号"),
    field("notes", Optional, Text, "notes memo description remarks 备注 摘要 附言 用途"),
];

const OPEN_ITEM: &[Field] = &[
    field("side", Required, Side, "side direction type 方向 应收应付 类型 往来类型"),
    field(
        "party_code",
        OneOf("party_name"),
        Text,
        "customercode customerid suppliercode supplierid partycode code 客户编号 客户代码 客户编码 \
         供应商编号 供应商代码 供应商编码 往来单位编码 单位编码",
    ),
    field(
        "party_name",
        OneOf("party_code"),
        Text,
        "customername suppliername customer supplier partyname name 客户名称 供应商名称 往来单位 \
         往来单位名称 客户 供应商 单位名称",
    ),
    field(
        "number",
        Required,
        Text,
        "number invoicenumber documentnumber docnum reference 单据编号 单据号 单号 编号 发票号码 账单编号",
    ),
    field("date", Required, Day, "date invoicedate documentdate 日期 单据日期 业务日期 开票日期"),
    field("due_on", Optional, Day, "duedate dueon due 到期日 到期日期"),
    field(
        "amount",
        Required,
        Amount,
        "balance openamount openbalance outstanding amount amountdue 未结金额 未收金额 未付金额 余额 欠款 \
         期初余额 未结清 金额 欠款金额",
    ),
    field("currency", Optional, Currency, "currency currencycode 币种 货币 币别"),
    field("rate", Optional, Figure, "exchangerate rate 汇率"),
    field("notes", Optional, Text, "notes memo remarks 备注 摘要"),
];

const ACCOUNT: &[Field] = &[
    field(
        "account_code",
        Required,
        Text,
        "accountcode accountid accountnumber account code 科目编码 科目代码 科目编号 科目",
    ),
    field("account_name", Optional, Text, "accountname name 科目名称 名称"),
    field(
        "debit",
        OneOf("balance"),
        Amount,
        "debit debitbalance 借方 借方余额 期初借方 期初借方余额 期末借方 期末借方余额 借方金额",
    ),
    field(
        "credit",
        OneOf("balance"),
        Amount,
        "credit creditbalance 贷方 贷方余额 期初贷方 期初贷方余额 期末贷方 期末贷方余额 贷方金额",
    ),
    field("balance", OneOf("debit"), Amount, "balance openingbalance 余额 期初余额 期末余额"),
    field("currency", Optional, Currency, "currency currencycode 币种 货币 币别"),
    field("date", Optional, Day, "date 日期 期初日期"),
];

/// Without `currency` and `rate` the headers say what each column quotes.
const RATE: &[Field] = &[
    field("date", Required, Day, "date 日期 报价日期 发布日期 汇率日期 生效日期"),
    field("currency", Optional, Currency, "currency currencycode 币种 货币 币别 外币 货币代码"),
    field("rate", Optional, Rate, "rate exchangerate midrate 汇率 中间价 汇价 牌价"),
    field("unit", Optional, Figure, "unit units per 单位 交易单位 报价单位"),
    field("inverse", Optional, Flag, "inverse indirect 间接标价 间接"),
    field("type", Optional, Text, "type ratetype 类型 汇率类型"),
    field("source", Optional, Text, "source 来源 出处"),
];

// Debit and credit are the customer's: what they owe us stands in the credit of their books.
const STATEMENT_LINE: &[Field] = &[
    field(
        "date",
        Required,
        Day,
        "date documentdate invoicedate postingdate transactiondate entrydate bookingdate 日期 单据日期 记账日期 业务日期 \
         凭证日期 入账日期 发票日期 开票日期 交易日期 制单日期",
    ),
    field(
        "number",
        Optional,
        Text,
        "number documentnumber docnumber docno documentno invoicenumber invoiceno invoice voucher voucherno 单号 单据编号 \
         单据号 票号 发票号 发票号码 发票编号 账单号 凭证号 凭证字号 凭证编号 编号 号码",
    ),
    field(
        "reference",
        Optional,
        Text,
        "reference ref yourreference yourref supplierinvoice suppliernumber ponumber purchaseorder 参考号 参考 对方单号 \
         供应商单号 供应商发票号 订单号 采购订单号 合同号 来源单号 银行流水号",
    ),
    field(
        "text",
        Optional,
        Text,
        "text description summary memo remark remarks details narration particulars type 摘要 说明 备注 内容 业务类型 类型 \
         单据类型",
    ),
    field(
        "debit",
        Optional,
        Amount,
        "debit debitamount dr paid payment payments 借方 借方金额 借方发生额 本币借方 借 付款 付款金额 已付 已付金额 实付 减少",
    ),
    field(
        "credit",
        OneOf("amount"),
        Amount,
        "credit creditamount cr invoiced billed purchases charges 贷方 贷方金额 贷方发生额 本币贷方 贷 应付 应付金额 \
         开票金额 入库金额 采购金额 增加",
    ),
    field("amount", OneOf("credit"), Amount, "amount value total 金额 发生额 本币金额 价税合计 含税金额"),
    field("balance", Optional, Amount, "balance runningbalance 余额 本币余额 结余 累计余额"),
];
