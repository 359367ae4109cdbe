import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { OrderBilling } from "../../bindings";
import { MoneyText } from "../../components/MoneyText";
import { Problem } from "../../components/Problem";
import { DoorError } from "../../lib/door";
import { homeOf } from "../../lib/homes";
import { sentenceOf } from "../../lib/i18n";

/** The protocol of a run: the invoices it made, each with its customer, and what was refused with its reason. */
export function Outcome({ run }: { run: OrderBilling }) {
  const { t } = useTranslation();
  return (
    <>
      {run.refused.map(({ planned, error }) => (
        <Problem key={planned.sources[0]?.id} tone="error">
          {t("orders.billing.refused", { name: planned.party_name })} {sentenceOf(DoorError.from(error))}
        </Problem>
      ))}
      <section className="panel billing-protocol" role="status" aria-label={t("orders.billing.protocol")}>
        <h2 className="section">{t("orders.billing.made", { count: run.made.length })}</h2>
        <table className="record-lines">
          <tbody>
            {run.made.map(({ planned, issued }) => (
              <tr key={issued.id}>
                <td>
                  <Link className="num" to={homeOf("invoice", issued.id)}>
                    {issued.number}
                  </Link>
                </td>
                <td>{planned.party_name}</td>
                <td className="num second">{planned.month}</td>
                <td className="end">
                  <MoneyText value={issued.total} withCurrency />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </>
  );
}
