import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { CreditCard, CreditDocument, CreditFactor } from "../../../bindings";
import { Items } from "../../../components/commitmentColumns";
import { DateText } from "../../../components/DateText";
import { MoneyText } from "../../../components/MoneyText";
import { DisputeState, PromiseStatus } from "../../../components/PromiseStatus";
import { homeOf } from "../../../lib/homes";

/** Documents that are listed at first; the others unfold. */
const SHOWN = 8;

/** The documents behind a factor: those that add most first. */
export function Evidence({ card, factor }: { card: CreditCard; factor: CreditFactor }) {
  const { t } = useTranslation();
  const rows = rowsOf(card.documents, factor);
  if (factor === "broken_promises") return <PromisesBehind card={card} />;
  if (factor === "disputes") return <DisputesBehind card={card} />;
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
      <td className="end num">
        {row.disputed ? (
          <span className="second">{t("credit.card.disputed")}</span>
        ) : (
          t("credit.days", { count: Number(row.adds_days) })
        )}
      </td>
    </tr>
  );
}

/** Promises of the year, with what became of each. */
function PromisesBehind({ card }: { card: CreditCard }) {
  const { t } = useTranslation();
  if (card.promises.length === 0) return null;
  return (
    <section className="panel" aria-label={t("credit.factors.broken_promises")}>
      <table className="record-lines">
        <thead>
          <tr>
            <th>{t("collection.promise.due")}</th>
            <th>{t("collection.promise.items")}</th>
            <th className="end">{t("credit.card.amount")}</th>
            <th className="end">{t("collection.promise.paid")}</th>
            <th>{t("collection.promise.status")}</th>
          </tr>
        </thead>
        <tbody>
          {card.promises.map((promise) => (
            <tr key={promise.seq}>
              <td>
                <DateText value={promise.due_on} />
              </td>
              <td>
                <Items items={promise.items} none={t("collection.promise.account")} />
              </td>
              <td className="end">
                <MoneyText value={promise.amount} />
              </td>
              <td className="end">
                <MoneyText value={promise.paid} zeroAs="dash" />
              </td>
              <td>
                <PromiseStatus status={promise.status} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** Disputes of the year, with what became of each. */
function DisputesBehind({ card }: { card: CreditCard }) {
  const { t } = useTranslation();
  if (card.disputes.length === 0) return null;
  return (
    <section className="panel" aria-label={t("credit.factors.disputes")}>
      <table className="record-lines">
        <thead>
          <tr>
            <th>{t("collection.dispute.opened")}</th>
            <th>{t("collection.dispute.items")}</th>
            <th>{t("collection.dispute.reason")}</th>
            <th className="end">{t("credit.card.amount")}</th>
            <th>{t("collection.dispute.state")}</th>
          </tr>
        </thead>
        <tbody>
          {card.disputes.map((dispute) => (
            <tr key={dispute.seq}>
              <td>
                <DateText value={dispute.opened_on} />
              </td>
              <td>
                <Items items={dispute.items} none="" />
              </td>
              <td>{t(`collection.dispute.reasons.${dispute.reason}`)}</td>
              <td className="end">
                <MoneyText value={dispute.amount} />
              </td>
              <td>
                <DisputeState dispute={dispute} today={card.as_of} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
