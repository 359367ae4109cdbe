/** Templates of the sample company, as written-down answers. */
import type { RecurringFields, RecurringRow } from "../bindings";
import type { Answers } from "./fakeBooks";

const total = { amount: "3390.00", currency: "CNY" };

const fields: RecurringFields = {
  name: "仓储服务费",
  document: {
    kind: "invoice",
    party_id: 6,
    tax_mode: "exclusive",
    lines: [
      {
        description: "{年}年{月}月仓储服务费",
        specification: "",
        unit: "月",
        quantity: "1",
        unit_price: "3000",
        tax: "VAT13",
      },
    ],
    reference: "CC-2026-11",
    notes: "{期间起}至{期间止}",
  },
  schedule: {
    every: 1,
    unit: "month",
    starts_on: "2026-10-31",
    last_day_of_month: true,
    covers: "arrears",
    ends: { end: "after", documents: 12 },
  },
  delivery: "draft",
  credits: "advances",
};

const row: RecurringRow = {
  id: 1,
  version: 9200,
  name: fields.name,
  kind: "invoice",
  party_id: 6,
  party_name: "云岫食品有限公司",
  state: "active",
  schedule: fields.schedule,
  delivery: fields.delivery,
  next_on: "2026-11-30",
  total,
  due: 1,
  made: 1,
};

const due = {
  recurring_id: 1,
  name: row.name,
  kind: row.kind,
  party_id: row.party_id,
  party_name: row.party_name,
  scheduled_on: "2026-11-30",
  date: "2026-11-30",
  number: 2,
};

export const recurring: Answers = {
  "recurring.list": ({ kind, document_id }) => (kind === "bill" || document_id ? [] : [row]),
  "recurring.get": () => ({ id: 1, version: row.version, state: "active", fields }),
  "recurring.due": () => [due],
  "recurring.upcoming": () =>
    ["2026-11-30", "2026-12-31"].map((day, at) => ({
      number: at + 2,
      scheduled_on: day,
      date: day,
      from: `${day.slice(0, 8)}01`,
      to: day,
      document: fields.document,
      total,
      problem: at === 0 ? null : { code: "party_archived", details: { party: "K0006" } },
    })),
  "recurring.placeholders": () => [{ placeholder: "month", text: "{月}" }],
  "recurring.made": () => [
    { scheduled_on: "2026-10-31", outcome: "skipped", draft_id: null, document: null },
  ],
  "recurring.make_due": () => ({
    made: [{ due, document_id: 120, number: "XS2611-0031", total, applied: { ...total, amount: "0.00" } }],
    refused: [{ due, error: { code: "party_archived", details: { party: "K0006" } } }],
  }),
  "recurring.save": ({ id, fields: saved }) => ({
    id: id ?? 1,
    version: 9300,
    state: "active",
    fields: saved,
  }),
};
