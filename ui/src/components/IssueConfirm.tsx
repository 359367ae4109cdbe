import { Modal } from "antd";
import { useTranslation } from "react-i18next";
import type { Money } from "../bindings";
import type { Words } from "../lib/i18n";
import { EntryLines, type ShownLine } from "./EntryLines";
import { MoneyText } from "./MoneyText";
import { Problem } from "./Problem";

type Look = { number: string; total: Money | undefined; lines: ShownLine[] };
type Props = Look & {
  act: keyof Words["documents"]["acts"];
  busy: boolean;
  error: unknown;
  onConfirm: () => void;
  onClose: () => void;
};

/** The last look before a document is issued or recorded: its number, the total and the entry it posts. */
export function IssueConfirm({ act, busy, error, onConfirm, onClose, ...look }: Props) {
  const { t } = useTranslation();
  const { number, total, lines } = look;
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
      {error ? <Problem error={error} /> : null}
    </Modal>
  );
}
