/** Collecting in the sample company, as written-down answers. */
import type {
  CallRow,
  Dispute,
  DunningLetter,
  DunningPolicy,
  LimitationRow,
  PaymentPromise,
} from "../bindings";
import type { Answers } from "./fakeBooks";

const cny = (amount: string) => ({ amount, currency: "CNY" });

const items = [
  {
    item_id: 1,
    document_id: 1,
    document_kind: "invoice",
    number: "XS2610-0004",
    due_on: "2026-11-11",
    amount: cny("24380.00"),
    open: cny("24380.00"),
  },
];

const promise: PaymentPromise = {
  seq: 9001,
  party_id: 6,
  party_name: "云岫食品有限公司",
  made_on: "2026-11-16",
  due_on: "2026-11-20",
  last_on: "2026-11-22",
  amount: cny("24380.00"),
  contact: "陈芸",
  note: "",
  items,
  recorded_by: "林知",
  recorded_by_id: 1,
  status: "broken",
  paid: cny("0.00"),
  paid_later: cny("0.00"),
  whole_on: null,
  withdrawn_on: null,
  withdrawn_reason: null,
};

const dispute: Dispute = {
  seq: 9002,
  party_id: 6,
  party_name: "云岫食品有限公司",
  opened_on: "2026-11-12",
  reason: "quality",
  amount: cny("2400.00"),
  note: "一箱受潮",
  items,
  recorded_by: "林知",
  owner_id: 1,
  owner: "林知",
  deadline_on: "2026-11-26",
  outcome: null,
  closed_on: null,
  credit_note_id: null,
  credit_note_number: null,
  steps: [],
};

const level = (level: number, days: number): DunningPolicy["levels"][number] => ({
  level,
  days,
  title_zh: "付款提醒函",
  title_en: "Payment reminder",
  text_zh: "请于 {deadline} 前付清。",
  text_en: "Please pay by {deadline}.",
  tone: "friendly",
  channel: "mail",
  fee: "0",
  interest: false,
  deadline_days: 7,
});

const policy: DunningPolicy = {
  id: 1,
  name: "标准 Standard",
  levels: [level(2, 7), level(4, 30)],
  min_gap_days: 5,
  minimum: "0",
  quiet_weekdays: [],
  quiet_days: [],
  approval_from: 4,
};

const letter: DunningLetter = {
  party_id: 6,
  party_code: "K0006",
  party_name: "云岫食品有限公司",
  level: 2,
  title: "付款提醒函",
  text: "请于 2026-11-30 前付清。",
  tone: "friendly",
  channel: "mail",
  language: "zh-CN",
  policy_id: 1,
  date: "2026-11-23",
  deadline_on: "2026-11-30",
  oldest_days: 12,
  items: [
    {
      item_id: 1,
      document_id: 1,
      document_kind: "invoice",
      number: "XS2610-0004",
      date: "2026-10-12",
      due_on: "2026-11-11",
      days_late: 12,
      open: cny("24380.00"),
      level: 2,
      before: null,
      interest: null,
    },
  ],
  totals: [cny("24380.00")],
  total_base: cny("24380.00"),
  fee: null,
  interest: [],
  needs_approval: false,
  contact: "陈芸",
  phone: "0571-8800 1234",
  email: "",
};

const call: CallRow = {
  party_id: 6,
  party_code: "K0006",
  party_name: "云岫食品有限公司",
  contact: "陈芸",
  phone: "0571-8800 1234",
  overdue: cny("24380.00"),
  items: 1,
  oldest_days: 12,
  disputed: cny("0.00"),
  kept_percent: "33",
  kept: 0,
  judged: 1,
  expected: cny("8126.67"),
  promise,
  waits_until: null,
  last_level: 1,
  last_letter_on: "2026-11-11",
  last_activity: { kind: "call", date: "2026-11-16", text: "答应周五付" },
};

const barred: LimitationRow = {
  party_id: 6,
  party_code: "K0006",
  party_name: "云岫食品有限公司",
  item_id: 1,
  document_id: 1,
  document_kind: "invoice",
  number: "XS2310-0004",
  due_on: "2023-12-11",
  open: cny("24380.00"),
  since: "2023-12-11",
  cause: "due",
  barred_on: "2026-12-11",
  remind_on: "2026-06-14",
  days_left: 18,
};

export const collection: Answers = {
  "promise.list": () => [promise],
  "dispute.list": () => [dispute],
  "dunning.calls": () => ({ rows: [call], overdue: call.overdue, expected: call.expected }),
  "dunning.plan": () => ({
    date: "2026-11-23",
    letters: [letter],
    skipped: [
      {
        party_id: 8,
        party_code: "K0008",
        party_name: "北陌家居用品有限公司",
        level: 4,
        reason: "held",
        until: "2026-12-01",
      },
    ],
    total: cny("24380.00"),
  }),
  "dunning.runs": () => [
    {
      seq: 9003,
      date: "2026-11-11",
      started_by: "林知",
      total: cny("24380.00"),
      letters: 1,
      to_approve: 0,
      ready: 0,
      sent: 1,
    },
  ],
  "dunning.letters": () => [
    {
      run: 9003,
      line: 1,
      letter,
      state: "sent",
      decided_by: null,
      reason: null,
      sent_on: "2026-11-11",
      sent_by: "林知",
      attachment_id: null,
    },
  ],
  "dunning.holds": () => [
    {
      seq: 9004,
      party_id: 8,
      party_name: "北陌家居用品有限公司",
      date: "2026-11-10",
      until: "2026-12-01",
      reason: "在谈新合同",
      set_by: "林知",
      holds: true,
    },
  ],
  "dunning.policies": () => [{ policy, parties: [] }],
  "limitation.list": () => [barred],
};
