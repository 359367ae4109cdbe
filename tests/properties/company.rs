//! A company with its book in memory: a copy of one that was made once for each chart.

use std::path::PathBuf;
use std::sync::OnceLock;

use chrono::{DateTime, Days, TimeDelta};
use kezhang::api::{Door, NewBook};
use kezhang::calendar::{Day, Instant, parse_day};
use kezhang::dunning::{DunningPolicy, save_policy};
use kezhang::error::Result;
use kezhang::language::Language;
use kezhang::ledger::{
    self, Account, AccountFields, AccountRole, Chart, DatedInterestTerms, FixedCharge, InterestRate,
    InterestTerms, LossRate, LossRates, NewRate, PartKind, RateType, TaxFields, TaxKind, TaxPart,
};
use kezhang::money::{Currency, Figure};
use kezhang::parties::{self, PartyFields, Terms, TermsBase, TermsDiscount};
use kezhang::store::{Book, DocumentId, PartyId, Reader, Seq, Stamp, UserId, Writer, set_setting};
use tempfile::TempDir;

use crate::events::Choices;

/// The template's parties, by key: name, customer, supplier, own currency.
const PARTIES: [(&str, bool, bool, Option<&str>); 5] = [
    ("远航", true, false, None),
    ("Harbour", true, false, Some("USD")),
    ("往来", true, true, None),
    ("原料厂", false, true, None),
    ("Kuwait Mills", false, true, Some("KWD")),
];
pub const CUSTOMERS: [PartyId; 3] = [PartyId::new(3), PartyId::new(1), PartyId::new(2)];
pub const SUPPLIERS: [PartyId; 3] = [PartyId::new(3), PartyId::new(4), PartyId::new(5)];

/// Foreign currencies with two, no and three decimals, each at the rate of the first day.
pub const CURRENCIES: [(&str, &str); 4] =
    [("USD", "7.1234"), ("JPY", "4.7123/100"), ("KWD", "23.1456"), ("EUR", "7.9876")];

/// 2/10 net 30.
pub const EARLY_TERMS: &str = "2_10_N30";
/// So much for each unit.
pub const UNIT_TAX: &str = "UNIT";
/// One tax on another, and one that is kept back.
pub const GROUP_TAX: &str = "GROUP";

pub struct Company {
    pub book: Book,
    pub chart: Chart,
    favourite: u8,
    minutes: i64,
    /// Every document that was issued.
    pub documents: Vec<DocumentId>,
    /// What can be taken back, in the order in which it was done.
    pub done: Vec<Reversible>,
    _folder: TempDir,
}

/// What one act did, as it is taken back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reversible {
    Document(DocumentId),
    Act(Seq),
}

pub fn day(text: &str) -> Day {
    parse_day(text).unwrap()
}

/// A day of trade.
pub fn day_of_trade(offset: i64) -> Day {
    day("2026-05-11") + TimeDelta::days(offset)
}

/// After everything that happens.
pub fn last_day() -> Day {
    day("2026-12-31")
}

/// A foreign currency and its rate on the first day.
pub fn foreign(index: u8) -> (Currency, &'static str) {
    let (code, rate) = CURRENCIES[usize::from(index) % CURRENCIES.len()];
    (code.parse().unwrap(), rate)
}

fn opened_at() -> Instant {
    DateTime::from_timestamp(1_777_248_000, 0).unwrap()
}

/// Where files live in memory, if the system has such a place.
fn memory() -> PathBuf {
    let shared = PathBuf::from("/dev/shm");
    if shared.is_dir() { shared } else { std::env::temp_dir() }
}

