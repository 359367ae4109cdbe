//! Sharing out and converting lose nothing.

use kezhang::documents::{Discount, LineAmounts, LineInput, Method, TaxMode, TaxRounding, TaxTotal, compute};
use kezhang::ledger::{Control, Tax, TaxKind, TaxPart, Treatment};
use kezhang::money::{Currency, Figure, Money, Rate, Rounding, split};
use kezhang::settlement::OpenItem;
use kezhang::store::{AccountId, OpenItemId, PartyId, Seq, TaxId};
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
        choices in any::<[bool; 3]>(),
        rounding in rounding(),
    ) {
        let [is_inclusive, per_document, discounts_after_tax] = choices;
        let method = Method {
            currency: currency.parse().unwrap(),
            tax_mode: if is_inclusive { TaxMode::Inclusive } else { TaxMode::Exclusive },
            document_discount: Discount(Decimal::from(off_percent)),
            discounts_after_tax,
            rounding,
            tax_rounding: if per_document { TaxRounding::PerDocument } else { TaxRounding::PerLine },
        };
        let inputs: Vec<LineInput> = lines.iter().map(input).collect();
        let totals = compute(&inputs, method).unwrap();
        let sum = |of: fn(&LineAmounts) -> Money| totals.lines.iter().map(|line| of(line).minor()).sum::<i64>();
        prop_assert_eq!(sum(|line| line.net), totals.net.minor());
        prop_assert_eq!(sum(|line| line.tax), totals.tax.minor());
        prop_assert_eq!(sum(|line| line.total), totals.total.minor());
        prop_assert_eq!(totals.net.minor() + totals.tax.minor(), totals.total.minor());
        prop_assert_eq!(totals.payable.minor() + totals.withheld.minor(), totals.total.minor());
        for (line, (.., tax)) in totals.lines.iter().zip(&lines).filter(|(line, _)| !line.parts.is_empty()) {
            let charged = line.parts.iter().zip(&tax.parts).filter(|(_, part)| !part.withheld);
            prop_assert_eq!(charged.map(|(amount, _)| amount.amount.minor()).sum::<i64>(), line.tax.minor());
        }
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

/// Quantity, price, discount in percent, and a tax.
type Line = (Decimal, Decimal, Decimal, Tax);

fn input((quantity, unit_price, off, tax): &Line) -> LineInput<'_> {
    LineInput { quantity: *quantity, unit_price: *unit_price, discount: Discount(*off), tax }
}

fn line() -> impl Strategy<Value = Line> {
    (1..20_000_i64, -200_000..2_000_000_i64, 0..=100_u32, tax()).prop_map(
        |(quantity, price, off_percent, tax)| {
            (Decimal::new(quantity, 3), Decimal::new(price, 2), Decimal::from(off_percent), tax)
        },
    )
}

/// A plain tax, one rate of three jurisdictions, or a tax on a tax with one that is withheld; each kind has a key of
/// its own.
fn tax() -> impl Strategy<Value = Tax> {
    let rate = prop_oneof![Just(0_u32), Just(3), Just(13), 1..30_u32];
    (rate, 0..3_usize).prop_map(|(rate, shape)| {
        let part = |rate: u32| TaxPart { rate: Figure(Decimal::from(rate)), ..TaxPart::default() };
        let key = rate;
        let (kind, parts, rate) = match shape {
            0 if rate == 0 => (TaxKind::Percent, Vec::new(), Decimal::ZERO),
            0 => (TaxKind::Percent, vec![part(rate)], Decimal::from(rate)),
            1 => {
                let parts = vec![part(rate + 1), part(rate), part(2)];
                (TaxKind::Combined, parts, Decimal::from(2 * rate + 3))
            }
            _ => {
                let on = TaxPart { include_base: true, ..part(5) };
                let above = TaxPart { base_affected: true, ..part(rate) };
                let withheld = TaxPart { withheld: true, ..part(2) };
                let together = Decimal::from(5) + Decimal::from(105 * rate) / Decimal::ONE_HUNDRED;
                (TaxKind::Group, vec![on, above, withheld], together)
            }
        };
        Tax {
            id: TaxId::new(i64::from(key) * 3 + shape as i64),
            code: "T".into(),
            treatment: if parts.is_empty() { Treatment::Zero } else { Treatment::Rate },
            kind,
            rate_percent: Figure(rate),
            name_zh: String::new(),
            name_en: String::new(),
            valid_from: None,
            valid_to: None,
            active: true,
            parts,
        }
    })
}
