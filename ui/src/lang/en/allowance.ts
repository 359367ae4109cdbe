import type { Language } from "../zh-CN";

/** Words of the bad-debt allowance, in English. */
export const allowance: Language["allowance"] = {
  on: "As of",
  age: "Days past due",
  notDue: "Not due",
  over: "Over {{days}}",
  receivable: "Receivable",
  rate: "Loss rate %",
  required: "Allowance required",
  balance: "Allowance in the ledger",
  difference: "To be added (below nought: released)",
  total: "Total",
  factor: "Factor for the future",
  ends: "Buckets end at (days)",
  edit: "Change loss rates",
  save: "Save loss rates",
  saveHistory: "Use the rates of our history",
  saved: "Loss rates from {{date}} saved",
  since: "Since {{date}}, factor for the future {{factor}}",
  history:
    "No loss rates have been entered. These are your own history: of {{sales}} that fell due from {{from}} to {{to}}, {{lost}} never came in. Check and save them before posting.",
  subtotal: "Subtotal",
  newSegment: "New segment",
  addSegment: "Add segment",
  segment: "Segment",
  segmentBy: "By",
  segmentKinds: { tag: "Tag", industry: "Industry", region: "Region" },
  tagHint: "a tag of the customers’ profiles",
  regionHint: "code of a region, such as 31, 3101 or GB",
  others: "Other customers",
  endSegment: "End segment",
  segmentEnded: "From {{date}} on the segment goes by the rates of other customers",
  postIt: "Post allowance",
  posted: "Allowance posted, {{name}}",
  informs:
    "Under the Accounting Standards for Small Enterprises no allowance is posted: this matrix is for information. A bad debt is written off when it really occurs.",
};
