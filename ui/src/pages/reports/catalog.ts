/** Which reports there are and what each can be asked. */
import type { Comparison, Grouping, ReportName, ReportRequest, Right, StatementKind } from "../../bindings";

export type Asks = {
  /** A period instead of one day. */
  period?: boolean;
  party?: "customer" | "supplier" | "any";
  account?: boolean;
  aging?: boolean;
  statement?: boolean;
  /** By party, item or month. */
  group?: boolean;
  /** With the documents of each line. */
  detail?: boolean;
  /** Beside an earlier period. */
  compare?: boolean;
  /** From a moment on. */
  since?: boolean;
  /** From a sent statement on: the party's last, or the one named. */
  sent?: boolean;
  /** Down to a level of accounts. */
  level?: boolean;
  /** Of the customers of a saved segment alone. */
  segment?: boolean;
};

export const catalog: Record<ReportName, Asks> = {
  trial_balance: { period: true, compare: true, level: true },
  general_ledger: { period: true, account: true },
  journal: { period: true },
  balance_sheet: { compare: true },
  profit_and_loss: { period: true, compare: true },
  ar_aging: { party: "customer", aging: true, segment: true },
  customer_ledger: { period: true, party: "customer" },
  statement: { period: true, party: "customer", statement: true },
  ap_aging: { party: "supplier", aging: true },
  supplier_ledger: { period: true, party: "supplier" },
  customer_balances: { period: true, party: "customer", segment: true },
  supplier_balances: { period: true, party: "supplier" },
  ar_open_items: { party: "customer", segment: true },
  ap_open_items: { party: "supplier" },
  sales: { period: true, party: "customer", group: true, segment: true },
  purchases: { period: true, party: "supplier", group: true },
  ar_delays: { period: true, party: "customer", aging: true },
  ap_delays: { period: true, party: "supplier", aging: true },
  cash_flow: { period: true, compare: true },
  collection_figures: { period: true },
  equity: { period: true },
  account_card: { period: true, account: true },
  write_offs: { period: true },
  fx_differences: { period: true },
  credit_losses: {},
  customer_classes: { party: "customer", segment: true },
  class_overview: { segment: true },
  sales_pivot: { period: true, segment: true },
  customer_movement: { period: true, detail: true, segment: true },
  deposits: { party: "any" },
  late_interest: { party: "customer" },
  vat_summary: { period: true, detail: true },
  number_gaps: { period: true },
  audit_exceptions: { period: true },
  changes: { since: true, party: "any" },
  pipeline_funnel: { period: true },
  pipeline_cohorts: { period: true },
  sales_performance: { period: true },
  forecast_accuracy: { period: true },
  sales_targets: { detail: true },
  sales_activity: { period: true },
  promises_kept: { period: true },
  dunning_by_level: { period: true },
  dunning_by_person: { period: true },
  statement_changes: { party: "customer", sent: true },
};

/** The reports as they stand on their page. */
export const shelves: {
  word: "books" | "audit" | "receivable" | "payable" | "selling";
  right: Right;
  names: ReportName[];
}[] = [
  {
    word: "books",
    right: "view_books",
    names: [
      "trial_balance",
      "general_ledger",
      "journal",
      "balance_sheet",
      "profit_and_loss",
      "cash_flow",
      "equity",
      "account_card",
      "vat_summary",
      "fx_differences",
      "write_offs",
      "deposits",
      "credit_losses",
    ],
  },
  {
    word: "audit",
    right: "view_books",
    names: ["changes", "audit_exceptions", "number_gaps"],
  },
  {
    word: "receivable",
    right: "view_sales",
    names: [
      "ar_aging",
      "ar_open_items",
      "customer_balances",
      "customer_ledger",
      "statement",
      "statement_changes",
      "sales",
      "ar_delays",
      "collection_figures",
      "late_interest",
      "promises_kept",
      "dunning_by_level",
      "dunning_by_person",
      "customer_classes",
      "class_overview",
      "sales_pivot",
      "customer_movement",
    ],
  },
  {
    word: "selling",
    right: "view_sales",
    names: [
      "pipeline_funnel",
      "pipeline_cohorts",
      "sales_performance",
      "sales_activity",
      "forecast_accuracy",
      "sales_targets",
    ],
  },
  {
    word: "payable",
    right: "view_books",
    names: ["ap_aging", "ap_open_items", "supplier_balances", "supplier_ledger", "purchases", "ap_delays"],
  },
];

/** Reports of what was asked for and promised: empty until something was. */
export const tellsOfDunning = (name: ReportName) =>
  name === "dunning_by_level" || name === "dunning_by_person" || name === "promises_kept";

/** Reports that look for what is amiss: an empty one is good news. */
export const isControl = (name: ReportName) =>
  name === "changes" || name === "audit_exceptions" || name === "number_gaps";

export const isReport = (name: string | undefined): name is ReportName =>
  name !== undefined && name in catalog;

/** The parameters in the page's address. */
export const START = {
  as_of: "",
  from: "",
  known_at: "",
  party: "",
  account: "",
  by: "due_date",
  ages: "",
  age_unit: "days",
  compare: "none",
  since: "",
  sent: "",
  level: "",
  segment: "",
  detail: "",
  kind: "open_item",
  group: "party",
};
export type Choice = typeof START;

/** The request of a choice; `null` while something it needs is missing. */
export function requestOf(name: ReportName, choice: Choice, day: string): ReportRequest | null {
  const asks = catalog[name];
  if ((asks.statement || asks.sent) && choice.party === "") return null;
  return {
    name,
    as_of: choice.as_of || day,
    from: asks.period && choice.from !== "" ? choice.from : null,
    known_at: choice.known_at || null,
    party_id: asks.party && choice.party !== "" ? Number(choice.party) : null,
    account: asks.account && choice.account !== "" ? choice.account : null,
    by: asks.aging && choice.by === "document_date" ? "document_date" : "due_date",
    ages: asks.aging ? agesOf(choice.ages) : [],
    age_unit: asks.aging && choice.age_unit === "months" ? "months" : "days",
    compare: asks.compare ? (choice.compare as Comparison) : "none",
    sent: asks.sent && choice.sent !== "" ? Number(choice.sent) : null,
    since: asks.since && choice.since !== "" ? choice.since : null,
    level: asks.level && choice.level !== "" ? Number(choice.level) : null,
    segment: asks.segment && choice.segment !== "" ? Number(choice.segment) : null,
    kind: choice.kind as StatementKind,
    group: choice.group as Grouping,
    detail: (asks.aging || asks.detail) === true && choice.detail === "yes",
    later_receipts: false,
  };
}

/** The ends of buckets as they are typed: whatever stands between the numbers. */
export function agesOf(text: string): number[] {
  return (text.match(/\d+/g) ?? []).map(Number);
}
