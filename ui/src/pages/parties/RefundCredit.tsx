import { Modal } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import type { Business, DocumentFields, Issued, OpenItem } from "../../bindings";
import { AmountAndDay } from "../../components/AmountAndDay";
import { Refusal } from "../../components/Refusal";
import { useIssue, useVoid } from "../../lib/documents";
import { DoorError } from "../../lib/door";
import { homeOf } from "../../lib/homes";
import { sentenceOf } from "../../lib/i18n";
import { tell } from "../../lib/lastAct";
import { formatAmount, isZero } from "../../lib/money";
import { isDeposit } from "./credits";

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
  const goTo = useNavigate();
  const { currency } = credit.remaining;
  const [value, setValue] = useState({ amount: credit.remaining.amount.replace(/^-/, ""), date: today });
  const { amount, date } = value;
  const issuing = useIssue();
  const voiding = useVoid();
  const kind = business === "customer" ? "refund" : "supplier_refund";
  const undo = ({ id, number }: Issued) =>
    voiding
      .mutateAsync({ id, reason: t("documents.acts.record.undone") })
      .then(() => tell({ text: t("documents.voided", { number }) }))
      .catch((thrown) => tell({ text: sentenceOf(DoorError.from(thrown)) }));
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
  const refund = () =>
    issuing
      .mutateAsync(fields)
      .then((issued) => {
        const total = `${currency} ${formatAmount(issued.total.amount)}`;
        tell({
          text: t("documents.acts.record.done", { number: issued.number, total }),
          undo: () => void undo(issued),
          open: () => goTo(homeOf(kind, issued.id)),
        });
        onDone();
      })
      .catch(() => {
        // The refusal stands in the dialog.
      });
  return (
    <Modal
      open
      width={420}
      title={t("cash.refundTitle", { number: credit.document_number ?? "" })}
      okText={t(`cash.refund.${kind}`)}
      okButtonProps={{ loading: issuing.isPending, disabled: amount === "" || isZero(amount) }}
      onOk={refund}
      onCancel={onClose}
    >
      <p className="second">{t("cash.refundBody")}</p>
      <AmountAndDay value={value} currency={currency} onChange={setValue} />
      {issuing.error ? <Refusal error={issuing.error} fields={fields} onKept={onClose} /> : null}
    </Modal>
  );
}
