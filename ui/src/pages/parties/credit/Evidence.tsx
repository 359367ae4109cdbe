import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { CreditCard, CreditDocument, CreditFactor } from "../../../bindings";
import { DateText } from "../../../components/DateText";
import { MoneyText } from "../../../components/MoneyText";
import { homeOf } from "../../../lib/homes";

/** Documents that are listed at first; the others unfold. */
const SHOWN = 8;

/** The documents behind a factor: those that add most first. */
export function Evidence({ card, factor }: { card: CreditCard; factor: CreditFactor }) {
  const { t } = useTranslation();
  const rows = rowsOf(card.documents, factor);
  if (rows.length === 0) return null;
  return (
    <section className="panel" aria-label={t(`credit.factors.${factor}`)}>
      <div className="row credit-evidence-head">
        <b className="grow">
          {t("credit.card.documents", { name: t(`credit.factors.${factor}`), count: card.document_count })}
        </b>
        <span className="second">{t("credit.card.documentsHint")}</span>
      </div>
      <table className="record-lines">
        <thead>
          <tr>
            <th>{t("credit.card.number")}</th>
            <th>{t("credit.card.due")}</th>
            <th>{t("credit.card.settled")}</th>
            <th className="end">{t("credit.card.amount")}</th>
            <th className="end">{t("credit.card.late")}</th>
            <th className="end">{t("credit.card.adds")}</th>
          </tr>
        </thead>
        <tbody>
          {rows.slice(0, SHOWN).map((row) => (
            <Row key={`${row.document_id}-${row.due_on}`} row={row} />
          ))}
        </tbody>
      </table>
      {rows.length > SHOWN && (
        <details>
          <summary className="second">{t("credit.card.ofDocuments", { count: rows.length - SHOWN })}</summary>
          <table className="record-lines">
            <tbody>
              {rows.slice(SHOWN).map((row) => (
                <Row key={`${row.document_id}-${row.due_on}`} row={row} />
              ))}
            </tbody>
          </table>
        </details>
      )}
    </section>
  );
}

function rowsOf(documents: CreditDocument[], factor: CreditFactor): CreditDocument[] {
  if (factor === "on_time") return [...documents].sort((a, b) => Number(a.on_time) - Number(b.on_time));
  if (factor === "worst_overdue") return [...documents].sort((a, b) => b.days_late - a.days_late);
  return documents;
}

function Row({ row }: { row: CreditDocument }) {
  const { t } = useTranslation();
  return (
    <tr>
      <td className="num">
        {row.document_id ? <Link to={homeOf("invoice", row.document_id)}>{row.number}</Link> : row.number}
      </td>
      <td>
        <DateText value={row.due_on} />
      </td>
      <td>
        {row.settled_on ? (
          <DateText value={row.settled_on} />
        ) : (
          <span className="amber">{t("credit.card.open")}</span>
        )}
      </td>
      <td className="end">
        <MoneyText value={row.amount} />
      </td>
      <td className={row.on_time ? "end num" : "end num red"}>{row.days_late}</td>
      <td className="end num">{t("credit.days", { count: Number(row.adds_days) })}</td>
    </tr>
  );
}
