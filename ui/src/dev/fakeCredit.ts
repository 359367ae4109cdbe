/** Credit of the sample company, as written-down answers: the customer of the design's picture. */
import type {
  CreditCard,
  CreditDocument,
  CreditFactorLine,
  CreditFactorRule,
  CreditPolicy,
  CreditReviewRow,
  CreditRow,
  LateRisk,
} from "../bindings";
import type { Answers } from "./fakeBooks";

const cny = (amount: string) => ({ amount, currency: "CNY" });

const rule = (factor: CreditFactorRule["factor"], ...knots: [string, string][]): CreditFactorRule => ({
  factor,
  knots: knots.map(([value, points]) => ({ value, points })),
});

const byGrade = (a: string, b: string, c: string, d: string) => ({ a, b, c, d });

const policy: CreditPolicy = {
  factors: [
    rule("days_late", ["0", "30"], ["7", "24"], ["15", "17"], ["30", "9"], ["60", "2"], ["90", "0"]),
    rule("on_time", ["0.5", "0"], ["0.95", "20"]),
    rule("worst_overdue", ["7", "10"], ["30", "7"], ["60", "4"], ["90", "1"], ["120", "0"]),
    rule("dso_to_terms", ["1", "10"], ["1.25", "7"], ["1.5", "5"], ["2", "2"], ["2.5", "0"]),
    rule("broken_promises", ["0", "8"], ["0.5", "0"]),
    rule("disputes", ["0", "5"], ["0.1", "0"]),
    rule("tenure", ["0", "0"], ["6", "2"], ["12", "4"], ["24", "6"], ["36", "7"]),
    rule("volume", ["1", "5"], ["2", "3"], ["3", "1"]),
    rule("peak_use", ["0.7", "5"], ["0.85", "4"], ["1", "2"], ["1.1", "0"]),
  ],
  evidence: { prior: "60", prior_invoices: 5, invoices_min: 5, months_min: 3 },
  grades: { a: "80", b: "65", c: "45", margin: "3", reviews_up: 2, notches_down: 2 },
  grace_days: 3,
  early_cap_days: 30,
  material_percent: "1",
  limit: {
    buffer_percent: "10",
    factor: byGrade("1.2", "1", "0.5", "0"),
    net_worth_percent: byGrade("45", "35", "15", "0"),
    cap: null,
    starter: null,
    terms_days: byGrade("60", "30", "15", "0"),
    prepaid_percent: byGrade("0", "0", "30", "100"),
  },
  hold: {
    warn_percent: "80",
    soft_percent: "100",
    hard_percent: "110",
    soft_days: byGrade("15", "10", "5", "5"),
    hard_days: byGrade("45", "30", "15", "15"),
  },
};

const factor = (
  name: CreditFactorLine["factor"],
  value: string | null,
  [points, most]: [string, string],
  better: [string, string] | null,
): CreditFactorLine => ({
  factor: name,
  value,
  points,
  most,
  better: better && { value: better[0], points: better[1] },
  note: value === null ? "no_promises" : null,
});

const document = (
  document_id: number,
  number: string,
  due_on: string,
  settled_on: string | null,
  amount: string,
  [days_late, adds_days]: [number, string],
): CreditDocument => ({
  document_id,
  number,
  date: due_on,
  due_on,
  settled_on,
  amount: cny(amount),
  days_late,
  on_time: days_late <= 3,
  disputed: false,
  adds_days,
});

const review = (date: string, score: string, grade: CreditReviewRow["grade"]): CreditReviewRow => ({
  party_id: 6,
  date,
  grade,
  rises: 0,
  score,
  raw: score,
  late_index: "74",
  invoices: 45,
  volume: 2,
  knock_out: null,
  limit: cny("85000.00"),
  points: [],
});
const reviews = [
  review("2026-11-02", "65.9", "B"),
  review("2026-10-05", "64.1", "B"),
  review("2026-09-03", "66.2", "B"),
  review("2026-08-04", "63.8", "C"),
];

