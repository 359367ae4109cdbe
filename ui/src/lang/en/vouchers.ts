import type { Language } from "../zh-CN";

/** Words of vouchers, in English. */
export const vouchers: Language["vouchers"] = {
  new: "New voucher",
  post: "Post",
  attachments: "Attachments",
  account: "Account",
  debit: "Debit",
  credit: "Credit",
  remove: "Remove the line",
  line: "Line {{at}}",
  difference: "The sides differ by",
  posted: "Posted {{name}}",
  takenBack: "Took back {{name}}",
};
