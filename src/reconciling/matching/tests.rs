use std::collections::BTreeSet;

use proptest::prelude::*;

use super::*;

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

/// `date number reference amount`, with `-` for what is empty; `=NUMBER` after it is what the line credits.
fn line(text: &str) -> Line {
    let parts: Vec<&str> = text.split_whitespace().collect();
    let part = |index: usize| parts.get(index).filter(|part| **part != "-").copied().unwrap_or_default();
    Line {
        date: day(part(0)),
        number: part(1).into(),
        reference: part(2).into(),
        text: String::new(),
        minor: part(3).parse().unwrap(),
        opening: part(1) == "opening",
        credits: part(4).trim_start_matches('=').into(),
    }
}

fn lines(text: &str) -> Vec<Line> {
    text.lines().map(str::trim).filter(|text| !text.is_empty()).map(line).collect()
}

/// `kind rule ours/theirs difference`, a finding a line, what simply matches left out.
fn check(ours: &str, theirs: &str, expect: &str) {
    let (ours, theirs) = (lines(ours), lines(theirs));
    let found = compare(&ours, &theirs, day("2026-06-30"));
    let places =
        |places: &[usize]| places.iter().map(|place| (place + 1).to_string()).collect::<Vec<_>>().join("+");
    let told: Vec<String> = found
        .iter()
        .filter(|finding| finding.kind != FindingKind::Matched)
        .map(|finding| {
            let Finding { kind, rule, ours, theirs, difference_minor } = finding;
            let (ours, theirs) = (places(ours), places(theirs));
            format!("{} {} {ours}/{theirs} {difference_minor}", kind.as_str(), rule.as_str())
        })
        .collect();
    let expect: Vec<&str> = expect.lines().map(str::trim).filter(|text| !text.is_empty()).collect();
    assert_eq!(told, expect);
}

#[test]
fn a_number_is_met_however_it_is_written() {
    let ours = "2026-03-05 INV-2026-0012 PO-77 10000
                2026-03-06 INV-2026-0013 - 20000
                2026-03-07 INV-2026-0014 PO-78 30000
                2026-03-08 INV-2026-0015 - 40000";
    let theirs = "2026-03-09 inv20260012 - 10000
                  2026-03-09 20260013 - 20000
                  2026-03-12 PO-78 - 30000
                  2026-03-20 15 - 40000";
    check(ours, theirs, "");
    check(&ours.replace("20000", "20500"), theirs, "amount_differs digits 2/2 -500");
}

#[test]
fn money_is_met_by_day_and_amount() {
    check("2026-03-05 RC-1 - -10000", "2026-03-05 - - -10000", "");
    check("2026-03-05 RC-1 - -10000", "2026-03-02 付-17 - -10000", "");
    let apart = "only_theirs alone /1 -10000
                 only_ours alone 1/ 10000";
    check("2026-03-09 RC-1 - -10000", "2026-03-02 - - -10000", apart);
}

#[test]
fn documents_of_one_series_are_two_documents() {
    let found = "only_ours alone 1/ -10000
                 only_theirs alone /1 10000";
    check("2026-03-05 INV-0012 - 10000", "2026-03-08 INV-0057 - 10000", found);
}

#[test]
fn the_cut_off_between_two_bookings_is_timing() {
    check("2026-06-29 INV-0012 - 10000", "2026-07-04 INV-0012 - 10000", "timing number 1/1 -10000");
    check("2026-07-02 RC-0012 - -10000", "2026-06-30 - - -10000", "timing near_day 1/1 -10000");
    check("2026-06-26 INV-0012 - 10000", "", "timing in_transit 1/ -10000");
    check("", "2026-06-29 - - -10000", "timing in_transit /1 -10000");
    check("2026-07-02 INV-0012 - 10000", "2026-07-04 INV-0012 - 10000", "");
}

#[test]
fn a_credit_they_do_not_carry_is_told() {
    let ours = "2026-03-05 INV-0012 - 10000
                2026-03-15 CN-0003 - -2500 =INV-0012";
    check(ours, "2026-03-05 INV-0012 - 10000", "already_credited credit_note 2/ 2500");
    check(ours, "2026-03-05 INV-0012 - 7500", "several_to_one net_of_credit 1+2/1 0");
    let void = "2026-03-05 INV-0012 - 10000
                2026-03-15 INV-0012 - -10000 =INV-0012";
    check(void, "", "already_credited cancels_out 1+2/ 0");
    check(void, "2026-03-05 INV-0012 - 10000", "already_credited credit_note 2/ 10000");
}

