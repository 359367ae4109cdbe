//! A segment's rule as SQL: each condition is a literal, every value is bound.

use rusqlite::types::Value;

use super::customer::AsOf;
use super::rule::{SegmentChoice, SegmentFigure, SegmentRule};
use super::segment::segment;
use crate::calendar::Day;
use crate::error::{Error, Result};
use crate::ledger::book;
use crate::money::Currency;
use crate::store::{Fragments, PartyId, Reader, SegmentId};

/// Which customers a rule leaves, as a condition on the column `id` of a query over parties. Sales count up to the day,
/// as known at the moment; what is owed and what is known of a customer is as it stands.
///
/// # Errors
/// What [`SegmentRule::check`] refuses; `not_found` for a tag, source, owner or terms that the book does not have (any
/// more).
pub fn condition(r: &Reader<'_>, rule: &SegmentRule, as_of: AsOf) -> Result<Fragments> {
    let currency = book(r)?.currency;
    rule.check(currency)?;
    refuse_unknown(r, rule)?;
    let needs = Needs::of(rule);
    let days = |as_of: AsOf| -> Result<[Value; 3]> {
        let known = as_of.known.value();
        Ok([as_of.day.to_string().into(), as_of.year_ago()?.to_string().into(), known.into()])
    };
    let mut select = match needs.sales {
        // Looked up for those whom the other conditions leave: a figure costs as much for everyone as a sum over all sales.
        true => Fragments::of("id in (select p.id from (", [])
            .then(Fragments::of(include_str!("sold_to.sql"), days(as_of)?))
            .then(Fragments::of(") p", [])),
        false => Fragments::of("id in (select p.id from party p", []),
    };
    if needs.ranks {
        select = joined(select, include_str!("ranked.sql"), days(as_of)?, "f on f.party_id = p.id");
    }
    if needs.owed {
        let day = [as_of.day.to_string().into()];
        select = joined(select, include_str!("owed.sql"), day, "o on o.party_id = p.id");
    }
    let select = select.then(Fragments::of("where", []));
    Ok(select.then(fragments(rule, as_of, currency)?).then(Fragments::of(")", [])))
}

/// The customers a rule leaves, those out of use too, by key.
///
/// # Errors
/// What [`condition`] refuses.
pub fn members(r: &Reader<'_>, rule: &SegmentRule, as_of: AsOf) -> Result<Vec<PartyId>> {
    let select = Fragments::of("select id from party where is_customer and", []);
    let query = select.then(condition(r, rule, as_of)?).then(Fragments::of("order by id", []));
    query.rows(r, |row| row.get("id"))
}

/// The customers of a saved segment as things stand on a day; `None` where none is asked for.
///
/// # Errors
/// `not_found`; what [`condition`] refuses.
pub fn segment_members(
    r: &Reader<'_>,
    chosen: Option<SegmentId>,
    today: Day,
) -> Result<Option<Vec<PartyId>>> {
    chosen.map(|id| members(r, &segment(r, id)?.rule, AsOf::now(today))).transpose()
}

fn joined<const N: usize>(
    select: Fragments,
    of: &'static str,
    values: [Value; N],
    on: &'static str,
) -> Fragments {
    select
        .then(Fragments::of("left join (", []))
        .then(Fragments::of(of, values))
        .then(Fragments::of(")", []))
        .then(Fragments::of(on, []))
}

/// What a rule reads beside the party itself.
#[derive(Debug, Clone, Copy, Default)]
struct Needs {
    sales: bool,
    ranks: bool,
    owed: bool,
}

