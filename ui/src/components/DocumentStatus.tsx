import type { DocumentKind, DocumentRow } from "../bindings";
import { useAsOf } from "../lib/asOf";
import { daysBetween } from "../lib/dates";
import { StatusPill } from "./StatusPill";

/** Money that settles documents; the others are settled. */
const MONEY: DocumentKind[] = ["receipt", "payment", "opening_advance", "opening_prepayment"];

/** What posts nothing: it is on its way, not owed. */
const UNPOSTED: DocumentKind[] = ["quote", "sales_order", "delivery"];

/** How a document stands in a list: open, how late, settled; of money, whether all of it is applied. */
export function DocumentStatus({ row: { kind, state, due_on } }: { row: DocumentRow }) {
  const { day } = useAsOf();
  if (MONEY.includes(kind) && state !== "void")
    return <StatusPill status={{ kind: state === "settled" ? "applied" : "unapplied" }} />;
  if (state === "open" && UNPOSTED.includes(kind))
    return <StatusPill status={{ kind: kind === "quote" ? "valid" : "going" }} />;
  if (state !== "overdue") return <StatusPill status={{ kind: state }} />;
  if (!due_on) return <StatusPill status={{ kind: "late" }} />;
  return <StatusPill status={{ kind: "overdue", days: Math.max(0, daysBetween(due_on, day)) }} />;
}
