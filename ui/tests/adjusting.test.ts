import { expect, test } from "vitest";
import { emptyAdjustment, isPlannable, toWire } from "../src/pages/documents/adjusting";

const start = emptyAdjustment("2026-11-25");

test("the program is asked for the entry once reason or agreement and shares are there", () => {
  const shares = { 7: "100" };
  expect(isPlannable("write-off", { ...start, shares })).toBe(false);
  expect(isPlannable("write-off", { ...start, shares, reason: "bankruptcy" })).toBe(true);
  expect(isPlannable("write-off", { ...start, shares: { 7: "0.00" }, reason: "bankruptcy" })).toBe(false);
  const agreed = { ...start, shares, agreement: "CD-1" };
  expect(isPlannable("transfer", agreed)).toBe(false);
  expect(isPlannable("transfer", { ...agreed, other: 3 })).toBe(true);
  expect(isPlannable("set-off", agreed)).toBe(false);
  expect(isPlannable("set-off", { ...agreed, against: { 9: "100" } })).toBe(true);
});

test("each act becomes its document, on either side of the business", () => {
  const filled = {
    ...start,
    shares: { 7: "100", 8: "" },
    other: 3,
    against: { 9: "100" },
    agreement: "CD-1",
    reason: "unclaimed" as const,
    evidence: [{ id: 5, name: "scan.pdf" }],
  };
  const shares = [{ item_id: 7, amount: "100" }];
  expect(toWire("set-off", "customer", 1, filled)).toMatchObject({
    kind: "offset",
    offset: "receivable_to_payable",
    shares,
    against: [{ item_id: 9, amount: "100" }],
  });
  expect(toWire("transfer", "supplier", 1, filled)).toMatchObject({
    offset: "payable_transfer",
    to_party_id: 3,
    against: [],
  });
  expect(toWire("write-off", "customer", 1, filled)).toMatchObject({
    kind: "bad_debt",
    shares,
    evidence: [5],
  });
  expect(toWire("write-off", "supplier", 1, filled)).toMatchObject({ kind: "payable_write_off" });
});
