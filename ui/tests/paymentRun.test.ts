import { expect, test } from "vitest";
import type { DueBill } from "../src/bindings";
import { sharesOf, toggled, toggledAll } from "../src/pages/payment-run/choice";

const bill = (item_id: number, amount: string): DueBill => ({
  item_id,
  party_id: 1,
  party_code: "G0001",
  party_name: "广州原料厂",
  date: "2026-03-01",
  due_on: "2026-03-31",
  remaining: { amount, currency: "CNY" },
  credit: { amount: "0.00", currency: "CNY" },
});
const bills = [bill(7, "113.00"), bill(9, "226.00")];

test("a chosen bill is paid whole until another amount is typed", () => {
  const chosen = toggled({}, bill(9, "226.00"));
  expect(sharesOf(chosen, bills)).toEqual([{ item_id: 9, amount: "226.00", discount: null }]);
  const typed = { ...chosen, 9: { amount: "100.00", discount: "2.26" } };
  expect(sharesOf(typed, bills)).toEqual([{ item_id: 9, amount: "100.00", discount: "2.26" }]);
  expect(sharesOf(toggled(typed, bill(9, "226.00")), bills)).toEqual([]);
});

test("all are taken, then none, and what was typed stays", () => {
  const typed = { 9: { amount: "100.00", discount: "" } };
  const all = toggledAll(typed, bills);
  expect(sharesOf(all, bills).map((share) => share.amount)).toEqual(["113.00", "100.00"]);
  expect(toggledAll(all, bills)).toEqual({});
});

test("a bill that is no longer due is not paid", () => {
  const all = toggledAll({}, bills);
  expect(sharesOf(all, bills.slice(1)).map((share) => share.item_id)).toEqual([9]);
});
