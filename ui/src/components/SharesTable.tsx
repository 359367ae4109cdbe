import { useTranslation } from "react-i18next";
import type { OpenItem } from "../bindings";
import { daysBetween } from "../lib/dates";
import { formatAmount, isZero } from "../lib/money";
import { useIsForeign } from "../lib/session";
import { DateText } from "./DateText";
import { MoneyInput } from "./MoneyInput";
import { MoneyText } from "./MoneyText";
import { StatusPill } from "./StatusPill";

/** How much of each open item is settled, by item; a decimal string. */
export type Shares = Record<number, string>;

type Props = {
  items: OpenItem[];
  shares: Shares;
  day: string;
  onShare: (item: OpenItem, amount: string) => void;
};

/** Open items with the amount that settles each; a click on what is open takes all of it. */
export function SharesTable({ items, shares, day, onShare }: Props) {
  const { t } = useTranslation();
  const isForeign = useIsForeign();
  return (
    <table className="record-lines shares">
      <thead>
        <tr>
          <th>{t("documents.number")}</th>
          <th>{t("documents.date")}</th>
          <th>{t("documents.due")}</th>
          <th className="end">{t("documents.total")}</th>
          <th className="end">{t("documents.remaining")}</th>
          <th className="end">{t("cash.share")}</th>
        </tr>
      </thead>
      <tbody>
        {items.map((item) => {
          const late = daysBetween(item.due_on, day);
          const all = t("cash.takeAll", { amount: formatAmount(item.remaining.amount) });
          return (
            <tr key={item.id} className={isZero(shares[item.id] ?? "") ? "" : "chosen"}>
              <td className="num">{item.document_number}</td>
              <td>
                <DateText value={item.date} />
              </td>
              <td>
                <DateText value={item.due_on} />{" "}
                {late > 0 && <StatusPill status={{ kind: "overdue", days: late }} />}
              </td>
              <td className="end">
                <MoneyText value={item.amount} withCurrency={isForeign(item.amount)} />
              </td>
              <td className="end">
                <button
                  type="button"
                  className="plain link"
                  tabIndex={-1}
                  title={all}
                  aria-label={all}
                  onClick={() => onShare(item, item.remaining.amount)}
                >
                  <MoneyText value={item.remaining} />
                </button>
              </td>
              <td className="end share">
                <MoneyInput
                  label={`${t("cash.share")} ${item.document_number ?? ""}`}
                  value={shares[item.id] ?? ""}
                  currency={item.remaining.currency}
                  onChange={(amount) => onShare(item, amount)}
                />
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