/// The file of a new company: parties, rates, a scan, nothing posted.
fn template(chart: Chart) -> &'static [u8] {
    static TEMPLATES: [OnceLock<Vec<u8>>; 3] = [OnceLock::new(), OnceLock::new(), OnceLock::new()];
    TEMPLATES[chart as usize].get_or_init(|| {
        let folder = TempDir::new_in(memory()).unwrap();
        let path = folder.path().join("template.kz");
        let new =
            NewBook { name: "客账示例".into(), currency: Currency::CNY, chart, language: Language::ZhCn };
        let door = Door::fill(Book::create(&path, None).unwrap().repeatable(), &new, opened_at()).unwrap();
        let scan = folder.path().join("scan.png");
        std::fs::write(&scan, include_bytes!("../../src-tauri/icons/32x32.png")).unwrap();
        let stamp = Stamp { actor: UserId::new(1), now: opened_at(), command: "template", reason: None };
        door.book()
            .write(stamp, |w| {
                for (name, is_customer, is_supplier, currency) in PARTIES {
                    let currency = currency.map(|code| code.parse().unwrap());
                    let fields = PartyFields {
                        name: name.into(),
                        is_customer,
                        is_supplier,
                        currency,
                        ..PartyFields::default()
                    };
                    parties::save(w, None, None, &fields)?;
                }
                if chart == Chart::Ifrs {
                    for (code, rate) in [("VAT13", "13"), ("VAT6", "6")] {
                        ledger::save_tax(w, &TaxFields::of_rate(code, rate.parse()?))?;
                    }
                }
                agree(w)?;
                special_taxes(w, chart)?;
                parties::attach(w, &scan)?;
                let date = day_of_trade(0) - Days::new(20);
                let rates: Vec<NewRate> = CURRENCIES
                    .iter()
                    .map(|(code, rate)| NewRate {
                        currency: code.parse().unwrap(),
                        date,
                        rate: rate.parse().unwrap(),
                        kind: RateType::Mid,
                        source: "PBoC".into(),
                    })
                    .collect();
                ledger::save_rates(w, &rates)
            })
            .unwrap();
        door.close().unwrap();
        std::fs::read(&path).unwrap()
    })
}

/// What was agreed on with the parties, and what is expected to be lost of what they owe.
fn agree(w: &Writer<'_>) -> Result<()> {
    let figure = |text: &str| text.parse::<Figure>().unwrap();
    let terms = Terms {
        code: EARLY_TERMS.into(),
        name_zh: "2/10 净 30 天".into(),
        name_en: "2/10 net 30".into(),
        base: TermsBase::DocumentDate,
        months: 0,
        days: 30,
        discounts: vec![TermsDiscount { days: 10, percent: figure("2"), yearly_percent: None }],
        plan: Vec::new(),
        active: true,
    };
    parties::save_terms(w, &terms)?;
    let valid_from = day("2026-01-01");
    let interest = InterestTerms {
        rate: InterestRate::Daily { percent: figure("0.05") },
        basis: 365,
        fixed: vec![FixedCharge { from: figure("500"), amount: figure("40") }],
        tax: None,
    };
    ledger::save_interest_terms(
        w,
        &DatedInterestTerms { party_id: None, valid_from, terms: Some(interest) },
    )?;
    let rate = |percent: &str| LossRate { lost: figure(percent), of: figure("100") };
    let rates = ["0.5", "2", "7.35", "50"].map(rate).to_vec();
    ledger::save_loss_rates(
        w,
        &LossRates { segment: None, valid_from, ends: vec![15, 30], rates, factor: figure("1.1") },
    )?;
    // Close together, so that all levels are reached within the days of trade.
    let mut policy = DunningPolicy::usual()?;
    for (level, days) in policy.levels.iter_mut().zip([-3, 0, 3, 8, 15, 25]) {
        level.days = days;
        if level.level > 1 {
            (level.fee, level.interest) = (figure("15"), true);
        }
    }
    save_policy(w, &policy)?;
    Ok(())
}

