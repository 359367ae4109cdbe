/** Terms of late interest as a form holds them, and as the program takes them. */
import type { FixedCharge, InterestRate, InterestTerms } from "../../bindings";

export const METHODS = ["yearly", "daily", "reference", "none"] as const;
export type Method = (typeof METHODS)[number];

export type TermsDraft = {
  method: Method;
  /** In percent a year, or a day. */
  percent: string;
  /** Of a published rate. */
  name: string;
  markup: string;
  points: string;
  /** Each day has the rate of its own; otherwise that of the first late day counts throughout. */
  moves: boolean;
  basis: string;
  fixed: FixedCharge[];
  tax: string | null;
};

const FRESH: TermsDraft = {
  method: "yearly",
  percent: "",
  name: "LPR1Y",
  markup: "50",
  points: "0",
  moves: false,
  basis: "365",
  fixed: [],
  tax: null,
};

/** What counts now, for changing it; `undefined` where nothing was agreed yet. */
export function draftOf(terms: InterestTerms | null | undefined): TermsDraft {
  if (!terms) return FRESH;
  const { rate, basis, fixed = [], tax = null } = terms;
  const shared = { ...FRESH, method: rate.method, basis: String(basis), fixed, tax };
  return rate.method === "reference"
    ? {
        ...shared,
        name: rate.name,
        markup: rate.markup_percent,
        points: rate.points,
        moves: !rate.fixed_at_breach,
      }
    : { ...shared, percent: rate.percent };
}

function rateOf({ method, percent, name, markup, points, moves }: TermsDraft): InterestRate | null {
  if (method === "none") return null;
  if (method !== "reference") return { method, percent };
  return { method, name, markup_percent: markup || "0", points: points || "0", fixed_at_breach: !moves };
}

/** `null` where nothing is to be charged any more; a compensation without an amount is none. */
export function termsOf(draft: TermsDraft): InterestTerms | null {
  const rate = rateOf(draft);
  if (rate === null) return null;
  const fixed = draft.fixed
    .filter(({ amount }) => amount !== "")
    .map(({ from, amount }) => ({ from: from || "0", amount }));
  return { rate, basis: Number(draft.basis), fixed, tax: draft.tax };
}
