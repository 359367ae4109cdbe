import { Button, Form, Modal } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { AnswerKind, SentStatement } from "../../bindings";
import { DateInput } from "../../components/DateInput";
import { ChoiceField, Labelled, TextField } from "../../components/fields";
import { MoneyInput } from "../../components/MoneyInput";
import { Problem } from "../../components/Problem";
import { useAsOf } from "../../lib/asOf";
import { pickScan, useAttach } from "../../lib/attachments";
import { tell } from "../../lib/lastAct";
import { formatAmount } from "../../lib/money";
import { useAnswerStatement } from "./queries";

const KINDS: AnswerKind[] = ["confirmed", "disagrees", "withdrawn"];

/** What became of a sent statement: confirmed, another balance stated with the copy that came back, or withdrawn. */
export function AnswerStatement({ statement, onClose }: { statement: SentStatement; onClose: () => void }) {
  const { t } = useTranslation();
  const { day } = useAsOf();
  const { closing } = statement;
  const [kind, setKind] = useState<AnswerKind>("confirmed");
  const [date, setDate] = useState(day);
  const [amount, setAmount] = useState("");
  const [note, setNote] = useState("");
  const [file, setFile] = useState<{ id: number; name: string } | null>(null);
  const answering = useAnswerStatement();
  const attaching = useAttach();
  const stated = kind === "disagrees" && amount !== "" ? { amount, currency: closing.currency } : null;
  const attach = async () => {
    const path = await pickScan();
    if (path) attaching.mutate(path, { onSuccess: ({ id, file_name: name }) => setFile({ id, name }) });
  };
  const save = () =>
    answering.mutate(
      { statement: statement.seq, answer: kind, date, amount: stated, note, attachment_id: file?.id ?? null },
      {
        onSuccess: () => {
          tell({ text: t("statements.answered", { answer: t(`statements.answers.${kind}`) }) });
          onClose();
        },
      },
    );
  return (
    <Modal
      open
      width={420}
      title={t("statements.answerTitle", {
        date: statement.as_of,
        amount: `${closing.currency} ${formatAmount(closing.amount)}`,
      })}
      okText={t("statements.save")}
      okButtonProps={{ loading: answering.isPending, disabled: kind === "disagrees" && stated === null }}
      onOk={save}
      onCancel={onClose}
    >
      <Form layout="vertical">
        <ChoiceField
          id="answer-kind"
          label={t("statements.answerKind")}
          value={kind}
          options={KINDS.map((value) => ({ value, label: t(`statements.answerKinds.${value}`) }))}
          onChange={(chosen) => chosen && setKind(chosen)}
        />
        <Labelled id="answered-on" label={t("statements.answeredOn")}>
          <DateInput
            label={t("statements.answeredOn")}
            value={date}
            onChange={(chosen) => chosen && setDate(chosen)}
          />
        </Labelled>
        {kind === "disagrees" && (
          <Labelled id="answer-stated" label={t("statements.stated")} required>
            <MoneyInput
              label={t("statements.stated")}
              value={amount}
              currency={closing.currency}
              onChange={setAmount}
            />
          </Labelled>
        )}
        <TextField id="answer-note" label={t("statements.note")} value={note} onChange={setNote} />
        {kind !== "withdrawn" && (
          <Labelled id="answer-signed" label={t("statements.signed")}>
            <div className="row">
              <Button loading={attaching.isPending} onClick={() => void attach()}>
                {t("statements.attach")}
              </Button>
              <span>{file?.name}</span>
            </div>
          </Labelled>
        )}
      </Form>
      {answering.error || attaching.error ? <Problem error={answering.error ?? attaching.error} /> : null}
    </Modal>
  );
}
