import { Modal } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Document, DocumentFields } from "../../bindings";
import { AmountAndDay } from "../../components/AmountAndDay";
import { EntryLines } from "../../components/EntryLines";
import { Refusal } from "../../components/Refusal";
import { useIssue } from "../../lib/documents";
import { isZero } from "../../lib/money";
import { useSession } from "../../lib/session";
import { useIssued } from "./issued";
import { useEntryPreview } from "./queries";

/** Money that came in for a debt already written off, whole or in part. */
export function RecoverDebt({ document, onClose }: { document: Document; onClose: () => void }) {
  const { t } = useTranslation();
  const { currency } = document.total;
  const today = useSession().data?.today ?? document.date;
  const [value, setValue] = useState({ amount: document.total.amount, date: today });
  const { amount, date } = value;
  const fields: DocumentFields = {
    kind: "recovery",
    party_id: document.party_id,
    date,
    amount: amount || "0",
    currency,
    reference: "",
    notes: "",
    shares: [],
    rule: "chosen",
    recovers: document.id,
  };
  const filled = amount !== "" && !isZero(amount);
  const preview = useEntryPreview(fields, filled);
  const issuing = useIssue();
  const arrive = useIssued();
  const recover = () =>
    issuing.mutate(fields, {
      onSuccess: (issued) => {
        onClose();
        arrive(issued);
      },
    });
  const problem = issuing.error ?? (filled ? preview.error : null);
  return (
    <Modal
      open
      width={460}
      title={t("adjust.recoverTitle", { number: document.number })}
      okText={t("documents.acts.record.verb")}
      okButtonProps={{ loading: issuing.isPending, disabled: !filled || !preview.isSuccess }}
      onOk={recover}
      onCancel={onClose}
    >
      <p className="second">{t("adjust.recoverBody")}</p>
      <AmountAndDay value={value} currency={currency} onChange={setValue} />
      {filled && preview.data && <EntryLines lines={preview.data} />}
      {problem ? <Refusal error={problem} fields={fields} onKept={onClose} /> : null}
    </Modal>
  );
}
