import { Checkbox } from "antd";
import { useTranslation } from "react-i18next";
import type { Editing } from "./editing";
import type { TradeKind } from "./kinds";

type Props = { kind: TradeKind; editing: Editing; write: (change: Partial<Editing>) => void };

/** What only its kind asks: an order without delivery, a credit whose quantities are invoiced again. */
export function EditorChoices({ kind, editing, write }: Props) {
  const { t } = useTranslation();
  if (kind === "sales_order")
    return (
      <Checkbox
        checked={editing.without_delivery ?? false}
        onChange={(event) => write({ without_delivery: event.target.checked })}
      >
        {t("orders.withoutDelivery")}
      </Checkbox>
    );
  if (kind === "credit_note" && editing.lines.some((line) => line.source))
    return (
      <Checkbox
        checked={editing.invoice_again ?? false}
        onChange={(event) => write({ invoice_again: event.target.checked })}
      >
        {t("orders.invoiceAgain")}
      </Checkbox>
    );
  return null;
}
