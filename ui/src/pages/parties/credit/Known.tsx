import { Button, Form, Modal } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { CreditCard, CreditFactKind } from "../../../bindings";
import { DateInput } from "../../../components/DateInput";
import { ChoiceField, Labelled, TextField } from "../../../components/fields";
import { MoneyInput } from "../../../components/MoneyInput";
import { MoneyText } from "../../../components/MoneyText";
import { Problem } from "../../../components/Problem";
import { tell } from "../../../lib/lastAct";
import { useBusinessDay, useMay } from "../../../lib/session";
import { useRecordFact } from "./queries";

const KINDS: CreditFactKind[] = ["net_worth", "bounced", "insolvency", "insolvency_ended"];

/** What the books do not say of the customer: net worth, instruments that came back, insolvency. */
export function Known({ card }: { card: CreditCard }) {
  const { t } = useTranslation();
  const grants = useMay()("grant_credit");
  const [open, setOpen] = useState(false);
  return (
    <section className="panel credit-side">
      <div className="row">
        <b className="grow">{t("credit.facts.title")}</b>
        {card.known.length === 0 && <span className="second">{t("credit.facts.none")}</span>}
      </div>
      {card.known.map((fact) => (
        <div className="row credit-line" key={fact.seq}>
          <span className="num second">{fact.date}</span>
          <span className="grow">
            {t(`credit.facts.kinds.${fact.kind}`)} <span className="second">{fact.note}</span>
          </span>
          {fact.amount && <MoneyText value={fact.amount} />}
        </div>
      ))}
      {grants && (
        <div className="row">
          <Button size="small" onClick={() => setOpen(true)}>
            {t("credit.facts.record")}
          </Button>
        </div>
      )}
      {open && <FactDialog card={card} onClose={() => setOpen(false)} />}
    </section>
  );
}

function FactDialog({ card, onClose }: { card: CreditCard; onClose: () => void }) {
  const { t } = useTranslation();
  const today = useBusinessDay();
  const [kind, setKind] = useState<CreditFactKind>("net_worth");
  const [date, setDate] = useState<string>(today);
  const [amount, setAmount] = useState("");
  const [note, setNote] = useState("");
  const saving = useRecordFact();
  const currency = card.suggested.limit.currency;
  const save = () =>
    !saving.isPending &&
    saving.mutate(
      { party_id: card.party_id, kind, date, amount: amount === "" ? null : amount, note },
      {
        onSuccess: () => {
          tell({ text: t("credit.facts.saved", { kind: t(`credit.facts.kinds.${kind}`) }) });
          onClose();
        },
      },
    );
  return (
    <Modal
      open
      width={460}
      title={t("credit.facts.title")}
      okButtonProps={{ loading: saving.isPending }}
      onOk={save}
      onCancel={onClose}
    >
      <Form layout="vertical" className="side-form">
        <ChoiceField<CreditFactKind>
          id="fact-kind"
          label={t("credit.facts.kind")}
          value={kind}
          options={KINDS.map((value) => ({ value, label: t(`credit.facts.kinds.${value}`) }))}
          onChange={(value) => value && setKind(value)}
        />
        <div className="two">
          <Labelled id="fact-date" label={t("credit.facts.date")}>
            <DateInput label={t("credit.facts.date")} value={date} onChange={setDate} />
          </Labelled>
          <Labelled id="fact-amount" label={t("credit.facts.amount")} required={kind === "net_worth"}>
            <MoneyInput
              label={t("credit.facts.amount")}
              value={amount}
              currency={currency}
              onChange={setAmount}
            />
          </Labelled>
        </div>
        <TextField id="fact-note" label={t("credit.facts.note")} value={note} onChange={setNote} />
      </Form>
      {saving.error ? <Problem error={saving.error} /> : null}
    </Modal>
  );
}
