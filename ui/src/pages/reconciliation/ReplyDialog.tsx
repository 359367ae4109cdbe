import { Button, Form, Modal } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { ReconciliationRow } from "../../bindings";
import { DateInput } from "../../components/DateInput";
import { ChoiceField, Labelled, TextField } from "../../components/fields";
import { MoneyInput } from "../../components/MoneyInput";
import { Problem } from "../../components/Problem";
import { pickScan, useAttach } from "../../lib/attachments";
import { tell } from "../../lib/lastAct";
import { useBusinessDay } from "../../lib/session";
import { useReply } from "./queries";

type Kind = "confirmed" | "disagrees";

/** What the customer answered: that the balance is right, signed by whom, or which balance they have instead. */
export function ReplyDialog({ letter, onClose }: { letter: ReconciliationRow; onClose: () => void }) {
  const { t } = useTranslation();
  const today = useBusinessDay();
  const unresolved = letter.state === "compared";
  const [kind, setKind] = useState<Kind>(unresolved ? "disagrees" : "confirmed");
  const [date, setDate] = useState(today);
  const [signer, setSigner] = useState("");
  const [amount, setAmount] = useState("");
  const [note, setNote] = useState("");
  const [file, setFile] = useState<{ id: number; name: string } | null>(null);
  const replying = useReply();
  const attaching = useAttach();
  const { currency } = letter.balance;
  const attach = async () => {
    const path = await pickScan();
    if (path) attaching.mutate(path, { onSuccess: ({ id, file_name: name }) => setFile({ id, name }) });
  };
  const ready = kind === "confirmed" ? signer.trim() !== "" : amount !== "";
  const save = () => {
    const input = {
      reconciliation: letter.seq,
      answer: kind,
      date,
      signer,
      amount: amount === "" ? null : { amount, currency },
      note,
      attachment_id: file?.id ?? null,
    };
    replying.mutateAsync(input).then(
      () => {
        const answer = t(`reconciliation.replyForm.answers.${kind}`);
        tell({ text: t("reconciliation.replyForm.saved", { number: letter.number, answer }) });
        onClose();
      },
      () => {},
    );
  };
  const failed = replying.error ?? attaching.error;
  return (
    <Modal
      open
      width={460}
      title={t("reconciliation.replyForm.title", { number: letter.number })}
      okText={t("reconciliation.replyForm.save")}
      cancelText={t("reconciliation.list.cancel")}
      okButtonProps={{ loading: replying.isPending, disabled: !ready }}
      onOk={save}
      onCancel={onClose}
    >
      <Form layout="vertical">
        <ChoiceField
          id="reply-kind"
          label={t("reconciliation.replyForm.kind")}
          value={kind}
          options={(["confirmed", "disagrees"] as const).map((value) => ({
            value,
            label: t(`reconciliation.replyForm.${value}`),
          }))}
          onChange={(chosen) => chosen && setKind(chosen)}
        />
        <Labelled id="reply-date" label={t("reconciliation.replyForm.date")}>
          <DateInput
            label={t("reconciliation.replyForm.date")}
            value={date}
            onChange={(chosen) => chosen && setDate(chosen)}
          />
        </Labelled>
        <TextField
          id="reply-signer"
          label={t("reconciliation.replyForm.signer")}
          required={kind === "confirmed"}
          value={signer}
          onChange={setSigner}
        />
        <Labelled
          id="reply-amount"
          label={t(`reconciliation.replyForm.${kind === "confirmed" ? "agreed" : "stated"}`)}
          required={kind === "disagrees"}
        >
          <MoneyInput
            label={t(`reconciliation.replyForm.${kind === "confirmed" ? "agreed" : "stated"}`)}
            value={amount}
            currency={currency}
            onChange={setAmount}
          />
        </Labelled>
        <TextField id="reply-note" label={t("reconciliation.note")} value={note} onChange={setNote} />
        <Labelled id="reply-signed" label={t("reconciliation.replyForm.signed")}>
          <div className="row">
            <Button id="reply-signed" loading={attaching.isPending} onClick={() => void attach()}>
              {t("reconciliation.replyForm.attach")}
            </Button>
            <span>{file?.name}</span>
          </div>
        </Labelled>
      </Form>
      {failed ? <Problem error={failed} /> : null}
    </Modal>
  );
}
