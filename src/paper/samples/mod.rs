//! Papers of two fictional houses, printed whole: what the rooms below are for, seen end to end.
//!
//! Each test leaves its PDF in `target/paper-samples` to be looked at.

use super::*;
use crate::calendar::{Day, parse_day, parse_instant};
use crate::language::Language;
use crate::money::{Currency, Figure, Money};

mod designs;
mod formats;
mod house;
mod vouchers;

fn day(text: &str) -> Day {
    parse_day(text).unwrap()
}

fn figure(text: &str) -> Figure {
    text.parse().unwrap()
}

fn yuan(text: &str) -> Money {
    Money::parse(text, Currency::CNY).unwrap()
}

fn euro(text: &str) -> Money {
    Money::parse(text, Currency::EUR).unwrap()
}

fn strings(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|&text| text.to_owned()).collect()
}

fn keep(name: &str, paper: &Paper) {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/target/paper-samples");
    std::fs::create_dir_all(format!("{folder}/formats")).unwrap();
    std::fs::write(format!("{folder}/{name}.pdf"), &paper.bytes).unwrap();
}

/// A black leaf with a folded corner, the mark of both houses.
fn mark() -> Vec<u8> {
    const SIDE: usize = 72;
    let white = |x: usize, y: usize| {
        (x + SIDE / 3 > SIDE + y) || ((8..62).contains(&x) && matches!(y, 40..=43 | 54..=57))
    };
    let pixels: Vec<u8> =
        (0..SIDE * SIDE).map(|at| if white(at % SIDE, at / SIDE) { 255 } else { 0 }).collect();
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, SIDE as u32, SIDE as u32);
    encoder.set_color(png::ColorType::Grayscale);
    encoder.write_header().unwrap().write_image_data(&pixels).unwrap();
    bytes
}

fn suzhou() -> Sender {
    Sender {
        name: "苏州拾光纸品有限公司".into(),
        brand: "拾光纸品".into(),
        tagline: "Shiguang Paper".into(),
        address: strings(&["215011 江苏省苏州市虎丘区纸坊路18号3幢"]),
        phone: "0512-6825 0142".into(),
        email: "caiwu@shiguang.example".into(),
        tax_id: "91320505MA27KQ410U".into(),
        registration: Vec::new(),
        logo: Some(mark()),
    }
}

fn dublin() -> Sender {
    Sender {
        name: "Shiguang Paper Europe Ltd".into(),
        brand: "Shiguang Paper".into(),
        tagline: "拾光纸品 Europe".into(),
        address: strings(&["4 Dyehouse Yard, Mill Lane", "Dublin 8, D08 X4K2"]),
        phone: "+353 1 555 0142".into(),
        email: "accounts@shiguang.example".into(),
        tax_id: "IE 3628739OH".into(),
        registration: strings(&["Registered in Ireland, no. 728 415"]),
        logo: Some(mark()),
    }
}

fn proof(entry: &str, at: &str, by: &str) -> Proof {
    Proof {
        entry: entry.into(),
        chain: Some((1842, format!("e199e876{}2d78", "0".repeat(52)))),
        made_at: parse_instant(at).unwrap(),
        made_by: by.into(),
    }
}

fn to_hangzhou(facts: Vec<Fact>) -> Heading {
    Heading {
        sender: suzhou(),
        addressee: strings(&[
            "310013",
            "浙江省杭州市西湖区竹径路206号",
            "听泉里2幢",
            "杭州听泉文创有限公司",
            "陈思源 女士　收",
        ]),
        recipient: "杭州听泉文创有限公司".into(),
        facts,
        proof: proof("记-0231", "2026-07-24T08:20:00Z", "周宁"),
    }
}

fn to_galway(facts: Vec<Fact>) -> Heading {
    Heading {
        sender: dublin(),
        addressee: strings(&[
            "Kestrel & Byrne Stationers Ltd",
            "Ms Orla Kestrel",
            "14 Quay Street",
            "Galway",
            "H91 T2X7",
        ]),
        recipient: "Kestrel & Byrne Stationers Ltd".into(),
        facts,
        proof: proof("SJ-0187", "2026-07-24T15:20:00Z", "A. Brennan"),
    }
}

