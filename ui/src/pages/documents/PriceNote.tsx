import { useTranslation } from "react-i18next";
import type { FindPrice, OfferedPrice } from "../../bindings";
import { formatAmount } from "../../lib/money";
import { usePrice } from "./queries";

type Props = { of: FindPrice; price: string; onUse: (price: string) => void };

/** Where the price of a line comes from, and what else it could be: lists, the item's own, what was paid last. */
export function PriceNote({ of, price, onUse }: Props) {
  const { t, i18n } = useTranslation();
  const { data: offer } = usePrice(of);
  if (!offer) return null;
  const { chosen, others } = offer;
  const named = ({ source }: OfferedPrice): string => {
    if (source.kind === "item") return t("classes.prices.own");
    if (source.kind === "last_paid")
      return t("classes.prices.lastPaid", { number: source.number, date: source.date });
    const whose = source.whose && (i18n.language === "en" ? source.whose.name_en : source.whose.name_zh);
    return [
      t("classes.prices.from", { name: source.name, version: source.version }),
      whose,
      source.from_quantity !== "0" &&
        t("classes.prices.break", { quantity: formatAmount(source.from_quantity) }),
    ]
      .filter(Boolean)
      .join(" · ");
  };
  const used = [chosen, ...others].find((each) => each && sameFigure(each.unit_price, price));
  const rest = [...(chosen ? [chosen] : []), ...others].filter((each) => each !== used);
  if (!used && rest.length === 0) return null;
  return (
    <div className="line-price second">
      {used && <span>{named(used)}</span>}
      {rest.map((each) => (
        <button
          key={`${each.source.kind}-${named(each)}`}
          type="button"
          className="plain opens"
          tabIndex={-1}
          title={t("classes.prices.use")}
          onClick={() => onUse(each.unit_price)}
        >
          {`${named(each)} ${formatAmount(each.unit_price)}`}
        </button>
      ))}
    </div>
  );
}

/** Whether two decimal texts are the same figure. */
const sameFigure = (one: string, other: string) => other !== "" && Number(one) === Number(other);
