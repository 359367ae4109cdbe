import { Modal } from "antd";
import { type ReactNode, useRef } from "react";
import { useTranslation } from "react-i18next";
import type { Money } from "../bindings";
import type { Words } from "../lib/i18n";
import { EntryLines, type ShownLine } from "./EntryLines";
import { MoneyText } from "./MoneyText";

type Look = { number: string; total: Money | undefined; lines: ShownLine[] };
type Props = Look & {
  act: keyof Words["documents"]["acts"];
  /** The act runs or is done: what was agreed to stays as it was, though the next number is another by now. */
  busy: boolean;
  /** What was refused, and what can be done about it. */
  problem: ReactNode;
  onConfirm: () => void;
  onClose: () => void;
};

/** The last look before a document is issued or recorded: its number, the total and the entry it posts. */
export function IssueConfirm({ act, busy, problem, onConfirm, onClose, ...look }: Props) {
  const { t } = useTranslation();
  const agreed = useRef<Look>(look);
  if (!busy) agreed.current = look;
  const { number, total, lines } = agreed.current;
  return (
    <Modal
      open
      width={460}
      title={t(`documents.acts.${act}.title`, { number })}
      okText={t(`documents.acts.${act}.verb`)}
      okButtonProps={{ autoFocus: true, loading: busy }}
      onOk={onConfirm}
      onCancel={onClose}
    >
      <div className="grand">
        <MoneyText value={total} withCurrency />
      </div>
      <EntryLines lines={lines} />
      <p className="second">{t(`documents.acts.${act}.body`)}</p>
      {problem}
    </Modal>
  );
}