fn goods(name: &str, specification: &str, unit: &str, quantity: &str, price: &str) -> InvoiceLine {
    InvoiceLine {
        name: name.into(),
        specification: specification.into(),
        unit: unit.into(),
        quantity: Some(figure(quantity)),
        unit_price: Some(figure(price)),
        ..InvoiceLine::default()
    }
}

fn taxed(line: InvoiceLine, net: Money, rate: &str, tax: Money) -> InvoiceLine {
    InvoiceLine { net: Some(net), rate: rate.into(), tax: Some(tax), ..line }
}

/// The invoice of picture 01: ten lines, one with a discount, two rates.
fn chinese_invoice() -> InvoicePaper {
    let line = |name, spec, unit, quantity, price, net, rate, tax| {
        taxed(goods(name, spec, unit, quantity, price), yuan(net), rate, yuan(tax))
    };
    let mut lines = vec![
        line("线装笔记本", "A5 / 80张 / 米白", "本", "240", "12.8", "3072.00", "13%", "399.36"),
        line("布面精装手账", "A6 / 192页", "本", "120", "26.5", "3021.00", "13%", "392.73"),
        line("牛皮纸信封", "DL / 120 g", "百枚", "60", "21", "1260.00", "13%", "163.80"),
        line("水彩纸", "A3 / 300 g / 20张", "包", "80", "46", "3680.00", "13%", "478.40"),
        line("生宣", "四尺 / 100张", "刀", "15", "268", "4020.00", "13%", "522.60"),
        line("便签本", "76×76 mm", "本", "500", "2.36", "1180.00", "13%", "153.40"),
        line("礼品包装纸", "70×50 cm / 10张", "卷", "150", "9.74", "1461.00", "13%", "189.93"),
        line("瓦楞快递盒", "250×180×80 mm", "个", "1000", "1.85", "1850.00", "13%", "240.50"),
        line("封面烫金加工", "单面单色", "版", "2", "380", "760.00", "13%", "98.80"),
        line("封面设计服务", "两款 / 含两轮修改", "项", "1", "4200", "4200.00", "6%", "252.00"),
    ];
    lines[1].discount = Some(Discount { percent: figure("5"), net: yuan("3180.00"), tax: yuan("413.40") });
    let tax_line = |rate: &str, net, tax, gross| TaxLine {
        rate: rate.into(),
        net: yuan(net),
        tax: yuan(tax),
        gross: yuan(gross),
    };
    InvoicePaper {
        kind: PaperKind::Invoice,
        state: PaperState::Issued,
        number: "XS-2026-0418".into(),
        dated: day("2026-07-24"),
        due_on: Some(day("2026-08-23")),
        heading: to_hangzhou(vec![
            Fact::text("number", "XS-2026-0418").bold(),
            Fact::day("dated", day("2026-07-24")),
            Fact::day("supplied_on", day("2026-07-24")),
            Fact::day("due_on", day("2026-08-23")).bold(),
            Fact::text("customer_code", "K0042"),
            Fact::text("contract", "GX-2026-011"),
            Fact::text("delivery_note", "SH-2026-0748"),
            Fact::text("fapiao", "26322000000004182763"),
        ]),
        taxing: Taxing::Exclusive,
        lines,
        net: yuan("24504.00"),
        tax: yuan("2891.52"),
        gross: yuan("27395.52"),
        payable: yuan("27395.52"),
        taxes: vec![
            tax_line("13%", "20304.00", "2639.52", "22943.52"),
            tax_line("6%", "4200.00", "252.00", "4452.00"),
        ],
        pay_to: vec![
            PayLine::new("holder", "苏州拾光纸品有限公司"),
            PayLine::new("bank", "江南惠商银行苏州高新支行"),
            PayLine::new("account", "3205 0188 0000 4417 26"),
            PayLine::new("bank_code", "3093 0500 1826"),
            PayLine::new("reference", "XS-2026-0418"),
        ],
        plan: Vec::new(),
        early: Vec::new(),
        terms:
            "自开单之日起30日内电汇至上列账户，汇款请注明账单编号。逾期按合同GX-2026-011第6.2条，就未付金额\
                每日按万分之五计收违约金。对数量、单价有异议的，请于收到之日起7日内书面提出。"
                .into(),
        notes: Vec::new(),
        without_prices: false,
    }
}

