import { expect, test } from "vitest";
import type { Money, OpenItem } from "../src/bindings";
import { type Entry, sharesOf, toWire, withShare } from "../src/pages/documents/allocation";

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
  chosen: {},
};
const proposal = { shares: [{ item_id: 7, amount: cny("1323.44") }], advance: cny("3676.56") };

test("what the program proposes is what is booked, by name", () => {
  const shares = sharesOf(entry, proposal);
  expect(toWire("receipt", entry, shares)).toMatchObject({
    kind: "receipt",
    rule: "chosen",
    shares: [{ item_id: 7, amount: "1323.44" }],
  });
});

test("a share changed by hand keeps the others and is no longer overwritten by a proposal", () => {
  const changed = withShare(entry, sharesOf(entry, proposal), { id: 9 } as OpenItem, "100");
  expect(sharesOf(changed, undefined)).toEqual({ 7: "1323.44", 9: "100" });
  const emptied = withShare(changed, changed.chosen, { id: 7 } as OpenItem, "");
  expect(toWire("payment", emptied, sharesOf(emptied, proposal))).toMatchObject({
    shares: [{ item_id: 9, amount: "100" }],
  });
});
