/** The pages where records live. */
import type { Business, DocumentKind } from "../bindings";

const homes: Record<DocumentKind, string> = {
  invoice: "/invoices",
  credit_note: "/invoices",
  opening_receivable: "/invoices",
  bill: "/bills",
  opening_payable: "/bills",
  receipt: "/receipts",
  payment: "/payments",
  supplier_credit: "/bills",
  refund: "/receipts",
  supplier_refund: "/payments",
  recovery: "/receipts",
  opening_advance: "/receipts",
  opening_prepayment: "/payments",
  offset: "/receipts",
  bad_debt: "/receipts",
  payable_write_off: "/payments",
  deposit_forfeited: "/receipts",
  deposit_lost: "/payments",
  quote: "/quotes",
  sales_order: "/orders",
  delivery: "/deliveries",
};

/** The address of a document's record. */
export function homeOf(kind: DocumentKind, id: number): string {
  return `${homes[kind]}/${id}`;
}

/** The address of a party's record, from the side of the business it is seen from. */
export function homeOfParty(business: Business, id: number): string {
  return `${business === "customer" ? "/customers" : "/suppliers"}/${id}`;
}
