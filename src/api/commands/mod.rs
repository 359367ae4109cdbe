//! The bodies behind the board, room by room, and the small inputs and outputs that are theirs alone. A body
//! hands over to a room; a rule of accounting has no place here.

pub(super) mod activities;
pub(super) mod allowance;
pub(super) mod books;
pub(super) mod classes;
pub(super) mod commitments;
pub(super) mod contacts;
pub(super) mod contracts;
pub(super) mod credit;
pub(super) mod documents;
pub(super) mod dunning;
pub(super) mod exports;
pub(super) mod figures;
pub(super) mod forecasts;
pub(super) mod imports;
pub(super) mod interest;
pub(super) mod items;
pub(super) mod ledger;
pub(super) mod mail;
pub(super) mod orders;
pub(super) mod papers;
pub(super) mod parties;
pub(super) mod payment_runs;
pub(super) mod period_end;
pub(super) mod pipeline;
pub(super) mod pricing;
pub(super) mod reconciling;
pub(super) mod recurring;
pub(super) mod session;
pub(super) mod settings;
pub(super) mod settlement;
pub(super) mod statements;
pub(super) mod templates;
pub(super) mod vat;

pub(super) use activities::{ActivityKey, CorrectActivity, FinishTask, QuickLine, SnoozeTask, TaskKey};
pub(super) use allowance::{EndSegment, LossHistoryInput, LossRatesOnDay};
pub(super) use books::{BackupInput, ChooseCheck, EntryKey, OpenBalances, TrailList};
pub(super) use classes::{
    ArchiveSegment, ClassDefaultKey, CountSegment, ProposeClass, SegmentKey, SegmentList,
};
pub(super) use commitments::SavePromise;
pub(super) use contacts::{ExportContacts, SimilarInput, UndoMerge};
pub(super) use contracts::{ContractDocument, ContractKey};
pub(super) use credit::{CreditHistory, CreditJournal};
pub(super) use documents::{
    DocumentInput, DocumentKey, DocumentNumber, DraftKey, DraftList, DraftVersion, NextNumber, VoidInput,
};
pub(super) use dunning::{CarryOutDunning, DunningRunKey};
pub(super) use exports::{ExportBook, ExportList};
pub(super) use figures::SearchInput;
pub(super) use imports::{ImportInput, ImportKey, InspectInput};
pub(super) use interest::{InterestTermsInput, InterestTermsOnDay};
pub(super) use items::{ArchiveItem, ItemKey, SaveItem};
pub(super) use ledger::{OnDay, Policy, RateOn, SaveRates};
pub(super) use mail::{MailCounts, MailKey, MailSetup, PreviewMail, QueueMail, SetMailPassword, StartMail};
pub(super) use orders::{OpenPartyInput, RunBilling};
pub(super) use papers::{
    ExportReport, MonthKey, PrintDocument, PrintDraft, PrintEntries, PrintStatement, Printed,
    PrintedStatement,
};
pub(super) use parties::{ArchiveParty, FileAttachment, FiledKey, FindParty, PartyKey, PartyPick, SaveParty};
pub(super) use payment_runs::PrintPaymentRun;
pub(super) use period_end::YearKey;
pub(super) use pipeline::{Assigned, LeadKey, OpportunityKey, PipelineKey};
pub(super) use pricing::{ArchivePriceList, PriceListKey, PriceLists};
pub(super) use reconciling::{InspectList, ReconciliationFile, ReconciliationKey, WriteLetters};
pub(super) use recurring::{DueDocuments, RecurringKey, ResumeRecurring, SkipOccurrence};
pub(super) use session::{ChangePassword, Session, SetLanguage};
pub(super) use settings::{
    AddAttachment, ArchiveTax, AttachmentKey, CurrencyInfo, EndTax, RegionParent, SetPassword,
};
pub(super) use settlement::{DiscountsOn, OpenItems, ProposeInput, SettlementProposal, TakeBack};
pub(super) use statements::RecordSent;
pub(super) use templates::{CalibrateTemplate, PreviewTemplate, PrintLabels, TemplateKey};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// No input, or no output.
#[derive(Debug, Default, Serialize, Deserialize, TS, JsonSchema)]
#[ts(type = "Record<string, never>")]
pub struct Nothing {}
