/** Opportunities and leads of the sample company, as written-down answers. */
import type { Opportunity, OpportunityRow, Pipeline, Report, Stage } from "../bindings";
import type { Answers } from "./fakeBooks";

const cny = (amount: string) => ({ amount, currency: "CNY" });

const stage = (
  id: number,
  name_zh: string,
  name_en: string,
  probability: number,
  more: Partial<Stage> = {},
): Stage => ({
  id,
  name_zh,
  name_en,
  ends: "open",
  probability,
  days: 14,
  owner_id: null,
  entry: [],
  exit: [],
  tasks: [],
  removed: false,
  ...more,
});

const sales: Pipeline = {
  id: 1,
  version: 9100,
  name_zh: "销售",
  name_en: "Sales",
  archived: false,
  stages: [
    stage(1, "初步接触", "First contact", 10, { exit: ["contact_named"] }),
    stage(2, "需求", "Needs", 20, {
      tasks: ["上门量尺寸"],
      exit: ["amount_set", "close_expected", "tasks_done"],
    }),
    stage(3, "方案", "Proposal", 35),
    stage(7, "赢单", "Won", 100, { ends: "won", days: null, entry: ["amount_set"] }),
    stage(8, "输单", "Lost", 0, { ends: "lost", days: null }),
  ],
};

const rows: OpportunityRow[] = (
  [
    [1, 1, "外卖盒试用", "晴川电子商务", "18000.00", "回电", "2026-11-24", 3],
    [2, 1, "自立袋", "禾木茶业", "42000.00", "", null, 9],
    [3, 2, "平板纸箱", "北陌家居用品", "65000.00", "上门", "2026-11-26", 12],
    [4, 3, "泡沫箱", "云岫食品", "54000.00", "方案第二版", "2026-11-27", 6],
  ] as const
).map(([id, stage_id, title, party_name, amount, next_step, next_step_on, age_days]) => ({
  id,
  moved: 9000 + id,
  pipeline_id: 1,
  stage_id,
  state: "open",
  title,
  party_id: 6,
  party_name,
  owner_id: 1,
  owner_name: "林知",
  owner_active: true,
  amount: cny(amount),
  base_amount: cny(amount),
  expected_close_on: "2026-12-20",
  source: "展会",
  next_step,
  next_step_on,
  created_on: "2026-11-01",
  entered_on: "2026-11-12",
  age_days,
  deadline_on: id === 3 ? "2026-11-19" : "2026-12-01",
  slipped: id === 3,
  no_next_step: next_step === "",
  lost_reason_id: null,
}));

const opportunity: Opportunity = {
  id: 3,
  version: 9003,
  moved: 9003,
  pipeline_id: 1,
  stage_id: 2,
  state: "open",
  party_id: 6,
  party_name: "北陌家居用品",
  owner_id: 1,
  fields: {
    party_id: 6,
    title: "平板纸箱",
    currency: "CNY",
    amount: "65000",
    items: [],
    expected_close_on: "2026-12-20",
    source: "展会",
    contact: "王芳",
    next_step: "上门",
    next_step_on: "2026-11-26",
    notes: "",
  },
  amount: cny("65000.00"),
  base_amount: cny("65000.00"),
  created_on: "2026-11-01",
  entered_on: "2026-11-11",
  deadline_on: "2026-11-19",
  lost_reason_id: null,
  tasks: [{ place: 1, text: "上门量尺寸", done: false }],
};

const column = (stage_id: number, total: string, weighted: string) => {
  const own = rows.filter((row) => row.stage_id === stage_id);
  return {
    stage_id,
    count: own.length,
    sums: [{ count: own.length, sum: cny(total) }],
    total: cny(total),
    weighted: cny(weighted),
    unrated: 0,
    cards: { rows: own, next: null },
  };
};

const lead = {
  id: 1,
  version: 9050,
  state: "open" as const,
  fields: {
    name: "周晴",
    company: "晨潮烘焙",
    phone: "021-5550 0131",
    email: "",
    source: "展会",
    owner_id: 1,
    notes: "",
  },
  created_on: "2026-11-20",
  party_id: null,
  opportunity_id: null,
  why: "",
};

