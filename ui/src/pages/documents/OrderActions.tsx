import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import type { Decision, Document } from "../../bindings";
import { Key } from "../../components/Key";
import { useShortcuts } from "../../lib/keyboard";
import { isZero } from "../../lib/money";
import { Deciding } from "./Deciding";
import { shelfOf, shelves, type TradeKind } from "./kinds";
import { useTrack } from "./queries";

type Next = Extract<TradeKind, "quote" | "sales_order" | "delivery" | "invoice">;
const KEYS: Record<Next, string> = { quote: "v", sales_order: "o", delivery: "d", invoice: "i" };

/** What can be done with a quote, an order or a delivery as it stands: the document that comes next, an answer, closing. */
export function OrderActions({ document }: { document: Document }) {
  const { t } = useTranslation();
  const goTo = useNavigate();
  const [deciding, setDeciding] = useState<Decision | null>(null);
  const { id, kind, state } = document;
  const lines = useTrack(id, true).data?.lines ?? [];
  const left = (of: "to_deliver" | "to_invoice") => lines.some((line) => !isZero(line[of]));
  const going = state === "open" || state === "overdue" || state === "expired" || state === "accepted";
  const nexts: Next[] = [];
  if (kind === "quote" && going) nexts.push("quote", "sales_order");
  if (left("to_invoice") && state !== "void") nexts.push("invoice");
  if (kind === "sales_order" && going && left("to_deliver")) nexts.push("delivery");
  const decisions: Decision[] = [];
  if (kind === "quote") {
    if (state === "open" || state === "expired") decisions.push("declined", "accepted");
    if (state === "declined") decisions.push("undecided");
  } else if (state === "closed") decisions.push("reopened");
  else if (going) decisions.push("closed");
  const go = (next: Next) => goTo(`${shelves[shelfOf(next)].path}/new?from=${id}`);
  useShortcuts({
    ...Object.fromEntries(nexts.map((next) => [KEYS[next], () => go(next)])),
    ...(decisions.includes("accepted") ? { a: () => setDeciding("accepted") } : {}),
  });
  const primary = nexts.at(-1);
  return (
    <>
      {decisions.map((decision) => (
        <Button key={decision} onClick={() => setDeciding(decision)}>
          {t(`orders.decide.${decision}.verb`)} {decision === "accepted" && <Key name="A" />}
        </Button>
      ))}
      {nexts.map((next) => (
        <Button key={next} type={next === primary ? "primary" : "default"} onClick={() => go(next)}>
          {t(`orders.next.${next}`)} <Key name={KEYS[next].toUpperCase()} />
        </Button>
      ))}
      {deciding && <Deciding document={document} decision={deciding} onClose={() => setDeciding(null)} />}
    </>
  );
}