const card: CreditCard = {
  party_id: 6,
  as_of: "2026-11-23",
  grade: "B",
  computed: "B",
  step: "BB",
  score: "67.16",
  raw: "67.96",
  likely_from: "63",
  likely_to: "71.3",
  late_index: "74",
  invoices: 45,
  months: 18,
  since: "2025-05-12",
  factors: [
    factor("days_late", "9", ["22.25", "30"], ["7", "24"]),
    factor("on_time", "0.72", ["9.78", "20"], ["0.95", "20"]),
    factor("worst_overdue", "34", ["6.6", "10"], ["30", "7"]),
    factor("dso_to_terms", "1.3", ["6.6", "10"], ["1.25", "7"]),
    factor("broken_promises", null, ["8", "8"], null),
    factor("disputes", null, ["5", "5"], null),
    factor("tenure", "18", ["5", "7"], ["24", "6"]),
    factor("volume", "2", ["3", "5"], ["1", "5"]),
    factor("peak_use", "0.8", ["4.33", "5"], ["0.7", "5"]),
  ],
  knock_outs: [],
  up: { grade: "A", score: "83", reviews: 2 },
  down: { grade: "C", score: "62", reviews: 1 },
  dso_days: "39",
  terms_days: 30,
  sales: cny("730000.00"),
  ranked_on: "2026-11-02",
  peak: { on: "2026-08-29", owed: cny("80000.00"), limit: cny("100000.00") },
  suggested: {
    annual_sales: cny("730000.00"),
    per_day: cny("2000.00"),
    terms_days: 30,
    expected_delay: 9,
    owed: cny("78000.00"),
    buffer_percent: "10",
    need: cny("85800.00"),
    factor: "1",
    by_grade: cny("85800.00"),
    net_worth_cap: null,
    policy_cap: null,
    least: cny("85800.00"),
    limit: cny("85000.00"),
    suggested_terms_days: 30,
    prepaid_percent: "0",
  },
  agreed: {
    seq: 81,
    party_id: 6,
    date: "2026-02-10",
    amount: cny("100000.00"),
    reason: "年度约定",
    agreed_by: "林知",
  },
  exposure: {
    party_id: 6,
    parts: {
      open: cny("61250.00"),
      notes: cny("0.00"),
      delivered: cny("5500.00"),
      ordered: cny("10000.00"),
      advances: cny("0.00"),
    },
    total: cny("76750.00"),
    oldest_overdue_days: 9,
  },
  hold: {
    level: "ok",
    reasons: [],
    limit: cny("100000.00"),
    exposure: cny("76750.00"),
    adds: cny("0.00"),
    after: cny("76750.00"),
    used_percent: "76.75",
    oldest_overdue_days: 9,
    grade: "B",
  },
  overruled: null,
  last_review: reviews[0] ?? null,
  known: [],
  documents: [
    document(14, "XS2609-0014", "2026-10-11", "2026-11-14", "19210.00", [34, "0.97"]),
    document(4, "XS2609-0004", "2026-10-03", "2026-10-15", "16950.00", [12, "0.3"]),
    document(18, "XS2610-0018", "2026-11-11", null, "13080.00", [12, "0.23"]),
    document(31, "XS2609-0031", "2026-10-24", "2026-10-27", "20340.00", [3, "0.09"]),
  ],
  document_count: 47,
  promises: [],
  disputes: [],
  policy,
};

const row: CreditRow = {
  party_id: 6,
  code: "K0006",
  name: "云岫食品",
  grade: "B",
  given_until: null,
  score: "65.9",
  late_index: "74",
  reviewed_on: "2026-11-02",
  limit: cny("100000.00"),
  suggested: cny("85000.00"),
  exposure: cny("76750.00"),
  used_percent: "76.75",
  overdue_days: 9,
  level: "ok",
};

const risk: LateRisk = {
  days: 0,
  is_model: true,
  tested: 249,
  auc: 0.871,
  brier: 0.121,
  own_auc: 0.829,
  own_brier: 0.14,
  rows: [
    {
      party_id: 1,
      party_name: "杭州䶮堂文具有限公司",
      document_id: 9,
      number: "XS2611-0009",
      due_on: "2026-12-08",
      open: cny("48000.00"),
      percent: 72,
      own_rate_percent: 61,
    },
  ],
};

export const credit = {
  "credit.card": () => card,
  "credit.list": () => [row],
  "credit.history": () => ({ reviews, limits: card.agreed ? [card.agreed] : [], overrides: [] }),
  "credit.releases": () => [],
  "credit.checks": () => [],
  "credit.reviews": () => [],
  "credit.policy": () => policy,
  "credit.check": () => null,
  "credit.risk": () => risk,
} satisfies Answers;
