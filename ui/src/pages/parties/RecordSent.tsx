import { Form, Modal } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { PrintStatement, Way } from "../../bindings";
import { DateInput } from "../../components/DateInput";
import { ChoiceField, Labelled, TextField } from "../../components/fields";
import { Problem } from "../../components/Problem";
import { useAsOf } from "../../lib/asOf";
import { tell } from "../../lib/lastAct";
import { formatAmount } from "../../lib/money";
import { useRecordSent } from "./queries";

const WAYS: Way[] = ["email", "message", "post", "by_hand"];

/** Keeps the paper on screen as it left: on which day, by which way. */
export function RecordSent({ statement, onClose }: { statement: PrintStatement; onClose: () => void }) {
  const { t } = useTranslation();
  const { day } = useAsOf();
  const [sentOn, setSentOn] = useState(day);
  const [way, setWay] = useState<Way>("email");
  const [note, setNote] = useState("");
  const recording = useRecordSent();
  const record = () =>
    recording.mutate(
      { statement, sent_on: sentOn, way, note },
      {
        onSuccess: ({ sent_on: date, closing }) => {
          tell({
            text: t("statements.recorded", {
              date,
              amount: `${closing.currency} ${formatAmount(closing.amount)}`,
            }),
          });
          onClose();
        },
      },
    );
  return (
    <Modal
      open
      width={420}
      title={t("statements.recordTitle")}
      okText={t("statements.record")}
      okButtonProps={{ loading: recording.isPending }}
      onOk={record}
      onCancel={onClose}
    >
      <p className="second">{t("statements.recordBody")}</p>
      <Form layout="vertical">
        <Labelled id="statement-sent-on" label={t("statements.sentOn")}>
          <DateInput
            label={t("statements.sentOn")}
            value={sentOn}
            onChange={(chosen) => chosen && setSentOn(chosen)}
          />
        </Labelled>
        <ChoiceField
          id="statement-way"
          label={t("statements.way")}
          value={way}
          options={WAYS.map((value) => ({ value, label: t(`statements.ways.${value}`) }))}
          onChange={(chosen) => chosen && setWay(chosen)}
        />
        <TextField id="statement-note" label={t("statements.note")} value={note} onChange={setNote} />
      </Form>
      {recording.error ? <Problem error={recording.error} /> : null}
    </Modal>
  );
}
