//! The one error of the product.
//!
//! Every variant is a refusal or a failure with a stable code (its name in snake case) and the data a
//! translated sentence needs; the sentences live in `assets/lang/*/errors.json`. Nothing here is prose for
//! users: `Display` is for logs and developers.

use std::path::Path;

use serde::Serialize;
use ts_rs::TS;

pub type Result<T> = std::result::Result<T, Error>;

/// What went wrong, as code and data. Serialises as `{"code": "...", "details": {...}}`.
#[derive(Debug, thiserror::Error, Serialize, TS)]
#[serde(tag = "code", content = "details", rename_all = "snake_case")]
#[ts(rename = "ErrorBody")]
pub enum Error {
    // ── values ────────────────────────────────────────────────────────────────────────────────────────
    #[error("not an amount: {text:?}")]
    AmountUnreadable {
        text: String,
        #[serde(skip_serializing_if = "Option::is_none")]
        #[ts(optional)]
        field: Option<String>,
    },
    #[error("{text} has more decimals than {currency} allows")]
    AmountTooPrecise { text: String, currency: String },
    #[error("an amount is larger than the book can hold")]
    AmountOverflow,
    #[error("currencies differ: {left} and {right}")]
    CurrencyMismatch { left: String, right: String },
    #[error("unknown currency {currency:?}")]
    CurrencyUnknown {
        currency: String,
        #[serde(skip_serializing_if = "Option::is_none")]
        #[ts(optional)]
        field: Option<String>,
    },
    #[error("not a rate of exchange: {text:?}")]
    RateInvalid {
        text: String,
        #[serde(skip_serializing_if = "Option::is_none")]
        #[ts(optional)]
        field: Option<String>,
    },
    #[error("no rate of {currency} on {date} or before")]
    RateMissing { currency: String, date: String },
    #[error("not a date: {text:?}")]
    DateUnreadable {
        text: String,
        #[serde(skip_serializing_if = "Option::is_none")]
        #[ts(optional)]
        field: Option<String>,
    },
    #[error("not a month: {text:?}")]
    MonthUnreadable {
        text: String,
        #[serde(skip_serializing_if = "Option::is_none")]
        #[ts(optional)]
        field: Option<String>,
    },

    // ── the file ──────────────────────────────────────────────────────────────────────────────────────
    #[error("{path} does not exist")]
    BookMissing { path: String },
    #[error("{path} exists already")]
    BookExists { path: String },
    #[error("{path} is not a Kezhang book")]
    NotABook { path: String },
    #[error("the book is of version {found}, this program knows {known}")]
    BookNewer { found: i64, known: i64 },
    #[error("the book is encrypted or a key was given that this build cannot use")]
    EncryptionUnavailable,
    #[error("another program is writing to the book (waited {waited_seconds} s): {holder}")]
    BookBusy { waited_seconds: u64, holder: String },
    #[error("no permission to read {path}")]
    BookForbidden { path: String },
    #[error("{path} cannot be written")]
    BookReadOnly { path: String },
    #[error("no space left on the disk")]
    DiskFull,
    #[error("the disk failed: {reason}")]
    DiskFailed { reason: String },
    #[error("the file is damaged: {reason}")]
    BookDamaged { reason: String },
    #[error("a check of the book failed: {check} at {subject}")]
    ProofFailed { check: String, subject: String },
    #[error("there is no file {path}")]
    FileMissing { path: String },
    #[error("no permission for {path}")]
    FileForbidden { path: String },
    #[error("{path} is larger than {limit_bytes} bytes")]
    FileTooLarge {
        path: String,
        #[ts(type = "number")]
        limit_bytes: u64,
    },
    #[error("the picture {field} is no PNG or JPEG that can be printed")]
    PictureUnreadable { field: String },
    #[error("the picture {field} is larger than {limit_megabytes} MB or {limit_pixels} pixels a side")]
    PictureTooLarge { field: String, limit_megabytes: u32, limit_pixels: u32 },
    #[error("file {path}: {reason}")]
    FileUnusable { path: String, reason: String },
    #[error("the database refused: {reason}")]
    Database { reason: String },
    #[error("unexpected: {reason}")]
    Unexpected { reason: String },

