//! Classes of customers by what they buy: pure arithmetic, without a book. Source: DOMAIN §10; vectors `classify`.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Fewer customers than this are not scored: five classes of them would say nothing.
pub const SCORED_FROM: usize = 5;

/// Shares of all sales in percent below which an item is of class A, and of class B.
const A_BELOW_PERCENT: i128 = 80;
const B_BELOW_PERCENT: i128 = 95;

/// ABC by cumulative share (帕累托).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Abc {
    A,
    B,
    C,
}

/// 购买力
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Power {
    High,
    Mid,
    Low,
}

impl Abc {
    pub const ALL: [Abc; 3] = [Abc::A, Abc::B, Abc::C];

    pub fn as_str(self) -> &'static str {
        match self {
            Abc::A => "a",
            Abc::B => "b",
            Abc::C => "c",
        }
    }
}

impl Power {
    pub const ALL: [Power; 3] = [Power::High, Power::Mid, Power::Low];

    pub fn as_str(self) -> &'static str {
        match self {
            Power::High => "high",
            Power::Mid => "mid",
            Power::Low => "low",
        }
    }
}

/// What one customer is scored by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bought {
    /// Since the last order.
    pub days: i64,
    /// In twelve months.
    pub orders: i64,
    /// In twelve months, after credit notes.
    pub net_minor: i64,
}

/// Recency, frequency, money: 1 to 5, five is best.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct Rfm {
    pub r: u8,
    pub f: u8,
    pub m: u8,
}

/// The scores of each customer; none where there are fewer than [`SCORED_FROM`].
pub fn rfm(customers: &[Bought]) -> Option<Vec<Rfm>> {
    if customers.len() < SCORED_FROM {
        return None;
    }
    let scores = |value: fn(&Bought) -> i64| quintiles(&customers.iter().map(value).collect::<Vec<_>>());
    let recency = scores(|bought| -bought.days);
    let (frequency, money) = (scores(|bought| bought.orders), scores(|bought| bought.net_minor));
    let each = recency.into_iter().zip(frequency).zip(money);
    Some(each.map(|((r, f), m)| Rfm { r, f, m }).collect())
}

/// ⌊5 · how many are strictly worse / how many there are⌋ + 1: equal values score equally.
pub fn quintiles(values: &[i64]) -> Vec<u8> {
    let mut sorted = values.to_vec();
    sorted.sort_unstable();
    let score = |value: &i64| {
        let worse = sorted.partition_point(|other| other < value);
        u8::try_from(worse * 5 / sorted.len().max(1) + 1).unwrap_or(5)
    };
    values.iter().map(score).collect()
}

/// The class of each by the share of all sales that those who bought more have: below 80 % A, below 95 % B, else C. Who
/// bought nothing, or gave back more, is C and lowers no share; equal sales are of one class.
pub fn abc(net_minor: &[i64]) -> Vec<Abc> {
    let mut sorted: Vec<i128> = net_minor.iter().map(|net| i128::from((*net).max(0))).collect();
    sorted.sort_unstable_by(|left, right| right.cmp(left));
    let total: i128 = sorted.iter().sum();
    let mut before = Vec::with_capacity(sorted.len());
    let mut sum = 0_i128;
    for net in &sorted {
        before.push(sum);
        sum += net;
    }
    let class = |net: &i64| {
        let net = i128::from(*net);
        let first = sorted.partition_point(|other| *other > net);
        let hundredfold = before.get(first).map_or(total, |before| *before) * 100;
        match () {
            () if net <= 0 => Abc::C,
            () if hundredfold < total * A_BELOW_PERCENT => Abc::A,
            () if hundredfold < total * B_BELOW_PERCENT => Abc::B,
            () => Abc::C,
        }
    };
    net_minor.iter().map(class).collect()
}

/// High for the fifth of customers who buy most and for class A, mid for the two fifths below, low for the others.
pub fn power(money: Option<u8>, abc: Abc) -> Power {
    match (money, abc) {
        (Some(5), _) | (_, Abc::A) => Power::High,
        (Some(3 | 4), _) => Power::Mid,
        _ => Power::Low,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn four_customers_are_not_scored_and_five_are() {
        let bought = |net_minor| Bought { days: 1, orders: 1, net_minor };
        assert_eq!(rfm(&[1, 2, 3, 4].map(bought)), None);
        let money: Vec<u8> = rfm(&[1, 2, 3, 4, 5].map(bought)).unwrap().iter().map(|score| score.m).collect();
        assert_eq!(money, [1, 2, 3, 4, 5]);
    }

    #[test]
    fn equal_values_score_equally() {
        assert_eq!(quintiles(&[7, 7, 7, 7, 7]), [1; 5]);
        assert_eq!(quintiles(&[1, 9, 9, 9, 9]), [1, 2, 2, 2, 2]);
    }

    #[test]
    fn who_gave_back_more_than_it_bought_is_of_class_c() {
        assert_eq!(abc(&[-500, 100, 0]), [Abc::C, Abc::A, Abc::C]);
        assert_eq!(abc(&[]), []);
    }

    #[test]
    fn equal_sales_are_of_one_class() {
        assert_eq!(abc(&[50, 50]), [Abc::A, Abc::A]);
        assert_eq!(abc(&[80, 10, 10]), [Abc::A, Abc::B, Abc::B]);
    }

    #[test]
    fn power_follows_money_and_share() {
        for (money, abc, expected) in [
            (Some(5), Abc::C, Power::High),
            (Some(1), Abc::A, Power::High),
            (Some(4), Abc::B, Power::Mid),
            (Some(3), Abc::C, Power::Mid),
            (Some(2), Abc::B, Power::Low),
            (None, Abc::A, Power::High),
            (None, Abc::B, Power::Low),
        ] {
            assert_eq!(power(money, abc), expected, "{money:?} {abc:?}");
        }
    }
}
