import { Select } from "antd";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";

export type Choice = { id: number; name: string; detail?: string };
export type PickerProps = {
  value: Choice | null;
  onChange: (choice: Choice | null) => void;
  /** Finds by any part of a name, code or pinyin; a page gives it from its queries. */
  find: (text: string) => Promise<Choice[]>;
  autoFocus?: boolean;
};

const PAUSE_MS = 120;

/** Type-ahead over the book; answers that a later keystroke overtook are dropped. */
function Picker({ value, onChange, find, autoFocus, hint }: PickerProps & { hint: string }) {
  const { t } = useTranslation();
  const [text, setText] = useState("");
  const [found, setFound] = useState<Choice[]>([]);
  useEffect(() => {
    let overtaken = false;
    const timer = setTimeout(() => {
      find(text).then(
        (choices) => !overtaken && setFound(choices),
        () => !overtaken && setFound([]),
      );
    }, PAUSE_MS);
    return () => {
      overtaken = true;
      clearTimeout(timer);
    };
  }, [text, find]);
  const choices = value && !found.some((choice) => choice.id === value.id) ? [value, ...found] : found;
  return (
    <Select
      showSearch={{ filterOption: false, onSearch: setText }}
      allowClear
      autoFocus={autoFocus}
      style={{ width: "100%" }}
      aria-label={hint}
      placeholder={hint}
      notFoundContent={text.trim() === "" ? null : t("field.nothing")}
      value={value?.id}
      onChange={(id) => onChange(choices.find((choice) => choice.id === id) ?? null)}
      options={choices.map((choice) => ({
        value: choice.id,
        label: choice.detail ? `${choice.name} · ${choice.detail}` : choice.name,
      }))}
    />
  );
}

/** Chooses a customer or supplier. */
export function PartyPicker({ hint, ...props }: PickerProps & { hint?: string }) {
  const { t } = useTranslation();
  return <Picker {...props} hint={hint ?? t("field.party")} />;
}

/** Chooses an item of the catalog. */
export function ItemPicker(props: PickerProps) {
  const { t } = useTranslation();
  return <Picker {...props} hint={t("field.item")} />;
}
