import { expect, test } from "vitest";
import type { Document, Terms } from "../src/bindings";
import { dueOn } from "../src/lib/terms";
import {
  copyOf,
  empty,
  fromWire,
  lineOf,
  toWire,
  withPrice,
  withStanding,
  withTypedPrice,
} from "../src/pages/documents/editing";
import { isTable, readTable } from "../src/pages/documents/paste";

const terms = (base: Terms["base"], months: number, days: number): Terms => ({
  code: "t",
  name_zh: "",
  name_en: "",
  base,
  months,
  days,
  discounts: [],
  plan: [],
  active: true,
});

test("terms give the due date the program gives", () => {
  expect(dueOn(terms("document_date", 0, 30), "2026-11-23")).toBe("2026-12-23");
  expect(dueOn(terms("document_date", 1, 0), "2026-01-31")).toBe("2026-02-28");
  expect(dueOn(terms("month_end", 0, 0), "2026-11-23")).toBe("2026-11-30");
  expect(dueOn(terms("month_end", 1, 10), "2026-01-30")).toBe("2026-03-10");
});

test("a table from a spreadsheet becomes lines, its head left out", () => {
  const text =
    "名称\t规格\t单位\t数量\t单价\r\n五层瓦楞纸箱\t400×300\t只\t1,200\t４.85\r\n\r\n胶带\t\t卷\t十\t96\r\n";
  expect(isTable(text)).toBe(true);
  expect(isTable("五层瓦楞纸箱")).toBe(false);
  expect(readTable(text)).toEqual([
    {
      description: "五层瓦楞纸箱",
      specification: "400×300",
      unit: "只",
      quantity: "1200",
      unit_price: "4.85",
    },
    { description: "胶带", specification: "", unit: "卷", quantity: "", unit_price: "96" },
  ]);
});

test("a copy keeps the discount on the whole document; a credit note also names what it corrects", () => {
  const document = {
    id: 9,
    party_id: 7,
    total: { amount: "90.00", currency: "USD" },
    discount_percent: "10",
    lines: [],
  } as unknown as Document;
  expect(copyOf(document, "2026-11-23", false)).toMatchObject({ discount_percent: "10", currency: "USD" });
  expect(copyOf(document, "2026-11-23", true)).toMatchObject({ discount_percent: "10", credits: 9 });
});

test("what is sent holds the written lines only, and comes back as it was", () => {
  const editing = empty(7, "2026-11-23", true);
  editing.lines = [lineOf(), lineOf({ description: "设计", quantity: "1" }), lineOf()];
  const wire = toWire("bill", editing);
  expect(wire).toMatchObject({
    kind: "bill",
    party_id: 7,
    tax_mode: "inclusive",
    lines: [{ description: "设计", quantity: "1", unit_price: "0" }],
  });
  expect(fromWire(wire)?.editing.lines.map((line) => line.description)).toEqual(["设计", ""]);
  expect(
    fromWire({ kind: "receipt", amount: "1", reference: "", notes: "", shares: [], rule: "oldest" }),
  ).toBeNull();
});

test("a price that is typed keeps what was offered instead; a line that begins takes the agreed discount", () => {
  const offered = { unit_price: "10", source: { kind: "item" as const } };
  const blank = lineOf();
  const priced = withPrice({ ...blank, quantity: "1" }, offered);
  expect([priced.unit_price, priced.price]).toEqual(["10", { offered }]);
  expect(withTypedPrice(priced, "9", true).price).toEqual({ offered });
  expect(withTypedPrice(blank, "9", true).price).toEqual({ offered: null });
  expect(withTypedPrice(blank, "9", false).price).toBeUndefined();
  expect(withStanding(priced, blank, "5").discount_percent).toBe("5");
  expect(withStanding({ ...priced, discount_percent: "7" }, blank, "5").discount_percent).toBe("7");
  expect(withStanding(priced, priced, "5").discount_percent).toBeUndefined();
});
