/** The cash forecast of the sample company, as written-down answers. */
import type { CashFlowRow, CashForecast, CashPeriod, CashPlan, CashRecord } from "../bindings";
import { addDays } from "../lib/dates";
import type { Answers } from "./fakeBooks";

const cny = (amount: string) => ({ amount, currency: "CNY" });
const FIRST = "2026-11-24";
const WEEK = 7;

const closings = ["182340.00", "153120.00", "-4210.00", "96400.00", "120800.00"];

const periods: CashPeriod[] = closings.map((closing, place) => ({
  from: addDays(FIRST, WEEK * place),
  to: addDays(FIRST, WEEK * place + WEEK - 1),
  opening: cny(closings[place - 1] ?? "160000.00"),
  inflow: cny("40000.00"),
  outflow: cny("12000.00"),
  closing: cny(closing),
  closing_known: cny(closing),
  pipeline: cny("5000.00"),
  receipts: { p10: cny("30000.00"), p50: cny("40000.00"), p90: cny("52000.00") },
  closing_band: { p10: cny("-9000.00"), p50: cny(closing), p90: cny("199000.00") },
}));

const rent: CashFlowRow = {
  source: "rent",
  party_id: null,
  party_name: "",
  document_id: null,
  opportunity_id: null,
  name: "房租",
  word: null,
  on: "2026-12-08",
  amount: cny("-12000.00"),
  expected: cny("-12000.00"),
  percent: 100,
};

const told: CashForecast = {
  as_of: "2026-11-23",
  opening: cny("160000.00"),
  minimum: cny("20000.00"),
  periods,
  sources: [
    {
      source: "receivable",
      total: cny("200000.00"),
      by_period: closings.map(() => cny("40000.00")),
      beyond: cny("12000.00"),
    },
    {
      source: "rent",
      total: cny("-60000.00"),
      by_period: closings.map(() => cny("-12000.00")),
      beyond: cny("0.00"),
    },
  ],
  alert: { period: 2, closing: cny("-4210.00"), missing: cny("24210.00"), causes: [rent] },
  at_risk: 0,
  lowest: cny("-4210.00"),
  scenarios: [],
  method: {
    open_by: "delays",
    later_by: "invoicing",
    half_life_days: 360,
    borrowed: 8,
    open_widths: [1000, 1000],
    total_widths: [1000, 1000],
    weeks: 60,
  },
  learned_on: "2026-11-23",
  invoices: 830,
};

const flows: CashFlowRow[] = [
  {
    ...rent,
    source: "receivable",
    party_id: 1,
    party_name: "杭州䶮堂文具有限公司",
    document_id: 9,
    name: "XS2611-0009",
    amount: cny("48000.00"),
    expected: cny("39120.00"),
    percent: 97,
  },
  rent,
];

const plan: CashPlan = {
  minimum: "20000",
  payment_weekday: 5,
  planned: [
    {
      name: "房租",
      kind: "rent",
      amount: "-12000",
      schedule: {
        every: 1,
        unit: "month",
        starts_on: "2026-12-08",
        last_day_of_month: false,
        covers: "advance",
        ends: { end: "never" },
      },
    },
  ],
};

const scored = {
  wape_open: 0.2134,
  wape_total: 0.2871,
  bias_total: -0.031,
  coverage_80: null,
};

const record: CashRecord = {
  kept: 5,
  first_on: "2026-10-19",
  last_on: "2026-11-16",
  methods: [
    { method: "forecast", ...scored, coverage_80: 0.8 },
    { method: "due_date", ...scored, wape_open: 0.5 },
    { method: "customer_median", ...scored, wape_open: 0.34 },
    { method: "flat_average", ...scored, wape_open: 0.6 },
  ],
  pinball: cny("2310.00"),
  weeks: [
    {
      told_on: "2026-11-09",
      from: "2026-11-10",
      to: "2026-11-16",
      told: { p10: cny("20000.00"), p50: cny("31000.00"), p90: cny("45000.00") },
      came: cny("28400.00"),
      came_open: cny("28400.00"),
      is_inside: true,
      due_date: cny("40000.00"),
      flat_average: cny("27000.00"),
    },
  ],
};

export const cashForecast = {
  "cash.forecast": () => told,
  "cash.flows": () => flows,
  "cash.plan": () => plan,
  "cash.save_plan": (input) => input as CashPlan,
  "cash.record": () => record,
  "cash.keep": () => null,
} satisfies Answers;
