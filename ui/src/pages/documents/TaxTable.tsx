import { useTranslation } from "react-i18next";
import type { Totals } from "../../bindings";
import { MoneyText } from "../../components/MoneyText";
import { isZero } from "../../lib/money";

/** Net and tax by rate, what discounts took off, and the total; in Chinese also 大写, as it is printed. */
export function TaxTable({ totals }: { totals: Totals | undefined }) {
  const { t, i18n } = useTranslation();
  return (
    <div className="taxes">
      <table>
        <thead>
          <tr>
            <th>{t("documents.tax")}</th>
            <th className="end">{t("documents.net")}</th>
            <th className="end">{t("documents.taxAmount")}</th>
          </tr>
        </thead>
        <tbody>
          {totals?.taxes.map((tax) => (
            <tr key={`${tax.treatment} ${tax.rate_percent}`}>
              <td className="num">{`${tax.rate_percent}%`}</td>
              <td className="end">
                <MoneyText value={tax.net} />
              </td>
              <td className="end">
                <MoneyText value={tax.tax} />
              </td>
            </tr>
          ))}
          {totals && !isZero(totals.discount.amount) && (
            <tr className="second">
              <td>{t("documents.discountTotal")}</td>
              <td className="end">
                <MoneyText value={totals.discount} />
              </td>
              <td />
            </tr>
          )}
          <tr className="strong">
            <td>{t("documents.sum")}</td>
            <td className="end">
              <MoneyText value={totals?.net} />
            </td>
            <td className="end">
              <MoneyText value={totals?.tax} />
            </td>
          </tr>
        </tbody>
      </table>
      <div className="row grand">
        <span className="grow">{t("documents.total")}</span>
        <MoneyText value={totals?.total} withCurrency />
      </div>
      {totals?.uppercase && i18n.language !== "en" && <div className="second end">{totals.uppercase}</div>}
    </div>
  );
}
