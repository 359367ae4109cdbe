import { expect, test } from "vitest";
import type { Document, Money } from "../src/bindings";
import { instalmentsOf, nextDue } from "../src/pages/documents/InstalmentRows";

const cny = (amount: string): Money => ({ amount, currency: "CNY" });
const part = (amount: string, due_on: string) => ({ amount: cny(amount), due_on });
const item = (seq: number, amount: string, remaining: string, due_on: string) => ({
  ...part(amount, due_on),
  seq,
  remaining: cny(remaining),
});
const invoice = (more: object) =>
  ({
    due_on: "2027-03-02",
    detail: { instalments: [part("30", "2026-03-02"), part("70", "2027-03-02")] },
    items: [item(5, "30", "0.00", "2026-03-02"), item(5, "70", "70.00", "2027-03-02")],
    reschedulings: [],
    ...more,
  }) as unknown as Document;

test("each instalment stands with what is open of it, and the next due day is that of the first open one", () => {
  expect(instalmentsOf(invoice({})).map((row) => row.remaining?.amount)).toEqual(["0.00", "70.00"]);
  expect(nextDue(invoice({}))).toBe("2027-03-02");
  expect(instalmentsOf(invoice({ detail: {} }))).toEqual([]);
  expect(nextDue(invoice({ detail: {} }))).toBe("2027-03-02");
});

test("a rescheduled document shows its new days alone", () => {
  const items = [
    item(5, "30", "0.00", "2026-03-02"),
    item(5, "70", "0.00", "2027-03-02"),
    item(9, "70", "70.00", "2027-06-30"),
  ];
  const moved = invoice({ items, reschedulings: [{ seq: 9, date: "2026-04-10", reason: "展期" }] });
  expect(instalmentsOf(moved).map((row) => row.due_on)).toEqual(["2027-06-30"]);
  expect(nextDue(moved)).toBe("2027-06-30");
});
