import { useTranslation } from "react-i18next";
import type { Document, Instalment, Money } from "../../bindings";
import { DateText } from "../../components/DateText";
import { MoneyText } from "../../components/MoneyText";
import { StatusPill } from "../../components/StatusPill";
import { isZero } from "../../lib/money";
import { useSession } from "../../lib/session";

type Row = Instalment & {
  /** What is open of it; absent before it is issued. */
  remaining: Money | null;
};

/** Instalments as they stand: when each is due, how much it is, what of it is open. */
export function InstalmentRows({ rows }: { rows: Row[] }) {
  const { t } = useTranslation();
  const today = useSession().data?.today ?? "";
  const issued = rows.some((row) => row.remaining);
  const state = ({ remaining, due_on }: Row) => {
    if (!remaining) return null;
    if (isZero(remaining.amount)) return <StatusPill status={{ kind: "settled" }} />;
    return <StatusPill status={{ kind: due_on < today ? "late" : "open" }} />;
  };
  return (
    <table className="record-lines">
      <thead>
        <tr>
          <th>{t("documents.plan.place")}</th>
          <th>{t("documents.plan.name")}</th>
          <th>{t("documents.due")}</th>
          <th className="end">{t("documents.amount")}</th>
          {issued && <th className="end">{t("documents.remaining")}</th>}
          {issued && <th />}
        </tr>
      </thead>
      <tbody>
        {rows.map((row, at) => (
          // The instalments of a document never move: their place is their identity.
          // biome-ignore lint/suspicious/noArrayIndexKey: see above
          <tr key={at}>
            <td className="num">{`${at + 1}/${rows.length}`}</td>
            <td>{row.name}</td>
            <td>
              <DateText value={row.due_on} />
            </td>
            <td className="end">
              <MoneyText value={row.amount} />
            </td>
            {issued && (
              <td className="end">
                <MoneyText value={row.remaining ?? undefined} zeroAs="dash" />
              </td>
            )}
            {issued && <td>{state(row)}</td>}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** The instalments of an issued document as they are due now, each with what is open; nothing with one due day. */
export function instalmentsOf(document: Document): Row[] {
  const last = document.reschedulings[document.reschedulings.length - 1];
  if (last)
    return document.items
      .filter((item) => item.seq === last.seq)
      .map(({ amount, due_on, remaining }) => ({ amount, due_on, remaining }));
  const plan = document.detail.instalments ?? [];
  return plan.map((part, at) => ({ ...part, remaining: document.items[at]?.remaining ?? null }));
}

/** The due day that comes next, or the last one where nothing is open. */
export function nextDue(document: Document): string | null {
  const open = instalmentsOf(document).find((row) => row.remaining && !isZero(row.remaining.amount));
  return open?.due_on ?? document.due_on;
}
