import { Form, Modal } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { CreditCard } from "../../../bindings";
import { DateInput } from "../../../components/DateInput";
import { Labelled, TextField } from "../../../components/fields";
import { MoneyInput } from "../../../components/MoneyInput";
import { Problem } from "../../../components/Problem";
import { tell } from "../../../lib/lastAct";
import { formatAmount } from "../../../lib/money";
import { useBusinessDay } from "../../../lib/session";
import { useCreditHistory, useSetLimit } from "./queries";

type Props = { card: CreditCard; start: string; onClose: () => void };

/** Agrees a limit with the customer, or withdraws it; a reason is asked. */
export function LimitDialog({ card, start, onClose }: Props) {
  const { t } = useTranslation();
  const today = useBusinessDay();
  const [amount, setAmount] = useState(start);
  const [date, setDate] = useState<string>(today);
  const [reason, setReason] = useState("");
  const saving = useSetLimit();
  const earlier = useCreditHistory(card.party_id).data?.limits ?? [];
  const currency = card.suggested.limit.currency;
  const save = () =>
    !saving.isPending &&
    saving.mutate(
      { party_id: card.party_id, amount: amount === "" ? null : amount, date, reason },
      {
        onSuccess: (limit) => {
          tell({
            text: limit.amount
              ? t("credit.limitDialog.saved", { amount: formatAmount(limit.amount.amount) })
              : t("credit.limitDialog.withdrawn"),
          });
          onClose();
        },
      },
    );
  return (
    <Modal
      open
      width={460}
      title={t("credit.limitDialog.title")}
      okButtonProps={{ loading: saving.isPending, disabled: reason.trim() === "" }}
      onOk={save}
      onCancel={onClose}
    >
      <Form layout="vertical" className="side-form">
        <Labelled
          id="limit-amount"
          label={t("credit.limitDialog.amount", { currency })}
          hint={t("credit.limitDialog.amountHint")}
        >
          <MoneyInput
            label={t("credit.limitDialog.amount", { currency })}
            value={amount}
            currency={currency}
            onChange={setAmount}
            autoFocus
          />
        </Labelled>
        <Labelled id="limit-date" label={t("credit.limitDialog.date")}>
          <DateInput label={t("credit.limitDialog.date")} value={date} onChange={setDate} />
        </Labelled>
        <TextField
          id="limit-reason"
          label={t("credit.limitDialog.reason")}
          required
          value={reason}
          onChange={setReason}
        />
      </Form>
      {earlier.map((limit) => (
        <p className="second" key={limit.seq}>
          {t("credit.limitDialog.before", {
            amount: limit.amount ? formatAmount(limit.amount.amount) : "–",
            day: limit.date,
            by: limit.agreed_by,
            reason: limit.reason,
          })}
        </p>
      ))}
      {saving.error ? <Problem error={saving.error} /> : null}
    </Modal>
  );
}
