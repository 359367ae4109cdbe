//! What may happen, as values: an event names parties, items and documents by a number that is taken modulo what there
//! is when it happens, so that any list of events is a course of business.

use kezhang::ledger::Chart;
use proptest::prelude::*;
use proptest::strategy::Union;

use crate::collecting::{Collecting, collecting};

/// Days of trade, counted from the first.
pub const DAYS: i64 = 75;

/// A business and everything that happens to it.
#[derive(Debug, Clone)]
pub struct Course {
    pub chart: Chart,
    pub choices: Choices,
    /// The foreign currency that most of its trade is in.
    pub favourite: u8,
    /// The events happen in the order of their days.
    pub in_order: bool,
    pub events: Vec<Event>,
    /// Decides what is looked at: a day, an act, an order of reversals.
    pub glance: u64,
}

#[derive(Debug, Clone)]
pub struct Event {
    pub day: i64,
    pub deed: Deed,
}

/// The policies of the book.
#[derive(Debug, Clone, Copy)]
pub struct Choices {
    pub reverses_revaluations: bool,
    pub adjusts_tax: bool,
    pub rounds_per_document: bool,
}

#[derive(Debug, Clone)]
pub enum Deed {
    Trade(Trade),
    Cash(Cash),
    Opening { kind: u8, party: u8, currency: u8, minor: u32, is_negative: bool },
    Offset { kind: u8, first: u8, to_party: u8, shares: Vec<(u8, Part)>, against: u8 },
    WriteOff { of_receivable: bool, first: u8, shares: Vec<(u8, Part)> },
    Recovery { which: u8, part: Part },
    Apply { credit: u8, is_fitting: bool, debts: Vec<(u8, Part)> },
    TakeBack { which: u8 },
    Void { which: u8 },
    Reschedule { which: u8, plan: Vec<(u8, u8)>, due_days: u8 },
    Voucher(Voucher),
    OpenBalance { minor: u32 },
    Rate { currency: u8, permille: u32 },
    Revalue { at_month_end: bool },
    PeriodEnd(PeriodEnd),
    LateInterest { party: u8, currency: u8 },
    PaymentRun { days: u8 },
    Collecting(Collecting),
    Choose(Choices),
    Close { month: u8 },
}

/// Invoice, credit note, bill or supplier's credit.
#[derive(Debug, Clone)]
pub struct Trade {
    pub kind: u8,
    pub party: u8,
    pub currency: u8,
    pub is_inclusive: bool,
    pub off_percent: u8,
    pub due_days: u8,
    /// 2/10 net 30 in place of the days.
    pub offers_discount: bool,
    /// Percent and days after the one ahead, of each instalment but the last.
    pub plan: Vec<(u8, u8)>,
    pub lines: Vec<TradeLine>,
    /// The document a credit corrects.
    pub credits: Option<u8>,
}

#[derive(Debug, Clone)]
pub struct TradeLine {
    pub price_hundredths: u32,
    pub quantity_thousandths: u32,
    pub tax: u8,
    pub off_percent: u8,
    pub cost_minor: Option<u32>,
}

/// Receipt, payment, refund or supplier's refund.
#[derive(Debug, Clone)]
pub struct Cash {
    pub kind: u8,
    pub party: u8,
    pub currency: u8,
    pub amount: Amount,
    pub fee_minor: Option<u32>,
    pub named: Vec<Named>,
    /// Takes the discounts that the terms offer on the day.
    pub takes_offers: bool,
    pub rule: u8,
    pub is_deposit: bool,
}

#[derive(Debug, Clone)]
pub struct Named {
    pub which: u8,
    pub part: Part,
    pub discount_permille: u32,
}

#[derive(Debug, Clone, Copy)]
pub enum Amount {
    Minor(u32),
    /// All that is open in the money's currency; else so much.
    Open(u32),
    /// What the named shares add up to; else so much.
    Named(u32),
}

/// How much of what is open.
#[derive(Debug, Clone, Copy)]
pub enum Part {
    Whole,
    Permille(u32),
    /// A unit more than there is.
    TooMuch,
}

#[derive(Debug, Clone)]
pub enum Voucher {
    Plain { currency: u8, minor: u32, is_red: bool },
    Opens { control: u8, party: u8, currency: u8, minor: u32, is_negative: bool },
    Reduces { items: Vec<(u8, Part)> },
    Unbalanced { minor: u32 },
}

/// What the end of a period posts.
#[derive(Debug, Clone, Copy)]
pub enum PeriodEnd {
    Profit,
    Year,
    Vat { surtaxes: bool },
    Allowance,
}

pub fn course(events: std::ops::RangeInclusive<usize>) -> impl Strategy<Value = Course> {
    let chart = prop_oneof![Just(Chart::CnSmall), Just(Chart::CnGeneral), Just(Chart::Ifrs)];
    let events = proptest::collection::vec((0..DAYS, deed()), events);
    (chart, choices(), any::<u8>(), any::<bool>(), events, any::<u64>()).prop_map(
        |(chart, choices, favourite, in_order, events, glance)| {
            let mut events: Vec<Event> = events.into_iter().map(|(day, deed)| Event { day, deed }).collect();
            if in_order {
                events.sort_by_key(|event| event.day);
            }
            Course { chart, choices, favourite, in_order, events, glance }
        },
    )
}