export const pipelines: Answers = {
  "pipeline.list": () => [sales],
  "pipeline.learned": () =>
    sales.stages.map((each) => ({
      stage_id: each.id,
      standard: each.probability,
      learned: each.id === 1 ? "24" : null,
      entered: 25,
      ended: each.id === 1 ? 25 : 4,
      won: 6,
      minimum: 10,
      median_days: "9",
    })),
  "lost_reason.list": () => [{ id: 1, name_zh: "价格", name_en: "Price", decided: true, archived: false }],
  "sales_owner.list": () => [{ id: 1, name: "林知", active: true, opportunities: 4, leads: 1 }],
  "sales_target.list": () => [{ user_id: 1, month: "2026-11", amount: "50000" }],
  "opportunity.board": () => ({
    pipeline: sales,
    columns: [
      column(1, "60000.00", "6000.00"),
      column(2, "65000.00", "13000.00"),
      column(3, "54000.00", "18900.00"),
    ],
    count: 4,
    total: cny("179000.00"),
    weighted: cny("37900.00"),
    won: { stage_id: 7, count: 4, total: cny("212300.00") },
    lost: { stage_id: 8, count: 2, total: cny("61400.00") },
    slipped: 1,
    no_next_step: 1,
    win_rate_of_decided: "30",
    win_rate_of_closed: "24",
    rates_from: "2025-12-01",
  }),
  "opportunity.column": () => ({ rows: [], next: null }),
  "opportunity.list": () => ({ rows, next: null }),
  "opportunity.totals": () => ({ count: 4, total: cny("179000.00"), unrated: 0 }),
  "opportunity.get": () => opportunity,
  "opportunity.documents": () => [],
  "opportunity.history": () => [
    {
      seq: 9003,
      kind: "entered",
      date: "2026-11-11",
      recorded_at: "2026-11-11T09:00:00Z",
      actor: "林知",
      stage_id: 2,
      owner_id: 1,
      deadline_on: "2026-11-19",
      lost_reason_id: null,
      why: "",
      changed: [],
      task: "",
    },
  ],
  "lead.list": () => ({
    rows: [
      {
        id: 1,
        state: "open",
        name: "周晴",
        company: "晨潮烘焙",
        phone: "021-5550 0131",
        email: "",
        source: "展会",
        owner_id: 1,
        owner_name: "林知",
        owner_active: true,
        created_on: "2026-11-20",
        party_id: null,
        opportunity_id: null,
      },
    ],
    next: null,
  }),
  "lead.get": () => lead,
};

const text = (value: string) => ({ kind: "text", value }) as const;

/** Reports about selling; the others are elsewhere. */
export const sellingReports: Partial<Record<Report["name"], Pick<Report, "columns" | "rows">>> = {
  pipeline_funnel: {
    columns: [
      { key: "stage", kind: "text" },
      { key: "ever_entered", kind: "number" },
      { key: "open_count", kind: "number" },
    ],
    rows: sales.stages.slice(0, 3).map((each) => ({
      kind: "line",
      depth: 0,
      cells: [
        { kind: "name", value: { zh: each.name_zh, en: each.name_en } },
        { kind: "count", value: 25 },
        { kind: "count", value: 2 },
      ],
      opens: { kind: "opportunities", filter: { ever_entered: each.id, pipeline_id: 1 } },
    })),
  },
  sales_activity: {
    columns: [
      { key: "owner", kind: "text" },
      { key: "calls", kind: "number" },
      { key: "visits", kind: "number" },
      { key: "activities", kind: "number" },
    ],
    rows: [
      {
        kind: "line",
        depth: 0,
        cells: [
          text("林知"),
          { kind: "count", value: 41 },
          { kind: "count", value: 7 },
          { kind: "count", value: 48 },
        ],
        opens: { kind: "activities", filter: { author_id: 1, from: "2026-01-01", to: "2026-11-23" } },
      },
    ],
  },
  sales_targets: {
    columns: [{ key: "owner", kind: "text" }],
    rows: [{ kind: "line", depth: 0, cells: [text("林知")], opens: null }],
  },
};
