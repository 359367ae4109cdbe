// The shapes that cross the door, as the program's own types export them.

export type Money = { amount: string; currency: string };
export type Day = string;
export type Ref = { kind: string; id: number };

export type Role = "customer" | "supplier";
export type PartyView = "all" | "open" | "overdue" | "archived";
export type PartySort = "name" | "code" | "receivable" | "overdue" | "advance" | "oldest_due_on";
export type PartyFilter = { role: Role; text?: string; view: PartyView };
export type PartyRow = {
  id: number;
  code: string;
  name: string;
  short_name: string;
  region: string;
  industry: string;
  receivable: Money;
  overdue: Money;
  advance: Money;
  oldest_due_on: Day | null;
};
export type Page<Row> = { rows: Row[]; next?: string | null };
export type PartyTotals = { count: number; receivable: Money; overdue: Money; advance: Money };
export type Contact = { name: string; role: string; phone: string; email: string };
export type Address = { kind: "billing" | "delivery" | "postal"; lines: string[]; postcode: string; country: string; attention: string };
export type Bank = { bank: string; account: string; holder: string };
export type PartyFields = {
  code: string;
  name: string;
  short_name: string;
  is_customer: boolean;
  is_supplier: boolean;
  tax_id: string;
  language: string | null;
  currency: string | null;
  terms: string | null;
  industry: string | null;
  region: string | null;
  tags: string[];
  notes: string;
  contacts: Contact[];
  phones: string[];
  emails: string[];
  addresses: Address[];
  banks: Bank[];
};
export type Warning = { code: string; details?: Record<string, unknown> };
export type Party = { id: number; version: number; archived: boolean; fields: PartyFields; warnings: Warning[] };

export type Side = "receivable" | "payable";
export type OpenItem = {
  id: number;
  number: string;
  dated_on: Day;
  due_on: Day;
  total: Money;
  settled: Money;
  open: Money;
  overdue_days: number;
};
export type DocumentKind = "invoice" | "credit_note" | "bill" | "receipt" | "payment";
export type DocumentState = "draft" | "issued" | "void";
export type DocumentRow = {
  id: number;
  kind: DocumentKind;
  state: DocumentState;
  number: string;
  party_id: number;
  party_name: string;
  dated_on: Day;
  due_on: Day | null;
  total: Money;
  open: Money;
};

export type ColumnKind = "text" | "code" | "date" | "money" | "figure" | "percent" | "count";
export type ReportColumn = { key: string; title: string; kind: ColumnKind };
export type ReportCell = { value: string; opens?: Ref | null };
export type ReportRow = {
  kind: "heading" | "line" | "subtotal" | "total";
  depth: number;
  cells: (ReportCell | null)[];
};
export type Report = {
  name: string;
  title: string;
  company: string;
  currency: string;
  as_of: Day;
  known_at: string | null;
  seq: number;
  chain_head: string;
  columns: ReportColumn[];
  rows: ReportRow[];
};

export type SearchHit = {
  kind: "party" | "document" | "item";
  id: number;
  title: string;
  detail: string;
  amount?: Money | null;
};
export type BookState = {
  company: string;
  book: string;
  currency: string;
  user: string;
  checks_passed: number;
  checks_total: number;
  failed_check?: string | null;
};

export interface Commands {
  "party.list": {
    input: PartyFilter & { sort: PartySort; descending: boolean; after?: string; limit: number };
    output: Page<PartyRow>;
  };
  "party.totals": { input: PartyFilter; output: PartyTotals };
  "party.get": { input: { id: number }; output: Party };
  "party.save": { input: { id?: number; version?: number; fields: PartyFields }; output: Party };
  "settlement.open_items": {
    input: { party_id: number; side: Side; as_of?: Day };
    output: { items: OpenItem[]; total: Money; settled: Money; open: Money };
  };
  "document.list": {
    input: {
      kinds: DocumentKind[];
      state?: DocumentState;
      party_id?: number;
      text?: string;
      from?: Day;
      to?: Day;
      after?: string;
      limit: number;
    };
    output: Page<DocumentRow>;
  };
  "report.run": {
    input: { name: string; as_of: Day; known_at?: string; from?: Day; party_id?: number };
    output: Report;
  };
  "item.list": {
    input: { text?: string; limit: number; after?: string };
    output: Page<{ id: number; code: string; name: string; unit: string; specification: string; price: Money }>;
  };
  "search.all": { input: { text: string; limit: number }; output: { hits: SearchHit[] } };
  "book.state": { input: Record<string, never>; output: BookState };
}
