import { Input } from "antd";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { formatAmount, padDecimals, placesOf, readAmount } from "../lib/money";

type Props = {
  /** A decimal string, or empty. */
  value: string;
  currency: string;
  onChange: (amount: string) => void;
  label?: string;
  autoFocus?: boolean;
};

/** An amount as a person types it; gives a decimal string, formats on leaving, keeps what cannot be read. */
export function MoneyInput({ value, currency, onChange, label, autoFocus }: Props) {
  const { t } = useTranslation();
  const shown = value === "" ? "" : formatAmount(padDecimals(value, placesOf(currency)));
  const [typed, setTyped] = useState(shown);
  useEffect(() => setTyped(shown), [shown]);
  const unreadable = typed.trim() !== "" && readAmount(typed) === null;
  const leave = () => {
    const amount = typed.trim() === "" ? "" : readAmount(typed);
    if (amount === null) return;
    const whole = amount === "" ? "" : padDecimals(amount, placesOf(currency));
    setTyped(whole === "" ? "" : formatAmount(whole));
    // Leaving an amount as it was is no change: what is computed from it stays, and a button pressed next acts.
    if (whole !== value) onChange(whole);
  };
  return (
    <Input
      className="num"
      style={{ textAlign: "right" }}
      inputMode="decimal"
      aria-label={label ?? t("field.amount")}
      status={unreadable ? "error" : ""}
      title={unreadable ? t("field.notAnAmount") : undefined}
      value={typed}
      autoFocus={autoFocus}
      onChange={(event) => setTyped(event.target.value)}
      onBlur={leave}
      onPressEnter={leave}
    />
  );
}