    // ── the door ──────────────────────────────────────────────────────────────────────────────────────
    #[error("no book is open")]
    BookNotOpen,
    #[error("no command {command:?}")]
    CommandUnknown { command: String },
    #[error("the input of {command}: {field} cannot be {value}, it takes {expected}")]
    InputInvalid { command: String, field: String, value: String, expected: String },
    #[error("line {line}, column {column} of the input is not JSON")]
    InputNotJson { line: u64, column: u64 },
    #[error("{command} cannot be part of an atomic batch")]
    NotAtomic { command: String },
    #[error("{role} may not {command}")]
    Forbidden { command: String, role: String, right: String },
    #[error("unknown user {user:?}, or wrong password")]
    LoginFailed { user: String },
    #[error("user {user:?} is not active any more")]
    UserInactive { user: String },
    #[error("a segment holds more than {limit} conditions")]
    SegmentTooLarge { limit: u32 },
    #[error("the conditions of a segment nest deeper than {limit}")]
    SegmentTooDeep { limit: u32 },
    #[error("the old password is wrong")]
    PasswordWrong,
    #[error("cancelled")]
    Cancelled,
    #[error("the program does not do this yet: {what}")]
    Unsupported { what: String },
    #[error("{field} is missing")]
    FieldMissing { field: String },
    #[error("{field} cannot be {value:?}")]
    FieldInvalid { field: String, value: String },
    #[error("no {kind} {key:?}")]
    NotFound { kind: String, key: String },
    #[error("there is already a {kind} {key:?}")]
    Duplicate { kind: String, key: String },
    #[error("{kind} {key} was changed meanwhile")]
    Stale { kind: String, key: String, yours: serde_json::Value, theirs: serde_json::Value },
    #[error("request {request_id} was made before with another input")]
    RequestReused { request_id: String },

