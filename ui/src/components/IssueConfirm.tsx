import { Modal } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Money } from "../bindings";
import { EntryLines, type ShownLine } from "./EntryLines";
import { MoneyText } from "./MoneyText";
import { Problem } from "./Problem";

type Props = {
  number: string;
  total: Money | undefined;
  lines: ShownLine[];
  busy: boolean;
  error: unknown;
  onIssue: () => void;
  onClose: () => void;
  children?: ReactNode;
};

/** The last look before issuing: the number it takes, the total and the entry it posts. */
export function IssueConfirm({ number, total, lines, busy, error, onIssue, onClose, children }: Props) {
  const { t } = useTranslation();
  return (
    <Modal
      open
      width={460}
      title={t("documents.issueTitle", { number })}
      okText={t("documents.issue")}
      okButtonProps={{ autoFocus: true, loading: busy }}
      onOk={onIssue}
      onCancel={onClose}
    >
      <div className="grand">
        <MoneyText value={total} withCurrency />
      </div>
      <EntryLines lines={lines} />
      {children}
      <p className="second">{t("documents.issueBody")}</p>
      {error ? <Problem error={error} /> : null}
    </Modal>
  );
}