#[test]
fn a_slip_of_the_pen_is_named() {
    let ours = "2026-03-05 INV-2026-0012 - 123450";
    check(ours, "2026-03-05 INV-2026-0012 - 132450", "typo amount_transposed 1/1 9000");
    check(ours, "2026-03-05 INV-2026-0012 - 1234500", "typo decimal_shifted 1/1 1111050");
    check(ours, "2026-03-05 INV-2026-0012 - -123450", "typo sign_reversed 1/1 -246900");
    check(ours, "2026-03-25 INV-2026-0021 - 123450", "typo number_transposed 1/1 0");
    check(ours, "2026-03-06 INV-2026-0018 - 123450", "typo number_similar 1/1 0");
    check(ours, "2026-03-05 INV-2026-0775 - 123450", "typo number_differs 1/1 0");
    check("2026-03-05 RC-1 - -4820", "2026-03-04 - - -8420", "typo amount_transposed 1/1 -3600");
}

#[test]
fn what_they_booked_twice_is_a_duplicate() {
    let twice = "2026-03-05 INV-0012 - 10000
                 2026-03-25 INV-0012 - 10000";
    check("2026-03-05 INV-0012 - 10000", twice, "duplicate repeated /2 10000");
    let paid = "2026-03-05 - B77 -10000
                2026-03-05 - B77 -10000";
    check("2026-03-05 RC-1 - -10000", paid, "duplicate repeated /2 -10000");
}

#[test]
fn several_are_one_where_only_they_can_be() {
    let ours = "2026-03-05 RC-1 - -11170
                2026-03-06 RC-2 - -22390
                2026-03-07 RC-3 - -40030";
    check(
        ours,
        "2026-03-05 - - -33560",
        "several_to_one sum 1+2/1 0
                                          only_ours alone 3/ 40030",
    );
    check("2026-03-05 - - -33560", ours, "one_to_several sum 1/1+2 0\nonly_theirs alone /3 -40030");
    let ambiguous = "2026-03-05 RC-1 - -100
                     2026-03-06 RC-2 - -200
                     2026-03-07 RC-3 - -100";
    let found = compare(&lines(ambiguous), &lines("2026-03-05 - - -300"), day("2026-06-30"));
    assert!(found.iter().all(|finding| finding.rule == FindingRule::Alone), "{found:?}");
    let parts = "2026-03-05 INV-0012 - 6000
                 2026-03-09 INV-0012 - 4000";
    check("2026-03-05 INV-0012 - 10000", parts, "one_to_several number 1/1+2 0");
}

#[test]
fn numbers_in_a_text_gather_what_they_name() {
    let ours = lines("2026-01-05 INV-2026-0012 - 10000\n2026-03-05 INV-2026-0019 - 700");
    let theirs = [Line { text: "INV-2026-0012、INV-2026-0019".into(), ..line("2026-04-30 - - 10700") }];
    let found = compare(&ours, &theirs, day("2026-06-30"));
    assert_eq!(found.len(), 1);
    assert_eq!((found[0].kind, found[0].rule), (FindingKind::SeveralToOne, FindingRule::NumbersListed));
}

#[test]
fn balances_brought_forward_are_compared() {
    check("2026-01-01 opening - 500", "2026-01-01 opening - 500", "");
    check("2026-01-01 opening - 500", "2026-01-01 opening - 700", "amount_differs opening 1/1 200");
}

#[test]
fn a_list_from_their_side_is_told_by_its_signs() {
    let ours = lines("2026-03-05 INV-0012 - 10000\n2026-03-09 RC-1 - -10000");
    let theirs = lines("2026-03-05 INV-0012 - -10000\n2026-03-09 - - 10000");
    assert!(is_mirrored(&ours, &theirs));
    assert!(!is_mirrored(&ours, &ours));
}

/// A small generator of its own, so that a seed makes the same lists for ever.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % sides
    }

    fn amount(&mut self) -> i64 {
        (10_007 + self.roll(4_000_000)) as i64
    }

    /// A day of the half year, a week and more before its end.
    fn early(&mut self) -> Day {
        day("2026-01-02") + chrono::Days::new(self.roll(165))
    }
}

/// Two lists that agree but for thirty differences, with what they are.
struct Seeded {
    dice: Dice,
    ours: Vec<Line>,
    theirs: Vec<Line>,
    expected: BTreeSet<(FindingKind, Vec<usize>, Vec<usize>)>,
}

