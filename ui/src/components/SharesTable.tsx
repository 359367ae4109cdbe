import { useTranslation } from "react-i18next";
import type { AvailableDiscount, OpenItem } from "../bindings";
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
  /** Discounts for paying early; the column is shown where there is any, or one was written. */
  early?: {
    offers: AvailableDiscount[];
    discounts: Shares;
    onDiscount: (item: OpenItem, discount: string, amount?: string) => void;
  };
};

/** Open items with the amount that settles each; a click on what is open takes all of it. */
export function SharesTable({ items, shares, day, onShare, early }: Props) {
  const { t } = useTranslation();
  const isForeign = useIsForeign();
  const taking =
    early && (early.offers.length > 0 || Object.values(early.discounts).some((each) => !isZero(each)));
  return (
    <table className="record-lines shares">
      <thead>
        <tr>
          <th>{t("documents.number")}</th>
          <th>{t("documents.date")}</th>
          <th>{t("documents.due")}</th>
          <th className="end">{t("documents.total")}</th>
          <th className="end">{t("documents.remaining")}</th>
          {taking && <th className="end">{t("cash.discount")}</th>}
          <th className="end">{t("cash.share")}</th>
        </tr>
      </thead>
      <tbody>
        {items.map((item) => {
          const late = daysBetween(item.due_on, day);
          const offer = early?.offers.find((each) => each.item_id === item.id);
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
              {taking && (
                <td className="end share">
                  {offer && (
                    <button
                      type="button"
                      className="plain link"
                      tabIndex={-1}
                      title={t("cash.discountUntil", { percent: offer.percent, day: offer.until })}
                      onClick={() => early.onDiscount(item, offer.discount.amount, offer.to_pay.amount)}
                    >
                      {t("cash.takeDiscount", { amount: formatAmount(offer.discount.amount) })}
                    </button>
                  )}
                  <MoneyInput
                    label={`${t("cash.discount")} ${item.document_number ?? ""}`}
                    value={early.discounts[item.id] ?? ""}
                    currency={item.remaining.currency}
                    onChange={(discount) => early.onDiscount(item, discount)}
                  />
                </td>
              )}
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
