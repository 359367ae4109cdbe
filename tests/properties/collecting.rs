//! What is said and sent between the due day and the money: as values, and done.

use chrono::Days;
use kezhang::calendar::Day;
use kezhang::commitments::{
    self, CloseDispute, Dispute, DisputeList, DisputeOutcome, DisputeReason, HandOnDispute, OpenDispute,
    PromiseList, RecordPromise, WithdrawPromise,
};
use kezhang::documents::{self, DocumentKind};
use kezhang::dunning::{self, DecideDunning, SetDunningHold, StartDunning};
use kezhang::error::Result;
use kezhang::runs;
use kezhang::settlement::OpenItem;
use kezhang::store::{DocumentId, PartyId, Seq};
use proptest::prelude::*;

use crate::company::Company;
use crate::deeds::{RECEIVABLES, customer, figure, part_of, pick};
use crate::events::{Part, part};

const OUTCOMES: [DisputeOutcome; 4] =
    [DisputeOutcome::Credited, DisputeOutcome::Rejected, DisputeOutcome::Accepted, DisputeOutcome::Withdrawn];

#[derive(Debug, Clone)]
pub enum Collecting {
    /// Of something that is open, or of the account.
    Promise {
        which: u8,
        part: Part,
        days: u8,
        is_account: bool,
    },
    Withdraw {
        which: u8,
    },
    /// Opened where nothing of it is in dispute, else closed.
    Dispute {
        which: u8,
        outcome: u8,
    },
    HandOn {
        which: u8,
        days: u8,
    },
    /// A run of reminders, approved and sent.
    Remind {
        is_approved: bool,
    },
    /// For so many days, or ended.
    Hold {
        party: u8,
        days: Option<u8>,
    },
}

pub fn collecting() -> impl Strategy<Value = Collecting> {
    let of = any::<u8>;
    prop_oneof![
        4 => (of(), part(), 0..20_u8, any::<bool>()).prop_map(|(which, part, days, is_account)| {
            Collecting::Promise { which, part, days, is_account }
        }),
        1 => of().prop_map(|which| Collecting::Withdraw { which }),
        4 => (of(), of()).prop_map(|(which, outcome)| Collecting::Dispute { which, outcome }),
        1 => (of(), 0..20_u8).prop_map(|(which, days)| Collecting::HandOn { which, days }),
        6 => proptest::bool::weighted(0.8).prop_map(|is_approved| Collecting::Remind { is_approved }),
        1 => (of(), proptest::option::weighted(0.7, 0..20_u8))
            .prop_map(|(party, days)| Collecting::Hold { party, days }),
    ]
}

impl Collecting {
    /// The word under which it is counted.
    pub fn name(&self) -> &'static str {
        match self {
            Collecting::Promise { .. } => "promise",
            Collecting::Withdraw { .. } => "promise withdrawn",
            Collecting::Dispute { .. } => "dispute",
            Collecting::HandOn { .. } => "dispute handed on",
            Collecting::Remind { .. } => "reminders",
            Collecting::Hold { .. } => "hold",
        }
    }
}

impl Company {
    pub(crate) fn collect(&mut self, deed: &Collecting, date: Day) -> Option<Result<()>> {
        match deed {
            Collecting::Promise { which, part, days, is_account } => {
                self.promise(*which, *part, *days, *is_account, date)
            }
            Collecting::Withdraw { which } => {
                let promises =
                    self.read(|r| commitments::promises(r, &PromiseList::default(), date, Seq::LATEST));
                let withdraw = WithdrawPromise { seq: pick(&promises, *which)?.seq, reason: "记错".into() };
                Some(self.write(|w| commitments::withdraw_promise(w, &withdraw, date)).map(|_| ()))
            }
            Collecting::Dispute { which, outcome } => self.dispute(*which, *outcome, date),
            Collecting::HandOn { which, days } => {
                let hand_on = HandOnDispute {
                    seq: pick(&self.disputes(None, date), *which)?.seq,
                    owner_id: None,
                    deadline_on: Some(date + Days::new(u64::from(*days))),
                    note: "等样品".into(),
                };
                Some(self.write(|w| commitments::hand_on_dispute(w, &hand_on, date)).map(|_| ()))
            }
            Collecting::Remind { is_approved } => Some(self.remind(*is_approved, date)),
            Collecting::Hold { party, days } => {
                let until = days.map(|days| date + Days::new(u64::from(days)));
                let hold = SetDunningHold { party_id: customer(*party), until, reason: "协商中".into() };
                Some(self.write(|w| dunning::set_hold(w, &hold, date)).map(|_| ()))
            }
        }
    }

