import { Input, Modal } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Decision, Document } from "../../bindings";
import { DateInput } from "../../components/DateInput";
import { Problem } from "../../components/Problem";
import { tell } from "../../lib/lastAct";
import { useSession } from "../../lib/session";
import { useDecide } from "./queries";
import "./orders.css";

type Props = { document: Document; decision: Decision; onClose: () => void };

/** Asks when and who of the customer said it, or why a document goes no further. */
export function Deciding({ document, decision, onClose }: Props) {
  const { t } = useTranslation();
  const { id, number } = document;
  const today = useSession().data?.today ?? document.date;
  const [date, setDate] = useState(today);
  const [saidBy, setSaidBy] = useState("");
  const [reason, setReason] = useState("");
  const deciding = useDecide();
  const asksWho = decision === "accepted" || decision === "declined";
  const decide = () =>
    deciding.mutate(
      { document_id: id, decision, date, said_by: saidBy, reason },
      {
        onSuccess: () => {
          onClose();
          tell({ text: t(`orders.decide.${decision}.done`, { number }) });
        },
      },
    );
  return (
    <Modal
      open
      width={420}
      title={t(`orders.decide.${decision}.title`, { number })}
      okText={t(`orders.decide.${decision}.verb`)}
      okButtonProps={{ loading: deciding.isPending }}
      onOk={decide}
      onCancel={onClose}
    >
      {decision === "closed" && <p className="second">{t("orders.decide.closedBody")}</p>}
      <div className="deciding">
        <DateInput label={t("orders.decide.date")} value={date} onChange={(day) => day && setDate(day)} />
        {asksWho && (
          <Input
            autoFocus
            aria-label={t("orders.decide.saidBy")}
            placeholder={t("orders.decide.saidBy")}
            value={saidBy}
            onChange={(event) => setSaidBy(event.target.value)}
            onPressEnter={decide}
          />
        )}
        <Input
          autoFocus={!asksWho}
          aria-label={t("orders.decide.reason")}
          placeholder={t("orders.decide.reason")}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
          onPressEnter={decide}
        />
      </div>
      {deciding.error ? <Problem error={deciding.error} /> : null}
    </Modal>
  );
}
