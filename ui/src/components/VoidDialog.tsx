import { Input, type InputRef, Modal } from "antd";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Problem } from "./Problem";

type Props = {
  number: string;
  busy: boolean;
  error: unknown;
  onVoid: (reason: string) => void;
  onClose: () => void;
};

/** Asks why a document is taken back. */
export function VoidDialog({ number, busy, error, onVoid, onClose }: Props) {
  const { t } = useTranslation();
  const [reason, setReason] = useState("");
  const field = useRef<InputRef>(null);
  return (
    <Modal
      open
      width={420}
      title={t("documents.voidTitle", { number })}
      okText={t("documents.void")}
      okButtonProps={{ danger: true, loading: busy }}
      onOk={() => onVoid(reason)}
      onCancel={onClose}
      afterOpenChange={(open) => open && field.current?.focus()}
    >
      <p className="second">{t("documents.voidBody")}</p>
      <Input
        ref={field}
        aria-label={t("documents.voidReason")}
        placeholder={t("documents.voidReason")}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
        onPressEnter={() => onVoid(reason)}
      />
      {error ? <Problem error={error} /> : null}
    </Modal>
  );
}