impl Seeded {
    fn new(seed: u64) -> Seeded {
        Seeded { dice: Dice(seed), ours: Vec::new(), theirs: Vec::new(), expected: BTreeSet::new() }
    }

    fn own(&mut self, date: Day, prefix: &str, minor: i64) -> usize {
        let number = format!("{prefix}-2026-{:04}", self.ours.len() + 1);
        let line = Line {
            date,
            number,
            reference: String::new(),
            text: String::new(),
            minor,
            opening: false,
            credits: String::new(),
        };
        self.ours.push(line);
        self.ours.len() - 1
    }

    /// What the customer books of our line, in a hand of their own.
    fn booked(&mut self, own: usize) -> usize {
        let mut line = self.ours[own].clone();
        let delay = chrono::Days::new(self.dice.roll(4));
        if line.minor < 0 && line.credits.is_empty() {
            // They pay before it arrives, under vouchers of their own or none.
            line.date = line.date - delay;
            line.number = match self.dice.roll(3) {
                0 => format!("付-{}", 10 + self.theirs.len()),
                1 => format!("PV{:05}", 70_000 + self.theirs.len()),
                _ => String::new(),
            };
            line.text = "货款".into();
        } else {
            line.date = line.date + delay;
            line.number = match self.dice.roll(4) {
                0 => line.number.replace('-', "").to_lowercase(),
                1 => line.number.trim_start_matches(|c: char| !c.is_ascii_digit()).to_owned(),
                2 => std::mem::take(&mut line.number),
                _ => line.number,
            };
            if line.number.is_empty() {
                line.number = format!("记{}", 10 + self.theirs.len());
                line.reference = self.ours[own].number.clone();
            }
        }
        line.credits = String::new();
        if line.date > day("2026-06-30") {
            line.date = day("2026-06-30");
        }
        self.theirs.push(line);
        self.theirs.len() - 1
    }

    /// The same with the number as we write it.
    fn booked_plainly(&mut self, own: usize) -> usize {
        let line = Line { credits: String::new(), ..self.ours[own].clone() };
        self.theirs.push(line);
        self.theirs.len() - 1
    }

    fn expect(&mut self, kind: FindingKind, ours: &[usize], theirs: &[usize]) {
        self.expected.insert((kind, ours.to_vec(), theirs.to_vec()));
    }

    fn invoice(&mut self) -> usize {
        let (date, minor) = (self.dice.early(), self.dice.amount());
        self.own(date, "INV", minor)
    }

    fn receipt(&mut self) -> usize {
        let (date, minor) = (self.dice.early(), self.dice.amount());
        self.own(date + chrono::Days::new(4), "RC", -minor)
    }

    fn only_one_side(&mut self) {
        for _ in 0..2 {
            let own = self.invoice();
            self.expect(FindingKind::OnlyOurs, &[own], &[]);
        }
        let own = self.receipt();
        self.expect(FindingKind::OnlyOurs, &[own], &[]);
        for sign in [1, 1, -1] {
            let number = if sign > 0 { format!("X-{}", self.theirs.len()) } else { String::new() };
            let (date, minor) = (self.dice.early(), sign * self.dice.amount());
            let text = "其他".to_owned();
            let (reference, credits) = (String::new(), String::new());
            self.theirs.push(Line { date, number, reference, text, minor, opening: false, credits });
            let other = self.theirs.len() - 1;
            self.expect(FindingKind::OnlyTheirs, &[], &[other]);
        }
    }

    fn amounts_and_typos(&mut self) {
        for _ in 0..4 {
            let own = self.invoice();
            let other = self.booked(own);
            self.theirs[other].minor -= 1_501 + self.dice.roll(50) as i64 * 4;
            self.expect(FindingKind::AmountDiffers, &[own], &[other]);
        }
        for (amount, wrong) in [(834_617, 843_617), (1_290_300, 1_293_000)] {
            let own = self.invoice();
            self.ours[own].minor = amount;
            let other = self.booked(own);
            self.theirs[other].minor = wrong;
            self.expect(FindingKind::Typo, &[own], &[other]);
        }
        for turn in [10, -1] {
            let own = self.invoice();
            let other = self.booked_plainly(own);
            self.theirs[other].minor *= turn;
            self.expect(FindingKind::Typo, &[own], &[other]);
        }
        let own = self.invoice();
        self.ours[own].number = "INV-2026-3719".into();
        let other = self.booked_plainly(own);
        self.theirs[other].number = "INV-2026-3791".into();
        self.expect(FindingKind::Typo, &[own], &[other]);
    }

