//! A year of random trade: ten thousand documents in four currencies, revalued at each month's end.

use chrono::Datelike;
use kezhang::api::{Door, NewBook};
use kezhang::calendar::{Day, Month};
use kezhang::documents::{
    self, CashFields, Desk, DocumentFields, DocumentKind, LineFields, Origin, TradeFields,
};
use kezhang::language::Language;
use kezhang::ledger::{self, Chart, NewRate, RateType};
use kezhang::money::{Currency, Figure};
use kezhang::parties::{self, PartyFields};
use kezhang::settlement;
use kezhang::store::{PartyId, Stamp, UserId, Writer};
use rust_decimal::Decimal;
use tempfile::TempDir;

use crate::program::now;

pub const DOCUMENTS: usize = 10_000;
const CURRENCIES: [&str; 4] = ["CNY", "USD", "EUR", "JPY"];
/// In hundredths of the book's currency for one unit; for a hundred yen.
const RATES: [i64; 4] = [100, 712, 783, 478];
const CUSTOMERS: u64 = 24;
const SUPPLIERS: u64 = 8;

/// A small generator of numbers, the same in every run.
struct Dice(u64);

impl Dice {
    /// Below `sides`.
    fn roll(&mut self, sides: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % sides
    }
}

fn currency(index: u64) -> Currency {
    CURRENCIES[index as usize % CURRENCIES.len()].parse().unwrap()
}

/// An amount of some thousands, with the decimals of its currency.
fn amount(dice: &mut Dice, currency: Currency) -> Figure {
    let minor = 1 + dice.roll(2_000_000);
    Figure(Decimal::new(minor as i64, currency.exponent()))
}

pub fn traded() -> (TempDir, Door) {
    let folder = tempfile::tempdir().unwrap();
    let new = NewBook {
        name: "一年".into(),
        currency: Currency::CNY,
        chart: Chart::CnGeneral,
        language: Language::ZhCn,
    };
    let door = Door::create(&folder.path().join("year.kz"), &new, now()).unwrap();
    let mut dice = Dice(20_260_511);
    let write = |body: &mut dyn FnMut(&Writer<'_>)| {
        let stamp = Stamp { actor: UserId::new(1), now: now(), command: "test", reason: None };
        door.book()
            .write(stamp, |w| {
                body(w);
                Ok(())
            })
            .unwrap();
    };
    write(&mut |w| {
        for n in 0..CUSTOMERS + SUPPLIERS {
            let fields = PartyFields {
                name: format!("往来{n}"),
                is_customer: n < CUSTOMERS,
                is_supplier: n >= CUSTOMERS,
                currency: Some(currency(n)),
                ..PartyFields::default()
            };
            parties::save(w, None, None, &fields).unwrap();
        }
    });
    let mut made = 0;
    for month in 1..=12 {
        let month: Month = format!("2025-{month:02}").parse().unwrap();
        write(&mut |w| {
            save_rates(w, month, &mut dice);
            let desk = Desk::new(w).unwrap();
            let days = month.last_day().day();
            let wanted = DOCUMENTS * (month.last_day().ordinal() as usize) / 365;
            for n in made..wanted {
                let day = 1 + (n - made) as u32 * days / (wanted - made) as u32;
                let day = month.first_day().with_day(day).unwrap();
                trade(&desk, w, &mut dice, day);
            }
            made = wanted;
            settlement::revalue(w, month.last_day()).unwrap();
        });
    }
    (folder, door)
}

fn save_rates(w: &Writer<'_>, month: Month, dice: &mut Dice) {
    let rate = |index: usize, dice: &mut Dice| {
        let hundredths = RATES[index] + dice.roll(40) as i64 - 20;
        let units = if CURRENCIES[index] == "JPY" { "/100" } else { "" };
        NewRate {
            currency: CURRENCIES[index].parse().unwrap(),
            date: month.first_day(),
            rate: format!("{}{units}", Decimal::new(hundredths, 2)).parse().unwrap(),
            kind: RateType::default(),
            source: "test".into(),
        }
    };
    let rates: Vec<NewRate> = (1..CURRENCIES.len()).map(|index| rate(index, dice)).collect();
    ledger::save_rates(w, &rates).unwrap();
}

/// One document; every fortieth invoice or bill is made void at once.
fn trade(desk: &Desk<'_, '_>, w: &Writer<'_>, dice: &mut Dice, day: Day) {
    let (kind, customer) = match dice.roll(100) {
        0..50 => (DocumentKind::Invoice, true),
        50..78 => (DocumentKind::Receipt, true),
        78..90 => (DocumentKind::Bill, false),
        90..97 => (DocumentKind::Payment, false),
        _ => (DocumentKind::CreditNote, true),
    };
    let index = if customer { dice.roll(CUSTOMERS) } else { CUSTOMERS + dice.roll(SUPPLIERS) };
    let party_id = Some(PartyId::new(index as i64 + 1));
    let date = Some(day);
    let cash = |dice: &mut Dice| CashFields {
        party_id,
        date,
        amount: amount(dice, currency(index)),
        currency: Some(currency(index)),
        ..CashFields::default()
    };
    let goods = |dice: &mut Dice| {
        let line = |dice: &mut Dice| LineFields {
            description: "货".into(),
            quantity: Figure(Decimal::from(1 + dice.roll(9))),
            unit_price: amount(dice, currency(index)),
            ..LineFields::default()
        };
        let lines = (0..1 + dice.roll(3)).map(|_| line(dice)).collect();
        TradeFields {
            party_id,
            date,
            due_on: date,
            lines,
            reference: format!("{day}-{}", dice.roll(1 << 30)),
            ..TradeFields::default()
        }
    };
    let fields = match kind {
        DocumentKind::Receipt => DocumentFields::Receipt(cash(dice)),
        DocumentKind::Payment => DocumentFields::Payment(cash(dice)),
        DocumentKind::Bill => DocumentFields::Bill(goods(dice)),
        DocumentKind::CreditNote => DocumentFields::CreditNote(goods(dice)),
        _ => DocumentFields::Invoice(goods(dice)),
    };
    let issued = documents::issue_at(desk, w, &fields, Origin::Ours, day).unwrap();
    if matches!(kind, DocumentKind::Invoice | DocumentKind::Bill) && dice.roll(40) == 0 {
        documents::void(w, issued.id, day, "test").unwrap();
    }
}