/// The invoice of picture 02.
fn english_invoice() -> InvoicePaper {
    let line = |name, spec, unit, quantity, price, net, rate, discount: Option<&str>| InvoiceLine {
        discount: discount.map(|percent| Discount {
            percent: figure(percent),
            net: euro("0.00"),
            tax: euro("0.00"),
        }),
        ..taxed(goods(name, spec, unit, quantity, price), euro(net), rate, euro("0.00"))
    };
    let lines = vec![
        line("Thread-bound notebook", "A5, 80 leaves, ivory", "ea", "240", "3.4", "816.00", "23 %", None),
        line("Cloth-bound planner", "A6, 192 pages", "ea", "120", "6.95", "792.30", "23 %", Some("5")),
        line("Kraft envelope", "DL, 120 g, box of 100", "box", "60", "5.6", "336.00", "23 %", None),
        line("Watercolour paper", "A3, 300 g, pad of 20", "pad", "80", "11.8", "944.00", "23 %", None),
        line("Xuan paper, unsized", "69 × 138 cm, 100 sheets", "ream", "15", "62", "930.00", "23 %", None),
        line("Sticky notes", "76 × 76 mm, 100 leaves", "pad", "500", "0.72", "324.00", "23 %", Some("10")),
        line("Gift wrap", "70 × 50 cm, roll of 10", "roll", "150", "2.64", "396.00", "23 %", None),
        line("Mailing box", "250 × 180 × 80 mm", "ea", "1000", "0.49", "490.00", "23 %", None),
        line("Foil stamping of covers", "one side, one colour", "die", "2", "95", "190.00", "23 %", None),
        line("Paper Matters, quarterly", "issue 12, summer 2026", "ea", "40", "8.5", "340.00", "9 %", None),
    ];
    let tax_line = |rate: &str, net, tax, gross| TaxLine {
        rate: rate.into(),
        net: euro(net),
        tax: euro(tax),
        gross: euro(gross),
    };
    InvoicePaper {
        number: "INV-2026-0187".into(),
        heading: to_galway(vec![
            Fact::text("number", "INV-2026-0187").bold(),
            Fact::day("dated", day("2026-07-24")),
            Fact::day("supplied_on", day("2026-07-24")),
            Fact::day("due_on", day("2026-08-23")).bold(),
            Fact::text("customer_code", "C0006"),
            Fact::text("tax_id", "IE 3401187KH"),
            Fact::text("order", "PO 4558"),
            Fact::text("delivery_note", "DN-2026-0219"),
        ]),
        lines,
        net: euro("5558.30"),
        tax: euro("1230.81"),
        gross: euro("6789.11"),
        payable: euro("6789.11"),
        taxes: vec![
            tax_line("Standard 23 %", "5218.30", "1200.21", "6418.51"),
            tax_line("Reduced 9 %", "340.00", "30.60", "370.60"),
        ],
        pay_to: vec![
            PayLine::new("holder", "Shiguang Paper Europe Ltd"),
            PayLine::new("iban", "IE31 KZHG 9311 5210 4427 18"),
            PayLine::new("bic", "KZHGIE2D"),
            PayLine::new("reference", "RF53 2026 0187"),
        ],
        plan: Vec::new(),
        early: Vec::new(),
        terms: "30 days from the date of the invoice. Payment after the due date may carry interest at the ECB \
                main refinancing rate plus 8 percentage points and a fixed sum of EUR 40 (Directive 2011/7/EU)."
            .into(),
        notes: strings(&["Goods remain our property until paid in full."]),
        ..chinese_invoice()
    }
}

