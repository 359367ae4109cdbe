/** Where the price of a line came from, in words. */
import type { TFunction } from "i18next";
import type { LinePrice, OfferedPrice } from "../../bindings";
import { nameIn } from "../../lib/bilingual";
import { formatAmount } from "../../lib/money";

/** What offers a price: a list with its version, for whom and from which quantity, the item, or the last purchase. */
export function offerWords(t: TFunction, language: string, { source }: OfferedPrice): string {
  if (source.kind === "item") return t("classes.prices.own");
  if (source.kind === "last_paid")
    return t("classes.prices.lastPaid", { number: source.number, date: source.date });
  const { whose, from_quantity } = source;
  return [
    t("classes.prices.from", { name: source.name, version: source.version }),
    whose && (whose.of === "customer" ? t("classes.prices.customers") : nameIn(language, whose)),
    from_quantity !== "0" && t("classes.prices.break", { quantity: formatAmount(from_quantity) }),
  ]
    .filter(Boolean)
    .join(" · ");
}

/** How a line came by its price: from what was offered, or typed by hand beside it. */
export function priceWords(t: TFunction, language: string, of: LinePrice, price: string): string {
  const { offered } = of;
  if (!offered) return t("classes.prices.byHand");
  const from = offerWords(t, language, offered);
  if (sameFigure(offered.unit_price, price)) return from;
  return t("classes.prices.byHandBeside", { from, price: formatAmount(offered.unit_price) });
}

/** Nothing that needs to be read: the item's own price, or one that nothing else was offered for. */
export const isUsual = ({ offered }: LinePrice, price: string) =>
  !offered || (offered.source.kind === "item" && sameFigure(offered.unit_price, price));

/** Whether two decimal texts are the same figure. */
export const sameFigure = (one: string, other: string) => other !== "" && Number(one) === Number(other);
