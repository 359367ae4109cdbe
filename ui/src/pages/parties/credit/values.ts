/** The value of a factor in words: days, shares, months, a class. */
import type { TFunction } from "i18next";
import type { CreditFactor } from "../../../bindings";

const SHARES: CreditFactor[] = ["on_time", "broken_promises", "disputes", "peak_use"];
const DAYS: CreditFactor[] = ["days_late", "worst_overdue"];
const CLASSES = ["A", "B", "C"];

export function valueText(t: TFunction, factor: CreditFactor, value: string): string {
  if (SHARES.includes(factor)) return `${(Number(value) * 100).toFixed(1).replace(/\.0$/, "")}%`;
  if (DAYS.includes(factor)) return t("credit.days", { count: Number(value) });
  if (factor === "tenure") return t("credit.card.months", { count: Number(value) });
  if (factor === "volume") return CLASSES[Number(value) - 1] ?? value;
  return value;
}