/// Sixty-three lines grouped by delivery notes, as picture 03.
fn long_invoice() -> InvoicePaper {
    let mut lines = Vec::new();
    for number in 0..63 {
        let (name, spec, unit) = [
            ("线装笔记本", "A5 / 80张 / 米白", "本"),
            ("水彩纸", "A3 / 300 g / 20张", "包"),
            ("《纸的手册》", "16开 / 240页", "册"),
        ][number % 3];
        let mut line = taxed(goods(name, spec, unit, "80", "12.8"), yuan("1024.00"), "13%", yuan("133.12"));
        if number % 11 == 0 {
            line.group = Some(format!("SH-2026-{:04}　7月{}日送货", 688 + number, number / 11 * 5 + 3));
        }
        lines.push(line);
    }
    InvoicePaper {
        number: "XS-2026-0431".into(),
        lines,
        net: yuan("64512.00"),
        tax: yuan("8386.56"),
        gross: yuan("72898.56"),
        payable: yuan("72898.56"),
        taxes: vec![TaxLine {
            rate: "13%".into(),
            net: yuan("64512.00"),
            tax: yuan("8386.56"),
            gross: yuan("72898.56"),
        }],
        ..chinese_invoice()
    }
}

/// The paper without what asks for money, as quotes, orders and delivery notes are.
fn before_invoice(kind: PaperKind, number: &str, paper: InvoicePaper) -> InvoicePaper {
    InvoicePaper { kind, number: number.into(), pay_to: Vec::new(), terms: String::new(), ..paper }
}

/// A plan of so many parts of one size.
fn in_instalments(paper: InvoicePaper, count: usize, name: &str) -> InvoicePaper {
    let part = |place: usize| PlanLine {
        name: if place == 0 { name.into() } else { String::new() },
        due_on: day("2026-08-23") + chrono::Months::new(u32::try_from(place).unwrap()),
        amount: Money::from_minor(paper.gross.minor() / count as i64, paper.gross.currency()),
    };
    InvoicePaper { plan: (0..count).map(part).collect(), ..paper }
}

fn statement_of(body: StatementBody, closing: Money) -> StatementPaper {
    let zero = Money::zero(closing.currency());
    let aged = |label: &str, amount: Money, overdue| AgingCell { label: label.into(), amount, overdue };
    StatementPaper {
        number: "DZ-2026-0731-014".into(),
        ours: false,
        as_of: day("2026-07-31"),
        heading: Heading {
            proof: proof("", "2026-08-01T01:12:00Z", "周宁"),
            ..to_hangzhou(vec![
                Fact::text("statement_number", "DZ-2026-0731-014").bold(),
                Fact {
                    label: "period",
                    value: FactValue::Period(day("2026-07-01"), day("2026-07-31")),
                    bold: false,
                },
                Fact::text("as_of", "2026-07-31 24:00"),
                Fact::text("customer_code", "K0042"),
            ])
        },
        body,
        closing,
        aging: vec![
            aged("未到期", closing, false),
            aged("逾期1–30天", zero, true),
            aged("31–60天", zero, true),
            aged("61–90天", zero, true),
            aged("90天以上", zero, true),
        ],
        pay_to: chinese_invoice().pay_to.into_iter().take(3).collect(),
        notes: Vec::new(),
        slip: true,
    }
}

fn movements() -> Vec<MovementRow> {
    let row = |dated, number: &str, text: &str, debit, credit, balance| MovementRow {
        dated: day(dated),
        number: number.into(),
        text: text.into(),
        debit: yuan(debit),
        credit: yuan(credit),
        balance: yuan(balance),
    };
    vec![
        row("2026-07-02", "XS-2026-0372", "销售账单（竹径仓补货）", "7458.00", "0", "53838.00"),
        row("2026-07-06", "SK-2026-0195", "电汇收款，核销0298", "0", "18600.00", "35238.00"),
        row("2026-07-10", "XS-2026-0391", "销售账单（开学季首批）", "12995.00", "0", "48233.00"),
        row("2026-07-14", "XT-2026-0012", "红字账单，手账退货20本", "-565.00", "0", "47668.00"),
        row("2026-07-17", "SK-2026-0207", "电汇收款，核销0322、0336部分", "0", "15000.00", "32668.00"),
        row("2026-07-24", "XS-2026-0418", "销售账单（听泉联名款）", "27395.52", "0", "60063.52"),
        row("2026-07-29", "SK-2026-0221", "承兑汇票，核销0336余额", "0", "6780.00", "53283.52"),
    ]
}

