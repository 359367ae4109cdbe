import { expect, test } from "vitest";
import type { Money, OpenItem } from "../src/bindings";
import { type Entry, shownOf, toWire, withDiscount, withShare } from "../src/pages/documents/allocation";

const cny = (amount: string): Money => ({ amount, currency: "CNY" });
const entry: Entry = {
  party_id: 3,
  date: "2026-11-23",
  amount: "5000",
  currency: null,
  fee: "",
  account: null,
  reference: "",
  notes: "",
  rule: "oldest",
  deposit: false,
  chosen: {},
  discounts: {},
};
const proposal = { shares: [{ item_id: 7, amount: cny("1323.44") }], advance: cny("3676.56") };

test("what the program proposes is what is booked, by name", () => {
  expect(toWire("receipt", entry, shownOf(entry, proposal))).toMatchObject({
    kind: "receipt",
    rule: "chosen",
    shares: [{ item_id: 7, amount: "1323.44" }],
  });
});

test("a share changed by hand keeps the others and is no longer overwritten by a proposal", () => {
  const changed = withShare(entry, shownOf(entry, proposal), { id: 9 } as OpenItem, "100");
  expect(shownOf(changed, undefined).shares).toEqual({ 7: "1323.44", 9: "100" });
  const emptied = withShare(changed, shownOf(changed, undefined), { id: 7 } as OpenItem, "");
  expect(toWire("payment", emptied, shownOf(emptied, proposal))).toMatchObject({
    shares: [{ item_id: 9, amount: "100" }],
  });
});

test("a discount that is taken stands beside what is paid, whether proposed or taken by hand", () => {
  const early = {
    shares: [{ item_id: 7, amount: cny("98"), discount: cny("2") }],
    advance: cny("0"),
  };
  const wanted = { shares: [{ item_id: 7, amount: "98", discount: "2" }] };
  expect(toWire("receipt", entry, shownOf(entry, early))).toMatchObject(wanted);
  const taken = withDiscount(entry, shownOf(entry, proposal), { id: 7 } as OpenItem, "2", "98");
  expect(toWire("receipt", taken, shownOf(taken, undefined))).toMatchObject(wanted);
});
