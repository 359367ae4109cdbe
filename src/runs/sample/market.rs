//! Classes, segments and prices of the sample company.

use rust_decimal::Decimal;

use super::trade::Goods;
use crate::calendar::Day;
use crate::classes::{
    self, ClassKind, ClassOffer, CustomerClass, SaveClassDefault, SaveSegment, SegmentChoice, SegmentFigure,
    SegmentRule,
};
use crate::error::Result;
use crate::language::Language;
use crate::ledger;
use crate::money::Figure;
use crate::pricing::{self, PriceFields, PriceListFields, PriceScope, SavePriceList};
use crate::store::{PriceListId, Writer};

/// What is said of the market, in a language.
struct Words {
    tag: &'static str,
    quiet: &'static str,
    late: &'static str,
    list: &'static str,
    plan: &'static str,
}

const CHINESE: Words = Words {
    tag: "重点客户",
    quiet: "90 天未下单",
    late: "重点客户逾期",
    list: "重点客户价",
    plan: "专人对接，每月回访，优先备货",
};
const ENGLISH: Words = Words {
    tag: "key account",
    quiet: "No order for 90 days",
    late: "Key accounts overdue",
    list: "Key account prices",
    plan: "One contact, a visit a month, stock kept ready",
};

/// How many articles the list has prices for.
const PRICED: usize = 8;

/// Enters two segments, a price list for the tagged customers, and what two classes carry.
pub(super) fn enter(w: &Writer<'_>, language: Language, goods: &[Goods], today: Day) -> Result<()> {
    let words = if language == Language::En { ENGLISH } else { CHINESE };
    let quiet = SegmentRule::Between {
        field: SegmentFigure::DaysSinceOrder,
        from: Some(Figure(Decimal::from(90))),
        to: None,
    };
    let tagged = SegmentRule::In { field: SegmentChoice::Tag, values: vec![words.tag.into()] };
    let late = SegmentRule::Between {
        field: SegmentFigure::Overdue,
        from: Some(Figure(Decimal::new(1, 2))),
        to: None,
    };
    let both = SegmentRule::All { rules: vec![tagged, late] };
    for (name, rule) in [(words.quiet, quiet), (words.late, both)] {
        classes::save_segment(w, &SaveSegment { id: None, version: None, name: name.into(), rule }, today)?;
    }
    let list = price_list(w, &words, goods)?;
    carry(
        w,
        ClassKind::Tag,
        words.tag,
        ClassOffer {
            price_list: Some(list),
            visit_days: Some(30),
            service_plan: Some(words.plan.into()),
            ..ClassOffer::default()
        },
    )?;
    carry(w, ClassKind::Abc, "b", ClassOffer { visit_days: Some(60), ..ClassOffer::default() })
}

fn carry(w: &Writer<'_>, class: ClassKind, value: &str, offer: ClassOffer) -> Result<()> {
    let class = CustomerClass { class, value: value.into() };
    classes::save_class_default(w, &SaveClassDefault { id: None, version: None, place: None, class, offer })?;
    Ok(())
}

/// Five percent off for the tagged customers, ten from twenty on.
fn price_list(w: &Writer<'_>, words: &Words, goods: &[Goods]) -> Result<PriceListId> {
    let mut prices = Vec::new();
    for item in goods.iter().take(PRICED).map(|goods| &goods.item) {
        let Some(price) = item.fields.price else { continue };
        for (from, percent) in [(0, 95), (20, 90)] {
            let reduced = (price.0 * Decimal::from(percent) / Decimal::ONE_HUNDRED).round_dp(2);
            prices.push(PriceFields {
                item_id: item.id,
                from_quantity: Figure(Decimal::from(from)),
                unit_price: Figure(reduced),
            });
        }
    }
    let class = CustomerClass { class: ClassKind::Tag, value: words.tag.into() };
    let fields = PriceListFields {
        name: words.list.into(),
        currency: ledger::book(w)?.currency,
        scope: PriceScope::Class { class },
        valid_from: None,
        valid_to: None,
        prices,
    };
    Ok(pricing::save_price_list(w, &SavePriceList { id: None, version: None, fields })?.id)
}