/// A trial balance as picture 10b: three pairs of debit and credit.
fn letter(formal: bool, heading: Heading, amount: fn(&str) -> Money, rows: usize) -> DemandPaper {
    let each = |place: usize| DemandRow {
        number: format!("XS2605-00{place:02}"),
        contract: if place.is_multiple_of(3) { "HT2026-014".into() } else { String::new() },
        dated: day("2026-05-12"),
        due_on: day("2026-06-11"),
        days_late: 34,
        open: amount("12430.50"),
    };
    let total =
        Money::from_minor(amount("12430.50").minor() * i64::try_from(rows).unwrap(), amount("1").currency());
    DemandPaper {
        heading,
        title: if formal { "催款函".into() } else { "Payment reminder".into() },
        number: "CK-1204-3".into(),
        dated: day("2026-07-15"),
        deadline_on: day("2026-07-22"),
        text: strings(&[
            "贵公司与我司往来所欠下列款项，经多次提醒仍未支付。现正式函告：请于 2026-07-22 前将所欠款项付至下列账户。",
            "逾期仍未付清的，我司将暂停供货，并依法主张逾期利息。",
        ]),
        rows: (1..=rows).map(each).collect(),
        totals: vec![total],
        interest: if formal { vec![amount("211.32")] } else { Vec::new() },
        fee: formal.then(|| amount("50")),
        pay_to: chinese_invoice().pay_to.into_iter().take(3).collect(),
        formal,
    }
}

fn trial_balance(accounts: usize) -> ReportPaper {
    let text = |head: &str| ReportColumn { head: head.into(), ..ReportColumn::default() };
    let pair = |group: &str, head: &str| ReportColumn {
        head: head.into(),
        group: Some(group.into()),
        figures: true,
    };
    let mut columns = vec![text("编码"), text("科目")];
    for group in ["期初余额", "本期发生额", "期末余额"] {
        columns.extend([pair(group, "借方"), pair(group, "贷方")]);
    }
    let cell = |text: &str| ReportCell::Text(text.into());
    let mut rows =
        vec![ReportRow { kind: ReportRowKind::Heading, indent: 0, cells: vec![cell("资产类")] }];
    for number in 0..accounts {
        let name = ["库存现金", "银行存款", "应收账款", "其他应收款", "长期待摊费用"][number % 5];
        let mut cells = vec![ReportCell::Text(format!("{}", 1001 + number)), cell(name)];
        cells.extend(["1486230.18", "0", "259980.00", "249572.08", "496638.10"].map(|text| match text {
            "0" => ReportCell::Empty,
            text => ReportCell::Amount(yuan(text)),
        }));
        cells.push(ReportCell::Empty);
        rows.push(ReportRow { kind: ReportRowKind::Line, indent: u8::from(number % 5 == 3), cells });
    }
    let mut cells = vec![cell("合计"), ReportCell::Empty];
    cells.extend((0..6).map(|_| ReportCell::Amount(yuan("1725769.83"))));
    rows.push(ReportRow { kind: ReportRowKind::Total, indent: 0, cells });
    ReportPaper {
        title: "试算平衡表".into(),
        subtitle: strings(&["苏州拾光纸品有限公司", "2026年7月1日至7月31日", "小企业会计准则", "单位：元"]),
        answer: "借贷平衡，差额 {amount}".into(),
        answer_amount: "0.00".into(),
        landscape: false,
        logo: Some(mark()),
        columns,
        rows,
        notes: strings(&["勾稽：1122应收账款期末余额365,005.60等于客户未清项合计。"]),
        signatures: ["单位负责人", "会计主管", "复核", "制表"]
            .map(|role| (role.into(), String::new()))
            .to_vec(),
        author: "苏州拾光纸品有限公司".into(),
        proof: proof("", "2026-08-01T01:05:00Z", "周宁"),
    }
}
