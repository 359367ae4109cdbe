import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { DateText } from "../../components/DateText";
import { MoneyText } from "../../components/MoneyText";
import { Problem } from "../../components/Problem";
import { ReconciliationState } from "../../components/ReconciliationState";
import { useLastConfirmed, useReconciliations } from "../../lib/reconciliations";
import { useIsForeign } from "../../lib/session";

/** Until when a customer has confirmed the balance; nothing where never. */
export function useConfirmedUntil(id: number | null): string | null {
  return useLastConfirmed(id).data?.until ?? null;
}

/** The letters that asked a customer to confirm the balance, and what became of them; nothing before the first. */
export function Reconciliations({ id }: { id: number }) {
  const { t } = useTranslation();
  const isForeign = useIsForeign();
  const { data, error } = useReconciliations({ party_id: id, states: [] });
  const rows = data?.pages.flatMap((page) => page.rows) ?? [];
  if (error) return <Problem error={error} />;
  if (rows.length === 0) return null;
  return (
    <section className="panel sent-statements" aria-label={t("reconciliation.title")}>
      <h2>{t("reconciliation.title")}</h2>
      <table className="voucher-lines">
        <thead>
          <tr>
            <th>{t("reconciliation.number")}</th>
            <th>{t("reconciliation.asOf")}</th>
            <th>{t("reconciliation.sentOn")}</th>
            <th className="end">{t("reconciliation.balance")}</th>
            <th>{t("reconciliation.state")}</th>
            <th>{t("reconciliation.repliedOn")}</th>
            <th>{t("reconciliation.signer")}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.seq}>
              <td className="num">
                <Link to={`/reconciliation/${row.seq}`}>{row.number}</Link>
              </td>
              <td>
                <DateText value={row.as_of} />
              </td>
              <td>
                <DateText value={row.sent_on} />
              </td>
              <td className="end">
                <MoneyText value={row.balance} withCurrency={isForeign(row.balance)} />
              </td>
              <td>
                <ReconciliationState state={row.state} />
              </td>
              <td>{row.replied_on && <DateText value={row.replied_on} />}</td>
              <td>{row.signer}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
