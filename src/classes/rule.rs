//! A segment's rule: conditions joined by and, or, not. Typed here; asked of the book in `condition`, of one customer in
//! [`SegmentRule::holds`].

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::customer::Customer;
use crate::error::{Error, Result};
use crate::money::{Currency, Figure, Money};
use crate::parties::BIG_REGIONS;
use crate::store::UserId;

/// How deep conditions nest, and how many there are, at most: more is a mistake, not a question.
const DEPTH_MAX: usize = 8;
const CONDITIONS_MAX: usize = 100;

/// What a customer is asked for that is one of several words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum SegmentChoice {
    /// GB/T 4754, a section or a deeper code; a code includes those that begin with it.
    Industry,
    /// GB/T 2260, ISO 3166, or a big region (`east`); a code includes those that begin with it.
    Region,
    Tag,
    Source,
    /// Ids of users.
    Owner,
    Currency,
    /// Codes of payment terms.
    Terms,
    /// `a`, `b`, `c`.
    Abc,
    /// `high`, `mid`, `low`.
    Power,
}

/// What a customer is asked for that is a figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum SegmentFigure {
    /// 1 to 5; not known among fewer than five buyers.
    Recency,
    Frequency,
    Money,
    /// Net sales of twelve months, in the book's currency.
    NetSales,
    Receivable,
    Overdue,
    /// Not known of who never ordered.
    DaysSinceOrder,
    /// Ever.
    Orders,
    /// In twelve months.
    YearOrders,
    Potential,
    /// In percent of the potential.
    WalletShare,
    RegisteredCapital,
    Headcount,
}

/// What makes a customer one of a segment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(tag = "op", rename_all = "snake_case")]
#[ts(optional_fields = nullable)]
pub enum SegmentRule {
    /// All of them hold; every customer where there are none.
    All {
        rules: Vec<SegmentRule>,
    },
    /// One of them holds at least.
    Any {
        rules: Vec<SegmentRule>,
    },
    Not {
        rule: Box<SegmentRule>,
    },
    /// The word is one of these.
    In {
        field: SegmentChoice,
        values: Vec<String>,
    },
    /// Nothing is known of it.
    Missing {
        field: SegmentChoice,
    },
    /// At least `from`, at most `to`; one of them may be absent.
    Between {
        field: SegmentFigure,
        from: Option<Figure>,
        to: Option<Figure>,
    },
}

impl SegmentRule {
    /// Every customer.
    pub const EVERYONE: SegmentRule = SegmentRule::All { rules: Vec::new() };

    /// # Errors
    /// `segment_too_large`; `field_invalid` for a condition without values, without bounds, with bounds the wrong way
    /// round, or with a word its field does not have; `amount_too_precise` for an amount finer than the book's currency.
    pub fn check(&self, currency: Currency) -> Result<()> {
        let conditions = self.count(1)?;
        if conditions > CONDITIONS_MAX {
            return Err(Error::SegmentTooLarge { limit: CONDITIONS_MAX as u32 });
        }
        self.check_conditions(currency)
    }

    /// The conditions in it; refuses what nests too deep.
    fn count(&self, depth: usize) -> Result<usize> {
        if depth > DEPTH_MAX {
            return Err(Error::SegmentTooDeep { limit: DEPTH_MAX as u32 });
        }
        match self {
            SegmentRule::All { rules } | SegmentRule::Any { rules } => {
                rules.iter().try_fold(0, |sum, rule| Ok(sum + rule.count(depth + 1)?))
            }
            SegmentRule::Not { rule } => rule.count(depth + 1),
            _ => Ok(1),
        }
    }

