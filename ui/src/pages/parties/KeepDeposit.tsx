import { Input, Modal } from "antd";
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
  const goTo = useNavigate();
  const { amount: held, currency } = deposit.remaining;
  const [value, setValue] = useState({ amount: held, date: today });
  const [notes, setNotes] = useState("");
  const { amount, date } = value;
  const issuing = useIssue();
  const voiding = useVoid();
  const kind = business === "customer" ? "deposit_forfeited" : "deposit_lost";
  const undo = ({ id, number }: Issued) =>
    voiding
      .mutateAsync({ id, reason: t("documents.acts.record.undone") })
      .then(() => tell({ text: t("documents.voided", { number }) }))
      .catch((thrown) => tell({ text: sentenceOf(DoorError.from(thrown)) }));
  const fields: DocumentFields = {
    kind,
    party_id: deposit.party_id,
    date,
    shares: [{ item_id: deposit.id, amount }],
    evidence: [],
    reference: "",
    notes,
  };
  const keep = () =>
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
      title={t(`cash.deposit.${kind}.title`, { number: deposit.document_number ?? "" })}
      okText={t(`cash.deposit.${kind}.verb`)}
      okButtonProps={{ loading: issuing.isPending, disabled: amount === "" || isZero(amount) }}
      onOk={keep}
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
      {issuing.error ? <Refusal error={issuing.error} fields={fields} onKept={onClose} /> : null}
    </Modal>
  );
}