impl Needs {
    fn of(rule: &SegmentRule) -> Needs {
        match rule {
            SegmentRule::All { rules } | SegmentRule::Any { rules } => {
                rules.iter().map(Needs::of).fold(Needs::default(), |sum, each| Needs {
                    sales: sum.sales || each.sales,
                    ranks: sum.ranks || each.ranks,
                    owed: sum.owed || each.owed,
                })
            }
            SegmentRule::Not { rule } => Needs::of(rule),
            SegmentRule::In { field, .. } | SegmentRule::Missing { field } => Needs {
                ranks: matches!(field, SegmentChoice::Abc | SegmentChoice::Power),
                ..Needs::default()
            },
            SegmentRule::Between { field, .. } => Needs {
                sales: matches!(
                    field,
                    SegmentFigure::NetSales
                        | SegmentFigure::DaysSinceOrder
                        | SegmentFigure::Orders
                        | SegmentFigure::YearOrders
                        | SegmentFigure::WalletShare
                ),
                ranks: matches!(
                    field,
                    SegmentFigure::Recency | SegmentFigure::Frequency | SegmentFigure::Money
                ),
                owed: matches!(field, SegmentFigure::Receivable | SegmentFigure::Overdue),
            },
        }
    }
}

fn fragments(rule: &SegmentRule, as_of: AsOf, currency: Currency) -> Result<Fragments> {
    let each = |rules: &[SegmentRule]| -> Result<Vec<Fragments>> {
        rules.iter().map(|rule| fragments(rule, as_of, currency)).collect()
    };
    Ok(match rule {
        SegmentRule::All { rules } => Fragments::all(each(rules)?),
        SegmentRule::Any { rules } => Fragments::any(each(rules)?),
        SegmentRule::Not { rule } => fragments(rule, as_of, currency)?.negated(),
        SegmentRule::In { field, values } => one_of(*field, values)?,
        SegmentRule::Missing { field } => Fragments::of(missing(*field), []),
        SegmentRule::Between { field, from, to } => {
            let [least, most] = bounds(*field);
            let bound = |sql: &'static str, figure| -> Result<Option<Fragments>> {
                let Some(value) = field.stored(figure, currency)? else { return Ok(None) };
                Ok(Some(match field {
                    SegmentFigure::DaysSinceOrder => {
                        Fragments::of(sql, [as_of.day.to_string().into(), value.into()])
                    }
                    _ => Fragments::of(sql, [value.into()]),
                }))
            };
            Fragments::all([bound(least, *from)?, bound(most, *to)?].into_iter().flatten().collect())
        }
    })
}

fn one_of(field: SegmentChoice, values: &[String]) -> Result<Fragments> {
    let sql = match field {
        SegmentChoice::Industry => return codes("p.industry >= ? and p.industry < ?", field, values),
        SegmentChoice::Region => return codes("p.region >= ? and p.region < ?", field, values),
        SegmentChoice::Tag => {
            "p.id in (select t.party_id from party_tag t where t.tag in (select value from json_each(?)))"
        }
        SegmentChoice::Source => "p.source in (select value from json_each(?))",
        SegmentChoice::Owner => "p.owner_id in (select cast(value as integer) from json_each(?))",
        SegmentChoice::Currency => "p.currency in (select value from json_each(?))",
        SegmentChoice::Terms => "p.terms in (select value from json_each(?))",
        SegmentChoice::Abc => "f.abc in (select value from json_each(?))",
        SegmentChoice::Power => "f.power in (select value from json_each(?))",
    };
    let list = serde_json::to_string(&field.patterns(values)).map_err(Error::unexpected)?;
    Ok(Fragments::of(sql, [list.into()]))
}

/// Whose code begins with one of the values, as a range that an index finds.
fn codes(within: &'static str, field: SegmentChoice, values: &[String]) -> Result<Fragments> {
    let range = |code: String| Ok(Fragments::of(within, [code.clone().into(), beyond(&code)?.into()]));
    Ok(Fragments::any(field.patterns(values).into_iter().map(range).collect::<Result<_>>()?))
}

/// The first text after all that begin with a code of letters and digits.
fn beyond(code: &str) -> Result<String> {
    let invalid = || Error::FieldInvalid { field: "values".into(), value: code.into() };
    let last = code.bytes().last().filter(u8::is_ascii).ok_or_else(invalid)?;
    Ok(format!("{}{}", &code[..code.len() - 1], char::from(last + 1)))
}