fn choices() -> impl Strategy<Value = Choices> {
    any::<[bool; 3]>().prop_map(|[reverses_revaluations, adjusts_tax, rounds_per_document]| Choices {
        reverses_revaluations,
        adjusts_tax,
        rounds_per_document,
    })
}

fn deed() -> Union<BoxedStrategy<Deed>> {
    let of = any::<u8>;
    let shares = || proptest::collection::vec((of(), part()), 1..4);
    Union::new_weighted(vec![
        (16, trade().prop_map(Deed::Trade).boxed()),
        (16, cash().prop_map(Deed::Cash).boxed()),
        (3, {
            let parts = (of(), of(), currency(), minor(), proptest::bool::weighted(0.2));
            let opening = |(kind, party, currency, minor, is_negative)| Deed::Opening {
                kind,
                party,
                currency,
                minor,
                is_negative,
            };
            parts.prop_map(opening).boxed()
        }),
        (6, {
            let parts = (of(), of(), of(), shares(), of());
            let offset = |(kind, first, to_party, shares, against)| Deed::Offset {
                kind,
                first,
                to_party,
                shares,
                against,
            };
            parts.prop_map(offset).boxed()
        }),
        (4, {
            let write_off = |(of_receivable, first, shares)| Deed::WriteOff { of_receivable, first, shares };
            (proptest::bool::weighted(0.7), of(), shares()).prop_map(write_off).boxed()
        }),
        (3, (of(), part()).prop_map(|(which, part)| Deed::Recovery { which, part }).boxed()),
        (8, {
            let apply = |(credit, is_fitting, debts)| Deed::Apply { credit, is_fitting, debts };
            (of(), proptest::bool::weighted(0.85), shares()).prop_map(apply).boxed()
        }),
        (4, of().prop_map(|which| Deed::TakeBack { which }).boxed()),
        (7, of().prop_map(|which| Deed::Void { which }).boxed()),
        (4, {
            let plan = proptest::collection::vec((0..45_u8, 0..40_u8), 0..3);
            let reschedule = |(which, plan, due_days)| Deed::Reschedule { which, plan, due_days };
            (of(), plan, 0..60_u8).prop_map(reschedule).boxed()
        }),
        (4, voucher().prop_map(Deed::Voucher).boxed()),
        (1, minor().prop_map(|minor| Deed::OpenBalance { minor }).boxed()),
        (4, {
            let rate = |(currency, permille)| Deed::Rate { currency, permille };
            (of(), 850..1150_u32).prop_map(rate).boxed()
        }),
        (5, any::<bool>().prop_map(|at_month_end| Deed::Revalue { at_month_end }).boxed()),
        (3, period_end().prop_map(Deed::PeriodEnd).boxed()),
        (3, {
            let late_interest = |(party, currency)| Deed::LateInterest { party, currency };
            (of(), currency()).prop_map(late_interest).boxed()
        }),
        (2, of().prop_map(|days| Deed::PaymentRun { days }).boxed()),
        (14, collecting().prop_map(Deed::Collecting).boxed()),
        (1, choices().prop_map(Deed::Choose).boxed()),
        (1, of().prop_map(|month| Deed::Close { month }).boxed()),
    ])
}

fn period_end() -> impl Strategy<Value = PeriodEnd> {
    prop_oneof![
        2 => Just(PeriodEnd::Profit),
        1 => Just(PeriodEnd::Year),
        3 => any::<bool>().prop_map(|surtaxes| PeriodEnd::Vat { surtaxes }),
        2 => Just(PeriodEnd::Allowance),
    ]
}

/// Small amounts, where roundings show, and usual ones.
fn minor() -> impl Strategy<Value = u32> {
    prop_oneof![2 => 1..100_u32, 4 => 100..200_000_u32, 1 => 200_000..9_000_000_u32]
}

/// The book's own, the favourite, or any.
fn currency() -> impl Strategy<Value = u8> {
    prop_oneof![4 => Just(0_u8), 4 => Just(1), 1 => any::<u8>()]
}

pub fn part() -> impl Strategy<Value = Part> {
    prop_oneof![4 => Just(Part::Whole), 5 => (1..1000_u32).prop_map(Part::Permille), 1 => Just(Part::TooMuch)]
}

