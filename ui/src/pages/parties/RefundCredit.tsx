import { Modal } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Business, DocumentFields, OpenItem } from "../../bindings";
import { AmountAndDay } from "../../components/AmountAndDay";
import { Refusal } from "../../components/Refusal";
import { isZero } from "../../lib/money";
import { isDeposit } from "./credits";
import { useRecording } from "./useRecording";

type Props = {
  business: Business;
  credit: OpenItem;
  today: string;
  onDone: () => void;
  onClose: () => void;
};

/** Gives an advance or a credit note back in money, whole or in part. */
export function RefundCredit({ business, credit, today, onDone, onClose }: Props) {
  const { t } = useTranslation();
  const { currency } = credit.remaining;
  const [value, setValue] = useState({ amount: credit.remaining.amount.replace(/^-/, ""), date: today });
  const { amount, date } = value;
  const { record, pending, error } = useRecording(onDone);
  const kind = business === "customer" ? "refund" : "supplier_refund";
  const fields: DocumentFields = {
    kind,
    party_id: credit.party_id,
    date,
    amount,
    currency,
    reference: "",
    notes: "",
    shares: [{ item_id: credit.id, amount }],
    rule: "chosen",
    deposit: isDeposit(credit),
  };
  return (
    <Modal
      open
      width={420}
      title={t("cash.refundTitle", { number: credit.document_number ?? "" })}
      okText={t(`cash.refund.${kind}`)}
      okButtonProps={{ loading: pending, disabled: amount === "" || isZero(amount) }}
      onOk={() => record(fields)}
      onCancel={onClose}
    >
      <p className="second">{t("cash.refundBody")}</p>
      <AmountAndDay value={value} currency={currency} onChange={setValue} />
      {error ? <Refusal error={error} fields={fields} onKept={onClose} /> : null}
    </Modal>
  );
}
