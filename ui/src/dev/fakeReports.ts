/** Two reports and an entry of the sample company, written down. */
import type { ColumnKind, Money, Report, ReportCell, ReportName, ReportRow } from "../bindings";
import type { Answers } from "./fakeBooks";
import { sellingReports } from "./fakePipeline";

const HEAD = {
  seq: 9214,
  hash: "7f3a94d0c21e".repeat(6).slice(0, 64),
  recorded_at: "2026-11-23T08:12:40.120Z",
};
const money = (amount: string): ReportCell =>
  amount === "" ? { kind: "empty" } : { kind: "money", value: { amount, currency: "CNY" } };
const text = (value: string): ReportCell => (value === "" ? { kind: "empty" } : { kind: "text", value });
const word = (value: string): ReportCell => ({ kind: "word", value });
const columns = (kinds: [string, ColumnKind][]) => kinds.map(([key, kind]) => ({ key, kind }));
const row = (kind: ReportRow["kind"], cells: ReportCell[], opens: ReportRow["opens"] = null): ReportRow => ({
  kind,
  depth: 0,
  cells,
  opens,
});

const trial: ReportRow[] = (
  [
    ["1002", "银行存款", "Bank", "214310.52", "", "482120.00", "410000.00", "286430.52", ""],
    ["1122", "应收账款", "Trade receivables", "1055091.00", "", "579102.40", "423438.40", "1210755.00", ""],
    ["2202", "应付账款", "Trade payables", "", "377120.80", "410000.00", "435795.00", "", "402915.80"],
    ["2203", "预收账款", "Customer advances", "", "9200.00", "", "3000.00", "", "12200.00"],
    ["5001", "主营业务收入", "Sales", "", "", "", "512480.00", "", "512480.00"],
  ] as const
).map(([code, zh, en, ...amounts]) =>
  row("line", [text(code), { kind: "name", value: { zh, en } }, ...amounts.map(money)], {
    kind: "account",
    code,
  }),
);

const aging: ReportRow[] = (
  [
    ["K0001", "晴川电子商务", "221480.00", "", "", "", "", "221480.00", ""],
    ["K0002", "望海精密机械", "90965.00", "45200.00", "", "", "", "136165.00", ""],
    ["K0006", "云岫食品", "48590.00", "24380.00", "", "", "", "72970.00", "-3000.00"],
    ["K0008", "北陌家居用品", "", "", "53110.00", "", "", "53110.00", ""],
    ["K0011", "松间物流", "", "", "", "39720.00", "", "39720.00", ""],
  ] as const
).map(([code, name, ...amounts], at) =>
  row("line", [text(code), text(name), ...amounts.map(money)], { kind: "party", id: at + 1 }),
);

/** What the second customer owes, item by item. */
const agingItems: Pick<Report, "columns" | "rows"> = {
  columns: columns([
    ["document", "text"],
    ["due_on", "date"],
    ["days_overdue", "number"],
    ["not_due", "money"],
    ["up_to_30", "money"],
    ["total", "money"],
  ]),
  rows: (
    [
      ["XS2611-0014", "2026-12-07", 0, "90965.00", "", "90965.00"],
      ["XS2610-0029", "2026-11-07", 16, "", "45200.00", "45200.00"],
    ] as const
  ).map(([number, due, days, ...amounts], at) =>
    row(
      "line",
      [text(number), { kind: "day", value: due }, { kind: "count", value: days }, ...amounts.map(money)],
      { kind: "document", id: 200 + at },
    ),
  ),
};

