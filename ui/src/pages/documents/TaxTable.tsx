import { useTranslation } from "react-i18next";
import type { TaxPartTotal, TaxTotal, Totals } from "../../bindings";
import { MoneyText } from "../../components/MoneyText";
import { nameIn } from "../../lib/bilingual";
import { formatAmount, isZero } from "../../lib/money";

/** Net and tax by rate, what discounts took off, and the total; in Chinese also 大写, as it is printed. */
export function TaxTable({ totals }: { totals: Totals | undefined }) {
  const { t, i18n } = useTranslation();
  const isWithheld = totals && !isZero(totals.withheld.amount);
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
          {totals?.taxes.map((tax, at) => (
            // The rates of a document come anew with each answer: their place is their identity.
            // biome-ignore lint/suspicious/noArrayIndexKey: see above
            <TaxRows key={at} tax={tax} />
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
      {isWithheld && (
        <>
          <div className="row second">
            <span className="grow">{t("documents.withheld")}</span>
            <MoneyText value={totals.withheld} />
          </div>
          <div className="row strong">
            <span className="grow">{t("documents.payable")}</span>
            <MoneyText value={totals.payable} />
          </div>
        </>
      )}
      {totals?.uppercase && i18n.language !== "en" && <div className="second end">{totals.uppercase}</div>}
    </div>
  );
}

/** A rate, and beneath it what it is made up of where that is more than itself. */
function TaxRows({ tax }: { tax: TaxTotal }) {
  const { t, i18n } = useTranslation();
  const rated = ({ kind, rate }: TaxPartTotal) =>
    kind === "percent" ? `${rate}%` : t("documents.eachUnit", { amount: formatAmount(rate) });
  const named = (part: TaxPartTotal) =>
    [nameIn(i18n.language, part), part.jurisdiction].filter(Boolean).join(" · ");
  return (
    <>
      <tr>
        <td className="num">{`${tax.rate_percent}%`}</td>
        <td className="end">
          <MoneyText value={tax.net} />
        </td>
        <td className="end">
          <MoneyText value={tax.tax} />
        </td>
      </tr>
      {tax.parts.map((part, at) => (
        // Parts stand in the order in which they are worked out, which is their identity.
        // biome-ignore lint/suspicious/noArrayIndexKey: see above
        <tr key={at} className="second">
          <td className="indent" colSpan={2}>
            {named(part)} <span className="num">{rated(part)}</span>
          </td>
          <td className="end">
            {part.withheld ? t("documents.isWithheld") : <MoneyText value={part.amount} />}
          </td>
        </tr>
      ))}
    </>
  );
}
