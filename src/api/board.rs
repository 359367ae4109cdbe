//! The board: every command on one line, with its kind, its right, its input, its output and its body.

use schemars::{JsonSchema, Schema};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::blobs::Handle;
use super::commands::*;
use super::context::Context;
use super::job::Job;
use super::typescript::{self, Export};
use crate::access::{NamedUser, Right, User, UserFields, UserName};
use crate::activities::{
    Activity, ActivityFields, ActivityList, ActivityRow, Finished, QuickEntry, SaveTask, Task, TaskChange,
    TaskList,
};
use crate::audit::TrailRow;
use crate::cash::{
    CashFlowRow, CashForecast, CashForecastInput, CashPlan, CashRecord, KeptForecast, LateRisk, LateRiskInput,
};
use crate::catalog::{Item, ItemList};
use crate::classes::{
    ClassDefault, ClassProposal, CustomerSegment, DueVisits, SalesDocuments, SaveClassDefault, SaveSegment,
    SegmentChoices, SegmentCount, VisitDue,
};
use crate::commitments::{
    CloseDispute, Dispute, DisputeList, HandOnDispute, OpenDispute, Promise, PromiseList, WithdrawPromise,
};
use crate::contracts::{Contract, ContractList, ContractRow, SaveContract, SetContractState};
use crate::credit::{
    AgreedLimit, AssessCredit, CreditAssessment, CreditCheckRow, CreditExposure, CreditFact, CreditOverride,
    CreditPolicy, CreditRelease, CreditReviewRun, OverrideCredit, RecordCreditFact, ReleaseCredit,
    SetCreditLimit,
};
use crate::documents::{
    AvailableDiscount, Decide, Decided, Document, DocumentFields, DocumentList, DocumentRow, DocumentTotals,
    Draft, DraftRow, DueBill, DueBills, Instalment, Issued, PaidRun, PaymentRun, PreviewLine, Reschedule,
    Rescheduled, RunPlan, SaveDraft, SaveVoucherDraft, Totals, Voided, VoucherDraft,
};
use crate::dunning::{
    AssignDunning, CallList, DecideDunning, DunningHold, DunningPlan, DunningPolicy, DunningPolicyRow,
    DunningRun, LimitationList, LimitationRow, PlanDunning, RecordLimitation, RunLetter, SetDunningHold,
    StartDunning,
};
use crate::error::{Error, Result};
use crate::exchange::Inspection;
use crate::exchange::export::Exported;
use crate::exchange::import::{ImportReport, ImportRun, SavedMapping, Undone};
use crate::forecast::ForecastRecord;
use crate::grading::{
    CreditCard, CreditCardInput, CreditList, CreditPreview, CreditRow, ReviewCredit, Reviewed,
};
use crate::input;
use crate::inspection::Proof;
use crate::ledger::{
    Account, AccountFields, Closing, DatedInterestTerms, Entry, LossRates, Quote, RateList, ReferenceRate,
    Series, Tax, TaxFields, Taxpayer,
};
use crate::mail::{
    Mail, MailAccount, MailList, MailRound, MailRow, MailTemplate, MailText, SaveMailTemplate, SettleMail,
};
use crate::orders::{
    BillingInput, NextInput, OpenLines, OpenLinesInput, OpenParty, OpenTotals, OrderPolicy, PlannedInvoice,
    Track,
};
use crate::parties::{
    Attachment, BigRegion, Company, DuplicatePair, FiledAttachment, Industry, Party, PartyPair, Region,
    SimilarParty, Terms,
};
use crate::period_end::EntryPreview;
use crate::pipeline::{
    AssignOpportunities, Board as PipelineBoard, BoardInput, ColumnInput, ConvertLead, Converted,
    DismissLead, DoTask, HistoryRow, Lead, LeadList, LeadRow, LearnedStage, LostReason, MoveOpportunity,
    NewOpportunity, Opportunity, OpportunityList, OpportunityRow, OpportunityTotals, Owner, Pipeline,
    PostponeOpportunity, SaveLead, SaveLostReason, SaveOpportunity, SavePipeline, SaveTargets, Target,
    TargetList,
};
use crate::pricing::{FindPrice, PriceList, PriceListRow, PriceOffer, SavePriceList};
use crate::reconciling::{
    AnswerReconciliation, Comparison, ConfirmedBalance, ConfirmedBalances, ConfirmedRow, ReconciliationList,
    ReconciliationReply, ReconciliationRow, ReconciliationRun, ResolveFindings,
};
use crate::recurring::{
    Due, MadeDocument, PlaceholderName, Recurring, RecurringList, RecurringRow, SaveRecurring, Upcoming,
    UpcomingInput,
};
use crate::reports::{
    Allowance, LossHistory, PurchaseHistory, PurchaseHistoryInput, Report, ReportRequest, SentRow,
};
use crate::runs::{
    BackupPlace, BillingRun, Checklist, ChooseBackupFolder, CompareList, InterestClaim, InterestInput,
    MadeReconciliation, MailDraft, MakeReconciliation, MergeParties, Merged, MonthEnd, MonthPack,
    OrderBilling, PlannedLetter, PostedAllowance, ReconciliationPlan,
};
use crate::settlement::{
    Applied, ApplyInput, OpenItem, Revaluation, RevaluedAccount, VoucherFields, VoucherTotals,
};
use crate::statements::{AnswerStatement, SentStatement, StatementAnswer};
use crate::store::{Backup, Page, Reader, Writer};
use crate::subledger::{Hit, Overview, PartyList, PartyRow, PartyTotals};
use crate::templates::{AssignTemplate, PaperTemplate, TemplateUse};
use crate::timeline::{Agenda, AgendaCount, AgendaRow, Event, Timeline};
use crate::vat::{TransferInput, Transferred, VatPreview, VatRule};

