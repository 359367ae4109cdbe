/**
 * A sample company that answers in place of the program, so that pages can be looked at in a plain browser.
 * Its figures are written down, not computed. Development builds only.
 */
import type { Commands, Money, OpenItem, PartyFields, PartyRow } from "../bindings";
import { activities } from "./fakeActivities";
import { type Answers, books } from "./fakeBooks";
import { collection } from "./fakeCollection";
import { credit } from "./fakeCredit";
import { cashForecast } from "./fakeForecast";
import { imports } from "./fakeImport";
import { mails } from "./fakeMail";
import { pipelines } from "./fakePipeline";
import { recurring } from "./fakeRecurring";
import { reports } from "./fakeReports";

const cny = (amount: string): Money => ({ amount, currency: "CNY" });

const HEAD = { seq: 9214, hash: "3fa1".padEnd(64, "7"), recorded_at: "2026-11-23T09:12:44.120Z" };

const customers: [string, string, string, string, string, string, string | null][] = [
  ["晴川电子商务", "零售", "上海 青浦", "221480.00", "0.00", "0.00", "2026-12-04"],
  ["望海精密机械", "通用设备制造", "浙江 宁波", "136165.00", "45200.00", "0.00", "2026-11-07"],
  ["惠风纺织品", "纺织", "浙江 绍兴", "102830.00", "0.00", "0.00", "2026-12-01"],
  ["青橙大药房", "零售", "浙江 嘉兴", "97745.00", "0.00", "0.00", "2026-11-29"],
  ["瑞雪冷链科技", "道路运输", "上海 嘉定", "84750.00", "33900.00", "0.00", "2026-11-19"],
  ["云岫食品", "食品制造", "浙江 杭州", "72970.00", "24380.00", "3000.00", "2026-11-11"],
  ["白露化妆品", "化学制品", "上海 奉贤", "70060.00", "0.00", "0.00", "2026-12-08"],
  ["北陌家居用品", "家具制造", "江苏 苏州", "53110.00", "53110.00", "0.00", "2026-10-03"],
  ["Harbour & Vale Ltd", "批发", "英国", "52340.00", "0.00", "0.00", "2026-12-15"],
  ["石门陶瓷", "非金属制品", "江西 景德镇", "48025.00", "0.00", "0.00", "2026-12-02"],
  ["松间物流", "装卸仓储", "江苏 无锡", "39720.00", "39720.00", "0.00", "2026-09-04"],
  ["禾木茶业", "酒饮茶制造", "福建 福州", "38420.00", "0.00", "0.00", "2026-12-11"],
];
const rows: PartyRow[] = customers.map(([short, industry, region, balance, overdue, advance, due], at) => ({
  id: at + 1,
  code: `K${String(at + 1).padStart(4, "0")}`,
  name: /^[A-Z]/.test(short) ? short : `${short}有限公司`,
  short_name: short,
  industry,
  region,
  place: region,
  balance: cny(balance),
  overdue: cny(overdue),
  advance: cny(advance),
  oldest_due_on: due,
}));
const openItems: OpenItem[] = (
  [
    ["XS2610-0018", "2026-10-12", "2026-11-11", "18080.00", "13080.00"],
    ["XS2610-0024", "2026-10-19", "2026-11-18", "11300.00", "11300.00"],
    ["XS2610-0036", "2026-10-29", "2026-11-28", "22600.00", "22600.00"],
    ["XS2611-0011", "2026-11-09", "2026-12-09", "16950.00", "16950.00"],
    ["XS2611-0021", "2026-11-17", "2026-12-17", "9040.00", "9040.00"],
  ] as const
).map(([number, date, due_on, amount, remaining], at) => ({
  id: 100 + at,
  seq: 100 + at,
  document_id: 100 + at,
  document_kind: "invoice",
  document_number: number,
  control: "receivable",
  party_id: 6,
  date,
  due_on,
  amount: cny(amount),
  remaining: cny(remaining),
  base: cny(amount),
  remaining_base: cny(remaining),
}));

const fieldsOf = (row: PartyRow | undefined): PartyFields => ({
  code: row?.code ?? "",
  name: row?.name ?? "",
  short_name: row?.short_name ?? "",
  is_customer: true,
  is_supplier: false,
  tax_id: "91330100MA2EX4MPL7",
  language: "zh-CN",
  currency: "CNY",
  terms: "30",
  industry: row?.industry ?? null,
  region: row?.region ?? null,
  tags: [],
  notes: "",
  contacts: [],
  phones: [],
  emails: [],
  addresses: [],
  banks: [],
});

const fits = (row: PartyRow, text?: string | null) =>
  `${row.name}${row.code}`.toLowerCase().includes((text ?? "").toLowerCase());