    // ── the books ─────────────────────────────────────────────────────────────────────────────────────
    #[error("{month} is closed; the next open month is {next_open}")]
    MonthClosed { month: String, next_open: String },
    #[error("{month} takes adjustments only: a reason is needed")]
    MonthSoftClosed { month: String },
    #[error("{month} cannot be closed: {reason}")]
    MonthNotClosable { month: String, reason: String },
    #[error("the entry does not balance: debit {debit}, credit {credit}")]
    EntryUnbalanced { debit: String, credit: String },
    #[error("the chart {chart} keeps no allowance for bad debts")]
    AllowanceNotKept { chart: String },
    #[error("{party} owes no late interest up to {until}")]
    InterestNotDue { party: String, until: String },
    #[error("no rate {name} on {date} or before")]
    ReferenceRateMissing { name: String, date: String },
    #[error("no loss rates on {date} or before")]
    LossRatesMissing { date: String },
    #[error("account {account} takes no postings")]
    AccountNotPostable { account: String },
    #[error("no account has the role {role}")]
    RoleUnassigned { role: String },
    #[error("account {account} is a control account: it moves only with its open items")]
    AccountIsControl { account: String },
    #[error("{tax} is the company's default tax")]
    TaxIsDefault { tax: String },
    #[error("another user approves it first")]
    ApprovalMissing,
    #[error("who prepared it cannot approve it")]
    ApprovalOwn,
    #[error("{number} is in dispute already")]
    DisputeOpen { number: String },
    #[error("the dispute was closed on {date}")]
    DisputeClosed { date: String },
    #[error("the promise was withdrawn on {date}")]
    PromiseWithdrawn { date: String },
    #[error("{party} is stopped: {exposure} of {limit}, {overdue_days} days overdue")]
    CreditStopped {
        party: String,
        limit: String,
        exposure: String,
        #[ts(type = "number")]
        overdue_days: i64,
        grade: String,
    },
    #[error("{party} needs a release of {amount}: {exposure} of {limit}, {overdue_days} days overdue")]
    CreditReleaseMissing {
        party: String,
        limit: String,
        exposure: String,
        #[ts(type = "number")]
        overdue_days: i64,
        amount: String,
    },
    #[error("there is nothing to post")]
    NothingToPost,
    #[error("there are no invoices to forecast from")]
    NothingToForecast,
    #[error("the document has no lines")]
    DocumentEmpty,
    #[error("line {line}: {reason}")]
    LineInvalid { line: u32, reason: String },
    #[error("tax {tax} is not in force on {date}")]
    TaxNotInForce { tax: String, date: String },
    #[error("due {due_on} lies before {date}")]
    DueBeforeDate { date: String, due_on: String },
    #[error("instalment {part} names no share, or not one alone")]
    InstalmentShare { part: u64 },
    #[error("nothing of {total} is left for the last instalment")]
    InstalmentsExceed { total: String },
    #[error("instalment {part} is due on {due_on}, before the one ahead of it")]
    InstalmentsDisordered { part: u64, due_on: String },
    #[error("terms {terms} offer a discount for paying early, which a plan of instalments excludes")]
    PlanWithDiscount { terms: String },
    #[error("a statement as of {as_of} cannot have been sent on {sent_on}")]
    StatementSentEarly { sent_on: String, as_of: String },
    #[error("{number} is confirmed or withdrawn")]
    ReconciliationClosed { number: String },
    #[error("{number} has {open} differences that nobody has settled")]
    ReconciliationUnresolved { number: String, open: u64 },
    #[error("the activity of {date} was corrected or withdrawn")]
    ActivitySuperseded { date: String },
    #[error("the task {title:?} is not open")]
    TaskNotOpen { title: String },
    #[error("{date} is after {latest}, or before the books begin")]
    DateOutOfRange { date: String, latest: String },
    #[error("{party} already sent {supplier_number}: it is {number} here")]
    SupplierNumberUsed { party: String, supplier_number: String, number: String },
    #[error("{number} cannot be gone on from: {reason}")]
    SourceUnfit { number: String, reason: String },
    #[error("line {line} takes {quantity} of {number}, {open} is left")]
    QuantityExceeds { line: u32, number: String, open: String, quantity: String },
    #[error("line {line} delivers {quantity} of {number}, {open} is left to deliver")]
    OverDelivery { line: u32, number: String, open: String, quantity: String },
    #[error("nothing is left of {number}")]
    NothingLeft { number: String },
    #[error("the sum to invoice is {total}")]
    BillNegative { total: String },
    #[error("{number} goes on in {followed_by}")]
    DocumentFollowed { number: String, followed_by: String },
    #[error("{number} is void already")]
    AlreadyVoid { number: String },
    #[error("{number} has settlements: {settled_by}")]
    DocumentSettled { number: String, settled_by: String },
    #[error("{number} has only {open} open, {asked} was asked")]
    OverAllocation { number: String, open: String, asked: String },
    #[error("{number} was revalued on {date}: what is dated before it would leave a difference")]
    ItemRevalued { number: String, date: String },
    #[error("on {date} {number} would have nothing open and still carry an amount")]
    ItemResidue { number: String, date: String },
    #[error("items of different parties, accounts or currencies: {reason}")]
    ItemsDiffer { reason: String },
    #[error("{placeholder:?} is no placeholder (in {field})")]
    PlaceholderUnknown { placeholder: String, field: String, known: String },
    #[error("the recurring document {name:?} has ended")]
    RecurringEnded { name: String },
    #[error("the {kind} {name:?} is used by {count}")]
    InUse { kind: String, name: String, count: u64, examples: String },
    /// `missing` holds the codes of what is missing, a comma between.
    #[error("stage {stage:?} asks for {missing:?}")]
    ConditionsMissing { stage: String, missing: String },
    #[error("{title:?} is won or lost")]
    OpportunityClosed { title: String },
    #[error("lead {name:?} is {state}")]
    LeadClosed { name: String, state: String },
    #[error("{party} is archived")]
    PartyArchived { party: String },
    #[error("{party} was merged into {into}")]
    PartyMerged { party: String, into: String },
    #[error("the payment plan makes {planned}, the contract is worth {value}")]
    ContractPlanDiffers { planned: String, value: String },
    #[error("contract {number} is {state}")]
    ContractEnded { number: String, state: String },
    #[error("{party} is not a {role}")]
    PartyRoleMissing { party: String, role: String },

