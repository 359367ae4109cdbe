import { Input } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { formatAmount, readAmount } from "../lib/money";

type Props = {
  /** A decimal string, or empty. */
  value: string;
  onChange: (figure: string) => void;
  label: string;
  borderless?: boolean;
  placeholder?: string;
  /** Marks the cell of a table for moving between cells. */
  cell?: string;
  id?: string;
};

/** A quantity, price or percent; gives each readable figure while it is typed, groups digits on leaving. */
export function FigureInput({ value, onChange, label, borderless, placeholder, cell, id }: Props) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState<string | null>(null);
  const unreadable = typed !== null && typed.trim() !== "" && readAmount(typed) === null;
  const hear = (text: string) => {
    setTyped(text);
    const figure = text.trim() === "" ? "" : readAmount(text);
    if (figure !== null) onChange(figure);
  };
  return (
    <Input
      id={id}
      className="num"
      style={{ textAlign: "right" }}
      variant={borderless ? "borderless" : "outlined"}
      inputMode="decimal"
      autoComplete="off"
      aria-label={label}
      data-cell={cell}
      placeholder={placeholder}
      status={unreadable ? "error" : ""}
      title={unreadable ? t("field.notAnAmount") : undefined}
      value={typed ?? (value === "" ? "" : formatAmount(value))}
      onFocus={(event) => event.target.select()}
      onChange={(event) => hear(event.target.value)}
      onBlur={() => !unreadable && setTyped(null)}
    />
  );
}