const answers: Answers = {
  ...books,
  ...reports,
  ...activities,
  ...imports,
  ...recurring,
  ...collection,
  ...credit,
  ...cashForecast,
  ...mails,
  ...pipelines,
  "session.get": () => ({
    user: { id: 1, name: "林知", role: "owner", active: true, has_password: false },
    rights: [
      "view_sales",
      "view_books",
      "edit_parties",
      "sell",
      "keep",
      "grant_credit",
      "close",
      "administer",
    ],
    book: {
      uuid: "0192f0a4-7c1e-7b39-9d5f-2f6d2d1f3c11",
      chart: "cn-small",
      currency: "CNY",
      rounding: "half_up",
      red_letter: true,
      language: "zh-CN",
      created_at: "2025-01-01T01:00:00.000Z",
    },
    company_name: "清禾包装材料有限公司",
    language: "zh-CN",
    today: "2026-11-23",
    last_closed: "2026-10",
    last_soft_closed: null,
    read_only: false,
    head: HEAD,
  }),
  "book.verify": () => ({
    holds: true,
    checks: [
      "structure",
      "entries_balance",
      "voucher_numbers",
      "document_numbers",
      "posted_rows_in_trail",
      "kept_balances",
      "outstanding",
      "party_totals",
      "party_facts",
      "net_sales",
      "open_lines",
      "control_accounts",
      "documents_match_entries",
      "closed_months",
      "opportunities",
      "chain",
    ].map((name) => ({
      name,
      faults: [],
    })),
    head: HEAD,
    acts: 9214,
    entries: 8820,
  }),
  "book.export": ({ path }) => ({
    path,
    rows: 21219,
    bytes: 2188500,
    left_out: ["user.password_hash"],
    head: HEAD,
  }),
  "party.list": ({ text, view }) => ({
    rows: rows.filter(
      (row) =>
        fits(row, text) && view !== "archived" && (view !== "overdue" || row.overdue.amount !== "0.00"),
    ),
  }),
  "party.totals": ({ view }) =>
    view === "overdue"
      ? { count: 5, balance: cny("386715.00"), overdue: cny("196310.00"), advance: cny("3000.00") }
      : { count: 12, balance: cny("1017615.00"), overdue: cny("196310.00"), advance: cny("3000.00") },
  "party.get": ({ id }) => ({
    id,
    version: 1,
    version_id: 1,
    archived: false,
    fields: fieldsOf(rows[id - 1]),
    warnings: [],
    merged_into: null,
    merged: [],
  }),
  "party.similar": () => [],
  "party.duplicates": () => [],
  "contract.list": () => [],
  "order.open": () => ({
    rows: [
      {
        document_id: 201,
        kind: "sales_order",
        number: "DD2611-0004",
        line: 1,
        party_id: 6,
        party_name: "晴川电子商务",
        date: "2026-11-02",
        due_on: "2026-11-20",
        description: "手提袋",
        specification: "大号",
        unit: "只",
        quantity: "3000",
        done: "1000",
        open: "2000",
        amount: { amount: "9040.00", currency: "CNY" },
      },
    ],
    count: 1,
    total: { amount: "9040.00", currency: "CNY" },
  }),
  "party.save": ({ id, version, fields }) => ({
    id: id ?? 1,
    version: (version ?? 0) + 1,
    version_id: 2,
    archived: false,
    fields,
    warnings: [],
    merged_into: null,
    merged: [],
  }),
  "settlement.open_items": () => openItems,
  "settlement.available_discounts": () => [],
  "payment_run.due": () => [
    {
      item_id: 31,
      party_id: 6,
      party_code: "S0001",
      party_name: "广州原料厂",
      document_id: 81,
      number: "CG2610-0007",
      supplier_number: "2610-5074",
      date: "2026-10-02",
      due_on: "2026-11-01",
      remaining: { amount: "14883.23", currency: "CNY" },
      credit: { amount: "300.00", currency: "CNY" },
    },
  ],
  "document.list": () => ({ rows: [] }),
  "search.all": ({ text }) =>
    rows
      .filter((row) => fits(row, text))
      .map((row) => ({
        kind: "customer",
        id: row.id,
        title: row.name,
        detail: row.code,
        document_kind: null,
        amount: row.balance,
      })),
};

/** Answers as the shell would: one command by its name, or the refusal of an unknown one. */
export async function answer(command: string, args: Record<string, unknown> = {}): Promise<unknown> {
  const name = String(args.name) as keyof Commands;
  const reply = command === "call" ? (answers[name] as ((input: unknown) => unknown) | undefined) : undefined;
  if (!reply) throw { code: "command_unknown", message: command, details: { command: args.name ?? command } };
  return reply(args.input);
}