fn special_taxes(w: &Writer<'_>, chart: Chart) -> Result<()> {
    let parent = if chart == Chart::Ifrs { "1400" } else { "1221" };
    let account = AccountFields {
        code: format!("{parent}09"),
        parent: parent.into(),
        name_zh: "代扣税款".into(),
        name_en: "Tax withheld".into(),
    };
    ledger::save_account(w, &account)?;
    let part = |rate: &str| TaxPart { rate: rate.parse().unwrap(), ..TaxPart::default() };
    let unit = TaxFields {
        kind: TaxKind::Fixed,
        parts: vec![TaxPart { kind: PartKind::Fixed, ..part("1.25") }],
        ..TaxFields::of_rate(UNIT_TAX, Figure::ZERO)
    };
    let withheld = TaxPart {
        withheld: true,
        output_account: Some(account.code.clone()),
        input_account: Some(account.code),
        ..part("10")
    };
    let group = TaxFields {
        kind: TaxKind::Group,
        parts: vec![
            TaxPart { include_base: true, ..part("5") },
            TaxPart { base_affected: true, ..part("9.975") },
            withheld,
        ],
        ..TaxFields::of_rate(GROUP_TAX, Figure::ZERO)
    };
    ledger::save_tax(w, &unit)?;
    ledger::save_tax(w, &group)?;
    Ok(())
}

impl Company {
    pub fn new(chart: Chart, choices: Choices, favourite: u8) -> Company {
        let folder = TempDir::new_in(memory()).unwrap();
        let path = folder.path().join("book.kz");
        std::fs::write(&path, template(chart)).unwrap();
        let book = Book::open(&path, None).unwrap().repeatable();
        let mut company = Company {
            book,
            chart,
            favourite,
            minutes: 0,
            documents: Vec::new(),
            done: Vec::new(),
            _folder: folder,
        };
        company.write(|w| choose(w, choices)).unwrap();
        company
    }

    /// The book's own, its favourite, or any.
    pub fn currency(&self, index: u8) -> Currency {
        match index {
            0 => Currency::CNY,
            1 => foreign(self.favourite).0,
            other => foreign(other).0,
        }
    }

    /// One act, a minute after the last.
    pub fn write<T>(&mut self, body: impl FnOnce(&Writer<'_>) -> Result<T>) -> Result<T> {
        self.minutes += 1;
        let now = opened_at() + TimeDelta::minutes(self.minutes);
        self.book.write(Stamp { actor: UserId::new(1), now, command: "test", reason: None }, body)
    }

    pub fn read<T>(&self, body: impl FnOnce(&Reader<'_>) -> Result<T>) -> T {
        self.book.read(body).unwrap()
    }

    pub fn account(&self, role: AccountRole) -> Account {
        self.read(|r| ledger::account_by_role(r, role))
    }
}

pub fn choose(w: &Writer<'_>, choices: Choices) -> Result<()> {
    let word = |yes: bool, word: &'static str| yes.then_some(word);
    set_setting(w, "fx_revaluation", word(choices.reverses_revaluations, "reverse"))?;
    set_setting(w, "discount_tax", word(choices.adjusts_tax, "adjust"))?;
    set_setting(w, "tax_rounding", word(choices.rounds_per_document, "per_document"))
}

impl Company {
    /// What any write would change.
    pub fn fingerprint(&self) -> Vec<i64> {
        const COUNTED: &str = "
            select coalesce(max(seq), 0) from trail
            union all select count(*) from document union all select count(*) from document_void
            union all select count(*) from entry_line union all select count(*) from open_item
            union all select count(*) from allocation union all select count(*) from exchange_rate
            union all select count(*) from closing union all select coalesce(sum(last_number), 0) from number_counter
            union all select coalesce(sum(debit_minor + 3 * credit_minor), 0) from balance
            union all select coalesce(sum(remaining_minor + 3 * remaining_base_minor), 0) from outstanding
            union all select coalesce(sum(open_base_minor), 0) from party_total";
        self.read(|r| r.rows(COUNTED, [], |row| row.get(0)))
    }
}
