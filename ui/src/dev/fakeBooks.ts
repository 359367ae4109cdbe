/** The sample company's books: overview, items, settings and reports as written-down answers. */
import type {
  AccountType,
  Commands,
  Company,
  Control,
  Item,
  Money,
  PaperTemplate,
  Side,
  Treatment,
} from "../bindings";

export type Answers = { [K in keyof Commands]?: (input: Commands[K]["input"]) => Commands[K]["output"] };

const cny = (amount: string): Money => ({ amount, currency: "CNY" });
/** `?empty` before the hash shows a book that was just made. */
const empty = new URLSearchParams(location.search).has("empty");

const sales = [
  "318200.00",
  "402750.00",
  "287400.00",
  "351900.00",
  "366120.00",
  "344980.00",
  "391500.00",
  "420310.00",
  "398640.00",
  "441200.00",
  "467850.00",
  "431650.00",
  "512480.00",
];

const items: Item[] = (
  [
    ["P0001", "牛皮纸箱 5 层 40×30×25", "Kraft box, 5-ply", "只", "40×30×25 cm", "6.80", "VAT13", null],
    ["P0002", "气泡袋 20×25", "Bubble bag", "只", "20×25 cm", "0.42", "VAT13", null],
    ["P0003", "封箱胶带 60 mm", "Packing tape", "卷", "60 mm × 100 m", "4.50", "VAT13", null],
    ["S0001", "送货", "Delivery", "次", "", "180.00", "VAT9", "5051"],
  ] as const
).map(([code, name_zh, name_en, unit, specification, price, tax, account], at) => ({
  id: at + 1,
  version: 1,
  version_id: at + 1,
  archived: false,
  fields: { code, name_zh, name_en, unit, specification, price, tax, account, notes: "" },
}));

const company: Company = {
  name: "清禾包装材料有限公司",
  short_name: "清禾包装",
  name_en: "Qinghe Packaging Co., Ltd.",
  tax_id: empty ? "" : "91330100MA2EX4MPL7",
  address: {
    kind: "postal",
    lines: empty ? [] : ["滨江区江南大道 100 号"],
    postcode: "310051",
    country: "",
    attention: "",
  },
  phone: "0571-8800 1234",
  email: "kefu@qinghe.example",
  website: "",
  registration: "",
  banks: [
    {
      holder: "清禾包装材料有限公司",
      bank: "工商银行滨江支行",
      account: "1202 0260 0990 0123 456",
      routing: "",
    },
  ],
  logo: null,
  default_terms: "30",
  invoice_note_zh: "",
  invoice_note_en: "",
  default_tax: "VAT13",
  prices_include_tax: false,
};

const tax = (
  id: number,
  code: string,
  treatment: Treatment,
  rate_percent: string,
  name_zh: string,
  name_en: string,
) => ({
  id,
  code,
  treatment,
  kind: "percent" as const,
  rate_percent,
  name_zh,
  name_en,
  active: true,
  parts: [],
});

const account = (
  id: number,
  code: string,
  name_zh: string,
  name_en: string,
  type: AccountType,
  side: Side,
  control: Control | null = null,
) => ({
  id,
  code,
  parent: null,
  name_zh,
  name_en,
  type,
  side,
  control,
  postable: true,
  monetary: false,
  is_cash: code === "1002",
  active: true,
});

const amounts = (list: string[]) => list.map(cny);
const [notDue, upTo30, upTo60, upTo90, over90] = amounts([
  "886280.00",
  "193565.00",
  "71980.00",
  "39720.00",
  "19210.00",
]) as [Money, Money, Money, Money, Money];

const paperTemplate: PaperTemplate = {
  id: 1,
  name: "蓝色",
  language: "own",
  page: "a4",
  offset_right_mm: "0",
  offset_down_mm: "0",
  look: "modern",
  accent: "#1a4f8b",
  logo: "left",
  window: "dl",
  columns: [],
  heading: "",
  intro: "",
  closing: "",
  footer: "",
  payment_code: false,
  payment_picture: null,
  barcode: true,
};

