//! What can be typed.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use serde::Serialize;

/// 客账: customers, invoices, ledgers and month-end in one file.
#[derive(Debug, Parser)]
#[command(name = "kezhang", version, propagate_version = true)]
pub(crate) struct Arguments {
    #[command(flatten)]
    pub(crate) options: Options,
    #[command(subcommand)]
    pub(crate) action: Action,
}

#[derive(Debug, Args)]
pub(crate) struct Options {
    /// Who acts; the password comes from KEZHANG_PASSWORD or a prompt.
    #[arg(long = "as", global = true, value_name = "USER")]
    pub(crate) user: Option<String>,
    /// The business day, for tests and reruns.
    #[arg(long, global = true, value_name = "DAY")]
    pub(crate) today: Option<String>,
    /// The instant, for tests and reruns.
    #[arg(long, global = true, value_name = "INSTANT")]
    pub(crate) now: Option<String>,
    /// Why a month that takes adjustments only is posted into.
    #[arg(long, global = true, value_name = "TEXT")]
    pub(crate) reason: Option<String>,
    /// Opens the book to look at only: nothing can be written.
    #[arg(long, global = true)]
    pub(crate) read_only: bool,
    /// zh-CN or en.
    #[arg(long, global = true, value_name = "LANGUAGE")]
    pub(crate) lang: Option<String>,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum ChartName {
    CnSmall,
    CnGeneral,
    Ifrs,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum Format {
    Json,
    Csv,
    Xlsx,
    Pdf,
    Table,
}

/// What a report is asked: the fields of a request, where they were typed.
#[derive(Debug, Args, Serialize)]
pub(crate) struct Asked {
    #[serde(skip)]
    pub(crate) name: String,
    /// Today where absent.
    #[arg(long)]
    #[serde(skip)]
    pub(crate) as_of: Option<String>,
    /// Code of a customer or supplier.
    #[arg(long)]
    #[serde(skip)]
    pub(crate) party: Option<String>,
    /// First day of the period.
    #[arg(long)]
    from: Option<String>,
    /// As it was known at this instant (or at the end of this day).
    #[arg(long)]
    known_at: Option<String>,
    #[arg(long)]
    account: Option<String>,
    /// Aging: due_date or document_date.
    #[arg(long)]
    #[serde(skip_serializing_if = "Option::is_none")]
    by: Option<String>,
    /// Aging: where each bucket ends, but the last: 30,60,90.
    #[arg(long, value_delimiter = ',')]
    ages: Vec<u32>,
    /// Aging: days or months.
    #[arg(long)]
    #[serde(skip_serializing_if = "Option::is_none")]
    age_unit: Option<String>,
    /// Balance sheet, profit and loss, cash flow, trial balance: prior_period or prior_year beside it.
    #[arg(long)]
    #[serde(skip_serializing_if = "Option::is_none")]
    compare: Option<String>,
    /// Changes: since a close (2026-06), a day, an instant or a printed act (#123); the last close where absent.
    #[arg(long)]
    since: Option<String>,
    /// Changes since a statement was sent: the act that recorded it; the party's last where absent.
    #[arg(long)]
    sent: Option<u32>,
    /// Trial balance: how many levels of accounts.
    #[arg(long)]
    level: Option<u32>,
    /// Statement: open_item, balance_forward or activity.
    #[arg(long)]
    #[serde(skip_serializing_if = "Option::is_none")]
    kind: Option<String>,
    /// Statement of a party that is both: customer or supplier.
    #[arg(long)]
    #[serde(skip_serializing_if = "Option::is_none")]
    business: Option<String>,
    /// Sales and purchases: party, item or month.
    #[arg(long)]
    #[serde(skip_serializing_if = "Option::is_none")]
    group: Option<String>,
    /// Reports by class: party, industry, region, big_region, power, abc, source, owner, tag, currency or terms.
    #[arg(long)]
    #[serde(skip_serializing_if = "Option::is_none")]
    class: Option<String>,
    /// Sales pivot: month, quarter or year.
    #[arg(long)]
    #[serde(skip_serializing_if = "Option::is_none")]
    period: Option<String>,
    /// Sales pivot: net, quantity or documents.
    #[arg(long)]
    #[serde(skip_serializing_if = "Option::is_none")]
    measure: Option<String>,
    /// Only the customers of this segment, by its number.
    #[arg(long)]
    segment: Option<i64>,
    /// Item by item.
    #[arg(long)]
    detail: bool,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Action {
    /// Makes a new book.
    New {
        book: PathBuf,
        #[arg(long)]
        name: Option<String>,
        #[arg(long, default_value = "CNY")]
        currency: String,
        #[arg(long, value_enum, default_value = "cn-small")]
        chart: ChartName,
    },
    /// Makes a sample company with two years of trade, ending last month.
    Demo { book: PathBuf },
    /// Lists the board; with --json each command's schemas.
    Commands {
        #[arg(long)]
        json: bool,
        /// Writes the window's type bindings into this folder instead.
        #[arg(long, hide = true)]
        typescript: Option<PathBuf>,
    },
    /// Calls one command: JSON in (an argument, or - for stdin), JSON out.
    Call {
        book: PathBuf,
        command: String,
        input: Option<String>,
        /// Repeating a write with the same id returns its first result.
        #[arg(long)]
        request_id: Option<String>,
    },
    /// Calls a command per line of {"command": …, "input": …}; one result a line.
    Batch {
        book: PathBuf,
        file: String,
        /// All of them, or none.
        #[arg(long)]
        atomic: bool,
    },
    /// Runs a report: trial-balance, general-ledger, ar-aging, statement …; docs/COMMAND_LINE.md lists them.
    Report {
        book: PathBuf,
        #[command(flatten)]
        asked: Box<Asked>,
        #[arg(long, value_enum, default_value = "table")]
        format: Format,
        /// The file; stdout where absent.
        #[arg(long)]
        out: Option<PathBuf>,
    },
    /// Prints documents as PDF: invoice, credit_note, bill, receipt, payment by number, statement by party code.
    Print {
        book: PathBuf,
        kind: String,
        #[arg(required_unless_present = "all")]
        number: Option<String>,
        /// Every document of that kind, into the folder `--out`.
        #[arg(long)]
        all: bool,
        #[arg(long)]
        out: PathBuf,
    },
    /// Mails: puts one into the outbox, sends what is due, lists, writes one as .eml.
    Mail {
        book: PathBuf,
        #[command(subcommand)]
        what: MailAction,
    },
    /// Checks a month and writes its folder; with --close locks it first.
    MonthEnd {
        book: PathBuf,
        month: String,
        #[arg(long)]
        out: PathBuf,
        #[arg(long)]
        close: bool,
    },
    /// Brings a file into the book, all of it or nothing, and prints what happened.
    Import {
        book: PathBuf,
        /// customers, suppliers, items, invoices, bills, receipts, payments, opening_balances, account_balances, rates, orders,
        /// deliveries
        kind: String,
        file: PathBuf,
        /// Which column fills which field; guessed from the headers where absent.
        #[arg(long, value_name = "MAP.json")]
        map: Option<PathBuf>,
        /// Tells what would happen and writes nothing.
        #[arg(long)]
        dry_run: bool,
    },
    /// Writes the whole book in an open format: csv, xlsx, json, beancount, hledger.
    Export {
        book: PathBuf,
        format: String,
        /// The file; for csv the folder.
        #[arg(long)]
        out: PathBuf,
    },
    /// Tries the forecast on a history of invoices (CSV) and ends with its scores, one JSON object on the last line.
    Backtest { history: PathBuf },
    /// Proves the book: recomputes what is kept and walks the chain.
    Verify {
        book: PathBuf,
        /// One check alone, by the name the proof gives it.
        #[arg(long)]
        check: Option<String>,
    },
    /// Writes a checked copy.
    Backup { book: PathBuf, destination: PathBuf },
    /// Puts a checked copy, or the book a JSON export holds, in the place of a book that does not exist yet.
    Restore { backup: PathBuf, book: PathBuf },
}

#[derive(Debug, Subcommand)]
pub(crate) enum MailAction {
    /// Puts a mail into the outbox: quote, sales_order, delivery, invoice, credit_note, receipt by number, statement by party code.
    Queue {
        kind: String,
        number: String,
        /// The customer's first contact with an address where absent.
        #[arg(long)]
        to: Vec<String>,
        #[arg(long)]
        cc: Vec<String>,
    },
    /// Sends what is due; the password comes from KEZHANG_MAIL_PASSWORD, the key store or a prompt.
    Send,
    /// The outbox, the latest first.
    List {
        /// queued, waiting, sending, sent, partly, refused, unknown, cancelled, handed_over
        #[arg(long)]
        state: Vec<String>,
    },
    /// Says what became of a mail: went, again, cancelled, handed_over.
    Settle { seq: i64, settlement: String },
    /// Writes a mail as .eml, for one's own mail program.
    Eml {
        seq: i64,
        #[arg(long)]
        out: PathBuf,
    },
}
