import { useTranslation } from "react-i18next";
import type { Document, LineProgress } from "../../bindings";
import { formatAmount, isZero } from "../../lib/money";
import { useTrack } from "./queries";

type Column = Exclude<keyof LineProgress, "line" | "quantity">;
const OF_QUOTE: Column[] = ["ordered"];
const OF_ORDER: Column[] = ["delivered", "invoiced", "credited", "to_deliver", "to_invoice"];
const OF_DELIVERY: Column[] = ["invoiced", "credited", "to_invoice"];
const WORDS = {
  ordered: "orders.progress.ordered",
  delivered: "orders.progress.delivered",
  invoiced: "orders.progress.invoiced",
  credited: "orders.progress.credited",
  to_deliver: "orders.progress.toDeliver",
  to_invoice: "orders.progress.toInvoice",
} as const;

/** How far each line of a quote, an order or a delivery has come. */
export function ProgressTable({ document }: { document: Document }) {
  const { t } = useTranslation();
  const { id, kind } = document;
  const lines = useTrack(id, true).data?.lines ?? [];
  const columns = kind === "quote" ? OF_QUOTE : kind === "delivery" ? OF_DELIVERY : OF_ORDER;
  if (lines.length === 0) return null;
  return (
    <section className="progress" aria-label={t("orders.progress.title")}>
      <h2 className="section">{t("orders.progress.title")}</h2>
      <table className="record-lines">
        <thead>
          <tr>
            <th>{t("documents.description")}</th>
            <th className="end">{t("documents.quantity")}</th>
            {columns.map((column) => (
              <th key={column} className="end">
                {t(WORDS[column])}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr key={line.line}>
              <td>{document.lines[line.line - 1]?.description}</td>
              <td className="end num">{formatAmount(line.quantity)}</td>
              {columns.map((column) => (
                <td key={column} className={`end num ${column.startsWith("to_") ? "" : "second"}`}>
                  {isZero(line[column]) ? "–" : formatAmount(line[column])}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
