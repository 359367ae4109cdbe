/** Activities, tasks and the list of today of the sample company in a plain browser. */
import type { AgendaRow, Event } from "../bindings";
import type { Answers } from "./fakeBooks";

const event = (kind: Event["kind"], date: string, text: string, more: Partial<Event> = {}): Event => ({
  kind,
  date,
  seq: Number(date.replaceAll("-", "")),
  recorded_at: `${date}T09:42:00.000Z`,
  author: "陈露",
  contact: "",
  text,
  next_step: "",
  changed: [],
  ...more,
});

const row = (
  kind: AgendaRow["kind"],
  due_on: string,
  title: string,
  more: Partial<AgendaRow> = {},
): AgendaRow => ({
  key: `${due_on}|1|${title}`,
  kind,
  date: due_on,
  due_on,
  days_late: 0,
  title,
  party_id: 6,
  party_name: "云岫食品有限公司",
  business: "customer",
  repeats: false,
  items: 1,
  ...more,
});

export const activities: Answers = {
  "timeline.list": () => ({
    rows: [
      event("call", "2026-11-23", "答应周五付 11,300.00", {
        contact: "王芸",
        time: "09:42",
        next_step: "付 11,300.00",
        next_on: "2026-11-27",
      }),
      event("document_issued", "2026-11-17", "", {
        document: { id: 104, kind: "invoice", number: "XS2611-0021" },
        amount: { amount: "9040.00", currency: "CNY" },
      }),
      event("party_changed", "2026-11-02", "", { changed: ["phones", "terms"] }),
    ],
  }),
  "activity.list": () => ({
    rows: [
      {
        seq: 9100,
        date: "2026-11-20",
        time: null,
        kind: "visit",
        party_id: 6,
        party_name: "晴川电子商务",
        contact: "王芸",
        text: "看新样品",
        next_step: "寄报价",
        next_on: "2026-11-25",
        author_id: 1,
        author: "林知",
      },
    ],
    next: null,
  }),
  "activity.read_line": () => ({
    kind: "call",
    date: "2026-11-23",
    contact: "王芸",
    text: "答应周五付 11300",
    next_step: "付 11300",
    next_on: "2026-11-27",
    understood: [],
  }),
  "today.list": () => ({
    rows: [
      row("next_step", "2026-11-23", "确认手提袋设计稿", { task_id: 1, version: 9000, assignee: "陈露" }),
      row("opportunity_step", "2026-11-23", "送样册", { opportunity_id: 1, assignee: "陈露" }),
      row("invoice_due", "2026-11-11", "", {
        days_late: 12,
        items: 2,
        amount: { amount: "13080.00", currency: "CNY" },
      }),
    ],
  }),
  "today.count": () => ({ due: 3, overdue: 1 }),
  "task.list": () => [],
  "party.attachments": () => [],
  "party.purchases": () => ({
    from: "2025-12-01",
    to: "2026-11-23",
    months: [],
    items: [],
    net: { amount: "0.00", currency: "CNY" },
  }),
};