    // ── mail ──────────────────────────────────────────────────────────────────────────────────────────
    #[error("{address:?} is no address (in {field})")]
    MailAddressInvalid { field: String, address: String },
    #[error("no server is set")]
    MailServerMissing,
    #[error("no sender is set")]
    MailSenderMissing,
    #[error("the password of {user} is not known")]
    MailPasswordMissing { user: String },
    #[error("a password would go to {server} in the clear")]
    MailPasswordInTheClear { server: String },
    #[error("the certificate cannot be read")]
    MailCertificateInvalid,
    #[error("{server} cannot be reached: {reason}")]
    MailUnreachable { server: String, reason: String },
    #[error("the certificate of {server} is not trusted")]
    MailCertificateUntrusted { server: String },
    #[error("{server} does not offer to encrypt")]
    MailNotEncrypted { server: String },
    #[error("the server does not let {user} in: {reply}")]
    MailLoginRefused { user: String, reply: String },
    #[error("the mail {number} is {state}")]
    MailState { number: String, state: String },

    // ── import ────────────────────────────────────────────────────────────────────────────────────────
    #[error("the file has no rows that can be read: {reason}")]
    ImportUnreadable { reason: String },
    #[error("the database has no rows that can be read: {reason}")]
    ImportDatabaseUnreadable { reason: String },
    #[error("the file has no rows")]
    ImportEmpty,
    #[error("the file is no table")]
    ImportNotATable,
    #[error("the workbook is damaged")]
    ImportWorkbookDamaged,
    #[error("the workbook is protected by a password")]
    ImportWorkbookProtected,
    #[error("there are no headers in row {row}")]
    ImportHeaderMissing { row: u32 },
    #[error("the file has several tables and none was chosen")]
    ImportTableUnchosen,
    #[error("no column fills {field}")]
    ImportFieldUnmapped { field: String },
    #[error("column {column:?} is not in the file")]
    ImportColumnMissing { column: String },
    #[error("row {row} has more than {limit} columns")]
    ImportTooWide { row: u32, limit: u32 },
    #[error("row {row}, column {column}: the text is longer than {limit_bytes} bytes")]
    ImportFieldTooLong { row: u32, column: String, limit_bytes: u32 },
    #[error("row {row} begins a quoted field that never ends")]
    ImportQuoteUnclosed { row: u32 },
    #[error("the row has {cells} cells under {columns} headers")]
    ImportRowTooLong { cells: u32, columns: u32 },
    #[error("document {number} has more than {limit} lines")]
    ImportTooManyLines { number: String, limit: u32 },
    #[error("{field} differs from the earlier rows of document {number}")]
    ImportHeaderDiffers { field: String, number: String },
    #[error("{number} was imported before with other content")]
    ImportChanged { number: String },
    #[error("the line says {stated}, quantity and price give {computed}")]
    ImportAmountDiffers { stated: String, computed: String },
    #[error("import {run} is undone already")]
    ImportUndone { run: String },
    #[error("{count} rows cannot be imported; nothing was written")]
    ImportRefused { count: u64, first_row: u64, first_code: String, report: serde_json::Value },
}

/// What a failure means to a caller; decides the exit code of the command line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Class {
    /// Refused by a rule: exit code 1.
    Refused,
    /// Called wrongly: exit code 2.
    Usage,
    /// The file is damaged, locked or newer than the program: exit code 3.
    File,
}

