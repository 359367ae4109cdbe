import type { Language } from "../zh-CN";

/** Words of rates and revaluation, in English. */
export const rates: Language["rates"] = {
  new: "New rate",
  views: { exchange: "Exchange", published: "Published interest" },
  published: "Published rates of interest",
  newPublished: "New published rate",
  name: "Name",
  nameHint: "LPR1Y, LPR5Y, ECB, BOE …; terms of late interest refer to it",
  validFrom: "From",
  percent: "Percent a year",
  publishedSaved: "Recorded {{name}} at {{percent}}% from {{date}}",
  publishedEmpty: "Published rates of interest go here",
  publishedBody:
    "Late interest can follow a published rate such as LPR. Record each with its source; of two for one day the later entered one counts.",
  save: "Save",
  currency: "Currency",
  rate: "Rate",
  type: "Price",
  types: { mid: "Mid", buy: "Buying", sell: "Selling", average: "Average", contract: "Contract" },
  source: "Source",
  hint: "How much {{base}} 1 {{currency}} is; as quoted, for example 7.1, 4.7123/100, 1/195.43",
  saved: "Recorded {{currency}} at {{rate}} for {{date}}",
  emptyTitle: "Rates of exchange go here",
  emptyBody:
    "Documents in other currencies are converted at the rate of their day, or the last one before. Record the first, or import a table of rates.",
  import: "Import rates",
  revaluation: "Revaluation",
  revaluationBody:
    "Carries foreign receivables, payables and bank balances at the rates of a day; the difference is exchange gain or loss. Advances and prepayments stay.",
  on: "Date of revaluation",
  run: "Revalue and post",
  nothingForeign: "There are no foreign balances on this day.",
  balance: "Balance",
  carried: "Carried at",
  change: "Change",
  revalued: "Revalued at the rates of {{date}}, {{name}}",
};
