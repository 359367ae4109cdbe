import { Form, Modal } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Dispute, DisputeOutcome } from "../bindings";
import { useCloseDispute, useCreditNotes } from "../lib/commitments";
import { tell } from "../lib/lastAct";
import { formatAmount } from "../lib/money";
import { ChoiceField, TextField } from "./fields";
import { Problem } from "./Problem";

const OUTCOMES: DisputeOutcome[] = ["credited", "rejected", "accepted", "withdrawn"];

/** Ends a dispute with what became of it; a credited one names its credit note. */
export function CloseDisputeDialog({ dispute, onClose }: { dispute: Dispute; onClose: () => void }) {
  const { t } = useTranslation();
  const [outcome, setOutcome] = useState<DisputeOutcome>("rejected");
  const [credit, setCredit] = useState<string | null>(null);
  const [note, setNote] = useState("");
  const notes = useCreditNotes(dispute.party_id).data ?? [];
  const closing = useCloseDispute();
  const credited = outcome === "credited";
  const save = () => {
    if (closing.isPending) return;
    const credit_note_id = credited && credit ? Number(credit) : null;
    void closing.mutateAsync({ seq: dispute.seq, outcome, credit_note_id, note }).then(
      () => {
        tell({
          text: t("collection.dispute.closed", { outcome: t(`collection.dispute.outcomes.${outcome}`) }),
        });
        onClose();
      },
      () => {},
    );
  };
  return (
    <Modal
      open
      width={440}
      title={t("collection.dispute.close")}
      okButtonProps={{ loading: closing.isPending, disabled: credited && credit === null }}
      onOk={save}
      onCancel={onClose}
    >
      <Form layout="vertical" className="side-form">
        <ChoiceField<DisputeOutcome>
          id="dispute-outcome"
          label={t("collection.dispute.outcome")}
          value={outcome}
          options={OUTCOMES.map((each) => ({ value: each, label: t(`collection.dispute.outcomes.${each}`) }))}
          onChange={(chosen) => chosen && setOutcome(chosen)}
        />
        {credited && (
          <ChoiceField<string>
            id="dispute-credit"
            label={t("collection.dispute.creditNote")}
            hint={notes.length === 0 ? t("collection.dispute.noCreditNote") : undefined}
            value={credit}
            options={notes.map((row) => ({
              value: String(row.id),
              label: `${row.number} · ${formatAmount(row.total.amount)}`,
            }))}
            onChange={setCredit}
          />
        )}
        <TextField id="dispute-note" label={t("collection.dispute.note")} value={note} onChange={setNote} />
      </Form>
      {closing.error ? <Problem error={closing.error} /> : null}
    </Modal>
  );
}
