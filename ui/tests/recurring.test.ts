import { expect, test } from "vitest";
import type { Document } from "../src/bindings";
import { DoorError } from "../src/lib/door";
import { rhythmOf } from "../src/lib/recurring";
import { lineOf } from "../src/pages/documents/editing";
import { placed } from "../src/pages/documents/problems";
import {
  emptyTemplate,
  fromSaved,
  monthsLater,
  ofUnit,
  templateOf,
  toFields,
} from "../src/pages/documents/recurring/template";

const template = () => {
  const empty = emptyTemplate("2026-11-23", false);
  const line = lineOf({ description: "{月}月租金", quantity: "1", unit_price: "3000" });
  return { ...empty, editing: { ...empty.editing, party_id: 6, lines: [line, lineOf()] } };
};

test("a template goes over the wire without days and comes back as it was", () => {
  const fields = toFields("invoice", template());
  expect(fields.document).toMatchObject({ kind: "invoice", party_id: 6, date: null, due_on: null });
  expect(fields.schedule.starts_on).toBe("2026-11-23");
  const back = fromSaved({ id: 1, version: 7, state: "active", fields });
  expect(back && toFields("invoice", back)).toEqual(fields);
});

test("months later is the same day, or the last one", () => {
  const later = (day: string, months: number) => monthsLater(day, months);
  expect([later("2026-01-31", 1), later("2028-01-31", 1)]).toEqual(["2026-02-28", "2028-02-29"]);
  expect([later("2026-12-15", 1), later("2026-11-30", 14)]).toEqual(["2027-01-15", "2028-01-30"]);
});

test("what a document says begins a template on its next day that is still to come", () => {
  const document = {
    id: 3,
    kind: "invoice",
    party_id: 6,
    date: "2026-01-10",
    reference: "HT-1",
    notes: "",
    total: { amount: "113.00", currency: "CNY" },
    lines: [{ description: "租金", specification: "", unit: "", quantity: "1", unit_price: "100", tax: {} }],
  } as unknown as Document;
  const starts = (date: string, today: string) => templateOf({ ...document, date }, today).schedule.starts_on;
  expect(starts("2026-01-31", "2026-11-23")).toBe("2026-11-30");
  expect(starts("2026-11-10", "2026-11-23")).toBe("2026-12-10");
  expect(starts("2026-10-23", "2026-11-23")).toBe("2026-12-23");
  expect(templateOf(document, "2026-11-23").name).toBe("租金");
});

test("days and weeks know no last day of a month", () => {
  const { schedule } = template();
  const last = { ...schedule, last_day_of_month: true };
  expect(ofUnit(last, "week").last_day_of_month).toBe(false);
  expect(ofUnit(last, "year").last_day_of_month).toBe(true);
  expect(rhythmOf(last)).toEqual(["recurring.rhythm.one_month_last", { count: 1 }]);
  expect(rhythmOf({ ...schedule, every: 2, unit: "week" })).toEqual([
    "recurring.rhythm.many_week",
    { count: 2 },
  ]);
});

test("a refusal of a placeholder stands at its line, of a schedule at the schedule", () => {
  const of = (code: string, field: string) => placed(new DoorError(code, "", { field }));
  expect(of("placeholder_unknown", "lines.2.description")).toMatchObject({ place: "line", line: 2 });
  expect(of("placeholder_unknown", "reference")?.place).toBe("reference");
  expect(of("placeholder_unknown", "notes")?.place).toBe("notes");
  expect(of("field_invalid", "every")?.place).toBe("schedule");
});
