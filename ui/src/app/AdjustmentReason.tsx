import { Input, Modal } from "antd";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { askReasonBy } from "../lib/door";

type Asked = { month: string; answer: (reason: string | null) => void };

/** Asks why something is posted into a month that takes adjustments only, whichever page posts it. */
export function AdjustmentReason() {
  const { t } = useTranslation();
  const [asked, setAsked] = useState<Asked | null>(null);
  const [reason, setReason] = useState("");
  useEffect(() => {
    askReasonBy((month) => new Promise((answer) => setAsked({ month, answer })));
    return () => askReasonBy(async () => null);
  }, []);
  if (!asked) return null;
  const given = reason.trim();
  const answer = (said: string | null) => {
    if (said === "") return;
    asked.answer(said);
    setAsked(null);
    setReason("");
  };
  return (
    <Modal
      open
      width={420}
      title={t("month.adjustTitle", { month: asked.month })}
      okText={t("month.adjust")}
      okButtonProps={{ disabled: given === "" }}
      onOk={() => answer(given)}
      onCancel={() => answer(null)}
    >
      <p className="second">{t("month.adjustBody")}</p>
      <Input
        autoFocus
        aria-label={t("month.reason")}
        placeholder={t("month.reason")}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
        onPressEnter={() => answer(given)}
      />
    </Modal>
  );
}
