import type { Language } from "../zh-CN";

/** Words of what moves or closes open items without money, in English. */
export const adjust: Language["adjust"] = {
  more: "Settle without money",
  customer: {
    "set-off": {
      title: "Set off against payables",
      body: "Where a party owes us and we owe it, or an agreement of three says so, the same amount goes off both sides.",
    },
    transfer: {
      title: "Transfer to another customer",
      body: "By an agreement of three, another customer takes the debt over.",
    },
    "write-off": {
      title: "Write off as bad debt",
      body: "What will not be paid becomes a loss. What comes in later is recorded on the bad debt as its recovery.",
    },
  },
  supplier: {
    "set-off": { title: "Set off against payables", body: "Done from the customer’s side." },
    transfer: {
      title: "Transfer to another supplier",
      body: "By an agreement of three, we owe it to another supplier.",
    },
    "write-off": {
      title: "Write off a payable",
      body: "A debt nobody claims any more becomes other income.",
    },
  },
  owed: { customer: "Open invoices", supplier: "Open bills" },
  nothing: "Nothing is open that it could settle.",
  nothingAgainst: "No bill of this party is open. Choose a supplier who agreed to it.",
  to: "Transfer to",
  against: "Whose payables",
  sameParty: "The same party",
  offsets: {
    receivable_to_payable: "Set off against",
    receivable_transfer: "Transferred to",
    payable_transfer: "Transferred to",
  },
  agreement: "Agreement no.",
  reason: "Reason",
  evidence: "Evidence",
  attach: "Add a scan",
  entryLater:
    "Give the reason or the agreement and choose what to settle: the entry it will post stands here.",
  reasons: {
    bankruptcy: "Bankrupt, closed or licence revoked",
    death_or_missing: "Dead or missing, the estate does not suffice",
    overdue_three_years: "Three years overdue, proven unable to pay",
    restructuring: "Restructuring or a court’s plan",
    force_majeure: "Natural disaster, war or the like",
    small_difference: "Too small to chase",
    unclaimed: "The creditor gave it up or cannot be found",
    other: "Other",
  },
  recover: "Record a recovery",
  recoverTitle: "Recover {{number}}",
  recoverBody: "Posted as the chart has it: as other income, or the receivable restored and paid.",
};
