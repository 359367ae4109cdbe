import { useTranslation } from "react-i18next";
import type { Document } from "../../bindings";
import { MoneyText } from "../../components/MoneyText";
import { formatAmount, padDecimals, placesOf } from "../../lib/money";
import { shortName } from "../../lib/taxes";
import { isUsual, priceWords } from "./priceWords";

/** The lines of an issued document, as they are printed. */
export function RecordLines({ document }: { document: Document }) {
  const { t, i18n } = useTranslation();
  if (document.lines.length === 0) return null;
  const costs = document.lines.some((line) => line.cost);
  return (
    <table className="record-lines">
      <thead>
        <tr>
          <th>{t("documents.description")}</th>
          <th>{t("documents.specification")}</th>
          <th>{t("documents.unit")}</th>
          <th className="end">{t("documents.quantity")}</th>
          <th className="end">{t("documents.price")}</th>
          <th className="end">{t("documents.discount")}</th>
          <th className="end">{t("documents.amount")}</th>
          <th className="end">{t("documents.tax")}</th>
          <th className="end">{t("documents.taxAmount")}</th>
          {costs && <th className="end">{t("documents.cost")}</th>}
        </tr>
      </thead>
      <tbody>
        {document.lines.map((line, at) => {
          const amounts = document.totals?.lines[at];
          const said = line.price ? priceWords(t, i18n.language, line.price, line.unit_price) : undefined;
          return (
            // The lines of an issued document never move: their place is their identity.
            // biome-ignore lint/suspicious/noArrayIndexKey: see above
            <tr key={at}>
              <td>
                {line.description}
                {said && line.price && !isUsual(line.price, line.unit_price) && (
                  <div className="line-from second">{said}</div>
                )}
              </td>
              <td className="second">{line.specification}</td>
              <td>{line.unit}</td>
              <td className="end num">{formatAmount(line.quantity)}</td>
              <td className="end num" title={said}>
                {formatAmount(padDecimals(line.unit_price, placesOf(document.total.currency)))}
              </td>
              <td className="end num">{line.discount_percent ?? ""}</td>
              <td className="end">
                <MoneyText value={amounts?.net} />
              </td>
              <td className="end num">{shortName(line.tax, i18n.language)}</td>
              <td className="end">
                <MoneyText value={amounts?.tax} zeroAs="dash" />
              </td>
              {costs && (
                <td className="end second">
                  <MoneyText value={line.cost ?? undefined} />
                </td>
              )}
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
