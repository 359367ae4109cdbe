import { Form, Modal } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { CreditRow } from "../../bindings";
import { DateInput } from "../../components/DateInput";
import { Labelled, TextField } from "../../components/fields";
import { MoneyInput } from "../../components/MoneyInput";
import { Problem } from "../../components/Problem";
import { RequesterField } from "../../components/RequesterField";
import { addDays } from "../../lib/dates";
import { tell } from "../../lib/lastAct";
import { formatAmount } from "../../lib/money";
import { useBusinessDay } from "../../lib/session";
import { useRelease } from "./queries";

const USUAL_DAYS = 7;

/** Releases one document of a customer from a soft stop. */
export function ReleaseDialog({ row, onClose }: { row: CreditRow; onClose: () => void }) {
  const { t } = useTranslation();
  const today = useBusinessDay();
  const [amount, setAmount] = useState("");
  const [until, setUntil] = useState<string>(addDays(today, USUAL_DAYS));
  const [reason, setReason] = useState("");
  const [requester, setRequester] = useState<number | null>(null);
  const saving = useRelease();
  const currency = row.exposure.currency;
  const save = () =>
    !saving.isPending &&
    saving.mutate(
      {
        party_id: row.party_id,
        amount,
        until,
        reason,
        requested_by: requester,
      },
      {
        onSuccess: (given) => {
          const text = t("credit.release.saved", {
            name: row.name,
            amount: formatAmount(given.amount.amount),
          });
          tell({ text });
          onClose();
        },
      },
    );
  return (
    <Modal
      open
      width={460}
      title={`${t("credit.release.title")} · ${row.name}`}
      okButtonProps={{ loading: saving.isPending, disabled: reason.trim() === "" || amount === "" }}
      onOk={save}
      onCancel={onClose}
    >
      <p className="second">{t("credit.release.body")}</p>
      <Form layout="vertical" className="side-form">
        <Labelled id="release-amount" label={t("credit.release.amount", { currency })} required>
          <MoneyInput
            label={t("credit.release.amount", { currency })}
            value={amount}
            currency={currency}
            onChange={setAmount}
            autoFocus
          />
        </Labelled>
        <Labelled id="release-until" label={t("credit.release.until")}>
          <DateInput label={t("credit.release.until")} value={until} onChange={setUntil} />
        </Labelled>
        <TextField
          id="release-reason"
          label={t("credit.release.reason")}
          required
          value={reason}
          onChange={setReason}
        />
        <RequesterField id="release-requester" value={requester} onChange={setRequester} />
      </Form>
      {saving.error ? <Problem error={saving.error} /> : null}
    </Modal>
  );
}
