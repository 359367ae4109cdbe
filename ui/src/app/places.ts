/** The pages of the window in their groups; the navigation, the palette and the shortcuts read this list. */

export type Place = { path: string; word: Word };
export type Word =
  | "overview"
  | "customers"
  | "invoices"
  | "receipts"
  | "items"
  | "suppliers"
  | "bills"
  | "payments"
  | "vouchers"
  | "reports"
  | "monthEnd"
  | "import"
  | "settings";
export type Group = { word: "overview" | "customers" | "sales" | "purchases" | "books"; places: Place[] };

export const groups: Group[] = [
  { word: "overview", places: [{ path: "/overview", word: "overview" }] },
  { word: "customers", places: [{ path: "/customers", word: "customers" }] },
  {
    word: "sales",
    places: [
      { path: "/invoices", word: "invoices" },
      { path: "/receipts", word: "receipts" },
      { path: "/items", word: "items" },
    ],
  },
  {
    word: "purchases",
    places: [
      { path: "/suppliers", word: "suppliers" },
      { path: "/bills", word: "bills" },
      { path: "/payments", word: "payments" },
    ],
  },
  {
    word: "books",
    places: [
      { path: "/vouchers", word: "vouchers" },
      { path: "/reports", word: "reports" },
      { path: "/month-end", word: "monthEnd" },
    ],
  },
];

export const foot: Place[] = [
  { path: "/import", word: "import" },
  { path: "/settings", word: "settings" },
];

/** Every page that can be gone to. */
export const places: Place[] = [...groups.flatMap((group) => group.places), ...foot];
