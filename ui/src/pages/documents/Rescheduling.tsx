import { Input, Modal } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Document, InstalmentFields } from "../../bindings";
import { DateInput } from "../../components/DateInput";
import { Problem } from "../../components/Problem";
import { DoorError } from "../../lib/door";
import { sentenceOf } from "../../lib/i18n";
import { useShortcuts } from "../../lib/keyboard";
import { tell } from "../../lib/lastAct";
import { formatAmount } from "../../lib/money";
import { EMPTY, OwnParts } from "./PlanEditor";
import { useReschedule, useTakeBackRescheduling } from "./queries";

type Props = { document: Document; today: string; onClose: () => void };

/** 展期: gives what is open of a document other due days, from a day on and for a reason. */
export function Rescheduling({ document, today, onClose }: Props) {
  const { t } = useTranslation();
  const [date, setDate] = useState(today);
  const [reason, setReason] = useState("");
  const [parts, setParts] = useState<InstalmentFields[]>([{ ...EMPTY, due_on: today }]);
  const rescheduling = useReschedule();
  const takingBack = useTakeBackRescheduling();
  const { id, number, remaining } = document;
  const undo = (seq: number) =>
    takingBack
      .mutateAsync({ seq })
      .then(() => tell({ text: t("documents.reschedule.takenBack", { number }) }))
      .catch((thrown) => tell({ text: sentenceOf(DoorError.from(thrown)) }));
  const ready = reason.trim() !== "";
  const reschedule = () =>
    rescheduling
      .mutateAsync({ id, date, reason, instalments: parts })
      .then(({ seq }) => {
        tell({ text: t("documents.reschedule.done", { number }), undo: () => void undo(seq) });
        onClose();
      })
      .catch(() => {
        // The refusal stands in the dialog.
      });
  useShortcuts({ "mod+Enter": () => ready && void reschedule() });
  return (
    <Modal
      open
      width={760}
      title={t("documents.reschedule.title", { number })}
      okText={t("documents.reschedule.verb")}
      okButtonProps={{ loading: rescheduling.isPending, disabled: !ready }}
      onOk={() => void reschedule()}
      onCancel={onClose}
    >
      <p className="second">
        {t("documents.reschedule.body", {
          amount: `${remaining.currency} ${formatAmount(remaining.amount)}`,
        })}
      </p>
      <div className="row">
        <span className="caption">{t("documents.reschedule.from")}</span>
        <div style={{ width: 110 }}>
          <DateInput
            label={t("documents.reschedule.from")}
            value={date}
            onChange={(day) => day && setDate(day)}
          />
        </div>
        <Input
          className="grow"
          aria-label={t("documents.reschedule.reason")}
          placeholder={t("documents.reschedule.reason")}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
      </div>
      <section className="plan">
        <OwnParts own={parts} made={[]} onOwn={setParts} fewest={1} />
      </section>
      {rescheduling.error ? <Problem error={rescheduling.error} /> : null}
    </Modal>
  );
}
