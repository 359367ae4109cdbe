import { useTranslation } from "react-i18next";
import type { Allowance, Money } from "../../bindings";
import { MoneyText } from "../../components/MoneyText";

/** What all matrices come to, what stands in the ledger, and what it lacks. */
export function Totals({ of }: { of: Allowance }) {
  const { t } = useTranslation();
  const rows: [string, Money | null | undefined, Money | null | undefined][] = [
    [t("allowance.total"), of.gross, of.required],
    [t("allowance.balance"), null, of.balance],
    [t("allowance.difference"), null, of.difference],
  ];
  return (
    <table className="voucher-lines">
      <tfoot>
        {rows.map(
          ([label, gross, amount]) =>
            amount && (
              <tr key={label}>
                <th scope="row">{label}</th>
                <td className="end">{gross && <MoneyText value={gross} />}</td>
                <td />
                <td className="end">
                  <MoneyText value={amount} />
                </td>
              </tr>
            ),
        )}
      </tfoot>
    </table>
  );
}
