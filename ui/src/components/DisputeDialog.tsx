import { Form, Modal, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { DisputeReason } from "../bindings";
import { useOpenDispute, useOwed } from "../lib/commitments";
import { addDays } from "../lib/dates";
import { tell } from "../lib/lastAct";
import { formatAmount } from "../lib/money";
import { useBusinessDay } from "../lib/session";
import { useUserNames } from "../lib/users";
import { DateInput } from "./DateInput";
import { ChoiceField, Labelled, TextField } from "./fields";
import { MoneyInput } from "./MoneyInput";
import { Problem } from "./Problem";

const REASONS: DisputeReason[] = [
  "price",
  "quantity",
  "quality",
  "not_delivered",
  "late_delivery",
  "not_ordered",
  "paid_already",
  "papers",
  "duplicate",
  "other",
];
const USUAL_DAYS = 14;

type Props = { party: number; items?: number[]; onClose: () => void };

/** Records what a customer objects to: which items, why, how much, who sees to it until when. */
export function DisputeDialog({ party, items: start = [], onClose }: Props) {
  const { t } = useTranslation();
  const today = useBusinessDay();
  const { data: owed = [] } = useOwed(party);
  const users = useUserNames().filter((user) => user.active);
  const [items, setItems] = useState<number[]>(start);
  const [reason, setReason] = useState<DisputeReason>("quality");
  const [amount, setAmount] = useState("");
  const [owner, setOwner] = useState<number | null>(null);
  const [deadline, setDeadline] = useState<string>(addDays(today, USUAL_DAYS));
  const [note, setNote] = useState("");
  const opening = useOpenDispute();
  const currency = owed.find((item) => items.includes(item.id))?.remaining.currency ?? "";
  const save = () => {
    if (opening.isPending) return;
    void opening
      .mutateAsync({
        party_id: party,
        items,
        reason,
        amount: amount || null,
        owner_id: owner,
        deadline_on: deadline,
        note,
      })
      .then(
        (made) => {
          tell({ text: t("collection.dispute.saved", { day: made.deadline_on }) });
          onClose();
        },
        () => {},
      );
  };
  return (
    <Modal
      open
      width={480}
      title={t("collection.dispute.add")}
      okButtonProps={{ loading: opening.isPending, disabled: items.length === 0 || deadline === "" }}
      onOk={save}
      onCancel={onClose}
    >
      <Form layout="vertical" className="side-form">
        <Labelled id="dispute-items" label={t("collection.dispute.items")} required>
          <Select<number[]>
            id="dispute-items"
            mode="multiple"
            value={items}
            onChange={setItems}
            options={owed.map((item) => ({
              value: item.id,
              label: `${item.document_number ?? item.due_on} · ${formatAmount(item.remaining.amount)}`,
            }))}
          />
        </Labelled>
        <ChoiceField<DisputeReason>
          id="dispute-reason"
          label={t("collection.dispute.reason")}
          value={reason}
          options={REASONS.map((each) => ({ value: each, label: t(`collection.dispute.reasons.${each}`) }))}
          onChange={(chosen) => chosen && setReason(chosen)}
        />
        <Labelled id="dispute-amount" label={t("collection.dispute.amount", { currency })}>
          <MoneyInput
            label={t("collection.dispute.amount", { currency })}
            value={amount}
            currency={currency}
            onChange={setAmount}
          />
        </Labelled>
        <ChoiceField<string>
          id="dispute-owner"
          label={t("collection.dispute.owner")}
          value={owner === null ? null : String(owner)}
          otherwise=" "
          options={users.map((user) => ({ value: String(user.id), label: user.name }))}
          onChange={(user) => setOwner(user === null ? null : Number(user))}
        />
        <Labelled id="dispute-deadline" label={t("collection.dispute.deadline")}>
          <DateInput label={t("collection.dispute.deadline")} value={deadline} onChange={setDeadline} />
        </Labelled>
        <TextField id="dispute-note" label={t("collection.dispute.note")} value={note} onChange={setNote} />
      </Form>
      {opening.error ? <Problem error={opening.error} /> : null}
    </Modal>
  );
}
