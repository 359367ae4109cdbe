import { expect, test } from "vitest";
import type { AgendaRow } from "../src/bindings";
import { addDays } from "../src/lib/dates";
import { homeOfRow, laterDays } from "../src/lib/tasks";

test("a task is put off to tomorrow, the next Monday or a month later, each day once", () => {
  expect(laterDays("2026-11-30")).toEqual(["2026-12-01", "2026-12-07", "2026-12-30"]);
  expect(laterDays("2026-11-29")).toEqual(["2026-11-30", "2026-12-29"]);
  expect(laterDays("2026-12-04")).toEqual(["2026-12-05", "2026-12-07", "2027-01-03"]);
  expect(addDays("2028-02-28", 1)).toBe("2028-02-29");
});

test("a row of today opens what it is about, or nothing where it is about nobody", () => {
  const row = (more: Partial<AgendaRow>) =>
    ({
      key: "",
      kind: "task",
      date: "",
      due_on: "",
      days_late: 0,
      title: "",
      repeats: false,
      ...more,
    }) as AgendaRow;
  expect(homeOfRow(row({}))).toBeNull();
  expect(homeOfRow(row({ party_id: 6, business: "supplier" }))).toBe("/suppliers/6");
  expect(homeOfRow(row({ party_id: 6 }))).toBe("/customers/6");
  expect(homeOfRow(row({ party_id: 6, document_id: 9, document_kind: "bill" }))).toBe("/bills/9");
  expect(homeOfRow(row({ recurring_id: 2, document_kind: "invoice" }))).toBe("/recurring/sales/2");
});