    fn timing(&mut self) {
        for numbered in [true, false] {
            let minor = self.dice.amount();
            let own = self.own(day("2026-06-28"), "INV", minor);
            let other = self.booked_plainly(own);
            self.theirs[other].date = day("2026-07-03");
            if !numbered {
                self.theirs[other].number.clear();
            }
            self.expect(FindingKind::Timing, &[own], &[other]);
        }
        for _ in 0..2 {
            let minor = self.dice.amount();
            let own = self.own(day("2026-07-02"), "RC", -minor);
            let other = self.booked_plainly(own);
            self.theirs[other].date = day("2026-06-29");
            self.theirs[other].number.clear();
            self.expect(FindingKind::Timing, &[own], &[other]);
        }
        let minor = self.dice.amount();
        let own = self.own(day("2026-06-29"), "INV", minor);
        self.expect(FindingKind::Timing, &[own], &[]);
    }

    fn credited(&mut self) {
        for index in 0..4 {
            let invoice = self.invoice();
            let Line { date, minor, number, .. } = self.ours[invoice].clone();
            let part = if index == 3 { minor } else { minor / 3 };
            let note = self.own(date + chrono::Days::new(3), "CN", -part);
            self.ours[note].credits = number;
            if index == 3 {
                self.expect(FindingKind::AlreadyCredited, &[invoice, note], &[]);
            } else {
                self.booked(invoice);
                self.expect(FindingKind::AlreadyCredited, &[note], &[]);
            }
        }
    }

    fn duplicates_and_sums(&mut self) {
        for _ in 0..3 {
            let own = self.invoice();
            let other = self.booked_plainly(own);
            let mut again = self.theirs[other].clone();
            again.date = again.date + chrono::Days::new(9);
            self.theirs.push(again);
            let other = self.theirs.len() - 1;
            self.expect(FindingKind::Duplicate, &[], &[other]);
        }
        for parts in [2, 3] {
            let first = self.receipt();
            let mut ours = vec![first];
            for _ in 1..parts {
                let (date, minor) = (self.ours[first].date, self.dice.amount());
                ours.push(self.own(date, "RC", -minor));
            }
            let other = self.booked(first);
            self.theirs[other].minor = ours.iter().map(|own| self.ours[*own].minor).sum();
            self.expect(FindingKind::SeveralToOne, &ours, &[other]);
        }
        let own = self.receipt();
        let other = self.booked(own);
        let part = self.dice.amount();
        self.ours[own].minor -= part;
        let mut rest = self.theirs[other].clone();
        (rest.minor, rest.number) = (-part, String::new());
        self.theirs.push(rest);
        let rest = self.theirs.len() - 1;
        self.expect(FindingKind::OneToSeveral, &[own], &[other, rest]);
    }

    /// Lines that agree, until theirs has so many.
    fn fill(&mut self, theirs_wanted: usize) {
        while self.theirs.len() < theirs_wanted {
            let own = match self.dice.roll(10) {
                0 => {
                    let own = self.invoice();
                    self.ours[own].minor = 120_000;
                    own
                }
                1..=6 => self.invoice(),
                7 => {
                    let invoice = self.invoice();
                    self.booked(invoice);
                    let Line { date, minor, number, .. } = self.ours[invoice].clone();
                    let note = self.own(date, "CN", -minor / 4);
                    self.ours[note].credits = number;
                    note
                }
                _ => self.receipt(),
            };
            if self.theirs.len() < theirs_wanted {
                self.booked(own);
            } else {
                let kind = if self.ours[own].credits.is_empty() {
                    FindingKind::OnlyOurs
                } else {
                    FindingKind::AlreadyCredited
                };
                self.ours.truncate(self.ours.len() - usize::from(kind == FindingKind::OnlyOurs));
                if kind == FindingKind::AlreadyCredited {
                    self.ours.pop();
                }
            }
        }
    }

