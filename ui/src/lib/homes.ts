/** The pages where records live. */
import type { DocumentKind } from "../bindings";

const homes: Record<DocumentKind, string> = {
  invoice: "/invoices",
  credit_note: "/invoices",
  opening_receivable: "/invoices",
  bill: "/bills",
  opening_payable: "/bills",
  receipt: "/receipts",
  payment: "/payments",
};

/** The address of a document's record. */
export function homeOf(kind: DocumentKind, id: number): string {
  return `${homes[kind]}/${id}`;
}
