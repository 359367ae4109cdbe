import { Button, Form } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import type { Lead } from "../../bindings";
import { DateInput } from "../../components/DateInput";
import { FigureInput } from "../../components/FigureInput";
import { Labelled, TextField } from "../../components/fields";
import { Key } from "../../components/Key";
import { type Choice, PartyPicker } from "../../components/Picker";
import { Problem } from "../../components/Problem";
import { addDays } from "../../lib/dates";
import { useShortcuts } from "../../lib/keyboard";
import { tell } from "../../lib/lastAct";
import { findCustomers } from "../../lib/parties";
import { openStages, usePipelines } from "../../lib/pipeline";
import { useSession } from "../../lib/session";
import { useConvertLead } from "./queries";

/** What is left empty comes from the lead. */
const NO_FIELDS = { title: "", amount: "0", items: [], source: "", contact: "", next_step: "", notes: "" };

/** A lead becomes a customer, a new one or one there is, and an opportunity in the first stage. */
export function ConvertForm({ lead, onCancel }: { lead: Lead; onCancel: () => void }) {
  const { t } = useTranslation();
  const goTo = useNavigate();
  const pipeline = usePipelines().data?.find((each) => !each.archived);
  const today = useSession().data?.today ?? "";
  const stage = pipeline && openStages(pipeline)[0];
  const name = lead.fields.company || (lead.fields.name ?? "");
  const converting = useConvertLead();
  const [party, setParty] = useState<Choice | null>(null);
  const [title, setTitle] = useState(name);
  const [amount, setAmount] = useState("");
  const [chosenDay, setDeadline] = useState<string | null>(null);
  const deadline = chosenDay ?? (stage?.days && today ? addDays(today, stage.days) : "");
  const submit = () => {
    if (converting.isPending) return;
    converting
      .mutateAsync({
        id: lead.id,
        version: lead.version,
        party_id: party?.id ?? null,
        opportunity: {
          fields: { ...NO_FIELDS, title, amount: amount || "0" },
          pipeline_id: pipeline?.id ?? null,
          deadline_on: deadline || null,
        },
      })
      .then(
        // The lead is converted by now, and this form may be gone: the way on is not its own.
        (converted) => {
          tell({ text: t("leads.converted", { name }) });
          goTo(`/pipeline/${converted.opportunity_id}`);
        },
        () => {}, // said in the form
      );
  };
  useShortcuts({ "mod+Enter": submit, "mod+s": submit });
  return (
    <Form layout="vertical" className="side-form" onFinish={submit}>
      {converting.error && <Problem error={converting.error} />}
      <Labelled
        id="convert-party"
        label={t("leads.customer")}
        hint={party === null ? t("leads.newCustomer", { name }) : undefined}
      >
        <PartyPicker value={party} find={findCustomers} onChange={setParty} />
      </Labelled>
      <TextField
        id="convert-title"
        label={t("leads.opportunity")}
        autoFocus
        value={title}
        onChange={setTitle}
      />
      <Labelled id="convert-amount" label={t("leads.amount")}>
        <FigureInput id="convert-amount" label={t("leads.amount")} value={amount} onChange={setAmount} />
      </Labelled>
      <Labelled id="convert-deadline" label={t("leads.deadline")} required>
        <DateInput label={t("leads.deadline")} value={deadline} onChange={setDeadline} />
      </Labelled>
      <div className="row">
        <Button type="primary" htmlType="submit" loading={converting.isPending}>
          {t("leads.convert")} <Key name="Ctrl Enter" />
        </Button>
        <Button onClick={onCancel}>{t("leads.cancel")}</Button>
      </div>
    </Form>
  );
}
