//! Sharing out and converting lose nothing.

use kezhang::documents::{Discount, LineAmounts, LineInput, Method, TaxMode, TaxRounding, TaxTotal, compute};
use kezhang::ledger::{Control, Treatment};
use kezhang::money::{Currency, Money, Rate, Rounding, split};
use kezhang::settlement::OpenItem;
use kezhang::store::{AccountId, OpenItemId, PartyId, Seq};
use proptest::prelude::*;
use rust_decimal::Decimal;

fn rounding() -> impl Strategy<Value = Rounding> {
    prop_oneof![Just(Rounding::HalfUp), Just(Rounding::HalfEven)]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn shares_add_up_to_the_whole_and_none_strays_a_unit(
        whole in -1_000_000_000_i64..1_000_000_000,
        weights in proptest::collection::vec(0..10_000_u32, 1..20),
    ) {
        prop_assume!(weights.iter().any(|weight| *weight > 0));
        let weights: Vec<Decimal> = weights.into_iter().map(Decimal::from).collect();
        let total: Decimal = weights.iter().sum();
        let shares = split(whole, &weights).unwrap();
        prop_assert_eq!(shares.iter().sum::<i64>(), whole);
        for (share, weight) in shares.iter().zip(&weights) {
            let exact = Decimal::from(whole) * weight / total;
            prop_assert!((Decimal::from(*share) - exact).abs() < Decimal::ONE, "{share} for {exact}");
        }
    }

    #[test]
    fn converted_parts_add_up_to_their_converted_sum(
        parts in proptest::collection::vec(-5_000_000_i64..5_000_000, 1..12),
        rate in 1..100_000_000_i64,
        foreign in prop_oneof![Just(1_i64), Just(100), 2..2000_i64],
        rounding in rounding(),
    ) {
        let usd = |minor: i64| Money::from_minor(minor, Currency::USD);
        let rate = Rate::new(Decimal::new(rate, 5), Decimal::from(foreign)).unwrap();
        let money: Vec<Money> = parts.iter().copied().map(usd).collect();
        let converted = rate.convert_parts(&money, Currency::CNY, rounding).unwrap();
        let whole = rate.convert(usd(parts.iter().sum()), Currency::CNY, rounding).unwrap();
        prop_assert_eq!(converted.iter().map(|part| part.minor()).sum::<i64>(), whole.minor());
    }

    #[test]
    fn an_item_relieved_in_parts_leaves_no_residue(
        open in 1..5_000_000_i64,
        carried in 1..40_000_000_i64,
        cuts in proptest::collection::vec(1..1000_i64, 0..8),
        rounding in rounding(),
    ) {
        let usd = |minor: i64| Money::from_minor(minor, Currency::USD);
        let cny = |minor: i64| Money::from_minor(minor, Currency::CNY);
        let mut item = receivable(usd(open), cny(carried));
        let mut relieved = 0;
        for cut in cuts.into_iter().map(Some).chain([None]) {
            let left = item.remaining.minor();
            let part = cut.map_or(left, |cut| (left * cut / 1000).max(1));
            let base = item.relief(usd(part), rounding).unwrap();
            relieved += base.minor();
            item.remaining = usd(left - part);
            item.remaining_base = item.remaining_base.checked_sub(base).unwrap();
            prop_assert!(item.remaining_base.minor() >= 0);
            if item.remaining.is_zero() {
                break;
            }
        }
        prop_assert_eq!((relieved, item.remaining_base.minor()), (carried, 0));
    }

    #[test]
    fn the_lines_of_a_document_add_up_to_it(
        lines in proptest::collection::vec(line(), 1..12),
        off_percent in 0..=100_u32,
        currency in prop_oneof![Just("CNY"), Just("JPY"), Just("KWD")],
        choices in any::<[bool; 2]>(),
        rounding in rounding(),
    ) {
        let [is_inclusive, per_document] = choices;
        let method = Method {
            currency: currency.parse().unwrap(),
            tax_mode: if is_inclusive { TaxMode::Inclusive } else { TaxMode::Exclusive },
            document_discount: Discount(Decimal::from(off_percent)),
            rounding,
            tax_rounding: if per_document { TaxRounding::PerDocument } else { TaxRounding::PerLine },
        };
        let totals = compute(&lines, method).unwrap();
        let sum = |of: fn(&LineAmounts) -> Money| totals.lines.iter().map(|line| of(line).minor()).sum::<i64>();
        prop_assert_eq!(sum(|line| line.net), totals.net.minor());
        prop_assert_eq!(sum(|line| line.tax), totals.tax.minor());
        prop_assert_eq!(sum(|line| line.total), totals.total.minor());
        prop_assert_eq!(totals.net.minor() + totals.tax.minor(), totals.total.minor());
        let taxes = |of: fn(&TaxTotal) -> Money| totals.taxes.iter().map(|tax| of(tax).minor()).sum::<i64>();
        prop_assert_eq!((taxes(|tax| tax.net), taxes(|tax| tax.tax)), (totals.net.minor(), totals.tax.minor()));
    }
}

fn receivable(amount: Money, base: Money) -> OpenItem {
    let day = chrono::NaiveDate::default();
    OpenItem {
        id: OpenItemId::new(1),
        seq: Seq::new(1),
        document_id: None,
        document_kind: None,
        document_number: None,
        control: Control::Receivable,
        party_id: PartyId::new(1),
        date: day,
        due_on: day,
        amount,
        remaining: amount,
        base,
        remaining_base: base,
        account_id: AccountId::new(1),
        account_code: "1122".into(),
    }
}

fn line() -> impl Strategy<Value = LineInput> {
    let rate = prop_oneof![Just(0_u32), Just(3), Just(13), 1..30_u32];
    (1..20_000_i64, -200_000..2_000_000_i64, 0..=100_u32, rate).prop_map(
        |(quantity, price, off_percent, rate)| LineInput {
            quantity: Decimal::new(quantity, 3),
            unit_price: Decimal::new(price, 2),
            discount: Discount(Decimal::from(off_percent)),
            treatment: if rate == 0 { Treatment::Zero } else { Treatment::Rate },
            rate_percent: Decimal::from(rate),
        },
    )
}