    /// Shuffles their lines; what is expected follows.
    fn shuffle(&mut self) {
        let mut order: Vec<usize> = (0..self.theirs.len()).collect();
        for place in (1..order.len()).rev() {
            let other = self.dice.roll(place as u64 + 1) as usize;
            order.swap(place, other);
        }
        let mut moved = vec![0; order.len()];
        for (now, before) in order.iter().enumerate() {
            moved[*before] = now;
        }
        self.theirs = order.iter().map(|before| self.theirs[*before].clone()).collect();
        let expected = std::mem::take(&mut self.expected);
        self.expected = expected
            .into_iter()
            .map(|(kind, ours, theirs)| {
                let mut theirs: Vec<usize> = theirs.into_iter().map(|place| moved[place]).collect();
                theirs.sort_unstable();
                (kind, ours, theirs)
            })
            .collect();
    }
}

fn seeded(seed: u64) -> Seeded {
    let mut made = Seeded::new(seed);
    made.only_one_side();
    made.amounts_and_typos();
    made.timing();
    made.credited();
    made.duplicates_and_sums();
    assert_eq!(made.expected.len(), 30);
    made.fill(500);
    made.shuffle();
    made
}

fn counted(lines: &[Line], as_of: Day) -> i64 {
    lines.iter().filter(|line| line.date <= as_of).map(|line| line.minor).sum()
}

#[test]
fn every_seeded_difference_is_found_and_named_and_no_other() {
    let as_of = day("2026-06-30");
    for seed in 1..=40 {
        let made = seeded(seed);
        assert_eq!(made.theirs.len(), 500);
        let found = compare(&made.ours, &made.theirs, as_of);
        let told: BTreeSet<_> = found
            .iter()
            .filter(|finding| finding.kind != FindingKind::Matched)
            .map(|finding| (finding.kind, finding.ours.clone(), finding.theirs.clone()))
            .collect();
        // The same duplicate may stand first: either of two equal lines is the one too many.
        let said = |(kind, ours, theirs): &(FindingKind, Vec<usize>, Vec<usize>)| {
            let theirs: Vec<_> = theirs
                .iter()
                .map(|place| {
                    let line = &made.theirs[*place];
                    let date = if *kind == FindingKind::Duplicate { as_of } else { line.date };
                    (date, line.number.clone(), line.minor)
                })
                .collect();
            (*kind, ours.clone(), theirs)
        };
        let missed: Vec<_> =
            made.expected.iter().filter(|one| !told.iter().any(|two| said(one) == said(two))).collect();
        let false_ones: Vec<_> =
            told.iter().filter(|one| !made.expected.iter().any(|two| said(one) == said(two))).collect();
        assert!(
            missed.is_empty() && false_ones.is_empty(),
            "seed {seed}: missed {missed:?}, false {false_ones:?}"
        );
        let differences: i64 = found.iter().map(|finding| finding.difference_minor).sum();
        assert_eq!(counted(&made.ours, as_of) + differences, counted(&made.theirs, as_of));
    }
}

fn any_line() -> impl Strategy<Value = Line> {
    let number =
        prop::sample::select(vec!["", "INV-1", "INV-2", "INV-12", "INV-21", "RC-1", "1", "12", "0012"]);
    let named = prop::sample::select(vec!["", "INV-1", "B7", "INV-0012"]);
    (0_u64..60, number, named.clone(), -6_i64..7, prop::bool::weighted(0.05), named).prop_map(
        |(days, number, reference, amount, opening, credits)| Line {
            date: day("2026-05-20") + chrono::Days::new(days),
            number: number.into(),
            reference: reference.into(),
            text: String::new(),
            minor: amount * 100,
            opening,
            credits: credits.into(),
        },
    )
}

proptest! {
    #[test]
    fn our_balance_and_the_differences_make_theirs(
        ours in prop::collection::vec(any_line(), 0..25),
        theirs in prop::collection::vec(any_line(), 0..25),
    ) {
        let as_of = day("2026-06-30");
        let found = compare(&ours, &theirs, as_of);
        let sum: i64 = found.iter().map(|finding| finding.difference_minor).sum();
        prop_assert_eq!(counted(&ours, as_of) + sum, counted(&theirs, as_of));
        for (lines, places) in [
            (&ours, found.iter().flat_map(|finding| finding.ours.clone()).collect::<Vec<_>>()),
            (&theirs, found.iter().flat_map(|finding| finding.theirs.clone()).collect::<Vec<_>>()),
        ] {
            let once: BTreeSet<usize> = places.iter().copied().collect();
            prop_assert_eq!(once.len(), places.len(), "a line stands in one finding");
            for (place, line) in lines.iter().enumerate() {
                prop_assert!(line.date > as_of || once.contains(&place), "line {} is told of", place);
            }
        }
        prop_assert_eq!(compare(&ours, &theirs, as_of), found);
    }
}
