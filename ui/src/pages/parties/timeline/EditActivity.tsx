import { Form, Modal } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { ActivityKind, Event } from "../../../bindings";
import { DateInput } from "../../../components/DateInput";
import { ChoiceField, Labelled, TextField } from "../../../components/fields";
import { Problem } from "../../../components/Problem";
import { tell } from "../../../lib/lastAct";
import { useCorrect } from "./queries";

const KINDS: ActivityKind[] = ["call", "mail", "visit", "meeting", "note"];

type Props = { party: number; event: Event; onClose: () => void };

/** Puts another text in the place of an activity; the first stays in the book. */
export function EditActivity({ party, event, onClose }: Props) {
  const { t } = useTranslation();
  const [kind, setKind] = useState<ActivityKind>(event.kind as ActivityKind);
  const [date, setDate] = useState(event.date);
  const [time, setTime] = useState(event.time ?? "");
  const [contact, setContact] = useState(event.contact);
  const [text, setText] = useState(event.text);
  const [step, setStep] = useState(event.next_step);
  const [stepOn, setStepOn] = useState(event.next_on ?? "");
  const correcting = useCorrect();
  const save = () =>
    correcting.mutate(
      {
        seq: event.seq,
        fields: {
          party_id: party,
          kind,
          date,
          time: time === "" ? null : time,
          contact,
          text,
          next_step: step,
          next_on: stepOn === "" ? null : stepOn,
        },
      },
      {
        onSuccess: () => {
          tell({ text: t("activities.corrected") });
          onClose();
        },
      },
    );
  const words = "activities.fields" as const;
  return (
    <Modal
      open
      width={460}
      title={t("activities.editTitle")}
      okText={t("activities.save")}
      okButtonProps={{ loading: correcting.isPending, disabled: date === "" }}
      onOk={save}
      onCancel={onClose}
    >
      <Form layout="vertical">
        <ChoiceField
          id="activity-kind"
          label={t(`${words}.kind`)}
          value={kind}
          options={KINDS.map((value) => ({ value, label: t(`activities.kinds.${value}`) }))}
          onChange={(chosen) => chosen && setKind(chosen)}
        />
        <Labelled id="activity-date" label={t(`${words}.date`)} required>
          <DateInput label={t(`${words}.date`)} value={date} onChange={setDate} />
        </Labelled>
        <TextField id="activity-time" label={t(`${words}.time`)} value={time} onChange={setTime} />
        <TextField
          id="activity-contact"
          label={t(`${words}.contact`)}
          value={contact}
          onChange={setContact}
        />
        <TextField id="activity-text" label={t(`${words}.text`)} value={text} onChange={setText} rows={4} />
        <TextField id="activity-step" label={t(`${words}.nextStep`)} value={step} onChange={setStep} />
        <Labelled id="activity-step-on" label={t(`${words}.nextOn`)}>
          <DateInput label={t(`${words}.nextOn`)} value={stepOn} onChange={setStepOn} />
        </Labelled>
        {correcting.error && <Problem error={correcting.error} />}
      </Form>
    </Modal>
  );
}