fn trade() -> impl Strategy<Value = Trade> {
    let percent = || prop_oneof![3 => Just(0_u8), 1 => 1..=100_u8];
    let quantity = prop_oneof![Just(1000_u32), 1..5000_u32];
    let cost = proptest::option::weighted(0.2, minor());
    let line = (minor(), quantity, any::<u8>(), percent(), cost).prop_map(
        |(price_hundredths, quantity_thousandths, tax, off_percent, cost_minor)| TradeLine {
            price_hundredths,
            quantity_thousandths,
            tax,
            off_percent,
            cost_minor,
        },
    );
    let lines = proptest::collection::vec(line, 1..4);
    let kind = prop_oneof![4 => Just(0_u8), 2 => Just(1), 3 => Just(2), 1 => Just(3)];
    let plan = prop_oneof![
        2 => Just(Vec::new()),
        1 => proptest::collection::vec((0..45_u8, 0..40_u8), 1..4),
    ];
    (
        kind,
        any::<u8>(),
        currency(),
        any::<bool>(),
        percent(),
        (0..60_u8, plan, proptest::bool::weighted(0.3)),
        lines,
        proptest::option::weighted(0.3, any::<u8>()),
    )
        .prop_map(
            |(
                kind,
                party,
                currency,
                is_inclusive,
                off_percent,
                (due_days, plan, offers_discount),
                lines,
                credits,
            )| Trade {
                kind,
                party,
                currency,
                is_inclusive,
                off_percent,
                due_days,
                offers_discount,
                plan,
                lines,
                credits,
            },
        )
}

fn cash() -> impl Strategy<Value = Cash> {
    let kind = prop_oneof![5 => Just(0_u8), 3 => Just(1), 2 => Just(2), 1 => Just(3)];
    let discount = prop_oneof![2 => Just(0_u32), 1 => 1..500_u32];
    let named = (any::<u8>(), part(), discount).prop_map(|(which, part, discount_permille)| Named {
        which,
        part,
        discount_permille,
    });
    let named = prop_oneof![1 => Just(Vec::new()), 1 => proptest::collection::vec(named, 1..4)];
    let amount = prop_oneof![
        3 => minor().prop_map(Amount::Minor),
        2 => minor().prop_map(Amount::Open),
        3 => minor().prop_map(Amount::Named),
    ];
    let fee = proptest::option::weighted(0.2, 1..2000_u32);
    let ways = (proptest::bool::weighted(0.3), proptest::bool::weighted(0.15));
    (kind, any::<u8>(), currency(), amount, fee, named, ways, any::<u8>()).prop_map(
        |(kind, party, currency, amount, fee_minor, named, (takes_offers, is_deposit), rule)| Cash {
            kind,
            party,
            currency,
            amount,
            fee_minor,
            named,
            takes_offers,
            rule,
            is_deposit,
        },
    )
}

fn voucher() -> impl Strategy<Value = Voucher> {
    let of = any::<u8>;
    prop_oneof![
        2 => (currency(), minor(), any::<bool>())
            .prop_map(|(currency, minor, is_red)| Voucher::Plain { currency, minor, is_red }),
        4 => (of(), of(), currency(), minor(), any::<bool>()).prop_map(
            |(control, party, currency, minor, is_negative)| Voucher::Opens {
                control,
                party,
                currency,
                minor,
                is_negative,
            }
        ),
        4 => proptest::collection::vec((of(), part()), 1..4).prop_map(|items| Voucher::Reduces { items }),
        1 => minor().prop_map(|minor| Voucher::Unbalanced { minor }),
    ]
}

impl Deed {
    /// The word under which it is counted.
    pub fn name(&self) -> &'static str {
        let one_of = |names: [&'static str; 4], kind: u8| names[usize::from(kind % 4)];
        match self {
            Deed::Trade(trade) => one_of(["invoice", "credit note", "bill", "supplier credit"], trade.kind),
            Deed::Cash(cash) => one_of(["receipt", "payment", "refund", "supplier refund"], cash.kind),
            Deed::Opening { kind, .. } => one_of(
                ["opening receivable", "opening payable", "opening advance", "opening prepayment"],
                *kind,
            ),
            Deed::Offset { kind, .. } => {
                ["receivable to payable", "receivable transfer", "payable transfer"][usize::from(kind % 3)]
            }
            Deed::WriteOff { of_receivable: true, .. } => "bad debt",
            Deed::WriteOff { of_receivable: false, .. } => "payable written off",
            Deed::Recovery { .. } => "recovery",
            Deed::Apply { .. } => "apply",
            Deed::TakeBack { .. } => "take back",
            Deed::Void { .. } => "void",
            Deed::Reschedule { .. } => "rescheduling",
            Deed::Voucher(Voucher::Plain { .. }) => "voucher",
            Deed::Voucher(Voucher::Opens { .. }) => "voucher that opens",
            Deed::Voucher(Voucher::Reduces { .. }) => "voucher that reduces",
            Deed::Voucher(Voucher::Unbalanced { .. }) => "unbalanced voucher",
            Deed::OpenBalance { .. } => "opening balance",
            Deed::Rate { .. } => "rate",
            Deed::Revalue { .. } => "revaluation",
            Deed::PeriodEnd(PeriodEnd::Profit) => "profit transferred",
            Deed::PeriodEnd(PeriodEnd::Year) => "year closed",
            Deed::PeriodEnd(PeriodEnd::Vat { .. }) => "value added tax",
            Deed::PeriodEnd(PeriodEnd::Allowance) => "allowance",
            Deed::LateInterest { .. } => "late interest",
            Deed::Collecting(collecting) => collecting.name(),
            Deed::PaymentRun { .. } => "payment run",
            Deed::Choose(_) => "policy",
            Deed::Close { .. } => "close",
        }
    }
}
