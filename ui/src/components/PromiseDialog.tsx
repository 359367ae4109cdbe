import { Form, Modal, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useOwed, useRecordPromise } from "../lib/commitments";
import { addDays } from "../lib/dates";
import { tell } from "../lib/lastAct";
import { formatAmount } from "../lib/money";
import { useBusinessDay, useSession } from "../lib/session";
import { DateInput } from "./DateInput";
import { Labelled, TextField } from "./fields";
import { MoneyInput } from "./MoneyInput";
import { Problem } from "./Problem";

type Props = { party: number; contact?: string; items?: number[]; onClose: () => void };

/** Records what a customer promises: how much, until when, for which items or the account as a whole. */
export function PromiseDialog({ party, contact = "", items: start = [], onClose }: Props) {
  const { t } = useTranslation();
  const today = useBusinessDay();
  const base = useSession().data?.book.currency ?? "";
  const { data: owed = [] } = useOwed(party);
  const [due, setDue] = useState<string>(addDays(today, 7));
  const [amount, setAmount] = useState("");
  const [items, setItems] = useState<number[]>(start);
  const [by, setBy] = useState(contact);
  const [note, setNote] = useState("");
  const recording = useRecordPromise();
  const currency = owed.find((item) => items.includes(item.id))?.remaining.currency ?? base;
  const save = () => {
    if (recording.isPending) return;
    const promise = { party_id: party, due_on: due, amount: amount || null, items, contact: by, note };
    void recording.mutateAsync({ promise, activity: null }).then(
      (made) => {
        const words = { day: made.due_on, amount: formatAmount(made.amount.amount) };
        tell({ text: t("collection.promise.saved", words) });
        onClose();
      },
      () => {},
    );
  };
  return (
    <Modal
      open
      width={480}
      title={t("collection.promise.add")}
      okButtonProps={{ loading: recording.isPending, disabled: due === "" }}
      onOk={save}
      onCancel={onClose}
    >
      <Form layout="vertical" className="side-form">
        <Labelled id="promise-due" label={t("collection.promise.due")} hint={t("collection.promise.hint")}>
          <DateInput label={t("collection.promise.due")} value={due} onChange={setDue} />
        </Labelled>
        <Labelled id="promise-items" label={t("collection.promise.items")}>
          <Select<number[]>
            id="promise-items"
            mode="multiple"
            placeholder={t("collection.promise.account")}
            value={items}
            onChange={setItems}
            options={owed.map((item) => ({
              value: item.id,
              label: `${item.document_number ?? item.due_on} · ${formatAmount(item.remaining.amount)}`,
            }))}
          />
        </Labelled>
        <Labelled id="promise-amount" label={t("collection.promise.amount", { currency })}>
          <MoneyInput
            label={t("collection.promise.amount", { currency })}
            value={amount}
            currency={currency}
            onChange={setAmount}
          />
        </Labelled>
        <TextField id="promise-contact" label={t("collection.promise.contact")} value={by} onChange={setBy} />
        <TextField id="promise-note" label={t("collection.promise.note")} value={note} onChange={setNote} />
      </Form>
      {recording.error ? <Problem error={recording.error} /> : null}
    </Modal>
  );
}
