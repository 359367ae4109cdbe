import type { Language } from "../zh-CN";

/** Words of the first page, before a book is open; in English. */
export const start: Language["start"] = {
  title: "Open a book, or make one",
  body: "A book is one file on your own computer; nothing is sent anywhere.",
  new: "New book",
  newBody: "Name the company, choose its currency and chart of accounts, and where to keep it.",
  open: "Open a book",
  openBody: "Choose a .kz file you have.",
  restore: "Restore a backup",
  restoreBody: "Choose a backup and where to put it; it is checked first and stays as it is.",
  sample: "Sample company",
  sampleBody: "A company with two years of trade in a file of its own, to try things out.",
  recent: "Opened lately",
  noRecent: "No book was opened yet.",
  name: "Company",
  currency: "Currency of the ledger",
  chart: "Chart of accounts",
  language: "Language of the book",
  chooseAndCreate: "Choose a place and create",
  back: "Back",
  charts: {
    "cn-small": "China, small enterprises: most small companies",
    "cn-general": "China, general standard: larger or audited companies",
    ifrs: "IFRS: companies elsewhere",
  },
  nameMissing: "Give the company’s name.",
  book: "Kezhang book",
  backup: "Kezhang backup",
  working: "Opening…",
  making: "Making the sample company",
  fixed: "Chart and currency stay as they are once the book is made.",
};