/// How a command touches the book.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// One snapshot.
    Read,
    /// One immediate transaction.
    Write,
    /// Long work in several steps, with progress and cancel.
    Job,
}

/// The body of a command behind its JSON.
#[derive(Clone, Copy)]
pub enum Run {
    Read(fn(&Context<'_>, &Reader<'_>, Value) -> Result<Value>),
    Write(fn(&Context<'_>, &Writer<'_>, Value) -> Result<Value>),
    Job(fn(&Context<'_>, &Job<'_>, Value) -> Result<Value>),
}

impl std::fmt::Debug for Run {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Run::Read(_) => "Read",
            Run::Write(_) => "Write",
            Run::Job(_) => "Job",
        })
    }
}

/// One line of the board.
#[derive(Clone, Copy)]
pub struct Command {
    pub name: &'static str,
    pub right: Right,
    pub kind: Kind,
    pub run: Run,
    pub input_schema: fn() -> Schema,
    pub output_schema: fn() -> Schema,
    pub(super) export: fn(&mut Export<'_>) -> (String, String),
}

impl std::fmt::Debug for Command {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Command")
            .field("name", &self.name)
            .field("right", &self.right)
            .finish_non_exhaustive()
    }
}

macro_rules! board {
    ($($kind:ident $name:literal $right:ident ($input:ty) -> $output:ty = $body:path;)*) => {
        /// Every command.
        pub const BOARD: &[Command] = &[$(Command {
            name: $name,
            right: Right::$right,
            kind: Kind::$kind,
            run: Run::$kind(|context, book, input| {
                let output: $output = $body(context, book, parse::<$input>($name, input)?)?;
                reply(&output)
            }),
            input_schema: schema::<$input>,
            output_schema: schema::<$output>,
            export: typescript::export::<$input, $output>,
        }),*];
    };
}