    fn check_conditions(&self, currency: Currency) -> Result<()> {
        match self {
            SegmentRule::All { rules } | SegmentRule::Any { rules } => {
                rules.iter().try_for_each(|rule| rule.check_conditions(currency))
            }
            SegmentRule::Not { rule } => rule.check_conditions(currency),
            SegmentRule::Missing { .. } => Ok(()),
            SegmentRule::In { field, values } => {
                if values.is_empty() {
                    return Err(Error::FieldMissing { field: "values".into() });
                }
                values.iter().try_for_each(|value| field.check(value))
            }
            SegmentRule::Between { field, from, to } => {
                if from.is_none() && to.is_none() {
                    return Err(Error::FieldMissing { field: "from".into() });
                }
                let [least, most] = [from, to].map(|bound| field.stored(*bound, currency));
                match (least?, most?) {
                    (Some(least), Some(most)) if least > most => Err(Error::FieldInvalid {
                        field: "to".into(),
                        value: to.map(|to| to.to_string()).unwrap_or_default(),
                    }),
                    _ => Ok(()),
                }
            }
        }
    }

    /// Whether it holds of a customer who owes so much, so much of it late, in minor units. What is not known holds
    /// nothing.
    pub fn holds(&self, customer: &Customer, owed: Owed, currency: Currency) -> bool {
        match self {
            SegmentRule::All { rules } => rules.iter().all(|rule| rule.holds(customer, owed, currency)),
            SegmentRule::Any { rules } => rules.iter().any(|rule| rule.holds(customer, owed, currency)),
            SegmentRule::Not { rule } => !rule.holds(customer, owed, currency),
            SegmentRule::Missing { field } => field.words(customer).is_empty(),
            SegmentRule::In { field, values } => field
                .words(customer)
                .iter()
                .any(|word| field.patterns(values).iter().any(|wanted| field.fits(word, wanted))),
            SegmentRule::Between { field, from, to } => {
                let Some(value) = field.value(customer, owed) else { return false };
                let bound = |bound: &Option<Figure>| field.stored(*bound, currency).ok().flatten();
                bound(from).is_none_or(|least| value >= least) && bound(to).is_none_or(|most| value <= most)
            }
        }
    }
}

/// What a customer owes, in minor units of the book's currency.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Owed {
    pub receivable_minor: i64,
    pub overdue_minor: i64,
}

impl SegmentChoice {
    pub const ALL: [SegmentChoice; 9] = [
        SegmentChoice::Industry,
        SegmentChoice::Region,
        SegmentChoice::Tag,
        SegmentChoice::Source,
        SegmentChoice::Owner,
        SegmentChoice::Currency,
        SegmentChoice::Terms,
        SegmentChoice::Abc,
        SegmentChoice::Power,
    ];

    pub fn as_str(self) -> &'static str {
        match self {
            SegmentChoice::Industry => "industry",
            SegmentChoice::Region => "region",
            SegmentChoice::Tag => "tag",
            SegmentChoice::Source => "source",
            SegmentChoice::Owner => "owner",
            SegmentChoice::Currency => "currency",
            SegmentChoice::Terms => "terms",
            SegmentChoice::Abc => "abc",
            SegmentChoice::Power => "power",
        }
    }

    fn check(self, value: &str) -> Result<()> {
        let code = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_alphanumeric());
        let fits = match self {
            SegmentChoice::Industry | SegmentChoice::Region | SegmentChoice::Currency => code(value),
            SegmentChoice::Owner => value.parse::<i64>().is_ok(),
            SegmentChoice::Abc => matches!(value, "a" | "b" | "c"),
            SegmentChoice::Power => matches!(value, "high" | "mid" | "low"),
            SegmentChoice::Tag | SegmentChoice::Source | SegmentChoice::Terms => !value.trim().is_empty(),
        };
        if fits {
            return Ok(());
        }
        Err(Error::FieldInvalid { field: self.as_str().into(), value: value.into() })
    }

    /// Whether a code includes those that begin with it.
    pub fn is_code(self) -> bool {
        matches!(self, SegmentChoice::Industry | SegmentChoice::Region)
    }

    /// The values with the big regions among them as the provinces they are.
    pub fn patterns(self, values: &[String]) -> Vec<String> {
        let each = |value: &String| match self {
            SegmentChoice::Region => match BIG_REGIONS.iter().find(|region| region.code == value) {
                Some(region) => region.provinces.iter().map(|&code| code.to_owned()).collect(),
                None => vec![value.clone()],
            },
            _ => vec![value.clone()],
        };
        values.iter().flat_map(each).collect()
    }

    fn fits(self, word: &str, wanted: &str) -> bool {
        if self.is_code() { word.starts_with(wanted) } else { word == wanted }
    }

    /// What a customer has of it.
    pub fn words(self, customer: &Customer) -> Vec<String> {
        let one = |word: &Option<String>| word.iter().cloned().collect();
        match self {
            SegmentChoice::Industry => one(&customer.industry),
            SegmentChoice::Region => one(&customer.region),
            SegmentChoice::Tag => customer.tags.clone(),
            SegmentChoice::Source => one(&customer.source),
            SegmentChoice::Owner => customer.owner.iter().map(|owner: &UserId| owner.to_string()).collect(),
            SegmentChoice::Currency => one(&customer.currency),
            SegmentChoice::Terms => one(&customer.terms),
            SegmentChoice::Abc => customer.bought.abc.iter().map(|abc| abc.as_str().to_owned()).collect(),
            SegmentChoice::Power => {
                customer.bought.power.iter().map(|power| power.as_str().to_owned()).collect()
            }
        }
    }
}

