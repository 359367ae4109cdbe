import { expect, test } from "vitest";
import type { SegmentRule } from "../src/bindings";
import { classInAddress, ruleOfClass } from "../src/lib/segments";
import { asGroup, bare, filled, negate } from "../src/pages/segments/rules";

const tag: SegmentRule = { op: "in", field: "tag", values: ["VIP"] };

test("a condition the other way round is told apart from itself, however often it was turned", () => {
  expect(bare({ op: "not", rule: { op: "not", rule: tag } })).toEqual({ rule: tag, negated: false });
  expect(negate(bare(tag).rule, true)).toEqual({ op: "not", rule: tag });
});

test("what is not filled in yet does not count", () => {
  const empty: SegmentRule = { op: "in", field: "tag", values: [] };
  const open: SegmentRule = { op: "between", field: "orders", from: null, to: null };
  const group = asGroup({ op: "all", rules: [tag, empty, { op: "not", rule: open }] });
  expect(filled(group)).toEqual({ op: "all", rules: [tag] });
});

test("a rule of one condition is edited as a group", () => {
  expect(asGroup(tag)).toEqual({ op: "all", rules: [tag] });
});

test("a class in an address comes back as its customers", () => {
  expect(ruleOfClass(classInAddress("big_region", "east"))).toEqual({
    op: "in",
    field: "region",
    values: ["east"],
  });
  expect(ruleOfClass("source:")).toEqual({ op: "missing", field: "source" });
  expect(ruleOfClass("")).toBeNull();
  expect(ruleOfClass("party:7")).toBeNull();
});