fn missing(field: SegmentChoice) -> &'static str {
    match field {
        SegmentChoice::Industry => "p.industry is null",
        SegmentChoice::Region => "p.region is null",
        SegmentChoice::Tag => "p.id not in (select party_id from party_tag)",
        SegmentChoice::Source => "p.source is null",
        SegmentChoice::Owner => "p.owner_id is null",
        SegmentChoice::Currency => "p.currency is null",
        SegmentChoice::Terms => "p.terms is null",
        SegmentChoice::Abc => "f.abc is null",
        SegmentChoice::Power => "f.power is null",
    }
}

/// At least, and at most.
fn bounds(field: SegmentFigure) -> [&'static str; 2] {
    match field {
        SegmentFigure::Recency => ["f.r >= ?", "f.r <= ?"],
        SegmentFigure::Frequency => ["f.f >= ?", "f.f <= ?"],
        SegmentFigure::Money => ["f.m >= ?", "f.m <= ?"],
        SegmentFigure::NetSales => ["p.net_12m_minor >= ?", "p.net_12m_minor <= ?"],
        SegmentFigure::Receivable => {
            ["coalesce(o.receivable_minor, 0) >= ?", "coalesce(o.receivable_minor, 0) <= ?"]
        }
        SegmentFigure::Overdue => ["coalesce(o.overdue_minor, 0) >= ?", "coalesce(o.overdue_minor, 0) <= ?"],
        SegmentFigure::DaysSinceOrder => [
            "julianday(?) - julianday(p.last_order_on) >= ?",
            "julianday(?) - julianday(p.last_order_on) <= ?",
        ],
        SegmentFigure::Orders => ["p.orders >= ?", "p.orders <= ?"],
        SegmentFigure::YearOrders => ["p.orders_12m >= ?", "p.orders_12m <= ?"],
        SegmentFigure::Potential => ["p.potential_minor >= ?", "p.potential_minor <= ?"],
        SegmentFigure::WalletShare => [
            "p.potential_minor > 0 and p.net_12m_minor * 10000 / p.potential_minor >= ?",
            "p.potential_minor > 0 and p.net_12m_minor * 10000 / p.potential_minor <= ?",
        ],
        SegmentFigure::RegisteredCapital => {
            ["p.registered_capital_minor >= ?", "p.registered_capital_minor <= ?"]
        }
        SegmentFigure::Headcount => ["p.headcount >= ?", "p.headcount <= ?"],
    }
}

/// A word that nobody has is a mistake: the tag was taken off everybody, the user or the terms are not there.
fn refuse_unknown(r: &Reader<'_>, rule: &SegmentRule) -> Result<()> {
    match rule {
        SegmentRule::All { rules } | SegmentRule::Any { rules } => {
            rules.iter().try_for_each(|rule| refuse_unknown(r, rule))
        }
        SegmentRule::Not { rule } => refuse_unknown(r, rule),
        SegmentRule::In { field, values } => {
            let sql = match field {
                SegmentChoice::Tag => "select exists (select 1 from party_tag where tag = ?)",
                SegmentChoice::Source => "select exists (select 1 from party where source = ?)",
                SegmentChoice::Owner => "select exists (select 1 from user where id = cast(? as integer))",
                SegmentChoice::Terms => "select exists (select 1 from terms where code = ?)",
                _ => return Ok(()),
            };
            values.iter().try_for_each(|value| match r.value(sql, [value])? {
                true => Ok(()),
                false => {
                    let kind = if *field == SegmentChoice::Owner { "user" } else { field.as_str() };
                    Err(Error::NotFound { kind: kind.into(), key: value.clone() })
                }
            })
        }
        SegmentRule::Missing { .. } | SegmentRule::Between { .. } => Ok(()),
    }
}
