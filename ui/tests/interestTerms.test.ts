import { expect, test } from "vitest";
import type { InterestTerms } from "../src/bindings";
import { draftOf, termsOf } from "../src/pages/parties/interestTerms";

const terms: InterestTerms = {
  rate: {
    method: "reference",
    name: "ECB",
    markup_percent: "0",
    points: "8",
    fixed_at_breach: false,
  },
  basis: 360,
  fixed: [{ from: "0", amount: "40" }],
  tax: "VAT6",
};

test("what counts now is begun with, and comes back as it was", () => {
  expect(termsOf(draftOf(terms))).toEqual(terms);
  const yearly: InterestTerms = {
    rate: { method: "yearly", percent: "6" },
    basis: 365,
    fixed: [],
    tax: null,
  };
  expect(termsOf(draftOf(yearly))).toEqual(yearly);
});

test("a rate that no longer moves is that of the first late day", () => {
  const rate = termsOf({ ...draftOf(terms), moves: false, points: "" })?.rate;
  expect(rate).toEqual({ ...terms.rate, points: "0", fixed_at_breach: true });
});

test("a compensation without an amount is none, one without a bound is for every debt", () => {
  const fixed = [
    { from: "", amount: "40" },
    { from: "1000", amount: "" },
  ];
  expect(termsOf({ ...draftOf(terms), fixed })?.fixed).toEqual([{ from: "0", amount: "40" }]);
});

test("nothing is charged any more where that is chosen, and nothing was agreed at first", () => {
  expect(termsOf({ ...draftOf(terms), method: "none" })).toBeNull();
  expect(draftOf(null).method).toBe("yearly");
});
