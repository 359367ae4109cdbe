//! 增值税汇总: sales and purchases by rate and treatment, taxes by jurisdiction, and what the period comes to.
//!
//! With `detail` each rate names its documents. A general taxpayer's totals are those of its ledger: what was posted
//! without a document stands in a line of its own, so that the return and the accounts agree.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;

use super::names::party_labels;
use super::report::{Cell, Column, ColumnKind, Link, Report, Row, RowKind, columns};
use super::request::Scope;
use crate::error::{Error, Result};
use crate::ledger::{AccountRole, PartKind, Regime, Tax, Treatment, account_by_role};
use crate::money::{Figure, Money};
use crate::store::Reader;
use crate::vat::{SurtaxKind, TaxedLine, TradeSide, VatColumn, VatFigures, VatPeriod, figures, taxed_lines};

pub(super) fn run(r: &Reader<'_>, scope: &Scope) -> Result<Report> {
    let period = VatPeriod { from: scope.from, to: scope.as_of };
    let found = figures(r, period, scope.known())?;
    let sales = taxed_lines(r, TradeSide::Sales, period, scope.known())?;
    let purchases = taxed_lines(r, TradeSide::Purchases, period, scope.known())?;
    let names = party_labels(r, scope.known(), scope.latest)?;
    let name = |line: &TaxedLine| names.get(&line.party).map(|label| label.name.clone()).unwrap_or_default();
    let reversed = sums(purchases.iter().filter(|line| !line.tax.is_charged()));
    let mut table = Table { r, scope, rows: Vec::new(), figures: &found, reversed };
    table.trade("vat_sales", &sales, TradeSide::Sales, &name);
    table.trade("vat_purchases", &purchases, TradeSide::Purchases, &name);
    table.parts(&sales, &purchases);
    table.result()?;
    Ok(scope.report(heads(scope.detail), table.rows))
}

fn heads(detail: bool) -> Vec<Column> {
    let (text, money) = (ColumnKind::Text, ColumnKind::Money);
    let dated: &[(&str, ColumnKind)] =
        if detail { &[("date", ColumnKind::Date), ("party", text)] } else { &[] };
    let rest = [
        ("treatment", text),
        ("tax_rate", ColumnKind::Percent),
        ("documents", ColumnKind::Number),
        ("net_amount", money),
        ("tax_amount", money),
        ("deductible", money),
    ];
    columns(&[&[("vat_line", text)], dated, &rest].concat())
}

/// Net, tax and what of it is deducted.
type Sums = [i64; 3];

fn sums<'l>(lines: impl IntoIterator<Item = &'l TaxedLine>) -> Sums {
    lines.into_iter().fold([0; 3], |[net, tax, input], line| {
        [net + line.net_minor, tax + line.tax_minor, input + line.input_minor]
    })
}

/// By treatment as returns list them, highest rate first, then by name.
fn by_tax<'l>(lines: &[&'l TaxedLine]) -> Vec<(&'l Tax, Vec<&'l TaxedLine>)> {
    let mut groups: BTreeMap<_, (&Tax, Vec<&TaxedLine>)> = BTreeMap::new();
    for line in lines {
        let tax = &*line.tax;
        let key = (tax.treatment, std::cmp::Reverse(tax.rate_percent), tax.code.as_str());
        groups.entry(key).or_insert_with(|| (tax, Vec::new())).1.push(line);
    }
    groups.into_values().collect()
}

fn is_taxed(line: &TaxedLine) -> bool {
    !matches!(line.tax.treatment, Treatment::Zero | Treatment::Exempt | Treatment::NotTaxed)
}

/// What one part of a tax comes to: its name, place and rate, base and tax in minor units.
struct PartSum {
    named: Cell,
    place: Cell,
    rate: Cell,
    base: i64,
    amount: i64,
}

struct Table<'s> {
    r: &'s Reader<'s>,
    scope: &'s Scope,
    rows: Vec<Row>,
    figures: &'s VatFigures,
    /// Purchases whose tax the buyer owes: output tax too.
    reversed: Sums,
}

