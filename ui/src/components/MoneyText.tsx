import type { Money } from "../bindings";
import { formatAmount } from "../lib/money";

type Props = {
  value: Money | null | undefined;
  /** Zero as a figure, or as – in lists and reports. */
  zeroAs?: "figure" | "dash";
  /** Currency in front, where amounts of several stand together. */
  withCurrency?: boolean;
  tone?: "red" | "green" | "second";
};

/** Every amount the window shows. */
export function MoneyText({ value, zeroAs = "figure", withCurrency = false, tone }: Props) {
  if (!value) return null;
  const text = formatAmount(value.amount, zeroAs);
  return (
    <span className={tone ? `num ${tone}` : "num"}>{withCurrency ? `${value.currency} ${text}` : text}</span>
  );
}
