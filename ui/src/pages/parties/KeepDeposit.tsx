import { Input, Modal } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Business, DocumentFields, OpenItem } from "../../bindings";
import { AmountAndDay } from "../../components/AmountAndDay";
import { Refusal } from "../../components/Refusal";
import { isZero } from "../../lib/money";
import { useRecording } from "./useRecording";

type Props = {
  business: Business;
  deposit: OpenItem;
  today: string;
  onDone: () => void;
  onClose: () => void;
};

/** Keeps a customer's deposit as income, or gives up one that a supplier keeps; whole or in part, and why. */
export function KeepDeposit({ business, deposit, today, onDone, onClose }: Props) {
  const { t } = useTranslation();
  const { amount: held, currency } = deposit.remaining;
  const [value, setValue] = useState({ amount: held, date: today });
  const [notes, setNotes] = useState("");
  const { amount, date } = value;
  const { record, pending, error } = useRecording(onDone);
  const kind = business === "customer" ? "deposit_forfeited" : "deposit_lost";
  const fields: DocumentFields = {
    kind,
    party_id: deposit.party_id,
    date,
    shares: [{ item_id: deposit.id, amount }],
    evidence: [],
    reference: "",
    notes,
  };
  return (
    <Modal
      open
      width={420}
      title={t(`cash.deposit.${kind}.title`, { number: deposit.document_number ?? "" })}
      okText={t(`cash.deposit.${kind}.verb`)}
      okButtonProps={{ loading: pending, disabled: amount === "" || isZero(amount) }}
      onOk={() => record(fields)}
      onCancel={onClose}
    >
      <p className="second">{t(`cash.deposit.${kind}.body`)}</p>
      <AmountAndDay value={value} currency={currency} onChange={setValue} />
      <Input
        style={{ marginTop: 8 }}
        aria-label={t("cash.notes")}
        placeholder={t("cash.notes")}
        value={notes}
        onChange={(event) => setNotes(event.target.value)}
      />
      {error ? <Refusal error={error} fields={fields} onKept={onClose} /> : null}
    </Modal>
  );
}
