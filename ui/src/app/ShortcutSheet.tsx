import { Checkbox, Modal } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Key } from "../components/Key";
import { letSingleLettersAct, singleLettersAct } from "../lib/keyboard";

const sheet = [
  ["palette", "Ctrl K"],
  ["search", "/"],
  ["groups", "Ctrl 1…5"],
  ["settings", "Ctrl ,"],
  ["moveRow", "J K"],
  ["movePage", "PgUp PgDn"],
  ["openRow", "Enter"],
  ["newRow", "N"],
  ["edit", "E"],
  ["print", "P"],
  ["back", "Esc"],
  ["save", "Ctrl S"],
  ["issue", "Ctrl Enter"],
  ["help", "?"],
] as const;

/** Every shortcut, and the switch for single letters. */
export function ShortcutSheet({ open, onClose }: { open: boolean; onClose: () => void }) {
  const { t } = useTranslation();
  const [letters, setLetters] = useState(singleLettersAct);
  const choose = (on: boolean) => {
    letSingleLettersAct(on);
    setLetters(on);
  };
  return (
    <Modal open={open} onCancel={onClose} footer={null} title={t("keys.title")} width={420}>
      <dl className="facts">
        {sheet.map(([word, key]) => (
          <div key={word} style={{ display: "contents" }}>
            <dt>
              <Key name={key} />
            </dt>
            <dd>{t(`keys.${word}`)}</dd>
          </div>
        ))}
      </dl>
      <Checkbox checked={letters} onChange={(event) => choose(event.target.checked)}>
        {t("app.singleLetters")}
      </Checkbox>
    </Modal>
  );
}
