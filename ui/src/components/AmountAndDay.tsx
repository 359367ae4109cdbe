import { useTranslation } from "react-i18next";
import { DateInput } from "./DateInput";
import { MoneyInput } from "./MoneyInput";

type Value = { amount: string; date: string };
type Props = { value: Value; currency: string; onChange: (value: Value) => void };

/** How much and when: all that a dialog about money asks. */
export function AmountAndDay({ value, currency, onChange }: Props) {
  const { t } = useTranslation();
  return (
    <div className="cash-fields">
      <div className="wide">
        <span className="caption">{t("cash.amount")}</span>
        <MoneyInput
          autoFocus
          label={t("cash.amount")}
          value={value.amount}
          currency={currency}
          onChange={(amount) => onChange({ ...value, amount })}
        />
      </div>
      <div className="wide">
        <span className="caption">{t("documents.date")}</span>
        <DateInput
          label={t("documents.date")}
          value={value.date}
          onChange={(date) => date && onChange({ ...value, date })}
        />
      </div>
    </div>
  );
}
