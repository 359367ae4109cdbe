import { useTranslation } from "react-i18next";
import type { LossBucket, LossMatrix } from "../../bindings";
import { FigureInput } from "../../components/FigureInput";
import { MoneyText } from "../../components/MoneyText";
import { padDecimals } from "../../lib/money";

type Props = {
  of: LossMatrix;
  /** The rates while they are changed, in percent, one a bucket. */
  typed: string[] | null;
  onType: (percents: string[]) => void;
  /** Its sum, where another stands beneath. */
  sums: boolean;
};

/** Receivables by age, and what of each is expected to be lost. */
export function Matrix({ of, typed, onType, sums }: Props) {
  const { t } = useTranslation();
  const age = ({ from, to }: LossBucket) => {
    if (from == null) return t("allowance.notDue");
    return to == null ? t("allowance.over", { days: from }) : `${from + 1}–${to}`;
  };
  const places = Math.max(...of.buckets.map(({ percent }) => (percent.split(".")[1] ?? "").length));
  return (
    <table className="voucher-lines">
      <thead>
        <tr>
          <th>{t("allowance.age")}</th>
          <th className="end">{t("allowance.receivable")}</th>
          <th className="end">{t("allowance.rate")}</th>
          <th className="end">{t("allowance.required")}</th>
        </tr>
      </thead>
      <tbody>
        {of.buckets.map((bucket, at) => (
          <tr key={age(bucket)}>
            <td className="num">{age(bucket)}</td>
            <td className="end">
              <MoneyText value={bucket.gross} zeroAs="dash" />
            </td>
            <td className="end num">
              {typed ? (
                <FigureInput
                  label={`${t("allowance.rate")} ${age(bucket)}`}
                  value={typed[at] ?? ""}
                  onChange={(figure) => onType(typed.map((other, place) => (place === at ? figure : other)))}
                />
              ) : (
                padDecimals(bucket.percent, places)
              )}
            </td>
            <td className="end">
              <MoneyText value={bucket.allowance} zeroAs="dash" />
            </td>
          </tr>
        ))}
      </tbody>
      {sums && (
        <tfoot>
          <tr>
            <th scope="row">{t("allowance.subtotal")}</th>
            <td className="end">
              <MoneyText value={of.gross} />
            </td>
            <td />
            <td className="end">
              <MoneyText value={of.required} />
            </td>
          </tr>
        </tfoot>
      )}
    </table>
  );
}