impl Table<'_> {
    fn money(&self, minor: i64) -> Cell {
        Cell::minor(minor, self.scope.book.currency)
    }

    fn nonzero(&self, minor: i64) -> Cell {
        Cell::nonzero(minor, self.scope.book.currency)
    }

    /// A row of label, date and party where they are shown, treatment, rate, count and sums.
    fn push(
        &mut self,
        kind: RowKind,
        depth: u32,
        label: Cell,
        middle: [Cell; 3],
        amounts: [Cell; 3],
    ) -> &mut Row {
        let mut cells = vec![label];
        if self.scope.detail {
            cells.extend([Cell::Empty, Cell::Empty]);
        }
        cells.extend(middle);
        cells.extend(amounts);
        self.rows.push(Row::new(kind, cells).depth(depth));
        let last = self.rows.len() - 1;
        &mut self.rows[last]
    }

    fn heading(&mut self, word: &str) {
        let empty = || [Cell::Empty, Cell::Empty, Cell::Empty];
        self.push(RowKind::Heading, 0, Cell::word(word), empty(), empty());
    }

    fn trade(
        &mut self,
        word: &str,
        lines: &[TaxedLine],
        side: TradeSide,
        name: &dyn Fn(&TaxedLine) -> String,
    ) {
        let (taxed, others): (Vec<&TaxedLine>, Vec<&TaxedLine>) =
            lines.iter().partition(|line| is_taxed(line));
        self.heading(word);
        self.groups(&taxed, side, name);
        let mut documents = sums(taxed.iter().copied());
        let [net, tax, _] = self.reversed;
        if side == TradeSide::Sales && tax != 0 {
            let middle = [Cell::word("treatment_reverse"), Cell::Empty, Cell::Empty];
            let amounts = [self.money(net), self.money(tax), Cell::Empty];
            self.push(RowKind::Line, 1, Cell::word("vat_owed_as_buyer"), middle, amounts);
            documents = [documents[0] + net, documents[1] + tax, 0];
        }
        self.beside_documents(side, documents);
        if !others.is_empty() {
            self.heading(if side == TradeSide::Sales {
                "vat_sales_untaxed"
            } else {
                "vat_purchases_untaxed"
            });
            self.groups(&others, side, name);
            let of_others = sums(others.iter().copied());
            self.total(side, of_others);
        }
    }

    fn groups(&mut self, lines: &[&TaxedLine], side: TradeSide, name: &dyn Fn(&TaxedLine) -> String) {
        for (tax, of_tax) in by_tax(lines) {
            let documents: BTreeSet<_> = of_tax.iter().map(|line| line.document).collect();
            let middle = [
                Cell::word(treatment_word(tax.treatment)),
                if is_taxed_rate(tax) { Cell::Figure(tax.rate_percent) } else { Cell::Empty },
                Cell::Count(i64::try_from(documents.len()).unwrap_or(i64::MAX)),
            ];
            let label = Cell::Name { zh: tax.name_zh.clone(), en: tax.name_en.clone() };
            let amounts = self.amounts(side, sums(of_tax.iter().copied()));
            self.push(RowKind::Line, 1, label, middle, amounts);
            if self.scope.detail {
                self.documents(&of_tax, side, name);
            }
        }
    }

    fn documents(&mut self, lines: &[&TaxedLine], side: TradeSide, name: &dyn Fn(&TaxedLine) -> String) {
        let mut acts: Vec<&TaxedLine> = lines.to_vec();
        acts.dedup_by_key(|line| line.act);
        for first in acts {
            let of_act = lines.iter().copied().filter(|line| line.act == first.act);
            let amounts = self.amounts(side, sums(of_act));
            let is_void = first.act != first.document.into();
            let word = if is_void { format!("{}_void", first.kind) } else { first.kind.clone() };
            let middle = [Cell::word(word), Cell::Empty, Cell::Empty];
            let row = self.push(RowKind::Line, 2, Cell::text(&first.number), middle, amounts);
            row.cells[1] = Cell::Day(first.date);
            row.cells[2] = Cell::text(name(first));
            row.opens = Some(Link::Document { id: first.document });
        }
    }

    fn amounts(&self, side: TradeSide, [net, tax, input]: Sums) -> [Cell; 3] {
        let deductible = if side == TradeSide::Sales { Cell::Empty } else { self.nonzero(input) };
        [self.money(net), self.nonzero(tax), deductible]
    }

    fn total(&mut self, side: TradeSide, of: Sums) -> &mut Row {
        let amounts = self.amounts(side, of);
        let middle = [Cell::Empty, Cell::Empty, Cell::Empty];
        self.push(RowKind::Subtotal, 0, Cell::word("subtotal"), middle, amounts)
    }

    /// What the ledger says beyond the documents, and the sum, which opens into its account.
    fn beside_documents(&mut self, side: TradeSide, of_documents: Sums) {
        let (role, sign) = if side == TradeSide::Sales { ("VAT_OUT", 1) } else { ("VAT_IN", -1) };
        let column = self.figures.columns.iter().find(|column| column.role.as_deref() == Some(role)).cloned();
        let [net, tax, input] = of_documents;
        if self.figures.regime != Some(Regime::General) {
            self.total(side, of_documents);
            return;
        }
        // 简易计税 has an account of its own.
        let simplified = if side == TradeSide::Sales { self.figures.simplified.minor() } else { 0 };
        let moved = sign * column.as_ref().map_or(0, |column| column.moved.minor());
        let by_documents = if side == TradeSide::Sales { tax - simplified } else { input };
        let other = moved - by_documents;
        if other != 0 {
            let amounts = match side {
                TradeSide::Sales => [Cell::Empty, self.money(other), Cell::Empty],
                TradeSide::Purchases => [Cell::Empty, Cell::Empty, self.money(other)],
            };
            let middle = [Cell::Empty, Cell::Empty, Cell::Empty];
            let link = column.as_ref().map(|column| self.ledger(column));
            self.push(RowKind::Line, 1, Cell::word("vat_other_entries"), middle, amounts).opens = link;
        }
        let link = column.as_ref().map(|column| self.ledger(column));
        let of = match side {
            TradeSide::Sales => [net, tax + other, 0],
            TradeSide::Purchases => [net, tax, moved],
        };
        self.total(side, of).opens = link;
    }

    fn ledger(&self, column: &VatColumn) -> Link {
        Link::Ledger { code: column.account.clone(), from: self.scope.from, as_of: self.scope.as_of }
    }

    /// Taxes of several parts, one line for each jurisdiction and rate; output and input apart.
    fn parts(&mut self, sales: &[TaxedLine], purchases: &[TaxedLine]) {
        for (word, lines) in [("vat_parts_sales", sales), ("vat_parts_purchases", purchases)] {
            let mut sums: BTreeMap<(String, usize), PartSum> = BTreeMap::new();
            for line in lines {
                for of_line in &line.parts {
                    let index = of_line.part.saturating_sub(1);
                    let Some(part) = line.tax.parts.get(index) else { continue };
                    let key = (line.tax.code.clone(), index);
                    let rate = match part.kind {
                        PartKind::Percent => Cell::Figure(part.rate),
                        PartKind::Fixed => Cell::Empty,
                    };
                    let place = match (part.withheld, part.jurisdiction.as_str()) {
                        (true, _) => Cell::word("withheld"),
                        (false, place) => Cell::text_or_empty(Some(place).filter(|place| !place.is_empty())),
                    };
                    let named = match part.name_en.is_empty() && part.name_zh.is_empty() {
                        true => Cell::Name { zh: line.tax.name_zh.clone(), en: line.tax.name_en.clone() },
                        false => Cell::Name { zh: part.name_zh.clone(), en: part.name_en.clone() },
                    };
                    let sum = sums.entry(key).or_insert(PartSum { named, place, rate, base: 0, amount: 0 });
                    sum.base += of_line.base_minor;
                    sum.amount += of_line.amount_minor;
                }
            }
            if sums.is_empty() {
                continue;
            }
            self.heading(word);
            for sum in sums.into_values() {
                let amounts = [self.money(sum.base), self.money(sum.amount), Cell::Empty];
                self.push(RowKind::Line, 1, sum.named, [sum.place, sum.rate, Cell::Empty], amounts);
            }
        }
    }

    /// One line of the result: a label, a base beside it where there is one, an amount.
    fn line(&mut self, kind: RowKind, label: Cell, rate: Cell, amount: Money) -> &mut Row {
        let middle = [Cell::Empty, rate, Cell::Empty];
        self.push(kind, 1, label, middle, [Cell::Empty, Cell::Money(amount), Cell::Empty])
    }

    /// A line of the result that opens into where it is posted; one without an account opens into its documents.
    fn word(&mut self, word: &str, amount: Money, opens: Option<Link>) {
        self.line(RowKind::Line, Cell::word(word), Cell::Empty, amount).opens = opens;
    }

    /// The ledger of the account with a role; none where the chart has no such account.
    fn of_role(&self, role: AccountRole) -> Result<Option<Link>> {
        match account_by_role(self.r, role) {
            Ok(account) => {
                Ok(Some(Link::Ledger { code: account.code, from: self.scope.from, as_of: self.scope.as_of }))
            }
            Err(Error::RoleUnassigned { .. }) => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// All columns of 应交增值税, or where there are none the account of what is owed.
    fn of_columns(&self) -> Result<Option<Link>> {
        match account_by_role(self.r, AccountRole::VatSmall) {
            Ok(account) => Ok(Some(Link::Accounts { codes: vec![account.code] })),
            Err(Error::RoleUnassigned { .. }) => self.of_role(AccountRole::VatUnpaid),
            Err(error) => Err(error),
        }
    }

    fn result(&mut self) -> Result<()> {
        let found = self.figures.clone();
        let owed = match found.regime {
            Some(Regime::SmallScale) => self.of_role(AccountRole::VatSmall)?,
            _ => self.of_role(AccountRole::VatUnpaid)?,
        };
        self.heading("vat_result");
        match found.regime {
            Some(Regime::General) => {
                for column in &found.columns {
                    let is_owed = matches!(column.role.as_deref(), Some("VAT_UNPAID"));
                    if column.moved.is_zero() || is_owed {
                        continue;
                    }
                    let label = Cell::Name { zh: column.name_zh.clone(), en: column.name_en.clone() };
                    let link = self.ledger(column);
                    self.line(RowKind::Line, label, Cell::Empty, column.moved).opens = Some(link);
                }
                if !found.simplified.is_zero() {
                    let link = self.of_role(AccountRole::VatSimplified)?;
                    self.word("vat_simplified", found.simplified, link);
                }
            }
            Some(Regime::SmallScale) => {
                self.word("vat_counted_sales", found.sales, None);
                if let Some(limit) = found.limit {
                    let word = if found.limit_included { "vat_limit_up_to" } else { "vat_limit_below" };
                    self.word(word, limit, None);
                }
                self.word("vat_output", found.output, owed.clone());
                self.word("vat_relieved", found.relieved.negated(), owed.clone());
            }
            None => {
                let [output, input] =
                    [AccountRole::VatOut, AccountRole::VatIn].map(|role| self.of_role(role));
                self.word("vat_output", found.output, output?);
                self.word("vat_input", found.input.negated(), input?);
            }
        }
        if !found.brought.is_zero() {
            self.word("vat_brought", found.brought.negated(), self.of_columns()?);
        }
        if !found.owed_before.is_zero() {
            self.word("vat_owed_before", found.owed_before, self.of_columns()?);
        }
        let payable = self.line(RowKind::Total, Cell::word("vat_payable"), Cell::Empty, found.payable);
        payable.opens = owed.clone();
        if found.regime != Some(Regime::SmallScale) {
            let columns = self.of_columns()?;
            self.line(RowKind::Subtotal, Cell::word("vat_carried"), Cell::Empty, found.carried).opens =
                columns;
            self.word("vat_posted", found.posted, owed);
        }
        if found.surtaxes.is_empty() {
            return Ok(());
        }
        self.heading("surtaxes");
        let mut sum = Money::zero(self.scope.book.currency);
        for surtax in &found.surtaxes {
            let (word, role) = match surtax.kind {
                SurtaxKind::City => ("surtax_city", AccountRole::CityTax),
                SurtaxKind::Education => ("surtax_education", AccountRole::Education),
                SurtaxKind::LocalEducation => ("surtax_local_education", AccountRole::LocalEducation),
            };
            let link = self.of_role(role)?;
            let kept = (Decimal::ONE_HUNDRED - surtax.relief_percent.0) / Decimal::ONE_HUNDRED;
            let rate = Figure((surtax.rate_percent.0 * kept).normalize());
            self.line(RowKind::Line, Cell::word(word), Cell::Figure(rate), surtax.amount).opens = link;
            sum = Money::from_minor(sum.minor() + surtax.amount.minor(), sum.currency());
        }
        let expense = self.of_role(AccountRole::Surtax)?;
        self.line(RowKind::Total, Cell::word("total"), Cell::Empty, sum).opens = expense;
        Ok(())
    }
}

fn is_taxed_rate(tax: &Tax) -> bool {
    tax.rate_percent != Figure::ZERO
}

fn treatment_word(treatment: Treatment) -> &'static str {
    match treatment {
        Treatment::Rate => "treatment_rate",
        Treatment::Zero => "treatment_zero",
        Treatment::Exempt => "treatment_exempt",
        Treatment::NotTaxed => "treatment_not_taxed",
        Treatment::Simplified => "treatment_simplified",
        Treatment::Reverse => "treatment_reverse",
    }
}
