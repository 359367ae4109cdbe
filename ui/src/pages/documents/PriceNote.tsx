import { useTranslation } from "react-i18next";
import type { FindPrice, OfferedPrice } from "../../bindings";
import { formatAmount } from "../../lib/money";
import type { Line } from "./editing";
import { offerWords, priceWords, sameFigure } from "./priceWords";
import { usePrice } from "./queries";

type Props = { of: FindPrice; line: Line; onUse: (offered: OfferedPrice) => void };

/** Where the price of a line comes from, and what else it could be: lists, the item's own, what was paid last. */
export function PriceNote({ of, line, onUse }: Props) {
  const { t, i18n } = useTranslation();
  const { data: offer } = usePrice(of);
  if (!offer) return null;
  const { unit_price, price } = line;
  const all = [...(offer.chosen ? [offer.chosen] : []), ...offer.others];
  const named = (each: OfferedPrice) => offerWords(t, i18n.language, each);
  // A line from before this was kept says nothing: the first that fits.
  const used =
    price?.offered ?? (price ? undefined : all.find((each) => sameFigure(each.unit_price, unit_price)));
  const taken = used && sameFigure(used.unit_price, unit_price) ? named(used) : undefined;
  const rest = all.filter((each) => named(each) !== taken);
  const said =
    taken ?? (price && unit_price !== "" && priceWords(t, i18n.language, { offered: null }, unit_price));
  if (!said && rest.length === 0) return null;
  return (
    <div className="line-price second">
      {said && <span>{said}</span>}
      {rest.map((each) => (
        <button
          key={`${each.source.kind}-${named(each)}`}
          type="button"
          className="plain opens"
          tabIndex={-1}
          title={t("classes.prices.use")}
          onClick={() => onUse(each)}
        >
          {`${named(each)} ${formatAmount(each.unit_price)}`}
        </button>
      ))}
    </div>
  );
}