impl Error {
    /// The stable code: the variant's name in snake case.
    pub fn code(&self) -> String {
        match self.to_body().get("code") {
            Some(serde_json::Value::String(code)) => code.clone(),
            _ => "database".into(),
        }
    }

    /// `{"code": …, "details": …}`; `details` is absent where a variant carries nothing.
    pub fn to_body(&self) -> serde_json::Value {
        serde_json::to_value(self).unwrap_or_else(|_| serde_json::json!({"code": "database"}))
    }

    pub fn class(&self) -> Class {
        use Error::*;
        match self {
            BookMissing { .. }
            | NotABook { .. }
            | BookNewer { .. }
            | EncryptionUnavailable
            | BookBusy { .. }
            | BookForbidden { .. }
            | BookReadOnly { .. }
            | DiskFull
            | DiskFailed { .. }
            | BookDamaged { .. }
            | ProofFailed { .. }
            | Database { .. }
            | Unexpected { .. } => Class::File,
            CommandUnknown { .. }
            | InputInvalid { .. }
            | InputNotJson { .. }
            | NotAtomic { .. }
            | AmountUnreadable { .. }
            | DateUnreadable { .. }
            | MonthUnreadable { .. }
            | RateInvalid { .. }
            | CurrencyUnknown { .. } => Class::Usage,
            _ => Class::Refused,
        }
    }
}

impl Error {
    /// A defect of the program, told with the developer's words for the report.
    pub fn unexpected(reason: impl std::fmt::Display) -> Error {
        Error::Unexpected { reason: reason.to_string() }
    }

    /// What the operating system refused about a file that is no book.
    pub fn of_file(path: &Path, error: &std::io::Error) -> Error {
        use std::io::ErrorKind as Kind;
        let path = path.display().to_string();
        match error.kind() {
            Kind::StorageFull | Kind::QuotaExceeded | Kind::FileTooLarge => Error::DiskFull,
            Kind::NotFound => Error::FileMissing { path },
            Kind::PermissionDenied | Kind::ReadOnlyFilesystem => Error::FileForbidden { path },
            _ => Error::FileUnusable { path, reason: error.to_string() },
        }
    }

    /// Names the field a value stands in, where the value could not be read.
    #[must_use]
    pub fn in_field(self, name: &str) -> Error {
        let field = Some(name.to_owned());
        match self {
            Error::AmountUnreadable { text, .. } => Error::AmountUnreadable { text, field },
            Error::DateUnreadable { text, .. } => Error::DateUnreadable { text, field },
            Error::MonthUnreadable { text, .. } => Error::MonthUnreadable { text, field },
            Error::RateInvalid { text, .. } => Error::RateInvalid { text, field },
            Error::CurrencyUnknown { currency, .. } => Error::CurrencyUnknown { currency, field },
            other => other,
        }
    }
}

impl From<rusqlite::Error> for Error {
    fn from(error: rusqlite::Error) -> Self {
        use rusqlite::{ErrorCode as Code, ffi};
        let reason = error.to_string();
        let detail = error.sqlite_error().map(|error| error.extended_code);
        match error.sqlite_error_code() {
            Some(Code::DatabaseBusy | Code::DatabaseLocked) => {
                Error::BookBusy { waited_seconds: 5, holder: String::new() }
            }
            Some(Code::ReadOnly | Code::PermissionDenied | Code::CannotOpen) => {
                Error::BookReadOnly { path: String::new() }
            }
            Some(Code::DiskFull) => Error::DiskFull,
            // A file that may not grow: SQLite tells a limit of size as a write that failed.
            Some(Code::SystemIoFailure)
                if matches!(detail, Some(ffi::SQLITE_IOERR_WRITE | ffi::SQLITE_IOERR_SHMSIZE)) =>
            {
                Error::DiskFull
            }
            Some(Code::SystemIoFailure) => Error::DiskFailed { reason },
            Some(Code::DatabaseCorrupt) => Error::BookDamaged { reason },
            Some(Code::NotADatabase) => Error::NotABook { path: String::new() },
            _ => Error::Database { reason },
        }
    }
}
