/** What the page of a template holds, and the way to and from the wire. */
import type {
  CreditRule,
  Delivery,
  Document,
  Recurring,
  RecurringFields,
  Schedule,
  ScheduleUnit,
} from "../../../bindings";
import { copyOf, type Editing, empty, fromWire, toWire } from "../editing";
import type { TradeKind } from "../kinds";

export type Template = {
  name: string;
  editing: Editing;
  schedule: Schedule;
  delivery: Delivery;
  credits: CreditRule;
};

/** Monthly from the given day, as drafts: what is least likely to surprise. */
export function newTemplate(editing: Editing, startsOn: string, name = ""): Template {
  return {
    name,
    editing,
    schedule: {
      every: 1,
      unit: "month",
      starts_on: startsOn,
      last_day_of_month: false,
      covers: "advance",
      ends: { end: "never" },
    },
    delivery: "draft",
    credits: "none",
  };
}

export const emptyTemplate = (today: string, inclusive: boolean): Template =>
  newTemplate(empty(null, today, inclusive), today);

/** A template with the content of an issued document, from its day of the month on that comes next. */
export function templateOf(document: Document, today: string): Template {
  let months = 1;
  while (monthsLater(document.date, months) <= today) months += 1;
  const editing = copyOf(document, today, false);
  return newTemplate(editing, monthsLater(document.date, months), document.lines[0]?.description ?? "");
}

/** The same day so many months later, or the last of that month. */
export function monthsLater(day: string, months: number): string {
  const [year = 0, month = 1, date = 1] = day.split("-").map(Number);
  const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 + months, Math.min(date, last))).toISOString().slice(0, 10);
}

export function fromSaved({ fields }: Recurring): Template | null {
  const trade = fromWire(fields.document);
  if (!trade) return null;
  const { name, schedule, delivery, credits } = fields;
  return { name, editing: trade.editing, schedule, delivery, credits };
}

export function toFields(kind: TradeKind, template: Template): RecurringFields {
  const { name, editing, schedule, delivery, credits } = template;
  const document = toWire(kind, { ...editing, date: null, due_on: null, instalments: null, credits: null });
  return { name, document, schedule, delivery, credits };
}

/** A schedule of another unit: weeks and days know no last day of a month. */
export function ofUnit(schedule: Schedule, unit: ScheduleUnit): Schedule {
  const knows = unit === "month" || unit === "year";
  return { ...schedule, unit, last_day_of_month: knows && schedule.last_day_of_month };
}