board! {
    Read  "session.get"            ViewSales   (Nothing)        -> Session             = session::get;
    Write "session.set_language"   ViewSales   (SetLanguage)    -> User                = session::set_language;
    Write "session.change_password" ViewSales  (ChangePassword) -> Nothing             = session::change_password;

    Read  "overview.get"           ViewSales   (Nothing)        -> Overview            = figures::overview;
    Read  "search.all"             ViewSales   (SearchInput)    -> Vec<Hit>            = figures::search;

    Read  "party.list"             ViewSales   (PartyList)      -> Page<PartyRow>      = parties::list;
    Read  "party.totals"           ViewSales   (PartyList)      -> PartyTotals         = parties::totals;
    Read  "party.find"             ViewSales   (FindParty)      -> Vec<PartyPick>      = parties::find;
    Read  "party.get"              ViewSales   (PartyKey)       -> Party               = parties::get;
    Write "party.save"             EditParties (SaveParty)      -> Party               = parties::save;
    Write "party.archive"          EditParties (ArchiveParty)   -> Party               = parties::archive;
    Read  "party.purchases"        ViewSales   (PurchaseHistoryInput) -> PurchaseHistory = parties::purchases;
    Read  "party.attachments"      ViewSales   (PartyKey)       -> Vec<FiledAttachment> = parties::attachments;
    Write "party.attach"           EditParties (FileAttachment) -> FiledAttachment     = parties::file_attachment;
    Write "party.withdraw_attachment" EditParties (FiledKey)    -> FiledAttachment     = parties::withdraw_attachment;

    Read  "timeline.list"          ViewSales   (Timeline)       -> Page<Event>         = activities::timeline;
    Read  "activity.read_line"     ViewSales   (QuickLine)      -> QuickEntry          = activities::read_line;
    Read  "activity.list"          ViewSales   (ActivityList)   -> Page<ActivityRow>   = activities::list;
    Read  "activity.get"           ViewSales   (ActivityKey)    -> Activity            = activities::get;
    Write "activity.record"        EditParties (ActivityFields) -> Activity            = activities::record;
    Write "activity.correct"       EditParties (CorrectActivity) -> Activity           = activities::correct;
    Write "activity.withdraw"      EditParties (ActivityKey)    -> Activity            = activities::withdraw;
    Read  "today.list"             ViewSales   (Agenda)         -> Page<AgendaRow>     = activities::today;
    Read  "today.count"            ViewSales   (Nothing)        -> AgendaCount         = activities::today_count;
    Read  "task.list"              ViewSales   (TaskList)       -> Vec<Task>           = activities::tasks;
    Read  "task.get"               ViewSales   (TaskKey)        -> Task                = activities::task;
    Read  "task.history"           ViewSales   (TaskKey)        -> Vec<TaskChange>     = activities::task_history;
    Write "task.save"              EditParties (SaveTask)       -> Task                = activities::save_task;
    Write "task.snooze"            EditParties (SnoozeTask)     -> Task                = activities::snooze;
    Write "task.done"              EditParties (FinishTask)     -> Finished            = activities::finish;
    Write "task.reopen"            EditParties (TaskKey)        -> Task                = activities::reopen;
    Write "task.drop"              EditParties (TaskKey)        -> Task                = activities::drop_task;

    Read  "promise.list"           ViewSales   (PromiseList)    -> Vec<Promise>        = commitments::promises;
    Write "promise.record"         EditParties (SavePromise)    -> Promise             = commitments::record_promise;
    Write "promise.withdraw"       EditParties (WithdrawPromise) -> Promise            = commitments::withdraw_promise;
    Read  "dispute.list"           ViewSales   (DisputeList)    -> Vec<Dispute>        = commitments::disputes;
    Write "dispute.open"           EditParties (OpenDispute)    -> Dispute             = commitments::open_dispute;
    Write "dispute.hand_on"        EditParties (HandOnDispute)  -> Dispute             = commitments::hand_on_dispute;
    Write "dispute.close"          Sell        (CloseDispute)   -> Dispute             = commitments::close_dispute;

    Read  "dunning.plan"           ViewSales   (PlanDunning)    -> DunningPlan         = dunning::plan;
    Write "dunning.start"          Keep        (StartDunning)   -> DunningRun          = dunning::start;
    Write "dunning.decide"         GrantCredit (DecideDunning)  -> RunLetter           = dunning::decide;
    Job   "dunning.carry_out"      Keep        (CarryOutDunning) -> Vec<RunLetter>     = dunning::carry_out;
    Read  "dunning.runs"           ViewSales   (Nothing)        -> Vec<DunningRun>     = dunning::runs_of;
    Read  "dunning.letters"        ViewSales   (DunningRunKey)  -> Vec<RunLetter>      = dunning::letters;
    Read  "dunning.letters_to"     ViewSales   (PartyKey)       -> Vec<RunLetter>      = dunning::letters_to;
    Read  "dunning.calls"          ViewSales   (Nothing)        -> CallList            = dunning::calls;
    Read  "dunning.holds"          ViewSales   (Nothing)        -> Vec<DunningHold>    = dunning::holds;
    Write "dunning.set_hold"       Keep        (SetDunningHold) -> DunningHold         = dunning::set_hold;
    Read  "dunning.policies"       ViewSales   (Nothing)        -> Vec<DunningPolicyRow> = dunning::policies;
    Write "dunning.save_policy"    Administer  (DunningPolicy)  -> DunningPolicy       = dunning::save_policy;
    Write "dunning.assign"         Keep        (AssignDunning)  -> Vec<DunningPolicyRow> = dunning::assign;
    Read  "limitation.list"        ViewSales   (LimitationList) -> Vec<LimitationRow>  = dunning::limitation;
    Write "limitation.record"      Keep        (RecordLimitation) -> Vec<LimitationRow> = dunning::record_limitation;

    Read  "segment.list"           ViewSales   (SegmentList)    -> Vec<CustomerSegment> = classes::segments;
    Read  "segment.get"            ViewSales   (SegmentKey)     -> CustomerSegment     = classes::segment;
    Read  "segment.choices"        ViewSales   (Nothing)        -> SegmentChoices      = classes::choices;
    Read  "segment.count"          ViewSales   (CountSegment)   -> SegmentCount        = classes::count;
    Write "segment.save"           EditParties (SaveSegment)    -> CustomerSegment     = classes::save_segment;
    Write "segment.archive"        EditParties (ArchiveSegment) -> CustomerSegment     = classes::archive_segment;
    Read  "class_default.list"     ViewSales   (Nothing)        -> Vec<ClassDefault>   = classes::defaults;
    Write "class_default.save"     Keep        (SaveClassDefault) -> Vec<ClassDefault> = classes::save_default;
    Write "class_default.end"      Keep        (ClassDefaultKey) -> Vec<ClassDefault>  = classes::end_default;
    Read  "class_default.propose"  ViewSales   (ProposeClass)   -> ClassProposal       = classes::propose;
    Read  "visit.due"              ViewSales   (DueVisits)      -> Vec<VisitDue>       = classes::due_visits;
    Read  "sales.documents"        ViewSales   (SalesDocuments) -> Page<DocumentRow>   = classes::documents;

    Read  "price_list.list"        ViewSales   (PriceLists)     -> Vec<PriceListRow>   = pricing::list;
    Read  "price_list.get"         ViewSales   (PriceListKey)   -> PriceList           = pricing::get;
    Write "price_list.save"        Keep        (SavePriceList)  -> PriceList           = pricing::save;
    Write "price_list.archive"     Keep        (ArchivePriceList) -> PriceList         = pricing::archive;
    Read  "price.find"             ViewSales   (FindPrice)      -> PriceOffer          = pricing::find;
    Read  "party.similar"          ViewSales   (SimilarInput)   -> Vec<SimilarParty>   = contacts::similar;
    Read  "party.duplicates"       ViewSales   (Nothing)        -> Vec<DuplicatePair>  = contacts::duplicates;
    Write "party.keep_apart"       EditParties (PartyPair)      -> Nothing             = contacts::keep_apart;
    Write "party.merge"            Keep        (MergeParties)   -> Merged              = contacts::merge;
    Write "party.undo_merge"       Keep        (UndoMerge)      -> Party               = contacts::undo_merge;
    Read  "contacts.export"        ViewSales   (ExportContacts) -> Handle              = contacts::export;

    Read  "contract.list"          ViewSales   (ContractList)   -> Vec<ContractRow>    = contracts::list;
    Read  "contract.get"           ViewSales   (ContractKey)    -> Contract            = contracts::get;
    Write "contract.save"          Sell        (SaveContract)   -> Contract            = contracts::save;
    Write "contract.set_state"     Sell        (SetContractState) -> Contract          = contracts::set_state;
    Write "contract.link"          Sell        (ContractDocument) -> Contract          = contracts::link;
    Write "contract.unlink"        Sell        (ContractDocument) -> Contract          = contracts::unlink;
    Read  "contract.expiring"      ViewSales   (Nothing)        -> Vec<ContractRow>    = contracts::expiring;

    Read  "item.list"              ViewSales   (ItemList)       -> Page<Item>          = items::list;
    Read  "item.get"               ViewSales   (ItemKey)        -> Item                = items::get;
    Write "item.save"              EditParties (SaveItem)       -> Item                = items::save;
    Write "item.archive"           EditParties (ArchiveItem)    -> Item                = items::archive;

    Read  "draft.list"             ViewSales   (DraftList)      -> Vec<DraftRow>       = documents::drafts;
    Read  "draft.get"              ViewSales   (DraftKey)       -> Draft               = documents::draft;
    Write "draft.save"             Sell        (SaveDraft)      -> Draft               = documents::save_draft;
    Write "draft.discard"          Sell        (DraftKey)       -> Nothing             = documents::discard_draft;
    Write "draft.approve"          Keep        (DraftVersion)   -> Draft               = documents::approve_draft;

    Read  "document.totals"        ViewSales   (DocumentInput)  -> Totals              = documents::totals;
    Read  "document.instalments"   ViewSales   (DocumentInput)  -> Vec<Instalment>     = documents::instalments;
    Read  "document.preview_entry" ViewSales   (DocumentInput)  -> Vec<PreviewLine>    = documents::preview_entry;
    Read  "document.next_number"   ViewSales   (NextNumber)     -> String              = documents::next_number;
    Write "document.issue"         Sell        (DocumentInput)  -> Issued              = documents::issue;
    Write "document.issue_draft"   Sell        (DraftVersion)   -> Issued              = documents::issue_draft;
    Write "document.reschedule"    Keep        (Reschedule)     -> Rescheduled         = documents::reschedule;
    Write "document.void"          Sell        (VoidInput)      -> Voided              = documents::void;
    Read  "document.list"          ViewSales   (DocumentList)   -> Page<DocumentRow>   = documents::list;
    Read  "document.list_totals"   ViewSales   (DocumentList)   -> DocumentTotals      = documents::list_totals;
    Read  "document.get"           ViewSales   (DocumentKey)    -> Document            = documents::get;
    Read  "document.find"          ViewSales   (DocumentNumber) -> Document            = documents::find;

    Read  "order.next"             ViewSales   (NextInput)      -> DocumentFields      = orders::next;
    Read  "order.track"            ViewSales   (DocumentKey)    -> Track               = orders::track;
    Write "order.decide"           Sell        (Decide)         -> Decided             = orders::decide;
    Read  "order.open"             ViewSales   (OpenLinesInput) -> OpenLines           = orders::open;
    Read  "order.by_party"         ViewSales   (OpenPartyInput) -> Vec<OpenParty>      = orders::by_party;
    Read  "order.totals"           ViewSales   (Nothing)        -> OpenTotals          = orders::open_totals;
    Read  "order.policy"           ViewSales   (Nothing)        -> OrderPolicy         = orders::policy;
    Write "order.save_policy"      Administer  (OrderPolicy)    -> OrderPolicy         = orders::save_policy;
    Read  "billing.plan"           ViewSales   (BillingInput)   -> Vec<PlannedInvoice> = orders::plan_billing;
    Job   "billing.run"            Sell        (RunBilling)     -> OrderBilling        = orders::run_billing;

    Read  "credit.card"            ViewSales   (CreditCardInput) -> CreditCard         = credit::card;
    Job   "credit.risk"            ViewSales   (LateRiskInput)  -> LateRisk            = credit::risk;
    Read  "credit.list"            ViewSales   (CreditList)     -> Vec<CreditRow>      = credit::list;
    Job   "credit.review"          GrantCredit (ReviewCredit)   -> Reviewed            = credit::review;
    Read  "credit.reviews"         ViewSales   (Nothing)        -> Vec<CreditReviewRun> = credit::reviews;
    Read  "credit.history"         ViewSales   (PartyKey)       -> CreditHistory       = credit::history;
    Write "credit.set_limit"       GrantCredit (SetCreditLimit) -> AgreedLimit         = credit::set_limit;
    Write "credit.override"        GrantCredit (OverrideCredit) -> CreditOverride      = credit::overrule;
    Write "credit.record_fact"     GrantCredit (RecordCreditFact) -> CreditFact        = credit::record_fact;
    Write "credit.assess"          GrantCredit (AssessCredit)   -> CreditAssessment    = credit::assess;
    Read  "credit.exposure"        ViewSales   (PartyKey)       -> CreditExposure      = credit::exposure;
    Read  "credit.check"           ViewSales   (DocumentInput)  -> Option<CreditPreview> = credit::check;
    Write "credit.release"         GrantCredit (ReleaseCredit)  -> CreditRelease       = credit::release;
    Read  "credit.releases"        ViewSales   (CreditJournal)  -> Vec<CreditRelease>  = credit::releases;
    Read  "credit.checks"          ViewSales   (CreditJournal)  -> Vec<CreditCheckRow>    = credit::checks;
    Read  "credit.policy"          ViewSales   (Nothing)        -> CreditPolicy        = credit::policy;
    Write "credit.save_policy"     Administer  (CreditPolicy)   -> CreditPolicy        = credit::save_policy;

    Read  "recurring.list"         ViewSales   (RecurringList)  -> Vec<RecurringRow>   = recurring::list;
    Read  "recurring.get"          ViewSales   (RecurringKey)   -> Recurring           = recurring::get;
    Write "recurring.save"         Sell        (SaveRecurring)  -> Recurring           = recurring::save;
    Write "recurring.pause"        Sell        (RecurringKey)   -> Recurring           = recurring::pause;
    Write "recurring.resume"       Sell        (ResumeRecurring) -> Recurring          = recurring::resume;
    Write "recurring.end"          Sell        (RecurringKey)   -> Recurring           = recurring::end;
    Write "recurring.skip"         Sell        (SkipOccurrence) -> Recurring           = recurring::skip;
    Read  "recurring.upcoming"     ViewSales   (UpcomingInput)  -> Vec<Upcoming>       = recurring::upcoming;
    Read  "recurring.placeholders" ViewSales   (Nothing)        -> Vec<PlaceholderName> = recurring::placeholders;
    Read  "recurring.due"          ViewSales   (DueDocuments)   -> Vec<Due>            = recurring::due;
    Job   "recurring.make_due"     Sell        (DueDocuments)   -> BillingRun          = recurring::make_due;
    Read  "recurring.made"         ViewSales   (RecurringKey)   -> Vec<MadeDocument>   = recurring::made;

    Read  "lead.list"              ViewSales   (LeadList)       -> Page<LeadRow>       = pipeline::leads;
    Read  "lead.get"               ViewSales   (LeadKey)        -> Lead                = pipeline::lead;
    Read  "lead.history"           ViewSales   (LeadKey)        -> Vec<Lead>           = pipeline::lead_history;
    Write "lead.save"              Sell        (SaveLead)       -> Lead                = pipeline::save_lead;
    Write "lead.convert"           Sell        (ConvertLead)    -> Converted           = pipeline::convert_lead;
    Write "lead.dismiss"           Sell        (DismissLead)    -> Lead                = pipeline::dismiss_lead;
    Write "lead.reopen"            Sell        (DismissLead)    -> Lead                = pipeline::reopen_lead;
    Read  "opportunity.board"      ViewSales   (BoardInput)     -> PipelineBoard       = pipeline::board;
    Read  "opportunity.column"     ViewSales   (ColumnInput)    -> Page<OpportunityRow> = pipeline::column;
    Read  "opportunity.list"       ViewSales   (OpportunityList) -> Page<OpportunityRow> = pipeline::list;
    Read  "opportunity.totals"     ViewSales   (OpportunityList) -> OpportunityTotals  = pipeline::totals;
    Read  "opportunity.get"        ViewSales   (OpportunityKey) -> Opportunity         = pipeline::get;
    Read  "opportunity.history"    ViewSales   (OpportunityKey) -> Vec<HistoryRow>     = pipeline::history;
    Write "opportunity.create"     Sell        (NewOpportunity) -> Opportunity         = pipeline::create;
    Write "opportunity.save"       Sell        (SaveOpportunity) -> Opportunity        = pipeline::save;
    Write "opportunity.move"       Sell        (MoveOpportunity) -> Opportunity        = pipeline::move_to;
    Write "opportunity.postpone"   Sell        (PostponeOpportunity) -> Opportunity    = pipeline::postpone;
    Write "opportunity.assign"     Sell        (AssignOpportunities) -> Assigned       = pipeline::assign;
    Write "opportunity.do_task"    Sell        (DoTask)         -> Opportunity         = pipeline::do_task;
    Read  "opportunity.documents"  ViewSales   (OpportunityKey) -> Vec<DocumentRow>    = pipeline::documents;
    Write "opportunity.draft_quote" Sell       (OpportunityKey) -> Draft               = pipeline::draft_quote;
    Read  "sales_owner.list"       ViewSales   (Nothing)        -> Vec<Owner>          = pipeline::owners;
    Read  "sales_target.list"      ViewSales   (TargetList)     -> Vec<Target>         = pipeline::targets;
    Write "sales_target.save"      Administer  (SaveTargets)    -> Nothing             = pipeline::save_targets;
    Read  "pipeline.list"          ViewSales   (Nothing)        -> Vec<Pipeline>       = pipeline::pipelines;
    Read  "pipeline.learned"       ViewSales   (PipelineKey)    -> Vec<LearnedStage>   = pipeline::learned;
    Write "pipeline.save"          Administer  (SavePipeline)   -> Pipeline            = pipeline::save_pipeline;
    Read  "lost_reason.list"       ViewSales   (Nothing)        -> Vec<LostReason>     = pipeline::lost_reasons;
    Write "lost_reason.save"       Administer  (SaveLostReason) -> LostReason          = pipeline::save_lost_reason;

    Read  "settlement.open_items"  ViewSales   (OpenItems)      -> Vec<OpenItem>       = settlement::open_items;
    Read  "settlement.available_discounts" ViewSales (DiscountsOn) -> Vec<AvailableDiscount> = settlement::available_discounts;
    Read  "settlement.propose"     ViewSales   (ProposeInput)   -> SettlementProposal  = settlement::propose;
    Write "settlement.apply"       Keep        (ApplyInput)     -> Applied             = settlement::apply;
    Write "settlement.take_back"   Keep        (TakeBack)       -> Applied             = settlement::take_back;

    Read  "payment_run.due"        ViewBooks   (DueBills)       -> Vec<DueBill>        = payment_runs::due;
    Read  "payment_run.plan"       ViewBooks   (PaymentRun)     -> RunPlan             = payment_runs::plan;
    Read  "payment_run.pdf"        ViewBooks   (PrintPaymentRun) -> Printed            = payment_runs::pdf;
    Write "payment_run.pay"        Keep        (PaymentRun)     -> PaidRun             = payment_runs::pay;

    Read  "entry.get"              ViewBooks   (EntryKey)       -> Entry               = books::entry;
    Write "ledger.open_balances"   Keep        (OpenBalances)   -> Entry               = books::open_balances;
    Read  "entry.pdf"              ViewBooks   (PrintEntries)   -> Printed             = papers::entries;
    Read  "voucher.totals"         ViewBooks   (VoucherFields)  -> VoucherTotals       = ledger::voucher_totals;
    Write "voucher.post"           Keep        (VoucherFields)  -> Entry               = ledger::post_voucher;
    Read  "voucher.drafts"         ViewBooks   (Nothing)        -> Vec<VoucherDraft>   = ledger::voucher_drafts;
    Read  "voucher.get_draft"      ViewBooks   (DraftKey)       -> VoucherDraft        = ledger::voucher_draft;
    Write "voucher.save_draft"     Keep        (SaveVoucherDraft) -> VoucherDraft      = ledger::save_voucher_draft;
    Write "voucher.discard_draft"  Keep        (DraftKey)       -> Nothing             = ledger::discard_voucher_draft;
    Write "voucher.approve_draft"  Keep        (DraftVersion)   -> VoucherDraft        = ledger::approve_voucher_draft;
    Write "voucher.post_draft"     Keep        (DraftVersion)   -> Entry               = ledger::post_voucher_draft;
    Read  "rate.list"              ViewSales   (RateList)       -> Page<Quote>         = ledger::rates;
    Read  "rate.on"                ViewSales   (RateOn)         -> Quote               = ledger::rate_on;
    Write "rate.save"              Keep        (SaveRates)      -> Nothing             = ledger::save_rates;
    Read  "revaluation.preview"    ViewBooks   (OnDay)          -> Vec<RevaluedAccount> = ledger::preview_revaluation;
    Write "revaluation.run"        Keep        (OnDay)          -> Revaluation         = ledger::revalue;
    Read  "loss_rates.on"          ViewBooks   (OnDay)          -> LossRatesOnDay      = allowance::loss_rates;
    Read  "loss_rates.propose"     ViewBooks   (LossHistoryInput) -> LossHistory       = allowance::propose;
    Write "loss_rates.save"        Administer  (LossRates)      -> LossRates           = allowance::save_loss_rates;
    Write "loss_rates.end_segment" Administer  (EndSegment)     -> Nothing             = allowance::end_segment;
    Read  "allowance.preview"      ViewBooks   (OnDay)          -> Allowance           = allowance::preview;
    Write "allowance.post"         Keep        (OnDay)          -> PostedAllowance     = allowance::post;
    Read  "interest_terms.on"      ViewSales   (InterestTermsInput) -> InterestTermsOnDay = interest::terms;
    Write "interest_terms.save"    Administer  (DatedInterestTerms) -> DatedInterestTerms = interest::save_terms;
    Read  "reference_rate.list"    ViewSales   (Nothing)        -> Vec<ReferenceRate>  = interest::rates;
    Write "reference_rate.save"    Keep        (ReferenceRate)  -> ReferenceRate       = interest::save_rate;
    Read  "late_interest.preview"  ViewSales   (InterestInput)  -> InterestClaim       = interest::preview;
    Write "late_interest.bill"     Keep        (InterestInput)  -> Issued              = interest::bill;
    Read  "vat.preview"            ViewBooks   (MonthKey)       -> VatPreview          = vat::preview;
    Write "vat.transfer"           Keep        (TransferInput)  -> Transferred         = vat::transfer;
    Read  "policy.get"             ViewSales   (Nothing)        -> Policy              = ledger::policy;
    Write "policy.save"            Administer  (Policy)         -> Policy              = ledger::save_policy;
    Read  "report.run"             ViewSales   (ReportRequest)  -> Report              = papers::run;
    Read  "report.export"          ViewSales   (ExportReport)   -> Handle              = papers::export;
    Read  "forecast.record"        ViewSales   (Nothing)        -> ForecastRecord      = forecasts::record;
    Read  "cash.forecast"          ViewBooks   (CashForecastInput) -> CashForecast     = forecasts::cash;
    Read  "cash.flows"             ViewBooks   (CashForecastInput) -> Vec<CashFlowRow> = forecasts::flows;
    Job   "cash.keep"              Keep        (Nothing)        -> Option<KeptForecast> = forecasts::keep;
    Read  "cash.record"            ViewBooks   (Nothing)        -> CashRecord          = forecasts::kept;
    Read  "cash.plan"              ViewBooks   (Nothing)        -> CashPlan            = forecasts::plan;
    Write "cash.save_plan"         Keep        (CashPlan)       -> CashPlan            = forecasts::save_plan;
    Read  "document.pdf"           ViewSales   (PrintDocument)  -> Printed             = papers::document;
    Read  "document.draft_pdf"     ViewSales   (PrintDraft)     -> Printed             = papers::draft;
    Read  "statement.pdf"          ViewSales   (PrintStatement) -> PrintedStatement    = papers::statement;
    Write "statement.record_sent"  Sell        (RecordSent)     -> SentStatement       = statements::record_sent;
    Read  "statement.sent"         ViewSales   (PartyKey)       -> Vec<SentRow>        = statements::sent;
    Write "statement.answer"       Sell        (AnswerStatement) -> StatementAnswer    = statements::answer;

    Read  "reconciliation.plan"    ViewSales   (ReconciliationPlan) -> Vec<PlannedLetter> = reconciling::plan;
    Job   "reconciliation.make"    Sell        (MakeReconciliation) -> MadeReconciliation = reconciling::make;
    Job   "reconciliation.write"   ViewSales   (WriteLetters)   -> Vec<String>         = reconciling::write;
    Read  "reconciliation.runs"    ViewSales   (Nothing)        -> Vec<ReconciliationRun> = reconciling::runs;
    Read  "reconciliation.list"    ViewSales   (ReconciliationList) -> Page<ReconciliationRow> = reconciling::list;
    Read  "reconciliation.get"     ViewSales   (ReconciliationKey) -> ReconciliationFile = reconciling::get;
    Write "reconciliation.reply"   Sell        (AnswerReconciliation) -> Vec<ReconciliationReply> = reconciling::reply;
    Read  "reconciliation.inspect" Sell        (InspectList)    -> Inspection          = reconciling::inspect;
    Job   "reconciliation.compare" Sell        (CompareList)    -> Comparison          = reconciling::compare;
    Write "reconciliation.resolve" Sell        (ResolveFindings) -> Comparison         = reconciling::resolve;
    Read  "reconciliation.confirmed" ViewSales (ConfirmedBalances) -> Page<ConfirmedRow> = reconciling::confirmed;
    Read  "reconciliation.last_confirmed" ViewSales (PartyKey)  -> Option<ConfirmedBalance> = reconciling::last_confirmed;

    Read  "mail.account"           ViewSales   (Nothing)        -> MailSetup           = mail::account;
    Write "mail.save_account"      Administer  (MailAccount)    -> MailSetup           = mail::save_account;
    Read  "mail.set_password"      Sell        (SetMailPassword) -> MailSetup          = mail::set_password;
    Read  "mail.templates"         ViewSales   (Nothing)        -> Vec<MailTemplate>   = mail::templates;
    Read  "mail.preview_template"  ViewSales   (PreviewMail)    -> MailText            = mail::preview;
    Write "mail.save_template"     Administer  (SaveMailTemplate) -> MailTemplate      = mail::save_template;
    Read  "mail.draft"             Sell        (StartMail)      -> MailDraft           = mail::draft;
    Write "mail.queue"             Sell        (QueueMail)      -> Mail                = mail::queue;
    Read  "mail.list"              ViewSales   (MailList)       -> Page<MailRow>       = mail::list;
    Read  "mail.counts"            ViewSales   (Nothing)        -> MailCounts          = mail::counts;
    Read  "mail.get"               ViewSales   (MailKey)        -> Mail                = mail::get;
    Read  "mail.eml"               ViewSales   (MailKey)        -> Handle              = mail::eml;
    Write "mail.settle"            Sell        (SettleMail)     -> Mail                = mail::settle;
    Job   "mail.send"              Sell        (Nothing)        -> MailRound           = mail::send;

    Read  "month.check"            ViewBooks   (MonthKey)       -> Checklist           = papers::check_month;
    Job   "month.run"              ViewBooks   (MonthEnd)       -> MonthPack           = papers::run_month;
    Read  "month.closings"         ViewBooks   (Nothing)        -> Vec<Closing>        = books::closings;
    Write "month.soft_close"       Close       (MonthKey)       -> Nothing             = period_end::soft_close;
    Write "month.reopen"           Close       (MonthKey)       -> Nothing             = period_end::reopen;
    Read  "profit.preview"         ViewBooks   (MonthKey)       -> Vec<EntryPreview>   = period_end::preview_profit;
    Write "profit.transfer"        Keep        (MonthKey)       -> Vec<Entry>          = period_end::transfer_profit;
    Read  "year.preview"           ViewBooks   (YearKey)        -> Vec<EntryPreview>   = period_end::preview_year;
    Write "year.close"             Close       (YearKey)        -> Vec<Entry>          = period_end::close_year;
    Read  "trail.list"             ViewBooks   (TrailList)      -> Page<TrailRow>      = books::trail;
    Job   "book.verify"            ViewBooks   (ChooseCheck)    -> Proof               = books::verify;
    Read  "backup.place"           ViewBooks   (Nothing)        -> BackupPlace         = books::backup_place;
    Write "backup.choose_folder"   Administer  (ChooseBackupFolder) -> BackupPlace     = books::choose_backup_folder;
    Job   "book.backup"            Keep        (BackupInput)    -> Backup              = books::backup;

    Read  "import.inspect"         Keep        (InspectInput)   -> Inspection          = imports::look_into;
    Job   "import.run"             Keep        (ImportInput)    -> ImportReport        = imports::run;
    Job   "import.undo"            Keep        (ImportKey)      -> Undone              = imports::undo;
    Read  "import.runs"            ViewBooks   (Nothing)        -> Vec<ImportRun>      = imports::runs;
    Read  "mapping.list"           Keep        (Nothing)        -> Vec<SavedMapping>   = imports::list_mappings;
    Write "mapping.save"           Keep        (SavedMapping)   -> SavedMapping        = imports::save_mapping;

    Job   "book.export"            Keep        (ExportBook)     -> Exported            = exports::run;
    Read  "list.export"            ViewSales   (ExportList)     -> Handle              = exports::list;

    Read  "company.get"            ViewSales   (Nothing)        -> Company             = settings::company;
    Write "company.save"           Administer  (Company)        -> Company             = settings::save_company;
    Read  "template.list"          ViewSales   (Nothing)        -> Vec<PaperTemplate>  = templates::list;
    Read  "template.get"           ViewSales   (TemplateKey)    -> PaperTemplate       = templates::get;
    Write "template.save"          Administer  (PaperTemplate)  -> PaperTemplate       = templates::save;
    Write "template.delete"        Administer  (TemplateKey)    -> PaperTemplate       = templates::delete;
    Read  "template.uses"          ViewSales   (Nothing)        -> Vec<TemplateUse>    = templates::uses;
    Write "template.assign"        Administer  (AssignTemplate) -> Vec<TemplateUse>    = templates::assign;
    Read  "template.calibration"   ViewSales   (CalibrateTemplate) -> Printed          = templates::calibration;
    Read  "label.pdf"              ViewSales   (PrintLabels)    -> Printed             = templates::labels;
    Read  "template.preview"       ViewSales   (PreviewTemplate) -> Printed            = templates::preview;
    Write "attachment.add"         EditParties (AddAttachment)  -> Attachment          = settings::add_attachment;
    Read  "attachment.get"         ViewSales   (AttachmentKey)  -> Handle              = settings::attachment;
    Read  "account.list"           ViewSales   (Nothing)        -> Vec<Account>        = settings::accounts;
    Write "account.save"           Administer  (AccountFields)  -> Account             = settings::save_account;
    Read  "tax.list"               ViewSales   (Nothing)        -> Vec<Tax>            = settings::taxes;
    Write "tax.save"               Administer  (TaxFields)      -> Tax                 = settings::save_tax;
    Write "tax.archive"            Administer  (ArchiveTax)     -> Tax                 = settings::archive_tax;
    Write "tax.end"                Administer  (EndTax)         -> Tax                 = settings::end_tax;
    Read  "taxpayer.list"          ViewSales   (Nothing)        -> Vec<Taxpayer>       = settings::taxpayers;
    Write "taxpayer.save"          Administer  (Taxpayer)       -> Taxpayer            = settings::save_taxpayer;
    Read  "vat_rule.list"          ViewSales   (Nothing)        -> Vec<VatRule>        = vat::rules;
    Write "vat_rule.save"          Administer  (VatRule)        -> Vec<VatRule>        = vat::save_rule;
    Read  "terms.list"             ViewSales   (Nothing)        -> Vec<Terms>          = settings::terms;
    Write "terms.save"             Administer  (Terms)          -> Terms               = settings::save_terms;
    Read  "series.list"            ViewSales   (Nothing)        -> Vec<Series>         = settings::series;
    Write "series.save"            Administer  (Series)         -> Series              = settings::save_series;
    Read  "user.list"              Administer  (Nothing)        -> Vec<User>           = settings::users;
    Read  "user.names"             ViewSales   (Nothing)        -> Vec<NamedUser>      = settings::user_names;
    Read  "user.salespeople"       ViewSales   (Nothing)        -> Vec<UserName>       = settings::salespeople;
    Write "user.save"              Administer  (UserFields)     -> User                = settings::save_user;
    Write "user.set_password"      Administer  (SetPassword)    -> Nothing             = settings::set_password;
    Read  "reference.industries"   ViewSales   (Nothing)        -> Vec<Industry>       = settings::industries;
    Read  "reference.regions"      ViewSales   (RegionParent)   -> Vec<Region>         = settings::regions;
    Read  "reference.big_regions"  ViewSales   (Nothing)        -> Vec<BigRegion>      = classes::big_regions;
    Read  "reference.currencies"   ViewSales   (Nothing)        -> Vec<CurrencyInfo>   = settings::currencies;
}

/// The command of that name.
pub fn find(name: &str) -> Result<&'static Command> {
    BOARD
        .iter()
        .find(|command| command.name == name)
        .ok_or_else(|| Error::CommandUnknown { command: name.chars().take(60).collect() })
}

fn parse<Input: DeserializeOwned + JsonSchema>(command: &str, input: Value) -> Result<Input> {
    let input = if input.is_null() { Value::Object(serde_json::Map::new()) } else { input };
    input::read(command, &input)
}

fn reply<Output: Serialize>(output: &Output) -> Result<Value> {
    serde_json::to_value(output).map_err(Error::unexpected)
}

fn schema<Type: JsonSchema>() -> Schema {
    schemars::schema_for!(Type)
}
