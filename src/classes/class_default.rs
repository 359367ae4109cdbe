//! What a class of customers carries (针对性的销售策略和服务方案): terms, price list, discount, visits, service plan.
//!
//! Of several classes the first in order decides, field by field. It is proposed and never forced: what was agreed with the
//! customer itself, and what a person typed, go before it. Each proposal names its class.

use rusqlite::{Row, named_params};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;
use ts_rs::TS;

use super::choices::{ClassNames, ClassWord};
use super::customer::{AsOf, customer_of};
use super::membership::{ClassKind, CustomerClass, Memberships};
use super::rule::Owed;
use crate::audit;
use crate::calendar::Day;
use crate::error::{Error, Result};
use crate::ledger::book;
use crate::money::Figure;
use crate::parties::{self, PartyFields, refuse_discount, refuse_rhythm};
use crate::store::{ClassDefaultId, PartyId, PriceListId, Reader, Seq, Writer};

/// What is proposed to a class; what it says nothing about is left to the next one.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(default)]
#[ts(optional_fields = nullable)]
pub struct ClassOffer {
    /// Code of payment terms.
    pub terms: Option<String>,
    pub price_list: Option<PriceListId>,
    /// Off every line, in percent.
    pub discount_percent: Option<Figure>,
    /// A visit falls due so many days after the last order.
    pub visit_days: Option<u32>,
    /// 服务方案
    pub service_plan: Option<String>,
}

#[derive(Debug, Clone, Serialize, TS, JsonSchema)]
pub struct ClassDefault {
    pub id: ClassDefaultId,
    /// The act that says it as it stands.
    pub version: Seq,
    /// The lower goes first.
    pub place: u32,
    pub class: CustomerClass,
    pub name: ClassWord,
    pub offer: ClassOffer,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS, JsonSchema)]
#[ts(optional_fields = nullable)]
pub struct SaveClassDefault {
    /// Absent for a new one.
    #[serde(default)]
    pub id: Option<ClassDefaultId>,
    /// The version that was edited; required with `id`.
    #[serde(default)]
    pub version: Option<Seq>,
    /// After the others where absent.
    #[serde(default)]
    pub place: Option<u32>,
    pub class: CustomerClass,
    pub offer: ClassOffer,
}

/// A value and the class it comes from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS, JsonSchema)]
pub struct Proposed<T> {
    pub value: T,
    pub class: ClassKind,
    pub name_zh: String,
    pub name_en: String,
}

/// What a customer's classes propose.
#[derive(Debug, Clone, Default, Serialize, TS, JsonSchema)]
#[ts(optional_fields = nullable)]
pub struct ClassProposal {
    pub terms: Option<Proposed<String>>,
    #[ts(as = "Option<Proposed<u32>>")]
    pub price_list: Option<Proposed<i64>>,
    pub discount_percent: Option<Proposed<Figure>>,
    pub visit_days: Option<Proposed<u32>>,
    pub service_plan: Option<Proposed<String>>,
}

struct Stored {
    id: ClassDefaultId,
    version: Seq,
    place: u32,
    class: CustomerClass,
    offer: ClassOffer,
}

fn read(row: &Row<'_>) -> rusqlite::Result<Stored> {
    let content: String = row.get("content")?;
    let class: String = row.get("class")?;
    Ok(Stored {
        id: row.get("id")?,
        version: row.get("seq")?,
        place: row.get("place")?,
        class: CustomerClass {
            class: ClassKind::from_stored(&class).unwrap_or(ClassKind::Tag),
            value: row.get("value")?,
        },
        offer: serde_json::from_str(&content)
            .map_err(|error| rusqlite::Error::UserFunctionError(error.into()))?,
    })
}

const SELECT: &str = "select id, seq, place, class, value, content from class_default where not archived";

fn stored(r: &Reader<'_>) -> Result<Vec<Stored>> {
    r.rows(&format!("{SELECT} order by place, id"), [], read)
}

/// Those in force, the first in order first.
pub fn class_defaults(r: &Reader<'_>) -> Result<Vec<ClassDefault>> {
    let names = ClassNames::new(r)?;
    stored(r)?
        .into_iter()
        .map(|Stored { id, version, place, class, offer }| {
            let name = class.name(r, &names)?;
            Ok(ClassDefault { id, version, place, class, name, offer })
        })
        .collect()
}

/// Adds what a class carries, or changes it.
///
/// # Errors
/// `field_missing` where it carries nothing, `field_invalid`, `not_found` for terms or a price list there is not,
/// `duplicate` where the class has an entry already, `stale` with both texts.
pub fn save_class_default(w: &Writer<'_>, input: &SaveClassDefault) -> Result<Vec<ClassDefault>> {
    input.class.check(w)?;
    let offer = checked(w, &input.offer)?;
    let class = CustomerClass { value: input.class.value.trim().into(), ..input.class.clone() };
    let known = stored(w)?;
    let taken = known.iter().find(|other| other.class == class).map(|other| other.id);
    if taken.is_some_and(|taken| Some(taken) != input.id) {
        return Err(Error::Duplicate { kind: "class_default".into(), key: class.value });
    }
    let last = known.iter().map(|other| other.place).max().unwrap_or_default();
    let content = serde_json::to_string(&offer).map_err(Error::unexpected)?;
    let place = input.place.unwrap_or(last + 1);
    let id = match input.id {
        None => w.insert(
            "insert or replace into class_default (seq, place, class, value, content)
             values (0, :place, :class, :value, :content)",
            named_params! {":place": place, ":class": class.class.as_str(), ":value": class.value, ":content": content},
        )?,
        Some(id) => {
            let current = known.iter().find(|other| other.id == id);
            let current = current
                .ok_or_else(|| Error::NotFound { kind: "class_default".into(), key: id.to_string() })?;
            refuse_stale(current, input)?;
            let place = input.place.unwrap_or(current.place);
            w.execute(
                "update class_default set place = :place, class = :class, value = :value, content = :content where id = :id",
                named_params! {":place": place, ":class": class.class.as_str(), ":value": class.value,
                    ":content": content, ":id": id},
            )?;
            id
        }
    };
    record(w, id, &json!({"class_default": id, "place": place, "class": class, "offer": offer}))?;
    class_defaults(w)
}

