import { Form, Modal } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Dispute } from "../bindings";
import { useHandOn } from "../lib/commitments";
import { tell } from "../lib/lastAct";
import { useUserNames } from "../lib/users";
import { DateInput } from "./DateInput";
import { ChoiceField, Labelled, TextField } from "./fields";
import { Problem } from "./Problem";

/** Gives a dispute to another person, or another deadline. */
export function HandOnDialog({ dispute, onClose }: { dispute: Dispute; onClose: () => void }) {
  const { t } = useTranslation();
  const users = useUserNames().filter((user) => user.active || user.id === dispute.owner_id);
  const [owner, setOwner] = useState(String(dispute.owner_id));
  const [deadline, setDeadline] = useState<string>(dispute.deadline_on);
  const [note, setNote] = useState("");
  const handing = useHandOn();
  const save = () => {
    if (handing.isPending) return;
    const input = { seq: dispute.seq, owner_id: Number(owner), deadline_on: deadline, note };
    void handing.mutateAsync(input).then(
      (now) => {
        tell({ text: t("collection.dispute.handed", { name: now.owner }) });
        onClose();
      },
      () => {},
    );
  };
  return (
    <Modal
      open
      width={420}
      title={t("collection.dispute.handOn")}
      okButtonProps={{ loading: handing.isPending, disabled: deadline === "" }}
      onOk={save}
      onCancel={onClose}
    >
      <Form layout="vertical" className="side-form">
        <ChoiceField<string>
          id="dispute-owner"
          label={t("collection.dispute.owner")}
          value={owner}
          options={users.map((user) => ({ value: String(user.id), label: user.name }))}
          onChange={(chosen) => chosen && setOwner(chosen)}
        />
        <Labelled id="dispute-deadline" label={t("collection.dispute.deadline")}>
          <DateInput label={t("collection.dispute.deadline")} value={deadline} onChange={setDeadline} />
        </Labelled>
        <TextField id="dispute-note" label={t("collection.dispute.note")} value={note} onChange={setNote} />
      </Form>
      {handing.error ? <Problem error={handing.error} /> : null}
    </Modal>
  );
}
