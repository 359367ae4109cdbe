import type { Language } from "../zh-CN";

/** Words of vouchers, in English. */
export const vouchers: Language["vouchers"] = {
  new: "New voucher",
  draft: "Draft voucher",
  save: "Save as draft",
  saved: "Voucher saved as a draft",
  postedView: "Posted",
  draftsView: "Draft vouchers",
  prepared: "Prepared",
  approved: "Approved",
  notApproved: "not yet",
  approve: "Approve",
  anotherApproves: "Another user approves what you prepared.",
  noDraftsBody:
    "Vouchers saved but not posted stand here; with approval set, another user approves them first.",
  told: { approve: "Approved the voucher", post: "Posted {{name}}", discard: "Discarded the draft" },
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