export const books: Answers = {
  "overview.get": () => ({
    today: "2026-11-23",
    receivable: cny("1210755.00"),
    overdue: cny("324475.00"),
    advances: cny("12200.00"),
    books: { cash: cny("286430.52"), payable: cny("402915.80"), payable_overdue: cny("18600.00") },
    ages: [
      { from_days: null, to_days: 0, amount: notDue },
      { from_days: 1, to_days: 30, amount: upTo30 },
      { from_days: 31, to_days: 60, amount: upTo60 },
      { from_days: 61, to_days: 90, amount: upTo90 },
      { from_days: 91, to_days: null, amount: over90 },
    ],
    late: [
      { id: 8, name: "北陌家居用品", overdue: cny("53110.00"), days_late: 51 },
      { id: 2, name: "望海精密机械", overdue: cny("45200.00"), days_late: 16 },
      { id: 11, name: "松间物流", overdue: cny("39720.00"), days_late: 80 },
      { id: 5, name: "瑞雪冷链科技", overdue: cny("33900.00"), days_late: 4 },
      { id: 6, name: "云岫食品", overdue: cny("24380.00"), days_late: 12 },
    ],
    sales: sales.map((net, at) => ({
      month: at < 2 ? `2025-${11 + at}` : `2026-${String(at - 1).padStart(2, "0")}`,
      net: cny(net),
    })),
    drafts: empty ? 0 : 2,
    customers: empty ? 0 : 63,
    documents: empty ? 0 : 2104,
  }),
  "company.get": () => company,
  "company.save": (saved) => saved,
  "item.list": ({ text, archived }) => ({
    rows: items.filter(
      (item) =>
        item.archived === archived && `${item.fields.code}${item.fields.name_zh}`.includes(text ?? ""),
    ),
  }),
  "backup.place": () => ({
    folder: "文档/客账/清禾 backups",
    synchronised_by: "OneDrive",
    kept: ["清禾 2026-11-22.kz", "清禾 2026-11-21.kz", "清禾 close 2026-10.kz"],
  }),
  "template.list": () => [paperTemplate],
  "template.get": () => paperTemplate,
  "template.uses": () => [{ kind: "invoice", party_id: null, party_name: "", template_id: 1 }],
  "template.preview": () => ({
    file: { handle: "paper", media_type: "application/pdf", file_name: "paper.pdf", size: 0 },
    pages: 1,
    uncovered: [],
  }),
  "series.list": () => [
    { kind: "invoice", pattern: "XS{YY}{MM}-{0000}" },
    { kind: "credit_note", pattern: "XH{YY}{MM}-{0000}" },
    { kind: "bill", pattern: "CG{YY}{MM}-{0000}" },
    { kind: "receipt", pattern: "SK{YY}{MM}-{0000}" },
    { kind: "payment", pattern: "FK{YY}{MM}-{0000}" },
  ],
  "series.save": (series) => series,
  "tax.list": () => [
    tax(1, "VAT13", "rate", "13", "增值税 13%", "VAT 13%"),
    tax(2, "VAT9", "rate", "9", "增值税 9%", "VAT 9%"),
    tax(3, "EXEMPT", "exempt", "0", "免税", "Exempt"),
  ],
  "terms.list": () => [
    {
      code: "0",
      name_zh: "立即",
      name_en: "Immediate",
      base: "document_date",
      months: 0,
      days: 0,
      discounts: [],
      plan: [],
      active: true,
    },
    {
      code: "30",
      name_zh: "30 天",
      name_en: "Net 30",
      base: "document_date",
      months: 0,
      days: 30,
      discounts: [],
      plan: [],
      active: true,
    },
    {
      code: "EOM+1",
      name_zh: "次月末",
      name_en: "End of next month",
      base: "month_end",
      months: 1,
      days: 0,
      discounts: [],
      plan: [],
      active: true,
    },
  ],
  "account.list": () => [
    account(1, "1002", "银行存款", "Bank", "asset", "debit"),
    account(2, "1122", "应收账款", "Trade receivables", "asset", "debit", "receivable"),
    account(3, "2202", "应付账款", "Trade payables", "liability", "credit", "payable"),
    account(4, "5001", "主营业务收入", "Sales", "revenue", "credit"),
    account(5, "5051", "其他业务收入", "Other income", "revenue", "credit"),
  ],
  "segment.list": () => [
    {
      id: 1,
      version: 40,
      name: "华东制造",
      archived: false,
      rule: {
        op: "all",
        rules: [
          { op: "in", field: "industry", values: ["C"] },
          { op: "not", rule: { op: "in", field: "region", values: ["east"] } },
          { op: "between", field: "days_since_order", from: "90", to: null },
        ],
      },
    },
  ],
  "segment.choices": () => ({
    choices: [
      { field: "industry", words: [{ value: "C", name_zh: "制造业", name_en: "Manufacturing" }] },
      { field: "region", words: [{ value: "east", name_zh: "华东", name_en: "East China" }] },
      { field: "tag", words: [{ value: "VIP", name_zh: "VIP", name_en: "VIP" }] },
    ],
    figures: [
      { field: "net_sales", is_money: true },
      { field: "days_since_order", is_money: false },
    ],
  }),
  "segment.count": () => ({ customers: 3, of: 12 }),
  "price_list.list": () => [],
  "class_default.list": () => [],
  "class_default.propose": () => ({}),
  "visit.due": () => [],
  "price.find": () => ({ currency: "CNY", chosen: null, others: [] }),
  "user.names": () => [
    { id: 1, name: "林知", active: true },
    { id: 2, name: "陈露", active: true },
  ],
  "user.list": () => [
    { id: 1, name: "林知", role: "owner", active: true, has_password: false },
    { id: 2, name: "陈露", role: "bookkeeper", active: true, has_password: true },
  ],
  "trail.list": () => ({
    rows: [9214, 9213, 9212].map((seq) => ({
      seq,
      recorded_at: "2026-11-23T08:12:40.120Z",
      actor: "林知",
      command: "document.issue",
      number: `XS2611-${String(seq - 9190).padStart(4, "0")}`,
      hash: "7f3a94d0c21e".repeat(5).slice(0, 64),
      body: null,
    })),
  }),
  "item.get": ({ id }) => items[id - 1] as Item,
  "item.save": ({ id, version, fields }) => ({
    id: id ?? 9,
    version: (version ?? 0) + 1,
    version_id: 9,
    archived: false,
    fields,
  }),
};
