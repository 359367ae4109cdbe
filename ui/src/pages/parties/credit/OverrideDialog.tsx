import { Form, Modal } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { CreditCard, CreditGrade } from "../../../bindings";
import { DateInput } from "../../../components/DateInput";
import { ChoiceField, Labelled, TextField } from "../../../components/fields";
import { Problem } from "../../../components/Problem";
import { RequesterField } from "../../../components/RequesterField";
import { addDays } from "../../../lib/dates";
import { tell } from "../../../lib/lastAct";
import { useBusinessDay } from "../../../lib/session";
import { useOverride } from "./queries";

const GRADES: CreditGrade[] = ["A", "B", "C", "D"];
const USUAL_DAYS = 90;

type Props = { card: CreditCard; ends: boolean; onClose: () => void };

/** Gives a grade instead of the computed one for a while, or ends that. */
export function OverrideDialog({ card, ends, onClose }: Props) {
  const { t } = useTranslation();
  const today = useBusinessDay();
  const [grade, setGrade] = useState<CreditGrade | null>(card.grade ?? "B");
  const [until, setUntil] = useState<string>(addDays(today, USUAL_DAYS));
  const [reason, setReason] = useState("");
  const [requester, setRequester] = useState<number | null>(null);
  const saving = useOverride();
  const save = () =>
    !saving.isPending &&
    saving.mutate(
      {
        party_id: card.party_id,
        grade: ends ? null : grade,
        until: ends ? null : until,
        reason,
        requested_by: requester,
      },
      {
        onSuccess: (given) => {
          tell({
            text: given.grade
              ? t("credit.override.saved", { grade: given.grade, day: given.until })
              : t("credit.override.ended"),
          });
          onClose();
        },
      },
    );
  return (
    <Modal
      open
      width={460}
      title={t(ends ? "credit.override.end" : "credit.override.give")}
      okButtonProps={{ loading: saving.isPending, disabled: reason.trim() === "" || (!ends && !grade) }}
      onOk={save}
      onCancel={onClose}
    >
      <p className="second">{t("credit.override.body")}</p>
      <Form layout="vertical" className="side-form">
        {!ends && (
          <div className="two">
            <ChoiceField<CreditGrade>
              id="override-grade"
              label={t("credit.grade")}
              value={grade}
              options={GRADES.map((value) => ({ value, label: value }))}
              onChange={setGrade}
            />
            <Labelled id="override-until" label={t("credit.override.until")}>
              <DateInput label={t("credit.override.until")} value={until} onChange={setUntil} />
            </Labelled>
          </div>
        )}
        <TextField
          id="override-reason"
          label={t("credit.override.reason")}
          required
          value={reason}
          onChange={setReason}
        />
        <RequesterField id="override-requester" value={requester} onChange={setRequester} />
      </Form>
      {saving.error ? <Problem error={saving.error} /> : null}
    </Modal>
  );
}
