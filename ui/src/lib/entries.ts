/** How an entry is called: its type, its number and its month. */
import { useTranslation } from "react-i18next";
import type { Entry } from "../bindings";

type Named = Pick<Entry, "type" | "number" | "month">;

/** `记-18 · 2026-07`. */
export function useEntryName(): (entry: Named) => string {
  const { t } = useTranslation();
  return ({ type, number, month }) =>
    t("reports.voucher", { number: t(`reports.voucherTypes.${type}`, { number }), month });
}
