//! The same customers, talks, tasks and opportunities for both programs: what number n of each looks like.

use chrono::{Days, NaiveDate};

use crate::trade::{self, Invoice, mix};

/// How much of each there is.
#[derive(Debug, Clone, Copy)]
pub struct Size {
    pub customers: u32,
    pub invoices: u32,
    pub activities: u32,
    pub opportunities: u32,
}

impl Size {
    /// 100,000 customers, 1,000,000 rows of their timelines and 20,000 opportunities for 100,000 invoices.
    pub fn of(invoices: u32) -> Size {
        Size { customers: invoices, invoices, activities: 9 * invoices, opportunities: invoices / 5 }
    }

    /// Whose something is: half of everything is of one customer in twenty.
    fn customer_of(self, chance: u32) -> u32 {
        let among = if chance.is_multiple_of(2) { self.customers / 20 } else { self.customers };
        1 + mix(chance) % among.max(1)
    }

    /// Invoice number `n`: as in the other measurements, of other customers.
    pub fn invoice(self, n: u32) -> Invoice {
        Invoice { customer: self.customer_of(mix(n ^ 0x51)), ..trade::invoice(n, self.invoices) }
    }
}

/// The day on which the questions are asked.
pub fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 1, 2).unwrap()
}

fn ago(days: u32) -> NaiveDate {
    today().checked_sub_days(Days::new(days.into())).unwrap()
}

fn after(day: NaiveDate, days: u32) -> NaiveDate {
    day.checked_add_days(Days::new(days.into())).unwrap()
}

const CITIES: [(&str, &str); 10] = [
    ("杭州", "330106"),
    ("宁波", "330203"),
    ("南京", "320106"),
    ("苏州", "320505"),
    ("上海", "310115"),
    ("北京", "110108"),
    ("深圳", "440304"),
    ("成都", "510107"),
    ("武汉", "420111"),
    ("青岛", "370202"),
];
const BRAND: &str =
    "听泉晚晴墨云松石兰溪青竹静远白鹭清风明月秋水春山长河星野南屏北固东篱西泠金桂玉兰宝树银杏海棠丹枫";
const TRADES: [(&str, &str); 10] = [
    ("文创", "C24"),
    ("机械", "C34"),
    ("纺织", "C17"),
    ("包装", "C22"),
    ("贸易", "F51"),
    ("商行", "F52"),
    ("软件", "I65"),
    ("设计", "L72"),
    ("建材", "E50"),
    ("农业", "A01"),
];

/// A customer of the measured company.
#[derive(Debug)]
pub struct Customer {
    pub code: String,
    pub city: &'static str,
    /// Two characters of its name, in which few are alike.
    pub brand: String,
    pub name: String,
    pub phone: String,
    pub contact: String,
    pub industry: &'static str,
    pub region: &'static str,
}

/// Customer number `n`, counted from 1.
pub fn customer(n: u32) -> Customer {
    let chance = mix(n ^ 0xC0DE);
    let brands: Vec<char> = BRAND.chars().collect();
    let pick = |of: u32| brands[of as usize % brands.len()];
    let (city, region) = CITIES[chance as usize % CITIES.len()];
    let (trade, industry) = TRADES[(chance / 16) as usize % TRADES.len()];
    let brand = String::from_iter([pick(mix(chance)), pick(mix(chance ^ 1))]);
    Customer {
        code: format!("K{n:06}"),
        name: format!("{city}{brand}{trade}有限公司"),
        phone: format!("1{:02}-{:04}-{:04}", 30 + chance % 60, mix(n) % 10_000, n % 10_000),
        contact: format!("{}经理", pick(chance)),
        city,
        brand,
        industry,
        region,
    }
}

/// What was said, and what is to be done after it.
#[derive(Debug)]
pub struct Talk {
    pub customer: u32,
    pub kind: &'static str,
    pub date: NaiveDate,
    pub contact: String,
    pub text: String,
    pub next: Option<(&'static str, NaiveDate)>,
}

/// Activity number `n`: two years of talks, one in thirty with a next step.
pub fn activity(n: u32, size: Size) -> Talk {
    let chance = mix(n ^ 0xAC7);
    let date = ago(730 - (u64::from(n) * 730 / u64::from(size.activities.max(1))) as u32);
    Talk {
        customer: size.customer_of(mix(chance)),
        kind: ["call", "mail", "visit", "meeting", "note"][chance as usize % 5],
        date,
        contact: format!("{}经理", BRAND.chars().nth(chance as usize % 40).unwrap()),
        text: format!("谈了第 {} 批的交期和价格，样品已收到", chance % 1000),
        next: chance.is_multiple_of(30).then(|| ("寄样品和报价", after(date, 1 + chance % 30))),
    }
}

/// How an opportunity ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    Open,
    Won,
    /// For a reason of the list that comes with the program: the first four are somebody's decision.
    Lost(i64),
}

#[derive(Debug)]
pub struct Chance {
    pub customer: u32,
    pub title: String,
    pub amount_cents: i64,
    /// One of the six open stages, in which it is or was.
    pub stage: i64,
    pub begun_on: NaiveDate,
    pub deadline_on: NaiveDate,
    pub close_on: NaiveDate,
    pub next: Option<(&'static str, NaiveDate)>,
    pub end: End,
    pub ended_on: NaiveDate,
}

/// Opportunity number `n`, two in three of them open.
pub fn opportunity(n: u32, size: Size) -> Chance {
    let chance = mix(n ^ 0x0BB);
    let begun = 1 + mix(chance) % 500;
    let begun_on = ago(begun);
    Chance {
        customer: size.customer_of(mix(chance ^ 3)),
        title: format!(
            "{} 项目 {}",
            ["年度供货", "礼品定制", "设备更新", "门店装修"][chance as usize % 4],
            n + 1
        ),
        amount_cents: i64::from(10_000 + chance % 5_000_000),
        stage: i64::from(1 + mix(chance ^ 4) % 6),
        begun_on,
        deadline_on: after(begun_on, 20 + mix(chance ^ 5) % 500),
        close_on: after(begun_on, 30 + mix(chance ^ 6) % 500),
        next: (chance % 10 < 7).then(|| ("约时间看样", after(ago(10), mix(chance ^ 7) % 60))),
        end: match mix(chance ^ 8) % 6 {
            0 => End::Won,
            1 => End::Lost(i64::from(1 + chance % 7)),
            _ => End::Open,
        },
        ended_on: ago(mix(chance ^ 9) % begun),
    }
}

/// The first letters of a reading, as a person types them.
pub fn initials(text: &str) -> String {
    use pinyin::ToPinyin;
    text.to_pinyin().flatten().filter_map(|reading| reading.plain().chars().next()).collect()
}