const tables: Partial<Record<ReportName, Pick<Report, "columns" | "rows">>> = {
  trial_balance: {
    columns: columns([
      ["account", "text"],
      ["account_name", "text"],
      ["opening_debit", "money"],
      ["opening_credit", "money"],
      ["debit", "money"],
      ["credit", "money"],
      ["closing_debit", "money"],
      ["closing_credit", "money"],
    ]),
    rows: [
      ...trial,
      row("total", [
        { kind: "empty" },
        word("total"),
        ...["1269401.52", "1269401.52", "1471222.40", "1784713.40", "1497185.52", "1497185.52"].map(money),
      ]),
    ],
  },
  ar_aging: {
    columns: columns([
      ["party_code", "text"],
      ["party", "text"],
      ["not_due", "money"],
      ["up_to_30", "money"],
      ["up_to_60", "money"],
      ["up_to_90", "money"],
      ["over_90", "money"],
      ["total", "money"],
      ["advances", "money"],
    ]),
    rows: [
      ...aging,
      row("total", [
        word("total"),
        { kind: "empty" },
        ...["361035.00", "69580.00", "53110.00", "39720.00", "", "523445.00", "-3000.00"].map(money),
      ]),
    ],
  },
  journal: {
    columns: columns([
      ["date", "date"],
      ["voucher", "text"],
      ["kind", "text"],
      ["document", "text"],
      ["summary", "text"],
      ["account", "text"],
      ["account_name", "text"],
      ["party", "text"],
      ["debit", "money"],
      ["credit", "money"],
    ]),
    rows: [
      row(
        "line",
        [
          { kind: "day", value: "2026-11-17" },
          text("记-18"),
          word("invoice"),
          text("XS2611-0021"),
          text(""),
          text("1122"),
          { kind: "name", value: { zh: "应收账款", en: "Trade receivables" } },
          text("云岫食品"),
          money("9040.00"),
          money(""),
        ],
        { kind: "entry", seq: 9190 },
      ),
      row(
        "line",
        [
          ...Array.from({ length: 5 }, () => text("")),
          text("5001"),
          { kind: "name", value: { zh: "主营业务收入", en: "Sales" } },
          text(""),
          money(""),
          money("8000.00"),
        ],
        { kind: "entry", seq: 9190 },
      ),
    ],
  },
};

const yuan = (amount: string): Money => ({ amount, currency: "CNY" });

export const reports: Answers = {
  "report.run": ({ name, as_of, from, by, detail }) => ({
    name,
    company: "清禾包装材料有限公司",
    currency: "CNY",
    parameters: { from: from ?? "2026-11-01", as_of, party: null, account: null, by },
    seq: 9214,
    head: HEAD,
    columns: [],
    rows: [],
    ...(detail ? agingItems : (tables[name] ?? sellingReports[name])),
  }),
  "month.closings": () => [
    {
      month: "2026-10",
      seq: 8801,
      closed_at: "2026-11-05T09:20:00.000Z",
      closed_by: "林知",
      head: HEAD.hash,
    },
    {
      month: "2026-09",
      seq: 8102,
      closed_at: "2026-10-08T10:02:00.000Z",
      closed_by: "林知",
      head: HEAD.hash,
    },
  ],
  "month.check": ({ month }) => ({
    month,
    closed: false,
    ready: false,
    checks: [
      { code: "drafts", state: "failed", count: 2, amount: null, faults: [] },
      ...["voucher_numbers", "document_numbers", "entries_balance", "control_accounts", "kept_balances"].map(
        (code) => ({ code, state: "ok" as const, count: null, amount: null, faults: [] }),
      ),
      { code: "trial_balance", state: "ok", count: null, amount: yuan("0.00"), faults: [] },
      { code: "unapplied_receipts", state: "warning", count: null, amount: yuan("12200.00"), faults: [] },
      { code: "earlier_months", state: "ok", count: 0, amount: null, faults: [] },
    ],
  }),
  "vat.preview": ({ month }) => ({
    figures: {
      period: { from: `${month}-01`, to: `${month}-30` },
      regime: "general",
      sales: yuan("120000.00"),
      limit: null,
      limit_included: false,
      output: yuan("15600.00"),
      input: yuan("9100.00"),
      columns: [],
      brought: yuan("0.00"),
      owed_before: yuan("0.00"),
      relieved: yuan("0.00"),
      simplified: yuan("0.00"),
      payable: yuan("6500.00"),
      carried: yuan("0.00"),
      posted: yuan("0.00"),
      due: yuan("6500.00"),
      surtaxes: [],
    },
    transfer: [
      transferred("22210104", "转出未交增值税", "Transfer of unpaid VAT", "debit"),
      transferred("222102", "未交增值税", "Unpaid VAT", "credit"),
    ],
    surtax: [],
  }),
  "entry.get": ({ seq }) => ({
    seq,
    type: "general",
    month: "2026-11",
    number: 18,
    date: "2026-11-17",
    reverses: null,
    summary: null,
    lines: [
      line("1122", "应收账款", "Trade receivables", "debit", "9040.00"),
      line("5001", "主营业务收入", "Sales", "credit", "8000.00"),
      line("222101", "应交增值税", "VAT payable", "credit", "1040.00"),
    ],
  }),
};

function line(account: string, zh: string, en: string, side: "debit" | "credit", amount: string) {
  return {
    account,
    account_name_zh: zh,
    account_name_en: en,
    party: null,
    side,
    amount: yuan(amount),
    base: yuan(amount),
  };
}

function transferred(account: string, name_zh: string, name_en: string, side: "debit" | "credit") {
  return { account, name_zh, name_en, side, amount: yuan("6500.00"), base: yuan("6500.00") };
}
