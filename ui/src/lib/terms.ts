/** The due date that payment terms give, shown while a document is written; the program decides on issuing. */
import type { Terms } from "../bindings";

const day = (moment: Date) => moment.toISOString().slice(0, 10);
const lastOf = (year: number, month: number) => new Date(Date.UTC(year, month + 1, 0));

/** From the document's day or its month's end, later by months (kept within the month), then by days. */
export function dueOn(terms: Terms, date: string): string {
  const start = new Date(`${date}T00:00:00Z`);
  const [year, month] = [start.getUTCFullYear(), start.getUTCMonth()];
  const fromEnd = terms.base === "month_end";
  const last = lastOf(year, month + terms.months);
  const wanted = fromEnd ? last.getUTCDate() : Math.min(start.getUTCDate(), last.getUTCDate());
  return day(new Date(Date.UTC(last.getUTCFullYear(), last.getUTCMonth(), wanted + terms.days)));
}