impl SegmentFigure {
    pub const ALL: [SegmentFigure; 13] = [
        SegmentFigure::NetSales,
        SegmentFigure::Orders,
        SegmentFigure::YearOrders,
        SegmentFigure::DaysSinceOrder,
        SegmentFigure::Receivable,
        SegmentFigure::Overdue,
        SegmentFigure::Recency,
        SegmentFigure::Frequency,
        SegmentFigure::Money,
        SegmentFigure::Potential,
        SegmentFigure::WalletShare,
        SegmentFigure::RegisteredCapital,
        SegmentFigure::Headcount,
    ];

    pub fn is_money(self) -> bool {
        matches!(
            self,
            SegmentFigure::NetSales
                | SegmentFigure::Receivable
                | SegmentFigure::Overdue
                | SegmentFigure::Potential
                | SegmentFigure::RegisteredCapital
        )
    }

    /// A bound as it is compared: amounts in minor units, shares in hundredths of a percent, the others whole.
    ///
    /// # Errors
    /// `amount_too_precise`, `amount_overflow`; `field_invalid` for a part of an order or a day.
    pub fn stored(self, bound: Option<Figure>, currency: Currency) -> Result<Option<i64>> {
        let Some(bound) = bound else { return Ok(None) };
        if self.is_money() {
            return Ok(Some(Money::parse(&bound.to_string(), currency)?.minor()));
        }
        let scaled = match self {
            SegmentFigure::WalletShare => bound.0 * rust_decimal::Decimal::ONE_HUNDRED,
            _ => bound.0,
        };
        let whole = scaled.is_integer().then(|| i64::try_from(scaled).ok()).flatten();
        whole.map(Some).ok_or_else(|| Error::FieldInvalid { field: "from".into(), value: bound.to_string() })
    }

    /// The customer's figure, as [`SegmentFigure::stored`] gives bounds.
    fn value(self, customer: &Customer, owed: Owed) -> Option<i64> {
        let sales = &customer.bought;
        match self {
            SegmentFigure::Recency => sales.rfm.map(|score| score.r.into()),
            SegmentFigure::Frequency => sales.rfm.map(|score| score.f.into()),
            SegmentFigure::Money => sales.rfm.map(|score| score.m.into()),
            SegmentFigure::NetSales => Some(sales.net_12m_minor),
            SegmentFigure::Receivable => Some(owed.receivable_minor),
            SegmentFigure::Overdue => Some(owed.overdue_minor),
            SegmentFigure::DaysSinceOrder => sales.days_since_order,
            SegmentFigure::Orders => Some(sales.orders),
            SegmentFigure::YearOrders => Some(sales.orders_12m),
            SegmentFigure::Potential => customer.potential_minor,
            SegmentFigure::WalletShare => {
                let potential = customer.potential_minor.filter(|potential| *potential > 0)?;
                let share = i128::from(sales.net_12m_minor) * 10_000 / i128::from(potential);
                i64::try_from(share).ok()
            }
            SegmentFigure::RegisteredCapital => customer.registered_capital_minor,
            SegmentFigure::Headcount => customer.headcount,
        }
    }
}
