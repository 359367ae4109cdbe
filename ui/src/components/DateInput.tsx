import { Input } from "antd";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { readDay } from "../lib/dates";

type Props = { value: string; onChange: (day: string) => void; label?: string };

/** A day as a person types it; gives an ISO day, keeps what cannot be read and marks it. */
export function DateInput({ value, onChange, label }: Props) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState<string>(value);
  useEffect(() => setTyped(value), [value]);
  const unreadable = typed.trim() !== "" && readDay(typed) === null;
  const leave = () => {
    const day = typed.trim() === "" ? "" : readDay(typed);
    if (day === null) return;
    setTyped(day);
    onChange(day);
  };
  return (
    <Input
      className="num"
      aria-label={label ?? t("field.day")}
      status={unreadable ? "error" : ""}
      title={unreadable ? t("field.notADay") : undefined}
      value={typed}
      onChange={(event) => setTyped(event.target.value)}
      onBlur={leave}
      onPressEnter={leave}
    />
  );
}