    fn owes(&self, which: u8, date: Day) -> Option<OpenItem> {
        let mut open = self.all_open(&RECEIVABLES[..1], date);
        open.retain(|item| item.remaining.minor() > 0);
        pick(&open, which)
    }

    fn promise(
        &mut self,
        which: u8,
        part: Part,
        days: u8,
        is_account: bool,
        date: Day,
    ) -> Option<Result<()>> {
        let item = self.owes(which, date)?;
        let promise = RecordPromise {
            party_id: item.party_id,
            due_on: date + Days::new(u64::from(days)),
            made_on: Some(date),
            amount: Some(figure(part_of(item.remaining, part))),
            currency: Some(item.remaining.currency()),
            items: if is_account { Vec::new() } else { vec![item.id] },
            contact: String::new(),
            note: String::new(),
        };
        Some(self.write(|w| commitments::record_promise(w, &promise, date)).map(|_| ()))
    }

    fn disputes(&self, party_id: Option<PartyId>, date: Day) -> Vec<Dispute> {
        let list = DisputeList { party_id, open: true, ..DisputeList::default() };
        self.read(|r| commitments::disputes(r, &list, date, Seq::LATEST))
    }

    fn dispute(&mut self, which: u8, outcome: u8, date: Day) -> Option<Result<()>> {
        let item = self.owes(which, date)?;
        let disputes = self.disputes(Some(item.party_id), date);
        let of_item = |dispute: &&Dispute| dispute.items.iter().any(|each| each.item_id == item.id);
        if let Some(dispute) = disputes.iter().find(of_item) {
            let outcome = OUTCOMES[usize::from(outcome) % OUTCOMES.len()];
            let close = CloseDispute {
                seq: dispute.seq,
                outcome,
                credit_note_id: (outcome == DisputeOutcome::Credited)
                    .then(|| self.credit_note_of(item.party_id))
                    .flatten(),
                closed_on: None,
                note: String::new(),
            };
            return Some(self.write(|w| commitments::close_dispute(w, &close, date)).map(|_| ()));
        }
        let opened = OpenDispute {
            party_id: item.party_id,
            items: vec![item.id],
            reason: DisputeReason::ALL[usize::from(outcome) % DisputeReason::ALL.len()],
            amount: None,
            opened_on: None,
            owner_id: None,
            deadline_on: date + Days::new(7),
            note: String::new(),
        };
        Some(self.write(|w| commitments::open_dispute(w, &opened, date)).map(|_| ()))
    }

    /// The last that the customer was given.
    fn credit_note_of(&self, party: PartyId) -> Option<DocumentId> {
        let records = self.documents.iter().rev().filter_map(|id| self.read(|r| documents::record(r, *id)));
        let mut of_party =
            records.filter(|record| record.party_id == party && record.kind == DocumentKind::CreditNote);
        of_party.next().map(|record| record.id)
    }

    /// What is not approved waits, and keeps its customer out of the next run.
    fn remind(&mut self, is_approved: bool, date: Day) -> Result<()> {
        let run = self.write(|w| dunning::start(w, &StartDunning::default(), date))?;
        for letter in self.read(|r| dunning::letters(r, run.seq)) {
            let decide =
                DecideDunning {
                    run: run.seq, line: letter.line, approved: is_approved, reason: "试".into()
                };
            self.write(|w| dunning::decide(w, &decide, date))?;
        }
        for line in self.read(|r| runs::ready_letters(r, run.seq, None)) {
            self.write(|w| runs::send_letter(w, run.seq, line, date))?;
        }
        Ok(())
    }
}