/// Ends what a class carries.
///
/// # Errors
/// `not_found`.
pub fn end_class_default(w: &Writer<'_>, id: ClassDefaultId) -> Result<Vec<ClassDefault>> {
    let changed = w.execute(
        "update class_default set archived = 1 where id = :id and not archived",
        named_params! {":id": id},
    )?;
    if changed == 0 {
        return Err(Error::NotFound { kind: "class_default".into(), key: id.to_string() });
    }
    record(w, id, &json!({"class_default": id, "ended": true}))?;
    class_defaults(w)
}

fn checked(r: &Reader<'_>, offer: &ClassOffer) -> Result<ClassOffer> {
    let plan = offer.service_plan.as_deref().map(str::trim).filter(|plan| !plan.is_empty());
    let offer = ClassOffer { service_plan: plan.map(str::to_owned), ..offer.clone() };
    if offer == ClassOffer::default() {
        return Err(Error::FieldMissing { field: "offer".into() });
    }
    if let Some(code) = &offer.terms {
        parties::terms(r, code)?;
    }
    if let Some(list) = offer.price_list {
        let known: bool = r.value(
            "select exists (select 1 from price_list where id = :id and not archived)",
            named_params! {":id": list},
        )?;
        if !known {
            return Err(Error::NotFound { kind: "price_list".into(), key: list.to_string() });
        }
    }
    refuse_discount(offer.discount_percent)?;
    refuse_rhythm(offer.visit_days)?;
    Ok(offer)
}

fn refuse_stale(current: &Stored, input: &SaveClassDefault) -> Result<()> {
    if input.version == Some(current.version) {
        return Ok(());
    }
    Err(Error::Stale {
        kind: "class_default".into(),
        key: current.class.value.clone(),
        yours: serde_json::to_value(&input.offer).map_err(Error::unexpected)?,
        theirs: serde_json::to_value(&current.offer).map_err(Error::unexpected)?,
    })
}

fn record(w: &Writer<'_>, id: ClassDefaultId, act: &serde_json::Value) -> Result<()> {
    let seq = audit::record(w, act)?;
    w.execute("update class_default set seq = :seq where id = :id", named_params! {":seq": seq, ":id": id})?;
    Ok(())
}

/// What the classes of a customer that is being entered propose: its tags, and the segments whose rule holds of what is
/// typed. Who never bought is of no class by what it buys.
pub fn proposal_for(r: &Reader<'_>, fields: &PartyFields) -> Result<ClassProposal> {
    let currency = book(r)?.currency;
    let customer = customer_of(PartyId::new(0), fields.tidied(), currency);
    proposed(&class_defaults(r)?, |class| match class.class {
        ClassKind::Tag => Ok(customer.tags.contains(&class.value)),
        ClassKind::Segment => Ok(class.segment(r)?.rule.holds(&customer, Owed::default(), currency)),
        ClassKind::Abc | ClassKind::Power => Ok(false),
    })
}

/// What a customer's classes propose on a day.
pub fn proposal(r: &Reader<'_>, party: PartyId, today: Day) -> Result<ClassProposal> {
    let defaults = class_defaults(r)?;
    if defaults.is_empty() {
        return Ok(ClassProposal::default());
    }
    let classes: Vec<CustomerClass> = defaults.iter().map(|each| each.class.clone()).collect();
    let memberships = Memberships::of(r, &classes, Some(party), AsOf::now(today))?;
    proposed(&defaults, |class| Ok(memberships.holds(party, class)))
}

/// What the classes that hold propose, the first of them first.
fn proposed(
    defaults: &[ClassDefault],
    holds: impl Fn(&CustomerClass) -> Result<bool>,
) -> Result<ClassProposal> {
    let mut proposal = ClassProposal::default();
    for each in defaults {
        if holds(&each.class)? {
            proposal.take(each);
        }
    }
    Ok(proposal)
}

impl ClassProposal {
    /// Takes from a class what no class before it carries.
    fn take(&mut self, from: &ClassDefault) {
        let offer = &from.offer;
        propose(&mut self.terms, offer.terms.clone(), from);
        propose(&mut self.price_list, offer.price_list.map(PriceListId::value), from);
        propose(&mut self.discount_percent, offer.discount_percent, from);
        propose(&mut self.visit_days, offer.visit_days, from);
        propose(&mut self.service_plan, offer.service_plan.clone(), from);
    }
}

fn propose<T>(to: &mut Option<Proposed<T>>, value: Option<T>, from: &ClassDefault) {
    let Some(value) = value.filter(|_| to.is_none()) else { return };
    let ClassWord { name_zh, name_en, .. } = from.name.clone();
    *to = Some(Proposed { value, class: from.class.class, name_zh, name_en });
}
